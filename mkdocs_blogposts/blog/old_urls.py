"""URLs that a site had before: which of them lead nowhere now, and which alias would save each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from html import unescape
from urllib.parse import unquote, urlsplit

from .old_lists import OldLists, Successor
from .post import Post
from .redirects import alias_address
from .settings import Settings

_LOCATION = re.compile(r"<loc>\s*(.*?)\s*</loc>", re.DOTALL)
_ENDS = re.compile(r"(/index)?\.(html?|php|aspx?|md)$|/index$", re.IGNORECASE)
_FILE = re.compile(r"\.[a-z][a-z0-9]{1,4}$", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-")


@dataclass(frozen=True)
class OldUrl:
    """A URL as it was written down, with its line."""

    url: str
    line: int


@dataclass(frozen=True)
class DeadUrl:
    """A URL that leads nowhere now."""

    old: OldUrl
    path: str
    """From the site's root, with a slash at its head: what an alias would be."""
    source: str = ""
    """The post that probably lived there; empty where none has a name like it."""
    can_be_alias: bool = True
    successor: Successor | None = None
    """The list that took its place, where it was one."""

    @property
    def is_file(self) -> bool:
        """Whether it was that of a feed, a picture or another file, and not of a page."""
        return bool(_FILE.search(self.path)) and not _ENDS.search(self.path)

    @property
    def is_feed(self) -> bool:
        """Whether it may have been that of a feed."""
        return self.path.endswith((".xml", ".json", ".rss", ".atom"))


def read_urls(text: str) -> list[OldUrl]:
    """Read a sitemap, or a list with one URL a line; `#` begins a remark."""
    if found := list(_LOCATION.finditer(text)):
        return [OldUrl(unescape(each[1]), text.count("\n", 0, each.start()) + 1) for each in found]
    lines = ((line.strip(), number) for number, line in enumerate(text.splitlines(), 1))
    return [OldUrl(line, number) for line, number in lines if line and not line.startswith("#")]


def find_dead(
    urls: Iterable[OldUrl],
    outputs: Collection[str],
    posts: Mapping[str, Post],
    settings: Settings,
    lists: Sequence[OldLists] = (),
) -> Iterator[DeadUrl]:
    """Yield the URLs for which there is no output, each once; a site may have had another host then."""
    names = _names(posts.values(), settings)
    seen = set()
    for old in urls:
        path = _path(old.url, settings)
        if path in seen or not _candidates(path).isdisjoint(outputs):
            continue
        seen.add(path)
        can_be_alias = not urlsplit(old.url).query and alias_address(f"/{path}", settings) is not None
        page = _ENDS.sub("", path)
        successor = next((found for each in lists if (found := each.find(page))), None)
        source = _nearest(path, names) if not successor or successor.is_gone else ""
        yield DeadUrl(old, f"/{path}", source, can_be_alias, None if source else successor)


def _path(url: str, settings: Settings) -> str:
    """Return the path of a URL below the site's root."""
    root, path = urlsplit(settings.site_url).path or "/", unquote(urlsplit(url).path)
    return "" if f"{path}/" == root else path.removeprefix(root).lstrip("/")


def _candidates(path: str) -> set[str]:
    """Return the outputs that hosts show at a path."""
    if not path or path.endswith("/"):
        return {f"{path}index.html"}
    return {path, f"{path}/index.html", f"{path}.html"}


def _names(posts: Iterable[Post], settings: Settings) -> dict[str, str]:
    """Return by which names each post may have been known; where two posts have one, the newer keeps it."""
    names: dict[str, str] = {}
    for post in posts:
        for name in (post.slug, settings.slugify(post.title, settings.separator), post.name):
            if name:
                names.setdefault(name.casefold(), post.source)
    return names


def _nearest(path: str, names: Mapping[str, str]) -> str:
    name = _DAY.sub("", _ENDS.sub("", path).rstrip("/").rpartition("/")[2]).casefold()
    found = get_close_matches(name, names, n=1, cutoff=0.7)
    return names[found[0]] if found else ""
