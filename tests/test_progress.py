"""The line on the terminal that counts pages: a real build on a real terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from mkdocs_blogposts.progress import Progress

from .sites import write_files

pty = pytest.importorskip("pty", reason="terminals like those of Unix")

SITE = """\
=== mkdocs.yml
site_name: Notes
theme: mkdocs
hooks: [hook.py]
plugins: [blogposts]
=== hook.py
import logging, time
def on_page_markdown(markdown, page, **rest):
    time.sleep(SECONDS)
    if page.file.src_uri.endswith("p28.md"):
        logging.getLogger("mkdocs.hook").warning("a message in between")
"""


def build(folder: Path, seconds: float) -> tuple[str, str]:
    """Build a site that takes so long for each page; return what stood on the terminal, and what went into a file."""
    posts = {f"docs/blog/posts/p{at}.md": f"---\ndate: 2026-01-{at:02}\n---\n# P{at}\n" for at in range(1, 29)}
    write_files(folder, SITE.replace("SECONDS", str(seconds)), dict(posts))
    command = [sys.executable, "-m", "mkdocs", "build"]
    mine, theirs = pty.openpty()
    process = subprocess.Popen(command, cwd=folder, stderr=theirs, stdout=subprocess.DEVNULL)
    os.close(theirs)
    shown = bytearray()
    try:
        while data := os.read(mine, 4096):
            shown += data
    except OSError:  # what Linux says when the other end has gone
        pass
    assert process.wait() == 0
    quiet = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return shown.decode(), quiet.stderr


def test_a_build_that_takes_long_counts_pages_on_a_terminal_only(tmp_path: Path) -> None:
    shown, quiet = build(tmp_path, 0.06)
    assert "reading pages: " in shown
    assert "WARNING -  a message in between" in _screen(shown)
    assert "pages: " not in _screen(shown)
    assert "pages: " not in quiet
    assert "a message in between" in quiet


@pytest.mark.parametrize(("seconds", "shown"), [(0.0, False), (0.9, False), (1.1, True)])
def test_a_build_is_taken_to_be_long_after_a_second(
    monkeypatch: pytest.MonkeyPatch, seconds: float, shown: bool
) -> None:
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stderr", terminal)
    moments = iter([0.0, seconds, seconds])
    progress = Progress(lambda: next(moments))
    progress.begin()
    progress.count("reading")
    assert ("reading pages: 1 of" in terminal.getvalue()) is shown


def _screen(shown: str) -> str:
    """Return what is left on the screen: each line with what was written over it."""
    lines = []
    for line in shown.replace("\r\n", "\n").split("\n"):
        left = ""
        for text in line.split("\r"):
            left = text + left[len(text) :]
        lines.append(left.rstrip())
    return "\n".join(lines)
