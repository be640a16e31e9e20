"""MkDocs → blog: reads settings, posts, authors and terms out of a site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_build_datetime

from .blog.author import Author, read_authors
from .blog.dates import date_from_path, read_date
from .blog.defaults import with_defaults
from .blog.errors import Problem, Severity, did_you_mean
from .blog.fields import Field, as_lines, read_fields
from .blog.frontmatter import FrontMatter, decode, read
from .blog.plan import Sources, is_below
from .blog.post import Post
from .blog.post_reader import NOT_MATERIALS, Conventions, first_heading, read_post
from .blog.settings import Settings
from .blog.terms_file import TermsNotes, read_terms
from .config import BlogpostsConfig
from .language import Language
from .notebooks import SUFFIX, notebook_text
from .settings import SettingsMaker, has_plugin, normalize

_META_FILE = ".meta.yml"
_LEFTOVERS = re.compile(
    r"""
    .*~ | \.\#.* | \#.*\# | \..*\.sw[a-z] | 4913 | .*\.tmp | \.goutputstream-.* | .*___jb_(tmp|old)___ | \.DS_Store
""",
    re.VERBOSE,
)
"""Names of files that editors make beside the file they save."""


@dataclass
class Reading:
    """All that was read of one blog."""

    settings: Settings
    now: datetime
    authors: Mapping[str, Author] = field(default_factory=dict)
    """All that the authors file describes, by id."""
    sources: Sources = field(default_factory=Sources)
    posts: list[Post] = field(default_factory=list)
    fronts: dict[str, FrontMatter] = field(default_factory=dict)
    """Of posts, and of the writer's own pages in the blog's folder."""
    defaults: dict[str, list[str]] = field(default_factory=dict)
    """The files of defaults that each post's front matter includes."""
    left_out: set[str] = field(default_factory=set)
    """Posts that could not be read."""
    problems: list[Problem] = field(default_factory=list)

    def posts_by_source(self) -> dict[str, Post]:
        """Return the posts, each by its source."""
        return {post.source: post for post in self.posts}

    def has_date(self, post: Post) -> bool:
        """Tell whether the writer gave a post a date; a draft needs none, and counts as of today."""
        place = post.source.removeprefix(f"{self.settings.post_dir}/")
        return "date" in self.fronts[post.source].fields or date_from_path(place)[0] is not None

    def says_the_same(self, other: Reading) -> bool:
        """Whether a plan made of this would be that made of the other."""
        return (
            self.posts_by_source() == other.posts_by_source()
            and self.settings == other.settings
            and self.sources == other.sources
            and self.left_out == other.left_out
        )


