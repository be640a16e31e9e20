"""MkDocs → blog: reads settings, posts, authors and terms out of a site."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_build_datetime

from .blog.author import Author, read_authors
from .blog.dates import read_date
from .blog.defaults import with_defaults
from .blog.errors import Problem
from .blog.fields import Field, as_lines, read_fields
from .blog.frontmatter import FrontMatter, decode, read
from .blog.plan import Sources, is_below
from .blog.post import Post
from .blog.post_reader import Conventions, first_heading, read_post
from .blog.settings import Archive, Paging, Settings, Taxonomy
from .blog.terms_file import TermsNotes, read_terms
from .config import BlogpostsConfig, TaxonomyConfig, default_taxonomy, read_taxonomies
from .language import Language

_META_FILE = ".meta.yml"
_TERMS_FILE = ".taxonomies.yml"


@dataclass
class Reading:
    """All that was read of one blog."""

    settings: Settings
    now: datetime
    sources: Sources = field(default_factory=Sources)
    posts: list[Post] = field(default_factory=list)
    fronts: dict[str, FrontMatter] = field(default_factory=dict)
    """Of posts, and of the writer's own pages in the blog's folder."""
    defaults: dict[str, list[str]] = field(default_factory=dict)
    """The files of defaults that each post's front matter includes."""
    left_out: set[str] = field(default_factory=set)
    """Posts that could not be read."""
    problems: list[Problem] = field(default_factory=list)


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
        settings = self._settings(words)
        reading = Reading(settings, self._now(settings))
        conventions = self._conventions(settings, reading.now)
        folders = self._folder_defaults()
        for file in self.files:
            if file.is_documentation_page() and is_below(file.src_uri, settings.blog_dir or settings.post_dir):
                self._read_page(file, reading, conventions, folders)
        reading.sources = self._sources(reading)
        reading.problems = self.problems
        return reading

    def _now(self, settings: Settings) -> datetime:
        given = self.config.now
        zone = settings.zone or UTC
        return read_date(given, str(given), zone).at if given else get_build_datetime()

    # Settings ---------------------------------------------------------------

    def _settings(self, words: Language) -> Settings:
        config = self.config
        blog_dir = normalize(config.blog_dir)
        base = Settings(
            name=config.blog_dir,
            blog_dir=blog_dir,
            url_dir=blog_dir if config.url_dir is None else normalize(config.url_dir),
            post_dir=normalize(config.post_dir.format(blog=blog_dir or ".")),
            title=words("blog") if blog_dir else self.site.site_name,
            slugify=config.post_slugify,
            separator=config.post_slugify_separator,
            post_url_format=config.post_url_format,
            post_url_date_format=config.post_url_date_format,
            post_url_max_categories=config.post_url_max_categories,
            page_url_format=config.pagination_url_format,
            paging=self._paging(None, None),
            toc=config.blog_toc,
            archive=self._archive(words) if config.archive else None,
            locale=str(words.locale),
            zone=ZoneInfo(config.timezone) if config.timezone else None,
            hold_future=config.draft_if_future_date,
            preview=self.preview,
            directory_urls=self.site.use_directory_urls,
        )
        taxonomies = self._taxonomies(words)
        notes = self._terms_notes(blog_dir, [each.name for each in taxonomies])
        source = posixpath.join(blog_dir, _TERMS_FILE)
        noted = (replace(each, notes=notes.get(each.name, {}), notes_source=source) for each in taxonomies)
        return replace(base, taxonomies=tuple(noted))

    def _paging(self, enabled: bool | None, per_page: int | None) -> Paging:
        general = self.config.pagination
        details = general if isinstance(general, dict) else {}
        return Paging(
            enabled=bool(general) or general == {} if enabled is None else enabled,
            per_page=max(per_page or self.config.pagination_per_page, 1),
            orphans=int(details.get("orphans", 0)),
            from_oldest=details.get("from") == "oldest",
        )

    def _archive(self, words: Language) -> Archive:
        config = self.config
        return Archive(
            title=_name(config.archive_name, words),
            date_format=config.archive_date_format,
            url_date_format=config.archive_url_date_format,
            url_format=config.archive_url_format,
            overview=self._overview(config.archive_url_format, "archive"),
            paging=self._paging(config.archive_pagination, config.archive_pagination_per_page),
            toc=config.blog_toc if config.archive_toc is None else config.archive_toc,
        )

    def _overview(self, url_format: str, name: str) -> str:
        return "" if self.config.preset else posixpath.dirname(url_format.split("{")[0]) or name

    def _taxonomies(self, words: Language) -> list[Taxonomy]:
        declared = read_taxonomies(self.config)
        found = [self._categories(words), self._authors(words)]
        has_tags_plugin = any(name.split("/")[-1] == "tags" for name in self.site.plugins)
        if "tags" not in declared and not has_tags_plugin and not self.config.preset:
            declared["tags"] = default_taxonomy()
        own = [self._taxonomy(name, each, words) for name, each in declared.items() if each]
        named = {each.name for each in own}
        return [each for each in found if each and each.name not in named and declared.get(each.name, each)] + own

    def _categories(self, words: Language) -> Taxonomy | None:
        config = self.config
        return Taxonomy(
            name="categories",
            singular="category",
            title=_name(config.categories_name, words),
            url_format=config.categories_url_format,
            slugify=config.categories_slugify,
            separator=config.categories_slugify_separator,
            overview=self._overview(config.categories_url_format, "categories"),
            pages=config.categories,
            allowed=tuple(str(each) for each in config.categories_allowed),
            paging=self._paging(config.categories_pagination, config.categories_pagination_per_page),
            toc=config.blog_toc if config.categories_toc is None else config.categories_toc,
        )

    def _authors(self, words: Language) -> Taxonomy | None:
        config = self.config
        if not config.authors:
            return None
        return Taxonomy(
            name="authors",
            singular="author",
            title=_name(config.authors_profiles_name, words),
            url_format=config.authors_profiles_url_format,
            slugify=config.post_slugify,
            overview=self._overview(config.authors_profiles_url_format, "authors"),
            pages=config.authors_profiles,
            paging=self._paging(config.authors_profiles_pagination, config.authors_profiles_pagination_per_page),
            toc=config.blog_toc if config.authors_profiles_toc is None else config.authors_profiles_toc,
        )

    def _taxonomy(self, name: str, given: TaxonomyConfig, words: Language) -> Taxonomy:
        url_format = given.url_format or f"{name}/{{slug}}"
        return Taxonomy(
            name=name,
            singular=given.singular or singular_of(name),
            title=given.title or (words(name) if name in words else name.capitalize()),
            url_format=url_format,
            slugify=given.slugify,
            separator=given.slugify_separator,
            overview=self._overview(url_format, name) if given.overview is None else given.overview,
            pages=given.pages,
            allowed=tuple(str(each) for each in given.allowed),
            paging=self._paging(given.pagination, given.pagination_per_page),
            toc=self.config.blog_toc if given.toc is None else given.toc,
            reading_order=given.reading_order or name == "series",
        )

    # Files ------------------------------------------------------------------

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
        return _notebook_text(text) if text and file.src_uri.endswith(".ipynb") else text

    def _terms_notes(self, blog_dir: str, taxonomies: list[str]) -> TermsNotes:
        source = posixpath.join(blog_dir, _TERMS_FILE)
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
        return Conventions(settings.zone or UTC, now, keys, authors, source)

    def _folder_defaults(self) -> dict[str, Field]:
        """Return the defaults of each folder that gives some, by its path."""
        found = {}
        for file in self.files:
            if posixpath.basename(file.src_uri) == _META_FILE and (text := self._text_of(file)):
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

    def _sources(self, reading: Reading) -> Sources:
        posts = {post.source for post in reading.posts} | reading.left_out
        others = [file for file in self.files if file.src_uri not in posts and not file.inclusion.is_excluded()]  # type: ignore[no-untyped-call]
        pages = [file for file in others if file.is_documentation_page()]
        media = [file for file in others if file.is_media_file() and _is_own(file, self.site)]
        fronts = {file.src_uri: reading.fronts.get(file.src_uri) for file in pages}
        titles = {source: title for source, front in fronts.items() if front and (title := _own_title(front))}
        return Sources(
            pages=frozenset(file.src_uri for file in pages),
            outputs={file.dest_uri: file.src_uri for file in others},
            media=frozenset(file.src_uri for file in media),
            titles=titles,
        )


