"""Where links lead, in a form in which it can be compared."""

from __future__ import annotations

import pytest

from mkdocs_blogposts.blog.links import page_at, pages_at


@pytest.mark.parametrize(
    ("link", "source_url", "url"),
    [
        ("../b/", "blog/a/", "blog/b/"),
        ("../b/#part", "blog/a/", "blog/b/"),
        ("../b/?q=1", "blog/a/", "blog/b/"),
        ("#own", "blog/a/", "blog/a/"),
        ("b.html", "blog/a.html", "blog/b.html"),
        ("../%E7%BC%93%E5%AD%98/", "blog/a/", "blog/缓存/"),
        ("../../", "blog/a/", ""),
    ],
)
def test_a_relative_link_leads_to_a_page_of_the_site(link: str, source_url: str, url: str) -> None:
    assert pages_at([link], source_url) == {page_at(url)}


@pytest.mark.parametrize("link", ["https://example.org/blog/b/", "mailto:a@example.org", "/blog/b/", "//example.org/"])
def test_other_links_lead_elsewhere(link: str) -> None:
    assert pages_at([link], "blog/a/") == frozenset()
