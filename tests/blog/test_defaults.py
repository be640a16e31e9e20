from typing import Any

import pytest

from mkdocs_blogposts.blog.defaults import with_defaults
from mkdocs_blogposts.blog.fields import Field, read_fields
from mkdocs_blogposts.blog.frontmatter import FrontMatter, read


def _defaults(text: str) -> Field:
    root, problems = read_fields(text, ".meta.yml")
    assert problems == []
    assert root is not None
    return root


def _merged(text: str, *defaults: str) -> FrontMatter:
    front, _ = read(f"---\n{text}\n---\nText\n", "a.md")
    return with_defaults(front, [_defaults(each) for each in defaults])


@pytest.mark.parametrize(
    ("outer", "inner", "own", "value"),
    [
        ("k: a", "k: b", "k: c", "c"),
        ("k: a", "k: b", "x: y", "b"),
        ("k: a", "x: y", "x: z", "a"),
        ("k: [a]", "k: [b]", "k: [c]", ["a", "b", "c"]),
        ("k: [a]", "x: y", "k: [a]", ["a", "a"]),
        ("k: {a: 1}", "k: {b: 2, a: 3}", "k: {c: 4}", {"a": 3, "b": 2, "c": 4}),
        ("k: {a: {b: [1]}}", "x: y", "k: {a: {b: [2], c: 3}}", {"a": {"b": [1, 2], "c": 3}}),
        ("k: [a]", "k: b", "x: y", "b"),
        ("k: a", "k: [b]", "x: y", ["b"]),
        ("k: {a: 1}", "k: b", "x: y", "b"),
        ("k: b", "k: {a: 1}", "x: y", {"a": 1}),
        ("k: [a]", "k: {a: 1}", "x: y", {"a": 1}),
        ("k: {a: 1}", "k: [a]", "x: y", ["a"]),
    ],
)
def test_the_nearest_value_wins_lists_add_up_and_mappings_merge(outer: str, inner: str, own: str, value: Any) -> None:
    front = _merged(own, outer, inner)
    assert front.meta["k"] == value
    assert front.fields["k"].value == value


def test_fields_of_lists_hold_what_both_say() -> None:
    field = _merged("x: y\ntags: [b, {c: d}]", "tags: [a]").fields["tags"]
    assert (field.line, field.texts) == (3, ("a", "b"))
    assert [item.value for item in field.items] == ["a", "b", {"c": "d"}]
    assert [item.line for item in field.items] == [0, 3, 3]


def test_fields_of_mappings_hold_what_both_say() -> None:
    field = _merged("date: {created: 2026-01-01}", "\ndate: {created: 2025-01-01, checked: x}").fields["date"]
    members = {key: (each.text, each.line) for key, each in field.fields.items()}
    assert (field.line, members) == (2, {"created": ("2026-01-01", 2), "checked": ("x", 0)})


def test_what_another_file_says_has_no_line_in_this_one() -> None:
    fields = _merged("x: y", "\n\na: b\nc: {d: {e: f}}\ng: [h, {i: j}]").fields
    assert [fields[key].line for key in "xacg"] == [2, 0, 0, 0]
    assert (fields["c"].fields["d"].line, fields["c"].fields["d"].fields["e"].line) == (0, 0)
    assert (fields["g"].items[0].line, fields["g"].items[1].fields["i"].line) == (0, 0)
    assert fields["c"].fields["d"].fields["e"].text == "f"


def test_a_key_without_value_leaves_the_default() -> None:
    assert _merged("draft:", "draft: true").fields["draft"].text == "true"


@pytest.mark.parametrize("defaults", [[], ["- a\n"], ["text"]])
def test_without_defaults_front_matter_stays_as_it_is(defaults: list[str]) -> None:
    front, _ = read("---\na: b\nc: [d]\n---\nText\n", "a.md")
    assert with_defaults(front, [_defaults(each) for each in defaults]) == front


def test_the_body_stays() -> None:
    front = _merged("x: y", "a: b")
    assert (front.body, front.body_line, front.meta) == ("Text\n", 4, {"a": "b", "x": "y"})


def test_defaults_themselves_are_not_changed() -> None:
    defaults = _defaults("tags: [a]\ndate: {checked: x}")
    front, _ = read("---\ntags: [b]\ndate: {created: y}\n---\n", "a.md")
    once, twice = with_defaults(front, [defaults]), with_defaults(front, [defaults])
    assert once == twice
    assert defaults == _defaults("tags: [a]\ndate: {checked: x}")
