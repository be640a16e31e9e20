"""Where Jekyll puts posts and pages, by its named styles and by patterns."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ...blog.permalink import format_when

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_DATES = {
    "year": "yyyy",
    "short_year": "yy",
    "month": "MM",
    "i_month": "M",
    "short_month": "MMM",
    "long_month": "MMMM",
    "day": "dd",
    "i_day": "d",
    "y_day": "DDD",
    "week": "ww",
    "w_year": "YYYY",
    "w_day": "e",
    "short_day": "EEE",
    "long_day": "EEEE",
    "hour": "HH",
    "minute": "mm",
    "second": "ss",
}
_TOKEN = re.compile(r":([a-z_]+)")
_PRETTY = re.compile(r"[^\w.~!$&'()+,;=@]+|_+(?=-)")
_PLAIN = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Place:
    """What the URL of a post or page is made of."""

    name: str
    """Its file's name without date and suffix, or its `slug`."""
    folder: str = ""
    """Below the site's root, or that of its collection."""
    when: datetime | None = None
    categories: Sequence[str] = ()
    collection: str = ""


def url_of(pattern: str, place: Place) -> str:
    """Return the URL that a style or pattern gives."""
    pattern = _STYLES.get(pattern, pattern)
    # The longest name counts: `:short_year`, not `:short`.
    path = _TOKEN.sub(lambda token: _fill(token[1], token[0], place), pattern)
    return re.sub(r"/{2,}", "/", f"/{path}")


def page_url(style: str, place: Place) -> str:
    """Return the URL of a page, whose end follows the style of posts."""
    if place.name == "index":
        return re.sub(r"/{2,}", "/", f"/{place.folder}/")
    pattern = _STYLES.get(style, style)
    end = "/" if pattern.endswith("/") else ".html" if pattern.endswith(":output_ext") else ""
    return posixpath.join("/", place.folder, place.name) + end


def _fill(name: str, token: str, place: Place) -> str:
    if name in _DATES:
        return format_when(place.when, _DATES[name], "en") if place.when else ""
    categories = [category.lower() for category in place.categories]
    values = {
        "title": _PRETTY.sub("-", place.name).strip("-"),
        "slug": _PLAIN.sub("-", place.name).strip("-").lower(),
        "name": place.name,
        "categories": "/".join(dict.fromkeys(categories)),
        "slugified_categories": "/".join(dict.fromkeys(_PLAIN.sub("-", each).strip("-") for each in categories)),
        "output_ext": ".html",
        "path": posixpath.join(place.folder, place.name),
        "collection": place.collection,
    }
    return values.get(name, token)
