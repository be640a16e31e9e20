"""Posts as Markdown beside their pages, and the list of them for language models (llms.txt)."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .dates import PostDate
from .errors import Problem, Severity
from .permalink import Address, file_address
from .places import Places
from .post import Post
from .post_reader import first_heading
from .relinking import map_targets
from .settings import Settings
from .taxonomy import Term

_SIGNS = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)")
"""What Markdown takes for more than text."""


@dataclass(frozen=True)
class PostList:
    """The file that lists all posts."""

    address: Address
    posts: tuple[str, ...]
    """Sources, newest first."""


class Item(NamedTuple):
    """A post in that list."""

    title: str
    url: str
    description: str


class Twins:
    """Plans what one blog has for programs that read Markdown; `posts` are those that everybody may see."""

    def __init__(self, posts: Iterable[Post], settings: Settings, places: Places) -> None:
        self.posts = [post for post in posts if not post.protected]
        self.settings = settings
        self.places = places
        self.problems: list[Problem] = []

    def plan(self, addresses: Mapping[str, Address]) -> dict[str, Address]:
        """Return where the Markdown of each post lives, by source: beside its page. Notebooks have none."""
        wanted = [post for post in self.posts if self.settings.markdown and not post.source.endswith(".ipynb")]
        found = {post.source: self._claim(addresses[post.source], post) for post in wanted}
        return {source: address for source, address in found.items() if address}

    def _claim(self, page: Address, post: Post) -> Address | None:
        dest = f"{posixpath.splitext(page.dest_uri)[0]}.md"
        if owner := self.places.claim_file(dest, f"the Markdown of {post.source}"):
            fault = f"its Markdown would have the URL of {owner}, so there is none"
            self.problems.append(Problem(post.source, 0, fault, "Rename one of them", Severity.WARNING))
            return None
        return file_address(dest, self.settings.directory_urls)

    def plan_list(self) -> PostList | None:
        """Return the list of all posts, if it is wanted and its place is free."""
        dest = self.settings.llms
        if dest and (owner := self.places.claim_file(dest, f"the list {dest}")):
            fault = "the list of posts for language models would have its URL, so there is none"
            remedy = "Give the list another name in `feeds: llms:`"
            self.problems.append(Problem(owner, 0, fault, remedy, Severity.WARNING))
            return None
        sources = tuple(post.source for post in self.posts)
        return PostList(file_address(dest, self.settings.directory_urls), sources) if dest else None


def write_twin(post: Post, front: str, text: str, lead: Callable[[str], str]) -> str:
    """Return a post as Markdown that says by itself what its page says: front matter, heading and text.

    `text` is the Markdown as it is converted, and `lead` says where a link leads, given what is written.
    """
    heading = "" if first_heading(text) else f"# {as_markdown(post.title)}\n\n"
    return f"---\n{front}---\n\n{heading}{map_targets(text, lead).strip()}\n"


def front_matter(post: Post, url: str, terms: Mapping[str, Mapping[str, Term]]) -> str:
    """Return what stands above a post's Markdown: only what its page, at that URL, shows as well."""
    named = {name: [terms[name][each].title for each in names if each in terms.get(name, {})]
             for name, names in post.terms.items() if name != "authors"}  # fmt: skip
    front: dict[str, object] = {
        "title": post.title,
        "description": post.description,
        "url": url,
        "date": _day(post.date),
        "updated": _day(post.updated) if post.updated else None,
        "authors": [author.name for author in post.authors],
        "language": post.lang,
        **named,
    }
    # JSON is YAML, and written much faster.
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items() if value)


def _day(date: PostDate) -> str:
    return date.at.isoformat() if date.timed else date.day.isoformat()


def write_llms(title: str, description: str, heading: str, posts: Sequence[Item]) -> str:
    """Return the list of all posts, as https://llmstxt.org describes it."""
    parts = [f"# {as_markdown(title)}", f"> {as_markdown(description)}" if description else ""]
    parts += [f"## {as_markdown(heading)}", "\n".join(map(_line, posts))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _line(item: Item) -> str:
    link = f"- [{as_markdown(item.title)}]({item.url})"
    return f"{link}: {as_markdown(item.description)}" if item.description else link


def as_markdown(text: str) -> str:
    """Return a text as Markdown that shows it as typed, on one line."""
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", " ".join(text.split()))
