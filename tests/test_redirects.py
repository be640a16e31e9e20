"""Old addresses of posts lead to the new ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import build_site, posts

SITE = "site_url: https://e.org/docs/\n"
MOVED = posts(1, front="aliases: [/old/, older/post.html]\n")


def test_each_alias_leads_to_its_post_with_and_without_a_script(tmp_path: Path) -> None:
    site = build_site(tmp_path, MOVED, site=SITE, plugins="- search")
    for path in ("old/", "older/post.html"):
        assert site.values(path, "link[rel=canonical]", "href") == ["https://e.org/docs/blog/2026/01/01/post-1/"]
        assert site.values(path, "meta[name=robots]", "content") == ["noindex"]
        (refresh,) = site.values(path, "meta[http-equiv=refresh]", "content")
        (link,) = site.values(path, "a", "href")
        assert refresh == f"0; url={link}"
        assert site.leads_to(path, link) == "blog/2026/01/01/post-1/index.html"
        assert "location.hash" in site.html(path)
    assert not site.dead_links()
    assert not site.warnings
    assert "old/" not in site.html("sitemap.xml")
    assert "older/" not in site.html("search/search_index.json")


def test_a_host_may_read_rules_beside_those_of_the_writer(tmp_path: Path) -> None:
    site = build_site(
        tmp_path, MOVED, "redirects: {pages: false, file: true}", site=SITE, files={"docs/_redirects": "/a /b"}
    )
    lines = site.html("_redirects").splitlines()
    assert lines[0] == "/a /b"
    assert "/docs/old/ /docs/blog/2026/01/01/post-1/ 301" in lines
    assert not site.exists("old/")
    assert site.file("docs/_redirects") == "/a /b"


def test_two_blogs_share_the_file_of_rules(tmp_path: Path) -> None:
    text = MOVED + "=== docs/news/posts/a.md\n---\ntitle: News\ndate: 2026-01-01\naliases: /gone/\n---\nText\n"
    other = "- blogposts:\n    blog_dir: news\n    redirects: {file: rules.txt}\n"
    site = build_site(tmp_path, text, "redirects: {file: rules.txt}", plugins=other)
    assert [line for line in site.html("rules.txt").splitlines() if line.endswith("301")] == [
        "/old/ /blog/2026/01/01/post-1/ 301",
        "/older/post.html /blog/2026/01/01/post-1/ 301",
        "/gone/ /news/2026/01/01/news/ 301",
    ]


def test_no_alias_no_file(tmp_path: Path) -> None:
    assert not build_site(tmp_path, posts(1), "redirects: {file: true}", site=SITE).exists("_redirects")


def test_an_alias_that_is_taken_is_named_and_takes_nothing(tmp_path: Path) -> None:
    text = posts(1, front="aliases: [/about/, 'https://o.org/x']\n") + "=== docs/about.md\n# About\n\nReal.\n"
    site = build_site(tmp_path, text, site=SITE)
    assert "Real." in site.text("about/")
    assert site.said("blog/posts/p1.md:4", "/about/", "about.md")
    assert site.said("blog/posts/p1.md:4", "https://o.org/x", "no address of this site")


@pytest.mark.parametrize("settings", ["redirects: false", "preset: material"])
def test_redirects_can_be_switched_off(tmp_path: Path, settings: str) -> None:
    assert not build_site(tmp_path, MOVED, settings, site=SITE).exists("old/")


def test_a_title_stays_a_text_at_an_old_address(tmp_path: Path) -> None:
    text = "=== docs/blog/posts/a.md\n---\ntitle: '</title><script>alert(1)</script>'\ndate: 2026-01-01\naliases: /old/\n---\nText\n"
    site = build_site(tmp_path, text, site=SITE)
    assert len(site.page("old/").css("script")) == 1
