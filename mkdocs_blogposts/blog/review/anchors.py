"""Links to a part of a page that is not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from urllib.parse import unquote, urlsplit

from ..errors import Problem, Slip, did_you_mean
from .finished import Finished

Ids = Callable[[str], Collection[str] | None]
"""Returns what can be linked to on the page at a path; None where there is no page."""


def dead_anchors(post: Finished, ids_at: Ids, source_at: Callable[[str], str]) -> Iterator[Problem]:
    """Return a hint for each link whose page is there, but not the part it names; `source_at` has pages' sources."""
    for href in post.links:
        anchor, path = unquote(urlsplit(href).fragment), post.path(href)
        if path is None or anchor in ("", "top") or anchor.startswith(":~:"):
            continue
        ids = ids_at(path)
        if ids is not None and anchor not in ids:
            fault = f'a link to "#{anchor}", which is not on its page'
            remedy = did_you_mean(anchor, ids) or "Link to a heading of that page, or to the page alone"
            yield post.hint(post.line(f"#{anchor}"), fault, remedy, _slip(anchor, ids, source_at(path)))


def _slip(anchor: str, ids: Collection[str], source: str) -> Slip | None:
    """Return what the anchor was surely meant to be: one that differs in case and signs only."""
    same = [each for each in ids if _letters(each) == _letters(anchor)]
    return Slip("anchor", anchor, same[0], source) if len(same) == 1 and source else None


def _letters(anchor: str) -> str:
    return re.sub(r"[\W_]", "", anchor).casefold()
