"""The interface's words, and dates, numbers and plurals, in the language of the reader."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, get_month_names
from babel.numbers import format_decimal

from .blog.permalink import format_when

_LOCALES = files(__package__) / "locale"
_FALLBACK = "en"


class Language:
    """One language, found from a code like `zh`, `zh-TW`, `pt_BR`; unknown ones fall back to English."""

    def __init__(self, code: str) -> None:
        self.locale = parse_locale(code)
        self.tag = str(self.locale).replace("_", "-")
        """As in HTML's `lang`."""
        self.direction = self.locale.text_direction
        self._code = str(self.locale)
        self._texts = _texts_of(self.locale)
        # The same few numbers stand on every list.
        self._counted = lru_cache(maxsize=1024)(self._count)

    def __call__(self, key: str, n: float | None = None, **values: object) -> str:
        """Return the words for a key, with `values` filled in; `n` picks the plural form."""
        if n is not None and not values:
            return self._counted(key, n)
        return str(self._texts.get(key, key)).format(**values)

    def _count(self, key: str, n: float) -> str:
        forms = self._texts[key]
        text = forms.get(self.locale.plural_form(n), forms["other"])
        return str(text).format(n=format_decimal(n, locale=self.locale))

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def date(self, when: datetime, pattern: str = "long") -> str:
        """Format a moment in its own offset; `pattern` is Babel's."""
        return format_when(when, pattern, self._code)

    def month(self, number: int) -> str:
        """Return the name of a month as it stands alone."""
        return str(get_month_names("wide", "stand-alone", self.locale)[number])

    def month_of(self, year: int, number: int) -> str:
        """Return the name of a month together with its year."""
        return str(format_skeleton("yMMMM", date(year, number, 1), locale=self.locale))

    @property
    def name(self) -> str:
        """What the language is called in itself."""
        return self.locale.get_display_name() or self.tag

    def name_of(self, other: Language) -> str:
        """Return what another language is called in this one."""
        return other.locale.get_display_name(self.locale) or other.tag


def parse_locale(code: str) -> Locale:
    """Return the locale of a code in any usual spelling, or of its language alone, or English."""
    for candidate in (code, code.replace("-", "_").split("_")[0]):
        try:
            return Locale.parse(candidate.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_FALLBACK)


@cache
def language(code: str) -> Language:
    """Return the language of a code; made once, as Babel's locales are slow to load."""
    return Language(code)


def _texts_of(locale: Locale) -> Mapping[str, Any]:
    """Return the texts of a locale, filled up from English, from the nearest file there is."""
    region = f"{locale.language}-{locale.territory}" if locale.territory else ""
    script = "zh-TW" if locale.language == "zh" and locale.script == "Hant" else ""
    near = "nb" if locale.language in ("no", "nn") else ""
    found = next((texts for name in (region, script, locale.language, near) if (texts := _read(name))), {})
    return {**_read(_FALLBACK), **found}


@cache
def _read(name: str) -> Mapping[str, Any]:
    path = _LOCALES / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if name and path.is_file() else {}
