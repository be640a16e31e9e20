"""Where the entries of the old site lie in the docs folder, and at which URLs."""

from __future__ import annotations

from collections.abc import Iterator

from ..blog.permalink import next_free, safe_segments
from .addresses import Scheme
from .links import Destination
from .old_site import Entry, OldSite

_POST_DIRS = ("posts", "articles", "entries")


def free_post_dir(site: OldSite) -> str:
    """Return a folder for posts in which no page has to lie."""
    pages = [entry.url.strip("/") for entry in site.entries if not entry.is_post]
    taken = {url.split("/")[0] for url in pages if "/" in url}
    return next((name for name in _POST_DIRS if name not in taken), "blog-posts")


def destinations(site: OldSite, post_dir: str, scheme: Scheme) -> dict[str, Destination]:
    """Return the file and URL of each entry, by its source; no two have one file."""
    return _Places(site, post_dir, scheme).all()


class _Places:
    def __init__(self, site: OldSite, post_dir: str, scheme: Scheme) -> None:
        self.entries = site.entries
        self.post_dir = post_dir
        self.directory_urls = scheme.directory_urls
        self.taken: set[str] = set()
        """The paths of pages, in one case."""
        self.parents = {parent for entry in site.entries for parent in _parents(entry.url)}
        """The URLs below which others lie."""

    def all(self) -> dict[str, Destination]:
        return {entry.source: self.place(entry) for entry in self.entries}

    def place(self, entry: Entry) -> Destination:
        path = f"{self.post_dir}/{entry.place}" if entry.is_post else self.page_path(entry)
        safe = safe_segments(path) or "page"
        own = next_free(safe, self.is_taken) if self.is_taken(safe) else safe
        self.taken.add(own.casefold())
        return Destination(f"{own}.md", self.url(entry, own))

    def is_taken(self, path: str) -> bool:
        return path.casefold() in self.taken

    def page_path(self, entry: Entry) -> str:
        path = entry.place.strip("/").removesuffix(".html")
        if not path:
            return "index"
        is_folder = bool(entry.files) or (not self.directory_urls and not entry.url.endswith(".html"))
        is_index = (is_folder or path in self.parents) and path != self.post_dir
        return f"{path}/index" if is_index else path

    def url(self, entry: Entry, path: str) -> str:
        if entry.is_post:
            return entry.url.lstrip("/")
        if path == "index":
            return ""
        suffix = "/" if self.directory_urls else ".html"
        return path.removesuffix("index") if path.endswith("/index") else path + suffix


def _parents(url: str) -> Iterator[str]:
    """Yield the paths above a URL."""
    path = url.strip("/")
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
