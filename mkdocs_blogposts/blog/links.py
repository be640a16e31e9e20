"""Links in HTML: read, and rewritten for the page that shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from posixpath import dirname, join, normpath
from sys import intern
from urllib.parse import unquote

from .html import COMMENT, FLAGS, OPENING, parse
from .permalink import relative_url

_HAS_URL = re.compile(r"\b(?:href|src|srcset|poster|data)\s*=", re.IGNORECASE)
_TAG = re.compile(rf"{COMMENT}|{OPENING}", FLAGS)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s/>][^\s/>=]*+) \s*+ = \s*+
    (?: "(?P<double>[^"]*+)" | '(?P<single>[^']*+)' | (?P<bare>[^\s"'>][^\s>]*+) )""",
    FLAGS,
)
CANDIDATE = re.compile(r"([\s,]*)(\S*[^\s,])([^,]*,?)")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
_URLS = {"href", "xlink:href", "src", "poster"}


def links(html: str) -> Iterator[str]:
    """Yield where the links in `html` lead, in order, as the writer meant them."""
    for anchor in parse(html).css("a[href]"):
        yield anchor.attributes["href"] or ""


def pages_at(urls: Iterable[str], source_url: str) -> frozenset[str]:
    """Return the pages of this site to which links on the page `source_url` lead, named as by `page_at`."""
    folder = dirname(source_url)
    paths = {_split(url)[0] for url in urls if not _ABSOLUTE.match(url)}
    return frozenset(page_at(join(folder, path)) for path in paths)


def page_at(url: str) -> str:
    """Return a URL relative to the site's root in the one form in which URLs can be compared."""
    return intern(normpath(unquote(url)))


@dataclass(frozen=True)
class UrlAttribute:
    """An attribute of a tag that leads somewhere."""

    written: str
    name: str
    value: str
    """What the attribute says, without escapes."""

    def moved(self, move: Callable[[str], str]) -> str:
        """Write the attribute with its URLs moved; as it was, where they stay."""
        if self.name.lower() == "srcset":
            moved = CANDIDATE.sub(lambda found: found[1] + move(found[2]) + found[3], self.value)
        else:
            moved = move(self.value)
        return self.written if moved == self.value else f'{self.name}="{escape(moved)}"'


Parts = Sequence[str | UrlAttribute]
"""HTML, parted at what leads somewhere."""


def rebase(html: str, source_url: str, target_url: str) -> str:
    """Make what is relative to the page `source_url` work from the page `target_url`.

    Both are relative to the root of the site. All but the values of these attributes stays byte for byte.
    """
    return join_moved(part_at_urls(html), source_url, target_url)


def part_at_urls(html: str) -> Parts:
    """Part HTML at what leads somewhere: once, to show it on many pages."""
    return [*_parts(html)] if _HAS_URL.search(html) else [html]


def join_moved(parts: Parts, source_url: str, target_url: str) -> str:
    """Make HTML of its parts, with links that lead from `target_url` to where they led from `source_url`."""
    if source_url == target_url:
        return "".join(each if isinstance(each, str) else each.written for each in parts)
    move = _mover(source_url, target_url)
    return "".join(each if isinstance(each, str) else each.moved(move) for each in parts)


def _mover(source_url: str, target_url: str) -> Callable[[str], str]:
    """Return the function that turns a URL seen from the source into one seen from the target."""
    source_folder, slash, page = source_url.rpartition("/")
    folder = relative_url(source_folder + slash, target_url)

    def move(url: str) -> str:
        if _ABSOLUTE.match(url):
            return url
        path, rest = _split(url)
        return _join(folder, path or page) + rest

    return move


def _split(url: str) -> tuple[str, str]:
    """Part the path from the query and the fragment."""
    end = re.search(r"[?#]|\Z", url)
    assert end is not None
    return url[: end.start()], url[end.start() :]


def _join(folder: str, path: str) -> str:
    joined = normpath(f"{folder}{path}")
    names_folder = not path or path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return f"{joined}/" if names_folder else joined


def _parts(html: str) -> Iterator[str | UrlAttribute]:
    at = 0
    for tag in _TAG.finditer(html):
        if tag["attributes"] and _HAS_URL.search(tag["attributes"]):
            name = (tag["raw"] or tag["name"]).lower()
            for attribute in _ATTRIBUTE.finditer(html, *tag.span("attributes")):
                found = _url_attribute(name, attribute)
                if found:
                    yield html[at : attribute.start()]
                    yield found
                    at = attribute.end()
    yield html[at:]


def _url_attribute(tag: str, attribute: re.Match[str]) -> UrlAttribute | None:
    name = attribute["name"].lower()
    value = unescape(attribute["double"] or attribute["single"] or attribute["bare"] or "").strip()
    is_url = name in _URLS or (tag, name) == ("object", "data")
    if name == "srcset" or (is_url and _leads_elsewhere(tag, value)):
        return UrlAttribute(attribute[0], attribute["name"], value)
    return None


def _leads_elsewhere(tag: str, url: str) -> bool:
    """Whether a URL names more than the page itself; `<use href="#shape">` must go on finding its shape."""
    return tag in ("a", "area") or not (url == "" or url.startswith("#"))
