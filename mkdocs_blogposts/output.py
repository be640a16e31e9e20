"""Blog → MkDocs: places posts, adds list pages to Files, and links neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .blog.frontmatter import FrontMatter
from .blog.listing import Kind, Listing, ListPage, label_of
from .blog.permalink import Address
from .blog.plan import Plan
from .blog.post_reader import first_heading
from .conversion import Converter
from .language import Language
from .pages import ListingPage, PostPage
from .source import Reading
from .themes.stand_in import LIST_CLASSES, P, counting_as


@dataclass
class Placed:
    """The pages of one blog in this build."""

    posts: dict[str, PostPage] = field(default_factory=dict)
    """By source, in the order of the front page."""
    lists: dict[str, list[ListingPage]] = field(default_factory=dict)
    """All pages of a list, by its key."""

    @property
    def index(self) -> ListingPage:
        """The blog's front page."""
        return self.lists["index"][0]

    def pages(self) -> list[Page]:
        """Return all of them."""
        return [*self.posts.values(), *(page for pages in self.lists.values() for page in pages)]

    def first_pages(self, kind: Kind, taxonomy: str = "") -> list[ListingPage]:
        """Return the first page of each list of one kind."""
        firsts = (pages[0] for pages in self.lists.values())
        return [page for page in firsts if page.listing.kind is kind and page.listing.taxonomy == taxonomy]


class Placer:
    """Puts one planned blog into the files of a site; changes them in place."""

    def __init__(
        self,
        files: Files,
        config: MkDocsConfig,
        words: Language,
        reading: Reading,
        plan: Plan,
        in_sections: frozenset[str],
        converter: Converter,
        repeats_headings: bool,
    ) -> None:
        self.files = files
        self.config = config
        self.words = words
        self.reading = reading
        self.plan = plan
        self.in_sections = in_sections
        """Keys of overviews that the menu does not show, as the theme shows their lists."""
        self.converter = converter
        self.repeats_headings = repeats_headings
        """Whether further pages have the heading that the writer's own page has, be its title another."""
        self.nav_titles = dict(nav_entries(config.nav))

    def place(self) -> Placed:
        """Move posts and files, hold back what is not published, and add the pages of lists."""
        self.place_files(self.plan.addresses)
        posts = {source: self.post(source) for source in self.plan.posts}
        return Placed(posts, {each.key: self.list_pages(each, ()) for each in self.plan.listings})

    def place_files(self, addresses: Mapping[str, Address]) -> None:
        """Give files these addresses, and hold back what is not published."""
        # While it is written, a post that cannot be read stands as it last was.
        for source in {*self.plan.held, *self.plan.hidden, *self.reading.left_out} - self.plan.posts.keys():
            if file := self.files.get_file_from_path(source):
                file.inclusion = InclusionLevel.EXCLUDED
        for source, address in addresses.items():
            if file := self.files.get_file_from_path(source):
                move(file, address, self.config)

    def post(self, source: str) -> PostPage:
        """Make the page of a post."""
        file = self._file(source)
        # Posts in the menu would make every page as long as the blog.
        file.inclusion = InclusionLevel.NOT_IN_NAV
        post, front = self.plan.posts[source], self.reading.fronts[source]
        make = self._class(PostPage, "Post")
        page = make(self.nav_titles.get(source), file, self.config, post, front, self.converter)
        page.meta_files = self.reading.defaults.get(source, [])
        return page

    def list_pages(self, listing: Listing, before: Sequence[ListingPage]) -> list[ListingPage]:
        """Make the pages of a list; those it had before stay the same objects, as the menu holds them."""
        own = self.reading.fronts.get(listing.adopted) if listing.adopted else None
        return [
            self._list_page(listing, page, own, before[at] if at < len(before) else None)
            for at, page in enumerate(listing.pages)
        ]

    def _list_page(
        self, listing: Listing, page: ListPage, own: FrontMatter | None, before: ListingPage | None
    ) -> ListingPage:
        if before and _is_still(before, listing, page):
            before.listing, before.list_page, before.own = listing, page, own
            before.heading = self._heading(before)
            return before
        if before and before.file.generated_by and self.files.get_file_from_path(before.file.src_uri):
            self.files.remove(before.file)
        file = self._list_file(listing, page)
        name = LIST_CLASSES.get(listing.taxonomy, "View")
        made = self._class(ListingPage, name)(self._title(listing, page, file), file, self.config, listing, page, own)
        made.heading = self._heading(made)
        return made

    def _heading(self, page: ListingPage) -> str:
        """Return the heading of a page without one."""
        if not page.is_generated:
            return "" if self.in_sections else page.listing.title
        written = first_heading(page.own.body) if page.own and self.repeats_headings else ""
        return written or page.listing.title

    def _class(self, own: type[P], name: str) -> type[P]:
        return counting_as(name, own, self.config.theme.name)

    def _list_file(self, listing: Listing, page: ListPage) -> File:
        is_first = page is listing.pages[0]
        file = self._file(listing.adopted) if is_first and listing.adopted else self._generated(page)
        file.inclusion = self._inclusion(listing, file) if is_first else InclusionLevel.NOT_IN_NAV
        return file

    def _generated(self, page: ListPage) -> File:
        source = f"{page.path}.md"
        if self.files.get_file_from_path(source):
            source = f"{page.path}.list.md"
        file = File.generated(self.config, source, content="")
        move(file, page.address, self.config)
        self.files.append(file)
        return file

    def _inclusion(self, listing: Listing, file: File) -> InclusionLevel:
        """Without `nav`, the menu shows the front page and overviews; with one, it shows what the writer put there."""
        if file.inclusion is InclusionLevel.NOT_IN_NAV:
            return file.inclusion
        is_entry = listing.kind in (Kind.INDEX, Kind.TERMS, Kind.ARCHIVE) and listing.key not in self.in_sections
        is_wanted = is_entry if self.config.nav is None else file.src_uri in self.nav_titles
        return InclusionLevel.INCLUDED if is_wanted else InclusionLevel.NOT_IN_NAV

    def _title(self, listing: Listing, page: ListPage, file: File) -> str | None:
        is_first = page is listing.pages[0]
        if is_first and listing.adopted:
            return self.nav_titles.get(file.src_uri)
        # HTML, as the title of any page that MkDocs takes from a heading: menus print it as it is.
        title = escape(listing.title)
        if is_first:
            return self.nav_titles.get(file.src_uri) or title
        return Markup(self.words("title_of_page", title=title, page=label_of(page, listing)))

    def _file(self, source: str) -> File:
        file = self.files.get_file_from_path(source)
        assert file is not None, source
        return file


