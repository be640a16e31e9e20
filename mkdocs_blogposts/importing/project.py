"""The old site → the files of the new project: where each lies, what it says of itself, what leads to it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from pymdownx.slugs import slugify

from ..blog.dates import read_date
from ..blog.permalink import is_safe
from ..blog.post_reader import first_heading
from .addresses import OldUrl, Scheme, choose_scheme
from .destinations import destinations, free_post_dir
from .dialect import as_ours
from .links import Destination, Links
from .old_site import Entry, OldSite
from .redirect_page import redirect_page
from .terms import notes, unify
from .writing import AUTHORS_FILE, TERMS_FILE
from .yaml_text import as_yaml, front_matter

_slug_of = slugify(case="lower")


@dataclass(frozen=True)
class Layout:
    """Where things go in a project that is there already."""

    docs: str = "docs"
    post_dir: str = ""


@dataclass
class Project:
    """All that will be written."""

    files: dict[str, str | Path] = field(default_factory=dict)
    """Texts, and files to copy, by path in the project's folder."""
    post_dir: str = ""
    scheme: Scheme = field(default_factory=Scheme)
    pages: dict[str, Destination] = field(default_factory=dict)
    """By source in the old site."""
    posts: int = 0


def make_project(site: OldSite, layout: Layout | None = None) -> Project:
    """Return the files of the new project; without a layout it is one of its own, which keeps URLs by its settings."""
    return _Maker(site, layout).make()


class _Maker:
    def __init__(self, site: OldSite, layout: Layout | None) -> None:
        self.site = site
        self.layout = layout
        self.docs = layout.docs if layout else "docs"
        self.project = Project(post_dir=layout.post_dir if layout else free_post_dir(site))
        self.owners: dict[str, str] = {}
        """Which entry has each old URL."""
        self.urls_of_posts = [entry.url for entry in site.entries if entry.is_post]

    def make(self) -> Project:
        project, site = self.project, self.site
        unify(site)
        if not self.layout:
            project.scheme = choose_scheme([old for entry in site.entries if (old := _old_url(entry))])
        project.pages = destinations(site, project.post_dir, project.scheme)
        links = Links(site, project.pages)
        for entry in site.entries:
            path = project.pages[entry.source].path
            project.files[f"{self.docs}/{path}"] = self._text(entry, links)
            self._add_files(entry, path)
        for name, file in site.files.items():
            project.files.setdefault(f"{self.docs}/{name}", file)
        for entry in site.entries:
            if not entry.is_post:
                self._lead_to(entry)
        if not self.layout:
            self._describe()
        project.posts = sum(entry.is_post for entry in site.entries)
        return project

    def _describe(self) -> None:
        """Write what is known of authors and terms."""
        if self.site.authors:
            self.project.files[f"{self.docs}/{AUTHORS_FILE}"] = as_yaml({"authors": _authors(self.site)})
        if described := notes(self.site):
            self.project.files[f"{self.docs}/{TERMS_FILE}"] = as_yaml(described)

    def _add_files(self, entry: Entry, path: str) -> None:
        for name, file in entry.files.items():
            self.project.files.setdefault(f"{self.docs}/{posixpath.join(posixpath.dirname(path), name)}", file)

    # What they say -------------------------------------------------------------------

    def _text(self, entry: Entry, links: Links) -> str:
        meta = dict(entry.meta)
        cover = meta.get("cover")
        if isinstance(cover, dict):
            meta["cover"] = {**cover, "image": links.cover(entry, cover["image"])}
        elif cover:
            meta["cover"] = links.cover(entry, cover)
        if entry.is_post:
            meta |= self._address(entry)
        body = as_ours(links.rewrite(entry)).strip("\n")
        title = str(meta.get("title") or (self.site.title if entry.url == "/" else ""))
        if not entry.is_post and title and not first_heading(body):
            body = f"# {title}\n\n{body}"
        if entry.lists_posts and self._holds_posts(entry):
            body += "\n\n```blogposts\nlist_style: titles\n```"
        return front_matter(meta) + body.rstrip() + "\n"

    def _holds_posts(self, entry: Entry) -> bool:
        """Tell whether all posts lived below a page, which then lists them."""
        urls = self.urls_of_posts
        return bool(urls) and entry.url != "/" and all(url.startswith(entry.url) for url in urls)

    def _address(self, entry: Entry) -> dict[str, object]:
        """Return `slug` and `aliases` with which a post answers at its old URLs."""
        if self._is_taken(entry):
            return {}
        old = _old_url(entry)
        slug = self.project.scheme.slug(old) if old and not self.layout else None
        aliases = [*([entry.url] if slug is None and entry.url else []), *map(_rooted, entry.aliases)]
        kept = [alias for alias in dict.fromkeys(aliases) if is_safe(alias)]
        for alias in aliases:
            if alias not in kept:
                self.site.report(entry.shown, entry.line_of(alias), f"the URL `{alias}` cannot be kept", "")
        natural = old.slug if old else ""
        found: dict[str, object] = {"slug": slug} if slug and slug != natural else {}
        return found | ({"aliases": kept} if kept else {})

    def _is_taken(self, entry: Entry) -> bool:
        owner = self.owners.setdefault(entry.url.casefold() or entry.source, entry.source)
        if owner != entry.source:
            remedy = "Give it a `slug` of its own"
            self.site.report(entry.shown, 1, f"its URL {entry.url} is that of {owner}, too", remedy)
        return owner != entry.source

    # What leads to pages -------------------------------------------------------------

    def _lead_to(self, entry: Entry) -> None:
        """Write pages that lead on from where a page lived; posts say so in `aliases`."""
        to = self.project.pages[entry.source].url
        for url in [*([entry.url] if entry.url.strip("/") != to.strip("/") else []), *map(_rooted, entry.aliases)]:
            path = url.strip("/")
            name = path if path.endswith((".html", ".htm")) else f"{path}/index.html"
            if path and is_safe(path):
                up = "../" * name.count("/") or "./"
                self.project.files.setdefault(f"{self.docs}/{name}", redirect_page(quote(up + to)))


def _old_url(entry: Entry) -> OldUrl | None:
    """Return what is known of a post's old address."""
    when = _when(entry.meta.get("date"))
    title = str(entry.meta.get("title") or first_heading(entry.body) or posixpath.basename(entry.place))
    return OldUrl(entry.url, when, _slug_of(title, "-")) if entry.is_post and entry.url and when else None


def _when(value: object) -> datetime | None:
    try:
        return read_date(value, str(value), UTC).at if value else None
    except ValueError:
        return None


def _rooted(url: str) -> str:
    return "/" + url.lstrip("/")


def _authors(site: OldSite) -> dict[str, dict[str, str]]:
    """Return all authors of posts with what is known of them."""
    named = dict.fromkeys(author for entry in site.entries for author in entry.meta.get("authors", ()))
    return {author: {"name": author, **site.authors.get(author, {})} for author in {**site.authors, **named}}
