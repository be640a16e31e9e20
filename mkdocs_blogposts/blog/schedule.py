"""Rules such as `mon,thu 09:00`, and the next moment of a rule for which no post is planned."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import count

from .dates import PostDate

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EXAMPLE = 'Write days and a time, like "mon,thu 09:00", "mon-fri 18:30" or "daily 8:00"'
"""The remedy for what is no rule."""

_PART = re.compile(r"(?P<days>[a-z, -]+?)\s+(?P<hour>\d\d?):(?P<minute>\d\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Slot:
    """Days of the week, and a time on each of them."""

    days: frozenset[int]
    """0 is Monday."""
    at: time


def read_rule(text: str) -> tuple[Slot, ...]:
    """Read a rule; several are parted by semicolons. Raises ValueError with the fault and the remedy."""
    return tuple(_slot(part.strip()) for part in text.split(";"))


def next_slot(rule: Collection[Slot], now: datetime, zone: tzinfo, taken: Collection[PostDate]) -> datetime:
    """Return the first moment of a rule after now on which no post falls; a date without a time takes its day."""
    moments = {each.at.timestamp() for each in taken if each.timed}
    days = {each.day for each in taken if not each.timed}
    return next(
        each
        for each in _moments(rule, now.astimezone(zone).date(), zone)
        if each.timestamp() > now.timestamp() and each.timestamp() not in moments and each.date() not in days
    )


def _moments(rule: Collection[Slot], start: date, zone: tzinfo) -> Iterator[datetime]:
    days = (start + timedelta(days=ahead) for ahead in count())
    return (datetime.combine(day, at, zone) for day in days for at in _times(rule, day))


def _times(rule: Collection[Slot], day: date) -> list[time]:
    return sorted(slot.at for slot in rule if day.weekday() in slot.days)


def _slot(text: str) -> Slot:
    part = _PART.fullmatch(text)
    if not part:
        raise ValueError(f'"{text}" is no schedule. {EXAMPLE}')
    try:
        at = time(int(part["hour"]), int(part["minute"]))
    except ValueError:
        raise ValueError(f'"{text}" has no such time. {EXAMPLE}') from None
    return Slot(frozenset(day for each in part["days"].split(",") for day in _days(each.strip().lower())), at)


def _days(text: str) -> list[int]:
    if text == "daily":
        return [*range(7)]
    first, _, last = (each.strip() for each in text.partition("-"))
    start, end = _day(first), _day(last or first)
    return [day % 7 for day in range(start, end + (1 if end >= start else 8))]


def _day(name: str) -> int:
    found = [number for number, day in enumerate(DAYS) if name.startswith(day)]
    if not found:
        raise ValueError(f'"{name}" is no day of the week. {EXAMPLE}')
    return found[0]
