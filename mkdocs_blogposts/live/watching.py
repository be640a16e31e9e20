"""Sees what changes in the sources, at once where the file system tells, else by looking."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileClosedNoWriteEvent, FileOpenedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from ..source import is_leftover


class Watcher:
    """Gathers the paths that changed since they were last taken."""

    def __init__(self) -> None:
        self._changed: set[Path] = set()
        self._links: dict[Path, set[Path]] = {}
        """Links in the docs folder, by what they lead to."""
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
        told = {Path(str(path)) for path in (event.src_path, getattr(event, "dest_path", "")) if path}
        paths = {seen for path in told for seen in self._as_linked(path) if not is_leftover(seen)}
        with self._lock:
            self._changed |= paths
        return bool(paths)

    def watch_with(self, server: LiveReloadServer) -> None:
        """Let the server watch what it watches natively, and tell this watcher first."""
        native = _observer(self.note)
        watched = list(server._watched_paths)
        for path in watched:
            server.unwatch(path)
        server.observer = native  # type: ignore[assignment]  # any observer will do
        for path in watched:
            server.watch(path)

    def watch_more(self, server: LiveReloadServer, config: MkDocsConfig) -> None:
        """Have what MkDocs passes over watched, too: the site's own templates, and what links lead to."""
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


def _observer(note: Callable[[FileSystemEvent], bool]) -> BaseObserver:
    """Return a native observer whose handlers hear only of events that `note` lets pass."""
    observer = Observer()
    schedule = observer.schedule

    def schedule_filtered(handler: FileSystemEventHandler, path: str, **options: Any) -> Any:
        forward = handler.on_any_event

        def on_any_event(event: FileSystemEvent) -> None:
            if note(event):
                forward(_as_file(event))

        handler.on_any_event = on_any_event  # type: ignore[method-assign]  # as MkDocs itself does
        return schedule(handler, path, **options)

    observer.schedule = schedule_filtered  # type: ignore[method-assign,assignment]  # takes what MkDocs gives
    return observer


def _as_file(event: FileSystemEvent) -> FileSystemEvent:
    """MkDocs passes over folders; that one is gone, or new, matters all the same."""
    return FileSystemEvent(event.src_path) if event.is_directory else event
