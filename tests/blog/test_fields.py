import time
from datetime import date, datetime, timedelta, timezone

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.blog.fields import Field, as_lines, read_fields

pytestmark = pytest.mark.usefixtures("parser")

WARNING = Severity.WARNING


def _read(text: str, first_line: int = 1) -> Field:
    root, problems = read_fields(text, "a.md", first_line)
    assert problems == []
    assert root is not None
    return root


@pytest.mark.parametrize(
    ("written", "value", "texts"),
    [
        ("20240425", 20240425, ("20240425",)),
        ("1.10", 1.1, ("1.10",)),
        ("yes", True, ("yes",)),
        ("0o17", "0o17", ("0o17",)),
        ("010", 8, ("010",)),
        ("25:00:00", 90000, ("25:00:00",)),
        ("2026-11-22", date(2026, 11, 22), ("2026-11-22",)),
        ("2026-11-22 8:30:00", datetime(2026, 11, 22, 8, 30), ("2026-11-22 8:30:00",)),
        (
            "2026-11-22T08:30:00+08:00",
            datetime(2026, 11, 22, 8, 30, tzinfo=timezone(timedelta(hours=8))),
            ("2026-11-22T08:30:00+08:00",),
        ),
        ("Hello", "Hello", ("Hello",)),
        ("'It''s'", "It's", ("It's",)),
        ('"caf\\u00e9"', "café", ("café",)),
        ("'null'", "null", ("null",)),
        ("''", "", ("",)),
        ("!!str 1.10", "1.10", ("1.10",)),
        ("|\n  two\n  lines", "two\nlines\n", ("two\nlines\n",)),
        (">-\n  one\n  line", "one line", ("one line",)),
        ("[a, 1.10, yes]", ["a", 1.1, True], ("a", "1.10", "yes")),
        ("\n- 2024\n- b", [2024, "b"], ("2024", "b")),
        ("[a, null, [b], c]", ["a", None, ["b"], "c"], ("a", "c")),
        ("[]", [], ()),
        ("{a: b}", {"a": "b"}, ()),
        ("<<", "<<", ("<<",)),
        ("=", "=", ("=",)),
        ("!!binary aGk=", b"hi", ("aGk=",)),
    ],
)
def test_a_field_holds_the_value_and_the_text_as_typed(written: str, value: object, texts: tuple[str, ...]) -> None:
    field = _read(f"key: {written}\n").fields["key"]
    assert (field.key, field.line, field.value, field.texts) == ("key", 1, value, texts)
    assert type(field.value) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        "2026-13-45",
        "2026-11-22 08:30:00+25:00",
        "!!timestamp x",
        "!!int x",
        "0b_",
        "!!bool maybe",
        "!!binary a",
        "9" * 5000,
    ],
)
def test_a_value_that_yaml_cannot_construct_is_its_text(written: str) -> None:
    text = written.split(" ")[-1] if written.startswith("!!") else written
    field = _read(f"key: {written}\n").fields["key"]
    assert (field.value, field.text) == (text, text)


@pytest.mark.parametrize(
    ("written", "text"), [("a", "a"), ("[a]", "a"), ("[a, b]", None), ("[]", None), ("{a: b}", None)]
)
def test_the_text_of_a_field_is_its_single_one(written: str, text: str | None) -> None:
    assert _read(f"key: {written}\n").fields["key"].text == text


def test_members_and_items_are_fields_with_their_own_lines() -> None:
    root = _read("date:\n  created: 2026-01-02\n\n  updated: x\nupdates:\n  - {date: 1}\n  - note\n")
    assert (root.key, root.line, root.texts) == ("", 1, ())
    assert {key: (each.line, each.text) for key, each in root.fields["date"].fields.items()} == {
        "created": (2, "2026-01-02"),
        "updated": (4, "x"),
    }
    updates = root.fields["updates"]
    assert (updates.line, updates.fields) == (5, {})
    assert [(item.key, item.line, item.text) for item in updates.items] == [
        ("updates", 6, None),
        ("updates", 7, "note"),
    ]
    assert updates.items[0].fields["date"].value == 1


def test_lines_count_from_the_first_line_given_as_editors_count_them() -> None:
    root = _read("a: '\u2028 \x85'\n😀: x\nb: y\n", first_line=5)
    assert {key: each.line for key, each in root.fields.items()} == {"a": 5, "😀": 6, "b": 7}


