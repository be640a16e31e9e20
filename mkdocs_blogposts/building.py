"""One blog in one build: from sources to filled pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any, TypeGuard

from jinja2 import Environment
from jinja2.environment import create_cache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import is_markdown_file

from .asking import Asking
from .blog.errors import Problem, Severity
from .blog.lifecycle import Visibility
from .blog.links import rebase
from .blog.listing import Kind
from .blog.plan import Plan, make_plan
from .checking import check_settings, config_name, find_dead_links, find_pictures, mend_pictures
from .companions import Companions
from .config import BlogpostsConfig, HeadConfig, read_mapping
from .conversion import Cache, Converter
from .data import Data
from .digest import Digester
from .excerpting import find_missing_separator
from .filling import Filler
from .head import Head
from .i18n import add_alternates, alternates_of, keep_in_menu, other_languages, register, rename_sources
from .language import Language, language
from .output import Placer, is_in, link_further_pages, link_pages, move
from .pages import ListingPage, PostPage, escape_texts, restore_class, unescape_title
from .references import References
from .relating import Relations
from .rendering import Blog, Fragments
from .reports import report_held, report_none
from .responses import Responses
from .searching import make_quick, remove_entries
from .settings import source_folders
from .sitemap import date_pages, further_pages
from .source import Reader, is_post
from .syndication import Syndication
from .texts import Texts
from .themes.material import (
    LIST_TEMPLATE,
    POST_TEMPLATE,
    MaterialBlog,
    add_filters,
    call_as_first,
    has_blog_templates,
)
from .themes.material_menu import SECTIONS
from .themes.material_menu_cache import keep_menu
from .themes.shadcn import shows_title
from .theming import (
    AVATAR,
    FEED_STYLESHEET,
    STYLESHEET,
    add_assets,
    scripts,
    shows_only_theme,
    theme_direction,
    theme_language,
    uses_theme,
)


class Build:
    """Plans a blog when made; then its pages are linked, finished and filled, in the order of MkDocs' events."""

    def __init__(
        self,
        config: BlogpostsConfig,
        site: MkDocsConfig,
        files: Files,
        preview: bool,
        names: Sequence[str],
        cache: Cache | None,
        *,
        is_served: bool = False,
    ) -> None:
        self.config = config
        self.site = site
        self.files = files
        self.scripts = scripts(config, site)
        if not shows_only_theme(config, site):
            add_assets(files, site, STYLESHEET, AVATAR, *self.scripts)
        if config.feeds is not False and site.site_url:
            add_assets(files, site, FEED_STYLESHEET)
        self.real_names = rename_sources(files, source_folders(config), site)
        """Of sources that have another name here, as they are those of one language."""
        words = language(config.language or theme_language(site))
        self.preview = preview
        self.cache = cache
        self.converter = Converter(site, cache)
        self.reading = Reader(config, site, files, preview).read(words)
        settings = self.reading.settings
        plan = make_plan(self.reading.posts, settings, self.reading.sources, self.reading.now)
        if not all(author.avatar for post in self.reading.posts for author in post.authors):
            add_assets(files, site, AVATAR)
        self.uses_theme = uses_theme(config, site)
        """Whether the theme's own blog templates show posts and lists."""
        self.placed = self.placer(words, plan).place()
        self._place_other_languages(words)
        pictures, self.missing = find_pictures(plan, files, settings.blog_dir)
        self.blog = Blog(settings, plan, words, config.post_date_format, config.post_readtime, pictures)
        self.material = MaterialBlog(config, site, self.placed, self.blog)
        self.blog.alternates = {source: alternates_of(page, site) for source, page in self.placed.posts.items()}
        self.relations = Relations(self.blog, cache)
        relates = settings.related is not None
        self.digester = Digester(config, cache, in_theme=self.uses_theme, relates=relates)
        self.asking = Asking(self.reading, names)
        self.responses = Responses(config, site, self.uses_theme)
        without_effect = check_settings(config, site, self.uses_theme)
        self.problems = [*self.reading.problems, *plan.problems, *self.missing, *without_effect]
        self.late_problems: list[Problem] = []
        """What only the finished pages tell."""
        self.texts = Texts(packs=is_served)
        """The finished HTML of pages into which something is put, by source."""
        self.filler: Filler
        syndication = Syndication(self.blog, site, files, self.texts)
        self.head = Head(self.blog, site, self._head_config(), syndication, has_blog_templates(site.theme.dirs))
        self.companions = Companions(self.blog, self.placed, site, files, syndication)
        self.companions.place()
        register(self.in_sitemap(files.documentation_pages()), site)

    def _head_config(self) -> HeadConfig | None:
        given = self.config.head
        return read_mapping(HeadConfig(), "head", given) if given is not False else None

    def _place_other_languages(self, words: Language) -> None:
        """Say where the pages of this language are in others."""
        lists = {key: pages[0].file for key, pages in self.placed.lists.items()}
        for other, files in other_languages(self.files, self.site):
            rename_sources(files, source_folders(self.config), self.site)
            reading = Reader(self.config, self.site, files, self.preview).read(words)
            plan = make_plan(reading.posts, reading.settings, reading.sources, reading.now)
            for source, address in plan.addresses.items():
                if file := files.get_file_from_path(source):
                    move(file, address, self.site)
            add_alternates(self.files, lists, other, plan, self.site)

    @property
    def plan(self) -> Plan:
        """What the blog publishes, and where."""
        return self.blog.plan

    def placer(self, words: Language, plan: Plan) -> Placer:
        """Return what puts a plan into the site's files."""
        as_there = bool(self.config.preset)
        return Placer(self.files, self.site, words, self.reading, plan, self._in_sections(), self.converter, as_there)

    def _in_sections(self) -> frozenset[str]:
        """Return the overviews for which the theme's menu has a section of its own."""
        return SECTIONS if self.uses_theme else frozenset()

    def report_held(self) -> None:
        """Say which posts are held back; where there are none at all, how to begin."""
        reading = self.reading
        report_held(reading.posts, self.plan, reading.settings, reading.now)
        if not self.plan.visibility and not reading.left_out:
            report_none(reading.settings, reading.now)

    def link(self, nav: Navigation) -> None:
        """Give pages their neighbours, and lists their place in the menu."""
        for page in [page for pages in self.placed.lists.values() for page in pages]:
            restore_class(page)
        keep_in_menu(self.placed.index, nav, self.site)
        link_pages(self.placed, self.plan)
        self.material.fill(self.placed.posts.keys())
        if self.uses_theme:
            self.material.menu.attach_to(nav)
        link_further_pages(self.placed)

    def convert_ahead(self) -> None:
        """Have other processes begin to convert the posts, in the order in which MkDocs will ask for them."""
        posts = filter(self.is_post, (file.page for file in self.files if file.page))
        self.converter.begin_ahead([(page, page.front.body) for page in posts], self.files)

    def check_nav(self, nav: Navigation) -> list[Problem]:
        """Hint at a menu without the blog."""
        if self.site.nav is None or is_in(nav, self.placed.index):
            return []
        source = self.placed.index.file.src_uri
        remedy = f"Add `- {self.placed.index.listing.title}: {source}` to it"
        return [
            Problem(config_name(self.site), 0, f"`nav` does not contain the blog ({source})", remedy, Severity.HINT)
        ]

    def is_post(self, page: Page) -> TypeGuard[PostPage]:
        """Tell whether a page is one of this blog's posts."""
        return self.placed.posts.get(page.file.src_uri) is page

    def is_list(self, page: Page) -> TypeGuard[ListingPage]:
        """Tell whether a page is one of this blog's lists."""
        if not isinstance(page, ListingPage):
            return False
        return any(each is page for each in self.placed.lists.get(page.listing.key, ()))

    def is_further(self, page: Page) -> bool:
        """Tell whether a page is the second or a later one of a list."""
        return self.is_list(page) and not page.is_first

    def could_be_post(self, source: str) -> bool:
        """Tell whether a source would be one of this blog's posts, if it were there."""
        return is_markdown_file(source) and is_post(source, self.reading.settings)

    def concerns(self, source: str) -> bool:
        """Tell whether a page's text is read for this blog's plan: a post's, or that of a list's own page."""
        return self.could_be_post(source) or any(listing.adopted == source for listing in self.plan.listings)

    def is_hidden(self, source: str) -> bool:
        """Tell whether a post has a page that no search may lead to: only those that are published and listed do."""
        state = self.plan.visibility.get(source, Visibility.PUBLISHED)
        # Material lets search and sitemap lead to whatever a build shows.
        return state is Visibility.UNLISTED if self.config.preset else state is not Visibility.PUBLISHED

    def in_sitemap(self, files: Iterable[File]) -> list[File]:
        """Return those of the site's files that the sitemap names, the blog's own with the day of their last change."""
        date_pages(self.plan, self.placed, self.reading.now)
        only_first = self.head.config and self.head.config.sitemap == "first"
        left_out = self._found_elsewhere() | (further_pages(self.placed) if only_first else set())
        return [file for file in files if file.src_uri not in left_out and not self.is_hidden(file.src_uri)]

    def _found_elsewhere(self) -> set[str]:
        """Return the posts of which search engines shall show another page."""
        plan, root = self.plan, self.reading.settings.site_url
        return {
            source
            for source, post in plan.posts.items()
            if post.canonical and post.canonical != root + plan.addresses[source].url
        }

    def choose_template(self, page: Page) -> None:
        """Let the theme's own blog templates show posts and lists, where it has them."""
        if self.is_hidden(page.file.src_uri):
            page.meta["search"] = {"exclude": True}  # understood by Material's search
        if not self.uses_theme:
            return
        if self.is_post(page):
            page.meta.setdefault("template", POST_TEMPLATE)
            page.meta["hide"] = [*dict.fromkeys([*(page.meta.get("hide") or []), "navigation"])]
        elif self.is_list(page) and page.listing.kind not in (Kind.TERMS, Kind.ARCHIVE):
            page.meta.setdefault("template", LIST_TEMPLATE)
            if not page.is_first:
                call_as_first(page, numbered=not self.config.preset)

    def finish(self, env: Environment) -> None:
        """Take from the finished posts what lists show of them, and give templates their data."""
        # Templates stay as they are during a build, and each build has an environment of its own: without this,
        # Jinja asks the file system about every include on every page, and notes which was used last.
        env.auto_reload = False
        env.cache = create_cache(-1)
        make_quick(self.site, self.cache)
        fragments = Fragments(env)
        on_pages = shows_title(self.site), language(theme_language(self.site)), theme_direction(self.site)
        about = *on_pages, self.responses, self.scripts
        self.filler = Filler(self.config, self.blog, fragments, self.material, *about)
        for page in self.placed.posts.values():
            if page.content is None:
                self._convert(page)
            self.finish_post(page)
        for pages in self.placed.lists.values():
            for each in pages:
                self.keep_text(each)
        for file in filter(None, map(self.files.get_file_from_path, self.asking.queries)):
            self.keep_text(file.page)
        self.relations.update()
        references = References(self.files)
        self.material.fill_late(references, self.placed.posts.values())
        dead_links = find_dead_links(self.plan, self.files, self.files.documentation_pages())
        self.late_problems += [*self.asking.problems, *references.problems, *dead_links]
        self._offer_data(env, fragments)
        self.fill_companions()

    def fill_companions(self) -> list[File]:
        """Write feeds and redirects; return the files that hold something else than before."""
        return self.companions.fill(self.filler.fragments, self.reading.now)

    def keep_text(self, page: Page | None) -> None:
        """Remember the finished HTML of a page into which something is put."""
        if page:
            self.texts[page.file.src_uri] = page.content or ""

    def escape_texts(self, page: Page) -> None:
        """Let themes show what pages say of themselves as text: they print it as it is."""
        if self.is_post(page) or self.is_list(page):
            escape_texts(page, html_in_titles=bool(self.config.preset))

    def show_title(self, page: Page) -> None:
        """Give a page's title back as text, until it is filled."""
        if self.is_post(page) or self.is_list(page):
            unescape_title(page)

    def check_again(self, page: Page) -> None:
        """Forget what a page that is read again told, and see what it tells now."""
        source = page.file.src_uri
        self.late_problems = [problem for problem in self.late_problems if problem.source != source]
        self.late_problems += [problem for problem in self.asking.problems if problem.source == source]
        self.late_problems += find_dead_links(self.plan, self.files, [page.file])

    def _convert(self, page: PostPage) -> None:
        """Convert a post that a dirty build has passed over: lists show it all the same."""
        config, files = self.site, self.files
        page.read_source(config)
        page.markdown = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
        page.render(config, files)
        page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)

    def finish_post(self, page: PostPage) -> None:
        """Take from one finished post what lists show of it."""
        source = page.post.source
        page.content, lost = mend_pictures(page, self.files)
        self.late_problems += lost
        self.late_problems += find_missing_separator(page, self.config)
        self.texts[source] = page.content
        digest = self.digester.digest(page)
        self.blog.rendered[source] = digest.rendered
        self.relations.read(source, digest.words, digest.links)
        page.content = self.texts.kept(source)

    def _offer_data(self, env: Environment, fragments: Fragments) -> None:
        data = env.globals.get("blogposts")
        if data is None:
            data = env.globals["blogposts"] = Data()
            add_filters(env, data)
            if self.uses_theme:
                keep_menu(env, self.site.theme)
        assert isinstance(data, Data), "the name `blogposts` is taken in templates"
        data.add(self.blog, self.asking.names[0] == self.asking.name)

    def fill(self, page: Page) -> dict[str, Any]:
        """Put what belongs to the blog into a page; return more variables for its template."""
        context: dict[str, Any] = {}
        self.material.url_at_hand = page.url
        self.escape_texts(page)
        # Not the text that was kept: another plugin may have encrypted the page by now.
        if self.is_post(page):
            page.content = self.filler.post(page, page.content or "", self.uses_theme)
            context = self.material.post_context(page)
        elif self.is_list(page):
            page.content, context = self.filler.list(page, self._text_above(page), self.uses_theme)
        self.asking.answer(page, self.blog, self.filler.fragments, self.filler.style)
        return context

    def _text_above(self, page: ListingPage) -> str:
        """Return the text above a list: its own; on further pages also that of the first, where that is wanted."""
        first = page.pages[0]
        if page is first or not self.config.pagination_keep_content:
            return page.content or ""
        page.toc = deepcopy(first.toc)
        return rebase(self.texts[first.file.src_uri], first.url, page.url)

    def empty(self, page: Page) -> None:
        """Give a page its own text back, once it is written with all that was put in: together they are large."""
        if self.is_post(page):
            page.content = self.texts.kept(page.post.source)
        else:
            page.content = self.texts.get(page.file.src_uri, page.content)

    def complete(self, html: str, page: Page) -> str:
        """Put into the head of a finished page what it lacks."""
        return self.head.insert(html, page) if self.is_post(page) or self.is_list(page) else html

    def hide_from_search(self) -> None:
        """Take hidden posts out of the index of MkDocs' search, which knows no way to leave a page out."""
        hidden = {self.plan.addresses[source].url for source in self.plan.posts if self.is_hidden(source)}
        if hidden:
            remove_entries(self.site, hidden)
