"""Dates: as the writer gives them in front matter or a path → moments with an offset."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import total_ordering
from posixpath import splitext

ACCEPTED = "Write a date like 2026-11-22, 2026-11-22 08:30 or 2026-11-22T08:30:00+08:00"
"""The remedy for what is not a date."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_ZONE = timezone(timedelta(hours=14))
"""Where each day begins first on earth."""

_DAY = r"(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)"
_TIME = r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?"
_OFFSET = r"(?P<utc>Z|UTC)|(?P<sign>[-+])(?P<hours>\d\d?)(?::?(?P<minutes>[0-5]\d))?"
_WRITTEN = re.compile(rf"{_DAY}(?:(?:T|\s+){_TIME}(?:\s*(?:{_OFFSET}))?)?", re.ASCII | re.IGNORECASE)
_CHINESE = re.compile(r"(\d{4})年 ?(\d\d?)月 ?(\d\d?)日", re.ASCII)

_IN_PATH = re.compile(r"(?<![^/])(\d{4})([-_/])(\d\d?)\2(\d\d?)(?=[-_ ./]|$)", re.ASCII)


@total_ordering
@dataclass(frozen=True, eq=False, slots=True)
class PostDate:
    """A date of a post; dates sort by instant, and are equal only when the reader sees no difference."""

    at: datetime
    """Always with an offset; midnight where the writer gave no time."""
    timed: bool
    """Whether the writer gave a time."""

    @property
    def day(self) -> date:
        """The day, in the date's own offset."""
        return self.at.date()

    def due(self, zone_is_set: bool) -> datetime:
        """Return the moment from which a post of this date is due.

        A date without a time is due once its day has begun: in its zone if the writer chose that, else
        anywhere on earth (UTC+14), so that nobody waits for a post of today.
        """
        if self.timed or zone_is_set:
            return self.at
        return datetime.combine(self.day, time.min, _FIRST_ZONE)

    @property
    def _order(self) -> tuple[timedelta, timedelta | None, bool]:
        # Since the epoch: two times of one zone would be compared by the clock, wrong when it is set back.
        return self.at - _EPOCH, self.at.utcoffset(), self.timed

    def __eq__(self, other: object) -> bool:
        return self._order == other._order if isinstance(other, PostDate) else NotImplemented

    def __lt__(self, other: PostDate) -> bool:
        return self._order < other._order

    def __hash__(self) -> int:
        return hash(self._order)


def read_date(value: object, text: str | None, zone: tzinfo) -> PostDate:
    """Read a date from what YAML made of it and from its text as typed.

    A date that names no offset is in `zone`. Raises ValueError with the fault; the remedy is `ACCEPTED`.
    """
    match value:
        case datetime():
            at, timed = value, True
        case date():
            at, timed = datetime.combine(value, time.min), False
        case str():
            at, timed = _read_text(value.strip())
        case _:
            raise ValueError(f"{_shown(value, text)} is not a date")
    if at.year == 1:  # other offsets would need the year before
        raise ValueError(f"{_shown(value, text)} is too early for a date")
    return PostDate(at if at.tzinfo else at.replace(tzinfo=zone), timed)


def date_from_path(src_uri: str) -> tuple[date | None, str]:
    """Return the date in a post's path (relative to the folder of posts), and the rest of its name.

    The date stands at the head of the file's name or of its bundle's folder, or is made of folders:
    `2026-11-22-hello.md`, `2026-11-22-hello/index.md`, `2026/11/22/hello.md`. A language stays in the name:
    `hello.zh`. Where nothing but a date is left for a name, it is the name.
    """
    path = _without_index(src_uri)
    for found in reversed(list(_IN_PATH.finditer(path))):
        rest = path[found.end() :]
        day = _calendar_day(found)
        if day and ("/" not in rest or rest.startswith("/")):
            name = rest.rpartition("/")[2]
            return day, _after_date(name) or found[0].replace("/", "-") + name
    return None, path.rpartition("/")[2]


def _read_text(text: str) -> tuple[datetime, bool]:
    written = _WRITTEN.fullmatch(_CHINESE.sub(r"\1-\2-\3 ", text).rstrip())
    if not written:
        raise ValueError(f'"{text}" is not a date')
    try:
        return _moment(written), written["hour"] is not None
    except ValueError:
        raise ValueError(f'"{text}" is not a date: there is no such day or time') from None


def _moment(written: re.Match[str]) -> datetime:
    names = ("year", "month", "day", "hour", "minute", "second")
    year, month, day, hour, minute, second = (int(written[name] or 0) for name in names)
    fraction = int((written["fraction"] or "0")[:6].ljust(6, "0"))
    return datetime(year, month, day, hour, minute, second, fraction, _offset(written))


def _offset(written: re.Match[str]) -> tzinfo | None:
    if written["utc"]:
        return UTC
    if not written["sign"]:
        return None
    ahead = timedelta(hours=int(written["hours"]), minutes=int(written["minutes"] or 0))
    return timezone(-ahead if written["sign"] == "-" else ahead)


def _shown(value: object, text: str | None) -> str:
    kind = {list: "a list", dict: "a mapping", type(None): "an empty value"}.get(type(value))
    return kind or f'"{value if text is None else text}"'


def _without_index(src_uri: str) -> str:
    """Return the path without suffix; an index page has the name of its folder, with its own language."""
    path, _ = splitext(src_uri)
    folder, _, name = path.rpartition("/")
    stem, dot, language = name.partition(".")
    return f"{folder}{dot}{language}" if folder and stem in ("index", "README") else path


def _calendar_day(found: re.Match[str]) -> date | None:
    try:
        day = date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return None
    return day if day.year > 1 else None


def _after_date(name: str) -> str:
    """Return what a name says after its date; nothing where only a language follows."""
    rest = name.lstrip("-_ ")
    return "" if rest.startswith(".") else rest
