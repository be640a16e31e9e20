"""What the heads of pages tell machines."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from mkdocs_blogposts.blog.feed import Person
from mkdocs_blogposts.blog.metadata import (
    Crumb,
    Facts,
    blog_node,
    blog_posting,
    breadcrumbs,
    collection_page,
    profile_page,
    write_tags,
)

NASTY = '</script><script>alert("1")</script> \' & ]]> \u2028\x00'
DAY = datetime(2026, 1, 2, tzinfo=UTC)


def tags(facts: Facts, head: str = "", open_graph: bool = True) -> dict[str, str]:
    text = write_tags(facts, head, open_graph)
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', text))


def graph(facts: Facts, head: str = "") -> list[dict[str, Any]]:
    text = write_tags(facts, head, open_graph=False)
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return [node for each in scripts for node in json.loads(each)["@graph"]]


def facts(**values: Any) -> Facts:
    defaults = {"title": "A post", "url": "https://e.org/a/", "description": "In short", "site_name": "Notes"}
    return Facts(**{**defaults, **values})


def test_an_article_says_when_by_whom_and_of_what() -> None:
    known = facts(
        kind="article",
        lang="pt-BR",
        published=DAY,
        modified=DAY,
        authors=(Person("Ann", "https://e.org/ann/"),),
        section="Code",
        tags=("x",),
        image="https://e.org/a.png",
        handle="@notes",
    )
    assert write_tags(known, "", open_graph=True).splitlines() == [
        '<meta name="description" content="In short">',
        '<meta property="og:type" content="article">',
        '<meta property="og:title" content="A post">',
        '<meta property="og:description" content="In short">',
        '<meta property="og:url" content="https://e.org/a/">',
        '<meta property="og:site_name" content="Notes">',
        '<meta property="og:locale" content="pt_BR">',
        '<meta property="og:image" content="https://e.org/a.png">',
        '<meta property="og:image:alt" content="A post">',
        '<meta property="article:published_time" content="2026-01-02T00:00:00+00:00">',
        '<meta property="article:modified_time" content="2026-01-02T00:00:00+00:00">',
        '<meta property="article:author" content="https://e.org/ann/">',
        '<meta property="article:section" content="Code">',
        '<meta property="article:tag" content="x">',
        '<meta name="twitter:card" content="summary_large_image">',
        '<meta name="twitter:site" content="@notes">',
        '<meta name="twitter:title" content="A post">',
        '<meta name="twitter:description" content="In short">',
        '<meta name="twitter:image" content="https://e.org/a.png">',
        '<meta name="twitter:image:alt" content="A post">',
    ]


def test_only_articles_have_times_and_authors() -> None:
    known = facts(published=DAY, modified=DAY, authors=(Person("Ann"),), section="Code", tags=("x",))
    assert not [name for name in tags(known) if name.startswith("article:")]
    assert tags(facts(kind="article", authors=(Person("Ann"),)))["article:author"] == "Ann"


def test_a_picture_is_described_by_its_own_words_where_it_has_some() -> None:
    assert tags(facts(image="https://e.org/a.png", image_alt="A cat"))["og:image:alt"] == "A cat"
    assert "og:image:alt" not in tags(facts(image_alt="A cat"))


def test_what_is_not_known_is_not_said() -> None:
    assert tags(Facts(title="A")) == {
        "og:type": "website",
        "og:title": "A",
        "og:locale": "en",
        "twitter:card": "summary",
        "twitter:title": "A",
    }
    bare = tags(facts(kind="article"))
    assert not [name for name in bare if name.startswith("article:")]
    assert bare["twitter:card"] == "summary"


def test_nothing_is_said_twice() -> None:
    head = """<meta property='og:title' content="x"><META name=description content=y><link rel="canonical" href="z">"""
    links = ({"rel": "canonical", "href": "https://e.org/a/"}, {"rel": "next", "href": "2/"})
    text = write_tags(facts(links=links), head.replace("META", "meta"), open_graph=True)
    assert "og:title" not in text
    assert '"description"' not in text
    assert "canonical" not in text
    assert '<link rel="next" href="2/">' in text


def test_feeds_are_told_apart_by_where_they_lead() -> None:
    links = ({"rel": "alternate ", "href": "a.xml"}, {"rel": "alternate", "href": "b.xml"})
    text = write_tags(Facts(links=links), '<link rel="alternate" href="a.xml">', open_graph=False)
    assert text == '<link rel="alternate" href="b.xml">'


def test_translations_are_told_apart_by_language() -> None:
    links = (
        {"rel": "alternate", "hreflang": "de", "href": "de/"},
        {"rel": "alternate", "hreflang": "fr", "href": "fr/"},
    )
    text = write_tags(Facts(links=links), '<link rel="alternate" hreflang="de" href="other/">', open_graph=False)
    assert text == '<link rel="alternate" hreflang="fr" href="fr/">'


def test_nothing_leaves_its_place() -> None:
    nasty = facts(title=NASTY, description=NASTY, links=({"rel": "alternate", "href": "f.xml", "title": NASTY},))
    given = Facts(**{**vars(nasty), "nodes": (blog_posting(nasty, "", NASTY),)})
    text = write_tags(given, "", open_graph=True)
    assert text.count("</script>") == 1
    assert "<script>" not in text
    assert "\x00" not in text
    assert '<meta name="description" content="a b &quot;">' in write_tags(Facts(description='a\x00b "'), "", True)
    (node,) = graph(given)
    assert node["headline"] == NASTY.replace("\x00", " ")


def test_only_what_is_hidden_is_kept_from_search_engines() -> None:
    assert tags(facts(is_hidden=True))["robots"] == "noindex"
    assert "robots" not in tags(facts())
    hidden = write_tags(Facts(is_hidden=True), "", open_graph=False)
    assert hidden == '<meta name="robots" content="noindex">'


def test_a_post_is_a_blog_posting() -> None:
    known = facts(
        published=DAY,
        authors=(Person("Ann", "https://e.org/ann/"), Person("Ben")),
        image="https://e.org/a.png",
        section="Code",
        tags=("x", "y"),
    )
    assert graph(facts(nodes=(blog_posting(known, "https://e.org/", "Blog"),))) == [
        {
            "@type": "BlogPosting",
            "@id": "https://e.org/a/#post",
            "headline": "A post",
            "description": "In short",
            "url": "https://e.org/a/",
            "mainEntityOfPage": "https://e.org/a/",
            "datePublished": "2026-01-02T00:00:00+00:00",
            "dateModified": "2026-01-02T00:00:00+00:00",
            "inLanguage": "en",
            "image": "https://e.org/a.png",
            "author": [
                {"@type": "Person", "name": "Ann", "url": "https://e.org/ann/"},
                {"@type": "Person", "name": "Ben"},
            ],
            "articleSection": "Code",
            "keywords": ["x", "y"],
            "isPartOf": {"@type": "Blog", "@id": "https://e.org/#blog", "name": "Blog", "url": "https://e.org/"},
        }
    ]
    changed = blog_posting(facts(published=DAY, modified=DAY.replace(day=3)), "", "Blog")
    assert (changed["datePublished"], changed["dateModified"]) == (
        "2026-01-02T00:00:00+00:00",
        "2026-01-03T00:00:00+00:00",
    )


def test_without_addresses_and_dates_structured_data_has_none() -> None:
    unknown = Facts(title="A post")
    assert graph(facts(nodes=(blog_posting(unknown, "", "Blog"), blog_node(unknown)))) == [
        {
            "@type": "BlogPosting",
            "headline": "A post",
            "inLanguage": "en",
            "isPartOf": {"@type": "Blog", "name": "Blog"},
        },
        {"@type": "Blog", "name": "A post", "inLanguage": "en"},
    ]


def test_lists_say_what_they_are() -> None:
    person = Person("Ann", "https://e.org/ann/", "https://e.org/ann.png")
    nodes = (
        blog_node(facts()),
        collection_page(facts()),
        profile_page(facts(), person, "Writes", ["https://o.org/ann"]),
        breadcrumbs([Crumb("Notes", "https://e.org/"), Crumb("A post", "https://e.org/a/")]),
    )
    known = {"name": "A post", "description": "In short", "url": "https://e.org/a/"}
    blog, page, profile, way = graph(facts(nodes=nodes))
    assert blog == {"@type": "Blog", "@id": "https://e.org/a/#blog", **known, "inLanguage": "en"}
    assert page == {"@type": "CollectionPage", **known}
    assert profile == {
        "@type": "ProfilePage",
        "name": "A post",
        "url": "https://e.org/a/",
        "mainEntity": {
            "@type": "Person",
            "name": "Ann",
            "url": "https://e.org/ann/",
            "description": "Writes",
            "image": "https://e.org/ann.png",
            "sameAs": ["https://o.org/ann"],
        },
    }
    assert way == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Notes", "item": "https://e.org/"},
            {"@type": "ListItem", "position": 2, "name": "A post", "item": "https://e.org/a/"},
        ],
    }


def test_structured_data_names_its_vocabulary_and_is_read_by_people_too() -> None:
    text = write_tags(
        Facts(
            nodes=(
                collection_page(
                    Facts(title="中文 X <b>"),
                ),
            )
        ),
        "",
        open_graph=False,
    )
    assert text == (
        '<script type="application/ld+json">{"@context": "https://schema.org",'
        ' "@graph": [{"@type": "CollectionPage", "name": "中文 X \\u003cb\\u003e"}]}</script>'
    )


def test_structured_data_of_the_theme_is_not_repeated() -> None:
    given = facts(nodes=(blog_node(facts()), collection_page(facts())))
    assert [node["@type"] for node in graph(given, '<script>{"@type": "Blog"}</script>')] == ["CollectionPage"]


@pytest.mark.parametrize("open_graph", [True, False])
def test_cards_are_optional(open_graph: bool) -> None:
    assert ("og:title" in tags(facts(), open_graph=open_graph)) is open_graph


def test_a_picture_that_somebody_else_names_is_told_of() -> None:
    head = '<meta property="og:image" content="https://e.org/card.png">'
    found = tags(facts(image_alt="A cat"), head)
    assert (found["og:image:alt"], found["twitter:image:alt"]) == ("A post", "A post")
    assert "og:image" not in found
