"""Authors: who they are, as the authors file says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .errors import Problem, Severity, did_you_mean, nearest
from .fields import Field, as_lines, read_fields
from .values import runs_something

_KEYS = ("name", "description", "avatar", "url", "slug", "email", "links")
_LINK_NAMES = ("name", "title", "icon")
_LINK_URLS = ("url", "link")
_EXAMPLE = "Write `authors:`, and indented under it `id: {name: …}` for each author"


@dataclass(frozen=True)
class AuthorLink:
    """A place elsewhere where an author can be found."""

    name: str
    url: str
    icon: str = ""
    """A drawing below a folder `.icons` of the theme or the site, without `.svg`; may be empty."""


@dataclass(frozen=True)
class Author:
    """One author; `id` is what posts name."""

    id: str
    name: str
    description: str = ""
    avatar: str = ""
    """As written: a full URL, or a path that starts in the docs folder."""
    url: str = ""
    slug: str = ""
    email: str = ""
    links: tuple[AuthorLink, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    """Every further key, with the value that YAML yields."""


def read_authors(text: str, source: str) -> tuple[dict[str, Author], list[Problem]]:
    """Read an authors file; what is wrong with one author never hides the others.

    The authors stand under `authors`, or at the top of the file where there is no such key.
    """
    root, problems = read_fields(as_lines(text), source)
    reader = _Reader(source, problems)
    entries = reader.entries(root) if root else []
    found = [reader.author(entry) for entry in entries]
    return {author.id: author for author in found if author}, problems


class _Reader:
    """Makes authors of fields, and gathers what is wrong with them."""

    def __init__(self, source: str, problems: list[Problem]) -> None:
        self.source = source
        self.problems = problems

    def report(self, place: Field, fault: str, remedy: str, severity: Severity = Severity.WARNING) -> None:
        self.problems.append(Problem(self.source, place.line, fault, remedy, severity))

    def entries(self, root: Field) -> list[Field]:
        """Find the authors in the file."""
        if "authors" in root.blank:
            return []
        holder = root.fields.get("authors") or self.misspelt(root) or root
        if not isinstance(holder.value, dict):
            self.report(holder, "the authors are not a mapping of ids", _EXAMPLE, Severity.ERROR)
            return []
        if holder is not root:
            self.report_outside(root, holder)
        members = {**holder.fields, **holder.blank}
        return [members[key] for key in holder.value]

    def misspelt(self, root: Field) -> Field | None:
        """Find the authors under a key that was meant to be `authors`."""
        for key, entry in root.fields.items():
            holds_authors = entry.fields and all(each.fields for each in entry.fields.values())
            if holds_authors and nearest(key, ["authors"]):
                self.report(entry, f"unknown key `{key}`", 'Did you mean "authors"?', Severity.HINT)
                return entry
        return None

    def report_outside(self, root: Field, holder: Field) -> None:
        for key, entry in root.fields.items():
            if entry is not holder and "name" in entry.fields:
                remedy = f"Indent it to stand under `{holder.key}`"
                self.report(entry, f'author "{key}" stands outside `{holder.key}`', remedy)

    def author(self, entry: Field) -> Author | None:
        if isinstance(entry.value, list):
            self.report(entry, f'author "{entry.key}" is a list', f"Write `{entry.key}: {{name: …}}`")
            return None
        if not isinstance(entry.value, dict):
            return Author(entry.key, self.name(entry, entry.text))
        self.hint_at_keys(entry)
        return Author(
            id=entry.key,
            name=self.name(entry, self.text(entry, "name")),
            description=self.text(entry, "description"),
            avatar=self.text(entry, "avatar"),
            url=self.address(entry, "url"),
            slug=self.text(entry, "slug"),
            email=self.text(entry, "email"),
            links=self.links(entry),
            extra={key: each.value for key, each in entry.fields.items() if key not in _KEYS},
        )

    def name(self, entry: Field, name: str | None) -> str:
        if not name and "name" not in entry.fields:
            self.report(entry, f'author "{entry.key}" has no name', "Add `name:`; the id is shown instead")
        return name or entry.key

    def text(self, entry: Field, key: str) -> str:
        value = entry.fields.get(key)
        if not value:
            return ""
        if value.text is None:
            fault = f'`{key}` of author "{entry.key}" is not a single value'
            self.report(value, fault, f"Write `{key}: one text`")
        return (value.text or "").strip()

    def address(self, entry: Field, key: str) -> str:
        url = self.text(entry, key)
        if runs_something(url):
            self.report(
                entry.fields[key], f'`{key}` of author "{entry.key}" is no address', f"Write `{key}: https://…`"
            )
            return ""
        return url

    def links(self, entry: Field) -> tuple[AuthorLink, ...]:
        links = entry.fields.get("links")
        if not links or not links.value:
            return ()
        written = links.items or tuple(links.fields.values()) or (links,)
        found = [self.link(each, entry, links) for each in written]
        return tuple(link for link in found if link)

    def link(self, entry: Field, author: Field, links: Field) -> AuthorLink | None:
        """Read `GitHub: URL`, `{name: GitHub, url: URL}`, or a bare URL, which is its own name."""
        url = _first(entry, _LINK_URLS) if entry.fields else entry.text or ""
        if not any(sign in url for sign in "/:.") or runs_something(url):
            fault = f'a link of author "{author.key}" has no URL'
            self.report(entry, fault, "Write `links: {GitHub: https://github.com/…}`")
            return None
        key = "" if entry.key == links.key else entry.key
        return AuthorLink(_first(entry, _LINK_NAMES) or key or url, url, _first(entry, ("icon",)))

    def hint_at_keys(self, entry: Field) -> None:
        missing = [key for key in _KEYS if key not in entry.fields]
        for key, each in entry.fields.items():
            if key not in _KEYS and (meant := did_you_mean(key, missing)):
                self.report(each, f'unknown key `{key}` of author "{entry.key}"', meant, Severity.HINT)


def _first(entry: Field, keys: Iterable[str]) -> str:
    texts = (entry.fields[key].text for key in keys if key in entry.fields)
    return next((text for text in texts if text), "")
