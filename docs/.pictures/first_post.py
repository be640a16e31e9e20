"""Goes from an empty folder to a first post in a browser, and draws the terminal of it: docs/assets/first-post.svg."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from xml.etree.ElementTree import Element, ElementTree, SubElement, register_namespace

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs" / "assets" / "first-post.svg"
COMMANDS = ("pip install mkdocs-blogposts", 'blogposts new "Hello, world"', "mkdocs serve")
ADDRESS = "http://127.0.0.1:8000/"

NAMESPACE = "http://www.w3.org/2000/svg"
COLUMNS = 84
LINE, MARGIN, TOP = 20, 20, 52
WIDTH = 740
STYLE = """
svg { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.window { fill: #161b22; stroke: #30363d; }
text { fill: #adbac7; white-space: pre; }
.command { fill: #fff; font-weight: 600; }
.prompt { fill: #56d364; }
.note { fill: #79c0ff; }
.title { fill: #8b949e; text-anchor: middle; }
"""


@dataclass(frozen=True)
class Line:
    """A line of the terminal."""

    kind: str
    """`command`, `said`, or `note` for what is no output."""
    text: str


def main() -> int:
    """Do it, and draw it."""
    with tempfile.TemporaryDirectory(prefix="first-post-") as folder:
        lines = run(Path(folder))
    draw(lines).write(PICTURE, encoding="utf-8", xml_declaration=False)
    return 0


def run(folder: Path) -> list[Line]:
    """Give the commands in an empty folder, with this state of the plugin in place of a released one."""
    wheels, home = folder / "wheels", folder / "notes"
    home.mkdir()
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), str(ROOT)]
    subprocess.run(command, check=True)
    venv.create(folder / "venv", with_pip=True, symlinks=os.name != "nt")
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PIP_FIND_LINKS": str(wheels)}
    environment |= {"COLUMNS": str(COLUMNS), "PYTHONUNBUFFERED": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    environment.pop("PYTHONPATH", None)
    began = time.perf_counter()
    lines: list[Line] = []
    for each in COMMANDS[:-1]:
        lines += [Line("command", each), *said(call(each, home, environment))]
    lines += [Line("command", COMMANDS[-1]), *served(COMMANDS[-1], home, environment)]
    seconds = time.perf_counter() - began
    return [*lines, Line("note", f"# {seconds:.0f} seconds after the first command, the post is at {ADDRESS}")]


def call(command: str, home: Path, environment: dict[str, str]) -> list[str]:
    """Run a command to its end, and return what it says."""
    done = subprocess.run(
        shlex.split(command), cwd=home, env=environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return done.stdout.decode().splitlines()


def served(command: str, home: Path, environment: dict[str, str]) -> list[Line]:
    """Serve the site until it shows the post, and return what the server said."""
    process = subprocess.Popen(
        shlex.split(command), cwd=home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lines: list[str] = []
    try:
        assert process.stdout
        while not lines or ADDRESS not in lines[-1]:
            lines.append(next(process.stdout).rstrip())
        with urllib.request.urlopen(ADDRESS, timeout=10) as answer:
            assert b"Hello, world" in answer.read(), "the first page does not show the post"
    finally:
        process.terminate()
        process.wait(10)
    return said([line for line in lines if line.startswith("INFO")])


def said(lines: Sequence[str]) -> list[Line]:
    """Return the last lines of what a command said, broken as a terminal does; of pip's, how it ended."""
    ends = [line for line in lines if line.startswith("Successfully")] or lines
    text = [part for line in ends for part in wrap(line, COLUMNS, subsequent_indent="  ")]
    return [Line("said", each) for each in text]


def draw(lines: Sequence[Line]) -> ElementTree[Element]:
    """Draw a terminal with these lines."""
    register_namespace("", NAMESPACE)
    height = TOP + LINE * len(lines) + MARGIN
    size = {"width": f"{WIDTH}", "height": f"{height}", "viewBox": f"0 0 {WIDTH} {height}"}
    picture = Element(f"{{{NAMESPACE}}}svg", {**size, "role": "img", "aria-label": label(lines)})
    add(picture, "style").text = STYLE
    add(picture, "rect", "window", x="0.5", y="0.5", width=f"{WIDTH - 1}", height=f"{height - 1}", rx="8")
    for at, colour in enumerate(("#ff5f56", "#ffbd2e", "#27c93f")):
        add(picture, "circle", cx=f"{22 + 20 * at}", cy="21", r="6", fill=colour)
    add(picture, "text", "title", x=f"{WIDTH / 2:g}", y="26").text = "notes"
    for at, line in enumerate(lines):
        text = add(picture, "text", line.kind, x=f"{MARGIN}", y=f"{TOP + LINE * at + 12}")
        if line.kind == "command":
            prompt = add(text, "tspan", "prompt")
            prompt.text, prompt.tail = "$ ", line.text
        else:
            text.text = line.text
    for each in picture:
        each.tail = "\n"  # `indent` would put spaces into the lines of the terminal
    return ElementTree(picture)


def add(parent: Element, tag: str, kind: str = "", **attributes: str) -> Element:
    """Add an element of a class."""
    return SubElement(parent, f"{{{NAMESPACE}}}{tag}", {**({"class": kind} if kind else {}), **attributes})


def label(lines: Sequence[Line]) -> str:
    """Return what the picture shows, for those who do not see it."""
    commands = ", ".join(line.text for line in lines if line.kind == "command")
    return f"A terminal, in an empty folder: {commands}. {lines[-1].text.removeprefix('# ').capitalize()}"


if __name__ == "__main__":
    sys.exit(main())
