"""The command `rename` on real projects: no link is dead afterwards, no address is lost, nothing is half done."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_blogposts.cli.changing import Changes
from mkdocs_blogposts.cli.main import main
from mkdocs_blogposts.cli.refusing import Refused
from tests.sites import build_again, write_files
from tests.test_cli import CONFIG, blogposts, project

POSTS = """
=== docs/index.md
# Home

[One](blog/posts/2026-01-15-one.md#part), [the folder](blog/posts/2026-01-16-bundle/index.md).
=== docs/blog/posts/2026-01-15-one.md
---
tags: [a]   # kept
links:
  - blog/posts/2026-01-16-bundle/index.md
---
# One

## Part

[Two](two.md)
=== docs/blog/posts/two.md
---
date: 2026-01-17
---
# Two

[One][1] and `[one](2026-01-15-one.md)` and ![a picture](2026-01-16-bundle/p.svg)

[1]: 2026-01-15-one.md
=== docs/blog/posts/2026-01-16-bundle/index.md
# Bundle

![p](p.svg) [Two](../two.md)
=== docs/blog/posts/2026-01-16-bundle/p.svg
<svg/>
=== docs/blog/posts/draft.md
---
draft: true
---
# Draft
"""
PLACE = "docs/blog/posts"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project to work in."""
    monkeypatch.chdir(project(tmp_path, POSTS))
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_post_gets_title_name_and_alias_and_links_follow(site: Path) -> None:
    done = blogposts("rename", f"{PLACE}/2026-01-15-one.md", "第一篇", "--yes")
    assert done.exit_code == 0, done.output
    assert not (site / PLACE / "2026-01-15-one.md").exists()
    assert (site / PLACE / "2026-01-15-第一篇.md").read_text(encoding="utf-8") == (
        "---\ntags: [a]   # kept\nlinks:\n  - blog/posts/2026-01-16-bundle/index.md\n"
        "aliases: [/blog/2026/01/15/one/]\n---\n# 第一篇\n\n## Part\n\n[Two](two.md)\n"
    )
    assert "[1]: 2026-01-15-第一篇.md\n" in (site / PLACE / "two.md").read_text(encoding="utf-8")
    assert "`[one](2026-01-15-one.md)`" in (site / PLACE / "two.md").read_text(encoding="utf-8")
    built = build_again(site)
    assert built.warnings == []
    assert built.dead_links() == []
    assert "第一篇" in built.html("blog/2026/01/15/one/")
    assert "rename docs/blog/posts/2026-01-15-one.md → docs/blog/posts/2026-01-15-第一篇.md" in done.stdout


def test_a_bundle_moves_with_all_that_lies_there(site: Path) -> None:
    assert blogposts("rename", f"{PLACE}/2026-01-16-bundle/", "A folder", "--yes").exit_code == 0
    assert {path.name for path in (site / PLACE / "2026-01-16-a-folder").iterdir()} == {"index.md", "p.svg"}
    assert "- blog/posts/2026-01-16-a-folder/index.md" in (site / PLACE / "2026-01-15-one.md").read_text()
    built = build_again(site)
    assert built.warnings == []
    assert built.dead_links() == []
    assert built.exists("blog/2026/01/16/bundle/")
    assert built.exists("blog/2026/01/16/a-folder/")


def test_renamed_twice_a_post_has_its_first_address_first(site: Path) -> None:
    blogposts("rename", f"{PLACE}/two.md", "Three", "--yes")
    blogposts("rename", f"{PLACE}/three.md", "Four", "--yes")
    assert "aliases: [/blog/2026/01/17/two/, /blog/2026/01/17/three/]\n" in (site / PLACE / "four.md").read_text()
    blogposts("rename", f"{PLACE}/four.md", "Two", "--yes")
    built = build_again(site)
    assert built.warnings == []
    assert all(built.exists(f"blog/2026/01/17/{name}/") for name in ("two", "three", "four"))


def test_what_no_reader_could_reach_gets_no_alias(site: Path) -> None:
    assert blogposts("rename", f"{PLACE}/draft.md", "Later", "--yes").exit_code == 0
    assert (site / PLACE / "later.md").read_text() == "---\ndraft: true\n---\n# Later\n"


def test_a_post_with_a_slug_keeps_its_address(site: Path) -> None:
    write_files(site, f"=== {PLACE}/s.md\n---\ndate: 2026-01-01\nslug: fixed\n---\n# S\n")
    blogposts("rename", f"{PLACE}/s.md", "T", "--yes")
    assert "aliases" not in (site / PLACE / "t.md").read_text()


def test_translations_move_together_and_stay_translations(site: Path) -> None:
    write_files(site, f"=== {PLACE}/2026-01-15-one.de.md\n# Eins\n")
    blogposts("rename", f"{PLACE}/2026-01-15-one.md", "First", "--yes")
    assert (site / PLACE / "2026-01-15-first.de.md").read_text() == "# Eins\n"
    assert build_again(site).dead_links() == []


def test_all_changes_are_shown_and_nothing_happens_without_a_yes(site: Path) -> None:
    before = contents(site)
    done = CliRunner().invoke(main, ["rename", f"{PLACE}/2026-01-15-one.md", "First"], input="n\n")
    assert done.exit_code == 1
    assert done.output.splitlines()[-1].endswith("Nothing was changed.")
    assert "Error" not in done.output
    assert "-# One\n+# First\n" in done.output
    assert "-[1]: 2026-01-15-one.md\n+[1]: 2026-01-15-first.md\n" in done.output
    assert "Make these changes? [y/N]" in done.output
    assert CliRunner().invoke(main, ["rename", f"{PLACE}/2026-01-15-one.md", "First"]).exit_code == 1
    assert contents(site) == before


def test_a_name_that_is_taken_is_refused(site: Path) -> None:
    write_files(site, f"=== {PLACE}/2026-01-15-two.md\n# Other\n")
    before = contents(site)
    done = blogposts("rename", f"{PLACE}/2026-01-15-one.md", "Two", "--yes")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{PLACE}/2026-01-15-two.md is there already. Choose another title." in done.stderr
    assert contents(site) == before


def test_the_same_title_again_changes_nothing(site: Path) -> None:
    before = contents(site)
    done = blogposts("rename", f"{PLACE}/2026-01-15-one.md", "One")
    assert (done.exit_code, done.stdout) == (0, f"{PLACE}/2026-01-15-one.md has this title already.\n")
    assert contents(site) == before


def test_an_entry_of_the_menu_is_left_to_the_writer_and_named(site: Path) -> None:
    project(site, POSTS, CONFIG + "nav: [index.md, blog/posts/two.md]\n")
    said = blogposts("rename", f"{PLACE}/two.md", "Three", "--yes").stdout
    assert "mkdocs.yml names blog/posts/two.md: write blog/posts/three.md there." in said


def test_where_one_change_fails_all_are_taken_back(tmp_path: Path) -> None:
    write_files(tmp_path, "=== a.md\none\n=== b.md\ntwo\n")
    before = contents(tmp_path)
    changes = Changes(tmp_path)
    changes.add(tmp_path / "a.md", "one\n", "changed\n")
    changes.moves = {tmp_path / "b.md": tmp_path / "c.md", tmp_path / "a.md": tmp_path / "no such folder/a.md"}
    with pytest.raises(OSError, match="no such folder"):
        changes.apply()
    assert contents(tmp_path) == before
    changes.moves = {tmp_path / "b.md": tmp_path / "c.md"}
    changes.add(tmp_path / "gone.md", "one\n", "changed\n")
    with pytest.raises(OSError, match="gone"):
        changes.apply()
    assert contents(tmp_path) == before
    changes.moves = {tmp_path / "a.md": tmp_path / "b.md"}
    with pytest.raises(Refused, match=r"b\.md is there already"):
        changes.apply()
    assert contents(tmp_path) == before
