"""One blog in each language, beside mkdocs-static-i18n, which builds the whole site once for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .blog.moving import is_below
from .blog.plan import Plan
from .output import move
from .settings import i18n_of


def rename_sources(files: Files, folders: Sequence[str], site: MkDocsConfig) -> dict[str, str]:
    """Give the sources of a blog the names they have in all languages; return the real names of those renamed.

    `blog/posts/a.de.md` and `de/blog/posts/a.md` become `blog/posts/a.md`: the plan does the rest.
    """
    real = {}
    for file in list(files) if i18n_of(site) else ():
        name = getattr(file, "norm_src_uri", file.src_uri)
        files.remove(file)
        if any(is_below(name, folder) for folder in folders):
            real[name] = file.src_uri
            _rename(file, name, site)
        files.append(file)
    return real


def _rename(file: File, name: str, site: MkDocsConfig) -> None:
    plain = File(name, site.docs_dir, site.site_dir, site.use_directory_urls)
    file.edit_uri, file.abs_src_path = file.edit_uri, file.abs_src_path  # which are made of the name otherwise
    file.src_uri, file.dest_uri, file.url = name, plain.dest_uri, plain.url
    file.abs_dest_path = plain.abs_dest_path


def other_languages(files: Files, site: MkDocsConfig) -> Iterator[tuple[str, Files]]:
    """Go through the other languages, and be in each; give the files of pages that the present one has, too."""
    plugin = i18n_of(site)
    for language in plugin.build_languages if plugin else ():
        if language != plugin.current_language:
            known = (getattr(each, "alternates", {}) for each in files)
            found = [each[language] for each in known if language in each]
            with _being_in(language, plugin):
                yield language, Files(found)


@contextmanager
def _being_in(language: str, plugin: Any) -> Iterator[None]:
    present, plugin.current_language = plugin.current_language, language
    try:
        yield
    finally:
        plugin.current_language = present


def add_alternates(files: Files, lists: Mapping[str, File], language: str, plan: Plan, site: MkDocsConfig) -> None:
    """Say where lists are in another language, and that posts which are not published there are nowhere."""
    for file in files:
        alternates: dict[str, File] = getattr(file, "alternates", {})
        source = alternates[language].src_uri if language in alternates else ""
        if source in plan.visibility and source not in plan.posts:
            del alternates[language]
    for key, each in lists.items():
        listing, own = plan.listing(key), cast(Any, each)
        own.alternates = getattr(each, "alternates", {})
        if listing and language not in own.alternates:
            own.alternates[language] = File(each.src_uri, site.docs_dir, site.site_dir, site.use_directory_urls)
            move(own.alternates[language], listing.pages[0].address, site)


def alternates_of(page: Page, site: MkDocsConfig) -> dict[str, str]:
    """Return the URLs of a page in all languages it was written in, the default one first; nothing where it is one."""
    plugin = i18n_of(site)
    files: Mapping[str, File] = getattr(page.file, "alternates", {}) if plugin else {}
    own = {language: file.url for language, file in files.items() if getattr(file, "locale", language) == language}
    return dict(sorted(own.items(), key=lambda each: each[0] != plugin.default_language)) if len(own) > 1 else {}


def register(files: Iterable[File], site: MkDocsConfig) -> None:
    """Tell the plugin which pages there are in the present language, for its sitemap and its menu of languages."""
    plugin = i18n_of(site)
    if plugin is None:
        return
    language, pages = plugin.current_language, list[Any](files)
    for file in pages:
        if not hasattr(file, "alternates"):
            file.alternates = {}
        if not hasattr(file, "locale"):
            file.locale = file.locale_alternate_of = language
        file.alternates.setdefault(language, file)
    plugin.i18n_files_per_language[language] = pages


def keep_in_menu(page: Page, nav: Navigation, site: MkDocsConfig) -> None:
    """Put a page back into a menu of which the plugin has kept the folder of one language only."""
    plugin, top = i18n_of(site), page
    while top.parent is not None:
        top = top.parent  # type: ignore[assignment]  # a section, or a page
    if plugin and plugin.config.docs_structure == "folder" and page in nav.pages and top not in nav.items:
        nav.items.append(top)
