from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.dates import ACCEPTED, PostDate, date_from_path, read_date

BERLIN = ZoneInfo("Europe/Berlin")
CHINA = timezone(timedelta(hours=8))
DAY = datetime(2026, 11, 22)
MORNING = datetime(2026, 11, 22, 8, 30)


def _offset(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


def _same(read: PostDate, at: datetime, timed: bool) -> bool:
    return (read.at.isoformat(), read.timed) == (at.isoformat(), timed)


@pytest.mark.parametrize(
    ("value", "at", "timed"),
    [
        (date(2026, 11, 22), DAY.replace(tzinfo=BERLIN), False),
        (DAY, DAY.replace(tzinfo=BERLIN), True),
        (MORNING, MORNING.replace(tzinfo=BERLIN), True),
        (MORNING.replace(tzinfo=CHINA), MORNING.replace(tzinfo=CHINA), True),
        (MORNING.replace(tzinfo=UTC), MORNING.replace(tzinfo=UTC), True),
    ],
)
def test_what_yaml_yields_is_taken_naive_dates_in_the_zone(value: object, at: datetime, timed: bool) -> None:
    assert _same(read_date(value, "as typed", BERLIN), at, timed)


@pytest.mark.parametrize("text", ["2026-11-22", " 2026-11-22 ", "2026/11/22", "2026年11月22日", "2026年 11月 22日"])
def test_a_day_as_text_is_midnight_in_the_zone(text: str) -> None:
    assert _same(read_date(text, text, BERLIN), DAY.replace(tzinfo=BERLIN), False)


@pytest.mark.parametrize("text", ["2026-1-2", "2026/1/2", "2026年1月2日", "2026-01-02"])
def test_months_and_days_may_have_one_digit(text: str) -> None:
    assert read_date(text, text, UTC).at == datetime(2026, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-22 08:30", MORNING.replace(tzinfo=BERLIN)),
        ("2026-11-22 8:30", MORNING.replace(tzinfo=BERLIN)),
        ("2026/11/22 08:30", MORNING.replace(tzinfo=BERLIN)),
        ("2026年11月22日 08:30", MORNING.replace(tzinfo=BERLIN)),
        ("2026年11月22日08:30", MORNING.replace(tzinfo=BERLIN)),
        ("2026-11-22 00:00", DAY.replace(tzinfo=BERLIN)),
        ("2026-11-22 08:30:15", MORNING.replace(second=15, tzinfo=BERLIN)),
        ("2026-11-22T08:30:15.5", MORNING.replace(second=15, microsecond=500_000, tzinfo=BERLIN)),
        ("2026-11-22 08:30:15,1234567", MORNING.replace(second=15, microsecond=123_456, tzinfo=BERLIN)),
        ("2026-11-22T08:30:00+08:00", MORNING.replace(tzinfo=CHINA)),
        ("2026-11-22t08:30+08:00", MORNING.replace(tzinfo=CHINA)),
        ("2026-11-22 08:30:00 +0800", MORNING.replace(tzinfo=CHINA)),
        ("2026-11-22 08:30:00 +08", MORNING.replace(tzinfo=CHINA)),
        ("2026-11-22 08:30 +8", MORNING.replace(tzinfo=CHINA)),
        ("2026-11-22 08:30 -03:30", MORNING.replace(tzinfo=_offset(-3.5))),
        ("2026-11-22T08:30:00Z", MORNING.replace(tzinfo=UTC)),
        ("2026-11-22 08:30:00 UTC", MORNING.replace(tzinfo=UTC)),
        ("9999-12-31 23:59", datetime(9999, 12, 31, 23, 59, tzinfo=BERLIN)),
        ("0002-01-01 00:00", datetime(2, 1, 1, tzinfo=BERLIN)),
    ],
)
def test_a_time_as_text_keeps_its_offset_or_gets_the_zones(text: str, at: datetime) -> None:
    assert _same(read_date(text, text, BERLIN), at, True)


