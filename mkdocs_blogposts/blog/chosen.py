"""The related posts that writers choose by hand: paths in front matter, followed to posts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from posixpath import dirname, join, normpath

from .errors import Problem, Severity, did_you_mean
from .post import Post


def follow_chosen(posts: Collection[Post]) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Return the sources that each post names under `related`, of those that have the key; report what is no post."""
    sources = frozenset(post.source for post in posts)
    chosen: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for post in posts:
        if post.related is not None:
            found = [(path, _follow(path, post, sources)) for path in post.related]
            problems += [_no_post(path, post, sources) for path, source in found if not source]
            chosen[post.source] = tuple(dict.fromkeys(source for _, source in found if source not in ("", post.source)))
    return chosen, problems


def _follow(path: str, post: Post, sources: Collection[str]) -> str:
    """Return the source that a path leads to from the docs folder, or from the post; empty if there is none."""
    places = [path.lstrip("/"), normpath(join(dirname(post.source), path))]
    return next((place for place in places if place in sources), "")


def _no_post(path: str, post: Post, sources: Iterable[str]) -> Problem:
    remedy = did_you_mean(path, sources) or "Write the path of a post, from the docs folder"
    return Problem(
        post.source, post.line("related"), f'`related` leads to "{path}", which is no post', remedy, Severity.WARNING
    )
