"""The lists of a blog that has posts in several languages, where each language has its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from babel import Locale, UnknownLocaleError

from .post import Post


def tag_of(post: Post, locale: str) -> str:
    """Return the language of a post in a blog of this locale, as in HTML's `lang`."""
    return (post.lang or locale).replace("_", "-")


def each_once(posts: Sequence[Post], locale: str) -> list[Post]:
    """Return posts without translations: each in the blog's own language, or else the first that stands there."""
    own = locale.replace("_", "-")
    chosen: dict[str, Post] = {}
    for post in posts:
        first = chosen.setdefault(post.key, post)
        if tag_of(first, locale) != own == tag_of(post, locale):
            chosen[post.key] = post
    return [post for post in posts if chosen[post.key] is post]


def in_others(posts: Iterable[Post], locale: str) -> Mapping[str, list[Post]]:
    """Return the posts in each language but the blog's own, by its tag."""
    found: dict[str, list[Post]] = {}
    for post in posts:
        found.setdefault(tag_of(post, locale), []).append(post)
    return {tag: found[tag] for tag in sorted(found) if tag != locale.replace("_", "-")}


def name_of(tag: str) -> str:
    """Return what a language is called in itself."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return tag
    return locale.get_display_name() or tag
