"""Measures what feeds, heads and Markdown add to a build of the same blog: `python -m benchmarks.capabilities`."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .corpus import write
from .processes import run
from .sites import configure


@dataclass(frozen=True)
class Capability:
    """Something that a blog may have, and the same blog without it; both have the same pages."""

    name: str
    on: Mapping[str, Any]
    off: Mapping[str, Any]


BARE: Mapping[str, Any] = {"feeds": False, "head": False}
EVERY_LIST: Mapping[str, Any] = {"feeds": {"lists": True}, "head": False}
CAPABILITIES = (
    Capability("feeds of the blog", {"head": False}, BARE),
    Capability("feeds of every list", EVERY_LIST, BARE),
    Capability("heads", {"feeds": False}, BARE),
    Capability(
        "Markdown, llms.txt", {**EVERY_LIST, "feeds": {"lists": True, "markdown": True, "llms": True}}, EVERY_LIST
    ),
)


class Builds:
    """Builds of one corpus, each with settings of its own and nothing kept from the one before."""

    def __init__(self, folder: Path, posts: int) -> None:
        self.folder = folder
        write(folder / "docs", posts)

    def cpu(self, settings: Mapping[str, Any]) -> float:
        """Return the CPU seconds of one build."""
        for kept in ("site", ".cache"):
            shutil.rmtree(self.folder / kept, ignore_errors=True)
        configure(self.folder / "mkdocs.yml", {"blogposts": settings})
        return run([sys.executable, "-m", "mkdocs", "build", "--quiet"], self.folder).cpu


def measure(builds: Builds, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Build in turn with and without each capability; return the CPU seconds of each pair."""
    found: dict[str, list[tuple[float, float]]] = {each.name: [] for each in CAPABILITIES}
    kinds = list({repr(each): each for one in CAPABILITIES for each in (one.off, one.on)}.values())
    for number in range(rounds):
        taken = {repr(settings): builds.cpu(settings) for settings in kinds}
        for each in CAPABILITIES:
            found[each.name].append((taken[repr(each.on)], taken[repr(each.off)]))
        said = ", ".join(f"{cpu:.2f}" for cpu in taken.values())
        print(f"round {number + 1} of {rounds}: {said} s", file=sys.stderr)
    return found


def table(found: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Return the least that builds took with and without: what disturbs one on a shared machine only adds to it."""
    lines = [f"{'capability':20}  with s  without s  share of the build"]
    for name, pairs in found.items():
        on, off = (min(each) for each in zip(*pairs, strict=True))
        lines.append(f"{name:20}  {on:6.2f}  {off:9.2f}  {(on - off) / on:17.1%}")
    return "\n".join(lines)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.capabilities", description=__doc__)
    parser.add_argument("--posts", type=int, default=1000, help="posts of the blog (default: 1000)")
    parser.add_argument("--rounds", type=int, default=5, help="builds of each kind, in turn (default: 5)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(table(measure(Builds(Path(folder), arguments.posts), arguments.rounds)))


if __name__ == "__main__":
    main()
