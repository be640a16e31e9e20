"""`blogposts new`: begins a post at its place, with its name and front matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import click
from jinja2 import Environment, StrictUndefined, TemplateError

from ..blog.beginning import begun, name_for, slug_for
from ..blog.dates import ACCEPTED, PostDate, read_date
from ..blog.editing import as_yaml
from ..blog.schedule import next_slot, read_rule
from .project import opened, plain, project_options, seen
from .refusing import Refused, refusing
from .starting import started
from .terms import remarks, split, terms_option
from .writing import write_whole

if TYPE_CHECKING:
    from .reading import Blog

TEMPLATE = ".post.md"
"""The writer's own template, in the blog's folder."""

_DEFAULT = "# {{ title }}\n\n"
_VARIABLES = ("title", "date", "slug", "draft", "tags", "categories", "authors", "blog")


@dataclass(frozen=True)
class _When:
    """The date of a new post; none for a draft that has none yet."""

    written: str = ""
    date: PostDate | None = None


@click.command()
@click.argument("title")
@click.option("--draft", is_flag=True, help="Hold the post back; it gets a date when it is published.")
@click.option("--date", metavar="DATE", help="The post's date instead of today, perhaps with a time.")
@click.option("--schedule", metavar="RULE", help="The next moment of this rule that no other post has.")
@terms_option("--tags", "tags", "Its tags, parted by commas.")
@terms_option("--categories", "categories", "Its categories, parted by commas.")
@terms_option("--authors", "authors", "Its authors, parted by commas.")
@click.option("--bundle", is_flag=True, help="Give the post a folder of its own, for pictures.")
@click.option("--edit", is_flag=True, help="Open it in the editor that $VISUAL or $EDITOR names.")
@click.option("--blog", metavar="DIR", help="The blog's directory, where there are several; else it is the first.")
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help=f"Begin with this file instead of {TEMPLATE} in the blog's folder.",
)
@project_options
def new(
    title: str,
    draft: bool,
    date: str | None,
    schedule: str | None,
    tags: Sequence[str],
    categories: Sequence[str],
    authors: Sequence[str],
    bundle: bool,
    edit: bool,
    blog: str | None,
    template: Path | None,
    project: Path | None,
    config_file: Path | None,
) -> None:
    """Begin a post.

    Writes a file into the folder of posts, named after date and title, and prints its path. The text comes from
    a template; front matter that the template does not write is added. A file that is there is never overwritten.
    In an empty folder, it begins a project, too.

    \b
    Examples:
      blogposts new "A first look"
      blogposts new "A first look" --tags linux,shell --edit
      blogposts new "A first look" --draft --bundle
      blogposts new "A first look" --date "2026-12-01 09:00"
      blogposts new "A first look" --schedule "mon,thu 09:00"

    \b
    Exit codes:
      0  done
      2  not done, and nothing was changed; the message says why
    """  # noqa: D301  `\b` keeps the lines below it
    start, own = Path.cwd(), plain(template) if template else None
    title = " ".join(title.split())
    if not title:
        raise click.BadParameter("write one, in quotes", param_hint="TITLE")
    with started(None if config_file else project or start) as first_files, opened(project, config_file) as file:
        from .reading import read_project  # needs MkDocs, or what `opened` put in its place

        found = read_project(file, start)
        its = found.blog(blog)
        lists = {"categories": split(categories), "tags": split(tags), "authors": split(authors)}
        said = [remark for key, names in lists.items() for remark in remarks(its, key, names)]
        when = _when(its, draft, date, schedule)
        settings = its.reading.settings
        path = _place(found.docs / settings.post_dir, title, when, its, bundle, start)
        values = {"date": when.written, "draft": "true" if draft else ""}
        source = own or found.docs / settings.blog_dir / TEMPLATE
        given = {**values, **lists, "title": title, "slug": slug_for(title, settings), "blog": its.name, "draft": draft}
        text = _rendered(source, seen(source, start), given)
        with refusing(seen(source, start)):
            text = begun(text, title, {key: value for key, value in values.items() if value}, lists)
        write_whole(path, text)
    click.echo(seen(path, start))
    for line in [*_remarks_on(first_files, start), *said, *_remark_on(its, when, schedule)]:
        click.echo(line, err=True)
    if edit:
        click.edit(filename=str(path))


def _when(blog: Blog, draft: bool, date: str | None, schedule: str | None) -> _When:
    zone = blog.reading.settings.zone or UTC
    if date and schedule:
        raise click.UsageError("--date and --schedule both name a date. Keep one of them.")
    try:
        if schedule:
            taken = [post.date for post in blog.reading.posts]
            at = next_slot(read_rule(schedule), blog.reading.now, zone, taken)
            return _When(f"{at:%Y-%m-%d %H:%M}", PostDate(at, timed=True))
        if date:
            return _When(date.strip(), read_date(date, date, zone))
    except ValueError as error:
        raise click.BadParameter(str(error) if schedule else f"{error}. {ACCEPTED}.") from None
    if draft:
        return _When()
    return _When(str(blog.today), read_date(blog.today, None, zone))


def _place(folder: Path, title: str, when: _When, blog: Blog, bundle: bool, start: Path) -> Path:
    """Return where the post goes; raises `Refused` where it would meet another."""
    name = name_for(slug_for(title, blog.reading.settings), when.date.day if when.date else None)
    for each in (folder / f"{name}.md", folder / name):
        if each.is_file() or any(each.glob("[!.]*")):
            raise Refused(f"{seen(each, start)} is there already", "Choose another title, or edit that")
    return folder / name / "index.md" if bundle else folder / f"{name}.md"


def _rendered(template: Path, shown: str, given: dict[str, object]) -> str:
    text = template.read_text(encoding="utf-8-sig") if template.exists() else _DEFAULT
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    environment.filters["yaml"] = as_yaml
    try:
        return environment.from_string(text).render(given)
    except TemplateError as error:
        line = getattr(error, "lineno", 0)
        known = ", ".join(f"{{{{ {name} }}}}" for name in _VARIABLES)
        raise Refused(f"{shown}{f':{line}' if line else ''}: {error}", f"A template knows {known}") from None


def _remarks_on(first_files: Sequence[Path], start: Path) -> list[str]:
    """Say that a project was begun, and how to see it."""
    if not first_files:
        return []
    names = " and ".join(seen(path, start) for path in first_files)
    return [f"{names} are new, too. `{first_files[-1].stem} serve --open` shows the site."]


def _remark_on(blog: Blog, when: _When, schedule: str | None) -> list[str]:
    """Say when the post will be seen, if that is not clear."""
    settings = blog.reading.settings
    if not when.date or when.date.due(settings.zone is not None) <= blog.reading.now or not settings.hold_future:
        return []
    unset = " Times are in UTC: set `timezone` if yours is another." if schedule and not settings.zone else ""
    return [f"It is scheduled for {when.date.at:%Y-%m-%d %H:%M %Z}.{unset}"]
