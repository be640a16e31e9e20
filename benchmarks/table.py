"""Figures as Markdown tables."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import relpath, sep
from pathlib import Path

from .figures import BODY, BUILDS, COLD_BUILD, COLD_START, EDITS, NEW, STARTS, TITLE, WARM_BUILD, WARM_START, Figures
from .processes import Cost
from .tools import PAGES

BEGIN, END = "<!-- benchmarks -->", "<!-- /benchmarks -->"
"""What stands in a file around what is written into it."""
HEADS = (
    "",
    "first build, CPU s (wall s)",
    "to the same pages",
    "second build",
    "`serve` until the first page (CPU s)",
    "… again",
    "body saved → served (CPU s)",
    "title saved → on the front page",
    "new post → on the front page",
    "MB, build",
    "MB, `serve`",
)
"""The columns; those without a figure are left out."""


def tables(figures: Figures) -> str:
    """Return a table for each number of posts, and what there is to say about them."""
    parts = [f"**{posts:,} posts**\n\n{table(figures, posts)}" for posts in sorted(figures.costs)]
    parts += ["\n".join(f"- {what}: {fault}" for what, fault in figures.failures.items())]
    parts += [f"Medians, measured {', '.join(map(str, figures.machine.values()))}." if figures.machine else ""]
    return "\n\n".join(filter(None, parts))


def table(figures: Figures, posts: int) -> str:
    """Return the medians of one number of posts; each tool has a line."""
    rows = [_row(figures, posts, tool) for tool in figures.tools if figures.costs[posts].get(tool)]
    filled = [at for at, _ in enumerate(HEADS) if not at or any(row[at] for row in rows)]
    lines = [HEADS, ["---", *["--:"] * (len(HEADS) - 1)], *rows]
    return "\n".join("| " + " | ".join(line[at] for at in filled) + " |" for line in lines)


def _row(figures: Figures, posts: int, tool: str) -> Sequence[str]:
    def cpu_and_wall(what: str) -> str:
        cpu, wall = (figures.median(posts, tool, what, value) for value in (_cpu, _wall))
        return "" if cpu is None or wall is None else f"{digits(cpu)} ({digits(wall)})"

    def shown(what: str) -> str:
        cpu, wall = (figures.median(posts, tool, what, value) for value in (_cpu, _wall))
        return "" if cpu is None or wall is None else f"{seconds(wall)} ({digits(cpu)})"

    ratio = figures.ratio(posts, tool, PAGES, COLD_BUILD)
    return [
        figures.tools[tool],
        cpu_and_wall(COLD_BUILD),
        "" if ratio is None else f"× {ratio:.2f}",
        cpu_and_wall(WARM_BUILD),
        *map(shown, (COLD_START, WARM_START, BODY, TITLE, NEW)),
        *(megabytes(figures.peak(posts, tool, whats)) for whats in (BUILDS, (*STARTS, *EDITS))),
    ]


def _cpu(cost: Cost) -> float:
    return cost.cpu


def _wall(cost: Cost) -> float:
    return cost.wall


def digits(value: float) -> str:
    """Return a number with two digits that count, or all before the point."""
    if value < 0.995:
        return f"{value:.2f}"
    return f"{value:.1f}" if value < 9.95 else f"{value:,.0f}"


def seconds(value: float) -> str:
    """Return a time as it is read best, in ms where it is short."""
    return f"{1000 * value:.0f} ms" if value < 0.9995 else f"{digits(value)} s"


def megabytes(value: float | None) -> str:
    """Return an amount of memory; nothing for none."""
    return "" if value is None else f"{value:,.0f}"


def picture(plot: Path, target: Path) -> str:
    """Return the line that shows a plot in another file; the tables say the same in words."""
    return f"![How long builds and edits take, with each tool]({relpath(plot, target.parent).replace(sep, '/')})"


def insert(text: str, target: Path) -> None:
    """Write a file; where it has our two comments, only what is between them."""
    old = target.read_text(encoding="utf-8") if target.exists() else ""
    before, begin, rest = old.partition(f"{BEGIN}\n")
    _, end, after = rest.partition(END)
    new = f"{before}{begin}\n{text}\n\n{end}{after}" if begin and end else f"{text}\n"
    target.write_text(new, encoding="utf-8")
