"""Jekyll's `_config.yml`, and the defaults in it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...blog.fields import as_lines, read_fields
from ..front import Front
from ..reading import Folder

_SHARED = frozenset("author authors categories category tags permalink image published lang description hidden".split())
"""Keys that defaults may give a post; all others are for layouts."""


@dataclass(frozen=True)
class JekyllConfig:
    """What the configuration says."""

    values: Mapping[str, Any]

    def text(self, *path: str) -> str:
        """Return a text by its path, or an empty one."""
        value: Any = self.values
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""

    @property
    def permalink(self) -> str:
        """The style or pattern of the URLs of posts."""
        return self.text("collections", "posts", "permalink") or self.text("permalink") or "date"

    @property
    def has_smart_dashes(self) -> bool:
        """Whether its Markdown makes dashes of hyphens: kramdown, which is the default, does."""
        return self.text("markdown").lower() in ("", "kramdown")

    @property
    def root(self) -> str:
        """The path below which the site lives."""
        path = self.text("baseurl").strip("/")
        return f"/{path}" if path else ""

    @property
    def collections(self) -> dict[str, str]:
        """Return the pattern of URLs of each collection that has pages."""
        given = self.values.get("collections")
        named = given.items() if isinstance(given, dict) else ()
        return {
            str(name): str(each.get("permalink") or "/:collection/:path:output_ext")
            for name, each in named
            if isinstance(each, dict) and each.get("output") and name != "posts"
        }

    def is_excluded(self, path: str) -> bool:
        """Tell whether a path is kept out of the site."""
        given = self.values.get("exclude")
        names = [str(each).strip("/") for each in given] if isinstance(given, list) else []
        return any(path == name or path.startswith(f"{name}/") for name in names)

    def with_defaults(self, front: Front, path: str, kind: str) -> Front:
        """Return front matter with what the defaults give a path, where it says nothing itself."""
        values, typed = dict(front.values), dict(front.typed)
        given = self.values.get("defaults")
        for each in reversed(given if isinstance(given, list) else []):
            scope, more = (each.get("scope"), each.get("values")) if isinstance(each, dict) else (None, None)
            if isinstance(scope, dict) and isinstance(more, dict) and _concerns(scope, path, kind):
                for key, value in more.items():
                    if key in _SHARED and key not in values and value is not None:
                        values[key] = value
                        typed[key] = _typed(value)
        return Front(values, typed, front.lines, front.body, front.body_line, front.written)


def read_config(folder: Folder) -> JekyllConfig:
    """Read the configuration; a site without one has Jekyll's defaults."""
    path = folder.first("_config.yml", "_config.yaml")
    return JekyllConfig(read_yaml(folder, "_config.yml" if path is None else path.name))


def read_yaml(folder: Folder, name: str) -> dict[str, Any]:
    """Return what a YAML file says; nothing where there is none."""
    path = folder.first(name)
    text = folder.text(path) if path else None
    if text is None:
        return {}
    root, problems = read_fields(as_lines(text), name)
    folder.site.problems += problems
    return root.value if root and isinstance(root.value, dict) else {}


def _concerns(scope: Mapping[str, Any], path: str, kind: str) -> bool:
    folder = str(scope.get("path") or "").strip("/")
    is_below = not folder or path == folder or path.startswith(f"{folder}/") or posixpath.dirname(path) == folder
    return is_below and scope.get("type") in (None, "", kind)


def _typed(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else () if isinstance(value, dict) else (str(value),)
