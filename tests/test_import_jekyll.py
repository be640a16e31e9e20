"""`blogposts import jekyll`: a small site, made for these tests, imported and built."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mkdocs_blogposts.importing.jekyll.kramdown import as_ours
from mkdocs_blogposts.importing.jekyll.urls import Place, page_url, url_of
from tests.sites import Site, build_again, write_files
from tests.test_cli import blogposts

JEKYLL = """
=== old/_config.yml
title: Garden notes
description: From the garden
url: https://example.org
baseurl: /garden
timezone: Europe/Berlin
lang: de
paginate: 5
exclude: [drafts-of-mine]
collections:
  recipes: {output: true}
defaults:
  - scope: {path: "", type: posts}
    values: {layout: post, author: mira}
=== old/_data/authors.yml
mira: {name: Mira Halvorsen, email: mira@example.org, twitter: mira}
=== old/_data/navigation.yml
main:
  - {title: About, url: /about.html}
=== old/_posts/2024-05-06-First-Post.md
---
title: First post
categories: Trees Shrubs
tags: [oak, ash]
last_modified_at: 2024-06-01
redirect_from: /oak/
image: /assets/oak.jpg
---
* Contents
{:toc}

## Oaks

See [the second]({% post_url 2024-05-07-second %}), [a page]({% link about.md %}), [it]({{ "/about.html" | relative_url }})
and ![an oak]({{ site.baseurl }}/assets/oak.jpg){: width="100" }.

Inline $$x^2$$ here.

$$
x - y
$$

{% highlight ruby linenos %}
puts "{{ hi }}"
{% endhighlight %}

{% raw %}{{ kept }}{% endraw %}{% comment %}gone{% endcomment %}

Warned.
{: .warning}

{% include nice.html thing="x" %}
{{ site.title }} {{ unknown }}
=== old/trees/_posts/2024-05-07-second.markdown
---
title: Second
date: 2024-05-07 20:00:00 +0200
---
{{ page.title }}
===

