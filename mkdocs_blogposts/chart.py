"""Draws how much each month has, over the years: posts, with bars that lead to the months of the archive, or words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .blog.archive import Count, Year, count_months
from .language import Language
from .views import BarView, ChartView, LabelView

_FEWEST = 6
"""Months with posts; of fewer, a picture tells nothing that the list does not."""
_SUMMIT = 3
"""Posts of a month that reach the top at least, so that two posts look like few."""
_FLOOR = 80
"""Where the bars stand, in hundredths of the picture's height; below are the years."""
_MOST_LABELS = 8
"""Years that can be read below the picture on a phone."""


def draw(years: Sequence[Year], words: Language) -> ChartView | None:
    """Return the picture of an archive, if it has posts in enough months; its bars lead to the months."""
    months = count_months(years)
    if sum(1 for month in months if month.number) < _FEWEST:
        return None
    return _picture(words("posts_per_month"), months, "posts", _SUMMIT, words, lambda at: f"#{month_id(*at)}")


def draw_words(months: Sequence[Count], words: Language) -> ChartView | None:
    """Return the picture of the words of each month, if there are any."""
    most = max((month.number for month in months), default=0)
    return _picture(words("words_per_month"), months, "words", most, words, lambda at: "") if most else None


def _picture(
    title: str, months: Sequence[Count], unit: str, summit: int, words: Language, href: Callable[[tuple[int, int]], str]
) -> ChartView:
    """Draw a bar for each month that has something; time runs as the language is read."""
    width, most = 100 / len(months), max(summit, *(month.number for month in months))

    def place(at: float) -> float:
        return round(100 - at * width if words.direction == "rtl" else at * width, 3)

    gap = 0.15  # of a month, on each side of its bar
    bars = (
        BarView(
            title=f"{words.month_of(month.year, month.month)} · {words(unit, n=month.number)}",
            href=href((month.year, month.month)),
            x=min(place(at + gap), place(at + 1 - gap)),
            width=round(width * (1 - 2 * gap), 3),
            y=round(_FLOOR * (1 - month.number / most), 1),
            height=round(_FLOOR * month.number / most, 1),
        )
        for at, month in enumerate(months)
        if month.number
    )
    labels = (LabelView(str(year), place(at)) for year, at in _labelled(months))
    return ChartView(title, tuple(bars), tuple(labels))


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
