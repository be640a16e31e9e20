"""The pages of posts and lists: thin subclasses of MkDocs' `Page`, which other plugins and themes tell apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc
from mkdocs.utils import meta as mkdocs_meta

from .anchors import Anchors
from .blog.excerpt import LEADING_H1
from .blog.frontmatter import FrontMatter
from .blog.listing import Listing, ListPage
from .blog.post import Post
from .conversion import Converter
from .texts import Packed

_ESCAPED = re.compile(r"(?:[^<&]|&\w+;|&#\w+;)*+")
_QUOTES = str.maketrans({'"': "&#34;"})
"""In a heading's HTML they stand as they are; themes print titles into attributes, too."""


def escape_texts(page: Page, html_in_titles: bool) -> None:
    """Turn the texts of a page into HTML, as themes print them unescaped; what is HTML already stays.

    `html_in_titles` tells whether the writer may have put HTML into titles.
    """
    as_title = _as_html if html_in_titles else escape
    is_text = "title" in vars(page) or "title" in page.meta
    if page.title is not None:
        # MkDocs takes a heading's text from its HTML, and leaves it escaped.
        is_html = not is_text and _ESCAPED.fullmatch(page.title)
        page.title = _as_html(page.title) if is_html else as_title(page.title)
    for key, as_markup in (("title", as_title), ("description", escape)):
        if isinstance(page.meta.get(key), str):
            page.meta[key] = as_markup(page.meta[key])


def _as_html(text: str) -> Markup:
    return Markup(text if "<" in text else text.translate(_QUOTES))


def unescape_title(page: Page) -> None:
    """Turn a page's title back into text, for those who escape what they show."""
    if isinstance(page.title, Markup):
        page.title = page.title.unescape()
    if isinstance(page.meta.get("title"), Markup):
        page.meta["title"] = page.meta["title"].unescape()


class PostPage(Page):
    """The page of a post.

    `config`, `authors`, `categories` and `excerpt` are what the blog templates of themes read.
    """

    config: Any
    authors: list[Any]
    categories: list[ListingPage]
    show_excerpt: Callable[[PostPage], Any]
    """Makes `excerpt`."""

    def __init__(
        self,
        title: str | None,
        file: File,
        config: MkDocsConfig,
        post: Post,
        front: FrontMatter,
        converter: Converter,
    ) -> None:
        # Not `super()`: on Material the class is one of the theme's own too, which reads the file itself.
        Page.__init__(self, title, file, config)
        self.post = post
        self.name_canonical()
        self.front = front
        # At once: hooks and macros that list posts ask for front matter and title before the page is read.
        self.markdown, self.meta = front.body, dict(front.meta)
        self.converter = converter
        self.meta_files: list[str] = []
        """Files of defaults that `front` includes already."""

    @property
    def content(self) -> str | None:
        """The post's HTML, once it is there."""
        return str(self._content) if isinstance(self._content, Packed) else self._content

    @content.setter
    def content(self, html: str | Packed | None) -> None:
        self._content = html

    @property
    def excerpt(self) -> Any:
        """The post as lists show it, with links that lead on from the page that is written at present."""
        return self.show_excerpt(self)

    def name_canonical(self) -> None:
        """Have search engines show another page instead, where the writer says so."""
        self.canonical_url = self.post.canonical or self.canonical_url

    def read_source(self, config: MkDocsConfig) -> None:
        """Take what was read for the plan, unless another plugin brings a source of its own."""
        source = config.plugins.on_page_read_source(page=self, config=config)
        if source is None:
            self.markdown, self.meta = self.front.body, dict(self.front.meta)
        else:
            self.markdown, self.meta = mkdocs_meta.get_data(source)
        if self.meta_files:
            # Material's meta plugin would add these once more.
            self.meta["__extends"] = list(self.meta_files)
        if "title" in self.meta:
            self.meta["title"] = self.post.title

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the text, unless that has been done before."""
        self.converter.convert(self, files)


class _Meta(dict[str, Any]):
    """Settings of a page that may be in the menu: for these, too, Material's menu looks in vain on every page."""

    icon = property(lambda self: self.get("icon", ""))
    status = property(lambda self: self.get("status", ""))
    subtitle = property(lambda self: self.get("subtitle", ""))


class ListingPage(Page):
    """A page of a list: generated, or the writer's own page at the list's URL.

    `name`, `posts`, `pages` and `views` are what the blog templates of themes, and hooks, read.
    """

    name: str
    posts: list[PostPage]
    pages: list[ListingPage]
    views: list[ListingPage]
    # What other plugins may set: Material's menu looks for it on every page, and not to find it takes far longer.
    typeset: Any = None
    encrypted: bool = False

    def __init__(
        self,
        title: str | None,
        file: File,
        config: MkDocsConfig,
        listing: Listing,
        list_page: ListPage,
        own: FrontMatter | None,
    ) -> None:
        Page.__init__(self, title, file, config)  # not `super()`, as above
        self.listing = listing
        self.list_page = list_page
        self.own = own
        """What the writer's own page says, on every page of the list."""
        self.heading = ""
        """The h1 of a page without a text; empty where the theme shows the writer's own page without one."""
        self.numbered_title = title
        """The title with the number of the page, where there are several."""

    @property
    def is_first(self) -> bool:
        """Whether this is the page at the list's own URL."""
        return self.list_page is self.listing.pages[0]

    @property
    def is_generated(self) -> bool:
        """Whether the page has no text of the writer's."""
        return self.own is None or not self.is_first

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the writer's own page; further pages have its settings, but not its text."""
        if not self.is_generated:
            Page.read_source(self, config)  # likewise
            return
        self.markdown, self.meta = "", _Meta(self.own.meta if self.own else {})
        self.meta.pop("title", None)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert what there is to convert: a heading needs no Markdown, and may hold anything."""
        below: Sequence[AnchorLink] = ()
        if self.markdown or not self.heading:
            super().render(config, files)
            # A text on a generated page is what hooks and other plugins add below the heading.
            if not (self.heading and self.is_generated) or LEADING_H1.match(self.content or ""):
                return
            below = self.toc.items
        else:
            self.content, self.present_anchor_ids, self.links_to_anchors = "", set(), {}
        anchors, taken = Anchors(config), set(self.present_anchor_ids or ())
        anchor = anchors.name(self.heading, taken)
        self.present_anchor_ids = taken
        heading = Markup('<h1 id="{}">{}{}</h1>').format(anchor, self.heading, anchors.permalink(anchor))
        self.content = str(heading) + (self.content or "")  # a plain text: what is joined to it would be escaped
        self.toc = make_toc(self.heading, anchor, ())
        self.toc.items[0].children.extend(below)


def restore_class(page: Page) -> None:
    """Make a page a list again, if another plugin has changed its class, as section-index does."""
    if not isinstance(page, ListingPage):
        page.__class__ = type("ListingPage", (ListingPage, type(page)), {})


def make_toc(title: str, anchor: str, children: Sequence[tuple[str, str, Sequence[Any]]]) -> TableOfContents:
    """Return a table of contents with one heading at its top, from titles and anchors."""
    return get_toc([_token(title, anchor, children, 1)])


def _token(title: str, anchor: str, children: Sequence[tuple[str, str, Sequence[Any]]], level: int) -> Any:
    tokens = [_token(*child, level + 1) for child in children]
    return {"level": level, "id": anchor, "name": str(escape(title)), "children": tokens}
