"""Converts in other processes while this one goes on; it takes what they have done, and does the rest."""

from __future__ import annotations

import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from types import SimpleNamespace
from typing import Any, Literal, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import Files

from ..reports import log
from .converted import Converted, Target

Start = Literal["fork", "spawn"]
WORTH_IT: Mapping[Start, int] = {"fork": 50, "spawn": 300}
"""How many texts it takes; a process that does not begin as a copy has to import everything first."""
MOST_PROCESSES = 6
BATCH = 8
"""Texts that go to a process together."""
TRIES = 20
"""Texts turning out otherwise than expected after which, if they are most of them, no more are converted ahead."""


class Text(NamedTuple):
    """A text to be converted."""

    key: bytes
    target: Target
    """The file that will hold the result."""
    markdown: str


@dataclass(frozen=True)
class Setup:
    """What converting takes besides the text, fit to be carried to another process."""

    extensions: Sequence[str]
    options: Mapping[str, Any]
    use_directory_urls: bool
    validation: Any
    log_level: int
    targets: Mapping[str, Target]
    """By source, what texts can link to."""

    @classmethod
    def of(cls, config: MkDocsConfig, files: Files) -> Setup:
        """Take from a site what converting its texts needs."""
        targets = {file.src_uri: Target.of(file) for file in files}
        level = mkdocs_pages.log.getEffectiveLevel()
        extensions, options = config.markdown_extensions, config.mdx_configs
        return cls(extensions, options, config.use_directory_urls, config.validation, level, targets)


class Ahead:
    """Conversions that other processes make, by key."""

    def __init__(self, setup: Setup, texts: Sequence[Text], start: Start, processes: int) -> None:
        context = multiprocessing.get_context(start)
        self._pool = ProcessPoolExecutor(processes, context, _begin, (setup,))
        self._futures: dict[bytes, Future[dict[bytes, str]]] = {}
        self._taken = self._missed = 0
        # From the end, as this process begins at the other one.
        for batch in _batches(texts[::-1]):
            future = self._pool.submit(_convert, batch)
            self._futures |= dict.fromkeys((text.key for text in batch), future)

    def take(self, key: bytes) -> str | None:
        """Return what another process has made, or is making; None for what none has begun."""
        future = self._futures.pop(key, None)
        if future is None:
            self._missed += 1
            if self._missed >= TRIES and self._missed > self._taken:
                self.stop()
            return None
        if future.cancel():
            return None
        with suppress(BrokenProcessPool):
            self._taken += 1
            return future.result().get(key)
        return None

    def stop(self) -> None:
        """Let the processes end, each after what it is at, and wait for that.

        Python may fail to end a pool that is still ending by itself when the whole program ends.
        """
        log.debug("%d posts converted by other processes", self._taken)
        self._futures = {}
        self._pool.shutdown(wait=True, cancel_futures=True)


def begin(setup: Setup, texts: Sequence[Text]) -> Ahead | None:
    """Begin to convert texts in other processes, if that is safe and pays."""
    processes = min(processors() - 1, MOST_PROCESSES)
    start: Start = "fork" if sys.platform == "linux" else "spawn"
    # A copy of a process with several threads may wait for ever for what one of the others held.
    if processes < 1 or len(texts) < WORTH_IT[start] or threading.active_count() > 1:
        return None
    if start == "spawn" and not _can_be_sent(setup):
        return None
    return Ahead(setup, texts, start, processes)


def processors() -> int:
    """Return how many processors this process may use."""
    may_use = getattr(os, "sched_getaffinity", None)
    return len(may_use(0)) if may_use else os.cpu_count() or 1


def _can_be_sent(setup: Setup) -> bool:
    try:
        return bool(pickle.dumps(setup))
    except (pickle.PicklingError, AttributeError, TypeError):
        return False


def _batches(texts: Sequence[Text]) -> Iterator[Sequence[Text]]:
    for start in range(0, len(texts), BATCH):
        yield texts[start : start + BATCH]


# In the other processes -----------------------------------------------------------


class _Config(SimpleNamespace):
    """As much of a site's settings as converting reads."""

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)


class _Files:
    """As much of a site's files as converting asks for."""

    def __init__(self, targets: Mapping[str, Target]) -> None:
        self.targets = targets

    def get_file_from_path(self, path: str) -> Target | None:
        return self.targets.get(PurePath(path).as_posix())


_config: Any
_files: _Files


def _begin(setup: Setup) -> None:
    global _config, _files
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it ends it
    for name in (mkdocs_pages.log.name.split(".")[0], None):  # what is said is said where the result is used
        logging.getLogger(name).handlers.clear()
    mkdocs_pages.log.setLevel(setup.log_level)
    _config = _Config(
        markdown_extensions=setup.extensions,
        mdx_configs=setup.options,
        use_directory_urls=setup.use_directory_urls,
        validation=setup.validation,
    )
    _files = _Files(setup.targets)


def _convert(texts: Sequence[Text]) -> dict[bytes, str]:
    converted: dict[bytes, str] = {}
    for text in texts:
        page: Any = SimpleNamespace(markdown=text.markdown, file=text.target)
        with suppress(Exception):  # It happens again where the page is, and is reported there.
            converted[text.key] = Converted.of(page, _config, _files).to_json()
    return converted
