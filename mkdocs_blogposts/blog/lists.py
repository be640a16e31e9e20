"""Collects every list of a blog, and gives each its pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from .archive import Period, collect_periods
from .errors import Problem, Severity
from .listing import Kind, Listing, ListPage
from .pagination import paginate
from .permalink import join, page_address, safe_segment, safe_segments
from .places import Places
from .post import Post
from .series import check_parts, in_reading_order
from .settings import Archive, Paging, Settings, Taxonomy
from .taxonomy import Term, collect_terms
from .tongues import each_once, in_others, name_of


class Lists:
    """The lists of one blog, each at a URL of its own."""

    def __init__(self, settings: Settings, places: Places, pages: Collection[str], titles: Mapping[str, str]) -> None:
        self.settings = settings
        self.places = places
        self.pages = pages
        """Sources of the writer's own pages: those at the URL of a list are adopted."""
        self.titles = titles
        """Of the writer's own pages, by source."""
        self.listings: list[Listing] = []
        self.problems: list[Problem] = []

    def add_index(self, posts: Sequence[Post]) -> None:
        """Add the front page."""
        given = self.settings
        posts_of = sources_of(self._once(posts))
        listing = Listing(Kind.INDEX, "index", given.title, posts_of, toc=given.toc, author=given.author)
        self._add(listing, "", given.paging)

    def add_languages(self, posts: Sequence[Post]) -> None:
        """Add a list for each language besides the blog's own, where that is wanted."""
        for tag, own in in_others(posts, self.settings.locale).items() if self.settings.languages_apart else ():
            listing = Listing(Kind.LANGUAGE, f"languages/{tag}", name_of(tag), sources_of(own), lang=tag)
            self._add(listing, tag.lower(), self.settings.paging)

    def _once(self, posts: Sequence[Post]) -> Sequence[Post]:
        """Return posts as lists show them: without translations, where each language has its own list."""
        return each_once(posts, self.settings.locale) if self.settings.languages_apart else posts

    def add_terms(self, taxonomy: Taxonomy, posts: Sequence[Post]) -> dict[str, Term]:
        """Add a list for each term of a taxonomy, and the overview of them all; nothing where none is used."""
        terms, problems = collect_terms(posts, taxonomy)
        self.problems += problems
        if taxonomy.reading_order:
            self.problems += [problem for term in terms for problem in check_parts(term.title, term.posts)]
        else:
            terms = [replace(term, posts=tuple(self._once(term.posts))) for term in terms]
        if taxonomy.pages and terms:
            if taxonomy.overview:
                overview = Listing(
                    Kind.TERMS, taxonomy.name, taxonomy.title, sources_of(self._once(posts)), taxonomy.name
                )
                self._add(overview, taxonomy.overview, Paging(False))
            terms = [self._add_term(term, taxonomy) for term in terms]
        return {term.name: term for term in terms}

    def _add_term(self, term: Term, taxonomy: Taxonomy) -> Term:
        path = taxonomy.url_format.format(slug=term.slug, name=safe_segment(term.title))
        posts = in_reading_order(term.posts) if taxonomy.reading_order else term.posts
        key = f"{taxonomy.name}/{term.name}"
        listing = Listing(
            Kind.TERM, key, term.title, sources_of(self._once(posts)), taxonomy.name, term, toc=taxonomy.toc
        )
        return replace(term, title=self._add(listing, path, taxonomy.paging).title)

    def add_periods(self, posts: Sequence[Post]) -> None:
        """Add the archive's overview and a list for each of its periods, newest first."""
        archive = self.settings.archive
        posts = self._once(posts)
        if archive is None or not posts:
            return
        if archive.overview:
            overview = Listing(Kind.ARCHIVE, "archive", archive.title, sources_of(posts), "archive")
            self._add(overview, archive.overview, Paging(False))
        periods = collect_periods(posts, archive, self.settings.locale)
        for period in sorted(periods, key=lambda each: max(post.instant for post in each.posts), reverse=True):
            self._add_period(period, archive)

    def _add_period(self, period: Period, archive: Archive) -> None:
        key, posts = f"archive/{period.path}", sources_of(period.posts)
        listing = Listing(Kind.PERIOD, key, period.title, posts, "archive", toc=archive.toc)
        self._add(listing, period.path, archive.paging)

    def _add(self, listing: Listing, path: str, paging: Paging) -> Listing:
        """Give a list its pages, and each page its place; a page of the writer's own there gives it its title."""
        own = join(self.settings.url_dir, safe_segments(path) or "index")
        adopted = self.places.adopt(own, self.pages)
        if not adopted:
            own = self._claim(own, f'the list "{listing.title}"')
        base = own if path else self.settings.url_dir
        pages = [self._page(number, own, base, posts, not path) for number, posts in paginate(listing.posts, paging)]
        title = self.titles.get(adopted, listing.title)
        listing = replace(listing, title=title, pages=tuple(pages), adopted=adopted)
        self.listings.append(listing)
        return listing

    def _page(self, number: int, own: str, base: str, posts: Sequence[str], is_index: bool) -> ListPage:
        path = own
        if number:
            path = join(base, safe_segments(self.settings.page_url_format.format(page=number)))
            path = self._claim(join(path, "index") if is_index else path, f"page {number} of a list")
        return ListPage(number, path, page_address(path, self.settings.directory_urls), tuple(posts))

    def _claim(self, path: str, owner: str) -> str:
        own, before = self.places.claim(path, owner)
        if before:
            fault = f"{owner} would have the URL of {before}, so it lives at {own}"
            self.problems.append(Problem(before, 0, fault, "Move or rename one of them", Severity.WARNING))
        if twin := self.places.twin(own):
            fault = f"{owner} has a URL that differs only in upper and lower case"
            remedy = "Rename one of them: on Windows and macOS both are one file"
            self.problems.append(Problem(twin, 0, fault, remedy, Severity.WARNING))
        return own


def sources_of(posts: Iterable[Post]) -> tuple[str, ...]:
    """Return the sources of posts."""
    return tuple(post.source for post in posts)
