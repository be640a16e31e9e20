"""Where everything lives: slugs, paths, and the addresses made of them."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from babel.dates import format_date, format_datetime

_NAMED_FORMATS = frozenset({"full", "long", "medium", "short"})
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_MAX_BYTES = 200
"""File systems allow 255 bytes in a name; the rest is for suffixes."""


@dataclass(frozen=True)
class Address:
    """Where one output lives: its file in the site, and its URL relative to the site's root."""

    dest_uri: str
    url: str


def page_address(path: str, directory_urls: bool) -> Address:
    """Return where the page at `path` (no suffix) lives, by the rules of MkDocs for `path.md`."""
    parent, name = posixpath.split(path)
    if name in ("index", "README"):
        dest_uri = posixpath.join(parent, "index.html")
    elif directory_urls:
        dest_uri = posixpath.join(path, "index.html")
    else:
        dest_uri = f"{path}.html"
    return file_address(dest_uri, directory_urls)


def file_address(dest_uri: str, directory_urls: bool) -> Address:
    """Return the address of an output file."""
    parent, name = posixpath.split(dest_uri)
    is_directory = directory_urls and name == "index.html"
    return Address(dest_uri, quote((parent or ".") + "/" if is_directory else dest_uri))


def relative_url(url: str, base: str) -> str:
    """Return `url` as seen from the page at `base`, both relative to the site's root."""
    to, start = _parts(url), _parts(base)[:-1]
    common = 0
    for left, right in zip(to[:-1], start, strict=False):
        if left != right:
            break
        common += 1
    path = "/".join([".."] * (len(start) - common) + to[common:])
    return path or "./"


def _parts(url: str) -> list[str]:
    return ("" if url in (".", "./") else url).split("/")


def format_when(when: datetime, pattern: str, locale: str) -> str:
    """Format a moment in its own offset; Babel's named formats (`long`, …) show no time."""
    if pattern in _NAMED_FORMATS:
        return format_date(when, format=pattern, locale=locale)
    return format_datetime(when, format=pattern, locale=locale)


def safe_segments(path: str) -> str:
    """Return `path` as segments that every file system takes and that stay below where they start.

    Characters that cannot stand in a file's name go, as do leading dots, empty segments, `.` and `..`.
    """
    segments = (_safe_segment(segment) for segment in unicodedata.normalize("NFC", path).split("/"))
    return "/".join(segment for segment in segments if segment)


def _safe_segment(segment: str) -> str:
    cleaned = _UNSAFE.sub("", segment).strip().lstrip(".")
    return cleaned.encode()[:_MAX_BYTES].decode(errors="ignore")


def is_safe(path: str) -> bool:
    """Tell whether nothing in `path` had to be changed by `safe_segments` but slashes at its ends."""
    return safe_segments(path) == unicodedata.normalize("NFC", path).strip("/")


def join(*parts: str) -> str:
    """Join the parts of a path, leaving out empty ones and slashes at the ends."""
    return "/".join(part.strip("/") for part in parts if part.strip("/"))


def numbered(path: str, number: int) -> str:
    """Return the path for the output that finds its own path taken: `hello-2`."""
    return f"{path}-{number}"
