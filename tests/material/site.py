"""A site that uses every setting and every front matter key of Material's blog, in several ways."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.sites import write_files

SITE = """
=== docs/index.md
# Home

See [the first post](blog/posts/hello.md) and [news](blog/category/news.md).
=== docs/guide.md
---
icon: material/book
---
# Guide

## A part { #part }
=== docs/tags.md
# Tags

<!-- material/tags -->
=== docs/blog/index.md
---
description: What we do
hide: [toc]
---
# Our blog

An introduction.
=== docs/blog/.authors.yml
authors:
  ann:
    name: Ann Lee
    description: Writes
    avatar: https://example.org/ann.png
    mastodon: "@ann@example.org"
    type: human
  bo:
    name: Bo Ek
    description: Reads
    avatar: assets/bo.png
    slug: bo-the-reader
    url: https://example.org/bo
  cy:
    name: Cy
    description: Never wrote
    avatar: https://example.org/cy.png
=== docs/assets/bo.png
=== docs/blog/category/news.md
---
description: Written by hand
---
# News, by hand

Words of the writer.
=== docs/blog/posts/a.png
=== docs/blog/posts/hello.md
---
date: 2024-03-01
authors: [ann, bo, ann]
categories: [News, Release notes, News]
tags: [first, shared]
pin: true
links:
  - guide.md
  - The part: guide.md#part
  - About us:
      - Elsewhere: https://example.org/
      - blog/posts/nested/deep/er/four.md
readtime: 7
slug: hello-world
description: The first of them
hide: [toc, feedback]
icon: material/pin
status: new
comments: true
---
# Hello

The start, with a [link](nested/deep/er/four.md), a [picture](a.png) and ![one shown](a.png).

<!-- more -->

## More

The rest.
=== docs/blog/posts/dates.md
---
date:
  created: 2024-03-02 10:00:00
  updated: 2024-05-06
  reviewed: 2024-05-07T08:00:00+02:00
categories:
  - Release notes
  - C
---
# All the dates

Beginning.

<!-- more -->

End.
=== docs/blog/posts/aware.md
---
date: 2024-03-02T23:30:00-08:00
authors:
  - bo
---
# Late in the west

Whole post, short.
=== docs/blog/posts/nested/deep/er/four.md
---
date: 2023-12-31
title: Four folders deep
categories: [Release notes]
search:
  exclude: true
---
Text without heading.

<!-- more -->

More of it.
=== docs/blog/posts/trip/index.md
---
date: 2023-06-15
categories: [Travel]
authors: [ann]
---
# A trip

![A view](view.png)

<!-- more -->

[Notes](notes.txt), [Map](maps/map.pdf).
=== docs/blog/posts/trip/view.png
=== docs/blog/posts/trip/notes.txt
Notes
=== docs/blog/posts/trip/maps/map.pdf
=== docs/blog/posts/Über uns/ein Beitrag.md
---
date: 2023-06-14
categories: [Büro & Co]
---
# Grüße aus Köln

Kurz.

<!-- more -->

Länger.
=== docs/blog/posts/draft.md
---
date: 2024-01-01
draft: true
categories: [Secret]
authors: [cy]
---
# A draft

Nothing yet.
=== docs/blog/posts/future.md
---
date: 2999-01-01
categories: [Travel]
---
# In the future

One day.
=== docs/blog/posts/announced.md
---
date: 2999-01-02
draft: false
pin: true
---
# Announced

Now.
=== docs/blog/posts/drafts/.meta.yml
draft: true
=== docs/blog/posts/drafts/later.md
---
date: 2024-01-05
---
# Draft by its folder

Not now.
=== docs/blog/posts/own/.meta.yml
categories: [From the folder]
tags: [shared]
=== docs/blog/posts/own/template.md
---
date: 2022-02-02
template: special.html
categories: [Travel]
---
# With a template

Special.

<!-- more -->

Rest.
=== docs/blog/posts/chinese.md
---
date: 2022-02-03
categories: [笔记]
---
# 第一篇 文章

正文。

<!-- more -->

更多。
=== overrides/special.html
{% extends "blog-post.html" %}
{% block content %}<p class="special">By {{ page.authors | map(attribute="name") | join }}.</p>{{ super() }}{% endblock %}
""" + "".join(
    f"""=== docs/blog/posts/many/p{at:02}.md
---
date: 2021-{1 + at % 12:02}-{1 + at:02}
categories: [Many{", Series" if at % 3 else ""}]
authors: [{"bo" if at % 2 else "ann"}]
---
# Post {at}

Text {at}.

<!-- more -->

More {at}.
"""
    for at in range(24)
)

NEWS = """
=== docs/news/index.md
# News desk
=== docs/news/posts/one.md
---
date: 2024-07-01
authors: [ann]
categories: [Release notes]
---
# First news

Today.

<!-- more -->

Tomorrow.
=== docs/news/posts/two.md
---
date: 2024-07-02
---
# Second news

Later.
"""

HEAD = """
site_name: Notes
site_url: https://example.org/
theme:
  name: material
  custom_dir: overrides
markdown_extensions: [attr_list, admonition, footnotes]
plugins:
  - search
  - meta
  - tags
