"""`blogposts check --urls`: URLs that the site had, and whether they would live on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.test_cli import CONFIG, blogposts, project, report

SITE = """
=== docs/index.md
# Home
=== docs/blog/posts/a.md
---
title: A first look
date: 2026-01-01
aliases: [/known/]
---
Text.
=== docs/pic.png
png
"""
SETTINGS = f"{CONFIG}site_url: https://e.org/\n"
ALIVE = ["", "blog/2026/01/01/a-first-look/", "known/", "blog/feed.xml", "pic.png", "sitemap.xml"]
SITEMAP = "<urlset>\n" + "".join(f"<url><loc>https://e.org/{each}</loc></url>\n" for each in ALIVE) + "</urlset>\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return project(tmp_path, SITE, SETTINGS)


def test_pages_aliases_feeds_and_files_are_alive(site: Path) -> None:
    (site / "old.xml").write_text(SITEMAP)
    done = blogposts("check", "--project", site, "--urls", site / "old.xml")
    assert done.exit_code == 0, done.output
    assert "0 URLs of 6 would lead nowhere" in done.output


def test_aliases_count_where_they_are_rules(site: Path) -> None:
    project(site, SITE, SETTINGS.replace("now:", "redirects: {pages: false, file: true}\n      now:"))
    (site / "old.xml").write_text(SITEMAP)
    assert blogposts("check", "--project", site, "--urls", site / "old.xml").exit_code == 0


def test_each_url_that_would_die_is_named_with_the_alias_that_saves_it(site: Path) -> None:
    old = site / "old.txt"
    old.write_text("/\n/2019/first-look.html\n/nothing/like/it/\n/?p=1\n/x/?p=1\n")
    said = report("check", "--project", site, "--urls", old)
    named = [(each["line"], each["severity"], each["fault"], each["remedy"]) for each in said["problems"]]
    assert [each[:3] for each in named] == [
        (2, "warning", "/2019/first-look.html would lead nowhere"),
        (3, "warning", "/nothing/like/it/ would lead nowhere"),
        (5, "warning", "/x/?p=1 would lead nowhere"),
    ]
    assert "`aliases: [/2019/first-look.html]` in " in named[0][3]
    assert named[0][3].endswith("docs/blog/posts/a.md")
    assert "No post has a name like it" in named[1][3]
    assert "your host" in named[2][3]
    assert blogposts("check", "--project", site, "--urls", old).exit_code == 1
    assert blogposts("check", "--project", site, "--urls", old, "--fail-on", "error").exit_code == 0


def test_the_alias_that_is_named_saves_the_url(site: Path) -> None:
    old = site / "old.txt"
    old.write_text("/2019/first-look.html\n")
    post = site / "docs/blog/posts/a.md"
    post.write_text(post.read_text().replace("[/known/]", "[/2019/first-look.html]"))
    assert blogposts("check", "--project", site, "--urls", old).exit_code == 0


def test_a_file_without_urls_is_refused(site: Path) -> None:
    (site / "old.txt").write_text("# nothing\n")
    done = blogposts("check", "--project", site, "--urls", site / "old.txt")
    assert done.exit_code == 2
    assert "names no URL" in done.output


def test_two_questions_at_once_are_refused(site: Path) -> None:
    (site / "old.txt").write_text("/\n")
    done = blogposts("check", "--project", site, "--urls", site / "old.txt", "--from-material")
    assert done.exit_code == 2


def remedies(site: Path, *urls: str) -> list[str]:
    (site / "old.txt").write_text("\n".join(urls))
    return [each["remedy"] for each in report("check", "--project", site, "--urls", site / "old.txt")["problems"]]


def test_lists_are_named_with_the_setting_that_brings_them_back(site: Path) -> None:
    post = site / "docs/blog/posts/a.md"
    post.write_text(post.read_text().replace("date:", "tags: [C++]\ncategories: [Notes]\ndate:"))
    found = remedies(site, "/tag/c/", "/blog/2026/", "/blog/page/2/", "/tag/python/", "/feed.xml", "/logo.png")
    assert found == [
        "It is /blog/tags/c/ now: let your host lead on",
        'It is /blog/archive/2026/ now: write `archive_url_format: "{date}"`, or let your host lead on',
        "This list has fewer pages now: let your host lead on to /blog/",
        "There is no such list any more: let your host lead on to /blog/tags/",
        "If it was a feed, write `/feed.xml` under `feeds: files:`",
        "Put the file back",
    ]


@pytest.mark.parametrize("url", ["/blog/tag/c/", "/blog/my/tags/c/", "/blog/categories/notes/", "/blog/2026/"])
def test_the_setting_that_is_named_saves_the_url_of_a_list(site: Path, url: str) -> None:
    post = site / "docs/blog/posts/a.md"
    post.write_text(post.read_text().replace("date:", "tags: [C++]\ncategories: [Notes]\ndate:"))
    (remedy,) = remedies(site, url)
    setting = re.findall("write `(.*)`,", remedy)[0]
    project(site, "", SETTINGS.replace("now:", f"{setting}\n      now:"))
    assert remedies(site, url) == []


def test_the_slug_that_is_named_saves_the_url_of_a_term(site: Path) -> None:
    post, terms = site / "docs/blog/posts/a.md", site / "docs/blog/.taxonomies.yml"
    post.write_text(post.read_text().replace("date:", "tags: [C++]\ndate:"))
    terms.write_text("tags:\n  C++: {slug: cpp}\n")
    (remedy,) = remedies(site, "/blog/tags/c/")
    assert remedy.startswith("It is /blog/tags/cpp/ now: write `slug: c` for `C++` under `tags` in ")
    assert remedy.endswith("docs/blog/.taxonomies.yml")
    terms.write_text("tags:\n  C++: {slug: c}\n")
    assert remedies(site, "/blog/tags/c/") == []


def test_the_feed_that_is_named_is_saved_as_is_said(site: Path) -> None:
    project(site, SITE, SETTINGS.replace("now:", "feeds: {files: {atom: /feed.xml}}\n      now:"))
    assert remedies(site, "/feed.xml") == []
