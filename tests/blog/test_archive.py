from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.archive import Count, Month, Period, Year, by_year, collect_periods, count_months
from tests.blog.factories import archive, post

A, B, C, D = (post(date, date) for date in ("2026-11-22", "2026-01-02", "2025-12-31", "2025-12-30"))


@pytest.mark.parametrize(
    ("date_format", "url_date_format", "periods"),
    [
        ("yyyy", "yyyy", [("2026", "archive/2026", (A, B)), ("2025", "archive/2025", (C, D))]),
        (
            "MMMM yyyy",
            "yyyy/MM",
            [
                ("November 2026", "archive/2026/11", (A,)),
                ("January 2026", "archive/2026/01", (B,)),
                ("December 2025", "archive/2025/12", (C, D)),
            ],
        ),
        ("MMMM yyyy", "yyyy", [("November 2026", "archive/2026", (A, B)), ("December 2025", "archive/2025", (C, D))]),
    ],
)
def test_posts_that_share_a_url_share_a_period(
    date_format: str, url_date_format: str, periods: list[tuple[str, str, tuple[object, ...]]]
) -> None:
    rules = archive(date_format=date_format, url_date_format=url_date_format)
    found = collect_periods([A, B, C, D], rules, "en")
    assert [(each.title, each.path, each.posts) for each in found] == periods


def test_periods_are_named_in_the_blogs_language_and_follow_the_posts() -> None:
    rules = archive(date_format="MMMM", url_date_format="MMM", url_format="{date}")
    assert collect_periods([C, A, D], rules, "de") == [
        Period("Dezember", "Dez.", (C, D)),
        Period("November", "Nov.", (A,)),
    ]
    assert collect_periods([], rules, "de") == []


def test_the_overview_groups_by_year_and_month_newest_first() -> None:
    years = by_year([B, D, A, C])
    assert years == [
        Year(2026, (Month(11, (A,)), Month(1, (B,)))),
        Year(2025, (Month(12, (C, D)),)),
    ]
    assert [year.count for year in years] == [2, 2]


def test_every_month_between_the_first_post_and_the_last_is_counted() -> None:
    counts = count_months(by_year([B, D, A, C]))
    assert counts == [
        Count(2025, 12, 2),
        Count(2026, 1, 1),
        *(Count(2026, month, 0) for month in range(2, 11)),
        Count(2026, 11, 1),
    ]
    assert count_months([]) == []


def test_posts_stand_under_the_day_that_is_shown_on_them() -> None:
    ahead, behind = timezone(timedelta(hours=14)), timezone(timedelta(hours=-11))
    new_year = post("2026-01-01 01:00", "Ahead", zone=ahead)  # by the clock of Greenwich in 2025
    old_year = post("2025-12-31 23:00", "Behind", zone=behind)  # … and in 2026, and later
    assert [year.number for year in by_year([old_year, new_year])] == [2026, 2025]


def test_posts_of_one_day_are_newest_first() -> None:
    early, late = post("2026-01-01 08:00", "Early"), post("2026-01-01 09:00", "Late")
    assert by_year([early, late])[0].months[0].posts == (late, early)


@given(st.lists(st.dates().filter(lambda date: date.year > 1), max_size=20))
def test_every_post_stands_in_the_overview_once(dates: list[object]) -> None:
    posts = [post(f"{date!s:0>10}", str(at)) for at, date in enumerate(dates)]
    years = by_year(posts)
    found = [each for year in years for month in year.months for each in month.posts]
    assert sorted(each.title for each in found) == sorted(each.title for each in posts)
    assert [each.date.day for each in found] == sorted((each.date.day for each in posts), reverse=True)
    assert len({year.number for year in years}) == len(years)
