"""A text with its front matter as nodes: where each key and value stands, and how a part of it is replaced."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from .errors import Severity
from .fields import as_lines
from .frontmatter import fences, read
from .yaml_nodes import compose

Pair = tuple[yaml.Node, yaml.Node]
"""A key and its value."""

_NEWLINE = re.compile(r"\r\n|\n|\r")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|$)")


@dataclass
class CannotEdit(Exception):
    """Why an edit is left to the writer, and what to do."""

    line: int
    fault: str
    remedy: str


class Matter:
    """A text and the nodes of its front matter; raises `CannotEdit` where that cannot be read."""

    def __init__(self, text: str) -> None:
        front, problems = read(text, "")
        for problem in problems:
            if problem.severity is Severity.ERROR:
                raise CannotEdit(problem.line, problem.fault, problem.remedy)
        self.text = text
        self.meta, self.body = front.meta, front.body
        self.lines = as_lines(text)
        """The text as YAML's marks count it; in `text`, line endings may be longer."""
        self.fences = fences(self.lines)
        self.start, self.stop = (self.fences[0].end(), self.fences[1].start()) if self.fences else (0, 0)
        self.body_start = self.fences[1].end() if self.fences else 0
        self.root = compose(self.lines[self.start : self.stop])[1] if self.fences else None

    @property
    def is_in_braces(self) -> bool:
        """Whether the keys are not on lines of their own."""
        return isinstance(self.root, yaml.MappingNode) and bool(self.root.flow_style)

    @property
    def indent(self) -> str:
        """What stands before each key."""
        return " " * self.root.start_mark.column if self.root else ""

    def pair(self, path: Sequence[str]) -> Pair | None:
        """Return key and value at a path; of a key written twice the last, which counts."""
        node, found = self.root, None
        for key in path:
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            found = next((pair for pair in reversed(pairs) if pair[0].value == key), None)
            node = found[1] if found else None
        return found

    def span(self, node: yaml.Node) -> tuple[int, int]:
        """Return where in `lines` a value stands, without what follows it."""
        start, end = self.start + node.start_mark.index, self.start + _end(node)
        return start, start + len(self.lines[start:end].rstrip())

    def end_of_line(self, place: int) -> int | None:
        """Return where the next line begins; None where more than a comment stands between."""
        rest = _REST_OF_LINE.match(self.lines, place)
        return rest.end() if rest else None

    def line_of(self, pair: Pair) -> tuple[int, int] | None:
        """Return where in `lines` the lines of a key and its value stand; None where others are on them."""
        key = self.start + pair[0].start_mark.index
        start, end = self.lines.rindex("\n", 0, key) + 1, self.end_of_line(self.span(pair[1])[1])
        return (start, end) if end and not self.lines[start:key].strip() else None

    def spliced(self, start: int, end: int, new: str) -> str:
        """Return the text with a part of `lines` replaced, in the text's own line endings."""
        newline = _NEWLINE.search(self.text)
        own = new.replace("\n", newline[0] if newline else "\n")
        return self.text[: self._index(start)] + own + self.text[self._index(end) :]

    def _index(self, place: int) -> int:
        mark = len(self.text) - len(self.text.removeprefix("\ufeff"))
        breaks = [found.start() - mark - number for number, found in enumerate(re.finditer("\r\n", self.text))]
        return place + mark + bisect_left(breaks, place)

    def checked(self, changed: str, expected: Mapping[str, object], apart_from: str = "") -> str:
        """Return a changed text if it says what is expected, and else what this one says.

        Raises `CannotEdit` where it does not: an alias may stand for a value that is written elsewhere.
        """
        after, problems = read(changed, "")
        is_same = _without(after.meta, apart_from) == _without(expected, apart_from) and after.body == self.body
        if not is_same or any(problem.severity is Severity.ERROR for problem in problems):
            raise CannotEdit(0, "the front matter is not written in a plain way", "Change it yourself")
        return changed


def _without(meta: Mapping[str, object], key: str) -> dict[str, object]:
    return {name: value for name, value in meta.items() if name != key}


def _end(node: yaml.Node) -> int:
    """Return the end of a value; the mark of a block collection stands where the next token begins."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return node.end_mark.index
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)
