"""`blogposts rename`: a new title for a post, and all that hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import click

from ..blog.beginning import slug_for
from ..blog.editing import add_item, retitle
from ..blog.plan import make_plan
from ..blog.post import Post
from ..blog.relinking import relink
from ..blog.renaming import moved, moves_for
from .project import opened, plain, project_options
from .refusing import Declined, refusing
from .report import show

if TYPE_CHECKING:
    from .changing import Changes
    from .reading import Blog, Project


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("title")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@project_options
def rename(file: Path, title: str, yes: bool, project: Path | None, config_file: Path | None) -> None:
    """Give a post a new title, and its file a new name.

    The date in the name stays. Where the post's address changes, its old one becomes one of its `aliases`, so
    that links from elsewhere still lead to it. Links to the file in other pages are rewritten. Shows all changes
    and asks before it makes them: all of them, or none.

    \b
    Examples:
      blogposts rename docs/blog/posts/2026-01-15-hello.md "A first look"
      blogposts rename docs/blog/posts/2026-01-15-a-bundle/ "A first look" --yes

    \b
    Exit codes:
      0  done, or there was nothing to do
      1  you said no; nothing was changed
      2  not done, and nothing was changed; the message says why
    """  # noqa: D301  `\b` keeps the lines below it
    start, path, title = Path.cwd(), plain(file), " ".join(title.split())
    if not title:
        raise click.BadParameter("write one, in quotes", param_hint="TITLE")
    with opened(project, config_file) as config:
        from .reading import read_project  # needs MkDocs, or what `opened` put in its place

        found = read_project(config, start)
        blog, post = found.post(path)
        moves = moves_for(post, blog.reading.posts, slug_for(title, blog.reading.settings), blog.reading.settings)
        changes = _changes(found, blog, post, title, moves)
        changes.check()
        show(changes.diff())
        if not (changes.texts or changes.moves):
            click.echo(f"{found.shown(post)} has this title already.")
        elif yes or click.confirm("Make these changes?"):
            changes.apply()
            show(_remarks(config, moves))
        else:
            raise Declined("Nothing was changed.")


def _changes(project: Project, blog: Blog, post: Post, title: str, moves: Mapping[str, str]) -> Changes:
    from .changing import Changes, text_of  # needs MkDocs, or what `opened` put in its place

    changes = Changes(project.start)
    changes.moves = {project.docs / old: project.docs / new for old, new in moves.items()}
    aliases = _aliases(blog, post, title, moves)
    for source in {post.source: None, **aliases}:
        path, shown = project.docs / source, project.shown(blog.reading.posts_by_source()[source])
        text = before = text_of(path, shown)
        with refusing(shown):
            text = retitle(text, title) if source == post.source and post.title != title else text
            text = add_item(text, "aliases", aliases[source]) if source in aliases else text
        changes.add(path, before, relink(text, source, moves))
    for path, source, text in _pages(project, moves):
        if path not in changes.texts:
            changes.add(path, text, relink(text, source, moves))
    return changes


def _aliases(blog: Blog, post: Post, title: str, moves: Mapping[str, str]) -> dict[str, str]:
    """Return the old addresses of the posts that will live elsewhere, by source; drafts have none to lose."""
    reading = blog.reading
    after = {each.source: moved(each, moves, title if each is post else None) for each in reading.posts}
    plan = make_plan([*after.values()], reading.settings, reading.sources, reading.now)
    addresses = {source: blog.plan.addresses.get(source) for source in after}
    lost = {
        source: f"/{unquote(old.url)}"
        for source, old in addresses.items()
        if old and plan.addresses[after[source].source] != old
    }
    posts = reading.posts_by_source()
    return {source: alias for source, alias in lost.items() if alias not in posts[source].aliases}


def _pages(project: Project, moves: Mapping[str, str]) -> Iterator[tuple[Path, str, str]]:
    """Return the pages that may have a link to what moves: path, source and text."""
    names = {old.rpartition("/")[2] for old in moves}
    for file in project.files:
        path = project.docs / file.src_uri
        if names and path.suffix == ".md" and path.is_file():
            try:
                text = path.read_bytes().decode()
            except UnicodeDecodeError:  # `blogposts check` tells; a build shows no such page
                continue
            if any(name in text or quote(name) in text for name in names):
                yield path, file.src_uri, text


def _remarks(config: Path, moves: Mapping[str, str]) -> Iterator[str]:
    """Say where the old names stand that are not changed here."""
    text = config.read_text(encoding="utf-8-sig")
    for old, new in moves.items():
        if old in text:
            yield f"{config.name} names {old}: write {new} there."
