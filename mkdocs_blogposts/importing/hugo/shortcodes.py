"""Replaces shortcodes: by what they are known to mean, or by what the site's own templates make of them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from ...blog.errors import Severity, did_you_mean
from ..reading import Folder
from .calls import Call, replace_calls
from .config import HugoConfig
from .known import convert
from .pages import Page
from .templates import NotUnderstood, expand


class Shortcodes:
    """All that shortcodes of a site may ask for."""

    def __init__(self, folder: Folder, config: HugoConfig) -> None:
        self.folder = folder
        self.config = config
        self.templates = self._templates()
        self.urls: dict[str, str] = {}

    def _templates(self) -> dict[str, str]:
        """Return the templates of the site, and of the themes that lie in it."""
        found: dict[str, str] = {}
        themes = self.config.get("theme") or []
        names = themes if isinstance(themes, list) else [themes]
        for root in ["", *(f"themes/{name}/" for name in names)]:
            for kind in ("layouts/shortcodes", "layouts/_shortcodes"):
                for path in self.folder.walk(root + kind):
                    name = self.folder.name(path)[len(root + kind) + 1 :].rpartition(".")[0]
                    if path.suffix == ".html":
                        found.setdefault(name, self.folder.text(path) or "")
        return found

    def know(self, pages: Iterable[Page]) -> None:
        """Remember where each page lived, by all names that a reference may give it."""
        for page in pages:
            path = page.path
            stem = re.sub(r"(/_?index)?(\.[\w-]+)?\.\w+$", "", path)
            for name in (path, stem, posixpath.basename(path), posixpath.basename(stem)):
                self.urls.setdefault(name.lower(), page.url)

    def expand(self, page: Page) -> str:
        """Return the text of a page without shortcodes; report those that nobody knows."""
        around = _Around(self, page)
        return replace_calls(page.front.body, around.convert) if "{{" in page.front.body else page.front.body


class _Around:
    """What shortcodes may ask of one page."""

    def __init__(self, shortcodes: Shortcodes, page: Page) -> None:
        self.site = shortcodes
        self.page = page

    def convert(self, call: Call) -> str:
        made = convert(call, self) or self._by_template(call)
        if made is not None:
            return made
        remedy = "What stood inside it is kept" if call.inner else "It is kept as a comment"
        self.report(call, f"the shortcode `{call.name}` is not known", remedy)
        return call.inner or f"<!-- {call.written.replace('--', '- -')} -->"

    def _by_template(self, call: Call) -> str | None:
        template = self.site.templates.get(call.name)
        try:
            return expand(template, call).strip() if template is not None else None
        except NotUnderstood:
            return None

    def ref(self, call: Call) -> str:
        path = call.get(0, "path")
        name, mark, anchor = path.partition("#")
        if not name:
            return f"#{anchor}"
        key = posixpath.normpath(name.strip("/").lower())
        beside = posixpath.join(posixpath.dirname(self.page.path), name).lower()
        stems = (
            each
            for name in (posixpath.normpath(beside), key)
            for each in (name, re.sub(r"(/_?index)?\.\w+$", "", name))
        )
        url = next((self.site.urls[each] for each in stems if each in self.site.urls), "")
        if not url:
            self.report(call, f'`{call.name}` names "{name}", which is nowhere', did_you_mean(key, self.site.urls))
            return path
        return f"{url}{mark}{anchor}"

    def file(self, path: str) -> str:
        beside = posixpath.join(posixpath.dirname(self.page.source), path)
        found = self.site.folder.first(path.strip("/"), *([] if path.startswith("/") else [beside]))
        return (self.site.folder.text(found) or "") if found else ""

    def param(self, name: str) -> str:
        return self.page.front.text(name.lower()) or self.site.config.text("params", *name.lower().split("."))

    def report(self, call: Call, fault: str, remedy: str) -> None:
        line = self.page.front.body_line + call.line
        self.site.folder.site.report(self.page.source, line, fault, remedy, Severity.WARNING)
