"""Everything that will be published, with its URL, from values alone."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from .errors import Problem
from .lifecycle import Visibility, is_pinned, judge, next_change
from .listing import Listing
from .lists import Lists
from .permalink import Address, file_address, join
from .places import Places
from .post import Post
from .settings import Settings
from .taxonomy import Term


@dataclass(frozen=True)
class Sources:
    """The files of the site besides the posts."""

    pages: frozenset[str] = frozenset()
    """`src_uri` of every Markdown page."""
    outputs: Mapping[str, str] = field(default_factory=dict)
    """`dest_uri` of every page and file, with its `src_uri`."""
    media: frozenset[str] = frozenset()
    """`src_uri` of the files that move along with posts: all but pages, HTML, XML and JSON."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Titles of the writer's own pages in the blog's folder."""


@dataclass(frozen=True)
class Plan:
    """What one blog publishes, and where."""

    posts: Mapping[str, Post]
    """Every post that has a page, by source, in the order of the front page."""
    visibility: Mapping[str, Visibility]
    """Of every post, also of those held back."""
    addresses: Mapping[str, Address]
    """Where posts, and the files that move with the blog, live; by source."""
    listings: tuple[Listing, ...]
    terms: Mapping[str, Mapping[str, Term]]
    """By taxonomy and name."""
    neighbours: Mapping[str, tuple[str | None, str | None]]
    """The sources of the newer and the older post of each listed post."""
    pinned: frozenset[str]
    held: tuple[str, ...]
    """Sources of posts that are held back, in the order of their dates."""
    hidden: frozenset[str]
    """Sources of files in the folders of bundles that are held back."""
    problems: tuple[Problem, ...]
    next_change: datetime | None

    @cached_property
    def _by_key(self) -> dict[str, Listing]:
        return {listing.key: listing for listing in self.listings}

    @cached_property
    def _translations(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for post in self.posts.values():
            groups.setdefault(post.key, []).append(post.source)
        return groups

    def listing(self, key: str) -> Listing | None:
        """Return the list of that key, if the blog has it."""
        return self._by_key.get(key)

    def translations(self, post: Post) -> list[str]:
        """Return the sources of the same post in other languages."""
        return [source for source in self._translations[post.key] if source != post.source]


def make_plan(posts: Sequence[Post], settings: Settings, sources: Sources, now: datetime) -> Plan:
    """Plan one blog; same posts, settings, files and moment, same plan."""
    visibility = {post.source: judge(post, now, settings) for post in posts}
    shown = [post for post in posts if settings.preview or visibility[post.source].has_page]
    pinned = frozenset(post.source for post in posts if is_pinned(post, now))
    is_listed = (post for post in shown if settings.preview or visibility[post.source] is Visibility.PUBLISHED)
    listed = in_list_order(is_listed, pinned)
    moved = _move_files(settings, sources)
    places = Places(_outputs_after(moved, sources), settings.directory_urls)
    lists = Lists(settings, places, sources.pages, sources.titles)
    terms = {each.name: lists.add_terms(each, listed) for each in settings.taxonomies}
    lists.add_periods(listed)
    lists.add_index(listed)
    addresses = moved | places.place_posts(shown, settings, terms)
    held = [post for post in posts if not (settings.preview or visibility[post.source].has_page)]
    return Plan(
        posts={post.source: post for post in in_list_order(shown, pinned)},
        visibility=visibility,
        addresses=addresses,
        listings=tuple(lists.listings),
        terms=terms,
        neighbours=find_neighbours(listed),
        pinned=pinned,
        held=tuple(post.source for post in sorted(held, key=lambda post: (post.date.at, post.order))),
        hidden=_hidden_with(held, shown, sources),
        problems=tuple(lists.problems + places.problems),
        next_change=next_change(list(posts), now, settings),
    )


def in_list_order(posts: Iterable[Post], pinned: frozenset[str]) -> list[Post]:
    """Sort posts as lists show them: pinned first, then newest first, then as their files are walked."""
    walked = sorted(posts, key=lambda post: post.order)
    return sorted(walked, key=lambda post: (post.source in pinned, post.date.at), reverse=True)


def find_neighbours(posts: Sequence[Post]) -> dict[str, tuple[str | None, str | None]]:
    """Return the newer and the older neighbour of each post, by date alone."""
    by_date = [post.source for post in in_list_order(posts, frozenset())]
    around = zip(by_date, [None, *by_date], [*by_date[1:], None], strict=False)
    return {source: (newer, older) for source, newer, older in around}


def _move_files(settings: Settings, sources: Sources) -> dict[str, Address]:
    """Give an address to each file that does not live where MkDocs would put it.

    What lies beside posts leaves the posts' folder, as the posts do; and all that lies in the blog's folder
    moves to `url_dir`.
    """
    by_source = {source: dest for dest, source in sources.outputs.items()}
    moved = {}
    for source, dest in by_source.items():
        target = _moved_to(source, dest, settings, sources)
        if target != dest:
            moved[source] = file_address(target, settings.directory_urls)
    return moved


def _moved_to(source: str, dest: str, settings: Settings, sources: Sources) -> str:
    folder = settings.post_dir if source in sources.media and is_below(source, settings.post_dir) else settings.blog_dir
    if not is_below(source, folder):
        return dest
    return join(settings.url_dir, dest[len(folder) :] if folder else dest)


def is_below(source: str, folder: str) -> bool:
    """Tell whether a source lies in a folder, comparing whole segments; the empty folder is the root."""
    return not folder or source.startswith(f"{folder}/")


def _outputs_after(moved: Mapping[str, Address], sources: Sources) -> dict[str, str]:
    stayed = {dest: source for dest, source in sources.outputs.items() if source not in moved}
    return stayed | {address.dest_uri: source for source, address in moved.items()}


def _hidden_with(held: Sequence[Post], shown: Sequence[Post], sources: Sources) -> frozenset[str]:
    """Return what lies in the folders of bundles that are held back, unless a translation there is shown."""
    folders = {posixpath.dirname(post.source) for post in held if post.is_bundle}
    visible = {posixpath.dirname(post.source) for post in shown if post.is_bundle}
    return frozenset(
        source for source in sources.outputs.values() if any(is_below(source, folder) for folder in folders - visible)
    )
