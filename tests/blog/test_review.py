from typing import Any

import pytest

from mkdocs_blogposts.blog import review
from mkdocs_blogposts.blog.errors import Problem, Severity, Slip
from mkdocs_blogposts.blog.post import Cover
from mkdocs_blogposts.blog.review import Finished
from tests.blog.factories import post as make

URL = "blog/2026/hello/"


def finished(html: str = "", body: str = "", url: str = URL, cover_url: str = "", **values: Any) -> Finished:
    return Finished(make(**values), url, html, body, 4, cover_url)


def told(problems: Any) -> list[tuple[int, str]]:
    found: list[Problem] = list(problems)
    assert all(each.severity is Severity.HINT and each.remedy for each in found)
    return [(each.line, each.fault) for each in found]


# Descriptions


def test_a_post_without_a_description_is_named_where_others_have_one() -> None:
    posts = [finished(description="One"), finished(summary="Two"), finished(title="Third")]
    assert told(review.missing_descriptions(posts)) == [(1, "no `description`: one is made of how the text begins")]


def test_where_most_posts_have_no_description_one_hint_is_enough() -> None:
    posts = [finished(description="One"), finished(title="Second"), finished(title="Third")]
    fault = "no `description`, as in 2 of 3 posts: one is made of how the text begins"
    said = review.missing_descriptions(posts)
    assert told(said) == [(1, fault)]
    assert said[0].source == "blog/posts/second.md"
    assert told(review.missing_descriptions(posts[:1])) == []


@pytest.mark.parametrize(
    ("described", "missing", "hints"), [(0, 0, 0), (0, 1, 1), (9, 1, 1), (3, 2, 2), (2, 2, 1), (5, 3, 3), (0, 3, 1)]
)
def test_each_post_without_a_description_is_named_where_less_than_half_are_so(
    described: int, missing: int, hints: int
) -> None:
    posts = [finished(description="Short")] * described + [finished()] * missing
    assert len(review.missing_descriptions(posts)) == hints


# Pictures

IMAGE = '<img alt="{}" src="../../posts/{}">'


@pytest.mark.parametrize(
    ("html", "body", "lines"),
    [
        (IMAGE.format("", "a.png"), "Text\n\n![](a.png)", [6]),
        (IMAGE.format("A ship", "a.png"), "![A ship](a.png)", []),
        ('<img src="a.png">', '<img src="a.png">', [4]),
        ('<img src="a.png" alt="">', '<img src="a.png" alt="">', []),
        ('<img src="a.png" role="presentation">', "", []),
        ('<img src="a.png" role="none">', "", []),
        ('<img src="a.png" role="img" aria-hidden="false">', '<img src="a.png">', [4]),
        ('<img src="a.png"><img src="b.png" alt="">', '<img src="a.png">\n\n<img src="b.png" alt="">', [4]),
        (IMAGE.format("", "a.png") * 3, "![](a.png)\n![](a.png)\n![](a.png)\n![](a.png)\n![](a.png)", [4, 5, 6]),
        (IMAGE.format("", "a%20b.png") * 2, "![](<a b.png>)\n\n![](<a b.png>)", [4, 6]),
        (IMAGE.format("", "a.png") * 3, "![](a.png)\n\n![](a.png)\n\n![](b.png)", [4, 6, 6]),
        ('<img src="a.png" aria-hidden="true"><img src="b.png" aria-label="B">', "", []),
        (IMAGE.format("", "a%20b.png"), "![](<a b.png>)", [4]),
        (IMAGE.format("", "a.png") * 2, "![](a.png)\n\n    code\n\n![](a.png)", [4, 8]),
        (IMAGE.format("", "a.png"), "`![](a.png)`\n```\n![](a.png)\n```\n![](a.png)", [8]),
        ('<img alt="" src="data:image/png;base64,AAA/AAA">', "![](data:image/png;base64,AAA/AAA)", [4]),
        (IMAGE.format("", "a.png"), "{{ picture }}", [0]),
        ('<img src="http://[x">', "", []),
    ],
)
def test_a_picture_without_a_text_in_its_place_is_named_with_its_line(html: str, body: str, lines: list[int]) -> None:
    assert [line for line, _ in told(review.missing_alternatives(finished(html, body)))] == lines


