"""Lists, their pages, overviews, the menu, and posts shown elsewhere."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from tests.sites import Site, build_again, build_site, posts, write_files


@pytest.mark.parametrize("drafts", [False, True], ids=["no posts", "only drafts"])
def test_a_blog_without_posts_says_so_on_its_page(tmp_path: Path, drafts: bool) -> None:
    draft = "=== docs/blog/posts/a.md\n---\ndate: 2026-01-01\ndraft: true\ntags: [x]\n---\n# A\n" if drafts else ""
    site = build_site(tmp_path, draft)
    assert site.passes_strict
    assert site.text("blog/") == "Blog Nothing here yet."
    assert {path for path in site.files if path.startswith("blog/")} == {"blog/index.html"}
    begin = [each for each in site.hints if each.startswith("No posts yet.")]
    assert len(begin) == (0 if drafts else 1)
    if begin:
        assert "Write blog/posts/2026-11-22-hello.md in your docs folder" in begin[0]
        assert "title: Hello" in begin[0]


def test_the_first_steps_that_are_told_make_a_post(tmp_path: Path) -> None:
    told = build_site(tmp_path, "").hints[0]
    path, front = re.search(r"Write (\S+) in your docs folder:\n\n(.*)", told, re.DOTALL).groups()  # type: ignore[union-attr]  # fails the test
    text = "\n".join(line.strip() for line in front.splitlines())
    assert build_site(tmp_path, "", files={f"docs/{path}": text}).cards() == ["Hello"]


@pytest.mark.parametrize(
    ("count", "settings", "pages"),
    [
        (10, "", [10]),
        (11, "", [10, 1]),
        (4, "pagination_per_page: 2", [2, 2]),
        (11, "pagination: false", [11]),
        (5, "pagination_per_page: 2", [2, 2, 1]),
        (8, "pagination: {orphans: 2}\npagination_per_page: 3", [3, 5]),
        (9, "pagination: {orphans: 2}\npagination_per_page: 3", [3, 3, 3]),
        (1, "pagination: {orphans: 2}\npagination_per_page: 3", [1]),
        (4, "pagination_per_page: 0", [1, 1, 1, 1]),
    ],
)
def test_pages_are_as_full_as_the_settings_say_and_none_is_empty(
    tmp_path: Path, count: int, settings: str, pages: list[int]
) -> None:
    site = build_site(tmp_path, posts(count), settings)
    found = [path for path in site.files if path.startswith("blog/page/")]
    assert sorted(found) == [f"blog/page/{number}/index.html" for number in range(2, len(pages) + 1)]
    shown = [site.cards("blog/"), *(site.cards(f"blog/page/{number}/") for number in range(2, len(pages) + 1))]
    assert [len(each) for each in shown] == pages
    assert list(chain.from_iterable(shown)) == [f"Post {number}" for number in range(count, 0, -1)]
    assert site.warnings == []
    assert site.dead_links() == []


def test_pages_lead_to_each_other_and_back_to_the_first(tmp_path: Path) -> None:
    site = build_site(tmp_path, posts(6), "pagination_per_page: 2")
    second = "blog/page/2/"
    newer, older = ".blogposts-pager__link--newer", ".blogposts-pager__link--older"
    assert [site.leads_to(second, href) for href in site.values(second, newer, "href")] == ["blog/index.html"]
    assert [site.leads_to(second, href) for href in site.values(second, older, "href")] == ["blog/page/3/index.html"]
    assert site.values("blog/", newer, "href") == []
    assert site.values("blog/page/3/", older, "href") == []
    numbers = site.texts(second, ".blogposts-pager__number")
    assert numbers == ["1", "2", "3"]
    assert site.texts(second, "[aria-current=page].blogposts-pager__number") == ["2"]
    assert site.text(second, "title") == "Blog – page 2 - Notes"


def test_pages_numbered_from_the_oldest_never_change(tmp_path: Path) -> None:
    settings = "pagination: {from: oldest}\npagination_per_page: 3"
    before = build_site(tmp_path / "before", posts(8), settings)
    after = build_site(tmp_path / "after", posts(10), settings)
    assert before.cards("blog/page/1/") == after.cards("blog/page/1/") == ["Post 3", "Post 2", "Post 1"]
    assert before.cards("blog/") == ["Post 8", "Post 7", "Post 6", "Post 5", "Post 4"]
    assert after.cards("blog/page/2/") == ["Post 6", "Post 5", "Post 4"]
    assert after.cards("blog/") == ["Post 10", "Post 9", "Post 8", "Post 7"]
    assert after.dead_links() == []


def test_a_dirty_build_keeps_what_stands_on_further_pages(tmp_path: Path) -> None:
    first = build_site(tmp_path, posts(5), "pagination_per_page: 2")
    pages = ("blog/", "blog/page/2/", "blog/page/3/", "blog/archive/")
    shown = {path: first.text(path) for path in pages}
    again = build_again(tmp_path, dirty=True)
    assert {path: again.text(path) for path in pages} == shown
    write_files(tmp_path, posts(5).split("=== docs/blog/posts/p2.md")[0].replace("Text 1.", "Another text."))
    edited = build_again(tmp_path, dirty=True)
    assert edited.cards("blog/page/3/") == ["Post 1"]
    assert "Another text." in edited.text("blog/page/3/")
    assert {path: edited.text(path) for path in pages[:2]} == {path: shown[path] for path in pages[:2]}


ALL_KINDS = """
=== docs/blog/index.md
# My notes

