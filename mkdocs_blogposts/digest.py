"""Takes from a finished post all that is shown and asked of it elsewhere; kept while the post stays the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from sys import intern
from typing import NamedTuple

from .blog.excerpt import Excerpt
from .blog.running_text import running_text
from .blog.words import frequent_words
from .config import BlogpostsConfig
from .conversion import Cache, make_key, versions
from .excerpting import take
from .pages import PostPage
from .rendering import Rendered


class Digest(NamedTuple):
    """What a finished post says."""

    rendered: Rendered
    words: Mapping[str, int]
    """How often the most frequent words stand in its text; none where posts are not related to each other."""
    links: tuple[str, ...]
    """Where the links of its text lead, as written."""

    def to_json(self) -> str:
        """Write this down."""
        shown, excerpt = self.rendered, self.rendered.excerpt
        values = [excerpt.html, excerpt.text, excerpt.truncated, shown.minutes, shown.html, shown.heading]
        return json.dumps([*values, self.words, self.links], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Digest:
        """Read what was written down."""
        html, plain, truncated, minutes, full, heading, words, links = json.loads(text)
        rendered = Rendered(Excerpt(html, plain, truncated), minutes, full, heading)
        # One word stands in many posts.
        return cls(rendered, {intern(word): count for word, count in words.items()}, tuple(links))


class Digester:
    """Reads the finished posts of one blog."""

    def __init__(self, config: BlogpostsConfig, cache: Cache | None, *, in_theme: bool, relates: bool) -> None:
        self.config = config
        self.cache = cache
        self.in_theme = in_theme
        """Whether the theme's own lists show posts."""
        self.relates = relates
        self._identity = repr((identity(), in_theme, relates, *_settings(config)))
        """Changes with all that tells in which way posts are read."""

    def digest(self, page: PostPage) -> Digest:
        """Read a finished post, unless that has been done before."""
        if self.cache is None:
            return self._read(page)
        key = make_key(self._identity, repr(page.post), page.markdown or "", page.content or "")
        if kept := self.cache.get(key):
            return Digest.from_json(kept)
        made = self._read(page)
        self.cache.put(key, made.to_json())
        return made

    def _read(self, page: PostPage) -> Digest:
        read = running_text(page.content or "")
        words = frequent_words(read.text) if self.relates else {}
        return Digest(take(page, read, self.config, self.in_theme), words, read.links)


def _settings(config: BlogpostsConfig) -> tuple[object, ...]:
    excerpt = config.post_excerpt, config.post_excerpt_separator, config.style
    rates = config.post_readtime_words_per_minute, config.post_readtime_words_per_minute_cjk
    return (*excerpt, *rates, config.preset)


def identity() -> str:
    """Return what changes with the code that reads posts and compares them, and with what that is built on."""
    return repr((*versions(), _last_change()))


def _last_change() -> int:
    """Return when the code that reads posts was changed: it may be one that is worked on."""
    root = Path(__file__).parent
    return max(path.stat().st_mtime_ns for folder in (root, root / "blog") for path in folder.glob("*.py"))
