"""Sites for MkDocs and what reads its configuration, around one corpus."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

EXTENSIONS: list[str | dict[str, Any]] = [
    "admonition",
    "attr_list",
    "footnotes",
    "tables",
    {"toc": {"permalink": True}},
    "pymdownx.highlight",
    "pymdownx.superfences",
]
UNLISTED: Mapping[str, Any] = {"nav": ["index.md"], "not_in_nav": "/blog/\n/lists/\n"}
"""Settings of a site without a blog: the posts are no part of the menu."""


@dataclass(frozen=True)
class Extent:
    """What a blog adds to its posts."""

    lists: int
    """Pages."""
    menu: int
    """Entries of the menu, which is on every page."""


def configure(target: Path, plugins: Mapping[str, Any], theme: str = "material", **others: Any) -> None:
    """Write an `mkdocs.yml`, with search before the plugins."""
    config = {
        "site_name": "Benchmark",
        "site_url": "https://example.org/",
        "theme": {"name": theme, **({"font": False} if theme in ("material", "materialx") else {})},
        "plugins": [{"search": {}}, *({name: options} for name, options in plugins.items())],
        "markdown_extensions": EXTENSIONS,
        **others,
    }
    target.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")


def add_lists(docs: Path, number: int) -> None:
    """Write as many pages with nothing but a heading."""
    (docs / "lists").mkdir()
    for at in range(number):
        (docs / "lists" / f"{at:05}.md").write_text(f"# List {at}\n", encoding="utf-8")


def unlisted(extent: Extent) -> Mapping[str, Any]:
    """Return the settings of a site without a blog that shall have as large a menu."""
    lists = [f"lists/{number:05}.md" for number in range(extent.menu)]
    return {**UNLISTED, "nav": ["index.md", {"Lists": lists}]} if lists else UNLISTED


def compare(blog: Path, plain: Path, posts: int = 0) -> Extent:
    """Compare two built sites: a blog, and one without its lists and that many of its posts."""
    return Extent(_count_pages(blog) - _count_pages(plain) - posts, _count_menu(blog) - _count_menu(plain))


def _count_pages(site: Path) -> int:
    return sum(1 for _ in site.rglob("*.html"))


def _count_menu(site: Path) -> int:
    """Count the entries of the menu on the home page, as Material writes them."""
    return (site / "index.html").read_text(encoding="utf-8").count('class="md-nav__item')


def clear(site: Path) -> None:
    """Remove what was built, and what a tool keeps between builds: the next build is the first one."""
    for name in ("site", "public", "resources", ".cache", ".hugo_build.lock"):
        path = site / name
        path.unlink() if path.is_file() else shutil.rmtree(path, ignore_errors=True)
