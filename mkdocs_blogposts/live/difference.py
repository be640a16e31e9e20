"""What an edit changes in a blog: the difference between two plans, as the pages to read and to write."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..blog.listing import Kind, Listing
from ..blog.plan import Plan
from ..blog.taxonomy import Term
from ..themes.material_menu import SECTIONS


@dataclass
class Difference:
    """What differs between two states of one blog."""

    added: set[str] = field(default_factory=set)
    """Sources of posts."""
    removed: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    """Posts and files whose URL is another."""
    placed: set[str] = field(default_factory=set)
    """Posts and files that had no address, or another."""
    changed: set[str] = field(default_factory=set)
    """Posts whose front matter says something else."""
    lists: set[str] = field(default_factory=set)
    """Keys of lists that are new or differ."""
    lost: set[str] = field(default_factory=set)
    """Outputs that nothing writes any more."""


def compare(old: Plan, new: Plan) -> Difference:
    """Return what differs between two plans."""
    both = old.posts.keys() & new.posts.keys()
    old_lists = {listing.key: listing for listing in old.listings}
    placed = {source for source, address in new.addresses.items() if old.addresses.get(source) != address}
    return Difference(
        added={*new.posts} - {*old.posts},
        removed={*old.posts} - {*new.posts},
        moved=placed & old.addresses.keys(),
        placed=placed,
        changed={source for source in both if _differs(source, old, new)},
        lists={listing.key for listing in new.listings if _said(old_lists.get(listing.key)) != _said(listing)},
        lost={*_outputs(old)} - {*_outputs(new)},
    )


def _differs(source: str, old: Plan, new: Plan) -> bool:
    return (
        old.posts[source] != new.posts[source]
        or old.visibility[source] != new.visibility[source]
        or (source in old.pinned) != (source in new.pinned)
    )


def _said(listing: Listing | None) -> object:
    """Return what a list says, without the posts that its term holds: it names their sources itself."""
    return listing and (replace(listing, term=None), _told(listing.term))


def _told(term: Term | None) -> object:
    """Return what is shown of a term, its posts but by their number."""
    return term and (replace(term, posts=()), len(term.posts))


def _outputs(plan: Plan) -> Iterator[str]:
    yield from (plan.addresses[source].dest_uri for source in plan.posts)
    yield from (page.address.dest_uri for listing in plan.listings for page in listing.pages)
    yield from (channel.address.dest_uri for channel in plan.channels)
    yield from (redirect.address.dest_uri for redirect in plan.redirects)
    yield from (address.dest_uri for address in plan.twins.values())
    if plan.post_list:
        yield plan.post_list.address.dest_uri


def feeds_of(plan: Plan) -> list[tuple[str, str]]:
    """Return which feeds there are, but for their posts."""
    return [(channel.key, channel.address.url) for channel in plan.channels if channel.is_main]


def languages_of(plan: Plan) -> list[tuple[str, str]]:
    """Return the lists that lead to each other as those of one language each."""
    return [(listing.key, listing.url) for listing in plan.listings if listing.kind in (Kind.INDEX, Kind.LANGUAGE)]


def menu(plan: Plan, with_terms: bool, sorted_by_posts: bool = False) -> list[tuple[str, str, str, object]]:
    """Return what a menu shows of a blog: every page changes when it does.

    Authors stand in the order of their newest posts; categories do so by name, unless `sorted_by_posts`.
    """
    kinds, sections = (Kind.INDEX, Kind.TERMS, Kind.ARCHIVE), SECTIONS if with_terms else ()
    found = [each for each in plan.listings if each.kind in kinds or each.taxonomy in sections]
    order = {source: at for at, source in enumerate(plan.posts)}
    found.sort(key=lambda each: order[each.posts[0]] if each.kind is Kind.TERM and each.taxonomy == "authors" else -1)
    by_posts = {"categories"} if sorted_by_posts else ()
    return [(each.key, each.title, each.url, each.taxonomy in by_posts and each.posts) for each in found]


def posts_to_write(touched: set[str], old: Plan, new: Plan) -> set[str]:
    """Return the posts whose pages show something of the posts that were touched, or of terms that changed."""
    found = {source for source in new.posts if old.neighbours.get(source) != new.neighbours.get(source)}
    for plan in (old, new):
        found |= {source for source, around in plan.neighbours.items() if not touched.isdisjoint(around)}
        for source in touched & plan.posts.keys():
            found |= {*plan.translations(plan.posts[source])}
            found |= _series_of(source, plan)
    return (found | _with_changed_terms(old, new) | touched) & new.posts.keys()


def with_translations(sources: Collection[str], old: Plan, new: Plan) -> set[str]:
    """Return posts and their translations: a list marks a post that has none."""
    found = {*sources}
    for plan in (old, new):
        for source in plan.posts.keys() & sources:
            found |= {*plan.translations(plan.posts[source])}
    return found


def _series_of(source: str, plan: Plan) -> set[str]:
    term = plan.terms.get("series", {}).get(plan.posts[source].series)
    return {post.source for post in term.posts} if term else set()


def _with_changed_terms(old: Plan, new: Plan) -> set[str]:
    """Return the posts that carry a term which is called, or counted, or placed otherwise than before."""
    found = set()
    for taxonomy, terms in new.terms.items():
        before = old.terms.get(taxonomy, {})
        for name, term in terms.items():
            if _told(before.get(name)) != _told(term) or _url(old, taxonomy, name) != _url(new, taxonomy, name):
                found |= {post.source for post in new.posts.values() if name in post.terms.get(taxonomy, ())}
    return found


def with_renamed_terms(old: Plan, new: Plan) -> set[str]:
    """Return the posts that carry a term which is called or placed otherwise than before: cards show it."""
    return {
        post.source
        for taxonomy, terms in new.terms.items()
        for name, term in terms.items()
        if (before := old.terms.get(taxonomy, {}).get(name))
        and (before.title, _url(old, taxonomy, name)) != (term.title, _url(new, taxonomy, name))
        for post in term.posts
    }


def _url(plan: Plan, taxonomy: str, name: str) -> str:
    listing = plan.listing(f"{taxonomy}/{name}")
    return listing.url if listing else ""


def lists_to_write(touched: set[str], difference: Difference, listings: Iterable[Listing]) -> Iterator[tuple[str, int]]:
    """Return the pages of lists, by key and position, that differ or show a post that was touched."""
    for listing in listings:
        is_overview = listing.kind in (Kind.TERMS, Kind.ARCHIVE)
        for at, page in enumerate(listing.pages):
            if listing.key in difference.lists or is_overview or touched.intersection(page.posts):
                yield listing.key, at
