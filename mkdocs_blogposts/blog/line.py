"""A line of text with light markup: taken from elements, folded, cut, and written back as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import NamedTuple
from unicodedata import category

from selectolax.lexbor import LexborNode

from .columns import Span, columns, is_unspaced, shorten
from .html import ASIDE, BREAK, GAP, RAW_TEX, classes, close_gaps, emoji, is_formula, read_formula, read_tex

_LINE_BREAK = "\u2028"
_HOLD = "\ud800"
"""Keeps the place of a tag while white space is folded; half a character, so it occurs in no text."""
_FORMULA = "\ufffc"
"""Fills the columns of a formula in the text of a line."""
_WIDEST_FORMULA = 80
_ENOUGH = 256
"""Columns that are more than any excerpt shows and than its end depends on."""

_KEPT = frozenset("em strong b i u s code kbd samp var ruby rt rp sub sup mark del ins abbr bdi bdo q cite dfn".split())
_LITERAL = frozenset(("code", "kbd", "samp"))
_WHOLE = frozenset(("code", "kbd", "ruby"))
_BLOCKS = frozenset("p div section header footer figcaption dt dd li blockquote".split())
_SKIPPED = frozenset(
    "pre table svg script style template noscript iframe video audio object canvas input button select "
    "textarea h1 h2 h3 h4 h5 h6 details figure ul ol dl".split()
)
_READINGS = frozenset(("rt", "rp"))
_KEPT_ATTRIBUTES = ("lang", "dir", "title")
_TEX_COMMAND = re.compile(r"\\[()\[\]]|(?<=\\[a-zA-Z])[a-zA-Z]+|[{}^_$\\]")
_SPACE = " \t\n\r\f\u2028\u2029"
_BLANK = re.compile(f" [{_SPACE}\u3000{_HOLD}]+|[{_SPACE[1:]}][{_SPACE}\u3000{_HOLD}]*")


class Opening(NamedTuple):
    """A tag that opens an element; one that is `whole` is shown all or not at all."""

    html: str
    closing: str
    whole: bool = False


Piece = str | Opening | None
"""Text, a tag that opens, or the end of the element last opened."""


@dataclass(frozen=True)
class Line:
    """One line of text and the tags in it."""

    text: str
    tags: list[tuple[int, Opening | None]]
    """Each tag with its place in the text, properly nested."""

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Line:
        """Make a line of pieces, with white space folded."""
        held = list(pieces)
        text = "".join(piece if isinstance(piece, str) else _HOLD for piece in held)
        chunks = fold(close_gaps(text)).split(_HOLD)
        tags = [piece for piece in held if not isinstance(piece, str)]
        return cls("".join(chunks), list(zip(accumulate(map(len, chunks)), tags, strict=False)))

    def end(self, limit: int) -> tuple[int, str]:
        """Return where the line must end to fill at most `limit` columns, and the "…" that then follows."""
        return shorten(self.text, limit, self._whole())

    def _whole(self) -> list[Span]:
        spans: list[Span] = []
        opened: list[tuple[int, bool]] = []
        for place, tag in self.tags:
            if tag:
                opened.append((place, tag.whole))
            else:
                start, whole = opened.pop()
                spans += [(start, place)] if whole else []
        return spans + [(start, len(self.text)) for start, whole in opened if whole]

    def html(self, end: int, ellipsis: str) -> str:
        """Write the line as HTML up to `end`, closing what is open there."""
        out: list[str] = []
        opened: list[Opening] = []
        at = 0
        for place, tag in self.tags:
            if place > end or (tag and place == end):
                break
            if place > at:
                out.append(_escape(self.text[at:place]))
                at = place
            _write_tag(out, opened, tag)
        closing = [tag.closing for tag in reversed(opened)]
        return "".join([*out, _escape(self.text[at:end]), ellipsis, *closing])


def _start(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Take pieces until they are enough: a paragraph may be megabytes long."""
    taken = 0
    for piece in pieces:
        yield piece
        if isinstance(piece, str):
            taken += columns("".join(piece.split()))
        if taken > _ENOUGH:
            return


def _escape(text: str) -> str:
    return escape(text, quote=False).replace(_FORMULA, "")


def _write_tag(out: list[str], opened: list[Opening], tag: Opening | None) -> None:
    """Write a tag; an element that has become empty (its image is not shown) is taken back."""
    if tag:
        opened.append(tag)
        out.append(tag.html)
        return
    last = opened.pop()
    if out[-1] == last.html:
        out.pop()
    else:
        out.append(last.closing)


