"""Notes on what was changed in a post."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sites import Site, build_site

OWN = "blog/2026/01/01/prices/"
NOTES = "updates:\n- {date: 2026-02-01, note: First <note>}\n- {date: 2026-03-01, note: Second note}\n"
POSTS = f"""
=== docs/blog/posts/a.md
---
title: Prices
date: 2026-01-01
{NOTES}---
Some text.

=== docs/blog/posts/b.md
---
title: Secret
date: 2026-01-02
password: x
{NOTES}---
Some text.

=== docs/blog/posts/c.md
---
title: Said otherwise
date: 2026-01-03
updated: 2026-04-01
{NOTES}---
Some text.

=== docs/blog/posts/d.md
---
title: Only changed
date: 2026-01-04
updated: 2026-04-01
---
Some text.
"""


@pytest.fixture(scope="module", params=["mkdocs", "material"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("updates")
    return build_site(folder, POSTS, site="site_url: https://e.org/\n", theme=request.param)


def test_a_post_shows_its_notes_the_newest_first_as_text(site: Site) -> None:
    assert site.texts(OWN, ".blogposts-updates__note") == [
        "Updated March 1, 2026: Second note",
        "Updated February 1, 2026: First <note>",
    ]
    assert not any("Updated" in byline for byline in site.texts(OWN, ".blogposts-byline"))
    assert site.values(OWN, ".blogposts-updates time", "datetime") == ["2026-03-01", "2026-02-01"]


def test_the_last_note_is_the_last_change_unless_the_writer_says_otherwise(site: Site) -> None:
    items = {each["title"]: each for each in json.loads(site.html("blog/feed.json"))["items"]}
    assert items["Prices"]["date_modified"].startswith("2026-03-01")
    assert items["Said otherwise"]["date_modified"].startswith("2026-04-01")
    assert '"dateModified": "2026-03-01' in site.html(OWN)


def test_feeds_begin_with_the_notes(site: Site) -> None:
    items = {each["title"]: each for each in json.loads(site.html("blog/feed.json"))["items"]}
    content = items["Prices"]["content_html"]
    assert content.index("Updated March 1, 2026: Second note") < content.index("February 1, 2026: First &lt;note&gt;")
    assert content.index("First &lt;note&gt;") < content.index("Some text.")


def test_notes_of_a_protected_post_are_nowhere(site: Site) -> None:
    assert not any("note" in site.text(path, ".blogposts-updates, body") for path in ["blog/2026/01/02/secret/"])
    items = {each["title"]: each for each in json.loads(site.html("blog/feed.json"))["items"]}
    assert "note" not in items["Secret"]["content_html"]


def test_lists_show_the_day_of_a_change_that_has_a_note(tmp_path: Path) -> None:
    site = build_site(tmp_path, POSTS, theme="mkdocs")
    assert "Updated March 1, 2026" in site.card("blog/", "Prices")
    assert "Updated" not in site.card("blog/", "Only changed")
    assert "Updated" not in site.card("blog/", "Secret")


def test_notes_in_chinese_have_a_wide_colon(tmp_path: Path) -> None:
    site = build_site(tmp_path, POSTS, "language: zh", site="site_url: https://e.org/")
    assert site.texts(OWN, ".blogposts-updates__note")[0] == "更新于 2026年3月1日：Second note"
    items = {each["title"]: each for each in json.loads(site.html("blog/feed.json"))["items"]}
    assert "更新于 2026年3月1日：Second note" in items["Prices"]["content_html"]
