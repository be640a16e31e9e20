"""Hears what MkDocs and other plugins warn of while a site is served, and forgets it when the page is read again."""

from __future__ import annotations

import logging
import re

import mkdocs

from ..blog.errors import Problem, Severity

_ABOUT_A_PAGE = re.compile(r"Doc file '(?P<source>[^']+)' contains (?P<said>.+)", re.DOTALL)
NOWHERE = "mkdocs.yml"
"""Where warnings belong that name no page."""


class Hearing(logging.Handler):
    """Keeps warnings, by the source of the page that they are about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._told: dict[str, dict[str, None]] = {}

    def begin(self) -> None:
        """Listen to MkDocs and to plugins."""
        self._logger.addHandler(self)

    def end(self) -> None:
        """Listen no more."""
        self._logger.removeHandler(self)

    @property
    def _logger(self) -> logging.Logger:
        return logging.getLogger(mkdocs.__name__)  # ProperDocs may be in its place

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what others say; our own problems are known as values."""
        if not record.name.endswith((".blogposts", ".livereload")):  # nor what browsers ask for in vain
            said = record.getMessage().strip()
            about = _ABOUT_A_PAGE.fullmatch(said)
            self._told.setdefault(about["source"] if about else NOWHERE, {})[about["said"] if about else said] = None

    def forget_all(self) -> None:
        """Forget what the last build told, as another one begins."""
        self._told.clear()

    def forget(self, source: str) -> None:
        """Forget what was told of a page, as it is read again or has gone."""
        self._told.pop(source, None)

    @property
    def problems(self) -> list[Problem]:
        """What was told, each as a warning."""
        return [
            Problem(source, 0, said, severity=Severity.WARNING)
            for source, each in [*self._told.items()]
            for said in [*each]
        ]
