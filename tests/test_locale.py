"""The interface's words: every language says everything, in all its plural forms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel import Locale

import mkdocs_blogposts
from mkdocs_blogposts.language import Language

LOCALES = Path(mkdocs_blogposts.__file__).parent / "locale"
CODES = sorted(path.stem for path in LOCALES.glob("*.toml"))


def read(code: str) -> dict[str, Any]:
    return tomllib.loads((LOCALES / f"{code}.toml").read_text("utf-8"))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_the_same_keys(code: str) -> None:
    assert read(code).keys() == read("en").keys()


def test_there_are_many_languages_and_the_documentation_names_each() -> None:
    docs = (LOCALES.parents[1] / "docs" / "settings.md").read_text("utf-8")
    assert len(CODES) > 20
    assert [code for code in CODES if f"`{code}`" not in docs] == []


@pytest.mark.parametrize("code", CODES)
def test_read_more_of_a_post_begins_with_what_is_seen_of_it(code: str) -> None:
    assert read(code)["read_more_of"].startswith(read(code)["read_more"])


@pytest.mark.parametrize("code", CODES)
def test_every_text_names_the_same_values(code: str) -> None:
    for key, english in read("en").items():
        if isinstance(english, str):
            assert fields(read(code)[key]) == fields(english), key


@pytest.mark.parametrize("code", CODES)
def test_plural_forms_are_those_of_the_language(code: str) -> None:
    # At least: what one release of Babel tells apart, another may not.
    forms = {*Locale.parse(code.replace("-", "_")).plural_form.tags, "other"}
    for key, english in read("en").items():
        if isinstance(english, Mapping):
            assert {*read(code)[key]} >= forms, key
            assert {*read(code)[key]} <= {"zero", "one", "two", "few", "many", "other"}, key
            assert fields(read(code)[key]["other"]) == {"n"}, key


@pytest.mark.parametrize("code", CODES)
def test_no_text_is_empty_or_padded(code: str) -> None:
    texts = [
        text for value in read(code).values() for text in (value.values() if isinstance(value, Mapping) else [value])
    ]
    assert all(text.strip() for text in texts)
    assert all(text == text.strip() for text in texts if text not in {", ", "، ", ": ", "\u00a0: "})


@pytest.mark.parametrize("code", ["ar", "fa"])
def test_a_date_of_numbers_keeps_its_order_after_arabic_letters(code: str) -> None:
    for key in ("updated", "scheduled_for"):
        assert "\u20682026-04-02\u2069" in Language(code)(key, date="2026-04-02")


@pytest.mark.parametrize("code", ["zh", "zh-TW", "ja"])
def test_no_space_follows_a_wide_mark(code: str) -> None:
    texts = [text for text in read(code).values() if isinstance(text, str)]
    assert not [text for text in texts if re.search("[：，、。] ", text)]
    assert Language(code)("colon") == "："
    assert Language(code)("also_in", languages="English").endswith("：English")


@pytest.mark.parametrize(
    ("code", "n", "text"),
    [
        ("en", 1, "1 post"),
        ("en", 1200, "1,200 posts"),
        ("de", 1, "1 Beitrag"),
        ("de", 5, "5 Beiträge"),
        ("zh", 1, "1 篇文章"),
        ("zh-Hant", 2, "2 篇文章"),
        ("ar", 0, "لا مقالات"),
        ("ar", 1, "مقالة واحدة"),
        ("ar", 2, "مقالتان"),
        ("ar", 5, "5 مقالات"),
        ("ar", 11, "11 مقالة"),
        ("ar", 21, "21 مقالة"),
        ("ar", 100, "100 مقالة"),
        ("ru", 1, "1 запись"),
        ("ru", 2, "2 записи"),
        ("ru", 5, "5 записей"),
        ("ru", 21, "21 запись"),
        ("pl", 1, "1 wpis"),
        ("pl", 2, "2 wpisy"),
        ("pl", 5, "5 wpisów"),
        ("pl", 21, "21 wpisów"),
        ("he", 2, "שני פוסטים"),
    ],
)
def test_a_count_takes_the_plural_form_of_its_number(code: str, n: int, text: str) -> None:
    assert Language(code)("posts", n=n) == text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("zh-CN", "阅读全文"),
        ("zh_TW", "閱讀全文"),
        ("zh-HK", "閱讀全文"),
        ("zh-Hant", "閱讀全文"),
        ("de-AT", "Weiterlesen"),
        ("pt-BR", "Leia mais"),
        ("pt-PT", "Ler mais"),
        ("no", "Les mer"),
        ("nn-NO", "Les mer"),
        ("xx", "Read more"),
    ],
)
def test_the_nearest_language_is_taken(code: str, words: str) -> None:
    assert Language(code)("read_more") == words
