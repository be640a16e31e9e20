"""Writes new files that are there as a whole, or not at all."""

from __future__ import annotations

from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a new file, with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.tmp")  # the writing loop passes over such names
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.rename(path)
