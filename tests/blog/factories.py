"""Makes posts and settings for tests, with what a test does not name left at its simplest."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from typing import Any

from mkdocs_blogposts.blog.author import Author
from mkdocs_blogposts.blog.dates import PostDate, read_date
from mkdocs_blogposts.blog.post import Post
from mkdocs_blogposts.blog.settings import Archive, Settings, Taxonomy

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def slugify(text: str, separator: str) -> str:
    return separator.join(re.findall(r"\w+", text.lower()))


def day(text: str, zone: tzinfo = UTC) -> PostDate:
    return read_date(text, text, zone)


def post(
    date: str = "2026-11-22",
    title: str = "Hello",
    *,
    source: str = "",
    zone: tzinfo = UTC,
    categories: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    series: tuple[str, ...] = (),
    authors: tuple[str | Author, ...] = (),
    **values: Any,
) -> Post:
    """Make a post; its source is made of its title."""
    source = source or f"blog/posts/{slugify(title, '-')}.md"
    writers = tuple(Author(each, each) if isinstance(each, str) else each for each in authors)
    ids = tuple(each.id for each in writers)
    named = {"categories": categories, "tags": tags, "series": series, "authors": ids}
    values = {"name": source.rsplit("/", 1)[-1].rpartition(".")[0], **values}
    terms = {name: found for name, found in named.items() if found}
    return Post(source, title, day(date, zone), terms=terms, authors=writers, **values)


def settings(**values: Any) -> Settings:
    defaults = {
        "name": "blog",
        "blog_dir": "blog",
        "url_dir": "blog",
        "post_dir": "blog/posts",
        "title": "Blog",
        "slugify": slugify,
    }
    return Settings(**(defaults | values))


def taxonomy(name: str = "tags", **values: Any) -> Taxonomy:
    singular = "category" if name == "categories" else name.removesuffix("s")
    defaults = {
        "singular": singular,
        "title": name.capitalize(),
        "url_format": f"{name}/{{slug}}",
        "slugify": slugify,
    }
    return Taxonomy(name, **(defaults | values))


def archive(**values: Any) -> Archive:
    return Archive(**({"title": "Archive"} | values))
