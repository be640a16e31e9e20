"""Everything that will be published, with its URL, from values alone."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from .channels import Channel, Channels
from .chosen import follow_chosen
from .errors import Problem
from .lifecycle import Visibility, is_pinned, judge, next_change
from .links import page_at
from .listing import Listing
from .lists import Lists
from .moving import Sources, is_below, move_files
from .permalink import Address
from .places import Places
from .post import Post
from .redirects import Redirect, plan_redirects
from .settings import Settings
from .taxonomy import Term
from .tongues import each_once, in_others
from .twins import PostList, Twins

__all__ = ["Plan", "Sources", "find_neighbours", "in_list_order", "is_below", "make_plan"]


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
    channels: tuple[Channel, ...] = ()
    """The feeds."""
    redirects: tuple[Redirect, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By source, the related posts that writers chose by hand."""
    twins: Mapping[str, Address] = field(default_factory=dict)
    """Where posts stand as Markdown, by source."""
    post_list: PostList | None = None
    """The list of all posts for language models."""

    @cached_property
    def _by_key(self) -> dict[str, Listing]:
        return {listing.key: listing for listing in self.listings}

    @cached_property
    def _translations(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for post in self.posts.values():
            groups.setdefault(post.key, []).append(post.source)
        return groups

    @cached_property
    def _feeds(self) -> dict[str, list[Channel]]:
        found: dict[str, list[Channel]] = {}
        for channel in self.channels:
            if channel.is_main:
                found.setdefault(channel.key, []).append(channel)
        return found

    @cached_property
    def posts_at(self) -> dict[str, str]:
        """The source of the post at each page, as `page_at` names it."""
        return {page_at(self.addresses[source].url): source for source in self.posts}

    def feeds(self, key: str) -> list[Channel]:
        """Return the feeds to subscribe to of a list, by its key."""
        return self._feeds.get(key, [])

    def listing(self, key: str) -> Listing | None:
        """Return the list of that key, if the blog has it."""
        return self._by_key.get(key)

    def translations(self, post: Post) -> list[str]:
        """Return the sources of the same post in other languages."""
        return [source for source in self._translations[post.key] if source != post.source]


def make_plan(posts: Sequence[Post], settings: Settings, sources: Sources, now: datetime) -> Plan:
    """Plan one blog; same posts, settings, files and moment, same plan."""
    now = now.astimezone(UTC)  # times of one zone are compared by the clock, wrong when it is set back
    visibility = {post.source: judge(post, now, settings) for post in posts}
    shown = [post for post in posts if settings.preview or visibility[post.source].has_page]
    pinned = frozenset(post.source for post in posts if is_pinned(post, now))
    is_listed = (post for post in shown if settings.preview or visibility[post.source] is Visibility.PUBLISHED)
    listed = in_list_order(is_listed, pinned)
    moved = move_files(settings, sources)
    places = Places(moved.outputs, settings.directory_urls)
    lists = Lists(settings, places, sources.pages, sources.titles)
    terms = {each.name: lists.add_terms(each, listed) for each in settings.taxonomies}
    lists.add_periods(listed)
    lists.add_index(listed)
    lists.add_languages(listed)
    addresses = {**moved.addresses, **places.place_posts(shown, settings, terms)}
    channels = Channels(settings, places, lists.listings)
    everybodys = [post for post in listed if visibility[post.source] is Visibility.PUBLISHED]
    feeds = tuple(channels.plan(everybodys, terms))
    twins = Twins(in_list_order(everybodys, frozenset()), settings, places)
    markdown, post_list = twins.plan(addresses), twins.plan_list()
    chosen, not_found = follow_chosen(posts if settings.related else (), addresses)
    redirects, lost = plan_redirects(shown, addresses, settings, places)
    held = [post for post in posts if not (settings.preview or visibility[post.source].has_page)]
    return Plan(
        posts={post.source: post for post in in_list_order(shown, pinned)},
        visibility=visibility,
        addresses=addresses,
        listings=tuple(lists.listings),
        terms=terms,
        neighbours=_neighbours(listed, settings),
        pinned=pinned,
        held=tuple(post.source for post in sorted(held, key=lambda post: (post.instant, post.order))),
        hidden=_hidden_with(held, shown, settings, sources),
        problems=(
            *moved.problems,
            *lists.problems,
            *places.problems,
            *channels.problems,
            *twins.problems,
            *lost,
            *not_found,
        ),
        next_change=next_change(posts, now, settings),
        channels=feeds,
        redirects=tuple(redirects),
        chosen=chosen,
        twins=markdown,
        post_list=post_list,
    )


def in_list_order(posts: Iterable[Post], pinned: frozenset[str]) -> list[Post]:
    """Sort posts as lists show them: pinned first, then newest first, then as their files are walked."""
    walked = sorted(posts, key=lambda post: post.order)
    return sorted(walked, key=lambda post: (post.source in pinned, post.instant), reverse=True)


def find_neighbours(posts: Sequence[Post], within: str = "") -> dict[str, tuple[str | None, str | None]]:
    """Return the newer and the older neighbour of each post, by date alone.

    `within` a taxonomy, among the posts with the same first term, or with none.
    """
    groups: dict[str, list[str]] = {}
    for post in in_list_order(posts, frozenset()):
        groups.setdefault(next(iter(post.terms.get(within, ())), ""), []).append(post.source)
    return {
        source: (newer, older)
        for group in groups.values()
        for source, newer, older in zip(group, [None, *group], [*group[1:], None], strict=False)
    }


def _neighbours(posts: Sequence[Post], settings: Settings) -> dict[str, tuple[str | None, str | None]]:
    """Return the neighbours of each post in the list where readers come from: its language's, where it has its own."""
    groups = [posts]
    if settings.languages_apart:
        groups = [*in_others(posts, settings.locale).values(), each_once(posts, settings.locale)]
    found = (find_neighbours(group, settings.neighbours_within) for group in groups)
    return {source: around for each in found for source, around in each.items()}


def _hidden_with(held: Sequence[Post], shown: Sequence[Post], settings: Settings, sources: Sources) -> frozenset[str]:
    """Return what lies in the folders of bundles that are held back, unless a translation there is shown."""
    folders, visible = _bundles(held, settings), _bundles(shown, settings)
    files = sources.outputs.values()
    return frozenset(source for source in files if _nearest(source, folders | visible) in folders - visible)


def _bundles(posts: Sequence[Post], settings: Settings) -> set[str]:
    """Return the folders that belong to a post; the folder of all posts belongs to none."""
    return {posixpath.dirname(post.source) for post in posts if post.is_bundle} - {settings.post_dir}


def _nearest(source: str, folders: Collection[str]) -> str:
    folder = posixpath.dirname(source)
    while folder and folder not in folders:
        folder = posixpath.dirname(folder)
    return folder
