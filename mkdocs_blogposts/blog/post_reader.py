"""Checks a post's front matter and makes a `Post` of it, or says what stands in the way."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from babel.localedata import exists as is_locale

from .author import Author
from .dates import PostDate, date_from_path, read_date
from .errors import Problem, Severity, did_you_mean, nearest
from .frontmatter import Field, FrontMatter
from .post import Cover, Post, UpdateNote

_OWN_KEYS = (
    "title date updated authors author categories category tags tag series part slug excerpt summary description "
    "image cover draft expires unlisted pin readtime aliases lang guid links updates"
).split()
_OTHERS_KEYS = frozenset("template hide icon status search comments social subtitle hero render_macros type".split())
"""Keys that themes and other plugins read: near misses of ours only by chance."""

_YES = frozenset({"true", "yes", "on"})
_NO = frozenset({"false", "no", "off"})


@dataclass(frozen=True)
class Conventions:
    """What reading a post depends on besides its own text."""

    zone: tzinfo
    """The zone of dates that name none."""
    now: datetime
    taxonomies: Mapping[str, str] = field(default_factory=dict)
    """The front matter key of each taxonomy, and its singular."""
    authors: Mapping[str, Author] | None = None
    """The authors file; None where there is none, and any name is an author."""
    authors_source: str = ""


def read_post(
    source: str, place: str, front: FrontMatter, conventions: Conventions
) -> tuple[Post | None, list[Problem]]:
    """Make a post of its front matter, its first heading and its `place` (its path below the posts' folder).

    A post without a date, or with one that cannot be read, is left out; every other fault is reported and
    the post goes on without that value.
    """
    reader = _Reader(source, front, conventions)
    path_date, stem = date_from_path(place)
    name, path_lang = split_language(stem)
    date, dates = reader.dates(read_date(path_date, None, conventions.zone) if path_date else None)
    if date is None:
        return None, reader.problems
    post = Post(
        source=source,
        title=reader.text("title") or first_heading(front.body) or _title_from(name),
        date=date,
        name=name,
        updated=reader.date("updated") or dates.get("updated"),
        dates=dates,
        authors=(authors := reader.authors()),
        terms=reader.terms() | ({"authors": tuple(each.id for each in authors)} if authors else {}),
        part=reader.number("part"),
        slug=reader.text("slug"),
        summary=reader.text("excerpt") or reader.text("summary") or None,
        description=reader.text("description"),
        cover=reader.cover(),
        draft=reader.flag("draft"),
        expires=reader.date("expires"),
        unlisted=bool(reader.flag("unlisted")),
        pin=reader.pin(),
        readtime=reader.whole_number("readtime"),
        aliases=reader.texts("aliases"),
        lang=reader.text("lang") or path_lang,
        key=posixpath.join(posixpath.dirname(source), name),
        guid=reader.text("guid"),
        links=front.meta.get("links"),
        updates=reader.updates(),
        protected=bool(front.meta.get("password") or front.meta.get("level")),
        meta=front.meta,
        lines={key: each.line for key, each in front.fields.items()},
    )
    reader.check_keys()
    return post, reader.problems


def split_language(name: str) -> tuple[str, str]:
    """Split `hello.zh` into name and language; the language is empty where the name has none."""
    stem, _, suffix = name.rpartition(".")
    is_language = bool(stem) and bool(re.fullmatch(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?", suffix))
    return (stem, suffix) if is_language and is_locale(suffix.replace("-", "_")) else (name, "")


def first_heading(markdown: str) -> str:
    """Return the text of the `#` heading that Markdown starts with, without marks of emphasis and attributes."""
    heading = re.match(r"\s*#[ \t]+(.+)", markdown) or re.match(r"\s*(\S.*)\n=+[ \t]*(?:\n|$)", markdown)
    if not heading:
        return ""
    text = re.sub(r"\s*\{[:#.][^}]*\}\s*$|\s+#+\s*$", "", heading[1])
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(\*\*|__|`|(?<!\w)[*_]|[*_](?!\w))", "", text).strip()


def _title_from(name: str) -> str:
    title = name.replace("-", " ").replace("_", " ").strip()
    return title.capitalize() if title.lower() == title else title


class _Reader:
    """Reads values out of one front matter, and gathers what is wrong with them."""

    def __init__(self, source: str, front: FrontMatter, conventions: Conventions) -> None:
        self.source = source
        self.front = front
        self.conventions = conventions
        self.problems: list[Problem] = []

    def report(self, line: int, fault: str, remedy: str, severity: Severity = Severity.WARNING) -> None:
        self.problems.append(Problem(self.source, line, fault, remedy, severity))

    def texts(self, *keys: str) -> tuple[str, ...]:
        """Return the texts under all of these keys, each once, in the order written."""
        found = [text.strip() for key in keys for text in self._texts_of(key)]
        return tuple(dict.fromkeys(text for text in found if text))

    def _texts_of(self, key: str) -> tuple[str, ...]:
        entry = self.front.fields.get(key)
        if entry is None:
            return ()
        if entry.fields or any(item.fields or item.items for item in entry.items):
            self.report(entry.line, f"`{key}` holds a mapping", f"Write one value or a list: `{key}: [one, two]`")
            return ()
        return entry.texts

    def text(self, key: str) -> str:
        """Return the single text under a key, or an empty one."""
        entry = self.front.fields.get(key)
        if entry is None:
            return ""
        if entry.text is None:
            self.report(entry.line, f"`{key}` is not a single value", f"Write `{key}: one text`")
            return ""
        return entry.text.strip()

    def flag(self, key: str) -> bool | None:
        """Return yes, no, or None where the writer did not say or cannot be understood."""
        text = self.text(key)
        if not text:
            return None
        if text.casefold() in _YES | _NO:
            return text.casefold() in _YES
        entry = self.front.fields[key]
        if key == "draft":
            self.report(entry.line, f"`draft: {text}` is neither true nor false", "Held back as a draft for now")
            return True
        self.report(entry.line, f"`{key}: {text}` is neither true nor false", f"Write `{key}: true`")
        return None

    def number(self, key: str) -> float | None:
        text = self.text(key)
        try:
            return float(text) if text else None
        except ValueError:
            self.report(self.front.fields[key].line, f"`{key}: {text}` is not a number", f"Write `{key}: 2`")
            return None

    def whole_number(self, key: str) -> int | None:
        number = self.number(key)
        return None if number is None else max(round(number), 0)

    def date(self, key: str) -> PostDate | None:
        entry = self.front.fields.get(key)
        return self._date_of(entry, f"`{key}`") if entry else None

    def _date_of(self, entry: Field, name: str, severity: Severity = Severity.WARNING) -> PostDate | None:
        try:
            return read_date(entry.value, entry.text, self.conventions.zone)
        except ValueError as error:
            remedy = "Write a date like `2026-11-22` or `2026-11-22 08:30`"
            self.report(entry.line, f"{name}: {error}", remedy, severity)
            return None

    def dates(self, path_date: PostDate | None) -> tuple[PostDate | None, dict[str, PostDate]]:
        """Return the post's date and all that the writer gave under `date`; without one, report an error."""
        entry = self.front.fields.get("date")
        written = entry.fields or {"created": entry} if entry else {}
        dates = {key: self._date_of(each, f"`{_path(key, entry)}`", _severity(key)) for key, each in written.items()}
        if "created" not in written:
            dates["created"] = path_date or self._date_of_draft()
            if not dates["created"]:
                self._report_no_date(entry)
        found = {key: date for key, date in dates.items() if date}
        return found.get("created"), found

    def _date_of_draft(self) -> PostDate | None:
        """A draft needs no date yet: it is shown as of today."""
        today = self.conventions.now.astimezone(self.conventions.zone)
        return PostDate(today, False) if self.flag("draft") else None

    def _report_no_date(self, entry: Field | None) -> None:
        if entry:
            self.report(entry.line, "`date` has no `created`", "Add `created:` under `date:`", Severity.ERROR)
            return
        example = f"{self.conventions.now:%Y-%m-%d}"
        remedy = f"Add `date: {example}` to its front matter, or put `{example}-` at the head of its file name"
        self.report(1, "a post without a date", remedy, Severity.ERROR)

    def authors(self) -> tuple[Author, ...]:
        ids = self.texts("authors", "author")
        known = self.conventions.authors
        return tuple(self._author(each, known) for each in ids)

    def _author(self, author_id: str, known: Mapping[str, Author] | None) -> Author:
        if known is None:
            return Author(author_id, author_id)
        if author_id in known:
            return known[author_id]
        entry = self.front.fields.get("authors") or self.front.fields["author"]
        source = self.conventions.authors_source
        remedy = did_you_mean(author_id, known) or f"Add `{author_id}:` to it"
        self.report(entry.line, f'no author "{author_id}" in {source}', remedy)
        return Author(author_id, author_id)

    def terms(self) -> dict[str, tuple[str, ...]]:
        others = {key: single for key, single in self.conventions.taxonomies.items() if key != "authors"}
        found = {key: self.texts(key, single) for key, single in others.items()}
        return {key: names for key, names in found.items() if names}

    def cover(self) -> Cover | None:
        entry = self.front.fields.get("cover") or self.front.fields.get("image")
        if entry is None:
            return None
        if not entry.fields:
            return Cover(self.text(entry.key), line=entry.line) if self.text(entry.key) else None
        values = {key: each.text or "" for key, each in entry.fields.items()}
        src = next((values[key] for key in ("image", "src", "url", "path") if values.get(key)), "")
        if not src:
            self.report(entry.line, f"`{entry.key}` names no picture", f"Add `image:` under `{entry.key}:`")
            return None
        return Cover(src, values.get("alt", ""), values.get("caption", ""), entry.line)

    def pin(self) -> bool | PostDate:
        text = self.text("pin")
        if not text or text.casefold() in _YES | _NO:
            return text.casefold() in _YES
        return self.date("pin") or False

    def updates(self) -> tuple[UpdateNote, ...]:
        entry = self.front.fields.get("updates")
        notes = [self._update(item) for item in entry.items] if entry else []
        return tuple(note for note in notes if note)

    def _update(self, item: Field) -> UpdateNote | None:
        date, note = item.fields.get("date"), item.fields.get("note")
        if date is None or note is None or not note.text:
            self.report(item.line, "an update without date or note", "Write `- {date: 2026-11-22, note: What changed}`")
            return None
        read = self._date_of(date, "`updates`")
        return UpdateNote(read, note.text) if read else None

    def check_keys(self) -> None:
        """Hint at keys that are probably meant to be one of ours."""
        taxonomies = self.conventions.taxonomies
        valid = [*_OWN_KEYS, *taxonomies, *taxonomies.values()]
        for key, entry in self.front.fields.items():
            meant = None if key in valid or key in _OTHERS_KEYS else _near_key(key, valid)
            if meant:
                self.report(entry.line, f"unknown key `{key}`", f'Did you mean "{meant}"?', Severity.HINT)


def _near_key(key: str, valid: Iterable[str]) -> str | None:
    meant = nearest(key, valid)
    return meant if meant and abs(len(meant) - len(key)) <= 2 and len(key) > 3 else None


def _severity(key: str) -> Severity:
    return Severity.ERROR if key == "created" else Severity.WARNING


def _path(key: str, entry: Field | None) -> str:
    return f"date.{key}" if entry and entry.fields else "date"
