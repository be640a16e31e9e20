"""A file in which texts are kept from one run to the next, each under a key made of all it depends on."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from ..reports import log

NAME = "kept-1.sqlite3"
"""The number changes with the shape of the table: another version's file is never opened."""
DAYS_KEPT = 30
"""How long something is kept of which nobody has any use."""
AT_ONCE = 256
"""Texts that are written together."""
PATIENCE = 2.0
"""Seconds to wait for another process that is writing."""
_TABLE = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, day INTEGER, digest BLOB, text BLOB)"
_DAMAGED = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_SCHEMA)
"""Codes of SQLite that say: this is no file, or no table, of ours."""
_DAY = 24 * 60 * 60


class Cache:
    """Texts by key. What is damaged counts as not there; where files cannot be written, nothing is kept."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self.path = folder / NAME
        self.today = int(clock() // _DAY)
        self._new: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        """Keys that were last asked for on another day."""
        self._reader: sqlite3.Connection | None = None
        self._is_usable = True

    def get(self, key: bytes) -> str | None:
        """Return what is kept under a key."""
        if key in self._new:
            return self._new[key].decode()
        query = "SELECT day, digest, text FROM kept WHERE key = ?"
        day, digest, text = self._read(query, key) or (0, b"", b"")
        if not isinstance(text, bytes) or digest != _digest(text):
            return None
        if day != self.today:
            self._used.append(key)
        return text.decode()

    def __contains__(self, key: bytes) -> bool:
        return key in self._new or self._read("SELECT 1 FROM kept WHERE key = ?", key) is not None

    def put(self, key: bytes, text: str) -> None:
        """Keep a text; it is written with the next `save`, or as soon as there are many."""
        self._new[key] = text.encode(errors="replace")
        if len(self._new) >= AT_ONCE:
            self.save()

    def _read(self, query: str, key: bytes) -> tuple[Any, ...] | None:
        if not self._is_usable or not (self._reader or self.path.exists()):
            return None
        try:
            if self._reader is None:
                # The writing loop reads in its own thread, never in two at once.
                self._reader = sqlite3.connect(self.path, timeout=PATIENCE, check_same_thread=False)
            row: tuple[Any, ...] | None = self._reader.execute(query, (key,)).fetchone()
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return None
        return row

    def save(self) -> None:
        """Write what is new, and remove what has been of no use for long."""
        new, used, self._new, self._used = self._new, self._used, {}, []
        if not self._is_usable or not (new or used):
            return
        try:
            _prepare(self.path.parent)
            with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as writer, writer:
                writer.execute("PRAGMA synchronous = OFF")  # what a crash damages is only made again
                writer.execute(_TABLE)
                rows = ((key, self.today, _digest(text), text) for key, text in new.items())
                writer.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
                writer.executemany("UPDATE kept SET day = ? WHERE key = ?", ((self.today, key) for key in used))
                writer.execute("DELETE FROM kept WHERE day < ?", (self.today - DAYS_KEPT,))
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """Go on without: a damaged file is removed, so that the next run can begin anew."""
        log.debug("Nothing is kept in %s: %s", self.path, error)
        self._is_usable = False
        self.close()
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF in _DAMAGED:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        if self._reader:
            self._reader.close()
            self._reader = None


def _prepare(folder: Path) -> None:
    """Make the folder, which is nothing to be put under version control."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")


def make_key(*parts: str) -> bytes:
    """Return a key that is another one when any part is."""
    made = hashlib.blake2b(digest_size=20)
    for part in parts:
        text = part.encode(errors="replace")
        made.update(b"%d:" % len(text))
        made.update(text)
    return made.digest()


def _digest(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=16).digest()
