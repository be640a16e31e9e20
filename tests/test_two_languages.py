"""Two blogs in one site, each in a language of its own, with one file of authors."""

from __future__ import annotations

import pytest

from tests.sites import Site, build_again, write_files

SETTINGS = """
site_name: Notes
site_url: https://example.org/
theme: {name: THEME}
plugins:
  - search
  - blogposts:
      blog_dir: en/blog
      language: en
      authors_file: authors.yml
      authors_profiles: true
      categories_allowed: [News]
  - blogposts:
      blog_dir: zh/blog
      language: zh
      authors_file: authors.yml
      authors_profiles: true
"""
FILES = """
=== docs/index.md
# Home
=== docs/authors.yml
authors:
  ann:
    name: Ann Lee
    description: Writes
=== docs/en/blog/posts/hello.md
---
date: 2024-03-01
authors: [ann]
categories: [News]
---
# Hello

See [the other](../../../zh/blog/posts/hello.md).
=== docs/zh/blog/posts/hello.md
---
date: 2024-03-01
authors: [ann]
categories: [新闻]
---
# 你好

写在这里。
"""
ENGLISH, CHINESE = "en/blog/2024/03/01/hello/", "zh/blog/2024/03/01/你好/"


@pytest.fixture(scope="module", params=["mkdocs", "material"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("site")
    write_files(folder, FILES)
    (folder / "mkdocs.yml").write_text(SETTINGS.replace("THEME", request.param), encoding="utf-8")
    return build_again(folder)


def test_dates_and_titles_of_lists_are_in_the_language_of_each_blog(site: Site) -> None:
    assert "March 1, 2024" in site.text(ENGLISH)
    assert "2024年3月1日" in site.text(CHINESE)
    assert site.texts("en/blog/archive/", "h1") == ["Archive"]
    assert site.texts("zh/blog/archive/", "h1") == ["归档"]


def test_each_blog_has_a_page_for_the_author_they_share(site: Site) -> None:
    for blog, title in (("en/blog", "Hello"), ("zh/blog", "你好")):
        shown = site.texts(f"{blog}/author/ann/", ".blogposts-card__title, article h2 .toclink")
        assert shown == [title]
        assert "Ann Lee" in site.text(f"{blog}/author/ann/")


def test_neither_blog_shows_the_posts_of_the_other(site: Site) -> None:
    for blog, title in (("en/blog", "Hello"), ("zh/blog", "你好")):
        assert site.texts(f"{blog}/", ".blogposts-card__title, article h2 .toclink") == [title]
        assert title in site.html(f"{blog}/feed.xml")
    assert "你好" not in site.html("en/blog/feed.xml")


def test_posts_link_across_and_nothing_is_wrong(site: Site) -> None:
    hrefs = [site.leads_to(ENGLISH, href) for href in site.values(ENGLISH, "p a", "href")]
    assert f"{CHINESE}index.html" in hrefs
    assert site.warnings == []
    assert site.dead_links() == []
