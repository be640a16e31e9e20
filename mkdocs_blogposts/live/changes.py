"""What a round of changed paths means for the site's files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.pages import Page

from .site import Site

_DESCRIPTIONS = (".authors.yml", ".taxonomies.yml", ".meta.yml")


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


def take_in(paths: Iterable[Path], site: Site) -> Changes:
    """Sort out changed paths, and bring the site's files up to date with what came and went.

    Raises `NotUnderstood` for what concerns more than single pages.
    """
    changes = Changes()
    docs = Path(site.config.docs_dir)
    for path in paths:
        if path.is_dir():
            continue
        if not path.is_relative_to(docs):
            raise NotUnderstood(f"{path.name} changed")
        _take_in(path.relative_to(docs).as_posix(), path, site, changes)
    return changes


def _take_in(source: str, path: Path, site: Site, changes: Changes) -> None:
    file = site.files.get_file_from_path(source)
    is_there, was_there = path.exists(), file is not None and file.generated_by is None
    is_post = any(build.could_be_post(source) for build in site.builds)
    is_description = path.name in _DESCRIPTIONS
    if not is_there and not was_there:
        return
    if is_there and was_there:
        _take_in_edit(source, file, site, changes, is_description)  # type: ignore[arg-type]  # was_there
    elif is_post or is_description:
        changes.descriptions |= is_description
        changes.sources |= set() if is_description else {source}
        _come_or_go(file, source, site)
    else:
        raise NotUnderstood(f"{source} is {'new' if is_there else 'gone'}")


def _take_in_edit(source: str, file: File, site: Site, changes: Changes, is_description: bool) -> None:
    if is_description:
        changes.descriptions = True
    elif any(build.concerns(source) for build in site.builds):
        changes.sources.add(source)
    elif file.is_documentation_page() and file.page:
        changes.pages.append(file.page)
    else:
        changes.media.append(file)


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
    later = [each for each in files if each.src_dir == file.src_dir and walk_order(each) > walk_order(file)]
    start = later[0] if later else None
    everything = list(files)
    at = everything.index(start) if start else len(everything)
    tail = everything[at:]
    for each in tail:
        files.remove(each)
    for each in [file, *tail]:
        files.append(each)


def walk_order(file: File) -> tuple[tuple[str, ...], bool, str]:
    """Sort files as MkDocs finds them: a folder's own files first, the index before the others."""
    path = PurePosixPath(file.src_uri)
    return (path.parts[:-1], path.stem not in ("index", "README"), path.name)


def put_lists_last(site: Site) -> None:
    """Put the pages of lists behind all other files, in the order in which a full build adds them."""
    for build in site.builds:
        for page in [page for pages in build.placed.lists.values() for page in pages]:
            if page.file.generated_by:
                site.files.remove(page.file)
                site.files.append(page.file)
