"""Takes from a finished post what lists show of it."""

from __future__ import annotations

import re

from markupsafe import Markup

from .blog.errors import Problem, Severity
from .blog.excerpt import MARKERS, Excerpt, cut, heading_of, lower_headings, whole
from .blog.html import shows_nothing
from .blog.post import Post
from .blog.running_text import RunningText
from .config import BlogpostsConfig
from .filling import split_heading
from .pages import PostPage
from .rendering import Rendered

_BEGINS_WITH_H1 = re.compile(r"(?:\s|</?(?:html|head|body|div)\b[^>]*>)*+<h1\b")
"""Plugins that go through pages with a parser leave the tags of a document around them."""


def take(page: PostPage, text: RunningText, config: BlogpostsConfig, in_theme: bool) -> Rendered:
    """Return what lists show of a post; `in_theme` as the theme's own do, which make a link of the post's h1."""
    post, mode, separator = page.post, config.post_excerpt, config.post_excerpt_separator
    if post.protected:
        return Rendered(_described(post, truncated=True), post.readtime or 0, "")
    html = _with_marker(page.content or "", page.markdown or "", separator)
    shown = lower_headings(html) if in_theme else html
    excerpt = cut(shown, separator=separator, mode=mode, summary=post.summary)  # type: ignore[arg-type]  # a choice
    if not excerpt.html and not excerpt.truncated:
        excerpt = _described(post, truncated=not shows_nothing(split_heading(html, "")[1]))
    minutes = post.readtime or config.reading_time(html, text)
    full = whole(html) if config.style == "full" else ""
    return Rendered(excerpt, minutes, full, _heading(post, html) if in_theme else "")


def _with_marker(html: str, markdown: str, separator: str) -> str:
    """Put back the marker with which a post begins: lxml, with which some plugins go through pages, drops it there."""
    begins = markdown.lstrip()
    lost = next((each for each in (separator, *MARKERS) if begins.startswith(each) and each not in html), "")
    return lost + html


def _heading(post: Post, html: str) -> str:
    """Return what the post's own h1 says; a title in front matter only yields to one with which the post begins."""
    return heading_of(html) if "title" not in post.meta or _BEGINS_WITH_H1.match(html) else ""


def find_missing_separator(page: PostPage, config: BlogpostsConfig) -> list[Problem]:
    """Report a post that does not say where its excerpt ends, where each has to."""
    post, separator = page.post, config.post_excerpt_separator
    if config.post_excerpt != "required" or post.protected or post.summary:
        return []
    if any(marker in (page.markdown or "") for marker in (separator, *MARKERS)):
        return []
    return [Problem(post.source, 0, f"no `{separator}`", "Put it where the excerpt ends", Severity.ERROR)]


def _described(post: Post, truncated: bool) -> Excerpt:
    """Return an excerpt made of the description, the only thing there is to show."""
    html = str(Markup("<p>{}</p>").format(post.description)) if post.description else ""
    return Excerpt(html, post.description, truncated)
