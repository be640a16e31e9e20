"""Front matter that a folder gives to the posts in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from .fields import Field
from .frontmatter import FrontMatter


def with_defaults(front: FrontMatter, defaults: Iterable[Field]) -> FrontMatter:
    """Return the front matter with what its folders say, the outermost folder first.

    The nearest single value wins, lists add up, and mappings are merged, as in Material's `meta` plugin.
    """
    fields: dict[str, Field] = {}
    meta: dict[str, Any] = {}
    for each in defaults:
        fields = _merge_fields(fields, {key: _elsewhere(value) for key, value in each.fields.items()})
        meta = _merge(meta, each.value if isinstance(each.value, dict) else {})
    return replace(front, fields=_merge_fields(fields, front.fields), meta=_merge(meta, front.meta))


def _elsewhere(entry: Field) -> Field:
    """A value from another file has no line in this one."""
    fields = {key: _elsewhere(each) for key, each in entry.fields.items()}
    return replace(entry, line=0, fields=fields, items=tuple(map(_elsewhere, entry.items)))


def _merge_fields(under: Mapping[str, Field], over: Mapping[str, Field]) -> dict[str, Field]:
    both = {key: _merge_field(under[key], entry) for key, entry in over.items() if key in under}
    return {**under, **over, **both}


def _merge_field(under: Field, over: Field) -> Field:
    if isinstance(under.value, list) and isinstance(over.value, list):
        texts, items = under.texts + over.texts, under.items + over.items
        return replace(over, value=under.value + over.value, texts=texts, items=items)
    if isinstance(under.value, dict) and isinstance(over.value, dict):
        return replace(over, value=_merge(under.value, over.value), fields=_merge_fields(under.fields, over.fields))
    return over


def _merge(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    both = {key: _merge_value(under[key], value) for key, value in over.items() if key in under}
    return {**under, **over, **both}


def _merge_value(under: Any, over: Any) -> Any:
    if isinstance(under, list) and isinstance(over, list):
        return under + over
    if isinstance(under, dict) and isinstance(over, dict):
        return _merge(under, over)
    return over
