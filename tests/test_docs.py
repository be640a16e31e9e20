"""The documentation: it builds, says all that the code has, and its examples work."""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
import shlex
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.utils.yaml import yaml_load

from mkdocs_blogposts import views
from mkdocs_blogposts.blog.post_reader import _OWN_KEYS
from mkdocs_blogposts.cli.main import main
from mkdocs_blogposts.config import (
    BlogpostsConfig,
    CommentsConfig,
    FeedsConfig,
    HeadConfig,
    RedirectsConfig,
    RelatedConfig,
    ShareConfig,
    TaxonomyConfig,
    apply_preset,
)
from mkdocs_blogposts.live.neighbours import FOLLOW
from tests.neighbours.cases import CASES
from tests.sites import Site, build_again, write_files
from tests.test_cli import blogposts

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    "index.md",
    "writing.md",
    "recipes.md",
    "architecture.md",
    "trust.md",
    "speed.md",
    "settings.md",
    "themes.md",
    "templates.md",
    "feeds.md",
    "checking.md",
    "moving.md",
    "importing.md",
    "commands.md",
    "plugins.md",
    "readers.md",
    "gallery.md",
]
VIEWS = [each for _, each in inspect.getmembers(views, dataclasses.is_dataclass)]


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Site:
    config = load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(tmp_path_factory.mktemp("docs")))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    return Site(ROOT, config)


@pytest.fixture(scope="module")
def reference(docs: Site) -> Any:
    """The hook that writes the tables."""
    return next(hook for name, hook in docs.config.hooks.items() if name.endswith("reference.py"))


