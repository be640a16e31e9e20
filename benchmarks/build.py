"""Measures what a blog adds to a build, against the same pages without one: `python -m benchmarks.build`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from .corpus import write

BLOG, PAGES, NO_LISTS, MATERIAL = "blogposts", "same pages", "no lists", "Material's blog"
PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-blogposts", "Markdown", "Jinja2")
EXTENSIONS: list[str | dict[str, Any]] = [
    "admonition",
    "attr_list",
    "footnotes",
    "tables",
    {"toc": {"permalink": True}},
    "pymdownx.highlight",
    "pymdownx.superfences",
]


@dataclass(frozen=True)
class Cost:
    """What one build took."""

    cpu: float
    """Seconds, user and system, of the build's process."""
    wall: float
    """Seconds."""
    memory: float
    """The peak, in MB."""


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
        plain = {"nav": ["index.md"], "not_in_nav": "/blog/\n/lists/\n"}
        self._configure(NO_LISTS, "docs", {}, **plain)
        self._configure(MATERIAL, "docs", {"material/blog": {}})
        for column in (BLOG, NO_LISTS):
            self.build(column)
        lists = self._count(BLOG) - self._count(NO_LISTS)
        shutil.copytree(self.folder / "docs", self.folder / "docs-and-lists")
        empty = self.folder / "docs-and-lists" / "lists"
        empty.mkdir()
        for number in range(lists):
            (empty / f"{number:05}.md").write_text(f"# List {number}\n", encoding="utf-8")
        # Every page holds the menu: that of the same pages has as many entries as the blog's.
        entries = self._menu(BLOG) - self._menu(NO_LISTS)
        menu = ["index.md", {"Lists": [f"lists/{number:05}.md" for number in range(entries)]}]
        self._configure(PAGES, "docs-and-lists", {}, **{**plain, "nav": menu if entries > 0 else plain["nav"]})
        return lists

    def _menu(self, column: str) -> int:
        """Count the entries of the menu on the home page."""
        html = (self.folder / f"site {column}" / "index.html").read_text(encoding="utf-8")
        return html.count('class="md-nav__item')

    def _configure(self, column: str, docs: str, plugins: Mapping[str, Any], **others: Any) -> None:
        config = {
            "site_name": "Benchmark",
            "site_url": "https://example.org/",
            "docs_dir": docs,
            "site_dir": f"site {column}",
            "theme": {"name": "material", "font": False},
            "plugins": [{"search": {}}, {"tags": {}}, *({name: options} for name, options in plugins.items())],
            "markdown_extensions": EXTENSIONS,
            **others,
        }
        text = yaml.safe_dump(config, sort_keys=False)
        (self.folder / f"{column}.yml").write_text(text, encoding="utf-8")

    def _count(self, column: str) -> int:
        return sum(1 for _ in (self.folder / f"site {column}").rglob("*.html"))

    def build(self, column: str) -> Cost:
        """Build in a process of its own, into an empty folder."""
        shutil.rmtree(self.folder / f"site {column}", ignore_errors=True)
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", f"{column}.yml"]
        with tempfile.TemporaryFile() as output:
            start = time.perf_counter()
            process = subprocess.Popen(command, cwd=self.folder, stdout=output, stderr=output)
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                output.seek(0)
                sys.exit(output.read().decode() + f"The build of {column!r} has failed.")
        unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes elsewhere
        return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)


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
    columns = [BLOG, PAGES]
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
