"""Which list an old URL probably showed, where that list is now, and which setting would bring it back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .listing import Kind, Listing
from .settings import Settings, Taxonomy

_PAGE = re.compile(r"(?P<list>.*?)/?\b(?:page|p)[/-]?\d+", re.IGNORECASE)
_SETTINGS = {
    "archive": "archive_url_format",
    "categories": "categories_url_format",
    "authors": "authors_profiles_url_format",
}
"""Of Material's names; other taxonomies have settings of their own."""


@dataclass(frozen=True)
class Successor:
    """The list that took the place of an old URL."""

    url: str
    """Relative to the site's root."""
    setting: str = ""
    """What would bring it and its like back; empty where no setting does."""
    slug: str = ""
    """What the term would have to be called in URLs to be found there again; empty where more than that differs."""
    term: str = ""
    """The term as its file names it."""
    notes: str = ""
    """The file in which terms are given slugs."""
    is_shorter: bool = False
    """Whether the list is where it was, and has fewer pages now."""
    is_gone: bool = False
    """Whether the list itself is no more; the URL is that of all lists of its kind."""


class OldLists:
    """Knows the lists of one blog by the ends of the URLs that blogs give them."""

    def __init__(self, listings: Iterable[Listing], settings: Settings) -> None:
        self.settings = settings
        self.listings = list(listings)
        self._by_end = {end: listing for listing in reversed(self.listings) for end in self._ends(listing)}

    def find(self, path: str) -> Successor | None:
        """Return what took the place of a path from the site's root, without a slash at its head or a suffix."""
        path = path.strip("/")
        further = self._page.fullmatch(path) or _PAGE.fullmatch(path)
        if further and (whole := self._by_url(further["list"])):
            return Successor(whole.url, is_shorter=True)
        path = further["list"] if further else path
        segments = tuple(path.casefold().split("/"))
        ends = (segments[-length:] for length in (3, 2, 1))
        listing = next((found for end in ends if (found := self._by_end.get(end))), None)
        if listing:
            return self._successor(listing, path)
        overview = self._by_end.get(segments[-2:-1])
        return Successor(overview.url, is_gone=True) if overview else None

    @property
    def _page(self) -> re.Pattern[str]:
        before, _, after = self.settings.page_url_format.partition("{page}")
        return re.compile(rf"(?P<list>.*?)/?{re.escape(before)}\d+{re.escape(after)}")

    def _by_url(self, path: str) -> Listing | None:
        return next((each for each in self.listings if _path(each) == path), None)

    def _ends(self, listing: Listing) -> Iterator[tuple[str, ...]]:
        """Yield the last parts of URLs by which a list is known."""
        taxonomy = self.settings.taxonomy(listing.taxonomy)
        if listing.term and taxonomy:
            names = {listing.term.slug, self.settings.slugify(listing.term.name, "-"), listing.term.name}
            yield from ((kind, name.casefold()) for kind in _kinds(taxonomy) for name in names)
        elif listing.kind is Kind.TERMS and taxonomy:
            yield from ((kind,) for kind in _kinds(taxonomy))
        elif listing.kind is Kind.ARCHIVE:
            yield from (("archive",), ("archives",))
        elif listing.kind is Kind.PERIOD and (date := self._date(listing)):
            yield tuple(date)

    def _date(self, listing: Listing) -> list[str]:
        return re.findall(r"\d+", _path(listing).removeprefix(self.settings.url_dir))

    def _successor(self, listing: Listing, path: str) -> Successor:
        taxonomy, term = self.settings.taxonomy(listing.taxonomy), listing.term
        folder, _, name = path.rpartition("/")
        if term and taxonomy and folder == _path(listing).rpartition("/")[0]:
            return Successor(listing.url, "", name, f"`{term.name}` under `{taxonomy.name}`", taxonomy.notes_source)
        url_format = self._format(listing, path)
        return Successor(listing.url, _setting(listing.taxonomy, url_format) if url_format else "")

    def _format(self, listing: Listing, path: str) -> str:
        """Return the URL format by which a list is found at a path; empty where that is not below the blog."""
        root = f"{self.settings.url_dir}/" if self.settings.url_dir else ""
        if not path.startswith(root):
            return ""
        path = path.removeprefix(root)
        if listing.kind in (Kind.TERMS, Kind.ARCHIVE):
            return f"{path}/{{date}}" if listing.kind is Kind.ARCHIVE else f"{path}/{{slug}}"
        end = listing.term.slug if listing.term else "/".join(self._date(listing))
        what = "{slug}" if listing.term else "{date}"
        return path.removesuffix(end) + what if f"/{path}".endswith(f"/{end}") else ""


def _setting(taxonomy: str, url_format: str) -> str:
    if name := _SETTINGS.get(taxonomy):
        return f'{name}: "{url_format}"'
    return f'taxonomies: {{{taxonomy}: {{url_format: "{url_format}"}}}}'


def _kinds(taxonomy: Taxonomy) -> set[str]:
    """Return what stands before a term in URLs: here, and in most other blogs."""
    return {taxonomy.name, taxonomy.singular, taxonomy.url_format.split("{")[0].strip("/").rpartition("/")[2]} - {""}


def _path(listing: Listing) -> str:
    return listing.url.removesuffix("index.html").removesuffix(".html").strip("/.")
