from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.blog.places import Places, post_path
from mkdocs_blogposts.blog.post import Post
from mkdocs_blogposts.blog.taxonomy import Term
from tests.blog.factories import post, settings, slugify, taxonomy

BAD_SLUG = "Write letters, digits and dashes, at most 200 bytes"
ON_WINDOWS = "Give one of them another `slug:`: on Windows and macOS both are one file"


def _place(posts: list[Post], outputs: dict[str, str] | None = None, **values: Any) -> tuple[list[str], list[Problem]]:
    rules = settings(post_url_format="{slug}", **values)
    places = Places(outputs or {}, rules.directory_urls)
    addresses = places.place_posts(posts, rules, {})
    return [addresses[each.source].dest_uri for each in posts], places.problems


def _warning(source: str, line: int, fault: str, remedy: str) -> Problem:
    return Problem(source, line, fault, remedy, Severity.WARNING)


def test_places_know_their_owners_by_exact_name() -> None:
    places = Places({"a/index.html": "a.md"}, True)
    assert [places.owner(path) for path in ("a", "a/index", "A", "b")] == ["a.md", "a.md", "", ""]
    assert [places.twin(path) for path in ("a", "A", "b")] == ["", "a.md", ""]


def test_a_taken_path_gets_a_number_and_what_lives_there_is_named() -> None:
    places = Places({"a.html": "a.md", "a-2.html": "b.md"}, False)
    assert places.claim("a", "the list") == ("a-3", "a.md")
    assert places.claim("a", "another") == ("a-4", "a.md")
    assert places.claim("c", "c.md") == ("c", "")
    assert places.claim("c", "d.md") == ("c-2", "c.md")
    assert places.owner("a-3") == "the list"


def test_paths_that_differ_in_case_are_places_of_their_own() -> None:
    places = Places({}, True)
    claimed = [places.claim(path, str(number)) for number, path in enumerate(("Hello", "hello", "hello", "Hello"))]
    assert claimed == [("Hello", ""), ("hello", ""), ("hello-2", "1"), ("Hello-2", "0")]
    assert (places.twin("Hello"), places.twin("hello"), places.twin("HELLO-2")) == ("", "0", "2")


def test_a_file_takes_a_place_once_whatever_its_case() -> None:
    places = Places({"Feed.xml": "Feed.xml"}, True)
    assert [places.claim_file(dest, dest) for dest in ("feed.xml", "a.xml", "A.XML")] == ["Feed.xml", "", "a.xml"]


def test_a_page_is_adopted_once() -> None:
    places = Places({"a/index.html": "a.md", "b/index.html": "b.html"}, True)
    assert [places.adopt(path, {"a.md"}) for path in ("a", "a", "b", "c")] == ["a.md", "", "", ""]


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({}, "blog/2026/11/22/hello"),
        ({"post_url_date_format": "yyyy/MMM"}, "blog/2026/Nov/hello"),
        ({"post_url_date_format": "yyyy/MMM", "locale": "de"}, "blog/2026/Nov./hello"),
        ({"post_url_date_format": ""}, "blog/hello"),
        ({"post_url_format": "{date}/{slug}/"}, "blog/2026/11/22/hello"),
        ({"post_url_format": "{slug}", "url_dir": ""}, "hello"),
        ({"post_url_format": "{categories}/{slug}"}, "blog/linux/hello"),
        ({"post_url_format": "{categories}/{slug}", "post_url_max_categories": 2}, "blog/linux/r-d/hello"),
        ({"post_url_format": "{categories}/{slug}", "post_url_max_categories": 0}, "blog/hello"),
        ({"post_url_format": "{file}"}, "blog/my-post"),
        ({"post_url_format": "../../{slug}"}, "blog/hello"),
        ({"post_url_format": "{categories}", "post_url_max_categories": 0, "url_dir": ""}, "hello"),
    ],
)
def test_the_writers_format_makes_the_path(values: dict[str, Any], path: str) -> None:
    given_post = post(source="blog/posts/2026/my-post.md", categories=("Linux", "R&D"))
    assert post_path(given_post, "hello", settings(**values), {}) == path


@pytest.mark.parametrize(
    ("source", "name"), [("posts/a.b.md", "a.b"), ("posts/x/index.md", "index"), ("posts/x/README.md", "index")]
)
def test_the_file_in_a_path_is_the_name_without_suffix(source: str, name: str) -> None:
    assert post_path(post(source=source), "", settings(post_url_format="f-{file}"), {}) == f"blog/f-{name}"


def test_categories_in_a_path_have_the_slugs_of_their_pages() -> None:
    rules = settings(
        post_url_format="{categories}",
        post_url_max_categories=3,
        taxonomies=(taxonomy("categories", slugify=lambda text, mark: text.upper()),),
    )
    known = {"categories": {"C#": Term("categories", "C#", "C#", "c-2")}}
    assert post_path(post(categories=("C#", "C", "a/b")), "", rules, known) == "blog/c-2/C/A-B"


def test_without_a_taxonomy_of_categories_the_posts_slugify_makes_segments() -> None:
    rules = settings(post_url_format="{categories}", slugify=lambda text, mark: f"x{mark}{text}/y")
    assert post_path(post(categories=("../a",)), "", rules, {}) == "blog/x-..-a-y"


