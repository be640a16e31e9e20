"""What was measured: every single figure, kept in a file after each of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from .processes import Cost

COLD_BUILD, WARM_BUILD = "cold build", "warm build"
COLD_START, WARM_START = "cold start", "warm start"
BODY, TITLE, NEW = "body", "title", "new post"
BUILDS, STARTS, EDITS = (COLD_BUILD, WARM_BUILD), (COLD_START, WARM_START), (BODY, TITLE, NEW)


@dataclass
class Figures:
    """All figures of all sizes and tools."""

    machine: Mapping[str, Any] = field(default_factory=dict)
    """Where they were measured."""
    tools: dict[str, str] = field(default_factory=dict)
    """By name: what each tool is called, with its version."""
    failures: dict[str, str] = field(default_factory=dict)
    """What could not be measured, and why."""
    costs: dict[int, dict[str, dict[str, list[Cost]]]] = field(default_factory=dict)
    """By number of posts, tool, and what was done."""

    def of(self, posts: int, tool: str, what: str) -> Sequence[Cost]:
        """Return all figures of one kind, in the order they were measured in."""
        return self.costs.get(posts, {}).get(tool, {}).get(what, [])

    def add(self, posts: int, tool: str, what: str, cost: Cost) -> None:
        """Add one figure."""
        self.costs.setdefault(posts, {}).setdefault(tool, {}).setdefault(what, []).append(cost)

    def median(self, posts: int, tool: str, what: str, value: Callable[[Cost], float]) -> float | None:
        """Return the median of one kind, if any of it was measured."""
        costs = self.of(posts, tool, what)
        return median(map(value, costs)) if costs else None

    def ratio(self, posts: int, tool: str, other: str, what: str) -> float | None:
        """Return the median of one tool's CPU time over another's, pair by pair, as they took turns."""
        pairs = zip(self.of(posts, tool, what), self.of(posts, other, what), strict=False)
        ratios = [one.cpu / two.cpu for one, two in pairs if two.cpu]
        return median(ratios) if ratios else None

    def peak(self, posts: int, tool: str, whats: Iterable[str]) -> float | None:
        """Return the most memory of some kinds, in MB."""
        costs = [cost.memory for what in whats for cost in self.of(posts, tool, what)]
        return max(costs, default=None)

    def only(self, posts: Sequence[int], tools: Sequence[str]) -> Figures:
        """Return the figures of these sizes and tools; an empty list stands for all."""
        costs = {
            size: {tool: whats for tool, whats in by_tool.items() if not tools or tool in tools}
            for size, by_tool in self.costs.items()
            if not posts or size in posts
        }
        names = {tool: title for tool, title in self.tools.items() if not tools or tool in tools}
        return Figures(self.machine, names, self.failures, costs)


def load(source: Path) -> Figures:
    """Read figures from a file."""
    data = json.loads(source.read_text(encoding="utf-8"))
    costs = {
        int(posts): {
            tool: {what: [Cost(**cost) for cost in costs] for what, costs in whats.items()}
            for tool, whats in by_tool.items()
        }
        for posts, by_tool in data["costs"].items()
    }
    return Figures(data["machine"], data["tools"], data["failures"], costs)


def save(figures: Figures, target: Path) -> None:
    """Write figures to a file, which is whole at every moment."""
    written = target.with_name(f"{target.name}.new")
    written.write_text(json.dumps(_rounded(asdict(figures)), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    written.replace(target)


def _rounded(value: Any) -> Any:
    """Leave no digits that were not measured."""
    match value:
        case dict():
            return {key: _rounded(each) for key, each in value.items()}
        case list() | tuple():
            return [_rounded(each) for each in value]
        case float():
            return round(value, 4)
    return value
