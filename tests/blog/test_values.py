from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.dates import PostDate
from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.blog.frontmatter import read
from mkdocs_blogposts.blog.values import Values, is_web_address, number_of, runs_something
from tests.blog.factories import day

ZONE = timezone(timedelta(hours=8))


def _values(text: str) -> Values:
    front, problems = read(f"---\n{text}\n---\n", "a.md")
    assert problems == []
    return Values("a.md", front, ZONE)


def _warning(fault: str, remedy: str, line: int = 2) -> Problem:
    return Problem("a.md", line, fault, remedy, Severity.WARNING)


def test_a_report_is_a_warning_unless_it_says_more() -> None:
    values = _values("a: b")
    values.report(3, "wrong", "Mend it")
    values.report(4, "broken", "Mend it", Severity.ERROR)
    assert values.problems == [_warning("wrong", "Mend it", 3), Problem("a.md", 4, "broken", "Mend it")]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("tags: foo", ("foo",)),
        ("tags: [1234, foo, 1.10, yes]", ("1234", "foo", "1.10", "yes")),
        ("tags: [a, ' a ', b, '', a]\ntag: [c, b]", ("a", "b", "c")),
        ("tag: c\ntags: [a]", ("a", "c")),
        ("tags:\ntag: ''", ()),
        ("tags: []", ()),
        ("tags: [a, ~]", ("a",)),
        ("other: x", ()),
    ],
)
def test_one_value_and_a_list_are_read_alike_each_once(text: str, texts: tuple[str, ...]) -> None:
    values = _values(text)
    assert (values.texts("tags", "tag"), values.problems) == (texts, [])


@pytest.mark.parametrize("value", ["{a: b}", "{}", "[{a: b}, c]", "[[a], c]", "[{}]"])
def test_where_a_list_should_stand_a_mapping_is_named(value: str) -> None:
    values = _values(f"tags: {value}\ntag: x")
    assert values.texts("tags", "tag") == ("x",)
    fault = "`tags` is neither one value nor a list of them"
    assert values.problems == [_warning(fault, "Write one value or a list: `tags: [one, two]`")]


@pytest.mark.parametrize(
    ("text", "title"),
    [("title: ' a '", "a"), ("title: 1.10", "1.10"), ("title: [a]", "a"), ("title:", ""), ("x: y", "")],
)
def test_a_text_is_what_the_writer_typed(text: str, title: str) -> None:
    values = _values(text)
    assert (values.text("title"), values.problems) == (title, [])


@pytest.mark.parametrize("value", ["[a, b]", "{a: b}", "[]"])
def test_a_list_for_a_text_is_named(value: str) -> None:
    values = _values(f"title: {value}")
    assert values.text("title") == ""
    assert values.problems == [_warning("`title` is not a single value", "Write `title: one text`")]


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        ("true", True),
        ("YES", True),
        ("'On'", True),
        ("false", False),
        ("no", False),
        ("OFF", False),
        ("", None),
        ("''", None),
    ],
)
def test_a_flag_is_yes_or_no_or_not_said(value: str, flag: bool | None) -> None:
    values = _values(f"draft: {value}")
    assert (values.flag("draft", True, ""), values.problems) == (flag, [])


@pytest.mark.parametrize("if_unclear", [True, None])
def test_a_flag_that_is_neither_is_named(if_unclear: bool | None) -> None:
    values = _values("draft: maybe")
    assert values.flag("draft", if_unclear, "Say yes") is if_unclear
    assert values.problems == [_warning("`draft: maybe` is neither true nor false", "Say yes")]


@pytest.mark.parametrize(
    ("text", "number"), [("part: 2", 2.0), ("part: 1.5", 1.5), ("part: '-3'", -3.0), ("x: y", None)]
)
def test_a_number_is_read(text: str, number: float | None) -> None:
    values = _values(text)
    assert (values.number("part"), values.problems) == (number, [])


@pytest.mark.parametrize("value", ["two", "nan", "inf", "1e999"])
def test_what_is_no_number_is_named(value: str) -> None:
    values = _values(f"part: {value}")
    assert values.whole_number("part") is None
    assert values.problems == [_warning(f"`part: {value}` is not a number", "Write `part: 2`")]


@pytest.mark.parametrize(("value", "number"), [("3", 3), ("2.6", 3), ("0", 0), ("-1", 0), ("", None)])
def test_a_whole_number_is_at_least_zero(value: str, number: int | None) -> None:
    assert _values(f"readtime: {value}").whole_number("readtime") == number


def test_a_date_without_offset_is_in_the_zone_of_the_blog() -> None:
    values = _values("updated: 2026-11-22 08:30")
    assert values.date("updated") == day("2026-11-22 08:30+08:00")
    assert values.date("expires") is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [("yesterday", '"yesterday" is not a date'), ("[a]", "a list is not a date"), ("1.50", '"1.50" is not a date')],
)
def test_what_is_no_date_is_named(value: str, shown: str) -> None:
    values = _values(f"updated: {value}")
    assert values.date("updated") is None
    remedy = "Write a date like 2026-11-22, 2026-11-22 08:30 or 2026-11-22T08:30:00+08:00"
    assert values.problems == [_warning(f"`updated`: {shown}", remedy)]


def test_a_date_that_matters_more_is_named_so() -> None:
    values = _values("date: x")
    assert values.date_of(values.front.fields["date"], "date.created", Severity.ERROR) is None
    assert [(each.fault, each.severity) for each in values.problems] == [
        ('`date.created`: "x" is not a date', Severity.ERROR)
    ]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_is_read(number: float) -> None:
    assert number_of(str(number)) == number


@given(st.text(alphabet="0123456789naif.e-+_ "))
def test_no_text_raises_as_number_and_none_is_without_end(text: str) -> None:
    number = number_of(text)
    assert number is None or abs(number) < float("inf")


def test_a_date_is_a_post_date() -> None:
    assert isinstance(_values("updated: 2026-11-22").date("updated"), PostDate)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://e.org", True),
        ("http://e.org/a?b=c&d#e", True),
        ("HTTPS://E.org/中文", True),
        ("ftp://e.org/", False),
        ("mailto:a@e.org", False),
        ("https:///a", False),
        ("//e.org/", False),
        ("/a", False),
        ("http://[x", False),
        ("https://e.org/a b", False),
        ("https://e.org/<b>", False),
        ("", False),
    ],
)
def test_a_web_address_is_full_and_safe_in_html(text: str, is_one: bool) -> None:
    assert is_web_address(text) is is_one


@pytest.mark.parametrize(
    ("url", "runs"),
    [
        ("javascript:alert(1)", True),
        (" Java\tScript:alert(1)", True),
        ("vbscript:x", True),
        ("data:text/html,x", True),
        ("https://e.org/javascript:", False),
        ("javascript/a", False),
        ("", False),
    ],
)
def test_an_address_that_runs_a_script_is_known_whatever_spaces_stand_in_it(url: str, runs: bool) -> None:
    assert runs_something(url) is runs
