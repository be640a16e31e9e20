"""Feeds the blog templates of Material for MkDocs, and of its fork MaterialX."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ..anchors import Anchors
from ..blog.author import Author
from ..blog.excerpt import plain_text
from ..blog.html import parse
from ..blog.listing import Kind, Listing
from ..blog.permalink import format_when
from ..blog.post import Post
from ..config import BlogpostsConfig
from ..data import Data
from ..language import Language
from ..output import Placed
from ..pages import ListingPage, PostPage
from ..post_view import PostView, view_post
from ..references import References
from ..rendering import Blog
from ..viewer import Viewer

LIST_TEMPLATE = "blog.html"
POST_TEMPLATE = "blog-post.html"
SECTIONS = frozenset({"archive", "categories", "authors"})
"""Keys of the overviews for whose lists the menu has a section."""
_MOST_IN_MENU = 100
"""Terms in a section of the menu; every page holds the menu, so more of them make the whole site grow."""


def has_blog_templates(dirs: Iterable[str]) -> bool:
    """Tell whether a theme with these folders brings blog pages of its own."""
    folders = [Path(folder) for folder in dirs]
    return all(any((folder / name).is_file() for folder in folders) for name in (LIST_TEMPLATE, POST_TEMPLATE))


class Values(dict[str, Any]):
    """A mapping whose values are attributes too, as templates and hooks expect of a post's configuration."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value


class Dates(Values):
    """The dates of a post by their names; one that was not given is None."""

    def __getattr__(self, name: str) -> Any:
        return self.get(name)


class PostAnchor(AnchorLink):
    """A post in the table of contents of a list."""


class Excerpt:
    """A post as the theme's lists read it; its HTML is made when a template asks for it."""

    def __init__(self, page: PostPage, view: PostView, config: BlogpostsConfig) -> None:
        self.post = page
        self.config = page.config
        self.meta = page.meta
        self.file = page.file
        self.title = view.title
        self.url = page.url
        self.authors = page.authors[: config.post_excerpt_max_authors]
        self.categories = page.categories[: config.post_excerpt_max_categories]
        self.more = view.truncated
        self.view = view
        self.anchor = ""
        self.as_there = bool(config.preset)
        """Whether nothing is shown that Material's blog would not show."""

    @cached_property
    def toc(self) -> TableOfContents:
        """What a list's table of contents is given of the post: its title."""
        return TableOfContents([PostAnchor(str(escape(_text(self.heading))), self.anchor, 2)])

    @cached_property
    def heading(self) -> Markup:
        """The title as HTML; what front matter calls a post is HTML there."""
        title, heading = self.view.title, self.view.heading
        is_text = heading == escape(title)
        return Markup(parse(title).inner_html) if self.as_there and is_text and "<" in title else heading

    @cached_property
    def content(self) -> Markup:
        """The title, which leads to the post or elsewhere, and the excerpt."""
        view = self.view
        attribute = f' id="{escape(self.anchor)}"' if self.anchor else ""
        language = f' lang="{escape(view.lang)}" dir="{view.direction}"' if view.lang else ""
        href = view.href if self.as_there else view.link or view.href
        link = f'<a class="toclink" href="{escape(href)}">{self.heading}</a>'
        is_foreign = language and not self.as_there
        excerpt = f"<div{language}>{view.excerpt}</div>" if is_foreign else view.excerpt
        return Markup(f"<h2{attribute}{language}>{link}</h2>{self._marks()}{excerpt}")

    def _marks(self) -> str:
        """Return the marks that the theme's own templates do not show, such as scheduled, and in another language."""
        marks = [badge for badge in self.view.badges if badge.kind not in ("draft", "pinned")]
        spans = (
            f'<span class="blogposts-badge blogposts-badge--{each.kind}">{escape(each.text)}</span>' for each in marks
        )
        return f'<div class="blogposts blogposts-badges">{" ".join(spans)}</div>' if marks and not self.as_there else ""


def _name(listing: Listing) -> str:
    """Return what a list is called whatever the title of the writer's own page at its URL: lists are sorted by it."""
    return listing.term.title if listing.term else listing.title


@lru_cache(1024)
def _text(heading: Markup) -> str:
    """Return what a heading says: asked for in every list that has the post."""
    return plain_text(heading)


