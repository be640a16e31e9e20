"""What kramdown reads otherwise than MkDocs does: tables of contents, formulas, line breaks, extensions of its own."""

from __future__ import annotations

import re

from ..fences import outside_code

_CONTENTS = re.compile(
    r"^[ \t]*(?:[-*+]|1\.)[ \t]+\S.*\n[ \t]*\{:[ \t]*toc\b[^}\n]*\}[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_COMMENT = re.compile(r"\{::comment\}.*?\{:/(?:comment)?\}|^\{::options[^}]*/?\}[ \t]*$", re.DOTALL | re.MULTILINE)
_RAW = re.compile(r"\{::nomarkdown[^}]*\}(.*?)\{:/(?:nomarkdown)?\}", re.DOTALL)
_BREAK = re.compile(r"(?<=\S)[ \t]*\\\\[ \t]*$", re.MULTILINE)
_FORMULA = re.compile(r"(?P<alone>(?<=\n)[ \t]*\$\$[^$\n]+\$\$[ \t]*(?=\n))|(?<!\\)\$\$(?P<formula>[^$\n]+?)\$\$")
"""A formula; one that shares its line with words is one among them."""


def as_ours(text: str) -> str:
    """Return Markdown for kramdown as Markdown for MkDocs, but for what all Markdown has in common."""
    return outside_code(f"\n{text}\n", _changed)[1:-1]


def _changed(part: str) -> str:
    part = _CONTENTS.sub("[TOC]", part) if "toc" in part.lower() else part
    if "{:" in part:
        part = _RAW.sub(r"\1", _COMMENT.sub("", part))
    if "\\\\" in part and "$$" not in part:
        part = _BREAK.sub("  ", part)
    return (
        _FORMULA.sub(lambda found: found["alone"] or f"\\({found['formula'].strip()}\\)", part)
        if "$$" in part
        else part
    )
