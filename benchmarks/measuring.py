"""Builds and serves the sites of all tools, and measures them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from .corpus import Entry, Writer, day_of, write
from .figures import BODY, BUILDS, COLD_BUILD, COLD_START, EDITS, NEW, STARTS, TITLE, Figures
from .processes import Cost, Failure, Group, run
from .serving import Server
from .sites import Extent, clear, compare, configure
from .tools import ADDRESS, BLOG, PAGES, PORT, TOOLS, Tool

ENOUGH = 60.0
"""Seconds: what took longer so far, all of one kind and tool, is not measured once more."""
NEWEST = 5
"""Posts that are edited in turn."""


class Bench:
    """All measurements of one size."""

    def __init__(self, folder: Path, posts: int, figures: Figures, save: Callable[[], None]) -> None:
        self.folder = folder
        self.posts = posts
        self.figures = figures
        self.save = save
        """Called after each figure."""
        self.corpus = folder / "corpus"
        self._extent: Extent | None = None
        write(self.corpus, posts)

    def measure(self, tools: Sequence[Tool], builds: int, edits: int) -> None:
        """Measure what is still missing: the builds in turn, then each tool's server."""
        for _ in range(builds):
            for tool in tools:
                if self._missing(tool, COLD_BUILD, builds):
                    self._attempt(tool, self._build)
        for tool in tools:
            wanted = {**dict.fromkeys(STARTS, 1), **dict.fromkeys(EDITS if tool.front else (BODY,), edits)}
            if any(self._missing(tool, what, number) for what, number in wanted.items()):
                self._attempt(tool, partial(self._serve, wanted=wanted))
            shutil.rmtree(self.folder / tool.name, ignore_errors=True)

    def _missing(self, tool: Tool, what: str, wanted: int) -> bool:
        costs = self.figures.of(self.posts, tool.name, what)
        return len(costs) < wanted and sum(cost.wall for cost in costs) < ENOUGH

    def _attempt(self, tool: Tool, measure: Callable[[Tool], None]) -> None:
        """Measure one tool; what fails is noted, and does not stop the others."""
        what = f"{tool.title}, {self.posts:,} posts"
        try:
            measure(tool)
        except Failure as failure:
            print(f"{what}: {failure}", file=sys.stderr)
            self.figures.failures[what] = str(failure).splitlines()[-1]
            self.save()
        else:
            self.figures.failures.pop(what, None)

    def _keep(self, tool: Tool, what: str, cost: Cost) -> None:
        self.figures.add(self.posts, tool.name, what, cost)
        self.save()
        told = f"{cost.wall:8.2f} s, {cost.cpu:8.2f} s CPU, {cost.memory:6.0f} MB"
        print(f"{self.posts:>6} posts  {tool.title:<22} {what:<10} {told}", file=sys.stderr, flush=True)

    def _site(self, tool: Tool, *, fresh: bool) -> Path:
        """Return the folder of a tool's site, written when it is not there or shall be a new one."""
        site = self.folder / tool.name
        if fresh:
            shutil.rmtree(site, ignore_errors=True)
        if not site.exists():
            site.mkdir(parents=True)
            tool.write(self.corpus, site, self.extent() if tool.name == PAGES else Extent(0, 0))
        return site

    def extent(self) -> Extent:
        """Build our blog, and a site with nothing but its home page, to see how much the blog adds; once."""
        if self._extent is None:
            site, plain = self._site(TOOLS[BLOG], fresh=True), self.folder / "plain"
            (plain / "docs").mkdir(parents=True)
            shutil.copy(self.corpus / "index.md", plain / "docs")
            configure(plain / "mkdocs.yml", {})
            for folder in (site, plain):
                run(TOOLS[BLOG].build, folder, environment(folder))
            self._extent = compare(site / "site", plain / "site", self.posts)
        return self._extent

    def _build(self, tool: Tool) -> None:
        """Build twice: with nothing kept, and then with what the first build has left."""
        site = self._site(tool, fresh=False)
        clear(site)
        for what in BUILDS:
            self._keep(tool, what, run(tool.build, site, environment(site)))

    def _serve(self, tool: Tool, wanted: Mapping[str, int]) -> None:
        """Start the server twice, as above, and edit posts while the second one runs."""
        site = self._site(tool, fresh=True)
        writer = Posts(tool, site, self.posts)
        with served(tool, site, writer.first()) as (_, _, start):
            if self._missing(tool, COLD_START, 1):
                self._keep(tool, COLD_START, start)
        with served(tool, site, writer.first()) as (server, group, start):
            if self._missing(tool, STARTS[1], 1):
                self._keep(tool, STARTS[1], start)
            urls = post_urls(server.get("/sitemap.xml"))
            for what in EDITS:
                edits = writer.edits(what, urls)
                while self._missing(tool, what, wanted.get(what, 0)):
                    self._keep(tool, what, edit(server, group, *next(edits)))