def is_post(source: str, settings: Settings) -> bool:
    """Tell whether a page is a post: it lies below the posts' folder and is not the blog's own front page."""
    front_pages = [posixpath.join(settings.blog_dir, name) for name in ("index.md", "README.md")]
    return is_below(source, settings.post_dir) and source not in front_pages


def normalize(path: str) -> str:
    """Return a path below the docs folder without `.` and slashes at its ends; empty for that folder."""
    return posixpath.normpath(path.strip("/") or ".").replace("./", "").removeprefix(".") if path else ""


def singular_of(name: str) -> str:
    """Return the singular of an English plural, as far as a front matter key needs it."""
    return name.removesuffix("ies") + "y" if name.endswith("ies") and name != "series" else name.removesuffix("s")


def _name(name: str, words: Language) -> str:
    """Return a name as the writer set it; `blog.archive` and its like are the interface's own words."""
    return words(name.removeprefix("blog.")) if name.startswith("blog.") else name


def _own_title(front: FrontMatter) -> str:
    title = front.fields.get("title")
    return (title.text or "" if title else "") or first_heading(front.body)


def _is_own(file: File, site: MkDocsConfig) -> bool:
    """Tell whether a file comes from the docs folder, not from the theme."""
    return file.src_dir is None or file.src_dir == site.docs_dir


def _notebook_text(text: str) -> str:
    """Return the Markdown of a notebook, whose front matter is in its first cell."""
    try:
        cells: Iterable[Mapping[str, object]] = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError):
        return ""
    texts = ["".join(source) for cell in cells if (source := cell.get("source")) and cell.get("cell_type") != "code"]  # type: ignore[arg-type]  # JSON
    return "\n\n".join(texts)
