"""A new title for a post: what its file, or its bundle's folder, is called then."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import replace

from .dates import date_from_path
from .post import Post
from .post_reader import split_language
from .relinking import new_place
from .settings import Settings


def moves_for(post: Post, posts: Iterable[Post], slug: str, settings: Settings) -> dict[str, str]:
    """Return the new names of a post's files, its translations with it; dates and languages in names stay.

    A name that is made of the date's folders alone, and the index of the posts' folder, stay as they are.
    """
    if not post.is_bundle:
        sources = [each.source for each in posts if each.key == post.key]
        return {source: new for source in sources if (new := _file(source, slug)) != source}
    folder = posixpath.dirname(post.source)
    parent, name = posixpath.split(folder)
    if folder == settings.post_dir or not name.endswith(post.name):
        return {}
    new = posixpath.join(parent, _name(name, slug))
    return {folder: new} if new != folder else {}


def moved(post: Post, moves: Mapping[str, str], title: str | None = None) -> Post:
    """Return a post as it will be read after a move, with its new title if it gets one."""
    source = new_place(post.source, moves)
    stem, _ = posixpath.splitext(posixpath.basename(source))
    name = posixpath.basename(posixpath.dirname(source)) if post.is_bundle else split_language(stem)[0]
    changed = replace(post, source=source, title=post.title if title is None else title)
    return replace(changed, name=date_from_path(name)[1]) if source != post.source else changed


def _file(source: str, slug: str) -> str:
    folder, name = posixpath.split(source)
    stem, suffix = posixpath.splitext(name)
    plain, language = split_language(stem)
    return posixpath.join(folder, _name(plain, slug) + (f".{language}" if language else "") + suffix)


def _name(name: str, slug: str) -> str:
    """Return a name with the date that stands at its head."""
    day, rest = date_from_path(name)
    if day and rest == name:
        return f"{name}-{slug}"
    return name[: len(name) - len(rest)] + slug
