"""How wide a text is, and where it may be cut."""

from __future__ import annotations

import pytest

from mkdocs_blogposts.blog.columns import columns, fit, is_unspaced, shorten


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("", 0),
        ("abc", 3),
        ("ü", 1),
        ("字a", 3),
        ("Ａ", 2),
        ("ｱ", 1),
        ("한", 2),
        ("\u1112\u1161\u11ab", 2),
        ("e\u0301", 1),
        ("a\u20dd", 1),
        ("a\u200db", 2),
    ],
)
def test_wide_characters_fill_two_columns_and_marks_none(text: str, wide: int) -> None:
    assert columns(text) == wide


@pytest.mark.parametrize(
    ("text", "limit", "count"),
    [
        ("abc", 2, 2),
        ("abc", 3, 3),
        ("abc", 9, 3),
        ("abc", 0, 0),
        ("abc", -1, 0),
        ("字字", 3, 1),
        ("字字", 4, 2),
        ("e\u0301e\u0301", 1, 2),
        ("字", 1, 0),
        ("字", 9, 1),
    ],
)
def test_as_many_characters_fit_as_columns_are_there(text: str, limit: int, count: int) -> None:
    assert fit(text, limit) == count


@pytest.mark.parametrize(
    ("char", "unspaced"),
    [
        ("字", True),
        ("か", True),
        ("Ａ", True),
        ("。", True),
        ("한", False),
        ("\uac00", False),
        ("\ud7a3", False),
        ("\u1100", False),
        ("\u3131", False),
        ("\u318e", False),
        ("\u3190", True),
        ("a", False),
        ("", False),
    ],
)
def test_wide_scripts_put_no_spaces_between_words_but_hangul_does(char: str, unspaced: bool) -> None:
    assert is_unspaced(char) is unspaced


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("One two.", 8, "One two."),
        ("One. Two three", 5, "One."),
        ("Vol. 3 and more", 5, "Vol…"),
        ("Dr. Smith", 4, "Dr…"),
        ("E.g. Smith", 5, "E.g…"),
        ("On 3. October", 7, "On 3…"),
        ("No! more", 4, "No!…"),
        ("No! More", 4, "No!"),
        ("Dr! More", 4, "Dr!"),
        ("Wort. Größe", 6, "Wort."),
        ("One.   two", 6, "One…"),
    ],
)
def test_a_text_ends_with_a_sentence_if_one_ends_near_its_limit(text: str, limit: int, shown: str) -> None:
    end, ellipsis = shorten(text, limit)
    assert text[:end] + ellipsis == shown


@pytest.mark.parametrize(
    ("text", "limit", "whole", "shown"),
    [
        ("one two three", 9, [], "one two…"),
        ("one two three", 9, [(4, 13)], "one…"),
        ("one a. b", 7, [(4, 6)], "one a.…"),
        ("one two", 6, [(0, 7)], "one t…"),
        ("one, two", 6, [], "one…"),
        ("字字、字字", 7, [], "字字…"),
        ("字字（字字", 7, [], "字字…"),
        ("字字" * 2, 7, [(2, 4)], "字字…"),
    ],
)
def test_else_it_ends_with_a_word_outside_of_what_is_whole(
    text: str, limit: int, whole: list[tuple[int, int]], shown: str
) -> None:
    end, ellipsis = shorten(text, limit, whole)
    assert text[:end] + ellipsis == shown
