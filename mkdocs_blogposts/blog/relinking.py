"""Rewrites links in Markdown when files get other names; everything else in the text stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    body = _LINK.sub(lambda found: _relinked(found, source, moves), text[start:])
    return _renamed(text[:start], moves) + body


def _renamed(front: str, moves: Mapping[str, str]) -> str:
    for old, new in moves.items():
        # Below a folder only files are meant: an alias may look like it.
        end = r"(?![\w.-])" if old.endswith(".md") else r"""(?=/[^\s,\]}"']*\.(?!html?\b)\w+)"""
        path = rf"(?<![\w.~-])(?<![\w.~/-]/){re.escape(old)}{end}"
        front = re.sub(path, new.replace("\\", r"\\"), front)
    return front


def _relinked(found: re.Match[str], source: str, moves: Mapping[str, str]) -> str:
    form = next((form for form in _FORMS if found[form] is not None), "")
    if not form:
        return found[0]
    start, end = (place - found.start() for place in found.span(form))
    return found[0][:start] + _target(found[form], source, moves) + found[0][end:]


def _target(written: str, source: str, moves: Mapping[str, str]) -> str:
    """Return what a link must say to lead where it did."""
    is_wrapped = written.startswith("<")
    path, rest = re.match(r"([^?#]*)(.*)", written.strip("<>") if is_wrapped else written, re.DOTALL).groups()  # type: ignore[union-attr]  # matches anything
    plain = unquote(path)
    if not plain or plain.startswith("//") or re.match(r"[a-z][a-z0-9+.-]*:", plain, re.IGNORECASE):
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
