"""The menu of the old site → the navigation of the new one, with pages for lists that it names."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from .links import Destination
from .old_site import OldSite


def navigation(site: OldSite, pages: Mapping[str, Destination]) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return the entries of the menu, each with a path or an address, and by path the texts of pages for lists."""
    by_url = {entry.url.strip("/").casefold(): pages[entry.source].path for entry in site.entries}
    by_url |= {pages[entry.source].path.removesuffix(".md"): pages[entry.source].path for entry in site.entries}
    lists = {url_format.partition("/{")[0] for url_format in site.terms.values()} | (
        {site.archive} if site.archive else set()
    )
    found: list[tuple[str, str]] = []
    made: dict[str, str] = {}
    for item in site.menu:
        url = unquote(item.url).removeprefix(site.url.rstrip("/")) if site.url else unquote(item.url)
        key = url.strip("/").casefold()
        if "://" in url:
            found.append((item.name, item.url))
        elif not key:
            found.append((item.name, "index.md"))
        elif key in by_url:
            found.append((item.name, by_url[key]))
        elif key in lists:
            made[f"{key}/index.md"] = f"# {item.name}\n"
            found.append((item.name, f"{key}/index.md"))
        elif _is_of_posts(site, key):
            made[f"{key}.md"] = f"# {item.name}\n\n```blogposts\nlist_style: titles\n```\n"
            found.append((item.name, f"{key}.md"))
        else:
            site.notes.append(f"The menu's {item.name} leads to {item.url}, which is left out here.")
    paths = [path for _, path in found]
    return ([] if not found else found if "index.md" in paths else [(site.title or "Blog", "index.md"), *found]), made


def _is_of_posts(site: OldSite, key: str) -> bool:
    """Tell whether all posts lived below a URL."""
    posts = [entry.url for entry in site.entries if entry.is_post]
    return bool(posts) and all(url.casefold().startswith(f"/{key}/") for url in posts)
