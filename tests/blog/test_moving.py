from typing import Any

import pytest

from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.blog.moving import Moved, Sources, is_below, move_files
from mkdocs_blogposts.blog.permalink import Address
from tests.blog.factories import settings


def _move(outputs: dict[str, str], **values: Any) -> Moved:
    media = frozenset(source for source in outputs.values() if source.endswith(".png"))
    return move_files(settings(**values), Sources(outputs=outputs, media=media))


@pytest.mark.parametrize(
    ("source", "folder", "below"),
    [("a/b.md", "a", True), ("ab/c.md", "a", False), ("a", "a", False), ("a.md", "", True), ("a/b/c.md", "a/b", True)],
)
def test_folders_are_compared_by_whole_segments(source: str, folder: str, below: bool) -> None:
    assert is_below(source, folder) is below


@pytest.mark.parametrize(
    ("source", "dest", "values", "moved"),
    [
        ("blog/posts/a/x.png", "blog/posts/a/x.png", {}, "blog/a/x.png"),
        ("blog/posts/a.txt", "blog/posts/a.txt", {}, None),
        ("blog/x.png", "blog/x.png", {}, None),
        ("x.png", "x.png", {}, None),
        ("blog/posts-old/x.png", "blog/posts-old/x.png", {}, None),
        ("blog/x.png", "blog/x.png", {"url_dir": "news"}, "news/x.png"),
        ("blog/about.md", "blog/about/index.html", {"url_dir": "news"}, "news/about/index.html"),
        ("blog/posts/x.png", "blog/posts/x.png", {"url_dir": "news"}, "news/x.png"),
        ("blog/index.md", "blog/index.html", {"url_dir": ""}, "index.html"),
        ("x.png", "x.png", {"url_dir": "news"}, None),
        ("x.png", "x.png", {"url_dir": "news", "blog_dir": ""}, "news/x.png"),
        ("posts/x.png", "posts/x.png", {"url_dir": "", "blog_dir": "", "post_dir": "posts"}, "x.png"),
        ("blog/x.png", "blog/x.png", {"post_dir": "articles"}, None),
        ("articles/x.png", "articles/x.png", {"post_dir": "articles"}, "blog/x.png"),
    ],
)
def test_pictures_move_with_posts_and_all_else_with_the_blog(
    source: str, dest: str, values: dict[str, Any], moved: str | None
) -> None:
    found = _move({dest: source}, **values)
    assert {each: address.dest_uri for each, address in found.addresses.items()} == ({source: moved} if moved else {})
    assert found.outputs == {moved or dest: source}
    assert found.problems == ()


@pytest.mark.parametrize(("directory_urls", "url"), [(True, "news/"), (False, "news/index.html")])
def test_a_moved_page_keeps_the_form_of_its_url(directory_urls: bool, url: str) -> None:
    found = _move({"blog/index.html": "blog/index.md"}, url_dir="news", directory_urls=directory_urls)
    assert found.addresses == {"blog/index.md": Address("news/index.html", url)}


def test_what_stays_keeps_its_place_and_what_comes_gets_a_number() -> None:
    outputs = {
        "blog/posts/b/x.tar.png": "blog/posts/b/x.tar.png",
        "blog/b/x.tar.png": "blog/b/x.tar.png",
        "blog/b/x.tar-2.png": "blog/b/x.tar-2.png",
    }
    found = _move(outputs)
    source = "blog/posts/b/x.tar.png"
    assert found.addresses == {source: Address("blog/b/x.tar-3.png", "blog/b/x.tar-3.png")}
    fault = "its URL is already that of blog/b/x.tar.png, so it lives at blog/b/x.tar-3.png"
    assert found.problems == (Problem(source, 0, fault, "Move or rename one of them", Severity.WARNING),)
    assert sorted(found.outputs.values()) == sorted(outputs.values())


def test_of_two_that_come_the_first_by_name_gets_the_place() -> None:
    outputs = {"blog/posts/x.png": "blog/posts/x.png", "blog/x.png": "blog/x.png"}
    for each in (outputs, dict(reversed(outputs.items()))):
        found = _move(each, url_dir="news")
        assert found.addresses == {
            "blog/posts/x.png": Address("news/x.png", "news/x.png"),
            "blog/x.png": Address("news/x-2.png", "news/x-2.png"),
        }
        assert [problem.source for problem in found.problems] == ["blog/x.png"]
