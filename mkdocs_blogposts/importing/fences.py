"""Code in Markdown: where it stands, and the lines that begin fenced blocks as our extensions read them."""

from __future__ import annotations

import re
from collections.abc import Callable

_FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^\n]*?)[ \t]*$")
_CODE = re.compile(
    r"""
      ^(?P<indent>[ \t>]*)(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?P<fence>`{3,}|~{3,})[^`\n]*\n
      (?:.*?\n)??[ \t>]*(?P=fence)[`~]*[ \t]*$
    | (?<!`)(?P<code>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=code)(?!`)
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_OPTION = re.compile(r"""(?P<key>[\w-]+)[ ]*=[ ]*(?P<value>\[[^\]]*\]|"[^"]*"|'[^']*'|[^\s,}]+)""")
_LANGUAGE = re.compile(r"\{?[ .]*(?P<name>[\w+#.-]+)")


def prose(text: str) -> list[str]:
    """Return the parts of a text that are no code."""
    return _CODE.sub("\0", text).split("\0")


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Return a text in which everything but code has been changed."""
    parts, start = [], 0
    for found in _CODE.finditer(text):
        parts += [change(text[start : found.start()]), found[0]]
        start = found.end()
    return "".join([*parts, change(text[start:])])


def fence(line: str) -> tuple[str, str] | None:
    """Return mark and info of a line that begins a fenced block; None for any other."""
    found = _FENCE.match(line)
    if not found or (found["mark"][0] == "`" and "`" in found["info"]):
        return None
    return found["mark"], found["info"]


def opening(mark: str, info: str) -> str:
    """Return the line that begins a fenced block: the language, and of its options those that we know."""
    language = _LANGUAGE.match(info)
    name = language["name"] if language and "=" not in info.partition(" ")[0] else ""
    return " ".join([f"{mark}{name.lower() if name.isascii() else ''}", *_options(info)])


def highlighted(code: str, language: str, options: str = "") -> str:
    """Return a fenced block that no fence in its code can end."""
    longest = max((len(found) for found in re.findall(r"`{3,}", code)), default=2)
    mark = "`" * (longest + 1)
    return f"{opening(mark, f'{language} {options}'.strip())}\n{code.strip(chr(10))}\n{mark}"


def _options(info: str) -> list[str]:
    found = {each["key"].lower(): each["value"].strip("\"'") for each in _OPTION.finditer(info)}
    lines = " ".join(re.findall(r"\d+(?:-\d+)?", found.get("hl_lines", "")))
    title = found.get("title") or found.get("name") or ""
    start = found.get("linenostart") or found.get("linenums") or "1"
    numbers = "linenums" in found or found.get("linenos", "false").lower() not in ("false", "0")
    options = {
        "title": title.replace('"', "'"),
        "linenums": (re.findall(r"\d+", start) or ["1"])[0] if numbers else "",
        "hl_lines": lines,
    }
    return [f'{key}="{value}"' for key, value in options.items() if value]
