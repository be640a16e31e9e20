"""The content of a post as WordPress keeps it → HTML: blocks, paragraphs of the classic editor, shortcodes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape, unescape

from .. import elements

_BLOCK = re.compile(
    r"<!--\s+(?P<end>/)?wp:(?P<name>[\w/-]+)(?P<values>\s+\{.{0,9000}?\})?\s+(?P<alone>/)?-->", re.DOTALL
)
_STATIC = frozenset(
    "paragraph heading list list-item image gallery quote pullquote code preformatted verse table separator spacer "
    "columns column group cover media-text button buttons html freeform more nextpage audio video file embed "
    "shortcode details footnotes classic missing".split()
)
"""Blocks whose HTML stands in the content."""
_MORE = re.compile(r"<!--\s*(?:more.*?|nextpage)\s*-->", re.DOTALL)
_PROTECTED = re.compile(
    r"<(pre|script|style|textarea|iframe|table|svg)\b.*?</\1>|<!--.{0,9000}?-->", re.DOTALL | re.IGNORECASE
)
_BLOCK_TAG = re.compile(
    r"\s*</?(?:p|div|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|pre|table|figure|figcaption|hr|section|article|aside|details|"
    r"summary|iframe|script|style|form|center|video|audio|address|noscript)\b|\s*<!--|\s*\x00",
    re.IGNORECASE,
)
_SHORTCODE = re.compile(
    r"\[(?P<open>\[)?(?P<name>[a-zA-Z][\w-]*)(?P<rest>(?:\s[^\]\n]{0,2000})?)(?P<self>/)?\](?:(?P<inner>(?:(?!\[(?P=name)\b).)*?)\[/(?P=name)\])?(?(open)\])",
    re.DOTALL,
)
_ARGUMENT = re.compile(r"""(?:([\w-]+)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_VIDEO = re.compile(r"https?://(?:www\.|m\.)?(?:youtube\.com/watch\?\S*?v=|youtu\.be/)([\w-]+)\S*")
_VIMEO = re.compile(r"https?://(?:www\.)?vimeo\.com/(\d+)\S*")
_CODES = frozenset("code sourcecode php python js javascript css html xml sql bash shell java ruby cpp".split())
_WORDS = frozenset(("if", "this", "a", "b", "x", "i", "note", "update", "sic", "edit"))
"""What writers put into brackets as words."""

Report = Callable[[int, str, str], None]
"""Takes a place in the content, a fault and a remedy."""


def as_html(content: str, pictures: Callable[[str], str], reusable: Callable[[str], str], report: Report) -> str:
    """Return HTML; `pictures` gives the address of a picture by its number, `reusable` the content of a block."""
    is_of_blocks = bool(_BLOCK.search(content))
    text = _SHORTCODE.sub(lambda found: _shortcode(found, pictures, report), content) if "[" in content else content
    if is_of_blocks:
        text = _BLOCK.sub(lambda found: _block(found, reusable, report, content), text)
        return _embeds(_MORE.sub("<!--more-->", text))
    return _paragraphs(_MORE.sub("<!--more-->", _embeds(text)))


def _block(found: re.Match[str], reusable: Callable[[str], str], report: Report, content: str) -> str:
    """Take the comments of blocks away; report those that WordPress fills in."""
    name = found["name"].removeprefix("core/")
    if found["end"] or name in _STATIC or name.startswith(("core-embed/", "jetpack/tiled-gallery")):
        return ""
    values = _values(found["values"])
    if name == "block" and (inner := reusable(str(values.get("ref", "")))):
        return _BLOCK.sub("", inner)
    place = max(content.find(found[0]), 0)
    if found["alone"]:
        report(place, f"the block `{name}` is left out", "Write what it showed")
    elif name.split("/")[0] not in ("syntaxhighlighter", "kevinbatdorf", "code-block-pro"):
        report(place, f"the block `{name}` is not known", "What stands in it is kept")
    return ""


def _values(text: str | None) -> dict[str, object]:
    try:
        values = json.loads(text or "{}")
    except (json.JSONDecodeError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _shortcode(found: re.Match[str], pictures: Callable[[str], str], report: Report) -> str:
    if found["open"]:
        return found[0][1:-1]
    name, inner = found["name"].lower(), found["inner"] or ""
    given = {key.lower(): one or two or three for key, one, two, three in _ARGUMENT.findall(found["rest"])}
    if name in ("caption", "wp_caption"):
        picture, words = _split_caption(inner, given.get("caption", ""))
        return f"<figure>{picture}<figcaption>{words}</figcaption></figure>"
    if name == "gallery" and given.get("ids"):
        sources = filter(None, (pictures(number.strip()) for number in given["ids"].split(",")))
        return "\n\n".join(f'<img src="{escape(src)}" alt="">' for src in sources)
    if name in ("embed", "youtube", "vimeo"):
        return f"\n\n{inner.strip() or given.get('', '').lstrip('=') or found['rest'].strip(' =')}\n\n"
    if name in ("video", "audio"):
        src = next((given[key] for key in ("src", "mp4", "mp3", "m4a", "ogg", "webm") if given.get(key)), inner.strip())
        return elements.media(name, src) if src else ""
    if name in _CODES and found["inner"] is not None:
        language = given.get("lang") or given.get("language") or given.get("") or ("" if "code" in name else name)
        return f'<pre><code class="language-{escape(language)}">{escape(unescape(inner))}</code></pre>'
    is_word = not found["rest"] and found["inner"] is None
    if name in _WORDS or (is_word and "_" not in name and "-" not in name):
        return found[0]
    report(found.start(), f"the shortcode `{name}` is not known", "It stands in the text")
    return found[0]


def _split_caption(inner: str, written: str) -> tuple[str, str]:
    found = re.match(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", inner, re.DOTALL)
    return (found[1], written or found[2].strip()) if found else (inner, written)


def _embeds(text: str) -> str:
    """Show videos whose address stands alone on its line, or in a block for it."""

    def shown(found: re.Match[str]) -> str:
        url = found["url"]
        if video := _VIDEO.fullmatch(unescape(url)):
            return elements.frame(f"https://www.youtube-nocookie.com/embed/{video[1]}", "YouTube")
        if video := _VIMEO.fullmatch(url):
            return elements.frame(f"https://player.vimeo.com/video/{video[1]}", "Vimeo")
        return f'<p><a href="{url}">{url}</a></p>'

    text = re.sub(r'<div class="wp-block-embed__wrapper">\s*(?P<url>https?://\S+?)\s*</div>', shown, text)
    return re.sub(r"^[ \t]*(?P<url>https?://[^\s<>]+)[ \t]*$", shown, text, flags=re.MULTILINE)


def _paragraphs(text: str) -> str:
    """Make paragraphs as the classic editor means them: at empty lines; single newlines break lines."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\n\n\x00{len(kept) - 1}\x00\n\n"

    text = _PROTECTED.sub(keep, text.replace("\r\n", "\n").replace("\x00", ""))
    parts = [_paragraph(part) for part in re.split(r"\n\s*\n", text) if part.strip()]
    return re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found[1])], "\n\n".join(parts))


def _paragraph(part: str) -> str:
    if _BLOCK_TAG.match(part):
        return part
    return f"<p>{'<br>'.join(line.strip() for line in part.strip().split(chr(10)))}</p>"
