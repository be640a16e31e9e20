"""Makes a problem of what stopped a build: a fault in another plugin, a theme, a hook, or the settings."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import mkdocs
from jinja2 import TemplateSyntaxError

from ..blog.errors import Problem

_PAGE = re.compile(r"Error (?:reading|building) page '([^']+)'")
_LINE = re.compile(r"\bline (\d+)")


def as_problem(error: BaseException, said: Sequence[str] = ()) -> Problem:
    """Return what is shown in the browser; the errors that were logged say more than what was raised last."""
    if place := _template_of(error):
        return Problem(*place, f"the site could not be built: {error}", "Mend this template, which is the site's own")
    text = "; ".join(dict.fromkeys(said)) or str(error).strip() or type(error).__name__
    page, line = _PAGE.search(text), _LINE.search(text)
    source, number = page[1] if page else "mkdocs.yml", int(line[1]) if line else 0
    return Problem(source, number, f"the site could not be built: {text}", "See the terminal for more")


def _template_of(error: BaseException) -> tuple[str, int] | None:
    """Return the template and the line in which something went wrong: Jinja puts them among the lines of code."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return _seen(error.filename), error.lineno
    lines = traceback.extract_tb(error.__traceback__)
    found = [line for line in lines if line.filename.endswith((".html", ".xml"))]
    return (_seen(found[-1].filename), found[-1].lineno or 0) if found else None


def _seen(path: str) -> str:
    """Return a path as seen from the folder in which the server was started, if it is below."""
    here = Path.cwd()
    return Path(path).relative_to(here).as_posix() if Path(path).is_relative_to(here) else path


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
