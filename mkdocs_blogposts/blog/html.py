"""HTML as a browser reads it: the tree, the tags in the text, and the text between the tags."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

BREAK = "\u2029"
"""Stands in a text where a block begins or ends."""
GAP = "\ufffb"
"""Stands in a text for a formula that cannot be read."""

_ATTRIBUTES = r"""
    (?: [\s/]*+ [^\s/>][^\s/>=]*+
        (?: \s*+ = \s*+ (?: "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | [^\s"'>][^\s>]*+ )?+ )?+
    )*+ [\s/]*+ """
COMMENT = r"<!--(?: -?> | .*?(?:--!?>|\Z) )"
OPENING = rf"""
    <(?: (?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>])
       | (?P<name>[a-z][^\s/>]*+) )
    (?P<attributes>{_ATTRIBUTES}) (?:>|\Z)
    (?(raw).*?(?=</(?P=raw)[\s/>]|\Z))"""
"""A tag that opens an element; what stands in a `<script>` and its like is no HTML and belongs to the tag."""
CLOSING = r"</(?P<closed>[a-z][^\s/>]*+)[^>]*+(?:>|\Z)"
FLAGS = re.IGNORECASE | re.DOTALL | re.VERBOSE

_HIDDEN = re.compile(
    rf""" \s++ | &nbsp; | {COMMENT} | <(script|style|template)\b.*?</\1\s*+>
    | </?(?!(?:img|svg|video|audio|iframe|object|embed|canvas|picture|math|input|table)\b)[a-z]{_ATTRIBUTES}>""",
    FLAGS,
)
_EMOJI = ("emojione", "twemoji", "gemoji", "emoji")
ASIDE = frozenset("admonition footnote footnotes toc tabbed-set highlight arithmatex".split())
"""Classes of blocks that are no part of a post's running text."""
FORMULAS = '.arithmatex, .katex, mjx-container, math, script[type^="math/tex"]'
UNREAD = "script, style, template, svg, noscript, rt, rp, div.toc, a.headerlink, a.footnote-ref, a.footnote-backref"
"""What is no part of the text of a page."""
_BLOCKS = frozenset(
    "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 td th tr table pre blockquote br hr "
    "section article aside header footer nav figure figcaption details summary caption label".split()
)
RAW_TEX = re.compile(r"(\\\(.+?\\\)|\\\[.+?\\\]|\$\$.+?\$\$)", re.DOTALL)
_DELIMITED = re.compile(r"\s*(?:\\[(\[]|\$\$?)?\s*(.*?)\s*(?:\\[)\]]|\$\$?)?\s*", re.DOTALL)
_READABLE = re.compile(r"[^\\^_{}&$]*")
_BEFORE_END = re.compile(f"\\s*(\ud800*){GAP}(?=\ud800*[\\s\\])}}.,;:!?…’”»、。，；：！？）」』])|{GAP}")


def parse(html: str) -> LexborNode:
    """Return the body of the tree a browser makes of `html`."""
    # Without the opening tag, a leading comment or <style> would end up outside the body.
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    assert body is not None
    return body


def classes(node: LexborNode) -> frozenset[str]:
    """Return the classes of an element."""
    return frozenset((node.attributes.get("class") or "").split())


def remove(nodes: Iterable[LexborNode]) -> None:
    """Take elements out of their tree."""
    # Inner ones first: removing an element ends the life of all it holds.
    for node in reversed(list(nodes)):
        node.decompose()


def shows_nothing(html: str, start: int = 0) -> bool:
    """Whether a reader sees nothing of what stands in `html` from `start` on."""
    while found := _HIDDEN.match(html, start):
        start = found.end()
    return start == len(html)


def is_formula(node: LexborNode) -> bool:
    """Whether an element is mathematics, in any of the forms it comes in."""
    if node.tag == "script":
        return (node.attributes.get("type") or "").startswith("math/tex")
    return node.tag in ("math", "mjx-container") or not classes(node).isdisjoint(("arithmatex", "katex"))


def emoji(image: LexborNode) -> str:
    """Return the character of an emoji that is shown as an image; nothing for other images."""
    return "" if classes(image).isdisjoint(_EMOJI) else image.attributes.get("alt") or ""


def read_formula(node: LexborNode) -> str:
    """Return a formula as text when its TeX reads like text (`x`, `n = 3`), else nothing."""
    source = node.css_first("annotation, script")
    if source is None and "arithmatex" not in classes(node):
        return ""
    return read_tex((source or node).text())


def read_tex(tex: str) -> str:
    """Return TeX without its delimiters when it reads like text, else nothing."""
    found = _DELIMITED.fullmatch(tex)
    assert found is not None
    return found[1] if _READABLE.fullmatch(found[1]) else ""


def close_gaps(text: str) -> str:
    """Take out the marks of what could not be read, so that no space stands before punctuation."""
    return _BEFORE_END.sub(r"\1", text) if GAP in text else text


def visible_text(body: LexborNode) -> str:
    """Return the text a reader sees, with `BREAK` between blocks; takes the tree apart."""
    show_emoji(body)
    formulas = body.css(FORMULAS)
    readings = [read_formula(formula) or GAP for formula in formulas]
    # Inner ones first, as one formula can hold another; so all are read before.
    for formula, reading in zip(reversed(formulas), reversed(readings), strict=True):
        formula.replace_with(reading)
    remove(body.css(UNREAD))
    return close_gaps(text_in_blocks(body))


def show_emoji(body: LexborNode) -> int:
    """Put characters where emoji are shown as images, take other images out, and return how many these were."""
    images = body.css("img")
    characters = [emoji(image) for image in images]
    for image, character in zip(images, characters, strict=True):
        image.replace_with(character)
    return characters.count("")


def text_in_blocks(body: LexborNode) -> str:
    """Return all text, with `BREAK` around each block; the marks stay in the tree."""
    for block in [node for node in body.traverse() if node.tag in _BLOCKS]:
        block.insert_before(BREAK)
        block.insert_after(BREAK)
    return body.text()
