"""A new post: the name of its file, and the front matter it begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import unquote

from .editing import add_item, as_yaml, set_text, set_value
from .frontmatter import read
from .permalink import safe_segment
from .post_reader import first_heading
from .settings import Settings

_TAKEN = frozenset(("", "index", "readme"))


def slug_for(title: str, settings: Settings) -> str:
    """Return the slug of a title as a part of a file's name: as in its URL, but readable."""
    slug = safe_segment(unquote(settings.slugify(title, settings.separator))).strip("-_. ")
    return "post" if slug.casefold() in _TAKEN else slug


def name_for(slug: str, day: date | None) -> str:
    """Return the name of a file or folder, with the date at its head."""
    return f"{day}-{slug}" if day else slug


def begun(text: str, title: str, values: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> str:
    """Return a text that has this title, these values unless it has others, and these items in its lists.

    Values are YAML. Raises `CannotEdit` where the text's front matter cannot be changed by itself.
    """
    for key, value in values.items():
        if key not in read(text, "")[0].fields:
            text = set_value(text, key, value)
    for key, items in lists.items():
        text = _with_items(text, key, items)
    front, _ = read(text, "")
    written = front.fields.get("title")
    says_so = (written.text if written else first_heading(front.body)) == title
    return text if says_so else set_text(text, "title", title)


def _with_items(text: str, key: str, items: Sequence[str]) -> str:
    has = read(text, "")[0].fields.get(key)
    missing = [item for item in items if has is None or item not in has.texts]
    if has is None and missing:
        return set_value(text, key, f"[{', '.join(as_yaml(item, in_list=True) for item in missing)}]")
    for item in missing:
        text = add_item(text, key, item)
    return text
