"""Front matter of a Hugo page → ours."""

from __future__ import annotations

from typing import Any

from ...blog.errors import Severity
from ..keys import Keys
from .pages import DATES

_DROPPED = (
    "url slug aliases weight menu menus math katex mathjax showtoc tocopen toc hidemeta layout type image cover "
    "featuredimage featuredimagepreview thumbnail outputs markup iscjklanguage comments cascade build _build headless"
).split()
"""Keys that are read elsewhere, or that only templates of Hugo's themes know."""
_PICTURES = ("image", "featuredimage", "featured_image", "thumbnail")


def convert(keys: Keys, taxonomies: dict[str, str], is_post: bool) -> dict[str, Any]:
    """Return our front matter; `taxonomies` gives the plural of each singular."""
    keys.text("title", "title")
    keys.date("date", *DATES)
    keys.date("updated", "lastmod", "modified")
    keys.date("expires", "expirydate", "unpublishdate")
    written = keys.front.text("draft")
    if keys.flag("draft", "draft") and written.lower() != "true":
        keys.report("draft", f"`draft: {written}` is taken for a draft", "Hugo may not have done so", Severity.HINT)
    _terms(keys, taxonomies)
    keys.text("description", "description")
    keys.text("excerpt", "summary")
    keys.text("canonical", "canonicalurl")
    _cover(keys)
    _visibility(keys)
    weight = keys.front.text("weight")
    if is_post and weight.isdigit() and int(weight):
        keys.meta["pin"] = True
    if not is_post:
        keys.meta.pop("date", None)
    return keys.rest(_DROPPED)


def _terms(keys: Keys, taxonomies: dict[str, str]) -> None:
    for singular, plural in {**taxonomies, "author": "authors", "series": "series"}.items():
        found = keys.texts(plural, plural, singular)
        if plural == "series" and len(found) > 1:
            keys.meta["series"] = found


def _cover(keys: Keys) -> None:
    """Take the picture over: PaperMod's `cover`, or the first of the names that other themes have."""
    cover = keys.front.mapping("cover")
    if cover.get("image"):
        keys.cover(str(cover["image"]), str(cover.get("alt") or ""), str(cover.get("caption") or ""))
        return
    found = (keys.front.text(name) or _nested(keys, name) for name in ("cover", *_PICTURES))
    keys.cover(next((text for text in found if text), ""))


def _nested(keys: Keys, name: str) -> str:
    value = keys.front.mapping(name)
    return str(next((value[each] for each in ("src", "url", "path", "image") if value.get(each)), ""))


def _visibility(keys: Keys) -> None:
    """Keep out of lists what was kept out of them there."""
    build = keys.front.mapping("build") or keys.front.mapping("_build")
    if str(build.get("list", "")).lower() in ("never", "false"):
        keys.meta["unlisted"] = True
    keys.flag("unlisted", "hiddeninhomelist", "unlisted")
