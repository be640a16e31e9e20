"""Front matter of a Jekyll post or page → ours."""

from __future__ import annotations

from typing import Any

from ..front import Front
from ..keys import Keys
from .urls import Place

_DROPPED = (
    "layout permalink redirect_from redirect_to alias aliases categories category tags tag slug comments toc "
    "toc_sticky math mathjax mermaid render_with_liquid header image img thumbnail cover published hidden sitemap "
    "related classes author_profile read_time share header-img header-style header-mask catalog"
).split()
"""Keys that are read elsewhere, or that only layouts know."""


def convert(keys: Keys, place: Place, is_post: bool) -> dict[str, Any]:
    """Return our front matter."""
    front = keys.front
    keys.text("title", "title")
    written = keys.date("date", "date")
    if is_post and not written and place.when:
        keys.meta["date"] = place.when.date()
    if not is_post:
        keys.meta.pop("date", None)
    keys.date("updated", "last_modified_at", "last-modified-date", "updated", "modified")
    if front.text("published").lower() == "false" or keys.flag("draft", "draft"):
        keys.meta["draft"] = True
    if front.text("hidden").lower() == "true":
        keys.meta["unlisted"] = True
    keys.flag("pin", "pin", "sticky")
    _terms(keys, place)
    keys.texts("authors", "authors", "author")
    keys.text("description", "description")
    keys.text("excerpt", "excerpt")
    keys.text("canonical", "canonical_url")
    if front.text("redirect_to"):
        keys.meta["link"] = front.text("redirect_to")
    _cover(keys)
    return keys.rest(_DROPPED)


def _terms(keys: Keys, place: Place) -> None:
    categories = list(dict.fromkeys(place.categories))
    tags = list(dict.fromkeys([*split(keys.front, "tags"), *keys.front.texts("tag")]))
    if categories:
        keys.meta["categories"] = categories
    if tags:
        keys.meta["tags"] = tags


def split(front: Front, key: str) -> list[str]:
    """Return a list under a key; a single text names several, parted by spaces or commas."""
    value = front.values.get(key)
    return value.replace(",", " ").split() if isinstance(value, str) else front.texts(key)


def _cover(keys: Keys) -> None:
    front = keys.front
    image, header = front.mapping("image"), front.mapping("header")
    found = [
        front.text("image"),
        str(image.get("path") or image.get("src") or ""),
        str(header.get("image") or header.get("teaser") or ""),
        *(front.text(key) for key in ("cover", "thumbnail", "img", "header-img")),
    ]
    keys.cover(next((each for each in found if each), ""), str(image.get("alt") or ""))
