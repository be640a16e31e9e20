"""mkdocs.yml → the settings of the model."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig

from .blog.errors import did_you_mean
from .blog.permalink import safe_segments
from .blog.settings import Archive, Feeds, Paging, Redirects, Related, Settings, Taxonomy
from .blog.terms_file import TermsNotes
from .config import (
    BlogpostsConfig,
    FeedsConfig,
    RedirectsConfig,
    RelatedConfig,
    TaxonomyConfig,
    default_taxonomy,
    read_mapping,
    read_taxonomies,
)
from .language import Language

TERMS_FILE = ".taxonomies.yml"
_KINDS = ("atom", "rss", "json", "atom_updated", "rss_updated", "json_updated")
_RSS_PLUGIN_FILES = {
    "rss": "/feed_rss_created.xml",
    "rss_updated": "/feed_rss_updated.xml",
    "json": "/feed_json_created.json",
    "json_updated": "/feed_json_updated.json",
}
"""Where mkdocs-rss-plugin puts its feeds."""


def i18n_of(site: MkDocsConfig) -> Any:
    """Return the plugin that builds a site in several languages, if it has one."""
    return site.plugins.get("i18n")


def url_prefix(site: MkDocsConfig) -> str:
    """Return the folder in which the site is built in the present language; the default language has none."""
    plugin = i18n_of(site)
    return "" if plugin is None or plugin.is_default_language_build else str(plugin.current_language)


def source_folders(config: BlogpostsConfig) -> tuple[str, str]:
    """Return the folders in which a blog has its pages and its posts."""
    blog_dir = normalize(config.blog_dir)
    return blog_dir, normalize(config.post_dir.format(blog=blog_dir or "."))


class SettingsMaker:
    """Makes plain values of what the writer set for one blog."""

    def __init__(self, config: BlogpostsConfig, site: MkDocsConfig, words: Language, preview: bool) -> None:
        self.config = config
        self.site = site
        self.words = words
        self.preview = preview

    def make(self, notes_of: Callable[[str, list[str]], TermsNotes]) -> Settings:
        """Return the settings of the blog; `notes_of` reads the terms file, once the taxonomies are known."""
        config = self.config
        blog_dir = normalize(config.blog_dir)
        url_dir = blog_dir if config.url_dir is None else normalize(config.url_dir)
        base = Settings(
            name=config.blog_dir,
            blog_dir=blog_dir,
            url_dir=posixpath.join(url_prefix(self.site), url_dir).rstrip("/"),
            post_dir=source_folders(config)[1],
            title=self.words("blog") if blog_dir else self.site.site_name,
            slugify=config.post_slugify,
            separator=config.post_slugify_separator,
            post_url_format=config.post_url_format,
            post_url_date_format=config.post_url_date_format,
            post_url_max_categories=config.post_url_max_categories,
            page_url_format=config.pagination_url_format,
            paging=self._paging(None, None),
            toc=config.blog_toc,
            archive=self._archive() if config.archive else None,
            locale=str(self.words.locale),
            zone=ZoneInfo(config.timezone) if config.timezone else None,
            hold_future=config.draft_if_future_date,
            preview=self.preview,
            directory_urls=self.site.use_directory_urls,
            site_url=_with_slash(self.site.site_url or ""),
            redirects=self._redirects(),
            related=self._related(),
            languages_apart=config.languages_apart,
        )
        taxonomies = self._taxonomies()
        base = replace(base, neighbours_within=self._neighbours_within([each.name for each in taxonomies]))
        if config.feeds is not False:
            base = self._with_feeds(base, [each.name for each in taxonomies])
        source = posixpath.join(blog_dir, TERMS_FILE)
        notes = notes_of(source, [each.name for each in taxonomies])
        noted = (replace(each, notes=notes.get(each.name, {}), notes_source=source) for each in taxonomies)
        return replace(base, taxonomies=tuple(noted))

    def _paging(self, enabled: bool | None, per_page: int | None) -> Paging:
        general = self.config.pagination
        details = general if isinstance(general, dict) else {}
        return Paging(
            enabled=general is not False if enabled is None else enabled,
            per_page=max(per_page or self.config.pagination_per_page, 1),
            orphans=details.get("orphans", 0),
            from_oldest=details.get("from") == "oldest",
        )

    def _neighbours_within(self, taxonomies: Sequence[str]) -> str:
        given = self.config.pagination
        name = str(given.get("within", "")) if isinstance(given, dict) else ""
        if name and name not in taxonomies:
            guess = did_you_mean(name, taxonomies) or f"There are {', '.join(taxonomies)}"
            raise ValidationError(f"pagination: within: no taxonomy `{name}`. {guess}")
        return name

    def _archive(self) -> Archive:
        config = self.config
        return Archive(
            title=_name(config.archive_name, self.words),
            date_format=config.archive_date_format,
            url_date_format=config.archive_url_date_format,
            url_format=config.archive_url_format,
            overview=self._overview(config.archive_url_format, "archive"),
            paging=self._paging(config.archive_pagination, config.archive_pagination_per_page),
            toc=config.blog_toc if config.archive_toc is None else config.archive_toc,
        )

    def _with_feeds(self, base: Settings, taxonomies: Sequence[str]) -> Settings:
        """Add feeds, where the site has an address, and what else is there for programs."""
        given = read_mapping(FeedsConfig(), "feeds", self.config.feeds)
        name = "llms.txt" if given.llms is True else safe_segments(str(given.llms or ""))
        llms = posixpath.join(url_prefix(self.site), name) if name else ""
        feeds = self._feeds(given, taxonomies)
        return replace(base, feeds=feeds if base.site_url else None, markdown=given.markdown, llms=llms)

    def _feeds(self, given: FeedsConfig, taxonomies: Sequence[str]) -> Feeds:
        known = [*taxonomies, "languages"]
        lists = given.lists if isinstance(given.lists, list) else known if given.lists else []
        for name in lists:
            if name not in known:
                raise ValidationError(f"feeds: lists: no taxonomy `{name}`. {did_you_mean(name, known)}".rstrip())
        is_preset = given.preset == "rss-plugin"
        files = given.files or (_RSS_PLUGIN_FILES if is_preset else Feeds().files)
        for kind in files:
            if kind not in _KINDS:
                raise ValidationError(f"feeds: files: no kind `{kind}`. {did_you_mean(str(kind), _KINDS)}".rstrip())
        return Feeds(
            files={kind: str(file) for kind, file in files.items()},
            lists=frozenset(lists),
            length=max(given.length, 1),
            archive=given.archive,
            ids_are_urls=is_preset,
            whole=given.content == "full",
            named=bool(given.files),
            title=given.title or "",
            description=given.description or "",
        )

    def _redirects(self) -> Redirects | None:
        if self.config.redirects is False:
            return None
        given = read_mapping(RedirectsConfig(), "redirects", self.config.redirects)
        return Redirects(given.pages, "_redirects" if given.file is True else str(given.file or ""))

    def _related(self) -> Related | None:
        if self.config.related is False:
            return None
        given = read_mapping(RelatedConfig(), "related", self.config.related)
        return Related(max(given.count, 0), given.backlinks)

    def _overview(self, url_format: str, name: str) -> str:
        return "" if self.config.preset else posixpath.dirname(url_format.split("{")[0]) or name

    def _taxonomies(self) -> list[Taxonomy]:
        declared = read_taxonomies(self.config)
        found = [self._categories(), self._authors()]
        asked_for = frozenset(declared)
        if "tags" not in declared and not has_plugin(self.site, "tags") and not self.config.preset:
            declared["tags"] = default_taxonomy()
        own = [self._taxonomy(name, each) for name, each in declared.items() if each]
        own = [replace(each, asked_for=each.name in asked_for) for each in own]
        named = {each.name for each in own}
        return [each for each in found if each and each.name not in named and declared.get(each.name, each)] + own

    def _categories(self) -> Taxonomy | None:
        config = self.config
        return Taxonomy(
            name="categories",
            singular="category",
            title=_name(config.categories_name, self.words),
            url_format=config.categories_url_format,
            slugify=config.categories_slugify,
            separator=config.categories_slugify_separator,
            overview=self._overview(config.categories_url_format, "categories"),
            pages=config.categories,
            allowed=tuple(str(each) for each in config.categories_allowed),
            paging=self._paging(config.categories_pagination, config.categories_pagination_per_page),
            toc=config.blog_toc if config.categories_toc is None else config.categories_toc,
        )

    def _authors(self) -> Taxonomy | None:
        config = self.config
        if not config.authors:
            return None
        return Taxonomy(
            name="authors",
            singular="author",
            title=_name(config.authors_profiles_name, self.words),
            url_format=config.authors_profiles_url_format,
            slugify=config.post_slugify,
            overview=self._overview(config.authors_profiles_url_format, "authors"),
            pages=config.authors_profiles,
            paging=self._paging(config.authors_profiles_pagination, config.authors_profiles_pagination_per_page),
            toc=config.blog_toc if config.authors_profiles_toc is None else config.authors_profiles_toc,
        )

    def _taxonomy(self, name: str, given: TaxonomyConfig) -> Taxonomy:
        url_format = given.url_format or f"{name}/{{slug}}"
        return Taxonomy(
            name=name,
            singular=given.singular or singular_of(name),
            title=given.title or (self.words(name) if name in self.words else name.capitalize()),
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


def has_plugin(site: MkDocsConfig, name: str) -> bool:
    """Tell whether a site uses a plugin, of a theme's own or of another's."""
    return any(each.split("/")[-1] == name for each in site.plugins)


def normalize(path: str) -> str:
    """Return a path below the docs folder without `.` and slashes at its ends; empty for that folder."""
    normal = posixpath.normpath(path.strip("/") or ".")
    return "" if normal == "." else normal


def singular_of(name: str) -> str:
    """Return the singular of an English plural, as far as a front matter key needs it."""
    return name.removesuffix("ies") + "y" if name.endswith("ies") and name != "series" else name.removesuffix("s")


def _with_slash(url: str) -> str:
    return url if not url or url.endswith("/") else f"{url}/"


def _name(name: str, words: Language) -> str:
    """Return a name as the writer set it; `blog.archive` and its like are the interface's own words."""
    return words(name.removeprefix("blog.")) if name.startswith("blog.") else name
