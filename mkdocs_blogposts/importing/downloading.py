"""Copies files of the old site from its server; only when asked to, and only from that server."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from ..blog.permalink import is_safe
from .old_site import OldSite

_SECONDS = 30
"""How long a server may keep us waiting."""


def download(site: OldSite, there: Path, folder: Path) -> None:
    """Put copies of all media into a folder, and among the site's files; what lies `there` already is not copied."""
    for number, (path, url) in enumerate(sorted(site.media.items())):
        if not is_safe(path):
            continue
        if (there / path).is_file():
            site.files[path] = there / path
        elif fault := _fetch(url, folder / str(number)):
            site.report("", 0, f"{url} cannot be had: {fault}", "Import again, or copy it by hand")
        else:
            site.files[path] = folder / str(number)


def _fetch(url: str, place: Path) -> str:
    """Write what stands at an address into a file; return what is wrong, or nothing."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return "no address on the web"
    whole = parts._replace(path=quote(parts.path, safe="/%")).geturl()
    try:
        with urlopen(Request(whole, headers=_HEADERS), timeout=_SECONDS) as answer, place.open("wb") as file:
            shutil.copyfileobj(answer, file)
    except (URLError, OSError, ValueError) as error:
        place.unlink(missing_ok=True)
        return str(getattr(error, "reason", error))
    return ""


_HEADERS: Mapping[str, str] = {"User-Agent": "mkdocs-blogposts"}
