"""One idea for every list: a title, a URL and posts, cut into pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .author import Author
from .permalink import Address
from .taxonomy import Term


class Kind(StrEnum):
    """What a list is of."""

    INDEX = "index"
    LANGUAGE = "language"
    """The posts in another language than the blog's own."""
    TERM = "term"
    PERIOD = "period"
    """The posts of a year, or of what the archive is cut into."""
    TERMS = "terms"
    """All terms of a taxonomy."""
    ARCHIVE = "archive"
    """All posts by year and month."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list."""

    number: int
    """As readers count and as it stands in the URL; 0 for the page at the list's own URL."""
    path: str
    address: Address
    posts: tuple[str, ...]
    """Sources of its posts."""


@dataclass(frozen=True)
class Listing:
    """A list of posts, or an overview of lists."""

    kind: Kind
    key: str
    """Names the list in its blog: `index`, `categories`, `categories/Linux`, `archive`, `archive/2026`,
    `languages/zh`."""
    title: str
    posts: tuple[str, ...]
    """Sources of its posts, on all pages."""
    taxonomy: str = ""
    """The taxonomy's name for terms and their overview; `archive` for periods."""
    term: Term | None = None
    adopted: str = ""
    """The writer's own page at the list's URL, if there is one."""
    toc: bool = False
    """Whether the titles of posts stand in the table of contents."""
    pages: tuple[ListPage, ...] = ()
    lang: str = ""
    """Of a list of posts in one language: that language."""
    author: Author | None = None
    """Of the front page: whose blog it is."""

    @property
    def url(self) -> str:
        """The URL of the first page."""
        return self.pages[0].address.url


def label_of(page: ListPage, listing: Listing) -> int:
    """Return the number by which readers know a page: counted from the oldest where the pages are."""
    counts_down = listing.pages[-1].number == 1
    return page.number or (len(listing.pages) if counts_down else 1)
