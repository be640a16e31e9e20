"""Puts what belongs to the blog into its pages: bylines, lists, overviews."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from .archive_view import view_years
from .blog.archive import by_year
from .blog.excerpt import LEADING_H1
from .blog.listing import Kind
from .blog.permalink import relative_url
from .chart import draw
from .config import BlogpostsConfig
from .language import Language, language
from .pages import ListingPage, PostPage, make_toc
from .post_view import view_post, view_posts
from .rendering import Blog, Fragments
from .responses import Responses
from .themes.material import MaterialBlog
from .theming import COMMENTS, NOTES
from .viewer import Viewer

_H1 = re.compile(r"<h1\b")
_USED_BY = {COMMENTS: "<blogposts-comments", NOTES: "footnote-ref"}
"""What stands in pages that have use for a script."""


class Filler:
    """Fills the pages of one blog, each from its finished text."""

    def __init__(
        self,
        config: BlogpostsConfig,
        blog: Blog,
        fragments: Fragments,
        material: MaterialBlog,
        theme_shows_title: bool,
        page_language: Language,
        page_direction: str,
        responses: Responses,
        scripts: Sequence[str],
    ) -> None:
        self.config = config
        self.blog = blog
        self.fragments = fragments
        self.material = material
        self.style = "list" if config.style in ("auto", "theme") else config.style
        """How our own lists show posts."""
        self.theme_shows_title = theme_shows_title
        self.page_language = page_language
        """What the theme says that pages are in."""
        self.page_direction = page_direction
        self.responses = responses
        self.scripts = scripts
        """Files that a post loads if it has use for them."""

    def post(self, page: PostPage, html: str, in_theme: bool) -> str:
        """Return a post's page: title, byline, cover, text, and all that stands below the text."""
        if self.config.preset and in_theme:
            return html
        words = language(page.post.lang) if page.post.lang else self.blog.words
        viewer = Viewer(self.blog, page.url, words)
        values = {
            "post": view_post(viewer, page.post.source),
            "words": words,
            "in_theme": in_theme,
            "edit_url": self.responses.suggest(page),
            "share": self.responses.share(page),
            "comments": self.responses.comments(page, words),
            "around": not (self.theme_shows_title or (in_theme and self.material.has_footer_links)),
        }
        heading, text = split_heading(html, page.post.title)
        # Material shows the title above a content without an h1, and sites have overrides for that.
        is_shown = in_theme and "<h1" not in html and words.tag == self.page_language.tag
        heading, text = self._in_tongue("" if self.theme_shows_title or is_shown else heading, text, words)
        header, footer = (self.fragments.render(name, values) for name in ("post_header", "post_footer"))
        loading = self._loading(f"{header}{text}{footer}", page.url)
        return f"{heading}{header}{text}{loading}{footer}"

    def _loading(self, html: str, url: str) -> str:
        """Load the scripts of which a page has use.

        Other pages need not wait for them, as themes may put those of `extra_javascript` before all that is shown.
        """
        wanted = [name for name in self.scripts if _USED_BY[name] in html]
        return "".join(f'<script src="{relative_url(name, url)}" defer></script>\n' for name in wanted)

    def _in_tongue(self, heading: str, text: str, words: Language) -> tuple[str, str]:
        """Say in which language and direction a heading and a text are, where these are not the page's."""
        if (words.tag, words.direction) == (self.page_language.tag, self.page_direction):
            return heading, text
        attributes = f'lang="{words.tag}" dir="{words.direction}"'
        text = f"<div {attributes}>\n{text}\n</div>\n" if text.strip() else text
        return _H1.sub(f"<h1 {attributes}", heading, count=1), text

    def list(self, page: ListingPage, html: str, in_theme: bool) -> tuple[str, dict[str, Any]]:
        """Return the page of a list or an overview, and further variables for a template of the theme's kind."""
        if self.theme_shows_title and page.is_generated:
            html = split_heading(html, "")[1]
        words = language(page.listing.lang) if page.listing.lang else self.blog.words
        viewer = Viewer(self.blog, page.url, words, full=self.style == "full")
        values: dict[str, Any] = {
            "list": viewer.list(page.listing, page.list_page),
            "words": words,
            "style": self.style,
        }
        if not in_theme:
            html = "".join(self._in_tongue(*_part_heading(html), words))
        if page.listing.kind is Kind.ARCHIVE:
            return html + self._archive(page, viewer, values), {}
        if page.listing.kind is Kind.TERMS:
            return html + self._terms(page.listing.taxonomy, viewer, values), {}
        if page.listing.kind is Kind.INDEX and values["list"].author:
            html = self.fragments.render("front", {**values, "text": Markup(html)})
        if in_theme:
            header = "" if self.config.preset else self.fragments.render("list_header", values)
            return html + header, self.material.list_context(page, words)
        values["posts"] = view_posts(viewer, page.list_page.posts)
        values["has_lead"] = self.config.has_lead and page.listing.kind is Kind.INDEX and page.is_first
        values["pager"] = viewer.pager(page.listing, page.list_page)
        return html + self.fragments.render("list", values), {}

    def _archive(self, page: ListingPage, viewer: Viewer, values: dict[str, Any]) -> str:
        dated = by_year([self.blog.plan.posts[source] for source in page.listing.posts])
        years = view_years(viewer, dated)
        anchor = page.toc.items[0].id if page.toc.items else ""
        page.toc = make_toc(page.heading, anchor, [(year.title, year.id, ()) for year in years])
        return self.fragments.render("archive", {**values, "years": years, "chart": draw(dated, viewer.words)})

    def _terms(self, taxonomy: str, viewer: Viewer, values: dict[str, Any]) -> str:
        if taxonomy == "authors":
            return self.fragments.render("authors", {**values, "authors": viewer.authors()})
        return self.fragments.render("terms", {**values, "terms": viewer.terms(taxonomy)})


def split_heading(html: str, title: str) -> tuple[str, str]:
    """Split a post into its h1 and what follows; where it has none, its title makes one."""
    heading, text = _part_heading(html)
    return heading or Markup("<h1>{}</h1>\n").format(title), text


def _part_heading(html: str) -> tuple[str, str]:
    found = LEADING_H1.match(html)
    end = found.end() if found else 0
    return html[:end], html[end:]
