"""Where posts once lived: each alias leads to the post's present URL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from .errors import Problem, Severity
from .permalink import Address, file_address, is_safe, join
from .places import Places
from .post import Post
from .settings import Settings


@dataclass(frozen=True)
class Redirect:
    """One old address of a post, and where it leads."""

    source: str
    """The post."""
    address: Address
    target: str
    """The post's URL, relative to the site's root."""


def plan_redirects(
    posts: Iterable[Post], addresses: Mapping[str, Address], settings: Settings, places: Places
) -> tuple[list[Redirect], list[Problem]]:
    """Return where aliases lead; the oldest post keeps one that two would have."""
    redirects, problems = [], []
    for post in sorted(posts, key=lambda post: (post.instant, post.order)) if settings.redirects else ():
        for alias in post.aliases:
            address = alias_address(alias, settings)
            own = f"an alias of {post.source}"
            owner = places.claim_file(address.dest_uri, own) if address else ""
            if address and not owner:
                redirects.append(Redirect(post.source, address, addresses[post.source].url))
            elif owner not in (post.source, own):
                problems.append(_problem(alias, owner, post))
    return redirects, problems


def _problem(alias: str, owner: str, post: Post) -> Problem:
    fault, remedy = f"the alias `{alias}` is no address of this site", "Write a path from its root, like `/old/post/`"
    if owner:
        fault = f"the alias `{alias}` is already the URL of {owner}"
        remedy = "Remove the alias, or give the other one another URL"
    return Problem(post.source, post.line("aliases"), fault, remedy, Severity.WARNING)


def alias_address(alias: str, settings: Settings) -> Address | None:
    """Return the address that an alias names: a path from the site's root, or a full URL; None where it is neither."""
    path = alias
    if settings.site_url and alias.startswith(settings.site_url):
        path = alias[len(settings.site_url) :]
    url = urlsplit(path)
    path = unquote(url.path).strip()
    if url.scheme or url.netloc or url.query or url.fragment or not is_safe(path):
        return None
    is_file = path.endswith((".html", ".htm"))
    return file_address(path.strip("/") if is_file else join(path, "index.html"), directory_urls=True)


def first_url(post: Post, address: Address, settings: Settings) -> str:
    """Return the first URL a post ever had: its oldest alias, which stands first, else where it lives."""
    known = (alias_address(alias, settings) for alias in post.aliases)
    return next((each.url for each in known if each), address.url)
