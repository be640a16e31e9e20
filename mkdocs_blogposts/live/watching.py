"""Sees what changes in the sources, at once where the file system tells, else by looking."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
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
        paths = {Path(str(path)) for path in (event.src_path, getattr(event, "dest_path", "")) if path}
        paths = {path for path in paths if not is_leftover(path)}
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


def watch_templates(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Have the site's own templates watched, too, which MkDocs does only when told to."""
    folder = str(config.theme.custom_dir or "")
    if folder and Path(folder).is_dir() and folder not in server._watched_paths:
        server.watch(folder)


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
