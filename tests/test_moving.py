"""`blogposts check --from-material`: what it says of a site is what both plugins really write."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_blogposts.blog.columns import columns
from tests.sites import write_files
from tests.test_cli import blogposts, report

pytestmark = pytest.mark.skipif(not importlib.util.find_spec("material"), reason="needs Material for MkDocs")

HARMLESS = """
=== docs/index.md
# Home
=== docs/blog/index.md
# News
=== docs/blog/.authors.yml
authors:
  mira: {name: Mira, description: Writes, avatar: https://example.org/mira.png}
  shen: {name: Shen, description: Writes, avatar: https://example.org/shen.png, slug: yan}
=== docs/blog/posts/hello.md
---
date: 2026-01-01
categories: [Notes, Déjà vu]
authors: [mira]
---
# Hello

Short.

<!-- more -->
=== docs/blog/posts/trip/index.md
---
date: {created: 2026-01-02 08:00:00, updated: 2026-01-03}
categories: [中文]
authors: [shen]
slug: the-trip
---
# 旅行

![A hill](hill.png)

<!-- more -->
=== docs/blog/posts/trip/hill.png
=== docs/blog/posts/deep/er/chinese.md
---
date: 2025-12-31 23:30:00+08:00
categories: [Notes]
pin: true
---
# 标题

<!-- more -->
=== docs/blog/posts/draft.md
---
date: 2026-01-04
draft: true
---
# Draft
"""

ODD = (
    HARMLESS
    + """
=== docs/blog/posts/c.md
---
date: 2026-02-01
categories: [C]
---
# Same
=== docs/blog/posts/cpp.md
---
date: 2026-02-01
categories: [C++]
---
# Same
=== docs/blog/posts/csharp.md
---
date: 2026-02-02
categories: ["C#", C]
---
# Sharp
=== docs/blog/posts/bang.md
---
date: 2026-02-03
categories: ["???"]
---
# !!!
=== docs/blog/posts/question.md
---
date: 2026-02-03
---
# ???
=== docs/blog/posts/2026-02-04-late.md
---
date: 2026-02-04
tags: [one, two]
---
Text first.

# Late heading
=== docs/blog/posts/marked.md
---
date: 2026-02-05
---
# With [a link](c.md) and *stars* {#id}
=== docs/blog/posts/colon.md
---
date: 2026-02-06
slug: "a:b?"
---
# Colon
=== docs/blog/posts/future.md
---
date: 2199-01-01
categories: [Future]
---
# Future
=== docs/blog/posts/bundle/README.md
---
date: 2026-02-08
---
Without a title.
=== docs/blog/posts/secret/index.md
---
date: 2026-02-07
draft: true
---
# Secret
=== docs/blog/posts/secret/plan.png
=== docs/blog/posts-old/old.md
---
date: 2024-02-01
---
# Old
=== docs/blog/posts-old/old.png
=== docs/blog/page.md
# A page
=== docs/blog/2026/03/01/taken.md
# The writer's own page
=== docs/blog/posts/taken.md
---
date: 2026-03-01
---
# Taken
"""
)

AT_THE_ROOT = """
=== docs/index.md
# News
=== docs/posts/hello.md
---
date: 2026-01-01
categories: [Notes]
---
# Hello

<!-- more -->
=== docs/posts/again.md
---
date: 2026-01-02
categories: [Notes]
---
# Again

![A hill](hill.png)

<!-- more -->
=== docs/posts/hill.png
=== docs/posts-old/old.md
---
date: 2024-02-01
---
# Old
"""

SETTINGS = {
    "as it comes": "plugins: [blog]",
    "with its full name": "plugins: [material/blog]",
    "as a mapping": "plugins: {blog: {pagination_per_page: 2}}",
    "with profiles and short pages": "plugins: [blog: {authors_profiles: true, pagination_per_page: 2}]",
    "with other URLs": """
plugins:
  - blog:
      post_url_format: "{categories}/{slug}/"
      post_url_max_categories: 2
      archive_date_format: MMMM yyyy
      archive_url_date_format: yyyy/MM
      archive_url_format: when/{date}
      categories_url_format: about/{slug}
      pagination_url_format: p{page}
      pagination_per_page: 2
      categories_pagination: false
""",
    "by file": """
plugins:
  - blog: {post_url_format: "{date}/{file}", post_url_date_format: yyyy, archive: false, categories: false}
""",
    "by slug alone": "plugins: [blog: {post_url_format: '{slug}'}]",
    "without folders in URLs": "plugins: [blog: {pagination_per_page: 2}]\nuse_directory_urls: false",
    "with the preset": "plugins: [blog: {preset: material, pagination: false}]",
    "holding back the future": "plugins: [blog: {draft_if_future_date: true}]",
    "showing drafts": "plugins: [blog: {draft: true, pagination_per_page: 3}]",
    "as two blogs": """
plugins:
  - search
  - blog: {pagination_per_page: 2}
  - blog: {blog_dir: second, post_dir: second/entries}
""",
}
SECOND = "=== docs/second/index.md\n# Second\n=== docs/second/entries/a.md\n---\ndate: 2026-01-01\n---\n# A\n"


def project(folder: Path, text: str, settings: str) -> Path:
    """Write a project that uses Material's blog."""
    config = f"site_name: Notes\ntheme: {{name: material, font: false}}\n{settings}\n"
    write_files(folder, text, {"mkdocs.yml": config})
    return folder


def written(config_file: Path) -> set[str]:
    """Build a site, and return the URL of every page and file in it."""
    target = config_file.parent / f"site of {config_file.stem}"
    config = load_config(str(config_file), site_dir=str(target))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)  # without a shutdown: MkDocs keeps plugins, and Material's would miss its folder next time
    files = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    suffix = "index.html" if config.use_directory_urls else "/"
    return {
        path.removesuffix(suffix) for path in files if not path.startswith(("assets/", "search/", "sitemap", "404"))
    }


def switched(folder: Path) -> Path:
    """Change the plugin, as the documentation says, in a file of its own."""
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    ours = folder / "ours.yml"
    ours.write_text(re.sub(r"(?:material/)?\bblog(?=[:\]])", "blogposts", config), encoding="utf-8")
    return ours


def said(folder: Path) -> tuple[set[str], set[str]]:
    """Return the URLs that, the command says, either plugin writes."""
    blogs = report("check", "--from-material", "--project", folder)["blogs"]
    stays = {url for blog in blogs for url in blog["stays"]}
    old = {change["old"] for blog in blogs for change in blog["changes"]}
    new = {change["new"] for blog in blogs for change in blog["changes"]}
    more = {each["url"] for blog in blogs for each in blog["additions"]}
    return _plain(stays | old), _plain(stays | new | more)


def _plain(urls: set[str | None]) -> set[str]:
    return {unquote(url).removeprefix("./") for url in urls if url is not None}


# Pages that are not the blog's are not spoken of.
OTHERS = {f"{name}{end}" for name in ("blog/page", "blog/2026/03/01/taken") for end in ("/", ".html")}
OTHERS |= {"", "index.html"}


@pytest.mark.parametrize("name", SETTINGS)
def test_the_urls_it_names_are_those_that_either_plugin_writes(tmp_path: Path, name: str) -> None:
    project(tmp_path, ODD + SECOND * ("two" in name), SETTINGS[name])
    old, new = said(tmp_path)
    assert old - OTHERS == written(tmp_path / "mkdocs.yml") - OTHERS
    assert new - OTHERS == written(switched(tmp_path)) - OTHERS


@pytest.mark.parametrize("blog_dir", [".", "./"])
def test_urls_of_a_blog_at_the_root_are_those_that_either_plugin_writes(tmp_path: Path, blog_dir: str) -> None:
    project(tmp_path, AT_THE_ROOT, f"plugins: [blog: {{blog_dir: {blog_dir}, pagination_per_page: 1}}]")
    old, new = said(tmp_path)
    assert old - {""} == written(tmp_path / "mkdocs.yml") - {""}
    assert new - {""} == written(switched(tmp_path)) - {""}


# What it says


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("odd"), ODD, "plugins: [blog]")


