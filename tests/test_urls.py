"""Where everything lives: slugs, collisions, folders, and sites in every place."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from tests.sites import Site, build_site, posts


def _post(name: str, front: str, text: str = "Text.") -> str:
    return f"=== docs/blog/posts/{name}.md\n---\n{front}\n---\n{text}\n"


COLLISIONS = """
=== docs/blog/posts/one.md
---
date: 2026-01-02
title: Same
---
The first.
=== docs/blog/posts/two.md
---
title: Same
date: 2026-01-02
---
The second.
=== docs/blog/posts/morning.md
---
title: Morning
date: 2026-01-03 08:00:00
slug: day
---
The morning.
=== docs/blog/posts/evening.md
---
title: Evening
date: 2026-01-03 20:00:00
slug: day
---
The evening.
=== docs/blog/posts/upper.md
---
title: Upper
date: 2026-01-04
slug: Case
---
Upper.
=== docs/blog/posts/lower.md
---
title: Lower
date: 2026-01-04 01:00:00
slug: case
---
Lower.
=== docs/blog/2026/01/05/page.md
# A page of the writer's
=== docs/blog/posts/page.md
---
date: 2026-01-05
---
# Page
"""


@pytest.fixture(scope="module")
def colliding(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(tmp_path_factory.mktemp("colliding"), COLLISIONS)


def test_two_posts_with_one_url_are_both_reachable_and_named(colliding: Site) -> None:
    assert "The first." in colliding.text("blog/2026/01/02/same/")
    assert "The second." in colliding.text("blog/2026/01/02/same-2/")
    assert colliding.said(
        "blog/posts/two.md:2", "blog/posts/one.md", "blog/2026/01/02/same-2", "another `slug:` or title"
    )


def test_of_two_posts_with_one_slug_the_older_keeps_it(colliding: Site) -> None:
    assert "The morning." in colliding.text("blog/2026/01/03/day/")
    assert "The evening." in colliding.text("blog/2026/01/03/day-2/")
    assert colliding.said(
        "blog/posts/evening.md:4", "blog/posts/morning.md", "blog/2026/01/03/day-2", "another `slug:` or title"
    )


def test_urls_that_differ_in_case_only_are_named(colliding: Site) -> None:
    assert (
        "blog/posts/lower.md:4: its URL differs from that of blog/posts/upper.md only in upper and lower case. "
        "Give one of them another `slug:`: on Windows and macOS both are one file"
    ) in colliding.warnings


def test_a_post_never_overwrites_a_page_of_the_writer(colliding: Site) -> None:
    assert "A page of the writer" in colliding.text("blog/2026/01/05/page/")
    assert colliding.texts("blog/2026/01/05/page-2/", "h1") == ["Page"]
    assert colliding.said("blog/posts/page.md", "blog/2026/01/05/page.md", "blog/2026/01/05/page-2")


def test_each_collision_is_reported_once_and_fails_a_strict_build(colliding: Site) -> None:
    assert len(colliding.warnings) == 4
    assert not colliding.passes_strict
    assert colliding.dead_links() == []


TITLES = {
    "chinese": "慢路径",
    "emoji": "🎉🎉",
    "exclamation": "!!!",
    "question": "???",
    "dots": "...",
    "index": "Index",
    "readme": "README",
}


def test_every_title_gets_a_url_of_its_own(tmp_path: Path) -> None:
    text = "".join(_post(name, f'date: 2026-01-02\ntitle: "{title}"') for name, title in TITLES.items())
    site = build_site(tmp_path, text)
    outputs = {path for path in site.files if path.startswith("blog/2026/")}
    assert {f"blog/2026/01/02/{name}/index.html" for name in ("慢路径", "exclamation", "question", "dots")} <= outputs
    assert len(outputs) == len(TITLES)
    assert len(site.cards()) == len(TITLES)
    assert set(site.cards()) == set(TITLES.values())
    assert "blog/2026/01/02/index.html" not in outputs
    assert site.warnings == []
    assert site.dead_links() == []


SLUGS = {
    "up": "../../../../../x",
    "encoded": '"%2e%2e/%2e%2e/x"',
    "absolute": "/etc/x",
    "backslashes": r'"..\\..\\x"',
    "nul": r'"a\0b"',
    "dot": ".",
    "hidden": ".htaccess",
    "index": "index",
    "empty": '""',
    "slash": "/",
    "long": "a" * 300,
    "wide": "慢" * 150,
    "signs": '"a b?c#d%20e&f"',
}


@pytest.fixture(scope="module")
def slugged(tmp_path_factory: pytest.TempPathFactory) -> Site:
    text = "".join(_post(name, f"title: The {name}\ndate: 2026-01-02\nslug: {slug}") for name, slug in SLUGS.items())
    folder = tmp_path_factory.mktemp("slugs") / "inner" / "site of mine"
    return build_site(folder, text, "pagination: false", site="site_url: https://example.org/")


def test_no_slug_leaves_the_site_or_hides_in_it(slugged: Site) -> None:
    outside = [path for path in slugged.folder.parent.parent.rglob("*") if path.is_file()]
    own = {slugged.folder / "mkdocs.yml"}
    roots = (slugged.folder / "docs", slugged.site_dir, slugged.folder / ".cache" / "blogposts")
    assert [path for path in outside if path not in own and not any(path.is_relative_to(root) for root in roots)] == []
    pages = {path for path in slugged.files if path.startswith("blog/2026/")}
    assert all(path.startswith("blog/2026/01/02/") for path in pages)
    assert len(pages) == len(SLUGS)
    assert "blog/2026/01/02/index.html" not in pages
    assert not any(part.startswith(".") for path in pages for part in path.split("/"))
    assert len(slugged.cards("blog/")) == len(SLUGS)


@pytest.mark.parametrize(
    "name", ["up", "backslashes", "nul", "dot", "hidden", "index", "long", "wide", "slash", "signs"]
)
def test_a_slug_that_cannot_be_a_url_is_named_with_its_line(slugged: Site, name: str) -> None:
    remedy = "Write letters, digits and dashes, at most 200 bytes"
    assert slugged.said(f"blog/posts/{name}.md:4", "`slug: ", "cannot be a part of a URL", remedy)


def test_signs_in_slugs_are_escaped_in_every_link(slugged: Site) -> None:
    path = next(path for path in slugged.files if path.startswith("blog/2026/01/02/a b"))
    assert slugged.dead_links() == []
    canonical = slugged.values(path, "link[rel=canonical]", "href")
    assert len(canonical) == 1
    assert not any(sign in canonical[0].removeprefix("https://") for sign in ' ?#"<>')
    assert "a%20b" in canonical[0]
    assert "%23d%2520e" in canonical[0]


TERMS = """
=== docs/blog/posts/a.md
---
date: 2026-01-01
categories: [慢路径, C/C++, ../up, SHENZHEN I/O]
tags:
  - C++
  - test
