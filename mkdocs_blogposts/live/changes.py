"""What a round of changed paths means for the site's files."""

from __future__ import annotations

import filecmp
import math
import posixpath
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.pages import Page

from ..blog.settings import Redirects
from ..reports import log
from ..source import is_leftover
from .neighbours import reader_of
from .site import Site
from .watching import CLOCK

_ENOUGH = 3
"""Builds after which it is known what builds write."""
_DESCRIPTIONS = (".authors.yml", ".taxonomies.yml", ".meta.yml")


class Interrupted(BaseException):
    """Ends a build that gives way to an edit; no `Exception`, which others would take for a fault of a page."""


class NotUnderstood(Exception):
    """A change that only a full build gets right; says in one line why."""


@dataclass
class Changes:
    """Changed paths, by what they are to the site."""

    sources: set[str] = field(default_factory=set)
    """Pages that concern a blog: posts, and the writer's own pages at URLs of lists."""
    descriptions: bool = False
    """Whether a file that describes authors, terms or folders is among them."""
    pages: list[Page] = field(default_factory=list)
    """Ordinary pages."""
    media: list[File] = field(default_factory=list)
    """Other files, to be copied."""
    came: list[File] = field(default_factory=list)
    """Those of them that are new."""
    gone: list[File] = field(default_factory=list)
    """Other files that are no more."""

    @property
    def is_text(self) -> bool:
        """Whether no file can have another place among the others."""
        return not (self.came or self.gone or self.descriptions)


class Known:
    """What sources held when they were last looked at: one that is written again as it was is no change.

    Without this, a plugin that writes a source while the site is built would begin the next build, for ever.
    """

    def __init__(self) -> None:
        self._digests: dict[Path, bytes] = {}
        self._served: dict[Path, bytes] = {}
        """The same when `look_at` was called: of what is served until it is built anew."""

    def look_at(self, files: Files, docs_dir: str) -> None:
        """Look at all sources of pages, before they are read."""
        own = [file for file in files.documentation_pages() if file.src_dir == docs_dir]
        self._served = self._digests
        self._digests = {path: _digest(path) for path in (Path(str(file.abs_src_path)) for file in own)}

    @property
    def paths(self) -> list[Path]:
        """The sources that were there; a plugin may have named others."""
        return [path for path, digest in self._digests.items() if digest]

    def differs(self, path: Path) -> bool:
        """Tell whether a file holds something else than when it was looked at, or than what is served."""
        now = _digest(path)
        return now != self._digests.get(path) or now != self._served.get(path, now)

    def is_changed(self, path: Path) -> bool:
        """Tell whether a file holds something else than before, and remember what it holds."""
        before, now = self._digests.pop(path, None), _digest(path)
        if now:
            self._digests[path] = now
        return before is None or before != now


class Rewritten:
    """Files that build after build writes, each time with something else: they would begin the next build, for ever."""

    def __init__(self) -> None:
        self._span = (0.0, 0.0)
        self._written: deque[set[Path]] = deque([set()], maxlen=_ENOUGH)
        """What each of the last builds wrote."""
        self._named: set[Path] = set()

    @contextmanager
    def building(self) -> Iterator[None]:
        """Take the time in which a build writes files."""
        began, before = time.time(), self._written.copy()
        self._written.append(set())
        try:
            yield
        except Interrupted:
            self._written, began = before, math.inf  # what is new is the writer's
            raise
        finally:
            self._span = (began, time.time())

    def without(self, changed: set[Path]) -> set[Path]:
        """Return changed paths without those that the last build wrote, as did all the builds before it."""
        by_build = {path for path in changed if self._is_by_build(path)}
        for written in self._written:
            written -= changed - by_build  # who saves a file between builds may do so during one
        self._written[-1] |= by_build
        always = set.intersection(*self._written) if len(self._written) == _ENOUGH else set()
        for path in sorted(always - self._named):
            log.warning("%s is written anew by each build: what builds write there is not followed any more", path.name)
        self._named |= always
        return changed - (always & by_build)

    def _is_by_build(self, path: Path) -> bool:
        began, ended = self._span
        try:
            return began - CLOCK < path.stat().st_mtime < ended
        except OSError:
            return False


def _digest(path: Path) -> bytes:
    try:
        return blake2b(path.read_bytes()).digest()
    except OSError:
        return b""


def take_in(paths: Iterable[Path], site: Site, known: Known) -> Changes:
    """Sort out changed paths, and bring the site's files up to date with what came and went.

    Raises `NotUnderstood` for what concerns more than single pages.
    """
    changes = Changes()
    docs = Path(site.config.docs_dir)
    for path in sorted({each for changed in paths for each in _files_at(changed, site)}):
        if not path.is_relative_to(docs):
            raise NotUnderstood(f"{path.name} changed")
        source = path.relative_to(docs).as_posix()
        if not known.is_changed(path):
            continue
        if reader := reader_of(source, site.config):
            raise NotUnderstood(f"{source} is read by {reader}")
        _take_in(source, path, site, changes)
    return changes


