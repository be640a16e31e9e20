"""Hands out URLs, so that no two outputs ever share one."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Mapping

from .errors import Problem, Severity
from .permalink import Address, format_when, is_safe, join, next_free, page_address, safe_segment, safe_segments
from .post import Post
from .settings import Settings
from .taxonomy import Term, slug_of

_RESERVED = ("", "index", "README")


class Places:
    """Who lives where, so far."""

    def __init__(self, outputs: Mapping[str, str], directory_urls: bool) -> None:
        self.problems: list[Problem] = []
        self._owners = dict(outputs)
        self._spellings = {dest.casefold(): dest for dest in outputs}
        self._adopted: set[str] = set()
        self._directory_urls = directory_urls

    def owner(self, path: str) -> str:
        """Return who lives at the page's path, by exact name; empty where nobody does."""
        return self._owners.get(self._dest(path), "")

    def twin(self, path: str) -> str:
        """Return who lives at a path that differs only in upper and lower case; empty where nobody does."""
        dest = self._dest(path)
        spelling = self._spellings.get(dest.casefold(), dest)
        return "" if spelling == dest else self._owners[spelling]

    def adopt(self, path: str, pages: Collection[str]) -> str:
        """Return the source of the writer's own page at this path; empty where there is none left for a list."""
        owner = self.owner(path)
        if owner not in pages or owner in self._adopted:
            return ""
        self._adopted.add(owner)
        return owner

    def claim(self, path: str, owner: str) -> tuple[str, str]:
        """Take a path, or the next free one (`-2`, `-3`); return it, and who lives at the first (empty: nobody)."""
        before = self.owner(path)
        own = next_free(path, self.owner) if before else path
        dest = self._dest(own)
        self._owners[dest] = owner
        self._spellings.setdefault(dest.casefold(), dest)
        return own, before

    def claim_file(self, dest: str, owner: str) -> str:
        """Take the place of a file that is no page; return who has it already (empty: nobody, and it is taken)."""
        before = self._owners.get(self._spellings.get(dest.casefold(), dest), "")
        if not before:
            self._owners[dest] = owner
            self._spellings[dest.casefold()] = dest
        return before

    def _dest(self, path: str) -> str:
        return page_address(path, self._directory_urls).dest_uri

    def place_posts(
        self, posts: Iterable[Post], settings: Settings, terms: Mapping[str, Mapping[str, Term]]
    ) -> dict[str, Address]:
        """Give each post its address; the oldest post keeps a URL that two would have."""
        oldest_first = sorted(posts, key=lambda post: (post.instant, post.order))
        return {post.source: self._place(post, settings, terms) for post in oldest_first}

    def _place(self, post: Post, settings: Settings, terms: Mapping[str, Mapping[str, Term]]) -> Address:
        path = post_path(post, self._slug(post, settings), settings, terms)
        if self.owner(path) and post.lang:
            path = f"{path}-{safe_segment(post.lang.lower())}"
        own, before = self.claim(path, post.source)
        if before:
            self._warn_of_taken(post, before, own)
        if twin := self.twin(own):
            self._warn_of_case(post, twin)
        return page_address(own, settings.directory_urls)

    def _slug(self, post: Post, settings: Settings) -> str:
        if post.slug and not (is_safe(post.slug) and _is_usable(post.slug)):
            fault = f"`slug: {post.slug[:60]}` cannot be a part of a URL"
            remedy = "Write letters, digits and dashes, at most 200 bytes"
            self.problems.append(Problem(post.source, post.line("slug"), fault, remedy, Severity.WARNING))
        texts = (settings.slugify(text, settings.separator) for text in (post.title, post.name))
        return next(slug for each in (post.slug, *texts, "post") if _is_usable(slug := safe_segments(each)))

    def _warn_of_case(self, post: Post, twin: str) -> None:
        fault = f"its URL differs from that of {twin} only in upper and lower case"
        remedy = "Give one of them another `slug:`: on Windows and macOS both are one file"
        self.problems.append(Problem(post.source, post.line("slug"), fault, remedy, Severity.WARNING))

    def _warn_of_taken(self, post: Post, before: str, own: str) -> None:
        fault = f"its URL is already that of {before}, so it lives at {own}"
        remedy = "Give one of them another `slug:` or title"
        line = post.line("slug") or post.line("title")
        self.problems.append(Problem(post.source, line, fault, remedy, Severity.WARNING))


def _is_usable(slug: str) -> bool:
    return slug.strip("-_/ ") not in _RESERVED


def post_path(post: Post, slug: str, settings: Settings, terms: Mapping[str, Mapping[str, Term]]) -> str:
    """Return the path of a post, by the writer's URL format; its slug where that gives nothing (`{categories}`)."""
    categories = post.terms.get("categories", ())[: settings.post_url_max_categories]
    known = terms.get("categories", {})
    segments = [known[name].slug if name in known else _category_slug(name, settings) for name in categories]
    path = settings.post_url_format.format(
        categories="/".join(segments),
        date=format_when(post.date.at, settings.post_url_date_format, settings.locale),
        slug=slug,
        file=_file_name(post),
    )
    return join(settings.url_dir, safe_segments(path) or slug)


def _category_slug(name: str, settings: Settings) -> str:
    """Return the slug of a category that stands on no list, as only posts which are not published have it."""
    taxonomy = settings.taxonomy("categories")
    return slug_of(name, taxonomy) if taxonomy else safe_segment(settings.slugify(name, "-"))


def _file_name(post: Post) -> str:
    stem = posixpath.splitext(posixpath.basename(post.source))[0]
    return "index" if stem == "README" else stem