@pytest.mark.parametrize(
    ("src", "name", "shown"),
    [
        ("../a%20b.png?v=1", "a%20b.png", "a b.png"),
        ("data:image/png;base64,AAA/AAA", "data:", "data:"),
    ],
)
def test_a_picture_is_called_by_its_file(src: str, name: str, shown: str) -> None:
    fault = f'the picture "{shown}" has no text in its place'
    remedy = f"Say what it shows: `![A ship at sea]({name})`"
    said = [Problem("blog/posts/hello.md", 4, fault, remedy, Severity.HINT)]
    assert [*review.missing_alternatives(finished(f'<img src="{src}">', f"![]({src})"))] == said


def test_huge_pictures_are_named_once_with_their_size_and_covers_too() -> None:
    sizes = {"blog/posts/a.png": 1_500_000, "blog/posts/b.png": 999_999, "c.png": 2_000_000}
    html = IMAGE.format("A", "a.png") * 2 + IMAGE.format("B", "b.png") + IMAGE.format("L", "lost.png")
    post = finished(html, "![A](a.png)", cover_url="c.png", cover=Cover("/c.png", line=2))
    post = Finished(post.post, "blog/2026/", post.html.replace("../../", "../"), post.body, 4, "c.png")
    assert told(review.huge_pictures(post, sizes)) == [
        (2, 'the picture "c.png" has 2.0 MB'),
        (4, 'the picture "a.png" has 1.5 MB'),
    ]
    assert told(review.huge_pictures(finished(), sizes)) == []
    assert told(review.huge_pictures(finished(cover=Cover("https://e.org/c.png")), {"": 2_000_000})) == []


@pytest.mark.parametrize(
    ("size", "said"), [(999_999, ""), (1_000_000, "1.0 MB"), (1_050_000, "1.1 MB"), (12_340_000, "12.3 MB")]
)
def test_a_picture_is_huge_from_a_million_bytes(size: int, said: str) -> None:
    post = finished('<img alt="A" src="a%20b.png">', "\n![A](<a b.png>)")
    fault, remedy = f'the picture "a b.png" has {said}', "Make it as wide as it is shown, and save it as WebP or AVIF"
    expected = [Problem("blog/posts/hello.md", 5, fault, remedy, Severity.HINT)] if said else []
    assert [*review.huge_pictures(post, {f"{URL}a b.png": size})] == expected


# Links

IDS = {URL: {"set-up", "a b"}, "": {"top-news"}, "about.html": set[str]()}


@pytest.mark.parametrize(
    ("href", "fault"),
    [
        ("#set-up", ""),
        ("#a%20b", ""),
        ("#top", ""),
        ("#", ""),
        ("#:~:text=word", ""),
        ("https://e.org/#nowhere", ""),
        ("/elsewhere/#nowhere", ""),
        ("../lost/#nowhere", ""),
        ("//e.org/#nowhere", ""),
        ("//e.org#nowhere", ""),
        ("mailto:#nowhere", ""),
        ("http://[x", ""),
        ("#nowhere", "nowhere"),
        ("../hello/.#nowhere", "nowhere"),
        ("../../../.#news", "news"),
        ("../hello/#nowhere", "nowhere"),
        ("../../../#news", "news"),
        ("../../../about.html#us", "us"),
    ],
)
def test_a_link_to_a_part_that_its_page_does_not_have_is_named(href: str, fault: str) -> None:
    post = finished(f'<a href="{href}">', f"[a]({href})")
    said = told(review.dead_anchors(post, IDS.get, lambda path: ""))
    assert said == ([(4, f'a link to "#{fault}", which is not on its page')] if fault else [])


def test_each_dead_anchor_is_named_with_what_to_do() -> None:
    post = finished('<a href="#top"><a href="#xyz"><a href="../../../#topnews">', "\n[x](#xyz)\n[t](../../../#topnews)")
    assert [*review.dead_anchors(post, IDS.get, {"": "index.md", URL: "hello.md"}.__getitem__)] == [
        Problem(
            "blog/posts/hello.md",
            5,
            'a link to "#xyz", which is not on its page',
            "Link to a heading of that page, or to the page alone",
            Severity.HINT,
        ),
        Problem(
            "blog/posts/hello.md",
            6,
            'a link to "#topnews", which is not on its page',
            'Did you mean "top-news"?',
            Severity.HINT,
        ),
    ]
    (_, problem) = review.dead_anchors(post, IDS.get, {"": "index.md", URL: "hello.md"}.__getitem__)
    assert problem.slip == Slip("anchor", "topnews", "top-news", "index.md")


