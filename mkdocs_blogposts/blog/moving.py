"""Moves files that do not live where MkDocs would put them: pictures beside posts, and a blog with a `url_dir`."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from .errors import Problem, Severity
from .permalink import Address, file_address, join, next_free
from .settings import Settings


@dataclass(frozen=True)
class Sources:
    """The files of the site besides the posts."""

    pages: frozenset[str] = frozenset()
    """`src_uri` of every Markdown page."""
    outputs: Mapping[str, str] = field(default_factory=dict)
    """`dest_uri` of every page and file, with its `src_uri`."""
    media: frozenset[str] = frozenset()
    """`src_uri` of the files that move along with posts: all but pages, HTML, XML and JSON."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Titles of the writer's own pages in the blog's folder."""


@dataclass(frozen=True)
class Moved:
    """Where the files of a site live once those of the blog have moved."""

    addresses: Mapping[str, Address]
    """Of the files that move, by source."""
    outputs: Mapping[str, str]
    """`dest_uri` of every file, with its source."""
    problems: tuple[Problem, ...]


def move_files(settings: Settings, sources: Sources) -> Moved:
    """Give an address to each file that moves; what stays keeps a place that two would have.

    What lies beside posts leaves the posts' folder, as the posts do; and all that lies in the blog's folder
    moves to `url_dir`.
    """
    targets = {source: _target(source, dest, settings, sources) for dest, source in sources.outputs.items()}
    outputs = {dest: source for dest, source in sources.outputs.items() if targets[source] == dest}
    addresses, problems = {}, []
    stayed = frozenset(outputs.values())
    for source in sorted(targets.keys() - stayed):
        own = target = targets[source]
        if target in outputs:
            own = _next_free(target, outputs)
            problems.append(_taken(source, outputs[target], own))
        outputs[own] = source
        addresses[source] = file_address(own, settings.directory_urls)
    return Moved(addresses, outputs, tuple(problems))


def _target(source: str, dest: str, settings: Settings, sources: Sources) -> str:
    folder = settings.post_dir if source in sources.media and is_below(source, settings.post_dir) else settings.blog_dir
    if not is_below(source, folder):
        return dest
    return join(settings.url_dir, dest[len(folder) :])


def is_below(source: str, folder: str) -> bool:
    """Tell whether a source lies in a folder, comparing whole segments; the empty folder is the root."""
    return not folder or source.startswith(f"{folder}/")


def _next_free(dest: str, outputs: Mapping[str, str]) -> str:
    stem, suffix = posixpath.splitext(dest)
    return next_free(stem, lambda each: each + suffix in outputs) + suffix


def _taken(source: str, owner: str, own: str) -> Problem:
    fault = f"its URL is already that of {owner}, so it lives at {own}"
    return Problem(source, 0, fault, "Move or rename one of them", Severity.WARNING)
