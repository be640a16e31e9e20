"""Sees what changes in the sources, at once where the file system tells, else by looking."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileClosedNoWriteEvent, FileOpenedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from ..reports import log
from ..source import is_leftover

MOUNTS = Path("/proc/self/mountinfo")
CLOCK = 0.02
"""Seconds by which file systems may be behind."""
_ESCAPED = re.compile(r"\\([0-7]{3})")
_SHARED = frozenset("9p afs ceph cifs drvfs nfs nfs4 prl_fs smb3 smbfs vboxsf virtiofs vmhgfs".split())
"""File systems that other machines, or the host of this one, write to as well."""
_TOOLS = frozenset((".git", ".hg", ".svn", "__pycache__"))
"""Folders of tools, which write there on their own; where a whole project is watched, they are in it."""


class Watcher:
    """Gathers the paths that changed since they were last taken."""

    def __init__(self) -> None:
        self._changed: set[Path] = set()
        self._links: dict[Path, set[Path]] = {}
        """Links in the docs folder, by what they lead to."""
        self._kept: Collection[Path] = ()
        """Folders in which builds keep something for the next one."""
        self._lock = threading.Lock()

    def take(self) -> set[Path]:
        """Return what has changed, and forget it."""
        with self._lock:
            changed, self._changed = self._changed, set()
        return changed

    @property
    def waiting(self) -> Collection[Path]:
        """What has changed, and nobody has taken yet."""
        with self._lock:
            return set(self._changed) if self._changed else ()

    def note(self, event: FileSystemEvent) -> bool:
        """Remember what an event is about; return whether it matters."""
        if isinstance(event, (FileOpenedEvent, FileClosedNoWriteEvent)):
            return False  # Reading a source is no change: it would begin the next build, for ever.
        if event.is_directory and event.event_type == "modified":
            return False
        return self._add(Path(str(path)) for path in (event.src_path, getattr(event, "dest_path", "")) if path)

    def look_back(self, places: Iterable[str], moment: float, were_there: Iterable[Path]) -> bool:
        """Note what has changed while nobody watched yet; return whether anything has.

        `moment`, in seconds since the epoch, is when that began.
        """
        files = (path for place in places for path in self._files_at(place))
        gone = (path for path in were_there if not path.exists())
        return self._add([*(path for path in files if _is_newer(path, moment)), *gone])

    def _files_at(self, place: str) -> Iterator[Path]:
        if Path(place).is_file():
            yield Path(place)
        for at, folders, names in os.walk(place):
            folders[:] = [name for name in folders if not self._is_tools(Path(at, name))]
            yield from (Path(at, name) for name in names)

    def _add(self, told: Iterable[Path]) -> bool:
        paths = {seen for path in told if not self._is_tools(path) for seen in self._as_linked(path)}
        paths = {path for path in paths if not is_leftover(path)}
        with self._lock:
            self._changed |= paths
        return bool(paths)

    def _is_tools(self, path: Path) -> bool:
        of_kept = (path.is_relative_to(folder) or folder.is_relative_to(path) for folder in self._kept)
        return not _TOOLS.isdisjoint(path.parts) or any(of_kept)

    def watch_with(self, server: LiveReloadServer) -> None:
        """Let the server watch natively what it watches, where that can be, and tell this watcher first."""
        watched = list(server._watched_paths)
        for path in watched:
            server.unwatch(path)
        server.observer = _Observer(self.note, server.observer)  # type: ignore[assignment]  # does what it is asked
        for path in watched:
            server.watch(path)

    def watch_more(self, server: LiveReloadServer, config: MkDocsConfig, kept: Collection[Path]) -> None:
        """Have what MkDocs passes over watched, too: the site's own templates, and what links lead to.

        What changes in the folders of `kept` is no edit.
        """
        self._kept = kept
        self._links = {}
        for link in _links_in(config.docs_dir):
            self._links.setdefault(link.resolve(), set()).add(link)
        folder = Path(config.theme.custom_dir or config.docs_dir)
        for path in map(str, (folder, *self._links)):
            if Path(path).exists() and path not in server._watched_paths:
                server.watch(path)

    def _as_linked(self, path: Path) -> set[Path]:
        """Return a path as it is called in the docs folder: what a link leads to is told by its own name."""
        found = {
            link / path.relative_to(target)
            for target, links in self._links.items()
            if path.is_relative_to(target)
            for link in links
        }
        return found or {path}


def _links_in(folder: str) -> Iterator[Path]:
    """Return the links below a folder that lead to something outside of it; watching passes them over."""
    root = Path(folder).resolve()
    for at, folders, names in os.walk(folder):
        links = (Path(at, name) for name in (*folders, *names) if Path(at, name).is_symlink())
        for link in links:
            target = link.resolve()
            if link.exists() and not (target.is_relative_to(root) or root.is_relative_to(target)):
                yield link


def _is_newer(path: Path, moment: float) -> bool:
    """Tell whether a file was written, or came to its place, since a moment."""
    try:
        told = path.stat()
    except OSError:
        return False
    return max(told.st_mtime, told.st_ctime) > moment - CLOCK


class _Observer:
    """Watches natively; where that does not tell of all changes, also by looking, as MkDocs does everywhere."""

    def __init__(self, note: Callable[[FileSystemEvent], bool], looking: BaseObserver) -> None:
        self.note = note
        self.native, self.looking = Observer(), looking
        self.native.start()  # at once: now it says of each folder whether it can watch it
        self._watching: dict[ObservedWatch, list[BaseObserver]] = {}
        self._told: set[str] = set()

    def schedule(self, handler: FileSystemEventHandler, path: str, **options: Any) -> ObservedWatch:
        """Watch a folder or file; the handler hears only of events that `note` lets pass."""
        forward = handler.on_any_event

        def on_any_event(event: FileSystemEvent) -> None:
            if self.note(event):
                forward(_as_file(event))

        handler.on_any_event = on_any_event  # type: ignore[method-assign]  # as MkDocs itself does
        watch = ObservedWatch(path, **options)
        watching = self._watching[watch] = []
        reason = kind_of_shared(path)
        try:
            self.native.schedule(handler, path, **options)
            watching.append(self.native)
        except OSError as error:  # as when there are too many watches on this machine
            reason = error.strerror or str(error)
        if reason:
            self._say(path, reason)
            if not self.looking.is_alive():
                self.looking.start()
            self.looking.schedule(handler, path, **options)
            watching.append(self.looking)
        return watch

    def _say(self, path: str, reason: str) -> None:
        if reason not in self._told:
            self._told.add(reason)
            log.info("Looking for changes twice a second, as the system does not tell of all in %s (%s)", path, reason)

    def unschedule(self, watch: ObservedWatch) -> None:
        """Watch no more."""
        for observer in self._watching.pop(watch):
            observer.unschedule(watch)

    def start(self) -> None:
        """Do nothing: it has begun."""

    def stop(self) -> None:
        """Let the threads end."""
        self.native.stop()
        self.looking.stop()

    def join(self) -> None:
        """Wait until they have."""
        for each in (self.native, self.looking):
            if each.is_alive():
                each.join()


def kind_of_shared(path: str) -> str:
    """Return the kind of a file system that others change, too, as Windows does below WSL; empty for all others.

    Of their changes the system does not tell: see `man 7 inotify`, Limitations. Only Linux is asked.
    """
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    place, kinds = Path(path).resolve(), {"": ""}
    for line in lines:
        # `man 5 proc_pid_mountinfo`: the place is the fifth field, and what it is follows a lone dash.
        fields, _, about = line.partition(" - ")
        at = _ESCAPED.sub(lambda code: chr(int(code[1], 8)), fields.split(" ")[4])
        if place.is_relative_to(at):
            kinds[at] = about.split(" ")[0]
    kind = kinds[max(kinds, key=len)]
    return kind if kind in _SHARED or kind.startswith("fuse.") else ""


def _as_file(event: FileSystemEvent) -> FileSystemEvent:
    """MkDocs passes over folders; that one is gone, or new, matters all the same."""
    return FileSystemEvent(event.src_path) if event.is_directory else event
