"""Draws how many posts each month has, over the years: a picture whose bars lead to the months of the archive."""

from __future__ import annotations

from collections.abc import Sequence

from .blog.archive import Count, Year, count_months
from .language import Language
from .views import BarView, ChartView, LabelView

_FEWEST = 6
"""Months with posts; of fewer, a picture tells nothing that the list does not."""
_SUMMIT = 4
"""Posts of a month that reach the top at least, so that two posts look like few."""
_FLOOR = 80
"""Where the bars stand, in hundredths of the picture's height; below are the years."""
_MOST_LABELS = 8
"""Years that can be read below the picture on a phone."""


def draw(years: Sequence[Year], words: Language) -> ChartView | None:
    """Return the picture of an archive, if it has posts in enough months; time runs as the language is read."""
    months = count_months(years)
    if sum(1 for month in months if month.posts) < _FEWEST:
        return None
    width, most = 100 / len(months), max(_SUMMIT, *(month.posts for month in months))

    def place(at: float) -> float:
        return round(100 - at * width if words.direction == "rtl" else at * width, 3)

    gap = 0.15  # of a month, on each side of its bar
    bars = (
        BarView(
            title=f"{words.month_of(month.year, month.month)} · {words('posts', n=month.posts)}",
            href=f"#{month_id(month.year, month.month)}",
            x=min(place(at + gap), place(at + 1 - gap)),
            width=round(width * (1 - 2 * gap), 3),
            y=round(_FLOOR * (1 - month.posts / most), 1),
            height=round(_FLOOR * month.posts / most, 1),
        )
        for at, month in enumerate(months)
        if month.posts
    )
    labels = (LabelView(str(year), place(at)) for year, at in _labelled(months))
    return ChartView(tuple(bars), tuple(labels))


def _labelled(months: Sequence[Count]) -> list[tuple[int, float]]:
    """Return the years to be named, each with the middle of its months; one that is cut short has no room."""
    places: dict[int, list[int]] = {}
    for at, month in enumerate(months):
        places.setdefault(month.year, []).append(at)
    least = min(12, len(months) / 12)
    years = [(year, (at[0] + at[-1] + 1) / 2) for year, at in places.items() if len(at) >= least]
    return years[:: -(-len(years) // _MOST_LABELS)]


def month_id(year: int, month: int) -> str:
    """Return the anchor of a month in the archive; some themes cannot find one that begins with a digit."""
    return f"y{year}-{month:02}"
