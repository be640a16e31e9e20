"""Measures how soon a served site shows what is written: `python -m benchmarks.serving`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from .build import MATERIAL, PACKAGES, PAGES
from .corpus import Entry, Writer, day_of, write
from .processes import Failure
from .sites import UNLISTED, add_lists, configure

INTERVAL = 0.002
"""Seconds between an answer that is not yet the wanted one and the next request."""
IDLE = 5.0
"""Seconds over which a server that nobody asks for anything is watched."""
RESTLESS = 20.0
"""Seconds after which a server is taken as it is: one that polls for changes never rests."""
PATIENCE = 1800.0
"""Seconds after which a server is given up."""
FRONT = "/blog/"
SETTLED, BUILT = "Settled:", "Documentation built in"
BODY, TITLE, NEW = "body", "title", "new post"


@dataclass(frozen=True)
class Edit:
    """What came of one edit; seconds from the moment the file was written."""

    shown: float
    """Until a request was answered with the new text."""
    settled: float
    """Until the server had nothing left to do."""
    cpu: float
    """Of the server, from before the edit until it had settled; answering requests included."""


@dataclass
class Result:
    """One server, from its start to its end."""

    start: float
    """Seconds from starting the process to the first page."""
    memory: float
    """MB, the peak until the first page was served."""
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    """By what was edited."""
    idle: float = 0
    """CPU seconds in each second in which nothing happens."""
    peak: float = 0
    """MB, in all."""
    resting: float = 0
    """MB, once everything had settled after the start."""
    grown: float = 0
    """MB by which that grew with all edits."""
    outputs: int = 0
    """Pages that were served after the start."""

    def shown(self, kind: str) -> float | None:
        """Return the median time until an edit of this kind was shown."""
        return median(edit.shown for edit in self.edits[kind]) if self.edits.get(kind) else None

    def settled(self) -> float | None:
        """Return the median time until the server had nothing left to do, of all edits."""
        times = [edit.settled for edits in self.edits.values() for edit in edits]
        return median(times) if times else None


class Server:
    """A `mkdocs serve` in a process of its own."""

    def __init__(self, process: subprocess.Popen[str], port: int, done: str) -> None:
        self.process = process
        self.port = port
        self.done = done
        """What the server says when it has nothing left to do."""
        self.lines: list[tuple[float, str]] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append((time.perf_counter(), line))

    def get(self, path: str) -> str:
        """Return a page; empty when there is none, or nobody answers yet."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.read().decode() if answer.status == 200 else ""
        except (OSError, HTTPException):
            return ""
        finally:
            connection.close()

    def wait_until(self, path: str, words: str, interval: float = INTERVAL) -> float:
        """Ask for a page until it has these words; return when the answer was there."""
        end = time.perf_counter() + PATIENCE
        while words not in self.get(path):
            self._check(end, f"{path} never showed {words!r}")
            time.sleep(interval)
        return time.perf_counter()

    def wait_for_log(self, words: str, since: int) -> float:
        """Wait until the server says these words after its first `since` lines; return when it did."""
        end = time.perf_counter() + PATIENCE
        while True:
            for moment, line in self.lines[since:]:
                if words in line:
                    return moment
            self._check(end, f"never said {words!r}")
            time.sleep(0.01)

    def _check(self, end: float, fault: str) -> None:
        if self.process.poll() is not None or time.perf_counter() > end:
            raise Failure("".join(line for _, line in self.lines[-40:]) + f"The server: {fault}")

    def edit(self, target: Path, text: str, path: str, words: str) -> Edit:
        """Write a file, wait until a page shows these words, and until the server has settled."""
        since, cpu = len(self.lines), self.cpu()
        target.write_text(text, encoding="utf-8", newline="\n")
        start = time.perf_counter()
        shown = self.wait_until(path, words)
        settled = self.wait_for_log(self.done, since)
        used = self.cpu() - cpu
        time.sleep(0.3)
        return Edit(shown - start, max(settled, shown) - start, used)

    def cpu(self) -> float:
        """Return the CPU seconds used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak(self) -> float:
        """Return the most memory used so far, in MB."""
        return self._status("VmHWM")

    def memory(self) -> float:
        """Return the memory used now, in MB."""
        return self._status("VmRSS")

    def _status(self, name: str) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(name)) / 1e3

    def rest(self) -> None:
        """Wait until the server uses no time for two seconds: what begins with serving is no part of the first edit."""
        end = time.perf_counter() + RESTLESS
        while self.process.poll() is None and time.perf_counter() < end:
            before = self.cpu()
            time.sleep(2)
            if self.cpu() - before < 0.1:
                return

    def idle(self) -> float:
        """Return the share of one CPU that the server uses while nothing happens."""
        before = self.cpu()
        time.sleep(IDLE)
        return (self.cpu() - before) / IDLE


class Site:
    """One corpus with one configuration; each server gets a fresh one, as edits change it."""

    def __init__(self, folder: Path, posts: int, theme: str) -> None:
        self.folder = folder
        self.docs = folder / "docs"
        self.temp = folder / "served"
        self.posts = posts
        self.theme = theme
        write(self.docs, posts)
        self.temp.mkdir()

    def configure(self, plugins: Mapping[str, Any], **others: Any) -> None:
        """Write the configuration."""
        configure(self.folder / "mkdocs.yml", plugins, self.theme, **others)

    @contextmanager
    def serve(self, done: str) -> Iterator[tuple[Server, Result]]:
        """Serve the site, once its first page is there."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", "--livereload"]
        environment = {**os.environ, "TMPDIR": str(self.temp), "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        try:
            server = Server(process, port, done)
            ready = server.wait_until("/", "A site with a blog", 0.02)
            result = Result(ready - start, server.peak(), outputs=sum(1 for _ in self.temp.rglob("index.html")))
            server.rest()
            result.resting = server.memory()
            yield server, result
            result.peak, result.grown = server.peak(), server.memory() - result.resting
        finally:
            process.terminate()
            process.wait()

    def newest(self, number: int) -> list[Path]:
        """Return the files of the newest posts, the newest first."""
        entries = [Entry(at, day_of(at, self.posts), at % 2 == 1) for at in range(self.posts)]
        return [self.docs / "blog" / "posts" / entry.path for entry in entries[::-1][:number]]


def edit_bodies(server: Server, site: Site, edits: int) -> Iterator[Edit]:
    """Append a paragraph to the newest posts in turn, and look at each one's own page."""
    urls = _urls(server)
    targets = site.newest(5)
    for number in range(edits):
        target = targets[number % len(targets)]
        text = target.read_text(encoding="utf-8")
        words = f"Body number {number} is here."
        yield server.edit(target, f"{text}\n{words}\n", f"/{urls[_title(text)]}", words)


def edit_titles(server: Server, site: Site, edits: int) -> Iterator[Edit]:
    """Change the titles of the newest posts in turn, and look at the front page."""
    targets = site.newest(5)
    for number in range(edits):
        target = targets[number % len(targets)]
        text = target.read_text(encoding="utf-8")
        words = f"Title number {number} is here"
        yield server.edit(target, text.replace(f"# {_title(text)}", f"# {words}", 1), FRONT, words)


def add_posts(server: Server, site: Site, edits: int) -> Iterator[Edit]:
    """Add posts newer than all others, all on one day, as the first of a year has a menu to change.

    Looks at the front page.
    """
    entries = [Entry(at, day_of(at, site.posts), at % 2 == 1) for at in range(site.posts)]
    day = entries[-1].day + timedelta(days=1)
    for number in range(edits):
        entry = Entry(site.posts + number, day, False)
        words = f"Post number {number} is here"
        moment = f"{day} {10 + number // 60}:{number % 60:02}:00"
        text = Writer(entry, entries, 1).text().replace(f"date: {day}", f"date: {moment}", 1)
        target = site.docs / "blog" / "posts" / entry.path
        target.parent.mkdir(exist_ok=True)
        yield server.edit(target, text.replace(f"# {_title(text)}", f"# {words}", 1), FRONT, words)


KINDS: Mapping[str, Callable[[Server, Site, int], Iterator[Edit]]] = {
    BODY: edit_bodies,
    TITLE: edit_titles,
    NEW: add_posts,
}


def _title(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("# "))[2:]


def _urls(server: Server) -> dict[str, str]:
    """Return the URL of each page, by its title: as search knows them."""
    entries = json.loads(server.get("/search/search_index.json"))["docs"]
    return {entry["title"]: entry["location"] for entry in entries if "#" not in entry["location"]}


def measure(site: Site, name: str, edits: int, done: str, kinds: Collection[str] = KINDS) -> Result:
    """Serve a site, edit it, and stop."""
    with site.serve(done) as (server, result):
        print(f"{name}: served after {result.start:.1f} s", file=sys.stderr)
        for kind in kinds:
            result.edits[kind] = list(KINDS[kind](server, site, edits))
            times = ", ".join(f"{1000 * edit.shown:.0f}" for edit in result.edits[kind])
            print(f"{name}: {kind}: {times} ms", file=sys.stderr)
        server.rest()
        result.idle = server.idle()
    return result


def measure_all(folder: Path, arguments: argparse.Namespace) -> dict[str, Result]:
    """Serve the same pages by all that was asked for, one after another."""
    posts, theme, results = arguments.posts, arguments.theme, dict[str, Result]()

    def fresh(name: str) -> Site:
        return Site(folder / name, posts, theme)

    for style in arguments.list_style:
        name = f"blogposts, {style}"
        site = fresh(name)
        site.configure({"blogposts": {"list_style": style}})
        results[name] = measure(site, name, arguments.edits, SETTLED)
    if arguments.with_material:
        site = fresh(MATERIAL)
        site.configure({"material/blog": {}, "material/tags": {}})
        results[MATERIAL] = measure(site, MATERIAL, arguments.material_edits, BUILT)
    if not arguments.without_pages:
        site = fresh(PAGES)
        add_lists(site.docs, max(result.outputs for result in results.values()) - posts - 1)
        site.configure({}, **UNLISTED)
        results[PAGES] = measure(site, PAGES, 1, BUILT, [BODY])
    return results


def table(posts: int, results: Mapping[str, Result]) -> str:
    """Return the medians as a table."""
    heads = ("posts", "served", "start s", *(f"{kind} ms" for kind in KINDS), "settled s", "idle CPU %")
    rows = [(*heads, "MB at start", "MB peak", "MB at rest", "MB grown")]
    for name, result in results.items():
        shown = (_number(result.shown(kind), 1000, 0) for kind in KINDS)
        times = (f"{result.start:.1f}", *shown, _number(result.settled(), 1, 2), f"{100 * result.idle:.1f}")
        sizes = (result.memory, result.peak, result.resting, result.grown)
        rows.append((f"{posts}", name, *times, *(f"{size:.0f}" for size in sizes)))
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _number(value: float | None, unit: float, digits: int) -> str:
    return "" if value is None else f"{unit * value:.{digits}f}"


def as_json(posts: int, results: Mapping[str, Result]) -> str:
    """Return every single edit, and what it was made with."""
    machine = {"python": platform.python_version(), "system": platform.platform(), "cpus": os.cpu_count()}
    servers = {name: asdict(result) for name, result in results.items()}
    packages = {name: version(name) for name in PACKAGES}
    return json.dumps({**machine, "packages": packages, "posts": posts, "servers": servers}, indent=2)


def main(given: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("--posts", type=int, default=1000, help="posts of the blog (default: 1000)")
    parser.add_argument("--edits", type=int, default=7, help="edits of each kind (default: 7)")
    parser.add_argument("--theme", default="material", help="the theme of all sites (default: material)")
    parser.add_argument(
        "--list-style", action="append", default=[], help="may be given several times (default: auto)", metavar="STYLE"
    )
    parser.add_argument("--with-material", action="store_true", help="measure the blog plugin of Material, too")
    parser.add_argument("--material-edits", type=int, default=2, help="edits of each kind of it (default: 2)")
    parser.add_argument("--without-pages", action="store_true", help="do not serve the same pages without a blog")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    arguments = parser.parse_args(given)
    arguments.list_style = arguments.list_style or ["auto"]
    with tempfile.TemporaryDirectory() as temporary:
        results = measure_all(Path(temporary), arguments)
    print(table(arguments.posts, results))
    if arguments.json:
        arguments.json.write_text(as_json(arguments.posts, results) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
