"""A small blog beside each plugin we name: what a user of both writes."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

import mkdocs
import pytest

from ..sites import NOW, write_files

SEEN = "Deep in the post about {}."
"""Stands behind the excerpt, so that it is on the post's own page only."""


def post(title: str, date: str, body: str = "", front: str = "") -> str:
    """Return the text of a post, with an excerpt and something behind it."""
    return (
        f"---\ntitle: {title}\ndate: {date}\n{front}---\n\n"
        f"{body or f'The start of {title}.'}\n\n<!-- more -->\n\n## More of {title}\n\n{SEEN.format(title)}\n"
    )


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63000100000500010d0a2db40000000049454e44ae426082"
)
ALPHA = "blog/2026/01/03/alpha/"
BETA = "blog/2026/01/02/beta/"
GAMMA = "blog/2026/01/01/gamma/"


def usual_files() -> dict[str, str | bytes]:
    """Return the files that every site has."""
    return {
        "docs/index.md": "# Home\n\n[A post](blog/posts/alpha.md)\n",
        "docs/about.md": "# About\n\nUs.\n",
        "docs/blog/posts/alpha.md": post("Alpha", "2026-01-03", front="tags: [x, y]\ncategories: [C]\n"),
        "docs/blog/posts/beta.md": post("Beta", "2026-01-02", "![A pixel](pixel.png)\n\nThe start of Beta."),
        "docs/blog/posts/gamma.md": post("Gamma", "2026-01-01", front="tags: [y]\n"),
        "docs/blog/posts/pixel.png": PIXEL,
    }


@dataclass(frozen=True)
class Case:
    """One neighbour: how it is set up, and what it is given to do."""

    plugins: str
    """What stands under `plugins:` besides the blog."""
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    """Added to the usual files."""
    site: str = ""
    """Further settings."""
    theme: str = "mkdocs"
    blogposts: str = ""
    """Settings of the blog."""
    follows: bool = False
    """Whether the writing loop needs no full build."""
    edits: Mapping[str, str] = field(default_factory=dict)
    """What is written besides posts while the site is served."""
    prepare: Callable[[Path], None] = lambda folder: None
    urls: tuple[str, ...] = (ALPHA, BETA, GAMMA)
    front: str = "blog/"
    """The URL of the front page."""
    locked: tuple[str, ...] = ()
    """URLs of posts whose text nobody may read."""
    warns: str = ""
    """What the neighbour itself warns of, whatever one does."""
    varies: str = ""
    """Outputs that are others after each build, whatever one does."""
    needs: str = ""
    """A package without which the neighbour does nothing, and that not every machine can have."""

    def require(self) -> None:
        """Skip the test where the machine lacks what the neighbour needs."""
        if self.needs:
            try:
                importlib.import_module(self.needs)
            except (ImportError, OSError) as error:
                pytest.skip(f"{self.needs}: {error}")

    def config(self) -> str:
        """Return the text of mkdocs.yml."""
        lines = ["site_name: Notes", "site_url: https://example.org/", f"theme: {self.theme}", dedent(self.site)]
        lines += ["plugins:", "  - blogposts:", f"      now: {NOW}"]
        lines += ["      " + line for line in dedent(self.blogposts).strip().splitlines()]
        lines += ["  " + line for line in dedent(self.plugins).strip("\n").splitlines()]
        return "\n".join(lines) + "\n"

    def write(self, folder: Path) -> Path:
        """Write the site into a folder; return it."""
        files = {"mkdocs.yml": self.config(), **usual_files(), **self.files}
        write_files(folder, "", {path: text for path, text in files.items() if text})
        self.prepare(folder)
        return folder


def commit(folder: Path) -> None:
    """Put a site under git, as of a day long ago."""
    given = {"GIT_AUTHOR_DATE": "2020-05-04T12:00:00", "GIT_COMMITTER_DATE": "2020-05-04T12:00:00"}
    (folder / ".gitignore").write_text("site/\n", encoding="utf-8")
    for command in ("init -q -b main", "add -A", "-c user.name=Ann -c user.email=ann@example.org commit -q -m Begin"):
        subprocess.run(["git", *command.split()], cwd=folder, check=True, env={**os.environ, **given})


