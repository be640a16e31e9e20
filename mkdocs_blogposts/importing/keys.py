"""Front matter of other programs → ours: keys that mean the same, dates, lists, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from ..blog.dates import PostDate, read_date
from ..blog.errors import Severity
from .front import Front
from .old_site import OldSite

_TAKEN = frozenset("template hide icon search links link layout type updates readtime part guid canonical".split())
"""Keys that mean something else to us, or to themes, than where they come from."""
_FRACTION = re.compile(r"(\s\d\d?:\d\d)\.\d+")
"""Stands in some dates where seconds would."""


class Keys:
    """Gathers our front matter from that of one file."""

    def __init__(self, front: Front, source: str, site: OldSite, zone: tzinfo | None = None) -> None:
        self.front = front
        self.source = source
        self.site = site
        self.zone = zone or UTC
        self.meta: dict[str, Any] = {}
        self.used: set[str] = set()

    def text(self, key: str, *names: str) -> str:
        """Take a text over, from the first of these keys that has one."""
        self.used.update(names)
        value = next((text for name in names if (text := self.front.text(name))), "")
        if value:
            self.meta[key] = value
        return value

    def texts(self, key: str, *names: str) -> list[str]:
        """Take a list over."""
        self.used.update(names)
        values = self.front.texts(*names)
        if values:
            self.meta[key] = values
        return values

    def flag(self, key: str, *names: str) -> bool:
        """Take a mark over, if it is set."""
        self.used.update(names)
        is_set = any(self.front.text(name).lower() in ("true", "yes", "on", "1") for name in names)
        if is_set:
            self.meta[key] = True
        return is_set

    def date(self, key: str, *names: str) -> PostDate | None:
        """Take a date over as it is written, if it can be read; report it else."""
        self.used.update(names)
        for name in names:
            value = self.front.values.get(name)
            if value is None or value == "" or str(value).startswith("0001-01-01"):
                continue
            if isinstance(value, time):
                value = value.isoformat()
            if isinstance(value, str):
                value = _FRACTION.sub(r"\1", value.strip())
            found = self._read(name, value)
            if found:
                self.meta[key] = value if isinstance(value, (date, datetime)) else str(value)
                return found
        return None

    def _read(self, name: str, value: object) -> PostDate | None:
        try:
            return read_date(value, self.front.text(name), self.zone)
        except ValueError as error:
            self.report(name, f"`{name}`: {error}", "Write it as 2026-01-15 08:30")
            return None

    def cover(self, src: str, alt: str = "", caption: str = "") -> None:
        """Take a picture over."""
        words = {"alt": alt, "caption": caption}
        if src:
            given = {key: text for key, text in words.items() if text}
            self.meta["cover"] = {"image": src, **given} if given else src

    def rest(self, dropped: Iterable[str] = ()) -> dict[str, Any]:
        """Keep the keys that nobody asked for, but for those dropped and those that mean something else here."""
        self.used.update(dropped)
        for key, value in self.front.values.items():
            if key in self.used or key in self.meta:
                continue
            if key in _TAKEN:
                self.report(key, f"`{key}` means something else here, and was left out", "", Severity.HINT)
            else:
                self.meta[key] = _plain(value)
        return self.meta

    def report(self, key: str, fault: str, remedy: str, severity: Severity = Severity.WARNING) -> None:
        """Note what is wrong with the value under a key."""
        self.site.report(self.source, self.front.lines.get(key, 1), fault, remedy, severity)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, time) else value
