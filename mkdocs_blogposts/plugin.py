"""One method for each event of MkDocs: conducts, decides nothing."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from . import reports
from .building import Build
from .collecting import Collecting
from .config import CACHE_DIR, BlogpostsConfig, apply_preset
from .conversion import Cache
from .notebooks import SUFFIX, remove_front_matter
from .progress import Progress
from .settings import i18n_of
from .themes.shadcn import prepare_copies
from .themes.stand_in import stand_in
from .theming import add_to_theme, check_neighbours, has_own_search

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from .live.changes import Known
    from .live.hearing import Hearing
    from .live.later import Later
    from .live.loop import Loop
    from .live.site import Site


class BlogpostsPlugin(BasePlugin[BlogpostsConfig]):  # type: ignore[no-untyped-call]  # MkDocs' own
    """A blog for MkDocs."""

    supports_multiple_instances = True

    def __init__(self) -> None:
        self.is_serving = self.is_dirty = False
        self.build: Build | None = None
        self.parts: dict[str, Any] = {}
        """What the present build works with; the writing loop goes on with it."""
        self.loop: Loop | None = None
        self.hearing: Hearing | None = None
        """What others warn of while the site is served."""
        self.progress = Progress()
        self.collecting = Collecting()
        self.later: Later | None = None
        self.next_root: str | None = None
        """Where the next build goes, if not where MkDocs would put it."""
        self.began = 0.0
        """When MkDocs has begun, in seconds since the epoch."""
        self.known: Known | None = None
        """What the sources held that the first build has read, while the site is served."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether somebody writes, or a site is built."""
        self.is_serving, self.is_dirty, self.began = command == "serve", dirty, time.time()
        if self.is_serving:
            from .live.hearing import Hearing  # a build has no use for it

            self.hearing = Hearing()

    @event_priority(100)  # Before anybody asks where the site goes.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Settle the settings, and add templates and stylesheet to the theme."""
        self.build = None
        if self.next_root:
            config.site_dir = self.next_root
        if self.config.enabled:
            apply_preset(self.config)
            check_neighbours(self.config, config)
            add_to_theme(self.config, config)
            stand_in(self, config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Begin to count pages, once for all blogs of the site; the collector rests."""
        if self.config.enabled and self is plugins_of(config)[0]:
            self.progress.begin()
            self.collecting.rest()
            if self.hearing:
                self.hearing.forget_all()
                self.hearing.begin()

    @event_priority(-110)  # After static-i18n (-100), which replaces all files.
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read posts, plan the blog, and put its pages into the files."""
        if not self.config.enabled:
            return files
        if self.is_serving and self.known is None and self is plugins_of(config)[0]:
            from .live.changes import Known  # as above

            self.known = Known()
            self.known.look_at(files, config.docs_dir)
        preview = self.config.draft or (self.is_serving and self.config.draft_on_serve)
        try:
            names = [plugin.config.blog_dir for plugin in plugins_of(config)]
            cache = open_cache(self.config, config)
            self.build = Build(self.config, config, files, preview, names, cache, is_served=self.is_serving)
        except ValidationError as error:
            raise PluginError(f"blogposts: {error}") from None
        reports.report(self.build.problems, self.build.real_names)
        self.build.report_held()
        return files

    @event_priority(-50)  # After awesome-nav (+100); as Material's blog, for hooks that change what that adds.
    def _link(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Link posts and lists with each other, and lists into the menu."""
        return nav if i18n_of(config) else self._link_into(nav, config, files)

    @event_priority(-110)  # After static-i18n (-100), which takes other languages out of the menu.
    def _link_late(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Do so beside static-i18n."""
        return self._link_into(nav, config, files) if i18n_of(config) else nav

    on_nav = CombinedEvent(_link, _link_late)

    def _link_into(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        self.parts = {"config": config, "files": files, "nav": nav}
        self.progress.expect(len(files.documentation_pages()))
        if self.build:
            self.build.link(nav)
            reports.report(self.build.check_nav(nav), self.build.real_names)
            if not self.is_dirty:
                self.build.convert_ahead()
        return nav

    def _note(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Choose templates of the blog's pages, and note what pages ask for in fenced blocks."""
        if self.loop:
            self.loop.give_way()
        if self.build is None:
            return markdown
        self.progress.count("reading")
        self.build.choose_template(page)
        return self.build.asking.note(markdown, page)

    @event_priority(-50)  # After hooks (0), which add texts to every page; as Material's blog.
    def _drop_added(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Leave further pages of lists without a text."""
        return "" if self.build and self.build.is_further(page) else markdown

    on_page_markdown = CombinedEvent(_note, _drop_added)

    def _clean_notebook(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Take the front matter out of posts that are notebooks."""
        is_notebook = page.file.src_uri.endswith(SUFFIX) and self.build and self.build.is_post(page)
        return remove_front_matter(page, html) if is_notebook else html

    @event_priority(-100)  # After rss (-75), which takes titles as text; before tags lists them.
    def _escape_texts(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Let themes, and plugins that list pages, show titles as text."""
        if self.build:
            self.build.escape_texts(page)
        return html

    on_page_content = CombinedEvent(_clean_notebook, _escape_texts)

    @event_priority(-100)  # After autorefs (-50): every page is finished, and nothing is written yet.
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Take excerpts and reading times from the finished pages, and give templates their data."""
        self.parts["env"] = env
        if self.build:
            self.build.finish(env)
            self.put_off(config)
            reports.report(self.build.late_problems, self.build.real_names)
            self.collecting.keep_all()
        return env

    @event_priority(100)  # Before search (0) reads the page.
    def _show_title(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Let MkDocs' search find titles as text: it escapes what it shows."""
        if self.loop:
            self.loop.give_way()
        if self.build and has_own_search(config):
            self.build.show_title(page)
        return context

    @event_priority(-100)  # After search (0) has read the page: what is added here is shown, but found only once.
    def _fill_page(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put lists, bylines and queries into pages."""
        if self.build and not (self.later and page in self.later):
            self.progress.count("writing")
            context.update(self.build.fill(page))  # type: ignore[typeddict-item]  # a theme's own variables
        return context

    on_page_context = CombinedEvent(_show_title, _fill_page)

    @event_priority(-100)  # After social (50) and others: what stands in the head already is not written again.
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Tell machines of each page, and of feeds; and let go of what was put into the page."""
        if self.build:
            output = self.build.complete(output, page)
            self.build.empty(page)
        return output

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Keep hidden posts out of the sitemap, and date the rest."""
        if self.build and template_name == "sitemap.xml":
            context["pages"] = self.build.in_sitemap(context["pages"])
        return context

    @event_priority(100)  # Before search (0) writes its index, and themes copy sources.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Keep hidden posts out of the search index."""
        if self.build:
            self.build.hide_from_search()
            self.build.converter.finish()
            if self.later:
                self.later.end(self.build.placed.pages())
            prepare_copies(config)
        self.end()

    def on_build_error(self, *, error: Exception) -> None:
        """Stop what goes along with a build."""
        self.end()

    def end(self) -> None:
        """Stop counting pages, and let the collector work as before."""
        self.progress.end()
        self.collecting.resume()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Take over the server, so that each save is in the browser at once."""
        if self.known and self.config.live is not False and self is plugins_of(config)[0]:
            from .live.loop import Loop  # a build has no use for what watches and serves

            self.loop = Loop(server, self, self.built_site(), self.known)
            put_off = [plugin.later.templates for plugin in plugins_of(config) if plugin.later]
            self.loop.start([source for sources in put_off for source in sources], self.began)
        return server

    def on_shutdown(self) -> None:
        """Remove what was built on the way."""
        if self.loop:
            self.loop.stop()
        if self.hearing:
            self.hearing.end()

    def put_off(self, config: MkDocsConfig) -> None:
        """Leave most pages of the blog to the writing loop, if it is about to take over."""
        self.later = None
        if self.build and self.is_serving and not self.is_dirty and self.config.live is not False and not self.loop:
            from .live.later import Later, may_put_off  # as above

            pages = [page for page in self.build.placed.pages() if page is not self.build.placed.index]
            if may_put_off(config, len(pages)):
                self.later = Later(pages)

    def built_site(self) -> Site:
        """Return what the last build has made."""
        builds = [plugin.build for plugin in plugins_of(self.parts["config"]) if plugin.build]
        from .live.site import Site  # as above

        return Site.after_build(**self.parts, builds=builds)

    def restore(self, builds: list[Build]) -> None:
        """Go back to these builds, as a later one has failed."""
        for plugin, build in zip(plugins_of(builds[0].site), builds, strict=True):
            plugin.build = build


def open_cache(config: BlogpostsConfig, site: MkDocsConfig) -> Cache | None:
    """Return what keeps conversions between builds, if the writer does not object."""
    folder = CACHE_DIR if config.cache_dir is True else str(config.cache_dir or "")
    return Cache(Path(site.config_file_path).parent / folder) if folder else None


def plugins_of(config: MkDocsConfig) -> list[BlogpostsPlugin]:
    """Return the blogs of a site, the one first that answers when no blog is named."""
    plugins = (plugin for plugin in config.plugins.values() if isinstance(plugin, BlogpostsPlugin))
    return [plugin for plugin in plugins if plugin.config.enabled]
