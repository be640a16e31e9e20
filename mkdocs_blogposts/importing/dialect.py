"""CommonMark, as most programs read Markdown → the Markdown of MkDocs, which indents lists by four and parts blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .fences import fence, opening

_ITEM = re.compile(r"(?P<mark>[-*+]|\d{1,9}[.)])(?P<gap>[ \t]+|$)")
_RULE = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_QUOTE = re.compile(r" {0,3}> ?")
_HASHTAG = re.compile(r"#{1,6}[^#\s{]|#{7,}")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_RAW = re.compile(r"<(?:(?P<tag>pre|script|style|textarea)\b|(?P<comment>!--))", re.IGNORECASE)
_FORMULA = re.compile(r"\$\$|\\\\?\[")
_HOLDER = re.compile(
    r"<(?P<tag>details|div|center|section|aside|blockquote|article)\b[^<>]*>(?:\s*<summary>.*?</summary>)?[ \t]*$",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"[ \t]*<summary>.*</summary>[ \t]*$", re.IGNORECASE)
_DEEPEST = 20
"""How deep lists and quotations are followed."""


def as_ours(markdown: str, depth: int = 0) -> str:
    """Return Markdown that MkDocs reads as CommonMark meant it; blocks that are so already stay as they are.

    What is quoted or listed deeper than any reader would follow stays as it is, too.
    """
    return _Rewriter(markdown.split("\n"), depth).rewrite() if depth < _DEEPEST else markdown


@dataclass
class _Rewriter:
    """Goes through lines, and knows which list items hold the present one."""

    lines: list[str]
    depth: int = 0
    """How many quotations hold these lines."""
    items: list[int] = field(default_factory=list)
    """The column in which the text of each item begins, outermost first."""
    out: list[str] = field(default_factory=list)
    at: int = 0
    in_paragraph: bool = False

    def rewrite(self) -> str:
        while self.at < len(self.lines):
            line = (
                self.lines[self.at].replace("\t", "    ") if self.lines[self.at][:1] in " \t" else self.lines[self.at]
            )
            self.at += 1
            if line.strip():
                self.take(line)
            else:
                self.out.append("")
                self.in_paragraph = False
        return "\n".join(self.out)

    def take(self, line: str) -> None:
        """Write one line, or the block that it begins."""
        text = line.lstrip(" ")
        column = len(line) - len(text)
        holders = sum(start <= column for start in self.items)
        is_deep = len(self.items) >= _DEEPEST
        item = None if is_deep or _RULE.match(text) else _ITEM.match(text)
        is_next = bool(self.items)
        is_lazy = self.in_paragraph and not item and holders < len(self.items) and not _begins_block(text)
        if not is_lazy:
            del self.items[holders:]
        beyond = column - (self.items[-1] if self.items else 0)
        if beyond >= 4 or is_lazy:
            self.write(" " * max(beyond, 0) * (not self.in_paragraph) + self.unbroken(text))
        elif item and (is_next or not self.in_paragraph or _ends_paragraph(item)):
            self.begin_item(item, text, column)
        else:
            self.block(text, column)

    def begin_item(self, item: re.Match[str], text: str, column: int) -> None:
        gap = len(item["gap"].expandtabs(4))
        rest = text[item.end() :]
        wide = gap if rest and gap <= 4 else 1
        if self.in_paragraph and not self.is_after_item():
            self.out.append("")
        mark = item["mark"].replace(")", ".")
        self.write(f"{mark} " if not rest else f"{mark}{' ' * max(1, min(gap, 4 - len(mark)))}")
        self.items.append(column + len(item["mark"]) + wide)
        lead = self.out.pop()
        self.in_paragraph = False
        before = len(self.out)
        if rest:
            self.take(" " * self.items[-1] + " " * (gap - wide) + rest)
            self.out[before] = lead + self.out[before].lstrip(" ")
        else:
            self.out.append(lead.rstrip())

    def is_after_item(self) -> bool:
        """Whether the line before belongs to a list of which the next item needs no empty line."""
        for line in reversed(self.out):
            if not line.strip():
                return False
            if _ITEM.match(line.lstrip()):
                return True
        return False

    def block(self, text: str, column: int) -> None:
        """Write what is no item: a fenced block, a quotation, raw HTML, or a line of text."""
        if found := fence(text):
            self.fenced(*found, column)
        elif text.startswith(">"):
            self.quotation(text, column)
        elif raw := _RAW.match(text):
            self.as_it_is(text, "-->" if raw["comment"] else f"</{raw['tag'].lower()}")
        elif formula := _FORMULA.match(text):
            self.formula(text, formula[0])
        elif _HOLDER.match(text) and not self.in_paragraph:
            self.holder(text)
        else:
            self.line(text)

    def fenced(self, mark: str, info: str, start: int) -> None:
        self.write(opening(mark, info))
        while self.at < len(self.lines):
            line = (
                self.lines[self.at].expandtabs(4) if start and self.lines[self.at][:1] == "\t" else self.lines[self.at]
            )
            self.at += 1
            shorter = len(line) - len(line.lstrip(" "))
            found = fence(line.strip())
            if found and not found[1] and found[0].startswith(mark) and shorter < start + 4:
                self.write(found[0])
                break
            self.write(line[min(start, shorter) :])
        self.in_paragraph = False

    def quotation(self, text: str, column: int) -> None:
        lines = [_QUOTE.sub("", text, count=1)]
        while self.at < len(self.lines) and (line := self.lines[self.at][column:]) and _QUOTE.match(line):
            lines.append(_QUOTE.sub("", line, count=1))
            self.at += 1
        for line in as_ours("\n".join(lines), self.depth + 1).split("\n"):
            self.write(f"> {line}" if line else ">")
        self.in_paragraph = True

    def formula(self, text: str, mark: str) -> None:
        """Write a formula in lines of its own, in which nothing is Markdown."""
        end = "$$" if mark == "$$" else mark.replace("[", "]")
        if end in text[len(mark) :] or not any(end in line for line in self.lines[self.at :]):
            self.line(text)
            return
        if self.in_paragraph:
            self.out.append("")
        self.as_it_is(mark, end, text[len(mark) :])

    def as_it_is(self, text: str, end: str, rest: str | None = None) -> None:
        """Write lines as they are, up to that which holds the end."""
        self.write(text + (rest or ""))
        text = text if rest is None else rest
        while end not in text.lower() and self.at < len(self.lines):
            text = self.lines[self.at]
            self.out.append(text)
            self.at += 1
        self.in_paragraph = False

    def holder(self, text: str) -> None:
        """Have Markdown read in an element whose opening tag has an empty line after it, but not where that fails."""
        tag = text[1:].partition(" ")[0].partition(">")[0].lower()
        after = self.at + bool(self.at < len(self.lines) and _SUMMARY.match(self.lines[self.at]))
        is_followed = after < len(self.lines) and not self.lines[after].strip()
        if is_followed and not self.items and "markdown=" not in text and not self.holds_indented(tag):
            text = re.sub(r"^<(\w+)", r'<\1 markdown="1"', text)
        self.write(text)

    def holds_indented(self, tag: str) -> bool:
        """Tell whether more of these elements stand indented, as in a list, before this one ends."""
        for line in self.lines[self.at :]:
            if line.startswith(f"</{tag}"):
                return False
            if re.match(rf"[ \t]+<{tag}\b", line, re.IGNORECASE):
                return True
        return False

    def line(self, text: str) -> None:
        if self.in_paragraph and _is_table(text, self.lines[self.at : self.at + 1]):
            self.out.append("")
        self.write(self.unbroken("\\" + text if _HASHTAG.match(text) else text))
        self.in_paragraph = not (re.match(r"#{1,6}\s", text) or text.startswith("<") or _RULE.match(text))

    def unbroken(self, text: str) -> str:
        """Write a line break as two spaces."""
        return text[:-1] + "  " if text.endswith("\\") and not text.endswith("\\\\") else text

    def write(self, text: str) -> None:
        self.out.append(" " * 4 * len(self.items) + text if text.strip() else "")


def _ends_paragraph(item: re.Match[str]) -> bool:
    """Numbers other than 1, and empty items, do not end a paragraph."""
    return item["mark"][:-1] in ("", "1") and bool(item["gap"])


def _begins_block(text: str) -> bool:
    return bool(fence(text) or text.startswith((">", "<")) or re.match(r"#{1,6}\s", text) or _RULE.match(text))


def _is_table(text: str, following: list[str]) -> bool:
    return "|" in text and bool(following) and "-" in following[0] and bool(_TABLE_RULE.match(following[0].strip()))
