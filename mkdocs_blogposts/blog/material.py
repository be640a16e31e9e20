"""What Material's blog plugin writes of the same posts, and where: its rules for URLs, and what it overwrites."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .moving import Sources, is_below
from .permalink import Address, file_address, format_when, page_address
from .post import Post
from .settings import Archive, Paging, Settings, Taxonomy


@dataclass(frozen=True)
class Given:
    """What Material's plugin starts from."""

    posts: Sequence[Post]
    """All that lies in the posts' folder, or in one whose path begins with the same letters."""
    titles: Mapping[str, str]
    """The title that URLs are made of, by source."""
    settings: Settings
    sources: Sources
    now: datetime
    hold_future: bool = False
    """Whether the writer asked for future posts to wait; not the default there."""
    alone: frozenset[str] = frozenset()
    """Sources of posts for which defaults of their folders hold that are not read there."""


@dataclass(frozen=True)
class View:
    """A list, with the keys under which a plan knows it: several where Material merges terms."""

    keys: tuple[str, ...]
    addresses: tuple[Address, ...]
    """Of its pages."""


@dataclass(frozen=True)
class MaterialSite:
    """What Material's plugin writes."""

    posts: Mapping[str, Address]
    """By source, in the order of writing: a later post overwrites what has its address."""
    files: Mapping[str, Address]
    """The pictures and other files beside posts, by source."""
    views: tuple[View, ...]


def material_site(given: Given) -> MaterialSite:
    """Return what Material's plugin makes of a blog."""
    shown = sorted((post for post in given.posts if _is_shown(post, given)), key=lambda post: post.order)
    return MaterialSite(
        posts={post.source: material_page(_post_path(post, given), given.settings) for post in shown},
        files=_files(given),
        views=tuple(_views(shown, given.settings)),
    )


def material_page(path: str, settings: Settings) -> Address:
    """Return where Material puts the page of a path below the blog."""
    return page_address(posixpath.join(settings.blog_dir, path), settings.directory_urls)


def _is_shown(post: Post, given: Given) -> bool:
    """Tell whether Material publishes a post; one without a date of YAML's stops its build."""
    if not is_readable(post):
        return False
    is_future = given.hold_future and post.draft is None and post.date.at > given.now
    return given.settings.preview or not (post.draft or is_future)


def is_readable(post: Post) -> bool:
    """Tell whether Material reads a post's date: it must stand in front matter, and be no text."""
    written = post.meta.get("date")
    return isinstance(written.get("created") if isinstance(written, Mapping) else written, date)


def material_slug(post: Post, given: Given) -> str:
    """Return the slug that Material gives a post; it may be empty."""
    settings = given.settings
    return post.slug or settings.slugify(given.titles.get(post.source, post.title), settings.separator)


def _post_path(post: Post, given: Given) -> str:
    settings = given.settings
    names = _names(post, "categories")[: settings.post_url_max_categories]
    return _normal(
        settings.post_url_format.format(
            categories="/".join(category_slug(name, settings) for name in names),
            date=format_when(post.date.at, settings.post_url_date_format, settings.locale),
            file="index" if not post.order[1] else posixpath.splitext(posixpath.basename(post.source))[0],
            slug=material_slug(post, given),
        )
    )


def category_slug(name: str, settings: Settings) -> str:
    """Return the slug that Material gives a category; it may be empty, or that of another one."""
    taxonomy = settings.taxonomy("categories")
    return taxonomy.slugify(name, taxonomy.separator) if taxonomy else ""


def _names(post: Post, key: str) -> list[str]:
    written = post.meta.get(key)
    return list(dict.fromkeys(str(each) for each in written)) if isinstance(written, list) else []


def _normal(path: str) -> str:
    normal = posixpath.normpath(path.strip("/"))
    return "..md" if normal == "." else normal  # what becomes of a page with no name


def _views(posts: Sequence[Post], settings: Settings) -> Iterator[View]:
    yield _view(["index"], "index", len(posts), settings.paging, settings)
    for paging, entries in _entries(posts, settings):
        by_path: dict[str, list[str]] = {}
        for key, path in entries:
            by_path.setdefault(_normal(path), []).append(key)
        for path, keys in by_path.items():
            yield _view(keys, path, len(keys), paging, settings)


def _entries(posts: Sequence[Post], settings: Settings) -> Iterator[tuple[Paging, Iterator[tuple[str, str]]]]:
    """Yield key and path of each list that each post stands in; with each kind of list, how it is paged."""
    if archive := settings.archive:
        yield archive.paging, _periods(posts, archive, settings.locale)
    if (categories := settings.taxonomy("categories")) and categories.pages:
        yield categories.paging, _categories(posts, categories)
    if (authors := settings.taxonomy("authors")) and authors.pages:
        yield authors.paging, _profiles(posts, authors)


def _periods(posts: Sequence[Post], archive: Archive, locale: str) -> Iterator[tuple[str, str]]:
    for post in posts:
        path = archive.url_format.format(date=format_when(post.date.at, archive.url_date_format, locale))
        yield f"archive/{path}", path


def _categories(posts: Sequence[Post], taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    for post in posts:
        for name in _names(post, "categories"):
            slug = taxonomy.slugify(name, taxonomy.separator)
            yield f"categories/{name.strip()}", taxonomy.url_format.format(slug=slug, name=name)


def _profiles(posts: Sequence[Post], taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    for post in posts:
        for author in post.authors if _names(post, "authors") else ():
            path = taxonomy.url_format.format(slug=author.slug or author.id, name=author.name)
            yield f"authors/{author.id}", path


def _view(keys: Sequence[str], path: str, posts: int, paging: Paging, settings: Settings) -> View:
    pages = -(-posts // paging.per_page) if paging.enabled else 1
    paths = [path, *(_further(path, number, settings) for number in range(2, pages + 1))]
    return View(tuple(dict.fromkeys(keys)), tuple(material_page(each, settings) for each in paths))


def _further(path: str, number: int, settings: Settings) -> str:
    """Return the path of a further page: an index has it beside itself, and as an index again."""
    page = settings.page_url_format.format(page=number)
    folder, name = posixpath.split(path)
    if name in ("index", "README"):
        return posixpath.join(folder, _normal(posixpath.join(page, "index")))
    return posixpath.join(path, _normal(page))


def _files(given: Given) -> dict[str, Address]:
    """Return where files end up: all whose path begins with that of the posts' folder move to the blog's."""
    settings, sources = given.settings, given.sources
    found = {}
    for dest, source in sources.outputs.items():
        if source in sources.media and source.startswith(settings.post_dir):
            own = posixpath.normpath(dest.replace(settings.post_dir, settings.blog_dir or "."))
            found[source] = file_address(own, settings.directory_urls)
        elif source in sources.media and is_below(source, settings.blog_dir):
            found[source] = file_address(dest, settings.directory_urls)
    return found
