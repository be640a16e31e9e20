"""Markdown and HTML for what shortcodes and blocks stand for: pictures with captions, notes, videos."""

from __future__ import annotations

import re
from html import escape
from textwrap import indent
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser

from .dialect import as_ours

_KINDS = {
    "note": "note info information default secondary primary light dark".split(),
    "abstract": "abstract summary tldr quote-light".split(),
    "tip": "tip hint important idea".split(),
    "success": "success check done".split(),
    "question": "question help faq".split(),
    "warning": "warning caution attention warn".split(),
    "danger": "danger error failure fail bug".split(),
    "example": ["example"],
    "quote": ["quote", "cite"],
}

_BLOCK = re.compile(
    r"<(div|p|figure|section|article|aside|ul|ol|table|iframe|script|style|blockquote|video|audio|h\d)\b"
)


def picture(src: str, alt: str = "", title: str = "", link: str = "", width: str = "") -> str:
    """Return a picture in Markdown."""
    named = f' "{_quoted(title)}"' if title else ""
    size = f'{{ width="{width.removesuffix("px")}" }}' if width else ""
    shown = f"![{_bracketed(alt)}]({_target(src)}{named}){size}"
    return f"[{shown}]({_target(link)})" if link else shown


def figure(picture: str, caption: str) -> str:
    """Return a picture with what stands below it; without that, the picture alone."""
    caption = " ".join(caption.split())
    return f'<figure markdown="span">{picture}<figcaption>{caption}</figcaption></figure>' if caption else picture


def details(summary: str, text: str, is_open: bool = False) -> str:
    """Return text that is unfolded with a click."""
    opened = " open" if is_open else ""
    return f'\n<details markdown="1"{opened}>\n<summary>{summary}</summary>\n\n{text.strip(chr(10))}\n\n</details>\n'


def note(kind: str, title: str, text: str) -> str:
    """Return a block that stands out."""
    known = next((name for name, kinds in _KINDS.items() if kind.lower() in kinds), "note")
    named = f' "{_quoted(title)}"' if title else ""
    inner = as_ours(text.strip("\n"))
    return f"\n!!! {known}{named}\n\n{indent(inner, '    ')}\n"


def quotation(text: str, source: str = "") -> str:
    """Return a quotation, and whose it is."""
    whole = f"{text.strip()}\n\n— {source}" if source else text.strip()
    return "\n" + "\n".join(f"> {line}".rstrip() for line in whole.split("\n")) + "\n"


def frame(url: str, title: str) -> str:
    """Return a video or another page of elsewhere in a frame."""
    return (
        f'<iframe src="{escape(url)}" title="{escape(title)}" loading="lazy" allowfullscreen '
        'style="width: 100%; aspect-ratio: 16 / 9; border: 0"></iframe>'
    )


def media(tag: str, src: str, more: str = "") -> str:
    """Return a player for a file of sound or video."""
    return f'<{tag} src="{escape(src)}" controls{more}></{tag}>'


def script(url: str) -> str:
    """Return a script of elsewhere that writes what is shown."""
    return f'<script src="{escape(url)}"></script>'


def link(text: str, url: str) -> str:
    """Return a link in Markdown."""
    return f"[{_bracketed(text)}]({_target(url)})"


def raw_html(html: str) -> str:
    """Return HTML so that Markdown leaves it alone: attributes in quotes, no empty or indented lines, a block first."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    tidy = (body.inner_html if body else html) or ""
    if "<pre" in tidy or "<textarea" in tidy:
        return tidy.strip()
    lines = [line.strip() for line in tidy.splitlines() if line.strip()]
    is_block = len(lines) < 2 or bool(_BLOCK.match(lines[0]))
    return "\n".join(lines if is_block else ["<div>", *lines, "</div>"])


def _target(url: str) -> str:
    url = url.strip()
    return quote(url, safe="/:?#[]@!$&'*+,;=%~-._") if any(sign in url for sign in ' ()<>"') else url


def _bracketed(text: str) -> str:
    return " ".join(text.split()).replace("[", "\\[").replace("]", "\\]")


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace('"', "&quot;")
