"""Front matter in YAML, TOML or JSON → its values under keys in lower case, and the text after it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..blog.errors import Problem, Severity
from ..blog.fields import Field, as_lines
from ..blog.frontmatter import fences, read

_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<text>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)
_TOML_PLACE = re.compile(r" ?\(at (?:line (?P<line>\d+), column \d+|end of document)\)")


@dataclass(frozen=True)
class Front:
    """What a file says of itself before its text."""

    values: Mapping[str, Any] = field(default_factory=dict)
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values that are texts, or lists of them, as they were typed."""
    lines: Mapping[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    written: bool = False
    """Whether there is any front matter."""

    def text(self, key: str) -> str:
        """Return the text under a key, or an empty one."""
        return " ".join(self.typed.get(key, ())[:1]).strip()

    def texts(self, *keys: str) -> list[str]:
        """Return the texts under all of these keys, each once."""
        found = (text.strip() for key in keys for text in self.typed.get(key, ()))
        return list(dict.fromkeys(text for text in found if text))

    def mapping(self, key: str) -> dict[str, Any]:
        """Return the mapping under a key, its own keys in lower case; empty where there is none."""
        value = self.values.get(key)
        return {str(name).lower(): each for name, each in value.items()} if isinstance(value, dict) else {}


def read_front(text: str, source: str) -> tuple[Front, list[Problem]]:
    """Split a text; front matter that cannot be read is an error, told with its line."""
    text = as_lines(text)
    if text.startswith("+++"):
        return _read_toml(text, source)
    if text.startswith("{"):
        return _read_json(text, source)
    found, problems = read(text, source)
    values = {key.lower(): value for key, value in found.meta.items() if value is not None}
    typed = {key.lower(): each.texts for key, each in found.fields.items() if _is_text(each)}
    lines = {key.lower(): each.line for key, each in found.fields.items()}
    return Front(values, typed, lines, found.body, found.body_line, bool(fences(text))), problems


def _is_text(entry: Field) -> bool:
    return not isinstance(entry.value, dict) and not any(isinstance(each.value, (dict, list)) for each in entry.items)


def _read_toml(text: str, source: str) -> tuple[Front, list[Problem]]:
    found = _TOML.match(text)
    if not found:
        return Front(), [Problem(source, 1, "the front matter is never closed", "End it with a line `+++`")]
    try:
        values = tomllib.loads(found["text"])
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = 1 + int(place["line"]) if place and place["line"] else text.count("\n", 0, found.end() - 1)
        return Front(), [Problem(source, line, f"TOML: {_TOML_PLACE.sub('', str(error))}", "Mend it there")]
    except RecursionError:
        return Front(), [Problem(source, 1, "values are nested too deep", "Write them flat")]
    return _front(values, text, found.end(), r"^[ \t]*[\"']?{}[\"']?[ \t]*="), []


def _read_json(text: str, source: str) -> tuple[Front, list[Problem]]:
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        return Front(), [Problem(source, error.lineno, f"JSON: {error.msg}", "Mend it there")]
    except RecursionError:
        return Front(), [Problem(source, 1, "values are nested too deep", "Write them flat")]
    return _front(values, text, end, r'^.*?"{}"[ \t]*:'), []


def _front(values: Mapping[str, Any], text: str, end: int, key_line: str) -> Front:
    body = text[end:].lstrip("\n")
    body_line = 1 + text.count("\n", 0, len(text) - len(body))
    lines = {}
    for key in values:
        found = re.search(key_line.format(re.escape(key)), text[:end], re.MULTILINE)
        lines[key.lower()] = 1 + text.count("\n", 0, found.end()) if found else 1
    kept = {key.lower(): value for key, value in values.items() if value is not None}
    return Front(kept, {key: _typed(value) for key, value in kept.items()}, lines, body, body_line, True)


def _typed(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(text for each in value if not isinstance(each, (list, dict)) for text in _typed(each))
    if isinstance(value, dict):
        return ()
    return (str(value).lower() if isinstance(value, bool) else str(value),)


def worst(problems: list[Problem]) -> Severity:
    """Return how bad the worst of some problems is."""
    return min((problem.severity for problem in problems), default=Severity.HINT)
