"""Tells the writer what a build found: problems, and what is held back."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger

from .blog.errors import Problem, Severity

if TYPE_CHECKING:
    from .building import Build

log = get_plugin_logger("blogposts")

_LEVELS = {Severity.ERROR: logging.WARNING, Severity.WARNING: logging.WARNING, Severity.HINT: logging.INFO}


def report(problems: Iterable[Problem]) -> None:
    """Log problems in the order of their sources; errors and warnings fail a strict build."""
    for problem in sorted(set(problems)):
        log.log(_LEVELS[problem.severity], "%s", problem)


def report_held(build: Build) -> None:
    """Say in one line which posts are held back, and when time will change that; and how to begin."""
    plan = build.plan
    if plan.held:
        each = ", ".join(f"{source} ({plan.visibility[source]})" for source in plan.held)
        due = f"; the next change is due {plan.next_change:%Y-%m-%d %H:%M %Z}" if plan.next_change else ""
        log.info("%d held back: %s%s", len(plan.held), each, due)
    if not plan.visibility and not build.reading.left_out:
        log.info("No posts yet. %s", build.first_steps())
