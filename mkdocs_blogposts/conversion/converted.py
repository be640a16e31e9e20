"""What converting a text gives: to be kept, carried to another process, and put into a page."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc


class Target(NamedTuple):
    """A file as links see it."""

    src_uri: str
    url: str
    inclusion: InclusionLevel

    @classmethod
    def of(cls, file: File) -> Target:
        """Return what links see of a file."""
        return cls(file.src_uri, file.url, file.inclusion)


class HasFiles(Protocol):
    """All that converting asks of the files of a site."""

    def get_file_from_path(self, path: str) -> Any:
        """Return the file of a source, if there is one."""


@dataclass(frozen=True)
class Converted:
    """What MkDocs has made of a text, in values that JSON has, too."""

    html: str
    toc: list[Any]
    """Headings as nested mappings, the form in which Markdown gives them."""
    title: str | None
    anchors: list[str]
    """What links can lead to on the page."""
    links: dict[str, dict[str, str]] | None
    """By source: the anchors that the text links to, and how it wrote each link."""
    asked: dict[str, list[Any] | None]
    """By source: the URL that links found, and whether it is excluded from the site; None where there was nothing."""
    said: list[list[Any]]
    """What was logged: logger, level and message."""

    @classmethod
    def of(cls, page: Page, config: MkDocsConfig, files: HasFiles) -> Converted:
        """Convert a page's text, with MkDocs' own steps, and take down everything it leads to."""
        asked = _Asked(files)
        with _listening() as said:
            Page.render(page, config, asked)  # type: ignore[arg-type]  # all that it asks of files
        links = page.links_to_anchors
        return cls(
            page.content or "",
            [_token(each) for each in page.toc],
            page._title_from_render,
            sorted(filter(None, page.present_anchor_ids or ())),  # an id without a value is one, too
            None if links is None else {file.src_uri: found for file, found in links.items()},
            asked.targets,
            said,
        )

    def is_valid(self, files: HasFiles) -> bool:
        """Tell whether the text's links would find the same files now."""
        return all(_target(files.get_file_from_path(path)) == target for path, target in self.asked.items())

    def give(self, page: Page, files: Files) -> None:
        """Put this into a page, and say again what converting has said."""
        page.content = self.html
        page.toc = get_toc(self.toc)
        page._title_from_render = self.title
        page.present_anchor_ids = set(self.anchors)
        page.links_to_anchors = None if self.links is None else dict(self._links(page, files))
        for name, level, message in self.said:
            logging.getLogger(name).log(level, "%s", message)

    def _links(self, page: Page, files: Files) -> Iterator[tuple[File, dict[str, str]]]:
        for source, links in (self.links or {}).items():
            file = page.file if source == page.file.src_uri else files.get_file_from_path(source)
            assert file is not None, source
            yield file, links

    def to_json(self) -> str:
        """Return this as a text."""
        return json.dumps(vars(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Converted:
        """Read what `to_json` has written."""
        return cls(**json.loads(text))


class _Asked:
    """Files that take down what is asked of them."""

    def __init__(self, files: HasFiles) -> None:
        self.files = files
        self.targets: dict[str, list[Any] | None] = {}

    def get_file_from_path(self, path: str) -> Any:
        file = self.files.get_file_from_path(path)
        self.targets[path] = _target(file)
        return file


def _target(file: Any) -> list[Any] | None:
    return [file.url, file.inclusion.is_excluded()] if file else None


def _token(anchor: Any) -> Mapping[str, Any]:
    children = [_token(each) for each in anchor.children]
    return {"level": anchor.level, "id": anchor.id, "name": anchor.title, "children": children}


@contextmanager
def _listening() -> Iterator[list[list[Any]]]:
    """Take down what this thread logs meanwhile."""
    said: list[list[Any]] = []
    heard: list[logging.LogRecord] = []
    thread = threading.get_ident()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread and record not in heard:
                heard.append(record)
                said.append([record.name, record.levelno, record.getMessage()])

    # MkDocs' command line keeps its messages from the root, where those of Markdown and its extensions arrive.
    loggers = logging.getLogger(mkdocs_pages.log.name.split(".")[0]), logging.getLogger()
    listener = Listener()
    for logger in loggers:
        logger.addHandler(listener)
    try:
        yield said
    finally:
        for logger in loggers:
            logger.removeHandler(listener)