---
# A
=== docs/blog/posts/b.md
---
date: 2026-01-02
tags:
  - C
  - Test
  - "test "
---
# B
=== docs/blog/posts/c.md
---
date: 2026-01-03
tags: [C#]
---
# C
"""


@pytest.fixture(scope="module")
def termed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(tmp_path_factory.mktemp("terms"), TERMS, "taxonomies: {tags: true}")


def test_a_term_in_any_script_has_a_page_of_one_segment(termed: Site) -> None:
    for href in termed.values("blog/2026/01/01/a/", ".blogposts-chip", "href"):
        page = termed.leads_to("blog/2026/01/01/a/", href)
        assert page.startswith(("blog/category/", "blog/tags/"))
        assert page.count("/") == 3
        assert "A" in termed.cards(page)
    assert termed.cards("blog/category/慢路径/") == ["A"]
    assert termed.dead_links() == []


def test_terms_with_one_slug_have_a_page_each_and_are_named(termed: Site) -> None:
    assert termed.cards("blog/tags/c/") == ["B"]
    others = {tuple(termed.cards(f"blog/tags/c-{number}/")) for number in (2, 3)}
    assert others == {("A",), ("C",)}
    shared = [each for each in termed.warnings if "make the same slug" in each]
    assert len(shared) == 3
    assert (
        'blog/posts/a.md:4: "C++" and "C" in tags make the same slug, so "C++" lives at "c-3". '
        "Write one of them everywhere, or give each a `slug:` under `tags:` in the terms file"
    ) in shared
    assert not termed.passes_strict


def test_tags_that_nobody_asked_for_and_a_feed_of_ones_own_fail_no_strict_build(tmp_path: Path) -> None:
    posts = "".join(
        f"=== docs/blog/posts/{at}.md\n---\ndate: 2026-01-0{at}\ntags: [{tag}]\nauthor: {{name: Ann}}\n---\n# P{at}\n"
        for at, tag in enumerate(("AI", "ai"), 1)
    )
    text = f"{posts}=== docs/blog/feed.xml\n<rss/>\n"
    site = build_site(tmp_path, text, site="site_url: https://example.org/")
    assert site.passes_strict
    for fault in ("make the same slug", "would have the URL of blog/feed.xml", "`author` is neither one value"):
        assert any(fault in each for each in site.hints)


def test_terms_that_differ_in_case_keep_all_their_posts(termed: Site) -> None:
    assert {tuple(termed.cards(f"blog/tags/{slug}/")) for slug in ("test", "test-2")} == {("B", "A"), ("B",)}


def test_a_terms_file_settles_a_shared_slug(tmp_path: Path) -> None:
    notes = """
    tags:
      C++: {slug: cpp}
      "C#": {slug: csharp, title: C sharp}
    """
    site = build_site(tmp_path, TERMS, files={"docs/blog/.taxonomies.yml": notes})
    assert site.cards("blog/tags/cpp/") == ["A"]
    assert site.cards("blog/tags/csharp/") == ["C"]
    assert site.texts("blog/tags/csharp/", "h1") == ["C sharp"]
    assert [each for each in site.warnings if "slug" in each and '"C' in each] == []


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ('post_url_format: "{slug}"', "blog/hello-there/"),
        ('post_url_format: "{file}"', "blog/first/"),
        ('post_url_format: "{categories}/{slug}"', "blog/my-machines/hello-there/"),
        (
            'post_url_format: "{categories}/{slug}"\npost_url_max_categories: 2',
            "blog/my-machines/linux/hello-there/",
        ),
        ("post_url_date_format: yyyy/MM/dd/HHmm", "blog/2026/01/02/1530/hello-there/"),
        ("url_dir: notes", "notes/2026/01/02/hello-there/"),
        ('url_dir: ""', "2026/01/02/hello-there/"),
        ("post_slugify_separator: _", "blog/2026/01/02/hello_there/"),
    ],
)
def test_the_writers_format_of_urls_is_kept(tmp_path: Path, settings: str, path: str) -> None:
    site = build_site(
        tmp_path,
        _post("first", "date: 2026-01-02 15:30:00\ncategories: [My machines, Linux, Three]", "# Hello there"),
        settings,
    )
    assert site.texts(path, "h1") == ["Hello there"]
    assert site.warnings == []
    assert site.dead_links() == []


def test_url_dir_moves_everything_in_the_blogs_folder(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        """
        === docs/index.md
        [Front page](blog/index.md), [post](blog/posts/a.md), [page](blog/about.md), [file](blog/data.csv)
        === docs/blog/index.md
        # My notes
        === docs/blog/about.md
        # About
        === docs/blog/data.csv
        1,2
        === docs/blog/posts/bundle/index.md
        ---
        date: 2026-01-02
        ---
        # Bundle

        ![A picture](pic.png) [page](../../about.md)
        === docs/blog/posts/bundle/pic.png
        png
        === docs/blog/posts/a.md
        ---
        date: 2026-01-01
        ---
        # A
        """,
        "url_dir: notes",
    )
    assert site.warnings == []
    assert not any(path.startswith("blog/") for path in site.files)
    assert {
        "notes/index.html",
        "notes/about/index.html",
        "notes/data.csv",
        "notes/2026/01/01/a/index.html",
    } <= site.files
    assert site.texts("notes/", "h1")[0] == "My notes"
    assert site.dead_links() == []


SMALL = """
=== docs/index.md
# Home

[a post](blog/posts/a.md) and [the blog](blog/index.md)
=== docs/blog/index.md
# My notes
=== docs/blog/posts/a.md
---
date: 2026-01-01
categories: [Linux]
authors: [mira]
---
# A

[to b](b.md) and [home](../../index.md)

<!-- more -->

Rest.
=== docs/blog/posts/b.md
---
date: 2026-01-02
tags: [x]
series: S
---
# B
"""


@pytest.mark.parametrize(
    "url", ["", "https://example.org/", "https://example.org/deep/path/"], ids=["none", "root", "path"]
)
@pytest.mark.parametrize("directory_urls", [True, False], ids=["directories", "files"])
def test_all_links_work_in_every_place_a_site_can_have(tmp_path: Path, url: str, directory_urls: bool) -> None:
    settings = f"use_directory_urls: {str(directory_urls).lower()}\n" + (f"site_url: {url}\n" if url else "")
    site = build_site(tmp_path, SMALL, "pagination_per_page: 1\nauthors_profiles: true", site=settings)
    assert site.warnings == []
    assert site.dead_links() == []
    if directory_urls:
        assert {"blog/2026/01/01/a/index.html", "blog/page/2/index.html", "blog/tags/x/index.html"} <= site.files
    else:
        assert {"blog/2026/01/01/a.html", "blog/page/2/index.html", "blog/tags/x.html", "blog/tags.html"} <= site.files
        hrefs = site.values("blog/page/2/index.html", ".blogposts a", "href")
        assert hrefs
        assert all(href.split("#")[0].endswith(".html") for href in hrefs)
    post = "blog/2026/01/01/a/" if directory_urls else "blog/2026/01/01/a.html"
    assert site.values(post, "link[rel=canonical]", "href") == ([f"{url}{post}"] if url else [])


def test_the_blog_may_be_the_whole_site(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        """
        === docs/index.md
        # Everything here
        === docs/about.md
        # About
        === docs/posts/a.md
        ---
        date: 2026-01-01
        tags: [x]
        ---
        # A
        === docs/posts/bundle/index.md
        ---
        date: 2026-01-02
        ---
        # Bundle

        ![A picture](pic.png)
        === docs/posts/bundle/pic.png
        png
        """,
        "blog_dir: .\npagination_per_page: 1",
    )
    assert site.warnings == []
    assert site.texts("", "h1") == ["Everything here"]
    assert site.cards("") == ["Bundle"]
    assert site.cards("page/2/") == ["A"]
    assert {"2026/01/01/a/index.html", "about/index.html", "tags/x/index.html", "archive/2026/index.html"} <= site.files
    assert site.dead_links() == []


TWO_BLOGS = """
=== docs/index.md
# Home

```blogposts
latest: 5
```

```blogposts
blog: news
tag: shared
```
=== docs/blog/posts/a.md
---
date: 2026-01-01
tags: [shared, of-blog]
---
# In the blog
=== docs/news/posts/a.md
---
date: 2026-01-01
tags: [shared, of-news]
---
# In the news
=== docs/news/posts/b.md
---
date: 2026-01-02
draft: true
---
# A draft of the news
"""


def test_two_blogs_know_nothing_of_each_other(tmp_path: Path) -> None:
    site = build_site(tmp_path, TWO_BLOGS, plugins='- blogposts:\n    blog_dir: news\n    now: "2026-11-22"')
    assert site.warnings == []
    assert site.cards("blog/") == ["In the blog"]
    assert site.cards("news/") == ["In the news"]
    assert site.cards("blog/tags/shared/") == ["In the blog"]
    assert site.cards("news/tags/shared/") == ["In the news"]
    assert not site.exists("blog/tags/of-news/")
    assert not site.exists("news/tags/of-blog/")
    assert "news" not in site.text("blog/2026/01/01/in-the-blog/")
    assert site.texts("blog/2026/01/01/in-the-blog/", ".blogposts-around__title") == []
    assert site.cards("") == ["In the blog", "In the news"]
    assert site.dead_links() == []


@pytest.mark.parametrize("other", ["blogposts", "material/blog"])
def test_two_blogs_in_one_directory_are_refused_with_what_to_do(
    tmp_path: Path, other: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    # MkDocs keeps plugins for the next configuration; Material's has removed its own folder by then, and misses it.
    monkeypatch.setattr(dict(MkDocsConfig._schema)["plugins"], "plugin_cache", {})
    theme = "material" if other == "material/blog" else "mkdocs"
    with pytest.raises(Abort):
        build_site(tmp_path, posts(1), theme=theme, plugins=f"- {other}")
    assert 'for the directory "blog"' in caplog.text
    assert "in mkdocs.yml" in caplog.text


def test_a_later_post_or_term_never_moves_an_older_url(tmp_path: Path) -> None:
    before = build_site(tmp_path / "before", COLLISIONS)
    later = _post("later", "date: 2026-01-02 09:00:00\ntitle: Same\ntags: [C]", "The latest.")
    after = build_site(tmp_path / "after", COLLISIONS + later)
    pages = [path for path in before.files if path.startswith("blog/2026/")]
    assert [path for path in pages if before.texts(path, "p")[:1] != after.texts(path, "p")[:1]] == []
    assert "The latest." in after.text("blog/2026/01/02/same-3/")
