"""Which other plugins can follow an edit page by page, and which need the whole site built again."""

from __future__ import annotations

from .site import Site

FOLLOW = frozenset({"blogposts", "search", "material/search", "material/meta", "shadcn/search"})
"""Plugins that are right when only pages that changed go through their events."""


def follow_edits(site: Site) -> str:
    """Return why the site has to be built again after an edit; empty when every plugin can follow."""
    names = {name.split(" ")[0] for name in site.config.plugins}
    unknown = sorted(names - FOLLOW)
    return f"the plugin {unknown[0]} may need all pages" if unknown else ""
