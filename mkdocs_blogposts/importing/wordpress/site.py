"""Reads an export of WordPress: posts, pages, authors, terms and menus."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from ...blog.errors import Severity
from ...blog.permalink import safe_segment
from ..formulas import has_formulas
from ..old_site import Entry, MenuItem, OldSite
from .content import as_html
from .markdown import as_markdown
from .records import LEFT_OUT, hidden, url_of, when
from .wxr import Broken, Record, read_wxr

_TAXONOMIES = {"category": "categories", "post_tag": "tags"}
_UPLOAD = re.compile(r"""(?:https?:/)?/[^\s"'<>()\\]*?/?wp-content/uploads/[^\s"'<>()\\?#]+""")
_SHOWN = ("post", "page")
_OF_THE_PROGRAM = frozenset(
    "attachment nav_menu_item revision wp_block wp_global_styles wp_navigation wp_template wp_template_part "
    "custom_css customize_changeset oembed_cache user_request wp_font_family wp_font_face".split()
)


def read_site(root: Path, without: tuple[Path, ...] = ()) -> OldSite:
    """Read one export, or all that lie in a folder."""
    site = OldSite()
    files = sorted(root.glob("*.xml")) if root.is_dir() else [root]
    reader = _Reader(site)
    for path in files:
        try:
            with path.open("rb") as file:
                for record in read_wxr(file):
                    reader.take(path.name, record)
        except Broken as error:
            site.report(path.name, error.line, error.fault, error.remedy, Severity.ERROR)
        except OSError as error:
            site.report(path.name, 0, f"cannot be read: {error.strerror}", "", Severity.ERROR)
    reader.finish()
    return site


class _Reader:
    """Gathers records, then makes entries of them."""

    def __init__(self, site: OldSite) -> None:
        self.site = site
        self.items: list[tuple[str, Record]] = []
        self.by_id: dict[str, Record] = {}
        self.base = ""

    def take(self, file: str, record: Record) -> None:
        if record.kind == "item":
            self.items.append((file, record))
            self.by_id[record.text("wp:post_id")] = record
        elif record.kind == "wp:author":
            self._take_author(record)
        elif record.kind == "channel" and not self.base:
            self._take_channel(record)

    def _take_author(self, record: Record) -> None:
        login = record.text("wp:author_login")
        names = (record.text(f"wp:author_{part}") for part in ("first_name", "last_name"))
        self.site.authors[login] = {"name": record.text("wp:author_display_name") or " ".join(names).strip() or login}

    def _take_channel(self, record: Record) -> None:
        site = self.site
        self.base = record.text("wp:base_blog_url") or record.text("link")
        site.title, site.description = record.text("title"), record.text("description")
        site.url, site.language = self.base, record.text("language")
        site.terms = {"categories": "category/{slug}", "tags": "tag/{slug}", "authors": "author/{slug}"}
        site.stays = ["wp-content"]

    def finish(self) -> None:
        """Make entries, now that every record is known."""
        for number, (file, item) in enumerate(self.items):
            kind, status = item.text("wp:post_type"), item.text("wp:status")
            if kind in _SHOWN and status not in LEFT_OUT:
                self.site.entries.append(self._entry(file, number, item, kind == "post"))
        self._add_menu()
        self._note()

    def _note(self) -> None:
        comments = sum(item.comments for _, item in self.items)
        if comments:
            self.site.notes.append(f"{comments:,} comments are left out.")
        gone = Counter(item.text("wp:status") for _, item in self.items if item.text("wp:post_type") in _SHOWN)
        if trashed := sum(gone[each] for each in LEFT_OUT):
            self.site.notes.append(f"{trashed:,} posts and pages from the bin, or never saved, are left out.")
        kinds = Counter(item.text("wp:post_type") for _, item in self.items)
        for kind, count in kinds.items():
            if kind not in _SHOWN and kind not in _OF_THE_PROGRAM:
                self.site.notes.append(f"{count:,} of the kind `{kind}` are left out.")

    # Posts and pages -----------------------------------------------------------------

    def _entry(self, file: str, number: int, item: Record, is_post: bool) -> Entry:
        at = when(item, "wp:post_date")
        url = url_of(item, self.base)
        slug = unquote(item.text("wp:post_name")) or f"{item.text('wp:post_type')}-{item.text('wp:post_id')}"
        name = safe_segment(slug) or f"post-{number}"
        line = item.lines.get("content:encoded", 0)
        entry = Entry(
            source=f"{file}#{number}",
            place=(f"{at.date()}-{name}" if at else name) if is_post else url or f"/{name}/",
            body="",
            meta=self._meta(file, item, at, is_post),
            url=url,
            aliases=tuple(self._old_urls(item, url)),
            is_post=is_post,
            line=line,
            original=item.texts.get("content:encoded", ""),
            file=file,
        )
        entry.body = self._body(entry, item)
        self.site.has_formulas = self.site.has_formulas or has_formulas(entry.body)
        return entry

    def _old_urls(self, item: Record, url: str) -> Iterator[str]:
        for slug in item.meta.get("_wp_old_slug", []):
            if url and slug:
                yield posixpath.join(posixpath.dirname(url.rstrip("/")), unquote(slug)) + "/" * url.endswith("/")

    def _meta(self, file: str, item: Record, at: datetime | None, is_post: bool) -> dict[str, Any]:
        meta: dict[str, Any] = {"title": item.text("title") or item.text("wp:post_name")}
        if at and is_post:
            meta["date"] = at
            changed = when(item, "wp:post_modified")
            meta |= {"updated": changed} if changed and changed.date() > at.date() else {}
        if reason := hidden(item):
            meta["draft"] = True
            if reason != "draft":
                line, fault = item.lines.get("title", 0), f'"{meta["title"]}" is {reason}, and a draft now'
                self.site.report(file, line, fault, "Take `draft` away to publish it", Severity.HINT)
        meta |= self._terms(item) if is_post else {}
        meta |= {"pin": True} if item.text("wp:is_sticky") == "1" else {}
        excerpt = re.sub(r"<[^>]+>", "", item.text("excerpt:encoded")).strip()
        meta |= {"excerpt": " ".join(excerpt.split())} if excerpt else {}
        description = next(iter(item.meta.get("_yoast_wpseo_metadesc", [])), "")
        meta |= {"description": description} if description else {}
        cover = self._picture(next(iter(item.meta.get("_thumbnail_id", [])), ""))
        return meta | ({"cover": cover} if cover else {})

    def _terms(self, item: Record) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for term in item.terms:
            name = _TAXONOMIES.get(term.taxonomy, term.taxonomy)
            if term.taxonomy in ("post_format", "nav_menu", "post_translations", "language"):
                continue
            self.site.terms.setdefault(name, f"{name}/{{slug}}")
            self.site.term_slugs.setdefault(name, {})[term.name] = unquote(term.slug)
            found.setdefault(name, []).append(term.name)
        author = item.text("dc:creator")
        return found | ({"authors": [author]} if author else {})

    def _picture(self, number: str) -> str:
        found = self.by_id.get(number)
        url = found.text("wp:attachment_url") if found else ""
        if url:
            self._want(url)
        return url

    def _body(self, entry: Entry, item: Record) -> str:
        def report(place: int, fault: str, remedy: str) -> None:
            line = entry.line + entry.original.count("\n", 0, place)
            self.site.report(entry.shown, line, fault, remedy)

        for found in _UPLOAD.finditer(entry.original):
            self._want(found[0])
        html = as_html(entry.original, self._picture, self._reusable, report)
        return as_markdown(html)

    def _want(self, url: str) -> None:
        """Note a file of the site, for those who want a copy."""
        url = urljoin(self.base, url)
        path = unquote(urlsplit(url).path).removeprefix(urlsplit(self.base).path.rstrip("/")).lstrip("/")
        if urlsplit(url).hostname == urlsplit(self.base).hostname:
            self.site.media.setdefault(path, url)

    def _reusable(self, number: str) -> str:
        found = self.by_id.get(number)
        return found.texts.get("content:encoded", "") if found and found.text("wp:post_type") == "wp_block" else ""

    # Menu ----------------------------------------------------------------------------

    def _add_menu(self) -> None:
        """Take the menu that has most entries."""
        items = [item for _, item in self.items if item.text("wp:post_type") == "nav_menu_item"]
        counts = Counter(term.slug for item in items for term in item.terms if term.taxonomy == "nav_menu")
        menu = counts.most_common(1)[0][0] if counts else ""
        chosen = [item for item in items if any(term.slug == menu for term in item.terms)]
        for item in sorted(chosen, key=lambda item: int(item.text("wp:menu_order") or 0)):
            target = self.by_id.get(next(iter(item.meta.get("_menu_item_object_id", [])), ""))
            written = next(iter(item.meta.get("_menu_item_url", [])), "")
            url = written or (url_of(target, self.base) if target and target is not item else "")
            name = item.text("title") or (target.text("title") if target else "")
            if url and name:
                self.site.menu.append(MenuItem(name, url))
