"""Reads a Jekyll site: posts, drafts, pages, collections and files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...blog.dates import date_from_path, read_date
from ...blog.errors import Severity
from ..formulas import has_formulas
from ..front import Front, read_front
from ..keys import Keys
from ..old_site import Entry, MenuItem, OldSite
from ..reading import Folder
from .config import JekyllConfig, read_config, read_yaml
from .kramdown import as_ours
from .liquid import Page as LiquidPage
from .liquid import expand
from .matter import convert, split
from .urls import Place, page_url, url_of

_MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown")
_PAGES = (*_MARKDOWN, ".html", ".htm")
_FILLED_IN = (".xml", ".json", ".txt", ".css", ".scss", ".sass", ".js")
"""Files that Jekyll fills in, if they have front matter."""
_OTHER_FORMATS = (".textile", ".org", ".adoc", ".asciidoc", ".rst")
_POST = re.compile(r"(?:^|/)_posts/(?:.*/)?(?P<day>\d{2,4}-\d{1,2}-\d{1,2})-(?P<name>[^/]*)\.(?P<suffix>[^./]+)$")
_NOT_PUBLISHED = frozenset("node_modules vendor Gemfile Gemfile.lock package.json package-lock.json Rakefile".split())
_LOGIC = re.compile(
    r"\{%-?\s*(?:for|if|unless|include|assign|capture|case)\b|\{\{[^}]*\b(?:site|paginator)\.(?!base|url)"
)
_LOOP = re.compile(r"\{%-?\s*for\b")


@dataclass
class Page:
    """A file of the site that becomes a post or page."""

    source: str
    kind: str
    """`posts`, `drafts`, `pages`, or the name of a collection."""
    place: Place
    front: Front
    url: str
    entry_place: str


def read_site(root: Path, without: tuple[Path, ...] = ()) -> OldSite:
    """Read everything; what cannot be taken over is told in the site's problems."""
    site = OldSite()
    folder = Folder(root, site, without)
    return _Reader(folder, site, read_config(folder)).read()


