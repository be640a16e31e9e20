"""The writing loop beside other plugins: what is served at the end is what a fresh build writes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ..serving import Served
from .cases import ALPHA, CASES, SEEN, post

FULL = "Building the whole site"


@pytest.mark.parametrize("name", CASES)
def test_edits_end_in_what_a_fresh_build_writes_beside(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    case.require()
    site = case.write(tmp_path / "site")
    with Served(site) as served:
        edited = post("Beta", "2026-01-02", "![A pixel](pixel.png)\n\nWords that are new.")
        check(served, served.write("blog/posts/beta.md", edited), case.varies)
        assert ("Words that are new." in served.get(case.urls[1])) == (case.urls[1] not in case.locked)
        since = served.write("blog/posts/gamma.md", post("Gamma two", "2026-01-01", front="tags: [x, z]\n"))
        served.settle(since)
        check(
            served, served.write("blog/posts/delta.md", post("Delta", "2026-01-09", front="tags: [x]\n")), case.varies
        )
        assert (FULL not in served.log) == case.follows, served.log
        assert "blogposts-problems" not in served.get("")
        for source, text in case.edits.items():
            check(served, served.write(source, text), case.varies)


HOLD = """
import pathlib, time
builds = []

def on_pre_build(config):
    builds.append(1)
    while len(builds) > 1 and not pathlib.Path("go").exists():
        time.sleep(0.01)
"""


def test_an_encrypted_post_is_never_served_in_clear_text(tmp_path: Path) -> None:
    case = CASES["encryptcontent"]
    site = replace(case, site="hooks: [hold.py]", files={**case.files, "hold.py": HOLD}).write(tmp_path / "site")
    with Served(site) as served:
        since = served.write("blog/posts/beta.md", post("Beta two", "2026-01-02"))
        page = served.wait_until(ALPHA, "Beta two")  # the loop has written it again; the build is held
        served.wait_for(FULL, since)
        for shown in (page, served.get(ALPHA)):
            assert "mkdocs-encrypted-content" in shown
            assert "The secret start" not in shown
            assert SEEN.format("Alpha") not in shown
        (site / "go").touch()
        check(served, since, case.varies)


def check(served: Served, since: int, varies: str) -> None:
    """Wait until an edit has settled; then what is served is what a fresh build writes."""
    served.settle(since)
    assert [each for each in served.differences() if not re.fullmatch(varies, each)] == []
    assert "Traceback" not in served.log
