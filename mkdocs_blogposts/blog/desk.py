"""What waits for the writer: posts that readers do not see yet, the words of each month, and terms to tidy up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .archive import Count, each_month
from .duplicates import near_duplicates
from .lifecycle import Visibility, due, judge
from .post import Post
from .settings import Settings
from .taxonomy import Term

MONTHS = 24
"""How far back words are counted."""


@dataclass(frozen=True)
class Waiting:
    """Posts that readers do not see yet."""

    due: tuple[Post, ...]
    """Their date has come since the site was planned: the next build shows them."""
    drafts: tuple[Post, ...]
    """Newest first."""
    scheduled: tuple[Post, ...]
    """The next one first."""


def waiting(posts: Sequence[Post], planned: Mapping[str, Visibility], now: datetime, settings: Settings) -> Waiting:
    """Sort out the posts that wait, as of a moment that may be later than that of the plan."""
    by_date = sorted(posts, key=lambda post: (post.instant, post.order))
    later = [post for post in by_date if planned[post.source] is Visibility.SCHEDULED]
    come = {post.source for post in later if judge(post, now, settings) is not Visibility.SCHEDULED}
    to_come = [post for post in later if post.source not in come]
    return Waiting(
        due=tuple(post for post in later if post.source in come),
        drafts=tuple(post for post in reversed(by_date) if planned[post.source] is Visibility.DRAFT),
        scheduled=tuple(sorted(to_come, key=lambda post: due(post, settings))),
    )


def words_by_month(posts: Sequence[Post], words: Mapping[str, int], now: datetime) -> list[Count]:
    """Return the words of the posts of each month, of the last two years; `words` are counted by source."""
    found: dict[tuple[int, int], int] = {}
    first = 12 * now.year + now.month - MONTHS
    for post in posts:
        day = post.date.day
        if 12 * day.year + day.month > first:
            found[day.year, day.month] = found.get((day.year, day.month), 0) + words.get(post.source, 0)
    return each_month(found)


@dataclass(frozen=True)
class Untidy:
    """The terms of one taxonomy that may be fewer."""

    taxonomy: str
    alike: tuple[tuple[Term, Term], ...]
    """Pairs that probably mean one thing, the more common one last."""
    single: tuple[Term, ...]
    """Terms of a single post, where most terms have more."""


def untidy(terms: Mapping[str, Mapping[str, Term]]) -> list[Untidy]:
    """Return the taxonomies that have something to tidy up; authors and series are what they are."""
    found = (_untidy(name, each) for name, each in terms.items() if name not in ("authors", "series"))
    return [each for each in found if each.alike or each.single]


def _untidy(taxonomy: str, terms: Mapping[str, Term]) -> Untidy:
    pairs = [sorted((terms[one], terms[other]), key=_common) for one, other in near_duplicates(terms)]
    paired = {term.name for pair in pairs for term in pair}
    once = [term for term in terms.values() if len(term.posts) == 1]
    single = tuple(term for term in once if term.name not in paired) if 2 * len(once) < len(terms) else ()
    return Untidy(taxonomy, tuple((rare, common) for rare, common in pairs), single)


def _common(term: Term) -> tuple[int, str]:
    return len(term.posts), term.name