"""

FORMATS = """
  - blog:
      enabled: true
      blog_dir: blog
      blog_toc: true
      post_dir: "{blog}/posts"
      post_date_format: d. MMMM yyyy
      post_url_date_format: yyyy/MMM
      post_url_format: "{categories}/{date}/{file}/{slug}/"
      post_url_max_categories: 2
      post_slugify: !!python/object/apply:pymdownx.slugs.slugify
        kwds: {case: upper}
      post_slugify_separator: _
      post_excerpt: required
      post_excerpt_max_authors: 2
      post_excerpt_max_categories: 1
      post_excerpt_separator: <!-- cut -->
      post_readtime: true
      post_readtime_words_per_minute: 100
      archive: true
      archive_name: By month
      archive_date_format: MMMM yyyy
      archive_url_date_format: yyyy/MM
      archive_url_format: when/{date}
      archive_pagination: true
      archive_pagination_per_page: 1
      archive_toc: false
      categories: true
      categories_name: Topics
      categories_url_format: topics/{slug}
      categories_slugify: !!python/name:ext.slugs.plain
      categories_slugify_separator: "."
      categories_sort_by: !!python/name:material.plugins.blog.view_post_count
      categories_sort_reverse: true
      categories_allowed: [Büro & Co, C, From the folder, Many, News, Release notes, Secret, Series, Travel, 笔记]
      categories_pagination: true
      categories_pagination_per_page: 2
      categories_toc: true
      authors: true
      authors_file: "{blog}/people.yml"
      authors_profiles: true
      authors_profiles_name: People
      authors_profiles_url_format: who/{slug}/{name}
      authors_profiles_pagination: true
      authors_profiles_pagination_per_page: 3
      authors_profiles_toc: false
      pagination: true
      pagination_per_page: 5
      pagination_url_format: p/{page}
      pagination_format: $link_first $link_previous ~1~ $link_next $link_last
      pagination_if_single_page: true
      pagination_keep_content: true
      draft: true
      draft_on_serve: false
      draft_if_future_date: true
"""


def write_slugify(folder: Path) -> Path:
    """Write the package that a site has beside its mkdocs.yml; return the folder that is to be on `sys.path`."""
    code = "def plain(text, separator):\n    return separator.join(text.lower().split())\n"
    write_files(folder, "", {"ext/__init__.py": "", "ext/slugs.py": code})
    return folder


def with_separators(text: str) -> str:
    """Put a separator into every post that has none."""
    start, *sections = re.split(r"^(?==== )", text, flags=re.MULTILINE)
    lacking = re.compile(r"=== \S*/posts/(?!.*\.yml).*\n---\n(?!.*<!-- more -->)", re.DOTALL)
    return start + "".join(f"{each}\n<!-- more -->\n" if lacking.match(each) else each for each in sections)


@dataclass(frozen=True)
class Variant:
    """One way to set up the site."""

    settings: str
    text: str = SITE


VARIANTS = {
    "defaults": Variant(f"{HEAD}  - blog:\n"),
    "custom formats": Variant(
        HEAD + FORMATS,
        with_separators(SITE).replace("more -->", "cut -->").replace(".authors", "people"),
    ),
    "pagination off": Variant(
        f"{HEAD}  - blog:\n      pagination: false\n      draft_if_future_date: true\n"
        "      categories_sort_by: !!python/name:material.plugins.blog.view_name\n"
    ),
    "pages for categories only": Variant(
        f"{HEAD}  - blog:\n      pagination: false\n      categories_pagination: true\n      archive: false\n"
        "      post_readtime: false\n"
    ),
    "profiles on": Variant(
        f"{HEAD}  - blog:\n      authors_profiles: true\n      pagination_per_page: 4\n      categories: false\n      blog_toc: true\n"
    ),
    "no authors": Variant(f"{HEAD}  - blog:\n      authors: false\n      pagination_if_single_page: true\n"),
    "two instances": Variant(
        f"{HEAD}  - blog:\n      authors_profiles: true\n  - blog:\n      blog_dir: news\n      authors_file: blog/.authors.yml\n"
        "      post_url_format: '{slug}'\n",
        SITE + NEWS,
    ),
    "blog at the root": Variant(
        f"{HEAD}  - blog:\n      blog_dir: .\n      authors_profiles: true\n",
        SITE.replace("=== docs/index.md\n", "=== docs/other.md\n")
        .replace("](blog/", "](")
        .replace("- blog/", "- ")
        .replace("docs/blog/", "docs/"),
    ),
    "no directory URLs": Variant(f"use_directory_urls: false{HEAD}  - blog:\n      authors_profiles: true\n"),
    "below a path": Variant(f"{HEAD}  - blog:\n".replace("example.org/", "example.org/deep/down/")),
    "blog in the menu": Variant(
        f"nav:\n  - Home: index.md\n  - Writing:\n      - Our blog: blog/index.md\n      - guide.md\n{HEAD}  - blog:\n"
    ),
    "blog not in the menu": Variant(f"nav:\n  - Home: index.md\n  - guide.md\n{HEAD}  - blog:\n"),
}
