"""What no command can do: each says so in one message, ends with 2, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_blogposts.cli.main import main
from tests.sites import write_files
from tests.test_cli import CONFIG, blogposts, project
from tests.test_cli_rename import contents

POSTS = """
=== docs/index.md
# Home
=== docs/blog/posts/2026-11-22-taken.md
# Taken
=== docs/blog/posts/good.md
---
date: 2026-01-01
tags: [linux]
---
# Good
=== docs/blog/posts/bad.md
---
draft: [
---
# Bad
=== docs/blog/posts/braces.md
---
{date: 2026-01-01, title: Braces}
---
"""
GOOD, BAD, BRACES = (f"docs/blog/posts/{name}.md" for name in ("good", "bad", "braces"))

REFUSED: dict[str, list[list[str]]] = {
    "new": [
        ["Taken"],
        [" "],
        [],
        ["A", "--date", "someday"],
        ["A", "--schedule", "someday"],
        ["A", "--date", "2026-01-01", "--schedule", "daily"],
        ["A", "--blog", "nowhere"],
        ["A", "--template", "nowhere.md"],
        ["A", "--template", "broken.md"],
        ["A", "--authors", "nobody"],
        ["A", "--project", "nowhere"],
    ],
    "list": [["--tag", "linus"], ["--blog", "nowhere"], ["-f", "nowhere.yml"], ["--colour"]],
    "check": [
        ["--format", "xml"],
        ["--fail-on", "nothing"],
        ["--urls", "nowhere.xml"],
        ["--urls", "broken.md"],
        ["--fix", "--from-material"],
        ["--project", "docs"],
    ],
    "publish": [[], ["nowhere.md"], [GOOD, BAD], ["docs/index.md"], [BRACES, "--now", "--later"]],
    "unpublish": [["nowhere.md"], [GOOD, BAD], [GOOD, BRACES], ["docs/index.md"]],
    "rename": [[GOOD], [GOOD, " "], ["nowhere.md", "New"], [BAD, "New"], [BRACES, "New: one", "--yes"]],
    "import": [[], ["wordpress", "."], ["hugo", "nowhere"]],
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_files(tmp_path, POSTS, {"broken.md": "# {{ titel }}\n", "docs/blog/.authors.yml": "authors: {mira: Mira}\n"})
    monkeypatch.chdir(project(tmp_path, "", CONFIG))
    return tmp_path


@pytest.mark.parametrize(("name", "given"), [(name, each) for name, cases in REFUSED.items() for each in cases])
def test_bad_input_is_told_in_one_message_and_nothing_is_written(site: Path, name: str, given: list[str]) -> None:
    before = contents(site)
    done = blogposts(name, *given)
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert done.stderr.count("Error: ") == 1
    assert "Traceback" not in done.stderr
    assert contents(site) == before


@pytest.mark.parametrize("name", [*main.commands])
def test_every_command_is_tried(name: str) -> None:
    assert REFUSED[name]


@pytest.mark.parametrize("name", ["list", "new"])
def test_a_project_that_cannot_be_read_is_told_with_the_reason(site: Path, name: str) -> None:
    (site / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    before = contents(site)
    done = blogposts(name, *(["A"] if name == "new" else []))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "mkdocs.yml" in done.stderr
    assert contents(site) == before


def test_a_folder_that_cannot_be_written_is_told(site: Path) -> None:
    (site / "docs/blog/posts").rename(site / "posts")
    (site / "docs/blog/posts").write_text("a file", encoding="utf-8")
    done = blogposts("new", "A")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.count("Error: ") == 1
    assert "docs/blog/posts" in done.stderr
