"""The commands `publish` and `unpublish` on real projects: what they change, and that they change nothing else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tasks import ROOT
from tests.sites import build_again, write_files
from tests.test_cli import CONFIG, blogposts, project
from tests.test_properdocs import ALONE, python_of

POSTS = """
=== docs/blog/posts/draft.md
---
# why it waits
title: 'Draft'
draft: true   # until Monday
date: 2026-01-01
---
Text
=== docs/blog/posts/soon.md
---
date: 2026-12-01 09:00
---
# Soon
=== docs/blog/posts/good.md
---
date: 2026-01-01
---
# Good
=== docs/blog/posts/2026-01-02-bundle/index.md
# Bundle
=== docs/blog/posts/undated.md
---
draft: yes
---
# Undated
=== docs/blog/posts/gone.md
---
date: 2026-01-01
expires: 2026-02-01
draft: true
---
# Gone
=== docs/about.md
# About
"""

PLACE = "docs/blog/posts"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project to work in."""
    monkeypatch.chdir(project(tmp_path, POSTS))
    return tmp_path


def said(*arguments: object, code: int = 0) -> str:
    """Return what a command says, on one line, once it ended as it should."""
    done = blogposts(*arguments)
    assert done.exit_code == code, done.output
    return " ".join((done.stdout if code == 0 else done.stderr).split())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_publishing_takes_the_draft_line_out_and_the_post_is_built(site: Path) -> None:
    before = (site / PLACE / "draft.md").read_text()
    assert said("publish", f"{PLACE}/draft.md") == (
        f"{PLACE}/draft.md: is published, as of 2026-01-01; the next build shows it"
    )
    assert (site / PLACE / "draft.md").read_text() == before.replace("draft: true   # until Monday\n", "")
    assert build_again(site).exists("blog/2026/01/01/draft/")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_unpublishing_and_publishing_again_leaves_every_byte_as_it_was(site: Path, newline: str) -> None:
    path = site / PLACE / "good.md"
    text = "\ufeff---\ndate:   2026-01-01  # a day\n\ntags: [ 'a',  b ]\n---\n\n# Good\n"
    path.write_bytes(before := text.replace("\n", newline).encode())
    assert "is a draft now" in said("unpublish", path)
    assert b"draft: true" in path.read_bytes()
    assert not build_again(site).exists("blog/2026/01/01/good/")
    said("publish", path)
    assert path.read_bytes() == before


def test_a_bundle_is_named_by_its_folder(site: Path) -> None:
    said("unpublish", f"{PLACE}/2026-01-02-bundle/")
    assert (site / PLACE / "2026-01-02-bundle/index.md").read_text() == "---\ndraft: true\n---\n# Bundle\n"


def test_a_date_to_come_stays_unless_now_is_meant(site: Path) -> None:
    path = site / PLACE / "soon.md"
    before = path.read_text()
    assert "is scheduled for 2026-12-01 09:00 UTC" in said("publish", path)
    assert path.read_text() == before
    assert "is published, as of 2026-11-22" in said("publish", "--now", path)
    assert path.read_text() == before.replace("2026-12-01 09:00", "2026-11-22 12:00")
    assert build_again(site).exists("blog/2026/11/22/soon/")


DATES = {
    "2026-12-01": "2026-11-22",
    "2026-12-01T09:00:00+08:00": "2026-11-22T20:00:00+08:00",
    '"2026-12-01 09:00"  # planned': "2026-11-22 12:00  # planned",
    "{created: 2026-12-01, updated: 2026-12-02}": "{created: 2026-11-22, updated: 2026-12-02}",
    "\n  updated: 2026-12-02\n  created: 2026-12-01 # c": "\n  updated: 2026-12-02\n  created: 2026-11-22 # c",
}


@pytest.mark.parametrize("date", DATES)
def test_the_new_date_has_the_form_of_the_old_one(site: Path, date: str) -> None:
    path = site / PLACE / "soon.md"
    text = f"---\ndate: {date}\ntags: [x]\n---\n# Soon\n"
    path.write_text(text)
    said("publish", "--now", path)
    assert path.read_text() == text.replace(date, DATES[date])


