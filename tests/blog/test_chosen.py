"""Related posts that writers choose by hand."""

from __future__ import annotations

import pytest

from mkdocs_blogposts.blog.chosen import follow_chosen
from mkdocs_blogposts.blog.errors import Severity
from mkdocs_blogposts.blog.permalink import page_address
from mkdocs_blogposts.blog.post import Post

from .factories import post

OTHERS = [
    post(source="blog/posts/2026/b.md"),
    post(source="blog/posts/a/index.md"),
    post(source="blog/posts/c.md"),
    post(source="XML/x.md"),
]


def chosen(*paths: str) -> Post:
    return post(source="blog/posts/2026/own.md", related=paths, lines={"related": 4})


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("blog/posts/2026/b.md", "blog/posts/2026/b.md"),
        ("/blog/posts/2026/b.md", "blog/posts/2026/b.md"),
        ("b.md", "blog/posts/2026/b.md"),
        ("/XML/x.md", "XML/x.md"),
        ("../a/index.md", "blog/posts/a/index.md"),
    ],
)
def test_a_path_leads_from_the_docs_folder_or_from_the_post(path: str, source: str) -> None:
    own = chosen(path)
    assert follow_chosen([own, *OTHERS], {}) == ({own.source: (source,)}, [])


@pytest.mark.parametrize("url", ["news/c", "/news/c/", "news/c/index.html"])
def test_a_url_leads_to_the_post_that_has_it(url: str) -> None:
    own = chosen(url)
    addresses = {"blog/posts/c.md": page_address("news/c", True), "about.md": page_address("about", True)}
    assert follow_chosen([own, *OTHERS], addresses) == ({own.source: ("blog/posts/c.md",)}, [])


def test_what_neither_is_a_path_nor_leads_to_a_post_may_be_meant_for_others() -> None:
    _, problems = follow_chosen(
        [chosen("news/b", "about/", "b.md"), *OTHERS], {"about.md": page_address("about", True)}
    )
    assert [(each.fault, each.severity) for each in problems] == [
        ('`related` leads to "news/b", which is no post', Severity.HINT),
        ('`related` leads to "about/", which is no post', Severity.HINT),
    ]


def test_the_order_is_the_writers_and_each_post_is_named_once_and_never_itself() -> None:
    own = chosen("../c.md", "b.md", "own.md", "blog/posts/c.md")
    found, problems = follow_chosen([own, *OTHERS], {})
    assert (found[own.source], problems) == (("blog/posts/c.md", "blog/posts/2026/b.md"), [])


def test_who_says_nothing_has_chosen_nothing_and_who_names_none_chooses_none() -> None:
    own = chosen()
    assert follow_chosen([own, *OTHERS], {}) == ({own.source: ()}, [])


def test_a_path_that_leads_to_no_post_is_reported_with_the_nearest_one() -> None:
    own = chosen("blog/posts/2026/bb.md", "b.md")
    found, [problem] = follow_chosen([own, *OTHERS], {})
    assert found == {own.source: ("blog/posts/2026/b.md",)}
    assert (problem.source, problem.line, problem.severity) == ("blog/posts/2026/own.md", 4, Severity.WARNING)
    assert problem.fault == '`related` leads to "blog/posts/2026/bb.md", which is no post'
    assert problem.remedy == 'Did you mean "blog/posts/2026/b.md"?'


def test_where_no_post_is_near_the_remedy_says_what_to_write() -> None:
    _, [problem] = follow_chosen([chosen("xyz"), *OTHERS], {})
    assert problem.remedy == "Write the path of a post, from the docs folder"
