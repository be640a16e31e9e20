"""Puts pages off when `mkdocs serve` starts: they are written when somebody asks for them, or when nobody waits."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import click
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from .neighbours import may_come_later

EMPTY = "blogposts/later.html"
"""A template without text: MkDocs writes no page that has none."""
MANY = 200
"""How many pages it takes; fewer are written at once."""


class Later:
    """Pages that the present build does not write."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.templates = {page.file.src_uri: page.meta.get("template") for page in pages}
        """By source, the templates that pages name."""
        for page in pages:
            page.meta["template"] = EMPTY
        mkdocs_build.log.addFilter(self._lets_through)

    def __contains__(self, page: Page) -> bool:
        return page.meta.get("template") == EMPTY

    def end(self, pages: Iterable[Page]) -> None:
        """Give pages their templates back, when the build is over."""
        mkdocs_build.log.removeFilter(self._lets_through)
        for page in pages:
            if page in self:
                del page.meta["template"]
                template = self.templates[page.file.src_uri]
                if template:
                    page.meta["template"] = template

    def _lets_through(self, record: logging.LogRecord) -> bool:
        """Keep MkDocs from saying of each page that it was skipped."""
        return not record.getMessage().startswith("Page skipped: ")


def may_put_off(config: MkDocsConfig, pages: int) -> bool:
    """Tell whether there will be somebody to write so many pages later, and no plugin that would miss them."""
    return pages >= MANY and _is_followed_by_loop() and may_come_later(config)


def _is_followed_by_loop() -> bool:
    """Tell whether this is the start of `mkdocs serve` with live reload: only then `on_serve` will be called."""
    context = click.get_current_context(silent=True)
    if context is None or context.command.name != "serve":
        return False
    given = context.params  # ProperDocs has a flag for each answer
    return not given["no_livereload"] if "no_livereload" in given else bool(given.get("livereload"))
