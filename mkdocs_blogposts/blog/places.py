"""Hands out URLs, so that no two outputs ever share one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from .errors import Problem, Severity
from .permalink import Address, format_when, is_safe, join, numbered, page_address, safe_segments
from .post import Post
from .settings import Settings
from .taxonomy import Term

_RESERVED = ("", "index", "README")


class Places:
    """Who lives where, so far."""

    def __init__(self, outputs: Mapping[str, str], directory_urls: bool) -> None:
        self.problems: list[Problem] = []
        self._owners = {dest.casefold(): (dest, source) for dest, source in outputs.items()}
        self._directory_urls = directory_urls

    def owner(self, path: str) -> str:
        """Return who lives at the page's path, by exact name; empty where nobody does."""
        dest = page_address(path, self._directory_urls).dest_uri
        taken, owner = self._owners.get(dest.casefold(), ("", ""))
        return owner if taken == dest else ""

    def adopt(self, path: str, pages: Collection[str]) -> str:
        """Return the source of the writer's own page at this path; empty where there is none."""
        owner = self.owner(path)
        return owner if owner in pages else ""

    def claim(self, path: str, owner: str) -> tuple[str, str]:
        """Take a path, or the next free one (`-2`, `-3`); return it, and who lives at the first (empty: nobody)."""
        before = self.owner(path)
        own = self._next_free(path) if before else path
        self._take(own, owner)
        return own, before

    def _next_free(self, path: str) -> str:
        number = 2
        while self.owner(numbered(path, number)):
            number += 1
        return numbered(path, number)

    def _take(self, path: str, owner: str) -> None:
        dest = page_address(path, self._directory_urls).dest_uri
        self._owners.setdefault(dest.casefold(), (dest, owner))

    def place_posts(
        self, posts: Iterable[Post], settings: Settings, terms: Mapping[str, Mapping[str, Term]]
    ) -> dict[str, Address]:
        """Give each post its address; the oldest post keeps a URL that two would have."""
        oldest_first = sorted(posts, key=lambda post: (post.date.at, post.order))
        return {post.source: self._place(post, settings, terms) for post in oldest_first}

    def _place(self, post: Post, settings: Settings, terms: Mapping[str, Mapping[str, Term]]) -> Address:
        path = post_path(post, self._slug(post, settings), settings, terms)
        if self.owner(path) and post.lang:
            path = f"{path}-{post.lang.lower()}"
        self._warn_of_case(post, path)
        own, before = self.claim(path, post.source)
        if before:
            self._warn_of_taken(post, before, own)
        return page_address(own, settings.directory_urls)

    def _slug(self, post: Post, settings: Settings) -> str:
        if post.slug and (not is_safe(post.slug) or safe_segments(post.slug) in _RESERVED):
            fault = f"`slug: {post.slug[:60]}` cannot be a part of a URL"
            remedy = "Write letters, digits and dashes, at most 200 bytes"
            self.problems.append(Problem(post.source, post.line("slug"), fault, remedy, Severity.WARNING))
        slug = safe_segments(post.slug) or safe_segments(settings.slugify(post.title, settings.separator))
        if slug.strip("-_ ") in _RESERVED:
            slug = safe_segments(settings.slugify(post.name, settings.separator))
        return slug if slug.strip("-_ ") not in _RESERVED else "post"

    def _warn_of_case(self, post: Post, path: str) -> None:
        dest = page_address(path, self._directory_urls).dest_uri
        taken, owner = self._owners.get(dest.casefold(), (dest, ""))
        if taken != dest:
            fault = f"its URL differs from that of {owner} only in upper and lower case"
            remedy = "Give one of them another `slug:`: on Windows and macOS both are one file"
            self.problems.append(Problem(post.source, post.line("slug"), fault, remedy, Severity.WARNING))

    def _warn_of_taken(self, post: Post, before: str, own: str) -> None:
        fault = f"its URL is already that of {before}, so it lives at {own}"
        remedy = "Give one of them another `slug:` or title"
        line = post.line("slug") or post.line("title")
        self.problems.append(Problem(post.source, line, fault, remedy, Severity.WARNING))


def post_path(post: Post, slug: str, settings: Settings, terms: Mapping[str, Mapping[str, Term]]) -> str:
    """Return the path of a post, by the writer's URL format."""
    categories = post.terms.get("categories", ())[: settings.post_url_max_categories]
    known = terms.get("categories", {})
    segments = [known[name].slug if name in known else settings.slugify(name, "-") for name in categories]
    path = settings.post_url_format.format(
        categories="/".join(segments),
        date=format_when(post.date.at, settings.post_url_date_format, settings.locale),
        slug=slug,
        file=_file_name(post),
    )
    return join(settings.url_dir, safe_segments(path))


def _file_name(post: Post) -> str:
    stem = post.source.rsplit("/", 1)[-1].rpartition(".")[0]
    return "index" if stem == "README" else stem
