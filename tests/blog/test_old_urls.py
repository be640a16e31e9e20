"""Which URLs of old lead nowhere, and what would save them."""

from __future__ import annotations

import pytest

from mkdocs_blogposts.blog.old_lists import OldLists, Successor
from mkdocs_blogposts.blog.old_urls import DeadUrl, OldUrl, find_dead, read_urls
from mkdocs_blogposts.blog.plan import Sources, make_plan
from mkdocs_blogposts.blog.post import Post
from tests.blog.factories import NOW, day, post, settings, taxonomy

POSTS = [
    Post("blog/posts/2026-01-01-first-look.md", "A first look", day("2026-01-01"), "first-look"),
    Post("blog/posts/b.md", "Über Käse", day("2026-01-01"), "b", slug="cheese"),
    Post("blog/posts/c.md", "A first look", day("2025-01-01"), "third-thing"),
    Post("blog/posts/xx.md", "XX", day("2025-01-01"), "xx"),
]
OUTPUTS = {"index.html", "blog/a/index.html", "old.html", "a b/index.html", "feed.xml"}


def dead(*urls: str, site_url: str = "https://e.org/docs/") -> list[tuple[str, str, bool]]:
    old = [OldUrl(url, at) for at, url in enumerate(urls, 1)]
    found = find_dead(old, OUTPUTS, {post.source: post for post in POSTS}, settings(site_url=site_url))
    return [(each.path, each.source.rpartition("/")[2], each.can_be_alias) for each in found]


def test_a_sitemap_is_read_with_its_lines() -> None:
    text = (
        "<urlset>\n<url><loc>https://e.org/a?b&amp;c</loc></url>\n<url><loc>\n https://e.org/b </loc>\n</url></urlset>"
    )
    assert read_urls(text) == [OldUrl("https://e.org/a?b&c", 2), OldUrl("https://e.org/b", 3)]
    assert read_urls("\n<loc>/a/</loc>") == [OldUrl("/a/", 2)]


def test_a_list_is_read_without_remarks() -> None:
    assert read_urls("# old\n\n /a/ \nhttps://e.org/b\n") == [OldUrl("/a/", 3), OldUrl("https://e.org/b", 4)]


@pytest.mark.parametrize(
    "url",
    [
        "https://e.org/docs/",
        "https://e.org/docs",
        "https://other.example/docs/blog/a/",
        "https://e.org/docs/blog/a",
        "/docs/blog/a/index.html",
        "/docs/old",
        "/docs/a%20b/",
        "/docs/feed.xml",
        "/blog/a/#part",
    ],
)
def test_what_a_host_would_show_is_alive(url: str) -> None:
    assert dead(url) == []


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("/2019/a-first-look.html", "2026-01-01-first-look.md"),
        ("/posts/2019-01-02-first_look/", "2026-01-01-first-look.md"),
        ("/Cheese/index.html", "b.md"),
        ("/third-things/index", "c.md"),
        ("/posts/XX/", "xx.md"),
        ("/XML/quite/another/", ""),
        ("/third-party/", ""),
    ],
)
def test_the_post_with_the_nearest_name_is_found(url: str, source: str) -> None:
    assert dead(url) == [(url, source, True)]


def test_each_is_named_once() -> None:
    assert len(dead("https://e.org/docs/x/", "http://e.org/docs/x/", "/x/")) == 1


@pytest.mark.parametrize("url", ["/x/?p=1", "/a:b/"])
def test_what_no_page_can_stand_for_is_no_alias(url: str) -> None:
    assert [each[2] for each in dead(url)] == [False]


def test_a_site_without_an_address_is_at_the_root() -> None:
    assert dead("https://e.org/docs/", site_url="") == [("/docs/", "", True)]


@pytest.mark.parametrize(
    ("path", "is_file", "is_feed"),
    [
        ("/old/post/", False, False),
        ("/old/post.html", False, False),
        ("/old/post.PHP", False, False),
        ("/v1.2/", False, False),
        ("/pictures/a.png", True, False),
        ("/feed.xml", True, True),
        ("/feed.json", True, True),
        ("/feed.rss", True, True),
        ("/feed.atom", True, True),
        ("/feed/", False, False),
    ],
)
def test_pages_are_told_from_feeds_and_other_files(path: str, is_file: bool, is_feed: bool) -> None:
    found = DeadUrl(OldUrl(path, 1), path)
    assert (found.is_file, found.is_feed) == (is_file, is_feed)


LISTED = post("2026-01-01", "One", tags=("linux",))


@pytest.mark.parametrize(
    ("url", "source", "successor"),
    [
        ("/blog/tag/linux.html", "", Successor("blog/tags/linux/", 'taxonomies: {tags: {url_format: "tag/{slug}"}}')),
        ("/tag/one/", LISTED.source, None),
        ("/tag/zzz/", "", Successor("blog/tags/", is_gone=True)),
        ("/zzz/", "", None),
    ],
)
def test_an_old_url_was_that_of_a_list_or_else_of_a_post(url: str, source: str, successor: Successor | None) -> None:
    rules = settings(taxonomies=(taxonomy(overview="tags"),))
    lists = OldLists(make_plan([LISTED], rules, Sources(), NOW).listings, rules)
    (found,) = find_dead([OldUrl(url, 7)], set(), {LISTED.source: LISTED}, rules, [OldLists([], rules), lists])
    assert found == DeadUrl(OldUrl(url, 7), url, source, True, successor)
