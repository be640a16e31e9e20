from datetime import date
from functools import partial

import pytest
from pymdownx.slugs import slugify

from mkdocs_blogposts.blog.beginning import begun, name_for, slug_for
from tests.blog.factories import settings

LOWER = slugify(case="lower")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("A first look!", "a-first-look"),
        ("你好，世界", "你好世界"),
        ("!!!", "post"),
        ("Index", "post"),
        ("a/b", "ab"),
    ],
)
def test_a_file_has_the_slug_of_its_title_where_that_can_be_a_name(title: str, slug: str) -> None:
    assert slug_for(title, settings(slugify=LOWER)) == slug


@pytest.mark.parametrize(("given", "slug"), [("-_. A first look.-_ ", "A first look"), ("XML", "XML"), ("-", "post")])
def test_signs_at_the_ends_of_a_slug_go(given: str, slug: str) -> None:
    assert slug_for("Any", settings(slugify=lambda text, separator: given)) == slug


def test_slugs_that_are_made_for_urls_are_readable_in_names() -> None:
    encoded = partial(slugify(case="lower", percent_encode=True))
    assert slug_for("你好", settings(slugify=encoded)) == "你好"


def test_a_name_has_the_date_at_its_head_if_there_is_one() -> None:
    assert name_for("hello", date(2026, 1, 5)) == "2026-01-05-hello"
    assert name_for("hello", None) == "hello"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("# Hello\n", "---\ndate: 2026-01-05\ntags: [a, 'no']\n---\n# Hello\n"),
        ("---\ndate: 2025-01-01\ntags: [no]\n---\n# Hello\n", None),
        ("---\ntags: a # b\n---\n# Hello\n", "---\ntags: [a, 'no'] # b\ndate: 2026-01-05\n---\n# Hello\n"),
        ("Text\n", "---\ndate: 2026-01-05\ntags: [a, 'no']\ntitle: Hello\n---\nText\n"),
        (
            "---\ntitle: Other\n---\n# Hello\n",
            "---\ntitle: Hello\ndate: 2026-01-05\ntags: [a, 'no']\n---\n# Hello\n",
        ),
        ("---\ntitle: 'Hello'\n---\n# H\n", "---\ntitle: 'Hello'\ndate: 2026-01-05\ntags: [a, 'no']\n---\n# H\n"),
    ],
)
def test_front_matter_is_added_where_the_template_has_none(text: str, after: str | None) -> None:
    made = begun(text, "Hello", {"date": "2026-01-05"}, {"tags": ["a", "no"], "categories": []})
    expected = "---\ndate: 2025-01-01\ntags: [no, a]\n---\n# Hello\n" if after is None else after
    assert made == expected.replace("'no'", '"no"')


def test_items_of_a_new_list_are_quoted_where_they_need_it() -> None:
    assert begun("# A\n", "A", {}, {"tags": ["x, y", "z"]}) == '---\ntags: ["x, y", z]\n---\n# A\n'
