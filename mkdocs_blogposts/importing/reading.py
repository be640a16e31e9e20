"""Reads the sources of another blog: only files inside its folder, and everything that cannot be read is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..blog.errors import Severity
from ..blog.frontmatter import decode
from .old_site import OldSite


@dataclass
class Folder:
    """The folder of the old site."""

    root: Path
    site: OldSite
    without: tuple[Path, ...] = ()
    """Folders in it that belong to the new site."""

    def walk(self, below: str = "") -> Iterator[Path]:
        """Yield all files below a folder, sorted, hidden ones and links that lead out left out."""
        start = self.root / below
        if not start.is_dir():
            return
        for path in sorted(start.iterdir(), key=lambda path: path.name):
            if path.name.startswith(".") or not self.is_inside(path) or path in self.without:
                continue
            if path.is_dir() and not path.is_symlink():
                yield from self.walk(self.name(path))
            elif path.is_file():
                yield path
            else:
                self.site.report(self.name(path), 0, "a link to a folder, or to nothing", "Copy what it leads to")

    def is_inside(self, path: Path) -> bool:
        """Tell whether a file lies in the folder, links followed; report one that does not."""
        try:
            inside = path.resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):  # links in a circle
            inside = False
        if not inside:
            self.site.report(self.name(path), 0, "a link that leads out of the folder", "Copy what it leads to")
        return inside

    def name(self, path: Path) -> str:
        """Return a path as messages name it: from the folder of the old site."""
        return path.relative_to(self.root).as_posix()

    def text(self, path: Path) -> str | None:
        """Return the text of a file; None, and a problem, where there is none."""
        try:
            text, problem = decode(path.read_bytes(), self.name(path))
        except OSError as error:
            self.site.report(self.name(path), 0, f"cannot be read: {error.strerror}", "", Severity.ERROR)
            return None
        self.site.problems += [problem] if problem else []
        return text

    def begins(self, path: Path, mark: bytes) -> bool:
        """Tell whether a file begins with these bytes, but for a byte order mark."""
        try:
            with path.open("rb") as file:
                return file.read(len(mark) + 3).removeprefix(b"\xef\xbb\xbf").startswith(mark)
        except OSError:
            return False

    def first(self, *names: str) -> Path | None:
        """Return the first of these files that is there."""
        found = (self.root / name for name in names)
        return next((path for path in found if path.is_file() and self.is_inside(path)), None)