class Reader:
    """Reads one blog out of a site's files."""

    def __init__(self, config: BlogpostsConfig, site: MkDocsConfig, files: Files, preview: bool) -> None:
        self.config = config
        self.site = site
        self.files = files
        self.preview = preview
        self.problems: list[Problem] = []

    def read(self, words: Language) -> Reading:
        """Read settings, terms, authors and posts; what is wrong is gathered, and nothing stops."""
        exclude_leftovers(self.files)
        self.problems += exclude_loops(self.files, Path(self.site.docs_dir))
        settings = SettingsMaker(self.config, self.site, words, self.preview).make(self._terms_notes)
        reading = Reading(settings, self._now(settings))
        conventions = self._conventions(settings, reading.now)
        reading.authors = conventions.authors or {}
        folders = self._folder_defaults()
        for file in self.files:
            if file.is_documentation_page() and _concerns(file.src_uri, settings):
                self._read_page(file, reading, conventions, folders)
        reading.sources = self._sources(reading)
        reading.settings = replace(settings, author=self._owner(reading, conventions.authors_source))
        reading.problems = self.problems
        return reading

    def read_again(self, old: Reading, words: Language, changed: Collection[str], sources: Sources) -> Reading:
        """Read only what has changed since: these pages, and the files that describe authors, terms and folders.

        `sources` are the files of the site besides the posts, as they are now.
        """
        settings = SettingsMaker(self.config, self.site, words, self.preview).make(self._terms_notes)
        reading = Reading(settings, self._now(settings), sources=sources)
        conventions = self._conventions(settings, reading.now)
        reading.authors = conventions.authors or {}
        folders = self._folder_defaults()
        reading.posts = [post for post in old.posts if post.source not in changed]
        reading.left_out = old.left_out.difference(changed)
        reading.fronts, reading.defaults = {**old.fronts}, {**old.defaults}
        for source in changed:
            reading.fronts.pop(source, None)
            reading.defaults.pop(source, None)
        self.problems += [problem for problem in old.problems if problem.source in reading.fronts]
        for file in filter(None, map(self.files.get_file_from_path, changed)):
            if file.is_documentation_page() and _concerns(file.src_uri, settings):
                self._read_page(file, reading, conventions, folders)
        reading.sources = replace(sources, titles=self._titles(reading, sources.pages))
        reading.settings = replace(settings, author=self._owner(reading, conventions.authors_source))
        reading.problems = self.problems
        return reading

    def _now(self, settings: Settings) -> datetime:
        given = self.config.now
        zone = settings.zone or UTC
        return read_date(given, str(given), zone).at if given else get_build_datetime()

    def _text(self, src_uri: str) -> str | None:
        """Return the text of a file; None, and a problem, where it cannot be read."""
        file = self.files.get_file_from_path(src_uri)
        return self._text_of(file) if file else None

    def _text_of(self, file: File) -> str | None:
        try:
            data = file.content_bytes
        except OSError as error:
            fault = f"the file cannot be read: {error.strerror}"
            self.problems.append(Problem(file.src_uri, 0, fault, "Mend the link, or delete it"))
            return None
        text, problem = decode(data, file.src_uri)
        self.problems += [problem] if problem else []
        return notebook_text(text) if text and file.src_uri.endswith(SUFFIX) else text

    def _terms_notes(self, source: str, taxonomies: list[str]) -> TermsNotes:
        text = self._text(source)
        notes, problems = read_terms(text, source, taxonomies) if text else ({}, [])
        self.problems += problems
        return notes

    def _conventions(self, settings: Settings, now: datetime) -> Conventions:
        source = normalize(self.config.authors_file.format(blog=settings.blog_dir or "."))
        text = self._text(source) if self.config.authors else None
        authors: Mapping[str, Author] | None = None
        if text is not None:
            authors, problems = read_authors(text, source)
            self.problems += problems
        keys = {each.name: each.singular for each in settings.taxonomies}
        protected = _asks_for_password(self.site)
        unread = NOT_MATERIALS if self.config.preset else ()
        return Conventions(settings.zone or UTC, now, keys, authors, source, protected, unread, _cards(self.site))

    def _folder_defaults(self) -> dict[str, Field]:
        """Return the defaults of each folder that gives some, by its path."""
        if self.config.preset and not has_plugin(self.site, "meta"):
            return {}
        found = {}
        for file in self.files:
            is_named = file.src_uri.endswith(_META_FILE)  # fewer than one in a thousand is looked at further
            if is_named and posixpath.basename(file.src_uri) == _META_FILE and (text := self._text_of(file)):
                root, problems = read_fields(as_lines(text), file.src_uri)
                self.problems += problems
                if root:
                    found[posixpath.dirname(file.src_uri)] = root
        return dict(sorted(found.items()))

    def _read_page(self, file: File, reading: Reading, conventions: Conventions, folders: Mapping[str, Field]) -> None:
        settings, source = reading.settings, file.src_uri
        if file.inclusion is InclusionLevel.EXCLUDED:
            return
        if not is_post(source, settings):
            text = self._text_of(file)
            reading.fronts[source] = read(text or "", source)[0]
            return
        text = self._text_of(file)
        if text is None:
            reading.left_out.add(source)
            return
        front, problems = read(text, source)
        above = [folder for folder in folders if is_below(source, folder)]
        front = with_defaults(front, [folders[folder] for folder in above])
        if file.inclusion is InclusionLevel.DRAFT:
            front = replace(front, fields={**front.fields, "draft": Field("draft", 0, True, ("true",))})
        place = source[len(settings.post_dir) + 1 :] if settings.post_dir else source
        post, faults = read_post(source, place, front, conventions)
        unreadable = any(problem.severity == 0 for problem in problems)
        # One fault is enough: front matter that cannot be read has no date either.
        self.problems += problems if unreadable else problems + faults
        reading.fronts[source] = front
        reading.defaults[source] = [posixpath.join(folder, _META_FILE) for folder in above]
        if post is None or unreadable:
            reading.left_out.add(source)
        else:
            reading.posts.append(post)

    def _owner(self, reading: Reading, authors_source: str) -> Author | None:
        """Return the author whose blog it is, if the front page names one."""
        source = next((name for name in front_pages(reading.settings) if name in reading.fronts), "")
        entry = reading.fronts[source].fields.get("author") if source and not self.config.preset else None
        if entry is None or not reading.authors:
            return None
        found = reading.authors.get(entry.text or "")
        if found is None:
            fault = f'no author "{entry.text}" in {authors_source}'
            remedy = did_you_mean(entry.text or "", reading.authors) or "Name one of them, to show picture and links"
            self.problems.append(Problem(source, entry.line, fault, remedy, Severity.HINT))
        return found

    def _titles(self, reading: Reading, pages: Iterable[str]) -> dict[str, str]:
        fronts = {source: reading.fronts.get(source) for source in pages}
        return {source: title for source, front in fronts.items() if front and (title := _own_title(front))}

    def _sources(self, reading: Reading) -> Sources:
        posts = {post.source for post in reading.posts} | reading.left_out
        others = [file for file in self.files if file.src_uri not in posts and not file.inclusion.is_excluded()]  # type: ignore[no-untyped-call]
        pages = [file for file in others if file.is_documentation_page()]
        media = [file for file in others if file.is_media_file() and _is_own(file, self.site)]
        return Sources(
            pages=frozenset(file.src_uri for file in pages),
            outputs={file.dest_uri: file.src_uri for file in others},
            media=frozenset(file.src_uri for file in media),
            titles=self._titles(reading, [file.src_uri for file in pages]),
        )


