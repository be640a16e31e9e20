"""The command `list` on real projects: what it shows, and that it fits the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mkdocs_blogposts.blog.columns import columns
from mkdocs_blogposts.cli.main import main
from tests.sites import build_again, write_files
from tests.test_cli import CONFIG, blogposts, project

POSTS = """
=== docs/blog/posts/one.md
---
date: 2026-01-01
tags: [linux, shell]
categories: [Notes]
---
# One

Some words here.
=== docs/blog/posts/2026-12-01-soon.md
---
date: 2026-12-01 09:00
tags: linux
authors: Mira
---
# 一篇关于前缀缓存命中率以及其他许多事情的很长的文章标题

你好，世界。
=== docs/blog/posts/draft.md
---
draft: true
readtime: 12
---
# Draft
=== docs/blog/posts/gone.md
---
date: 2026-01-02
expires: 2026-02-01
---
# Gone
=== docs/blog/posts/hidden.md
---
date: 2026-01-03
unlisted: true
---
# Hidden
"""
PLACE = "docs/blog/posts"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project to work in."""
    monkeypatch.chdir(project(tmp_path, POSTS))
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def posts(*arguments: object) -> list[dict[str, Any]]:
    """Return what the command says as JSON."""
    found: list[dict[str, Any]] = json.loads(blogposts("list", *arguments, "--json").stdout)["posts"]
    return found


def titles(*arguments: object) -> list[str]:
    return [each["title"][:6] for each in posts(*arguments)]


@pytest.mark.usefixtures("site")
def test_all_posts_stand_in_a_table_newest_first_with_those_that_are_held_back() -> None:
    lines = blogposts("list").stdout.splitlines()
    assert lines == [
        "date              state      title               words  min  file",
        "2026-12-01 09:00  scheduled  一篇关于前缀缓存…      31    1  …2026-12-01-soon.md",
        "                  draft      Draft                   1   12  …log/posts/draft.md",
        "2026-01-03        unlisted   Hidden                  1    1  …og/posts/hidden.md",
        "2026-01-02        expired    Gone                    1    1  …blog/posts/gone.md",
        "2026-01-01        published  One                     4    1  …/blog/posts/one.md",
        "",
        "5 posts: 1 published, 1 unlisted, 1 draft, 1 scheduled and 1 expired.",
    ]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("width", [60, 72, 79, 80, 100, 140])
def test_the_table_fits_the_terminal_also_where_characters_are_wide(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    widest = max(map(columns, blogposts("list").stdout.splitlines()[:-1]))
    assert min(width, 130) - 22 < widest <= width


@pytest.mark.usefixtures("site")
def test_nothing_is_cut_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert "…" not in blogposts("list").stdout


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("given", "found"),
    [
        (("--drafts",), ["Draft"]),
        (("--scheduled", "--expired"), ["一篇关于前缀", "Gone"]),
        (("--unlisted",), ["Hidden"]),
        (("--published",), ["One"]),
        (("--tag", "linux"), ["一篇关于前缀", "One"]),
        (("--tag", "shell,linux", "--published"), ["One"]),
        (("--category", "Notes", "--author", "Mira"), []),
        (("--author", "Mira"), ["一篇关于前缀"]),
    ],
)
def test_options_choose_posts_by_state_and_term(given: tuple[str, ...], found: list[str]) -> None:
    assert titles(*given) == found


@pytest.mark.usefixtures("site")
def test_a_term_that_nobody_uses_is_refused_with_the_nearest() -> None:
    done = blogposts("list", "--tag", "linus")
    assert (done.exit_code, done.stderr) == (2, 'Error: There is no "linus" in tags. Did you mean "linux"?\n')


@pytest.mark.usefixtures("site")
def test_where_no_post_fits_the_command_says_so() -> None:
    done = blogposts("list", "--drafts", "--tag", "linux")
    assert (done.exit_code, done.stdout) == (0, 'No posts. `blogposts new "Title"` begins one.\n')


@pytest.mark.usefixtures("site")
def test_states_are_coloured_in_a_terminal_only() -> None:
    assert "\x1b[33mdraft\x1b[0m      Draft" in CliRunner().invoke(main, ["list"], color=True).stdout
    assert "\x1b" not in CliRunner().invoke(main, ["list"], color=True, env={"NO_COLOR": "1"}).stdout
    assert "\x1b" not in blogposts("list").stdout


def test_json_says_where_each_post_lives_in_a_build(site: Path) -> None:
    found = {each["source"].rpartition("/")[2]: each for each in posts()}
    assert found["one.md"] == {
        "file": f"{PLACE}/one.md",
        "source": "blog/posts/one.md",
        "blog": "blog",
        "title": "One",
        "date": "2026-01-01",
        "state": "published",
        "url": "blog/2026/01/01/one/",
        "words": 4,
        "minutes": 1,
        "terms": {"categories": ["Notes"], "tags": ["linux", "shell"]},
    }
    assert build_again(site).exists(found["hidden.md"]["url"])
    assert found["2026-12-01-soon.md"]["date"] == "2026-12-01T09:00:00+00:00"
    assert (found["draft.md"]["date"], found["draft.md"]["url"]) == (None, None)


def test_a_file_that_is_no_post_is_told_apart(site: Path) -> None:
    write_files(site, f"=== {PLACE}/bad.md\n---\ndate: yesterday\n---\n")
    done = blogposts("list", "--json")
    assert len(json.loads(done.stdout)["posts"]) == 5
    assert done.stderr == "1 file could not be read as a post. `blogposts check` says why.\n"


def test_all_blogs_are_listed_or_the_one_that_is_named(site: Path) -> None:
    project(site, "=== docs/news/posts/2026-02-01-new.md\n# New\n", CONFIG + "  - blogposts: {blog_dir: news}\n")
    assert titles() == ["一篇关于前缀", "Draft", "New", "Hidden", "Gone", "One"]
    assert titles("--blog", "news") == ["New"]


def test_the_site_is_not_built(site: Path) -> None:
    hook = "=== hook.py\ndef on_pre_build(config):\n    raise SystemExit('built')\n"
    write_files(site, hook)
    project(site, POSTS, CONFIG + "hooks: [hook.py]\n")
    assert len(posts()) == 5
    assert not (site / "site").exists()


def test_json_says_when_time_alone_changes_what_a_build_shows(site: Path) -> None:
    def next_change() -> object:
        return json.loads(blogposts("list", "--tag", "shell", "--json").stdout)["next_change"]

    assert next_change() == "2026-12-01T09:00:00+00:00"
    config = CONFIG + "  - blogposts: {blog_dir: news, now: 2026-11-22 12:00}\n"
    project(
        site, "=== docs/news/posts/a.md\n---\ndate: 2026-01-01\nexpires: 2026-11-30\ntags: shell\n---\n# A\n", config
    )
    assert next_change() == "2026-11-30T00:00:00+00:00"
    for each in ("blog/posts/2026-12-01-soon.md", "news/posts/a.md"):
        (site / "docs" / each).unlink()
    assert next_change() is None