@pytest.mark.parametrize(
    ("value", "text", "fault"),
    [
        (20260102, "20260102", '"20260102" is not a date'),
        (90000, "25:00:00", '"25:00:00" is not a date'),
        (True, "yes", '"yes" is not a date'),
        (1.5, None, '"1.5" is not a date'),
        (None, None, "an empty value is not a date"),
        ([date(2026, 1, 2)], "2026-01-02", "a list is not a date"),
        ({"x": 1}, None, "a mapping is not a date"),
        ("", "", '"" is not a date'),
        ("yesterday", "yesterday", '"yesterday" is not a date'),
        ("20260102", "20260102", '"20260102" is not a date'),
        ("2026-11/22", "2026-11/22", '"2026-11/22" is not a date'),
        ("2026-11-22 8 o'clock", "…", '"2026-11-22 8 o\'clock" is not a date'),
        ("2026-11-22 08:30 +08:99", "…", '"2026-11-22 08:30 +08:99" is not a date'),
        ("2026-11-22x", "2026-11-22x", '"2026-11-22x" is not a date'),
        ("２０２６-11-22", "…", '"２０２６-11-22" is not a date'),  # full-width digits
        ("2026-13-45", "2026-13-45", '"2026-13-45" is not a date: there is no such day or time'),
        ("2026-02-29", "2026-02-29", '"2026-02-29" is not a date: there is no such day or time'),
        ("2026-11-22 25:00", "…", '"2026-11-22 25:00" is not a date: there is no such day or time'),
        ("2026-11-22 08:30 +25", "…", '"2026-11-22 08:30 +25" is not a date: there is no such day or time'),
        ("0000-01-01", "0000-01-01", '"0000-01-01" is not a date: there is no such day or time'),
        (date(1, 1, 1), "0001-01-01", '"0001-01-01" is too early for a date'),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00Z", '"0001-01-01T00:00:00Z" is too early for a date'),
        (date(1, 12, 31), None, '"0001-12-31" is too early for a date'),
    ],
)
def test_what_is_no_date_is_named_with_its_value(value: object, text: str | None, fault: str) -> None:
    with pytest.raises(ValueError, match="date") as error:
        read_date(value, text, UTC)
    assert str(error.value) == fault


@pytest.mark.parametrize("example", ["2026-11-22", "2026-11-22 08:30", "2026-11-22T08:30:00+08:00"])
def test_the_remedy_shows_dates_that_are_accepted(example: str) -> None:
    assert example in ACCEPTED
    read_date(example, example, UTC)


@pytest.mark.parametrize(("hours", "minute"), [(-12, 30), (8, 30), (14, 30)])
def test_the_day_shown_is_the_day_in_the_posts_own_offset(hours: int, minute: int) -> None:
    assert PostDate(datetime(2026, 11, 22, 23, minute, tzinfo=_offset(hours)), True).day == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("timed", "zone_is_set", "zone", "due"),
    [
        (True, True, UTC, "2026-11-22T00:00:00+00:00"),
        (True, False, UTC, "2026-11-22T00:00:00+00:00"),
        (False, True, CHINA, "2026-11-22T00:00:00+08:00"),
        (False, False, UTC, "2026-11-22T00:00:00+14:00"),
        (False, False, CHINA, "2026-11-22T00:00:00+14:00"),
    ],
)
def test_a_day_is_due_when_it_begins_in_the_zone_or_else_anywhere(
    timed: bool, zone_is_set: bool, zone: tzinfo, due: str
) -> None:
    assert PostDate(DAY.replace(tzinfo=zone), timed).due(zone_is_set).isoformat() == due


def test_dates_sort_by_instant_whatever_their_form() -> None:
    written = ["2026-11-22", "2026-11-22T09:00+08:00", "2026-11-22 01:30", "2026-11-22T01:15Z", date(2026, 11, 21)]
    dates = [read_date(each, None, UTC) for each in written]
    assert [written[dates.index(each)] for each in sorted(dates)] == [
        date(2026, 11, 21),
        "2026-11-22",
        "2026-11-22T09:00+08:00",
        "2026-11-22T01:15Z",
        "2026-11-22 01:30",
    ]


def test_the_hour_that_comes_twice_sorts_by_instant() -> None:
    first = PostDate(datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=0), True)
    second = PostDate(datetime(2026, 10, 25, 2, 15, tzinfo=BERLIN, fold=1), True)
    assert first < second
    assert first != PostDate(first.at.replace(fold=1), True)


def test_dates_are_equal_only_when_nothing_shown_differs() -> None:
    utc = PostDate(datetime(2026, 11, 22, 0, 30, tzinfo=UTC), True)
    china = PostDate(datetime(2026, 11, 22, 8, 30, tzinfo=CHINA), True)
    assert utc.at == china.at
    assert utc != china
    assert utc != PostDate(utc.at, False)
    assert utc == PostDate(utc.at, True)
    assert hash(utc) == hash(PostDate(utc.at, True))
    assert utc != "2026-11-22"
    assert sorted([china, utc]) == sorted([utc, china]) == [utc, china]


_zones = st.integers(-24 * 4 + 1, 24 * 4 - 1).map(lambda quarters: _offset(quarters / 4))
_moments = st.datetimes(min_value=datetime(2, 1, 1), timezones=_zones)


@given(_moments, st.booleans(), st.booleans())
def test_every_moment_reads_back_from_its_text(at: datetime, zulu: bool, spaced: bool) -> None:
    text = at.isoformat(" " if spaced else "T")
    text = text.replace("+00:00", "Z") if zulu else text
    assert _same(read_date(text, text, BERLIN), at, True)


@given(st.lists(st.builds(PostDate, _moments, st.booleans()), min_size=2, max_size=2))
def test_any_two_dates_compare_one_way_by_instant(dates: list[PostDate]) -> None:
    first, second = dates
    assert (first < second) + (first > second) + (first == second) == 1
    assert first.at >= second.at or first < second


