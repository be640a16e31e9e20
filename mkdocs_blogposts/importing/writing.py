"""Writes the new project: each file whole or not at all, none that is there already, and none outside its folder."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..blog.permalink import is_safe

AUTHORS_FILE, TERMS_FILE = ".authors.yml", ".taxonomies.yml"
"""The only files with a dot at their heads that are ever written."""


@dataclass
class Written:
    """What became of the files."""

    new: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    """What was there already, as it would be written."""
    kept: list[str] = field(default_factory=list)
    """What was there already and says something else; it stays."""
    refused: dict[str, str] = field(default_factory=dict)
    """What cannot be written, and why."""


def write_all(root: Path, files: Mapping[str, str | Path], dry_run: bool) -> Written:
    """Write texts, and copies of files, below a folder; with `dry_run` only say what would be written."""
    written = Written()
    for name, content in files.items():
        path = root / name
        if fault := _fault(root, name):
            written.refused[name] = fault
        elif path.exists():
            (written.same if _is_same(path, content) else written.kept).append(name)
        else:
            try:
                if not dry_run:
                    _write(path, content)
                written.new.append(name)
            except OSError as error:
                written.refused[name] = error.strerror or str(error)
    return written


def _fault(root: Path, name: str) -> str:
    path = root / name
    if not all((is_safe(part) and part) or part in (AUTHORS_FILE, TERMS_FILE) for part in name.split("/")):
        return "its name cannot be that of a file everywhere"
    if path.is_symlink() or not path.parent.resolve().is_relative_to(root.resolve()):
        return "a link there leads out of the folder"
    return ""


def _is_same(path: Path, content: str | Path) -> bool:
    if isinstance(content, Path):
        return filecmp.cmp(path, content, shallow=False)
    return path.is_file() and path.read_bytes() == content.encode()


def _write(path: Path, content: str | Path) -> None:
    """Write beside the place, then move there: what is found at the place is always whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name[:40]}.import.tmp")
    beside.unlink(missing_ok=True)  # left by a run that was interrupted; never written through, if it is a link
    if isinstance(content, Path):
        shutil.copyfile(content, beside)
    else:
        beside.write_bytes(content.encode())
    beside.replace(path)
