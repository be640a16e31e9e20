"""Checks a post's front matter and makes a `Post` of it, or says what stands in the way."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from html import unescape
from typing import Any

from babel.localedata import exists as is_locale

from .author import Author
from .dates import PostDate, date_from_path, read_date
from .errors import Problem, Severity, Slip, did_you_mean, nearest
from .fields import Field
from .frontmatter import FrontMatter
from .moving import is_below
from .post import Cover, Post, UpdateNote
from .values import NO, YES, Values

_OWN_KEYS = (
    "title date updated authors author categories category tags tag series part slug excerpt summary description "
    "image cover draft expires unlisted pin readtime aliases lang guid link canonical links related updates "
    "comments"
).split()
_OTHERS_KEYS = frozenset("template hide icon status search social subtitle hero render_macros type".split())
"""Keys that themes and other plugins read: near misses of ours only by chance."""
_MARKS = re.compile(
    r"""
    (?<!`)(`+)(?!`) \s* (?P<code>.+?) \s* (?<!`)\1(?!`)
    | \\ (?P<sign>[!-/:-@\[-`{-~])
    | (?P<entity>&\#?\w+;)
    | </?[a-z][\w-]*(?:\s[^<>]*)?/?>
    | \*\* | __ | ` | (?<!\w)[*_] | [*_](?!\w)
""",
    re.VERBOSE | re.IGNORECASE,
)
"""What Markdown does not show of a heading, but for code, signs behind a backslash, and characters by their names."""
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^)]*\)(?:\{[^{}]*\})?")
"""A link or a picture with nothing of the kind in it, and its attributes."""
NOT_MATERIALS = frozenset("author category updated updates canonical excerpt summary image cover".split())
"""Keys that would change what Material's blog shows of a post, which reads none of them."""


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
    protected: bool = False
    """Whether the site asks for a password wherever a page does not say otherwise."""
    unread: Collection[str] = ()
    """Keys of front matter that count as not written."""
    cards: str = ""
    """The folder into which another plugin draws cards to share; a picture there is not the post's own."""


def read_post(
    source: str, place: str, front: FrontMatter, conventions: Conventions
) -> tuple[Post | None, list[Problem]]:
    """Make a post of its front matter, its first heading and its `place` (its path below the posts' folder).

    A post without a date, or with one that cannot be read, is left out; every other fault is reported and
    the post goes on without that value.
    """
    reader = _Reader(source, _without(conventions.unread, front), conventions)
    path_date, stem = date_from_path(place)
    name, lang = split_language(stem)
    draft = reader.draft()
    dates = reader.dates(path_date, draft)
    reader.check_keys()
    if "created" not in dates:
        return None, reader.problems
    post = Post(
        source=source,
        title=reader.text("title") or first_heading(front.body) or _title_from(name),
        date=dates["created"],
        name=name,
        dates=dates,
        draft=draft,
        lang=reader.text("lang") or lang,
        key=_key(source),
        meta=front.meta,
        lines={key: each.line for key, each in front.fields.items()},
        **reader.time(dates),
        **reader.groups(),
        **reader.description(),
    )
    return post, reader.problems


def _without(keys: Collection[str], front: FrontMatter) -> FrontMatter:
    return replace(front, fields={key: each for key, each in front.fields.items() if key not in keys})


def _key(source: str) -> str:
    """Return the source without language and suffix; its date stays, for next week's `weekly` is another post."""
    folder, name = posixpath.split(posixpath.splitext(source)[0])
    return posixpath.join(folder, split_language(name)[0])


def split_language(name: str) -> tuple[str, str]:
    """Split `hello.zh` into name and language; the language is empty where the name has none."""
    stem, _, suffix = name.rpartition(".")
    is_language = bool(stem) and bool(re.fullmatch(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?", suffix))
    # Babel knows `zh_Hans_CN`, but not `zh_CN`: the language alone decides.
    return (stem, suffix) if is_language and is_locale(re.split("[-_]", suffix)[0]) else (name, "")


def first_heading(markdown: str) -> str:
    """Return the text of the `#` heading that Markdown starts with, without marks of emphasis, tags and attributes."""
    heading = re.match(r"\s*#[ \t]+(.+)", markdown) or re.match(r"\s*(\S.*)\n=+[ \t]*(?:\n|$)", markdown)
    if not heading:
        return ""
    text = re.sub(r"\s*\{\s*[:#.][^}]*\}\s*$|\s+#+\s*$", "", heading[1])
    linked = 1
    while linked:  # a picture may be a link
        text, linked = _LINK.subn(r"\1", text)
    return _MARKS.sub(_shown, text).strip()


def _shown(mark: re.Match[str]) -> str:
    return mark["code"] or mark["sign"] or unescape(mark["entity"] or "")


def _title_from(name: str) -> str:
    title = name.replace("-", " ").replace("_", " ").strip()
    return title.capitalize() if title.lower() == title else title


class _Reader(Values):
    """Reads what is said of a post."""

    def __init__(self, source: str, front: FrontMatter, conventions: Conventions) -> None:
        super().__init__(source, front, conventions.zone)
        self.conventions = conventions

    def time(self, dates: Mapping[str, PostDate]) -> dict[str, Any]:
        """Return when and for whom a post can be seen."""
        updates = self.updates()
        last = max((each.date for each in updates), key=lambda date: date.at.timestamp(), default=None)
        return {
            "updated": self.date("updated") or dates.get("updated") or last,
            "updates": updates,
            "expires": self.date("expires"),
            "unlisted": bool(self.flag("unlisted", None, "Write `unlisted: true`")),
            "pin": self.pin(),
            "comments": self.flag("comments", None, "Write `comments: false`"),
            "protected": self.protected(),
        }

    def protected(self) -> bool:
        """Tell whether a reader is asked for a password, or at least kept from reading on."""
        meta = self.front.meta
        return bool(meta.get("password", self.conventions.protected) or meta.get("level") or meta.get("obfuscate"))

    def groups(self) -> dict[str, Any]:
        """Return what a post has in common with others."""
        authors = self.authors()
        named = {"authors": tuple(author.id for author in authors)} if authors else {}
        return {"authors": authors, "terms": self.terms() | named, "part": self.number("part")}

    def description(self) -> dict[str, Any]:
        """Return what a post says of itself."""
        return {
            "slug": self.text("slug"),
            "summary": self.text("excerpt") or self.text("summary") or None,
            "description": self.text("description"),
            "cover": self.cover(),
            "readtime": self.whole_number("readtime"),
            "aliases": self.texts("aliases"),
            "guid": self.text("guid"),
            "link": self.web_address("link"),
            "canonical": self.web_address("canonical"),
            "links": self.front.meta.get("links"),
            "related": self.related(),
        }

    def draft(self) -> bool | None:
        return self.flag("draft", True, "Held back as a draft for now")

    def dates(self, path_date: date | None, draft: bool | None) -> dict[str, PostDate]:
        """Return all dates that the writer gave under `date`; the post's own is `created`, or missing with an error."""
        entry = self.front.fields.get("date")
        written = entry.fields or {"created": entry} if entry else {}
        dates = {key: self.date_of(each, _path(key, entry), _severity(key)) for key, each in written.items()}
        if "created" not in written:
            dates["created"] = self._date_from(path_date, draft)
            if not dates["created"]:
                self._report_no_date(entry)
        return {key: date for key, date in dates.items() if date}

    def _date_from(self, path_date: date | None, draft: bool | None) -> PostDate | None:
        """A draft needs no date yet: it is shown as of today."""
        today = self.conventions.now.astimezone(self.zone).date()
        return read_date(path_date or today, None, self.zone) if path_date or draft else None

    def _report_no_date(self, entry: Field | None) -> None:
        if entry:
            self.report(entry.line, "`date` has no `created`", "Add `created:` under `date:`", Severity.ERROR)
            return
        example = f"{self.conventions.now:%Y-%m-%d}"
        remedy = f"Add `date: {example}` to its front matter, or put `{example}-` at the head of its file name"
        self.report(1, "a post without a date", remedy, Severity.ERROR)

    def authors(self) -> tuple[Author, ...]:
        ids = self.texts("authors", "author") if "authors" in self.conventions.taxonomies else ()
        known = self.conventions.authors
        return tuple(self._author(each, known) for each in ids)

    def _author(self, author_id: str, known: Mapping[str, Author] | None) -> Author:
        if known is None:
            return Author(author_id, author_id)
        if author_id in known:
            return known[author_id]
        entries = [self.front.fields[key] for key in ("authors", "author") if key in self.front.fields]
        entry = next(each for each in entries if author_id in map(str.strip, each.texts))
        source = self.conventions.authors_source
        remedy = did_you_mean(author_id, known) or f"Add `{author_id}:` to it"
        meant = nearest(author_id, known)
        slip = Slip("term", author_id, meant, "authors") if meant else None
        self.report(entry.line, f'no author "{author_id}" in {source}', remedy, slip=slip)
        return Author(author_id, author_id)

    def terms(self) -> dict[str, tuple[str, ...]]:
        others = {key: single for key, single in self.conventions.taxonomies.items() if key != "authors"}
        found = {key: self.texts(key, single) for key, single in others.items()}
        return {key: names for key, names in found.items() if names}

    def cover(self) -> Cover | None:
        found = self._cover()
        cards = self.conventions.cards
        return None if found and cards and is_below(found.src.lstrip("/"), cards) else found

    def _cover(self) -> Cover | None:
        entry = self.front.fields.get("cover") or self.front.fields.get("image")
        if entry is None:
            return None
        if not entry.fields:
            src = self.text_of(entry)
            return Cover(src, line=entry.line) if src else None
        values = {key: each.text or "" for key, each in entry.fields.items()}
        src = next((values[key] for key in ("image", "src", "url", "path") if values.get(key)), "")
        if not src:
            self.report(entry.line, f"`{entry.key}` names no picture", f"Add `image:` under `{entry.key}:`")
            return None
        return Cover(src, values.get("alt", ""), values.get("caption", ""), entry.line)

    def pin(self) -> bool | PostDate:
        text = self.text("pin")
        if not text or text.casefold() in YES | NO:
            return text.casefold() in YES
        return self.date("pin") or False

    def related(self) -> tuple[str, ...] | None:
        """Return the posts that the writer chose; `false`, or an empty list, chooses none."""
        entry = self.front.fields.get("related")
        if entry is None:
            return None
        return () if entry.value is False else self.texts("related")

    def updates(self) -> tuple[UpdateNote, ...]:
        entry = self.front.fields.get("updates")
        if entry is None:
            return ()
        items = entry.items if isinstance(entry.value, list) else (entry,)
        return tuple(note for item in items if (note := self._update(item)))

    def _update(self, item: Field) -> UpdateNote | None:
        date, note = item.fields.get("date"), item.fields.get("note")
        if date is None or note is None or not note.text:
            self.report(item.line, "an update without date or note", "Write `- {date: 2026-11-22, note: What changed}`")
            return None
        read = self.date_of(date, "updates")
        return UpdateNote(read, note.text) if read else None

    def check_keys(self) -> None:
        """Hint at keys that are probably meant to be one of ours."""
        taxonomies = self.conventions.taxonomies
        valid = [*_OWN_KEYS, *taxonomies, *taxonomies.values()]
        for key, entry in self.front.fields.items():
            meant = None if key in valid or key in _OTHERS_KEYS else _near_key(key, valid)
            if meant:
                remedy = f'Did you mean "{meant}"?'
                self.report(entry.line, f"unknown key `{key}`", remedy, Severity.HINT, Slip("key", key, meant))


def _near_key(key: str, valid: Iterable[str]) -> str | None:
    meant = nearest(key, valid)
    return meant if meant and abs(len(meant) - len(key)) <= 2 and len(key) > 3 else None


def _severity(key: str) -> Severity:
    return Severity.ERROR if key == "created" else Severity.WARNING


def _path(key: str, entry: Field | None) -> str:
    return f"date.{key}" if entry and entry.fields else "date"
