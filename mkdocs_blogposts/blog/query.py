"""Posts asked for by a page or a template: what was asked, and which posts answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .errors import Problem, Severity, did_you_mean
from .fields import read_fields
from .lifecycle import Visibility
from .plan import Plan, in_list_order
from .post import Post
from .settings import Settings

STYLES = ("titles", "list", "cards", "full")
_FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,})(?P<info>[^\n]*)$", re.MULTILINE)
_KEYS = ("latest", "limit", "year", "month", "lang", "list_style", "blog")


@dataclass(frozen=True)
class Query:
    """What a page asks for: all the conditions must hold."""

    limit: int | None = None
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By taxonomy; a post that has one of the names answers."""
    year: int | None = None
    month: int | None = None
    lang: str = ""
    style: str = ""
    blog: str = ""
    """The name of the blog that is asked; empty for the first one."""


@dataclass(frozen=True)
class Block:
    """A fenced block named `blogposts` in a page's Markdown."""

    start: int
    end: int
    text: str
    line: int
    """The line of `text` within the Markdown, from 1."""


def select(plan: Plan, settings: Settings, query: Query) -> list[Post]:
    """Return the listed posts that answer a query, newest first."""
    shown = (post for post in plan.posts.values() if is_listed(plan, settings, post))
    found = in_list_order((post for post in shown if _answers(post, query, settings)), frozenset())
    return found[: query.limit]


def is_listed(plan: Plan, settings: Settings, post: Post) -> bool:
    """Tell whether a post may stand in lists."""
    return settings.preview or plan.visibility[post.source] is Visibility.PUBLISHED


def _answers(post: Post, query: Query, settings: Settings) -> bool:
    day = post.date.day
    return (
        query.year in (None, day.year)
        and query.month in (None, day.month)
        and query.lang in ("", post.lang or settings.locale)
        and all(_has_one(post, taxonomy, names) for taxonomy, names in query.terms.items())
    )


def _has_one(post: Post, taxonomy: str, names: Iterable[str]) -> bool:
    own = {name.casefold() for name in post.terms.get(taxonomy, ())}
    if taxonomy == "authors":
        own |= {author.name.casefold() for author in post.authors}
    return any(name.casefold() in own for name in names)


def find_blocks(markdown: str) -> Iterator[Block]:
    """Find the fenced blocks named `blogposts`, but for those that stand inside another fence."""
    opening: re.Match[str] | None = None
    for fence in _FENCE.finditer(markdown) if "blogposts" in markdown else ():
        if opening is None:
            opening = fence
        elif _closes(fence, opening):
            if opening["info"].strip() == "blogposts" and not opening["indent"]:
                text = markdown[opening.end() + 1 : fence.start()]
                yield Block(opening.start(), fence.end(), text, markdown.count("\n", 0, opening.end()) + 2)
            opening = None


def _closes(fence: re.Match[str], opening: re.Match[str]) -> bool:
    return fence["marks"].startswith(opening["marks"]) and not fence["info"].strip()


def read_query(text: str, source: str, line: int, taxonomies: Mapping[str, str]) -> tuple[Query, list[Problem]]:
    """Read the settings in a block whose first line is `line` of its file; `taxonomies` gives the singular of each."""
    root, problems = read_fields(text, source, line)
    query = Query()
    for key, entry in root.fields.items() if root else ():
        try:
            query = ask(query, key, entry.texts, taxonomies)
        except ValueError as error:
            problems.append(Problem(source, entry.line, str(error), _remedy(key, taxonomies), Severity.WARNING))
    if root and not isinstance(root.value, dict):
        fault = "the block `blogposts` holds no settings"
        problems.append(Problem(source, line, fault, "Write lines such as `latest: 3`", Severity.WARNING))
    return query, problems


def ask(query: Query, key: str, texts: tuple[str, ...], taxonomies: Mapping[str, str]) -> Query:
    """Return the query with one more condition; raises `ValueError` for what cannot be asked."""
    plural = {singular: name for name, singular in taxonomies.items()}
    values = vars(query)
    if (name := plural.get(key, key)) in taxonomies:
        return Query(**values | {"terms": {**query.terms, name: texts}})
    if key not in _KEYS:
        raise ValueError(f"`{key}` cannot be asked for")
    text = texts[0] if texts else ""
    if key in ("list_style", "lang", "blog"):
        if key == "list_style" and text not in STYLES:
            raise ValueError(f"no list style `{text}`")
        return Query(**values | {"style" if key == "list_style" else key: text})
    if not text.isdecimal():
        raise ValueError(f"`{key}: {text}` is not a whole number")
    return Query(**values | {"limit" if key == "latest" else key: int(text)})


def _remedy(key: str, taxonomies: Mapping[str, str]) -> str:
    if key == "list_style":
        return f"There are {', '.join(STYLES)}"
    known = [*_KEYS, *taxonomies.values(), *taxonomies]
    return "Write a number" if key in _KEYS else did_you_mean(key, known) or f"There are {', '.join(known)}"
