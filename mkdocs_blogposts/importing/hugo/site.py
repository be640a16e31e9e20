"""Reads a Hugo site: its configuration, pages, bundles and files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...blog.errors import Severity
from ...blog.permalink import join
from ..bare_links import linked
from ..formulas import has_formulas, single_backslashes
from ..front import Front, read_front
from ..keys import Keys
from ..old_site import Entry, MenuItem, OldSite
from ..reading import Folder
from .config import HugoConfig, Language, Values, read_config
from .matter import convert
from .shortcodes import Shortcodes
from .urls import Place, UrlRules, permalinks_of, urlized

_PAGES = (".md", ".markdown", ".mdown", ".html", ".htm")
_OTHER_FORMATS = (".org", ".adoc", ".asciidoc", ".rst", ".pandoc", ".ad")
_MADE_BY_THEMES = ("archives", "search")
_AT_HAND = "toc tableofcontents".split()


@dataclass
class Page:
    """A file of the content folder, read but not converted."""

    source: str
    language: Language
    place: Place
    front: Front
    is_section: bool = False
    url: str = ""
    bundle: Path | None = None
    """The folder that is all its own."""


def read_site(root: Path, without: tuple[Path, ...] = ()) -> OldSite:
    """Read everything; what cannot be taken over is told in the site's problems."""
    site = OldSite()
    folder = Folder(root, site, without)
    return _Reader(folder, site, read_config(folder)).read()


