"""What the heads of pages say, and that texts stay texts wherever they stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.sites import Site, build_site, posts

SITE = "site_url: https://e.org/docs/\nsite_description: About everything\n"
EVIL = "</script></title><script>alert(1)</script>"
THEMES = ["mkdocs", "readthedocs", "material", "terminal", "cinder", "shadcn"]
EVIL_BLOG = f"""
=== docs/blog/posts/a.md
---
title: '{EVIL}'
date: 2026-01-02
description: 'x" onload="alert(1)'
categories: ['<script>alert(1)</script>']
authors: [eve]
series: '{EVIL}'
---
Text.
=== docs/blog/posts/b.md
---
date: 2026-01-03
series: '{EVIL}'
---
# Tom & Jerry `<b>`

Text of b.
=== docs/blog/.authors.yml
authors:
  eve: {{name: '<script>alert(1)</script>'}}
"""
PATH = "blog/2026/01/02/alert1/"


def meta(site: Site, path: str) -> dict[str, str]:
    nodes = site.page(path).css("head meta[name], head meta[property]")
    return {
        node.attributes.get("name") or node.attributes["property"] or "": node.attributes.get("content") or ""
        for node in nodes
    }


def graph(site: Site, path: str) -> dict[str, dict[str, Any]]:
    scripts = [json.loads(node.text()) for node in site.page(path).css("script[type='application/ld+json']")]
    return {node["@type"]: node for each in scripts for node in each.get("@graph", [])}


@pytest.mark.parametrize("theme", THEMES)
def test_texts_are_shown_as_texts_in_every_theme(tmp_path: Path, theme: str) -> None:
    site = build_site(tmp_path, EVIL_BLOG, "authors_profiles: true", site=SITE, theme=theme, plugins="- search")
    pages = [path for path in site.files if path.endswith(".html")]
    assert f"{PATH}index.html" in pages
    for path in pages:
        page = site.page(path)
        assert not [node.html for node in page.css("script") if node.text().strip() == "alert(1)"], path
        assert not page.css("[onload]"), path
    assert EVIL in site.texts(PATH, "title")[0]
    assert site.texts("blog/2026/01/03/tom--jerry/", "title")[0].startswith("Tom & Jerry <b>")


def test_titles_are_found_as_text(tmp_path: Path) -> None:
    plain = build_site(tmp_path / "a", EVIL_BLOG, site=SITE, plugins="- search")
    titles = [each["title"] for each in json.loads(plain.html("search/search_index.json"))["docs"]]
    assert EVIL in titles
    assert "Tom & Jerry <b>" in titles
    material = build_site(tmp_path / "b", EVIL_BLOG, site=SITE, plugins="- search", theme="material")
    titles = [each["title"] for each in json.loads(material.html("search/search_index.json"))["docs"]]
    assert not any("<script>" in each for each in titles)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    text = """
