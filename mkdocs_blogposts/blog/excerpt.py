"""The start of a post, cut from its HTML: for lists as HTML, for cards and descriptions as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Literal
from zlib import crc32

from selectolax.lexbor import LexborNode

from .columns import shorten
from .html import CLOSING, COMMENT, FLAGS, OPENING, parse, remove, shows_nothing, visible_text
from .line import fold
from .links import links, rebase
from .prose import COLUMNS, as_html, as_text, beginning, shows_more

__all__ = ["LEADING_H1", "MARKERS", "Excerpt", "cut", "heading_of", "links", "lower_headings", "plain_text", "rebase"]

MARKERS: tuple[str, ...] = (
    "<!-- more -->",
    "<!--more-->",
    "<!-- truncate -->",
    "<!-- excerpt -->",
    "<!-- TEASER_END -->",
)
"""Where an excerpt ends, whatever separator is set; case and spaces do not matter."""

_COMMENT = re.compile(r"<!--(.*)-->", re.DOTALL)
_FOOTNOTES = "div.footnote, section.footnotes"
_NOT_FOR_LISTS = f"{_FOOTNOTES}, div.toc, nav.toc, a.headerlink"
_NEEDED_IDS = "input[id], svg[id], svg [id]"
LEADING_H1 = re.compile(
    r"""
    (?: \s | <!--.*?--> | <(script|style)\b.*?</\1\s*> | <(?!h1\b)[^>]*> )*+
    <h1\b[^>]*> (?P<inside>.*?) </h1>