Welcome.
=== docs/blog/category/linux.md
# All about Linux

Words of my own.
=== docs/blog/tags.md
# Subjects

Words on tags.
=== docs/blog/.authors.yml
mira: {name: Mira, description: Writes.}
=== docs/blog/.taxonomies.yml
tags:
  kernel: {title: The kernel, description: Of operating systems.}
  kernl: {title: Nobody}
=== docs/blog/posts/a.md
---
date: 2025-12-31
title: A
categories: [Linux, Linux]
tags: [kernel, shell]
tag: kernel
author: mira
series: Boot
---
Text.
=== docs/blog/posts/b.md
---
date: 2026-01-01
title: B
category: Linux
tags: [kernel]
series: Boot
pin: true
---
Text.
=== docs/blog/posts/c.md
---
date: 2026-01-01
title: C
topics: [Deep]
---
Text.
=== docs/blog/posts/deep/d.md
---
date: 2026-01-01
title: D
author: mira
topic: Deep
---
Text.
"""
KINDS = "authors_profiles: true\ntaxonomies:\n  topics: {title: Themes}"


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(tmp_path_factory.mktemp("kinds"), ALL_KINDS, KINDS)


def test_a_page_of_the_writer_at_a_lists_url_keeps_its_text_above_the_list(kinds: Site) -> None:
    assert kinds.text("blog/category/linux/").startswith("All about Linux Words of my own. 2 posts · All Categories B")
    assert kinds.cards("blog/category/linux/") == ["B", "A"]
    assert kinds.texts("blog/category/", ".blogposts-chip") == ["All about Linux 2"]
    assert kinds.text("blog/").startswith("My notes Welcome.")
    assert kinds.text("blog/tags/").startswith("Subjects Words on tags.")


def test_a_post_stands_once_in_each_list(kinds: Site) -> None:
    for path in ("blog/", "blog/category/linux/", "blog/tags/kernel/", "blog/author/mira/", "blog/topics/deep/"):
        assert len(kinds.cards(path)) == len(set(kinds.cards(path))), path


def test_posts_of_one_moment_stand_in_the_order_of_their_files(kinds: Site) -> None:
    assert kinds.cards("blog/") == ["B", "C", "D", "A"]
    assert kinds.cards("blog/topics/deep/") == ["C", "D"]
    assert kinds.cards("blog/author/mira/") == ["D", "A"]


def test_every_taxonomy_has_an_overview_with_counts(kinds: Site) -> None:
    assert kinds.text("blog/tags/").endswith("The kernel Of operating systems. 2 posts shell 1")
    assert "Mira Writes. 2 posts" in kinds.text("blog/author/")
    assert kinds.text("blog/topics/") == "Themes Deep 2"
    assert "Boot 2 posts" in kinds.text("blog/series/")
    assert kinds.cards("blog/series/boot/") == ["A", "B"]


def test_the_archive_shows_posts_by_year_and_month(kinds: Site) -> None:
    assert kinds.texts("blog/archive/", "h2") == ["2026 3", "2025 1"]
    assert kinds.texts("blog/archive/", "h3") == ["January 3", "December 1"]
    assert kinds.texts("blog/archive/", ".blogposts-month__post") == ["B", "C", "D", "A"]
    assert kinds.values("blog/archive/", "h3", "id") == ["y2026-01", "y2025-12"]
    assert kinds.cards("blog/archive/2025/") == ["A"]


@pytest.mark.parametrize(("settings", "name"), [("", "Archive"), ("archive_name: By year", "By year")])
def test_a_year_leads_back_to_the_archive_by_its_name(tmp_path: Path, settings: str, name: str) -> None:
    site = build_site(tmp_path, posts(2), settings)
    assert site.texts("blog/archive/2026/", ".blogposts-list-header__meta a") == [name]
    assert site.values("blog/archive/2026/", ".blogposts-list-header__meta a", "href") == ["../"]


def test_terms_described_but_never_used_get_a_hint_with_the_nearest_name(kinds: Site) -> None:
    assert kinds.warnings == []
    assert kinds.hints == ['blog/.taxonomies.yml:3: no published post has the tag "kernl". Did you mean "kernel"?']
    assert kinds.dead_links() == []


def test_two_builds_of_one_site_are_the_same_byte_for_byte(kinds: Site, tmp_path: Path) -> None:
    again = build_site(tmp_path, ALL_KINDS, KINDS)
    assert again.files == kinds.files
    pages = [path for path in kinds.files if path.startswith("blog/")]
    assert [path for path in pages if again.html(path) != kinds.html(path)] == []


MENU = """
=== docs/index.md
# Home
=== docs/blog/posts/a.md
---
date: 2026-01-01
---
# A title of its own
=== docs/blog/posts/b.md
---
date: 2026-01-02
---
# B
"""


def _menu(site: Site, path: str = "") -> list[str]:
    return site.texts(path, "#navbar-collapse .nav-link, #navbar-collapse .dropdown-item")


def test_without_nav_the_menu_holds_the_blog_and_no_post(tmp_path: Path) -> None:
    site = build_site(tmp_path, MENU)
    menu = _menu(site)
    assert "Blog" in menu
    assert not {"A title of its own", "B"} & set(menu)


def test_a_nav_without_the_blog_gets_one_hint_and_is_left_as_it_is(tmp_path: Path) -> None:
    site = build_site(tmp_path, MENU, site="nav:\n  - Home: index.md")
    hints = [each for each in site.hints if "nav" in each]
    assert hints == ["mkdocs.yml: `nav` does not contain the blog (blog/index.md). Add `- Blog: blog/index.md` to it"]
    assert site.passes_strict
    assert "Blog" not in _menu(site)
    assert site.cards() == ["B", "A title of its own"]


def test_a_nav_with_the_blog_shows_it_where_it_stands(tmp_path: Path) -> None:
    site = build_site(tmp_path, MENU, site="nav:\n  - Writing: blog/index.md\n  - Home: index.md")
    assert site.warnings == site.hints == []
    assert [each for each in _menu(site) if each in ("Writing", "Home")] == ["Writing", "Home"]


def test_a_post_in_nav_keeps_its_place_and_title_there(tmp_path: Path) -> None:
    nav = "nav:\n  - Home: index.md\n  - Special: blog/posts/a.md\n  - Blog: blog/index.md\n  - blog/posts/b.md"
    site = build_site(tmp_path, MENU, site=nav)
    assert site.warnings == []
    menu = [each for each in _menu(site) if each in ("Home", "Special", "Blog", "A title of its own", "B")]
    assert menu == ["Home", "Special", "Blog", "B"]
    assert site.cards() == ["B", "A title of its own"]
    assert site.texts("blog/2026/01/01/a-title-of-its-own/", "h1") == ["A title of its own"]
    assert site.dead_links() == []


def test_templates_can_ask_for_the_latest_posts(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        posts(3)
        + """
