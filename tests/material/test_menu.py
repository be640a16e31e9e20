"""The menu, the links between pages and the headings of lists are those of Material's own blog: both build the site."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.material.both import CARD_TITLES, PRESET, Both, build_both, build_one, switched
from tests.sites import Site

POSTS = """
=== docs/about.md
# About
=== docs/blog/index.md
# Notes
=== docs/blog/posts/one.md
---
date: 2024-03-01
categories: [TIL, apples]
---
# One
<!-- more -->
=== docs/blog/posts/two.md
---
date: 2025-03-01
categories: [Thoughts]
---
# Two
<!-- more -->
=== docs/blog/posts/three.md
---
date: 2025-04-01
---
# Three
<!-- more -->
"""

SETTINGS = """
site_name: Notes
site_url: https://example.org/
theme:
  name: material
  features: [navigation.footer]
plugins:
  - blog:
      pagination_per_page: 2
"""
NAVS = {
    "no nav": "",
    "at the top": "nav: [about.md, Notes: blog/index.md]",
    "in a section": "nav: [about.md, Notes: [blog/index.md]]",
    "in a section with others": "nav: [Notes: [blog/index.md, about.md]]",
    "not in nav": "nav: [about.md]",
}
ROOT = POSTS.replace("docs/blog/", "docs/")
AT_ROOT = SETTINGS + "      blog_dir: .\n"


@pytest.mark.parametrize("nav", NAVS.values(), ids=NAVS)
@pytest.mark.parametrize("own", [PRESET, ""], ids=["preset", "defaults"])
def test_the_menu_has_the_same_sections(tmp_path: Path, nav: str, own: str) -> None:
    both = build_both(tmp_path, POSTS, SETTINGS + nav, own)
    assert _menu(both.ours) == _menu(both.theirs)


@pytest.mark.parametrize("nav", ["", "nav: [about.md]", "nav: [index.md, about.md]"])
def test_a_blog_that_is_the_whole_site_has_its_sections_even_outside_of_nav(tmp_path: Path, nav: str) -> None:
    both = build_both(tmp_path, ROOT, AT_ROOT + nav)
    assert "Archive" in _menu(both.theirs)
    assert _menu(both.ours) == _menu(both.theirs)


@pytest.mark.parametrize("language", ["zh-TW", "sv", "de"])
def test_sections_have_the_themes_words_where_all_shall_be_as_there(tmp_path: Path, language: str) -> None:
    words = """
=== overrides/partials/languages/de.html
{% macro t(key) %}{{ {"language": "en", "blog.archive": "Years & days"}.get(key, "") }}{% endmacro %}
"""
    theme = f"  name: material\n  custom_dir: overrides\n  language: {language}\n"
    settings = AT_ROOT.replace("  name: material\n", theme) + "      categories_name: By <i>word</i>\n"
    both = build_both(tmp_path, ROOT + words, settings)
    assert _menu(both.ours) == _menu(both.theirs)


def test_a_hook_that_comes_after_the_blog_can_change_its_sections(tmp_path: Path) -> None:
    hook = """
=== hook.py
from mkdocs.plugins import event_priority
@event_priority(-100)
def on_nav(nav, config, files):
    nav.items = [item for item in nav.items if item.title != "Archive"]
    return nav
"""
    both = build_both(tmp_path, ROOT + hook, AT_ROOT + "hooks: [hook.py]")
    assert "Archive" not in _menu(both.ours)
    assert _menu(both.ours) == _menu(both.theirs)


def test_hooks_mark_lists_in_the_menu_as_they_mark_any_page(tmp_path: Path) -> None:
    hook = """
=== hook.py
def on_page_markdown(markdown, page, **rest):
    if page.file.src_uri.startswith("blog/category/"):
        page.meta |= {"icon": "material/tag", "subtitle": "By theme", "status": "new"}
        page.encrypted = True
        page.typeset = type("Typeset", (), {"title": "<em>Set</em>"})
"""
    both = build_both(tmp_path, POSTS + hook, SETTINGS + "nav: [Notes: [blog/index.md]]\nhooks: [hook.py]")
    of_menu = re.compile(r'<nav class="md-nav md-nav--primary".*?<div class="md-content"', re.DOTALL)
    menus = [of_menu.findall(each.html("about/index.html")) for each in (both.ours, both.theirs)]
    assert menus[0] == menus[1]
    for mark in ("md-status--new", "md-status--encrypted", "<em>Set</em>", "<small>By theme</small>"):
        assert menus[0][0].count(mark) == 3, mark


@pytest.mark.parametrize("nav", NAVS.values(), ids=NAVS)
def test_pages_lead_to_the_same_ones_before_and_after_them(tmp_path: Path, nav: str) -> None:
    both = build_both(tmp_path, POSTS, SETTINGS + nav)
    assert "blog/page/2/index.html" in both.pages()
    assert _neighbours(both, both.ours) == _neighbours(both, both.theirs)


def test_a_card_is_headed_by_the_posts_own_heading(tmp_path: Path) -> None:
    post = """
