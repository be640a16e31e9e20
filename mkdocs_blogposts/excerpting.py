"""Takes from a finished post what lists show of it."""

from __future__ import annotations

from markupsafe import Markup

from .blog.errors import Problem, Severity
from .blog.excerpt import MARKERS, Excerpt, cut, heading_of, lower_headings, whole
from .blog.post import Post
from .blog.running_text import RunningText
from .config import BlogpostsConfig
from .filling import split_heading
from .pages import PostPage
from .rendering import Rendered


def take(page: PostPage, text: RunningText, config: BlogpostsConfig, in_theme: bool) -> Rendered:
    """Return what lists show of a post; `in_theme` as the theme's own do, which make a link of the post's h1."""
    post, html = page.post, page.content or ""
    if post.protected:
        return Rendered(_described(post, truncated=True), post.readtime or 0, "")
    mode, separator = config.post_excerpt, config.post_excerpt_separator
    shown = lower_headings(html) if in_theme else html
    excerpt = cut(shown, separator=separator, mode=mode, summary=post.summary)  # type: ignore[arg-type]  # a choice
    if not excerpt.html and not excerpt.truncated:
        excerpt = _described(post, truncated=bool(split_heading(html, "")[1].strip()))
    minutes = post.readtime or config.reading_time(html, text)
    full = whole(html) if config.style == "full" else ""
    return Rendered(excerpt, minutes, full, heading_of(html) if in_theme else "")


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
