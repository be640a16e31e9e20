"""What the shortcodes mean that come with Hugo, with PaperMod, or with many other themes."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import indent
from typing import Protocol

from .. import elements
from ..fences import highlighted
from .calls import Call


class Surroundings(Protocol):
    """What a shortcode may ask of its page and site."""

    def ref(self, call: Call) -> str:
        """Return the old URL of the page that a shortcode names."""

    def file(self, path: str) -> str:
        """Return the text of a file of the site, or an empty one."""

    def param(self, name: str) -> str:
        """Return a parameter of the page, or of the site."""


Meaning = Callable[[Call, Surroundings], str]

_NOTES = "admonition alert attention callout caution danger hint important info note notice success tip warning".split()
_NAMING_NOTES = ("admonition", "alert", "callout", "notice")
"""Those whose first argument is the kind."""


def convert(call: Call, around: Surroundings) -> str | None:
    """Return what a shortcode stands for; None for one that is not known here, or has no use."""
    meaning = _MEANINGS.get(call.name.lower())
    made = meaning(call, around) if meaning else None
    if made and call.indent and "\n" in made:
        return indent(made, call.indent).removeprefix(call.indent)
    return made or None


def _figure(call: Call, around: Surroundings) -> str:
    src = call.get("src", "url", "link", 0)
    alt = call.get("alt", "caption", "title", 1)
    owner = call.get("attr")
    owner = elements.link(owner, call.get("attrlink")) if owner and call.get("attrlink") else owner
    title = f"**{call.get('title')}**" if call.get("title") else ""
    caption = " ".join(filter(None, (title, call.get("caption"), owner)))
    shown = elements.picture(src, alt, link=call.get("link") if call.get("src", "url") else "", width=call.get("width"))
    return elements.figure(shown, caption) if src else ""


def _highlight(call: Call, around: Surroundings) -> str:
    options = ", ".join([*call.positional[1:], *(f'{key}="{value}"' for key, value in call.named.items())])
    first, code, language = call.get(0), call.inner or "", call.get("lang", "language")
    if "." in first:
        code, language = around.file(first) or code, language or first.rpartition(".")[2]
    return f"\n{highlighted(code, language or first, options)}\n" if code.strip() else ""


def _youtube(call: Call, around: Surroundings) -> str:
    video = call.get("id", 0)
    start = f"?start={call.get('start')}" if call.get("start") else ""
    url = f"https://www.youtube-nocookie.com/embed/{video}{start}"
    return elements.frame(url, call.get("title", 1) or "YouTube") if video else ""


def _vimeo(call: Call, around: Surroundings) -> str:
    video = call.get("id", 0)
    return elements.frame(f"https://player.vimeo.com/video/{video}", call.get("title") or "Vimeo") if video else ""


def _bilibili(call: Call, around: Surroundings) -> str:
    video = call.get("id", "bvid", "bv", "aid", 0)
    key = "bvid" if video.lower().startswith("bv") else "aid"
    number = video if key == "bvid" else video.lower().removeprefix("av")
    return elements.frame(f"https://player.bilibili.com/player.html?{key}={number}", "bilibili") if video else ""


def _gist(call: Call, around: Surroundings) -> str:
    file = f"?file={call.get(2, 'file')}" if call.get(2, "file") else ""
    path = f"{call.get(0, 'user')}/{call.get(1, 'id')}".strip("/")
    return elements.script(f"https://gist.github.com/{path}.js{file}") if path else ""


def _tweet(call: Call, around: Surroundings) -> str:
    number, user = call.get("id", 0), call.get("user") or "i"
    url = f"https://x.com/{user}/status/{number}"
    return elements.link(url.removeprefix("https://"), url) if number else ""


def _instagram(call: Call, around: Surroundings) -> str:
    url = f"https://www.instagram.com/p/{call.get('id', 0)}/"
    return elements.link(url.removeprefix("https://"), url) if call.get("id", 0) else ""


def _details(call: Call, around: Surroundings) -> str:
    is_open = call.get("open", "openbydefault").lower() in ("true", "open") and call.get("open") != "summary"
    return elements.details(call.get("summary", "title", 0) or "Details", call.inner or "", is_open)


def _note(call: Call, around: Surroundings) -> str:
    kind = call.get("type", "kind", "icon") or (call.get(0) if call.name in _NAMING_NOTES else "")
    title = call.get("title", "header") or (call.get(1) if call.name == "admonition" else "")
    if call.inner is None:
        return elements.note(kind or call.name, title, call.get("text", 0)) if call.get("text", 0) else ""
    return elements.note(kind or call.name, title, call.inner)


def _direction(call: Call, around: Surroundings) -> str:
    return f'\n<div dir="{call.name}" markdown="1">\n\n{(call.inner or "").strip()}\n\n</div>\n'


def _inside(call: Call, around: Surroundings) -> str:
    return call.inner or ""


def _formula(call: Call, around: Surroundings) -> str:
    text = (call.inner or "").strip()
    return text if text.startswith(("$", "\\(", "\\[")) or "$" in text else f"\n$$\n{text}\n$$\n"


def _mermaid(call: Call, around: Surroundings) -> str:
    return f"\n{highlighted(call.inner or '', 'mermaid')}\n"


def _quotation(call: Call, around: Surroundings) -> str:
    return elements.quotation(call.inner, call.get("author", "source", "cite")) if call.inner else ""


def _small_picture(call: Call, around: Surroundings) -> str:
    height = f'{{ height="{call.get("height")}" }}' if call.get("height") else ""
    return elements.picture(call.get("url", "src", 0), call.get("alt")) + height


def _audio(call: Call, around: Surroundings) -> str:
    return elements.media("audio", call.get("src", "url", "mp3", 0)) if call.get("src", "url", "mp3", 0) else ""


def _video(call: Call, around: Surroundings) -> str:
    src = call.get("src", "url", "mp4", 0)
    return elements.media("video", src, ' style="max-width: 100%"') if src else ""


_MEANINGS: dict[str, Meaning] = {
    **dict.fromkeys(_NOTES, _note),
    **dict.fromkeys(("figure", "img", "image"), _figure),
    **dict.fromkeys(("highlight", "code"), _highlight),
    **dict.fromkeys(("details", "collapse", "spoiler", "expand", "fold"), _details),
    **dict.fromkeys(("rawhtml", "raw", "html", "unsafe"), _inside),
    **dict.fromkeys(("ltr", "rtl"), _direction),
    **dict.fromkeys(("tweet", "x", "twitter", "x_simple", "twitter_simple"), _tweet),
    **dict.fromkeys(("katex", "math", "latex"), _formula),
    **dict.fromkeys(("quote", "blockquote"), _quotation),
    **dict.fromkeys(("youtube", "youtube-lite"), _youtube),
    **dict.fromkeys(("ref", "relref"), lambda call, around: around.ref(call)),
    "audio": _audio,
    "bilibili": _bilibili,
    "gist": _gist,
    "instagram": _instagram,
    "intextimg": _small_picture,
    "mermaid": _mermaid,
    "param": lambda call, around: around.param(call.get(0)),
    "video": _video,
    "vimeo": _vimeo,
}
