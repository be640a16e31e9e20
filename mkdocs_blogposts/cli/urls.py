"""`blogposts check --urls`: which URLs that the site had would lead nowhere after a build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..blog.errors import Severity
from ..blog.frontmatter import decode
from ..blog.old_lists import OldLists, Successor
from ..blog.old_urls import DeadUrl, OldUrl, find_dead, read_urls
from ..blog.settings import Settings
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
    lists = [OldLists(build.plan.listings, build.reading.settings) for build in builds]
    dead = list(find_dead(urls, outcome.outputs | ruled, posts, builds[0].reading.settings, lists))
    outcome.notes.append(f"{numbered(len(dead), 'URL')} of {len(urls):,} would lead nowhere")
    remedies = _Remedies(builds[0].reading.settings, Places(outcome, start))
    return [_finding(each, seen(file, start), remedies.of(each)) for each in dead]


def _finding(dead: DeadUrl, file: str, remedy: str) -> Finding:
    return Finding(file, dead.old.line, Severity.WARNING, f"{dead.old.url} would lead nowhere", remedy)


class _Remedies:
    """Says what would save a URL."""

    def __init__(self, settings: Settings, places: Places) -> None:
        self.root = urlsplit(settings.site_url).path or "/"
        self.places = places

    def of(self, dead: DeadUrl) -> str:
        if not dead.can_be_alias:
            return "No page can stand there: let your host lead on from it"
        if dead.is_feed:
            return f"If it was a feed, write `{dead.path}` under `feeds: files:`"
        if dead.is_file:
            return "Put the file back"
        if dead.successor:
            return self._of_list(dead.successor)
        alias = f"Write `aliases: [{dead.path}]` in"
        if dead.source:
            return f"{alias} {self.places.file(dead.source)}"
        return f"No post has a name like it. {alias} the post that took its place, if one did"

    def _of_list(self, successor: Successor) -> str:
        url = self.root + successor.url.removeprefix("./")
        if successor.is_shorter:
            return f"This list has fewer pages now: let your host lead on to {url}"
        if successor.is_gone:
            return f"There is no such list any more: let your host lead on to {url}"
        if successor.slug:
            file = self.places.file(successor.notes)
            return f"It is {url} now: write `slug: {successor.slug}` for {successor.term} in {file}"
        if successor.setting:
            return f"It is {url} now: write `{successor.setting}`, or let your host lead on"
        return f"It is {url} now: let your host lead on"