=== docs/blog/posts/a.md
---
title: One
date: 2026-01-02
updated: 2026-01-05
categories: [Code]
tags: [x]
authors: [ann]
image: {src: pic.png, alt: A picture}
---
The first words of it.
=== docs/blog/posts/b.md
---
title: Two
date: 2026-01-03
description: Said by its writer
unlisted: true
lang: zh
cover: drawing.svg
---
Text.
=== docs/blog/.authors.yml
authors:
  ann: {name: Ann, description: Writes, links: {Home: https://ann.example/}}
"""
    files = {"docs/blog/posts/pic.png": b"x", "docs/blog/posts/drawing.svg": b"<svg/>"}
    settings = "authors_profiles: true\npagination_per_page: 2\nhead:\n  image: own.png\n  twitter: '@notes'"
    more = posts(4, "2026-02-01")
    return build_site(tmp_path_factory.mktemp("head"), text + more, settings, site=SITE, files=files)


def test_a_post_tells_what_it_is(built: Site) -> None:
    found = meta(built, "blog/2026/01/02/one/")
    assert found["description"] == found["og:description"] == "The first words of it."
    assert (found["og:type"], found["og:title"]) == ("article", "One")
    assert found["og:url"] == "https://e.org/docs/blog/2026/01/02/one/"
    assert (found["og:image"], found["og:image:alt"]) == ("https://e.org/docs/blog/pic.png", "A picture")
    assert found["article:modified_time"].startswith("2026-01-05")
    assert (found["article:section"], found["article:tag"]) == ("Code", "x")
    assert found["twitter:site"] == "@notes"
    post = graph(built, "blog/2026/01/02/one/")["BlogPosting"]
    assert post["headline"] == "One"
    assert post["author"][0]["url"] == "https://e.org/docs/blog/author/ann/"
    way = graph(built, "blog/2026/01/02/one/")["BreadcrumbList"]["itemListElement"]
    assert [each["name"] for each in way] == ["Notes", "Blog", "One"]


def test_only_posts_that_nothing_leads_to_are_kept_from_search_engines(built: Site) -> None:
    found = meta(built, "blog/2026/01/03/two/")
    assert found["robots"] == "noindex"
    assert found["description"] == "Said by its writer"
    assert "robots" not in meta(built, "blog/2026/01/02/one/")


def test_a_drawing_is_no_picture_for_networks(built: Site) -> None:
    assert meta(built, "blog/2026/01/03/two/")["og:image"] == "https://e.org/docs/own.png"


def test_lists_tell_what_they_hold(built: Site) -> None:
    assert meta(built, "blog/")["description"] == "About everything"
    assert meta(built, "blog/category/code/")["description"] == "Posts in Code: One"
    assert meta(built, "blog/category/")["description"] == "Posts in Categories: Code"
    assert graph(built, "blog/")["Blog"]["name"] == "Blog"
    assert "CollectionPage" in graph(built, "blog/page/2/")
    way = graph(built, "blog/category/code/")["BreadcrumbList"]["itemListElement"]
    assert [each["name"] for each in way] == ["Notes", "Blog", "Categories", "Code"]


def test_an_authors_page_is_a_profile(built: Site) -> None:
    assert meta(built, "blog/author/ann/")["og:type"] == "profile"
    person = graph(built, "blog/author/ann/")["ProfilePage"]["mainEntity"]
    assert person["sameAs"] == ["https://ann.example/"]


def test_pages_of_a_list_lead_to_each_other(built: Site) -> None:
    def turns(path: str) -> dict[str, str]:
        nodes = built.page(path).css("head link[rel=prev], head link[rel=next]")
        return {n.attributes["rel"] or "": built.leads_to(path, n.attributes["href"] or "") for n in nodes}

    assert turns("blog/") == {"next": "blog/page/2/index.html"}
    assert turns("blog/page/2/") == {"prev": "blog/index.html", "next": "blog/page/3/index.html"}
    assert turns("blog/page/3/") == {"prev": "blog/page/2/index.html"}


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_said_twice(tmp_path: Path, theme: str) -> None:
    site = build_site(tmp_path, posts(12), site=SITE, theme=theme, plugins="- search")
    for path in ("blog/", "blog/page/2/", "blog/2026/01/01/post-1/", "blog/archive/"):
        nodes = site.page(path).css("head meta[name], head meta[property]")
        names = [node.attributes.get("name") or node.attributes["property"] for node in nodes]
        single = [name for name in names if name == "description" or str(name).startswith(("og:", "twitter:"))]
        assert len(single) == len(set(single)), (path, single)
        assert len(site.page(path).css("head link[rel=canonical]")) == 1
        assert len(site.page(path).css("head link[rel=next], head link[rel=prev]")) <= 2
        assert "description" in names
    assert meta(site, "blog/2026/01/01/post-1/")["description"] == "Text 1."


def test_what_a_theme_says_of_a_page_stands(tmp_path: Path) -> None:
    text = (
        posts(1)
        + """
=== overrides/main.html
{% extends "base.html" %}
{% block extrahead %}<meta property="og:title" content="The theme's"><script type="application/ld+json">{"@type": "BlogPosting"}</script>{% endblock %}
"""
    )
    site = build_site(tmp_path, text, site=SITE, theme="{name: mkdocs, custom_dir: overrides}")
    path = "blog/2026/01/01/post-1/"
    assert site.values(path, "meta[property='og:title']", "content") == ["The theme's"]
    assert "BlogPosting" not in graph(site, path)
    assert "BreadcrumbList" in graph(site, path)


def test_without_an_address_nothing_names_one(tmp_path: Path) -> None:
    site = build_site(tmp_path, posts(1, front="image: https://o.org/a.png\n"))
    found = meta(site, "blog/2026/01/01/post-1/")
    assert "og:url" not in found
    assert found["og:image"] == "https://o.org/a.png"
    assert "url" not in graph(site, "blog/2026/01/01/post-1/")["BlogPosting"]
    assert "BreadcrumbList" not in graph(site, "blog/2026/01/01/post-1/")


@pytest.mark.parametrize("settings", ["head: false", "preset: material"])
def test_heads_can_be_left_to_the_theme(tmp_path: Path, settings: str) -> None:
    site = build_site(tmp_path, posts(1), settings, site=SITE)
    assert not [name for name in meta(site, "blog/2026/01/01/post-1/") if ":" in name]
    assert not graph(site, "blog/2026/01/01/post-1/")


def test_parts_of_heads_can_be_left_out(tmp_path: Path) -> None:
    site = build_site(tmp_path, posts(1), "head: {description: false, open_graph: false, json_ld: false}", site=SITE)
    assert not {"description", "og:title"} & meta(site, "blog/2026/01/01/post-1/").keys()
    assert not graph(site, "blog/2026/01/01/post-1/")


def test_a_page_without_a_head_stays_as_it_is(tmp_path: Path) -> None:
    text = posts(1, front="template: bare.html\n") + "=== overrides/bare.html\n{{ page.content }}\n"
    site = build_site(tmp_path, text, site=SITE, theme="{name: mkdocs, custom_dir: overrides}")
    assert "og:title" not in site.html("blog/2026/01/01/post-1/")
