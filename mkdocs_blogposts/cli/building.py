"""Builds a project into a folder that is thrown away, and hears all that is said meanwhile."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import mkdocs
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from ..blog.errors import Problem
from ..building import Build
from ..plugin import plugins_of

Review = Callable[[Build, Path], Iterable[Problem]]
"""Looks at a blog and the folder of its site."""


@dataclass
class Outcome:
    """What one build said and made."""

    config_file: Path
    config: MkDocsConfig | None = None
    """None where the configuration could not be read."""
    problems: list[Problem] = field(default_factory=list)
    """Ours."""
    remarks: list[logging.LogRecord] = field(default_factory=list)
    """Warnings and errors of MkDocs and other plugins."""
    notes: list[str] = field(default_factory=list)
    """What we told besides."""
    outputs: frozenset[str] = frozenset()
    """The files of the built site."""
    failure: str = ""
    """Why there was no build; empty where there was one."""

    @property
    def builds(self) -> list[Build]:
        """The blogs of the site, as far as they were built."""
        return [plugin.build for plugin in plugins_of(self.config) if plugin.build] if self.config else []


def build_project(config_file: Path, reviews: Review | None = None, **settings: Any) -> Outcome:
    """Build a project, with these settings instead of its own; have each blog reviewed while its site is there."""
    outcome = Outcome(config_file)
    # What plugins print would stand in the middle of a report.
    with TemporaryDirectory(prefix="blogposts-") as folder, listening(outcome), redirect_stdout(sys.stderr):
        try:
            outcome.config = load_config(str(config_file), site_dir=folder, strict=False, **settings)
            if plugins_of(outcome.config):
                _build(outcome.config)
                found = (path.relative_to(folder) for path in Path(folder).rglob("*") if path.is_file())
                outcome.outputs = frozenset(path.as_posix() for path in found)
                outcome.problems += _reviewed(outcome, reviews, Path(folder)) if reviews else []
            else:
                outcome.failure = no_blog(outcome.config)
        except MkDocsException as error:
            outcome.failure = str(error) or type(error).__name__
        except (Exception, SystemExit) as error:  # other plugins and hooks may raise anything
            outcome.failure = f"{type(error).__name__}: {error}"
    return outcome


def _reviewed(outcome: Outcome, review: Review, site_dir: Path) -> list[Problem]:
    return [
        replace(problem, source=build.real_names.get(problem.source, problem.source))
        for build in outcome.builds
        for problem in review(build, site_dir)
    ]


def no_blog(config: MkDocsConfig) -> str:
    """Say that a project has no blog, and how it gets one."""
    fault = f"{Path(config.config_file_path).name} enables no plugin `blogposts`"
    if any(name.split("/")[-1].split(" ")[0] == "blog" for name in config.plugins):
        return f"{fault}, but Material's `blog`. `blogposts check --from-material` says what would change"
    return f"{fault}. Add it under `plugins:`"


def _build(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


@contextmanager
def listening(outcome: Outcome) -> Iterator[None]:
    """Write down what is logged, and keep it from the terminal."""
    listener = _Listener(outcome)
    names = sorted({"mkdocs", mkdocs.__name__})  # under ProperDocs, plugins log to either
    loggers = [logging.getLogger(name) for name in names]
    before = [(each.level, each.propagate) for each in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    try:
        yield
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(listener)
            logger.setLevel(level)
            logger.propagate = propagate


class _Listener(logging.Handler):
    """Sorts what is logged."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(logging.INFO)
        self.outcome = outcome

    def emit(self, record: logging.LogRecord) -> None:
        """Take a problem of ours as the value it is, of other plugins what fails a strict build."""
        said = record.args[0] if isinstance(record.args, tuple) and record.args else None
        if isinstance(said, Problem):
            self.outcome.problems.append(said)
        elif record.levelno >= logging.WARNING:
            self.outcome.remarks.append(record)
        elif record.name.endswith(".blogposts"):
            self.outcome.notes.append(record.getMessage().removeprefix("blogposts: "))
