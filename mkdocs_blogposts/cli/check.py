"""`blogposts check`: all that a build would say of the blog, at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..blog.errors import Severity
from . import moving_report
from .finding import Finding, Places, findings
from .moving_report import MovingReport
from .project import opened, project_options
from .report import Report, as_github, as_json, as_text, show
from .urls import dead_urls, urls_of

if TYPE_CHECKING:
    from .building import Outcome

FORMATS: dict[str, Callable[[Report], Iterator[str]]] = {"text": as_text, "json": as_json, "github": as_github}
MOVING_FORMATS: dict[str, Callable[[MovingReport], Iterator[str]]] = {
    "text": moving_report.as_text,
    "json": moving_report.as_json,
    "github": moving_report.as_github,
}

_NOT_RUN = 2
"""The exit code when nothing can be said of the blog."""


@click.command()
@project_options
@click.option(
    "--format",
    "name",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For people, for programs, or for annotations on GitHub.",
)
@click.option(
    "--fail-on",
    type=click.Choice([severity.name.lower() for severity in Severity]),
    default="warning",
    show_default=True,
    help="The least problem that counts.",
)
@click.option(
    "--from-material",
    "is_moving",
    is_flag=True,
    help="Instead, say what would change for a site that uses Material's blog plugin.",
)
@click.option(
    "--urls",
    "urls_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Instead, say which of these URLs would lead nowhere: a sitemap, or one URL a line.",
)
@click.option("--external", is_flag=True, help="Ask other servers, too, for the pages that posts link to.")
@click.option("--fix", is_flag=True, help="Show what can be mended safely, and mend it after a yes.")
@click.option("-y", "--yes", is_flag=True, help="Mend without asking.")
def check(
    project: Path | None,
    config_file: Path | None,
    name: str,
    fail_on: str,
    is_moving: bool,
    urls_file: Path | None,
    external: bool,
    fix: bool,
    yes: bool,
) -> None:
    """Name every problem of the blog, each with its remedy.

    Builds the site into a temporary folder, and says all that the build would say: of front matter, terms and
    authors, and of links and pictures in the finished pages. Errors leave a post out, warnings give the reader
    something wrong, hints are worth a look. Hints also name what no build tells: posts without a description or
    that nothing leads to, pictures that are huge or have no text in their place, links to headings that are not
    there, parts of a series in another order than their dates.

    \b
    Examples:
      blogposts check
      blogposts check --fix
      blogposts check --external --fail-on hint

    \b
    Exit codes:
      0  no problems, or none that counts (--fail-on);
         with --from-material: every URL stays; with --urls: every URL leads somewhere
      1  there are problems; with --from-material: a URL would change;
         with --urls: a URL would lead nowhere
      2  the check could not be run
    """  # noqa: D301  `\b` keeps the lines below it
    alone = [is_moving and "--from-material", urls_file and "--urls", (external or fix) and "--external or --fix"]
    if len(given := [each for each in alone if each]) > 1:
        raise click.UsageError(f"{given[1]} cannot be used with {given[0]}.")
    start, urls_file = _start(name), urls_file and urls_file.absolute()
    with opened(project, config_file) as file:
        if is_moving:
            code = _check_moving(file, start, name)
        else:
            if fix:
                from .fixing import mend  # needs MkDocs, or what `opened` put in its place

                mend(file, start, is_sure=yes)
            code = _check(file, start, name, Severity[fail_on.upper()], urls_file, external)
    raise SystemExit(code)


def _check(file: Path, start: Path, name: str, least: Severity, urls_file: Path | None, external: bool) -> int:
    from .building import build_project  # needs MkDocs, or what `opened` put in its place
    from .reviewing import ask_elsewhere, review_blog

    urls = urls_of(urls_file) if urls_file else []
    outcome = build_project(file, None if urls_file else review_blog)
    if external:
        ask_elsewhere(outcome)
    if urls_file and not outcome.failure:
        found = dead_urls(outcome, urls, urls_file, start)
    else:
        found = findings(outcome, start)
    show(FORMATS[name](_report(outcome, found)))
    return _NOT_RUN if outcome.failure else int(any(finding.severity <= least for finding in found))


def _check_moving(file: Path, start: Path, name: str) -> int:
    from .moving import build_moved, moving_blog  # as above

    outcome = build_moved(file)
    places = Places(outcome, start)
    blogs = [moving_blog(build) for build in outcome.builds]
    problems = _report(outcome, findings(outcome, start))
    report = MovingReport(blogs, places.file, places.seen(file), problems)
    show(MOVING_FORMATS[name](report))
    return _NOT_RUN if outcome.failure else int(bool(report.changes))


def _start(name: str) -> Path:
    """Return the folder that paths in a report are seen from: where the command was given, or GitHub's checkout."""
    return Path(os.environ.get("GITHUB_WORKSPACE", "") if name == "github" else "").absolute()


def _report(outcome: Outcome, found: list[Finding]) -> Report:
    readings = [build.reading for build in outcome.builds]
    posts = sum(len(each.posts) + len(each.left_out) for each in readings)
    return Report(found, posts, outcome.notes, outcome.failure)
