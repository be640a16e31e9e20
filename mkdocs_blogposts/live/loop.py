"""Decides what to do about a change: render what differs, or build the site anew while the old one is served."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Protocol

from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import is_markdown_file

from ..blog.errors import Problem, Severity
from ..building import Build
from ..collecting import Collecting
from ..config import BlogpostsConfig
from ..reports import log, report
from .changes import Changes, Interrupted, Known, NotUnderstood, Rewritten, put_lists_last, take_in
from .desk import Desks
from .faults import as_problem, listening
from .front import Front
from .hearing import NOWHERE, Hearing
from .neighbours import follow_edits
from .pages import Pages
from .revision import Revision, Work
from .site import Site
from .turns import Turns
from .watching import Watcher

DEBOUNCE = 0.01
"""Seconds without a change after which one is acted on; native events come together."""
PAUSE = 0.4
"""Seconds without a change after which the writer is taken to have paused."""
MOST_IN_A_ROW = 3
"""Builds that give way to edits before one goes on to its end."""
UPDATED = "Updated"
SETTLED = "Settled: what is served is what a new build would write"
STUCK = "Settled: what is served is the last good version, until what the browser names is mended"


class Host(Protocol):
    """The plugin, as far as the loop needs it."""

    config: BlogpostsConfig
    collecting: Collecting
    hearing: Hearing | None
    next_root: str | None

    def built_site(self) -> Site:
        """Return what the last build has made."""

    def restore(self, builds: list[Build]) -> None:
        """Go back to these builds."""

    def end(self) -> None:
        """Stop what goes along with a build."""


class Loop:
    """Serves one site while it is written."""

    def __init__(self, server: LiveReloadServer, plugin: Host, site: Site, known: Known) -> None:
        self.server = server
        self.plugin = plugin
        self.build_site: Callable[[], None] = server.builder
        self.turns = Turns()
        self.watcher = Watcher()
        self.known = known
        self.rewritten = Rewritten()
        self.front = Front(server)
        self.front.docs = site.config.docs_dir
        self.pages = Pages(site, self.front, plugin.hearing)
        self.front.desks = Desks(lambda: self.site, self._told_by_others, self.turns.at_once)
        self.problems: list[Problem] = []
        """What stands in the way of building at all."""
        self.edited = ""
        """The source of the page that was edited last, if it was one alone and browsers are to go there."""
        self.needs_build = ""
        """Why a full build is due; empty when none is."""
        self.gave_way = 0
        """How many builds in a row came to nothing, as something was edited meanwhile."""
        self.roots: list[Path] = []
        self.first_root = server.root
        self.is_off = False
        """Whether the site is built without this plugin at present."""
        self.wake = threading.Event()
        self.stopped = False

    def start(self, put_off: Iterable[str], began: float) -> None:
        """Take over watching, building and answering from the server; write what the build has put off.

        `began` is when all began, in seconds since the epoch: what has changed since is taken in.
        """
        self.pages = Pages(self.site, self.front, self.plugin.hearing, put_off)
        self.server.builder = self.on_changes
        self.server.build_delay = DEBOUNCE
        self.watcher.watch_with(self.server)
        self._watch_more()
        self.server.set_app(self.front)
        self.front.write_now = self.write_now
        self.front.source_of = lambda dest_uri: self.site.source_of(dest_uri)
        self.front.moved_to = lambda source, dest_uri: self.site.moved_to(source, dest_uri)
        threading.Thread(target=self._follow, name="blogposts", daemon=True).start()
        self.front.show(self._all_problems())
        self._follow_edit()
        self.front.reload_all()  # in browsers that are open since an earlier start
        self.front.tell()
        self.plugin.collecting.tidy()
        places = {*self.server._watched_paths, *self.site.config.watch}
        if self.watcher.look_back(places, began, self.known.paths):
            self.on_changes()
        if not self.pages.is_done:
            self.wake.set()

    @property
    def site(self) -> Site:
        """The site that is served."""
        return self.pages.site

    def stop(self) -> None:
        """Remove what was built on the way."""
        self.stopped = True
        self.wake.set()
        for root in self.roots:
            shutil.rmtree(root, ignore_errors=True)

    def on_changes(self) -> None:
        """Render what the latest changes concern; called by the server, which reloads browsers afterwards."""
        with self.turns.at_once() as is_given:
            if is_given and self._update(changed := self.watcher.take()):
                self._follow_edit(changed)
                self.front.renew_desks()
                self.front.tell()
                self.wake.set()

    def _watch_more(self) -> None:
        kept = [build.cache.path.parent.absolute() for build in self.site.builds if build.cache]
        self.watcher.watch_more(self.server, self.site.config, kept)

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
        began, problems, told = time.perf_counter(), self._all_problems(), {*self._told()}
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
        is_new = is_new or problems != self._all_problems()
        log.debug("%s in %.0f ms", UPDATED if is_new else "Nothing to update", 1000 * (time.perf_counter() - began))
        self.front.show(self._all_problems())
        report((problem for problem in self._told() if problem not in told), {})
        return is_new

    def _follow_changes(self, changes: Changes) -> bool:
        works = [self._revise(build, changes) for build in self.site.builds]
        if not changes.is_text or any(work.is_planned for work in works):
            put_lists_last(self.site)
            self.site.forget_pages()
        for work in works:
            self.pages.apply(work)
        self.needs_build = self.pages.apply_files(changes) or self.needs_build
        return any(not work.is_empty for work in works) or bool(changes.pages or changes.media or changes.gone)

    # What changed ---------------------------------------------------------------

    def _revise(self, build: Build, changes: Changes) -> Work:
        concerned = {source for source in changes.sources if build.concerns(source)}
        if not concerned and not changes.descriptions and not changes.came and not changes.gone:
            return Work()
        revision = Revision(build, self.site.files)
        return revision.revise(concerned, changes.descriptions, changes.came, changes.gone)

    # When the writer pauses --------------------------------------------------------

    def _follow(self) -> None:
        """Bring the rest up to date, as long as nothing new comes in."""
        while not self.stopped:
            self.wake.wait()
            self.wake.clear()
            if self._write_waiting() and not self.wake.wait(PAUSE) and not self.stopped:
                with self.turns.in_between():
                    self._try(self.pages.relate)
                if self._write_waiting():
                    self._settle()

    def _write_waiting(self) -> bool:
        """Write what nobody waits for, first what browsers show; return whether all of it is written."""
        with self.turns.in_between():
            self.pages.sort()
        while True:
            with self.turns.in_between():
                if self.wake.is_set():
                    return False
                if self.pages.is_done:
                    self.front.show(self._all_problems())
                    self.front.tell()
                    return True
                self._try(self.pages.write_next)

    def write_now(self, dest_uri: str) -> None:
        """Write an output that somebody asks for, if it waits."""
        if not self.pages.waiting:
            return
        with self.turns.at_once() as is_given:
            source = self.site.source_of(dest_uri) if is_given else ""
            if source in self.pages.waiting:
                self._try(self.pages.write_one, source)

    def _told_by_others(self) -> list[Problem]:
        """Return what stands in the way of building, and what others warn of, for pages that are there."""
        told = self.plugin.hearing.problems if self.plugin.hearing else []
        is_there = self.site.files.get_file_from_path
        return [*self.problems, *(each for each in told if each.source == NOWHERE or is_there(each.source))]

    def _settle(self) -> None:
        with self.turns.in_between():
            if self.wake.is_set():
                return  # an edit was taken in while this waited for its turn
            self.needs_build = self.needs_build or follow_edits(self.site)
            if not self.needs_build:
                self._try(self._write_rest)
            if self.needs_build:
                self._build_anew()
            else:
                log.info(SETTLED)

    def _write_rest(self) -> None:
        self.pages.write_rest()
        self.front.tell()
        for build in self.site.builds:
            build.converter.finish()
        self.plugin.collecting.tidy()

    def _try(self, write: Callable[..., None], *given: str) -> None:
        """Write something; where that cannot be done is a problem, and the site is built."""
        try:
            write(*given)
        except Exception as error:
            self.problems = [as_problem(error)]
            self.needs_build = self.needs_build or "an error on the way"

    def _build_anew(self) -> None:
        """Build into a folder of its own, and serve that when it is whole."""
        self.known.look_at(self.site.files, self.site.config.docs_dir)
        log.info("Building the whole site: %s", self.needs_build)
        why, problems = self.needs_build, self.problems
        self.needs_build, self.problems = "", []
        root = Path(tempfile.mkdtemp(prefix="mkdocs_blogposts_"))
        self.plugin.next_root = str(root)
        builds = self.site.builds
        self.plugin.collecting.let_go()  # the site that is served goes, once there is another
        try:
            with self.turns.building(), self.rewritten.building(), listening() as said:
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
        self.front.show(self._all_problems())
        self._follow_edit()
        self.front.tell()
        self.plugin.collecting.tidy()
        is_new = bool(self.watcher.waiting) and self._update(self.watcher.take())
        if is_new or self.needs_build:
            self.front.tell()
            self.wake.set()
        else:
            log.info(STUCK if self.problems else SETTLED)

    def give_way(self) -> None:
        """End the build that calls this now and then, if somebody writes meanwhile.

        Raises `Interrupted`; not again and again, as what is written may be another plugin's, at each build.
        """
        if self.turns.is_building and self.gave_way < MOST_IN_A_ROW and any(map(self._is_edit, self.watcher.waiting)):
            raise Interrupted

    def _is_edit(self, path: Path) -> bool:
        return is_markdown_file(path.name) and path.is_file() and self.known.differs(path)

    def _go_back(self, root: Path, builds: list[Build]) -> None:
        """Go on with the site of before, as a build has come to nothing."""
        shutil.rmtree(root, ignore_errors=True)
        self.plugin.end()
        self.site.restore()
        if builds:
            self.plugin.restore(builds)

    def _serve_from(self, root: Path) -> None:
        self.is_off = not any(root.iterdir())
        # Without the plugin in the settings, the site is where MkDocs puts it.
        self.server.root = self.first_root if self.is_off else str(root)
        site = self.site if self.is_off else self.plugin.built_site()
        self.pages = Pages(site, self.front, self.plugin.hearing)
        self.front.docs = self.site.config.docs_dir
        self._watch_more()
        self.front.reload_all()
        for old in self.roots[:-1]:  # not the last: requests may have begun with it
            shutil.rmtree(old, ignore_errors=True)
        self.roots = [*self.roots[-1:], root]

    def _all_problems(self) -> list[Problem]:
        """Return what is laid over pages."""
        return [problem for problem in self._told() if problem.severity is not Severity.HINT]

    def _told(self) -> list[Problem]:
        """Return all that is known to be wrong; what is new of it is also said in the terminal."""
        found = [problem for build in self.site.builds for problem in [*build.problems, *build.late_problems]]
        return self.problems + found
