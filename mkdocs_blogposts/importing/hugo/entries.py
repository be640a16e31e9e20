"""Pages of a Hugo site → entries of the old site."""

from __future__ import annotations

import posixpath

from ...blog.permalink import join
from ..bare_links import linked
from ..formulas import has_formulas, single_backslashes, without_divs
from ..keys import Keys
from ..old_site import Entry
from .config import HugoConfig
from .matter import convert
from .pages import Page, Pages
from .shortcodes import Shortcodes

_LAYOUTS = ("archives", "search")
"""Pages of which only the theme makes something."""
_MAIN_SECTIONS = ("posts", "post", "blog")


class Entries:
    """Makes entries of pages, once all pages are known."""

    def __init__(self, pages: list[Page], found: Pages, config: HugoConfig) -> None:
        self.found = found
        self.config = config
        self.site = found.folder.site
        self.shortcodes = Shortcodes(found.folder, config)
        self.shortcodes.know(pages)
        self.sections = {page.place.folders[0] for page in pages if page.is_post}
        self.links_addresses = config.get("markup", "goldmark", "extensions", "linkify") is not False

    def add(self, page: Page) -> None:
        """Add a page to the site."""
        if page.front.text("layout").lower() in _LAYOUTS and not page.is_post:
            self._note_layout(page)
            return
        self._check_date(page)
        keys = Keys(page.front, page.source, self.site, self.found.zone)
        meta = convert(keys, self.config.taxonomies, page.is_post)
        if page.language is not self.config.languages[0]:
            meta["lang"] = page.language.code
        aliases = (posixpath.join(page.url, alias) for alias in page.front.texts("aliases"))
        self.site.entries.append(
            Entry(
                page.source,
                self._place(page) if page.is_post else page.url,
                self._body(page),
                meta,
                page.url,
                tuple(posixpath.normpath(alias) + "/" * alias.endswith("/") for alias in aliases),
                page.is_post,
                page.front.body_line,
                page.front.body,
                files=self.found.in_bundles.get(page.bundle, {}) if page.bundle else {},
                lists_posts=page.is_section,
            )
        )

    def _body(self, page: Page) -> str:
        body = self.shortcodes.expand(page)
        if self.links_addresses:
            body = linked(body)
        plain = without_divs(single_backslashes(body))
        is_marked = any(page.front.text(key).lower() == "true" for key in ("math", "katex", "mathjax"))
        if is_marked or has_formulas(plain):
            self.site.has_formulas = True
            return plain
        return body

    def _place(self, page: Page) -> str:
        folders = page.place.folders[1:] if len(self.sections) == 1 else page.place.folders
        suffix = f".{page.language.code}" if page.language is not self.config.languages[0] else ""
        return join(*folders, f"{page.place.name}/index{suffix}" if page.bundle else f"{page.place.name}{suffix}")

    def _note_layout(self, page: Page) -> None:
        if page.front.text("layout").lower() == "archives":
            self.site.archive = page.url.strip("/")
        else:
            self.site.notes.append(f"{page.source} only shows the theme's search: the new theme has its own.")

    def _check_date(self, page: Page) -> None:
        """Report a page that looks like a post but for its date."""
        given = self.config.get("params", "mainsections")
        mains = given if isinstance(given, list) else [given] if given else _MAIN_SECTIONS
        if (
            not page.is_section
            and page.place.when is None
            and page.place.folders[:1]
            and page.place.folders[0] in mains
        ):
            fault = "a post without a date, so it is a page now"
            self.site.report(page.source, 1, fault, "Give it a `date`, and import it again")
