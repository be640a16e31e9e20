"""Rewrites links in Markdown when files get other names; everything else in the text stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from posixpath import dirname, join, normpath, relpath
from urllib.parse import quote, unquote

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(
    r"""
      ^[ \t]*(?P<fence>`{3,}|~{3,}).*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*\r?$|\Z)
    | (?P<code>`+)(?!`)[^\n]*?(?<!`)(?P=code)(?!`)
    | <!--.*?(?:-->|\Z)
    | \]\([ \t]*(?P<inline><[^<>\n]*>|(?:[^()\n"'\\]|\([^()\n]*\)|(?<!\s)["'])*?)(?=[ \t]*(?:\)|[ \t]["'][^\n]*\)))
    | ^[ ]{0,3}\[[^\]\n]+\]:[ \t]*(?P<definition><[^<>\n]*>|\S+)
    | \b(?:href|src|poster)[ ]*=[ ]*(?P<quote>["'])(?P<attribute>[^"'\n]*)(?P=quote)
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
"""A link in one of its forms, or code and comments, which hold none."""

_FORMS = ("inline", "definition", "attribute")


def new_place(source: str, moves: Mapping[str, str]) -> str:
    """Return where a source lies once these files and folders have been moved."""
    for old, new in moves.items():
        if source == old or source.startswith(f"{old}/"):
            return new + source[len(old) :]
    return source


def relink(text: str, source: str, moves: Mapping[str, str]) -> str:
    """Return the text of a source, whose links and front matter name what was moved by its new name.

    Links are relative, or begin at the docs folder with a slash; front matter names paths from the docs folder.
    """
    front = _FRONT.match(text)
    start = front.end() if front else 0
    body = map_targets(text[start:], lambda written: _target(written, source, moves))
    return _renamed(text[:start], moves) + body


def map_targets(text: str, change: Callable[[str], str]) -> str:
    """Return a text of Markdown in which each link and picture leads where `change` says, given what is written."""
    return change_links(text, lambda written, _: change(written))


def change_links(text: str, change: Callable[[str, bool], str]) -> str:
    """Return a text as `map_targets` does; `change` is also told whether a link stands in raw HTML."""
    return _LINK.sub(lambda found: _relinked(found, change), text)


def reanchor(text: str, source: str, target: str, old: str, new: str) -> str:
    """Return the text of a source whose links to a part of another page, or of itself, name it otherwise."""
    front = _FRONT.match(text)
    start = front.end() if front else 0

    def change(written: str) -> str:
        path, rest = split_target(written)
        leads_there = normpath(join(dirname(source), unquote(path))) == target if path else source == target
        return written.replace(rest, f"#{new}") if leads_there and unquote(rest) == f"#{old}" else written

    return text[:start] + map_targets(text[start:], change)


def _renamed(front: str, moves: Mapping[str, str]) -> str:
    for old, new in moves.items():
        # Below a folder only files are meant: an alias may look like it.
        end = r"(?![\w.-])" if old.endswith(".md") else r"""(?=/[^\s,\]}"']*\.(?!html?\b)\w+)"""
        path = rf"(?<![\w.~-])(?<![\w.~/-]/){re.escape(old)}{end}"
        front = re.sub(path, new.replace("\\", r"\\"), front)
    return front


def _relinked(found: re.Match[str], change: Callable[[str, bool], str]) -> str:
    form = next((form for form in _FORMS if found[form] is not None), "")
    if not form:
        return found[0]
    start, end = (place - found.start() for place in found.span(form))
    return found[0][:start] + change(found[form], form == "attribute") + found[0][end:]


def _target(written: str, source: str, moves: Mapping[str, str]) -> str:
    """Return what a link must say to lead where it did."""
    is_wrapped = written.startswith("<")
    path, rest = split_target(written)
    plain = unquote(path)
    if not is_path(plain):
        return written
    root = "/" if plain.startswith("/") else ""
    before, after = ("", "") if root else (dirname(source), dirname(new_place(source, moves)))
    target = new_place(normpath(join(before, plain.lstrip("/"))), moves)
    if normpath(join(after, plain.lstrip("/"))) == target:
        return written
    new = root + (target if root else relpath(target, after or ".")) + ("/" if plain.endswith("/") else "")
    if plain != path:
        new = quote(new)
    elif not is_wrapped:
        new = new.replace(" ", "%20")
    return f"<{new}{rest}>" if is_wrapped else new + rest


def split_target(written: str) -> tuple[str, str]:
    """Part what a link says, with or without angle brackets, into its path and what follows that."""
    target = written.strip("<>") if written.startswith("<") else written
    end = min(f"{target}{sign}".index(sign) for sign in "?#")
    return target[:end], target[end:]


def is_path(target: str) -> bool:
    """Tell whether a link's target is a path: no full URL, and no place on the same page."""
    return bool(target) and not target.startswith("//") and not re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE)
