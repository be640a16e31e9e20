"""What templates are given: plain values, made for the page that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class DateView:
    """A date as templates show it: `<time datetime="{{ date.iso }}">{{ date.text }}</time>`."""

    iso: str
    """For machines: `2026-11-22`, or with time and offset where the writer gave a time."""
    text: str
    """In the reader's language and the blog's `post_date_format`."""
    at: datetime
    """The moment itself, for formats of your own."""


@dataclass(frozen=True)
class UpdateView:
    """A note on what was changed in a post."""

    date: DateView
    note: str
    """As text."""


@dataclass(frozen=True)
class LinkView:
    """A title and where it leads, as seen from the page at hand."""

    title: str
    href: str
    lang: str = ""
    """The language of what it leads to, where that is not the page's."""
    icon: str = ""
    """A drawing below a folder `.icons`, without `.svg`: `simple/mastodon`. Links of authors only; may be empty."""


@dataclass(frozen=True)
class AuthorView:
    """An author of a post, or of a profile page."""

    id: str
    name: str
    description: str = ""
    href: str = ""
    """The author's page in this blog, else the `url` of the authors file; may be empty."""
    avatar: str = ""
    """Where the picture is; may be empty."""
    url: str = ""
    email: str = ""
    links: tuple[LinkView, ...] = ()
    count: int = 0
    """Posts in this blog."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """Every further key of the authors file."""


@dataclass(frozen=True)
class TermView:
    """A term of a taxonomy."""

    taxonomy: str
    label: str
    """What the taxonomy is called."""
    name: str
    """As written in posts."""
    title: str
    href: str
    """Its page; empty where terms have none."""
    count: int
    description: str = ""
    image: str = ""


@dataclass(frozen=True)
class BadgeView:
    """A mark on a post: `draft`, `scheduled`, `expired`, `unlisted`, `pinned`."""

    kind: str
    text: str


@dataclass(frozen=True)
class CoverView:
    """The picture of a post."""

    href: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class PartView:
    """One part of a series, as listed on each of its posts."""

    number: str
    title: str
    href: str
    current: bool


@dataclass(frozen=True)
class SeriesView:
    """The series a post belongs to."""

    title: str
    href: str
    """The page of the series; may be empty."""
    part: str
    total: int
    parts: tuple[PartView, ...]


@dataclass(frozen=True)
class PagerLink:
    """A numbered page of a list; without `href` it is the page at hand, without a number a gap."""

    number: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class PagerView:
    """The way through the pages of a list."""

    number: int
    total: int
    newer: str
    """Where the page with newer posts is; empty on the first."""
    older: str
    links: tuple[PagerLink, ...]


@dataclass(frozen=True)
class ListView:
    """A list, or an overview of lists."""

    kind: str
    """`index`, `language`, `term`, `period`, `terms` or `archive`."""
    taxonomy: str
    title: str
    description: str
    image: str
    href: str
    """Its first page."""
    count: int
    """Posts on all its pages."""
    number: int
    """The page at hand, from 1."""
    author: AuthorView | None
    """On the page of an author; on the front page, whose blog it is."""
    overview: LinkView | None
    """The page of all lists of this kind."""
    translations: tuple[LinkView, ...]
    """Of the front page, and of lists of posts in one language: the same in other languages."""
    feed: LinkView | None
    """The feed of the list, on its first page, where it has one."""


@dataclass(frozen=True)
class ShareView:
    """How readers pass a post on."""

    buttons: bool
    """Whether there are buttons, which need a script."""
    links: tuple[LinkView, ...]


@dataclass(frozen=True)
class CommentsView:
    """Where readers comment on a post."""

    service: str
    """`giscus`, `utterances`, `disqus`, or empty for one of your own."""
    place: str
    """What the site is called to which the link leads."""
    href: str
    """A link for readers without scripts; may be empty."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Attributes of the service's script."""
    url: str = ""
    """What the post is known by: where it lives below the site's root."""


@dataclass(frozen=True)
class BarView:
    """A month in a picture; places and sizes are hundredths of the picture's."""

    title: str
    """The month, and how many posts or words it has."""
    href: str
    """Its anchor in the archive; empty on the writer's desk."""
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class LabelView:
    """A year below a picture."""

    title: str
    x: float


@dataclass(frozen=True)
class ChartView:
    """A picture of how many posts or words each month has, over the years."""

    title: str
    bars: tuple[BarView, ...]
    """Of months that have any, oldest first."""
    labels: tuple[LabelView, ...]


@dataclass(frozen=True)
class DeskPostView:
    """A post on the writer's desk."""

    title: str
    href: str
    """Empty where drafts are not shown (`draft_on_serve: false`)."""
    date: DateView | None
    """None for a draft that has none yet."""
    file: str
    """Where it lies in the docs folder."""
    words: int


@dataclass(frozen=True)
class ProblemView:
    """Something that the last build found."""

    kind: str
    """`error`, `warning` or `hint`."""
    place: str
    """File and line."""
    fault: str
    remedy: str
    href: str
    """The post that it is about, where that has a page."""


@dataclass(frozen=True)
class AlikeView:
    """Two terms that probably mean one thing."""

    rare: TermView
    common: TermView


@dataclass(frozen=True)
class UntidyView:
    """The terms of one taxonomy that may be fewer."""

    label: str
    """What the taxonomy is called."""
    alike: tuple[AlikeView, ...]
    single: tuple[TermView, ...]
    """Terms of one post only, where most terms have more."""


@dataclass(frozen=True)
class DeskView:
    """The writer's desk, which is there while the site is served."""

    due: tuple[DeskPostView, ...]
    """Scheduled posts whose date has come since the site was built."""
    drafts: tuple[DeskPostView, ...]
    scheduled: tuple[DeskPostView, ...]
    problems: tuple[ProblemView, ...]
    """The worst first."""
    chart: ChartView | None
    """Words of each month, of the last two years."""
    untidy: tuple[UntidyView, ...]