Text.
=== old/_posts/2024-05-08-hidden.md
---
hidden: true
permalink: /secret/place/
---
Hidden.
=== old/_posts/2024-05-09-not-yet.md
---
title: Not yet
published: false
---
Soon.
=== old/_drafts/later.md
---
title: Later
---
Later.
=== old/_recipes/soup.md
---
title: Soup
---
Boil.
=== old/about.md
---
title: About
---
About {{ site.title }}.
=== old/index.html
---
layout: home
---
{% for post in site.posts %}{{ post.title }}{% endfor %}
=== old/README.md
Not a page.
=== old/drafts-of-mine/x.md
---
title: X
---
=== old/_includes/nice.html
x
=== old/robots.txt
User-agent: *
"""


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sources, in a folder to work in."""
    write_files(tmp_path, JEKYLL, {"old/assets/oak.jpg": b"JPEG"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(*arguments: object, code: int = 0) -> str:
    done = blogposts("import", "jekyll", "old", "--into", "new", *arguments)
    assert done.exit_code == code, done.output
    return " ".join(done.output.split())


def built(folder: Path) -> Site:
    site = build_again(folder / "new")
    assert site.warnings == []
    return site


def test_posts_pages_and_collections_are_where_they_were(old: Path) -> None:
    imported()
    site = built(old)
    for url in ("trees/shrubs/2024/05/06/First-Post.html", "about.html", "recipes/soup.html", "robots.txt"):
        assert site.exists(url), url
    assert site.values("oak/", "a", "href") == ["../trees/shrubs/2024/05/06/First-Post.html"]
    assert site.exists("secret/place/")
    assert not {"drafts-of-mine/x.html", "README.html"} & site.files


def test_front_matter_says_the_same_with_our_keys(old: Path) -> None:
    imported()
    front = (old / "new/docs/posts/2024-05-06-First-Post.md").read_text().split("---\n")[1]
    assert front.splitlines() == [
        "title: First post",
        "date: 2024-05-06",
        "updated: 2024-06-01",
        "categories: [Trees, Shrubs]",
        "tags: [oak, ash]",
        "authors: [mira]",
        "cover: /assets/oak.jpg",
        "slug: trees/shrubs/2024/05/06/First-Post",
        "aliases: [/oak/]",
    ]
    authors = (old / "new/docs/.authors.yml").read_text()
    assert authors == "authors:\n  mira:\n    name: Mira Halvorsen\n    email: mira@example.org\n"


def test_drafts_and_what_is_not_published_stay_so(old: Path) -> None:
    imported()
    posts = old / "new/docs/posts"
    assert "draft: true" in (posts / "2024-05-09-not-yet.md").read_text()
    assert "draft: true" in (posts / "later.md").read_text()
    assert "unlisted: true" in (posts / "2024-05-08-hidden.md").read_text()


def test_liquid_is_filled_in_and_what_is_not_known_is_told(old: Path) -> None:
    said = imported()
    text = (old / "new/docs/posts/2024-05-06-First-Post.md").read_text()
    assert "[the second](trees/2024-05-07-second.md), [a page](../about.md), [it](../about.md)" in text
    assert '![an oak](../assets/oak.jpg){: width="100" }' in text
    assert '```ruby linenums="1"\nputs "{{ hi }}"\n```' in text
    assert "{{ kept }}\n" in text
    assert "gone" not in text
    assert text.rstrip().endswith("Garden notes")
    assert "2024-05-06-First-Post.md:32 warning `include nice.html` is left out" in said
    assert "2024-05-06-First-Post.md:33 warning `{{ unknown }}` is left out" in said
    assert "index.html hint a page that Jekyll fills in" in said


def test_kramdown_is_read_as_kramdown(old: Path) -> None:
    imported()
    site = built(old)
    url = "trees/shrubs/2024/05/06/First-Post.html"
    assert site.texts(url, "p.warning") == ["Warned."]
    assert site.texts(url, ".toc a") == ["Oaks"]
    assert site.texts(url, ".arithmatex") == ["\\(x^2\\)", "\\[ x - y \\]"]


@pytest.mark.parametrize(("parser", "shown"), [("", "One \u2013 two"), ("CommonMark", "One -- two")])
def test_hyphens_become_dashes_where_kramdown_made_them(old: Path, parser: str, shown: str) -> None:
    (old / "old/about.md").write_text("---\ntitle: About\n---\nOne -- two\n")
    if parser:
        with (old / "old/_config.yml").open("a") as config:
            config.write(f"markdown: {parser}\n")
    imported()
    assert shown in built(old).texts("about.html", "p")


def test_the_settings_are_those_of_the_site(old: Path) -> None:
    imported()
    config = (old / "new/mkdocs.yml").read_text()
    for line in (
        "site_url: https://example.org/garden/",
        "use_directory_urls: false",
        "timezone: Europe/Berlin",
        "language: de",
        "pagination_per_page: 5",
        "- About: about.md",
    ):
        assert line in config


def test_a_blog_can_be_imported_into_its_own_folder(old: Path) -> None:
    for written in ("13 files written", "0 files written"):
        done = blogposts("import", "jekyll", "old", "--into", "old")
        assert done.exit_code == 0, done.output
        assert written in done.output
    assert not (old / "old/docs/mkdocs.yml").exists()


def test_what_is_damaged_is_told_and_the_rest_is_imported(old: Path) -> None:
    files = {
        "old/_posts/2024-01-01-yaml.md": "---\ntitle: 'x\n---\nText.",
        "old/_posts/2024-01-02-gbk.md": "---\ntitle: 中文内容测试文章\n---\n".encode("gbk"),
        "old/_posts/2024-01-03-open.md": "---\ntitle: x\n{% highlight ruby %}\n{{ page.title",
        "old/_posts/2024-01-04-textile.textile": "---\n---\nh1. x",
        "old/_config.yml": "title: [x",
    }
    write_files(old, "", files)
    said = imported(code=1)
    for part in (
        "yaml.md:2 error the quotation mark",
        "gbk.md:2 error the file is not in UTF-8",
        "open.md:1 error the front matter is never closed",
        "textile.textile error a page in a format that is not read (.textile)",
        '_config.yml:1 error "[" is not closed',
    ):
        assert part in said
    assert sorted(path.name for path in (old / "new/docs/posts").glob("2024-01*")) == []
    assert build_again(old / "new").exists("trees/shrubs/2024/05/06/First-Post.html")


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("date", "/a/b/2024/03/09/A-Title.html"),
        ("pretty", "/a/b/2024/03/09/A-Title/"),
        ("ordinal", "/a/b/2024/069/A-Title.html"),
        ("none", "/a/b/A-Title.html"),
        ("/:short_year/:i_month/:slug", "/24/3/a-title"),
        ("/blog/:name", "/blog/A Title"),
    ],
)
def test_jekyll_s_styles_of_urls(pattern: str, url: str) -> None:
    place = Place("A Title", when=datetime(2024, 3, 9, tzinfo=UTC), categories=["a", "B"])
    assert url_of(pattern, place) == url


@pytest.mark.parametrize(
    ("style", "url"),
    [("date", "/x/about.html"), ("pretty", "/x/about/"), ("/:title", "/x/about"), ("/:title/", "/x/about/")],
)
def test_pages_follow_the_style_of_posts(style: str, url: str) -> None:
    assert page_url(style, Place("about", "x")) == url
    assert page_url(style, Place("index", "x")) == "/x/"


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("- toc\n{:toc}", "[TOC]"),
        ("a {::comment}x{:/comment}b", "a b"),
        ("{::nomarkdown}<b>{:/}", "<b>"),
        ("one\\\\\ntwo", "one  \ntwo"),
        ("$$x$$", "$$x$$"),
        ("`$$x$$` and a $$x$$", "`$$x$$` and a \\(x\\)"),
    ],
)
def test_kramdown_is_written_as_mkdocs_reads_it(written: str, ours: str) -> None:
    assert as_ours(written) == ours
