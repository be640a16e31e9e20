"""Shows a blog as seen from one page: makes the values that templates are given, with links that lead on from there."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from .blog.author import Author
from .blog.dates import PostDate
from .blog.listing import Kind, Listing, ListPage, label_of
from .blog.permalink import relative_url
from .blog.post import Cover, Post
from .blog.series import in_reading_order
from .blog.taxonomy import Term
from .language import Language, language
from .rendering import Blog
from .views import (
    AuthorView,
    CoverView,
    DateView,
    LinkView,
    ListView,
    PagerLink,
    PagerView,
    PartView,
    SeriesView,
    TermView,
)


class Viewer:
    """Shows a blog as seen from one page: every `href` leads on from there."""

    def __init__(self, blog: Blog, url: str, words: Language, full: bool = False) -> None:
        self.blog = blog
        self.url = url
        self.words = words
        self.full = full
        """Whether posts are shown whole."""
        self._authors: dict[str, AuthorView] = {}

    def href(self, url: str) -> str:
        """Return a URL of this site as seen from the page; leave others alone."""
        is_elsewhere = url.startswith(("/", "#")) or (":" in url and urlsplit(url).scheme)
        return url if is_elsewhere or not url else relative_url(url, self.url)

    def date(self, date: PostDate) -> DateView:
        """Return the view of a date: with a time for machines only where the writer gave one."""
        iso = date.at.isoformat() if date.timed else date.day.isoformat()
        return DateView(iso, self.words.date(date.at, self.blog.date_format), date.at)

    def author(self, author: Author) -> AuthorView:
        """Return the view of an author; lists show the same few again and again."""
        found = self._authors.get(author.id)
        if found is None:
            found = self._authors[author.id] = self._author(author)
        return found

    def _author(self, author: Author) -> AuthorView:
        listing = self.blog.plan.listing(f"authors/{author.id}")
        return AuthorView(
            id=author.id,
            name=author.name,
            description=author.description,
            href=self.href(listing.url if listing else author.url),
            avatar=self.picture("", author.avatar),
            url=self.href(author.url),
            email=author.email,
            links=tuple(LinkView(link.name, link.url, icon=link.icon) for link in author.links),
            count=len(listing.posts) if listing else 0,
            extra=author.extra,
        )

    def cover(self, source: str, cover: Cover) -> CoverView:
        """Return the view of a post's picture."""
        return CoverView(self.picture(source, cover.src), cover.alt, cover.caption)

    def picture(self, source: str, name: str) -> str:
        """Return where the picture is that a source names."""
        return self.href(self.blog.pictures.get((source, name), name))

    def term(self, term: Term) -> TermView:
        """Return the view of a term."""
        listing = self.blog.plan.listing(f"{term.taxonomy}/{term.name}")
        return TermView(
            taxonomy=term.taxonomy,
            label=self.label(term.taxonomy),
            name=term.name,
            title=term.title,
            href=self.href(listing.url) if listing else "",
            count=len(term.posts),
            description=term.description,
            image=self.picture("", term.image),
        )

    def label(self, taxonomy: str) -> str:
        """Return what a taxonomy is called: as the writer said, else in the words of the page."""
        settings = self.blog.settings
        found = settings.archive if taxonomy == "archive" else settings.taxonomy(taxonomy)
        title = found.title if found else taxonomy
        return self.words(taxonomy) if title == self.blog.words(taxonomy) else title

    def terms(self, taxonomy: str) -> tuple[TermView, ...]:
        """Return the views of all terms of a taxonomy."""
        return tuple(self.term(term) for term in self.blog.plan.terms.get(taxonomy, {}).values())

    def authors(self) -> tuple[AuthorView, ...]:
        """Return the views of all authors of listed posts."""
        terms = self.blog.plan.terms.get("authors", {})
        return tuple(self.author(author_of(term)) for term in terms.values())

    def series(self, post: Post) -> SeriesView | None:
        """Return the view of the series a post belongs to, if it has more than one part."""
        term = self.blog.plan.terms.get("series", {}).get(post.series)
        if term is None or post not in term.posts or len(term.posts) < 2:
            return None
        addresses = self.blog.plan.addresses
        parts = tuple(
            PartView(part_label(each, at), each.title, self.href(addresses[each.source].url), each is post)
            for at, each in enumerate(in_reading_order(term.posts), 1)
        )
        part = next(each.number for each in parts if each.current)
        return SeriesView(term.title, self.term(term).href, part, len(parts), parts)

    def pager(self, listing: Listing, page: ListPage) -> PagerView | None:
        """Return the view of the way through a list's pages, if there are several."""
        if len(listing.pages) < 2:
            return None
        at, total = listing.pages.index(page), len(listing.pages)
        shown = shown_numbers(at, total)
        hrefs = {i: self.href(listing.pages[i].address.url) for i in shown if i is not None}
        labels = {i: str(label_of(listing.pages[i], listing)) for i in hrefs}
        links = [PagerLink("", "") if i is None else PagerLink(labels[i], hrefs[i], i == at) for i in shown]
        return PagerView(label_of(page, listing), total, hrefs.get(at - 1, ""), hrefs.get(at + 1, ""), tuple(links))

    def list(self, listing: Listing, page: ListPage) -> ListView:
        """Return the view of a list itself."""
        term, author = listing.term, listing.author if page is listing.pages[0] else None
        if term and listing.taxonomy == "authors":
            author = author_of(term)
        overview = self.blog.plan.listing(listing.taxonomy) if listing.kind in (Kind.TERM, Kind.PERIOD) else None
        return ListView(
            kind=listing.kind,
            taxonomy=listing.taxonomy,
            title=listing.title,
            description=term.description if term else "",
            image=self.picture("", term.image) if term else "",
            href=self.href(listing.url),
            count=len(listing.posts),
            number=label_of(page, listing),
            author=self.author(author) if author else None,
            overview=LinkView(self.label(listing.taxonomy), self.href(overview.url)) if overview else None,
            translations=tuple(self._translations(listing)),
            feed=self.feed(listing) if page is listing.pages[0] else None,
        )

    def _translations(self, listing: Listing) -> Iterator[LinkView]:
        for tag, url in self.blog.languages_of(listing).items():
            if url != listing.url:
                yield LinkView(language(tag).name, self.href(url), tag)

    def feed(self, listing: Listing) -> LinkView | None:
        """Return the link to a list's feed, in the first of its formats."""
        feeds = self.blog.plan.feeds(listing.key)
        return LinkView(self.words("feeds"), self.href(feeds[0].address.url)) if feeds else None


def author_of(term: Term) -> Author:
    """Return the author that a term of the taxonomy `authors` stands for."""
    return next(author for author in term.posts[0].authors if author.id == term.name)


def part_label(post: Post, position: int) -> str:
    """Return what a part is called: the writer's own number, else its place in the series."""
    return f"{position if post.part is None else post.part:g}"


def shown_numbers(at: int, total: int) -> list[int | None]:
    """Return which pages a pager names: the first, the last, those around the page at hand; None is a gap."""
    near = sorted({0, total - 1, *range(max(at - 1, 0), min(at + 2, total))})
    shown: list[int | None] = []
    for before, number in zip([-1, *near], near, strict=False):
        gap = [before + 1] if number - before == 2 else [None] if number - before > 2 else []
        shown += [*gap, number]
    return shown
