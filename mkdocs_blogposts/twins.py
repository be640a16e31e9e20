"""Makes the Markdown of finished posts, and the list of them for language models."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from .asking import without_marks
from .blog.columns import shorten
from .blog.permalink import relative_url
from .blog.relinking import is_path, split_target
from .blog.twins import Item, PostList, front_matter, write_llms, write_twin
from .output import Placed
from .rendering import Blog

_COLUMNS = 160
"""As much as is said of a post in the list."""


class TwinWriter:
    """Writes what one blog has for programs that read Markdown."""

    def __init__(self, blog: Blog, placed: Placed, site: MkDocsConfig, files: Files) -> None:
        self.blog = blog
        self.placed = placed
        self.site = site
        self.files = files
        self._urls: dict[str, str] = {}
        """Of all that links may lead to, by source."""
        self._kept: dict[str, tuple[tuple[str, ...], str]] = {}
        """By source: what a text was made of, and the text."""

    def texts(self) -> dict[str, str]:
        """Return what stands in each file, by output."""
        plan = self.blog.plan
        self._look_at_files()
        texts = {address.dest_uri: self._twin(source, address.url) for source, address in plan.twins.items()}
        if plan.post_list:
            texts[plan.post_list.address.dest_uri] = self._list(plan.post_list)
        return texts

    def _look_at_files(self) -> None:
        """See where links may lead; when that is elsewhere than before, every text is made anew."""
        included = (file for file in self.files if file.inclusion.is_included())  # type: ignore[no-untyped-call]  # MkDocs' own
        urls = {file.src_uri: file.url for file in included} if self.blog.plan.twins else {}
        if urls != self._urls:
            self._urls, self._kept = urls, {}

    def _twin(self, source: str, base: str) -> str:
        page, root = self.placed.posts[source], self.blog.settings.site_url
        front = front_matter(page.post, self._url(page.url, base) if root else "", self.blog.plan.terms)
        text = without_marks(page.markdown or "")
        parts = (front, text, base)
        kept = self._kept.get(source)
        if kept is None or kept[0] != parts:
            made = write_twin(page.post, front, text, lambda written: self._lead(written, source, base))
            kept = self._kept[source] = (parts, made)
        return kept[1]

    def _lead(self, written: str, source: str, base: str) -> str:
        """Return where a link in a source leads: to a page or file of the site by its URL; others stay as written."""
        path, rest = split_target(written)
        url = self._urls.get(self._source(unquote(path), source)) if is_path(path) else None
        return self._url(url, base) + rest if url else written

    def _source(self, path: str, source: str) -> str:
        """Return the source that a path names, if it is the path of one."""
        if path.startswith("/"):
            absolute = self.site.validation.links.absolute_links
            return path.lstrip("/") if getattr(absolute, "name", "") == "RELATIVE_TO_DOCS" else ""
        return posixpath.normpath(posixpath.join(posixpath.dirname(source), path))

    def _url(self, url: str, base: str) -> str:
        root = self.blog.settings.site_url
        return root + url.removeprefix("./") if root else relative_url(url, base)

    def _list(self, post_list: PostList) -> str:
        index, site = self.blog.plan.listing("index"), self.site
        heading = index.title if index else self.blog.settings.title
        items = list(self._items(post_list))
        return write_llms(site.site_name, site.site_description or "", heading, items)

    def _items(self, post_list: PostList) -> Iterator[Item]:
        plan = self.blog.plan
        for source in post_list.posts:
            post, address = plan.posts[source], plan.twins.get(source) or plan.addresses[source]
            said = post.description or self.blog.rendered_of(source).excerpt.text
            end, ellipsis = shorten(said, _COLUMNS)
            yield Item(post.title, self._url(address.url, post_list.address.url), said[:end] + ellipsis)
