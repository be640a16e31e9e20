"""Pictures that some readers cannot see, and pictures that all have to wait for."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from ..errors import Problem
from .finished import Finished, Picture

HUGE = 1_000_000
"""Bytes from which a picture is one to wait for."""


def missing_alternatives(post: Finished) -> Iterator[Problem]:
    """Return a hint for each picture without a text for those who do not see it.

    `alt=""` in HTML says that a picture is mere decoration; in Markdown, `![](…)` is more likely forgotten.
    """
    seen = Counter[str]()
    for picture in post.pictures:
        name = _name(picture)
        nth, seen[name] = seen[name], seen[name] + 1
        if not _is_described(picture, post.line(name, 'alt=""')):
            line = post.line(name, nth=nth) or post.line(unquote(name), nth=nth)
            remedy = f"Say what it shows: `![A ship at sea]({name})`"
            yield post.hint(line, f'the picture "{unquote(name)}" has no text in its place', remedy)


def huge_pictures(post: Finished, sizes: Mapping[str, int]) -> Iterator[Problem]:
    """Return a hint for each picture that is large; sizes are bytes, by path in the site."""
    cover = post.post.cover
    lines = {post.cover_url: cover.line} if cover and post.cover_url else {}
    for picture in post.pictures:
        name = _name(picture)
        lines.setdefault(post.path(picture["src"] or "") or "", post.line(name) or post.line(unquote(name)))
    for path, line in lines.items():
        size = sizes.get(path, 0)
        if size >= HUGE:
            fault = f'the picture "{posixpath.basename(path)}" has {size / 1_000_000:.1f} MB'
            yield post.hint(line, fault, "Make it as wide as it is shown, and save it as WebP or AVIF")


def _name(picture: Picture) -> str:
    src = picture["src"] or ""
    return "data:" if src.startswith("data:") else posixpath.basename(urlsplit(src).path)


def _is_described(picture: Picture, decoration: int) -> bool:
    is_hidden = picture.get("role") in ("presentation", "none") or picture.get("aria-hidden") == "true"
    return bool(picture.get("alt") or picture.get("aria-label") or is_hidden or decoration)
