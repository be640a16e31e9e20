"""What lists show of posts."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.sites import Site, build_site

EXTENSIONS = """
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - md_in_html
  - pymdownx.superfences
  - toc: {permalink: true}
"""

POSTS = """
=== docs/index.md
# Home
=== docs/other.md
# Other
=== docs/assets/pic.png
png
=== docs/blog/posts/footnote.md
---
date: 2026-01-01
tags: [all]
categories: [all]
author: Mira
---
# Footnote

A claim[^1] and a [reference link][ref].

<!-- more -->

## Sources

[^1]: The proof.

[ref]: ../../other.md
=== docs/blog/posts/footnote-2.md
---
date: 2026-01-02
tags: [all]
---
# Another footnote

Another claim[^1].

## Sources

[^1]: Another proof.

<!-- more -->

More.
=== docs/blog/posts/links.md
---
date: 2026-01-03
tags: [all]
categories: [all]
author: Mira
---
# Links

![A picture](../../assets/pic.png) [A post](footnote.md) [Below](#below) [Home](../../index.md)

<!-- more -->

## Below

Text.
=== docs/blog/posts/div.md
---
date: 2026-01-04
tags: [all]
---
# Unclosed div

<div class="outer" markdown>

Inside the div.

<!-- more -->

After the cut in the div.

</div>

After the div.
=== docs/blog/posts/admonition.md
---
date: 2026-01-05
tags: [all]
---
# In an admonition

!!! note "Titled"
    Inside the note.

    <!-- more -->

    After the cut in the note.
=== docs/blog/posts/list.md
---
date: 2026-01-06
tags: [all]
---
# In a list

- One item.

    <!-- more -->

- Cut item.

> A quote.
=== docs/blog/posts/sample.md
---
date: 2026-01-07
tags: [all]
---
# In a code sample

Write this:

```html
<!-- more -->
```

Shown before the cut.

<!-- more -->

Hidden after the cut.
=== docs/blog/posts/code.md
---
date: 2026-01-08
tags: [all]
---
# Code first

```jsx
<Code first />
```

The first sentence.
=== docs/blog/posts/inline.md
---
date: 2026-01-09
tags: [all]
---
# Inline

Before the cut. <!-- more --> After the cut.
=== docs/blog/posts/tight.md
---
date: 2026-01-10
tags: [all]
---
# Without spaces

Shown.

<!--more-->

Hidden by the first.

<!-- more -->

Hidden by both.
=== docs/blog/posts/first.md
---
date: 2026-01-11
tags: [all]
---
# Cut first

<!-- more -->

Everything is hidden.
=== docs/blog/posts/comment.md
---
date: 2026-01-12
tags: [all]
---
# Comment

Before the comment.

<!-- never closed

After the comment began.
=== docs/blog/posts/short.md
---
date: 2026-01-13
tags: [all]
---
# Short

All there is.
=== docs/blog/posts/long.md
---
date: 2026-01-14
tags: [all]
---
# Long

A first sentence that says something. A second one follows it. The third makes it long enough to be cut at an end of
a sentence. The fourth is where the cut comes, and the fifth is never shown in a list.

Another paragraph.
=== docs/blog/posts/heading.md
---
date: 2026-01-15
tags: [all]
---
# Heading

## The same

Text one.

<!-- more -->

Rest.
=== docs/blog/posts/heading-2.md
---
date: 2026-01-16
tags: [all]
---
# Heading again

## The same

Text two.

<!-- more -->

Rest.
=== docs/blog/posts/summary.md
---
date: 2026-01-17
tags: [all]
excerpt: In *my* own words & <signs>.
---
# Own words

The text itself.
=== docs/blog/posts/described.md
---
date: 2026-01-18
tags: [all]
description: Only for those who search.
---
# Described

The text of the described.
"""


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("excerpts")
    return build_site(folder, POSTS, "authors_profiles: true\npagination_per_page: 5", site=EXTENSIONS)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same blog on one page, so that all excerpts stand together."""
    return build_site(tmp_path_factory.mktemp("whole"), POSTS, "pagination: false", site=EXTENSIONS)


def _excerpt(site: Site, title: str) -> str:
    card = LexborHTMLParser(site.card("blog/", title))
    found = card.css_first(".blogposts-card__excerpt")
    return found.inner_html.strip() if found and found.inner_html else ""


def _read_more(site: Site, title: str) -> bool:
    return 'class="blogposts-card__more"' in site.card("blog/", title)


def test_a_footnotes_mark_is_no_part_of_an_excerpt(whole: Site) -> None:
    assert whole.warnings == []
    excerpt = _excerpt(whole, "A claim")
    assert excerpt == '<p>A claim and a <a href="../other/">reference link</a>.</p>'
    assert "[^1]" not in whole.html("blog/")
    assert whole.page("blog/").css("sup, .footnote, .footnote-ref") == []


def test_a_footnote_before_the_cut_stays_on_the_post(whole: Site) -> None:
    assert "Another proof." not in whole.text("blog/")
    assert "Another proof." in whole.text("blog/2026/01/02/another-footnote/")
    assert _excerpt(whole, "Another claim").startswith("<p>Another claim.</p>")


def test_no_id_stands_twice_on_a_page(whole: Site, blog: Site) -> None:
    for site in (whole, blog):
        for path in site.files:
            if path.endswith(".html"):
                ids = site.values(path, "[id]", "id")
                assert sorted(ids) == sorted(set(ids)), path


def test_links_and_pictures_of_excerpts_work_from_every_list(blog: Site) -> None:
    assert blog.warnings == []
    assert blog.dead_links() == []
    lists = [
        "blog/page/4/",
        "blog/tags/all/page/4/",
        "blog/category/all/",
        "blog/author/Mira/",
        "blog/archive/2026/page/4/",
    ]
    for path in lists:
        card = LexborHTMLParser(blog.card(path, "A post Below"))
        hrefs = [each.attributes["href"] or "" for each in card.css(".blogposts-card__excerpt a")]
        pictures = [each.attributes["src"] or "" for each in card.css("img")]
        assert [blog.leads_to(path, href) for href in hrefs] == [
            "blog/2026/01/01/footnote/index.html",
            "blog/2026/01/03/links/index.html",
            "index.html",
        ]
        assert hrefs[1].endswith("/links/#below")
        assert [blog.leads_to(path, picture) for picture in pictures] == ["assets/pic.png"]


@pytest.mark.parametrize(
    ("title", "excerpt"),
    [
        ("Unclosed div", '<div class="outer">\n<p>Inside the div.</p></div>'),
        (
            "In an admonition",
            '<div class="admonition note">\n<p class="admonition-title">Titled</p>\n<p>Inside the note.</p></div>',
        ),
        ("In a list", "<ul>\n<li>\n<p>One item.</p></li></ul>"),
    ],
)
def test_an_excerpt_closes_what_the_cut_leaves_open(whole: Site, title: str, excerpt: str) -> None:
    assert _excerpt(whole, title) == excerpt
    assert _read_more(whole, title)


def test_a_list_stays_balanced_whatever_its_excerpts_are(whole: Site) -> None:
    page = whole.page("blog/")
    assert len(page.css(".blogposts-posts > .blogposts-card")) == 18
    assert page.css_first("footer p") is not None


def test_a_separator_in_a_code_sample_is_none(whole: Site) -> None:
    assert "Shown before the cut." in _excerpt(whole, "In a code sample")
    assert "Hidden after the cut." not in whole.html("blog/")
    assert whole.texts("blog/2026/01/07/in-a-code-sample/", "pre") == ["<!-- more -->"]


def test_an_automatic_excerpt_starts_with_prose(whole: Site) -> None:
    assert _excerpt(whole, "Code first") == "<p>The first sentence.</p>"
    assert _read_more(whole, "Code first")


def test_a_separator_inside_a_paragraph_cuts_the_list_but_not_the_post(whole: Site) -> None:
    assert _excerpt(whole, "Inline").replace(" </p>", "</p>") == "<p>Before the cut.</p>"
    assert [text for text in whole.texts("blog/2026/01/09/inline/", "p") if "cut" in text] == [
        "Before the cut. After the cut."
    ]


def test_the_first_separator_counts_with_spaces_or_without(whole: Site) -> None:
    assert _excerpt(whole, "Without spaces") == "<p>Shown.</p>"
    assert "Hidden by" not in whole.text("blog/")


def test_a_post_cut_at_its_start_keeps_its_title_and_its_way_on(whole: Site) -> None:
    assert "Everything is hidden." not in whole.text("blog/")
    assert _excerpt(whole, "Cut first") == ""
    assert _read_more(whole, "Cut first")


def test_an_unclosed_comment_swallows_no_other_post(whole: Site) -> None:
    assert _excerpt(whole, "Before the comment").startswith("<p>Before the comment.")
    assert whole.cards("blog/")[-1] == "Footnote"


def test_there_is_no_read_more_where_all_is_shown(whole: Site) -> None:
    assert _excerpt(whole, "Short") == "<p>All there is.</p>"
    assert not _read_more(whole, "Short")


def test_without_a_separator_a_long_post_is_cut_at_a_sentence(whole: Site) -> None:
    excerpt = _excerpt(whole, "Long")
    assert excerpt == (
        "<p>A first sentence that says something. A second one follows it. "
        "The third makes it long enough to be cut at an end of a sentence.</p>"
    )
    assert _read_more(whole, "Long")


def test_read_more_names_the_post(whole: Site) -> None:
    assert "Read more: Long" in whole.texts("blog/", ".blogposts-card__more")


def test_words_of_the_writers_own_come_first_and_stay_text(whole: Site) -> None:
    assert _excerpt(whole, "Own words") == "<p>In *my* own words &amp; &lt;signs&gt;.</p>"
    assert _read_more(whole, "Own words")


def test_a_description_is_no_excerpt(whole: Site) -> None:
    assert _excerpt(whole, "Described") == "<p>The text of the described.</p>"


def test_a_titles_link_leads_to_the_top_of_its_post(whole: Site) -> None:
    hrefs = whole.values("blog/", ".blogposts-card__link", "href")
    assert len(hrefs) == 18
    assert all("#" not in href and whole.exists(whole.leads_to("blog/", href)) for href in hrefs)


@pytest.mark.parametrize(
    ("mode", "shown", "warned"),
    [("auto", "<p>First.</p>", False), ("optional", "<p>First.</p>\n<p>Second.</p>", False), ("required", None, True)],
)
def test_what_a_post_without_a_separator_shows_is_a_setting(
    tmp_path: Path, mode: str, shown: str | None, warned: bool
) -> None:
    site = build_site(
        tmp_path,
        "=== docs/blog/posts/a.md\n---\ndate: 2026-01-01\n---\n# A\n\nFirst.\n\nSecond.\n",
        f"post_excerpt: {mode}",
    )
    if shown and mode == "optional":
        assert _excerpt(site, "A") == shown
    assert site.passes_strict is not warned
    if warned:
        assert site.said("blog/posts/a.md", "<!-- more -->")


def test_a_post_of_2000_equal_headings_keeps_its_ids_apart(tmp_path: Path) -> None:
    site = build_site(
        tmp_path, "=== docs/blog/posts/a.md\n---\ndate: 2026-01-01\n---\n# A\n\n" + "## Same\n\nText.\n\n" * 2000
    )
    ids = site.values("blog/2026/01/01/a/", "h2[id]", "id")
    assert len(ids) == len(set(ids)) == 2000
    assert site.dead_links() == []


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("word " * 476, "2 min"),
        ("字" * 878, "2 min"),
        ("🎉 " * 30, "1 min"),
        ('<svg viewBox="0 0 9 9">' + '<path d="M0 0 L9 9"/>' * 4000 + "</svg>\n\nShort.", "1 min"),
        ("```\n" + "code " * 4000 + "\n```\n\nShort.", "1 min"),
    ],
    ids=["words", "chinese", "emoji", "drawing", "code"],
)
def test_reading_time_is_sane_for_every_kind_of_text(tmp_path: Path, text: str, minutes: str) -> None:
    site = build_site(tmp_path, f"=== docs/blog/posts/a.md\n---\ndate: 2026-01-01\n---\n# A\n\n{text}\n")
    assert minutes in site.text("blog/2026/01/01/a/", ".blogposts-byline")
    assert minutes in site.text("blog/", ".blogposts-byline")


DROPPED = """
=== docs/index.md
# Home
=== docs/blog/posts/at-once.md
---
title: At once
date: 2026-01-01
---
<!-- more -->

A text that is long enough to be seen.
=== docs/blog/posts/headed.md
---
title: Named
date: 2026-01-02
---
# Headed

Seen.

<!-- more -->

More.
=== docs/blog/posts/only-a-heading.md
---
date: 2025-12-31
---
# Only a heading
=== hook.py
import re


def on_page_content(html, **kwargs):
    without_first_comment = re.sub(r"\\A\\s*<!--.*?-->", "", html)
    return f"<html><head></head><body><div>{without_first_comment}</div></body></html>"
"""


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_separator_at_the_start_counts_even_where_a_plugin_drops_it(tmp_path: Path, theme: str) -> None:
    site = build_site(tmp_path, DROPPED, theme=theme, site="hooks: [hook.py]")
    assert "long enough" not in site.html("blog/")
    assert "Seen." in site.text("blog/")
    if theme == "material":
        assert site.texts("blog/", ".md-post--excerpt h2") == ["Headed", "At once", "Only a heading"]
        assert len(site.texts("blog/", ".md-post__action")) == 2
