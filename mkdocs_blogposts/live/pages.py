"""Reads and writes the pages of the site that is served: those that somebody looks at at once, the others in turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from ..pages import PostPage
from ..references import References
from .changes import Changes
from .front import Front
from .hearing import Hearing
from .neighbours import must_read_again, repeat_events
from .revision import Work
from .site import Site


class Pages:
    """The pages of one site, and which of them wait."""

    def __init__(self, site: Site, front: Front, hearing: Hearing | None, put_off: Iterable[str] = ()) -> None:
        self.site = site
        self.front = front
        self.hearing = hearing
        self.put_off = set(put_off)
        """Sources of pages that were never written yet: no browser has to load them again."""
        self.waiting: dict[str, bool] = dict.fromkeys(self.put_off, False)
        """Sources of pages to be written when nobody waits, and whether each is read again before."""
        self.follows_links = True
        """Whether the `links` of posts lead to pages as they are called now."""

    @property
    def is_done(self) -> bool:
        """Whether no page waits, nor could wait for what is known."""
        return not self.waiting and self.follows_links

    # At once --------------------------------------------------------------------

    def apply(self, work: Work) -> None:
        """Do what cannot wait of what a round of edits to a blog leads to."""
        changed = self._read(work.read)
        for dest in work.lost:
            self.site.remove(dest)
            self.front.changed(dest)
        for page in work.first:
            self._write(page)
        shown = [page for post in changed for page in self._lists_with(post) if page not in work.first]
        self._await([*work.then, *shown])
        self.waiting |= dict.fromkeys((page.file.src_uri for page in work.later), True)

    def apply_files(self, changes: Changes) -> str:
        """Take over changed pages and files that are no blog's; return why the site has to be built, if it has to."""
        for file in changes.gone:
            self.site.remove(file.dest_uri)
        for file in changes.media:
            file.copy_file()
        if changes.gone or changes.media:
            self.front.reload_all()
        renamed = [page.file.src_uri for page in changes.pages if self._renew(page)]
        return f"the title of {renamed[-1]} changed" if renamed else ""

    def _renew(self, page: Page) -> bool:
        """Read a page, and write it; return whether it has another title."""
        title = page.title
        self._read([page])
        self._write(page)
        return bool(page.title != title)

    # In turn ----------------------------------------------------------------------

    def _await(self, pages: Iterable[Page]) -> None:
        for page in pages:
            self.waiting.setdefault(page.file.src_uri, False)

    def sort(self) -> None:
        """Put first what browsers show."""
        self.waiting = dict(sorted(self.waiting.items(), key=lambda each: not self._is_open(each[0])))

    def _is_open(self, source: str) -> bool:
        file = self.site.files.get_file_from_path(source)
        return file is not None and self.front.is_open(file.dest_uri)

    def relate(self) -> None:
        """See which posts are related now, and let those wait that show something else of others."""
        for build in self.site.builds:
            posts = build.placed.posts
            changed = build.relations.update()
            self._await(posts[source] for source in posts if source in changed)

    def write_next(self) -> None:
        """Write a page that waits; once none does, see which have to, as their links lead elsewhere now."""
        if self.waiting:
            self.write_one(next(iter(self.waiting)))
        else:
            self.follows_links = True
            self._await(self._follow_links())

    def write_one(self, source: str) -> None:
        """Write a page that waits, if a later edit has not removed it."""
        is_stale = self.waiting.pop(source)
        file = self.site.files.get_file_from_path(source)
        if file and file.page and file.inclusion.is_in_serve():  # type: ignore[no-untyped-call]  # MkDocs' own
            changed = self._read([file.page]) if is_stale else []
            self._write(file.page)
            self._await(page for post in changed for page in self._lists_with(post))

    def write_rest(self) -> None:
        """Write what depends on many pages."""
        for page in self.site.tags.pages_to_write():
            self._renew(page)
        for build in self.site.builds:
            self._copy(build.fill_companions())
        self.site.write_search()
        self.site.write_templates()
        repeat_events(self.site)

    def _copy(self, files: Iterable[File]) -> None:
        """Copy files into the site, and remove there what is no longer one of its files."""
        for file in files:
            if self.site.files.get_file_from_path(file.src_uri) is file:
                file.copy_file()
            else:
                self.site.remove(file.dest_uri)

    # One page ---------------------------------------------------------------------

    def _read(self, pages: Sequence[Page]) -> list[PostPage]:
        """Read pages and take from them what is shown elsewhere; return the posts of which that is something else."""
        for page in pages:
            if self.hearing:
                self.hearing.forget(page.file.src_uri)
            self.site.read(page)
            self.waiting.pop(page.file.src_uri, None)
        self.site.tags.arrange(self.site.pages())
        changed = [page for page in pages if isinstance(page, PostPage) and self._finish(page)]
        for page in pages:
            self._keep_text(page)
        self.follows_links = self.follows_links and not pages
        return changed

    def _finish(self, page: PostPage) -> bool:
        """Take from a post what lists show of it; return whether that is something else than before."""
        for build in self.site.builds:
            if build.is_post(page):
                before = build.blog.rendered.get(page.post.source)
                build.check_again(page)
                build.finish_post(page)
                references = References(self.site.files)
                build.material.fill_late(references, [page])
                build.late_problems += references.problems
                return before != build.blog.rendered[page.post.source]
        return False

    def _keep_text(self, page: Page) -> None:
        for build in self.site.builds:
            if not build.is_post(page):
                build.check_again(page)
            if build.is_list(page) or page.file.src_uri in build.asking.queries:
                build.keep_text(page)
            elif not build.is_post(page):
                build.texts.pop(page.file.src_uri, None)  # a page that no longer asks for posts

    def _write(self, page: Page) -> None:
        if page.file.src_uri not in self.site.unwritten and must_read_again(self.site.config):
            self._read([page])
        if not self.waiting.get(page.file.src_uri):
            self.waiting.pop(page.file.src_uri, None)
        is_new = self.site.write(page)
        if is_new and page.file.src_uri not in self.put_off:
            self.front.changed(page.file.dest_uri)
        self.put_off.discard(page.file.src_uri)

    # What shows a page ------------------------------------------------------------

    def _lists_with(self, page: PostPage) -> list[Page]:
        source = page.post.source
        build = next(build for build in self.site.builds if build.is_post(page))
        lists = [each for pages in build.placed.lists.values() for each in pages if source in each.list_page.posts]
        asking = [self.site.files.get_file_from_path(each) for each in build.asking.queries]
        return [*lists, *(file.page for file in asking if file and file.page)]

    def _follow_links(self) -> list[Page]:
        """Return the posts whose `links` lead to a page that is called otherwise now, or is elsewhere."""
        found: list[Page] = []
        for build in self.site.builds:
            for page in build.placed.posts.values():
                if page.post.links and page.post.source in build.blog.rendered:
                    before = _said_of(page.config.links)
                    build.material.fill_late(References(self.site.files), [page])
                    found += [page] if _said_of(page.config.links) != before else []
        return found


def _said_of(links: Any) -> list[tuple[object, ...]]:
    """Return all that a page shows of a post's `links`."""
    found: list[tuple[object, ...]] = []
    for each in links or ():
        meta = getattr(each, "meta", None) or {}
        found.append((each.title, getattr(each, "url", ""), meta.get("subtitle"), meta.get("icon")))
        found += _said_of(getattr(each, "children", None))
    return found
