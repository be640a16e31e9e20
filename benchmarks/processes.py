"""What processes use: CPU time and memory, with the processes they start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

PROC = Path("/proc")
INTERVAL = 0.1
"""Seconds between two looks at how much memory is used."""
QUIET = 1.0
"""Seconds without work after which a server has nothing left to do."""
IDLE = 0.1
"""The share of one CPU that is no work."""


@dataclass(frozen=True)
class Cost:
    """What something took."""

    cpu: float
    """Seconds, user and system, of all its processes."""
    wall: float
    """Seconds."""
    memory: float
    """The peak, in MB."""


class Failure(SystemExit):
    """A program ended with a fault, or never did what was waited for; ends the measurements, unless it is caught."""


class Group:
    """A process that leads a session, and all that it started: those that still run, and those that ended."""

    def __init__(self, leader: int) -> None:
        self.leader = leader
        self.peak = 0.0
        """MB, the most that was used at any moment that was looked at."""

    def members(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the number of each running process, and its fields in `stat` from the third on."""
        for path in PROC.glob("[0-9]*/stat"):
            try:
                fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            if int(fields[3]) == self.leader:
                yield int(path.parent.name), fields

    def cpu(self) -> float:
        """Return the CPU seconds used so far."""
        ticks = sum(int(value) for _, fields in self.members() for value in fields[11:15])
        return ticks / os.sysconf("SC_CLK_TCK")

    def look(self) -> None:
        """Look at how much memory is used: what all processes have now, or one had at its peak, if that is more.

        What processes share counts once.
        """
        numbers = [number for number, _ in self.members()]
        now = sum(_read(number, "smaps_rollup", "Pss:") for number in numbers)
        self.peak = max(self.peak, now, *(_read(number, "status", "VmHWM:") for number in numbers))

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Look at the memory again and again."""
        over = Event()

        def watch() -> None:
            while not over.wait(INTERVAL):
                self.look()

        thread = Thread(target=watch, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def wait_until_quiet(self) -> None:
        """Wait until next to no CPU time was used for a while."""
        before = self.cpu()
        while True:
            time.sleep(QUIET)
            now = self.cpu()
            if now - before < IDLE * QUIET:
                return
            before = now

    def stop(self) -> None:
        """End all of them; the leader may have ended before."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.leader, number)
            except ProcessLookupError:
                return
            end = time.perf_counter() + 5
            while any(fields[0] != "Z" for _, fields in self.members()) and time.perf_counter() < end:
                time.sleep(0.05)


def _read(number: int, file: str, name: str) -> float:
    """Return what a process's file says under a name, in MB."""
    try:
        text = (PROC / str(number) / file).read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has just ended
        return 0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith(name)) / 1e3


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a program to its end; raise `Failure` with what it said if that is a fault."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=output, start_new_session=True
        )
        group = Group(process.pid)
        try:
            with group.watched():
                _, status, usage = os.wait4(process.pid, 0)
                wall = time.perf_counter() - start
        except BaseException:  # whoever stops the measurements stops what is measured
            group.stop()
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise Failure(output.read().decode(errors="replace")[-4000:] + f"{' '.join(command)} has failed.")
    unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes elsewhere
    # The largest process is known exactly; where there are several, what was seen of all of them may be more.
    return Cost(usage.ru_utime + usage.ru_stime, wall, max(usage.ru_maxrss / unit, group.peak))
