"""Feeds as text: well-formed in every format, whatever stands in the posts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from mkdocs_blogposts.blog.feed import ATOM, Category, Entry, Feed, Person, Picture, Writer, rfc3339, tag_uri

A = f"{{{ATOM}}}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DAY = datetime(2026, 1, 2, 8, 30, tzinfo=timezone(timedelta(hours=8)))
NASTY = """</title>]]><script>alert(1)</script> & "quotes" \x00\x08\x0b\ud800\ufffe"""
CLEAN = """</title>]]><script>alert(1)</script> & "quotes" """


def entry(**values: Any) -> Entry:
    defaults = {"id": "tag:e.org,2026-01-02:/a/", "url": "https://e.org/a/", "title": "A"}
    return Entry(
        **{**defaults, "published": DAY, "updated": DAY, "summary": "In short.", "content": "<p>All.</p>", **values}
    )


def feed(*entries: Entry, **values: Any) -> Feed:
    defaults = {
        "id": "https://e.org/feed.xml",
        "url": "https://e.org/feed.xml",
        "home": "https://e.org/",
        "title": "Notes",
    }
    defaults |= {"description": "Of things", "lang": "en", "author": "Ann"}
    return Feed(**{**defaults, "updated": DAY, "entries": entries, **values})


def atom(*entries: Entry, **values: Any) -> Element:
    return fromstring(Writer("atom").write(feed(*entries, **values)).encode())


def rss(*entries: Entry, **values: Any) -> Element:
    channel = fromstring(Writer("rss").write(feed(*entries, **values)).encode()).find("channel")
    assert channel is not None
    return channel


def as_json(*entries: Entry, **values: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Writer("json").write(feed(*entries, **values)))
    return read


def test_atom_says_who_what_and_when() -> None:
    root = atom(entry(updated=DAY + timedelta(days=1), authors=(Person("Ann", "https://e.org/ann/"), Person("Ben"))))
    assert [root.findtext(A + name) for name in ("title", "subtitle", "updated")] == [
        "Notes",
        "Of things",
        rfc3339(DAY),
    ]
    item = root.find(A + "entry")
    assert item is not None
    assert item.findtext(A + "published") == "2026-01-02T08:30:00+08:00"
    assert item.findtext(A + "updated") == "2026-01-03T08:30:00+08:00"
    assert [each.findtext(A + "name") for each in item.findall(A + "author")] == ["Ann", "Ben"]
    assert [each.findtext(A + "uri") for each in item.findall(A + "author")] == ["https://e.org/ann/", None]
    assert item.findtext(A + "content") == "<p>All.</p>"


def test_rss_names_authors_without_addresses_and_tells_updated_from_published() -> None:
    item = rss(entry(authors=(Person("Ann"), Person("Ben")), updated=DAY + timedelta(days=1))).find("item")
    assert item is not None
    assert [each.text for each in item.findall(DC + "creator")] == ["Ann", "Ben"]
    assert item.find("author") is None
    assert item.findtext("pubDate") == "Fri, 02 Jan 2026 08:30:00 +0800"
    assert item.findtext(A + "updated") == "2026-01-03T08:30:00+08:00"
    same = rss(entry()).find("item")
    assert same is not None
    assert same.find(A + "updated") is None


@pytest.mark.parametrize("write", [atom, rss])
def test_texts_are_escaped_once_and_control_characters_are_gone(write: Any) -> None:
    person, category = Person(NASTY), Category(NASTY, NASTY, "https://e.org/tags/")
    nasty = entry(title=NASTY, summary=NASTY, content=f"<p>{NASTY}</p>", authors=(person,), categories=(category,))
    root = write(nasty, title=NASTY, description=NASTY, author=NASTY, rights=NASTY)
    texts = [each.text for each in root.iter() if each.text and "alert" in each.text]
    assert len(texts) >= 6
    assert {text.replace("<p>", "").replace("</p>", "") for text in texts} == {CLEAN}


def test_json_is_clean_too() -> None:
    item = as_json(entry(title=NASTY), title=NASTY)["items"][0]
    assert item["title"] == CLEAN


def test_json_leaves_out_what_it_does_not_know() -> None:
    assert as_json(entry(content="", summary="")) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Notes",
        "home_page_url": "https://e.org/",
        "feed_url": "https://e.org/feed.xml",
        "description": "Of things",
        "authors": [{"name": "Ann"}],
        "language": "en",
        "items": [
            {
                "id": "tag:e.org,2026-01-02:/a/",
                "url": "https://e.org/a/",
                "title": "A",
                "content_html": " ",
                "date_published": "2026-01-02T08:30:00+08:00",
            }
        ],
    }


def test_json_has_what_is_known() -> None:
    person, picture = Person("Ann", "https://e.org/ann/", "https://e.org/ann.png"), Picture("https://e.org/a.png")
    full = entry(
        authors=(person, Person("Ben")),
        categories=(Category("x", "X"),),
        picture=picture,
        lang="zh",
        link="https://o.org/",
        updated=DAY + timedelta(days=1),
    )
    read = as_json(full, around={"prev-archive": "https://e.org/feed-1.json"})
    assert read["next_url"] == "https://e.org/feed-1.json"
    assert read["items"] == [
        {
            "id": "tag:e.org,2026-01-02:/a/",
            "url": "https://e.org/a/",
            "external_url": "https://o.org/",
            "title": "A",
            "content_html": "<p>All.</p>",
            "summary": "In short.",
            "image": "https://e.org/a.png",
            "date_published": "2026-01-02T08:30:00+08:00",
            "date_modified": "2026-01-03T08:30:00+08:00",
            "authors": [
                {"name": "Ann", "url": "https://e.org/ann/", "avatar": "https://e.org/ann.png"},
                {"name": "Ben"},
            ],
            "tags": ["X"],
            "language": "zh",
        }
    ]


def test_json_feeds_are_read_by_people_too() -> None:
    text = Writer("json").write(feed(entry(title="中文"), entry(id="x:2")))
    head, first, second, end = text.splitlines()
    assert head.endswith('"items": [')
    assert first.startswith('{"id": "tag:e.org,2026-01-02:/a/", ')
    assert '"title": "中文"' in first
    assert first.endswith("},")
    assert second.startswith('{"id": "x:2", ')
    assert end == "]}"


FULL_ATOM = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang="en">\
<id>https://e.org/feed.xml</id>\
<title>Notes</title>\
<subtitle>Of things</subtitle>\
<updated>2026-01-02T08:30:00+08:00</updated>\
<rights>CC</rights>\
<generator>mkdocs-blogposts</generator>\
<author><name>Ann</name></author>\
<link rel="alternate" type="text/html" href="https://e.org/" />\
<link rel="self" type="application/atom+xml" href="https://e.org/feed.xml" />\
<link rel="prev-archive" type="application/atom+xml" href="https://e.org/feed-1.xml" />
<entry>\
<id>tag:e.org,2026-01-02:/a/</id>\
<title>A</title>\
<published>2026-01-02T08:30:00+08:00</published>\
<updated>2026-01-02T08:30:00+08:00</updated>\
<link rel="alternate" type="text/html" href="https://o.org/" />\
<link rel="related" type="text/html" href="https://e.org/a/" />\
<link rel="enclosure" href="https://e.org/a.png" type="image/png" length="12" />\
<author><name>Ann</name><uri>https://e.org/ann/</uri></author>\
<category term="x" scheme="https://e.org/tags/" label="X" />\
<summary>In short.</summary>\
<content type="html">&lt;p&gt;All.&lt;/p&gt;</content>\
</entry>
</feed>
"""
FULL_RSS = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"\
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="en"><channel>\
<title>Notes</title>\
<link>https://e.org/</link>\
<description>Of things</description>\
<language>en</language>\
<copyright>CC</copyright>\
<lastBuildDate>Fri, 02 Jan 2026 08:30:00 +0800</lastBuildDate>\
<generator>mkdocs-blogposts</generator>\
<atom:link rel="self" type="application/rss+xml" href="https://e.org/feed.xml" />\
<atom:link rel="prev-archive" type="application/rss+xml" href="https://e.org/feed-1.xml" />
<item>\
<title>A</title>\
<link>https://o.org/</link>\
<guid isPermaLink="false">tag:e.org,2026-01-02:/a/</guid>\
<pubDate>Fri, 02 Jan 2026 08:30:00 +0800</pubDate>\
<dc:creator>Ann</dc:creator>\
<category domain="https://e.org/tags/">X</category>\
<enclosure url="https://e.org/a.png" type="image/png" length="12" />\
<description>In short.</description>\
<content:encoded>&lt;p&gt;All.&lt;/p&gt;</content:encoded>\
</item>
</channel></rss>
"""


@pytest.mark.parametrize(("name", "text"), [("atom", FULL_ATOM), ("rss", FULL_RSS)])
def test_a_feed_that_has_everything(name: str, text: str) -> None:
    full = entry(
        authors=(Person("Ann", "https://e.org/ann/", "https://e.org/ann.png"),),
        categories=(Category("x", "X", "https://e.org/tags/"),),
        picture=Picture("https://e.org/a.png", "image/png", 12),
        link="https://o.org/",
    )
    around = {"prev-archive": "https://e.org/feed-1.xml"}
    assert Writer(name).write(feed(full, rights="CC", around=around)) == text


@pytest.mark.parametrize(
    ("given", "expected"), [("https://e.org/a/", "true"), ("tag:e.org,2026:/a/", "false"), ("x-1", "false")]
)
def test_a_guid_is_a_permalink_only_where_it_is_the_posts_address(given: str, expected: str) -> None:
    guid = rss(entry(id=given)).find("item/guid")
    assert guid is not None
    assert (guid.text, guid.get("isPermaLink")) == (given, expected)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("urn:uuid:1", "urn:uuid:1"),
        ("https://e.org/a/", "https://e.org/a/"),
        ("my id", "urn:x-guid:my%20id"),
        ("x1", "urn:x-guid:x1"),
        ("Tag:E.org,2026:A", "Tag:E.org,2026:A"),
        ("a:<b>", "urn:x-guid:a%3A%3Cb%3E"),
    ],
)
def test_an_id_in_atom_is_a_uri(given: str, expected: str) -> None:
    assert atom(entry(id=given)).findtext(f"{A}entry/{A}id") == expected


def test_a_picture_is_an_enclosure_where_its_size_is_known() -> None:
    known = entry(picture=Picture("https://e.org/a.png", "image/png", 12))
    link = atom(known).find(f"{A}entry/{A}link[@rel='enclosure']")
    enclosure = rss(known).find("item/enclosure")
    assert link is not None
    assert enclosure is not None
    assert (link.get("href"), link.get("type"), link.get("length")) == ("https://e.org/a.png", "image/png", "12")
    assert dict(enclosure.attrib) == {"url": "https://e.org/a.png", "type": "image/png", "length": "12"}


@pytest.mark.parametrize("picture", [Picture("https://o.org/a.png", "image/png"), Picture("https://o.org/a")])
def test_a_picture_elsewhere_is_media(picture: Picture) -> None:
    item = rss(entry(picture=picture)).find("item")
    assert item is not None
    assert item.find("enclosure") is None
    assert item.find(MEDIA + "content").attrib == {"url": picture.url, "medium": "image"}  # type: ignore[union-attr]
    link = atom(entry(picture=picture)).find(f"{A}entry/{A}link[@rel='enclosure']")
    assert (link is not None) is bool(picture.type)
    assert link is None or link.get("length") is None


def test_an_entry_may_lead_elsewhere() -> None:
    leading = entry(link="https://o.org/x")
    links = {each.get("rel"): each.get("href") for each in atom(leading).findall(f"{A}entry/{A}link")}
    assert links == {"alternate": "https://o.org/x", "related": "https://e.org/a/"}
    assert rss(leading).findtext("item/link") == "https://o.org/x"


def test_categories_name_their_taxonomy_where_it_has_a_page() -> None:
    with_page = entry(categories=(Category("c", "C", "https://e.org/tags/"), Category("d", "D")))
    found = [dict(each.attrib) for each in atom(with_page).findall(f"{A}entry/{A}category")]
    assert found == [{"term": "c", "scheme": "https://e.org/tags/", "label": "C"}, {"term": "d", "label": "D"}]
    assert [each.get("domain") for each in rss(with_page).findall("item/category")] == ["https://e.org/tags/", None]


@pytest.mark.parametrize("name", ["atom", "rss"])
def test_languages_are_told_of_the_feed_and_of_entries_in_another(name: str) -> None:
    root = fromstring(Writer(name).write(feed(entry(), entry(id="x:2", lang="zh"))).encode())
    assert root.get(LANG) == "en"
    tag = A + "entry" if name == "atom" else "channel/item"
    assert [each.get(LANG) for each in root.findall(tag)] == [None, "zh"]


@pytest.mark.parametrize("write", [atom, rss])
def test_older_posts_stand_in_archives(write: Any) -> None:
    root = write(
        entry(),
        is_archive=True,
        around={"current": "https://e.org/feed.xml", "next-archive": "https://e.org/feed-2.xml"},
    )
    links = {each.get("rel"): each.get("href") for each in root.findall(A + "link")}
    assert links["current"] == "https://e.org/feed.xml"
    assert links["next-archive"] == "https://e.org/feed-2.xml"
    assert root.find(HISTORY + "archive") is not None
    assert write(entry()).find(HISTORY + "archive") is None


def test_a_feed_without_posts_is_one_all_the_same() -> None:
    assert atom().findall(A + "entry") == []
    assert rss(description="").findtext("description") == "Notes"
    assert as_json()["items"] == []


def test_a_browser_is_given_a_stylesheet() -> None:
    text = Writer("atom").write(feed(stylesheet="../feed.css"))
    assert text.splitlines()[1] == '<?xml-stylesheet type="text/css" href="../feed.css"?>'
    assert "stylesheet" not in Writer("atom").write(feed())


def test_an_entry_in_two_feeds_is_written_alike() -> None:
    writer = Writer("rss")
    first, again = writer.write(feed(entry())), writer.write(replace(feed(entry()), title="Other"))
    assert first.replace("Notes", "Other") == again


def test_moments_have_offsets_of_whole_minutes() -> None:
    local = datetime(1890, 1, 1, tzinfo=timezone(timedelta(hours=8, minutes=5, seconds=43)))
    assert rfc3339(local) == "1889-12-31T15:54:17+00:00"
    assert rfc3339(datetime(2026, 1, 1, 0, 0, 0, 999, tzinfo=UTC)) == "2026-01-01T00:00:00+00:00"


def test_a_tag_uri_is_made_of_site_day_and_path() -> None:
    assert (
        tag_uri("https://E.org:8000/docs/", "2026-01-02", "/docs/中 文/")
        == "tag:e.org,2026-01-02:/docs/%E4%B8%AD%20%E6%96%87/"
    )
    assert tag_uri("", "2026-01-02", "a") == "tag:,2026-01-02:a"
    signs = "/%:@!$&()*+,;=~-._"
    assert tag_uri("https://e.org/", "2026-01-02", signs) == f"tag:e.org,2026-01-02:{signs}"
    assert tag_uri("https://e.org/", "2026-01-02", "/X?#") == "tag:e.org,2026-01-02:/X%3F%23"
