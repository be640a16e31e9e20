"""Feed, Entry → Atom, RSS, JSON Feed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
_GENERATOR = "mkdocs-blogposts"
_NAMESPACES = {
    "xmlns:atom": ATOM,
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:fh": HISTORY,
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML does not allow, or advises against."""


@dataclass(frozen=True)
class Person:
    """Somebody who writes."""

    name: str
    url: str = ""
    avatar: str = ""


@dataclass(frozen=True)
class Category:
    """A term of an entry; `scheme` is the address of its taxonomy."""

    term: str
    label: str
    scheme: str = ""


@dataclass(frozen=True)
class Picture:
    """The picture of an entry; its type and size are known where it is a file of the site."""

    url: str
    type: str = ""
    length: int | None = None


@dataclass(frozen=True)
class Entry:
    """One post in a feed; every URL is a full one."""

    id: str
    url: str
    """The post's own page."""
    title: str
    published: datetime
    updated: datetime
    summary: str = ""
    """One line of text."""
    content: str = ""
    """HTML."""
    authors: tuple[Person, ...] = ()
    categories: tuple[Category, ...] = ()
    picture: Picture | None = None
    lang: str = ""
    """Where it is not the feed's."""
    link: str = ""
    """Where the entry leads, if not to the post's own page."""


@dataclass(frozen=True)
class Feed:
    """A list of entries, newest first, with what is said of the whole."""

    id: str
    url: str
    """Of the feed itself."""
    home: str
    """Of the page that shows the same posts."""
    title: str
    description: str
    lang: str
    author: str
    updated: datetime
    entries: tuple[Entry, ...] = ()
    rights: str = ""
    stylesheet: str = ""
    """For readers who open the feed in a browser."""
    is_archive: bool = False
    """Whether its entries never change (RFC 5005)."""
    around: Mapping[str, str] = field(default_factory=dict)
    """URLs of `prev-archive`, `next-archive` and `current`."""


def tag_uri(site_url: str, day: str, path: str) -> str:
    """Return an identifier for what a site has first published on a day (RFC 4151)."""
    site = urlsplit(site_url)
    return f"tag:{(site.hostname or '').lower()},{day}:{quote(path, safe='/%:@!$&()*+,;=~-._')}"


class Writer:
    """Writes feeds of one format; an entry that stands in several feeds is written once."""

    def __init__(self, format_name: str) -> None:
        self._write, self._write_entry = _FORMATS[format_name]
        self._known: dict[Entry, str] = {}

    def write(self, feed: Feed) -> str:
        """Return the text of a feed."""
        return self._write(feed, [self._text(entry) for entry in feed.entries])

    def _text(self, entry: Entry) -> str:
        text = self._known.get(entry)
        if text is None:
            text = self._known[entry] = self._write_entry(entry)
        return text


# Atom (RFC 4287) ----------------------------------------------------------------


def _atom(feed: Feed, entries: Iterable[str]) -> str:
    root = Element("feed", {"xmlns": ATOM, "xmlns:fh": HISTORY, "xml:lang": feed.lang})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.description)
    _add(root, "updated", rfc3339(feed.updated))
    _add(root, "rights", feed.rights)
    _add(root, "generator", _GENERATOR)
    _add(SubElement(root, "author"), "name", feed.author)
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.home)
    _add_history(root, feed, "link", "application/atom+xml")
    return _document(feed, root, entries, "</feed>")


def _atom_entry(entry: Entry) -> str:
    root = Element("entry", {"xml:lang": entry.lang} if entry.lang else {})
    _add(root, "id", entry.id if _is_uri(entry.id) else f"urn:x-guid:{quote(entry.id)}")
    _add(root, "title", entry.title)
    _add(root, "published", rfc3339(entry.published))
    _add(root, "updated", rfc3339(entry.updated))
    SubElement(root, "link", rel="alternate", type="text/html", href=entry.link or entry.url)
    if entry.link:
        SubElement(root, "link", rel="related", type="text/html", href=entry.url)
    if entry.picture and entry.picture.type:
        _add_enclosure(root, "link", "href", entry.picture, rel="enclosure")
    for person in entry.authors:
        author = SubElement(root, "author")
        _add(author, "name", person.name)
        _add(author, "uri", person.url)
    for category in entry.categories:
        given = {"term": category.term, "scheme": category.scheme, "label": category.label}
        SubElement(root, "category", {name: _clean(value) for name, value in given.items() if value})
    _add(root, "summary", entry.summary)
    _add(root, "content", entry.content, type="html")
    return tostring(root, encoding="unicode")


