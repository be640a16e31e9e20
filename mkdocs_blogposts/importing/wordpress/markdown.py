"""HTML as editors write it → Markdown; what Markdown has no signs for stays HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import indent

from selectolax.lexbor import LexborNode

from ...blog.html import parse
from .. import elements
from ..fences import highlighted

_SPACE = re.compile(r"[ \t\r\n]+")
_SIGNS = re.compile(r"([\\`*\[\]])|(?<!\w)(_)|(_)(?!\w)|(<)(?=[a-zA-Z/!?])|(&)(?=#?\w+;)|(~)(?=~)")
_AT_START = re.compile(r"^(?:(#{1,6})(?=\s)|([-+>])(?=\s)|(\d{1,9})([.)])(?=\s)|(=+|-+)$|(:)(?=\s))", re.MULTILINE)
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}
_PLAIN = frozenset("span font div section article main header footer center".split())
"""Elements that mean nothing without attributes."""
_IGNORED = re.compile(r"wp-block|has-|is-|align|size-|wp-image|^$")
_BLOCKS = frozenset(
    "p div ul ol dl li h1 h2 h3 h4 h5 h6 blockquote pre figure table hr section article aside header footer main "
    "center details form iframe video audio script style noscript address fieldset".split()
)


def as_markdown(html: str) -> str:
    """Return the Markdown of a text in HTML; one that is nested too deep to follow stays HTML."""
    try:
        return "\n\n".join(_blocks(parse(html)))
    except RecursionError:
        return elements.raw_html(html)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _blocks(node: LexborNode) -> Iterator[str]:
    """Yield the blocks in an element; words between them make paragraphs."""
    line: list[str] = []
    for child in _children(node):
        if _is_block(child):
            yield from _paragraph(line)
            line = []
            yield from (block for block in _block(child) if block.strip())
        else:
            line.append(_inline(child))
    yield from _paragraph(line)


def _is_block(node: LexborNode) -> bool:
    return node.tag in _BLOCKS or node.tag == "-comment"


def _paragraph(parts: list[str]) -> Iterator[str]:
    text = re.sub(r" *\n *", "  \n", "".join(parts).strip())
    if text:
        yield _AT_START.sub(_escaped_start, text)


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found[3]}\\{found[4]}" if found[3] else f"\\{found[0]}"


def _block(node: LexborNode) -> Iterator[str]:
    tag = node.tag or ""
    if tag == "-comment":
        comment = (node.html or "").strip()
        yield "<!-- more -->" if comment.startswith("<!--more") else comment
    elif tag == "p" and _is_plain(node):
        yield from _paragraph([_inline(child) for child in _children(node)])
    elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        yield from _heading(node, int(tag[1]))
    elif tag in ("ul", "ol") and _is_plain(node):
        yield _list(node)
    elif tag == "blockquote":
        yield indent("\n\n".join(_blocks(node)), "> ", lambda _: True).replace("> \n", ">\n")
    elif tag == "pre":
        yield _code(node)
    elif tag == "hr":
        yield "---"
    elif tag == "figure":
        yield _figure(node)
    elif tag in _PLAIN and _is_plain(node):
        yield from _blocks(node)
    else:
        yield elements.raw_html(node.html or "")


def _is_plain(node: LexborNode) -> bool:
    """Tell whether an element has no attributes but those of the editor."""
    given = {name: value or "" for name, value in node.attributes.items() if name not in ("id", "start", "reversed")}
    return all(name == "class" and all(map(_IGNORED.match, value.split())) for name, value in given.items())


def _heading(node: LexborNode, level: int) -> Iterator[str]:
    text = _line(node)
    name = f" {{ #{node.attributes['id']} }}" if node.attributes.get("id") else ""
    if text:
        yield f"{'#' * level} {text}{name}"


def _line(node: LexborNode) -> str:
    return _SPACE.sub(" ", "".join(_inline(child) for child in _children(node))).strip()


def _list(node: LexborNode) -> str:
    start = node.attributes.get("start") or "1"
    number = int(start) if start.isdigit() else 1
    items = []
    for item in _children(node):
        if item.tag != "li":
            continue
        mark = f"{number}." if node.tag == "ol" else "-"
        blocks = list(_blocks(item))
        is_tight = all(child.tag != "p" for child in _children(item))
        text = ("\n" if is_tight else "\n\n").join(blocks)
        items.append((mark.ljust(4) + indent(text, "    ").lstrip()).rstrip())
        number += 1
    return "\n".join(items)


def _code(node: LexborNode) -> str:
    inner = node.css_first("code")
    classes = " ".join((each.attributes.get("class") or "") for each in (node, inner) if each is not None)
    language = re.search(r"(?:lang(?:uage)?-|brush:\s*)([\w+#-]+)", classes)
    for each in node.css("br"):
        each.replace_with("\n")
    return highlighted(node.text(), language[1] if language else "")


def _figure(node: LexborNode) -> str:
    """Return a picture with its caption; a figure of anything else as HTML, but for what it holds."""
    pictures, caption = node.css("img"), node.css_first("figcaption")
    words = _line(caption) if caption is not None else ""
    if len(pictures) == 1 and not node.css("table, iframe, video, audio, pre"):
        link = node.css_first("a:has(img)")
        return elements.figure(_picture(pictures[0], link), words)
    if caption is not None:
        caption.decompose()
    return "\n\n".join([*_blocks(node), *([words] if words else [])])


def _picture(node: LexborNode, link: LexborNode | None = None) -> str:
    given = {name: value or "" for name, value in node.attributes.items()}
    href = (link.attributes.get("href") or "") if link is not None else ""
    return elements.picture(given.get("src", ""), given.get("alt", ""), given.get("title", ""), href)


def _inline(node: LexborNode) -> str:
    """Return an element within a line; a line break in it is a newline."""
    tag = node.tag or ""
    if tag == "-text":
        return _SIGNS.sub(r"\\\g<0>", _SPACE.sub(" ", node.text(deep=False) or ""))
    if tag == "br":
        return "\n"
    if tag == "img":
        return _picture(node)
    inner = "".join(_inline(child) for child in _children(node))
    if tag in _MARKS and _is_plain(node):
        return _marked(inner, _MARKS[tag])
    if tag == "code" and _is_plain(node):
        return _code_within(node.text())
    if tag == "a" and node.attributes.get("href"):
        return _link(node, inner)
    if tag in (*_PLAIN, "p", "u") and _is_plain(node) and tag != "u":
        return inner
    return _SPACE.sub(" ", node.html or "")


def _marked(inner: str, mark: str) -> str:
    """Put marks close to the words, and space outside them."""
    words = inner.strip()
    before, _, after = inner.partition(words) if words else (inner, "", "")
    return f"{before}{mark}{words}{mark}{after}" if words else inner


def _code_within(text: str) -> str:
    mark = "`" * (max((len(each) for each in re.findall("`+", text)), default=0) + 1)
    gap = " " if "`" in text else ""
    return f"{mark}{gap}{text}{gap}{mark}" if text.strip() else text


def _link(node: LexborNode, inner: str) -> str:
    href = (node.attributes.get("href") or "").strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    title = node.attributes.get("title")
    named = f' "{title}"'.replace("\n", " ") if title and '"' not in title else ""
    words = inner.strip()
    return f"[{words}]({href}{named})" if words else ""
