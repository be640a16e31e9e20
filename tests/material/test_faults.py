"""What is wrong with Material's own blog is right here, on Material too; `FAULTS.md` lists where each is tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.material.both import CARD_TITLES, build_one
from tests.sites import Site, build_site

HOOK = """
=== hook.py
def on_page_content(html, *, page, **rest):
    return html.replace("Ground", "Grounds")
"""
CUT = """
=== docs/blog/posts/cut.md
---
date: 2024-03-01
authors: [ann, bo, cy]
categories: [C, C++, 'C#', ML, ml, Six, Seven]
---
# Cut

## Ground

!!! note

    Inside the box.

    <!-- more -->

    After the cut.
=== docs/blog/posts/other.md
---
date: 2024-03-02
---
# Other

## Ground

Begins.

<!-- more -->

Ends.
"""
SETTINGS = """
site_name: Notes
theme: {name: material}
markdown_extensions: [admonition]
hooks: [hook.py]
plugins:
  - blogposts
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_one(tmp_path_factory.mktemp("faults"), CUT + HOOK + "=== docs/index.md\n# Home\n", SETTINGS)


def test_a_cut_in_a_box_closes_it_and_no_id_stands_twice(site: Site) -> None:
    assert site.texts("blog/", CARD_TITLES) == ["Other", "Cut"]
    assert site.texts("blog/", ".md-post--excerpt .md-post--excerpt") == []
    assert "After the cut" not in site.text("blog/", "body")
    ids = site.values("blog/", "[id]", "id")
    assert len({*ids}) == len(ids)


def test_what_hooks_make_of_a_page_reaches_its_excerpt(site: Site) -> None:
    assert site.texts("blog/", ".md-post__content h3").count("Grounds") == 2


def test_every_author_and_every_category_stands_on_the_card(site: Site) -> None:
    assert len(site.values("blog/", ".md-post__authors img", "alt")) == 3
    assert len(site.texts("blog/", ".md-meta__link")) == 7


def test_categories_with_one_slug_have_a_page_each(site: Site) -> None:
    urls = {site.leads_to("blog/", href) for href in site.values("blog/", ".md-meta__link", "href")}
    assert len(urls) == 7
    assert all(site.exists(url) for url in urls)
    assert sum("make the same slug" in warning for warning in site.warnings) == 3


def test_further_pages_keep_what_the_front_page_says(tmp_path: Path) -> None:
    front = "=== docs/blog/index.md\n---\nhide: [toc]\ntemplate: front.html\n---\n# Front\n"
    text = (
        front
        + "=== overrides/front.html\n{% extends 'blog.html' %}{% block htmltitle %}<title>{{ page.title }} {{ page.meta.hide[0] }}</title>{% endblock %}\n"
    )
    settings = SETTINGS.replace("material}", "material, custom_dir: overrides}") + "      \n"
    settings = settings.replace("- blogposts", "- blogposts:\n      pagination_per_page: 1")
    site = build_one(tmp_path, text + CUT + HOOK, settings)
    for path in ("blog/", "blog/page/2/"):
        assert site.texts(path, "title") == ["Front toc"]
    assert site.texts("blog/page/2/", ".md-nav__link--active .md-ellipsis")[:1] == ["Front"]


def test_each_post_is_converted_once_whatever_lists_it_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = """
=== counting_words.py
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Counting(Preprocessor):
    def run(self, lines):
        if any("After the cut" in line for line in lines):
            with open(%r, "a") as file:
                file.write("x")
        return lines

class Counter(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Counting(md), "counting", 100)

def makeExtension(**options):
    return Counter(**options)
"""
    tmp_path.joinpath("site").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    settings = SETTINGS.replace("[admonition]", "[admonition, counting_words]")
    build_one(tmp_path, CUT + HOOK + counter % str(tmp_path / "count.txt"), settings)
    assert (tmp_path / "count.txt").read_text() == "x"


def test_a_chinese_post_takes_as_long_as_reading_it(tmp_path: Path) -> None:
    text = f"=== docs/blog/posts/a.md\n---\ndate: 2024-01-01\n---\n# 长\n\n{'前缀缓存的命中率是怎样骗人的。' * 123}\n"
    site = build_site(tmp_path, text, theme="material")
    assert "4 min read" in site.text("blog/", ".md-post--excerpt")


def test_two_blogs_each_have_their_own_format_of_dates(tmp_path: Path) -> None:
    text = CUT + HOOK + "=== docs/news/posts/a.md\n---\ndate: 2024-01-01\n---\n# A\n"
    settings = SETTINGS.replace("- blogposts", "- blogposts:\n      post_date_format: yyyy")
    site = build_one(tmp_path, text, f"{settings.rstrip()}\n  - blogposts:\n      blog_dir: news\n")
    assert site.texts("blog/2024/03/02/other/", "time") == ["2024"]
    assert site.texts("news/2024/01/01/a/", "time") == ["January 1, 2024"]


def test_the_front_page_is_called_in_the_menu_as_nav_says(tmp_path: Path) -> None:
    nav = "nav:\n  - index.md\n  - Writing: blog/index.md\n"
    site = build_one(tmp_path, CUT + HOOK + "=== docs/blog/index.md\n# What we write\n", nav + SETTINGS)
    for path in ("", "blog/"):
        assert "Writing" in site.text(path, ".md-nav--primary")
        assert "What we write" not in site.text(path, ".md-nav--primary")


def test_years_stand_newest_first_in_the_menu_whatever_is_pinned(tmp_path: Path) -> None:
    old = "=== docs/blog/posts/old.md\n---\ndate: 2020-01-01\npin: true\n---\n# Old\n"
    site = build_one(tmp_path, CUT + HOOK + old, SETTINGS)
    years = [each for each in site.texts("", ".md-nav__item .md-ellipsis") if each.isdigit()]
    assert years == ["2024", "2020"]


def test_links_in_a_text_that_further_pages_repeat_work(tmp_path: Path) -> None:
    front = "=== docs/blog/index.md\n# Front\n\n[Home](../index.md), [other](posts/other.md)\n"
    settings = SETTINGS.replace(
        "- blogposts", "- blogposts:\n      pagination_per_page: 1\n      pagination_keep_content: true"
    )
    site = build_one(tmp_path, front + CUT + HOOK, settings)
    links = [
        site.leads_to("blog/page/2/", each) for each in site.values("blog/page/2/", "header.md-typeset p a", "href")
    ]
    assert links == ["index.html", "blog/2024/03/02/other/index.html"]
    assert site.warnings == [each for each in site.warnings if "same slug" in each]
