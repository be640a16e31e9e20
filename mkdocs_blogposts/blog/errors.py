"""What is wrong in the writer's sources: where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import IntEnum
from typing import Literal


class Severity(IntEnum):
    """How much a problem matters; errors and warnings fail a strict build, hints do not."""

    ERROR = 0
    """A post is left out, or a URL would be lost."""
    WARNING = 1
    """The reader gets something wrong."""
    HINT = 2
    """Something the writer may want to know."""


@dataclass(frozen=True)
class Slip:
    """What was written, and what was meant: enough to mend it."""

    kind: Literal["key", "term", "anchor"]
    written: str
    meant: str
    where: str = ""
    """The taxonomy of a term; the source of the page that an anchor is on."""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one source, with its remedy; problems sort by source and line."""

    source: str
    """Path of the file as the writer knows it (`src_uri` for pages)."""
    line: int
    """Line in the file, counted from 1; 0 when the whole file is meant."""
    fault: str
    """What is wrong, without a full stop."""
    remedy: str = ""
    """What to do, without a full stop."""
    severity: Severity = Severity.ERROR
    slip: Slip | None = field(default=None, compare=False)
    """Where it can be mended without asking what the writer meant."""

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}" if self.line else self.source
        return f"{place}: {self.fault}" + (f". {self.remedy}" if self.remedy else "")


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the valid name that `name` was probably meant to be, if any is near."""
    by_folded = {valid.casefold(): valid for valid in names}
    found = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.7)
    return by_folded[found[0]] if found else None


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return `Did you mean "x"?` for the nearest valid name, or nothing."""
    found = nearest(name, names)
    return f'Did you mean "{found}"?' if found else ""
