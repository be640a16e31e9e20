"""What we add to Material's own pages of posts and lists: each thing once, and with `preset: material` nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.material.both import build_one
from tests.sites import Site, build_again, write_files

SETTINGS = """
site_name: Notes
site_url: https://example.org/
theme: {name: material, font: false, features: [FEATURES]}
plugins:
  - search
  - blogposts:
      now: 2024-06-01
      OPTION
"""
POSTS = """
=== docs/index.md
# Home
=== docs/blog/posts/draft.md
---
date: 2024-05-05
draft: true
---
# Begun

Words.
=== docs/blog/posts/waiting.md
---
date: 2024-07-05
---
# Waits

Words.
=== docs/blog/posts/first.md
---
date: 2024-01-05
updated: 2024-02-07
pin: true
---
# First

Words.
=== docs/blog/posts/hidden.md
---
date: 2024-01-06
unlisted: true
---
# By link

Words.
=== docs/blog/posts/tale-1.md
---
date: 2024-02-01
series: Tales
---
# Tale one

Words.
=== docs/blog/posts/tale-2.md
---
date: 2024-02-02
series: Tales
---
# Tale two

Words.
"""
DRAFT, WAITING, FIRST = "blog/2024/05/05/begun/", "blog/2024/07/05/waits/", "blog/2024/01/05/first/"
HIDDEN, TALE = "blog/2024/01/06/by-link/", "blog/2024/02/02/tale-two/"


def _serve(folder: Path, option: str = "timezone: UTC", features: str = "") -> Site:
    write_files(folder, POSTS)
    settings = SETTINGS.replace("OPTION", option).replace("FEATURES", features)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return build_again(folder, serve=True)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _serve(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _serve(tmp_path_factory.mktemp("plain"), "preset: material")


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        (DRAFT, ["Draft"]),
        (WAITING, ["Scheduled for Jul 5, 2024"]),
        (HIDDEN, ["Unlisted"]),
        (FIRST, ["Pinned"]),
        (TALE, []),
    ],
)
def test_a_post_says_once_while_it_is_written_what_is_special_about_it(
    served: Site, path: str, marks: list[str]
) -> None:
    assert served.texts(path, "article .blogposts-badge") == marks
    assert served.texts(path, ".md-draft") == []


def test_lists_have_the_marks_of_the_theme_and_ours_for_what_it_has_none(served: Site) -> None:
    assert served.texts("blog/", ".md-draft") == ["Draft"]
    assert len(served.page("blog/").css(".md-pin")) == 1
    assert served.texts("blog/", ".md-post__content .blogposts-badge") == ["Scheduled for Jul 5, 2024", "Unlisted"]


def test_the_archive_marks_each_of_them_once(served: Site) -> None:
    marks = ["Draft", "Pinned", "Scheduled for Jul 5, 2024", "Unlisted"]
    assert sorted(served.texts("blog/archive/", ".blogposts-badge")) == marks


def test_a_post_of_a_series_shows_the_series_once(served: Site) -> None:
    assert served.texts(TALE, ".blogposts-series__parts li") == ["1 Tale one", "2 Tale two"]
    assert len(served.page(TALE).css(".blogposts-series")) == 1


def test_the_day_of_the_last_change_is_shown_by_the_theme_alone(served: Site) -> None:
    assert served.texts(FIRST, ".md-post__meta time") == ["January 5, 2024", "February 7, 2024"]
    assert served.text(FIRST, "body").count("February 7, 2024") == 1
    assert served.texts(FIRST, ".blogposts-byline") == []


@pytest.mark.parametrize(("features", "ours", "theirs"), [("", 1, 0), ("navigation.footer", 0, 1)])
def test_newer_and_older_are_linked_once(tmp_path: Path, features: str, ours: int, theirs: int) -> None:
    site = _serve(tmp_path, features=features)
    assert len(site.page(TALE).css(".blogposts-around")) == ours
    assert len(site.page(TALE).css(".md-footer__link--next")) == theirs


def test_as_material_does_it_none_of_them_is_shown(plain: Site) -> None:
    assert [path for path in plain.files if path.endswith(".html") and 'class="blogposts' in plain.html(path)] == []
    assert plain.texts("blog/", ".md-draft") == ["Draft"]
    assert plain.texts(FIRST, ".md-post__meta time") == ["January 5, 2024"]


def test_once_published_a_site_has_no_marks_of_what_is_held_back(tmp_path: Path) -> None:
    site = build_one(tmp_path, POSTS, SETTINGS.replace("OPTION", "timezone: UTC").replace("FEATURES", ""))
    assert not site.exists(DRAFT)
    assert not site.exists(WAITING)
    assert site.texts("blog/", ".md-post__content .blogposts-badge, .md-draft") == []


def test_nothing_stands_below_a_post_of_which_the_theme_shows_all(tmp_path: Path) -> None:
    text = "=== docs/blog/posts/one.md\n---\ndate: 2024-01-01\ncategories: [One]\n---\n# One\n\nWords.\n"
    site = build_one(tmp_path, text, SETTINGS.replace("FEATURES", "navigation.footer").replace("      OPTION\n", ""))
    assert site.page("blog/2024/01/01/one/").css(".blogposts-post-footer") == []


def test_a_title_that_the_theme_shows_stands_where_the_sites_own_template_has_it(tmp_path: Path) -> None:
    text = (
        "=== docs/blog/posts/one.md\n---\ndate: 2024-01-01\ntitle: One & all\ncover: a.png\n---\nWords.\n"
        "=== docs/blog/posts/a.png\n=== overrides/partials/content.html\n"
        '{% if "<h1" not in page.content %}<h1 class="own">{{ page.title }}</h1><p>Ours</p>{% endif %}{{ page.content }}'
    )
    settings = SETTINGS.replace("FEATURES", "").replace("      OPTION\n", "")
    site = build_one(tmp_path, text, settings.replace("name: material", "name: material, custom_dir: overrides"))
    assert site.texts("blog/2024/01/01/one--all/", "h1") == ["One & all"]
    assert site.texts("blog/2024/01/01/one--all/", "h1.own ~ p")[0] == "Ours"
