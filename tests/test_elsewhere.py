"""Posts whose title leads elsewhere, and posts that were published elsewhere before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sites import build_site

SITE = "site_url: https://e.org/\n"
THERE = "https://www.there.example/read?a=1&b=2"
POST = f"=== docs/blog/posts/a.md\n---\ntitle: A good read\ndate: 2026-01-01\nlink: {THERE}\n---\nWhy.\n"
OWN = "blog/2026/01/01/a-good-read/"


@pytest.mark.parametrize("style", ["titles", "list", "cards", "full"])
def test_in_lists_the_title_leads_there_and_the_date_to_the_posts_own_page(tmp_path: Path, style: str) -> None:
    site = build_site(tmp_path, POST, f"list_style: {style}", site=SITE)
    assert site.values("blog/", ".blogposts-card__link", "href") == [THERE]
    others = site.values("blog/", ".blogposts-card__meta a", "href")
    assert {site.leads_to("blog/", each) for each in others} == {f"{OWN}index.html"}
    above = (
        ".blogposts-byline a, a.blogposts-card__date, a.blogposts-card__more"  # what the card's own link does not cover
    )
    assert site.values("blog/", f".blogposts-card__meta :is({above})", "href") == others
    assert site.values("blog/archive/", ".blogposts-month__post", "href") == [THERE]
    assert site.values("blog/archive/", ".blogposts-month time", "datetime") == ["2026-01-01"]
    assert len(site.values("blog/archive/", ".blogposts-month .blogposts-byline a", "href")) == 1


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_its_own_page_names_where_it_leads(tmp_path: Path, theme: str) -> None:
    site = build_site(tmp_path, POST, site=SITE, theme=theme)
    assert site.values(OWN, ".blogposts-link a", "href") == [THERE]
    assert site.texts(OWN, ".blogposts-link bdi") == ["there.example"]
    assert site.values(OWN, "head link[rel=canonical]", "href") == [f"https://e.org/{OWN}"]
    assert THERE in site.values("blog/", "h2 a", "href")


def test_feeds_name_both(tmp_path: Path) -> None:
    site = build_site(tmp_path, POST, site=SITE)
    (item,) = json.loads(site.html("blog/feed.json"))["items"]
    assert (item["url"], item["external_url"]) == (f"https://e.org/{OWN}", THERE)
    assert f"<link>{THERE.replace('&', '&amp;')}</link>" in site.html("blog/rss.xml")


@pytest.mark.parametrize("theme", ["mkdocs", "material", "readthedocs"])
def test_search_engines_are_told_of_the_page_that_was_first(tmp_path: Path, theme: str) -> None:
    site = build_site(tmp_path, POST.replace("link:", "canonical:"), site=SITE, theme=theme, plugins="- search")
    assert site.values(OWN, "head link[rel=canonical]", "href") == [THERE]
    assert site.values(OWN, "head meta[property='og:url']", "content") == [THERE]
    assert OWN not in site.html("sitemap.xml")
    assert OWN in site.html("search/search_index.json")
    (item,) = json.loads(site.html("blog/feed.json"))["items"]
    assert item["url"] == f"https://e.org/{OWN}"


def test_its_own_address_as_canonical_changes_nothing(tmp_path: Path) -> None:
    site = build_site(tmp_path, POST.replace(f"link: {THERE}", f"canonical: https://e.org/{OWN}"), site=SITE)
    assert OWN in site.html("sitemap.xml")


@pytest.mark.parametrize("value", ["/a/", "javascript:alert(1)", "https://", "'https://e.org/\"x'", "https://[x"])
def test_what_is_no_full_address_is_named(tmp_path: Path, value: str) -> None:
    site = build_site(tmp_path, POST.replace(THERE, value), site=SITE)
    assert site.said("blog/posts/a.md:4", "is no full address", "Write `link: https://")
    assert site.leads_to("blog/", site.values("blog/", ".blogposts-card__link", "href")[0]) == f"{OWN}index.html"
