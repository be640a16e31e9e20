"""YAML → fields: each value as YAML yields it, as the writer typed it, and with its line in the file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import cast

import yaml

from .errors import Problem, Severity
from .yaml_faults import YamlFault, explain
from .yaml_nodes import compose, index_of

_YAML = "tag:yaml.org,2002:"
_MERGE = _YAML + "merge"
_TEXTS = {_YAML + name for name in ("str", "merge", "value")}
_SCALARS = {_YAML + name for name in ("null", "bool", "int", "float", "binary", "timestamp")} | _TEXTS
_NOTHING: Mapping[str, Field] = MappingProxyType({})
"""The members of most values; one for all, as there are many."""


def _nothing() -> Mapping[str, Field]:
    return _NOTHING


@dataclass(frozen=True, slots=True)
class Field:
    """A value under a key; what was written without a value stands in no `fields`, `items` or `texts`."""

    key: str
    line: int
    """Line in the file, counted from 1."""
    value: object
    """What YAML yields; the text where YAML cannot make of it what it looks like (`2026-13-45`)."""
    texts: tuple[str, ...] = ()
    """As typed, with quotes and escapes resolved: one for a scalar, one for each scalar in a list."""
    fields: Mapping[str, Field] = field(default_factory=_nothing)
    """The members of a mapping."""
    items: tuple[Field, ...] = ()
    """The items of a list, each with the list's key."""
    blank: Mapping[str, Field] = field(default_factory=_nothing)
    """The members of a mapping that have a key but no value."""

    @property
    def text(self) -> str | None:
        """The single text, or None where there is none, or several."""
        return self.texts[0] if len(self.texts) == 1 else None


def as_lines(text: str) -> str:
    """Return `text` without byte order mark, its lines ending in LF."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def read_fields(text: str, source: str, first_line: int = 1) -> tuple[Field | None, list[Problem]]:
    """Read one YAML document (lines ending in LF), whose first line is `first_line` of the file.

    Returns None for an empty document, and for one that cannot be read. No tag runs anything, and time and
    memory are bounded by the length of `text`, whatever its aliases.
    """
    reader = _Reader(text, source, first_line)
    try:
        return reader.read(), reader.problems
    except YamlFault as error:
        fault = error
    except yaml.MarkedYAMLError as error:
        fault = explain(error, text)
    return None, [reader.problem(fault.index, fault.fault, fault.remedy)]


class _Reader:
    """Builds the fields of one document, and gathers what is wrong with them."""

    def __init__(self, text: str, source: str, first_line: int) -> None:
        self.text = text
        self.line_ends = [end for end, sign in enumerate(text) if sign == "\n"]
        self.source = source
        self.first_line = first_line
        self.loader: yaml.SafeLoader
        self.merged: set[int] = set()
        self.problems: list[Problem] = []

    def read(self) -> Field | None:
        self.loader, root = compose(self.text)
        return self.build("", root, self.line(root)) if root else None

    def line(self, node: yaml.Node) -> int:
        return self.line_at(index_of(node))

    def line_at(self, index: int) -> int:
        # Not the mark's own line: YAML breaks lines at U+2028 and U+0085 too, editors do not.
        return self.first_line + bisect_left(self.line_ends, index)

    def problem(self, index: int, fault: str, remedy: str, severity: Severity = Severity.ERROR) -> Problem:
        return Problem(self.source, self.line_at(index), fault, remedy, severity)

    def build(self, key: str, node: yaml.Node, line: int) -> Field | None:
        """Make a field of a node; None, and a problem, where its tag is none of YAML's plain ones."""
        if isinstance(node, yaml.ScalarNode) and node.tag in _SCALARS:
            value = self.scalar(node)
            return Field(key, line, value, () if value is None else (node.value,))
        if isinstance(node, yaml.SequenceNode) and node.tag == _YAML + "seq":
            return self.sequence(key, node, line)
        if isinstance(node, yaml.MappingNode) and node.tag == _YAML + "map":
            return self.mapping(key, node, line)
        tag = node.tag.replace(_YAML, "!!")
        self.problems.append(self.problem(index_of(node), f"the tag `{tag}` is not accepted", "Delete it"))
        return None

    def scalar(self, node: yaml.ScalarNode) -> object:
        if node.tag in _TEXTS:
            return node.value
        try:
            return self.loader.construct_object(node)
        except (ValueError, LookupError, AttributeError, yaml.YAMLError):  # 2026-13-45, !!bool maybe
            return node.value

    def sequence(self, key: str, node: yaml.SequenceNode, line: int) -> Field:
        built = [self.build(key, child, self.line(child)) for child in node.value]
        kept = [item for item in built if item]
        items = tuple(item for item in kept if item.value is not None)
        texts = (item.texts for item in items if not isinstance(item.value, list))
        return Field(key, line, [item.value for item in kept], tuple(chain.from_iterable(texts)), items=items)

    def mapping(self, key: str, node: yaml.MappingNode, line: int) -> Field:
        members: dict[str, Field] = {}
        for key_node, value_node in self.pairs(node):
            name = _name(key_node)
            members.pop(name, None)
            if member := self.build(name, value_node, self.line(key_node)):
                members[name] = member
        value = {name: member.value for name, member in members.items()}
        fields = {name: member for name, member in members.items() if member.value is not None}
        blank = {name: member for name, member in members.items() if member.value is None}
        return Field(key, line, value, fields=fields, blank=blank)

    def pairs(self, node: yaml.MappingNode) -> Iterable[tuple[yaml.Node, yaml.Node]]:
        """Return keys and values: what `<<` merges in, then what is written."""
        if id(node) not in self.merged:  # once, though aliases lead here again
            self.merged.add(id(node))
            self.report_repeated(node)
            self.loader.flatten_mapping(node)
        return cast("Iterable[tuple[yaml.Node, yaml.Node]]", node.value)

    def report_repeated(self, node: yaml.MappingNode) -> None:
        lines: dict[str, int] = {}
        for key_node, _ in node.value:
            name, line = _name(key_node), self.line(key_node)
            if name in lines and key_node.tag != _MERGE:
                fault = f"`{name}` is written twice, on lines {lines[name]} and {line}; the last one counts"
                self.problems.append(self.problem(index_of(key_node), fault, "Delete one", Severity.WARNING))
            lines[name] = line


def _name(key: yaml.Node) -> str:
    if isinstance(key, yaml.ScalarNode):
        return str(key.value)
    remedy = 'Put values that start with "{" or "[" in quotes'
    raise YamlFault("a list or mapping where a key should stand", remedy, index_of(key))
