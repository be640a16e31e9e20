"""`blogposts list`: the posts, with what becomes of them, without a build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..blog.errors import did_you_mean
from ..blog.lifecycle import Visibility
from ..blog.post import Post
from ..blog.reading_time import count_words
from ..blog.running_text import running_text
from ..blog.source_text import rough_html
from .project import opened, project_options
from .refusing import Refused
from .report import dumped, listed, numbered, show
from .table import Column, table
from .terms import split, terms_option

if TYPE_CHECKING:
    from .reading import Blog, Project

_COLUMNS = (
    Column("date"),
    Column("state"),
    Column("title", cut="end"),
    Column("words", is_number=True),
    Column("min", is_number=True),
    Column("file", cut="start"),
)
_COLOURS = {
    Visibility.DRAFT: "yellow",
    Visibility.SCHEDULED: "cyan",
    Visibility.EXPIRED: "red",
    Visibility.UNLISTED: "magenta",
}

_STATES = (
    Visibility.DRAFT,
    Visibility.SCHEDULED,
    Visibility.EXPIRED,
    Visibility.UNLISTED,
    Visibility.PUBLISHED,
)


@dataclass(frozen=True)
class Row:
    """What there is to say of one post."""

    post: Post
    blog: Blog
    file: str
    words: int
    minutes: int

    @property
    def state(self) -> Visibility:
        """Where the post stands in its life."""
        return self.blog.state(self.post)

    @property
    def date(self) -> str:
        """The post's date as it is read, to the minute; empty for a draft that has none yet."""
        at = self.post.date.at
        return f"{at:%Y-%m-%d %H:%M}" if self.post.date.timed else str(at.date()) if self.has_date else ""

    @property
    def has_date(self) -> bool:
        """Whether the writer gave the post a date."""
        return self.blog.reading.has_date(self.post)


@click.command("list")
@click.option("--drafts", is_flag=True, help="Drafts.")
@click.option("--scheduled", is_flag=True, help="Posts with a date to come.")
@click.option("--expired", is_flag=True, help="Posts whose time is over.")
@click.option("--unlisted", is_flag=True, help="Posts that no list shows.")
@click.option("--published", is_flag=True, help="Posts that all can find.")
@terms_option("--tag", "tags", "Posts with one of these tags, parted by commas.")
@terms_option("--category", "categories", "Posts in one of these categories.")
@terms_option("--author", "authors", "Posts by one of these authors.")
@click.option("--blog", metavar="DIR", help="The blog's directory, where there are several; else all of them.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
@project_options
def list_posts(
    drafts: bool,
    scheduled: bool,
    expired: bool,
    unlisted: bool,
    published: bool,
    tags: Sequence[str],
    categories: Sequence[str],
    authors: Sequence[str],
    blog: str | None,
    as_json: bool,
    project: Path | None,
    config_file: Path | None,
) -> None:
    """List posts, newest first.

    Shows date, state, title, length and file of each post; with options, of those posts that fit. Words and
    minutes are counted in the text as it is written, since the site is not built.

    \b
    Examples:
      blogposts list
      blogposts list --drafts --scheduled
      blogposts list --tag linux --json

    \b
    Exit codes:
      0  done, also when no post fits
      2  not done; the message says why
    """  # noqa: D301  `\b` keeps the lines below it
    start = Path.cwd()
    chosen = zip(_STATES, (drafts, scheduled, expired, unlisted, published), strict=True)
    states = [state for state, is_chosen in chosen if is_chosen]
    with opened(project, config_file) as file:
        from .reading import read_project  # needs MkDocs, or what `opened` put in its place

        found = read_project(file, start)
        wanted = {"tags": split(tags), "categories": split(categories), "authors": split(authors)}
        blogs = found.named(blog)
        _check(blogs, wanted)
        posts = [(each, post) for each in blogs for post in each.reading.posts if _fits(each, post, states, wanted)]
        posts.sort(key=lambda pair: (-pair[1].instant, pair[1].order))
        rows = [_row(found, each, post) for each, post in posts]
        left_out = sum(len(each.reading.left_out) for each in blogs)
        show([dumped(_json(rows, blogs))] if as_json else _text(rows))
    if left_out:
        files = numbered(left_out, "file")
        click.echo(f"{files} could not be read as a post. `blogposts check` says why.", err=True)


def _check(blogs: Sequence[Blog], wanted: dict[str, list[str]]) -> None:
    for taxonomy, names in wanted.items():
        known = [name for blog in blogs for name in blog.vocabulary(taxonomy)]
        for name in names:
            if name not in known:
                raise Refused(f'There is no "{name}" in {taxonomy}', did_you_mean(name, known))


def _fits(blog: Blog, post: Post, states: Sequence[Visibility], wanted: dict[str, list[str]]) -> bool:
    is_wanted = (not names or not {*names}.isdisjoint(post.terms.get(key, ())) for key, names in wanted.items())
    return (not states or blog.state(post) in states) and all(is_wanted)


def _row(project: Project, blog: Blog, post: Post) -> Row:
    html = rough_html(blog.front(post).body)
    minutes = post.readtime or blog.plugin.config.reading_time(html, running_text(html))
    return Row(post, blog, project.shown(post), count_words(html), minutes)


def _text(rows: Sequence[Row]) -> Iterator[str]:
    if rows:
        cells = [(row.date, row.state, row.post.title, f"{row.words:,}", str(row.minutes), row.file) for row in rows]
        yield from table(_COLUMNS, cells, [_COLOURS.get(row.state) for row in rows])
        yield ""
    counts = Counter(row.state for row in rows)
    states = listed(f"{counts[state]:,} {state}" for state in Visibility if counts[state])
    yield f"{numbered(len(rows), 'post')}: {states}." if rows else 'No posts. `blogposts new "Title"` begins one.'


def _json(rows: Sequence[Row], blogs: Sequence[Blog]) -> dict[str, object]:
    moments = [blog.plan.next_change for blog in blogs if blog.plan.next_change]
    change = min(moments, key=datetime.timestamp).isoformat() if moments else None
    return {"version": 1, "next_change": change, "posts": [_json_row(row) for row in rows]}


def _json_row(row: Row) -> dict[str, object]:
    post, address = row.post, row.blog.plan.addresses.get(row.post.source)
    at = post.date.at.isoformat() if post.date.timed else str(post.date.day)
    return {
        "file": row.file,
        "source": post.source,
        "blog": row.blog.name,
        "title": post.title,
        "date": at if row.has_date else None,
        "state": row.state,
        "url": address.url if address else None,
        "words": row.words,
        "minutes": row.minutes,
        "terms": {key: [*names] for key, names in post.terms.items()},
    }
