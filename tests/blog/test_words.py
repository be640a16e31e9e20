"""The words that tell what a text is about."""

from __future__ import annotations

import pytest

from mkdocs_blogposts.blog.words import MOST, frequent_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The cache, the Cache; an 8-way CACHE!", {"cache": 3, "the": 2, "way": 1}),
        ("Über Ärger: über", {"über": 2, "ärger": 1}),
        ("缓存命中", {"缓存": 1, "存命": 1, "命中": 1}),
        ("缓存的命中率", {"缓存": 1, "命中": 1, "中率": 1}),
        ("缓存，命中。缓存", {"缓存": 2, "命中": 1}),
        ("我们的 cache 缓存", {"cache": 1, "缓存": 1}),
        ("新しいキャッシュ", {"キャ": 1, "ャッ": 1, "ッシ": 1, "シュ": 1}),
        ("кеш и Кеш", {"кеш": 2}),
        ("2026 12 an", {}),
        ("", {}),
    ],
)
def test_words_of_three_letters_and_pairs_of_characters_are_counted(text: str, words: dict[str, int]) -> None:
    assert frequent_words(text) == words


def test_only_the_most_frequent_words_are_kept_and_the_first_of_equals() -> None:
    numbered = ["".join(chr(97 + int(digit)) for digit in f"{number:03}") for number in range(2 * MOST)]
    words = frequent_words(" ".join([*numbered, "often often"]))
    assert len(words) == MOST
    assert [*words][:3] == ["often", "aaa", "aab"]
    assert numbered[MOST] not in words
