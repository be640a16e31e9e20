"""What a check found: our problems, and what others said, in one form and order."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..blog.errors import Problem, Severity
from .project import seen

if TYPE_CHECKING:
    from .building import Outcome

OURS = "blogposts"

_LINK = re.compile(r"Doc file '(?P<source>[^']+)' contains (?P<said>an? [\w ]*link '(?P<text>[^']+)'.*)", re.DOTALL)
_NAV = re.compile(r"A reference to '(?P<text>[^']+)' is included in the 'nav'")
_PROGRAMS = {"mkdocs": "MkDocs", "properdocs": "ProperDocs"}


@dataclass(frozen=True)
class Finding:
    """One fault, with the file that the reader of a report can open."""

    file: str
    """Relative to where the report is read; empty where nobody knows."""
    line: int
    """Counted from 1; 0 when the whole file is meant."""
    severity: Severity
    fault: str
    remedy: str = ""
    origin: str = OURS
    """Who says so: `blogposts`, `MkDocs`, `ProperDocs`, or another plugin."""

    @property
    def order(self) -> tuple[bool, str, int, Severity, str]:
        """Sorts findings by file and line; those without a file come last."""
        return (not self.file, self.file, self.line, self.severity, self.fault)


def findings(outcome: Outcome, start: Path) -> list[Finding]:
    """Return all that was found, each fault once, with paths as seen from a folder."""
    places = Places(outcome, start)
    ours = (places.of_problem(problem) for problem in outcome.problems)
    others = (places.of_remark(record) for record in outcome.remarks)
    return sorted({*ours, *others}, key=lambda finding: finding.order)


def count(found: Iterable[Finding]) -> dict[Severity, int]:
    """Return how many findings there are of each severity."""
    counts = Counter(finding.severity for finding in found)
    return {severity: counts[severity] for severity in Severity}


class Places:
    """Where the sources of a project lie, as seen from a folder."""

    def __init__(self, outcome: Outcome, start: Path) -> None:
        self.config_file = outcome.config_file
        self.docs = Path(outcome.config.docs_dir) if outcome.config else None
        self.start = start

    def of_problem(self, problem: Problem) -> Finding:
        """Find the file of a problem."""
        file = self.file(problem.source)
        return Finding(file, problem.line, problem.severity, problem.fault, problem.remedy)

    def of_remark(self, record: logging.LogRecord) -> Finding:
        """Find the place that a message of MkDocs is about, in its words."""
        said = record.getMessage().strip()
        severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
        file, line = "", 0
        if link := _LINK.fullmatch(said):
            path, said = self.path(link["source"]), link["said"]
            file, line = self.seen(path), _line_of(link["text"], path)
        elif entry := _NAV.match(said):
            file, line = self.seen(self.config_file), _line_of(entry["text"], self.config_file)
        return Finding(file, line, severity, said, origin=_origin(record.name))

    def file(self, source: str) -> str:
        """Return the file of a source; what a plugin made has none, and keeps its name."""
        path = self.path(source)
        return self.seen(path) if path.exists() else source

    def path(self, source: str) -> Path:
        """Return where a source lies, or would."""
        in_docs = self.docs / source if self.docs else Path(source)
        is_config = source == self.config_file.name and not in_docs.exists()
        return self.config_file if is_config else in_docs

    def seen(self, path: Path) -> str:
        """Return a path as seen from the folder."""
        return seen(path, self.start)


def _line_of(text: str, path: Path) -> int:
    """Return the first line that holds a text; 0 where none does."""
    if not path.is_file():  # made by a plugin
        return 0
    lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    return next((number for number, line in enumerate(lines, 1) if text in line), 0)


def _origin(logger: str) -> str:
    """Return who speaks through a logger: `mkdocs.plugins.macros`, `mkdocs.material.social`, `mkdocs.structure`."""
    program, _, rest = logger.partition(".")
    kind, _, name = rest.partition(".")
    return name.split(".")[0] if kind in ("plugins", "material") and name else _PROGRAMS.get(program, program)
