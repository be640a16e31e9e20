"""Where everything lives: slugs, paths, and the addresses made of them."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from itertools import count
from urllib.parse import quote

from babel.dates import format_date, format_datetime

_NAMED_FORMATS = frozenset({"full", "long", "medium", "short"})
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_LEADING = re.compile(r"^[.\s]+")
_MAX_BYTES = 200
"""File systems allow 255 bytes in a name; the rest is for suffixes."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where one output lives: its file in the site, and its URL relative to the site's root."""

    dest_uri: str
    url: str


@lru_cache(maxsize=1 << 16)
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
    # The zone stands beside the moment: moments that are equal may be on two days in two zones.
    return _format(when.replace(tzinfo=None), when.tzinfo, pattern, locale)


@lru_cache(maxsize=1 << 16)
def _format(naive: datetime, zone: tzinfo | None, pattern: str, locale: str) -> str:
    when = naive.replace(tzinfo=zone)
    if pattern in _NAMED_FORMATS:
        return format_date(when, format=pattern, locale=locale)
    return format_datetime(when, format=pattern, locale=locale)


@lru_cache(maxsize=1 << 16)
def safe_segments(path: str) -> str:
    """Return `path` as segments that every file system takes and that stay below where they start.

    Characters that cannot stand in a file's name go, as do leading dots, empty segments, `.` and `..`.
    """
    segments = (_shorten(segment) for segment in unicodedata.normalize("NFC", _UNSAFE.sub("", path)).split("/"))
    return "/".join(segment for segment in segments if segment)


def _shorten(segment: str) -> str:
    return _LEADING.sub("", segment).encode()[:_MAX_BYTES].decode(errors="ignore").rstrip()


def safe_segment(text: str) -> str:
    """Return `text` as a single segment, with dashes for slashes."""
    return safe_segments(text.replace("/", "-"))


def is_safe(path: str) -> bool:
    """Tell whether nothing in `path` had to be changed by `safe_segments` but slashes at its ends."""
    return safe_segments(path) == unicodedata.normalize("NFC", path).strip("/")


def join(*parts: str) -> str:
    """Join the parts of a path, leaving out empty ones and slashes at the ends."""
    return "/".join(part.strip("/") for part in parts if part.strip("/"))


def next_free(path: str, is_taken: Callable[[str], object]) -> str:
    """Return the path for what finds its own path taken: `hello-2`, or the next number that is free."""
    numbered = (f"{path}-{number}" for number in count(2))
    return next(each for each in numbered if not is_taken(each))
