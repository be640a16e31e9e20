from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.author import Author
from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.blog.plan import Sources, make_plan
from mkdocs_blogposts.blog.query import Block, Query, ask, find_blocks, is_listed, read_query, select
from tests.blog.factories import NOW, post, settings

TAXONOMIES = {"categories": "category", "tags": "tag", "authors": "author"}
POSTS = [
    post("2026-11-01", "Old", tags=("Linux", "Go"), pin=True),
    post("2026-11-20", "New", tags=("linux",), categories=("Dev",), lang="zh"),
    post("2025-11-01", "Older", authors=(Author("ada", "Ada L."),), lang="en"),
    post("2026-10-01", "Hidden", unlisted=True),
    post("2026-10-02", "Draft", draft=True),
]


def _select(query: Query, **values: Any) -> list[str]:
    rules = settings(**values)
    plan = make_plan(POSTS, rules, Sources(), NOW)
    return [each.title for each in select(plan, rules, query)]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        (Query(), ["New", "Old", "Older"]),
        (Query(limit=2), ["New", "Old"]),
        (Query(limit=0), []),
        (Query(limit=9), ["New", "Old", "Older"]),
        (Query(year=2026), ["New", "Old"]),
        (Query(month=11), ["New", "Old", "Older"]),
        (Query(month=10), []),
        (Query(year=2025, month=11), ["Older"]),
        (Query(lang="zh"), ["New"]),
        (Query(lang="en"), ["Old", "Older"]),
        (Query(terms={"tags": ("LINUX",)}), ["New", "Old"]),
        (Query(terms={"tags": ("Go", "Rust")}), ["Old"]),
        (Query(terms={"tags": ("Linux",), "categories": ("dev",)}), ["New"]),
        (Query(terms={"tags": ()}), []),
        (Query(terms={"authors": ("ADA",)}), ["Older"]),
        (Query(terms={"authors": ("ada l.",)}), ["Older"]),
        (Query(terms={"tags": ("Ada L.",)}), []),
        (Query(blog="other", style="cards"), ["New", "Old", "Older"]),
    ],
)
def test_listed_posts_that_meet_all_conditions_answer_newest_first(query: Query, titles: list[str]) -> None:
    assert _select(query) == titles


def test_posts_that_name_no_language_are_in_the_blogs_own() -> None:
    assert _select(Query(lang="zh"), locale="zh") == ["New", "Old"]


def test_a_preview_answers_with_everything() -> None:
    assert _select(Query(month=10), preview=True) == ["Draft", "Hidden"]


def test_only_published_posts_are_listed() -> None:
    plan = make_plan(POSTS, settings(), Sources(), NOW)
    assert [is_listed(plan, settings(), each) for each in POSTS] == [True, True, True, False, False]
    assert is_listed(plan, settings(preview=True), POSTS[4])


def test_a_block_has_its_place_its_text_and_the_line_of_it() -> None:
    markdown = "Text\n\n```blogposts\nlatest: 3\ntag: a\n```\nMore\n"
    (block,) = find_blocks(markdown)
    assert block == Block(6, 39, "latest: 3\ntag: a\n", 4)
    assert markdown[block.start : block.end] == "```blogposts\nlatest: 3\ntag: a\n```"


def test_lines_count_from_the_start_of_the_markdown() -> None:
    assert [block.line for block in find_blocks("\n```blogposts\n```")] == [3]


@pytest.mark.parametrize(
    ("markdown", "texts"),
    [
        ("~~~ blogposts \na: b\n~~~", ["a: b\n"]),
        ("````blogposts\na: b\n```\n`````\n", ["a: b\n```\n"]),
        ("```blogposts\n```\n", [""]),
        ("```blogposts\na\n```\n```blogposts\nb\n```\n", ["a\n", "b\n"]),
        ("```blogposts\na\n~~~\n``` x\nb\n```\n", ["a\n~~~\n``` x\nb\n"]),
        ("```blogposts\na\n", []),
        ("```python\na\n```\n", []),
        ("  ```blogposts\na\n```\n", []),
        ("````\n```blogposts\na\n```\n````\n", []),
        ("````\n```blogposts\na\n```\n````\n```blogposts\nb\n```", ["b\n"]),
        ("``blogposts\na\n``", []),
        ("", []),
    ],
)
def test_blocks_are_fences_named_blogposts_outside_other_fences(markdown: str, texts: list[str]) -> None:
    assert [block.text for block in find_blocks(markdown)] == texts


