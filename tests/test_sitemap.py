"""The sitemap names what is published and listed, with the day of its last change."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.sites import Site, build_site, posts

SITE = "site_url: https://e.org/\n"
STATES = """
=== docs/blog/posts/a.md
---
title: Seen
date: 2026-01-02
updated: 2026-03-04
categories: [Code]
---
Text.
=== docs/blog/posts/b.md
---
title: Sketch
date: 2026-01-03
categories: [Code]
draft: true
---
Text.
=== docs/blog/posts/c.md
---
title: Soon
date: 2027-01-04
categories: [Code]
---
Text.
=== docs/blog/posts/d.md
---
title: Whispered
date: 2026-01-05
unlisted: true
---
Text.
"""


def changes(site: Site) -> dict[str, str]:
    """Return the day of each page that the sitemap names, by URL."""
    text = site.html("sitemap.xml")
    return dict(re.findall(r"<loc>https://e\.org/(.*?)</loc>\s*<lastmod>(.*?)</lastmod>", text))


def test_sitemap_and_search_name_only_what_is_published_and_listed_even_where_all_is_shown(tmp_path: Path) -> None:
    site = build_site(tmp_path, STATES, "draft: true", site=SITE, plugins="- search")
    hidden = ("blog/2026/01/03/sketch/", "blog/2027/01/04/soon/", "blog/2026/01/05/whispered/")
    found = {each["location"].split("#")[0] for each in json.loads(site.html("search/search_index.json"))["docs"]}
    for url in hidden:
        assert site.exists(url)
        assert url not in found
        assert url not in changes(site)
    assert "blog/2026/01/02/seen/" in found


def test_posts_and_lists_have_the_day_of_their_last_change(tmp_path: Path) -> None:
    found = changes(build_site(tmp_path, STATES + posts(2), "draft: true", site=SITE))
    assert found["blog/2026/01/02/seen/"] == "2026-03-04"
    assert found["blog/2026/01/01/post-1/"] == "2026-01-01"
    assert {found[url] for url in ("blog/", "blog/category/", "blog/category/code/", "blog/archive/")} == {"2026-03-04"}


def test_each_page_of_a_list_has_the_day_of_its_own_posts(tmp_path: Path) -> None:
    found = changes(build_site(tmp_path, posts(4), "pagination_per_page: 2", site=SITE))
    assert (found["blog/"], found["blog/page/2/"]) == ("2026-01-04", "2026-01-02")


def test_no_day_is_later_than_today_or_earlier_than_archives_know(tmp_path: Path) -> None:
    old = "=== docs/blog/posts/a.md\n---\ntitle: A\ndate: 1849-01-01\n---\nText\n"
    settings = "blog_dir: .\npost_dir: blog/posts\narchive: false\ndraft_if_future_date: false"
    later = old.replace("a.md", "b.md").replace("1849-01-01", "9999-12-31")
    assert changes(build_site(tmp_path / "a", old, settings, site=SITE))["1849/01/01/a/"] == "1970-01-01"
    assert changes(build_site(tmp_path / "b", later, settings, site=SITE))["9999/12/31/a/"] == "2026-11-22"


def test_further_pages_of_lists_can_be_left_out(tmp_path: Path) -> None:
    site = build_site(tmp_path, posts(4), "pagination_per_page: 2\nhead: {sitemap: first}", site=SITE)
    assert "blog/" in changes(site)
    assert site.exists("blog/page/2/")
    assert "blog/page/2/" not in changes(site)
