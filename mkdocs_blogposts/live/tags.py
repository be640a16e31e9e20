"""Material's plugin `tags` in the writing loop: it gathers tags while pages are read, and lists them all."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

NAME = "material/tags"


def kind_of(name: str) -> str:
    """Return what a plugin is, by its name in the settings: one of several of a kind, or MaterialX's, or not."""
    return name.split(" ")[0].replace("materialx/", "material/")


class TagListings:
    """Keeps what the plugin has gathered true when single pages are read again."""

    def __init__(self, config: MkDocsConfig, env: Environment) -> None:
        self.config = config
        self.env = env
        plugins = (plugin for name, plugin in config.plugins.items() if kind_of(name) == NAME)
        self.plugins: list[Any] = [plugin for plugin in plugins if plugin.config.enabled]
        self._gathered = [(plugin, plugin.mappings, plugin.listings) for plugin in self.plugins]
        self._shown = self._said()
        self._listings = self._described()

    def restore(self) -> None:
        """Give the plugin back what a failed build has taken from it."""
        for plugin, mappings, listings in self._gathered:
            plugin.mappings, plugin.listings = mappings, listings

    def forget(self, page: Page) -> None:
        """Forget the listings of a page, which is about to be read: the plugin would have them twice."""
        for plugin in self.plugins:
            plugin.listings.data = {each for each in plugin.listings.data if each.page.file is not page.file}

    def fill(self, page: Page) -> None:
        """Fill the listings of a page that was read."""
        for plugin in self.plugins:
            everything = plugin.listings.data
            plugin.listings.data = {each for each in everything if each.page is page}
            if plugin.listings.data:
                plugin.on_env(self.env, config=self.config)
            plugin.listings.data = everything

    def arrange(self, files: list[File]) -> None:
        """Keep the tags of pages that are there and have some, at their present URLs, in the order of a full build."""
        for plugin in self.plugins:
            found = {id(each.item): each for each in plugin.mappings}
            key = plugin.config.tags_name_property
            pages = [file.page for file in files if file.page and file.page.meta.get(key)]
            plugin.mappings.data = {page.url: found[id(page)] for page in pages if id(page) in found}

    def pages_to_write(self) -> list[Page]:
        """Return the pages of listings, if something they show is another than when they were last asked for."""
        before, self._shown = self._shown, self._said()
        if before == self._shown:
            return []
        for plugin in self.plugins:
            if not plugin.listings.data:
                plugin.on_env(self.env, config=self.config)  # which writes the tags into a file, too
        return [*{id(each.page): each.page for plugin in self.plugins for each in plugin.listings.data}.values()]

    def why_build(self) -> str:
        """Say why all pages change: they lead to the listings. Empty when they stay."""
        return "" if self._listings == self._described() else "the listings of tags change"

    def _said(self) -> list[tuple[str, object]]:
        mappings = (each for plugin in self.plugins for each in plugin.mappings)
        return [(each.item.url, (each.item.title, {*map(str, each.tags)}, {**each.item.meta})) for each in mappings]

    def _described(self) -> list[tuple[str, str, object]]:
        listings = (each for plugin in self.plugins for each in plugin.listings.data)
        return sorted((each.page.url, str(each.page.title), repr(dict(each.config))) for each in listings)