@given(st.lists(st.sampled_from(["```", "~~~~", "```blogposts", "a: b", "", "  ```"])).map("\n".join))
def test_blocks_never_overlap_and_hold_what_stands_between_their_marks(markdown: str) -> None:
    at = 0
    for block in find_blocks(markdown):
        assert at <= block.start < block.end
        first = markdown[: block.start].count("\n") + 1
        assert block.line == first + 1
        assert markdown[block.start : block.end].split("\n", 1)[1].startswith(block.text)
        at = block.end


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("latest: 3", Query(limit=3)),
        ("limit: '4'", Query(limit=4)),
        ("year: 2026\nmonth: 11", Query(year=2026, month=11)),
        ("lang: zh\nblog: news\nlist_style: cards", Query(lang="zh", blog="news", style="cards")),
        ("tag: [a, b]\ncategories: c", Query(terms={"tags": ("a", "b"), "categories": ("c",)})),
        ("tag: a\nlatest: 1", Query(limit=1, terms={"tags": ("a",)})),
        ("latest:", Query()),
    ],
)
def test_a_block_is_read_as_a_query(text: str, query: Query) -> None:
    assert read_query(text, "a.md", 3, TAXONOMIES) == (query, [])


@pytest.mark.parametrize("style", ["titles", "list", "cards", "full"])
def test_each_list_style_can_be_asked_for(style: str) -> None:
    assert ask(Query(limit=2), "list_style", (style,), {}) == Query(limit=2, style=style)


_KNOWN = "latest, limit, year, month, lang, list_style, blog, category, tag, author, categories, tags, authors"


@pytest.mark.parametrize(
    ("line", "fault", "remedy"),
    [
        ("latest: many", "`latest: many` is not a whole number", "Write a number"),
        ("year: -1", "`year: -1` is not a whole number", "Write a number"),
        ("limit: []", "`limit: ` is not a whole number", "Write a number"),
        ("list_style: grid", "no list style `grid`", "There are titles, list, cards, full"),
        ("list_style: {a: b}", "no list style ``", "There are titles, list, cards, full"),
        ("latst: 3", "`latst` cannot be asked for", 'Did you mean "latest"?'),
        ("autor: x", "`autor` cannot be asked for", 'Did you mean "author"?'),
        ("zzz: 3", "`zzz` cannot be asked for", f"There are {_KNOWN}"),
    ],
)
def test_what_cannot_be_asked_is_named_and_the_rest_holds(line: str, fault: str, remedy: str) -> None:
    query, problems = read_query(f"tag: a\n{line}\nmonth: 5\n", "a.md", 10, TAXONOMIES)
    assert query == Query(terms={"tags": ("a",)}, month=5)
    assert problems == [Problem("a.md", 11, fault, remedy, Severity.WARNING)]


@pytest.mark.parametrize("text", ["- tag\n", "tag\n"])
def test_a_block_without_settings_is_named(text: str) -> None:
    fault, remedy = "the block `blogposts` holds no settings", "Write lines such as `latest: 3`"
    assert read_query(text, "a.md", 7, TAXONOMIES) == (Query(), [Problem("a.md", 7, fault, remedy, Severity.WARNING)])


def test_broken_yaml_in_a_block_has_its_line_in_the_file() -> None:
    query, problems = read_query("tag: [a\nb: c\n", "a.md", 7, TAXONOMIES)
    assert query == Query()
    assert [(each.source, each.severity) for each in problems] == [("a.md", Severity.ERROR)]
    assert problems[0].line >= 7


def test_what_cannot_be_asked_raises() -> None:
    with pytest.raises(ValueError, match=r"^`colour` cannot be asked for$"):
        ask(Query(), "colour", ("red",), TAXONOMIES)
