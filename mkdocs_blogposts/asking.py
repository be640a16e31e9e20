"""Fenced blocks in pages: takes them out of the Markdown, and puts the posts that answer into the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs.structure.pages import Page

from .blog.errors import Problem, Severity, did_you_mean
from .blog.frontmatter import read
from .blog.query import Query, find_blocks, read_query, select
from .post_view import view_posts
from .rendering import Blog, Fragments
from .source import Reading
from .viewer import Viewer

_MARK = re.compile(r"<!-- blogposts: .*? \d+ -->\n?")


def without_marks(markdown: str) -> str:
    """Return a page's text without what marks the places of posts."""
    return _MARK.sub("", markdown)


class Asking:
    """What the pages of a site ask of one blog."""

    def __init__(self, reading: Reading, names: Sequence[str]) -> None:
        self.reading = reading
        self.name = reading.settings.name
        self.names = names
        """Of all blogs of the site; the first one answers when no blog is named."""
        self.queries: dict[str, list[Query]] = {}
        """By the source of the page that asks."""
        self.problems: list[Problem] = []

    def note(self, markdown: str, page: Page) -> str:
        """Take the blocks out of a page's text, and leave marks where their posts go."""
        parts, at = [], 0
        self.queries.pop(page.file.src_uri, None)
        self.problems = [problem for problem in self.problems if problem.source != page.file.src_uri]
        for block in find_blocks(markdown):
            query, problems = self._read(block.text, page, block.line)
            if self._is_asked(query):
                asked = self.queries.setdefault(page.file.src_uri, [])
                parts += [markdown[at : block.start], self._mark(len(asked))]
                asked.append(query)
                self.problems += problems
                at = block.end
        return "".join([*parts, markdown[at:]])

    def _is_asked(self, query: Query) -> bool:
        """Tell whether this blog answers; the first one also answers for those that do not exist."""
        return query.blog == self.name or (self.names[0] == self.name and query.blog not in self.names)

    def _read(self, text: str, page: Page, line: int) -> tuple[Query, list[Problem]]:
        source = page.file.src_uri
        front = self.reading.fronts.get(source) or read(page.file.content_string, source)[0]
        keys = {each.name: each.singular for each in self.reading.settings.taxonomies}
        first = line + front.body_line - 1
        query, problems = read_query(text, source, first, keys)
        if query.blog and query.blog not in self.names:
            remedy = did_you_mean(query.blog, self.names) or f"There are {', '.join(self.names)}"
            problems.append(Problem(source, first, f'no blog "{query.blog}"', remedy, Severity.WARNING))
        return query, problems

    def _mark(self, number: int) -> str:
        return f"<!-- blogposts: {self.name} {number} -->"

    def answer(self, page: Page, blog: Blog, fragments: Fragments, style: str) -> None:
        """Put the posts that answer where the marks are."""
        for number, query in enumerate(self.queries.get(page.file.src_uri, ())):
            posts = self._posts(query, page, blog, fragments, query.style or style)
            page.content = (page.content or "").replace(self._mark(number), posts)

    def _posts(self, query: Query, page: Page, blog: Blog, fragments: Fragments, style: str) -> str:
        viewer = Viewer(blog, page.url, blog.words, full=style == "full")
        posts = view_posts(viewer, (post.source for post in select(blog.plan, blog.settings, query)))
        values = {"posts": posts, "style": style, "words": blog.words, "heading_level": 3}
        return fragments.render("posts", values)
