"""Cuts a list of posts into pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from .settings import Paging

T = TypeVar("T")


def paginate(items: Sequence[T], paging: Paging) -> list[tuple[int, Sequence[T]]]:
    """Return (number, items) of each page in the order in which a reader turns them.

    The first page always carries the number 0: it lives at the list's own URL. There is at least one page,
    and none but the first is empty.
    """
    if not paging.enabled or len(items) <= paging.per_page:
        return [(0, items)]
    cuts = _cuts_from_oldest(len(items), paging) if paging.from_oldest else _cuts(len(items), paging)
    pages = [items[start:end] for start, end in pairwise(cuts)]
    if paging.from_oldest:
        return [(0, pages[0]), *((len(pages) - at, page) for at, page in enumerate(pages[1:], 1))]
    return [(0, pages[0]), *enumerate(pages[1:], 2)]


def _cuts(total: int, paging: Paging) -> list[int]:
    cuts = [*range(0, total, paging.per_page), total]
    nearly_empty = cuts[-1] - cuts[-2] <= paging.orphans
    return [*cuts[:-2], total] if nearly_empty else cuts


def _cuts_from_oldest(total: int, paging: Paging) -> list[int]:
    """Fill pages from the oldest post on; the first page takes what a full page leaves over."""
    full = max(total // paging.per_page - 1, 0)
    first = total - full * paging.per_page
    return [0, *range(first, total + 1, paging.per_page)]
