"""Looks for what has no effect or leads nowhere: settings, pictures that are missing, links to posts held back."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from .blog.errors import Problem, Severity
from .blog.links import links, page_at, pages_at
from .blog.permalink import relative_url
from .blog.plan import Plan
from .config import BlogpostsConfig
from .options import LIST_STYLES
from .pages import PostPage

_PICTURE = re.compile(r'(?P<start><img\b[^>]*?\bsrc=")(?P<name>[^":?#]+)(?P<end>")')

Pictures = dict[tuple[str, str], str]
"""URL of each picture that a source names, by source and name as written; the source of the blog itself is empty."""


def check_settings(config: BlogpostsConfig, site: MkDocsConfig, uses_theme: bool) -> Iterator[Problem]:
    """Report settings that have no effect on this site; `uses_theme`: its own blog templates show the blog."""
    name = config_name(site)
    if config.style == "theme" and not uses_theme:
        fault = f"`list_style: theme`, but the theme {site.theme.name} has no blog templates"
        remedy = f"Write one of {', '.join(each for each in LIST_STYLES if each != 'theme')}"
        yield Problem(name, 0, fault, remedy, Severity.WARNING)
    shares_links = config.share_links or (isinstance(config.share, dict) and config.share.get("links"))
    for what in () if site.site_url else [*["feeds"] * bool(config.feeds), *["links to share"] * bool(shares_links)]:
        remedy = "Set it to the address of the site"
        yield Problem(name, 0, f"no {what}, as `site_url` is not set", remedy, Severity.HINT)


def config_name(site: MkDocsConfig) -> str:
    """Return the name of the file with the settings, as problems name it."""
    return posixpath.basename(site.config_file_path or "mkdocs.yml")


def find_pictures(plan: Plan, files: Files, blog_dir: str) -> tuple[Pictures, list[Problem]]:
    """Find every picture that posts, authors and terms name: beside the source, else from the docs folder."""
    pictures: Pictures = {}
    problems = []
    for post in plan.posts.values():
        if post.cover and _is_local(post.cover.src):
            folder, line = posixpath.dirname(post.source), post.cover.line
            if file := _find(post.cover.src, folder, files):
                pictures[post.source, post.cover.src] = file.url
            else:
                problems.append(_no_picture(post.source, line, post.cover.src, folder))
    for name in {*_shared_names(plan)}:
        if _is_local(name) and (file := _find(name, blog_dir, files)):
            pictures["", name] = file.url
    return pictures, problems


def _shared_names(plan: Plan) -> Iterator[str]:
    """Return the names of pictures that belong to no single post."""
    yield from (author.avatar for post in plan.posts.values() for author in post.authors)
    yield from (listing.author.avatar for listing in plan.listings if listing.author)
    yield from (term.image for terms in plan.terms.values() for term in terms.values())


def _is_local(name: str) -> bool:
    return bool(name) and not urlsplit(name).scheme and not name.startswith("//")


def _find(name: str, folder: str, files: Files) -> File | None:
    beside = posixpath.normpath(posixpath.join(folder, name.lstrip("/") if name.startswith("/") else name))
    from_docs = files.get_file_from_path(name.lstrip("/"))
    return from_docs if name.startswith("/") else files.get_file_from_path(beside) or from_docs


def _no_picture(source: str, line: int, name: str, folder: str) -> Problem:
    remedy = f"Put it at {posixpath.normpath(posixpath.join(folder, name))}, or write its path from there"
    return Problem(source, line, f'no picture "{name}"', remedy, Severity.WARNING)


def mend_pictures(page: PostPage, files: Files) -> tuple[str, list[Problem]]:
    """Return a post's text with pictures in raw HTML found beside the source; report those that are nowhere.

    MkDocs follows pictures in Markdown when a post has another URL than its source, but not those in HTML.
    """
    html, problems = page.content or "", list[Problem]()

    def mend(tag: re.Match[str]) -> str:
        name, file = tag["name"], page.file
        if f'src="{name}"' not in (page.markdown or "") or _leads_to_a_file(name, file.url, files):
            return tag[0]
        beside = page_at(posixpath.join(posixpath.dirname(file.src_uri), name))
        if found := files.get_file_from_path(beside):
            return f"{tag['start']}{relative_url(found.url, file.url)}{tag['end']}"
        problems.append(_no_picture(file.src_uri, _line_of(name, file), name, posixpath.dirname(file.src_uri)))
        return tag[0]

    return _PICTURE.sub(mend, html) if "<img" in (page.markdown or "") else html, problems


def _leads_to_a_file(name: str, base: str, files: Files) -> bool:
    target = page_at(posixpath.join(posixpath.dirname(base), name))
    return name.startswith("/") or any(page_at(file.url) == target for file in files)


def find_dead_links(plan: Plan, files: Files, pages: Iterable[File]) -> Iterator[Problem]:
    """Return a warning for each link on these pages that leads to a post which is held back."""
    held = {page_at(file.url): source for source in plan.held if (file := files.get_file_from_path(source))}
    for file in pages if held else ():
        for target in _targets(file):
            if target in held:
                yield _dead_link(file, held[target], plan)


def _targets(file: File) -> Iterable[str]:
    html = file.page.content if file.page else None
    return pages_at(links(html or ""), file.url)


def _dead_link(file: File, target: str, plan: Plan) -> Problem:
    fault = f"a link to {target}, which is held back ({plan.visibility[target]})"
    written = posixpath.relpath(target, posixpath.dirname(file.src_uri))
    line = _line_of(written, file) or _line_of(posixpath.basename(target), file)
    return Problem(file.src_uri, line, fault, "Remove the link until then, or publish the post", Severity.WARNING)


def _line_of(text: str, file: File) -> int:
    """Return the first line of a source that holds a text; 0 where none does, as when a plugin wrote it."""
    lines = file.content_bytes.decode(errors="replace").split("\n")
    return next((number for number, line in enumerate(lines, 1) if text in line), 0)
