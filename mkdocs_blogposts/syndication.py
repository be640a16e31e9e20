"""Makes the feeds of one blog of its finished posts."""

from __future__ import annotations

import mimetypes
import posixpath
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from .blog.author import Author
from .blog.channels import Channel, entry_id, last_change
from .blog.excerpt import plain_text
from .blog.feed import Category, Entry, Feed, Person, Picture
from .blog.feed_html import for_feed
from .blog.permalink import relative_url
from .blog.post import Post
from .blog.redirects import first_url
from .language import language
from .rendering import Blog
from .theming import FEED_STYLESHEET

_TYPES = {".webp": "image/webp", ".avif": "image/avif"}  # which Python learns of in later versions


class Syndication:
    """Knows what stands in feeds; what was made of a post is kept until the post changes."""

    def __init__(self, blog: Blog, site: MkDocsConfig, files: Files, texts: Mapping[str, str]) -> None:
        self.blog = blog
        self.site = site
        self.files = files
        self.texts = texts
        """The finished HTML of posts, by source."""
        self._contents: dict[str, tuple[str, str, str]] = {}
        """By source: the finished HTML, the post's URL, and what feeds show."""

    def feeds(self, now: datetime) -> Iterator[tuple[Channel, Feed]]:
        """Make every feed, as of a moment."""
        pictures = {file.url: file for file in self.files.media_files()}
        entries: dict[str, Entry] = {}
        for channel in self.blog.plan.channels:
            for source in channel.posts:
                if source not in entries:
                    entries[source] = self._entry(self.blog.plan.posts[source], pictures)
            yield channel, self._feed(channel, tuple(entries[source] for source in channel.posts), now)

    def _feed(self, channel: Channel, entries: tuple[Entry, ...], now: datetime) -> Feed:
        url = self.full(channel.address.url)
        around = {relation: self.full(each) for relation, each in (channel.around or {}).items()}
        return Feed(
            id=url,
            url=url,
            home=self.full(channel.home),
            title=self.title(channel),
            description=self._description(),
            lang=channel.lang,
            author=self.site.site_author or self.site.site_name,
            updated=max((entry.updated for entry in entries), key=datetime.timestamp, default=now),
            entries=entries,
            rights=plain_text(self.site.copyright or ""),
            stylesheet=relative_url(FEED_STYLESHEET, channel.address.url),
            is_archive=channel.part > 0,
            around=around,
        )

    def title(self, channel: Channel) -> str:
        """Return what a feed is called."""
        settings, site_name = self.blog.settings, self.site.site_name
        index = self.blog.plan.listing("index")
        own = settings.feeds.title if settings.feeds else ""
        title = own or (f"{index.title} – {site_name}" if index and index.title != site_name else site_name)
        return f"{channel.title} – {title}" if channel.title else title

    def _description(self) -> str:
        settings = self.blog.settings
        return (settings.feeds.description if settings.feeds else "") or self.site.site_description or ""

    def _entry(self, post: Post, pictures: Mapping[str, File]) -> Entry:
        address, settings = self.blog.plan.addresses[post.source], self.blog.settings
        url = self.full(address.url)
        return Entry(
            id=entry_id(post, first_url(post, address, settings), settings),
            url=url,
            title=post.title,
            published=post.date.at,
            updated=last_change(post),
            summary=post.description or self.blog.rendered_of(post.source).excerpt.text,
            content=self._content(post, url),
            authors=tuple(map(self.person, post.authors)),
            categories=tuple(self._categories(post)),
            picture=self._picture(post, pictures),
            lang=post.lang.replace("_", "-"),
            link=post.link,
        )

    def _content(self, post: Post, url: str) -> str:
        """Return a post's HTML; of a protected one, what may be seen of it."""
        is_whole = self.blog.settings.feeds and self.blog.settings.feeds.whole and not post.protected
        html = self.texts[post.source] if is_whole else self.blog.rendered_of(post.source).excerpt.html
        html = self._notes(post) + html
        known = self._contents.get(post.source)
        if known is None or known[:2] != (html, url):
            known = self._contents[post.source] = (html, url, for_feed(html, url))
        return known[2]

    def _notes(self, post: Post) -> str:
        """Return what was changed in a post, the newest note first: readers see an entry again when it is changed."""
        words = language(post.lang) if post.lang else self.blog.words
        notes = sorted(post.updates, key=lambda each: each.date.at.timestamp(), reverse=True)
        dated = ((words("updated", date=words.date(each.date.at, self.blog.date_format)), each.note) for each in notes)
        texts = map(words("colon").join, dated)
        return "" if post.protected else "".join(map(Markup("<p><em>{}</em></p>\n").format, texts))

    def person(self, author: Author) -> Person:
        """Return an author as feeds and heads name one."""
        listing = self.blog.plan.listing(f"authors/{author.id}")
        avatar = self.blog.pictures.get(("", author.avatar), author.avatar)
        url = self.full(listing.url) if listing else author.url
        return Person(author.name, url if _is_full(url) else "", self.full(avatar) if avatar else "")

    def _categories(self, post: Post) -> Iterator[Category]:
        plan = self.blog.plan
        for taxonomy, terms in plan.terms.items():
            overview = plan.listing(taxonomy)
            scheme = self.full(overview.url) if overview else ""
            for name in post.terms.get(taxonomy, ()) if taxonomy not in ("authors", "series") else ():
                if name in terms:
                    yield Category(name, terms[name].title, scheme)

    def _picture(self, post: Post, files: Mapping[str, File]) -> Picture | None:
        if not post.cover:
            return None
        url = self.blog.pictures.get((post.source, post.cover.src), post.cover.src)
        file, suffix = files.get(url), posixpath.splitext(urlsplit(url).path)[1].lower()
        media_type = mimetypes.guess_type(url)[0] or _TYPES.get(suffix, "")
        return Picture(self.full(url), media_type, _size(file) if file else None)

    def picture_url(self, post: Post) -> str:
        """Return the full URL of a post's picture, if it has one."""
        if not post.cover:
            return ""
        url = self.full(self.blog.pictures.get((post.source, post.cover.src), post.cover.src))
        return url if _is_full(url) else ""

    def full(self, url: str) -> str:
        """Return the full form of a URL relative to the site's root; of one that is full already, itself."""
        return urljoin(self.blog.settings.site_url, url)


def _is_full(url: str) -> bool:
    return bool(urlsplit(url).scheme)


def _size(file: File) -> int:
    return Path(file.abs_src_path).stat().st_size if file.abs_src_path else len(file.content_bytes)