=== overrides/main.html
{% extends "base.html" %}
{% block content %}
<ul id="latest">{% for post in blogposts.latest(2) %}<li><a href="{{ post.href }}">{{ post.title }}</a> {{ post.summary }}</li>{% endfor %}</ul>
{{ super() }}
{% endblock %}
=== docs/deep/page.md
# A page
""",
        theme="{name: mkdocs, custom_dir: overrides}",
    )
    for path in ("", "deep/page/", "blog/2026/01/01/post-1/", "blog/"):
        assert site.texts(path, "#latest li") == ["Post 3 Text 3.", "Post 2 Text 2."]
    assert site.dead_links() == []


BLOCKS = """
=== docs/index.md
# Home

```blogposts
latest: 2
```

Text between.

```blogposts
tag: even
list_style: titles
```

````markdown
```blogposts
latest: 1
```
````
=== docs/deep/down/page.md
---
title: Deep
---
# Deep

```blogposts
latset: 2
```

```blogposts
latest: many
```

~~~blogposts
tags: [odd]
limit: 1
~~~
=== docs/blog/posts/z.md
---
title: Even
date: 2026-03-01
tags: [even]
---
Text.
=== docs/blog/posts/y.md
---
title: Odd
date: 2026-02-01
tags: [odd]
---
Text.
=== docs/blog/posts/x.md
---
title: Hidden
date: 2026-03-02
draft: true
tags: [even]
---
Text.
"""


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> Site:
    extensions = "markdown_extensions: [pymdownx.superfences]"
    return build_site(tmp_path_factory.mktemp("blocks"), BLOCKS + posts(2), site=extensions)


def test_a_fenced_block_shows_posts_on_any_page(blocks: Site) -> None:
    lists = blocks.page("").css(".blogposts-posts")
    titles = [[node.text().strip() for node in each.css(".blogposts-card__title")] for each in lists]
    assert titles == [["Even", "Odd"], ["Even"]]
    assert blocks.text("").index("Odd") < blocks.text("").index("Text between.")
    assert blocks.cards("deep/down/page/")[-1] == "Odd"
    assert blocks.dead_links() == []


def test_a_block_shown_inside_a_longer_fence_stays_code(blocks: Site) -> None:
    code = [text for text in blocks.texts("", "pre") if "latest" in text]
    assert code == ["```blogposts latest: 1 ```"]


def test_faults_in_a_block_are_named_with_file_line_and_nearest_name(blocks: Site) -> None:
    assert blocks.said("deep/down/page.md:7", "`latset` cannot be asked for", 'Did you mean "latest"?')
    assert blocks.said("deep/down/page.md:11", "`latest: many` is not a whole number", "Write a number")
    assert len(blocks.warnings) == 2
    assert not blocks.passes_strict