def _files_at(path: Path, site: Site) -> Iterator[Path]:
    """Return a file, or what lies in a folder, and what lay there: another may stand in its place."""
    docs = Path(site.config.docs_dir)
    if path.is_dir():
        yield from (each for each in path.rglob("*") if each.is_file() and not is_leftover(each))
    else:
        yield path
    if not path.is_file() and path.is_relative_to(docs):
        folder = path.relative_to(docs).as_posix() + "/"
        own = (file.src_uri for file in site.files if file.src_dir == site.config.docs_dir)
        yield from (docs / source for source in own if source.startswith(folder))


def _take_in(source: str, path: Path, site: Site, changes: Changes) -> None:
    file = site.files.get_file_from_path(source)
    is_there, was_there = path.exists(), file is not None and file.generated_by is None
    if not is_there and not was_there:
        return
    if file and was_there and file.src_dir != site.config.docs_dir:
        raise NotUnderstood(f"{source} stands for a file of the theme")
    if any(redirects and source == redirects.file for redirects in _redirects(site)):
        raise NotUnderstood(f"rules of aliases stand below what {source} says")
    if file and is_there and was_there:
        _take_in_edit(source, file, site, changes)
    elif path.name in _DESCRIPTIONS:
        changes.descriptions = True
        _come_or_go(file, source, site)
    elif any(build.could_be_post(source) for build in site.builds) and not _has_twin(source, site):
        changes.sources.add(source)
        _come_or_go(file, source, site)
    elif _is_media(source, file, site):
        _take_in_media(file, source, site, changes)
    else:
        raise NotUnderstood(f"{source} is {'new' if is_there else 'gone'}")


def _redirects(site: Site) -> Iterator[Redirects | None]:
    return (build.reading.settings.redirects for build in site.builds)


def _take_in_edit(source: str, file: File, site: Site, changes: Changes) -> None:
    if posixpath.basename(source) in _DESCRIPTIONS:
        changes.descriptions = True
    elif any(build.concerns(source) for build in site.builds):
        changes.sources.add(source)
    elif not file.inclusion.is_in_serve():  # type: ignore[no-untyped-call]  # MkDocs' own
        return
    elif file.is_documentation_page() and file.page:
        changes.pages.append(file.page)
    elif not _is_copied(file):
        changes.media.append(file)


def _is_copied(file: File) -> bool:
    target = Path(file.abs_dest_path)
    return target.is_file() and filecmp.cmp(str(file.abs_src_path), target, shallow=False)


def _has_twin(source: str, site: Site) -> bool:
    """Tell whether a folder has both an index and a README, of which MkDocs takes one."""
    folder, name = posixpath.split(source)
    other = {"index.md": "README.md", "README.md": "index.md"}.get(name)
    return bool(other) and Path(site.config.docs_dir, folder, str(other)).exists()


def _is_media(source: str, file: File | None, site: Site) -> bool:
    """Tell whether a file that came or went is no page, template or part of the theme: it is only copied."""
    config = site.config
    made = file or File(source, config.docs_dir, config.site_dir, config.use_directory_urls)
    return not made.is_documentation_page() and made.is_media_file() and not is_named(source, site)


def is_named(source: str, site: Site) -> bool:
    """Tell whether the settings name a file, so that more than its copy depends on it."""
    config = site.config
    return source in {*config.extra_templates, *map(str, config.extra_css), *map(str, config.extra_javascript)}


def _take_in_media(file: File | None, source: str, site: Site, changes: Changes) -> None:
    if file:
        changes.gone.append(file)
    _come_or_go(file, source, site)
    made = site.files.get_file_from_path(source)
    if made and made.inclusion.is_in_serve():  # type: ignore[no-untyped-call]  # MkDocs' own
        changes.came.append(made)
        changes.media.append(made)


def _come_or_go(file: File | None, source: str, site: Site) -> None:
    config = site.config
    if file:
        site.files.remove(file)
        return
    made = File(source, config.docs_dir, config.site_dir, config.use_directory_urls)
    set_exclusions([made], config)
    insert(site.files, made)


def insert(files: Files, file: File) -> None:
    """Put a file where a walk through the docs folder would find it; changes the collection in place."""
    place, everything = walk_order(file), list(files)
    later = (at for at, each in enumerate(everything) if each.src_dir == file.src_dir and walk_order(each) > place)
    tail = everything[next(later, len(everything)) :]
    for each in tail:
        files.remove(each)
    for each in [file, *tail]:
        files.append(each)


def walk_order(file: File) -> tuple[tuple[str, ...], bool, str]:
    """Sort files as MkDocs finds them: a folder's own files first, the index before the others."""
    *folders, name = file.src_uri.split("/")
    return tuple(folders), name.rsplit(".", 1)[0] not in ("index", "README"), name


def put_lists_last(site: Site) -> None:
    """Put the pages of lists behind all other files, in the order in which a full build adds them."""
    for build in site.builds:
        for page in [page for pages in build.placed.lists.values() for page in pages]:
            if page.file.generated_by:
                site.files.remove(page.file)
                site.files.append(page.file)