def with_media(sources: Sources, came: Iterable[File], gone: Iterable[File]) -> Sources:
    """Return the files of a site after some that are no pages came, where MkDocs puts them, and others went."""
    lost, new = {file.src_uri for file in gone}, {file.dest_uri: file.src_uri for file in came}
    outputs = {dest: source for dest, source in sources.outputs.items() if source not in lost}
    return replace(sources, outputs={**outputs, **new}, media=sources.media - lost | {*new.values()})


def is_leftover(path: PurePath) -> bool:
    """Tell whether a file is an editor's own: a lock, a backup, a swap file."""
    return _LEFTOVERS.fullmatch(path.name) is not None


def exclude_leftovers(files: Files) -> None:
    """Leave out what editors make beside the files they save: it would be published as it is."""
    for file in files:
        if file.is_media_file() and is_leftover(PurePosixPath(file.src_uri)):
            file.inclusion = InclusionLevel.EXCLUDED


def exclude_loops(files: Files, docs: Path) -> list[Problem]:
    """Leave out what was found by following a link into a folder that contains it; report each such link once."""
    # A walk round such a link repeats its name: only then is the file system asked.
    winding = [parts for file in files if len({*(parts := PurePosixPath(file.src_uri).parts)}) < len(parts)]
    links = sorted({link for parts in winding if (link := _loop_in(parts, docs))})
    for file in files if links else ():
        if any(is_below(file.src_uri, link) for link in links):
            file.inclusion = InclusionLevel.EXCLUDED
    fault, remedy = "a link to a folder that contains it", "Delete the link, or let it lead elsewhere"
    return [Problem(link, 0, fault, remedy, Severity.WARNING) for link in links]


def _loop_in(parts: tuple[str, ...], docs: Path) -> str:
    for length in range(1, len(parts)):
        folder = docs.joinpath(*parts[:length])
        if folder.is_symlink() and folder.parent.resolve().is_relative_to(folder.resolve()):
            return "/".join(parts[:length])
    return ""


def _concerns(source: str, settings: Settings) -> bool:
    return is_below(source, settings.blog_dir) or is_below(source, settings.post_dir)


def is_post(source: str, settings: Settings) -> bool:
    """Tell whether a page is a post: it lies below the posts' folder and is not the blog's own front page."""
    return is_below(source, settings.post_dir) and source not in front_pages(settings)


def front_pages(settings: Settings) -> list[str]:
    """Return the sources that can be the writer's own front page of a blog."""
    return [posixpath.join(settings.blog_dir, name) for name in ("index.md", "README.md")]


def _own_title(front: FrontMatter) -> str:
    title = front.fields.get("title")
    return (title.text or "" if title else "") or first_heading(front.body)


def _is_own(file: File, site: MkDocsConfig) -> bool:
    """Tell whether a file comes from the docs folder, not from the theme."""
    return file.src_dir is None or file.src_dir == site.docs_dir


def _cards(site: MkDocsConfig) -> str:
    """Return the folder into which the theme's social plugin draws a card for each page."""
    found: Iterable[Any] = (plugin for name, plugin in site.plugins.items() if name.endswith("/social"))
    return next((str(plugin.config.cards_dir) for plugin in found), "")


def _asks_for_password(site: MkDocsConfig) -> bool:
    """Tell whether encryptcontent encrypts every page of a site."""
    plugin: Any = site.plugins.get("encryptcontent")
    return plugin is not None and bool(
        plugin.config["global_password"] or "_global" in plugin.setup["password_inventory"]
    )
