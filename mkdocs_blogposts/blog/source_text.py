"""Markdown as it is written → HTML that is good enough to count its words."""

from __future__ import annotations

import re

_FENCED = re.compile(
    r"^(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,}).*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:.*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"\[(?P<text>[^\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_ADDRESS = re.compile(r"<[a-z][a-z0-9+.-]*:[^\s>]*>", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{[ \t]*[:#.][^}\n]*\}")
_GAP = re.compile(r"\n[ \t]*\n")


_CODE = re.compile(r"(?P<code>`+)(?!`)[^\n]*?(?<!`)(?P=code)(?!`)")


def blanked(markdown: str) -> str:
    """Return a text with nothing where code and comments were; its lines keep their numbers."""
    for pattern in (_FENCED, _COMMENT, _CODE):
        markdown = pattern.sub(lambda found: "\n" * found[0].count("\n"), markdown)
    return markdown


def rough_html(markdown: str) -> str:
    """Return paragraphs with the words of a text; code, addresses and attributes are left out."""
    for pattern in (_FENCED, _COMMENT, _DEFINITION, _ADDRESS, _ATTRIBUTES):
        markdown = pattern.sub("", markdown)
    text = _LINK.sub(r"\g<text>", _IMAGE.sub("<img>", markdown))
    return "".join(f"<p>{block}</p>" for block in _GAP.split(text))
