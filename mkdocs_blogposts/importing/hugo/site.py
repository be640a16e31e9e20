"""Reads a Hugo site: what it says of itself, its pages, menu and files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..old_site import Entry, MenuItem, OldSite
from ..reading import Folder
from .config import HugoConfig, Values, read_config
from .entries import Entries
from .pages import Page, Pages
from .urls import urlized

_AUTHOR = (("params", "author"), ("params", "author", "name"), ("author", "name"))
"""Where the name of the author may stand."""
_MOST_PINNED = 5
"""Where more posts have a weight, it was an order, not a way to put some first."""


def read_site(root: Path, without: tuple[Path, ...] = ()) -> OldSite:
    """Read everything; what cannot be taken over is told in the site's problems."""
    site = OldSite()
    folder = Folder(root, site, without)
    return _Reader(folder, site, read_config(folder)).read()


class _Reader:
    """Gathers what the site has."""

    def __init__(self, folder: Folder, site: OldSite, config: HugoConfig) -> None:
        self.folder = folder
        self.site = site
        self.config = config

    def read(self) -> OldSite:
        zone = self._zone()
        self._describe(zone)
        found = Pages(self.folder, self.config, zone)
        pages = list(found.find())
        entries = Entries(pages, found, self.config)
        for page in pages:
            entries.add(page)
        self._weigh()
        self._name_terms(found.rules.keep_case)
        self._add_home()
        self._add_static()
        self._add_menu(pages)
        return self.site

    def _zone(self) -> ZoneInfo | None:
        name = self.config.text("timezone")
        try:
            return ZoneInfo(name) if name else None
        except (ZoneInfoNotFoundError, ValueError):
            self.site.report("", 0, f'no time zone "{name}"', "Set `timezone` in mkdocs.yml")
            return None

    def _describe(self, zone: ZoneInfo | None) -> None:
        config, site = self.config, self.site
        site.title, site.url = config.text("title"), config.text("baseurl")
        site.description = config.text("params", "description") or config.text("description")
        names = (
            config.text(*path) for path in (("params", "author"), ("params", "author", "name"), ("author", "name"))
        )
        site.author = next(filter(None, names), "")
        site.language = config.text("languagecode") or config.text("locale") or config.languages[0].code
        site.timezone = zone.key if zone else ""
        site.has_smart_dashes = config.has_smart_dashes
        per_page = config.text("pagination", "pagersize") or config.text("paginate")
        site.per_page = int(per_page) if per_page.isdigit() else 10
        site.terms = {plural: f"{plural}/{{slug}}" for plural in config.taxonomies.values()}

    def _weigh(self) -> None:
        pinned = [entry for entry in self.site.entries if entry.meta.get("pin")]
        if len(pinned) > _MOST_PINNED:
            self.site.notes.append(
                f"{len(pinned)} posts have a `weight`: here, posts stand in the order of their dates."
            )
            for entry in pinned:
                del entry.meta["pin"]

    def _name_terms(self, keep_case: bool) -> None:
        for taxonomy in self.site.terms:
            values = (entry.meta.get(taxonomy) for entry in self.site.entries)
            terms = {str(term) for value in values if isinstance(value, list) for term in value}
            self.site.term_slugs[taxonomy] = {term: urlized(term, keep_case) for term in terms}

    def _add_home(self) -> None:
        """Put the words of PaperMod's front page on ours, unless a page of the site is that."""
        home = self.config.mapping("params", "homeinfoparams") or self.config.mapping("params", "profilemode")
        title, text, subtitle = (str(home.get(key) or "") for key in ("title", "content", "subtitle"))
        if home and not any(entry.url == "/" for entry in self.site.entries):
            meta = {"title": title or self.site.title}
            self.site.entries.append(Entry("the front page", "/", text or subtitle, meta, "/"))

    def _add_static(self) -> None:
        given = self.config.get("staticdir") or "static"
        for name in given if isinstance(given, list) else [given]:
            folder = str(name).strip("/")
            for path in self.folder.walk(folder):
                self.site.files.setdefault(self.folder.name(path)[len(folder) + 1 :], path)

    def _add_menu(self, pages: list[Page]) -> None:
        given = self.config.mapping("menus").get("main")
        items = [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []
        items += [item for page in pages for item in _own_menu(page)]
        items.sort(key=_weight)
        urls = {_reference(page): page.url for page in pages}
        for item in items:
            ref = str(item.get("pageref") or "").strip("/").lower()
            url = str(item.get("url") or urls.get(ref) or (f"/{ref}/" if item.get("pageref") else ""))
            name = str(item.get("name") or item.get("title") or item.get("identifier") or "")
            if url and name:
                self.site.menu.append(MenuItem(name, url if ":" in url else f"/{url.lstrip('/')}"))


def _own_menu(page: Page) -> Iterator[Values]:
    """Return the entries that a page makes for itself in the main menu."""
    given = page.front.values.get("menu") or page.front.values.get("menus")
    name = page.front.text("linktitle") or page.place.title
    if given == "main" or (isinstance(given, list) and "main" in given):
        yield {"name": name, "url": page.url}
    elif isinstance(given, dict) and isinstance(given.get("main"), dict):
        yield {"name": name, "url": page.url, **given["main"]}


def _weight(item: Values) -> float:
    """Entries without a weight come last."""
    weight = item.get("weight")
    return weight if isinstance(weight, (int, float)) and weight else float("inf")


def _reference(page: Page) -> str:
    path = page.path.rpartition(".")[0].lower()
    return path.removesuffix("/index").removesuffix("/_index")
