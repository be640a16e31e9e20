"""Measures what a blog adds to a build, against the same pages without one: `python -m benchmarks.build`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from .corpus import write
from .processes import Cost, run
from .sites import UNLISTED, add_lists, compare, configure, unlisted

BLOG, BARE, PAGES, NO_LISTS, MATERIAL = "blogposts", "posts and lists", "same pages", "no lists", "Material's blog"
WITHOUT: Mapping[str, Any] = {"feeds": False, "head": False, "related": False, "cache_dir": False}
"""Settings that leave of a blog what the same pages have, too: its posts and lists."""
PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-blogposts", "Markdown", "Jinja2")


@dataclass(frozen=True)
class Result:
    """All builds of one size."""

    posts: int
    lists: int
    """Pages that the blog adds to its posts."""
    costs: Mapping[str, Sequence[Cost]]
    """By column; the builds that stand at one place were made one after another."""

    def median(self, column: str) -> Cost:
        """Return the medians of one column."""
        costs = self.costs[column]
        return Cost(*(median(values) for values in zip(*map(astuple, costs), strict=True)))

    def ratio(self, column: str) -> float:
        """Return the median of the CPU time, pair by pair, over that of the same pages without a blog."""
        pairs = zip(self.costs[column], self.costs[PAGES], strict=True)
        return median(one.cpu / other.cpu for one, other in pairs)


class Site:
    """The sites of one size: one corpus, and a configuration for each column."""

    def __init__(self, folder: Path, posts: int, style: str) -> None:
        self.folder = folder
        self.posts = posts
        self.style = style
        """The blog's `list_style`."""
        write(folder / "docs", posts)

    def count_lists(self) -> int:
        """Build once with the blog and once with its posts alone, unmeasured, and compare how many pages they have."""
        self._configure(BLOG, "docs", {"blogposts": {"list_style": self.style}})
        self._configure(BARE, "docs", {"blogposts": {"list_style": self.style, **WITHOUT}})
        self._configure(NO_LISTS, "docs", {}, **UNLISTED)
        self._configure(MATERIAL, "docs", {"material/blog": {}})
        for column in (BLOG, NO_LISTS):
            self.build(column)
        extent = compare(self._built(BLOG), self._built(NO_LISTS))
        shutil.copytree(self.folder / "docs", self.folder / "docs-and-lists")
        add_lists(self.folder / "docs-and-lists", extent.lists)
        self._configure(PAGES, "docs-and-lists", {}, **unlisted(extent))
        return extent.lists

    def _configure(self, column: str, docs: str, plugins: Mapping[str, Any], **others: Any) -> None:
        built = {"docs_dir": docs, "site_dir": self._built(column).name}
        configure(self.folder / f"{column}.yml", {"tags": {}, **plugins}, **built, **others)

    def _built(self, column: str) -> Path:
        return self.folder / f"site {column}"

    def build(self, column: str) -> Cost:
        """Build into an empty folder, with nothing kept from the build before."""
        for kept in (self._built(column), self.folder / ".cache"):
            shutil.rmtree(kept, ignore_errors=True)
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", f"{column}.yml"]
        return run(command, self.folder)


def measure(posts: int, pairs: int, columns: Sequence[str], folder: Path, style: str) -> Result:
    """Build all columns in turn, as often as asked for."""
    site = Site(folder, posts, style)
    lists = site.count_lists()
    costs: dict[str, list[Cost]] = {column: [] for column in columns}
    for number in range(pairs):
        for column in columns:
            costs[column].append(site.build(column))
        taken = ", ".join(f"{column} {costs[column][-1].cpu:.1f} s" for column in columns)
        print(f"{posts} posts, {number + 1} of {pairs}: {taken}", file=sys.stderr)
    return Result(posts, lists, costs)


def table(results: Iterable[Result]) -> str:
    """Return the medians as a table."""
    rows = [("posts", "lists", "build", "CPU s", "ratio", "ms a post", "wall s", "MB")]
    for result in results:
        for column in result.costs:
            cost, ratio = result.median(column), f"{result.ratio(column):.2f}"
            figures = (f"{cost.cpu:.2f}", ratio, f"{1000 * cost.cpu / result.posts:.1f}", f"{cost.wall:.2f}")
            rows.append((f"{result.posts}", f"{result.lists}", column, *figures, f"{cost.memory:.0f}"))
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def as_json(results: Iterable[Result]) -> str:
    """Return every single build, and what it was made with."""
    sizes = [
        asdict(result) | {"ratio": {column: result.ratio(column) for column in result.costs}} for result in results
    ]
    machine = {"python": platform.python_version(), "system": platform.platform(), "cpus": os.cpu_count()}
    return json.dumps({**machine, "packages": {name: version(name) for name in PACKAGES}, "sizes": sizes}, indent=2)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__)
    parser.add_argument("--posts", type=int, default=500, help="posts of the blog (default: 500)")
    parser.add_argument("--pairs", type=int, default=5, help="builds of each kind, in turn (default: 5)")
    parser.add_argument("--grown", type=int, default=0, help="posts of a second, larger blog, e.g. 5000")
    parser.add_argument("--grown-pairs", type=int, default=1, help="builds of each kind of it (default: 1)")
    parser.add_argument("--style", default="auto", help="`list_style` of the blog (default: auto)")
    parser.add_argument("--with-material", action="store_true", help="measure the blog plugin of Material, too")
    parser.add_argument("--without-lists", action="store_true", help="measure the posts alone, too")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    parser.add_argument("--keep", type=Path, help="make the sites in this folder, and leave them there")
    arguments = parser.parse_args()
    columns = [BLOG, BARE, PAGES]
    columns += [NO_LISTS] if arguments.without_lists else []
    columns += [MATERIAL] if arguments.with_material else []
    wanted = [(arguments.posts, arguments.pairs), (arguments.grown, arguments.grown_pairs)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        results = [
            measure(posts, pairs, columns, folder / f"{posts}", arguments.style) for posts, pairs in wanted if posts
        ]
    print(table(results))
    if arguments.json:
        arguments.json.write_text(as_json(results) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
