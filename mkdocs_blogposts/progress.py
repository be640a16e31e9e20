"""A line on the terminal that counts pages while a build takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

_PATIENCE = 1.0
"""Seconds after which a build takes long."""
_INTERVAL = 0.1
"""Seconds between two lines."""


class Progress:
    """Counts the pages of one build; says nothing where nobody looks."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._is_on = False
        self._total = 0
        self._done: dict[str, int] = {}
        self._next = 0.0
        self._width = 0

    def begin(self) -> None:
        """Take the time from which a build is waited for."""
        self._is_on = sys.stderr is not None and sys.stderr.isatty()
        self._done = {}
        self._next = self._clock() + _PATIENCE

    def expect(self, pages: int) -> None:
        """Say how many pages there are."""
        self._total = pages

    def count(self, what: str) -> None:
        """Count one page that was read, or written."""
        self._done[what] = self._done.get(what, 0) + 1
        if self._is_on and self._clock() > self._next:
            self._next = self._clock() + _INTERVAL
            self._show(f"{what} pages: {self._done[what]} of {self._total}")

    def end(self) -> None:
        """Wipe the line away; pages that are rendered alone, later, are not counted."""
        if self._width:
            self._show("")
        self._is_on = False

    def _show(self, text: str) -> None:
        # The cursor goes back to the start, so that whatever is logged next stands in the place of this line.
        sys.stderr.write(text.ljust(self._width) + "\r")
        sys.stderr.flush()
        self._width = len(text)
