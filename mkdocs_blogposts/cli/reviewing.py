"""Gives the review of posts what it looks at: their HTML, their text, and the site they stand in."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import click
from selectolax.lexbor import LexborHTMLParser

from ..blog import review
from ..blog.errors import Problem
from ..blog.review import Finished
from ..building import Build
from .building import Outcome
from .elsewhere import ask_all
from .report import numbered


def review_blog(build: Build, site_dir: Path) -> Iterator[Problem]:
    """Return all that there is to say of the posts that a build shows."""
    posts, pages = finished_posts(build), Pages(build, site_dir)
    listed = {source for listing in build.plan.listings for page in listing.pages for source in page.posts}
    visible = [each for each in posts if build.plan.visibility[each.post.source].has_page]
    yield from review.missing_descriptions([each for each in visible if not each.post.protected])
    yield from review.hard_to_find(visible, listed)
    yield from review.out_of_order({name: term.posts for name, term in build.plan.terms.get("series", {}).items()})
    for each in posts:
        yield from review.missing_alternatives(each)
        yield from review.huge_pictures(each, pages.sizes)
        if build.site.validation.links.anchors < logging.WARNING:  # else MkDocs tells
            yield from review.dead_anchors(each, pages.ids, pages.source)


def ask_elsewhere(outcome: Outcome) -> None:
    """Add to what a build told which links to other servers are dead."""
    found = review.links_elsewhere(post for build in outcome.builds for post in finished_posts(build))
    click.echo(f"Asking for {numbered(len(found), 'page')} elsewhere …", err=True)
    answers = ask_all(found)
    outcome.problems += review.dead_links_elsewhere(found, answers)
    if unasked := len(found) - len(answers):
        outcome.notes.append(f"{numbered(unasked, 'page')} elsewhere could not be asked for in time")


def finished_posts(build: Build) -> list[Finished]:
    """Return the posts of a finished build."""
    return [_finished(build, source, html) for source, html in build.texts.items() if source in build.plan.posts]


def _finished(build: Build, source: str, html: str) -> Finished:
    post, front, url = build.plan.posts[source], build.reading.fronts[source], build.plan.addresses[source].url
    cover = build.blog.pictures.get((source, post.cover.src), "") if post.cover else ""
    return Finished(post, url, html, front.body, front.body_line, unquote(cover))


class Pages:
    """What was built, by path in the site."""

    def __init__(self, build: Build, site_dir: Path) -> None:
        self.site_dir = site_dir
        self.ids = cache(self._ids)
        files = [file for file in build.files if not file.inclusion.is_excluded()]  # type: ignore[no-untyped-call]  # MkDocs' own
        self._sources = {unquote(file.url).removeprefix("./"): file.src_uri for file in files if file.page}
        self.sizes = {unquote(file.url): _size(site_dir / file.dest_uri) for file in files if not file.page}

    def source(self, path: str) -> str:
        """Return the source of the page at a path; nothing where it has none."""
        return self._sources.get(path, "")

    def _ids(self, path: str) -> Collection[str] | None:
        """Return what can be linked to on the page at a path; None where there is no page."""
        file = self.site_dir / (f"{path}index.html" if path.endswith("/") or not path else path)
        if file.suffix != ".html" or not file.is_file():
            return None
        tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
        named = (node.attributes.get("id") or node.attributes.get("name") for node in tree.css("[id], a[name]"))
        return frozenset(filter(None, named))


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
