"""Mends slips where what was meant is beyond doubt; all else in the text stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from .editing import as_yaml
from .errors import Slip
from .matter import CannotEdit, Matter
from .relinking import reanchor


def mended(text: str, slip: Slip, source: str, keys: Sequence[str] = ()) -> str:
    """Return a text without a slip; the same text where it does not have it.

    `keys` are those under which a taxonomy's terms stand. Raises `CannotEdit` where more than that would change.
    """
    if slip.kind == "anchor":
        return reanchor(text, source, slip.where, slip.written, slip.meant)
    if slip.kind == "key":
        return rename_key(text, slip.written, slip.meant)
    for key in keys:
        text = replace_item(text, key, slip.written, slip.meant)
    return text


def rename_key(text: str, old: str, new: str) -> str:
    """Give a key of the front matter another name; raises `CannotEdit` where that is taken, or more would change."""
    matter = Matter(text)
    pair = matter.pair([old])
    if pair is None:
        return text
    if new in matter.meta:
        raise CannotEdit(0, f"there is a `{new}` besides `{old}`", "Keep one of them")
    start, end = matter.span(pair[0])
    name = as_yaml(new, getattr(pair[0], "style", None), in_list=True)
    expected = {new if key == old else key: value for key, value in matter.meta.items()}
    return matter.checked(matter.spliced(start, end, name), expected)


def replace_item(text: str, key: str, old: str, new: str) -> str:
    """Replace a text under a key, alone there or in a list. Raises `CannotEdit` where more than that would change."""
    matter = Matter(text)
    pair = matter.pair([key])
    nodes = (pair[1].value if isinstance(pair[1], yaml.SequenceNode) else [pair[1]]) if pair else []
    scalars = ((at, node) for at, node in enumerate(nodes) if isinstance(node, yaml.ScalarNode))
    at, found = next(((at, node) for at, node in scalars if node.value.strip() == old), (0, None))
    if found is None:
        return text
    start, end = matter.span(found)
    value = matter.meta[key]
    written = as_yaml(new, found.style, in_list=isinstance(value, list))
    expected = [*value[:at], new, *value[at + 1 :]] if isinstance(value, list) else new
    return matter.checked(matter.spliced(start, end, written), {**matter.meta, key: expected})
