"""The order of the posts in a series."""

from __future__ import annotations

from collections.abc import Sequence

from .errors import Problem, Severity
from .post import Post


def in_reading_order(posts: Sequence[Post]) -> list[Post]:
    """Sort the posts of a series by part, then by date; posts without a part come after those with one."""
    return sorted(posts, key=lambda post: (post.part is None, post.part or 0, post.instant, post.order))


def check_parts(name: str, posts: Sequence[Post]) -> list[Problem]:
    """Report parts of one series that carry the same number in the same language."""
    seen: dict[tuple[float, str], Post] = {}
    problems = []
    for post in posts:
        if post.part is None:
            continue
        first = seen.setdefault((post.part, post.lang), post)
        if first is not post:
            problems.append(_same_part(name, first, post))
    return problems


def _same_part(name: str, first: Post, post: Post) -> Problem:
    fault = f'part {post.part:g} of "{name}" is also {first.source}'
    remedy = "Give each post of a series its own `part`"
    return Problem(post.source, post.line("part"), fault, remedy, Severity.WARNING)