class Posts:
    """The posts of one site, as they are edited: an edit is the file, its new text, a page, and what it shows then."""

    def __init__(self, tool: Tool, site: Path, posts: int) -> None:
        self.tool = tool
        self.folder = site / tool.posts
        self.entries = [Entry(number, day_of(number, posts), number % 2 == 1) for number in range(posts)]
        self.newest = self.entries[: -NEWEST - 1 : -1]
        self.texts = {entry: Writer(entry, self.entries, 1).text() for entry in self.newest}

    def first(self) -> tuple[str, str]:
        """Return the page that is waited for at the start, and what it shows."""
        if not self.tool.front:
            return "/", "A site with a blog"
        return self.tool.front, title_of(self.texts[self.newest[0]])

    def edits(self, what: str, urls: Mapping[int, str]) -> Iterator[tuple[Path, str, str, str]]:
        """Yield edits without end."""
        edits = {BODY: lambda: self._bodies(urls), TITLE: self._titles, NEW: self._new}
        return edits[what]()

    def _bodies(self, urls: Mapping[int, str]) -> Iterator[tuple[Path, str, str, str]]:
        for number, entry in self._turns():
            words = f"Body number {number} is here."
            yield self._change(entry, f"{self.texts[entry]}\n{words}\n", urls[entry.number], words)

    def _titles(self) -> Iterator[tuple[Path, str, str, str]]:
        for number, entry in self._turns():
            words = f"Title number {number} is here"
            yield self._change(entry, _titled(self.texts[entry], words), self.tool.front or "/", words)

    def _new(self) -> Iterator[tuple[Path, str, str, str]]:
        """Yield posts newer than all others, all of one day, as the first of a year has a menu to change."""
        day = self.entries[-1].day + timedelta(days=1)
        for number in range(1000):
            entry = Entry(len(self.entries) + number, day, False)
            words = f"Post number {number} is here"
            text = Writer(entry, self.entries, 1).text().replace(f"date: {day}", f"date: {day} {_time(number)}", 1)
            yield self._change(entry, _titled(text, words), self.tool.front or "/", words)

    def _turns(self) -> Iterator[tuple[int, Entry]]:
        number = 0
        while True:
            yield number, self.newest[number % len(self.newest)]
            number += 1

    def _change(self, entry: Entry, text: str, path: str, words: str) -> tuple[Path, str, str, str]:
        self.texts[entry] = text
        return self.folder / entry.path, self.tool.convert(text), path, words


def _time(number: int) -> str:
    return f"{number // 3600 + 10:02}:{number // 60 % 60:02}:{number % 60:02}"


def title_of(text: str) -> str:
    """Return the title of a post of the corpus."""
    return next(line for line in text.splitlines() if line.startswith("# "))[2:]


def _titled(text: str, title: str) -> str:
    return text.replace(f"# {title_of(text)}", f"# {title}", 1)


def post_urls(sitemap: str) -> dict[int, str]:
    """Return the path of each post by its number, with which every tool's URLs of posts end."""
    paths = (urlsplit(url).path for url in re.findall(r"<loc>\s*([^<\s]+)", sitemap))
    found = ((re.search(r"-0*(\d+)/$", path), path) for path in paths)
    return {int(number.group(1)): path for number, path in found if number}


def environment(site: Path) -> dict[str, str]:
    """Return an environment in which what tools keep for later stays in the site's folder."""
    served = site / "served"
    served.mkdir(exist_ok=True)
    own = {"TMPDIR": str(served), "HUGO_CACHEDIR": str(site / ".cache"), "PYTHONUNBUFFERED": "1"}
    return {**os.environ, **own, "NO_MKDOCS_2_WARNING": "1"}


@contextmanager
def served(tool: Tool, site: Path, first: tuple[str, str]) -> Iterator[tuple[Server, Group, Cost]]:
    """Serve a site; with what it took until its first page was there, and once there is nothing left to do."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [part.replace(ADDRESS, f"127.0.0.1:{port}").replace(PORT, f"{port}") for part in tool.serve]
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=site,
        env=environment(site),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    group = Group(process.pid)
    try:
        with group.watched():
            server = Server(process, port, "")
            ready = server.wait_until(*first, 0.02)
            group.look()
            cost = Cost(group.cpu(), ready - start, group.peak)
            group.wait_until_quiet()
            yield server, group, cost
    finally:
        group.stop()
        process.wait()


def edit(server: Server, group: Group, target: Path, text: str, path: str, words: str) -> Cost:
    """Write a file and wait until a page shows these words; CPU time is counted until nothing is left to do."""
    used = group.cpu()
    target.parent.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    target.write_text(text, encoding="utf-8", newline="\n")
    shown = server.wait_until(path, words) - start
    group.wait_until_quiet()
    group.look()
    return Cost(group.cpu() - used, shown, group.peak)
