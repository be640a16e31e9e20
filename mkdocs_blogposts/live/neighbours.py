"""Which other plugins can follow an edit page by page, and which need the whole site built again."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from ..themes.stand_in import is_stand_in

FOLLOW = frozenset({"blogposts", "search", "material/search", "material/meta", "shadcn/search"})
"""Plugins that are right when only pages that changed go through their events."""


def find_unknown(config: MkDocsConfig) -> str:
    """Return a plugin that may need more than that; empty when there is none."""
    names = {name.split(" ")[0] for name, plugin in config.plugins.items() if not is_stand_in(plugin)}
    return min(names - FOLLOW, default="")
