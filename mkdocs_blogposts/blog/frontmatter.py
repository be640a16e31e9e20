"""Front matter (text with lines) → its fields, and the Markdown after it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .errors import Problem
from .fields import Field, as_lines, read_fields

__all__ = ["Field", "FrontMatter", "decode", "fences", "read"]

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEYS_FOLLOW = re.compile(r"(\s*)---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*[\w-]+[ \t]*:(?:\s|$)")
"""Looks like front matter, not like a rule that Markdown draws."""

_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""Byte order marks; that of UTF-32 begins with that of UTF-16, and comes first."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the writer says of a page before its text, and the text."""

    fields: Mapping[str, Field]
    """In the order of the file; a key without a value counts as not written."""
    meta: dict[str, Any]
    """Plain values, as MkDocs' own reader gives them; every key is text."""
    body: str
    """The Markdown after the front matter, without leading empty lines."""
    body_line: int
    """The line of the file in which `body` begins, counted from 1."""


def read(text: str, source: str) -> tuple[FrontMatter, list[Problem]]:
    """Split `text` into front matter and body, and report what is wrong with the front matter.

    Front matter stands between `---` and `---` or `...`. Text without any is no problem here; front matter
    that cannot be read gives no fields, but its body.
    """
    text = as_lines(text)
    found = fences(text)
    if not found:
        return _front_matter(None, text, 0), _unfinished(text, source)
    opening, closing = found
    root, problems = read_fields(text[opening.end() : closing.start()], source, first_line=2)
    if root and not isinstance(root.value, dict):
        kind = "a list" if isinstance(root.value, list) else "plain text"
        fault = f"the front matter is {kind}, not keys with values"
        problems.append(Problem(source, root.line, fault, "Write lines such as `title: My post`"))
    return _front_matter(root, text, closing.end()), problems


def fences(text: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """Return the two lines between which front matter stands, in text with lines ending in LF; None without any."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    return (opening, closing) if opening and closing else None


def decode(data: bytes, source: str) -> tuple[str | None, Problem | None]:
    """Read the bytes of a file as UTF-8, with or without byte order mark.

    What is not UTF-8 gives None, and a problem that names the encoding it is likely to be in.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, _not_utf8(data, source, error.start)
    if data.count(0) * 4 > len(data):  # plain ASCII in UTF-16 is valid UTF-8, full of NULs
        return None, _not_utf8(data, source, 0)
    return text, None


def _front_matter(root: Field | None, text: str, end: int) -> FrontMatter:
    body = text[end:].lstrip("\n")
    body_line = 1 + text.count("\n", 0, len(text) - len(body))
    meta = root.value if root and isinstance(root.value, dict) else {}
    return FrontMatter(root.fields if root else {}, meta, body, body_line)


def _unfinished(text: str, source: str) -> list[Problem]:
    """Report what was meant as front matter, but is not."""
    meant = _KEYS_FOLLOW.match(text)
    if not meant:
        return []
    line = 1 + meant[1].count("\n")
    if meant[1]:
        fault = "front matter must begin on the first line"
        return [Problem(source, line, fault, "Delete the empty space before `---`")]
    return [Problem(source, line, "the front matter is never closed", "End it with a line `---`")]


def _not_utf8(data: bytes, source: str, start: int) -> Problem:
    encoding = _likely_encoding(data)
    # Where every character is in another encoding, no line is to blame.
    line = 0 if encoding.startswith("UTF") else 1 + data.count(b"\n", 0, start)
    fault = f"the file is not in UTF-8, but probably in {encoding}"
    damaged = f"a byte that is not UTF-8 (0x{data[start]:02X})"
    return Problem(source, line, fault if encoding else damaged, "Save it as UTF-8")


def _likely_encoding(data: bytes) -> str:
    """Guess the encoding of what is not UTF-8; nothing where it is, but for a few bytes."""
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    if marked or 0 in data:
        return marked or "UTF-16"
    if _is_chinese(data):
        return "GBK"
    return "Windows-1252 (Latin-1)" if data.decode("utf-8", "ignore").isascii() else ""


def _is_chinese(data: bytes) -> bool:
    """Tell whether most bytes beyond ASCII make common characters or signs of GB 2312, two bytes each."""
    beyond = data.translate(None, bytes(range(0x80)))
    common = re.findall(rb"[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]", data)
    return len(common) * 2 > 0.8 * len(beyond)