def test_the_page_of_other_plugins_says_how_edits_follow_beside_each() -> None:
    text = (ROOT / "docs/plugins.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"^\| `([\w-]+)` \|[^|]*\| (at once|at the pause) \|", text, re.MULTILINE))
    at_once = {name for name, when in said.items() if when == "at once"}
    assert at_once == {kind.split("/")[-1] for kind in FOLLOW} - {"blogposts"}


def test_the_page_of_other_plugins_names_each_that_is_tested() -> None:
    text = (ROOT / "docs/plugins.md").read_text(encoding="utf-8")
    tested = {
        each.split("/")[-1]
        for case in CASES.values()
        for each in re.findall(r"^- ([\w-]+)", case.plugins, re.MULTILINE)
    }
    assert [each for each in sorted(tested) if f"| `{each}` |" not in text] == []


def test_each_known_fault_names_tests_that_exist() -> None:
    _, *lines = (ROOT / "tests/FAILURES.md").read_text(encoding="utf-8").split("\n| ")
    named = {each for line in lines for each in re.findall(r"`([\w/]+)::(\w+)", line)}
    files = {file: (ROOT / "tests" / file).with_name(f"test_{Path(file).name}.py").read_text() for file, _ in named}
    assert [f"{file}::{name}" for file, name in sorted(named) if f"def test_{name}(" not in files[file]] == []


def first_cells(site: Site, path: str) -> list[str]:
    return site.texts(path, ".md-content td:first-child")


def blocks(path: str, language: str) -> list[str]:
    """Return the code blocks of a page that are in one language, without those inside another block."""
    text = (ROOT / path).read_text(encoding="utf-8")
    fences = re.compile(r"^(?P<marks>`{3,})(?P<info>\w*)\n(?P<text>.*?)^(?P=marks)$", re.DOTALL | re.MULTILINE)
    return [found["text"] for found in fences.finditer(text) if found["info"] == language]


# The site


def test_docs_build_strictly_and_no_link_in_them_is_dead(docs: Site) -> None:
    assert docs.dead_links() == []


def test_every_page_of_the_docs_is_in_the_menu(docs: Site) -> None:
    pages = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert pages == set(PAGES)
    assert all(page in (ROOT / "mkdocs.yml").read_text(encoding="utf-8") for page in pages)


def test_every_marker_is_replaced_by_a_table(docs: Site) -> None:
    for page in ("settings/", "templates/", "checking/", "commands/"):
        assert "<!-- " not in re.sub(r"<pre.*?</pre>|<code.*?</code>", "", docs.html(page).split("<article")[1])


# What the code has


PARTS = [TaxonomyConfig, FeedsConfig, HeadConfig, RelatedConfig, RedirectsConfig, ShareConfig, CommentsConfig]


@pytest.mark.parametrize("settings", [BlogpostsConfig, *PARTS])
def test_every_setting_has_a_docstring(settings: type, reference: Any) -> None:
    members = reference._members(reference._module("config"), settings.__name__)
    assert {each.name for each in members} == set(settings().keys())
    assert [each.name for each in members if not each.text] == []


def test_every_setting_stands_once_in_the_settings_page_with_an_anchor(docs: Site) -> None:
    shown = docs.values("settings/", ".md-content td:first-child code[id]", "id")
    names = ((part.__name__.removesuffix("Config").lower(), key) for part in PARTS for key in part())
    wanted = [*BlogpostsConfig(), *(f"{part}-{key}" for part, key in names)]
    assert sorted(shown) == sorted(wanted)


@pytest.mark.parametrize("settings", [BlogpostsConfig, *PARTS])
def test_every_setting_has_an_example_that_is_valid_and_no_default(settings: type[Config], docs: Site) -> None:
    examples = yaml.safe_load((ROOT / "docs/.hooks/examples.yml").read_text(encoding="utf-8"))[settings.__name__]
    assert sorted(examples) == sorted(settings())
    shown = docs.texts("settings/", ".md-content td:last-child code")
    for name, example in examples.items():
        config, given = settings(), yaml_load(f"{name}: {example}\n")
        assert config[name] != given[name] or "!ENV" in example
        config.load_dict(given)
        failed, _ = config.validate()
        assert failed == []
        assert f"{name}: {example}" in shown


@pytest.mark.parametrize("name", ["post_excerpt_max_authors", "post_excerpt", "series"])
def test_the_preset_s_table_says_what_the_preset_sets(docs: Site, name: str) -> None:
    config = BlogpostsConfig()
    config.load_dict({"preset": "material"})
    config.validate()
    apply_preset(config)
    row = next(row for row in docs.page("settings/").css("tr") if row.css_first(f'a[href="#{name}"]'))
    assert row.css("td")[-1].text().strip() == str(config[name]).replace("False", "false")


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_every_field_of_a_view_is_documented(docs: Site, view: type) -> None:
    page = docs.html("templates/")
    section = page.split(f'<h3 id="{view.__name__}">')[1].split("<h3 ")[0]
    for field in dataclasses.fields(view):
        assert f"<td><code>{field.name}</code></td>" in section
    assert (view.__doc__ or "").split("\n")[0].split("`")[0] in section


def test_every_fragment_says_what_it_shows_and_what_it_is_given(docs: Site, reference: Any) -> None:
    rows = [reference._fragment(path) for path in reference.fragments()]
    assert len(rows) > 10
    assert all(text and values for _, text, values in rows)
    assert {name.strip("`") for name, *_ in rows} <= set(first_cells(docs, "templates/"))


def test_every_call_of_the_data_object_is_documented(docs: Site) -> None:
    calls = " ".join(first_cells(docs, "templates/"))
    for name in ("latest", "posts", "terms", "authors", "is_post", "post"):
        assert f"blogposts.{name}(" in calls


def test_every_key_of_front_matter_is_documented_and_no_other(docs: Site) -> None:
    table = docs.page("writing/").css_first("table")
    assert table
    shown = [code.text() for row in table.css("tbody tr") for code in row.css("td")[0].css("code")]
    assert sorted(shown) == sorted(_OWN_KEYS)


def test_every_variable_of_the_stylesheet_is_documented_and_no_other(docs: Site) -> None:
    css = (ROOT / "mkdocs_blogposts/assets/blogposts.css").read_text(encoding="utf-8")
    shown = [cell for cell in first_cells(docs, "themes/") if cell.startswith("--")]
    assert sorted(shown) == sorted(set(re.findall(r"var\((--blogposts-[a-z-]+)", css)))


def test_the_tables_are_in_no_file(reference: Any) -> None:
    assert reference.settings_table("pagination", ["pagination"]).startswith("| setting |")
    for page in PAGES:
        assert "| `pagination_per_page`" not in (ROOT / "docs" / page).read_text(encoding="utf-8")


# Examples


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_the_first_example_builds(tmp_path: Path, page: str) -> None:
    write_files(
        tmp_path,
        "",
        {
            "mkdocs.yml": blocks(page, "yaml")[0],
            "docs/blog/posts/2026-01-15-hello.md": blocks(page, "markdown")[0],
        },
    )
    site = build_again(tmp_path)
    assert site.passes_strict
    assert site.warnings == []
    assert site.cards() == ["Hello"]
    assert site.exists("blog/2026/01/15/hello/")
    assert site.exists("blog/archive/2026/")


SETTINGS = [
    (page, block)
    for page in PAGES
    for block in blocks(f"docs/{page}", "yaml")
    if re.match(r"plugins:|pagination:", block)
]


@pytest.mark.parametrize(("page", "block"), SETTINGS)
def test_examples_of_settings_build(tmp_path: Path, page: str, block: str) -> None:
    is_whole = block.startswith("plugins:")
    config = block if is_whole else "plugins:\n  - blogposts:\n" + re.sub("^", "      ", block, flags=re.MULTILINE)
    text = """
    === docs/blog/posts/2026-01-15-hello.md
    # Hello
    """
    write_files(tmp_path, text, {"mkdocs.yml": f"site_name: Notes\n{config}"})
    site = build_again(tmp_path)
    assert site.warnings == []


def test_examples_of_files_beside_posts_build(tmp_path: Path) -> None:
    found = blocks("docs/writing.md", "yaml")
    authors = next(block for block in found if block.startswith("authors:\n"))
    terms = next(block for block in found if block.startswith("categories:\n"))
    meta = next(block for block in found if block.startswith("authors: [mira]\ncategories"))
    files = {
        "mkdocs.yml": "site_name: Notes\nplugins:\n  - blogposts:\n      authors_profiles: true\n",
        "docs/blog/.authors.yml": authors,
        "docs/blog/.taxonomies.yml": terms,
        "docs/blog/posts/guides/.meta.yml": meta,
        "docs/blog/posts/guides/2026-01-15-one.md": "---\ncategories: [Notes]\ntags: [linux]\n---\n# One\n",
        "docs/assets/mira.svg": "<svg/>",
        "docs/assets/notes.png": "",
    }
    write_files(tmp_path, "", files)
    site = build_again(tmp_path)
    assert site.warnings == []
    assert site.texts("blog/category/", ".blogposts-card__title") == ["Notes and sketches"]
    assert site.texts("blog/category/", ".blogposts-chip") == ["Guides 1"]
    assert site.texts("blog/author/mira/", "h1") == ["Mira Halvorsen"]
    assert site.text("blog/tags/").startswith("Tags Linux 1")


def test_the_example_of_a_block_builds(tmp_path: Path) -> None:
    post = "---\ndate: 2026-01-15\ncategories: [Guides]\n---\n# One\n"
    files = {
        "mkdocs.yml": "site_name: Notes\nplugins:\n  - blogposts\n",
        "docs/index.md": blocks("docs/writing.md", "markdown")[-1],
        "docs/blog/posts/one.md": post,
    }
    write_files(tmp_path, "", files)
    site = build_again(tmp_path)
    assert site.warnings == []
    assert site.cards("") == ["One"]


def test_examples_of_templates_build(tmp_path: Path) -> None:
    main, conditions = blocks("docs/templates.md", "jinja")
    byline = next(block for block in blocks("docs/themes.md", "jinja"))
    files = {
        "mkdocs.yml": "site_name: Notes\ntheme: {name: mkdocs, custom_dir: overrides}\nplugins:\n  - blogposts\n",
        "overrides/main.html": main.replace("{{ super() }}", "{{ super() }}<p>" + conditions + "</p>"),
        "overrides/blogposts/byline.html": byline,
        "docs/blog/posts/one.md": "---\ndate: 2026-01-15\ncategory: Guides\nauthor: Mira\n---\n# One\n",
    }
    write_files(tmp_path, "", files)
    site = build_again(tmp_path)
    assert site.warnings == []
    assert "<p>0\nOne</p>" in site.html("").replace("\n</p>", "</p>")
    assert '<a href="blog/2026/01/15/one/">One</a>, January 15, 2026' in site.html("")
    assert "min" not in site.card("blog/", "One")
    assert "Mira" in site.card("blog/", "One")


def test_the_template_in_readme_changes_what_posts_look_like(tmp_path: Path) -> None:
    first, theme = blocks("README.md", "yaml")
    files = {
        "mkdocs.yml": first + theme,
        "overrides/blogposts/byline.html": blocks("README.md", "jinja")[0],
        "docs/blog/posts/2026-01-15-hello.md": "# Hello\n",
    }
    write_files(tmp_path, "", files)
    site = build_again(tmp_path)
    assert site.warnings == []
    assert "Written on January 15, 2026" in site.card("blog/", "Hello")


# Commands


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_the_first_three_commands_are_those_of_the_picture(page: str) -> None:
    picture = (ROOT / "docs/assets/first-post.svg").read_text(encoding="utf-8")
    shown = [unescape(each) for each in re.findall(r"</tspan>(.*?)</text>", picture)]
    assert shown == [each.removesuffix(" --open") for each in blocks(page, "sh")[0].splitlines()]


def test_the_second_of_them_makes_a_site_with_a_post(within: Path) -> None:
    command = shlex.split(blocks("README.md", "sh")[0].splitlines()[1])
    assert blogposts(*command[1:]).exit_code == 0
    assert build_again(within).cards() == ["Hello, world"]


@pytest.fixture
def within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", [*main.commands])
def test_the_help_of_a_command_is_that_which_it_gives(docs: Site, name: str) -> None:
    help_of_it = blogposts(name, "--help").stdout.replace(f"main {name}", f"blogposts {name}")
    page = "checking/" if name == "check" else "commands/"
    shown = docs.page(page).css(".md-content pre")
    assert help_of_it.split() in [each.text().split() for each in shown]


def test_the_example_of_a_check_is_what_it_says(within: Path) -> None:
    config = "site_name: Notes\nsite_url: https://e.org/\ntheme: mkdocs\nplugins: [blogposts]\n"
    files = {"mkdocs.yml": config, "docs/blog/posts/hello.md": blocks("docs/checking.md", "markdown")[0]}
    write_files(within, "", files)
    assert blogposts("check").stdout == blocks("docs/checking.md", "text")[0]


def test_the_keys_of_json_are_documented(within: Path) -> None:
    write_files(within, "", {"mkdocs.yml": blocks("docs/moving.md", "yaml")[0] + "theme: material\n"})
    documented = (ROOT / "docs/checking.md").read_text(encoding="utf-8") + (ROOT / "docs/moving.md").read_text(
        encoding="utf-8"
    )
    said = json.loads(blogposts("check", "--from-material", "--format", "json").stdout)
    assert [key for key in (*said, *said["blogs"][0]) if f"`{key}`" not in documented] == []


def test_the_example_of_moving_is_what_the_check_says(within: Path) -> None:
    def post(date: str, title: str, category: str = "") -> str:
        return f"---\ndate: {date}\ncategories: [{category}]\n---\n# {title}\n\n<!-- more -->\n"

    files = {
        "mkdocs.yml": blocks("docs/moving.md", "yaml")[0] + "theme: material\n",
        "docs/blog/posts/hello.md": post("2026-01-01", "Hello"),
        "docs/blog/posts/c.md": post("2026-01-02", "A language", "C"),
        "docs/blog/posts/cpp.md": post("2026-01-02", "A language", "C++"),
        "docs/blog/posts/next.md": post("2199-01-01", "Next"),
    }
    write_files(within, "", files)
    assert blogposts("check", "--from-material").stdout == blocks("docs/moving.md", "text")[0]


def test_the_example_of_a_new_post_and_of_its_template_work(within: Path) -> None:
    config = "site_name: Notes\ntheme: mkdocs\nplugins: [{blogposts: {now: 2026-11-22}}]\n"
    shown, template = blocks("docs/commands.md", "markdown")
    write_files(within, "", {"mkdocs.yml": config})
    path = blogposts("new", "A first look", "--tags", "linux,shell").stdout.strip()
    assert path in (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert (within / path).read_text(encoding="utf-8").strip() == shown.strip()
    write_files(within, "", {"docs/blog/.post.md": template})
    other = within / blogposts("new", "Another").stdout.strip()
    assert other.read_text(encoding="utf-8").startswith(
        "---\nauthors: [mira]\ndate: 2026-11-22\n---\n# Another\n\nIn short"
    )


def test_the_keys_of_a_list_in_json_are_documented(within: Path) -> None:
    files = {"mkdocs.yml": "site_name: Notes\nplugins: [blogposts]\n", "docs/blog/posts/2026-01-01-a.md": "# A\n"}
    write_files(within, "", files)
    said = json.loads(blogposts("list", "--json").stdout)
    documented = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert [key for key in (*said, *said["posts"][0]) if f"`{key}`" not in documented] == []


def test_the_example_of_a_new_title_is_what_the_command_shows(within: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: Notes\nplugins: [blogposts]\n",
        "docs/index.md": "[Hello](blog/posts/2026-01-15-hello.md)\n",
        "docs/blog/posts/2026-01-15-hello.md": "# Hello\n",
    }
    write_files(within, "", files)
    said = blogposts("rename", "docs/blog/posts/2026-01-15-hello.md", "A first look").stdout
    assert said.strip() in [block.strip() for block in blocks("docs/commands.md", "text")]