@given(st.text())
def test_no_text_raises_more_than_a_value_error(text: str) -> None:
    try:
        read = read_date(text, text, BERLIN)
    except ValueError as error:
        assert str(error).startswith(f'"{text.strip()}" is ')  # noqa: PT017  (most texts are no dates)
    else:
        assert read.at.utcoffset() is not None


@pytest.mark.parametrize(
    ("path", "day", "name"),
    [
        ("2026-11-22-hello.md", date(2026, 11, 22), "hello"),
        ("2026_11_22_hello.md", date(2026, 11, 22), "hello"),
        ("2026-11-22_hello.md", date(2026, 11, 22), "hello"),
        ("2026-11-22 Hello world.md", date(2026, 11, 22), "Hello world"),
        ("2026-1-2-hello.md", date(2026, 1, 2), "hello"),
        ("2026-11-22-hello.zh.md", date(2026, 11, 22), "hello.zh"),
        ("2026-11-22-v1.2-is-out.md", date(2026, 11, 22), "v1.2-is-out"),
        ("2026-11-22-你好.md", date(2026, 11, 22), "你好"),
        ("trips/2026-11-22-hello.md", date(2026, 11, 22), "hello"),
        ("2026/11/22/hello.md", date(2026, 11, 22), "hello"),
        ("2026/11/22-hello.md", date(2026, 11, 22), "hello"),
        ("trips/2026/11/22/hello.zh.md", date(2026, 11, 22), "hello.zh"),
        ("2026/11/22/trips/hello.md", date(2026, 11, 22), "hello"),
        ("2026-11-22/hello.md", date(2026, 11, 22), "hello"),
        ("2026/11/22/hello/index.md", date(2026, 11, 22), "hello"),
        ("2026-11-22-hello/index.md", date(2026, 11, 22), "hello"),
        ("2026-11-22-hello/index.zh.md", date(2026, 11, 22), "hello.zh"),
        ("trips/2026-11-22-hello/README.md", date(2026, 11, 22), "hello"),
        ("2025/12/26/2026-11-22-hello.md", date(2026, 11, 22), "hello"),
        ("0002-01-01-old.md", date(2, 1, 1), "old"),
        ("2026/11/22/2026-13-45-x.md", date(2026, 11, 22), "2026-13-45-x"),
    ],
)
def test_a_date_at_the_head_of_name_or_folder_is_the_posts(path: str, day: date, name: str) -> None:
    assert date_from_path(path) == (day, name)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("2026-11-22.md", "2026-11-22"),
        ("2026-11-22.zh.md", "2026-11-22.zh"),
        ("2026-11-22-.md", "2026-11-22-"),
        ("2026/11/22.md", "2026-11-22"),
        ("2026/11/22/index.md", "2026-11-22"),
        ("2026/11/22/index.zh.md", "2026-11-22.zh"),
        ("2026-11-22/index.md", "2026-11-22"),
    ],
)
def test_a_name_that_is_nothing_but_a_date_stays_a_name(path: str, name: str) -> None:
    assert date_from_path(path) == (date(2026, 11, 22), name)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("hello.md", "hello"),
        ("hello.zh.md", "hello.zh"),
        ("hello/index.md", "hello"),
        ("a/hello/README.zh.md", "hello.zh"),
        ("index.md", "index"),
        ("hello/indexes.md", "indexes"),
        ("hello/readme.md", "readme"),
        ("2026-13-45-x.md", "2026-13-45-x"),
        ("0001-01-01-x.md", "0001-01-01-x"),
        ("2026-11-22hello.md", "2026-11-22hello"),
        ("2026-11_22-hello.md", "2026-11_22-hello"),
        ("12026-11-22-hello.md", "12026-11-22-hello"),
        ("a-2026-11-22-hello.md", "a-2026-11-22-hello"),
        ("2026/11/hello.md", "hello"),
        ("2026/hello.md", "hello"),
        ("2026-11-22-trip/notes.md", "notes"),
        ("2026/11/22-trip/notes.md", "notes"),
        ("..md", "..md"),
    ],
)
def test_other_names_and_folders_are_no_dates(path: str, name: str) -> None:
    assert date_from_path(path) == (None, name)


@given(st.dates(min_value=date(2, 1, 1)), st.from_regex(r"[a-z]{1,9}(-[a-z]{1,9})?", fullmatch=True))
def test_every_form_of_path_gives_the_same_date_and_name(day: date, name: str) -> None:
    folders = day.isoformat().replace("-", "/")
    forms = [f"{day}-{name}.md", f"{day}-{name}/index.md", f"{folders}/{name}.md", f"x/{day}/{name}.md"]
    assert {date_from_path(form) for form in forms} == {(day, name)}


@given(st.text(min_size=1))
def test_no_path_raises(path: str) -> None:
    day, name = date_from_path(path)
    assert "/" not in name
    assert day is None or day.year > 1
