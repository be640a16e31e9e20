"""Kinds of settings that MkDocs does not have: what a value must be, and what is said of one that is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from mkdocs.config import config_options as c
from mkdocs.config.base import ValidationError

from .blog.errors import did_you_mean

LIST_STYLES = ("auto", "titles", "list", "cards", "full", "theme")
LIST_KEYS = ("style", "lead", "languages")
_KINDS = {bool: "true or false", int: "a whole number", str: "text"}


class TimeZone(c.OptionallyRequired[str]):
    """A time zone by its IANA name."""

    def run_validation(self, value: object) -> str:
        """Check the name against the zones this machine knows."""
        try:
            return ZoneInfo(str(value)).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            guess = did_you_mean(str(value), available_timezones())
            raise ValidationError(f'no time zone "{value}". {guess or "Write a name like Europe/Berlin"}') from None


class Function(c.OptionallyRequired[Callable[..., Any]]):
    """A function, given as `!!python/name:package.function`."""

    def run_validation(self, value: object) -> Callable[..., Any]:
        """Check that the value can be called."""
        if not callable(value):
            raise ValidationError(f'"{value}" is not a function. Write `!!python/name:package.function`')
        return value


class Format(c.Type[str]):
    """A URL format with placeholders."""

    def __init__(self, *names: str, default: str | None = None) -> None:
        super().__init__(str)
        self.default = default
        self.required = default is None
        self.names = names

    def run_validation(self, value: object) -> str:
        """Check that the format names only placeholders it has."""
        text = super().run_validation(value)
        try:
            text.format(**dict.fromkeys(self.names, ""))
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            known = ", ".join(f"{{{name}}}" for name in self.names)
            raise ValidationError(f'"{text}" has a placeholder that is not known ({error}). Known: {known}') from None
        return text


class Switch(c.OptionallyRequired[bool | dict[str, Any]]):
    """`true`, `false`, or a mapping with some of these keys, each with the kind or the choice of its values."""

    def __init__(self, default: bool, values: Mapping[str, type | Sequence[str]]) -> None:
        super().__init__(default=default)
        self.values = values

    def run_validation(self, value: object) -> bool | dict[str, Any]:
        """Check the mapping's keys and values."""
        if isinstance(value, bool):
            return value
        if not isinstance(value, dict):
            keys = " and ".join(f"`{key}`" for key in self.values)
            raise ValidationError(f"neither true nor false, nor a mapping with {keys}")
        for key, given in value.items():
            self._check(str(key), given)
        return value

    def _check(self, key: str, given: object) -> None:
        if key not in self.values:
            raise ValidationError(f"unknown key `{key}`. {did_you_mean(key, self.values)}".rstrip())
        wanted = self.values[key]
        if isinstance(wanted, type):
            if not isinstance(given, wanted):
                raise ValidationError(f"`{key}: {given}` is not {_KINDS[wanted]}")
        elif given not in wanted:
            raise ValidationError(f"`{key}: {given}` is neither {' nor '.join(f'`{each}`' for each in wanted)}")


class ListStyle(c.OptionallyRequired[str | dict[str, Any]]):
    """`auto`, `titles`, `list`, `cards`, `full` or `theme`, or a mapping with `style`, `lead` and `languages`."""

    def run_validation(self, value: object) -> str | dict[str, Any]:
        """Check the style, and the mapping's keys and values."""
        given = value if isinstance(value, dict) else {"style": value}
        for key in given:
            if key not in LIST_KEYS:
                raise ValidationError(f"unknown key `{key}`. {did_you_mean(str(key), LIST_KEYS)}".rstrip())
        style = str(given.get("style", "auto"))
        if style not in LIST_STYLES:
            guess = did_you_mean(style, LIST_STYLES) or f"There are {', '.join(LIST_STYLES)}"
            raise ValidationError(f"no list style `{style}`. {guess}")
        if not isinstance(given.get("lead", False), bool):
            raise ValidationError(f"`lead: {given['lead']}` is neither true nor false")
        if given.get("languages", "mixed") not in ("mixed", "apart"):
            raise ValidationError(f"`languages: {given['languages']}` is neither `mixed` nor `apart`")
        return given if isinstance(value, dict) else style


class FeedLists(c.OptionallyRequired[bool | list[str]]):
    """A list of taxonomies and `languages`, or `true` for all."""

    def __init__(self) -> None:
        super().__init__(default=[])

    def run_validation(self, value: object) -> bool | list[str]:
        """Check the kind of the value; which taxonomies there are is known later."""
        if isinstance(value, bool):
            return value
        if not isinstance(value, list):
            raise ValidationError("neither true nor false, nor a list of taxonomies")
        return [str(each) for each in value]


class ShareLinks(c.OptionallyRequired[dict[str, dict[str, str]]]):
    """A mapping of names to mappings with `link`, `title` and `icon`."""

    def __init__(self) -> None:
        super().__init__(default={})

    def run_validation(self, value: object) -> dict[str, dict[str, str]]:
        """Check the keys and values of each link."""
        if not isinstance(value, dict):
            raise ValidationError("not a mapping of names to mappings with `link`, `title` and `icon`")
        for name, link in value.items():
            if not isinstance(link, dict) or not link.get("link"):
                raise ValidationError(f"`{name}` has no `link`. Write one with {{post_url}} and {{post_title}}")
            for key, text in link.items():
                if key not in ("link", "title", "icon"):
                    guess = did_you_mean(str(key), ("link", "title", "icon"))
                    raise ValidationError(f"`{name}` has an unknown key `{key}`. {guess}".rstrip())
                if not isinstance(text, str):
                    raise ValidationError(f"`{name}`: `{key}: {text}` is not text")
        return {str(name): link for name, link in value.items()}