""",
    FLAGS,
)
"""A heading above all text: before it may be pictures, and the tags of a whole document, as glightbox writes them."""
_HEADING = re.compile(r"<h([1-5])\b([^>]*)>(.*?)</h\1\s*>", FLAGS)
_ID = re.compile(r"""\bid\s*=\s*["']([^"']+)""", re.IGNORECASE)
_HEADERLINK = re.compile(r"<a\b[^>]*\bclass=.headerlink\b[^>]*>.*?</a>", FLAGS)
_REFERENCES = ("for", "aria-labelledby", "aria-describedby")
_FRAGMENT = re.compile(r"#([^\s\"')]+)")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a list shows of a post."""

    html: str
    """Block-level HTML, its links still relative to the post; empty when there is nothing."""
    text: str
    """One line of plain text, at most 190 display columns; empty when there is nothing."""
    truncated: bool
    """Whether the post holds more than `html` shows."""


def cut(
    html: str,
    *,
    separator: str = "<!-- more -->",
    mode: Literal["auto", "optional", "required"] = "auto",
    summary: str | None = None,
) -> Excerpt:
    """Return the excerpt of a post: its `summary`, else up to the marker, else by `mode`.

    `auto` takes the first prose and cuts it to two lines; the other modes show the whole post.
    An h1 above all text is the post's title and never part of the excerpt.
    """
    if summary and summary.strip():
        return _summarised(html, fold(summary))
    place = _marker(html, separator)
    if place is not None:
        return _until(html, place)
    body = parse(html)
    lost = _tidy(body, html)
    if mode != "auto":
        return _whole(body, truncated=False)
    return _automatic(body, lost)


def whole(html: str) -> str:
    """Return a whole post without its title, fit to stand beside others."""
    body = parse(html)
    _tidy(body, html)
    return (body.inner_html or "").strip()


def heading_of(html: str) -> str:
    """Return what stands in a post's h1, as HTML that fits into a link; empty where it has none above its text."""
    found = LEADING_H1.match(html)
    if found is None:
        return ""
    body = parse(found["inside"])
    remove(body.css(_NOT_FOR_LISTS))
    for node in body.css("[id]"):
        del node.attrs["id"]
    for anchor in body.css("a"):
        anchor.unwrap()
    return (body.inner_html or "").strip()


def lower_headings(html: str) -> str:
    """Return a post with its headings, but for the title, one level lower and each a link to itself."""
    title = LEADING_H1.match(html)
    start = title.end() if title else 0
    return html[:start] + _HEADING.sub(_lowered, html[start:])


def _lowered(heading: re.Match[str]) -> str:
    level, attributes, inside = int(heading[1]) + 1, heading[2], _HEADERLINK.sub("", heading[3])
    anchor = _ID.search(attributes)
    if anchor and not re.search(r"<a\b", inside, re.IGNORECASE):
        inside = f'<a class="toclink" href="#{anchor[1]}">{inside}</a>'
    return f"<h{level}{attributes}>{inside}</h{level}>"


def plain_text(html: str, columns: int | None = None) -> str:
    """Return the text a reader sees, on one line; cut as excerpts are, when `columns` are given."""
    text = fold(visible_text(parse(html)))
    return text if columns is None else _shortened(text, columns)


def _shortened(text: str, columns: int) -> str:
    end, ellipsis = shorten(text, columns)
    return text[:end] + ellipsis


def _summarised(html: str, summary: str) -> Excerpt:
    body = parse(html)
    _tidy(body, html)
    truncated = not shows_nothing(body.inner_html or "")
    return Excerpt(f"<p>{escape(summary, quote=False)}</p>", _shortened(summary, COLUMNS), truncated)


def _until(html: str, place: int) -> Excerpt:
    body = parse(f"{html[:place]}<!---->")
    _drop_left_open(body)
    lost = _tidy(body, html)
    return _whole(body, truncated=lost or not shows_nothing(html, place))


def _whole(body: LexborNode, *, truncated: bool) -> Excerpt:
    return Excerpt((body.inner_html or "").strip(), as_text(beginning(body)), truncated)


def _automatic(body: LexborNode, lost: bool) -> Excerpt:
    blocks = beginning(body)
    html, shortened = as_html(blocks)
    return Excerpt(html, as_text(blocks), lost or shortened or shows_more(body, blocks))


def _marker(html: str, separator: str) -> int | None:
    """Return where the first marker stands that is not in a code sample."""
    marker, scanner = _patterns(separator)
    if not marker.search(html):
        return None
    depth = 0
    for token in scanner.finditer(html):
        if token["marker"] and not depth:
            return token.start()
        depth += _is_code(token["name"]) - (_is_code(token["closed"]) and depth > 0)
    return None


def _is_code(tag: str | None) -> bool:
    return tag is not None and tag.lower() in ("pre", "code")


@lru_cache(maxsize=32)
def _patterns(separator: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a marker, and the one that finds it between tags and comments."""
    either = "|".join(dict.fromkeys(map(_tolerant, (*MARKERS, separator or MARKERS[0]))))
    scanner = rf"(?P<marker>{either})|{COMMENT}|{OPENING}|{CLOSING}"
    return re.compile(either, FLAGS), re.compile(scanner, FLAGS)


def _tolerant(marker: str) -> str:
    """Write a marker as a pattern; in a comment, spaces do not matter."""
    comment = _COMMENT.fullmatch(marker)
    if not comment:
        return re.escape(marker)
    words = r"\s+".join(map(re.escape, comment[1].split()))
    return rf"<!--\s*+{words}\s*+-->"


def _drop_left_open(body: LexborNode) -> None:
    """Drop the comment that marks the cut, and elements that the cut has left open and empty."""
    node = body
    while node.last_child is not None:
        node = node.last_child
    while node.tag != "body":
        parent = node.parent
        assert parent is not None
        node.decompose()
        _drop_trailing_space(parent)
        if parent.last_child is not None:
            return
        node = parent


def _drop_trailing_space(node: LexborNode) -> None:
    while (last := node.last_child) is not None and last.tag == "-text" and not last.text().strip():
        last.decompose()


def _tidy(body: LexborNode, html: str) -> bool:
    """Take out what belongs to the post's own page only; whether a reader misses any of it."""
    lost = body.css_first(_FOOTNOTES) is not None or body.css_first("a.footnote-ref") is not None
    if LEADING_H1.match(html):
        remove(body.css("h1")[:1])
    for reference in body.css("a.footnote-ref"):
        parent = reference.parent
        (parent if parent is not None and parent.tag == "sup" else reference).decompose()
    remove(body.css(_NOT_FOR_LISTS))
    _separate_ids(body, html)
    return lost


def _separate_ids(body: LexborNode, html: str) -> None:
    """Leave no id that two posts on a page could share.

    Ids that tabs and drawings need get an ending of the post's own; all others go.
    """
    needed = {node.attributes["id"] for node in body.css(_NEEDED_IDS)}
    ending = f"-{crc32(html.encode()):08x}" if needed else ""
    for node in body.css("[id]"):
        if node.attributes["id"] in needed:
            node.attrs["id"] = f"{node.attributes['id']}{ending}"
        else:
            del node.attrs["id"]
    for anchor in body.css("a[name]"):
        del anchor.attrs["name"]
    remove(body.css("a:not([href]):empty"))
    if needed:
        _follow(body, needed, ending)


def _follow(body: LexborNode, renamed: set[str | None], ending: str) -> None:
    """Lead what refers to renamed ids to their new names; keep each post's tabs a group of their own."""
    for radio in body.css("input[type=radio][name]"):
        radio.attrs["name"] = f"{radio.attributes['name']}{ending}"
    for name in _REFERENCES:
        for node in body.css(f"[{name}]"):
            words = (node.attributes[name] or "").split()
            node.attrs[name] = " ".join(word + ending if word in renamed else word for word in words)
    for shape in body.css("svg *"):
        _lead(shape, renamed, ending)


def _lead(shape: LexborNode, renamed: set[str | None], ending: str) -> None:
    """Write the references in a drawing's element anew."""
    values = shape.attributes
    if "href" in values and "xlink:href" in values:
        del shape.attrs["xlink:href"]  # the old spelling, which would be written in the place of the new
        del values["xlink:href"]
    for name, value in values.items():
        if value and "#" in value:
            shape.attrs[name] = _FRAGMENT.sub(
                lambda found: found[0] + ending if found[1] in renamed else found[0], value
            )
