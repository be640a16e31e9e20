"""A finished post as a feed reader wants it: full URLs, and nothing that needs the site's styles or scripts."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from .html import parse, remove
from .links import CANDIDATE

_UNWANTED = (
    "script, style, template, link, meta, base, form, button, select, textarea, "
    "div.toc, nav.toc, a.headerlink, .twemoji svg"
)
_BOXES = {True: "\u2611", False: "\u2610"}
"""Stand for boxes of lists of tasks, ticked or not: most readers show no part of a form."""
_FRAMES = "iframe, embed, object"
_URLS = ("href", "src", "poster", "cite")
_LINKED = ", ".join(f"[{name}]" for name in (*_URLS, "srcset"))
_HANDLER = re.compile(r"\son\w+\s*=", re.IGNORECASE)
_SPACE = re.compile(r"[\x00-\x20]")
"""What browsers pass over at the head of an address, some of it within."""
_ALIGNED = re.compile(r"\s*text-align:\s*\w+;?\s*")


def for_feed(html: str, url: str) -> str:
    """Return a post's HTML without its title, fit to be read far from the page at `url`."""
    body = parse(html)
    remove(body.css("h1")[:1])
    remove(body.css(_UNWANTED))
    for part in body.css("input"):
        part.replace_with(_BOXES["checked" in part.attributes] if part.attributes.get("type") == "checkbox" else "")
    for frame in reversed(body.css(_FRAMES)):
        _replace_frame(frame, url)
    for node in body.css(_LINKED):
        _complete(node, url)
    for node in body.css("[style]"):
        if not _ALIGNED.fullmatch(node.attributes["style"] or ""):
            del node.attrs["style"]
    if _HANDLER.search(html):
        _remove_handlers(body)
    return (body.inner_html or "").strip()


def _replace_frame(frame: LexborNode, url: str) -> None:
    """Put a link into the place of what most readers do not show."""
    target = frame.attributes.get("src") or frame.attributes.get("data") or ""
    if target:
        full = escape(urljoin(url, target))
        link = parse(f'<p><a href="{full}">{escape(frame.attributes.get("title") or "") or full}</a></p>')
        paragraph = link.css_first("p")
        assert paragraph is not None
        frame.replace_with(paragraph)
    else:
        frame.decompose()


def _complete(node: LexborNode, url: str) -> None:
    values = node.attributes
    for name in _URLS:
        value = values.get(name)
        if value and not (value.startswith("#") and node.tag not in ("a", "area")):  # a drawing's own shapes
            node.attrs[name] = _absolute(url, value)
    if value := values.get("srcset"):
        node.attrs["srcset"] = CANDIDATE.sub(lambda each: each[1] + urljoin(url, each[2]) + each[3], value)


def _absolute(base: str, url: str) -> str:
    """Return a full URL; one that cannot be read, and one that runs something, stays or goes."""
    if _SPACE.sub("", url).lower().startswith(("javascript:", "vbscript:")):
        return base
    try:
        return urljoin(base, url.strip())
    except ValueError:
        return url


def _remove_handlers(body: LexborNode) -> None:
    for node in body.css("*"):
        for name in [name for name in node.attributes if name.startswith("on")]:
            del node.attrs[name]
