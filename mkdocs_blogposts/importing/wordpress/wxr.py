"""Reads an export of WordPress (WXR): what it says of the site, and its items, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

_CONTROL = bytes(each for each in range(32) if each not in b"\t\n\r")
"""Signs that XML forbids, but that exports hold."""
_CHUNK = 1 << 16


class Broken(Exception):
    """An export that cannot be read to its end; what was read before is good."""

    def __init__(self, line: int, fault: str, remedy: str) -> None:
        super().__init__(fault)
        self.line = line
        self.fault = fault
        self.remedy = remedy


@dataclass(frozen=True)
class Term:
    """One category, tag or other term of an item."""

    taxonomy: str
    slug: str
    name: str


@dataclass
class Record:
    """A part of the export: an item, an author, a category; or the site itself."""

    kind: str
    texts: dict[str, str] = field(default_factory=dict)
    """By the name of the element."""
    lines: dict[str, int] = field(default_factory=dict)
    """Where each text begins."""
    terms: list[Term] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    """Custom fields, which may be there more than once."""
    comments: int = 0

    def text(self, name: str) -> str:
        """Return a text without space around it, or an empty one."""
        return self.texts.get(name, "").strip()


_RECORDS = frozenset(("channel", "item", "wp:author", "wp:category", "wp:tag", "wp:term"))


def read_wxr(file: BinaryIO) -> Iterator[Record]:
    """Yield the records of an export, the site itself last; raises `Broken` where it is damaged.

    Declared entities are refused, so that nothing in the file can grow, or name another file.
    """
    reader = _Reader()
    try:
        while chunk := file.read(_CHUNK):
            reader.parser.Parse(chunk.translate(None, _CONTROL), False)
            yield from reader.taken()
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        yield from [*reader.taken(), *reader.open[:1]]
        fault = f"the export is damaged here: {expat.ErrorString(error.code)}"
        raise Broken(error.lineno, fault, "Export it again; what stands before was read") from None
    yield from reader.taken()


class _Reader:
    """Gathers records while the parser goes through the file."""

    def __init__(self) -> None:
        self.open: list[Record] = []
        self.done: list[Record] = []
        self.path: list[str] = []
        self.parts: list[str] = []
        self.line = 0
        self.attributes: dict[str, str] = {}
        self.key = ""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.EntityDeclHandler = self.refuse

    def taken(self) -> list[Record]:
        found, self.done = self.done, []
        return found

    def refuse(self, name: str, *_: object) -> None:
        fault = f'the export declares an entity ("{name}"), which WordPress never does'
        raise Broken(self.parser.CurrentLineNumber, fault, "Export it again")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name)
        self.parts, self.line, self.attributes = [], 0, attributes
        if name in _RECORDS:
            self.open.append(Record(name))
        elif name == "wp:comment" and self.open:
            self.open[-1].comments += 1

    def characters(self, text: str) -> None:
        self.line = self.line or self.parser.CurrentLineNumber
        self.parts.append(text)

    def end(self, name: str) -> None:
        self.path.pop()
        if name in _RECORDS:
            self.done.append(self.open.pop())
        elif self.open:
            self.keep(name, "".join(self.parts))
        self.parts, self.line = [], 0

    def keep(self, name: str, text: str) -> None:
        record, parent = self.open[-1], self.path[-1] if self.path else ""
        if parent == "wp:postmeta":
            self.key = text if name == "wp:meta_key" else self.key
            if name == "wp:meta_value":
                record.meta.setdefault(self.key, []).append(text)
        elif name == "category" and "domain" in self.attributes:
            record.terms.append(Term(self.attributes["domain"], self.attributes.get("nicename", ""), text.strip()))
        elif parent == record.kind:
            record.texts.setdefault(name, text)
            record.lines.setdefault(name, self.line)