def fold(text: str) -> str:
    """Fold white space: none at the ends, none between characters of scripts that write none."""
    return _BLANK.sub(_folded, f"{BREAK}{text}{BREAK}").strip("\u3000\xa0")


def _folded(blank: re.Match[str]) -> str:
    run, text = blank[0], blank.string
    tags = _HOLD * run.count(_HOLD)
    start = blank.start() - 1
    while text[start] == _HOLD:  # ends at the break that every text begins and ends with
        start -= 1
    before, after = text[start : start + 1], text[blank.end() : blank.end() + 1]
    return _space(run, before, after) + tags


def _space(run: str, before: str, after: str) -> str:
    """Return what white space comes to between two characters.

    A wide punctuation mark brings its own; a new line in Chinese or Japanese source is no space.
    """
    if not before or not after:
        return ""
    if _LINE_BREAK in run or BREAK in run:
        return "" if is_unspaced(before) and category(before).startswith("P") else " "
    return "" if "\n" in run and is_unspaced(before) and is_unspaced(after) else " "


def markup(block: LexborNode) -> Iterator[Piece]:
    """Yield the text in an element with its light markup; links are unwrapped, images left out."""
    return _start(_pieces(block, plain=False))


def plain(block: LexborNode) -> Iterator[Piece]:
    """Yield the text in an element without markup, readings and formulas that cannot be read as text."""
    return _start(_pieces(block, plain=True))


def _pieces(block: LexborNode, plain: bool) -> Iterator[Piece]:
    pending: list[LexborNode | Piece] = list(reversed(_inside(block)))
    while pending:
        item = pending.pop()
        if not isinstance(item, LexborNode):
            yield item
        elif item.tag == "-text":
            yield from _text(item.text_content or "", plain)
        elif item.is_element_node:
            pending.extend(reversed(_element(item, plain)))


def _inside(node: LexborNode) -> list[LexborNode | Piece]:
    return list(node.iter(include_text=True))


def _text(text: str, plain: bool) -> Iterator[Piece]:
    """Yield text, in which TeX between its delimiters is a formula."""
    for number, part in enumerate(RAW_TEX.split(text)):
        yield from _formula(_escape(part), part, read_tex(part), plain) if number % 2 else [part]


def _element(node: LexborNode, plain: bool) -> Sequence[LexborNode | Piece]:
    """Return what an element comes to: text, tags and elements still to be looked into."""
    tag = node.tag or ""
    if is_formula(node):
        return _formula(node.html or "", node.text(), read_formula(node), plain)
    if tag == "br":
        return [_LINE_BREAK]
    if tag == "img":
        return [emoji(node)]
    if tag in _SKIPPED or (plain and tag in _READINGS) or _stands_aside(node, tag):
        return []
    if tag in _BLOCKS:
        return [BREAK, *_inside(node), BREAK]
    opening = _opening(node, tag)
    inside = [node.text()] if tag in _LITERAL else _inside(node)
    return [opening, *inside, None] if opening else inside


def _stands_aside(node: LexborNode, tag: str) -> bool:
    return tag == "div" and not ASIDE.isdisjoint(classes(node))


def _formula(html: str, source: str, readable: str, plain: bool) -> Sequence[Piece]:
    if plain:
        return [readable or GAP]
    width = columns(_TEX_COMMAND.sub("", source).strip())
    return [Opening(html, "", whole=True), _FORMULA * width, None] if 0 < width <= _WIDEST_FORMULA else []


def _opening(node: LexborNode, tag: str) -> Opening | None:
    """Return the tag of an element that keeps it; what it is styled by goes, except for keys."""
    if tag not in _KEPT and tag != "span":
        return None
    keys = tag == "span" and "keys" in classes(node)
    names = ("class", *_KEPT_ATTRIBUTES) if keys or tag == "kbd" else _KEPT_ATTRIBUTES
    attributes = kept_attributes(node, names)
    if tag == "span" and not attributes:
        return None
    return Opening(f"<{tag}{attributes}>", f"</{tag}>", keys or tag in _WHOLE)


def kept_attributes(node: LexborNode, names: Sequence[str] = ("lang", "dir")) -> str:
    """Write those attributes of an element that have one of the names."""
    attributes = node.attributes
    values = [(name, attributes.get(name)) for name in names] if attributes else []
    return "".join(f' {name}="{escape(value)}"' for name, value in values if value)