def test_a_published_post_keeps_its_date_and_so_its_address(site: Path) -> None:
    before = contents(site)
    assert "is published already; its date stays 2026-01-01" in said("publish", "--now", f"{PLACE}/good.md")
    assert contents(site) == before


def test_a_draft_without_a_date_gets_that_of_today(site: Path) -> None:
    said("publish", f"{PLACE}/undated.md")
    assert (site / PLACE / "undated.md").read_text() == "---\ndate: 2026-11-22\n---\n# Undated\n"


def test_an_expired_post_is_said_to_be_expired(site: Path) -> None:
    assert "expired on 2026-02-01; change `expires`" in said("publish", f"{PLACE}/gone.md")


def test_a_folder_s_default_is_contradicted_but_never_so_that_a_post_appears_early(site: Path) -> None:
    write_files(site, f"=== {PLACE}/.meta.yml\ndraft: true\n=== {PLACE}/new.md\n---\ndate: 2026-12-01\n---\n# New\n")
    assert ".meta.yml makes drafts" in said("publish", f"{PLACE}/new.md", code=2)
    said("publish", f"{PLACE}/draft.md")
    assert "draft: false\n---" in (site / PLACE / "draft.md").read_text()
    assert build_again(site).exists("blog/2026/01/01/draft/")
    said("publish", "--now", f"{PLACE}/new.md")
    assert (site / PLACE / "new.md").read_text() == "---\ndate: 2026-11-22\ndraft: false\n---\n# New\n"


REFUSED = {
    "missing.md": "There is no file {}. `blogposts list` names all.",
    "goood.md": 'There is no file {}. Did you mean "docs/blog/posts/good.md"?',
    "../../about.md": "docs/about.md is no post. Posts are Markdown files below docs/blog/posts.",
    "broken.md": '{}:2: `date`: "yesterday" is not a date. Write a date like',
    "braces.md": "{}:2: the front matter is one value in braces. Write each key on a line of its own.",
    "latin.md": "the file is not in UTF-8",
}


@pytest.mark.parametrize("name", REFUSED)
def test_where_one_file_is_refused_none_is_changed_and_the_remedy_is_said(site: Path, name: str) -> None:
    write_files(
        site,
        f"=== {PLACE}/broken.md\n---\ndate: yesterday\n---\n# B\n"
        f"=== {PLACE}/braces.md\n---\n{{date: 2026-01-01}}\n---\n# B\n",
    )
    (site / PLACE / "latin.md").write_bytes("---\ndate: 2026-01-01\n---\n# Grün\n".encode("latin-1"))
    before = contents(site)
    path = f"{PLACE}/{name}"
    assert REFUSED[name].format(path) in said("unpublish", f"{PLACE}/good.md", path, code=2)
    assert contents(site) == before


def test_a_pattern_of_drafts_in_the_configuration_is_named(site: Path) -> None:
    project(site, POSTS, CONFIG + "draft_docs: blog/posts/good.md\n")
    assert "is a draft by `draft_docs` in mkdocs.yml" in said("publish", f"{PLACE}/good.md", code=2)


def test_files_are_found_from_where_the_command_is_given(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site / PLACE)
    assert said("publish", "--project", "../../..", "draft.md").startswith("draft.md: is published")


def test_what_cannot_be_read_gives_2(tmp_path: Path) -> None:
    project(tmp_path, POSTS, "site_name: N\nplugins: [search]\n")
    assert "enables no plugin `blogposts`" in said("publish", "--project", tmp_path, "x.md", code=2)
    project(tmp_path, POSTS, "site_name: N\nplugins: [nonesuch]\n")
    assert "nonesuch" in said("publish", "--project", tmp_path, "x.md", code=2)


def test_it_works_on_properdocs_alone(tmp_path: Path) -> None:
    write_files(tmp_path, "=== theme/main.html\n{{ page.content }}\n")
    project(
        tmp_path, POSTS, CONFIG.replace("theme: mkdocs", "theme: {name: null, custom_dir: theme}"), "properdocs.yml"
    )
    command = [str(python_of(ALONE)), "-m", "mkdocs_blogposts", "publish", f"{PLACE}/draft.md"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "draft: true" not in (tmp_path / PLACE / "draft.md").read_text()
