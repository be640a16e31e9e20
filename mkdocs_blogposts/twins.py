"""Makes the Markdown of finished posts, and the list of them for language models."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from .asking import without_marks
from .blog.columns import shorten
from .blog.permalink import relative_url
from .blog.relinking import is_path, split_target
from .blog.twins import Item, PostList, write_llms, write_twin
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

    def texts(self) -> dict[str, str]:
        """Return what stands in each file, by output."""
        plan = self.blog.plan
        texts = {address.dest_uri: self._twin(source, address.url) for source, address in plan.twins.items()}
        if plan.post_list:
            texts[plan.post_list.address.dest_uri] = self._list(plan.post_list)
        return texts

    def _twin(self, source: str, base: str) -> str:
        page = self.placed.posts[source]
        url = urljoin(self.blog.settings.site_url, page.url) if self.blog.settings.site_url else ""
        text = without_marks(page.markdown or "")
        return write_twin(page.post, text, url, self.blog.plan.terms, lambda written: self._lead(written, source, base))

    def _lead(self, written: str, source: str, base: str) -> str:
        """Return where a link in a source leads: to a page or file of the site by its URL; others stay as written."""
        path, rest = split_target(written)
        file = self._file(unquote(path), source) if is_path(path) else None
        return self._url(file.url, base) + rest if file else written

    def _file(self, path: str, source: str) -> File | None:
        absolute = self.site.validation.links.absolute_links
        if path.startswith("/") and getattr(absolute, "name", "") != "RELATIVE_TO_DOCS":
            return None
        folder = "" if path.startswith("/") else posixpath.dirname(source)
        file = self.files.get_file_from_path(posixpath.normpath(posixpath.join(folder, path.lstrip("/"))))
        is_published = file is not None and file.inclusion.is_included()  # type: ignore[no-untyped-call]  # MkDocs' own
        return file if is_published else None

    def _url(self, url: str, base: str) -> str:
        root = self.blog.settings.site_url
        return urljoin(root, url) if root else relative_url(url, base)

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
