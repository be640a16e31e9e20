"""A post: what its front matter, its place in the sources and its first heading say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .author import Author
from .dates import PostDate


@dataclass(frozen=True)
class Cover:
    """The picture of a post."""

    src: str
    """As written: relative to the source, from the docs folder with a leading slash, or a full URL."""
    alt: str = ""
    caption: str = ""
    line: int = 0


@dataclass(frozen=True)
class UpdateNote:
    """What was changed in a post, and when."""

    date: PostDate
    note: str


@dataclass(frozen=True, slots=True)
class Post:
    """One post, as the writer declared it; says nothing of how it is rendered or where it lives."""

    source: str
    """The `src_uri`: what a post is known by."""
    title: str
    date: PostDate
    name: str
    """The file's or bundle's name without date, language and suffix."""
    updated: PostDate | None = None
    dates: Mapping[str, PostDate] = field(default_factory=dict)
    """Every date the writer gave under `date`, by its key."""
    authors: tuple[Author, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of terms as typed, by taxonomy; `authors` holds ids."""
    part: float | None = None
    slug: str = ""
    summary: str | None = None
    description: str = ""
    cover: Cover | None = None
    draft: bool | None = None
    """None when the writer did not say."""
    expires: PostDate | None = None
    unlisted: bool = False
    pin: bool | PostDate = False
    readtime: int | None = None
    aliases: tuple[str, ...] = ()
    lang: str = ""
    """The language the post is written in; empty for the blog's own."""
    key: str = ""
    """What translations of one post share."""
    guid: str = ""
    link: str = ""
    """Where its title leads in lists and feeds, if not to its own page."""
    canonical: str = ""
    """The full URL of the page that search engines shall show instead."""
    links: object = None
    """As written, in the form of MkDocs' `nav`."""
    related: tuple[str, ...] | None = None
    """Paths of the posts that the writer chose; None when the writer did not say."""
    updates: tuple[UpdateNote, ...] = ()
    comments: bool | None = None
    """Whether readers may comment; None when the writer did not say."""
    protected: bool = False
    """Whether another plugin hides the text behind a password."""
    meta: Mapping[str, object] = field(default_factory=dict)
    """The whole front matter, with the defaults of its folders."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key, for messages."""
    instant: float = field(init=False, repr=False, compare=False)
    """The moment of its date, in seconds since 1970: what posts are sorted by."""
    order: tuple[tuple[str, ...], bool, str] = field(init=False, repr=False, compare=False)
    """Sorts posts as MkDocs walks their files: index first, folders last."""

    def __post_init__(self) -> None:
        # Not the date itself: two times of one zone would be compared by the clock, wrong when it is set back.
        object.__setattr__(self, "instant", self.date.at.timestamp())
        *folders, name = self.source.split("/")
        order = (tuple(folders), name.rsplit(".", 1)[0] not in ("index", "README"), name)
        object.__setattr__(self, "order", order)

    def line(self, key: str) -> int:
        """Return the line of a key, or 0."""
        return self.lines.get(key, 0)

    @property
    def series(self) -> str:
        """The series the post is a part of, if any."""
        return next(iter(self.terms.get("series", ())), "")

    @property
    def is_bundle(self) -> bool:
        """Whether the post's folder belongs to it, with all that lies there."""
        return not self.order[1]
