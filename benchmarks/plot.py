"""Figures as a plot: for each thing measured a panel, for each tool a line with a dot for each number of posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent, register_namespace

from .figures import BODY, COLD_BUILD, COLD_START, NEW, TITLE, WARM_BUILD, Figures
from .table import seconds
from .tools import BLOG

NAMESPACE = "http://www.w3.org/2000/svg"
TOLD = "The time it takes, on a logarithmic scale"
PANELS = (
    (BODY, "Body saved → served"),
    (COLD_BUILD, "First build"),
    (TITLE, "Title saved → on the front page"),
    (WARM_BUILD, "Second build"),
    (NEW, "New post → on the front page"),
    (COLD_START, "serve → first page"),
)
STYLE = """
svg { color: #1f2328; background: #fff; font: 12px system-ui, sans-serif; }
text { fill: currentColor; }
.head { font-size: 16px; font-weight: 600; }
.panel { font-weight: 600; }
.tool, .value { font-size: 11px; }
.tick { font-size: 10px; opacity: .75; text-anchor: middle; }
.tool { text-anchor: end; }
.grid { stroke: currentColor; opacity: .15; }
.range { stroke: currentColor; opacity: .45; stroke-width: 2; }
.dot { fill: currentColor; opacity: .65; }
.own .range, .own .dot { stroke: var(--own); fill: var(--own); opacity: 1; }
.own text { fill: var(--own); font-weight: 600; }
svg { --own: #00796b; }
@media (prefers-color-scheme: dark) {
  svg { color: #e6edf3; background: #0d1117; --own: #4dd0b8; }
}
"""
COLUMNS = 2
WIDTH, MARGIN = 880, 16
NAMES, VALUES = 128, 64
"""How wide what stands left and right of the lines is."""
ROW, HEAD, LEGEND, GAP = 18, 22, 70, 32


@dataclass(frozen=True)
class Axis:
    """Seconds, each power of ten as wide as the others."""

    least: int
    """The power of ten at the left end."""
    most: int
    left: float
    right: float

    def at(self, value: float) -> float:
        """Return where a time stands."""
        share = (log10(value) - self.least) / (self.most - self.least)
        return self.left + share * (self.right - self.left)

    def ticks(self) -> Sequence[float]:
        """Return the powers of ten."""
        return [10.0**power for power in range(self.least, self.most + 1)]


def plot(figures: Figures) -> Element:
    """Draw the median times of all sizes and tools."""
    panels = [(what, title) for what, title in PANELS if _measured(figures, what)]
    heights = [HEAD + ROW * len(_measured(figures, what)) + GAP for what, _ in panels]
    rows = [max(heights[at : at + COLUMNS]) for at in range(0, len(heights), COLUMNS)]
    height = LEGEND + sum(rows) + MARGIN
    svg = Element(f"{{{NAMESPACE}}}svg", viewBox=f"0 0 {WIDTH} {height}", width=f"{WIDTH}", height=f"{height}")
    svg.attrib |= {"role": "img", "aria-labelledby": "title description"}
    _add(svg, "title", TOLD, id="title")
    _add(svg, "desc", _describe(figures), id="description")
    _add(svg, "style", STYLE)
    _legend(svg, sorted(figures.costs))
    least, most = _span(figures)
    wide = (WIDTH - MARGIN) / COLUMNS
    for at, (what, title) in enumerate(panels):
        left, top = MARGIN + at % COLUMNS * wide, LEGEND + sum(rows[: at // COLUMNS])
        axis = Axis(least, most, left + NAMES, left + wide - VALUES - MARGIN)
        _panel(svg, figures, what, title, axis, top)
    return svg


def _panel(svg: Element, figures: Figures, what: str, title: str, axis: Axis, top: float) -> None:
    """Draw what was done: the tools below each other."""
    tools = _measured(figures, what)
    _add(svg, "text", title, ("x", axis.left), ("y", top), class_="panel")
    end = top + HEAD - 10 + ROW * len(tools)
    for tick in axis.ticks():
        x = axis.at(tick)
        _add(svg, "line", "", ("x1", x), ("x2", x), ("y1", top + HEAD - 10), ("y2", end), class_="grid")
        _add(svg, "text", _short(tick), ("x", x), ("y", end + 11), class_="tick")
    for number, tool in enumerate(tools):
        _line(svg, figures, what, tool, axis, top + HEAD + ROW * number)


def _line(svg: Element, figures: Figures, what: str, tool: str, axis: Axis, y: float) -> None:
    """Draw one tool: a dot for each number of posts, and beside them the time of the largest one."""
    group = _add(svg, "g", "", class_="own" if tool == BLOG else "other")
    times = _times(figures, what, tool)
    places = [axis.at(time) for time in times.values()]
    _add(group, "text", _name(figures.tools[tool]), ("x", axis.left - 10), ("y", y + 4), class_="tool")
    _add(group, "line", "", ("x1", min(places)), ("x2", max(places)), ("y1", y), ("y2", y), class_="range")
    sizes = sorted(figures.costs)
    for posts, place in zip(times, places, strict=True):
        dot = _add(group, "circle", "", ("cx", place), ("cy", y), ("r", _radius(posts, sizes)), class_="dot")
        _add(dot, "title", f"{_name(figures.tools[tool])}, {posts:,} posts: {seconds(times[posts])}")
    most = max(times)
    label = seconds(times[most]) + (f" at {most:,}" if most != sizes[-1] else "")
    _add(group, "text", label, ("x", max(places) + 9), ("y", y + 4), class_="value")


def _legend(svg: Element, sizes: Sequence[int]) -> None:
    _add(svg, "text", TOLD, ("x", MARGIN), ("y", 22), class_="head")
    x = float(MARGIN)
    for posts in sizes:
        _add(svg, "circle", "", ("cx", x + 6), ("cy", 38), ("r", _radius(posts, sizes)), class_="dot")
        label = f"{posts:,}" if posts != sizes[-1] else f"{posts:,} posts, whose time is written out"
        _add(svg, "text", label, ("x", x + 16), ("y", 42), class_="value")
        x += 26 + 7 * len(label)


def _radius(posts: int, sizes: Sequence[int]) -> float:
    return 2.5 + sizes.index(posts) * (3 / max(len(sizes) - 1, 1))


def _measured(figures: Figures, what: str) -> list[str]:
    return [tool for tool in figures.tools if _times(figures, what, tool)]


def _times(figures: Figures, what: str, tool: str) -> dict[int, float]:
    """Return the median seconds by number of posts, the smallest number first."""
    times = {posts: figures.median(posts, tool, what, lambda cost: cost.wall) for posts in sorted(figures.costs)}
    return {posts: max(time, 1e-4) for posts, time in times.items() if time is not None}


def _span(figures: Figures) -> tuple[int, int]:
    """Return the powers of ten around all times."""
    times = [time for what, _ in PANELS for tool in figures.tools for time in _times(figures, what, tool).values()]
    least, most = floor(log10(min(times, default=0.1))), floor(log10(max(times, default=0.1))) + 1
    return least, most


def _describe(figures: Figures) -> str:
    """Say what the plot shows, for those who do not see it."""
    sentences = ["Medians; a dot further to the left is sooner."]
    sizes = sorted(figures.costs)
    for what, title in PANELS:
        tools = _measured(figures, what)
        told = [f"{_name(figures.tools[tool])} {_told(_times(figures, what, tool), sizes)}" for tool in tools]
        sentences += [f"{title}: {'; '.join(told)}."] if told else []
    return " ".join(sentences)


def _told(times: dict[int, float], sizes: Sequence[int]) -> str:
    return ", ".join(f"{seconds(times[posts])} at {posts:,} posts" for posts in sizes if posts in times)


def _name(title: str) -> str:
    """Return the name of a tool without its version."""
    return title.rpartition(" (")[0] or title


def _short(tick: float) -> str:
    return f"{tick:g} s" if tick >= 1 else f"{1000 * tick:g} ms"


def _add(parent: Element, tag: str, text: str, *places: tuple[str, float], class_: str = "", **others: str) -> Element:
    """Add an element, its places rounded to a tenth."""
    attributes = {"class": class_} if class_ else {}
    numbers = {name: f"{round(value, 1):g}" for name, value in places}
    element = SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes | numbers | others)
    element.text = text or None
    return element


def draw(figures: Figures, target: Path) -> None:
    """Write the plot to a file."""
    register_namespace("", NAMESPACE)
    svg = plot(figures)
    indent(svg)
    ElementTree(svg).write(target, encoding="utf-8", xml_declaration=False)
