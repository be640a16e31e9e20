"""Makes a problem of what stopped a build: a fault in another plugin, a theme, a hook, or the settings."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import mkdocs

from ..blog.errors import Problem

_PAGE = re.compile(r"Error (?:reading|building) page '([^']+)'")
_LINE = re.compile(r"\bline (\d+)")


def as_problem(error: BaseException, said: Sequence[str] = ()) -> Problem:
    """Return what is shown in the browser; the errors that were logged say more than what was raised last."""
    text = "; ".join(dict.fromkeys(said)) or str(error).strip() or type(error).__name__
    page, line = _PAGE.search(text), _LINE.search(text)
    source, number = page[1] if page else "mkdocs.yml", int(line[1]) if line else 0
    return Problem(source, number, f"the site could not be built: {text}", "See the terminal for more")


@contextmanager
def listening() -> Iterator[list[str]]:
    """Gather the errors that are logged meanwhile."""
    listener = _Listener()
    logger = logging.getLogger(mkdocs.__name__)
    logger.addHandler(listener)
    try:
        yield listener.said
    finally:
        logger.removeHandler(listener)


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage().strip())
