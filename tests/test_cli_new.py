"""The command `new` on real projects: where a post goes, what it is called, what stands in it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

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
=== docs/blog/posts/two.md
---
date: 2026-11-23 09:00
tags: linux
---
# Two
"""
PLACE = "docs/blog/posts"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project to work in."""
    monkeypatch.chdir(project(tmp_path, POSTS))
    return tmp_path


def new(*arguments: object) -> tuple[str, list[str]]:
    """Return the path of a new post, and what is said besides."""
    done = blogposts("new", *arguments)
    assert done.exit_code == 0, done.output
    return done.stdout.strip(), done.stderr.splitlines()


def refusal(*arguments: object, code: int = 2) -> str:
    done = blogposts("new", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    return " ".join(done.stderr.split())


def test_a_post_lies_in_the_posts_folder_under_date_and_title_and_is_built(site: Path) -> None:
    assert new("A first look") == (f"{PLACE}/2026-11-22-a-first-look.md", [])
    text = (site / PLACE / "2026-11-22-a-first-look.md").read_text()
    assert text == "---\ndate: 2026-11-22\n---\n# A first look\n\n"
    built = build_again(site)
    assert built.exists("blog/2026/11/22/a-first-look/")
    assert built.warnings == []


def test_chinese_titles_keep_chinese(site: Path) -> None:
    path, _ = new("你好，世界：*第一*", "--categories", "Notes，随笔")
    assert path == f"{PLACE}/2026-11-22-你好世界第一.md"
    text = (site / path).read_text(encoding="utf-8")
    assert (
        text
        == "---\ndate: 2026-11-22\ncategories: [Notes, 随笔]\ntitle: 你好，世界：*第一*\n---\n# 你好，世界：*第一*\n\n"
    )
    assert build_again(site).exists("blog/2026/11/22/你好世界第一/")


def test_the_project_s_settings_decide_place_and_name(tmp_path: Path) -> None:
    config = CONFIG + "      post_dir: '{blog}'\n      blog_dir: news\n      post_slugify_separator: _\n"
    project(tmp_path, "=== docs/index.md\n# Home\n", config + "      timezone: Pacific/Auckland\n")
    new("A first look", "--project", tmp_path)
    assert (tmp_path / "docs/news/2026-11-22-a_first_look.md").exists()


def test_a_draft_needs_no_date_and_gets_one_when_it_is_published(site: Path) -> None:
    path, _ = new("Later", "--draft")
    assert path == f"{PLACE}/later.md"
    assert (site / path).read_text() == "---\ndraft: true\n---\n# Later\n\n"
    assert blogposts("publish", path).exit_code == 0
    assert (site / path).read_text() == "---\ndate: 2026-11-22\n---\n# Later\n\n"


def test_a_bundle_is_a_folder(site: Path) -> None:
    assert new("Pictures", "--bundle")[0] == f"{PLACE}/2026-11-22-pictures/index.md"
    assert build_again(site).exists("blog/2026/11/22/pictures/")


@pytest.mark.parametrize(
    ("date", "name"),
    [
        ("2026-12-01", "2026-12-01-soon.md"),
        ("2026-12-01 09:00", "2026-12-01-soon.md"),
        ("2026年1月5日", "2026-01-05-soon.md"),
    ],
)
def test_a_date_is_written_as_it_was_given(site: Path, date: str, name: str) -> None:
    path, said = new("Soon", "--date", date)
    assert path == f"{PLACE}/{name}"
    assert f"date: {date}\n" in (site / path).read_text(encoding="utf-8")
    assert bool(said) is date.startswith("2026-12")


def test_a_schedule_gives_the_next_moment_that_no_post_has(site: Path) -> None:
    first, said = new("First", "--schedule", "mon,thu 09:00")
    second, _ = new("Second", "--schedule", "mon,thu 09:00")
    assert "date: 2026-11-26 09:00\n" in (site / first).read_text()  # Monday is taken
    assert "date: 2026-11-30 09:00\n" in (site / second).read_text()
    assert said == ["It is scheduled for 2026-11-26 09:00 UTC. Times are in UTC: set `timezone` if yours is another."]


def test_what_is_there_is_never_overwritten(site: Path) -> None:
    path, _ = new("Same")
    before = (site / path).read_bytes()
    assert f"{path} is there already. Choose another title" in refusal("Same")
    assert f"{path} is there already" in refusal("Same", "--bundle")
    assert (site / path).read_bytes() == before


def test_a_term_that_is_new_is_told_with_the_nearest_in_use(site: Path) -> None:
    _, said = new("Terms", "--tags", "linux, linus", "--tags", "zz")
    assert said == ['"linus" is new in tags. Did you mean "linux"?', '"zz" is new in tags.']


def test_a_term_or_author_that_is_not_allowed_is_refused(site: Path) -> None:
    project(site, POSTS, CONFIG + "      categories_allowed: [Notes, News]\n")
    write_files(site, "=== docs/blog/.authors.yml\nauthors: {mira: {name: Mira}}\n")
    assert refusal("A", "--categories", "Note") == 'Error: "Note" is not an allowed category. Did you mean "Notes"?'
    assert '"mona" is not an allowed author. There is mira.' in refusal("A", "--authors", "mona")
    assert new("A", "--authors", "mira", "--categories", "News")[1] == []


TEMPLATE = """
=== docs/blog/.post.md
---
title: {{ title | yaml }}
tags: [always]
{% if draft %}draft: true
{% endif %}date: {{ date }}   # the day
---
<!-- more -->
"""


def test_the_blog_s_own_template_is_taken_and_completed(site: Path) -> None:
    write_files(site, TEMPLATE)
    path, _ = new("It: a 'title'", "--tags", "linux,always")
    assert (site / path).read_text() == (
        "---\ntitle: \"It: a 'title'\"\ntags: [always, linux]\ndate: 2026-11-22   # the day\n---\n<!-- more -->\n"
    )
    assert build_again(site).warnings == []
    write_files(site, "=== own.md\n# {{ title | upper }} {{ slug }}\n")
    other, _ = new("Other", "--template", "own.md")
    assert (site / other).read_text() == "---\ndate: 2026-11-22\ntitle: Other\n---\n# OTHER other\n"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ titel }}", "own.md: 'titel' is undefined. A template knows {{ title }}, {{ date }}"),
        ("# A\n{% if %}", "own.md:2: "),
        ("---\na: [\n---\n", "own.md:3: "),
    ],
)
def test_a_fault_in_a_template_is_said_with_its_place(site: Path, template: str, said: str) -> None:
    (site / "own.md").write_text(template)
    assert said in refusal("A", "--template", "own.md")


def test_the_editor_opens_the_new_file(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(site, "=== editor.py\nimport sys\nopen(sys.argv[1], 'a').write('edited')\n")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {site / 'editor.py'}")
    path, _ = new("Edited", "--edit")
    assert (site / path).read_text().endswith("# Edited\n\nedited")


def test_of_several_blogs_the_first_is_meant_or_the_one_that_is_named(site: Path) -> None:
    project(site, POSTS, CONFIG + "  - blogposts: {blog_dir: news, now: 2026-11-22}\n")
    assert new("A")[0].startswith("docs/blog/posts/")
    assert new("A", "--blog", "news")[0].startswith("docs/news/posts/")
    assert 'No blog "new". Did you mean "news"?' in refusal("A", "--blog", "new")


WRONG = {
    ("--date", "soon"): '"soon" is not a date. Write a date like',
    ("--schedule", "soon"): '"soon" is no schedule. Write days and a time',
    ("--schedule", "mon 9:00", "--date", "2026-01-01"): "Keep one of them",
}


@pytest.mark.parametrize("given", WRONG)
def test_an_option_that_is_wrong_gives_2_and_the_remedy(site: Path, given: tuple[str, ...]) -> None:
    before = sorted(site.rglob("*"))
    assert WRONG[given] in refusal("A", *given, code=2)
    assert "in quotes" in refusal(" ", code=2)
    assert sorted(site.rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "begun", "found"),
    [
        (["new", "A", "--tags"], "", ["linux", "shell"]),
        (["new", "A", "--tags"], "linux,S", ["linux,shell"]),
        (["new", "A", "--categories"], "n", ["Notes"]),
        (["new", "A", "--project", "docs", "--tags"], "", []),
    ],
)
@pytest.mark.usefixtures("site")
def test_the_shell_completes_the_terms_in_use_those_first_that_most_posts_have(
    words: list[str], begun: str, found: list[str]
) -> None:
    completion = ShellComplete(main, {}, "blogposts", "_BLOGPOSTS_COMPLETE")
    assert [item.value for item in completion.get_completions(words, begun)] == found


def test_the_documented_way_to_completion_works() -> None:
    said = CliRunner().invoke(main, [], prog_name="blogposts", env={"_BLOGPOSTS_COMPLETE": "zsh_source"}).stdout
    assert "compdef" in said


# In an empty folder


def test_in_an_empty_folder_a_project_begins_with_the_post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "my-notes"
    for path in (".venv/pyvenv.cfg", "env/pyvenv.cfg", ".git/config", "README.md", "LICENSE"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).touch()
    monkeypatch.chdir(folder)
    path, said = new("Hello", "--date", "2026-01-15")
    assert said == ["docs/index.md and mkdocs.yml are new, too. `mkdocs serve --open` shows the site."]
    assert path == f"{PLACE}/2026-01-15-hello.md"
    built = build_again(folder)
    assert built.warnings == []
    assert built.config.site_name == "My notes"
    assert (built.cards(""), built.cards("blog/")) == (["Hello"], ["Hello"])
    assert new("Again", "--date", "2026-01-16")[1] == []


@pytest.mark.parametrize("arguments", [["Hello", "--date", "never"], [" "], ["Hello", "--blog", "nowhere"]])
def test_where_that_fails_the_folder_stays_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusal(*arguments)
    assert not [*tmp_path.iterdir()]


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "letter.txt").touch()
    monkeypatch.chdir(tmp_path)
    assert "No mkdocs.yml or properdocs.yml" in refusal("Hello")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
