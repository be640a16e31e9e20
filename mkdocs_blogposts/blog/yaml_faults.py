"""What a fault in YAML means, in the writer's words."""

from __future__ import annotations

import re
from collections.abc import Callable

from yaml import MarkedYAMLError

DEEPEST = 50
"""How deep values may be nested; libyaml's binding crashes the interpreter somewhere above 5,000."""

_QUOTE = "Put the value in quotes"
_QUOTE_ALL = "Put the whole value in single quotes, and double those inside it"
_INDENT = "Begin it in the same column as the other keys, and look for an unclosed quotation mark above"


class YamlFault(Exception):
    """A YAML document that cannot be read: what is wrong, what to do, and where (a position in the text)."""

    def __init__(self, fault: str, remedy: str, index: int) -> None:
        super().__init__(fault)
        self.fault = fault
        self.remedy = remedy
        self.index = index


def explain(error: MarkedYAMLError, text: str) -> YamlFault:
    """Say what the parser's `error` means for the writer of `text`.

    The messages of both parsers are understood, libyaml's and the one in Python; what none of the rules
    knows is told in the parser's words.
    """
    place = error.problem_mark.index if error.problem_mark else 0
    start = error.context_mark.index if error.context_mark else place
    if text[place : place + 1] == "\t":
        return YamlFault("a tab character in the indentation", "Indent with spaces", place)
    message = f"{error.context or ''}: {error.problem}"
    for pattern, rule in _RULES:
        if re.search(pattern, message):
            return rule(text, place, start)
    return YamlFault(f"YAML: {error.problem}", "Check indentation, quotation marks and brackets here", place)


def too_deep(index: int) -> YamlFault:
    """Say that too many values stand within one another."""
    return YamlFault(f"values are nested more than {DEEPEST} deep", "Close brackets, or indent less", index)


def _nested_too_deep(text: str, place: int, start: int) -> YamlFault:
    return too_deep(place)


def _unknown_escape(text: str, place: int, start: int) -> YamlFault:
    return YamlFault('a "\\" that YAML does not know', 'Write "\\\\", or use single quotes', place)


def _unclosed_quote(text: str, place: int, start: int) -> YamlFault:
    mark = text[start : start + 1]
    return YamlFault(f"the quotation mark {mark} is never closed", f"Add {mark} at the value's end", start)


def _unclosed_bracket(text: str, place: int, start: int) -> YamlFault:
    opening = text[start : start + 1]
    closing = "]" if opening == "[" else "}"
    remedy = f'Add "{closing}", or put the value in quotes if it is plain text'
    return YamlFault(f'"{opening}" is not closed, or a comma is missing', remedy, start)


def _missing_colon(text: str, place: int, start: int) -> YamlFault:
    return YamlFault('a line without ": "', "Write it as `key: value`, with a space", start)


def _second_colon(text: str, place: int, start: int) -> YamlFault:
    before = _before(text, place)
    if ":" in before:
        return YamlFault('a value with ":" in it', _QUOTE, place)
    if not before[:1].isspace():  # a key, taken for more of the line above
        above = text[: place - len(before)].rstrip()
        return _missing_colon(text, place, len(above))
    return YamlFault("this line is indented as if it belonged to the one above", _INDENT, place)


def _wrong_start(text: str, place: int, start: int) -> YamlFault:
    return YamlFault(f'a value cannot start with "{text[start : start + 1]}"', _QUOTE, start)


def _out_of_place(text: str, place: int, start: int) -> YamlFault:
    if not _before(text, place).strip():
        return YamlFault("this line does not stand in the column of the lines before it", _INDENT, place)
    sign = text[place : place + 1]
    if sign and sign in "]},":
        return YamlFault(f'an unexpected "{sign}"', _QUOTE, place)
    return YamlFault("something follows a value that is already complete", _QUOTE_ALL, place)


def _before(text: str, place: int) -> str:
    """Return the part of the line that stands before `place`."""
    return text[text.rfind("\n", 0, place) + 1 : place]


_RULES: tuple[tuple[str, Callable[[str, int, int], YamlFault]], ...] = (
    (r"maximum nesting depth", _nested_too_deep),
    (r"quoted scalar: .*(escape|hexdecimal)", _unknown_escape),
    (r"quoted scalar", _unclosed_quote),
    (r"flow (sequence|mapping)", _unclosed_bracket),
    (r"expected ':'", _missing_colon),
    (r"mapping values are not allowed", _second_colon),
    (r"alias|anchor|a tag|block scalar|cannot start any token|entries are not allowed", _wrong_start),
    (r"parsing a block", _out_of_place),
)
"""What the parser says (the first that matches counts), and what it means."""
