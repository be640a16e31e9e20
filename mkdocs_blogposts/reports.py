"""Tells the writer what a build found: problems, and what is held back."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from mkdocs.plugins import get_plugin_logger

from .blog.errors import Problem, Severity
from .blog.lifecycle import Visibility, due
from .blog.plan import Plan
from .blog.post import Post
from .blog.settings import Settings

log = get_plugin_logger("blogposts")

_LEVELS = {Severity.ERROR: logging.WARNING, Severity.WARNING: logging.WARNING, Severity.HINT: logging.INFO}


def report(problems: Iterable[Problem], names: Mapping[str, str]) -> None:
    """Log problems in the order of their sources; errors and warnings fail a strict build.

    `names` has the names that sources have for the writer, where those are others.
    """
    for problem in sorted(set(problems)):
        named = replace(problem, source=names.get(problem.source, problem.source))
        log.log(_LEVELS[problem.severity], "%s", named)


def report_held(posts: Iterable[Post], plan: Plan, settings: Settings, now: datetime) -> None:
    """Say in one line which of all posts are held back, and when time will change that."""
    if plan.held:
        each = ", ".join(f"{source} ({plan.visibility[source]})" for source in plan.held)
        change = f"; the next change is due {plan.next_change:%Y-%m-%d %H:%M %Z}" if plan.next_change else ""
        waiting = [post for post in posts if plan.visibility[post.source] is Visibility.SCHEDULED]
        log.info("%d held back: %s%s%s", len(plan.held), each, change, _time_zone(waiting, settings, now))


def report_none(settings: Settings, now: datetime) -> None:
    """Say how to begin where there is no post yet."""
    name = posixpath.join(settings.post_dir, f"{now:%Y-%m-%d}-hello.md")
    log.info("No posts yet. Write %s in your docs folder:\n\n    ---\n    title: Hello\n    ---\n", name)


def _time_zone(waiting: Iterable[Post], settings: Settings, now: datetime) -> str:
    """Say in which zone dates are read, when a post waits for less than a day: it may be due where its writer lives."""
    is_near = any(due(post, settings) - now < timedelta(days=1) for post in waiting)
    return f". Dates are read in {settings.zone or 'UTC'}: set `timezone` if yours is another" if is_near else ""
