"""The sections of Material's menu for the lists of a blog."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from ..blog.listing import Kind
from ..config import BlogpostsConfig
from ..output import Placed
from ..pages import ListingPage
from ..rendering import Blog

SECTIONS = frozenset({"archive", "categories", "authors"})
"""Keys of the overviews for whose lists the menu has a section."""
_MOST_IN_MENU = 100
"""Terms in a section of the menu; every page holds the menu, so more of them make the whole site grow."""


class Menu:
    """The archive, the categories and the authors of one blog, as the menu shows them."""

    def __init__(self, config: BlogpostsConfig, site: MkDocsConfig, placed: Placed, blog: Blog) -> None:
        self.config = config
        self.site = site
        self.placed = placed
        self.blog = blog

    def attach_to(self, nav: Navigation) -> None:
        """Add the archive, the categories and the authors to the menu beside the front page.

        As there: not where the front page itself stands at the top of the menu, unless the whole site is the blog.
        """
        index = self.placed.index
        parent = index.parent if isinstance(index.parent, Section) else None
        if not parent and self.config.blog_dir != ".":
            return
        items = parent.children if parent else nav.items
        for name, title, pages in self.sections():
            overview = self._overview_of(pages)
            shown = [overview] if overview else pages
            if shown:
                _join(shown, _last_page(items))
                items.append(overview or _section(self._word(name, title), shown))
                items[-1].parent = parent
                nav.pages.extend(shown)

    def _overview_of(self, pages: Sequence[ListingPage]) -> ListingPage | None:
        """Return the page that stands in the menu for lists that are too many."""
        if len(pages) <= _MOST_IN_MENU or self.config.preset:
            return None
        return next(iter(self.placed.lists.get(pages[0].listing.taxonomy, ())), None)

    def sections(self) -> Iterable[tuple[str, str, list[ListingPage]]]:
        """Yield what the writer calls each section, what we call it then, and its pages."""
        config, settings = self.config, self.blog.settings
        if settings.archive:
            yield config.archive_name, settings.archive.title, self.placed.first_pages(Kind.PERIOD, "archive")
        categories = settings.taxonomy("categories")
        if categories:
            pages = self._sorted(self.placed.first_pages(Kind.TERM, "categories"))
            yield config.categories_name, categories.title, pages
        authors = settings.taxonomy("authors")
        if authors:
            pages = self._by_first_post(self.placed.first_pages(Kind.TERM, "authors"))
            yield config.authors_profiles_name, authors.title, pages

    def _word(self, name: str, ours: str) -> str:
        """Return what the theme calls a section, or the site in the theme's place, if all shall be as there."""
        if not self.config.preset:
            return ours
        words = self.site.theme.get_env().get_template("partials/language.html", globals={"config": self.site})
        return str(words.module.t(name))  # type: ignore[attr-defined]  # a macro

    def _sorted(self, pages: list[ListingPage]) -> list[ListingPage]:
        key = self.config.categories_sort_by or (lambda page: page.name)
        return sorted(pages, key=key, reverse=self.config.categories_sort_reverse)

    def _by_first_post(self, pages: list[ListingPage]) -> list[ListingPage]:
        order = list(self.blog.plan.posts)
        return sorted(pages, key=lambda page: order.index(page.listing.posts[0]))


def _section(title: str, pages: Sequence[ListingPage]) -> Section:
    section = Section(title, list(pages))
    for page in pages:
        page.parent = section
    return section


def _last_page(items: Iterable[StructureItem]) -> Page | None:
    """Return the last of the pages that stand side by side in the menu."""
    return next((item for item in reversed([*items]) if isinstance(item, Page)), None)


def _join(pages: Sequence[Page], before: Page | None) -> None:
    """Link pages with each other, and in between a page of the menu and the one after it."""
    chain = [before, *pages, before.next_page if before else None]
    for page, following in pairwise(chain):
        if page:
            page.next_page = following
        if following:
            following.previous_page = page
