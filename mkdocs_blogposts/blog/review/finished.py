"""A post as its readers have it, and as its writer wrote it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from ..errors import Problem, Severity, Slip
from ..html import parse
from ..links import links
from ..post import Post
from ..source_text import blanked

Picture = Mapping[str, str | None]
"""The attributes of a picture."""


@dataclass(frozen=True)
class Finished:
    """One post with its finished HTML."""

    post: Post
    url: str
    """Where its page is, from the site's root."""
    html: str
    body: str
    """Its Markdown."""
    body_line: int
    """The line of the source in which that begins."""

    cover_url: str = ""
    """Where its own picture is, from the site's root; empty where it has none on the site."""

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """The attributes of its pictures; the tree they are from would be large."""
        found = (node.attributes for node in parse(self.html).css("img[src]"))
        return tuple(each for each in found if _is_address(each["src"] or ""))

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Where its links lead, as the page has them, each once; without what is no address at all."""
        return tuple(filter(_is_address, dict.fromkeys(links(self.html))))

    @cached_property
    def _lines(self) -> list[str]:
        return blanked(self.body).split("\n")

    def line(self, *parts: str, nth: int = 0) -> int:
        """Return the line that has all these parts in it, outside of code, for the n-th time; 0 where none does."""
        found = [
            number for number, line in enumerate(self._lines, self.body_line) if all(each in line for each in parts)
        ]
        return found[min(nth, len(found) - 1)] if found else 0

    def path(self, href: str) -> str | None:
        """Return the path in the site that a link from this post leads to; None for what leads elsewhere."""
        url = urlsplit(href)
        if url.scheme or url.netloc or url.path.startswith("/"):
            return None
        if not url.path:
            return unquote(self.url)
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(self.url), unquote(url.path)))
        if joined == ".":
            return ""
        return f"{joined}/" if url.path.endswith(("/", ".")) else joined

    def hint(self, line: int, fault: str, remedy: str, slip: Slip | None = None) -> Problem:
        """Return a hint about a line of the post."""
        return Problem(self.post.source, line, fault, remedy, Severity.HINT, slip)


def _is_address(href: str) -> bool:
    try:
        urlsplit(href)
    except ValueError:
        return False
    return True
