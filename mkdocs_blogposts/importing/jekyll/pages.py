"""Finds the posts and pages of a Jekyll site, and where each lived."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from ...blog.dates import date_from_path, read_date
from ...blog.errors import Severity
from ..front import Front, read_front
from ..keys import Keys
from ..old_site import OldSite
from ..reading import Folder
from .config import JekyllConfig
from .matter import split
from .urls import Place, page_url, url_of

_MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown")
_PAGES = (*_MARKDOWN, ".html", ".htm")
_FILLED_IN = (".xml", ".json", ".txt", ".css", ".scss", ".sass", ".js")
"""Files that Jekyll fills in, if they have front matter."""
_OTHER_FORMATS = (".textile", ".org", ".adoc", ".asciidoc", ".rst")
_POST = re.compile(r"(?:^|/)_posts/(?:.*/)?\d{2,4}-\d{1,2}-\d{1,2}-(?P<name>[^/]*)\.[^./]+$")
_NOT_PUBLISHED = frozenset(
    "_site node_modules vendor Gemfile Gemfile.lock package.json package-lock.json Rakefile 404.html 404.md".split()
)
_LOGIC = re.compile(
    r"\{%-?\s*(?:for|if|unless|include|assign|capture|case)\b|\{\{[^}]*\b(?:site|paginator)\.(?!base|url)"
)
_LOOP = re.compile(r"\{%-?\s*for\b")


@dataclass(frozen=True)
class Page:
    """A file of the site that becomes a post or page."""

    source: str
    kind: str
    """`posts`, `drafts`, `pages`, or the name of a collection."""
    place: Place
    front: Front
    url: str
    shown: str
    """Where it shall lie: a post below the folder of posts, a page at its URL."""

    @property
    def is_post(self) -> bool:
        """Whether it is a post, perhaps one to come."""
        return self.kind in ("posts", "drafts")


class Pages:
    """All that Jekyll would make a page of; every other file becomes one of the site's files."""

    def __init__(self, folder: Folder, config: JekyllConfig, zone: ZoneInfo | None) -> None:
        self.folder = folder
        self.config = config
        self.zone = zone

    def find(self) -> Iterator[Page]:
        """Yield the pages."""
        for path in self.folder.walk():
            name = self.folder.name(path)
            kind = self._kind(name)
            if kind and name.split("/")[0] not in _NOT_PUBLISHED and not self.config.is_excluded(name):
                yield from self._take(path, name, kind)

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

    def _take(self, path: Path, name: str, kind: str) -> Iterator[Page]:
        suffix = path.suffix.lower()
        if suffix in _OTHER_FORMATS and kind != "pages":
            fault = f"a page in a format that is not read ({suffix})"
            self.folder.site.report(name, 0, fault, "Convert it to Markdown", Severity.ERROR)
            return
        if suffix not in (*_PAGES, *_FILLED_IN) or (suffix not in _MARKDOWN and not self.folder.begins(path, b"---")):
            self.folder.site.files[name] = path
            return
        text = self.folder.text(path)
        front, problems = read_front(text or "", name)
        self.folder.site.problems += problems
        if text is None or any(problem.severity is Severity.ERROR for problem in problems):
            return
        if self._is_filled_in(front, suffix, kind):
            if suffix in (*_PAGES, ".txt"):
                remedy = "Its lists are there; write any other"
                self.folder.site.report(name, 0, "a page that Jekyll fills in", remedy, Severity.HINT)
        elif front.written or kind != "pages":
            front = self.config.with_defaults(front, name, kind)
            yield self._post(front, name, kind) if kind in ("posts", "drafts") else self._page(front, name, kind)

    def _is_filled_in(self, front: Front, suffix: str, kind: str) -> bool:
        logic = _LOOP if suffix in _MARKDOWN else _LOGIC
        return front.written and (suffix not in _PAGES or (kind == "pages" and bool(logic.search(front.body))))

    def _page(self, front: Front, name: str, kind: str) -> Page:
        folder, file = posixpath.split(name)
        written = front.text("permalink")
        place = Place(posixpath.splitext(file)[0], folder.removeprefix(f"_{kind}").strip("/"), collection=kind)
        pattern = written or self.config.collections.get(kind, "")
        url = _closed(url_of(pattern, place) if pattern else page_url(self.config.permalink, place))
        return Page(name, kind, place, front, url, url)

    def _post(self, front: Front, name: str, kind: str) -> Page:
        folder, file = posixpath.split(name)
        stem, found = posixpath.splitext(file)[0], _POST.search(name)
        above, _, below = folder.rpartition("_posts") if kind == "posts" else ("", "", "")
        given = [*above.strip("/").split("/"), *split(front, "categories"), *front.texts("category")]
        categories = list(dict.fromkeys(filter(None, given)))
        quiet = Keys(front, name, OldSite(), self.zone)
        day = date_from_path(file)[0]
        when = quiet.date("date", "date") or (read_date(day, None, quiet.zone) if day else None)
        # Jekyll shows all times in the zone of the site.
        at = when.at.astimezone(self.zone) if when and self.zone else when.at if when else None
        place = Place(front.text("slug") or (found["name"] if found else stem), when=at, categories=categories)
        url = _closed(url_of(front.text("permalink") or self.config.permalink, place)) if kind == "posts" else ""
        return Page(name, kind, place, front, url, posixpath.join(above.strip("/"), below.strip("/"), stem))


def _closed(url: str) -> str:
    """Return a URL as browsers come to see it: of a folder, with a slash at its end."""
    return url if url.endswith(("/", ".html", ".htm")) else f"{url}/"