def test_a_key_without_value_is_blank_and_keeps_its_line() -> None:
    root = _read("a: 1\nb:\nc: ~\nd: [null, x]\n")
    assert list(root.fields) == ["a", "d"]
    assert {key: (each.line, each.value, each.texts) for key, each in root.blank.items()} == {
        "b": (2, None, ()),
        "c": (3, None, ()),
    }
    assert root.value == {"a": 1, "b": None, "c": None, "d": [None, "x"]}
    assert [item.text for item in root.fields["d"].items] == ["x"]


def test_every_key_is_text_as_typed() -> None:
    root = _read("2024: a\nyes: b\n~: c\n1.10: {2: d}\n")
    assert root.value == {"2024": "a", "yes": "b", "~": "c", "1.10": {"2": "d"}}


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n"])
def test_an_empty_document_has_no_fields(text: str) -> None:
    assert read_fields(text, "a.md") == (None, [])


def test_a_repeated_key_is_named_with_both_lines_and_the_last_counts() -> None:
    root, problems = read_fields("a: 1\nb: {c: 2, c: 3}\na:\na: 4\nd: 5\n", "a.md", 2)
    assert root is not None
    assert root.value == {"b": {"c": 3}, "a": 4, "d": 5}
    assert list(root.fields) == ["b", "a", "d"]
    assert problems == [
        Problem("a.md", line, f"`{key}` is written twice, {lines}; the last one counts", "Delete one", WARNING)
        for line, key, lines in [
            (4, "a", "on lines 2 and 4"),
            (5, "a", "on lines 4 and 5"),
            (3, "c", "on lines 3 and 3"),
        ]
    ]


def test_a_repeated_key_without_value_counts_as_not_written() -> None:
    root, problems = read_fields("a: 1\na:\n", "a.md")
    assert root is not None
    assert (root.fields, root.value, len(problems)) == ({}, {"a": None}, 1)


def test_merge_keys_give_what_is_not_written() -> None:
    root = _read("a: &a {x: 1, y: 2}\nb: &b {z: 3}\nc:\n  <<: [*a, *b]\n  y: 4\nd:\n  <<: *a\n  <<: *b\n")
    assert root.value == {
        "a": {"x": 1, "y": 2},
        "b": {"z": 3},
        "c": {"x": 1, "y": 4, "z": 3},
        "d": {"x": 1, "y": 2, "z": 3},
    }
    assert {key: each.line for key, each in root.fields["c"].fields.items()} == {"z": 2, "x": 1, "y": 5}


def test_an_alias_repeats_a_value_and_its_problems_are_told_once() -> None:
    # What `<<` merges of a key that is written twice differs between releases of PyYAML.
    root, problems = read_fields("a: &a {x: 1, x: 2, y: 3}\nb: *a\nc: {<<: *a, x: 4}\n", "a.md")
    assert root is not None
    assert root.value == {"a": {"x": 2, "y": 3}, "b": {"x": 2, "y": 3}, "c": {"x": 4, "y": 3}}
    assert [(problem.line, problem.severity) for problem in problems] == [(1, WARNING)]


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("!!python/object/apply:os.system ['touch x']", "!!python/object/apply:os.system"),
        ("!!python/name:os.system", "!!python/name:os.system"),
        ("!mine b", "!mine"),
        ("!!set {b}", "!!set"),
        ("!!seq b", "!!seq"),
        ("!!str [b]", "!!str"),
        ("!!seq {b: c}", "!!seq"),
    ],
)
def test_a_tag_is_refused_and_nothing_runs(written: str, tag: str) -> None:
    root, problems = read_fields(f"a: 1\nb: {written}\nc:\n- {written}\n- 2\n", "a.md")
    assert root is not None
    assert root.value == {"a": 1, "c": [2]}
    assert root.fields["c"].texts == ("2",)
    fault = f"the tag `{tag}` is not accepted"
    assert problems == [Problem("a.md", line, fault, "Delete it") for line in (2, 4)]


def test_a_tag_on_the_whole_document_leaves_nothing() -> None:
    fault = "the tag `!mine` is not accepted"
    assert read_fields("!mine\na: b\n", "a.md") == (None, [Problem("a.md", 1, fault, "Delete it")])


def _bomb(first: str, level: str) -> str:
    repeated = [
        f"a{i}: &a{i} " + level.replace("*", ", ".join([f"*a{i - 1}"] * 9)).replace("#", str(i)) for i in range(1, 12)
    ]
    return "\n".join([f"a0: &a0 {first}", *repeated, ""])


