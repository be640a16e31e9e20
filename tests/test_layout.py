"""The package's modules lean on each other one way only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

import pytest

import mkdocs_blogposts

ROOT = Path(mkdocs_blogposts.__file__).parent


def modules() -> dict[str, Path]:
    paths = {path.relative_to(ROOT.parent).with_suffix("").as_posix(): path for path in ROOT.rglob("*.py")}
    return {name.removesuffix("/__init__").replace("/", "."): path for name, path in paths.items()}


def imports(name: str, path: Path, known: set[str]) -> Iterator[str]:
    """Name what a module imports of the package, also for types only, or late."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            source = resolve_name("." * node.level + (node.module or ""), package)
            found = {f"{source}.{each.name}" for each in node.names} & known or {source} & known
            yield from found - {name}


def test_no_modules_import_each_other_in_a_circle() -> None:
    known = modules()
    leans_on = {name: {*imports(name, path, {*known})} for name, path in known.items()}
    assert "mkdocs_blogposts.building" in leans_on["mkdocs_blogposts.plugin"]
    try:
        TopologicalSorter(leans_on).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_the_model_leans_on_nothing_outside_itself() -> None:
    known = modules()
    model = {name: path for name, path in known.items() if name.startswith("mkdocs_blogposts.blog")}
    outside = {name: {*imports(name, path, {*known})} - model.keys() for name, path in model.items()}
    assert {name: found for name, found in outside.items() if found} == {}