def bring_fonts(folder: Path) -> None:
    """Put a font where the social plugin keeps those it has downloaded; how letters look does not matter."""
    font = Path(mkdocs.__file__).parent / "themes/mkdocs/webfonts/fa-solid-900.ttf"
    cache = folder / ".cache/plugin/social/fonts/Roboto"
    cache.mkdir(parents=True)
    for style in ("Regular", "Bold"):
        shutil.copy(font, cache / f"{style}.ttf")


CASES: dict[str, Case] = {
    "material search": Case("- search", theme="material", follows=True),
    "tags": Case(
        "- search\n- tags",
        {"docs/tags.md": "# Tags\n\n<!-- material/tags -->\n", "docs/other.md": "---\ntags: [x]\n---\n# Other\n"},
        theme="material",
        edits={
            "other.md": "---\ntags: [y]\n---\n# Another\n",
            "tags.md": "# All tags\n\nx\n\n<!-- material/tags -->\n",
        },
        follows=True,
    ),
    "meta": Case("- meta", {"docs/blog/posts/.meta.yml": "tags: [by-folder]\n"}, theme="material", follows=True),
    "social": Case("- social", theme="material", prepare=bring_fonts, needs="cairosvg"),
    "group": Case(
        "- group:\n    enabled: true\n    plugins:\n      - search\n      - tags", theme="material", follows=True
    ),
    "privacy": Case(
        "- privacy: {assets_exclude: [unpkg.com/*]}",
        {"docs/blog/posts/alpha.md": post("Alpha", "2026-01-03", "![](https://unpkg.com/none.png)")},
        theme="{name: material, font: false}",
    ),
    "offline": Case(
        "- search\n- offline",
        theme="{name: material, font: false}",
        urls=tuple(f"{url[:-1]}.html" for url in (ALPHA, BETA, GAMMA)),
        front="blog/index.html",
        follows=True,
    ),
    "plugins that are off": Case(
        "- social: {enabled: false}\n- privacy: {enabled: false}", theme="material", follows=True
    ),
    "optimize": Case("- optimize: {optimize_png: false}", theme="material"),
    "rss": Case(
        "- rss:\n    match_path: blog/posts/.*\n    date_from_meta: {as_creation: date}\n    use_git: false",
        varies="feed_.*",  # each build of a process adds its pages to those of the builds before
    ),
    "macros": Case(
        "- macros",
        {
            "docs/blog/posts/alpha.md": post("Alpha", "2026-01-03", "Seven is {{ 3 + 4 }}; {{ greet('you') }}."),
            "main.py": "def define_env(env):\n    @env.macro\n    def greet(name):\n        return f'Hello, {name}'\n",
        },
    ),
    "git-revision-date-localized": Case(
        "- git-revision-date-localized: {type: iso_date, enable_creation_date: true, enable_parallel_processing: false}",
        {"docs/blog/posts/alpha.md": post("Alpha", "2026-01-03", "Revised {{ git_revision_date_localized }}.")},
        prepare=commit,
        follows=True,
    ),
    "awesome-nav": Case(
        "- awesome-nav",
        {"docs/.nav.yml": "nav:\n  - index.md\n  - blog\n  - '*'\n"},
        edits={".nav.yml": "nav:\n  - index.md\n  - '*'\n  - blog\n"},
        follows=True,
    ),
    "literate-nav": Case(
        "- literate-nav",
        {
            "docs/SUMMARY.md": "* [Start](index.md)\n* [Blog](blog/index.md)\n* [Us](about.md)\n",
            "docs/blog/index.md": "# Blog\n",
        },
        edits={"SUMMARY.md": "* [Start](index.md)\n* [Diary](blog/index.md)\n* [Us](about.md)\n"},
        follows=True,
    ),
    "section-index": Case(
        "- section-index",
        {"docs/blog/index.md": "# Blog\n"},
        site="nav: [{Home: index.md}, {Writing: [blog/index.md, {Us: about.md}]}]",
        theme="material",
        follows=True,
    ),
    "redirects": Case(
        "- redirects: {redirect_maps: {old.md: blog/posts/alpha.md, blog/old.md: blog/posts/gamma.md}}", follows=True
    ),
    "minify": Case(
        "- minify: {minify_html: true, minify_css: true, css_files: [extra.css]}",
        {"docs/extra.css": "body {\n  color: black;\n}\n"},
        site="extra_css: [extra.css]",
        edits={"extra.css": "body {\n  color: gray;\n}\n"},
        follows=True,
    ),
    "glightbox": Case("- glightbox", theme="material", follows=True),
    "table-reader": Case(
        "- table-reader",
        {
            "docs/blog/posts/alpha.md": post(
                "Alpha", "2026-01-03", "The start of Alpha.\n\n{{ read_csv('docs/blog/posts/t.csv') }}"
            ),
            "docs/blog/posts/t.csv": "name,size\nred,41\nblue,43\n",
        },
        site="markdown_extensions: [tables]",
        edits={"blog/posts/t.csv": "name,size\ngreen,47\n"},
    ),
    "jupyter": Case(
        "- mkdocs-jupyter: {include_source: false}",
        {
            "docs/blog/posts/book.ipynb": """{"cells": [
 {"cell_type": "raw", "metadata": {}, "source": ["---\\n", "title: Notebook\\n", "date: 2026-01-04\\n", "---"]},
 {"cell_type": "markdown", "metadata": {}, "source": ["Begun in a notebook."]},
 {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [{"name": "stdout", "output_type": "stream", "text": ["42\\n"]}], "source": ["print(6 * 7)"]}
 ], "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 4}
""",
        },
    ),
    "include-markdown": Case(
        "- include-markdown",
        {
            "docs/blog/posts/alpha.md": post("Alpha", "2026-01-03", "{% include-markdown '../../included.txt' %}"),
            "docs/included.txt": "Shared words.\n",
        },
        edits={"included.txt": "Other words.\n"},
    ),
    "encryptcontent": Case(
        "- search\n- encryptcontent: {insecure_test: true, selfhost: false}",
        {
            "docs/blog/posts/alpha.md": post(
                "Alpha", "2026-01-03", "The secret start.", "password: opensesame\ndescription: All may read this.\n"
            )
        },
        locked=(ALPHA,),
        warns="^-+$|INSECURE|vulnerable to brute-force",
    ),
    "encryptcontent everywhere": Case(
        "- search\n- encryptcontent: {insecure_test: true, selfhost: false, global_password: opensesame}",
        {
            "docs/index.md": "---\npassword: ''\n---\n# Home\n\nHome.\n\n```blogposts\n```\n",
            "docs/blog/posts/gamma.md": post("Gamma", "2026-01-01", front="password: ''\n"),
        },
        locked=(ALPHA, BETA),
        warns="^-+$|INSECURE|vulnerable to brute-force",
    ),
    "autorefs": Case(
        "- autorefs",
        {
            "docs/blog/posts/alpha.md": post("Alpha", "2026-01-03", "See [the other][more-of-beta] and [ours][us]."),
            "docs/about.md": "# About\n\n## Us\n\nSee [Alpha][more-of-alpha].\n",
        },
    ),
    "mkdocstrings": Case(
        "- mkdocstrings: {handlers: {python: {paths: [.]}}}",
        {
            "docs/blog/posts/alpha.md": post(
                "Alpha", "2026-01-03", "About [the function][tool.turn].\n\n::: tool.turn"
            ),
            "docs/api.md": "# API\n\n::: tool.stop\n",
            "tool.py": 'def turn(times: int) -> None:\n    """Turns round."""\n\ndef stop() -> None:\n    """Stops."""\n',
        },
    ),
    "markdown-exec": Case(
        "- markdown-exec",
        {
            "docs/blog/posts/alpha.md": post(
                "Alpha", "2026-01-03", "```python exec=\"on\"\nprint('Made by running: ' + str(6 * 7))\n```"
            )
        },
        site="markdown_extensions: [pymdownx.superfences]",
    ),
    "snippets": Case(
        "- search",
        {
            "docs/blog/posts/alpha.md": post("Alpha", "2026-01-03", '--8<-- "docs/included.txt"'),
            "docs/included.txt": "Shared words.\n",
        },
        site="markdown_extensions: [{pymdownx.snippets: {check_paths: true}}]",
        edits={"included.txt": "Other words.\n"},
    ),
    "no snippets": Case("- search", site="markdown_extensions: [pymdownx.snippets]", follows=True),
    "mike": Case("- search\n- mike", theme="material", follows=True),
    "gen-files": Case(
        "- gen-files: {scripts: [make.py]}",
        {
            "make.py": "import mkdocs_gen_files\nwith mkdocs_gen_files.open('blog/posts/made.md', 'w') as f:\n    f.write('---\\ntitle: Made\\ndate: 2026-01-05\\n---\\n\\nMade by a program.\\n')\n"
        },
    ),
}
