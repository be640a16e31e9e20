"""The site as the last full build left it: what single pages are rendered with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..building import Build
from ..searching import entries_of, page_of
from .tags import TagListings


@dataclass
class Site:
    """Everything a build has made; later edits change it in place."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    builds: list[Build]
    indexes: list[tuple[Any, Any]] = field(default_factory=list)
    """Search plugins with their indexes, which a build that fails would leave half filled."""
    found: list[dict[str, list[dict[str, Any]]]] = field(default_factory=list)
    """What each index found on pages that were written anew, by URL."""
    unwritten: set[str] = field(default_factory=set)
    """Sources of pages that were read, and not written since."""
    _pages: list[File] | None = None
    _sources: dict[str, str] | None = None

    def __post_init__(self) -> None:
        self.tags = TagListings(self.config, self.env)

    @classmethod
    def after_build(
        cls, config: MkDocsConfig, files: Files, nav: Navigation, env: Environment, builds: list[Build]
    ) -> Site:
        """Take over what a build has made."""
        searches = [plugin for plugin in config.plugins.values() if hasattr(plugin, "search_index")]
        indexes = [(plugin, plugin.search_index) for plugin in searches]
        return cls(config, files, nav, env, builds, indexes, [{} for _ in indexes])

    def restore(self) -> None:
        """Give plugins back what a failed build has taken from them."""
        for plugin, index in self.indexes:
            plugin.search_index = index
        self.tags.restore()

    def pages(self) -> list[File]:
        """Return the files of all pages, in the order in which they are built."""
        if self._pages is None:
            self._pages = list(self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve))
        return self._pages

    def forget_pages(self) -> None:
        """Forget which pages there are, as files came, went or are held back."""
        self._pages = self._sources = None

    def source_of(self, dest_uri: str) -> str:
        """Return the source of a page by its output; empty if there is none."""
        if self._sources is None:
            self._sources = {file.dest_uri: file.src_uri for file in self.pages()}
        return self._sources.get(dest_uri, "")

    def moved_to(self, source: str, dest_uri: str) -> str:
        """Return the URL of a page that is no longer at an output; empty if it is, or if there is none."""
        file = self.files.get_file_from_path(source)
        is_elsewhere = file and file.page and file.inclusion.is_in_serve() and file.dest_uri != dest_uri  # type: ignore[no-untyped-call]  # MkDocs' own
        return file.url if file and is_elsewhere else ""

    def read(self, page: Page) -> None:
        """Read a page and convert it, with the events of a full build."""
        self.tags.forget(page)
        mkdocs_build._populate_page(page, self.config, self.files)
        self.tags.fill(page)
        self.unwritten.add(page.file.src_uri)

    def write(self, page: Page) -> bool:
        """Render a page and write it, with the events of a full build; return whether its output is new."""
        self.unwritten.discard(page.file.src_uri)
        for build in self.builds:
            page.content = build.texts.get(page.file.src_uri, page.content)
        target = Path(page.file.abs_dest_path)
        before = target.read_bytes() if target.is_file() else None
        sizes = [len(entries_of(index)) for _, index in self.indexes]
        excluded = page.file.inclusion.is_excluded()  # type: ignore[no-untyped-call]  # MkDocs' own
        beside = target.with_name(f"{target.name}.new")
        page.file.abs_dest_path = str(beside)
        try:
            mkdocs_build._build_page(page, self.config, self.pages(), self.nav, self.env, excluded=excluded)
        finally:
            page.file.abs_dest_path = str(target)
        if beside.is_file():
            beside.replace(target)  # so that nobody who asks meanwhile gets half a page
        for found, (_, index), size in zip(self.found, self.indexes, sizes, strict=True):
            entries = entries_of(index)
            found[page.url] = entries[size:]
            del entries[size:]
        return not target.is_file() or target.read_bytes() != before

    def remove(self, dest_uri: str) -> None:
        """Remove an output, and the folders it leaves empty."""
        target = Path(self.config.site_dir, dest_uri)
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == Path(self.config.site_dir) or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()

    def write_search(self) -> None:
        """Write the search index: what was found on pages anew, and in the order of a full build."""
        order = {file.page.url: at for at, file in enumerate(self.pages()) if file.page}
        for found, (plugin, index) in zip(self.found, self.indexes, strict=True):
            entries = entries_of(index)
            kept = [entry for entry in entries if page_of(entry) in order and page_of(entry) not in found]
            new = [entry for url, each in found.items() if url in order for entry in each]
            entries[:] = sorted(kept + new, key=lambda entry: order[page_of(entry)])
            found.clear()
            for build in self.builds:
                build.hide_from_search()
            plugin.on_post_build(config=self.config)

    def write_templates(self) -> None:
        """Write what the theme makes besides pages: the sitemap, the page for errors."""
        for name in self.config.theme.static_templates:
            mkdocs_build._build_theme_template(name, self.env, self.files, self.config, self.nav)
