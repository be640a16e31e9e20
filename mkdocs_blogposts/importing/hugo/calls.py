"""Hugo's shortcodes: finds them in a text, with their arguments and what stands inside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_TAG = re.compile(
    r"""
      \{\{(?P<open>[<%])/\*(?P<quoted>.{0,2000}?)\*/(?P<shut>[>%])\}\}
    | \{\{(?P<kind>[<%])\s*(?P<end>/?)\s*(?P<name>[\w./-]+?)
      (?P<rest>(?:\s(?:"(?:\\.|[^"\\])*"|`[^`]*`|(?!/?[<%>]\}\}).){0,4000}?)?)
      \s*(?P<self>/?)[>%]\}\}
    """,
    re.DOTALL | re.VERBOSE,
)
_ARGUMENT = re.compile(
    r"""(?:(?P<key>[\w-]+)[ ]*=[ ]*)?(?:"(?P<quoted>(?:\\.|[^"\\])*)"|`(?P<raw>[^`]*)`|(?P<plain>[^\s"`]+))""",
    re.DOTALL,
)


@dataclass(frozen=True)
class Call:
    """One shortcode where it is used."""

    name: str
    line: int
    """The line of the text in which it stands, counted from 0."""
    positional: Sequence[str] = ()
    named: Mapping[str, str] = field(default_factory=dict)
    inner: str | None = None
    """What stands inside it, converted already; None for one that has no end."""
    written: str = ""
    indent: str = ""
    """What stands before it in its line, if that is only space."""

    def get(self, *keys: str | int) -> str:
        """Return the first argument that is there, by name or position; empty without any."""
        found = (self.named.get(key, "") if isinstance(key, str) else self._at(key) for key in keys)
        return next((value for value in found if value), "")

    def _at(self, position: int) -> str:
        return self.positional[position] if position < len(self.positional) else ""


Convert = Callable[[Call], str]


def replace_calls(text: str, convert: Convert) -> str:
    """Return a text with each shortcode converted, the inner ones first; those in comments are written plainly."""
    tags = list(_TAG.finditer(text))
    return _Parser(text, tags, _ends(tags)).between(0, len(text), 0, len(tags), convert)


def _ends(tags: Sequence[re.Match[str]]) -> dict[int, int]:
    """Return where each tag that has an end is closed, both as numbers of tags."""
    ends: dict[int, int] = {}
    waiting: list[int] = []
    for number, tag in enumerate(tags):
        if tag["quoted"] is not None or tag["self"]:
            continue
        if not tag["end"]:
            waiting.append(number)
        elif any(tags[each]["name"] == tag["name"] for each in waiting):
            while tags[waiting[-1]]["name"] != tag["name"]:
                waiting.pop()
            ends[waiting.pop()] = number
    return ends


@dataclass(frozen=True)
class _Parser:
    text: str
    tags: Sequence[re.Match[str]]
    ends: Mapping[int, int]

    def between(self, start: int, stop: int, first: int, last: int, convert: Convert) -> str:
        return "".join(self.parts(start, stop, first, last, convert))

    def parts(self, start: int, stop: int, first: int, last: int, convert: Convert) -> Iterator[str]:
        number = first
        while number < last:
            tag = self.tags[number]
            yield self.text[start : tag.start()]
            end = self.ends.get(number)
            closing = self.tags[end] if end is not None else tag
            if tag["quoted"] is not None:
                yield f"{{{{{tag['open']}{tag['quoted']}{tag['shut']}}}}}"
            elif not tag["end"]:
                inner = None if end is None else self.between(tag.end(), closing.start(), number + 1, end, convert)
                yield convert(self.call(tag, inner))
            start = closing.end()
            number = (number if end is None else end) + 1
        yield self.text[start:stop]

    def call(self, tag: re.Match[str], inner: str | None) -> Call:
        positional, named = read_arguments(tag["rest"])
        line_start = self.text.rfind("\n", 0, tag.start()) + 1
        before = self.text[line_start : tag.start()]
        indent = before if not before.strip() else ""
        line = self.text.count("\n", 0, tag.start())
        return Call(tag["name"], line, positional, named, inner, tag[0], indent)


def read_arguments(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Read what stands after a shortcode's name."""
    positional, named = [], {}
    for found in _ARGUMENT.finditer(text):
        quoted = found["quoted"]
        value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else found["raw"] or found["plain"] or ""
        if found["key"]:
            named[found["key"].lower()] = value
        else:
            positional.append(value)
    return tuple(positional), named