@pytest.mark.parametrize(
    "text", [_bomb("[x]", "[*]"), _bomb("{k: 1}", "{k#: [*]}"), _bomb("{k: 1}", "{<<: [*], k#: 1}")]
)
def test_aliases_that_explode_end_in_bounded_time(text: str) -> None:
    start = time.perf_counter()
    problem = Problem("a.md", 1, "the aliases repeat too much", "Write the values out")
    assert read_fields(text, "a.md") == (None, [problem])
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(("count", "accepted"), [(1000, True), (1001, False)])
def test_aliases_may_repeat_ten_thousand_values(count: int, accepted: bool) -> None:
    text = "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\nb: [" + ", ".join(["*a"] * count) + "]\n"
    root, _ = read_fields(text, "a.md")
    assert (root is not None) is accepted


@pytest.mark.parametrize(
    ("text", "line"), [("a: &a [*a]\n", 1), ("a: 1\nb: &b {c: [*b]}\n", 2), ("a: 1\nb: &b\n  <<: *b\n", 2)]
)
def test_an_anchor_that_contains_itself_is_refused(text: str, line: int) -> None:
    remedy = 'Put values that start with "*" in quotes'
    problem = Problem("a.md", line, "an anchor that contains itself", remedy)
    root, problems = read_fields(text, "a.md")
    assert (root, [(each.fault, each.remedy) for each in problems]) == (
        None,
        [(problem.fault, problem.remedy)],
    )
    assert problems[0].line in (line, line + 1)


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[x, "])
def test_very_deep_nesting_is_refused(opening: str) -> None:
    text = "a: 1\nb:\n  " + opening * 20_000 + "\n"
    problem = Problem("a.md", 3, "values are nested more than 50 deep", "Close brackets, or indent less")
    assert read_fields(text, "a.md") == (None, [problem])


def test_aliases_that_nest_too_deep_are_refused() -> None:
    text = "a0: &a0 x\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 60))
    problem = Problem("a.md", 1, "values are nested more than 50 deep", "Close brackets, or indent less")
    assert read_fields(text, "a.md") == (None, [problem])


@pytest.mark.parametrize(("depth", "accepted"), [(48, True), (49, False)])
def test_fifty_values_may_be_nested(depth: int, accepted: bool) -> None:
    written = "a: " + "[" * depth + "x" + "]" * depth + "\n"
    aliased = "a0: &a0 x\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, depth + 1))
    assert [read_fields(text, "a.md")[0] is not None for text in (written, aliased)] == [accepted, accepted]


def test_many_siblings_are_not_deep() -> None:
    assert len(_read("a: [" + "[x], " * 100 + "]\n").fields["a"].items) == 100


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x1b", "\x7f", "\ud800", "\uffff"])
def test_a_control_character_is_named(character: str) -> None:
    fault = f"a control character (U+{ord(character):04X})"
    problem = Problem("a.md", 2, fault, "Delete it, or type the line anew")
    assert read_fields(f"a: b\nc: d{character}\n", "a.md") == (None, [problem])


@pytest.mark.parametrize("text", ["a: {{ x }}\n", "? [b]\n: c\n", "a: {[b]: c}\n"])
def test_a_key_that_is_no_text_is_refused(text: str) -> None:
    remedy = 'Put values that start with "{" or "[" in quotes'
    problem = Problem("a.md", 1, "a list or mapping where a key should stand", remedy)
    assert read_fields(text, "a.md") == (None, [problem])


@pytest.mark.parametrize(
    ("text", "lines"),
    [("\ufeffa", "a"), ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("a\ufeff\n\r", "a\ufeff\n\n"), ("", "")],
)
def test_lines_end_in_lf_whatever_the_editor(text: str, lines: str) -> None:
    assert as_lines(text) == lines


_scalars = st.none() | st.booleans() | st.integers() | st.text() | st.dates()
_values = st.recursive(_scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)


@given(st.dictionaries(st.text(), _values))
def test_values_are_those_of_yaml_itself(written: dict[str, object]) -> None:
    text = yaml.safe_dump(written, allow_unicode=True)
    assert _read(text).value == yaml.safe_load(text)


@given(st.text(alphabet=st.sampled_from("ab:-[]{}'\"|>&*!#%@? \t\n\x85\x00,")))
def test_no_text_raises(text: str) -> None:
    root, problems = read_fields(text, "a.md")
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)
    assert root is None or root.line >= 1
