"""One blog in one build: from sources to filled pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .blog.errors import Problem, Severity
from .blog.excerpt import Excerpt, cut
from .blog.lifecycle import Visibility, due
from .blog.links import links
from .blog.listing import Kind
from .blog.permalink import page_address
from .blog.plan import make_plan
from .blog.post import Post
from .blog.query import Query, find_blocks, read_query, select
from .blog.reading_time import reading_time
from .config import BlogpostsConfig
from .data import Data
from .language import Language, language
from .output import Placer, is_in, link_pages
from .pages import ListingPage, PostPage, make_toc
from .rendering import Blog, Fragments, Rendered, Viewer
from .source import Reader
from .theming import add_assets
from .themes.material import LIST_TEMPLATE, POST_TEMPLATE, MaterialBlog, add_filters, has_blog_templates

_PLACEHOLDER = "<!-- blogposts:{} -->"
_LEADING_H1 = re.compile(r"\s*(?:<!--.*?-->\s*)*<h1\b.*?</h1>", re.DOTALL)


class Build:
    """Plans a blog when made; then its pages are linked, finished and filled, in the order of MkDocs' events."""

    def __init__(
        self, config: BlogpostsConfig, site: MkDocsConfig, files: Files, preview: bool, is_first: bool
    ) -> None:
        self.config = config
        self.site = site
        self.files = files
        self.is_first = is_first
        """Whether this blog answers when no blog is named."""
        self.words = language(config.language or theme_language(site))
        add_assets(files, site)
        self.reading = Reader(config, site, files, preview).read(self.words)
        settings = self.reading.settings
        self.plan = make_plan(self.reading.posts, settings, self.reading.sources, self.reading.now)
        self.problems = [*self.reading.problems, *self.plan.problems]
        self.late_problems: list[Problem] = []
        self.placed = Placer(files, site, self.words, self.reading, self.plan).place()
        self.blog = Blog(settings, self.plan, self.words, config.post_date_format, config.post_readtime)
        self.material = MaterialBlog(config, self.placed, self.blog)
        self.uses_theme = self._uses_theme()
        self._find_pictures()
        self.queries: dict[str, list[Query]] = {}
        """What each page asks for, by its source."""
        self.texts: dict[str, str] = {}
        """The finished HTML of the blog's pages, before anything is added."""
        self.fragments: Fragments

    def _uses_theme(self) -> bool:
        style = self.config.list_style
        return style == "theme" or (style == "auto" and has_blog_templates(self.site.theme.dirs))

    @property
    def style(self) -> str:
        """How our own lists show posts."""
        return "list" if self.config.list_style in ("auto", "theme") else self.config.list_style

    def first_steps(self) -> str:
        """Say how to write the first post."""
        folder = posixpath.join(self.reading.settings.post_dir, f"{self.reading.now:%Y-%m-%d}-hello.md")
        return f"Write {folder} in your docs folder, beginning with:\n\n    ---\n    title: Hello\n    ---"

    # Navigation -------------------------------------------------------------

    def link(self, nav: Navigation) -> None:
        """Give pages their neighbours, and lists their place in the menu."""
        link_pages(self.placed, self.plan)
        self.material.fill()
        if self.uses_theme:
            self.material.attach_sections(nav)

    def check_nav(self, nav: Navigation) -> list[Problem]:
        """Hint at a menu without the blog."""
        if self.site.nav is None or is_in(nav, self.placed.index):
            return []
        source = self.placed.index.file.src_uri
        fault = f"`nav` does not contain the blog ({source})"
        remedy = f"Add `- {self.placed.index.heading}: {source}` to it"
        return [Problem(posixpath.basename(self.site.config_file_path or "mkdocs.yml"), 0, fault, remedy, Severity.HINT)]

    # Pages while they are read ------------------------------------------------

    def choose_template(self, page: Page) -> None:
        """Let the theme's own blog templates show posts and lists, where it has them."""
        if self.is_unlisted(page.file.src_uri):
            page.meta["search"] = {"exclude": True}
        if not self.uses_theme:
            return
        if self.is_post(page):
            page.meta.setdefault("template", POST_TEMPLATE)
            page.meta["hide"] = [*dict.fromkeys([*(page.meta.get("hide") or []), "navigation"])]
        elif self.is_list(page) and page.listing.kind not in (Kind.TERMS, Kind.ARCHIVE):
            page.meta.setdefault("template", LIST_TEMPLATE)

    def is_post(self, page: Page) -> bool:
        """Tell whether a page is one of this blog's posts."""
        return self.placed.posts.get(page.file.src_uri) is page

    def is_list(self, page: Page) -> bool:
        """Tell whether a page is one of this blog's lists."""
        return isinstance(page, ListingPage) and any(page is each for each in self.placed.lists.get(page.listing.key, ()))

    def is_unlisted(self, source: str) -> bool:
        """Tell whether a post has a page that nothing may lead to."""
        return self.plan.visibility.get(source) is Visibility.UNLISTED

    def note_queries(self, markdown: str, page: Page) -> str:
        """Take the fenced blocks out of a page's text, and leave marks where their posts go."""
        parts, at = [], 0
        for block in find_blocks(markdown):
            query, problems = self._read_query(block.text, page, block.line)
            if not self._is_asked(query):
                continue
            self.late_problems += problems
            asked = self.queries.setdefault(page.file.src_uri, [])
            parts += [markdown[at : block.start], _PLACEHOLDER.format(self._mark(len(asked)))]
            asked.append(query)
            at = block.end
        return "".join([*parts, markdown[at:]])

    def _mark(self, number: int) -> str:
        return f"{self.reading.settings.name} {number}"

    def _read_query(self, text: str, page: Page, line: int) -> tuple[Query, list[Problem]]:
        front = self.reading.fronts.get(page.file.src_uri)
        first = line + (front.body_line - 1 if front else 0)
        singular = {each.name: each.singular for each in self.reading.settings.taxonomies}
        return read_query(text, page.file.src_uri, first, singular)

    def _is_asked(self, query: Query) -> bool:
        return query.blog == self.reading.settings.name if query.blog else self.is_first

    # When all pages are read --------------------------------------------------

    def finish(self, env: Environment) -> None:
        """Take from the finished posts what lists show of them, and give templates their data."""
        self.fragments = Fragments(env)
        for source, page in self.placed.posts.items():
            self.texts[source] = page.content or ""
            self.blog.rendered[source] = self._rendered(page.post, self.texts[source])
        for pages in self.placed.lists.values():
            self.texts |= {page.file.src_uri: page.content or "" for page in pages}
        self._check_links()
        self.material.fill_reading_times()
        data = env.globals.setdefault("blogposts", Data())
        data.add(self.blog, self.fragments, self.is_first)
        if "date" not in env.filters:
            add_filters(env, data)

    def _rendered(self, post: Post, html: str) -> Rendered:
        if post.protected:
            return Rendered(Excerpt(_paragraph(post.description), post.description, True), post.readtime or 0, "")
        mode, separator = self.config.post_excerpt, self.config.post_excerpt_separator
        excerpt = cut(html, separator=separator, mode=mode, summary=post.summary)
        if not excerpt.html and not excerpt.truncated and post.description:
            excerpt = Excerpt(_paragraph(post.description), post.description, bool(html))
        minutes = post.readtime or reading_time(html, self.config.post_readtime_words_per_minute)
        if mode == "required" and post.summary is None and not excerpt.truncated:
            fault, remedy = f"no `{separator}`", "Put it where the excerpt ends"
            self.late_problems.append(Problem(post.source, 0, fault, remedy, Severity.ERROR))
        return Rendered(excerpt, minutes, html if self.config.list_style == "full" else "")

    def _find_pictures(self) -> None:
        for post in self.plan.posts.values():
            if post.cover:
                self._find_picture(post.source, post.cover.src, post.source, post.cover.line or post.line("image"))
            for author in post.authors:
                self._find_picture("", author.avatar, self.reading.settings.blog_dir, 0)
        for terms in self.plan.terms.values():
            for term in terms.values():
                self._find_picture("", term.image, self.reading.settings.blog_dir, 0)

    def _find_picture(self, key: str, name: str, source: str, line: int) -> None:
        """Look for a picture beside its source, then from the docs folder; full URLs stay as they are."""
        if not name or urlsplit(name).scheme or name.startswith("//") or (key, name) in self.blog.pictures:
            return
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(source) if key else source, name))
        file = self.files.get_file_from_path(beside) or self.files.get_file_from_path(name.lstrip("/"))
        if file:
            self.blog.pictures[key, name] = file.url
        elif key:
            fault, remedy = f'no picture "{name}"', f"Put it at {beside}, or write its path from there"
            self.problems.append(Problem(key, line, fault, remedy, Severity.WARNING))

    def _check_links(self) -> None:
        """Warn of links that lead to posts which are held back."""
        held = {self._held_url(source): source for source in self.plan.held}
        for file in self.files.documentation_pages() if held else ():
            base, html = file.url, file.page.content if file.page else None
            for href in links(html or ""):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(urlsplit(href).path)))
                if target in held and not urlsplit(href).netloc:
                    self.late_problems.append(self._dead_link(file, held[target]))

    def _held_url(self, source: str) -> str:
        file = self.files.get_file_from_path(source)
        return posixpath.normpath(unquote(file.url)) if file else ""

    def _dead_link(self, file: File, source: str) -> Problem:
        state = self.plan.visibility[source]
        fault = f"a link to {source}, which is held back ({state})"
        return Problem(file.src_uri, 0, fault, "Remove the link until then, or publish the post", Severity.WARNING)

    # Pages while they are written ----------------------------------------------

    def fill(self, page: Page) -> dict[str, Any]:
        """Put what belongs to the blog into a page; return more variables for its template."""
        context: dict[str, Any] = {}
        if self.is_post(page):
            page.content = self._post_content(page)
        elif self.is_list(page):
            context = self._fill_list(page)
        for number, query in enumerate(self.queries.get(page.file.src_uri, ())):
            mark = _PLACEHOLDER.format(self._mark(number))
            page.content = Markup((page.content or "").replace(mark, self._answer(query, page)))
        return context

    def _post_content(self, page: PostPage) -> str:
        own = language(page.post.lang) if page.post.lang else self.words
        viewer = Viewer(self.blog, page.url, own)
        values = {
            "post": viewer.post(page.post.source),
            "words": own,
            "in_theme": self.uses_theme,
            "preset": self.config.preset,
        }
        heading, text = split_heading(self.texts[page.post.source], page.post.title)
        if self.config.preset and self.uses_theme:
            return self.texts[page.post.source]
        header = self.fragments.render("post_header", values)
        footer = self.fragments.render("post_footer", values)
        return "".join([heading, header, text, footer])

    def _fill_list(self, page: ListingPage) -> dict[str, Any]:
        viewer = Viewer(self.blog, page.url, self.words, full=self.style == "full")
        text = self.texts[page.file.src_uri]
        values: dict[str, Any] = {
            "list": viewer.list(page.listing, page.list_page),
            "words": self.words,
            "style": self.style,
        }
        kind = page.listing.kind
        if kind is Kind.ARCHIVE:
            values["years"] = viewer.years([self.plan.posts[source] for source in page.listing.posts])
            page.toc = make_toc(page.heading, kind, [(year.id, year.id, ()) for year in values["years"]])
            page.content = text + self.fragments.render("archive", values)
            return {}
        if kind is Kind.TERMS:
            name = "authors" if page.listing.taxonomy == "authors" else "terms"
            values[name] = viewer.authors() if name == "authors" else viewer.terms(page.listing.taxonomy)
            page.content = text + self.fragments.render(name, values)
            return {}
        if page.meta.get("template") == LIST_TEMPLATE:
            extra = "" if self.config.preset else self.fragments.render("list_header", values)
            page.content = text + extra
            return self.material.list_context(page)
        values["posts"] = viewer.posts(page.list_page.posts)
        values["pager"] = viewer.pager(page.listing, page.list_page)
        page.content = text + self.fragments.render("list", values)
        return {}

    def _answer(self, query: Query, page: Page) -> str:
        style = query.style or self.style
        viewer = Viewer(self.blog, page.url, self.words, full=style == "full")
        sources = [post.source for post in select(self.plan, self.reading.settings, query)]
        values = {"posts": viewer.posts(sources), "style": style, "words": self.words, "heading_level": 3}
        return self.fragments.render("posts", values)

    # Neighbours ---------------------------------------------------------------

    def hide_from_search(self) -> None:
        """Take unlisted posts out of the index of MkDocs' search, which knows no way to leave a page out."""
        hidden = {self.plan.addresses[source].url for source in self.plan.posts if self.is_unlisted(source)}
        for name, plugin in self.site.plugins.items():
            index = getattr(plugin, "search_index", None)
            if hidden and name.split("/")[-1] == "search" and hasattr(index, "_entries"):
                index._entries = [each for each in index._entries if each["location"].split("#")[0] not in hidden]


def split_heading(html: str, title: str) -> tuple[str, str]:
    """Split a post into its h1 and what follows; where it has none, its title makes one."""
    found = _LEADING_H1.match(html)
    if found:
        return html[: found.end()], html[found.end() :]
    return Markup("<h1>{}</h1>\n").format(title), html


def theme_language(site: MkDocsConfig) -> str:
    """Return the language of the theme, under any name themes have for it."""
    theme = site.theme
    return str(theme.get("language") or theme.get("locale") or "en")


def _paragraph(text: str) -> str:
    return str(Markup("<p>{}</p>").format(text)) if text else ""
