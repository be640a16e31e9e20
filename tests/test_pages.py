"""What stands on the blog's pages besides texts and titles, for those who read them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mkdocs_blogposts.config import BlogpostsConfig
from tests.sites import build_site, posts

DAYS = ["2024-11-20", "2025-01-05", "2025-02-01", "2025-02-28", "2025-06-30", "2026-01-01", "2026-03-03"]


def dated(days: list[str]) -> str:
    return "".join(f"=== docs/blog/posts/{at}.md\n---\ndate: {day}\n---\n# Post {at}\n" for at, day in enumerate(days))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_archive_has_a_picture_whose_bars_lead_to_the_months(tmp_path: Path, language: str) -> None:
    site = build_site(tmp_path, dated(DAYS), f"language: {language}")
    page = "blog/archive/"
    bars = [float(x.rstrip("%")) for x in site.values(page, ".blogposts-chart__bar", "x")]
    assert bars == sorted(bars, reverse=language == "ar")
    assert all(0 < x < 100 for x in bars)
    anchors = site.values(page, ".blogposts-chart__month", "href")
    assert anchors == ["#y2024-11", "#y2025-01", "#y2025-02", "#y2025-06", "#y2026-01", "#y2026-03"]
    assert site.dead_links() == []
    if language == "en":
        titles = site.values(page, ".blogposts-chart__month", "aria-label")
        assert titles[1:3] == ["January 2025 · 1 post", "February 2025 · 2 posts"]
        assert site.texts(page, ".blogposts-chart__year") == ["2024", "2025", "2026"]


def test_bars_are_as_high_as_a_month_has_posts(tmp_path: Path) -> None:
    days = [f"2025-0{month}-01" for month in range(1, 7)] + [f"2025-06-{day:02}" for day in range(2, 9)]
    site = build_site(tmp_path, dated(days))
    heights = site.values("blog/archive/", ".blogposts-chart__bar", "height")
    assert heights == ["10.0%"] * 5 + ["80.0%"]


def test_an_archive_of_few_months_has_no_picture(tmp_path: Path) -> None:
    site = build_site(tmp_path, dated(DAYS[:-1]))
    assert site.texts("blog/archive/", ".blogposts-chart") == []


def test_described_terms_are_cards_and_the_others_chips(tmp_path: Path) -> None:
    source = """
        === docs/blog/.taxonomies.yml
        tags:
          go: {description: A language.}
          pictured: {image: p.png}
        === docs/blog/p.png
        === docs/blog/posts/a.md
        ---
        date: 2026-01-01
        tags: [go, plain, pictured]
        ---
        # A
    """
    site = build_site(tmp_path, source)
    assert site.texts("blog/tags/", ".blogposts-card--term h2") == ["go", "pictured"]
    assert site.texts("blog/tags/", ".blogposts-chip") == ["plain 1"]
    assert site.values("blog/tags/", ".blogposts-card__image", "src") == ["../p.png"]


OWNED = """
    === docs/blog/.authors.yml
    authors:
      anna:
        name: Ann
        avatar: ann.png
        links: {Mail: "mailto:ann@example.org"}
      bob: {name: Bob}
    === docs/blog/ann.png
    === docs/blog/index.md
    ---
    author: anna
    ---
    # Welcome

    Words.
    === docs/blog/posts/a.md
    ---
    date: 2026-01-01
    authors: [bob]
    ---
    # A
"""


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_front_page_that_names_its_author_shows_picture_text_and_links(tmp_path: Path, theme: str) -> None:
    site = build_site(tmp_path, OWNED, "pagination_per_page: 1", theme=theme, site="site_url: https://example.org/")
    assert site.values("blog/", ".blogposts-front__image", "src") == ["ann.png"]
    assert site.text("blog/", ".blogposts-front__text").startswith("Welcome")
    assert site.texts("blog/", ".blogposts-front li") == ["Mail", "Subscribe"]
    assert site.texts("blog/", ".blogposts-list-header") == []
    assert site.warnings == site.dead_links() == []


def test_an_author_of_the_front_page_who_is_not_described_is_named(tmp_path: Path) -> None:
    site = build_site(tmp_path, OWNED.replace("author: anna", "author: ana"))
    assert site.said("blog/index.md:2", 'no author "ana" in blog/.authors.yml', '"anna"')
    assert site.texts("blog/", ".blogposts-front") == []
    assert site.passes_strict


def test_the_first_post_of_the_front_page_is_bigger_by_setting(tmp_path: Path) -> None:
    site = build_site(tmp_path, posts(3), "list_style: {style: cards, lead: true}\npagination_per_page: 2")
    assert site.texts("blog/", ".blogposts-card--lead .blogposts-card__title") == ["Post 3"]
    assert site.texts("blog/page/2/", ".blogposts-card--lead") == []
    assert site.texts("blog/page/2/", ".blogposts-card--cards .blogposts-card__title") == ["Post 1"]


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("rows", "no list style `rows`. There are auto, titles"),
        ("card", 'no list style `card`. Did you mean "cards"?'),
        ("{style: cards, led: true}", 'unknown key `led`. Did you mean "lead"?'),
        ("{lead: 3}", "`lead: 3` is neither true nor false"),
    ],
)
def test_a_list_style_that_cannot_be_is_named(style: str, fault: str) -> None:
    config = BlogpostsConfig()
    config.load_dict({"list_style": yaml.safe_load(style)})
    [(key, error)], _ = config.validate()
    assert (key, fault in str(error)) == ("list_style", True)
