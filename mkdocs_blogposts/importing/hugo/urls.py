"""Where Hugo puts pages: by its own rules, or by the patterns under `permalinks`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote_plus

from ...blog.permalink import format_when, join

_TOKEN = re.compile(r":(?P<name>[a-z]+)(?:\[(?P<part>[^\]]*)\])?")
_KEPT = re.compile(r"[\w./\\#+~@\-]|%[0-9a-fA-F]{2}")
_DATES = {
    "year": "yyyy",
    "month": "MM",
    "monthname": "MMMM",
    "day": "dd",
    "weekday": "e",
    "weekdayname": "EEEE",
    "yearday": "D",
}
_NO_DATE = {"year": "1", "month": "01", "day": "01"}
"""What Hugo writes for pages without a date."""


@dataclass(frozen=True)
class Place:
    """What the URL of a page is made of."""

    folders: tuple[str, ...]
    """Its sections, outermost first."""
    name: str
    """Its file's name, or its bundle's, without suffix and language."""
    title: str = ""
    slug: str = ""
    when: datetime | None = None


@dataclass(frozen=True)
class UrlRules:
    """The settings of a site that decide on URLs."""

    permalinks: Mapping[str, str]
    """Patterns, by section."""
    ugly: bool = False
    keep_case: bool = False

    def url(self, place: Place) -> str:
        """Return the URL of a page from its language's root, without a slash at its head."""
        pattern = self.permalinks.get(place.folders[0] if place.folders else "/")
        if pattern:
            path = _TOKEN.sub(lambda token: self._fill(token, place), pattern)
        else:
            last = urlized(place.slug, self.keep_case) if place.slug else self._file_name(place.name)
            path = join(*map(self._file_name, place.folders), last)
        path = path.strip("/")
        return (
            f"{path}.html"
            if self.ugly and not path.endswith(".html")
            else path
            if path.endswith(".html")
            else f"{path}/"
        )

    def _fill(self, token: re.Match[str], place: Place) -> str:
        name = token["name"]
        if name in _DATES:
            return format_when(place.when, _DATES[name], "en").lower() if place.when else _NO_DATE.get(name, "")
        segments = {
            "section": place.folders[0] if place.folders else "",
            "sections": "/".join(_sliced(place.folders, token["part"])),
            "title": self._segment(place.title),
            "slug": self._segment(place.slug or place.title),
            "slugorfilename": self._segment(place.slug or place.name),
            "slugorcontentbasename": self._segment(place.slug or place.name),
            "filename": self._segment(place.name),
            "contentbasename": self._segment(place.name),
            "sectionslug": self._segment(place.folders[0] if place.folders else ""),
            "sectionslugs": "/".join(map(self._segment, _sliced(place.folders, token["part"]))),
        }
        value = segments.get(name, token[0])
        return value if self.keep_case else value.lower()

    def _file_name(self, name: str) -> str:
        name = "".join(part for part in re.sub(r"\s", "-", name.strip()) if part == "%" or _KEPT.fullmatch(part))
        return name if self.keep_case else name.lower()

    def _segment(self, text: str) -> str:
        """In patterns, texts are taken for parts of URLs, where a plus is a space."""
        return urlized(unquote_plus(text), self.keep_case)


def urlized(text: str, keep_case: bool = False) -> str:
    """Return a text as Hugo writes it into URLs: letters, digits and a few signs, dashes for spaces."""
    kept = "".join(part if part.isspace() or _KEPT.fullmatch(part) else "" for part in text.strip())
    path = re.sub(r"\s+-?\s*|-\s+", "-", kept.strip())
    return path if keep_case else path.lower()


def permalinks_of(values: object) -> dict[str, str]:
    """Return the patterns for pages, by section."""
    given = values if isinstance(values, dict) else {}
    pages = given.get("page")
    flat = {key: value for key, value in given.items() if isinstance(value, str)}
    return {**flat, **({key: str(value) for key, value in pages.items()} if isinstance(pages, dict) else {})}


def _sliced(folders: tuple[str, ...], part: str | None) -> tuple[str, ...]:
    """Return the sections that `:sections[1:]` or `:sections[last]` names."""
    if part is None:
        return folders
    if part == "last":
        return folders[-1:]
    start, colon, end = part.partition(":")
    number = int(start) if start.isdigit() else 0
    if not colon:
        return folders[number : number + 1]
    stop = len(folders) - 1 if end == "last" else int(end) if end.isdigit() else None
    return folders[number:stop]
