"""The writing loop beside other plugins: what is served at the end is what a fresh build writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ..serving import Served
from .cases import CASES, post

FULL = "Building the whole site"


@pytest.mark.parametrize("name", CASES)
def test_edits_end_in_what_a_fresh_build_writes_beside(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    case.require()
    site = case.write(tmp_path / "site")
    with Served(site) as served:
        edited = post("Beta", "2026-01-02", "![A pixel](pixel.png)\n\nWords that are new.")
        check(served, served.write("blog/posts/beta.md", edited), case.varies)
        assert "Words that are new." in served.get(case.urls[1])
        since = served.write("blog/posts/gamma.md", post("Gamma two", "2026-01-01", front="tags: [x, z]\n"))
        served.settle(since)
        check(
            served, served.write("blog/posts/delta.md", post("Delta", "2026-01-09", front="tags: [x]\n")), case.varies
        )
        assert (FULL not in served.log) == case.follows, served.log
        assert "blogposts-problems" not in served.get("")
        for source, text in case.edits.items():
            check(served, served.write(source, text), case.varies)


def check(served: Served, since: int, varies: str) -> None:
    """Wait until an edit has settled; then what is served is what a fresh build writes."""
    served.settle(since)
    assert [each for each in served.differences() if not re.fullmatch(varies, each)] == []
    assert "Traceback" not in served.log
