"""The command line: `blogposts check` on real projects, in every format, on MkDocs and on ProperDocs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mkdocs_blogposts.blog.columns import columns
from mkdocs_blogposts.cli.main import main
from tasks import ROOT
from tests.sites import build_again, write_files
from tests.test_properdocs import ALONE, python_of

CONFIG = """
site_name: Notes
theme: mkdocs
plugins:
  - blogposts:
      now: 2026-11-22 12:00
"""

CLEAN = """
=== docs/index.md
# Home
=== docs/blog/posts/good.md
---
date: 2026-01-01
description: A post without a fault
---
# Good
"""

FAULTY = """
=== docs/index.md
# Home

See [the next post](blog/posts/soon.md), and [another](nowhere.md).
=== docs/blog/posts/.meta.yml
description: One of several posts
=== docs/blog/posts/2026-01-01-good.md
# Good

<img src="lost.png" alt="A ship">
=== docs/blog/posts/bad.md
---
title: Bad
date: yesterday
---
=== docs/blog/posts/soon.md
---
date: 2027-01-01
---
# Soon
=== docs/blog/posts/spelling.md
---
date: 2026-02-01
catgories: [Notes]
---
# Spelling, 100% wrong
"""


def project(folder: Path, text: str, config: str = CONFIG, name: str = "mkdocs.yml") -> Path:
    """Write a project into a folder, and return the folder."""
    write_files(folder, text, {name: config})
    return folder


def blogposts(*arguments: object) -> Result:
    """Call the command in this process."""
    return CliRunner().invoke(main, [str(each) for each in arguments])


def report(*arguments: object) -> Any:
    """Return what the command says as JSON."""
    return json.loads(blogposts(*arguments, "--format", "json").stdout)


def faults(said: Any) -> list[tuple[str | None, int | None, str, str]]:
    """Return place, severity and origin of what a report names."""
    return [(each["file"], each["line"], each["severity"], each["origin"]) for each in said["problems"]]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("faulty"), FAULTY)


@pytest.fixture
def within(faulty: Path) -> Iterator[Path]:
    """Work in the folder of the faulty project."""
    before = Path.cwd()
    os.chdir(faulty)
    yield faulty
    os.chdir(before)


# What is found


@pytest.mark.usefixtures("within")
def test_every_problem_is_named_at_once_by_file_and_line_with_those_of_finished_pages() -> None:
    assert faults(report("check")) == [
        ("docs/blog/posts/2026-01-01-good.md", 3, "warning", "blogposts"),
        ("docs/blog/posts/bad.md", 3, "error", "blogposts"),
        ("docs/blog/posts/spelling.md", 3, "hint", "blogposts"),
        ("docs/index.md", 3, "warning", "MkDocs"),
        ("docs/index.md", 3, "warning", "blogposts"),
    ]


@pytest.mark.usefixtures("within")
def test_each_problem_has_its_fault_and_its_remedy() -> None:
    said = {each["line"]: each for each in report("check")["problems"] if "posts" in each["file"]}
    assert said[3]["fault"] == "unknown key `catgories`"
    assert said[3]["remedy"] == 'Did you mean "categories"?'


def test_check_finds_what_a_strict_build_finds(faulty: Path) -> None:
    warnings = build_again(faulty).warnings
    found = [each for each in report("check", "--project", faulty)["problems"] if each["severity"] != "hint"]
    assert len(found) == len(warnings)
    assert all(any(each["fault"] in warning for warning in warnings) for each in found)


@pytest.mark.usefixtures("within")
def test_posts_held_back_are_told_but_are_no_problem() -> None:
    (note,) = report("check")["notes"]
    assert note.startswith("1 held back: blog/posts/soon.md (scheduled); the next change is due ")


def test_warnings_of_other_plugins_are_told_with_their_name(tmp_path: Path) -> None:
    config = CONFIG + "hooks: [hook.py]\n"
    hook = """
    === hook.py
    from mkdocs.plugins import get_plugin_logger

    def on_env(env, config, files):
        print("chatter")
        get_plugin_logger("weather").warning("It rains")
    """
    write_files(tmp_path, hook)
    project(tmp_path, CLEAN, config)
    done = blogposts("check", "--project", tmp_path, "--format", "json")
    assert faults(json.loads(done.stdout)) == [(None, None, "warning", "weather")]
    assert done.exit_code == 1
    text = blogposts("check", "--project", tmp_path).stdout
    assert "In no single file\n  warning  weather: It rains\n" in text


def test_entries_of_nav_that_lead_nowhere_are_told_with_their_line(tmp_path: Path) -> None:
    project(tmp_path, CLEAN, CONFIG + "nav:\n  - index.md\n  - blog/index.md\n  - gone.md\n")
    found = report("check", "-f", tmp_path / "mkdocs.yml")["problems"]
    assert [(Path(each["file"]).name, each["line"]) for each in found] == [("mkdocs.yml", 10)]


def test_a_check_writes_nothing_into_the_project(tmp_path: Path) -> None:
    project(tmp_path, FAULTY)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    blogposts("check", "--project", tmp_path)
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if ".cache" not in path.parts}
    assert after == before


# Exit codes


def test_a_clean_project_gives_0(tmp_path: Path) -> None:
    done = blogposts("check", "--project", project(tmp_path, CLEAN))
    assert (done.exit_code, done.stdout) == (0, "No problems in 1 post.\n")


@pytest.mark.parametrize(
    ("given", "code"), [((), 0), (("--fail-on", "hint"), 1), (("--fail-on", "warning"), 0), (("--fail-on", "error"), 0)]
)
def test_hints_fail_a_check_only_when_asked_to(tmp_path: Path, given: tuple[str, ...], code: int) -> None:
    project(tmp_path, "=== docs/blog/posts/a.md\n---\ndate: 2026-01-01\ncatgories: [A]\n---\n# A\n")
    assert blogposts("check", "--project", tmp_path, *given).exit_code == code


@pytest.mark.parametrize(("given", "code"), [((), 1), (("--fail-on", "error"), 0)])
def test_warnings_fail_a_check_unless_only_errors_shall(tmp_path: Path, given: tuple[str, ...], code: int) -> None:
    project(tmp_path, CLEAN + "[to nowhere](nowhere.md)\n")
    assert blogposts("check", "--project", tmp_path, *given).exit_code == code


def test_a_folder_without_a_project_gives_2_and_says_how_to_name_one(tmp_path: Path) -> None:
    done = blogposts("check", "--project", tmp_path)
    assert done.exit_code == 2
    assert f"No mkdocs.yml or properdocs.yml in {tmp_path}" in done.stderr


CANNOT_RUN = {
    "no such plugin": ("site_name: N\nplugins: [search, blogposts, nonesuch]\n", "nonesuch"),
    "no such setting's value": ("site_name: N\nplugins: [{blogposts: {list_style: rows}}]\n", "list_style"),
    "not YAML": ("site_name: [N\n", "configuration file"),
    "without the plugin": ("site_name: N\n", "enables no plugin `blogposts`. Add it under `plugins:`"),
    "a failing hook": ("site_name: N\nplugins: [blogposts]\nhooks: [hook.py]\n", "KeyError: 'mine'"),
    "a hook that exits": ("site_name: N\nplugins: [blogposts]\nhooks: [exit.py]\n", "SystemExit: enough"),
}


@pytest.mark.parametrize("name", CANNOT_RUN)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_what_cannot_be_built_gives_2_and_its_reason(tmp_path: Path, name: str, form: str) -> None:
    config, reason = CANNOT_RUN[name]
    hooks = """
    === hook.py
    def on_nav(nav, config, files):
        raise KeyError("mine")
    === exit.py
    def on_nav(nav, config, files):
        raise SystemExit("enough")
    """
    write_files(tmp_path, hooks)
    done = blogposts("check", "--project", project(tmp_path, CLEAN, config), "--format", form)
    assert done.exit_code == 2
    said = json.loads(done.stdout) if form == "json" else None
    assert reason in (" ".join(done.stdout.split()) if said is None else f"{said['failure']} {said['problems']}")
    if form == "text":
        assert "The check could not be run: " in done.stdout
    elif form == "github":
        assert "::error title=blogposts::The check could not be run: " in done.stdout


def test_what_was_found_before_a_build_failed_is_told(tmp_path: Path) -> None:
    write_files(tmp_path, '=== hook.py\ndef on_env(env, config, files):\n    raise KeyError("mine")\n')
    project(tmp_path, FAULTY, CONFIG + "hooks: [hook.py]\n")
    done = blogposts("check", "--project", tmp_path)
    assert done.exit_code == 2
    assert '`date`: "yesterday" is not a date' in done.stdout


# Formats


@pytest.mark.usefixtures("within")
def test_text_has_the_place_first_then_fault_and_remedy_then_a_summary_within_80_columns() -> None:
    text = blogposts("check").stdout
    assert (
        "docs/blog/posts/bad.md:3\n"
        '  error    `date`: "yesterday" is not a date\n'
        "           Write a date like 2026-11-22, 2026-11-22 08:30 or\n"
        "           2026-11-22T08:30:00+08:00\n"
        "\n"
    ) in text
    assert (
        "docs/index.md:3\n"
        "  warning  MkDocs: a link 'nowhere.md', but the target is not found among\n"
        "           documentation files.\n"
        "  warning  a link to blog/posts/soon.md, which is held back (scheduled)\n"
        "           Remove the link until then, or publish the post\n"
    ) in text
    assert text.endswith("\n\n1 error, 3 warnings and 1 hint in 4 posts.\n")
    assert max(map(columns, text.split("\n"))) <= 80
    assert "\x1b[" not in text


@pytest.mark.usefixtures("within")
@pytest.mark.parametrize(("given", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_are_for_terminals_that_want_them(given: dict[str, str], is_coloured: bool) -> None:
    text = CliRunner().invoke(main, ["check"], color=True, env=given).stdout
    assert ("\x1b[31merror\x1b[0m    `date`" in text) is is_coloured


def test_text_of_wide_characters_fits_too(tmp_path: Path) -> None:
    title = "一个 很长 的 标题 " * 2
    post = f"---\ndate: 2026-01-01\ncategories: ['{title}x', '{title}X']\n---\n# 文\n"
    text = blogposts("check", "--project", project(tmp_path, f"=== docs/blog/posts/a.md\n{post}")).stdout
    lines = [line for line in text.split("\n") if line.startswith(" ")]
    assert "make the same slug" in " ".join(text.split())
    assert 70 < max(map(columns, lines)) <= 80


@pytest.mark.usefixtures("within")
def test_json_has_the_documented_keys() -> None:
    said = report("check")
    assert [*said] == ["version", "posts", "counts", "problems", "notes", "failure"]
    assert (said["version"], said["posts"], said["failure"]) == (1, 4, None)
    assert said["counts"] == {"errors": 1, "warnings": 3, "hints": 1}
    assert {key for each in said["problems"] for key in each} == {
        "file",
        "line",
        "severity",
        "fault",
        "remedy",
        "origin",
    }


@pytest.mark.usefixtures("within")
def test_github_s_annotations_stand_at_their_lines() -> None:
    lines = blogposts("check", "--format", "github").stdout.splitlines()
    assert "::error file=docs/blog/posts/bad.md,line=3,title=blogposts::`date`: " in lines[1]
    assert lines[2].startswith("::notice file=docs/blog/posts/spelling.md,line=3,")
    assert lines[3].startswith("::warning file=docs/index.md,line=3,title=MkDocs::")
    assert lines[-1] == "1 error, 3 warnings and 1 hint in 4 posts."


def test_github_s_annotations_are_escaped(tmp_path: Path) -> None:
    name = "100% a, b: c.md" if os.name != "nt" else "100% a, b.md"
    project(tmp_path, f"=== docs/blog/posts/{name}\n---\ndate: '50%: never'\n---\n# A\n")
    line = blogposts("check", "--project", tmp_path, "--format", "github").stdout.splitlines()[0]
    properties, message = line.removeprefix("::error ").split("::", 1)
    assert "100%25 a%2C b" in properties
    assert ": " not in properties
    assert message.startswith('`date`: "50%25: never" is not a date. ')


def test_paths_of_annotations_start_in_github_s_checkout(tmp_path: Path) -> None:
    project(tmp_path / "site", FAULTY)
    environment = {"GITHUB_WORKSPACE": str(tmp_path)}
    given = ["check", "--project", str(tmp_path / "site"), "--format", "github"]
    assert "file=site/docs/blog/posts/bad.md,line=3" in CliRunner().invoke(main, given, env=environment).stdout


# Ways to call it


def test_paths_are_seen_from_where_the_command_was_given(within: Path) -> None:
    os.chdir(within / "docs")
    assert "\nblog/posts/bad.md:3\n" in blogposts("check", "--project", within).stdout


def test_help_documents_exit_codes() -> None:
    said = " ".join(blogposts("check", "--help").stdout.split())
    assert "Exit codes: 0 no problems, or none that counts" in said
    assert "1 there are problems; with --from-material: a URL would change;" in said
    assert "with --urls: a URL would lead nowhere 2 the check could not be run" in said


@pytest.mark.parametrize("environment", [ALONE, "beside MkDocs"])
def test_check_works_on_properdocs(tmp_path: Path, environment: str) -> None:
    config = CONFIG.replace("theme: mkdocs", "theme: {name: null, custom_dir: theme}")
    write_files(tmp_path, "=== theme/main.html\n{{ page.content }}\n")
    project(tmp_path, FAULTY, config, "properdocs.yml")
    command = [str(python_of(environment)), "-m", "mkdocs_blogposts", "check", "--format", "json"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    assert faults(json.loads(done.stdout))[-2:] == [
        ("docs/index.md", 3, "warning", "ProperDocs"),
        ("docs/index.md", 3, "warning", "blogposts"),
    ]


def test_as_a_module_it_finds_functions_of_the_project_s_own(tmp_path: Path) -> None:
    write_files(tmp_path, "=== ext/slugs.py\ndef same(text, separator):\n    return 'same'\n")
    project(tmp_path, CLEAN, CONFIG + "      post_slugify: !!python/name:ext.slugs.same\n")
    command = [sys.executable, "-m", "mkdocs_blogposts", "check"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, "No problems in 1 post.\n"), done.stderr


def test_the_command_is_installed_under_its_name() -> None:
    program = Path(sys.executable).with_name("blogposts.exe" if os.name == "nt" else "blogposts")
    if not program.exists():
        pytest.skip("installed before there was a command")
    assert "check" in subprocess.run([str(program), "--help"], capture_output=True, text=True, check=True).stdout
