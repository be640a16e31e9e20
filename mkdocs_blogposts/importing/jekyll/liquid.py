"""Liquid in the texts of posts: what has a fixed meaning is filled in, everything else is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from textwrap import indent
from urllib.parse import quote_plus

from .. import elements
from ..fences import highlighted

_TAG = re.compile(
    r"""
      \{%-?\s*raw\s*-?%\}(?P<raw>.*?)\{%-?\s*endraw\s*-?%\}
    | \{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}(?P<comment>)
    | (?P<indent>^[ \t]*)?\{%-?\s*highlight\s+(?P<lexer>[\w+#.-]+)(?P<options>[^%]*?)-?%\}
      (?P<code>.*?)\{%-?\s*endhighlight\s*-?%\}
    | \{%-?\s*(?P<tag>\w+)\s*(?P<rest>.{0,2000}?)\s*-?%\}
    | \{\{-?\s*(?P<value>.{0,1000}?)\s*-?\}\}
    """,
    re.DOTALL | re.VERBOSE | re.MULTILINE,
)
_ARGUMENT = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
_STAGE = re.compile(r"""((?:"[^"]*"|'[^']*'|[^|"'])+)""")
_OF_LOGIC = frozenset("if elsif else endif unless endunless for endfor case when endcase capture endcapture".split())

Report = Callable[[int, str, str], None]
"""Takes a line of the text, counted from 0, a fault and a remedy."""


@dataclass
class Page:
    """What Liquid may ask of a page and its site."""

    values: Mapping[str, str]
    """Texts by name: `site.title`, `page.title`."""
    root: str
    """The path below which the site lives."""
    site_url: str
    post_url: Callable[[str], str]
    """Returns the URL of the post with a name, as `post_url` takes it; empty without any."""
    link: Callable[[str], str]
    """Returns the URL of the page with a path."""
    report: Report
    assigned: dict[str, str] = field(default_factory=dict)


def expand(text: str, page: Page) -> str:
    """Return a text without Liquid."""
    return _TAG.sub(lambda found: _expanded(found, text, page), text) if "{%" in text or "{{" in text else text


def _expanded(found: re.Match[str], text: str, page: Page) -> str:
    if found["raw"] is not None:
        return found["raw"]
    if found["comment"] is not None:
        return ""
    line = text.count("\n", 0, found.start())
    if found["code"] is not None:
        code = highlighted(found["code"], found["lexer"], found["options"].replace("linenos", "linenos=1"))
        return indent(f"\n{code}\n", found["indent"] or "")
    if found["tag"]:
        return _tag(found, line, page)
    return _value(found["value"], line, page)


def _tag(found: re.Match[str], line: int, page: Page) -> str:
    name, rest = found["tag"], found["rest"]
    if name in ("post_url", "link"):
        wanted = _filled(rest, page)
        url = page.post_url(wanted) if name == "post_url" else page.link(wanted)
        if not url:
            page.report(line, f'`{name}` names "{wanted}", which is nowhere', "Mend the link")
        return f"{page.root}{url}" if url else ""
    if name == "assign" and (simple := re.fullmatch(r"""(\w+)\s*=\s*["'](.*)["']""", rest)):
        page.assigned[simple[1]] = simple[2]
        return ""
    if (made := _embedded(name, rest, page)) is not None:
        return made
    if name.startswith("include"):
        page.report(line, f"`include {rest.split()[0] if rest else ''}` is left out", "Write what it shows")
    elif name in _OF_LOGIC:
        page.report(line, f"`{{% {name} %}}` is left out; what stands around it is kept", "Look at the text there")
    elif not name.startswith("end"):
        page.report(line, f"the tag `{name}` is not known", "It is left out; what stands inside it is kept")
    return ""


def _embedded(name: str, rest: str, page: Page) -> str | None:
    """Return what well-known tags of plugins, and includes of themes, show; None for any other."""
    if name.startswith("include"):
        file, _, more = rest.partition(" ")
        given = {key: _filled(one or two or three, page) for key, one, two, three in _ARGUMENT.findall(more)}
        src = given.get("image_path") or given.get("src") or given.get("url") or ""
        if file.rpartition("/")[2].removesuffix(".html") in ("figure", "image", "img", "picture") and src:
            shown = elements.picture(src, given.get("alt", ""), width=given.get("width", ""))
            return elements.figure(shown, given.get("caption", ""))
        name, rest = file.rpartition("/")[2].removesuffix(".html"), given.get("id", "")
    word = rest.split()[0].strip("\"'") if rest.split() else ""
    if name == "youtube" and word:
        return elements.frame(f"https://www.youtube-nocookie.com/embed/{word.rpartition('/')[2]}", "YouTube")
    if name == "vimeo" and word:
        return elements.frame(f"https://player.vimeo.com/video/{word}", "Vimeo")
    if name == "gist" and word:
        return elements.script(f"https://gist.github.com/{word}.js")
    return None


def _value(expression: str, line: int, page: Page) -> str:
    first, *filters = [stage.strip() for stage in _STAGE.findall(expression)] or [""]
    value = _named(first, page)
    for each in filters:
        name, _, argument = each.partition(":")
        function = _FILTERS.get(name.strip())
        if function is None:
            value = None
            break
        value = function(value or "", _named(argument.strip(), page) or "", page)
    if value is None:
        page.report(line, f"`{{{{ {expression} }}}}` is left out", "Write its value")
    return value or ""


def _named(expression: str, page: Page) -> str | None:
    if expression[:1] in ("'", '"'):
        return expression.strip(expression[0])
    if expression in ("site.baseurl", "site.url"):
        return page.root if expression == "site.baseurl" else page.site_url.removesuffix(page.root)
    return page.assigned.get(expression, page.values.get(expression))


def _filled(text: str, page: Page) -> str:
    return re.sub(r"\{\{\s*(.*?)\s*\}\}", lambda found: _value(found[1], 0, page), text)


def _rooted(value: str, page: Page) -> str:
    return f"{page.root}/{value.lstrip('/')}"


_FILTERS: dict[str, Callable[[str, str, Page], str]] = {
    "relative_url": lambda value, _, page: _rooted(value, page),
    "absolute_url": lambda value, _, page: page.site_url.removesuffix(page.root) + _rooted(value, page),
    "prepend": lambda value, given, _: given + value,
    "append": lambda value, given, _: value + given,
    "default": lambda value, given, _: value or given,
    "escape": lambda value, *_: escape(value),
    "xml_escape": lambda value, *_: escape(value),
    "url_encode": lambda value, *_: quote_plus(value),
    "cgi_escape": lambda value, *_: quote_plus(value),
    "upcase": lambda value, *_: value.upper(),
    "downcase": lambda value, *_: value.lower(),
    "capitalize": lambda value, *_: value.capitalize(),
    "strip": lambda value, *_: value.strip(),
    "markdownify": lambda value, *_: value,
}
