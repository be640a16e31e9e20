"""Marks posts as drafts or takes the mark away, and dates them; the rest of their text stays."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo

from .editing import remove, set_value
from .frontmatter import read
from .post import Post

_OFFSET = re.compile(r":\d\d(?:\.\d+)?\s*(?:Z|UTC|[-+][\d:]+)$", re.IGNORECASE)


def as_draft(text: str) -> str:
    """Return the text of a post that is held back. Raises `CannotEdit` where it cannot be changed by itself."""
    return set_value(text, "draft", "true")


def as_published(text: str, draft_by_default: bool) -> str:
    """Return the text of a post that is no draft. Raises `CannotEdit` where it cannot be changed by itself."""
    text = remove(text, "draft")
    is_still_draft = draft_by_default or read(text, "")[0].meta.get("draft")
    return set_value(text, "draft", "false") if is_still_draft else text


def dated(text: str, post: Post, now: datetime, zone: tzinfo, today: date) -> str:
    """Return the text of a post with the date of this moment, in the form of the date it has; without one, today's.

    Raises `CannotEdit` where it cannot be changed by itself.
    """
    written, key = read(text, "")[0].fields.get("date"), "date"
    if written and isinstance(written.value, dict):
        written, key = written.fields.get("created"), "date.created"
    if written is None or not post.date.timed:
        return set_value(text, key, str(today))
    if _OFFSET.search(written.text or ""):
        return set_value(text, key, now.astimezone(post.date.at.tzinfo).isoformat(timespec="seconds"))
    return set_value(text, key, f"{now.astimezone(zone):%Y-%m-%d %H:%M}")
