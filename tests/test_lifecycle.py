"""What is published, what is held back, and that nothing of it leaks."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.sites import Site, build_site

POSTS = """
=== docs/index.md
# Home

[a draft](blog/posts/draft.md)
=== docs/blog/.authors.yml
mira: {name: Mira}
ghost: {name: Ghost}
=== docs/blog/posts/old.md
---
title: Old
date: 2026-01-01
tags: [shared]
author: mira
---
See [what comes](scheduled.md) and [the bundle](bundle/index.md).
=== docs/blog/posts/draft.md
---
title: Sketch
date: 2026-01-02
draft: true
tags: [shared, of-drafts]
categories: [Of drafts]
author: ghost
---
Hidden words.

[published](old.md)
=== docs/blog/posts/said.md
---
title: Said in words
date: 2026-01-03
draft: "true"
---
Hidden words.
=== docs/blog/posts/maybe.md
---
title: Perhaps
date: 2026-01-04
draft: maybe
---
Hidden words.
=== docs/blog/posts/scheduled.md
---
title: To come
date: 2031-05-06
tags: [shared]
---
Hidden words.
=== docs/blog/posts/ahead.md
---
title: Ahead of its date
date: 2031-05-07
draft: false
---
Shown words.
=== docs/blog/posts/expired.md
---
title: Gone by
date: 2026-01-05
expires: 2026-06-01
tags: [shared]
---
Hidden words.
=== docs/blog/posts/unlisted.md
---
title: By its address only
date: 2026-01-06
unlisted: true
tags: [shared]
---
Unlisted words.
=== docs/blog/posts/bundle/index.md
---
title: Bundle to come
date: 2026-01-07
draft: true
---
Hidden words. ![Picture](pic.png)
=== docs/blog/posts/bundle/pic.png
png
=== docs/blog/posts/bundle/deep/data.csv
1,2
=== docs/blog/posts/bundle/notes.md
---
title: A post inside the bundle
date: 2026-01-08
---
Shown words.
=== docs/blog/posts/beside.png
png
=== docs/blog/posts/new.md
---
title: New
date: 2026-02-01
tags: [shared]
author: mira
---
Text.
"""

HELD = ("Sketch", "Said in words", "Perhaps", "To come", "Gone by", "Bundle to come")
SETTINGS = "timezone: UTC\nauthors_profiles: true"
SITE = "site_url: https://example.org/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(tmp_path_factory.mktemp("built"), POSTS, SETTINGS, plugins="- search", site=SITE)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(tmp_path_factory.mktemp("served"), POSTS, SETTINGS, plugins="- search", site=SITE, serve=True)


def _everything(site: Site) -> dict[str, str]:
    found = {path: (site.site_dir / path).read_bytes() for path in site.files}
    return {
        path: (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8", "replace")
        for path, data in found.items()
    }


def test_only_what_is_published_stands_in_lists(built: Site) -> None:
    assert built.cards() == ["Ahead of its date", "New", "A post inside the bundle", "Old"]
    assert built.cards("blog/tags/shared/") == ["New", "Old"]


@pytest.mark.parametrize("title", HELD)
def test_nothing_of_a_post_held_back_is_in_any_file(built: Site, title: str) -> None:
    assert [path for path, text in _everything(built).items() if title in text] == []


def test_no_words_addresses_authors_or_terms_of_posts_held_back_are_in_any_file(built: Site) -> None:
    everything = _everything(built)
    for leak in ("Hidden words", "sketch", "to-come", "of-drafts", "Of drafts", "Ghost", "gone-by"):
        assert [path for path, text in everything.items() if leak in text] == [], leak
    assert not any(leak in path for path in everything for leak in ("sketch", "to-come", "of-drafts", "ghost", "draft"))


def test_a_term_or_author_of_drafts_only_has_no_page_and_no_link(built: Site) -> None:
    assert not any("category" in path for path in built.files)
    assert sorted(path for path in built.files if "author/" in path) == [
        "blog/author/index.html",
        "blog/author/mira/index.html",
    ]
    assert built.dead_links() == [
        "blog/2026/01/01/old/index.html → ../../../../posts/scheduled/",
        "blog/2026/01/01/old/index.html → ../../../../posts/bundle/",
        "index.html → blog/posts/draft/",
    ]  # what the writer linked to, and is warned of


def test_newer_and_older_pass_over_what_is_held_back(built: Site) -> None:
    assert built.texts("blog/2026/01/01/old/", ".blogposts-around__title") == ["A post inside the bundle"]
    assert built.values("blog/2026/01/01/old/", ".blogposts-around a", "rel") == ["next"]


def test_a_bundles_folder_is_held_back_with_its_post_but_not_the_posts_in_it(built: Site) -> None:
    assert not any(path.endswith(("pic.png", "data.csv")) for path in built.files)
    assert built.exists("blog/2026/01/08/a-post-inside-the-bundle/")


def test_files_beside_a_draft_that_is_no_bundle_are_published(built: Site) -> None:
    assert built.exists("blog/beside.png")


def test_a_draft_said_in_quotes_is_a_draft_and_an_unclear_one_is_held_back_and_named(built: Site) -> None:
    assert built.said(
        "blog/posts/maybe.md:4", "`draft: maybe` is neither true nor false", "Held back as a draft for now"
    )
    assert not any("said.md:" in each for each in built.warnings)


def test_a_link_to_a_post_held_back_is_a_warning_that_names_both(built: Site) -> None:
    assert built.said("blog/posts/old.md:7", "a link to blog/posts/scheduled.md", "scheduled")
    assert built.said("blog/posts/old.md:7", "a link to blog/posts/bundle/index.md", "draft")
    assert built.said("index.md:3", "a link to blog/posts/draft.md", "draft")
    assert not built.passes_strict


def test_what_is_held_back_is_said_in_one_line_with_the_next_change(built: Site) -> None:
    held = [each for each in built.hints if "held back: " in each and not each.startswith("blog/")]
    assert len(held) == 1
    assert held[0].startswith("6 held back: ")
    for each in (
        "draft.md (draft)",
        "said.md (draft)",
        "maybe.md (draft)",
        "expired.md (expired)",
        "scheduled.md (scheduled)",
    ):
        assert f"blog/posts/{each}" in held[0]
    assert "2031-05-06 00:00 UTC" in held[0]


def test_an_unlisted_post_has_a_page_and_nothing_leads_to_it(built: Site) -> None:
    page = "blog/2026/01/06/by-its-address-only/index.html"
    assert "Unlisted words." in built.text(page)
    everything = _everything(built)
    assert [path for path, text in everything.items() if path != page and "Unlisted words" in text] == []
    assert [path for path, text in everything.items() if path != page and "by-its-address-only" in text] == []
    assert [path for path, text in everything.items() if path != page and "By its address only" in text] == []
    assert built.texts(page, ".blogposts-around__title") == []


def test_search_and_sitemap_hold_what_is_published(built: Site) -> None:
    index = json.loads(built.html("search/search_index.json"))
    found = {entry["location"].split("#")[0] for entry in index["docs"]}
    assert {"blog/2026/01/01/old/", "blog/2026/02/01/new/"} <= found
    assert "https://example.org/blog/2026/02/01/new/" in built.html("sitemap.xml")


def test_while_writing_everything_is_shown_with_a_badge(served: Site) -> None:
    badges = {
        "Sketch": "Draft",
        "Said in words": "Draft",
        "Perhaps": "Draft",
        "To come": "Scheduled for May 6, 2031",
        "Gone by": "Expired",
        "By its address only": "Unlisted",
        "Bundle to come": "Draft",
    }
    assert set(served.cards("blog/") + served.cards("blog/page/2/")) == {
        *badges,
        "Old",
        "New",
        "Ahead of its date",
        "A post inside the bundle",
    }
    for title, badge in badges.items():
        path = "blog/" if title in served.cards("blog/") else "blog/page/2/"
        assert f">{badge}</span>" in served.card(path, title)
        post = next(path for path in served.files if path.startswith("blog/20") and served.texts(path, "h1") == [title])
        assert badge in served.texts(post, ".blogposts-badge")
    assert "blogposts-badge" not in served.card("blog/", "Ahead of its date")


def test_while_writing_no_page_carries_a_second_mark_and_no_link_is_dead(served: Site) -> None:
    assert "DRAFT" not in served.html("blog/2026/01/02/sketch/")
    assert served.dead_links() == []
    assert not any("held back" in each for each in served.warnings)
    assert served.exists("blog/bundle/pic.png")
    assert served.cards("blog/category/of-drafts/") == ["Sketch"]


@pytest.mark.parametrize(
    ("settings", "serve", "shown"),
    [
        ("", False, ["Now"]),
        ("draft: true", False, ["Future", "Draft", "Now"]),
        ("draft_if_future_date: false", False, ["Future", "Now"]),
        ("draft_on_serve: false", True, ["Now"]),
        ("", True, ["Future", "Draft", "Now"]),
        ("preset: material", False, ["Future", "Now"]),
    ],
)
def test_settings_decide_what_is_shown(tmp_path: Path, settings: str, serve: bool, shown: list[str]) -> None:
    site = build_site(
        tmp_path,
        """
        === docs/blog/posts/now.md
        ---
        date: 2026-01-01
        ---
        # Now
        === docs/blog/posts/draft.md
        ---
        date: 2026-01-02T10:00:00+09:00
        draft: true
        ---
        # Draft
        === docs/blog/posts/future.md
        ---
        date: 2031-01-01
        ---
        # Future
        """,
        settings,
        serve=serve,
    )
    assert site.cards() == shown
    assert site.warnings == []


@pytest.mark.parametrize(
    ("zone", "now", "shown"),
    [
        ("Pacific/Auckland", "2026-11-21T11:30:00Z", True),  # 00:30 there
        ("Pacific/Auckland", "2026-11-21T10:30:00Z", False),  # 23:30 there
        ("America/Los_Angeles", "2026-11-22T07:00:00Z", False),  # 23:00 there
        ("America/Los_Angeles", "2026-11-22T08:30:00Z", True),
        ("", "2026-11-21T10:30:00Z", True),  # begun on the first island
        ("", "2026-11-21T09:30:00Z", False),
    ],
)
def test_a_post_of_a_day_is_published_when_the_day_begins_in_the_stated_zone(
    tmp_path: Path, zone: str, now: str, shown: bool
) -> None:
    setting = f"timezone: {zone}" if zone else ""
    site = build_site(tmp_path, "=== docs/blog/posts/a.md\n---\ndate: 2026-11-22\n---\n# A\n", setting, now=now)
    assert site.cards() == (["A"] if shown else [])


def test_a_post_held_back_for_less_than_a_day_hints_at_the_time_zone(tmp_path: Path) -> None:
    site = build_site(
        tmp_path, "=== docs/blog/posts/a.md\n---\ndate: 2026-11-22 20:00\n---\n# A\n", now="2026-11-22T12:00:00Z"
    )
    assert any("timezone" in each for each in site.hints)


def test_a_draft_needs_no_date(tmp_path: Path) -> None:
    text = "=== docs/blog/posts/a.md\n---\ndraft: true\n---\n# Idea\n"
    assert build_site(tmp_path / "built", text).warnings == []
    assert build_site(tmp_path / "served", text, serve=True).cards() == ["Idea"]


def test_what_mkdocs_excludes_or_drafts_is_no_post(tmp_path: Path) -> None:
    text = """
    === docs/blog/posts/a.md
    ---
    date: 2026-01-01
    ---
    # A
    === docs/blog/posts/excluded.md
    ---
    date: 2026-01-02
    tags: [gone]
    ---
    # Excluded
    === docs/blog/posts/wip-b.md
    ---
    date: 2026-01-03
    tags: [gone]
    ---
    # In work
    """
    settings = "exclude_docs: excluded.md\ndraft_docs: wip-*"
    built = build_site(tmp_path / "built", text, site=settings)
    assert built.cards() == ["A"]
    assert built.warnings == []
    assert not any("excluded" in path or "in-work" in path or "wip" in path or "tags" in path for path in built.files)
    served = build_site(tmp_path / "served", text, site=settings, serve=True)
    assert served.cards() == ["In work", "A"]
    assert "Draft" in served.card("blog/", "In work")