=== docs/blog/posts/four.md
---
date: 2026-03-01
title: For search engines
---
# Why `a < b` is *so* [true](../../about.md) ![](a.png)
<!-- more -->
=== docs/blog/posts/five.md
---
date: 2026-04-01
title: Only & here
---
Text.
<!-- more -->
=== docs/blog/posts/a.png
"""
    settings = SETTINGS + "      blog_toc: true\n"
    both = build_both(tmp_path, POSTS + post, settings)
    cards = _cards(both.ours)
    assert cards == _cards(both.theirs)
    assert cards == ["Only & here", "Why a < b is so true"]
    assert both.ours.texts("blog/index.html", ".md-sidebar--secondary .md-nav__item") == both.theirs.texts(
        "blog/index.html", ".md-sidebar--secondary .md-nav__item"
    )
    heading = both.ours.page("blog/index.html").css(CARD_TITLES)[1]
    assert [len(heading.css(tag)) for tag in ("code", "em", "a")] == [1, 1, 1]
    assert both.ours.leads_to("blog/index.html", heading.css_first("img").attributes["src"] or "") == "blog/a.png"


def test_a_front_page_written_without_a_heading_has_none(tmp_path: Path) -> None:
    both = build_both(tmp_path, POSTS.replace("# Notes", "---\nhide: [toc]\n---"), SETTINGS, "")
    assert both.theirs.texts("blog/index.html", "h1") == both.ours.texts("blog/index.html", "h1") == []
    assert both.ours.texts("blog/page/2/index.html", "h1") != []


def test_quotes_in_a_heading_do_not_end_an_attribute(tmp_path: Path) -> None:
    both = build_both(tmp_path, POSTS.replace("# Two", "# \"Two\" and '2'"), SETTINGS)
    labels = [
        [link.attributes["aria-label"] for link in site.page("blog/2024/03/01/one/index.html").css(".md-footer__link")]
        for site in (both.ours, both.theirs)
    ]
    assert labels[0] == labels[1] == ["Next: \"Two\" and '2'"]


@pytest.mark.parametrize("before", ["<html><head></head><body>", '<p><img src="a.png" alt="Ann"></p>\n', "<!-- a -->"])
def test_a_heading_after_pictures_and_tags_gets_no_second_one(tmp_path: Path, before: str) -> None:
    hook = f"""
=== hook.py
def on_page_content(html, **_):
    return '''{before}''' + html
"""
    both = build_both(tmp_path, POSTS + hook, SETTINGS + "hooks: [hook.py]", "")
    assert both.ours.texts("blog/2025/03/01/two/index.html", "h1") == ["Two"]


def _menu(site: Site) -> list[str]:
    return site.texts("about/index.html", ".md-nav--primary .md-ellipsis")


def _cards(site: Site) -> list[str]:
    return site.texts("blog/index.html", CARD_TITLES)


def _neighbours(both: Both, site: Site) -> dict[str, list[str]]:
    """Return where the footer of each page leads."""
    return {
        path: [
            f"{link.attributes['rel']} {site.leads_to(path, link.attributes['href'] or '')}"
            for link in site.page(path).css("head link[rel=prev], head link[rel=next]")
        ]
        for path in both.pages()
        if path != "404.html"
    }


def test_categories_are_sorted_by_their_names_whatever_pages_by_hand_call_them(tmp_path: Path) -> None:
    own = "=== docs/blog/category/apples.md\n# Zebras\n=== docs/blog/category/til.md\n---\ntitle: Bees\n---\n"
    both = build_both(tmp_path, POSTS + own, SETTINGS + "nav: [Notes: [blog/index.md]]")
    titles = _menu(both.ours)
    assert titles == _menu(both.theirs)
    assert [each for each in titles if each in ("Zebras", "Bees", "Thoughts")] == ["Bees", "Thoughts", "Zebras"]


def test_the_menu_names_each_category_unless_there_are_more_than_a_hundred(tmp_path: Path) -> None:
    def menu(count: int) -> list[str]:
        names = ", ".join(f"c{at:03}" for at in range(count))
        text = POSTS.replace("categories: [Thoughts]", f"categories: [{names}]").replace(
            "categories: [TIL, apples]\n", ""
        )
        site = build_one(tmp_path / str(count), text, switched(f"{SETTINGS}nav: [Notes: [blog/index.md]]", ""))
        return [title for title in _menu(site) if title.startswith(("c0", "c1", "Categories"))]

    assert menu(100) == ["Categories", *(f"c{at:03}" for at in range(100))]
    assert menu(101) == ["Categories"]


ADDING = """
def on_page_markdown(markdown, **rest):
    return f"{markdown}\\n\\n## Share this page\\n\\nAn appeal to readers."
"""


@pytest.mark.parametrize("own", [PRESET, ""], ids=["preset", "defaults"])
@pytest.mark.parametrize(
    "path", ["", "page/2/", "archive/2025/", "category/til/", "archive/2025/page/2/"], ids=lambda path: path or "front"
)
def test_what_hooks_add_to_every_page_stands_below_the_headings_of_lists(
    adding: Callable[[str], Both], own: str, path: str
) -> None:
    both, page = adding(own), f"blog/{path}index.html"
    text = ".md-content__inner > header > :is(h1, h2, p)"
    assert both.theirs.texts(page, text) == both.ours.texts(page, text) != []
    contents = ".md-sidebar--secondary .md-nav__item"
    assert both.theirs.texts(page, contents) == both.ours.texts(page, contents)


@pytest.fixture(scope="module")
def adding(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Both]:
    """A site with a hook that adds the same text to every page."""
    four = POSTS[POSTS.index("=== docs/blog/posts/three.md") :].replace("three", "four").replace("Three", "Four")
    settings = f"{SETTINGS}hooks: [adding.py]\n"
    settings = settings.replace("pagination_per_page: 2", "pagination_per_page: 1")

    @cache
    def build(own: str) -> Both:
        folder = tmp_path_factory.mktemp("adding")
        return build_both(folder, f"{POSTS}{four}=== adding.py{ADDING}", settings, own)

    return build
