from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from mkdocs_blogposts.blog.dates import PostDate
from mkdocs_blogposts.blog.schedule import EXAMPLE, Slot, next_slot, read_rule

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
"""A Sunday."""


@pytest.mark.parametrize(
    ("rule", "moment"),
    [
        ("mon 09:00", "2026-11-23 09:00"),
        ("Monday,thu 9:00", "2026-11-23 09:00"),
        ("sun 11:59", "2026-11-29 11:59"),
        ("sun 12:00", "2026-11-29 12:00"),
        ("sun 12:01", "2026-11-22 12:01"),
        ("tue-fri 18:30", "2026-11-24 18:30"),
        ("fri-tue 08:00", "2026-11-23 08:00"),
        ("daily 8:00", "2026-11-23 08:00"),
        ("mon, wed 20:00; mon 7:00", "2026-11-23 07:00"),
    ],
)
def test_the_next_moment_of_a_rule_comes_after_now(rule: str, moment: str) -> None:
    assert f"{next_slot(read_rule(rule), NOW, UTC, []):%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize(
    ("rule", "slots"),
    [
        ("mon 09:00", [("0", time(9))]),
        ("Sun,tue-thursday 9:05", [("6123", time(9, 5))]),
        ("fri-tue 08:00", [("45601", time(8))]),
        ("daily 8:00", [("0123456", time(8))]),
        ("mon, wed 20:00; mon 7:00", [("02", time(20)), ("0", time(7))]),
    ],
)
def test_a_rule_has_days_and_times(rule: str, slots: list[tuple[str, time]]) -> None:
    assert read_rule(rule) == tuple(Slot(frozenset(map(int, days)), at) for days, at in slots)


def test_days_are_those_of_the_zone() -> None:
    now, zone = datetime(2026, 11, 22, 3, tzinfo=UTC), ZoneInfo("America/Los_Angeles")
    assert next_slot(read_rule("daily 20:00"), now, zone, []) == datetime(2026, 11, 21, 20, tzinfo=zone)


def test_a_moment_with_a_post_is_passed_over_and_a_day_with_one_that_has_no_time() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    taken = [
        PostDate(datetime(2026, 11, 23, 1, tzinfo=UTC), timed=True),
        PostDate(datetime(2026, 11, 24, tzinfo=zone), timed=False),
        PostDate(datetime(2026, 11, 25, 8, 59, tzinfo=zone), timed=True),
    ]
    assert next_slot(read_rule("daily 9:00"), NOW, zone, taken) == datetime(2026, 11, 25, 9, tzinfo=zone)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("monday", '"monday" is no schedule.'),
        ("mo 09:00", '"mo" is no day of the week.'),
        ("weds 09:00; wedn-thr 09:00", '"thr" is no day of the week.'),
        ("mon 25:00", '"mon 25:00" has no such time.'),
    ],
)
def test_what_is_no_rule_is_said_with_the_remedy(rule: str, said: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        read_rule(rule)
    assert str(refused.value) == f"{said} {EXAMPLE}"
