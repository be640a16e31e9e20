"""Writes what a check found: for people, for programs, and for GitHub's annotations."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import click

from ..blog.columns import columns
from ..blog.errors import Severity
from .finding import OURS, Finding, count

_WIDEST = 100
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
INDENT = " " * 11
"""Puts text beside a word at the start of a line."""


@dataclass(frozen=True)
class Report:
    """What there is to say of one check."""

    found: Sequence[Finding]
    posts: int
    """How many posts the blogs of the project have, those held back included."""
    notes: Sequence[str] = ()
    """What is no fault, such as posts that are held back."""
    failure: str = ""
    """Why the check could not be run to its end."""


def as_text(report: Report) -> Iterator[str]:
    """Write for people: each place once, with what is wrong there and what to do."""
    for place, group in groupby(report.found, _place):
        yield click.style(place, bold=True) if place else click.style("In no single file", bold=True)
        yield from (line for finding in group for line in _finding(finding))
        yield ""
    for note in report.notes:
        yield from (*wrapped(note), "")
    yield from wrapped(summary(report))


def as_json(report: Report) -> Iterator[str]:
    """Write for programs; the shape is described in the documentation."""
    yield dumped(json_shape(report))


def dumped(values: Mapping[str, object]) -> str:
    """Write values as JSON."""
    return json.dumps(values, ensure_ascii=False, indent=2)


def json_shape(report: Report) -> dict[str, object]:
    """Return a report as the values that JSON knows."""
    return {
        "version": 1,
        "posts": report.posts,
        "counts": {f"{severity.name.lower()}s": number for severity, number in count(report.found).items()},
        "problems": [_json_finding(finding) for finding in report.found],
        "notes": list(report.notes),
        "failure": report.failure or None,
    }


def as_github(report: Report) -> Iterator[str]:
    """Write workflow commands, which GitHub shows beside the lines they are about."""
    yield from map(annotation, report.found)
    yield f"::error title={OURS}::{_escaped(summary(report))}" if report.failure else summary(report)


def show(lines: Iterable[str], is_error: bool = False) -> None:
    """Write lines to the terminal, in colours where it has them and nobody minds."""
    color = False if os.environ.get("NO_COLOR") else None
    for line in lines:
        click.echo(line, color=color, err=is_error)


def summary(report: Report) -> str:
    """Say in one line what was found."""
    if report.failure:
        return f"The check could not be run: {report.failure}"
    return f"{counted(report.found) or 'No problems'} in {numbered(report.posts, 'post')}."


def counted(found: Iterable[Finding]) -> str:
    """Say how many problems there are of each severity; nothing where there are none."""
    return listed(numbered(number, severity.name.lower()) for severity, number in count(found).items() if number)


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}" if finding.line else finding.file


def _finding(finding: Finding) -> Iterator[str]:
    yield from beside(finding.severity.name.lower(), _said(finding), _COLOURS[finding.severity])
    if finding.remedy:
        yield from wrapped(finding.remedy, INDENT)


def beside(word: str, text: str, colour: str | None = None) -> Iterator[str]:
    """Put a text beside a word that says what it is."""
    first, *rest = wrapped(text, INDENT)
    # A colour's own marks would count as columns.
    yield f"  {click.style(word, fg=colour)}" + " " * (len(INDENT) - 2 - len(word)) + first.lstrip()
    yield from rest


def _said(finding: Finding) -> str:
    """Return a fault, with the name of whoever found it, if not we."""
    return finding.fault if finding.origin == OURS else f"{finding.origin}: {_without_name(finding)}"


def _without_name(finding: Finding) -> str:
    return finding.fault.removeprefix(f"{finding.origin}: ")


def _json_finding(finding: Finding) -> Mapping[str, object]:
    return {
        "file": finding.file or None,
        "line": finding.line or None,
        "severity": finding.severity.name.lower(),
        "fault": _without_name(finding),
        "remedy": finding.remedy or None,
        "origin": finding.origin,
    }


def annotation(finding: Finding) -> str:
    """Write one workflow command."""
    values = {"file": finding.file, "line": finding.line, "title": finding.origin}
    properties = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in values.items() if value)
    said = f"{_without_name(finding)}. {finding.remedy}" if finding.remedy else _without_name(finding)
    return f"::{_COMMANDS[finding.severity]} {properties}::{_escaped(said)}"


def _escaped(text: str, more: str = "") -> str:
    """Write a text as GitHub's runner reads it: these signs end a property or a command."""
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def wrapped(text: str, indent: str = "") -> Iterator[str]:
    """Break a text into lines that fit the terminal, at spaces, by the columns its characters fill."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for paragraph in text.split("\n"):
        lead = indent + paragraph[: len(paragraph) - len(paragraph.lstrip())]
        line = lead
        for word in paragraph.split():
            if line.strip() and columns(line) + 1 + columns(word) > width:
                yield line
                line = lead
            line += f" {word}" if line.strip() else word
        yield line.rstrip()


def numbered(number: int, noun: str) -> str:
    """Return `1 post`, `2 posts`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def listed(parts: Iterable[str]) -> str:
    """Join parts as a sentence does."""
    *firsts, last = [*parts] or [""]
    return f"{', '.join(firsts)} and {last}" if firsts else last