class _Reader:
    """Makes entries of the files of a site."""

    def __init__(self, folder: Folder, site: OldSite, config: JekyllConfig) -> None:
        self.folder = folder
        self.site = site
        self.config = config
        self.zone = self._zone()
        self.urls: dict[str, str] = {}
        """Where pages lived, by path and by the names that `post_url` takes."""

    def read(self) -> OldSite:
        self._describe()
        pages = list(self._pages())
        for page in pages:
            self.urls.setdefault(page.source, page.url)
            name = re.sub(r"^(.*/)?_posts/|\.\w+$", "", page.source)
            self.urls.setdefault(f"post:{name}", page.url)
            self.urls.setdefault(f"post:{posixpath.basename(name)}", page.url)
        for page in pages:
            self._add(page)
        return self.site

    # The site ------------------------------------------------------------------------

    def _describe(self) -> None:
        config, site = self.config, self.site
        site.title = config.text("title") or config.text("name")
        site.url = (config.text("url").rstrip("/") + config.root) if config.text("url") else ""
        site.description = config.text("description") or config.text("tagline")
        site.author = config.text("author") or config.text("author", "name")
        site.language = config.text("lang") or config.text("locale")
        site.timezone = self.zone.key if self.zone else ""
        site.per_page = int(config.text("paginate")) if config.text("paginate").isdigit() else 0
        archives = {"tags": "tag", "categories": "category"}
        for name, kind in archives.items():
            pattern = config.text("jekyll-archives", "permalinks", kind)
            site.terms[name] = (
                pattern.strip("/").replace(":name", "{slug}") if ":name" in pattern else f"{name}/{{slug}}"
            )
        for key, each in read_yaml(self.folder, "_data/authors.yml").items():
            if isinstance(each, dict):
                site.authors[key] = {
                    name: str(each[name]) for name in ("name", "email", "avatar", "url") if each.get(name)
                }
        self._add_menu()

    def _zone(self) -> ZoneInfo | None:
        name = self.config.text("timezone")
        try:
            return ZoneInfo(name) if name else None
        except (ZoneInfoNotFoundError, ValueError):
            self.site.report("_config.yml", 0, f'no time zone "{name}"', "Set `timezone` in mkdocs.yml")
            return None

    def _add_menu(self) -> None:
        given = read_yaml(self.folder, "_data/navigation.yml").get("main")
        for item in given if isinstance(given, list) else []:
            if isinstance(item, dict) and item.get("url") and (item.get("title") or item.get("name")):
                self.site.menu.append(MenuItem(str(item.get("title") or item["name"]), str(item["url"])))

    # Files ---------------------------------------------------------------------------

    def _pages(self) -> Iterator[Page]:
        for path in self.folder.walk():
            name = self.folder.name(path)
            if page := self._page(path, name):
                yield page

    def _page(self, path: Path, name: str) -> Page | None:
        """Return the page that a file is; keep any other file for the docs folder."""
        top = name.split("/")[0]
        kind = self._kind(name)
        if kind == "" or top in _NOT_PUBLISHED or top == "_site" or self.config.is_excluded(name):
            return None
        suffix = path.suffix.lower()
        if suffix in _OTHER_FORMATS and kind != "pages":
            remedy = "Convert it to Markdown"
            self.site.report(name, 0, f"a page in a format that is not read ({suffix})", remedy, Severity.ERROR)
            return None
        front = self._front(path, name) if suffix in (*_PAGES, *_FILLED_IN) else None
        if front is None or (not front.written and kind == "pages"):
            if front is None or suffix != ".md":
                self.site.files[name] = path
            return None
        logic = _LOOP if suffix in _MARKDOWN else _LOGIC
        if suffix not in _PAGES or (kind == "pages" and logic.search(front.body)):
            if suffix in (*_PAGES, ".txt"):
                self.site.report(
                    name, 0, "a page that Jekyll fills in", "Its lists are there; write any other", Severity.HINT
                )
            return None
        return self._placed(self.config.with_defaults(front, name, kind), name, kind)

    def _kind(self, name: str) -> str:
        """Return what a file is; empty for one that is not published."""
        parts = name.split("/")
        if "_posts" in parts[:-1]:
            return "posts" if _POST.search(name) else ""
        if parts[0] == "_drafts":
            return "drafts"
        if parts[0][:1] == "_" and parts[0][1:] in self.config.collections:
            return parts[0][1:]
        return "" if any(part.startswith("_") for part in parts) else "pages"

    def _front(self, path: Path, name: str) -> Front | None:
        data = path.read_bytes()[:3]
        if data[:3] != b"---" and path.suffix.lower() not in _MARKDOWN and data != b"\xef\xbb\xbf":
            return None
        text = self.folder.text(path)
        if text is None:
            return Front()
        front, problems = read_front(text, name)
        self.site.problems += problems
        return Front() if any(problem.severity is Severity.ERROR for problem in problems) else front

    def _placed(self, front: Front, name: str, kind: str) -> Page:
        folder, file = posixpath.split(name)
        stem = posixpath.splitext(file)[0]
        if kind in ("posts", "drafts"):
            return self._post(front, name, kind, folder, stem)
        written = front.text("permalink")
        below = folder.removeprefix(f"_{kind}").strip("/")
        place = Place(stem, below, collection=kind)
        pattern = self.config.collections.get(kind, "")
        url = (
            url_of(written, place)
            if written
            else url_of(pattern, place)
            if pattern
            else page_url(self.config.permalink, place)
        )
        return Page(name, kind, place, front, _closed(url), url)

    def _post(self, front: Front, name: str, kind: str, folder: str, stem: str) -> Page:
        found = _POST.search(name)
        quiet = Keys(front, name, OldSite(), self.zone)
        written = quiet.date("date", "date")
        day = date_from_path(posixpath.basename(name))[0]
        own = found["name"] if found else stem
        above, _, below = folder.rpartition("_posts") if kind == "posts" else ("", "", "")
        categories = [*above.strip("/").split("/"), *split(front, "categories"), *front.texts("category")]
        when = written or (read_date(day, None, quiet.zone) if day else None)
        slug = front.text("slug") or own
        place = Place(slug, when=when.at if when else None, categories=[each for each in categories if each])
        url = _closed(url_of(front.text("permalink") or self.config.permalink, place)) if kind == "posts" else ""
        shown = posixpath.join(above.strip("/"), below.strip("/"), stem)
        return Page(name, kind, place, front, url, shown)

    # What they say -------------------------------------------------------------------

    def _add(self, page: Page) -> None:
        is_post = page.kind in ("posts", "drafts")
        keys = Keys(page.front, page.source, self.site, self.zone)
        meta = convert(keys, page.place, is_post)
        if page.kind == "drafts":
            meta["draft"] = True
        body = self._body(page)
        if (
            page.front.text("math").lower() == "true"
            or page.front.text("mathjax").lower() == "true"
            or has_formulas(body)
        ):
            self.site.has_formulas = True
        aliases = tuple(page.front.texts("redirect_from", "alias", "aliases"))
        front = page.front
        place = page.entry_place if is_post else page.url
        self.site.entries.append(
            Entry(page.source, place, body, meta, page.url, aliases, is_post, front.body_line, front.body)
        )

    def _body(self, page: Page) -> str:
        front = page.front
        values = {f"page.{key}": front.text(key) for key in front.typed}
        values |= {f"site.{key}": self.config.text(key) for key in self.config.values}

        def report(line: int, fault: str, remedy: str) -> None:
            self.site.report(page.source, front.body_line + line, fault, remedy)

        about = LiquidPage(
            values,
            self.config.root,
            self.site.url,
            lambda name: self.urls.get(f"post:{name.strip('/')}", ""),
            lambda path: (
                self.urls.get(path.strip("/"), "")
                or (f"/{path.strip('/')}" if path.strip("/") in self.site.files else "")
            ),
            report,
        )
        text = expand(front.body, about) if front.text("render_with_liquid").lower() != "false" else front.body
        return as_ours(text)


def _closed(url: str) -> str:
    """Return a URL as browsers come to see it: of a folder, with a slash at its end."""
    return url if url.endswith(("/", ".html", ".htm")) else f"{url}/"
