"""What the writer decided about one blog, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from .author import Author

Slugify = Callable[[str, str], str]
"""Turns a text and a separator into a slug."""


@dataclass(frozen=True)
class Paging:
    """How a list is cut into pages."""

    enabled: bool = True
    per_page: int = 10
    orphans: int = 0
    """A last page with no more posts than this joins the page before it."""
    from_oldest: bool = False
    """Number pages from the oldest post on, so that what is on an old page never changes."""


@dataclass(frozen=True)
class TermNotes:
    """What the writer says of one term in the terms file; empty where nothing was said."""

    title: str = ""
    slug: str = ""
    description: str = ""
    image: str = ""
    order: float | None = None
    line: int = 0


@dataclass(frozen=True)
class Taxonomy:
    """One way of grouping posts, and where its pages live."""

    name: str
    """The front matter key, in the plural."""
    singular: str
    """The other accepted key, for a single value."""
    title: str
    url_format: str
    """Where a term lives under the blog, with `{slug}` (and `{name}`)."""
    slugify: Slugify
    separator: str = "-"
    overview: str = ""
    """Where the page of all terms lives under the blog; empty for none."""
    pages: bool = True
    """Whether terms have pages of their own."""
    allowed: tuple[str, ...] = ()
    notes: Mapping[str, TermNotes] = field(default_factory=dict)
    notes_source: str = ""
    """The terms file, for messages."""
    paging: Paging = Paging()
    toc: bool = False
    reading_order: bool = False
    """Whether posts stand oldest first, by their part (a series), instead of newest first."""
    asked_for: bool = True
    """Whether the writer, or Material's blog, knows of it; if not, its faults are hints."""


@dataclass(frozen=True)
class Archive:
    """Posts by date, and where those pages live."""

    title: str
    date_format: str = "yyyy"
    url_date_format: str = "yyyy"
    url_format: str = "archive/{date}"
    overview: str = "archive"
    """Where the page of all posts by date lives; empty for none."""
    paging: Paging = Paging()
    toc: bool = False


@dataclass(frozen=True)
class Feeds:
    """Which feeds a blog has, and what stands in them."""

    files: Mapping[str, str] = field(
        default_factory=lambda: {"atom": "feed.xml", "rss": "rss.xml", "json": "feed.json"}
    )
    """Where each kind lives, below the blog, or with a slash at its head below the site's root.

    A kind is a format (`atom`, `rss`, `json`), with `_updated` for posts in the order of their last change.
    """
    lists: frozenset[str] = frozenset()
    """Taxonomies each of whose terms has a feed, and `languages`."""
    length: int = 20
    """Posts in a feed."""
    archive: bool = False
    """Whether older posts stand in further feeds."""
    ids_are_urls: bool = False
    """Whether posts are known by their first URL, instead of a tag URI."""
    whole: bool = True
    """Whether posts stand in feeds whole, or only their excerpts."""
    named: bool = False
    """Whether the writer chose the files' names."""
    title: str = ""
    description: str = ""


@dataclass(frozen=True)
class Redirects:
    """What leads from the old addresses of posts to the new."""

    pages: bool = True
    """Whether each alias is a page that leads on."""
    file: str = ""
    """A file with a rule for each alias, as some hosts read it; empty for none."""


@dataclass(frozen=True)
class Related:
    """Which other posts a post leads to."""

    count: int = 3
    """How many posts are related to one at most."""
    backlinks: bool = False
    """Whether a post names those that link to it."""


@dataclass(frozen=True)
class Settings:
    """All that the plan of one blog depends on besides its posts and the other files."""

    name: str
    """Names this blog among several; the directory it lives in."""
    blog_dir: str
    """The blog's directory in the sources; empty for the root."""
    url_dir: str
    """The blog's directory in URLs; empty for the root."""
    post_dir: str
    title: str
    slugify: Slugify
    separator: str = "-"
    post_url_format: str = "{date}/{slug}"
    post_url_date_format: str = "yyyy/MM/dd"
    post_url_max_categories: int = 1
    page_url_format: str = "page/{page}"
    paging: Paging = Paging()
    toc: bool = False
    archive: Archive | None = None
    taxonomies: tuple[Taxonomy, ...] = ()
    locale: str = "en"
    zone: tzinfo | None = None
    """The writer's time zone; none when it was not set."""
    hold_future: bool = True
    """Whether a post dated in the future waits for its date."""
    preview: bool = False
    """Whether drafts, scheduled, expired and unlisted posts are shown, with a badge."""
    directory_urls: bool = True
    site_url: str = ""
    """Full, with a slash at its end; empty where the writer gave none."""
    feeds: Feeds | None = None
    markdown: bool = False
    """Whether posts also stand as Markdown beside their pages."""
    llms: str = ""
    """The file that lists all posts for language models, from the site's root; empty for none."""
    redirects: Redirects | None = None
    related: Related | None = None
    languages_apart: bool = False
    """Whether lists name each post once, and each other language has a list of its own."""
    neighbours_within: str = ""
    """The taxonomy whose first term a post has in common with its newer and older one; empty for all posts."""
    author: Author | None = None
    """Whose blog it is, as its front page says."""

    def taxonomy(self, name: str) -> Taxonomy | None:
        """Return the taxonomy of that name."""
        return next((each for each in self.taxonomies if each.name == name), None)
