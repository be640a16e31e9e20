"""Names of headings that no Markdown was converted for: as the site's settings for `toc` would name them."""

from __future__ import annotations

from typing import Any

from markdown.extensions.toc import TocExtension, unique
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

_PILCROW = "\N{PILCROW SIGN}"


class Anchors:
    """Gives headings their ids and their links to themselves."""

    def __init__(self, site: MkDocsConfig) -> None:
        self.settings: dict[str, Any] = TocExtension(**site.mdx_configs.get("toc", {})).getConfigs()

    def name(self, text: str, taken: set[str]) -> str:
        """Return the id of a heading with this text, and add it to those that are taken."""
        return unique(self.settings["slugify"](text, self.settings["separator"]), taken)

    def permalink(self, anchor: str) -> Markup:
        """Return what a reader copies the address of a heading from; empty where the site has no such links."""
        sign = self.settings["permalink"]
        if not sign or str(sign).lower() == "false":
            return Markup()
        link = Markup('<a class="{}" href="#{}" title="{}">{}</a>')
        shown = _PILCROW if sign is True or str(sign).lower() == "true" else sign
        return link.format(self.settings["permalink_class"], anchor, self.settings["permalink_title"], shown)
