"""What the head of a page tells machines: meta tags, links, and structured data."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from typing import NamedTuple

from .feed import Person, rfc3339

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_NAMED = re.compile(r"""<meta\s[^>]*?\b(?:name|property)\s*=\s*["']?([\w:.-]+)""", re.IGNORECASE)
_LINKED = re.compile(r"""<link\s[^>]*?\brel\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_TYPED = re.compile(r'"@type"\s*:\s*"(\w+)"')

Node = dict[str, object]
"""A thing in JSON-LD; what is empty is left out when it is written."""


class Crumb(NamedTuple):
    """One step on the way from the site's front page to a page."""

    title: str
    url: str


@dataclass(frozen=True)
class Facts:
    """What is known of one page; every URL is a full one, or empty where the site's own address is unknown."""

    title: str = ""
    url: str = ""
    description: str = ""
    kind: str = "website"
    """As Open Graph calls it: `article`, `website` or `profile`."""
    lang: str = "en"
    site_name: str = ""
    image: str = ""
    image_alt: str = ""
    handle: str = ""
    """The site's name on X, with its `@`."""
    published: datetime | None = None
    modified: datetime | None = None
    authors: tuple[Person, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    is_hidden: bool = False
    """Whether search engines must not show it."""
    links: tuple[Mapping[str, str], ...] = ()
    """Attributes of further `<link>`s."""
    nodes: Sequence[Node] = field(default=(), compare=False)


def write_tags(facts: Facts, head: str, open_graph: bool) -> str:
    """Return the tags that the head of a page lacks."""
    named, linked = set(_NAMED.findall(head)), set(_LINKED.findall(head))
    facts = replace(facts, image_alt=_alt(facts, named))
    tags = [
        f'<meta {"property" if is_property else "name"}="{name}" content="{_attribute(content)}">'
        for is_property, name, content in _meta_tags(facts, open_graph)
        if content and name not in named
    ]
    known = set(_TYPED.findall(head))
    nodes = [node for node in facts.nodes if node["@type"] not in known]
    links = [_link(each) for each in facts.links if not _has_link(each, head, linked)]
    return "\n".join([*tags, *links, *([_script(nodes)] if nodes else [])])


def _alt(facts: Facts, named: Collection[str]) -> str:
    """Return what the picture shows; one that is in the head already was drawn of the title."""
    if "og:image" in named:
        return facts.title
    return (facts.image_alt or facts.title) if facts.image else ""


def _meta_tags(facts: Facts, open_graph: bool) -> Iterator[tuple[bool, str, str]]:
    yield False, "description", facts.description
    yield False, "robots", "noindex" if facts.is_hidden else ""
    if open_graph:
        yield from ((True, name, content) for name, content in _open_graph(facts))
        yield from ((False, name, content) for name, content in _card(facts))


def _open_graph(facts: Facts) -> Iterator[tuple[str, str]]:
    yield "og:type", facts.kind
    yield "og:title", facts.title
    yield "og:description", facts.description
    yield "og:url", facts.url
    yield "og:site_name", facts.site_name
    yield "og:locale", facts.lang.replace("-", "_")
    yield "og:image", facts.image
    yield "og:image:alt", facts.image_alt
    if facts.kind == "article":
        yield "article:published_time", rfc3339(facts.published) if facts.published else ""
        yield "article:modified_time", rfc3339(facts.modified) if facts.modified else ""
        yield from (("article:author", each.url or each.name) for each in facts.authors)
        yield "article:section", facts.section
        yield from (("article:tag", each) for each in facts.tags)


def _card(facts: Facts) -> Iterator[tuple[str, str]]:
    yield "twitter:card", "summary_large_image" if facts.image else "summary"
    yield "twitter:site", facts.handle
    yield "twitter:title", facts.title
    yield "twitter:description", facts.description
    yield "twitter:image", facts.image
    yield "twitter:image:alt", facts.image_alt


def _has_link(link: Mapping[str, str], head: str, relations: set[str]) -> bool:
    """Tell whether a head has such a link; pages have several with `alternate`, told apart by language or address."""
    if link["rel"].strip() != "alternate":
        return link["rel"] in relations
    name = "hreflang" if "hreflang" in link else "href"
    return f'{name}="{_attribute(link[name])}"' in head


def _link(attributes: Mapping[str, str]) -> str:
    written = " ".join(f'{name}="{_attribute(value)}"' for name, value in attributes.items())
    return f"<link {written}>"


def _attribute(text: str) -> str:
    return escape(_CONTROL.sub(" ", text))


def _script(nodes: Iterable[Node]) -> str:
    """Write structured data so that nothing in it can end the script."""
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": [_filled(node) for node in nodes]}, ensure_ascii=False
    )
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>'


def _filled(value: object) -> object:
    """Return a value without what is empty, and texts without control characters."""
    if isinstance(value, dict):
        return {name: _filled(each) for name, each in value.items() if each}
    if isinstance(value, (list, tuple)):
        return [_filled(each) for each in value]
    return _CONTROL.sub(" ", value) if isinstance(value, str) else value


# Structured data ----------------------------------------------------------------


def blog_posting(facts: Facts, blog: str, blog_title: str) -> Node:
    """Return what is known of a post; `blog` is the URL of the blog's front page."""
    return {
        "@type": "BlogPosting",
        "@id": facts.url and f"{facts.url}#post",
        "headline": facts.title,
        "description": facts.description,
        "url": facts.url,
        "mainEntityOfPage": facts.url,
        "datePublished": rfc3339(facts.published) if facts.published else "",
        "dateModified": rfc3339(facts.modified or facts.published) if facts.published else "",
        "inLanguage": facts.lang,
        "image": facts.image,
        "author": [_person(each) for each in facts.authors],
        "articleSection": facts.section,
        "keywords": list(facts.tags),
        "isPartOf": {"@type": "Blog", "@id": blog and f"{blog}#blog", "name": blog_title, "url": blog},
    }


def blog_node(facts: Facts) -> Node:
    """Return what is known of the blog, on its front page."""
    return {
        "@type": "Blog",
        "@id": facts.url and f"{facts.url}#blog",
        "name": facts.title,
        "description": facts.description,
        "url": facts.url,
        "inLanguage": facts.lang,
    }


def collection_page(facts: Facts) -> Node:
    """Return what is known of a list."""
    return {"@type": "CollectionPage", "name": facts.title, "description": facts.description, "url": facts.url}


def profile_page(facts: Facts, person: Person, description: str, others: Sequence[str]) -> Node:
    """Return what is known of an author, on the author's page; `others` are the author's pages elsewhere."""
    node = {**_person(person), "description": description, "image": person.avatar, "sameAs": list(others)}
    return {"@type": "ProfilePage", "name": facts.title, "url": facts.url, "mainEntity": node}


def breadcrumbs(crumbs: Sequence[Crumb]) -> Node:
    """Return the way to a page."""
    items = [
        {"@type": "ListItem", "position": at, "name": each.title, "item": each.url} for at, each in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _person(person: Person) -> Node:
    return {"@type": "Person", "name": person.name, "url": person.url}
