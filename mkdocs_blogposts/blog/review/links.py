"""Links out of the site, and what their servers' answers mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urldefrag, urlsplit

from ..errors import Problem
from .finished import Finished

GONE = frozenset({404, 410})
"""Answers that mean: there is no such page. Others may be meant for machines alone."""

_PRIVATE = (".example", ".invalid", ".local", ".localhost", ".test", ".internal")
_EXAMPLES = ("example.com", "example.net", "example.org", "localhost")


def links_elsewhere(posts: Iterable[Finished]) -> dict[str, list[Finished]]:
    """Return every address on the web that posts lead to, without its fragment, with the posts."""
    found: dict[str, list[Finished]] = {}
    for post in posts:
        for url in dict.fromkeys(urldefrag(href).url for href in post.links):
            if _is_on_the_web(url):
                found.setdefault(url, []).append(post)
    return found


def dead_links_elsewhere(found: Mapping[str, Iterable[Finished]], answers: Mapping[str, int | str]) -> list[Problem]:
    """Return a hint for each link to what is not there; an answer is a status, or why there was none."""
    dead = {url: each for url, each in answers.items() if isinstance(each, str) or each in GONE}
    return [_dead(url, dead[url], post) for url, posts in found.items() if url in dead for post in posts]


def _dead(url: str, answer: int | str, post: Finished) -> Problem:
    line = post.line(url) or post.line(url.rstrip("/"))
    return post.hint(line, f"{url} is not there: {answer}", "Link to where it is now, or remove the link")


def _is_on_the_web(url: str) -> bool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    is_example = host in _EXAMPLES or host.endswith((*_PRIVATE, *(f".{each}" for each in _EXAMPLES)))
    return parts.scheme in ("http", "https") and "." in host and not is_example
