"""The writer's desk: what it shows, where it stands, and that no built site has anything of it."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from mkdocs_blogposts.blog.errors import Problem
from mkdocs_blogposts.live.desk import Desks
from mkdocs_blogposts.plugin import plugins_of
from tests.serving import Served
from tests.sites import Site, build_site, write_files
from tests.test_live import Poll

POSTS = """
=== docs/index.md
# Home
=== docs/blog/posts/one.md
---
date: 2026-09-03
tags: [linux, shell]
---
# One

A few words, as many as one hand has.
=== docs/blog/posts/two.md
---
date: 2026-11-03
tags: [linux, posts]
---
# Two

Some other words.
=== docs/blog/posts/draft.md
---
draft: true
tags: [post, shell, posts]
title: A <b>draft</b>
---

[lost](lost.md)
=== docs/blog/posts/soon.md
---
date: 2026-12-01 09:00
catgories: [x]
---
# Soon
=== docs/blog/posts/bad.md
---
date: yesterday
---
# Bad
"""
DESK = "blog/_desk/index.html"


def desks_of(site: Site) -> Desks:
    """Return the desks that a site would have while it is served; MkDocs lets the next build have its plugins."""
    found = plugins_of(site.config)[0].built_site()
    return Desks(lambda: found, list, nullcontext)


def page(desks: Desks, output: str = DESK) -> LexborHTMLParser:
    html = desks.page(output)
    assert html is not None
    return LexborHTMLParser(html)


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Desks]:
    site = build_site(tmp_path_factory.mktemp("desk"), POSTS, serve=True)
    return site, desks_of(site)


@pytest.fixture
def site(built: tuple[Site, Desks]) -> Site:
    return built[0]


@pytest.fixture
def desks(built: tuple[Site, Desks]) -> Desks:
    return built[1]


# What it shows


def test_it_shows_drafts_and_posts_to_come_with_date_words_and_file(site: Site, desks: Desks) -> None:
    desk = page(desks)
    assert texts(desk, ".blogposts-desk__posts > li") == [
        "A <b>draft</b> 1 word blog/posts/draft.md",
        "Soon December 1, 2026 · 1 word blog/posts/soon.md",
    ]
    links = desk.css("a.blogposts-desk__title")
    assert [site.leads_to("blog/_desk/", each.attributes["href"] or "") for each in links] == [
        "blog/2026/11/22/a-draft/index.html",
        "blog/2026/12/01/soon/index.html",
    ]
    assert all(site.exists(site.leads_to("blog/_desk/", each.attributes["href"] or "")) for each in links)


def test_it_shows_all_problems_of_the_build_the_worst_first_with_place_and_remedy(desks: Desks) -> None:
    assert texts(page(desks), ".blogposts-desk__problem") == [
        'error blog/posts/bad.md:2 `date`: "yesterday" is not a date Write a date like 2026-11-22, 2026-11-22 08:30 or 2026-11-22T08:30:00+08:00',
        'hint blog/posts/draft.md:3 tags has both "post" and "posts" Write "posts" if both mean the same',
        'hint blog/posts/soon.md:3 unknown key `catgories` Did you mean "categories"?',
    ]


def test_a_fault_that_keeps_the_site_from_being_built_is_among_them(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "problems", lambda: [Problem("mkdocs.yml", 3, "no such <theme>")])
    html = desks.page(DESK) or ""
    assert "mkdocs.yml:3" in html
    assert "no such &lt;theme&gt;" in html


def test_it_shows_the_words_of_each_month_as_a_picture_that_can_be_read_aloud(desks: Desks) -> None:
    (picture,) = page(desks).css("figure.blogposts-chart")
    assert [each.text() for each in picture.css("figcaption")] == ["Words per month"]
    bars = picture.css("[role=img]")
    assert [bar.attributes["aria-label"] for bar in bars] == ["September 2026 · 10 words", "November 2026 · 4 words"]


def test_it_shows_terms_to_tidy_up(desks: Desks) -> None:
    assert texts(page(desks), ".blogposts-desk__terms > li") == ["post 1 and posts 2"]


def test_it_is_a_page_of_the_theme_in_its_language_and_links_lead_on_from_there(tmp_path: Path) -> None:
    site = build_site(tmp_path, POSTS, "language: de\nurl_dir: notes", serve=True, theme="material")
    desk = page(desks_of(site), "notes/_desk/index.html")
    assert texts(desk, "h1") == ["Schreibtisch – Blog"]
    assert texts(desk, ".md-header__title .md-ellipsis")[0] == "Notes"
    assert "title>Schreibtisch – Blog" in (desk.html or "")


def test_a_template_of_the_site_s_own_takes_its_place(tmp_path: Path) -> None:
    text = POSTS + "=== overrides/blogposts/desk.html\n<p id=mine>{{ desk.drafts | length }} in {{ title }}</p>\n"
    site = build_site(tmp_path, text, serve=True, theme="{name: mkdocs, custom_dir: overrides}")
    assert texts(page(desks_of(site)), "#mine") == ["1 in Blog"]


def test_drafts_that_have_no_page_are_named_without_a_link(tmp_path: Path) -> None:
    site = build_site(tmp_path, POSTS, "draft_on_serve: false", serve=True)
    desk = page(desks_of(site))
    assert texts(desk, ".blogposts-desk__title") == ["A <b>draft</b>", "Soon"]
    assert desk.css("a.blogposts-desk__title") == []


def test_an_empty_blog_has_one(tmp_path: Path) -> None:
    site = build_site(tmp_path, "=== docs/index.md\n# Home\n", serve=True)
    assert texts(page(desks_of(site)), "h2") == ["0 problems"]


# Where it stands


def test_pages_of_the_blog_lead_there_and_others_do_not(desks: Desks) -> None:
    badge = LexborHTMLParser(desks.badge("blog/tags/index.html", "/notes/"))
    (link,) = badge.css("a")
    assert (link.text(), link.attributes["href"]) == ("Desk1", "/notes/blog/_desk/")
    assert [node.attributes["aria-label"] for node in badge.css("b")] == ["1 problem"]
    assert desks.badge("index.html", "/") == desks.badge("blog/posts/picture.png", "/") == ""


def test_each_of_several_blogs_has_its_own_and_a_blog_may_be_the_whole_site(tmp_path: Path) -> None:
    text = "=== docs/index.md\n# Home\n=== docs/posts/2026-01-01-a.md\n# A\n=== docs/news/posts/2026-01-01-b.md\n# B\n"
    site = build_site(tmp_path, text, "blog_dir: .", plugins="- blogposts: {blog_dir: news}", serve=True)
    desks = desks_of(site)
    assert desks.outputs() == {"_desk/index.html", "news/_desk/index.html"}
    assert 'href="/news/_desk/"' in desks.badge("news/2026/01/01/b/index.html", "/")
    assert 'href="/_desk/"' in desks.badge("about/index.html", "/")


def test_a_page_of_the_writer_s_own_wins_and_a_setting_puts_the_desk_away(tmp_path: Path) -> None:
    own = build_site(tmp_path / "own", POSTS + "=== docs/blog/_desk/index.md\n# Mine\n", serve=True)
    assert desks_of(own).page(DESK) is None
    without = build_site(tmp_path / "without", POSTS, "live: {desk: false}", serve=True)
    assert desks_of(without).page(DESK) is None
    assert desks_of(without).badge("blog/index.html", "/") == ""


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_no_built_site_has_anything_of_it(tmp_path: Path, theme: str) -> None:
    for serve in (False, True):
        site = build_site(tmp_path / str(serve), POSTS, serve=serve, theme=theme)
        desks_of(site).page(DESK)
        assert [path for path in site.files if "desk" in path] == []
        outputs = (path.read_bytes() for path in site.site_dir.rglob("*") if path.is_file())
        assert not any(b"blogposts-desk" in each or b"_desk/" in each for each in outputs)


# While it is served


def test_it_follows_edits_and_what_is_served_stays_what_a_build_writes(tmp_path: Path) -> None:
    config = "site_name: Notes\ntheme: mkdocs\nplugins: [search, blogposts]\n"
    write_files(tmp_path / "site", POSTS.replace("2026-12-01 09:00", "2199-12-01"), {"mkdocs.yml": config})
    with Served(tmp_path / "site") as server:
        assert "A &lt;b&gt;draft&lt;/b&gt;" in server.get("blog/_desk/")
        assert "blogposts-desk" in server.get("blog/tags/")
        assert "<h1>Desk – Blog</h1>" in server.get("blog/_desk")  # led to the one with a slash
        assert "contains" not in server.get("blog/_desk/")
        assert "a link &#39;lost.md&#39;, but the target" in server.get("blog/_desk/")
        server.settle(server.write("blog/posts/draft.md", "---\ndraft: true\n---\n# A draft\n"))
        assert "lost.md" not in server.get("blog/_desk/")
        since = server.write("blog/posts/another.md", "---\ndraft: true\n---\n# Another\n")
        server.wait_until("blog/_desk/", "Another</a>")
        server.settle(since)
        since = server.write("blog/posts/bad.md", "---\ndate: 2026-01-01\n---\n# Bad\n")
        server.settle(since)
        desk = server.get("blog/_desk/")
        assert "yesterday" not in desk
        assert "livereload" in desk
        page = Poll(server, "blog/_desk/")
        server.settle(server.write("blog/posts/one.md", "---\ndate: 2026-09-03\n---\n# One\n\nOther words.\n"))
        page.join(5)
        assert not page.is_alive()  # the browser has been told to load the desk again
        assert server.differences() == []
        assert not [*server.root.rglob("*desk*")]


def test_an_open_desk_is_loaded_again_when_a_draft_without_a_page_moves(tmp_path: Path) -> None:
    config = "site_name: Notes\ntheme: mkdocs\nplugins: [search, {blogposts: {draft_on_serve: false}}]\n"
    write_files(tmp_path / "site", POSTS, {"mkdocs.yml": config})
    with Served(tmp_path / "site") as server:
        page = Poll(server, "blog/_desk/")
        posts = tmp_path / "site/docs/blog/posts"
        posts.joinpath("soon.md").rename(posts / "later.md")
        server.wait_until("blog/_desk/", "later.md")
        page.join(20)
        assert not page.is_alive()
