"""The running text of a post, as it is read, with the number of its pictures and the links in it."""

from __future__ import annotations

from typing import NamedTuple

from .html import FORMULAS, UNREAD, parse, remove, show_emoji, text_in_blocks

_NOT_READ = f"pre, {FORMULAS}, {UNREAD}"


class RunningText(NamedTuple):
    """What a reader reads of a post; code, drawings and formulas are left out."""

    text: str
    """Its blocks are parted by `BREAK`."""
    images: int
    links: tuple[str, ...] = ()
    """Where its links lead, as written."""


def running_text(html: str) -> RunningText:
    """Read a post's HTML."""
    body = parse(html)
    images = show_emoji(body)
    remove(body.css(_NOT_READ))
    links = tuple(anchor.attributes["href"] or "" for anchor in body.css("a[href]"))
    return RunningText(text_in_blocks(body), images, links)
