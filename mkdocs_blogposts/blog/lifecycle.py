"""Whether a post is published, draft, scheduled, expired or unlisted, as of a given moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from .post import Post
from .settings import Settings


class Visibility(StrEnum):
    """Where a post stands in its life."""

    PUBLISHED = "published"
    UNLISTED = "unlisted"
    """It has a page, but stands in no list, feed, sitemap or search."""
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"

    @property
    def has_page(self) -> bool:
        """Whether the post can be read when nothing unpublished is shown."""
        return self in (Visibility.PUBLISHED, Visibility.UNLISTED)


def judge(post: Post, now: datetime, settings: Settings) -> Visibility:
    """Decide how far a post may be seen: the one rule that everything else asks.

    `draft: false` publishes a post ahead of its date, as in Material's blog.
    """
    if post.draft:
        return Visibility.DRAFT
    if post.draft is None and settings.hold_future and due(post, settings) > now:
        return Visibility.SCHEDULED
    if post.expires and post.expires.at <= now:
        return Visibility.EXPIRED
    return Visibility.UNLISTED if post.unlisted else Visibility.PUBLISHED


def due(post: Post, settings: Settings) -> datetime:
    """Return the moment from which a post is published."""
    return post.date.due(settings.zone is not None)


def is_pinned(post: Post, now: datetime) -> bool:
    """Tell whether a post stands first in every list."""
    return post.pin if isinstance(post.pin, bool) else now < post.pin.at


def next_change(posts: Sequence[Post], now: datetime, settings: Settings) -> datetime | None:
    """Return the next moment at which time alone changes what a build would publish."""
    moments = [moment for post in posts if not post.draft for moment in _changes(post, settings)]
    return min((moment for moment in moments if moment > now), key=datetime.timestamp, default=None)


def _changes(post: Post, settings: Settings) -> list[datetime]:
    starts = [due(post, settings)] if settings.hold_future and post.draft is None else []
    ends = [until.at for until in (post.expires, post.pin) if until and not isinstance(until, bool)]
    return starts + ends
