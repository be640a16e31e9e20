"""Commands that change files and are killed on the way: every file is whole, and the same command goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tasks import ROOT
from tests.test_cli import blogposts, project
from tests.test_cli_rename import contents

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

POSTS = """
=== docs/index.md
[One](blog/posts/2026-01-15-one/index.md)
=== docs/blog/posts/2026-01-15-one/index.md
---
draft: false # the first
tags: ['a',  b]
catgories: [Notes]
---
# One
=== docs/blog/posts/2026-01-15-one/picture.svg
<svg/>
=== docs/blog/posts/two.md
---
date: 2026-01-16
draft: true
aliasses: [/two/]
---
# Two

[One](2026-01-15-one/index.md)
=== docs/blog/posts/three.md
---
date: 2026-01-17
draft: true
---
# Three
"""

KILLED = """
import os, pathlib, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # not so in a process of the background
left = int(sys.argv.pop(1))

def dying(act):
    def instead(*given, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*given, **named)
    return instead

for name in ("replace", "rename", "write_bytes", "write_text"):
    setattr(pathlib.Path, name, dying(getattr(pathlib.Path, name)))
from mkdocs_blogposts.cli.main import main
main()
"""
"""Calls the command, and kills it when it is about to change something the n-th time."""

PLACE = "docs/blog/posts"
COMMANDS = {
    "new": ["new", "A first look", "--bundle"],
    "publish": ["publish", f"{PLACE}/two.md", f"{PLACE}/three.md"],
    "check --fix": ["check", "--fix", "--yes"],
    "rename": ["rename", f"{PLACE}/2026-01-15-one", "First", "--yes"],
}


def whole(folder: Path) -> dict[str, bytes]:
    """Return all files by path, but for what a killed command has begun beside them."""
    found = contents(folder)
    return {path: text for path, text in found.items() if not path.endswith(".tmp") and ".cache" not in path}


def call(folder: Path, arguments: list[str], changes: int) -> int:
    """Call the command, and kill it after so many changes; return how it ended."""
    command = [sys.executable, "-c", KILLED, str(changes), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False).returncode


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_killed_in_the_middle_leaves_whole_files_and_finishes_when_called_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = whole(project(tmp_path / "before", POSTS))
    shutil.copytree(tmp_path / "before", tmp_path / "after")
    assert call(tmp_path / "after", COMMANDS[name], 1000) == 0
    after = whole(tmp_path / "after")
    texts = {*before.values(), *after.values()}
    assert before != after
    for changes in range(100):
        folder = tmp_path / f"killed-{changes}"
        shutil.copytree(tmp_path / "before", folder)
        if call(folder, COMMANDS[name], changes) == 0:
            break
        assert {*whole(folder).values()} <= texts
        monkeypatch.chdir(folder)
        assert blogposts(*COMMANDS[name]).exit_code == 0
        assert whole(folder) == after
    assert changes >= 2


@pytest.mark.parametrize("name", ["publish", "rename"])
def test_ctrl_c_takes_back_what_was_changed(tmp_path: Path, name: str) -> None:
    before = whole(project(tmp_path, POSTS))
    interrupted = KILLED.replace("signal.SIGKILL", "signal.SIGINT").replace("left < 0", "left == -1")
    command = [sys.executable, "-c", interrupted, "3", *COMMANDS[name]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert contents(tmp_path) == before
