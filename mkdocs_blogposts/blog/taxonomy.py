"""Terms: the names by which posts are grouped, each with a slug of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .author import Author
from .duplicates import near_duplicates
from .errors import Problem, Severity, Slip, did_you_mean, nearest
from .permalink import next_free, safe_segment
from .post import Post
from .settings import Taxonomy, TermNotes


@dataclass(frozen=True)
class Term:
    """One term of a taxonomy, with the posts that carry it."""

    taxonomy: str
    name: str
    """As the writers of its posts typed it; an author's id."""
    title: str
    slug: str
    posts: tuple[Post, ...] = ()
    description: str = ""
    image: str = ""
    order: float | None = None


def collect_terms(posts: Sequence[Post], taxonomy: Taxonomy) -> tuple[list[Term], list[Problem]]:
    """Group posts by the terms of one taxonomy, in the order of the terms' titles."""
    groups: dict[str, list[Post]] = {}
    for post in posts:
        for name in post.terms.get(taxonomy.name, ()):
            groups.setdefault(name, []).append(post)
    slugs, problems = assign_slugs(groups, taxonomy)
    terms = [_term(name, groups[name], slugs[name], taxonomy) for name in groups]
    terms.sort(key=_sort_key)
    return terms, problems + check_terms(groups, taxonomy)


def _term(name: str, posts: list[Post], slug: str, taxonomy: Taxonomy) -> Term:
    notes = taxonomy.notes.get(name, TermNotes())
    title = notes.title or (_author_name(name, posts) if taxonomy.name == "authors" else name)
    return Term(taxonomy.name, name, title, slug, tuple(posts), notes.description, notes.image, notes.order)


def _author_name(author_id: str, posts: Sequence[Post]) -> str:
    return next((author.name for author in _named(author_id, posts)), author_id)


def _named(author_id: str, posts: Sequence[Post]) -> Iterator[Author]:
    return (author for post in posts[:1] for author in post.authors if author.id == author_id)


def _sort_key(term: Term) -> tuple[bool, float, str, str]:
    return (term.order is None, term.order or 0, term.title.casefold(), term.name)


def assign_slugs(groups: Mapping[str, Sequence[Post]], taxonomy: Taxonomy) -> tuple[dict[str, str], list[Problem]]:
    """Give each term a slug of its own.

    A slug is what the slugify callable gives, or the terms file says. Where two terms share one, the term
    whose name is nearest to it keeps it, and the others get `-2`, `-3` in the order of their names.
    """
    sharing: dict[str, list[str]] = {}
    for name in sorted(groups):
        sharing.setdefault(slug_of(name, taxonomy, groups[name]), []).append(name)
    slugs, problems = {}, []
    taken = set(sharing)
    for slug, names in sharing.items():
        keeper = min(names, key=lambda name: _unlikeness(name, slug))
        slugs[keeper] = slug
        for name in names:
            if name != keeper:
                slugs[name] = next_free(slug, taken.__contains__)
                taken.add(slugs[name])
                problems.append(_shared_slug(name, keeper, slugs[name], groups[name][0], taxonomy))
    return slugs, problems


def slug_of(name: str, taxonomy: Taxonomy, posts: Sequence[Post] = ()) -> str:
    """Return the slug that a term would have if it were the only one."""
    said = taxonomy.notes.get(name, TermNotes()).slug
    if taxonomy.name == "authors":
        said = said or next((author.slug or _as_slug(author.id) for author in _named(name, posts)), "")
    slug = said or taxonomy.slugify(name, taxonomy.separator)
    return _flat(slug) or _flat(name) or taxonomy.singular


def _as_slug(author_id: str) -> str:
    """An id is a slug already, unless it is a name: where there is no authors file, any name is an id."""
    return author_id if re.fullmatch(r"[\w.-]+", author_id) else ""


def _flat(text: str) -> str:
    slug = safe_segment(text)
    return slug if slug.strip("-") else ""


def _unlikeness(name: str, slug: str) -> tuple[float, float, str]:
    """Sorts names by how near they are to a slug, and those as near by case."""
    ratios = [SequenceMatcher(None, each, slug).ratio() for each in (name.casefold(), name)]
    return -ratios[0], -ratios[1], name


def _shared_slug(name: str, keeper: str, slug: str, post: Post, taxonomy: Taxonomy) -> Problem:
    fault = f'"{name}" and "{keeper}" in {taxonomy.name} make the same slug, so "{name}" lives at "{slug}"'
    remedy = f"Write one of them everywhere, or give each a `slug:` under `{taxonomy.name}:` in the terms file"
    severity = Severity.WARNING if taxonomy.asked_for else Severity.HINT
    return Problem(post.source, post.line(taxonomy.name), fault, remedy, severity)


def check_terms(groups: Mapping[str, Sequence[Post]], taxonomy: Taxonomy) -> list[Problem]:
    """Report terms that are not allowed, notes on terms nobody uses, and terms that are nearly the same."""
    return [
        *(_not_allowed(name, groups[name][0], taxonomy) for name in groups if not _is_allowed(name, taxonomy)),
        *(_unused_notes(name, notes, taxonomy, groups) for name, notes in _near_notes(groups, taxonomy)),
        *(_near_duplicate(one, other, groups, taxonomy) for one, other in near_duplicates(groups)),
    ]


def _is_allowed(name: str, taxonomy: Taxonomy) -> bool:
    return not taxonomy.allowed or name in taxonomy.allowed


def _not_allowed(name: str, post: Post, taxonomy: Taxonomy) -> Problem:
    fault = f'"{name}" is not an allowed {taxonomy.singular}'
    remedy = did_you_mean(name, taxonomy.allowed) or "Allowed are " + ", ".join(taxonomy.allowed)
    meant = nearest(name, taxonomy.allowed)
    slip = Slip("term", name, meant, taxonomy.name) if meant else None
    return Problem(post.source, post.line(taxonomy.name), fault, remedy, Severity.WARNING, slip)


def _near_notes(groups: Mapping[str, Sequence[Post]], taxonomy: Taxonomy) -> list[tuple[str, TermNotes]]:
    return [(name, notes) for name, notes in taxonomy.notes.items() if name not in groups]


def _unused_notes(name: str, notes: TermNotes, taxonomy: Taxonomy, names: Iterable[str]) -> Problem:
    fault = f'no published post has the {taxonomy.singular} "{name}"'
    return Problem(taxonomy.notes_source, notes.line, fault, did_you_mean(name, names), Severity.HINT)


def _near_duplicate(one: str, other: str, groups: Mapping[str, Sequence[Post]], taxonomy: Taxonomy) -> Problem:
    rare, common = sorted((one, other), key=lambda name: (len(groups[name]), name))
    post = groups[rare][0]
    fault = f'{taxonomy.name} has both "{rare}" and "{common}"'
    return Problem(
        post.source, post.line(taxonomy.name), fault, f'Write "{common}" if both mean the same', Severity.HINT
    )
