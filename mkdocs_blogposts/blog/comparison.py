"""What changes for a site that comes from Material's blog plugin: URLs that stay, change, were lost, or are new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from .lifecycle import Visibility
from .material import Given, MaterialSite, View, category_slug, material_site, material_slug
from .moving import is_below
from .permalink import Address, file_address
from .plan import Plan
from .post import Post


class Thing(StrEnum):
    """What has a URL."""

    POST = "post"
    LIST = "list"
    FILE = "file"
    FEED = "feed"
    ALIAS = "alias"


@dataclass(frozen=True)
class Kept:
    """A URL that leads to the same with either plugin."""

    thing: Thing
    url: str


@dataclass(frozen=True)
class Change:
    """A URL that does not stay, and why."""

    thing: Thing
    name: str
    """The source of a post or file; the key of a list."""
    old: str
    """The URL there; empty where another output overwrote it."""
    new: str
    """The URL here; empty where there is none."""
    reason: str
    remedy: str = ""


@dataclass(frozen=True)
class Addition:
    """What Material's plugin does not write."""

    thing: Thing
    name: str
    url: str


@dataclass(frozen=True)
class Comparison:
    """All that a site publishes with either plugin."""

    stays: tuple[Kept, ...]
    changes: tuple[Change, ...]
    additions: tuple[Addition, ...]


def compare(given: Given, plan: Plan) -> Comparison:
    """Compare what Material's plugin writes with a plan of the same posts."""
    comparer = _Comparer(given, plan)
    entries = list(comparer.entries())
    changes = tuple(each for each in entries if isinstance(each, Change))
    stays = tuple(each for each in entries if isinstance(each, Kept))
    known = {each.url for each in stays} | {change.new for change in changes}
    return Comparison(stays, changes, tuple(each for each in _published(plan) if each.url not in known))


def _published(plan: Plan) -> Iterator[Addition]:
    for listing in plan.listings:
        for page in listing.pages:
            yield Addition(Thing.LIST, _page_name(listing.key, page.number), page.address.url)
    for source in plan.posts:
        yield Addition(Thing.POST, source, plan.addresses[source].url)
    for channel in plan.channels:
        yield Addition(Thing.FEED, channel.key, channel.address.url)
    for redirect in plan.redirects:
        yield Addition(Thing.ALIAS, redirect.source, redirect.address.url)


def _page_name(key: str, number: int) -> str:
    name = key.replace("archive/archive/", "archive/")
    return f"{name}, page {number}" if number else name