def move(file: File, address: Address, config: MkDocsConfig) -> None:
    """Give a file another address; all three values, for MkDocs keeps them apart."""
    file.dest_uri = address.dest_uri
    file.url = address.url
    file.abs_dest_path = str(Path(config.site_dir, address.dest_uri))


def move_back(file: File) -> None:
    """Give a file the address again that MkDocs gives it."""
    for name in ("dest_uri", "url", "abs_dest_path"):  # each is worked out anew when it is asked for
        vars(file).pop(name, None)


def _is_still(before: ListingPage, listing: Listing, page: ListPage) -> bool:
    """Tell whether a page of a list can stay: its own text is the same."""
    was = before.listing
    return (before.list_page.path, was.title, was.adopted) == (page.path, listing.title, listing.adopted)


def nav_entries(nav: Any) -> Iterable[tuple[str, str | None]]:
    """Return every path in the writer's `nav`, with the title it has there."""
    if isinstance(nav, str):
        yield nav, None
    for item in nav if isinstance(nav, list) else ():
        yield from nav_entries(item)
    for title, item in nav.items() if isinstance(nav, Mapping) else ():
        if isinstance(item, str):
            yield item, title
        else:
            yield from nav_entries(item)


def link_pages(placed: Placed, plan: Plan) -> None:
    """Give pages their parents and neighbours: what newer/older buttons and breadcrumbs of themes use."""
    for source, post in placed.posts.items():
        newer, older = plan.neighbours.get(source, (None, None))
        post.parent = placed.index  # type: ignore[assignment]  # a page, so that it is marked as active
        post.previous_page = placed.posts[older] if older else None
        post.next_page = placed.posts[newer] if newer else None
    for key, pages in placed.lists.items():
        if pages[0].parent is None and pages[0] is not placed.index:
            overview = placed.lists.get(pages[0].listing.taxonomy, [placed.index])[0]
            is_overview = key == pages[0].listing.taxonomy
            pages[0].parent = placed.index if is_overview else overview  # type: ignore[assignment]  # likewise


def link_further_pages(placed: Placed) -> None:
    """Put further pages of lists where the first pages are, once these have their place."""
    for first, *further in placed.lists.values():
        for page in further:
            page.parent = first  # type: ignore[assignment]  # a page, as above
            page.previous_page, page.next_page = first.previous_page, first.next_page


def is_in(nav: Navigation, page: Page) -> bool:
    """Tell whether the menu holds a page."""
    return any(each is page for each in nav.pages)
