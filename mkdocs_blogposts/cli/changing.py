"""Changes of several files that happen all together, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from ..blog.errors import Problem
from ..blog.frontmatter import decode
from ..notebooks import SUFFIX
from .project import seen
from .refusing import Refused

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@dataclass
class Changes:
    """New texts for files, and new names for files or folders."""

    start: Path
    """The folder that the writer works in, from which paths are seen."""
    texts: dict[Path, tuple[str, str]] = field(default_factory=dict)
    """The text before and after, byte order mark and line endings included."""
    moves: dict[Path, Path] = field(default_factory=dict)

    def add(self, path: Path, before: str, after: str) -> None:
        """Add a new text, if it is one."""
        if before != after:
            self.texts[path] = (before, after)

    def check(self) -> None:
        """Raise `Refused` where a new name is taken."""
        for old, new in self.moves.items():
            if new.exists() and not new.samefile(old):  # one file, where names differ only in case
                raise Refused(f"{seen(new, self.start)} is there already", "Choose another title")

    def apply(self) -> None:
        """Change everything; where one change fails, those before it are taken back.

        Every file is the old or the new one at any moment. Names come last: where the power fails between two
        changes, the same command finds the post under its old name again, and makes the rest of them.
        """
        self.check()
        with ExitStack() as leftovers, ExitStack() as undo:
            for path, old, new in [self._prepare(path, leftovers) for path in self.texts]:
                undo.callback(old.replace, path)
                new.replace(path)
            for before, after in self.moves.items():
                before.rename(after)
                undo.callback(after.rename, before)
            undo.pop_all()

    def _prepare(self, path: Path, leftovers: ExitStack) -> tuple[Path, Path, Path]:
        """Write old and new text beside a file; return where it lies, and where they do."""
        real = path.resolve()
        old, new = self._beside(real, leftovers), self._beside(real, leftovers)
        for each in (old, new):
            shutil.copy2(real, each)
        new.write_bytes(self.texts[path][1].encode())
        return real, old, new

    def _beside(self, path: Path, leftovers: ExitStack) -> Path:
        # The writing loop passes over such names.
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp", delete=False) as file:
            leftovers.callback(self._discard, Path(file.name))
            return Path(file.name)

    def _discard(self, leftover: Path) -> None:
        """Delete a file, also where its folder has moved."""
        leftover.unlink(missing_ok=True)
        for before, after in self.moves.items():
            if leftover.parent.is_relative_to(before.resolve()):
                (after / leftover.relative_to(before.resolve())).unlink(missing_ok=True)

    def diff(self) -> Iterator[str]:
        """Return lines that show what would change."""
        for old, new in self.moves.items():
            yield f"rename {seen(old, self.start)} → {seen(new, self.start)}"
        for path, texts in self.texts.items():
            before, after = (text.removeprefix("\ufeff").splitlines() for text in texts)
            name = seen(path, self.start)
            lines = unified_diff(before, after, name, name, lineterm="", n=1)
            yield from (click.style(line, fg=_COLOURS.get(line[:1])) for line in lines)


def text_of(path: Path, shown: str) -> str:
    """Return the text of a file with all its bytes; raises `Refused` where it is none that can be edited."""
    data = path.read_bytes()
    _, problem = decode(data, shown)
    if problem:
        raise _refused(problem)
    if path.suffix == SUFFIX:
        raise Refused(f"{shown} is a notebook", "Change its first cell in your editor for notebooks")
    return data.decode()


def _refused(problem: Problem) -> Refused:
    place = f"{problem.source}:{problem.line}" if problem.line else problem.source
    return Refused(f"{place}: {problem.fault}", problem.remedy)
