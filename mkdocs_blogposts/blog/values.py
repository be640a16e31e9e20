"""Reads single values out of front matter, and gathers what is wrong with them."""

from __future__ import annotations

import math
import re
from datetime import tzinfo
from urllib.parse import urlsplit

from .dates import ACCEPTED, PostDate, read_date
from .errors import Problem, Severity, Slip
from .fields import Field
from .frontmatter import FrontMatter

YES = frozenset({"true", "yes", "on"})
NO = frozenset({"false", "no", "off"})
_SCRIPT = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_SPACE = re.compile(r"[\x00-\x20]")
_UNSAFE = re.compile("[\\s\"'<>`\\\\]")


class Values:
    """The values under the keys of one front matter; one that cannot be read is reported, and counts as not given."""

    def __init__(self, source: str, front: FrontMatter, zone: tzinfo) -> None:
        self.source = source
        self.front = front
        self.zone = zone
        """The zone of dates that name none."""
        self.problems: list[Problem] = []

    def report(
        self, line: int, fault: str, remedy: str, severity: Severity = Severity.WARNING, slip: Slip | None = None
    ) -> None:
        """Note what is wrong; the same fault twice in a line is one."""
        problem = Problem(self.source, line, fault, remedy, severity, slip)
        if problem not in self.problems:
            self.problems.append(problem)

    def texts(self, *keys: str) -> tuple[str, ...]:
        """Return the texts under all of these keys, each once, in the order written.

        Keys after the first may be another plugin's as well: what is no text there is only hinted at.
        """
        found = [text.strip() for key in keys for text in self._texts_of(key, is_ours=key == keys[0])]
        return tuple(dict.fromkeys(text for text in found if text))

    def _texts_of(self, key: str, is_ours: bool) -> tuple[str, ...]:
        entry = self.front.fields.get(key)
        if entry is None:
            return ()
        if any(isinstance(each.value, (dict, list)) for each in entry.items) or isinstance(entry.value, dict):
            fault = f"`{key}` is neither one value nor a list of them"
            remedy = f"Write one value or a list: `{key}: [one, two]`"
            self.report(entry.line, fault, remedy, Severity.WARNING if is_ours else Severity.HINT)
            return ()
        return entry.texts

    def text(self, key: str) -> str:
        """Return the single text under a key, or an empty one."""
        entry = self.front.fields.get(key)
        return self.text_of(entry) if entry else ""

    def text_of(self, entry: Field) -> str:
        """Return the single text of a field, or an empty one."""
        if entry.text is None:
            self.report(entry.line, f"`{entry.key}` is not a single value", f"Write `{entry.key}: one text`")
        return (entry.text or "").strip()

    def flag(self, key: str, if_unclear: bool | None, remedy: str) -> bool | None:
        """Return yes, no, or None where the writer did not say."""
        text = self.text(key)
        if not text:
            return None
        if text.casefold() in YES | NO:
            return text.casefold() in YES
        self.report(self.front.fields[key].line, f"`{key}: {text}` is neither true nor false", remedy)
        return if_unclear

    def number(self, key: str) -> float | None:
        """Return the number under a key, if there is one."""
        text = self.text(key)
        number = number_of(text)
        if text and number is None:
            self.report(self.front.fields[key].line, f"`{key}: {text}` is not a number", f"Write `{key}: 2`")
        return number

    def whole_number(self, key: str) -> int | None:
        """Return the number under a key as a whole one, at least 0."""
        number = self.number(key)
        return None if number is None else max(round(number), 0)

    def web_address(self, key: str) -> str:
        """Return the full address under a key, or an empty text."""
        text = self.text(key)
        if text and not is_web_address(text):
            fault = f"`{key}: {text}` is no full address"
            self.report(self.front.fields[key].line, fault, f"Write `{key}: https://example.org/page/`")
            return ""
        return text

    def date(self, key: str) -> PostDate | None:
        """Return the date under a key, if there is one."""
        entry = self.front.fields.get(key)
        return self.date_of(entry, key) if entry else None

    def date_of(self, entry: Field, name: str, severity: Severity = Severity.WARNING) -> PostDate | None:
        """Return the date that a field is; `name` is what messages call it."""
        try:
            return read_date(entry.value, entry.text, self.zone)
        except ValueError as error:
            self.report(entry.line, f"`{name}`: {error}", ACCEPTED, severity)
            return None


def is_web_address(text: str) -> bool:
    """Tell whether a text is a full address on the web, safe to stand in HTML as it is."""
    try:
        url = urlsplit(text)
    except ValueError:
        return False
    return url.scheme in ("http", "https") and bool(url.hostname) and not _UNSAFE.search(text)


def runs_something(url: str) -> bool:
    """Tell whether an address runs a script instead of leading somewhere; browsers pass over spaces in it."""
    return bool(_SCRIPT.match(_SPACE.sub("", url)))


def number_of(text: str) -> float | None:
    """Return the number that a text is; None where it is none, or has no end (`inf`) or no place (`nan`)."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
