"""Which format of URLs gives most posts the URLs that they had, and what posts must say besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from posixpath import commonpath

from ..blog.permalink import format_when, is_safe, join

_DATE_FORMATS = ("yyyy/MM/dd", "yyyy/MM", "yyyy-MM-dd", "yyyy", "")
"""What of a date stands in URLs; the last of these in none."""


@dataclass(frozen=True)
class OldUrl:
    """Where a post lived, and what our formats could make of it."""

    url: str
    """From the site's root, not quoted."""
    when: datetime
    slug: str
    """The slug that its title would have."""

    @property
    def path(self) -> str:
        """The URL without what the setting `use_directory_urls` decides."""
        return self.url.strip("/").removesuffix("/index.html").removesuffix(".html")

    @property
    def is_file(self) -> bool:
        """Whether it ends as it does without directory URLs."""
        return self.url.endswith(".html") and not self.url.endswith("/index.html")


@dataclass(frozen=True)
class Scheme:
    """How URLs of posts are made."""

    folder: str = ""
    """What all of them begin with."""
    date_format: str = ""
    directory_urls: bool = True

    @property
    def url_format(self) -> str:
        """What the setting `post_url_format` says."""
        return join(self.folder, "{date}" if self.date_format else "", "{slug}")

    def slug(self, old: OldUrl) -> str | None:
        """Return the slug with which a post keeps its URL; None where no slug does."""
        before = self._before(old)
        rest = old.path[len(before) :]
        fits = old.path.startswith(before) and rest and is_safe(rest) and old.is_file != self.directory_urls
        return rest if fits and not rest.endswith("/") else None

    def _before(self, old: OldUrl) -> str:
        date = format_when(old.when, self.date_format, "en") if self.date_format else ""
        before = join(self.folder, date)
        return f"{before}/" if before else ""


def choose_scheme(urls: Sequence[OldUrl]) -> Scheme:
    """Return the scheme that keeps most URLs, unless far shorter slugs keep nearly as many."""
    files = sum(old.is_file for old in urls)
    directory_urls = files * 2 <= len(urls)
    alike = [old for old in urls if old.is_file != directory_urls]
    schemes = {scheme for pattern in _DATE_FORMATS for scheme in _schemes(alike, pattern, directory_urls)}
    return max(schemes, key=lambda scheme: _worth(scheme, alike), default=Scheme(directory_urls=directory_urls))


def _schemes(urls: Iterable[OldUrl], date_format: str, directory_urls: bool) -> Iterable[Scheme]:
    """Yield schemes with the folder that most URLs have before the date, with the one that all have, and with none."""
    folders = []
    for old in urls:
        date = format_when(old.when, date_format, "en") if date_format else ""
        before, found, _ = f"/{old.path}".rpartition("/") if not date else f"/{old.path}".partition(f"/{date}/")
        folders += [before] if found else []
    most = Counter(folders).most_common(1)[0][0] if folders else ""
    common = commonpath([f"/{folder.strip('/')}" for folder in folders]) if folders else ""
    for folder in {most, common, ""}:
        yield Scheme(folder.strip("/"), date_format, directory_urls)


def _worth(scheme: Scheme, urls: Sequence[OldUrl]) -> tuple[int, int, int]:
    """A URL that stays is worth twenty folders that slugs need not repeat."""
    slugs = [scheme.slug(old) for old in urls]
    kept = [slug for slug in slugs if slug is not None]
    return 20 * len(kept) - sum(slug.count("/") for slug in kept), len(scheme.date_format), len(scheme.folder)