class _Reader:
    """Makes entries of the pages of a site."""

    def __init__(self, folder: Folder, site: OldSite, config: HugoConfig) -> None:
        self.folder = folder
        self.site = site
        self.config = config
        self.rules = UrlRules(
            permalinks_of(config.get("permalinks")),
            bool(config.get("uglyurls")) and config.get("uglyurls") is True,
            bool(config.get("disablepathtolower")),
        )
        self.shortcodes = Shortcodes(folder, config)
        self.zone = self._zone()
        self.in_bundles: dict[Path, dict[str, Path]] = {}
        """The files of each bundle, by path from there."""

    def read(self) -> OldSite:
        self._describe()
        pages = [page for language in self.config.languages for page in self._pages(language)]
        self.shortcodes.know(pages)
        sections = {page.place.folders[0] for page in pages if self._is_post(page)}
        for page in pages:
            self._add(page, sections)
        self._name_terms()
        self._add_home()
        self._add_static()
        self._add_menu(pages)
        return self.site

    # The site ------------------------------------------------------------------------

    def _describe(self) -> None:
        config, site = self.config, self.site
        site.title = config.text("title")
        site.url = config.text("baseurl")
        site.description = config.text("params", "description") or config.text("description")
        site.author = (
            config.text("params", "author") or config.text("params", "author", "name") or config.text("author", "name")
        )
        site.language = config.text("languagecode") or config.text("locale") or config.languages[0].code
        site.timezone = config.text("timezone") if self.zone else ""
        site.per_page = int(config.text("pagination", "pagersize") or config.text("paginate") or 10)
        site.terms = {plural: f"{plural}/{{slug}}" for plural in config.taxonomies.values()}

    def _zone(self) -> ZoneInfo | None:
        try:
            return ZoneInfo(self.config.text("timezone")) if self.config.text("timezone") else None
        except (ZoneInfoNotFoundError, ValueError):
            self.site.report("", 0, f'no time zone "{self.config.text("timezone")}"', "Set `timezone` in mkdocs.yml")
            return None

    def _name_terms(self) -> None:
        for taxonomy in self.site.terms:
            values = (entry.meta.get(taxonomy) for entry in self.site.entries)
            terms = {str(term) for value in values if isinstance(value, list) for term in value}
            self.site.term_slugs[taxonomy] = {term: urlized(term, self.rules.keep_case) for term in terms}

    def _add_home(self) -> None:
        """Put the words of PaperMod's front page on ours, unless a page of the site is that."""
        home = self.config.mapping("params", "homeinfoparams") or self.config.mapping("params", "profilemode")
        title, text = (str(home.get(key) or "") for key in ("title", "content"))
        text = text or str(home.get("subtitle") or "")
        if (title or text) and not any(entry.url == "/" for entry in self.site.entries):
            meta = {"title": title or self.site.title}
            self.site.entries.append(Entry("the front page", "/", text, meta, "/"))

    def _add_static(self) -> None:
        names = self.config.get("staticdir") or "static"
        for name in names if isinstance(names, list) else [names]:
            for path in self.folder.walk(str(name).strip("/")):
                self.site.files.setdefault(self.folder.name(path)[len(str(name).strip("/")) + 1 :], path)

    def _add_menu(self, pages: list[Page]) -> None:
        given = self.config.mapping("menus").get("main")
        items = [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []
        items += [item for page in pages for item in _own_menu(page)]
        items.sort(key=lambda item: (not item.get("weight"), item.get("weight") or 0))
        urls = {_without_suffix(page.source, page.language): page.url for page in pages}
        for item in items:
            ref = str(item.get("pageref") or "").strip("/").lower()
            url = str(item.get("url") or urls.get(ref) or (f"/{ref}/" if item.get("pageref") else ""))
            name = str(item.get("name") or item.get("title") or item.get("identifier") or "")
            if url and name:
                self.site.menu.append(MenuItem(name, url if ":" in url else f"/{url.lstrip('/')}"))

    # Pages ---------------------------------------------------------------------------

    def _pages(self, language: Language) -> Iterator[Page]:
        others = {each.content_dir for each in self.config.languages if each.content_dir != language.content_dir}
        codes = [each.code for each in self.config.languages]
        shared = [each for each in self.config.languages if each.content_dir == language.content_dir]
        paths = [
            path
            for path in self.folder.walk(language.content_dir)
            if not any(
                self.folder.name(path).startswith(f"{other}/") and len(other) > len(language.content_dir)
                for other in others
            )
        ]
        bundles = {
            path.parent for path in paths if re.fullmatch(r"index(\.[\w-]+)?(\.md|\.markdown|\.html)", path.name)
        }
        for path in paths:
            inside = next((parent for parent in path.parents if parent in bundles), None)
            code = _language_of(path.name, codes)
            is_own = code == language.code or (not code and language is shared[0])
            is_page = path.suffix.lower() in _PAGES and (
                inside is None or (path.parent == inside and path.stem.split(".")[0] == "index")
            )
            if is_page and is_own and (page := self._page(path, language, inside)):
                yield page
            elif not is_page and is_own:
                self._add_file(path, inside, language)

    def _page(self, path: Path, language: Language, bundle: Path | None) -> Page | None:
        source = self.folder.name(path)
        text = self.folder.text(path)
        if text is None:
            return None
        front, problems = read_front(text, source)
        self.site.problems += problems
        if any(problem.severity is Severity.ERROR for problem in problems):
            return None
        parts = source[len(language.content_dir) + 1 :].split("/")
        stem = _stem(parts[-1], [each.code for each in self.config.languages])
        is_section = stem == "_index"
        folders, name = (parts[:-2], parts[-2]) if bundle and len(parts) > 1 else (parts[:-1], stem)
        when = Keys(front, source, OldSite(), self.zone).date("date", "date", "publishdate", "pubdate", "published")
        at = when.at if when else None
        page = Page(
            source,
            language,
            Place(tuple(folders), name, front.text("title"), front.text("slug"), at),
            front,
            is_section,
        )
        page.bundle = bundle
        page.url = self._url(page)
        return page

    def _url(self, page: Page) -> str:
        written = page.front.text("url")
        if written:
            url = written.lstrip("/") if written.endswith((".html", ".htm", "/")) else f"{written.lstrip('/')}/"
            return (
                "/"
                + join(page.language.in_urls, url)
                + "/" * url.endswith("/") * bool(join(page.language.in_urls, url))
            )
        path = join(*page.place.folders).lower() if page.is_section else self.rules.url(page.place)
        path = re.sub(r"\s+", "-", path)
        whole = join(page.language.in_urls, path)
        return f"/{whole}" + ("/" if whole and not path.endswith(".html") else "")

    def _is_post(self, page: Page) -> bool:
        return not page.is_section and bool(page.place.folders) and page.place.when is not None

    def _add_file(self, path: Path, bundle: Path | None, language: Language) -> None:
        """Keep a file of a bundle for its page; others were published where they lie."""
        if path.suffix.lower() in _OTHER_FORMATS:
            remedy = "Convert it to Markdown"
            self.site.report(
                self.folder.name(path),
                0,
                f"a page in a format that is not read ({path.suffix})",
                remedy,
                Severity.ERROR,
            )
            return
        if bundle:
            self.in_bundles.setdefault(bundle, {})[path.relative_to(bundle).as_posix()] = path
        else:
            self.site.files.setdefault(self.folder.name(path)[len(language.content_dir) + 1 :], path)

    def _add(self, page: Page, sections: set[str]) -> None:
        is_post = self._is_post(page)
        if page.front.text("layout").lower() in _MADE_BY_THEMES and not is_post:
            self._note_made_page(page)
            return
        keys = Keys(page.front, page.source, self.site, self.zone)
        matter = convert(keys, self.config.taxonomies, is_post)
        if page.language is not self.config.languages[0]:
            matter.meta["lang"] = page.language.code
        body = self.shortcodes.expand(page)
        if self.config.get("markup", "goldmark", "extensions", "linkify") is not False:
            body = linked(body)
        if page.front.text("math").lower() == "true" or page.front.text("katex") == "true" or has_formulas(body):
            self.site.has_formulas = True
        if self.site.has_formulas or "\\\\" in body:
            body = single_backslashes(body)
        self._check_main(page, is_post)
        aliases = tuple(
            posixpath.normpath(posixpath.join(page.url, alias)) + "/" * alias.endswith("/")
            for alias in page.front.texts("aliases")
        )
        place = self._place_of(page, sections) if is_post else page.url
        weight = page.front.text("weight")
        if is_post and weight.lstrip("-").isdigit() and int(weight) > 0:
            matter.meta["pin"] = True
        entry = Entry(
            page.source, place, body, matter.meta, page.url, aliases, is_post, page.front.body_line, page.front.body
        )
        entry.files = self.in_bundles.get(page.bundle, {}) if page.bundle else {}
        entry.lists_posts = page.is_section
        self.site.entries.append(entry)

    def _place_of(self, page: Page, sections: set[str]) -> str:
        folders = page.place.folders[1:] if len(sections) == 1 else page.place.folders
        suffix = f".{page.language.code}" if page.language is not self.config.languages[0] else ""
        name = f"{page.place.name}/index{suffix}" if page.bundle else f"{page.place.name}{suffix}"
        return join(*folders, name)

    def _note_made_page(self, page: Page) -> None:
        if page.front.text("layout").lower() == "archives":
            self.site.archive = page.url.strip("/")
        else:
            self.site.notes.append(f"{page.source} only shows the theme's search: the new theme has its own.")

    def _check_main(self, page: Page, is_post: bool) -> None:
        given = self.config.get("params", "mainsections")
        mains = (
            [str(each) for each in given]
            if isinstance(given, list)
            else [str(given)]
            if given
            else ["posts", "post", "blog"]
        )
        if not is_post and not page.is_section and page.place.folders and page.place.folders[0] in mains:
            self.site.report(
                page.source, 1, "a post without a date, so it is a page now", "Give it a `date`, and import it again"
            )


def _own_menu(page: Page) -> Iterator[Values]:
    """Return the entries that a page makes for itself in the main menu."""
    given = page.front.values.get("menu") or page.front.values.get("menus")
    name = page.front.text("linktitle") or page.place.title
    if given == "main" or (isinstance(given, list) and "main" in given):
        yield {"name": name, "url": page.url}
    elif isinstance(given, dict) and isinstance(given.get("main"), dict):
        yield {"name": name, "url": page.url, **given["main"]}


def _language_of(name: str, codes: list[str]) -> str:
    parts = name.lower().split(".")
    return parts[-2] if len(parts) > 2 and parts[-2] in codes else ""


def _stem(name: str, codes: list[str]) -> str:
    stem = name.rpartition(".")[0]
    return stem.rpartition(".")[0] if _language_of(name, codes) else stem


def _without_suffix(source: str, language: Language) -> str:
    path = source[len(language.content_dir) + 1 :].rpartition(".")[0].lower()
    return path.removesuffix("/index").removesuffix("/_index")