@pytest.fixture(scope="module")
def changes(odd: Path) -> dict[str, tuple[str | None, str | None, str]]:
    """Old and new URL of all that changes, and the reason, by the name of what it is."""
    (blog,) = report("check", "--from-material", "--project", odd)["blogs"]
    return {Path(each["name"]).name: (each["old"], each["new"], each["reason"]) for each in blog["changes"]}


REASONS = {
    "c.md": (None, "blog/2026/02/01/same/", "Material wrote blog/posts/cpp.md over it"),
    "cpp.md": (
        "blog/2026/02/01/same/",
        "blog/2026/02/01/same-2/",
        "blog/posts/c.md has that URL, which Material wrote this one over",
    ),
    "C++": ("blog/category/c/", "blog/category/c-3/", "Material put these on one page: C, C++, C#"),
    "bang.md": (None, "blog/2026/02/03/bang/", "Material wrote blog/posts/question.md over it"),
    "question.md": (
        "blog/2026/02/03/",
        "blog/2026/02/03/question/",
        'Material made no name of its title, "???"',
    ),
    "???": ("blog/category/", "blog/category/category/", "its URL there was no name of its own"),
    "2026-02-04-late.md": (
        "blog/2026/02/04/2026-02-04-late/",
        "blog/2026/02/04/late/",
        'Material made it of "2026 02 04 late"',
    ),
    "future.md": ("blog/2199/01/01/future/", None, "it is held back (scheduled)"),
    "Future": ("blog/category/future/", None, "no published post is in it"),
    "README.md": ("blog/2026/02/08/", "blog/2026/02/08/bundle/", 'Material made it of "Index"'),
    "plan.png": ("blog/secret/plan.png", None, "it belongs to a post that is held back"),
    "old.md": (
        "blog/2024/02/01/old/",
        "blog/posts-old/old/",
        "Material took it for a post, as its path begins with `blog/posts`",
    ),
    "old.png": (
        "blog-old/old.png",
        "blog/posts-old/old.png",
        "Material moved it, as its path begins with `blog/posts`",
    ),
}


