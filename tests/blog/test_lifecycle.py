from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.lifecycle import Visibility, due, is_pinned, judge, next_change
from mkdocs_blogposts.blog.post import Post
from tests.blog.factories import NOW, day, post, settings

TODAY, TOMORROW = "2026-11-22", "2026-11-23"
NOON, LATER = "2026-11-22 12:00", "2026-11-22 12:01"


@pytest.mark.parametrize(
    ("date", "values", "visibility"),
    [
        (TODAY, {}, Visibility.PUBLISHED),
        (NOON, {}, Visibility.PUBLISHED),
        (LATER, {}, Visibility.SCHEDULED),
        (LATER, {"draft": False}, Visibility.PUBLISHED),
        (LATER, {"draft": True}, Visibility.DRAFT),
        (LATER, {"unlisted": True}, Visibility.SCHEDULED),
        (TODAY, {"draft": True, "expires": day(TODAY)}, Visibility.DRAFT),
        (TODAY, {"unlisted": True}, Visibility.UNLISTED),
        (TODAY, {"expires": day(NOON)}, Visibility.EXPIRED),
        (TODAY, {"expires": day(NOON), "unlisted": True}, Visibility.EXPIRED),
        (TODAY, {"expires": day(NOON), "draft": False}, Visibility.EXPIRED),
        (TODAY, {"expires": day(LATER)}, Visibility.PUBLISHED),
        (LATER, {"expires": day(NOON)}, Visibility.SCHEDULED),
    ],
)
def test_one_rule_decides_who_sees_a_post(date: str, values: dict[str, Any], visibility: Visibility) -> None:
    assert judge(post(date, **values), NOW, settings()) is visibility


def test_future_posts_wait_only_where_they_are_held() -> None:
    assert judge(post(TOMORROW, expires=day(TODAY)), NOW, settings(hold_future=False)) is Visibility.EXPIRED
    assert judge(post(TOMORROW), NOW, settings(hold_future=False)) is Visibility.PUBLISHED


@pytest.mark.parametrize(
    ("visibility", "has_page"),
    [
        (Visibility.PUBLISHED, True),
        (Visibility.UNLISTED, True),
        (Visibility.DRAFT, False),
        (Visibility.SCHEDULED, False),
        (Visibility.EXPIRED, False),
    ],
)
def test_published_and_unlisted_posts_have_a_page(visibility: Visibility, has_page: bool) -> None:
    assert visibility.has_page is has_page


def test_visibility_is_named_as_writers_read_it() -> None:
    assert [str(each) for each in Visibility] == ["published", "unlisted", "draft", "scheduled", "expired"]


def test_a_day_begins_anywhere_on_earth_or_in_the_zone_that_was_set() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert due(post(TODAY), settings()) == datetime(2026, 11, 21, 10, tzinfo=UTC)
    assert due(post(TODAY, zone=berlin), settings(zone=berlin)) == datetime(2026, 11, 21, 23, tzinfo=UTC)


@pytest.mark.parametrize(("pin", "pinned"), [(True, True), (False, False), (day(LATER), True), (day(NOON), False)])
def test_a_pin_holds_until_its_date(pin: Any, pinned: bool) -> None:
    assert is_pinned(post(pin=pin), NOW) is pinned


@pytest.mark.parametrize(
    ("posts", "change"),
    [
        ([], None),
        ([post(TODAY)], None),
        ([post(LATER)], LATER),
        ([post(NOON)], None),
        ([post("2026-11-22 13:00"), post(LATER), post(TOMORROW + " 14:00")], LATER),
        ([post(LATER, draft=False)], None),
        ([post(LATER, draft=True, expires=day(LATER), pin=day(LATER))], None),
        ([post(TODAY, expires=day(LATER))], LATER),
        ([post(TODAY, pin=day(LATER))], LATER),
        ([post(TODAY, pin=True)], None),
        ([post(TODAY, draft=False, expires=day(LATER), pin=day("2026-11-22 13:00"))], LATER),
        ([post(TODAY, draft=True), post(LATER)], LATER),
    ],
)
def test_the_next_change_is_the_nearest_start_or_end(posts: list[Post], change: str | None) -> None:
    assert next_change(posts, NOW, settings()) == (day(change).at if change else None)


def test_the_next_change_knows_no_start_where_future_posts_are_shown() -> None:
    assert next_change([post(LATER)], NOW, settings(hold_future=False)) is None


def test_the_next_change_is_right_when_the_clock_is_set_back() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = day("2026-10-25 02:50", berlin)
    second = day("2026-10-25T01:10:00Z").at.astimezone(berlin)  # 02:10, the second time
    posts = [post(TODAY, expires=first), post(TODAY, expires=type(first)(second, True))]
    change = next_change(posts, datetime(2026, 10, 25, tzinfo=UTC), settings())
    assert change is not None
    assert change.astimezone(UTC) == datetime(2026, 10, 25, 0, 50, tzinfo=UTC)


_MOMENTS = st.integers(0, 72).map(lambda hours: day(f"{NOW + timedelta(hours=hours - 36):%Y-%m-%d %H:%M}"))
_POSTS = st.builds(
    lambda date, draft, expires, unlisted, pin: Post(
        "a.md", "A", date, "a", draft=draft, expires=expires, unlisted=unlisted, pin=pin
    ),
    _MOMENTS,
    st.sampled_from([None, True, False]),
    st.none() | _MOMENTS,
    st.booleans(),
    st.booleans() | _MOMENTS,
)


@given(st.lists(_POSTS, max_size=5), st.booleans())
def test_nothing_published_changes_before_the_next_change(posts: list[Post], hold: bool) -> None:
    rules = settings(hold_future=hold)

    def published(moment: datetime) -> list[object]:
        seen = [(judge(each, moment, rules), is_pinned(each, moment)) for each in posts if not each.draft]
        return list(seen)

    change = next_change(posts, NOW, rules)
    last = (change or NOW + timedelta(hours=48)) - timedelta(seconds=1)
    assert published(last) == published(NOW)
