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
    found = tags(
        facts(
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
    )
    assert found["og:type"] == "article"
    assert found["og:locale"] == "pt_BR"
    assert found["article:published_time"] == found["article:modified_time"] == "2026-01-02T00:00:00+00:00"
    assert (found["article:author"], found["article:section"], found["article:tag"]) == (
        "https://e.org/ann/",
        "Code",
        "x",
    )
    assert (found["twitter:card"], found["twitter:site"]) == ("summary_large_image", "@notes")
    assert found["og:image:alt"] == "A post"


def test_what_is_not_known_is_not_said() -> None:
    assert set(tags(Facts(title="A"))) == {"og:type", "og:title", "og:locale", "twitter:card", "twitter:title"}
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


def test_nothing_leaves_its_place() -> None:
    nasty = facts(title=NASTY, description=NASTY, links=({"rel": "alternate", "href": "f.xml", "title": NASTY},))
    given = Facts(**{**vars(nasty), "nodes": (blog_posting(nasty, "", NASTY),)})
    text = write_tags(given, "", open_graph=True)
    assert text.count("</script>") == 1
    assert "<script>" not in text
    assert "\x00" not in text
    (node,) = graph(given)
    assert node["headline"] == NASTY.replace("\x00", " ")


def test_only_what_is_hidden_is_kept_from_search_engines() -> None:
    assert tags(facts(is_hidden=True))["robots"] == "noindex"
    assert "robots" not in tags(facts())


def test_a_post_is_a_blog_posting() -> None:
    known = facts(published=DAY, authors=(Person("Ann", "https://e.org/ann/"), Person("Ben")), tags=("x", "y"))
    (node,) = graph(facts(nodes=(blog_posting(known, "https://e.org/", "Blog"),)))
    assert node["datePublished"] == node["dateModified"] == "2026-01-02T00:00:00+00:00"
    assert node["author"] == [
        {"@type": "Person", "name": "Ann", "url": "https://e.org/ann/"},
        {"@type": "Person", "name": "Ben"},
    ]
    assert node["keywords"] == ["x", "y"]
    assert node["isPartOf"]["@id"] == "https://e.org/#blog"
    undated = blog_posting(facts(), "", "Blog")
    assert not undated["datePublished"]
    assert not undated["dateModified"]


def test_lists_say_what_they_are() -> None:
    person = Person("Ann", "https://e.org/ann/", "https://e.org/ann.png")
    nodes = (
        blog_node(facts()),
        collection_page(facts()),
        profile_page(facts(), person, "Writes", ["https://o.org/ann"]),
        breadcrumbs([Crumb("Notes", "https://e.org/"), Crumb("A post", "https://e.org/a/")]),
    )
    blog, page, profile, way = graph(facts(nodes=nodes))
    assert blog["@type"] == "Blog"
    assert page["@type"] == "CollectionPage"
    assert profile["mainEntity"]["sameAs"] == ["https://o.org/ann"]
    assert [each["position"] for each in way["itemListElement"]] == [1, 2]


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
