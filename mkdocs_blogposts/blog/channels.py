"""Which feeds a blog has: each with its address and its posts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from .errors import Problem, Severity
from .feed import tag_uri
from .listing import Listing
from .permalink import Address, file_address, join, safe_segment, safe_segments
from .places import Places
from .post import Post
from .settings import Feeds, Settings
from .taxonomy import Term


@dataclass(frozen=True)
class Channel:
    """One feed: a file with the posts of a list, the blog's own, or those in one language."""

    key: str
    """The key of its list, or `languages/zh`."""
    format: str
    address: Address
    title: str
    """The term's or the language's; empty for the whole blog."""
    home: str
    """The URL of the page that shows the same posts."""
    lang: str
    posts: tuple[str, ...]
    """Sources, newest first."""
    is_main: bool = False
    """Whether it is the list's first in this format: the one to subscribe to."""
    part: int = 0
    """Older posts stand in parts, numbered from the oldest; 0 is the feed that readers subscribe to."""
    around: Mapping[str, str] | None = None
    """URLs of `prev-archive`, `next-archive` and `current`."""


@dataclass(frozen=True)
class _Source:
    """Posts that have feeds together."""

    key: str
    title: str
    folder: str
    """Where the feeds live."""
    home: str
    lang: str
    posts: Sequence[Post]
    suffix: str = ""
    """Tells files apart that lie in one folder."""


class Channels:
    """Plans the feeds of one blog, each at a URL of its own."""

    def __init__(self, settings: Settings, places: Places, listings: Iterable[Listing]) -> None:
        self.settings = settings
        self.places = places
        self.listings = {listing.key: listing for listing in listings}
        self.problems: list[Problem] = []

    def plan(self, posts: Sequence[Post], terms: Mapping[str, Mapping[str, Term]]) -> list[Channel]:
        """Return all feeds; `posts` are those that everybody may see."""
        feeds = self.settings.feeds
        if feeds is None or not self.settings.site_url:
            return []
        blog = _Source("index", "", self.settings.url_dir, self._home("index"), self._tag(""), posts)
        found = [channel for kind in feeds.files for channel in self._of(blog, kind, feeds)]
        kind = next(iter(feeds.files), "")
        for source in [*self._languages(posts, feeds), *self._terms(posts, terms, feeds)] if kind else ():
            found += self._of(source, kind, feeds)
        return found

    def _languages(self, posts: Sequence[Post], feeds: Feeds) -> Iterator[_Source]:
        if "languages" not in feeds.lists:
            return
        tags = {post.source: self._tag(post.lang) for post in posts}
        found = sorted({*tags.values()})
        for tag in found if len(found) > 1 else ():
            own = [post for post in posts if tags[post.source] == tag]
            key = f"languages/{tag}"
            yield _Source(key, tag, self.settings.url_dir, self._home(key), tag, own, f".{tag.lower()}")

    def _terms(self, posts: Sequence[Post], terms: Mapping[str, Mapping[str, Term]], feeds: Feeds) -> Iterator[_Source]:
        published = {post.source for post in posts}
        for taxonomy in self.settings.taxonomies:
            for term in terms[taxonomy.name].values() if taxonomy.name in feeds.lists else ():
                own = [post for post in term.posts if post.source in published]
                path = taxonomy.url_format.format(slug=term.slug, name=safe_segment(term.title))
                key, folder = f"{taxonomy.name}/{term.name}", join(self.settings.url_dir, safe_segments(path))
                if own:
                    yield _Source(key, term.title, folder, self._home(key), self._tag(""), own)

    def _home(self, key: str) -> str:
        return (self.listings.get(key) or self.listings["index"]).url

    def _tag(self, lang: str) -> str:
        return (lang or self.settings.locale).replace("_", "-")

    def _of(self, source: _Source, kind: str, feeds: Feeds) -> list[Channel]:
        """Return a feed, and those with older posts."""
        format_name, _, order = kind.partition("_")
        walked = sorted(source.posts, key=lambda post: post.order)
        posts = sorted(walked, key=_change if order else _date, reverse=True)
        dest = _dest(source, feeds.files[kind])
        if owner := self.places.claim_file(dest, f"the feed {dest}"):
            fault = f"the feed would have the URL of {owner}, so there is none"
            severity = Severity.WARNING if feeds.named else Severity.HINT
            self.problems.append(Problem(owner, 0, fault, "Name another file in `feeds: files:`", severity))
            return []
        sources = tuple(post.source for post in posts)
        channel = Channel(
            source.key,
            format_name,
            file_address(dest, self.settings.directory_urls),
            source.title,
            source.home,
            source.lang,
            sources[: feeds.length],
            is_main=not order,
        )
        return self._with_archive(channel, sources, feeds) if feeds.archive and not order else [channel]

    def _with_archive(self, channel: Channel, posts: tuple[str, ...], feeds: Feeds) -> list[Channel]:
        """Cut older posts into parts, from the oldest on: what stands in one never changes."""
        oldest_first = posts[::-1]
        starts = range(0, len(posts) - feeds.length, feeds.length)
        parts = [
            replace(
                channel,
                address=file_address(_numbered(channel.address.dest_uri, number), self.settings.directory_urls),
                posts=oldest_first[start : start + feeds.length][::-1],
                is_main=False,
                part=number,
            )
            for number, start in enumerate(starts, 1)
        ]
        urls = [part.address.url for part in parts]
        linked = [replace(part, around=_around(urls, at, channel.address.url)) for at, part in enumerate(parts)]
        return [replace(channel, around={"prev-archive": urls[-1]} if urls else None), *linked]


def _around(urls: Sequence[str], at: int, current: str) -> dict[str, str]:
    around = {"current": current}
    if at > 0:
        around["prev-archive"] = urls[at - 1]
    if at + 1 < len(urls):
        around["next-archive"] = urls[at + 1]
    return around


def _dest(source: _Source, file: str) -> str:
    """Return the file of a feed; what is said of the whole blog's holds for the others by its last part."""
    is_from_root = file.startswith("/") and source.key == "index"
    stem, suffix = posixpath.splitext(safe_segments(file) if source.key == "index" else posixpath.basename(file))
    return join("" if is_from_root else source.folder, f"{stem}{source.suffix}{suffix}")


def _numbered(dest: str, number: int) -> str:
    stem, suffix = posixpath.splitext(dest)
    return f"{stem}-{number}{suffix}"


def _date(post: Post) -> float:
    return post.instant


def _change(post: Post) -> float:
    return last_change(post).timestamp()


def last_change(post: Post) -> datetime:
    """Return when a post was last changed: never before it was written."""
    return max(post.updated.at, post.date.at, key=datetime.timestamp) if post.updated else post.date.at


def entry_id(post: Post, first_url: str, settings: Settings) -> str:
    """Return by what feed readers know a post, for ever: what the writer said, else made of its first URL."""
    if post.guid:
        return post.guid
    if settings.feeds and settings.feeds.ids_are_urls:
        return settings.site_url + first_url
    path = urlsplit(settings.site_url).path
    return tag_uri(settings.site_url, post.date.day.isoformat(), path + first_url)
