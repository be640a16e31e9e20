"""Feeds the blog templates of Material for MkDocs, and of its fork MaterialX."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig

from ..anchors import Anchors
from ..blog.author import Author
from ..blog.listing import Kind, Listing
from ..blog.permalink import format_when
from ..blog.post import Post
from ..config import BlogpostsConfig
from ..data import Data
from ..language import Language
from ..output import Placed
from ..pages import ListingPage, PostPage
from ..post_view import view_post
from ..references import References
from ..rendering import Blog
from ..viewer import Viewer
from .material_excerpt import Dates, Excerpt, PostAnchor, Values, text_of
from .material_menu import Menu

LIST_TEMPLATE = "blog.html"
POST_TEMPLATE = "blog-post.html"


def has_blog_templates(dirs: Iterable[str]) -> bool:
    """Tell whether a theme with these folders brings blog pages of its own."""
    folders = [Path(folder) for folder in dirs]
    return all(any((folder / name).is_file() for folder in folders) for name in (LIST_TEMPLATE, POST_TEMPLATE))


def _name(listing: Listing) -> str:
    """Return what a list is called whatever the title of the writer's own page at its URL: lists are sorted by it."""
    return listing.term.title if listing.term else listing.title


class _Pages(list[ListingPage]):
    """All pages of one list.

    On every page of the site, the menu asks of each list in it whether that page is among these. Pages compare titles
    and files, and a front page may have a thousand.
    """

    def __contains__(self, page: object) -> bool:
        return isinstance(page, ListingPage) and page.pages is self


class MaterialBlog:
    """Gives one blog's pages what the theme's templates read."""

    def __init__(self, config: BlogpostsConfig, site: MkDocsConfig, placed: Placed, blog: Blog) -> None:
        self.config = config
        self.site = site
        self.anchors = Anchors(site)
        self.placed = placed
        self.blog = blog
        self.menu = Menu(config, site, placed, blog)
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
            posts, all_pages = [self.placed.posts[source] for source in pages[0].listing.posts], _Pages(pages)
            for page in pages:
                page.name, page.posts, page.pages, page.views = _name(page.listing), posts, all_pages, []
        in_menu = [page for _, _, pages in self.menu.sections() for page in pages]
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
            post.anchor = self.anchors.name(text_of(post.heading), taken)
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
