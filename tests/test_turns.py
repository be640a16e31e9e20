"""Edits and requests come before work in the background, and nobody waits for a build."""

from __future__ import annotations

import threading

from mkdocs_blogposts.live.turns import Turns


class Asker(threading.Thread):
    """Somebody with an edit or a request."""

    def __init__(self, turns: Turns, done: list[str]) -> None:
        super().__init__(daemon=True)
        self.turns = turns
        self.done = done
        self.start()

    def run(self) -> None:
        with self.turns.at_once() as is_given:
            self.done.append("edit" if is_given else "no turn")


def wait_for_asker(turns: Turns) -> None:
    """Wait until somebody asks for a turn: what works in the background cannot tell."""
    while not turns._asking:
        pass


def test_who_waits_for_a_turn_comes_before_the_background() -> None:
    turns, done = Turns(), list[str]()
    for _ in range(50):
        with turns.in_between():
            asker = Asker(turns, done)
            wait_for_asker(turns)
        with turns.in_between():
            done.append("rest")
        asker.join()
    assert done == ["edit", "rest"] * 50


def test_who_waits_when_a_build_begins_is_let_go_without_a_turn() -> None:
    turns, done = Turns(), list[str]()
    with turns.in_between():
        asker = Asker(turns, done)
        wait_for_asker(turns)
        with turns.building():
            asker.join()
            Asker(turns, done).join()
        assert done == ["no turn", "no turn"]
        asker = Asker(turns, done)
        wait_for_asker(turns)
        assert done == ["no turn", "no turn"]
    asker.join()
    assert done[2:] == ["edit"]


def test_a_turn_ends_with_a_fault() -> None:
    turns, done = Turns(), list[str]()
    for turn in (turns.at_once, turns.in_between):
        try:
            with turn():
                raise ValueError
        except ValueError:
            Asker(turns, done).join(10)
    assert done == ["edit", "edit"]
