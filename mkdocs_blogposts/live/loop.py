"""Decides what to do about a change: render what differs, or build the site anew while the old one is served."""

from __future__ import annotations

import gc
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils import is_markdown_file

from ..blog.errors import Problem, Severity
from ..building import Build
from ..pages import PostPage
from ..references import References
from ..reports import log
from .changes import Changes, Interrupted, Known, NotUnderstood, Rewritten, put_lists_last, take_in
from .desk import Desks
from .faults import as_problem, listening
from .front import Front
from .hearing import NOWHERE
from .neighbours import follow_edits, must_read_again, repeat_events
from .revision import Revision, Work
from .site import Site
from .watching import Watcher

if TYPE_CHECKING:
    from ..plugin import BlogpostsPlugin

DEBOUNCE = 0.01
"""Seconds without a change after which one is acted on; native events come together."""
PAUSE = 0.4
"""Seconds without a change after which the writer is taken to have paused."""
MOST_IN_A_ROW = 3
"""Builds that give way to edits before one goes on to its end."""
SETTLED = "Settled: what is served is what a new build would write"


class Loop:
    """Serves one site while it is written."""

    def __init__(self, server: LiveReloadServer, plugin: BlogpostsPlugin, site: Site) -> None:
        self.server = server
        self.plugin = plugin
        self.site = site
        self.build_site: Callable[[], None] = server.builder
        self.watcher = Watcher()
        self.known = Known()
        self.rewritten = Rewritten()
        self.front = Front(server)
        self.front.docs = site.config.docs_dir
        self.front.desks = Desks(lambda: self.site, self._told_by_others, self._undisturbed)
        self.problems: list[Problem] = []
        """What stands in the way of building at all."""
        self.edited = ""
        """The source of the page that was edited last, if it was one alone and browsers are to go there."""
        self.waiting: dict[str, bool] = {}
        """Sources of pages to be written when nobody waits, and whether each is read again before."""
        self.put_off: set[str] = set()
        """Sources of pages that were never written yet: no browser has to load them again."""
        self.follows_links = True
        """Whether the `links` of posts lead to pages as they are called now."""
        self.needs_build = ""
        """Why a full build is due; empty when none is."""
        self.building = False
        self.gave_way = 0
        """How many builds in a row came to nothing, as something was edited meanwhile."""
        self.roots: list[Path] = []
        self.first_root = server.root
        self.is_off = False
        """Whether the site is built without this plugin at present."""
        self.lock = threading.RLock()
        self.wake = threading.Event()
        self.quiet = threading.Event()
        """Set while no change waits; locks alone would let who writes the rest go on and on."""
        self.quiet.set()
        self.stopped = False

    def start(self, put_off: Iterable[str] = ()) -> None:
        """Take over watching, building and answering from the server; write what the build has put off."""
        self.put_off = set(put_off)
        self.waiting = dict.fromkeys(put_off, False)
        self.server.builder = self.on_changes
        self.server.build_delay = DEBOUNCE
        self.watcher.watch_with(self.server)
        self.server.set_app(self.front)
        self.front.write_now = self.write_now
        threading.Thread(target=self._follow, name="blogposts", daemon=True).start()
        self.front.show(self._all_problems())
        self._follow_edit()
        _rest()
        if self.waiting:
            self.wake.set()

    def stop(self) -> None:
        """Remove what was built on the way."""
        self.stopped = True
        self.wake.set()
        for root in self.roots:
            shutil.rmtree(root, ignore_errors=True)

    def on_changes(self) -> None:
        """Render what the latest changes concern; called by the server, which reloads browsers afterwards."""
        if self.building:
            return
        self.quiet.clear()
        with self.lock:
            changed = self.watcher.take()
            if self._update(changed):
                self._follow_edit(changed)
                self.front.tell()
                self.wake.set()
            self.quiet.set()

    def _follow_edit(self, changed: Collection[Path] = ()) -> None:
        """Let browsers go to the page that was edited, if it was one alone, as soon as it is there."""
        live = self.plugin.config.live
        self.front.follows = isinstance(live, dict) and live.get("follow", False)
        docs = Path(self.site.config.docs_dir)
        sources = [path.relative_to(docs).as_posix() for path in changed if path.is_relative_to(docs)]
        pages = [source for source in sources if is_markdown_file(source)]
        self.edited = (pages[0] if len(pages) == 1 else "") if changed else self.edited
        file = self.site.files.get_file_from_path(self.edited)
        if self.front.follows and file and file.page and file.inclusion.is_in_serve():  # type: ignore[no-untyped-call]
            self.front.lead_to(file.url)
            self.edited = ""

    def _update(self, changed: set[Path]) -> bool:
        """Bring the site up to date with changed paths; return whether there was anything to do."""
        began, problems = time.perf_counter(), self._all_problems()
        changed = self.rewritten.without(changed)
        if self.is_off and changed:
            self.needs_build = "the plugin is not in the settings"
            return True
        if self.problems and changed:
            self.needs_build = self.needs_build or "the last time it failed"
        try:
            is_new = self._follow_changes(take_in(changed, self.site, self.known))
        except NotUnderstood as reason:
            is_new, self.needs_build = True, self.needs_build or str(reason)
        except Exception as error:  # A fault in another plugin, a theme, a hook: the writer goes on.
            if self.gave_way:  # Others were left in the midst of a build: the next one goes on to its end.
                self.gave_way = MOST_IN_A_ROW
            else:
                self.problems = [as_problem(error)]
            is_new, self.needs_build = True, self.needs_build or "an error on the way"
        log.debug("updated in %.0f ms", 1000 * (time.perf_counter() - began))
        self.front.show(self._all_problems())
        return is_new or problems != self._all_problems()

    def _follow_changes(self, changes: Changes) -> bool:
        works = [self._revise(build, changes) for build in self.site.builds]
        if not changes.is_text or any(work.is_planned for work in works):
            put_lists_last(self.site)
            self.site.forget_pages()
        for work in works:
            self._apply(work)
        self._apply_files(changes)
        return any(not work.is_empty for work in works) or bool(changes.pages or changes.media or changes.gone)

    # What changed ---------------------------------------------------------------

    def _revise(self, build: Build, changes: Changes) -> Work:
        concerned = {source for source in changes.sources if build.concerns(source)}
        if not concerned and not changes.descriptions and not changes.came and not changes.gone:
            return Work()
        revision = Revision(build, self.site.files)
        return revision.revise(concerned, changes.descriptions, changes.came, changes.gone)

    # What it leads to ------------------------------------------------------------

    def _apply(self, work: Work) -> None:
        changed = self._read(work.read)
        for dest in work.lost:
            self.site.remove(dest)
        for page in work.first:
            self._write(page)
        shown = [page for post in changed for page in self._lists_with(post) if page not in work.first]
        self._await([*work.then, *shown])
        self.waiting |= dict.fromkeys((page.file.src_uri for page in work.later), True)

    def _await(self, pages: Iterable[Page]) -> None:
        """Let pages be written when nobody waits."""
        for page in pages:
            self.waiting.setdefault(page.file.src_uri, False)

    def _read(self, pages: Sequence[Page]) -> list[PostPage]:
        """Read pages and take from them what is shown elsewhere; return the posts of which that is something else."""
        for page in pages:
            if self.plugin.hearing:
                self.plugin.hearing.forget(page.file.src_uri)
            self.site.read(page)
            self.waiting.pop(page.file.src_uri, None)
        self.site.tags.arrange(self.site.pages())
        changed = [page for page in pages if isinstance(page, PostPage) and self._finish(page)]
        for page in pages:
            self._keep_text(page)
        self.follows_links = self.follows_links and not pages
        return changed

    def _apply_files(self, changes: Changes) -> None:
        for file in changes.gone:
            self.site.remove(file.dest_uri)
        for file in changes.media:
            file.copy_file()
        if changes.gone or changes.media:
            self.front.reload_all()
        for page in changes.pages:
            title = page.title
            self._read([page])
            self._write(page)
            if page.title != title:
                self.needs_build = f"the title of {page.file.src_uri} changed"

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

    def _keep_text(self, page: Page) -> None:
        for build in self.site.builds:
            if not build.is_post(page):
                build.check_again(page)
            if build.is_list(page) or page.file.src_uri in build.asking.queries:
                build.keep_text(page)
            elif not build.is_post(page):
                build.texts.pop(page.file.src_uri, None)  # a page that no longer asks for posts

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

    def _lists_with(self, page: PostPage) -> list[Page]:
        source = page.post.source
        build = next(build for build in self.site.builds if build.is_post(page))
        lists = [each for pages in build.placed.lists.values() for each in pages if source in each.list_page.posts]
        asking = [self.site.files.get_file_from_path(each) for each in build.asking.queries]
        return [*lists, *(file.page for file in asking if file and file.page)]

    def _write(self, page: Page) -> None:
        if page.file.src_uri not in self.site.unwritten and must_read_again(self.site.config):
            self._read([page])
        if not self.waiting.get(page.file.src_uri):
            self.waiting.pop(page.file.src_uri, None)
        is_new = self.site.write(page)
        if is_new and page.file.src_uri not in self.put_off:
            self.front.changed(page.file.dest_uri)
        self.put_off.discard(page.file.src_uri)

    # When the writer pauses --------------------------------------------------------

    def _follow(self) -> None:
        """Bring the rest up to date, as long as nothing new comes in."""
        while not self.stopped:
            self.wake.wait()
            self.wake.clear()
            if self._write_waiting() and not self.wake.wait(PAUSE) and not self.stopped:
                self._relate()
                if self._write_waiting():
                    self._settle()

    def _relate(self) -> None:
        """See which posts are related now, and have those written that show something else of others."""
        with self.lock:
            for build in self.site.builds:
                posts = build.placed.posts
                changed = build.relations.update()
                self._await(posts[source] for source in posts if source in changed)

    def _write_waiting(self) -> bool:
        """Write what nobody waits for, first what browsers show; return whether all of it is written."""
        with self.lock:
            self.waiting = dict(sorted(self.waiting.items(), key=lambda each: not self._is_open(each[0])))
        while self.waiting or not self.follows_links:
            self.quiet.wait()
            with self.lock:
                if self.wake.is_set():
                    return False
                self._write_next()
        with self.lock:
            self.front.show(self._all_problems())
            self.front.tell()
        return True

    def write_now(self, dest_uri: str) -> None:
        """Write an output that somebody asks for, if it waits."""
        if self.building or not self.waiting:
            return
        self.quiet.clear()
        with self.lock:
            source = self.site.source_of(dest_uri)
            if source in self.waiting:
                self._write_one(source)
        self.quiet.set()

    def _told_by_others(self) -> list[Problem]:
        """Return what stands in the way of building, and what others warn of, for pages that are there."""
        told = self.plugin.hearing.problems if self.plugin.hearing else []
        is_there = self.site.files.get_file_from_path
        return [*self.problems, *(each for each in told if each.source == NOWHERE or is_there(each.source))]

    @contextmanager
    def _undisturbed(self) -> Iterator[None]:
        """Keep edits away for a moment; a build in the background leaves alone what is served."""
        if self.building:
            yield
            return
        self.quiet.clear()
        try:
            with self.lock:
                yield
        finally:
            self.quiet.set()

    def _is_open(self, source: str) -> bool:
        file = self.site.files.get_file_from_path(source)
        return file is not None and self.front.is_open(file.dest_uri)

    def _write_next(self) -> None:
        if not self.waiting:
            self._await(self._follow_links())
            self.follows_links = True
            return
        self._write_one(next(iter(self.waiting)))

    def _write_one(self, source: str) -> None:
        is_stale = self.waiting.pop(source)
        file = self.site.files.get_file_from_path(source)
        if file is None or file.page is None or not file.inclusion.is_in_serve():  # type: ignore[no-untyped-call]  # MkDocs' own
            return  # a later edit has removed it
        try:
            changed = self._read([file.page]) if is_stale else []
            self._write(file.page)
        except Exception as error:
            self.problems = [as_problem(error)]
            self.needs_build = self.needs_build or "an error on the way"
        else:
            self._await(page for post in changed for page in self._lists_with(post))

    def _settle(self) -> None:
        with self.lock:
            if self.wake.is_set():
                return  # an edit was taken in while this waited for its turn
            self.needs_build = self.needs_build or follow_edits(self.site)
            if self.needs_build:
                self._build_anew()
            else:
                self._write_rest()
                log.info(SETTLED)

    def _write_rest(self) -> None:
        """Write what depends on many pages."""
        for page in self.site.tags.pages_to_write():
            self._read([page])
            self._write(page)
        for build in self.site.builds:
            self._copy(build.fill_companions())
        self.site.write_search()
        self.site.write_templates()
        repeat_events(self.site)
        self.front.tell()
        for build in self.site.builds:
            build.converter.finish()
        _rest()

    def _copy(self, files: Iterable[File]) -> None:
        """Copy files into the site, and remove there what is no longer one of its files."""
        for file in files:
            if self.site.files.get_file_from_path(file.src_uri) is file:
                file.copy_file()
            else:
                self.site.remove(file.dest_uri)

    def _build_anew(self) -> None:
        """Build into a folder of its own, and serve that when it is whole."""
        log.info("Building the whole site: %s", self.needs_build)
        why, problems = self.needs_build, self.problems
        self.building, self.needs_build, self.problems = True, "", []
        root = Path(tempfile.mkdtemp(prefix="mkdocs_blogposts_"))
        self.plugin.next_root = str(root)
        builds = self.site.builds
        self.known.look_at(self.site)
        gc.unfreeze()  # the site that is served goes, once there is another
        try:
            with self.rewritten.building(), listening() as said:
                self.build_site()
            self._serve_from(root)
            self.gave_way = 0
        except Interrupted:
            log.info("That waits: something was edited")
            self._go_back(root, builds)
            self.needs_build, self.problems = why, problems
            self.gave_way += 1
        except (Exception, SystemExit) as error:
            self._go_back(root, builds)
            self.problems = [as_problem(error, said)]
        finally:
            self.plugin.next_root = None
            self.building = False
        self.front.show(self._all_problems())
        self._follow_edit()
        self.front.tell()
        _rest()
        is_new = bool(self.watcher.waiting) and self._update(self.watcher.take())
        if is_new or self.needs_build:
            self.front.tell()
            self.wake.set()
        else:
            log.info(SETTLED)

    def give_way(self) -> None:
        """End the build that calls this now and then, if somebody writes meanwhile.

        Raises `Interrupted`; not again and again, as what is written may be another plugin's, at each build.
        """
        if self.building and self.gave_way < MOST_IN_A_ROW and any(map(self._is_edit, self.watcher.waiting)):
            raise Interrupted

    def _is_edit(self, path: Path) -> bool:
        return is_markdown_file(path.name) and path.is_file() and self.known.differs(path)

    def _go_back(self, root: Path, builds: list[Build]) -> None:
        """Go on with the site of before, as a build has come to nothing."""
        shutil.rmtree(root, ignore_errors=True)
        self.plugin.progress.end()
        self.site.restore()
        if builds:
            self.plugin.restore(builds)

    def _serve_from(self, root: Path) -> None:
        self.is_off = not any(root.iterdir())
        if self.is_off:  # the plugin is no longer in the settings, and the site is where MkDocs puts it
            self.server.root = self.first_root
        else:
            self.site = self.plugin.built_site()
            self.front.docs = self.site.config.docs_dir
            self.server.root = str(root)
        self.front.reload_all()
        for old in self.roots:
            shutil.rmtree(old, ignore_errors=True)
        self.roots = [root]
        self.waiting, self.follows_links = {}, True

    def _all_problems(self) -> list[Problem]:
        found = [problem for build in self.site.builds for problem in [*build.problems, *build.late_problems]]
        return self.problems + [problem for problem in found if problem.severity is not Severity.HINT]


def _rest() -> None:
    """Let the garbage collector pass over all there is: in the midst of an edit it would look at the whole site."""
    gc.collect()
    gc.freeze()


def _said_of(links: Any) -> list[tuple[object, ...]]:
    """Return all that a page shows of a post's `links`."""
    found: list[tuple[object, ...]] = []
    for each in links or ():
        meta = getattr(each, "meta", None) or {}
        found.append((each.title, getattr(each, "url", ""), meta.get("subtitle"), meta.get("icon")))
        found += _said_of(getattr(each, "children", None))
    return found
