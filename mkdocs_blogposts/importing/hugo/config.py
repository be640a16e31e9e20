"""Hugo's configuration, from one file or a folder of them, with keys in lower case."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...blog.errors import Severity
from ...blog.fields import as_lines, read_fields
from ..reading import Folder

_NAMES = [f"{name}.{suffix}" for name in ("hugo", "config") for suffix in ("toml", "yaml", "yml", "json")]
_FOLDER = "config/_default"
Values = dict[str, Any]


@dataclass(frozen=True)
class Language:
    """One language of a site."""

    code: str
    content_dir: str = "content"
    in_urls: str = ""
    """What its URLs begin with."""
    values: Values = field(default_factory=dict)


@dataclass(frozen=True)
class HugoConfig:
    """What the configuration says."""

    values: Values
    languages: tuple[Language, ...]
    """The main one first."""

    def get(self, *path: str) -> Any:
        """Return a value by its path; that of the main language wins."""
        own = _at(self.languages[0].values, path)
        return _at(self.values, path) if own is None else own

    def text(self, *path: str) -> str:
        """Return a text by its path, or an empty one."""
        value = self.get(*path)
        return str(value).strip() if isinstance(value, (str, int, float)) else ""

    def mapping(self, *path: str) -> Values:
        """Return a mapping by its path, or an empty one."""
        value = self.get(*path)
        return value if isinstance(value, dict) else {}

    @property
    def has_smart_dashes(self) -> bool:
        """Whether its Markdown makes dashes of hyphens; it does unless told otherwise."""
        asked = self.get("markup", "goldmark", "extensions", "typographer")
        return not asked.get("disable") if isinstance(asked, dict) else asked is not False

    @property
    def taxonomies(self) -> dict[str, str]:
        """Return the plural of each taxonomy, by its singular."""
        given = self.get("taxonomies")
        if isinstance(given, dict):
            return {str(key): str(value).lower() for key, value in given.items()}
        return {"tag": "tags", "category": "categories"}


def read_config(folder: Folder) -> HugoConfig:
    """Read what there is; a site without any configuration has Hugo's defaults."""
    values: Values = {}
    found = [folder.first(name) for name in _NAMES]
    for path in [path for path in found if path][:1]:
        values = _read(folder, path)
    for path in folder.walk(_FOLDER):
        name = path.stem.split(".")
        kind, language = name[0].lower(), name[1:]
        part = _read(folder, path)
        if kind not in ("hugo", "config"):
            part = {"menus" if kind == "menu" else kind: part}
        _merge(values, {"languages": {language[0].lower(): part}} if language else part)
    values["menus"] = values.pop("menu", None) or values.get("menus")
    return HugoConfig(values, tuple(_languages(values)))


def _read(folder: Folder, path: Path) -> Values:
    text = folder.text(path)
    if text is None:
        return {}
    readers: dict[str, Callable[[str], Any]] = {".toml": tomllib.loads, ".json": json.loads}
    try:
        if read := readers.get(path.suffix):
            values = _lower(read(as_lines(text)))
            return {**values} if isinstance(values, dict) else {}
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        folder.site.report(folder.name(path), int(line[1]) if line else 0, str(error), "Mend it", Severity.ERROR)
        return {}
    root, problems = read_fields(as_lines(text), folder.name(path))
    folder.site.problems += problems
    return _lower(root.value) if root and isinstance(root.value, dict) else {}


def _lower(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key).lower(): _lower(each) for key, each in value.items()}
    return [_lower(each) for each in value] if isinstance(value, list) else value


def _merge(values: Values, more: Values) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(values.get(key), dict):
            _merge(values[key], value)
        else:
            values[key] = value


def _at(values: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        values = values.get(key) if isinstance(values, dict) else None
    return values


def _languages(values: Values) -> list[Language]:
    main = str(values.get("defaultcontentlanguage") or "en").lower()
    main_in_urls = bool(values.get("defaultcontentlanguageinsubdir"))
    folder = str(values.get("contentdir") or "content").strip("/")
    given = {code: each for code, each in (values.get("languages") or {}).items() if isinstance(each, dict)}
    found = []
    for code, own in sorted(given.items(), key=lambda each: (each[0] != main, each[1].get("weight") or 0)):
        if not own.get("disabled"):
            prefix = code if main_in_urls or code != main else ""
            own_folder = str(own.get("contentdir") or folder).strip("/")
            found.append(Language(code, own_folder, prefix, own))
    return found or [Language(main, folder)]
