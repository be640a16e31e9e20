"""A test kit: whole sites, each written as one string, really built by MkDocs, and looked at."""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from textwrap import dedent, indent
from typing import Any
from urllib.parse import unquote, urlsplit

import mkdocs
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from selectolax.lexbor import LexborHTMLParser

NOW = "2026-11-22 12:00"
"""The moment as of which sites are built, unless they name one of their own."""

_SECTION = re.compile(r"^=== (\S.*?)[ \t]*\n", re.MULTILINE)
_LOGGER = mkdocs.__name__


@dataclass
class Site:
    """A built site: what the log said, what was written, and what stands in it."""

    folder: Path
    config: MkDocsConfig
    records: list[logging.LogRecord] = field(default_factory=list)
    passes_strict: bool = True
    """What `mkdocs build --strict` says of it."""
    _ids_of: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def site_dir(self) -> Path:
        return Path(self.config.site_dir)

    @cached_property
    def files(self) -> set[str]:
        """Every output, but for what the theme brings."""
        found = (path.relative_to(self.site_dir).as_posix() for path in self.site_dir.rglob("*") if path.is_file())
        return {path for path in found if not re.match(r"(css|js|fonts|webfonts|img|assets)/|search/(?!.*json)", path)}

    def exists(self, path: str) -> bool:
        """Tell whether there is something at a URL or path of the site."""
        return (self.site_dir / _output(path)).is_file()

    def html(self, path: str) -> str:
        """Return the output at a URL or path of the site."""
        return (self.site_dir / _output(path)).read_bytes().decode()

    def page(self, path: str) -> LexborHTMLParser:
        """Return the output as a browser reads it."""
        return LexborHTMLParser(self.html(path))

    def text(self, path: str, selector: str = "div[role=main], main, .md-content, body") -> str:
        """Return what a reader sees of a page, on one line."""
        page = self.page(path)
        for node in page.css("script, style, template"):
            node.decompose()
        found = next((found for each in selector.split(", ") if (found := page.css_first(each))), None)
        assert found is not None, f"no {selector} in {path}"
        return " ".join(found.text(separator=" ").split())

    def texts(self, path: str, selector: str) -> list[str]:
        """Return the text of each element a selector finds, each on one line."""
        return [" ".join(node.text().split()) for node in self.page(path).css(selector)]

    def values(self, path: str, selector: str, name: str) -> list[str]:
        """Return an attribute of each element a selector finds."""
        return [node.attributes.get(name) or "" for node in self.page(path).css(selector)]

    def cards(self, path: str = "blog/") -> list[str]:
        """Return the titles of the posts that a list shows, in its order."""
        return self.texts(path, ".blogposts-card__title")

    def card(self, path: str, title: str) -> str:
        """Return the HTML of the card that shows a post."""
        found = [node for node in self.page(path).css(".blogposts-card") if title in node.text()]
        assert len(found) == 1, f"{len(found)} cards say {title!r} on {path}"
        return found[0].html or ""

    def leads_to(self, path: str, href: str) -> str:
        """Return the output that a link on a page leads to."""
        url = urlsplit(href)
        start = posixpath.dirname(_output(path))
        if not url.path:
            return _output(path)
        there = posixpath.normpath(posixpath.join(start, unquote(url.path)))
        return _output(f"{there}/".removeprefix("./") if url.path.endswith(("/", "..", ".")) else there)

    def dead_links(self) -> list[str]:
        """Return every link and picture, on any page but the one for errors, that leads to nothing on this site."""
        return [
            f"{path} → {link}"
            for path in sorted(self.files)
            if path.endswith(".html") and path != "404.html"
            for link in self._links(path)
            if not self._is_alive(path, link)
        ]

    def _links(self, path: str) -> Iterator[str]:
        page = self.page(path)
        yield from (node.attributes.get("href") or "" for node in page.css("a[href], link[href]"))
        yield from (node.attributes.get("src") or "" for node in page.css("img[src], script[src]"))

    def _is_alive(self, path: str, link: str) -> bool:
        url = urlsplit(link)
        if url.scheme or url.netloc or not (url.path or url.fragment):
            return True
        there = self.site_dir / self.leads_to(path, link)
        if not there.is_file():
            return False
        if not url.fragment or there.suffix != ".html" or there.as_posix() != str(self.site_dir / _output(path)):
            return True
        return unquote(url.fragment) in self._ids(path)

    def _ids(self, path: str) -> frozenset[str]:
        if path not in self._ids_of:
            self._ids_of[path] = frozenset(self.values(path, "[id]", "id"))
        return self._ids_of[path]

    @property
    def warnings(self) -> list[str]:
        """What the log warned of, without our name before it."""
        return [_said(record) for record in self.records if record.levelno >= logging.WARNING]

    @property
    def hints(self) -> list[str]:
        """What the plugin said besides warnings."""
        return [_said(each) for each in self.records if each.levelno == logging.INFO and _is_ours(each)]

    def said(self, place: str, *parts: str) -> bool:
        """Tell whether exactly one message about a place (`blog/posts/a.md:3`) has all these parts."""
        found = [each for each in self.warnings + self.hints if each.startswith(f"{place}: ")]
        return sum(all(part in each for part in parts) for each in found) == 1

    @property
    def log(self) -> str:
        """All that was said, one line for each message."""
        return "\n".join(f"{record.levelname}: {record.getMessage()}" for record in self.records)

    def file(self, path: str) -> str:
        """Return a file of the writer's, as it is after the build."""
        return (self.folder / path).read_text(encoding="utf-8")


