"""Writes what would change for a site that uses Material's blog plugin, in the formats of every check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

import click

from ..blog.comparison import Addition, Change, Comparison, Thing
from ..blog.errors import Severity
from .finding import Finding
from .report import INDENT, annotation, beside, counted, dumped, json_shape, listed, numbered, wrapped
from .report import Report as Problems


@dataclass(frozen=True)
class MovingBlog:
    """One blog of a site, with either plugin."""

    blog_dir: str
    comparison: Comparison
    differences: Sequence[str]
    """Defaults that differ."""
    is_preset: bool
    """Whether it keeps to what Material's plugin writes."""


@dataclass(frozen=True)
class MovingReport:
    """What there is to say of a site before the plugin is changed."""

    blogs: Sequence[MovingBlog]
    file_of: Callable[[str], str]
    """Finds the file of a source."""
    config_file: str
    problems: Problems
    """What a check will say after the change."""

    @property
    def changes(self) -> list[Change]:
        """Every URL that does not stay, of all blogs."""
        return [change for blog in self.blogs for change in blog.comparison.changes]


def as_text(report: MovingReport) -> Iterator[str]:
    """Write for people."""
    for blog in report.blogs:
        counts = Counter(kept.thing for kept in blog.comparison.stays)
        said = listed(numbered(counts[thing], thing) for thing in Thing if counts[thing])
        yield click.style(f"{blog.blog_dir}: {said or 'nothing'}", bold=True) + " at the same URLs as before"
        yield ""
        for change in blog.comparison.changes:
            yield from (*_change(change, report), "")
        yield from _additions(blog)
        for each in blog.differences:
            yield from (*beside("differs", each), "")
    if later := counted(report.problems.found):
        yield from wrapped(f"After the change of plugins, `blogposts check` names {later}.")
    yield from wrapped(summary(report))


def as_json(report: MovingReport) -> Iterator[str]:
    """Write for programs: what `check` writes, with the blogs as they would change."""
    yield dumped({**json_shape(report.problems), "blogs": [_json_blog(blog, report) for blog in report.blogs]})


def as_github(report: MovingReport) -> Iterator[str]:
    """Write workflow commands."""
    for change in report.changes:
        yield annotation(_finding(change, report))
    yield summary(report)


def summary(report: MovingReport) -> str:
    """Say in one line how many URLs change."""
    if report.problems.failure:
        return f"The check could not be run to its end: {report.problems.failure}"
    kept = sum(len(blog.comparison.stays) for blog in report.blogs)
    changed = len(report.changes)
    return f"{numbered(changed, 'URL')} of {kept + changed:,} would change." if changed else f"All {kept:,} URLs stay."


def _change(change: Change, report: MovingReport) -> Iterator[str]:
    yield click.style(_name(change, report), bold=True)
    yield from beside("was at", _shown(change.old), "yellow")
    yield from beside("will be", _shown(change.new), "yellow")
    yield from wrapped(change.reason, INDENT)
    if change.remedy:
        yield from wrapped(change.remedy, INDENT)


def _name(change: Change, report: MovingReport) -> str:
    return change.name if change.thing is Thing.LIST else report.file_of(change.name)


def _shown(url: str) -> str:
    return f"/{unquote(url).removeprefix('./')}" if url else "nowhere"


def _additions(blog: MovingBlog) -> Iterator[str]:
    """Write what is new, one line for each kind of list."""
    additions = blog.comparison.additions
    if not additions:
        return
    kinds: dict[str, list[Addition]] = {}
    for each in additions:
        kinds.setdefault(each.name.partition("/")[0] if each.thing is Thing.LIST else each.thing, []).append(each)
    for first, *others in kinds.values():
        noun = "feed" if first.thing is Thing.FEED else "page"
        more = f" and {numbered(len(others), f'more {noun}')}" if others else ""
        yield from beside("new", _shown(first.url) + more)
    if not blog.is_preset:
        yield from wrapped("`preset: material` makes none of these", INDENT)
    yield ""


def _finding(change: Change, report: MovingReport) -> Finding:
    file = report.config_file if change.thing is Thing.LIST else report.file_of(change.name)
    subject = f"{change.name}: " if change.thing is Thing.LIST else ""
    move = f"{_shown(change.old)} → {_shown(change.new)}"
    return Finding(file, 0, Severity.WARNING, f"{subject}{move}: {change.reason}", change.remedy)


def _json_blog(blog: MovingBlog, report: MovingReport) -> dict[str, object]:
    return {
        "blog_dir": blog.blog_dir,
        "stays": [kept.url for kept in blog.comparison.stays],
        "changes": [_json_change(change, report) for change in blog.comparison.changes],
        "additions": [{"what": each.thing, "name": each.name, "url": each.url} for each in blog.comparison.additions],
        "differences": list(blog.differences),
    }


def _json_change(change: Change, report: MovingReport) -> dict[str, object]:
    return {
        "what": change.thing,
        "name": _name(change, report),
        "old": change.old or None,
        "new": change.new or None,
        "reason": change.reason,
        "remedy": change.remedy or None,
    }
