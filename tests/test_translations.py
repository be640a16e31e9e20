"""One post in several languages, and posts in one language only, in one blog."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import Site, build_site

POSTS = """
=== docs/blog/posts/hello.md
---
title: Hello
date: 2026-01-01
---
Hello there. See [more](only.md).

=== docs/blog/posts/hello.zh.md
---
title: 你好
date: 2026-01-01
---
# 你好

你好。

=== docs/blog/posts/hello.ar.md
---
title: مرحبا
date: 2026-01-01
draft: true
---
مرحبا.

=== docs/blog/posts/only.md
---
title: 只有中文
date: 2026-01-02
lang: zh
---
只有中文。

=== docs/blog/posts/plain.md
---
title: Plain
date: 2026-01-03
---
Plain.
"""
HELLO, CHINESE, ONLY = "blog/2026/01/01/hello/", "blog/2026/01/01/你好/", "blog/2026/01/02/只有中文/"
URL = "site_url: https://e.org/\n"


@pytest.fixture(scope="module", params=["mkdocs", "material"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(tmp_path_factory.mktemp("tongues"), POSTS, site=URL, theme=request.param)


def alternates(site: Site, path: str) -> dict[str, str]:
    nodes = site.page(path).css("head link[hreflang]")
    assert {(node.attributes["rel"] or "").strip() for node in nodes} <= {"alternate"}
    return {node.attributes["hreflang"] or "": node.attributes["href"] or "" for node in nodes}


@pytest.mark.parametrize("path", [HELLO, CHINESE])
def test_the_head_leads_to_each_language_and_to_the_blogs_own_for_all_others(site: Site, path: str) -> None:
    english, chinese = f"https://e.org/{HELLO}", "https://e.org/blog/2026/01/01/%E4%BD%A0%E5%A5%BD/"
    found = alternates(site, path)
    assert [*found] == ["en", "zh", "x-default"]
    assert (found["en"], found["x-default"]) == (english, english)
    assert found["zh"] in (chinese, f"https://e.org/{CHINESE}")


def test_a_post_without_translations_has_no_alternates(site: Site) -> None:
    assert alternates(site, ONLY) == alternates(site, "blog/2026/01/03/plain/") == {}


def test_without_an_address_alternates_are_relative(tmp_path: Path) -> None:
    site = build_site(tmp_path, POSTS)
    assert site.leads_to(HELLO, alternates(site, HELLO)["zh"]) == f"{CHINESE}index.html"
    assert site.leads_to(CHINESE, alternates(site, CHINESE)["x-default"]) == f"{HELLO}index.html"


def test_heading_and_text_name_their_language_where_it_is_not_the_pages(site: Site) -> None:
    assert site.values(CHINESE, "h1", "lang") == ["zh"]
    assert site.texts(CHINESE, "div[lang=zh][dir=ltr] > p") == ["你好。"]
    assert site.values(ONLY, "h1", "lang") == ["zh"]
    assert site.values(HELLO, "h1", "lang") == [""]
    assert not site.page(HELLO).css("div[lang=en] > p")


def test_lists_mark_a_post_that_is_in_another_language_only(site: Site) -> None:
    assert site.texts("blog/", ".blogposts-badge--language") == ["Written in Chinese"]
    assert site.texts(ONLY, ".blogposts-badge--language") == []


def test_lists_name_the_language_of_titles_and_excerpts(site: Site) -> None:
    titles = site.page("blog/").css("h2[lang=zh]")
    assert sorted(node.text(strip=True).rstrip("¶") for node in titles) == ["你好", "只有中文"]
    assert {"你好。", "只有中文。"} <= {each.replace(" ", "") for each in site.texts("blog/", "div[lang=zh] p")}


def test_the_badge_follows_the_language_of_the_blog(tmp_path: Path) -> None:
    site = build_site(tmp_path, POSTS, "language: zh")
    assert site.texts("blog/", ".blogposts-badge--language") == []
    assert site.values("blog/2026/01/03/plain/", "h1", "lang") == ["zh"]


def test_posts_in_a_blog_of_another_language_than_the_themes_name_it(tmp_path: Path) -> None:
    site = build_site(tmp_path, POSTS, "language: de", theme="{name: mkdocs, locale: en}")
    assert site.values("blog/2026/01/03/plain/", "h1", "lang") == ["de"]
    assert site.texts("blog/", ".blogposts-badge--language") == ["Sprache: Chinesisch"]
