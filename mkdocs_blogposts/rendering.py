"""A blog whose posts are rendered, and the fragments that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jinja2 import Environment

from .blog.excerpt import Excerpt
from .blog.lifecycle import Visibility
from .blog.links import Parts, part_at_urls
from .blog.listing import Kind, Listing
from .blog.plan import Plan
from .blog.post import Post
from .blog.settings import Settings
from .language import Language, language


@dataclass(frozen=True)
class Rendered:
    """What only the finished HTML of a post can tell."""

    excerpt: Excerpt
    minutes: int
    html: str
    """The whole post, fit to stand beside others."""
    heading: str = ""
    """What its own h1 says, as HTML; empty where it has none."""

    @cached_property
    def excerpt_parts(self) -> Parts:
        """The excerpt, parted once for the many lists that show it."""
        return part_at_urls(self.excerpt.html)

    @cached_property
    def parts(self) -> Parts:
        """The whole post, parted likewise."""
        return part_at_urls(self.html)


_NOT_YET = Rendered(Excerpt("", "", False), 0, "")


@dataclass
class Blog:
    """A planned blog whose posts are rendered: all that pages are made of.

    The writing loop changes it in place, so that whoever holds it sees its present state.
    """

    settings: Settings
    plan: Plan
    words: Language
    date_format: str
    readtime: bool
    pictures: Mapping[tuple[str, str], str]
    """URL of each picture that a source names, by source and name as written."""
    rendered: dict[str, Rendered] = field(default_factory=dict)
    """By source; filled when all pages are converted."""
    related: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By source, the posts that are related to one, the most alike first."""
    backlinks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By source, the posts that link to one."""
    alternates: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By source, the URLs of a post in all languages, where the site is built once for each."""

    def translations(self, post: Post) -> list[Post]:
        """Return the same post in other languages, as far as it is shown."""
        found = (self.plan.posts[source] for source in self.plan.translations(post))
        visibility = self.plan.visibility
        return [each for each in found if self.settings.preview or visibility[each.source] is Visibility.PUBLISHED]

    def languages_of(self, listing: Listing) -> dict[str, str]:
        """Return the URLs of what a front page is in each language, the blog's own first; of other lists, nothing."""
        kinds = (Kind.INDEX, Kind.LANGUAGE)
        if listing.kind not in kinds or not self.settings.languages_apart:
            return {}
        return {each.lang or self.words.tag: each.url for each in self.plan.listings if each.kind in kinds}

    def tongue_of(self, post: Post) -> Language:
        """Return the language a post is written in."""
        return language(post.lang) if post.lang else self.words

    def rendered_of(self, source: str) -> Rendered:
        """Return what is known of a post's HTML: nothing before all pages are converted."""
        return self.rendered.get(source, _NOT_YET)


class Fragments:
    """Renders the fragments of a blog; escapes what it is given, whatever the theme does."""

    def __init__(self, env: Environment) -> None:
        self._env = env.overlay(autoescape=True)

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """Render `blogposts/{name}.html`, the site's own if its `custom_dir` has one."""
        return self._env.get_template(f"blogposts/{name}.html").render(values)