def _is_uri(text: str) -> bool:
    return bool(re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", text, re.IGNORECASE))


# RSS 2.0 ------------------------------------------------------------------------


def _rss(feed: Feed, entries: Iterable[str]) -> str:
    root = Element("rss", {"version": "2.0", **_NAMESPACES, "xml:lang": feed.lang})
    channel = SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home)
    _add(channel, "description", feed.description or feed.title)
    _add(channel, "language", feed.lang)
    _add(channel, "copyright", feed.rights)
    _add(channel, "lastBuildDate", format_datetime(feed.updated))
    _add(channel, "generator", _GENERATOR)
    _add_history(channel, feed, "atom:link", "application/rss+xml")
    return _document(feed, root, entries, "</channel></rss>")


def _rss_item(entry: Entry) -> str:
    root = Element("item", {"xml:lang": entry.lang} if entry.lang else {})
    _add(root, "title", entry.title)
    _add(root, "link", entry.link or entry.url)
    _add(root, "guid", entry.id, isPermaLink=str(entry.id == entry.url).lower())
    _add(root, "pubDate", format_datetime(entry.published))
    if entry.updated != entry.published:
        _add(root, "atom:updated", rfc3339(entry.updated))
    for person in entry.authors:
        _add(root, "dc:creator", person.name)
    for category in entry.categories:
        _add(root, "category", category.label, **({"domain": category.scheme} if category.scheme else {}))
    if entry.picture and entry.picture.length is not None and entry.picture.type:
        _add_enclosure(root, "enclosure", "url", entry.picture)
    elif entry.picture:
        SubElement(root, "media:content", url=entry.picture.url, medium="image")
    _add(root, "description", entry.summary)
    _add(root, "content:encoded", entry.content)
    return tostring(root, encoding="unicode")


# JSON Feed 1.1 ------------------------------------------------------------------


def _json(feed: Feed, entries: Iterable[str]) -> str:
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.description,
        "next_url": feed.around.get("prev-archive"),
        "authors": [{"name": feed.author}],
        "language": feed.lang,
    }
    body = ",\n".join(entries)
    return f'{_dump(head)[:-1]}, "items": [\n{body}\n]}}\n'


def _json_item(entry: Entry) -> str:
    item = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.link,
        "title": entry.title,
        "content_html": entry.content or " ",  # one that says nothing must hold some content all the same
        "summary": entry.summary,
        "image": entry.picture.url if entry.picture else "",
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated) if entry.updated != entry.published else "",
        "authors": [_given({"name": each.name, "url": each.url, "avatar": each.avatar}) for each in entry.authors],
        "tags": [category.label for category in entry.categories],
        "language": entry.lang,
    }
    return _dump(item)


def _given(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _dump(values: Mapping[str, object]) -> str:
    return json.dumps({name: _cleaned(value) for name, value in values.items() if value}, ensure_ascii=False)


def _cleaned(value: object) -> object:
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    if isinstance(value, dict):
        return {name: _cleaned(each) for name, each in value.items()}
    return _clean(str(value))


# All of them --------------------------------------------------------------------


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    """Add an element with a text; nothing where there is none."""
    if text:
        SubElement(parent, name, attributes).text = _clean(text)


def _add_enclosure(parent: Element, name: str, address: str, picture: Picture, **attributes: str) -> None:
    given = {**attributes, address: picture.url, "type": picture.type}
    SubElement(parent, name, given if picture.length is None else {**given, "length": str(picture.length)})


def _add_history(parent: Element, feed: Feed, name: str, kind: str) -> None:
    """Add where the feed is, and where its older and newer parts are."""
    for relation, url in {"self": feed.url, **feed.around}.items():
        SubElement(parent, name, rel=relation, type=kind, href=url)
    if feed.is_archive:
        SubElement(parent, "fh:archive")


def _document(feed: Feed, root: Element, entries: Iterable[str], end: str) -> str:
    return "\n".join([*_prologue(feed), tostring(root, encoding="unicode").removesuffix(end), *entries, end, ""])


def _prologue(feed: Feed) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    if feed.stylesheet:
        yield f'<?xml-stylesheet type="text/css" href="{feed.stylesheet}"?>'


def _clean(text: str) -> str:
    """Return a text without control characters."""
    return _FORBIDDEN.sub("", text)


def rfc3339(when: datetime) -> str:
    """Write a moment with its offset, which must be one of whole minutes."""
    offset = when.utcoffset()
    is_whole = offset is not None and offset.total_seconds() % 60 == 0
    return (when if is_whole else when.astimezone(UTC)).isoformat(timespec="seconds")


_FORMATS: dict[str, tuple[Callable[[Feed, Iterable[str]], str], Callable[[Entry], str]]] = {
    "atom": (_atom, _atom_entry),
    "rss": (_rss, _rss_item),
    "json": (_json, _json_item),
}
MEDIA_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}
"""Of each format, as pages name it."""