class MaterialBlog:
    """Gives one blog's pages what the theme's templates read."""

    def __init__(self, config: BlogpostsConfig, site: MkDocsConfig, placed: Placed, blog: Blog) -> None:
        self.config = config
        self.site = site
        self.anchors = Anchors(site)
        self.placed = placed
        self.blog = blog
        self.has_footer_links = "navigation.footer" in (site.theme.get("features") or ())
        """Whether the theme itself links the newer and the older post."""
        self.categories: dict[str, ListingPage] = {}
        """The page of each category."""
        self.writers: dict[str, Values] = {}
        """Who has written posts, by id; shared by their posts, as with the theme's own blog."""
        self.url_at_hand = ""
        """The URL of the page that is written at present."""

    def fill(self, changed: Collection[str]) -> None:
        """Set the attributes that templates and hooks read of pages; of posts, those that `changed` names.

        Others keep their configuration, for hooks may have written into it.
        """
        terms = self.placed.first_pages(Kind.TERM, "categories")
        self.categories = {page.listing.term.name: page for page in terms if page.listing.term}
        self.writers = self.authors(
            {author.id: author for page in self.placed.posts.values() for author in page.post.authors}
        )
        for source, post in self.placed.posts.items():
            if source in changed:
                self.fill_post(post, self.blog.plan.posts[source])
            self._fill_relations(post)
        for pages in self.placed.lists.values():
            posts = [self.placed.posts[source] for source in pages[0].listing.posts]
            for page in pages:
                page.name, page.posts, page.pages, page.views = _name(page.listing), posts, pages, []
        in_menu = [page for _, _, pages in self._sections() for page in pages]
        named = {"index", *(page.listing.key for page in in_menu)}
        others = [pages[0] for key, pages in self.placed.lists.items() if key not in named]
        self.placed.index.views = [*in_menu, *others]

    def fill_post(self, page: PostPage, post: Post) -> None:
        """Set the attributes of one post's page."""
        page.show_excerpt = self.excerpt
        page.config = Values(
            date=Dates({key: date.at for key, date in post.dates.items()} | {"created": post.date.at}),
            authors=[author.id for author in post.authors],
            categories=list(post.terms.get("categories", ())),
            draft=post.draft,
            pin=post.source in self.blog.plan.pinned,
            links=None,
            readtime=post.readtime,
            slug=post.slug or None,
        )
        if post.updated:
            page.config.date.setdefault("updated", post.updated.at)

    def _fill_relations(self, page: PostPage) -> None:
        """Set what depends on the lists of the blog, too."""
        names = page.post.terms.get("categories", ())
        page.authors = [self.writers[author.id] for author in page.post.authors]
        page.categories = [self.categories[name] for name in names if name in self.categories]

    def fill_late(self, references: References, pages: Iterable[PostPage]) -> None:
        """Set what only the finished pages tell, unless a hook has set it."""
        for page in pages:
            source = page.post.source
            page.config.links = references.of(page.post) or None
            if self.blog.readtime and not page.config.readtime:
                page.config.readtime = self.blog.rendered[source].minutes

    def _author(self, author: Author) -> Values:
        listing = self.blog.plan.listing(f"authors/{author.id}")
        avatar = self.blog.pictures.get(("", author.avatar), author.avatar) or "assets/blogposts-avatar.svg"
        # The theme prints names and descriptions as they are; to writers for Material's blog they are HTML.
        as_html = Markup if self.config.preset else escape
        name, description = as_html(author.name), as_html(author.description)
        own = {"name": name, "description": description, "avatar": avatar, "slug": author.slug}
        url = author.url or (listing.url if listing else "")
        email = {"email": author.email} if author.email else {}  # others ask whether the key is there
        return Values({**author.extra, **own, "url": url, **email})

    def authors(self, known: Mapping[str, Author]) -> dict[str, Values]:
        """Return what templates read of each author, by id."""
        return {each: self._author(author) for each, author in known.items()}

    def post_context(self, page: PostPage) -> dict[str, Any]:
        """Return the variables of a post's page that only MaterialX has."""
        return {"share_links": list(self._share_links(page))} if self.config.share_links else {}

    def _share_links(self, page: PostPage) -> Iterable[dict[str, str]]:
        url, title = quote(page.canonical_url or page.url, safe=""), quote(page.post.title, safe="")
        for name, given in self.config.share_links.items():
            link = given["link"].replace("{post_url}", url).replace("{post_title}", title)
            css_class = re.sub(r"[^\w-]+", "-", name, flags=re.ASCII).strip("-").lower() or "share"
            yield {"title": "Share Post!", "icon": "material/share", **given, "name": css_class, "url": link}

    def list_context(self, page: ListingPage, words: Language) -> dict[str, Any]:
        """Return the variables of a list page, and add its posts to the table of contents where that is wanted."""
        viewer = Viewer(self.blog, page.url, words)
        sources = page.list_page.posts
        posts = [Excerpt(self.placed.posts[each], view_post(viewer, each), self.config) for each in sources]
        taken = set(page.present_anchor_ids or ())
        for post in posts:
            post.anchor = self.anchors.name(_text(post.heading), taken)
        if page.listing.toc and page.toc.items:
            heading = page.toc.items[0]
            own = [each for each in heading.children if not isinstance(each, PostAnchor)]
            heading.children = [*own, *(excerpt.toc.items[0] for excerpt in posts)]
        return {"posts": posts, "pagination": self._pagination(page)}

    def excerpt(self, page: PostPage) -> Excerpt:
        """Return a post as the theme's lists read it, for a template that shows it elsewhere."""
        viewer = Viewer(self.blog, self.url_at_hand, self.blog.words)
        return Excerpt(page, view_post(viewer, page.post.source), self.config)

    def _pagination(self, page: ListingPage) -> Callable[[Mapping[str, Any]], str] | None:
        if not self._is_paginated(page):
            return None
        from paginate import Page as Pager  # type: ignore[import-untyped]  # comes with the themes that show it

        pages, at = page.listing.pages, page.listing.pages.index(page.list_page)
        viewer = Viewer(self.blog, page.url, self.blog.words)
        pager = Pager(
            range(len(pages)),
            page=at + 1,
            items_per_page=1,
            url_maker=lambda number: viewer.href(pages[number - 1].address.url),
        )
        always = self.config.pagination_if_single_page
        return lambda args: pager.pager(format=self.config.pagination_format, show_if_single_page=always, **args)

    def _is_paginated(self, page: ListingPage) -> bool:
        own = {Kind.PERIOD: self.config.archive_pagination}.get(page.listing.kind)
        by_taxonomy = {
            "categories": self.config.categories_pagination,
            "authors": self.config.authors_profiles_pagination,
        }
        own = by_taxonomy.get(page.listing.taxonomy, own)
        return bool(self.config.pagination) if own is None else own

    def attach_sections(self, nav: Navigation) -> None:
        """Add the archive, the categories and the authors to the menu beside the front page.

        As there: not where the front page itself stands at the top of the menu, unless the whole site is the blog.
        """
        index = self.placed.index
        parent = index.parent if isinstance(index.parent, Section) else None
        if not parent and self.config.blog_dir != ".":
            return
        items = parent.children if parent else nav.items
        for name, title, pages in self._sections():
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

    def _sections(self) -> Iterable[tuple[str, str, list[ListingPage]]]:
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


def call_as_first(page: ListingPage, numbered: bool) -> None:
    """Let the menu call a further page of a list as it calls the first; the window's title may have the number."""
    if numbered:
        page.meta["title"] = page.numbered_title
    page.title = page.pages[0].title


def add_filters(env: Environment, data: Data) -> None:
    """Add the filter `date`, which formats a date as the blog of the page at hand does, and change `url`.

    The menu links the page at hand: from a further page of a list, that link leads to the first.
    """
    others_date, plain_url = env.filters.get("date"), env.filters["url"]

    @pass_context
    def date(context: Context, when: datetime) -> str:
        page = context.get("page")
        source = page.file.src_uri if page else ""
        if others_date and not data.owns(source):
            return str(others_date(when))
        return format_when(when, *data.date_style(source))

    @pass_context
    def url(context: Context, value: str) -> str:
        page = context.get("page")
        is_here = isinstance(page, ListingPage) and value == page.url
        return str(plain_url(context, page.pages[0].url if is_here else value))

    env.filters["date"] = date
    env.filters["url"] = url
