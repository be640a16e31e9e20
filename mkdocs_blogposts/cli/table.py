"""A table that fits the terminal, by the columns its characters fill."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import click

from ..blog.columns import columns, fit

_GAP = "  "
_LEAST = (18, 8)
"""Columns that a cut cell keeps: the first number as long as there is room, then the second."""


@dataclass(frozen=True)
class Column:
    """How the cells of a column are written."""

    heading: str
    is_number: bool = False
    cut: str = ""
    """Where its cells are cut when the table is too wide: at their `end` or `start`; the first such column is first."""


def table(heads: Sequence[Column], rows: Sequence[Sequence[str]], colours: Sequence[str | None]) -> Iterator[str]:
    """Write rows below their headings; each row's colour is that of its second cell."""
    cells = [[head.heading for head in heads], *rows]
    widths = _widths(heads, [max(map(columns, each)) for each in zip(*cells, strict=True)])
    yield click.style(_line(heads, cells[0], widths, None), bold=True)
    for row, colour in zip(rows, colours, strict=True):
        yield _line(heads, row, widths, colour)


def _widths(heads: Sequence[Column], widths: list[int]) -> list[int]:
    spare = shutil.get_terminal_size().columns - sum(widths) - len(_GAP) * (len(widths) - 1)
    for least, (number, head) in product(_LEAST, enumerate(heads)):
        if head.cut and spare < 0:
            width = max(widths[number] + spare, min(widths[number], least))
            spare += widths[number] - width
            widths[number] = width
    return widths


def _line(heads: Sequence[Column], row: Sequence[str], widths: Sequence[int], colour: str | None) -> str:
    cells = [_cell(text, width, head) for text, width, head in zip(row, widths, heads, strict=True)]
    if colour:
        cells[1] = click.style(row[1], fg=colour) + cells[1][len(row[1]) :]
    return _GAP.join(cells).rstrip()


def _cell(text: str, width: int, head: Column) -> str:
    if columns(text) > width:
        text = _cut(text, width, head.cut)
    padding = " " * (width - columns(text))
    return padding + text if head.is_number else text + padding


def _cut(text: str, width: int, where: str) -> str:
    if where == "end":
        return text[: fit(text, width - 1)].rstrip() + "…"
    rest = text
    while columns(rest) > width - 1:
        rest = rest[1:]
    return f"…{rest}"
