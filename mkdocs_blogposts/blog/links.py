"""Links in HTML: read, and rewritten for the page that shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from posixpath import normpath, relpath

from .html import COMMENT, FLAGS, OPENING, parse

_HAS_URL = re.compile(r"\b(?:href|src|srcset|poster|data)\s*=", re.IGNORECASE)
_TAG = re.compile(rf"{COMMENT}|{OPENING}", FLAGS)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s/>][^\s/>=]*+) \s*+ = \s*+
    (?: "(?P<double>[^"]*+)" | '(?P<single>[^']*+)' | (?P<bare>[^\s"'>][^\s>]*+) )""",
    FLAGS,
)
_CANDIDATE = re.compile(r"([\s,]*)(\S*[^\s,])([^,]*,?)")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
_URLS = {"href", "xlink:href", "src", "poster"}


def links(html: str) -> Iterator[str]:
    """Yield where the links in `html` lead, in order, as the writer meant them."""
    for anchor in parse(html).css("a[href]"):
        yield anchor.attributes["href"] or ""


def rebase(html: str, source_url: str, target_url: str) -> str:
    """Make what is relative to the page `source_url` work from the page `target_url`.

    Both are relative to the root of the site. All but the values of these attributes stays byte for byte.
    """
    if source_url == target_url or not _HAS_URL.search(html):
        return html
    move = _mover(source_url, target_url)
    return _TAG.sub(lambda tag: _rewrite_tag(tag, move), html)


def _mover(source_url: str, target_url: str) -> Callable[[str], str]:
    """Return the function that turns a URL seen from the source into one seen from the target."""
    source_folder, _, page = source_url.rpartition("/")
    folder = relpath(f"/{source_folder}", f"/{target_url.rpartition('/')[0]}")

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
    joined = normpath(f"{folder}/{path}")
    names_folder = not path or path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return f"{joined}/" if names_folder else joined


def _rewrite_tag(tag: re.Match[str], move: Callable[[str], str]) -> str:
    attributes = tag["attributes"]
    if not attributes or not _HAS_URL.search(attributes):
        return tag[0]
    name = (tag["raw"] or tag["name"]).lower()
    rewritten = _ATTRIBUTE.sub(lambda attribute: _rewrite_attribute(name, attribute, move), attributes)
    start = tag.start("attributes") - tag.start()
    return tag[0][:start] + rewritten + tag[0][start + len(attributes) :]


def _rewrite_attribute(tag: str, attribute: re.Match[str], move: Callable[[str], str]) -> str:
    name = attribute["name"].lower()
    raw = attribute["double"] or attribute["single"] or attribute["bare"] or ""
    value = unescape(raw).strip()
    if name == "srcset":
        moved = _CANDIDATE.sub(lambda found: found[1] + move(found[2]) + found[3], value)
    elif (name in _URLS or (tag, name) == ("object", "data")) and _leads_elsewhere(tag, value):
        moved = move(value)
    else:
        return attribute[0]
    return attribute[0] if moved == value else f'{attribute["name"]}="{escape(moved)}"'


def _leads_elsewhere(tag: str, url: str) -> bool:
    """Whether a URL names more than the page itself; `<use href="#shape">` must go on finding its shape."""
    return tag in ("a", "area") or not (url == "" or url.startswith("#"))
