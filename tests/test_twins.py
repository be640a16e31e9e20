"""Posts as Markdown beside their pages, and the list of them for language models."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.sites import Site, build_site, posts

URL = "https://e.org/docs/"
SITE = f"site_url: {URL}\nsite_description: Of things\n"
WISH = "feeds: {markdown: true, llms: true}"
HOOK = """
def on_page_markdown(markdown, page, **kwargs):
    return markdown.replace("{{ version }}", "3.1")
"""
BLOG = """
=== docs/blog/posts/first.md
---
title: 'First [1] <b>'
slug: first
date: 2026-01-02
tags: [x]
cover: pic.png
internal: not for readers
---
See [the other](second.md#more), [me](first.md?x), [a page](/about.md), [gone](gone.md), ![a picture](pic.png) and [out](https://o.org/).

<!-- more -->

Version {{ version }}, `[code](second.md)`.

```blogposts
latest: 1
```

The end.
=== docs/blog/posts/second.md
---
date: 2026-01-03
description: Said by its *writer*
---
# The second

Text.
=== docs/blog/posts/secret.md
---
title: Secret
date: 2026-01-04
draft: true
---
Zebra.
=== docs/blog/posts/quiet.md
---
title: Quiet
date: 2026-01-04
unlisted: true
---
Zebra.
=== docs/blog/posts/locked.md
---
title: Locked
date: 2026-01-04
password: x
description: Zebra
---
Zebra.
=== docs/about.md
# About
"""
FIRST, SECOND = "blog/2026/01/02/first/index.md", "blog/2026/01/03/the-second/index.md"


def build(folder: Path, wish: str = WISH, site: str = SITE, **options: bool) -> Site:
    files = {"docs/blog/posts/pic.png": b"x", "hook.py": HOOK}
    return build_site(folder, BLOG, wish, site=f"{site}hooks: [hook.py]\n", files=files, **options)  # type: ignore[arg-type]  # flags


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(tmp_path_factory.mktemp("twins"))


def test_each_published_post_stands_as_markdown_beside_its_page(built: Site) -> None:
    assert {path for path in built.files if path.endswith(".md")} == {FIRST, SECOND}
    assert built.html(SECOND) == (
        '---\ntitle: "The second"\ndescription: "Said by its *writer*"\n'
        f'url: "{URL}blog/2026/01/03/the-second/"\ndate: "2026-01-03"\n---\n\n# The second\n\nText.\n'
    )


def test_markdown_is_what_plugins_made_of_it_and_its_links_lead_on(built: Site) -> None:
    text = built.html(FIRST)
    assert "\n# First \\[1\\] \\<b>\n" in text
    assert f"[the other]({URL}blog/2026/01/03/the-second/#more)" in text
    assert f"[me]({URL}blog/2026/01/02/first/?x)" in text
    assert f"![a picture]({URL}blog/pic.png)" in text
    assert "[a page](/about.md), [gone](gone.md)" in text
    assert "Version 3.1, `[code](second.md)`." in text
    assert "<!-- blogposts" not in text
    assert "not for readers" not in text


def test_the_page_leads_to_its_markdown(built: Site) -> None:
    path = "blog/2026/01/03/the-second/"
    (href,) = built.values(path, "link[type='text/markdown']", "href")
    assert urljoin(path, href) == SECOND
    assert not built.values("blog/", "link[type='text/markdown']", "href")


def test_the_list_leads_to_the_markdown_of_every_published_post(built: Site) -> None:
    assert built.html("llms.txt") == (
        "# Notes\n\n> Of things\n\n## Blog\n\n"
        f"- [The second]({URL}{SECOND}): Said by its \\*writer\\*\n"
        f"- [First \\[1\\] \\<b>]({URL}{FIRST}): See the other, me, a page, gone, and out.\n"
    )


@pytest.mark.parametrize("serve", [False, True])
def test_nothing_unpublished_or_protected_is_in_either(tmp_path: Path, serve: bool) -> None:
    site = build(tmp_path, serve=serve)
    texts = [site.html(path) for path in site.files if path.endswith((".md", "llms.txt"))]
    assert len(texts) == 3
    assert not [text for text in texts if re.search("zebra|secret|quiet|locked", text, re.IGNORECASE)]


def test_without_an_address_links_are_relative(tmp_path: Path) -> None:
    site = build(tmp_path, site="")
    assert "[the other](../../03/the-second/#more)" in site.html(FIRST)
    assert f"[The second]({SECOND})" in site.html("llms.txt")
    assert not any("feed" in path for path in site.files)


def test_without_markdown_the_list_leads_to_pages(tmp_path: Path) -> None:
    site = build(tmp_path, "feeds: {llms: blog/llms.txt}")
    assert f"[The second]({URL}blog/2026/01/03/the-second/)" in site.html("blog/llms.txt")
    assert not [path for path in site.files if path.endswith(".md")]


def test_paths_from_the_docs_folder_are_followed_where_mkdocs_does(tmp_path: Path) -> None:
    site = build(tmp_path, site=f"{SITE}validation: {{links: {{absolute_links: relative_to_docs}}}}\n")
    assert f"[a page]({URL}about/)" in site.html(FIRST)


@pytest.mark.parametrize("wish", ["", "feeds: true", "preset: material"])
def test_neither_is_there_unasked(tmp_path: Path, wish: str) -> None:
    site = build(tmp_path, wish)
    assert not [path for path in site.files if path.endswith((".md", "llms.txt"))]


def test_a_list_of_the_writers_own_stays(tmp_path: Path) -> None:
    site = build_site(tmp_path, posts(1), WISH, site=SITE, files={"docs/llms.txt": "mine"})
    assert site.html("llms.txt") == "mine"
    assert site.said("llms.txt", "feeds: llms:")


def test_addresses_without_folders_have_markdown_beside_them(tmp_path: Path) -> None:
    site = build_site(tmp_path, posts(1), WISH, site=f"{SITE}use_directory_urls: false\n")
    assert "Text 1." in site.html("blog/2026/01/01/post-1.md")
    assert f"]({URL}blog/2026/01/01/post-1.md)" in site.html("llms.txt")


def test_two_blogs_have_a_list_each(tmp_path: Path) -> None:
    text = posts(1) + "=== docs/news/posts/a.md\n---\ntitle: News\ndate: 2026-01-01\n---\nText\n"
    other = "- blogposts:\n    blog_dir: news\n    feeds: {llms: news/llms.txt}\n"
    site = build_site(tmp_path, text, WISH, plugins=other, site=SITE)
    assert ("Post 1" in site.html("llms.txt"), "News" in site.html("news/llms.txt")) == (True, True)
    assert not site.warnings


def test_each_language_has_markdown_and_a_list_of_its_own(tmp_path: Path) -> None:
    text = posts(1) + "=== docs/blog/posts/p1.de.md\n---\ntitle: Eins\ndate: 2026-01-01\n---\nAuf Deutsch.\n"
    languages = "[{locale: en, name: English, default: true}, {locale: de, name: Deutsch}]"
    other = f"- i18n:\n    docs_structure: suffix\n    languages: {languages}\n"
    site = build_site(tmp_path, text, WISH, plugins=other, site=SITE)
    assert "Auf Deutsch." in site.html("de/blog/2026/01/01/eins/index.md")
    assert f"[Eins]({URL}de/blog/2026/01/01/eins/index.md)" in site.html("de/llms.txt")
    assert "Eins" not in site.html("llms.txt")
