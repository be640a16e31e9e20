"""Edits of a post that change nothing else: comments, order, quotes and line endings stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from .fields import read_fields
from .frontmatter import read
from .matter import CannotEdit, Matter, Pair
from .post_reader import first_heading

__all__ = ["CannotEdit", "add_item", "as_yaml", "remove", "retitle", "set_text", "set_value"]

_HEADING = re.compile(
    r"\s*\#[ \t]+(?P<text>.+?)(?=(?:[ \t]+\#+)?(?:[ \t]*\{[ \t]*[:\#.][^}\n]*\})?[ \t]*(?:\n|$))"
    r"|\s*(?P<over>\S.*?)(?=[ \t]*\n=+[ \t]*(?:\n|$))"
)
_NOT_ALONE = "Write each key on a line of its own"


def set_value(text: str, key: str, value: str) -> str:
    """Give a key of the front matter a value, written as YAML; `date.created` is a key within a key.

    A key that is not there comes after all others. Raises `CannotEdit` where more than that would change.
    """
    matter, path = Matter(text), key.split(".")
    pair = matter.pair(path)
    expected = _with(matter.meta, path, _parsed(value))
    if pair:
        start, end = matter.span(pair[1])
        space = " " if matter.lines[start - 1] == ":" else ""
        return matter.checked(matter.spliced(start, end, space + value), expected)
    if len(path) > 1:
        raise CannotEdit(0, f"there is no `{path[-1]}` under `{path[0]}`", f"Add `{path[-1]}: {value}` there")
    return matter.checked(_with_line(matter, f"{key}: {value}\n"), expected)


def set_text(text: str, key: str, words: str) -> str:
    """Give a key a text, in the kind of quotes that its value has now. Raises `CannotEdit` as `set_value` does."""
    pair = Matter(text).pair([key])
    style = pair[1].style if pair and isinstance(pair[1], yaml.ScalarNode) else None
    return set_value(text, key, as_yaml(words, style))


def remove(text: str, key: str) -> str:
    """Take a key out of the front matter with its line, and the front matter out of the file where it is all.

    A comment in that line goes too. Raises `CannotEdit` where more than that would change.
    """
    while pair := (matter := Matter(text)).pair([key]):
        place = None if matter.is_in_braces else matter.line_of(pair)
        if place is None:
            raise CannotEdit(0, f"`{key}` shares its line with other keys", _NOT_ALONE)
        start, end = place
        if (start, end) == (matter.start, matter.stop):
            start, end = 0, matter.body_start + 1
        text = matter.checked(matter.spliced(start, end, ""), matter.meta, apart_from=key)
    return text


def add_item(text: str, key: str, item: str) -> str:
    """Add a text at the end of the list under a key; a single value becomes a list.

    Raises `CannotEdit` where more than that would change.
    """
    matter = Matter(text)
    pair, before = matter.pair([key]), matter.meta.get(key)
    if pair is None or before is None:
        return set_value(text, key, f"[{as_yaml(item, in_list=True)}]")
    items = [*before, item] if isinstance(before, list) else [before, item]
    return matter.checked(_with_item(matter, pair, item), _with(matter.meta, [key], items))


def retitle(text: str, title: str) -> str:
    """Change the title where it stands: under `title`, and in the heading that says the same.

    Raises `CannotEdit` as `set_value` does.
    """
    front, _ = read(text, "")
    written, heading = front.fields.get("title"), first_heading(front.body)
    if heading and (written is None or written.text == heading):
        text = _with_heading(text, title)
    says_so = first_heading(read(text, "")[0].body) == title
    return text if says_so and written is None else set_text(text, "title", title)


def as_yaml(words: str, style: str | None = None, in_list: bool = False) -> str:
    """Write a text as a YAML value on one line, in quotes where it needs them or its `style` says so."""
    if style == "'":
        return "'" + words.replace("'", "''") + "'"
    is_plain = (_parsed(f"[{words}]") == [words]) if in_list else (_parsed(words) == words)
    return words if is_plain and style != '"' else json.dumps(words, ensure_ascii=False)


def _with_line(matter: Matter, line: str) -> str:
    """Add a line at the end of the front matter; a text without any gets one of that line."""
    if matter.is_in_braces:
        raise CannotEdit(2, "the front matter is one value in braces", _NOT_ALONE)
    if not matter.fences:
        return matter.spliced(0, 0, f"---\n{line}---\n")
    return matter.spliced(matter.stop, matter.stop, matter.indent + line)


def _with_item(matter: Matter, pair: Pair, item: str) -> str:
    node = pair[1]
    start, end = matter.span(node)
    if not isinstance(node, yaml.SequenceNode):
        return matter.spliced(start, end, f"[{matter.lines[start:end]}, {as_yaml(item, in_list=True)}]")
    if node.flow_style:
        end = matter.span(node.value[-1])[1] if node.value else start + 1
        return matter.spliced(end, end, (", " if node.value else "") + as_yaml(item, in_list=True))
    place = matter.end_of_line(end) or end
    return matter.spliced(place, place, " " * node.start_mark.column + f"- {as_yaml(item)}\n")


def _with_heading(text: str, title: str) -> str:
    matter = Matter(text)
    heading = _HEADING.match(matter.lines, matter.body_start)
    assert heading, "a heading was found there"
    group = "text" if heading["text"] else "over"
    return matter.spliced(*heading.span(group), title)


def _with(meta: Mapping[str, Any], path: Sequence[str], value: object) -> dict[str, Any]:
    """Return what front matter says, with another value at a path."""
    first, *rest = path
    inner = meta.get(first)
    return {**meta, first: _with(inner if isinstance(inner, dict) else {}, rest, value) if rest else value}


def _parsed(value: str) -> object:
    """Return what YAML makes of a value; nothing where it is more than that."""
    root, problems = read_fields(f"key: {value}", "")
    meta = root.value if root and not problems else None
    return meta["key"] if isinstance(meta, dict) and [*meta] == ["key"] else None
