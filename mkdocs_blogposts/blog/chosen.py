"""The related posts that writers choose by hand: paths and URLs in front matter, followed to posts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from posixpath import dirname, join, normpath

from .errors import Problem, Severity, did_you_mean
from .permalink import Address
from .post import Post


def follow_chosen(
    posts: Collection[Post], addresses: Mapping[str, Address]
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Return the sources that each post names under `related`, of those that have the key; report what is no post."""
    sources = frozenset(post.source for post in posts)
    urls = {_trimmed(addresses[source].url): source for source in sources & addresses.keys()}
    chosen: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for post in posts:
        if post.related is not None:
            found = [(path, _follow(path, post, sources) or urls.get(_trimmed(path), "")) for path in post.related]
            problems += [_no_post(path, post, sources) for path, source in found if not source]
            chosen[post.source] = tuple(dict.fromkeys(source for _, source in found if source not in ("", post.source)))
    return chosen, problems


def _follow(path: str, post: Post, sources: Collection[str]) -> str:
    """Return the source that a path leads to from the docs folder, or from the post; empty if there is none."""
    places = [path.lstrip("/"), normpath(join(dirname(post.source), path))]
    return next((place for place in places if place in sources), "")


def _trimmed(url: str) -> str:
    return url.removesuffix("index.html").strip("/")


def _no_post(path: str, post: Post, sources: Iterable[str]) -> Problem:
    remedy = did_you_mean(path, sources) or "Write the path of a post, from the docs folder"
    # What is no path may be meant for a hook or template of the writer's own, which reads this key its own way.
    severity = Severity.WARNING if path.endswith(".md") else Severity.HINT
    return Problem(
        post.source, post.line("related"), f'`related` leads to "{path}", which is no post', remedy, severity
    )
