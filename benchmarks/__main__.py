"""Measures our blog beside others and beside none: `python -m benchmarks`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from .figures import Figures, load, save
from .measuring import Bench
from .plot import draw
from .table import insert, picture, tables
from .tools import TOOLS, Tool

POSTS = (100, 1000, 5000)


def main(given: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for, and write it down."""
    arguments = _parser().parse_args(given)
    sizes, tools = arguments.posts or [], arguments.tools or []
    if arguments.source:
        figures = load(arguments.source)
    else:
        try:
            figures = measure(arguments, sizes or POSTS, tools or list(TOOLS))
        except KeyboardInterrupt:
            sys.exit("Stopped; what was measured is in --json's file, and --resume goes on from there.")
    report(figures, sizes, tools, arguments.table, arguments.plot)


def report(
    figures: Figures, sizes: Sequence[int], tools: Sequence[str], target: Path | None, plot: Path | None
) -> None:
    """Print the tables of these sizes and tools, and write them and the plot, which has all sizes."""
    text = tables(figures.only(sizes, tools))
    print(text)
    if plot:
        draw(figures.only([], tools), plot)
    if target:
        insert(f"{picture(plot, target)}\n\n{text}" if plot else text, target)


def measure(arguments: argparse.Namespace, sizes: Sequence[int], names: Sequence[str]) -> Figures:
    """Measure each size, the smallest first; figures are kept after each measurement."""
    target: Path | None = arguments.json
    figures = load(target) if arguments.resume and target and target.exists() else Figures(_machine())
    tools = _installed(figures, names)

    def keep() -> None:
        if target:
            save(figures, target)

    for posts in sorted(sizes):
        with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
            bench = Bench(Path(folder), posts, figures, keep)
            bench.measure(tools, arguments.builds, arguments.edits)
    return figures


def _installed(figures: Figures, names: Sequence[str]) -> Sequence[Tool]:
    """Return the tools that can be measured, and note their versions; tell which cannot."""
    found = []
    for name in TOOLS:
        if name not in names:
            continue
        if version := TOOLS[name].installed():
            figures.tools[name] = f"{TOOLS[name].title} ({version})"
            found.append(TOOLS[name])
        else:
            print(f"{TOOLS[name].title} is not installed, and left out.", file=sys.stderr)
    return found


def _machine() -> dict[str, str]:
    now = datetime.now().astimezone()
    return {
        "day": f"on {now:%Y-%m-%d}",
        "cpus": f"on {os.cpu_count()} cores",
        "python": f"with Python {platform.python_version()}",
        "system": f"on {platform.system()} ({platform.machine()})",
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--posts", type=int, action="append", help="posts of the blog; may be given several times (default: all sizes)")
    add("--tools", nargs="+", choices=TOOLS, metavar="TOOL", help=f"what is measured, of: {', '.join(TOOLS)}")
    add("--builds", type=int, default=3, help="builds of each kind, in turn (default: 3)")
    add("--edits", type=int, default=7, help="edits of each kind (default: 7)")
    add("--json", type=Path, help="write each single figure to this file, as soon as it is there")
    add("--resume", action="store_true", help="measure only what that file does not have yet")
    add(
        "--from", type=Path, dest="source", help="measure nothing: take the figures of this file, the tables of --posts"
    )
    add("--table", type=Path, help="write the tables to this file, or between two comments in it")
    add("--plot", type=Path, help="draw the figures into this SVG file")
    return parser


if __name__ == "__main__":
    main()
