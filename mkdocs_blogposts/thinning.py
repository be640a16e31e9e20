"""HTML in which Material's search reads the same, with fewer elements: reading them is most of its work."""

from __future__ import annotations

import re
from html import unescape

_CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_COLOURED = re.compile(
    r'<span(?: (?:class|id)="[\w -]*")*>'
    r"(?P<text>[^<&]*+(?:&(?:\w+|#\w+);[^<&]*+)*+)"
    r"</span>"
)
_LEFT_OUT = re.compile(r"data-search-exclude|<(?!div\b)[^>]*\blinenodiv")
"""What Material's search passes over. It takes the end of any such element for the end of that."""
_MAY_LEAVE_OUT = ("data-search-exclude", "linenodiv")  # what is sooner found
_LOOSE = re.compile(r"&(?!\w+;|#\w+;)")
"""An `&` that would join what comes after it, once that stands beside it."""
_FOREIGN = re.compile(rf"<(?!/?(?:pre|code|span|a)\b)|{_LOOSE.pattern}")
"""What highlighters do not write."""

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_VOID = frozenset(("br", "hr", "img"))
_READ = (*_HEADINGS, *_VOID, *"blockquote code dd details div dl dt li ol p pre sub summary sup ul".split())
"""Elements that the search keeps, or that this leaves alone."""
_PASSED_OVER = "a abbr b del em i ins kbd mark s small span strong table tbody td th thead tr u".split()
"""Elements of which the search reads the text alone."""
_ATTRIBUTES = r'(?: [a-z][\w:-]*+(?:="[^"<>]*")?+)*+'
_TAG = rf"</?(?:{'|'.join((*_READ, *_PASSED_OVER))})\b{_ATTRIBUTES} ?/?>"
_UNWANTED = re.compile(rf"</?(?:{'|'.join(_PASSED_OVER)})\b{_ATTRIBUTES}>")
_PLAIN = re.compile(rf"(?=<(?:h[1-6]|p|div)\b)(?:[^<>]++|{_TAG}|<!--[^<>-]*-->)*+")
"""A page whose first element stays, and of whose tags it is plain how the search reads them."""
_OPENS_OR_CLOSES = re.compile(r"<(/?)(\w+)")
_RUN = re.compile(
    rf"<pre\b.*?</pre>|<h[1-6]\b.*?</h[1-6]>|(?P<run>(?<=>)[^<>]*+(?:{_UNWANTED.pattern}[^<>]*+)++)",
    re.DOTALL,
)
"""Text, with elements that are passed over; not in code and headings, where the search reads spaces in other ways."""
_PARTED = "<wbr>"
"""Keeps two texts apart, and is nothing else to the search."""


def thin(html: str) -> str:
    """Return HTML with the same text, without most of the elements that the search has no use for."""
    if any(each in html for each in _MAY_LEAVE_OUT) and _LEFT_OUT.search(html):
        return html
    html = _CODE.sub(_without_colours, html)
    if _LOOSE.search(html) or not _PLAIN.fullmatch(html) or not _is_orderly(html):
        return html
    return _RUN.sub(_joined, html)


def _without_colours(code: re.Match[str]) -> str:
    """Return code without the elements that colour it: most of all there are on a page."""
    html = code[0]
    found = 0 if _FOREIGN.search(html) else 1
    while found:  # from the inside out
        html, found = _COLOURED.subn(r"\g<text>", html)
    return html


def _is_orderly(html: str) -> bool:
    """Tell whether all is closed where it should be, headings are in nothing else, and code is not in code.

    The search passes over the end of what it does not find open, and counts how deep a heading stands.
    """
    opened: list[str] = []
    for closes, name in _OPENS_OR_CLOSES.findall(html):
        if closes:
            if not opened or opened.pop() != name:
                return False
        elif name not in _VOID:
            if (opened and name in _HEADINGS) or name == "pre" in opened:
                return False
            opened.append(name)
    return not opened


def _joined(found: re.Match[str]) -> str:
    """Return the texts of a run as the search joins them: of blanks that follow each other, it takes one."""
    if not found["run"]:
        return found[0]
    texts: list[str] = []
    blank = False
    for text in filter(None, _UNWANTED.split(found[0])):
        is_blank = text.isspace() or ("&" in text and unescape(text).isspace())
        if not (is_blank and blank):
            texts.append(" " if is_blank else text)
        blank = is_blank
    # Whether a blank is taken depends on what is before it, which at the ends of a run is not known here.
    if len(texts) > 1:
        texts[0] += _PARTED if texts[0] == " " else ""
        texts[-1] = _PARTED + texts[-1] if blank else texts[-1]
    return "".join(texts)
