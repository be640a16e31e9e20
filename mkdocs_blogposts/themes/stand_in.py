"""Stands where hooks, templates and other plugins look for Material's own blog."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cache
from importlib import import_module
from typing import Any, Protocol, TypeVar, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

P = TypeVar("P", bound=Page)
THEMES = ("material", "materialx")
LIST_CLASSES = {"archive": "Archive", "categories": "Category", "authors": "Profile"}
"""What Material calls the lists of a taxonomy; any other is a `View`."""


class Own(Protocol):
    """A blog of ours, as far as it is stood in for."""

    config: Any
    build: Any


@cache
def counting_as(name: str, own: type[P], theme: str | None) -> type[P]:
    """Return a class of pages that, on Material, counts as the one of that name there: `isinstance` says so.

    Only the name is taken: Material's classes add a constructor and `read_source` to `Page`, and ours come first.
    """
    if theme not in THEMES:
        return own
    try:
        structure = import_module("material.plugins.blog.structure")
    except ImportError:  # a release of the theme without a blog
        return own
    return cast(type[P], type(own.__name__, (own, getattr(structure, name)), {"__module__": own.__module__}))


def stand_in(own: Own, site: MkDocsConfig) -> None:
    """Let `config.plugins["material/blog"]` lead to a blog of ours, where Material's own would be and is not.

    Not beside static-i18n: what that does for Material's blog would move our pages.
    """
    key = f"{site.theme.name}/blog"
    names = [name for name in site.plugins if name.split(" #")[0] == key]
    others = [site.plugins[name] for name in names]
    if site.theme.name not in THEMES or "i18n" in site.plugins or not all(map(is_stand_in, others)):
        return
    if not any(each.own is own for each in others):  # type: ignore[attr-defined]  # stand-ins all
        name = f"{key} #{len(names) + 1}" if names else key
        # Not `site.plugins[name] = …`: that would also register all events of Material's blog.
        dict.__setitem__(site.plugins, name, _stand_in_class()(own))


def is_stand_in(plugin: object) -> bool:
    """Tell whether a plugin is no plugin, but what others read of one."""
    return isinstance(plugin, _StandIn)


class _StandIn:
    """What others read of Material's blog, taken from a blog of ours."""

    def __init__(self, own: Own) -> None:
        self.own = own

    @property
    def config(self) -> Any:
        """The settings, under Material's names.

        One is the default there: who reads it does so to work out dates himself, and dates without a time fail him.
        """
        settings = copy(self.own.config)
        settings.data = {**settings.data, "draft_if_future_date": False}
        return settings

    @property
    def authors(self) -> Mapping[str, Mapping[str, Any]]:
        """Every author of the authors file, by id; none before the files of the site are known."""
        return self.own.build.material.authors(self.own.build.reading.authors) if self.own.build else {}

    @property
    def blog(self) -> Page | None:
        """The front page, which holds posts and lists; None before the files of the site are known."""
        return self.own.build.placed.index if self.own.build else None


@cache
def _stand_in_class() -> type[_StandIn]:
    """Return the class of what stands in, so that it also counts as Material's plugin, where that can be imported."""
    try:
        plugin = import_module("material.plugins.blog.plugin").BlogPlugin
    except ImportError:  # as above
        return _StandIn
    return cast(type[_StandIn], type("StandIn", (_StandIn, plugin), {"__module__": __name__}))
