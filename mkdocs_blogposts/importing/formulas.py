"""Formulas: whether a text has any, and how they are written so that MkDocs leaves them alone."""

from __future__ import annotations

import re

from .fences import outside_code, prose

_IN_DIV = re.compile(r"^<div>\n(\$\$\n(?:(?!\$\$|</?div).+\n)+\$\$)\n</div>$", re.MULTILINE)
_DOUBLE = re.compile(r"\\\\([()\[\]])")
_DISPLAY = re.compile(r"(?<!\\)\$\$.{1,2000}?\$\$|\\\[.{1,2000}?\\\]|\\\(.{1,500}?\\\)", re.DOTALL)
_INLINE = re.compile(r"(?<![\\$\w])\$(?![\s$])[^$\n]*[\\^_={}][^$\n]*(?<![\s\\])\$(?![\w$])")


def single_backslashes(text: str) -> str:
    r"""Write `\\(` as `\(`: where the backslash of a formula had to be doubled, it is so no more."""
    return outside_code(text, lambda part: _DOUBLE.sub(r"\\\1", part)) if r"\\" in text else text


def without_divs(text: str) -> str:
    """Take formulas out of the elements that kept Markdown away from them, and would keep it from finding them."""
    return outside_code(text, lambda part: _IN_DIV.sub(r"\n\1\n", part)) if "<div>\n$$" in text else text


def has_formulas(text: str) -> bool:
    """Tell whether a text holds a formula outside code."""
    return any(_DISPLAY.search(part) or _INLINE.search(part) for part in prose(text))
