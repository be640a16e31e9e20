"""Which other plugins and Markdown extensions can follow an edit page by page; others need the whole site again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from ..conversion.extensions import INCLUDES_FILES, PURE, SNIPPETS
from ..themes.stand_in import is_stand_in
from .site import Site
from .tags import NAME as TAGS
from .tags import kind_of


@dataclass(frozen=True)
class Needs:
    """What a plugin needs besides the events of the pages that are rendered."""

    reads: tuple[str, ...] = ()
    """Names of files, or patterns of names, that it reads: when one of them changes, the site is built again."""
    named_in: str = ""
    """The setting that names such a file."""
    fills_empty: bool = False
    """Whether it makes a page even of an empty one."""
    again: tuple[str, ...] = ()
    """Its events that are repeated when the writer pauses, as what they write depends on many pages."""


FOLLOW: Mapping[str, Needs] = {
    "awesome-nav": Needs(named_in="filename"),
    "blogposts": Needs(),
    "git-revision-date-localized": Needs(),
    "glightbox": Needs(fills_empty=True),
    "literate-nav": Needs(named_in="nav_file"),
    "material/group": Needs(),
    "material/meta": Needs(),
    "material/offline": Needs(again=("on_post_build",)),
    "material/search": Needs(),
    TAGS: Needs(),
    "mike": Needs(),
    "minify": Needs(reads=("*.css", "*.js")),
    "redirects": Needs(again=("on_files", "on_post_build")),
    "search": Needs(),
    "section-index": Needs(),
    "shadcn/search": Needs(),
}
"""Plugins that are right when only pages that changed go through their events; each has its test."""


WHOLE = frozenset({"i18n"})
"""Plugins beside which no page can be rendered alone: what the last build left is one language of several."""


FORGET = frozenset({"encryptcontent"})
"""Plugins that forget, once a page is written, what they learned when it was read: that it is to be encrypted."""


def must_read_again(config: MkDocsConfig) -> bool:
    """Tell whether a page may be written only once after it was read."""
    return any(kind in FORGET for kind, _ in _plugins(config))


def find_unknown(config: MkDocsConfig) -> str:
    """Return a plugin that may need more than that; empty when there is none."""
    return min({kind for kind, _ in _plugins(config)} - FOLLOW.keys(), default="")


def may_come_later(config: MkDocsConfig) -> bool:
    """Tell whether pages may be empty when the site is first built, and written later."""
    kinds = {kind for kind, _ in _plugins(config)}
    return kinds <= FOLLOW.keys() and not any(FOLLOW[kind].fills_empty for kind in kinds)


def follow_edits(site: Site) -> str:
    """Return why the site has to be built again after an edit; empty when everything can follow."""
    if unknown := find_unknown(site.config):
        return f"the plugin {unknown} may need all pages"
    impure = [each for each in site.config.markdown_extensions if each not in PURE]
    if impure:
        return f"the Markdown extension {impure[0]} may need other files"
    return "pages include other files" if _includes_files(site) else site.tags.why_build()


def reader_of(source: str, config: MkDocsConfig) -> str:
    """Return the plugin that reads a file besides pages, and makes more of it than a copy; empty if there is none."""
    name = source.split("/")[-1]
    for kind, plugin in _plugins(config):
        if kind in WHOLE:
            return kind
        needs = FOLLOW.get(kind, Needs())
        patterns = (*needs.reads, plugin.config[needs.named_in]) if needs.named_in else needs.reads
        if any(fnmatch(name, pattern) for pattern in patterns):
            return kind
    return ""


def repeat_events(site: Site) -> None:
    """Let plugins write once more what depends on many pages."""
    given = {"on_files": {"files": site.files}}
    for kind, plugin in _plugins(site.config):
        for event in FOLLOW[kind].again:
            getattr(plugin, event)(config=site.config, **given.get(event, {}))


def _plugins(config: MkDocsConfig) -> list[tuple[str, Any]]:
    return [(kind_of(name), plugin) for name, plugin in config.plugins.items() if _takes_part(plugin)]


def _takes_part(plugin: Any) -> bool:
    settings = getattr(plugin, "config", {})  # hooks have none
    return settings.get("enabled") is not False and not is_stand_in(plugin)


def _includes_files(site: Site) -> bool:
    if SNIPPETS not in site.config.markdown_extensions:
        return False
    settings = site.config.mdx_configs.get(SNIPPETS) or {}
    texts = (file.page.markdown for file in site.pages() if file.page)
    return bool(settings.get("auto_append")) or any(INCLUDES_FILES in text for text in texts if text)