def build_site(
    folder: Path,
    text: str,
    blogposts: str = "",
    *,
    site: str = "",
    plugins: str = "",
    theme: str = "mkdocs",
    now: str = NOW,
    serve: bool = False,
    dirty: bool = False,
    files: Mapping[str, str | bytes] | None = None,
) -> Site:
    """Write a site into a folder and build it.

    `text` holds its files, each below a line `=== docs/index.md`; `files` adds others. `blogposts` is what stands
    under `blogposts:` in mkdocs.yml, `plugins` is a list of further plugins, `site` further settings.
    """
    write_files(folder, text, files)
    given = [dedent(blogposts).strip("\n"), f'now: "{now}"' if now else ""]
    own = indent("\n".join(each for each in given if each), "      ")
    lines = [
        "site_name: Notes",
        f"theme: {theme}",
        "plugins:",
        f"  - blogposts:\n{own}" if own else "  - blogposts",
        indent(dedent(plugins).strip("\n"), "  "),
        dedent(site),
    ]
    (folder / "mkdocs.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return build_again(folder, serve=serve, dirty=dirty)


def write_files(folder: Path, text: str, files: Mapping[str, str | bytes] | None = None) -> None:
    """Write files that stand in one string, each below its `=== path`."""
    parts = _SECTION.split(dedent(text).lstrip("\n"))
    assert not parts[0].strip(), "text stands before the first `=== path`"
    found: dict[str, str | bytes] = dict(zip(parts[1::2], parts[2::2], strict=True))
    found.setdefault("docs/index.md", "# Home\n")
    for path, content in {**found, **(files or {})}.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)


def build_again(folder: Path, *, serve: bool = False, dirty: bool = False) -> Site:
    """Build the site in a folder as `mkdocs build` does, or as `mkdocs serve` does first."""
    records: list[logging.LogRecord] = []
    with _listening(records):
        config = load_config(str(folder / "mkdocs.yml"), strict=True)
        config.plugins.on_startup(command="serve" if serve else "build", dirty=dirty)
        serve_url = None
        if serve:
            path = urlsplit(config.site_url or "/").path
            config.site_url = serve_url = f"http://127.0.0.1:8000{path}"
        site = Site(folder, config, records)
        try:
            build(config, serve_url=serve_url, dirty=dirty)
        except Abort as error:
            if "strict mode" not in str(error):
                raise
            site.passes_strict = False
        finally:
            config.plugins.on_shutdown()
    return site


def posts(count: int, first: str = "2026-01-01", front: str = "") -> str:
    """Return sections for some posts, a day apart from `first` on, titled `Post 1`, `Post 2` …"""
    year, month, day = map(int, first.split("-"))
    assert day + count <= 29
    return "".join(
        f"=== docs/blog/posts/p{at}.md\n---\ntitle: Post {at}\ndate: {year}-{month:02}-{day + at - 1:02}\n{front}---\nText {at}.\n"
        for at in range(1, count + 1)
    )


@contextmanager
def _listening(records: list[logging.LogRecord]) -> Iterator[None]:
    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    logger, listener = logging.getLogger(_LOGGER), Listener()
    before = logger.level
    logger.addHandler(listener)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(listener)
        logger.setLevel(before)


def _is_ours(record: Any) -> bool:
    return str(record.getMessage()).startswith("blogposts: ")


def _said(record: logging.LogRecord) -> str:
    return record.getMessage().removeprefix("blogposts: ")


def _output(path: str) -> str:
    """Return the file at a URL of the site."""
    return f"{path}index.html" if not path or path.endswith("/") else path
