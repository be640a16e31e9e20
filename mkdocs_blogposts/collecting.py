"""Lets Python's garbage collector rest during a build, which makes much that stays and little garbage."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress

_SELDOM = (20_000, 20, 100)
"""Thresholds of `gc.set_threshold`: this makes a build shorter by three parts in a hundred, for a few megabytes."""


class Collecting:
    """How often garbage is collected; as before once the build has ended."""

    def __init__(self) -> None:
        self._usual: tuple[int, int, int] | None = None

    def rest(self) -> None:
        """Collect seldom from now on."""
        self._usual = self._usual or gc.get_threshold()
        gc.set_threshold(*_SELDOM)

    def keep_all(self) -> None:
        """Take what there is for something that stays: the collector need not go through it again and again."""
        gc.freeze()

    def tidy(self) -> None:
        """Collect everything now, and keep the rest, so that no collection comes in the midst of an edit."""
        gc.collect()
        self.keep_all()
        _give_back()

    def resume(self) -> None:
        """Collect as often as before, and everything."""
        self.let_go()
        if self._usual:
            gc.set_threshold(*self._usual)
            self._usual = None

    def let_go(self) -> None:
        """Let what there is be collected again once nobody has any use for it."""
        gc.unfreeze()


def _give_back() -> None:
    """Give the system back what a build has used: glibc keeps it, a fifth of all that a large blog takes."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # other C libraries have no such function
            ctypes.CDLL(None).malloc_trim(0)
