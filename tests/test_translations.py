"""One post in several languages, and posts in one language only, in one blog."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

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


@pytest.mark.parametrize(
    ("theme", "turned"), [("{name: mkdocs, locale: ar}", "rtl"), ("{name: material, language: ar}", "")]
)
def test_headings_and_texts_run_from_right_to_left_where_the_theme_does_not_turn(
    tmp_path: Path, theme: str, turned: str
) -> None:
    text = """
=== docs/blog/index.md
---
title: المدونة
---
# المدونة

أهلًا.
=== docs/blog/posts/a.md
---
title: عنوان
date: 2026-01-01
tags: [وسم]
slug: a
---
نص.
"""
    site = build_site(tmp_path, text, "list_style: list", theme=theme)
    for path in ("blog/", "blog/2026/01/01/a/", "blog/tags/", "blog/archive/"):
        assert site.values(path, "h1", "dir") == [turned], path
    for path, written in (("blog/", "أهلًا."), ("blog/2026/01/01/a/", "نص.")):
        assert site.texts(path, "div[lang=ar][dir=rtl]:not([class]) > p") == ([written] if turned else []), path


# Lists apart --------------------------------------------------------------------

MORE = f"""{POSTS}
=== docs/blog/posts/other.zh.md
---
title: 另一篇
date: 2026-01-04
tags: [推理]
---
另一篇。

=== docs/blog/posts/other.md
---
title: Another
date: 2026-01-04
tags: [推理]
---
Another.
"""
APART = "list_style: {languages: apart}"
TITLES = ".blogposts-card__title, article h2 .toclink"


@pytest.fixture(scope="module", params=["mkdocs", "material"])
def apart(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(tmp_path_factory.mktemp("apart"), MORE, APART, site=URL, theme=request.param)


def test_lists_name_each_post_once_where_languages_are_apart(apart: Site) -> None:
    assert apart.texts("blog/", TITLES) == ["Another", "Plain", "只有中文", "Hello"]
    assert apart.texts("blog/tags/推理/", TITLES) == ["Another"]
    assert apart.texts("blog/archive/2026/", TITLES) == ["Another", "Plain", "只有中文", "Hello"]
    assert apart.texts("blog/archive/", ".blogposts-month__post") == ["Another", "Plain", "只有中文", "Hello"]
    assert apart.warnings == []
    assert apart.dead_links() == []


def test_each_other_language_has_a_list_of_its_own_in_its_own_words(apart: Site) -> None:
    assert apart.texts("blog/zh/", TITLES) == ["另一篇", "只有中文", "你好"]
    assert apart.texts("blog/zh/", "h1") == ["中文"]
    assert "3 篇文章" in apart.text("blog/zh/")
    assert apart.texts("blog/zh/", ".blogposts-badge--language") == []


def test_front_pages_of_languages_lead_to_each_other(apart: Site) -> None:
    assert apart.texts("blog/", ".blogposts-translations a") == ["中文"]
    assert apart.texts("blog/zh/", ".blogposts-translations a") == ["English"]
    there = {"en": "https://e.org/blog/", "zh": "https://e.org/blog/zh/", "x-default": "https://e.org/blog/"}
    assert alternates(apart, "blog/") == alternates(apart, "blog/zh/") == there
    assert alternates(apart, "blog/tags/推理/") == {}


def test_newer_and_older_stay_in_the_language(tmp_path: Path) -> None:
    site = build_site(tmp_path, MORE, APART)
    around = {name: site.texts(name, ".blogposts-around__title") for name in (HELLO, CHINESE)}
    assert around == {HELLO: ["只有中文"], CHINESE: ["只有中文"]}
    assert site.texts("blog/2026/01/04/另一篇/", ".blogposts-around__title") == ["只有中文"]


def test_lists_are_mixed_by_default_and_a_slip_is_named(tmp_path: Path) -> None:
    site = build_site(tmp_path / "mixed", MORE)
    assert len(site.cards("blog/")) == 6
    assert not site.exists("blog/zh/")
    with pytest.raises(Abort):
        build_site(tmp_path / "slip", MORE, "list_style: {languages: each}")
