"""Gives posts their HTML: kept from an earlier build, made by another process, or converted here and now."""

from __future__ import annotations

import json
from collections.abc import Iterable

from mkdocs import __version__ as mkdocs_version
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from ..reports import log
from . import ahead, extensions
from .cache import Cache, make_key
from .converted import Converted, Target


class Converter:
    """Converts the texts of one site.

    A result is used again when nothing can have changed it: the text after all plugins had their say, extensions
    with their options and versions, the page's URL, and the URLs of the files that its links lead to. Where an
    extension may have other inputs or effects, everything is converted.
    """

    def __init__(self, config: MkDocsConfig, cache: Cache | None) -> None:
        self.config = config
        self.cache = cache
        self._identity = _identify(config)
        self._ahead: ahead.Ahead | None = None

    def convert(self, page: Page, files: Files) -> None:
        """Do what `Page.render` does."""
        text = page.markdown or ""
        if not (self.cache or self._ahead) or not self._is_pure(text):
            Page.render(page, self.config, files)
            return
        key = self._key(Target.of(page.file), text)
        if kept := self._find(key, files):
            kept.give(page, files)
            return
        made = Converted.of(page, self.config, files)
        if self.cache:
            self.cache.put(key, made.to_json())

    def begin_ahead(self, texts: Iterable[tuple[Page, str]], files: Files) -> None:
        """Have other processes begin with pages whose texts will probably be these."""
        if not self._identity:
            return
        wanted = [ahead.Text(self._key(Target.of(page.file), text), Target.of(page.file), text) for page, text in texts]
        new = [each for each in wanted if self._is_pure(each.markdown) and not (self.cache and each.key in self.cache)]
        if self.cache:
            self.cache.close()  # a process that is copied must not share an open file with its copy
        self._ahead = ahead.begin(ahead.Setup.of(self.config, files), new)

    def finish(self) -> None:
        """End what was begun ahead, and write down what is new."""
        if self._ahead:
            self._ahead.stop()
            self._ahead = None
        if self.cache:
            self.cache.save()
            self.cache.close()

    def _is_pure(self, text: str) -> bool:
        includes = extensions.SNIPPETS in self.config.markdown_extensions and extensions.INCLUDES_FILES in text
        return bool(self._identity) and not includes

    def _key(self, target: Target, text: str) -> bytes:
        return make_key(self._identity, target.src_uri, target.url, str(target.inclusion), text)

    def _find(self, key: bytes, files: Files) -> Converted | None:
        text = self.cache.get(key) if self.cache else None
        if text is None and self._ahead and (text := self._ahead.take(key)) and self.cache:
            self.cache.put(key, text)
        kept = Converted.from_json(text) if text else None
        return kept if kept and kept.is_valid(files) else None


def _identify(config: MkDocsConfig) -> str:
    """Return a text that changes with everything but the post itself; empty if results cannot be used again."""
    try:
        described = extensions.describe(config.markdown_extensions, config.mdx_configs or {})
    except extensions.NotPureError as reason:
        log.debug("Conversions are not kept: %s", reason)
        return ""
    links = json.dumps(config.validation, default=str, sort_keys=True)
    # What is logged at a level nobody listens to is not kept either.
    level = mkdocs_pages.log.getEffectiveLevel()
    return repr((mkdocs_version, described, links, config.use_directory_urls, level))