@pytest.mark.parametrize(
    ("values", "dest_uri"),
    [
        ({"title": "Hello, world"}, "blog/hello-world/index.html"),
        ({"slug": "my/own"}, "blog/my/own/index.html"),
        ({"slug": "X"}, "blog/X/index.html"),
        ({"slug": "v1.0."}, "blog/v1.0./index.html"),
        ({"title": "!!!", "name": "my post"}, "blog/my-post/index.html"),
        ({"title": "Index", "name": "index"}, "blog/post/index.html"),
        ({"title": "!!!", "name": "???"}, "blog/post/index.html"),
        ({"title": "你好"}, "blog/你好/index.html"),
        ({"title": "___", "name": "x"}, "blog/x/index.html"),
    ],
)
def test_a_post_without_usable_slug_or_title_has_its_files_name(values: dict[str, Any], dest_uri: str) -> None:
    assert _place([post(source="blog/posts/a.md", **values)]) == ([dest_uri], [])


@pytest.mark.parametrize(
    ("slug", "dest_uri"),
    [
        ("../../x", "blog/x/index.html"),
        ("/etc/../x", "blog/etc/x/index.html"),
        ("index", "blog/hello/index.html"),
        ("README", "blog/hello/index.html"),
        ("/", "blog/hello/index.html"),
        ("..", "blog/hello/index.html"),
        ("---", "blog/hello/index.html"),
        ("a:b", "blog/ab/index.html"),
        ("x" * 300, f"blog/{'x' * 200}/index.html"),
    ],
)
def test_a_slug_that_cannot_be_used_is_named(slug: str, dest_uri: str) -> None:
    fault = f"`slug: {slug[:60]}` cannot be a part of a URL"
    problem = _warning("blog/posts/hello.md", 3, fault, BAD_SLUG)
    assert _place([post(slug=slug, lines={"slug": 3})]) == ([dest_uri], [problem])


def test_the_separator_is_the_writers() -> None:
    assert _place([post(title="Hello you")], separator="_")[0] == ["blog/hello_you/index.html"]
    titleless = post(title="!", source="blog/posts/a.md", name="b c")
    assert _place([titleless], separator="_")[0] == ["blog/b_c/index.html"]


@pytest.mark.parametrize(("lines", "line"), [({"title": 2}, 2), ({"title": 2, "slug": 3}, 3), ({}, 0)])
def test_the_oldest_post_keeps_a_url_that_two_would_have(lines: dict[str, int], line: int) -> None:
    posts = [
        post("2026-01-02", source="blog/posts/b.md", lines=lines),
        post("2026-01-01", source="blog/posts/c.md"),
        post("2026-01-02", source="blog/posts/d.md"),
    ]
    dests, problems = _place(posts)
    assert dests == ["blog/hello-2/index.html", "blog/hello/index.html", "blog/hello-3/index.html"]
    remedy = "Give one of them another `slug:` or title"
    fault = "its URL is already that of blog/posts/c.md, so it lives at blog/hello-{}"
    assert problems == [
        _warning("blog/posts/b.md", line, fault.format(2), remedy),
        _warning("blog/posts/d.md", 0, fault.format(3), remedy),
    ]


def test_posts_of_one_date_are_placed_in_the_order_of_their_files() -> None:
    posts = [post(source="blog/posts/b.md"), post(source="blog/posts/a.md")]
    assert _place(posts)[0] == ["blog/hello-2/index.html", "blog/hello/index.html"]


def test_a_translation_adds_its_language_to_a_url_that_is_taken() -> None:
    posts = [
        post(source="blog/posts/a.md", lang="en"),
        post(source="blog/posts/a.zh-CN.md", lang="zh-CN"),
        post(source="blog/posts/b.md", lang="../../../x"),
    ]
    dests, problems = _place(posts)
    assert dests == ["blog/hello/index.html", "blog/hello-zh-cn/index.html", "blog/hello--..-..-x/index.html"]
    assert problems == []


def test_urls_that_differ_in_case_only_are_named() -> None:
    posts = [post(source="a.md", slug="Hello"), post(source="b.md", slug="hello", lines={"slug": 2})]
    dests, problems = _place(posts)
    assert dests == ["blog/Hello/index.html", "blog/hello/index.html"]
    fault = "its URL differs from that of a.md only in upper and lower case"
    assert problems == [_warning("b.md", 2, fault, ON_WINDOWS)]


@pytest.mark.parametrize("directory_urls", [True, False])
def test_no_post_takes_the_place_of_a_file(directory_urls: bool) -> None:
    dest = "blog/hello/index.html" if directory_urls else "blog/hello.html"
    dests, problems = _place([post()], {dest: "blog/hello.md"}, directory_urls=directory_urls)
    assert dests == [dest.replace("hello", "hello-2")]
    assert len(problems) == 1


_SLUGS = st.sampled_from(["", "a", "A", "a-2", "A-2", "index", "../a", "/", "a/b", "é", "e\u0301"]) | st.text(
    max_size=8
)


@given(
    st.lists(st.tuples(_SLUGS, st.text(max_size=5), st.sampled_from(["", "en", "../.."])), max_size=8),
    st.sampled_from(["", "blog"]),
    st.booleans(),
)
def test_no_two_posts_share_a_place_and_none_leaves_the_site(
    names: list[tuple[str, str, str]], url_dir: str, directory_urls: bool
) -> None:
    posts = [post(title=title, slug=slug, lang=lang, source=f"{at}.md") for at, (slug, title, lang) in enumerate(names)]
    outputs = {"blog/a/index.html": "x.md", "a-2.html": "y.md"}
    rules = {"url_dir": url_dir, "directory_urls": directory_urls, "slugify": slugify}
    dests, _ = _place(posts, outputs, **rules)
    assert len({*dests, *outputs}) == len(dests) + len(outputs)
    assert not any(each.startswith(".") for dest in dests for each in dest.split("/"))
    assert _place(posts[::-1], outputs, **rules)[0] == dests[::-1]
