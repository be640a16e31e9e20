"""Names of terms as options: parted by commas, completed by the shell, and compared with those in use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from click.shell_completion import CompletionItem

from ..blog.errors import did_you_mean
from .project import opened
from .refusing import Refused

if TYPE_CHECKING:
    from .reading import Blog

F = TypeVar("F", bound=Callable[..., object])

_COMMA = re.compile(r"[,，]")


def terms_option(name: str, taxonomy: str, text: str) -> Callable[[F], F]:
    """Add an option that takes names of terms; it may be given more than once."""

    def complete(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
        before = "".join(incomplete.rpartition(",")[:2])
        begun = incomplete[len(before) :].casefold()
        names = _known(context, taxonomy)
        return [CompletionItem(before + each) for each in names if each.casefold().startswith(begun)]

    return click.option(name, taxonomy, multiple=True, metavar="NAMES", help=text, shell_complete=complete)


def split(given: Sequence[str]) -> list[str]:
    """Return the names that were given, each once."""
    names = (name.strip() for each in given for name in _COMMA.split(each))
    return [*dict.fromkeys(name for name in names if name)]


def remarks(blog: Blog, taxonomy: str, names: Sequence[str]) -> Iterator[str]:
    """Say which names are new, and which they were perhaps meant to be; raises `Refused` where none may be new."""
    settings = blog.reading.settings.taxonomy(taxonomy)
    if settings is None:
        return
    known = blog.vocabulary(taxonomy)
    allowed = [*settings.allowed, *(blog.reading.authors if taxonomy == "authors" else ())]
    for name in names:
        if allowed and name not in allowed:
            remedy = did_you_mean(name, allowed) or f"There is {', '.join(sorted(allowed))}"
            raise Refused(f'"{name}" is not an allowed {settings.singular}', remedy)
        if name not in known:
            yield f'"{name}" is new in {taxonomy}. {did_you_mean(name, known)}'.rstrip()


def _known(context: click.Context, taxonomy: str) -> list[str]:
    """Return the terms of the project that a command line is about; none where it cannot be read."""
    with suppress(Exception):  # in the middle of a command line, nothing can be said
        start = Path.cwd()
        with opened(context.params.get("project"), context.params.get("config_file")) as file:
            from .reading import read_project  # needs MkDocs, or what `opened` put in its place

            blogs = read_project(file, start).named(context.params.get("blog"))
            return [*dict.fromkeys(name for blog in blogs for name in blog.vocabulary(taxonomy))]
    return []
