"""Feeds: where they are, what stands in them, and that nothing breaks them."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from mkdocs.exceptions import Abort

from tests.sites import Site, build_again, build_site, posts

A = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
URL = "https://e.org/docs/"
SITE = f"site_url: {URL}\nsite_description: Of things\nsite_author: Bob & Sons <b>\n"
PICTURE = bytes.fromhex("89504e470d0a1a0a")

BLOG = """
=== docs/blog/.authors.yml
authors:
  ann: {name: "Ann & <b>Co</b>", url: https://ann.example/}
  ben: {name: Ben}
=== docs/blog/posts/first.md
---
title: 'Tom & "Jerry" <b>'
date: 2026-01-02 08:30:00+08:00
updated: 2026-02-03
authors: [ann, ben]
categories: ["R & D"]
tags: [x]
cover: pic.png
---
See [the other](second.md#more) and ![a picture](pic.png).

<!-- more -->

## Rest {#rest}

All of it, {{ 7*7 }}.
=== docs/blog/posts/second.md
---
title: Second
date: 2026-01-03
lang: zh
guid: my-own-id
---
正文。
=== docs/blog/posts/secret.md
---
title: Secret
date: 2026-01-04
draft: true
---
Zebra.
=== docs/blog/posts/quiet.md
---
title: Quiet
date: 2026-01-04
unlisted: true
---
Zebra.
"""


def atom(site: Site, path: str = "blog/feed.xml") -> Element:
    return fromstring(site.html(path))


def entries(site: Site, path: str = "blog/feed.xml") -> dict[str, Element]:
    return {each.findtext(f"{A}title") or "": each for each in atom(site, path).findall(f"{A}entry")}


def items(site: Site, path: str = "blog/rss.xml") -> list[Element]:
    return fromstring(site.html(path)).findall("channel/item")


def as_json(site: Site, path: str = "blog/feed.json") -> dict[str, Any]:
    read: dict[str, Any] = json.loads(site.html(path))
    return read


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("feeds")
    return build_site(folder, BLOG, "authors_profiles: true", site=SITE, files={"docs/blog/posts/pic.png": PICTURE})


def test_a_blog_with_an_address_has_feeds(built: Site) -> None:
    assert list(entries(built)) == ["Second", 'Tom & "Jerry" <b>']
    assert [each.findtext("title") for each in items(built)] == ["Second", 'Tom & "Jerry" <b>']
    assert [each["title"] for each in as_json(built)["items"]] == ["Second", 'Tom & "Jerry" <b>']
    assert not built.warnings


def test_names_and_terms_are_escaped_once(built: Site) -> None:
    entry = entries(built)['Tom & "Jerry" <b>']
    assert [each.findtext(f"{A}name") for each in entry.findall(f"{A}author")] == ["Ann & <b>Co</b>", "Ben"]
    assert "R & D" in [each.get("label") for each in entry.findall(f"{A}category")]
    assert atom(built).findtext(f"{A}author/{A}name") == "Bob & Sons <b>"


def test_every_address_is_full_and_below_that_of_the_site(built: Site) -> None:
    root = atom(built)
    assert root.findtext(f"{A}id") == f"{URL}blog/feed.xml"
    assert {each.get("href", "").startswith(URL) for each in root.iter(f"{A}link")} == {True}
    content = entries(built)['Tom & "Jerry" <b>'].findtext(f"{A}content") or ""
    assert f'href="{URL}blog/2026/01/03/second/#more"' in content
    assert f'src="{URL}blog/pic.png"' in content
    assert as_json(built)["feed_url"] == f"{URL}blog/feed.json"
    assert items(built)[0].findtext("link") == f"{URL}blog/2026/01/03/second/"


def test_posts_stand_whole_and_as_they_were_rendered(built: Site) -> None:
    content = entries(built)['Tom & "Jerry" <b>'].findtext(f"{A}content") or ""
    assert "All of it, {{ 7*7 }}." in content
    assert "headerlink" not in content
    assert "<h1" not in content


def test_ids_are_stable(built: Site) -> None:
    assert [each.findtext("guid") for each in items(built)] == [
        "my-own-id",
        "tag:e.org,2026-01-02:/docs/blog/2026/01/02/tom--jerry/",
    ]
    assert {each.find("guid").get("isPermaLink") for each in items(built)} == {"false"}  # type: ignore[union-attr]
    assert entries(built)["Second"].findtext(f"{A}id") == "urn:x-guid:my-own-id"


def test_dates_keep_their_offset(built: Site) -> None:
    entry = entries(built)['Tom & "Jerry" <b>']
    assert entry.findtext(f"{A}published") == "2026-01-02T08:30:00+08:00"
    assert entry.findtext(f"{A}updated") == "2026-02-03T00:00:00+00:00"
    assert atom(built).findtext(f"{A}updated") == "2026-02-03T00:00:00+00:00"
    assert items(built)[1].findtext("pubDate") == "Fri, 02 Jan 2026 08:30:00 +0800"


def test_a_cover_is_an_enclosure(built: Site) -> None:
    enclosure = items(built)[1].find("enclosure")
    assert enclosure is not None
    assert enclosure.attrib == {"url": f"{URL}blog/pic.png", "type": "image/png", "length": str(len(PICTURE))}
    assert items(built)[0].find("enclosure") is None


def test_a_days_date_is_meant_in_the_stated_zone(tmp_path: Path) -> None:
    site = build_site(tmp_path, posts(1), "timezone: Europe/Berlin", site=SITE)
    assert items(site)[0].findtext("pubDate") == "Thu, 01 Jan 2026 00:00:00 +0100"


def test_nothing_unpublished_is_in_any_feed(built: Site, tmp_path: Path) -> None:
    for path in ("blog/feed.xml", "blog/rss.xml", "blog/feed.json"):
        assert "Zebra" not in built.html(path)
    preview = build_site(tmp_path, BLOG, site=SITE, serve=True, files={"docs/blog/posts/pic.png": PICTURE})
    assert "Zebra" not in preview.html("blog/feed.xml")


def test_pages_of_the_blog_lead_to_its_feeds(built: Site) -> None:
    for path in ("blog/", "blog/2026/01/03/second/", "blog/category/r--d/", "blog/archive/"):
        found = built.values(path, "link[rel=alternate][type]", "href")
        assert [built.leads_to(path, each) for each in found] == ["blog/feed.xml", "blog/rss.xml", "blog/feed.json"]
    assert not built.values("", "link[rel=alternate]", "href")
    assert built.texts("blog/", "a.blogposts-feed") == ["Subscribe"]
    assert not built.dead_links()


@pytest.mark.parametrize("theme", ["readthedocs", "material", "terminal", "cinder", "shadcn"])
def test_pages_of_every_theme_lead_to_feeds(tmp_path: Path, theme: str) -> None:
    site = build_site(tmp_path, posts(1), site=SITE, theme=theme, plugins="- search")
    path = "blog/2026/01/01/post-1/"
    links = [
        node for node in site.page(path).css("link[type]") if (node.attributes.get("rel") or "").strip() == "alternate"
    ]
    assert "blog/feed.xml" in [site.leads_to(path, node.attributes["href"] or "") for node in links]
    assert site.texts("blog/", "a.blogposts-feed") == ["Subscribe"]


def test_terms_authors_series_and_languages_may_have_feeds(tmp_path: Path) -> None:
    site = build_site(tmp_path, BLOG, "feeds:\n  lists: true\nauthors_profiles: true", site=SITE)
    for path in ("blog/tags/x/feed.xml", "blog/category/r--d/feed.xml", "blog/author/ann/feed.xml"):
        assert list(entries(site, path)) == ['Tom & "Jerry" <b>']
    assert list(entries(site, "blog/feed.zh.xml")) == ["Second"]
    assert atom(site, "blog/tags/x/feed.xml").findtext(f"{A}title") == "x – Blog – Notes"
    assert len(site.values("blog/tags/x/", "link[rel=alternate][type]", "href")) == 4
    assert (
        site.leads_to("blog/tags/x/", site.values("blog/tags/x/", "a.blogposts-feed", "href")[0])
        == "blog/tags/x/feed.xml"
    )


def test_feeds_may_show_excerpts_only(tmp_path: Path) -> None:
    site = build_site(
        tmp_path, BLOG, "feeds:\n  content: excerpt", site=SITE, files={"docs/blog/posts/pic.png": PICTURE}
    )
    content = items(site)[1].findtext(CONTENT) or ""
    assert "See" in content
    assert "All of it" not in content


def test_no_build_asks_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def refuse(*address: object, **_: object) -> None:
        asked.append(address)
        raise OSError("the network is down")

    for owner, name in ((socket, "getaddrinfo"), (socket, "create_connection"), (socket.socket, "connect")):
        monkeypatch.setattr(owner, name, refuse)
    text = posts(2, front="image: https://o.example/pic.png\nauthors: [ann]\n") + "![p](https://o.example/b.png)\n"
    site = build_site(tmp_path, text, "authors_profiles: true\nfeeds: {lists: true}", site=SITE)
    assert "https://o.example/pic.png" in site.html("blog/feed.xml")
    assert asked == []


def test_a_protected_post_shows_its_description_only(tmp_path: Path) -> None:
    text = "=== docs/blog/posts/a.md\n---\ndate: 2026-01-01\npassword: x\ndescription: For friends\n---\nZebra.\n"
    site = build_site(tmp_path, text, site=SITE)
    for path in ("blog/feed.xml", "blog/rss.xml", "blog/feed.json"):
        assert "Zebra" not in site.html(path)
        assert "For friends" in site.html(path)


def test_without_an_address_there_are_no_feeds_and_one_message(tmp_path: Path) -> None:
    site = build_site(tmp_path, posts(1), "feeds: true")
    assert not site.exists("blog/feed.xml")
    assert not site.values("blog/", "link[rel=alternate]", "href")
    assert sum("site_url" in each for each in site.hints) == 1
    assert site.passes_strict
    assert not any("site_url" in each for each in build_site(tmp_path / "unasked", posts(1)).hints)


@pytest.mark.parametrize("settings", ["feeds: false", "preset: material"])
def test_feeds_can_be_switched_off(tmp_path: Path, settings: str) -> None:
    site = build_site(tmp_path, posts(1), settings, site=SITE)
    assert not [path for path in site.files if path.endswith((".xml", ".json")) and path.startswith("blog/")]


def test_posts_that_use_every_sign_there_is_break_nothing(tmp_path: Path) -> None:
    front = 'title: "</title>]]><script>alert(1)</script> \\x07 & \\"x\\""\ndescription: "]]> </script> \\x0b"\ndate: 2026-01-01'
    site = build_site(tmp_path, f"=== docs/blog/posts/a.md\n---\n{front}\n---\nText \x08\x0c and `]]>`.\n", site=SITE)
    title = '</title>]]><script>alert(1)</script>  & "x"'
    assert list(entries(site)) == [title]
    assert items(site)[0].findtext("title") == title
    assert as_json(site)["items"][0]["title"] == title
    assert items(site)[0].findtext("description") == "]]> </script>"


def test_a_blog_without_posts_has_empty_feeds(tmp_path: Path) -> None:
    site = build_site(tmp_path, "=== docs/blog/index.md\n# Blog\n", site=SITE)
    assert not entries(site)
    assert atom(site).findtext(f"{A}updated") == "2026-11-22T12:00:00+00:00"


def test_addresses_without_folders_end_in_html(tmp_path: Path) -> None:
    site = build_site(tmp_path, posts(1), "feeds:\n  lists: [categories]", site=f"{SITE}use_directory_urls: false\n")
    assert items(site)[0].findtext("link") == f"{URL}blog/2026/01/01/post-1.html"
    canonical = site.values("blog/2026/01/01/post-1.html", "link[rel=canonical]", "href")
    assert canonical == [items(site)[0].findtext("link")]


def test_signs_in_addresses_are_escaped(tmp_path: Path) -> None:
    site = build_site(
        tmp_path, "=== docs/blog/posts/a.md\n---\ndate: 2026-01-01\nslug: 'a b % 中'\n---\nText\n", site=SITE
    )
    assert items(site)[0].findtext("link") == site.values("blog/2026/01/01/a b % 中/", "link[rel=canonical]", "href")[0]


def test_a_post_that_moved_keeps_its_id(tmp_path: Path) -> None:
    before = build_site(tmp_path / "a", posts(1), site=SITE)
    after = build_site(tmp_path / "b", posts(1, front="slug: other\naliases: [/blog/2026/01/01/post-1/]\n"), site=SITE)
    assert items(before)[0].findtext("link") != items(after)[0].findtext("link")
    assert items(before)[0].findtext("guid") == items(after)[0].findtext("guid")


def test_subscribers_of_the_rss_plugin_keep_feeds_and_items(tmp_path: Path) -> None:
    site = build_site(
        tmp_path, BLOG, "feeds:\n  preset: rss-plugin", site=SITE, files={"docs/blog/posts/pic.png": PICTURE}
    )
    names = {"feed_rss_created.xml", "feed_rss_updated.xml", "feed_json_created.json", "feed_json_updated.json"}
    assert names <= site.files
    assert "blog/feed.xml" not in site.files
    guid = items(site, "feed_rss_created.xml")[1].find("guid")
    assert guid is not None
    assert (guid.text, guid.get("isPermaLink")) == (f"{URL}blog/2026/01/02/tom--jerry/", "true")
    assert [each.findtext("title") for each in items(site, "feed_rss_updated.xml")] == ['Tom & "Jerry" <b>', "Second"]
    assert as_json(site, "feed_json_created.json")["items"][1]["id"] == guid.text


def test_older_posts_stand_in_further_feeds(tmp_path: Path) -> None:
    site = build_site(tmp_path, posts(7), "feeds:\n  length: 3\n  archive: true", site=SITE)
    seen, path = [], "blog/feed.xml"
    while path:
        seen += list(entries(site, path))
        links = {each.get("rel"): each.get("href", "") for each in atom(site, path).findall(f"{A}link")}
        path = links.get("prev-archive", "").removeprefix(URL)
    assert set(seen) == {f"Post {at}" for at in range(1, 8)}
    assert as_json(site)["next_url"] == f"{URL}blog/feed-2.json"


def test_a_build_again_writes_the_same(built: Site) -> None:
    before = {path: built.html(path) for path in ("blog/feed.xml", "blog/rss.xml", "blog/feed.json")}
    again = build_again(built.folder)
    assert {path: again.html(path) for path in before} == before


def test_two_blogs_have_feeds_of_their_own(tmp_path: Path) -> None:
    text = posts(1) + "=== docs/news/posts/a.md\n---\ntitle: News\ndate: 2026-01-01\n---\nText\n"
    site = build_site(tmp_path, text, plugins="- blogposts:\n    blog_dir: news\n", site=SITE)
    assert list(entries(site, "blog/feed.xml")) == ["Post 1"]
    assert list(entries(site, "news/feed.xml")) == ["News"]


def test_a_feed_leaves_the_writers_file_alone(tmp_path: Path) -> None:
    site = build_site(tmp_path, posts(1), site=SITE, files={"docs/blog/feed.xml": "<mine/>"})
    assert site.html("blog/feed.xml") == "<mine/>"
    assert site.said("blog/feed.xml", "feeds: files:")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("feeds:\n  lists: [tagz]", 'Did you mean "tags"?'),
        ("feeds:\n  lists: tags", "nor a list"),
        ("feeds:\n  files: {atmo: a.xml}", 'Did you mean "atom"?'),
        ("feeds:\n  lenght: 3", 'Did you mean "length"?'),
        ("feeds:\n  preset: rss", "rss-plugin"),
        ("head:\n  open_grpah: true", 'Did you mean "open_graph"?'),
        ("redirects:\n  page: true", 'Did you mean "pages"?'),
    ],
)
def test_settings_that_do_not_exist_are_named(
    tmp_path: Path, settings: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        build_site(tmp_path, posts(1), settings, site=SITE)
    assert words in caplog.text
