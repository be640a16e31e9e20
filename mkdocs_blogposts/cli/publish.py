"""`blogposts publish` and `blogposts unpublish`: let readers see a post, or hold it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..blog.dates import PostDate
from ..blog.fields import as_lines, read_fields
from ..blog.lifecycle import Visibility, due, judge
from ..blog.post import Post
from ..blog.publishing import as_draft, as_published, dated
from .project import opened, plain, project_options
from .refusing import Refused, refusing
from .report import show

if TYPE_CHECKING:
    from .reading import Blog, Project

_FILES = click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))

Edit = Callable[["Project", "Blog", Post, str, str], tuple[str, str]]
"""Takes a post, its file as the writer calls it, and its text; returns the new text, and what there is to say."""


@click.command()
@_FILES
@click.option("--now", "is_now", is_flag=True, help="Date the post as of now, so that it need not wait for its date.")
@project_options
def publish(files: Sequence[Path], is_now: bool, project: Path | None, config_file: Path | None) -> None:
    """Publish drafts.

    Takes `draft` out of the front matter of each FILE, with its line, and changes nothing else there. The date
    stays: a post with a date to come waits for it. A post without a date gets that of today. A FILE may be the
    folder of a bundle.

    \b
    Examples:
      blogposts publish docs/blog/posts/hello.md
      blogposts publish --now docs/blog/posts/*.md

    \b
    Exit codes:
      0  done
      2  not done, and nothing was changed; the message says why
    """  # noqa: D301  `\b` keeps the lines below it
    _edit(files, project, config_file, partial(_publish, is_now=is_now))


@click.command()
@_FILES
@project_options
def unpublish(files: Sequence[Path], project: Path | None, config_file: Path | None) -> None:
    """Make drafts of posts again.

    Writes `draft: true` into the front matter of each FILE, and changes nothing else there: `blogposts publish`
    brings back what was. The next build leaves the posts out.

    \b
    Examples:
      blogposts unpublish docs/blog/posts/hello.md
      blogposts unpublish docs/blog/posts/2026-01-15-a-bundle/

    \b
    Exit codes:
      0  done
      2  not done, and nothing was changed; the message says why
    """  # noqa: D301  `\b` keeps the lines below it
    _edit(files, project, config_file, _unpublish)


def _edit(files: Sequence[Path], folder: Path | None, config_file: Path | None, edit: Edit) -> None:
    """Edit all posts, or none where one is refused; then say what was done."""
    start, paths = Path.cwd(), [plain(path) for path in files]
    with opened(folder, config_file) as file:
        from .changing import Changes, text_of  # needs MkDocs, or what `opened` put in its place
        from .reading import read_project

        project = read_project(file, start)
        changes, said = Changes(start), []
        for path in paths:
            blog, post = project.post(path)
            there, shown = project.docs / post.source, project.shown(post)
            text = text_of(there, shown)
            with refusing(shown):
                changed, result = edit(project, blog, post, shown, text)
            changes.add(there, text, changed)
            said.append(f"{click.style(shown, bold=True)}: {result}")
        changes.apply()
    show(said)


def _unpublish(_: Project, blog: Blog, post: Post, shown: str, text: str) -> tuple[str, str]:
    if blog.state(post) is Visibility.DRAFT:
        return text, "is a draft already"
    changed = as_draft(text)
    had_page = blog.state(post).has_page
    return changed, "is a draft now" + ("; `blogposts check` names links that lead there" if had_page else "")


def _publish(project: Project, blog: Blog, post: Post, shown: str, text: str, is_now: bool) -> tuple[str, str]:
    settings, now = blog.reading.settings, blog.reading.now
    state = blog.state(post)
    if state.has_page:
        return text, f"is {state} already" + (_keep_date(post) if is_now else "")
    by_default = _is_draft_by_default(project, blog, post)
    if state is Visibility.DRAFT:
        if project.is_draft_by_pattern(post):
            raise Refused(f"{shown} is a draft by `draft_docs` in mkdocs.yml", "Change the patterns there")
        if by_default and due(post, settings) > now and not is_now:
            fault = f"{shown} waits for its date, and a .meta.yml makes drafts of all posts there"
            raise Refused(fault, "Take `draft` out of that, or publish the post at once with --now")
        text = as_published(text, by_default)
        post = replace(post, draft=False if by_default else None)
    if state is not Visibility.EXPIRED and (is_now or not blog.reading.has_date(post)):
        zone = settings.zone or UTC
        text = dated(text, post, now, zone, blog.today)
        post = replace(post, date=PostDate(now.astimezone(zone), timed=True))
    return text, _said(judge(post, now, settings), post, blog)


def _keep_date(post: Post) -> str:
    return f"; its date stays {post.date.day}, for its address may be made of it"


def _is_draft_by_default(project: Project, blog: Blog, post: Post) -> bool:
    """Tell whether the nearest folder that says anything of drafts makes one of the post."""
    found = False
    for source in blog.reading.defaults[post.source]:
        root, _ = read_fields(as_lines((project.docs / source).read_text(encoding="utf-8-sig")), source)
        if root and "draft" in root.fields:
            found = bool(root.fields["draft"].value)
    return found


def _said(state: Visibility, post: Post, blog: Blog) -> str:
    settings = blog.reading.settings
    if state is Visibility.SCHEDULED:
        return f"is scheduled for {due(post, settings):%Y-%m-%d %H:%M %Z}; build the site again then, or use --now"
    if state is Visibility.EXPIRED and post.expires:
        return f"is no draft, but expired on {post.expires.day}; change `expires`, or take it out"
    return f"is {state}, as of {post.date.day}; the next build shows it"
