"""What the sources of another blog hold, in our own terms, whichever program they were written for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..blog.errors import Problem, Severity


@dataclass
class Entry:
    """One post or page: its text as Markdown that we understand, and where it lived."""

    source: str
    """Path of its file in the old site."""
    place: str
    """Where it shall lie, below the folder of posts or of all pages, without suffix."""
    body: str
    meta: dict[str, Any] = field(default_factory=dict)
    """Front matter with our keys, but for its address."""
    url: str = ""
    """Its old URL from the site's root, not quoted; empty for one that had none."""
    aliases: tuple[str, ...] = ()
    """Older URLs than that."""
    is_post: bool = False
    line: int = 1
    """The line of its file in which the body begins."""
    original: str = ""
    """The body as it was written, in which messages find their lines."""
    files: dict[str, Path] = field(default_factory=dict)
    """What lies in its bundle, by path from there."""
    lists_posts: bool = False
    """Whether it showed posts below its text."""
    file: str = ""
    """The file that messages name, where that holds more than this."""

    @property
    def shown(self) -> str:
        """What messages call it."""
        return self.file or self.source

    def line_of(self, text: str) -> int:
        """Return the line of its file that holds a text; 0 where none does."""
        before, found, _ = self.original.partition(text)
        return self.line + before.count("\n") if found and text else 0


@dataclass(frozen=True)
class MenuItem:
    """One entry of the menu, with the URL or address to which it leads."""

    name: str
    url: str


@dataclass
class OldSite:
    """All that was read of the old site."""

    title: str = ""
    url: str = ""
    """Its full address; empty where nobody wrote it down."""
    description: str = ""
    author: str = ""
    language: str = ""
    timezone: str = ""
    entries: list[Entry] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)
    """What is copied as it is: by its path in the docs folder."""
    media: dict[str, str] = field(default_factory=dict)
    """Files that lie on the server only: addresses, by path in the docs folder."""
    stays: list[str] = field(default_factory=list)
    """Folders to which links may lead that stay where they are."""
    menu: list[MenuItem] = field(default_factory=list)
    terms: dict[str, str] = field(default_factory=dict)
    """Where terms lived, by taxonomy: `tags` at `tags/{slug}`."""
    term_slugs: dict[str, dict[str, str]] = field(default_factory=dict)
    """What terms were called in URLs, by taxonomy and name, as far as that is known."""
    archive: str = ""
    """Where the archive lived."""
    per_page: int = 0
    authors: dict[str, dict[str, str]] = field(default_factory=dict)
    """What is known of authors, by id."""
    has_formulas: bool = False
    has_smart_dashes: bool = False
    """Whether `--` was shown as a dash, and `...` as an ellipsis."""
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What is no fault, such as how many comments were left out."""

    def report(
        self, source: str, line: int, fault: str, remedy: str = "", severity: Severity = Severity.WARNING
    ) -> None:
        """Note what could not be taken over as it was."""
        self.problems.append(Problem(source, line, fault, remedy, severity))
