"""`blogposts check --fix`: mends what needs no writer to decide."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from ..blog.errors import Problem, Slip
from ..blog.matter import CannotEdit
from ..blog.mending import mended
from ..building import Build
from .building import Outcome, build_project
from .changing import Changes, text_of
from .project import seen
from .refusing import Declined, Refused
from .report import show
from .reviewing import review_blog


def mend(config_file: Path, start: Path, is_sure: bool) -> None:
    """Show what can be mended safely, and after a yes mend all of it; raises `Declined` after a no."""
    changes = fixes(build_project(config_file, review_blog), start)
    show(changes.diff(), is_error=True)
    if not changes.texts:
        click.echo("Nothing can be mended without you.", err=True)
    elif is_sure or click.confirm("Make these changes?", err=True):
        changes.apply()
    else:
        raise Declined("Nothing was changed.")


def fixes(outcome: Outcome, start: Path) -> Changes:
    """Return all changes that mend what a check has found; what cannot be changed safely stays as it is."""
    changes = Changes(start)
    for build in outcome.builds:
        for source, slips in _slips(outcome.problems, build).items():
            path = Path(build.site.docs_dir) / source
            with suppress(Refused):  # a notebook, or no text at all: the check tells
                before = text_of(path, seen(path, start))
                changes.add(path, before, _mended(before, source, slips, build))
    return changes


def _slips(problems: Sequence[Problem], build: Build) -> dict[str, list[Slip]]:
    """Return the slips in each source of a blog; a term is told once, and may stand in many posts."""
    posts = {build.real_names.get(source, source): post for source, post in build.reading.posts_by_source().items()}
    found: dict[str, list[Slip]] = {}
    for problem in problems:
        slip = problem.slip
        if slip is None or problem.source not in posts:
            continue
        for source, post in posts.items():
            if source == problem.source or slip.written in post.terms.get(slip.where, ()):
                found.setdefault(source, []).append(slip)
    return found


def _mended(text: str, source: str, slips: Sequence[Slip], build: Build) -> str:
    for slip in slips:
        taxonomy = build.reading.settings.taxonomy(slip.where)
        with suppress(CannotEdit):  # left to the writer, whom the check tells of it
            text = mended(text, slip, source, (taxonomy.name, taxonomy.singular) if taxonomy else ())
    return text
