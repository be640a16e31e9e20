"""A post as the lists of Material's blog templates read it."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

from markupsafe import Markup, escape
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ..blog.excerpt import plain_text
from ..blog.html import parse
from ..config import BlogpostsConfig
from ..pages import PostPage
from ..post_view import PostView


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
        return TableOfContents([PostAnchor(str(escape(text_of(self.heading))), self.anchor, 2)])

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


@lru_cache(1024)
def text_of(heading: Markup) -> str:
    """Return what a heading says: asked for in every list that has the post."""
    return plain_text(heading)
