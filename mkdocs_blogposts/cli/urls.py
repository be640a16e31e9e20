"""`blogposts check --urls`: which URLs that the site had would lead nowhere after a build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..blog.errors import Severity
from ..blog.frontmatter import decode
from ..blog.old_urls import DeadUrl, OldUrl, find_dead, read_urls
from .finding import Finding, Places
from .project import seen
from .refusing import NotRun
from .report import numbered

if TYPE_CHECKING:
    from .building import Outcome


def urls_of(file: Path) -> list[OldUrl]:
    """Return the URLs that stand in a file; raises `NotRun` where it has none."""
    text, _ = decode(file.read_bytes(), str(file))
    urls = read_urls(text or "")
    if not urls:
        raise NotRun(f"{file} names no URL. It must be a sitemap, or have one URL a line.")
    return urls


def dead_urls(outcome: Outcome, urls: list[OldUrl], file: Path, start: Path) -> list[Finding]:
    """Return a finding for each URL that leads nowhere, and note how many do not."""
    builds = outcome.builds
    ruled = {each.address.dest_uri for build in builds for each in build.plan.redirects}
    posts = {source: post for build in builds for source, post in build.plan.posts.items()}
    dead = list(find_dead(urls, outcome.outputs | ruled, posts, builds[0].reading.settings))
    outcome.notes.append(f"{numbered(len(dead), 'URL')} of {len(urls):,} would lead nowhere")
    places = Places(outcome, start)
    return [_finding(each, seen(file, start), places) for each in dead]


def _finding(dead: DeadUrl, file: str, places: Places) -> Finding:
    return Finding(file, dead.old.line, Severity.WARNING, f"{dead.old.url} would lead nowhere", _remedy(dead, places))


def _remedy(dead: DeadUrl, places: Places) -> str:
    if not dead.can_be_alias:
        return "No page can stand there: let your host lead on from it"
    if dead.source:
        return f"Write `aliases: [{dead.path}]` in {places.file(dead.source)}"
    return f"No post has a name like it. Write `aliases: [{dead.path}]` in the post that took its place, if one did"
