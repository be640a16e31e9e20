"""Why a command does nothing, said to the writer with the remedy, and the exit codes that tell programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from ..blog.matter import CannotEdit


class Refused(click.ClickException):
    """What was asked cannot be done; nothing was changed."""

    exit_code = 2

    def __init__(self, fault: str, remedy: str = "") -> None:
        super().__init__(f"{fault}. {remedy}".rstrip(". ") + ("" if remedy.endswith("?") else "."))


class Declined(click.ClickException):
    """The writer said no; nothing was changed."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        """Say so, not as an error."""
        click.echo(self.message, file, err=True)


class NotRun(click.ClickException):
    """The project cannot be read."""

    exit_code = 2


@contextmanager
def refusing(file: str) -> Iterator[None]:
    """Refuse an edit of a file that is left to the writer."""
    try:
        yield
    except CannotEdit as error:
        place = f"{file}:{error.line}" if error.line else file
        raise Refused(f"{place}: {error.fault}", error.remedy) from None