@pytest.mark.parametrize("name", REASONS)
def test_each_change_has_its_reason(changes: dict[str, tuple[str | None, str | None, str]], name: str) -> None:
    assert changes[name] == REASONS[name]


def test_a_site_whose_urls_all_stay_gives_0_and_says_what_is_new_and_what_differs(tmp_path: Path) -> None:
    done = blogposts("check", "--from-material", "--project", project(tmp_path, HARMLESS, "plugins: [blog]"))
    assert done.stdout == (
        "blog: 3 posts, 6 lists and 1 file at the same URLs as before\n"
        "\n"
        "  new      /blog/category/\n"
        "  new      /blog/archive/\n"
        "           `preset: material` makes none of these\n"
        "\n"
        "  differs  Lists show 3 posts with reading times by script and without code, for\n"
        "           English at 238 words a minute. `preset: material` keeps the old way\n"
        "\n"
        "All 10 URLs stay.\n"
    )
    assert done.exit_code == 0


def test_the_preset_leaves_nothing_new_and_nothing_different(tmp_path: Path) -> None:
    project(tmp_path, HARMLESS, "plugins: [blog: {preset: material}]")
    (blog,) = report("check", "--from-material", "--project", tmp_path)["blogs"]
    assert (blog["changes"], blog["additions"]) == ([], [])
    assert blog["differences"] == []


def test_posts_that_defaults_of_their_folder_hold_back_are_named_where_they_were_not_read(tmp_path: Path) -> None:
    defaults = (
        "=== docs/blog/posts/deep/.meta.yml\ndraft: true\n=== docs/blog/posts/trip/.meta.yml\ncategories: [Trips]\n"
    )
    project(tmp_path, HARMLESS + defaults, "plugins: [blog]")
    (blog,) = report("check", "--from-material", "--project", tmp_path)["blogs"]
    (post,) = (each for each in blog["changes"] if each["what"] == "post")
    assert post["name"].endswith("docs/blog/posts/deep/er/chinese.md")
    assert (unquote(post["old"]), post["new"]) == ("blog/2025/12/31/标题/", None)
    assert ".meta.yml" in post["reason"]
    assert post["remedy"].startswith("`preset: material`")
    assert blog["differences"][0] == (
        "`.meta.yml` files hold for 2 posts without Material's `meta` plugin, too. `preset: material` keeps the old way"
    )
    for plugins in ("plugins: [blog: {preset: material}]", "plugins: [meta, blog]"):
        project(tmp_path, HARMLESS + defaults, plugins)
        (blog,) = report("check", "--from-material", "--project", tmp_path)["blogs"]
        assert blog["changes"] == []
        assert not any(".meta.yml" in each for each in blog["differences"])


def test_posts_with_html_in_their_titles_are_counted(tmp_path: Path) -> None:
    post = "---\ndate: 2026-01-01\ntitle: One<br>Two\n---\nText.\n"
    project(tmp_path, HARMLESS + f"=== docs/blog/posts/tagged.md\n{post}", "plugins: [blog]")
    (blog,) = report("check", "--from-material", "--project", tmp_path)["blogs"]
    assert any("Lists show 1 post with the HTML in their titles as text" in each for each in blog["differences"])


def test_posts_that_would_show_a_picture_are_counted(tmp_path: Path) -> None:
    post = "---\ndate: 2026-01-01\nimage: hill.png\n---\n# Seen\n<!-- more -->\n"
    project(
        tmp_path, HARMLESS + f"=== docs/blog/posts/seen.md\n{post}=== docs/blog/posts/hill.png\n", "plugins: [blog]"
    )
    (blog,) = report("check", "--from-material", "--project", tmp_path)["blogs"]
    assert (
        "The pages of 1 post show the picture that `image` or `cover` names. `preset: material` keeps the old way"
    ) in blog["differences"]


