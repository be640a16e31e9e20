"""Links of the old site → links between the files of the new one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from ..blog.errors import Severity
from ..blog.relinking import change_links
from .old_site import Entry, OldSite

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\{\{|\{%|$", re.IGNORECASE)
_TORN = re.compile(r"\]\([a-z]+://[^\s()<>]+\](?=\()")
"""The end of one link within another."""
_AUTOLINK = re.compile(r"<https?://[^<>\n]*>")
_IN_THE_WAY = re.compile(r"""[ ()<>"#?%]""")
"""Signs that would end a link in Markdown, or its path."""
_INDEX = re.compile(r"(^|/)index\.html?$")
_FILE = re.compile(r"\.(?!html?$|md$|markdown$|php$)\w{2,5}$", re.IGNORECASE)


@dataclass(frozen=True)
class Destination:
    """A file of the new site to which links can lead."""

    path: str
    """In the docs folder."""
    url: str
    """From the site's root, without a slash at its head."""


class Links:
    """Knows where everything of the old site is now."""

    def __init__(self, site: OldSite, pages: Mapping[str, Destination]) -> None:
        """Take the destination of each entry, by its source."""
        self.site = site
        self.pages = pages
        self.root = urlsplit(site.url).path.rstrip("/")
        self.by_url: dict[str, Destination] = {}
        for entry in site.entries:
            for url in (entry.url, *entry.aliases):
                if url:
                    self.by_url.setdefault(_key(url), pages[entry.source])
            for name in entry.files:
                self._add_file(entry, name)
        for path in site.files:
            self.by_url.setdefault(_key(path), Destination(path, path))

    def _add_file(self, entry: Entry, name: str) -> None:
        path = posixpath.join(posixpath.dirname(self.pages[entry.source].path), name)
        self.by_url.setdefault(_key(posixpath.join(entry.url, name)), Destination(path, path))
        self.by_url.setdefault(
            "beside:" + posixpath.join(posixpath.dirname(entry.source), name), Destination(path, path)
        )

    def rewrite(self, entry: Entry) -> str:
        """Return the text of an entry with links that lead to the same as before; report those that lead nowhere."""
        body = _TORN.sub(lambda found: self._readable(entry, found[0]), entry.body)
        body = _AUTOLINK.sub(lambda found: self._checked(entry, found[0]), body)
        return change_links(body, lambda written, in_html: self._rewritten(entry, written, in_html))

    def cover(self, entry: Entry, src: str) -> str:
        """Return the picture of an entry as front matter names it."""
        link = self._own(src)
        if _ELSEWHERE.match(link):
            return src
        path = unquote(link)
        found = self._find(entry, path) or self._find(entry, f"/{path.lstrip('/')}")
        folder = posixpath.dirname(self.pages[entry.source].path)
        if found and found.path.startswith(f"{folder}/"):
            return posixpath.relpath(found.path, folder)
        return f"/{found.path}" if found else src

    def _own(self, link: str) -> str:
        """Return a full address of the old site as a path."""
        address = self.site.url.rstrip("/")
        is_own = address and link.startswith(f"{address}/")
        return f"{self.root}/{link[len(address) + 1 :]}" if is_own else link

    def _rewritten(self, entry: Entry, written: str, in_html: bool) -> str:
        link = self._own(written.strip("<>"))
        if _ELSEWHERE.match(link):
            return self._checked(entry, written)
        path, rest = re.match(r"([^?#]*)(.*)", link, re.DOTALL).groups()  # type: ignore[union-attr]  # matches anything
        found = self._find(entry, unquote(path))
        if found is None and self._stays(path):
            return f"{self.site.url.rstrip('/')}{self._below_root(path)}{rest}"
        if found is None:
            self._report(entry, path)
            return written
        if in_html:
            return quote(f"{self.root}/{found.url}") + rest
        target = posixpath.relpath(found.path, posixpath.dirname(self.pages[entry.source].path) or ".")
        return _IN_THE_WAY.sub(lambda sign: quote(sign[0], safe=""), target) + rest

    def _checked(self, entry: Entry, written: str) -> str:
        return written if _is_readable(written.strip("<>")) else self._readable(entry, written)

    def _readable(self, entry: Entry, written: str) -> str:
        """Return an address that MkDocs can read, where it would give up."""
        self.site.report(entry.shown, entry.line_of(written), f'"{written}" is no address', "Mend the link")
        return written[0] + quote(written[1:], safe="/:?#()<>@!$&'*+,;=%-._~ ")

    def _find(self, entry: Entry, path: str) -> Destination | None:
        if path.startswith("/"):
            return self.by_url.get(_key(self._below_root(path)))
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(entry.source), path))
        for source in (beside, f"{beside}.md", f"{beside}/index.md"):
            if source in self.pages:
                return self.pages[source]
        return self.by_url.get(f"beside:{beside}") or self.by_url.get(_key(posixpath.join(entry.url, path)))

    def _below_root(self, path: str) -> str:
        return path.removeprefix(self.root) if path.startswith(f"{self.root}/") else path

    def _stays(self, path: str) -> bool:
        """Tell whether a path leads to what stays on the old server."""
        below = self._below_root(path)
        return any(below.startswith(f"/{folder}/") for folder in self.site.stays)

    def _report(self, entry: Entry, path: str) -> None:
        key = _key(self._below_root(path))
        if path.startswith("/") and any(key == each or key.startswith(f"{each}/") for each in self._lists()):
            return
        is_file = bool(_FILE.search(path))
        what = "a file that is not there" if is_file else "a page that is not there"
        severity = Severity.WARNING if is_file or path.endswith(".md") else Severity.HINT
        self.site.report(entry.shown, entry.line_of(path), f'a link to "{path}", {what}', "Mend the link", severity)

    def _lists(self) -> list[str]:
        folders = [each.partition("/{")[0] for each in self.site.terms.values()]
        archives = [self.site.archive] if self.site.archive else []
        return [*folders, *archives, "page", "index.xml", "feed.xml", ""]


def _is_readable(link: str) -> bool:
    try:
        urlsplit(link)
    except ValueError:
        return False
    return True


def _key(url: str) -> str:
    path = posixpath.normpath("/" + _INDEX.sub("", unquote(url))).strip("/")
    return path.removesuffix(".html").removesuffix(".htm").casefold()