class _Comparer:
    """Holds what both plugins make of one blog."""

    def __init__(self, given: Given, plan: Plan) -> None:
        self.given = given
        self.plan = plan
        self.material: MaterialSite = material_site(given)
        self.posts = {post.source: post for post in given.posts}
        self.places = {source: dest for dest, source in given.sources.outputs.items()}

    def entries(self) -> Iterator[Change | Kept]:
        """Yield what becomes of each URL of Material's."""
        for source, address in self.material.posts.items():
            yield self.post(source, address)
        for view in self.material.views:
            yield from self.view(view)
        for source, address in self.material.files.items():
            yield self.file(source, address)

    @cached_property
    def owners(self) -> dict[str, list[str]]:
        """Return who has each output, in the order in which they are written."""
        owners: dict[str, list[str]] = {}
        pages = {source: self.places[source] for source in self.given.sources.pages - self.material.posts.keys()}
        posts = {source: address.dest_uri for source, address in self.material.posts.items()}
        for source, dest in sorted((pages | posts).items(), key=lambda item: _walk_order(item[0])):
            owners.setdefault(dest, []).append(source)
        for view in self.material.views:
            owners.setdefault(view.addresses[0].dest_uri, []).append(_page_name(view.keys[0], 0))
        return owners

    # Posts

    def post(self, source: str, old: Address) -> Change | Kept:
        owners = self.owners[old.dest_uri]
        new = self.new_url(source)
        if owners[-1] != source:
            return Change(Thing.POST, source, "", new, f"Material wrote {owners[-1]} over it")
        if new == old.url:
            return Kept(Thing.POST, new)
        if not new:
            return Change(Thing.POST, source, old.url, "", *self._why_held(source))
        return Change(Thing.POST, source, old.url, new, *self._why_moved(self.posts[source], owners))

    def new_url(self, source: str) -> str:
        """Return where a source lives now, be it a post or not; empty where it is held back."""
        if address := self.plan.addresses.get(source):
            return address.url
        if source in self.plan.visibility:
            return ""
        return file_address(self.places[source], self.given.settings.directory_urls).url

    def _why_held(self, source: str) -> tuple[str, str]:
        state = self.plan.visibility[source]
        if source in self.given.alone and state is not Visibility.SCHEDULED:
            return (
                f"it is held back ({state}) by a `.meta.yml`, which Material reads with its `meta` plugin only",
                "`preset: material` reads it no more than that",
            )
        remedy = "`draft_if_future_date: false` publishes it at once" if state is Visibility.SCHEDULED else ""
        return f"it is held back ({state})", remedy

    def _why_moved(self, post: Post, owners: Sequence[str]) -> tuple[str, str]:
        settings, slug = self.given.settings, material_slug(post, self.given)
        if not is_below(post.source, settings.post_dir):
            return f"Material took it for a post, as its path begins with `{settings.post_dir}`", ""
        if not slug.strip("-_."):
            return f'Material made no name of its title, "{post.title}"', ""
        if len(owners) > 1:
            return f"{owners[0]} has that URL, which Material wrote this one over", ""
        if any(self._has_own_slug(name) for name in post.terms.get("categories", ())):
            return "its category has a URL of its own now", ""
        title = self.given.titles.get(post.source, post.title)
        if title != post.title:
            return f'Material made it of "{title}"', f"`slug: {slug}` keeps it"
        return "its URL has characters that not every file system takes", ""

    def _has_own_slug(self, name: str) -> bool:
        term = self.plan.terms.get("categories", {}).get(name)
        return term is not None and term.slug != category_slug(name, self.given.settings)

    # Lists

    def view(self, view: View) -> Iterator[Change | Kept]:
        """Yield what becomes of each term that shares a list, then of the list's further pages."""
        old = view.addresses[0].url
        for key in view.keys:
            yield self._list(key, old, view.keys)
        keeper = next((key for key in view.keys if self._list_url(key) == old), view.keys[0])
        for number, address in enumerate(view.addresses[1:], 2):
            yield self._list_page(keeper, number, address.url, len(view.keys) > 1)

    def _list_url(self, key: str, number: int = 0) -> str:
        listing = self.plan.listing(key)
        pages = listing.pages if listing else ()
        return next((page.address.url for page in pages if page.number == number), "")

    def _list(self, key: str, old: str, keys: Sequence[str]) -> Change | Kept:
        new = self._list_url(key)
        if new == old:
            return Kept(Thing.LIST, old)
        reason = "its URL there was no name of its own"
        if not new:
            reason = "no published post is in it"
        elif len(keys) > 1:
            names = ", ".join(each.partition("/")[2] for each in keys)
            reason = f"Material put these on one page: {names}"
        return Change(Thing.LIST, _page_name(key, 0), old, new, reason)

    def _list_page(self, key: str, number: int, old: str, is_shared: bool) -> Change | Kept:
        new = self._list_url(key, number)
        if new == old:
            return Kept(Thing.LIST, old)
        reason = "the list has moved"
        if not new:
            reason = "the list has fewer posts, as its terms have lists of their own" if is_shared else "fewer posts"
        return Change(Thing.LIST, _page_name(key, number), old, new, reason)

    # Files

    def file(self, source: str, old: Address) -> Change | Kept:
        if source in self.plan.hidden:
            return Change(Thing.FILE, source, old.url, "", "it belongs to a post that is held back")
        new = self.new_url(source)
        if new == old.url:
            return Kept(Thing.FILE, new)
        reason = "another file has that URL"
        post_dir = self.given.settings.post_dir
        if post_dir and post_dir in source.removeprefix(post_dir):
            reason = f"Material replaced `{post_dir}` in its name, too"
        if not is_below(source, self.given.settings.post_dir):
            reason = f"Material moved it, as its path begins with `{self.given.settings.post_dir}`"
        return Change(Thing.FILE, source, old.url, new, reason)


def _walk_order(source: str) -> tuple[tuple[str, ...], bool, str]:
    """Sorts sources as MkDocs walks them."""
    *folders, name = source.split("/")
    return tuple(folders), name.rsplit(".", 1)[0] not in ("index", "README"), name
