"""Reads a Jekyll site: what it says of itself, its posts and pages, menu and files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..formulas import has_formulas
from ..keys import Keys
from ..old_site import Entry, MenuItem, OldSite
from ..reading import Folder
from . import liquid
from .config import JekyllConfig, read_config, read_yaml
from .kramdown import as_ours
from .matter import convert
from .pages import Page, Pages


def read_site(root: Path, without: tuple[Path, ...] = ()) -> OldSite:
    """Read everything; what cannot be taken over is told in the site's problems."""
    site = OldSite()
    folder = Folder(root, site, without)
    return _Reader(folder, site, read_config(folder)).read()


class _Reader:
    """Makes entries of the pages of a site."""

    def __init__(self, folder: Folder, site: OldSite, config: JekyllConfig) -> None:
        self.folder = folder
        self.site = site
        self.config = config
        self.urls: dict[str, str] = {}
        """Where pages lived, by path and by the names that `post_url` takes."""

    def read(self) -> OldSite:
        zone = self._zone()
        self._describe(zone)
        self._add_authors()
        self._add_menu()
        pages = list(Pages(self.folder, self.config, zone).find())
        self._know(pages)
        for page in pages:
            self._add(page, zone)
        return self.site

    # The site ------------------------------------------------------------------------

    def _zone(self) -> ZoneInfo | None:
        name = self.config.text("timezone")
        try:
            return ZoneInfo(name) if name else None
        except (ZoneInfoNotFoundError, ValueError):
            self.site.report("_config.yml", 0, f'no time zone "{name}"', "Set `timezone` in mkdocs.yml")
            return None

    def _describe(self, zone: ZoneInfo | None) -> None:
        config, site = self.config, self.site
        site.title = config.text("title") or config.text("name")
        site.url = (config.text("url").rstrip("/") + config.root) if config.text("url") else ""
        site.description = config.text("description") or config.text("tagline")
        site.author = config.text("author") or config.text("author", "name")
        site.language = config.text("lang") or config.text("locale")
        site.timezone = zone.key if zone else ""
        site.has_smart_dashes = config.has_smart_dashes
        site.per_page = int(config.text("paginate")) if config.text("paginate").isdigit() else 0
        for name, kind in {"tags": "tag", "categories": "category"}.items():
            pattern = config.text("jekyll-archives", "permalinks", kind)
            is_known = ":name" in pattern
            site.terms[name] = pattern.strip("/").replace(":name", "{slug}") if is_known else f"{name}/{{slug}}"

    def _add_authors(self) -> None:
        for key, each in read_yaml(self.folder, "_data/authors.yml").items():
            if isinstance(each, dict):
                known = {name: str(each[name]) for name in ("name", "email", "avatar", "url") if each.get(name)}
                self.site.authors[key] = known

    def _add_menu(self) -> None:
        given = read_yaml(self.folder, "_data/navigation.yml").get("main")
        for item in given if isinstance(given, list) else []:
            if isinstance(item, dict) and item.get("url") and (item.get("title") or item.get("name")):
                self.site.menu.append(MenuItem(str(item.get("title") or item["name"]), str(item["url"])))

    # Posts and pages -----------------------------------------------------------------

    def _know(self, pages: Iterable[Page]) -> None:
        for page in pages:
            name = re.sub(r"^(.*/)?_posts/|\.\w+$", "", page.source)
            for each in (page.source, f"post:{name}", f"post:{posixpath.basename(name)}"):
                self.urls.setdefault(each, page.url)

    def _add(self, page: Page, zone: ZoneInfo | None) -> None:
        front = page.front
        meta = convert(Keys(front, page.source, self.site, zone), page.place, page.is_post)
        if page.kind == "drafts":
            meta["draft"] = True
        body = self._body(page)
        is_marked = any(front.text(key).lower() == "true" for key in ("math", "mathjax", "katex"))
        self.site.has_formulas = self.site.has_formulas or is_marked or has_formulas(body)
        entry = Entry(page.source, page.shown, body, meta, page.url, is_post=page.is_post)
        entry.aliases = tuple(front.texts("redirect_from", "alias", "aliases"))
        entry.line, entry.original = front.body_line, front.body
        self.site.entries.append(entry)

    def _body(self, page: Page) -> str:
        front = page.front
        values = {f"page.{key}": front.text(key) for key in front.typed}
        values |= {f"site.{key}": self.config.text(key) for key in self.config.values}

        def report(line: int, fault: str, remedy: str) -> None:
            self.site.report(page.source, front.body_line + line, fault, remedy)

        about = liquid.Page(values, self.config.root, self.site.url, self._post_url, self._link, report)
        is_plain = front.text("render_with_liquid").lower() == "false"
        return as_ours(front.body if is_plain else liquid.expand(front.body, about))

    def _post_url(self, name: str) -> str:
        return self.urls.get(f"post:{name.strip('/')}", "")

    def _link(self, path: str) -> str:
        path = path.strip("/")
        return self.urls.get(path, "") or (f"/{path}" if path in self.site.files else "")