def test_posts_that_would_name_related_ones_are_counted(tmp_path: Path) -> None:
    post = "---\ndate: 2026-01-01\nrelated: [hello.md]\n---\n# Related\n<!-- more -->\n"
    project(tmp_path, HARMLESS + f"=== docs/blog/posts/related.md\n{post}", "plugins: [blog]")
    (blog,) = report("check", "--from-material", "--project", tmp_path)["blogs"]
    assert blog["differences"][1:] == [
        "The pages of 1 post name related posts below the text. `related: false` keeps the old way"
    ]


def test_posts_that_lists_would_show_otherwise_are_counted(tmp_path: Path) -> None:
    post = "---\ndate: 2026-01-01\nauthors: [mira, shen]\ncategories: [a, b, d, e, f, g]\n---\n# Unmarked\n"
    project(tmp_path, HARMLESS + f"=== docs/blog/posts/unmarked.md\n{post}", "plugins: [blog]")
    (blog,) = report("check", "--from-material", "--project", tmp_path)["blogs"]
    assert blog["differences"][:3] == [
        "Lists show 1 post without `<!-- more -->` as excerpts, not whole. `post_excerpt: optional` keeps the old way",
        "Lists show 1 post with all their authors. `post_excerpt_max_authors: 1` keeps the old way",
        "Lists show 1 post with all their categories. `post_excerpt_max_categories: 5` keeps the old way",
    ]


def test_text_says_where_each_was_and_will_be_within_80_columns(odd: Path) -> None:
    done = blogposts("check", "--from-material", "--project", odd)
    assert (
        "docs/blog/posts/future.md\n"
        "  was at   /blog/2199/01/01/future/\n"
        "  will be  nowhere\n"
        "           it is held back (scheduled)\n"
        "           `draft_if_future_date: false` publishes it at once\n"
    ) in done.stdout
    assert max(columns(line) for line in done.stdout.split("\n") if line.startswith(" ")) <= 80
    assert done.stdout.endswith("\n19 URLs of 33 would change.\n")
    assert done.exit_code == 1


def test_github_is_told_of_each_change_at_its_post_or_at_the_configuration(odd: Path) -> None:
    lines = blogposts("check", "--from-material", "--project", odd, "--format", "github").stdout.splitlines()
    assert any("docs/blog/posts/c.md,title=blogposts::nowhere → /blog/2026/02/01/same/: " in line for line in lines)
    assert any("mkdocs.yml,title=blogposts::categories/C++: /blog/category/c/ → " in line for line in lines)
    assert all(line.startswith("::warning file=") for line in lines[:-1])


def test_json_tells_also_what_a_check_will_find(odd: Path) -> None:
    said = report("check", "--from-material", "--project", odd)
    assert said["counts"]["warnings"] == len(said["problems"]) - said["counts"]["hints"] > 3


def test_a_site_without_materials_blog_gives_2(tmp_path: Path) -> None:
    done = blogposts("check", "--from-material", "--project", project(tmp_path, HARMLESS, "plugins: [blogposts]"))
    assert done.exit_code == 2
    assert "mkdocs.yml has no `blog` under `plugins:`" in done.stdout


def test_a_configuration_that_cannot_be_read_gives_2(tmp_path: Path) -> None:
    done = blogposts("check", "--from-material", "--project", project(tmp_path, HARMLESS, "plugins: [blog"))
    assert done.exit_code == 2
    assert "parsing the configuration file" in " ".join(done.stdout.split())


def test_check_points_to_this_where_material_s_blog_is_still_used(tmp_path: Path) -> None:
    done = blogposts("check", "--project", project(tmp_path, HARMLESS, "plugins: [blog]"))
    assert done.exit_code == 2
    assert "`blogposts check --from-material` says what would change" in " ".join(done.stdout.split())


def test_settings_inherited_from_another_file_count(tmp_path: Path) -> None:
    project(tmp_path, HARMLESS, "plugins: [blog: {post_url_format: '{slug}'}]")
    (tmp_path / "mkdocs.yml").rename(tmp_path / "base.yml")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")
    assert "blog/hello/" in said(tmp_path)[0]


def test_the_plugin_of_materialx_is_known_too(tmp_path: Path) -> None:
    project(tmp_path, HARMLESS, "plugins: [materialx/blog: {post_url_format: '{slug}'}]")
    assert "blog/hello/" in said(tmp_path)[0]


def test_tags_of_mkdocs_own_yaml_are_read(tmp_path: Path) -> None:
    settings = "plugins: [blog: {enabled: !ENV [NO_SUCH_NAME, true]}]\nmarkdown_extensions: [pymdownx.snippets: {base_path: !relative }]"
    project(tmp_path, HARMLESS, settings)
    assert "blog/2026/01/01/hello/" in said(tmp_path)[0]


def test_it_writes_nothing_into_the_project(tmp_path: Path) -> None:
    project(tmp_path, ODD, "plugins: [blog]")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    blogposts("check", "--from-material", "--project", tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