@pytest.mark.parametrize(
    ("anchor", "source", "slip"),
    [
        ("SetUp", "b.md", Slip("anchor", "SetUp", "set-up", "b.md")),
        ("SetUp", "", None),
        ("setups", "b.md", None),
    ],
)
def test_an_anchor_is_surely_another_where_they_differ_in_case_and_signs(
    anchor: str, source: str, slip: Slip | None
) -> None:
    post = finished(f'<a href="#{anchor}">', f"[a](#{anchor})")
    (problem,) = review.dead_anchors(post, IDS.get, lambda path: source)
    assert problem.slip == slip
    assert problem.remedy == 'Did you mean "set-up"?'


def test_links_out_of_the_site_are_those_to_the_web() -> None:
    hrefs = "https://a.net/x#y https://a.net/x http://b.dev/ mailto:a@b.dev ../c/ https://localhost:8000/ http://host/"
    examples = " https://example.org/ https://www.example.com/ http://x.test/ ftp://d.net/"
    post = finished("".join(f'<a href="{href}">' for href in (hrefs + examples).split()))
    assert review.links_elsewhere([post]) == {"https://a.net/x": [post], "http://b.dev/": [post]}


def test_dead_links_are_those_to_no_page_or_no_server() -> None:
    urls = ["https://a.net/", "https://b.net/", "https://c.net/", "https://d.net/", "https://e.net/"]
    post = finished("", "Text\n[a](https://a.net)\n[c](https://c.net/)")
    answers: dict[str, int | str] = dict(zip(urls, [404, 200, "no answer", 403], strict=False))
    assert told(review.dead_links_elsewhere({url: [post] for url in urls}, answers)) == [
        (5, "https://a.net/ is not there: 404"),
        (6, "https://c.net/ is not there: no answer"),
    ]
    (said,) = review.dead_links_elsewhere({"https://a.net/": [post]}, answers)
    assert (said.source, said.remedy) == ("blog/posts/hello.md", "Link to where it is now, or remove the link")


# Finding posts


def test_a_post_that_nothing_leads_to_is_named() -> None:
    there = finished('<a href="../%C3%BC/">', title="There")
    linked = finished(url="blog/2026/%C3%BC/", title="Linked", unlisted=True)
    alone = finished(url="blog/2026/alone/", title="Alone", unlisted=True, lines={"unlisted": 3})
    fault = "no list shows this post, and no other post has a link to it"
    remedy = "Link to it, or give its address to those it is for"
    said = [*review.hard_to_find([there, linked, alone], [there.post.source])]
    assert said == [Problem("blog/posts/alone.md", 3, fault, remedy, Severity.HINT)]
    assert told(review.hard_to_find([finished()], [])) == [(1, fault)]


def test_a_post_without_any_term_is_named_where_most_have_some() -> None:
    posts = [finished(title="One", tags=("a",)), finished(title="Two", series=("b",)), finished(title="Three")]
    sources = [each.post.source for each in posts]
    (said,) = review.hard_to_find(posts, sources)
    assert said == Problem(
        "blog/posts/three.md",
        1,
        "only the front page and the archive lead to this post: it has no category, tag or series",
        "Give it `categories` or `tags`, as most posts have",
        Severity.HINT,
    )
    assert [*review.hard_to_find(posts[1:], sources[1:])] == []


# Series


def test_a_part_that_is_older_than_the_one_before_is_named_in_each_language_by_itself() -> None:
    one, two = make("2026-02-02", "One", part=1), make("2026-02-01", "Two", part=2, lines={"part": 5})
    three, other = make("2026-02-03", "Three", part=3), make("2026-01-01", "Zwei", part=2, lang="de")
    undated = make("2020-01-01", "No part")
    (said,) = review.out_of_order({"Learning": [one, two, three, other, undated]})
    assert said == Problem(
        "blog/posts/two.md",
        5,
        'part 2 of "Learning" is older than part 1',
        "Compare its `part` and date with those of blog/posts/one.md",
        Severity.HINT,
    )


def test_parts_of_one_day_are_in_order() -> None:
    assert [*review.out_of_order({"Learning": [make(title="One", part=1), make(title="Two", part=2)]})] == []
