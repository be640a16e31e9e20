"""What the records of an export mean: their dates, who could see them, where they lived."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from urllib.parse import unquote, urlsplit

from .wxr import Record

LEFT_OUT = frozenset(("trash", "auto-draft", "inherit"))
"""States of posts that nobody means to keep."""


def url_of(item: Record, base: str) -> str:
    """Return where an item lived below the blog's address; nothing where that was no path, as of drafts."""
    link = urlsplit(item.text("link"))
    path = unquote(link.path).removeprefix(urlsplit(base).path.rstrip("/"))
    if link.query:
        return ""
    if not path.strip("/"):
        return "/" if item.text("wp:post_type") == "page" and link.path else ""
    return path if path.endswith(("/", ".html", ".htm")) else f"{path}/"


def when(item: Record, name: str) -> datetime | None:
    """Return a date with its offset, which is how far it is from the same date in UTC."""
    local, utc = _date(item.text(name)), _date(item.text(f"{name}_gmt"))
    if local is None:
        return None
    offset = round((local - utc) / timedelta(minutes=15)) * timedelta(minutes=15) if utc else timedelta()
    return local.replace(tzinfo=timezone(offset)) if abs(offset) < timedelta(hours=24) else local


def _date(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:  # 0000-00-00 00:00:00
        return None


def hidden(item: Record) -> str:
    """Return why an item was not for everybody; empty where it was."""
    status = item.text("wp:status")
    if item.text("wp:post_password"):
        return "protected by a password"
    if status in ("draft", "pending"):
        return "draft"
    return "private" if status == "private" else "" if status in ("publish", "future") else f"of the state {status}"
