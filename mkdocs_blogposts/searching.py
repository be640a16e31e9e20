"""What search plugins find on pages: sooner, kept where a page stays the same, removed where nobody shall find it."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from mkdocs import __version__ as mkdocs_version
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib.search import search_index as mkdocs_search
from mkdocs.structure.pages import Page

from .conversion.cache import Cache, make_key
from .conversion.extensions import versions
from .thinning import thin

MATERIAL = "material.plugins.search.plugin"
KNOWN = (mkdocs_search.__name__, MATERIAL)
"""Modules whose indexes are made from a page's HTML, title, URL, headings and front matter, page by page."""


def make_quick(site: MkDocsConfig, cache: Cache | None) -> None:
    """Have search plugins ask for what is kept before they read a page, and read no more of it than they use."""
    for plugin in site.plugins.values():
        index: Any = getattr(plugin, "search_index", None)
        is_known = type(index).__module__ in KNOWN and not _reads_dictionaries(plugin)
        if is_known and not isinstance(index.add_entry_from_context, _Finder):
            index.add_entry_from_context = _Finder(index, cache)


def remove_entries(site: MkDocsConfig, urls: Collection[str]) -> None:
    """Remove what was found on these pages."""
    for plugin in site.plugins.values():
        index: Any = getattr(plugin, "search_index", None)
        if type(index).__module__ in KNOWN:
            entries = entries_of(index)
            entries[:] = [entry for entry in entries if page_of(entry) not in urls]


def entries_of(index: Any) -> list[dict[str, Any]]:
    """Return the entries of a search index, MkDocs' or Material's."""
    entries: list[dict[str, Any]] = index._entries if hasattr(index, "_entries") else index.entries
    return entries


def page_of(entry: Mapping[str, Any]) -> str:
    """Return the URL of the page on which an entry was found."""
    return str(entry["location"]).split("#")[0]


def _reads_dictionaries(plugin: Any) -> bool:
    return any(plugin.config.get(name) for name in ("jieba_dict", "jieba_dict_user"))


class _Finder:
    """Adds the entries of a page to an index."""

    def __init__(self, index: Any, cache: Cache | None) -> None:
        self.index = index
        self.cache = cache
        self.add = index.add_entry_from_context
        module = sys.modules[type(index).__module__]
        self.joins_texts = module.__name__ == MATERIAL
        """Whether the index does not tell pieces of a text apart."""
        splitter = getattr(getattr(module, "jieba", None), "__version__", None)
        self.identity = repr((mkdocs_version, *versions(), splitter, sorted(index.config.items(), key=str)))

    def __call__(self, page: Page) -> None:
        if self.cache is None:
            self._read(page)
            return
        key, entries = self._key(page), entries_of(self.index)
        if kept := self.cache.get(key):
            entries += json.loads(kept)
            return
        before = len(entries)
        self._read(page)
        self.cache.put(key, json.dumps(entries[before:], ensure_ascii=False, separators=(",", ":")))

    def _read(self, page: Page) -> None:
        content = page.content
        if self.joins_texts:
            page.content = thin(content or "")
        try:
            self.add(page)
        finally:
            page.content = content

    def _key(self, page: Page) -> bytes:
        said = [page.meta.get(name) for name in ("title", "tags", "search")]
        parts = (page.url, page.title, said, list(_headings(page.toc)))
        return make_key(self.identity, repr(parts), page.content or "")


def _headings(toc: Any) -> Iterator[tuple[str, str]]:
    for each in toc:
        yield each.id, each.title
        yield from _headings(each.children)
