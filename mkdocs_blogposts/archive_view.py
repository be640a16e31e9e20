"""What templates are given of the archive: its years and months, with their posts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .blog.archive import Month, Year
from .chart import month_id
from .post_view import PostView, view_posts
from .viewer import Viewer


@dataclass(frozen=True)
class MonthView:
    """A month of the archive."""

    id: str
    """The anchor: `y2026-11`; some themes cannot find one that begins with a digit."""
    title: str
    count: int
    posts: tuple[PostView, ...]


@dataclass(frozen=True)
class YearView:
    """A year of the archive."""

    id: str
    """The anchor: `y2026`."""
    title: str
    href: str
    """The year's own page, if the archive has one."""
    count: int
    months: tuple[MonthView, ...]


def view_years(viewer: Viewer, years: Iterable[Year]) -> tuple[YearView, ...]:
    """Return the views of the archive's years."""
    return tuple(_view_year(viewer, year) for year in years)


def _view_year(viewer: Viewer, year: Year) -> YearView:
    blog = viewer.blog
    path = blog.settings.archive.url_format.format(date=year.number) if blog.settings.archive else ""
    listing = blog.plan.listing(f"archive/{path}")
    href = viewer.href(listing.url) if listing else ""
    months = tuple(_view_month(viewer, year, month) for month in year.months)
    return YearView(f"y{year.number}", f"{year.number}", href, year.count, months)


def _view_month(viewer: Viewer, year: Year, month: Month) -> MonthView:
    posts = view_posts(viewer, (post.source for post in month.posts))
    return MonthView(month_id(year.number, month.number), viewer.words.month(month.number), len(posts), posts)
