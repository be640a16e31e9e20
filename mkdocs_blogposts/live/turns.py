"""Whose turn it is to work with the site: edits and requests come before what nobody waits for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Gives turns one at a time; the background has one only while nobody else asks."""

    def __init__(self) -> None:
        self.is_building = False
        self._is_taken = False
        self._asking = 0
        self._state = threading.Condition()

    @contextmanager
    def at_once(self) -> Iterator[bool]:
        """Have the next turn; tell whether it was given: nobody waits for a build, who is served the site of before."""
        with self._state:
            self._asking += 1
            self._state.wait_for(lambda: self.is_building or not self._is_taken)
            self._asking -= 1
            is_given = not self.is_building
            self._is_taken |= is_given
        try:
            yield is_given
        finally:
            if is_given:
                self._end()

    @contextmanager
    def in_between(self) -> Iterator[None]:
        """Have a turn when nobody else wants one."""
        with self._state:
            self._state.wait_for(lambda: not (self._is_taken or self._asking))
            self._is_taken = True
        try:
            yield
        finally:
            self._end()

    @contextmanager
    def building(self) -> Iterator[None]:
        """Within a turn, build the whole site, which takes long: who asks meanwhile goes on without a turn."""
        self._tell(is_building=True)
        try:
            yield
        finally:
            self._tell(is_building=False)

    def _tell(self, *, is_building: bool) -> None:
        with self._state:
            self.is_building = is_building
            self._state.notify_all()

    def _end(self) -> None:
        with self._state:
            self._is_taken = False
            self._state.notify_all()
