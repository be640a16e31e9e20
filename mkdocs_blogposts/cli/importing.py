"""`blogposts import`: takes a blog over that was made for another program."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from ..blog.errors import Problem, Severity
from ..importing.config_file import FIRST_LINE, FORMULAS_SCRIPT, config_text
from ..importing.downloading import download
from ..importing.navigation import navigation
from ..importing.old_site import OldSite
from ..importing.project import Layout, make_project
from ..importing.writing import Written, write_all
from .finding import Finding
from .project import opened, plain, seen
from .refusing import NotRun
from .report import Report, as_text, numbered, show

if TYPE_CHECKING:
    from ..importing.project import Project

_CONFIGS = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
_MANY = 5
"""Faults that are the same in more files than this are told together."""
_MOST = 50
"""How many faults of one kind are told."""


@click.command("import")
@click.argument("program", type=click.Choice(["hugo", "jekyll", "wordpress"]))
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The project's folder; the present one by default.",
)
@click.option("--media", is_flag=True, help="Copy pictures and files from the old server (WordPress).")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
def import_blog(program: str, source: Path, into: Path, media: bool, dry_run: bool) -> None:
    """Take over a blog that was made for another program.

    Reads the sources of the blog and writes posts, pages and files into the project's docs folder. Without a
    project there, one is begun whose settings keep the old URLs. Nothing that is there already is changed, so the
    command can be given again, also after it was interrupted.

    \b
    Examples:
      blogposts import hugo ../old-blog --dry-run
      blogposts import jekyll ../old-blog --into new-blog
      blogposts import wordpress export.xml --into new-blog --media

    \b
    Exit codes:
      0  done
      1  done, but something could not be taken over; the report says what
      2  the source or the project cannot be read
    """  # noqa: D301  `\b` keeps the lines below it
    start, root, target = Path.cwd(), plain(source), plain(into)
    ours = tuple(target / name for name in ("docs", "site", *_CONFIGS))
    site = _READERS[program](root, ours)
    if not site.entries and not site.files:
        said = [str(problem) for problem in site.problems]
        raise NotRun("\n".join([*said, f"There is no blog for {program} in {seen(root, start)}."]))
    layout = _layout(target)
    with TemporaryDirectory() as copies:
        if media and not dry_run:
            download(site, target / (layout.docs if layout else "docs"), Path(copies))
        elif site.media:
            site.notes.append(f"{numbered(len(site.media), 'file')} on the old server; `--media` copies them.")
        project = make_project(site, layout)
        if layout is None:
            _begin(site, project)
        written = write_all(target, project.files, dry_run)
    every = sorted(_findings(site, written, root, start), key=lambda finding: finding.order)
    found = _shortened(every)
    more = [f"{len(every) - len(found):,} more problems of the kinds above."] if len(every) > len(found) else []
    notes = [*more, *site.notes, *_said(written, seen(target, start), dry_run)]
    show(as_text(Report(found, project.posts, notes)))
    if any(finding.severity is Severity.ERROR for finding in found):
        raise click.exceptions.Exit(1)


def _read_hugo(root: Path, without: tuple[Path, ...]) -> OldSite:
    from ..importing.hugo.site import read_site

    return read_site(root, without)


def _read_jekyll(root: Path, without: tuple[Path, ...]) -> OldSite:
    from ..importing.jekyll.site import read_site

    return read_site(root, without)


def _read_wordpress(root: Path, without: tuple[Path, ...]) -> OldSite:
    from ..importing.wordpress.site import read_site

    return read_site(root, without)


_READERS: dict[str, Callable[[Path, tuple[Path, ...]], OldSite]] = {
    "hugo": _read_hugo,
    "jekyll": _read_jekyll,
    "wordpress": _read_wordpress,
}


def _layout(target: Path) -> Layout | None:
    """Return where things go in the project that is there; None where none is, or one that an import began."""
    config = next((target / name for name in _CONFIGS if (target / name).is_file()), None)
    if config is None or config.read_text(encoding="utf-8-sig", errors="replace").startswith(FIRST_LINE):
        return None
    with opened(target, config):
        from .reading import read_project  # needs MkDocs, or what `opened` put in its place

        project = read_project(config, target)
        settings = project.blog(None).reading.settings
        if not project.docs.is_relative_to(target):
            raise NotRun(f"{config.name} has its docs folder elsewhere: {project.docs}.")
        return Layout(project.docs.relative_to(target).as_posix(), settings.post_dir)


def _begin(site: OldSite, project: Project) -> None:
    """Add what a new project has besides posts and pages."""
    nav, pages = navigation(site, project.pages)
    for path, text in pages.items():
        project.files.setdefault(f"docs/{path}", text)
    project.files.setdefault("docs/index.md", f"# {site.title or 'Blog'}\n")
    mermaid = any("```mermaid" in text for text in project.files.values() if isinstance(text, str))
    if site.has_formulas:
        project.files.setdefault("docs/javascripts/formulas.js", FORMULAS_SCRIPT)
    theme = "material" if find_spec("material") else "mkdocs"
    text = config_text(site, project.scheme, project.post_dir, nav, theme, mermaid)
    project.files["mkdocs.yml"] = text


def _said(written: Written, target: str, dry_run: bool) -> Iterator[str]:
    """Say what was written."""
    yield f"{numbered(len(written.new), 'file')} {'would be ' * dry_run}written into {target}."
    if written.same:
        yield f"{numbered(len(written.same), 'file')} there already, as they would be written."
    if written.kept:
        some = ", ".join(written.kept[:_MANY]) + (" …" if len(written.kept) > _MANY else "")
        yield f"{numbered(len(written.kept), 'file')} there already with another text, which stays: {some}"


def _findings(site: OldSite, written: Written, root: Path, start: Path) -> Iterator[Finding]:
    """Return all problems with paths as the writer sees them; the same in many files once."""
    same: dict[str, list[Problem]] = {}
    for problem in site.problems:
        same.setdefault(problem.fault, []).append(problem)
    for problems in same.values():
        told = problems if len(problems) <= _MANY else problems[:1]
        for problem in told:
            more = f" (and at {numbered(len(problems) - 1, 'other place')})" if len(problems) > len(told) else ""
            folder = root if root.is_dir() else root.parent
            file = seen(folder / problem.source, start) if problem.source else ""
            yield Finding(file, problem.line, problem.severity, problem.fault + more, problem.remedy)
    for name, fault in written.refused.items():
        yield Finding(name, 0, Severity.ERROR, f"not written: {fault}")


def _shortened(found: list[Finding]) -> list[Finding]:
    """Leave out what comes after so many faults of one kind that nobody would read on; errors stay."""
    counts: Counter[str] = Counter()
    kept = []
    for finding in found:
        kind = re.split('["`]', finding.fault)[0]
        counts[kind] += 1
        if counts[kind] <= _MOST or finding.severity is Severity.ERROR:
            kept.append(finding)
    return kept
