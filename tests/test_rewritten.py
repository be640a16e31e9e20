"""Files that builds write are told apart from those that somebody edits while the site is built."""

from __future__ import annotations

import os
import time
from pathlib import Path

from mkdocs_blogposts.live.changes import Rewritten


def save(path: Path, text: str) -> None:
    """Write a file at a moment that no build has."""
    path.write_text(text, encoding="utf-8")
    later = time.time() + 1
    os.utime(path, (later, later))


def test_what_each_build_writes_is_followed_no_more(tmp_path: Path) -> None:
    rewritten, path, seen = Rewritten(), tmp_path / "made.md", []
    for number in range(5):
        with rewritten.building():
            path.write_text(f"{number}", encoding="utf-8")
        seen.append(rewritten.without({path}) == {path})
    assert seen == [True, True, False, False, False]
    save(path, "By hand.")
    assert rewritten.without({path}) == {path}


def test_what_somebody_saves_during_builds_and_between_them_is_followed(tmp_path: Path) -> None:
    rewritten, path = Rewritten(), tmp_path / "post.md"
    for number in range(5):
        with rewritten.building():
            path.write_text(f"{number}", encoding="utf-8")
        assert rewritten.without({path}) == {path}
        save(path, "By hand.")
        assert rewritten.without({path}) == {path}
