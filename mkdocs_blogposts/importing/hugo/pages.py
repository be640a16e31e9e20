"""Finds the pages of a Hugo site, in all its languages: where each lived, and which files lie in its bundle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from ...blog.errors import Severity
from ...blog.permalink import join
from ..front import Front, read_front
from ..keys import Keys
from ..old_site import OldSite
from ..reading import Folder
from .config import HugoConfig, Language
from .urls import Place, UrlRules, permalinks_of

_PAGES = (".md", ".markdown", ".mdown", ".html", ".htm")
_OTHER_FORMATS = (".org", ".adoc", ".asciidoc", ".rst", ".pandoc", ".ad")
_INDEX = re.compile(r"index(\.[\w-]+)?\.(md|markdown|mdown|html|htm)")
DATES = ("date", "publishdate", "pubdate", "published")
"""Keys that give the date of a page, the first that is there."""


@dataclass
class Page:
    """A file of the content folder, read but not converted."""

    source: str
    language: Language
    place: Place
    front: Front
    is_section: bool
    bundle: Path | None
    """The folder that is all its own."""
    url: str = ""

    @property
    def path(self) -> str:
        """Its path below the content folder."""
        return self.source[len(self.language.content_dir) + 1 :]

    @property
    def is_post(self) -> bool:
        """Whether it is a post: it has a date, and lies in a section."""
        return not self.is_section and bool(self.place.folders) and self.place.when is not None


class Pages:
    """All pages of the content folders, and the files beside them."""

    def __init__(self, folder: Folder, config: HugoConfig, zone: tzinfo | None) -> None:
        self.folder = folder
        self.languages = config.languages
        self.codes = [each.code for each in config.languages]
        self.zone = zone
        self.rules = UrlRules(
            permalinks_of(config.get("permalinks")),
            ugly=config.get("uglyurls") is True,
            keep_case=config.get("disablepathtolower") is True,
        )
        self.in_bundles: dict[Path, dict[str, Path]] = {}
        """The files of each bundle, by path from there."""

    def find(self) -> Iterator[Page]:
        """Yield the pages; files that lie in no bundle become files of the site."""
        for language in self.languages:
            paths = [path for path in self.folder.walk(language.content_dir) if self._is_in(path, language)]
            bundles = {path.parent for path in paths if _INDEX.fullmatch(path.name)}
            for path in paths:
                bundle = next((parent for parent in path.parents if parent in bundles), None)
                is_page = path.suffix.lower() in _PAGES and (
                    bundle is None or (path.parent == bundle and bool(_INDEX.fullmatch(path.name)))
                )
                if is_page:
                    yield from self._page(path, language, bundle)
                else:
                    self._take_file(path, bundle, language)

    def _is_in(self, path: Path, language: Language) -> bool:
        """Tell whether a file belongs to a language: by its folder, or by a code in its name."""
        name = self.folder.name(path)
        deeper = [each.content_dir for each in self.languages if len(each.content_dir) > len(language.content_dir)]
        if any(name.startswith(f"{folder}/") for folder in deeper):
            return False
        first = next(each for each in self.languages if each.content_dir == language.content_dir)
        return (self._code(path.name) or first.code) == language.code

    def _code(self, name: str) -> str:
        parts = name.lower().split(".")
        return parts[-2] if len(parts) > 2 and parts[-2] in self.codes else ""

    def _page(self, path: Path, language: Language, bundle: Path | None) -> Iterator[Page]:
        source = self.folder.name(path)
        text = self.folder.text(path)
        front, problems = read_front(text or "", source)
        self.folder.site.problems += problems
        if text is None or any(problem.severity is Severity.ERROR for problem in problems):
            return
        *folders, file = source[len(language.content_dir) + 1 :].split("/")
        stem = file.rpartition(".")[0]
        stem = stem.rpartition(".")[0] if self._code(file) else stem
        if bundle and folders:
            *folders, stem = folders
        when = Keys(front, source, OldSite(), self.zone).date("date", *DATES)
        place = Place(tuple(folders), stem, front.text("title"), front.text("slug"), when.at if when else None)
        page = Page(source, language, place, front, stem == "_index", bundle)
        page.url = self._url(page)
        yield page

    def _url(self, page: Page) -> str:
        written = page.front.text("url").lstrip("/")
        if written:
            path = written
        elif page.is_section:
            path = "/".join(re.sub(r"\s", "-", folder).lower() for folder in page.place.folders)
        else:
            path = self.rules.url(page.place)
        whole = join(page.language.in_urls, path)
        return f"/{whole}" + ("/" if whole and not whole.endswith((".html", ".htm")) else "")

    def _take_file(self, path: Path, bundle: Path | None, language: Language) -> None:
        """Keep a file of a bundle for its page; others were published where they lie."""
        name = self.folder.name(path)
        if path.suffix.lower() in _OTHER_FORMATS:
            fault = f"a page in a format that is not read ({path.suffix})"
            self.folder.site.report(name, 0, fault, "Convert it to Markdown", Severity.ERROR)
        elif bundle:
            self.in_bundles.setdefault(bundle, {})[path.relative_to(bundle).as_posix()] = path
        else:
            self.folder.site.files.setdefault(name[len(language.content_dir) + 1 :], path)
