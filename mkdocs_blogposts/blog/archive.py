"""Posts by date: the periods the archive has pages for, and the years and months of its overview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .permalink import format_when
from .post import Post
from .settings import Archive


@dataclass(frozen=True)
class Period:
    """A span of time that has a page in the archive."""

    title: str
    path: str
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class Month:
    """The posts of one month, newest first."""

    number: int
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class Year:
    """The posts of one year, by month, newest first."""

    number: int
    months: tuple[Month, ...]

    @property
    def count(self) -> int:
        """How many posts the year has."""
        return sum(len(month.posts) for month in self.months)


@dataclass(frozen=True)
class Count:
    """How many posts, or words, a month has."""

    year: int
    month: int
    number: int


def count_months(years: Sequence[Year]) -> list[Count]:
    """Return the number of posts of every month, as `each_month` does."""
    return each_month({(year.number, month.number): len(month.posts) for year in years for month in year.months})


def each_month(found: Mapping[tuple[int, int], int]) -> list[Count]:
    """Return the number of every month, oldest first, from the first to the last of those found."""
    first, last = (12 * year + month - 1 for year, month in (min(found), max(found))) if found else (0, -1)
    months = ((at // 12, at % 12 + 1) for at in range(first, last + 1))
    return [Count(*month, found.get(month, 0)) for month in months]


def collect_periods(posts: Sequence[Post], archive: Archive, locale: str) -> list[Period]:
    """Group posts into the periods that the archive's URLs tell apart, in the order of the posts."""
    groups: dict[str, list[Post]] = {}
    for post in posts:
        date = format_when(post.date.at, archive.url_date_format, locale)
        groups.setdefault(archive.url_format.format(date=date), []).append(post)
    return [
        Period(format_when(group[0].date.at, archive.date_format, locale), path, tuple(group))
        for path, group in groups.items()
    ]


def by_year(posts: Sequence[Post]) -> list[Year]:
    """Group posts, newest first, by the year and month of the day shown on them."""
    newest_first = sorted(posts, key=lambda post: (post.date.day, post.instant), reverse=True)
    return [
        Year(year, tuple(_months(list(group))))
        for year, group in groupby(newest_first, key=lambda post: post.date.day.year)
    ]


def _months(posts: list[Post]) -> list[Month]:
    return [Month(month, tuple(group)) for month, group in groupby(posts, key=lambda post: post.date.day.month)]
