import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.errors import Slip
from mkdocs_blogposts.blog.matter import CannotEdit
from mkdocs_blogposts.blog.mending import mended, rename_key, replace_item
from tests.blog.test_editing import WORDS, front, texts

TERM = Slip("term", "Guids", "Guides", "categories")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tgas: [a,  'b'] # c", "tags: [a,  'b'] # c"),
        ("# tgas\ntgas:\n- a\n", "# tgas\ntags:\n- a\n"),
        ("'tgas': a\nx: tgas", "'tags': a\nx: tgas"),
        ("x: 1", "x: 1"),
    ],
)
def test_a_key_gets_its_name_and_nothing_else_changes(before: str, after: str) -> None:
    assert mended(f"---\n{before}\n---\ntgas", Slip("key", "tgas", "tags"), "a.md") == f"---\n{after}\n---\ntgas"


@pytest.mark.parametrize("before", ["tgas: a\ntags: b", "tgas: a\ntgas: b", "? tgas\n: &x 1\n<<: {tgas: 1}"])
def test_a_key_stays_where_its_name_is_taken_or_more_would_change(before: str) -> None:
    with pytest.raises(CannotEdit):
        rename_key(f"---\n{before}\n---\n", "tgas", "tags")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("categories: [A,  'Guids' , Guidsy] # Guids", "categories: [A,  'Guides' , Guidsy] # Guids"),
        ("categories:\n  - Guids # one\n  - B", "categories:\n  - Guides # one\n  - B"),
        ('category: "Guids"', 'category: "Guides"'),
        ("category: Guids\ncategories: [Guids]", "category: Guides\ncategories: [Guides]"),
        ("tags: [Guids]", "tags: [Guids]"),
        ("categories: [{Guids: 1}]", "categories: [{Guids: 1}]"),
    ],
)
def test_a_term_is_replaced_under_the_keys_of_its_taxonomy_in_its_quotes(before: str, after: str) -> None:
    text = f"---\n{before}\n---\nGuids"
    assert mended(text, TERM, "a.md", ["categories", "category"]) == f"---\n{after}\n---\nGuids"


def test_a_term_that_stands_for_another_place_is_left_alone() -> None:
    with pytest.raises(CannotEdit):
        replace_item("---\na: &x Guids\ncategories: [*x]\n---\n", "categories", "Guids", "Guides")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](b.md#Setup) `[a](b.md#Setup)`", "[a](b.md#set-up) `[a](b.md#Setup)`"),
        ("[a](<b.md#Setup>) <a href='b.md#Setup'>", "[a](<b.md#set-up>) <a href='b.md#set-up'>"),
        ("[a]: b.md#Setup", "[a]: b.md#set-up"),
        ("[a](c.md#Setup) [b](#Setup) [c](b.md)", "[a](c.md#Setup) [b](#Setup) [c](b.md)"),
        ("---\nb: '[a](b.md#Setup)'\n---\n[a]: b.md#Setup", "---\nb: '[a](b.md#Setup)'\n---\n[a]: b.md#set-up"),
    ],
)
def test_an_anchor_changes_in_links_to_its_page_alone(before: str, after: str) -> None:
    assert mended(before, Slip("anchor", "Setup", "set-up", "x/b.md"), "x/a.md") == after


def test_an_anchor_on_the_page_itself_changes_in_links_without_a_path() -> None:
    assert mended("[a](#Setup) [a](b.md#Setup)", Slip("anchor", "Setup", "set-up", "a.md"), "a.md") == (
        "[a](#set-up) [a](b.md#Setup)"
    )


@given(texts(), WORDS)
def test_a_key_that_is_renamed_leaves_every_other_byte_as_it_was(text: str, words: str) -> None:
    for key in ("a", "b", "c", "d", "e", "h", "n"):
        if key in front(text):
            changed = rename_key(text, key, "tags")
            assert changed == re.sub(rf"(?<=[\r\n]){key}:", "tags:", text, count=1)
            assert rename_key(changed, "tags", key) == text


@given(texts(), st.sampled_from(["d", "e"]), WORDS)
def test_an_item_that_is_replaced_leaves_every_other_byte_as_it_was(text: str, key: str, words: str) -> None:
    if key not in front(text):
        assert replace_item(text, key, "x", words) == text
        return
    changed = replace_item(text, key, "x", words)
    assert front(changed) == {**front(text), key: [words, "y"]}
    assert replace_item(changed, key, words, "x").replace('"x"', "x") == text
