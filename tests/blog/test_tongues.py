"""Lists of a blog that has posts in several languages."""

from __future__ import annotations

import pytest

from mkdocs_blogposts.blog.tongues import each_once, in_others, name_of, tag_of

from .factories import post

ENGLISH = post(source="a.md", key="a")
CHINESE = post(source="a.zh.md", key="a", lang="zh")
GERMAN = post(source="b.de.md", key="b", lang="de")
TRADITIONAL = post(source="b.zh_TW.md", key="b", lang="zh_TW")


def test_each_post_is_named_once_in_the_blogs_own_language_or_else_as_it_comes_first() -> None:
    assert each_once([CHINESE, GERMAN, ENGLISH, TRADITIONAL], "en") == [GERMAN, ENGLISH]
    assert each_once([ENGLISH, CHINESE], "en") == [ENGLISH]
    assert each_once([CHINESE, ENGLISH, TRADITIONAL, GERMAN], "zh") == [CHINESE, TRADITIONAL]
    assert each_once([GERMAN, TRADITIONAL], "zh_TW") == [TRADITIONAL]


def test_the_posts_of_other_languages_are_grouped_by_their_tags() -> None:
    assert in_others([TRADITIONAL, ENGLISH, GERMAN, CHINESE], "en") == {
        "de": [GERMAN],
        "zh": [CHINESE],
        "zh-TW": [TRADITIONAL],
    }
    assert in_others([ENGLISH], "en") == {}
    assert in_others([TRADITIONAL, GERMAN], "zh_TW") == {"de": [GERMAN]}


def test_a_post_without_a_language_is_in_the_blogs_own() -> None:
    assert (tag_of(ENGLISH, "pt_BR"), tag_of(TRADITIONAL, "en")) == ("pt-BR", "zh-TW")


@pytest.mark.parametrize(
    ("tag", "name"),
    [("zh", "中文"), ("pt-BR", "português (Brasil)"), ("de", "Deutsch"), ("xx", "xx"), ("none at all", "none at all")],
)
def test_a_language_is_called_what_it_calls_itself(tag: str, name: str) -> None:
    assert name_of(tag) == name
