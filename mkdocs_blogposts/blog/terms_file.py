"""The terms file: what the writer says of terms, all in one place."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .errors import Problem, Severity, did_you_mean
from .fields import Field, as_lines, read_fields
from .settings import TermNotes
from .values import number_of

TermsNotes = Mapping[str, Mapping[str, TermNotes]]
"""By taxonomy and name."""

_KEYS = ("title", "slug", "description", "image", "order")


def read_terms(text: str, source: str, taxonomies: Collection[str]) -> tuple[TermsNotes, list[Problem]]:
    """Read `taxonomy: {term: {title, slug, description, image, order}}`, and report what does not fit."""
    root, problems = read_fields(as_lines(text), source)
    notes: dict[str, Mapping[str, TermNotes]] = {}
    for name, entry in root.fields.items() if root else ():
        if name not in taxonomies:
            remedy = did_you_mean(name, taxonomies) or f"There are {', '.join(taxonomies)}"
            problems.append(Problem(source, entry.line, f'no taxonomy "{name}"', remedy, Severity.WARNING))
            continue
        notes[name] = {term: _notes(each, source, problems) for term, each in entry.fields.items()}
        if not entry.fields:
            fault = f"`{name}` describes no terms"
            remedy = f"Write `{name}: {{term: {{title: …, slug: …, description: …}}}}`"
            problems.append(Problem(source, entry.line, fault, remedy, Severity.WARNING))
    if root and not isinstance(root.value, dict):
        fault, remedy = "the terms file holds no taxonomies", "Write `categories:` with its terms below"
        problems.append(Problem(source, root.line, fault, remedy, Severity.WARNING))
    return notes, problems


def _notes(entry: Field, source: str, problems: list[Problem]) -> TermNotes:
    """A term with a plain text has that text as its title."""
    if not entry.fields:
        return TermNotes(title=entry.text or "", line=entry.line)
    for key, each in entry.fields.items():
        if key not in _KEYS:
            fault = f"unknown key `{key}`"
            remedy = did_you_mean(key, _KEYS) or f"Known are {', '.join(_KEYS)}"
            problems.append(Problem(source, each.line, fault, remedy, Severity.HINT))
    values = {key: (each.text or "").strip() for key, each in entry.fields.items()}
    return TermNotes(
        title=values.get("title", ""),
        slug=values.get("slug", ""),
        description=values.get("description", ""),
        image=values.get("image", ""),
        order=_order(entry.fields.get("order"), source, problems),
        line=entry.line,
    )


def _order(entry: Field | None, source: str, problems: list[Problem]) -> float | None:
    if entry is None:
        return None
    order = number_of(entry.text or "")
    if order is None:
        fault = f"`order: {entry.text}` is not a number"
        problems.append(Problem(source, entry.line, fault, "Write `order: 1`", Severity.WARNING))
    return order
