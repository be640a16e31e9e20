"""The `links` of a post: other pages, sections of pages, and places elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.toc import AnchorLink

from .blog.errors import Problem, Severity, did_you_mean
from .blog.post import Post
from .blog.values import runs_something


class Reference(Link):
    """A link to a page of the site, with what the page's front matter says."""

    def __init__(self, title: str, url: str, meta: Mapping[str, object]) -> None:
        super().__init__(title, url)
        self.meta = dict(meta)


class References:
    """Resolves the links of posts, and gathers those that lead nowhere."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.problems: list[Problem] = []

    def of(self, post: Post) -> list[StructureItem]:
        """Return the links of a post, in the form of MkDocs' navigation."""
        return [*self._read(post.links, post)]

    def _read(self, value: object, post: Post) -> Iterator[StructureItem]:
        if isinstance(value, str):
            yield self._link("", value, post)
        for item in value if isinstance(value, list) else ():
            yield from self._read(item, post)
        for title, item in value.items() if isinstance(value, Mapping) else ():
            if isinstance(item, str):
                yield self._link(str(title), item, post)
            else:
                yield Section(str(title), [*self._read(item, post)])

    def _link(self, title: str, target: str, post: Post) -> Link:
        url = urlsplit(target)
        if runs_something(target):
            self._report(f'`links` leads to "{target}", which is no address', "", post)
            return Link(title or target, "")
        if url.scheme or url.netloc:
            return Link(title or target, target)
        file = self.files.get_file_from_path(url.path.lstrip("/"))
        if file is None or file.inclusion.is_excluded():  # type: ignore[no-untyped-call]  # MkDocs' own
            self._report(f'`links` leads to "{target}", which is not there', url.path, post)
            return Link(title or target, target)
        page = file.page
        reference = Reference(title or (page.title if page else "") or target, file.url, page.meta if page else {})
        if url.fragment and page:
            self._add_anchor(reference, url.fragment, page.toc, post, target)
        return reference

    def _add_anchor(
        self, reference: Reference, anchor: str, toc: Iterable[AnchorLink], post: Post, target: str
    ) -> None:
        heading = find_heading(anchor, toc)
        reference.url += f"#{anchor}"
        if heading:
            reference.meta["subtitle"] = heading.title
        else:
            self.problems.append(
                Problem(
                    post.source,
                    post.line("links"),
                    f'`links` leads to "{target}", but there is no such heading',
                    did_you_mean(anchor, [each.id for each in headings(toc)]),
                    Severity.WARNING,
                )
            )

    def _report(self, fault: str, path: str, post: Post) -> None:
        pages = [file.src_uri for file in self.files.documentation_pages()]
        remedy = did_you_mean(path, pages) or "Write the path from the docs folder"
        self.problems.append(Problem(post.source, post.line("links"), fault, remedy, Severity.WARNING))


def headings(toc: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    """Return all headings of a table of contents."""
    for heading in toc:
        yield heading
        yield from headings(heading.children)


def find_heading(anchor: str, toc: Iterable[AnchorLink]) -> AnchorLink | None:
    """Return the heading with this anchor."""
    return next((heading for heading in headings(toc) if heading.id == anchor), None)
