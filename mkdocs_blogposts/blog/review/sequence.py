"""Series whose parts are numbered otherwise than they are dated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from ..errors import Problem, Severity
from ..post import Post
from ..series import in_reading_order


def out_of_order(series: Mapping[str, Sequence[Post]]) -> Iterator[Problem]:
    """Return a hint for each part that is older than the part before it, in the same language."""
    for name, posts in series.items():
        parts = [post for post in in_reading_order(posts) if post.part is not None]
        for _, group in groupby(sorted(parts, key=lambda post: post.lang), key=lambda post: post.lang):
            yield from (_older(name, before, post) for before, post in pairwise(group) if post.instant < before.instant)


def _older(name: str, before: Post, post: Post) -> Problem:
    fault = f'part {post.part:g} of "{name}" is older than part {before.part:g}'
    remedy = f"Compare its `part` and date with those of {before.source}"
    return Problem(post.source, post.line("part"), fault, remedy, Severity.HINT)
