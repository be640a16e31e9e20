"""What a post says first: its paragraphs, or else its first list, quote or definitions, as an excerpt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from .columns import columns
from .html import ASIDE, BREAK, classes, emoji, remove, shows_nothing
from .line import Line, Piece, kept_attributes, markup, plain

COLUMNS = 190
"""Fills two lines of a card, in any script."""

_FLOW = frozenset(("div", "section", "article", "main"))
_MISSED = "picture, svg, video, audio, iframe, object, pre, table, details, .admonition"
_STOPS = tuple(".!?;:,…。！？；：，、؟۔।")


@dataclass(frozen=True)
class Block:
    """A stretch of prose and what parts it from the one before."""

    node: LexborNode
    language: str
    """The attributes `lang` and `dir` that apply, as written in a tag."""
    separator: str = BREAK
    pieces: Sequence[Piece] = ()
    """The block as plain text, once it has been read."""


def beginning(body: LexborNode) -> list[Block]:
    """Return the blocks of prose that a post begins with, up to as many as an excerpt can show."""
    for groups in (_paragraphs(body), _lists(body), _quotes(body), _definitions(body)):
        for blocks in groups:
            if found := _enough(blocks):
                return found
    return []


def _paragraphs(root: LexborNode) -> Iterator[Iterable[Block]]:
    yield (Block(node, language) for node, language in _flow(root) if node.tag == "p")


def _lists(body: LexborNode) -> Iterator[Iterable[Block]]:
    for node, language in _flow(body):
        if node.tag in ("ul", "ol"):
            yield [Block(item, kept_attributes(item) or language, " · ") for item in node.css("li")]


def _quotes(body: LexborNode) -> Iterator[Iterable[Block]]:
    for node, language in _flow(body):
        if node.tag == "blockquote":
            yield from _paragraphs(node)
            yield [Block(node, language)]


def _definitions(body: LexborNode) -> Iterator[Iterable[Block]]:
    for node, language in _flow(body):
        if node.tag == "dl":
            yield [Block(item, language, " – " if item.tag == "dd" else " · ") for item in node.css("dt, dd")]


def _flow(root: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    """Yield the elements that a post's text runs through, with their language; nothing that stands aside."""
    pending = [(child, kept_attributes(root)) for child in _children(root)]
    while pending:
        node, inherited = pending.pop()
        language = kept_attributes(node) or inherited
        if node.tag not in _FLOW:
            yield node, language
        elif ASIDE.isdisjoint(classes(node)):
            pending.extend((child, language) for child in _children(node))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    return reversed(list(node.iter()))


def as_text(blocks: Iterable[Block]) -> str:
    """Return the prose as plain text, cut."""
    line = Line.of(_joined((block.separator, block.pieces) for block in blocks))
    end, ellipsis = line.end(COLUMNS)
    return line.text[:end] + ellipsis


def as_html(blocks: list[Block]) -> tuple[str, bool]:
    """Return the prose as one paragraph, and whether it was cut."""
    if not blocks:
        return "", False
    line = Line.of(_joined((block.separator, markup(block.node)) for block in blocks))
    end, ellipsis = line.end(COLUMNS)
    return f"<p{blocks[0].language}>{line.html(end, ellipsis)}</p>", end < len(line.text)


def shows_more(body: LexborNode, blocks: Iterable[Block]) -> bool:
    """Whether the post holds more than its prose in `blocks`; takes them out of the tree."""
    nodes = [block.node for block in blocks]
    if any(_loses_something(node) for node in nodes):
        return True
    remove(nodes)
    return not shows_nothing(body.inner_html or "")


def _loses_something(node: LexborNode) -> bool:
    """Whether prose holds what its text does not show: an image, not the mere target of a link."""
    return node.css_first(_MISSED) is not None or any(not emoji(image) for image in node.css("img"))


def _enough(blocks: Iterable[Block]) -> list[Block]:
    """Take blocks in one language until an excerpt is filled."""
    taken: list[Block] = []
    filled, before = 0, ""
    for block in blocks:
        pieces = tuple(plain(block.node))
        text = Line.of(pieces).text
        if not text:
            continue
        if taken and block.language != taken[0].language:
            break
        separator = BREAK if before.endswith(_STOPS) else block.separator
        taken.append(replace(block, separator=separator, pieces=pieces))
        filled, before = filled + columns(text), text
        if filled > COLUMNS:
            break
    return taken


def _joined(blocks: Iterable[tuple[str, Iterable[Piece]]]) -> Iterator[Piece]:
    for number, (separator, pieces) in enumerate(blocks):
        if number:
            yield separator
        yield from pieces
