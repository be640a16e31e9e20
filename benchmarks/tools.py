"""What is measured: how each tool's site is written, built and served."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from . import hugo
from .sites import Extent, add_lists, configure, unlisted

ROOT = Path(__file__).resolve().parent.parent
OTHERS = ROOT / ".venv-benchmarks" / "bin"
"""Where Zensical and Hugo are looked for first, and then on the PATH."""
ADDRESS, PORT = "{address}", "{port}"
"""What stands in a command that serves for the server's address."""
FRONT = "/blog/"
BLOG, PAGES = "blogposts", "pages"


@dataclass(frozen=True)
class Tool:
    """One way to make a site of the posts."""

    name: str
    """As the command line knows it."""
    title: str
    version: Sequence[str]
    """The command that prints a version, if the tool is installed."""
    write: Callable[[Path, Path, Extent], None]
    """Writes a site into an empty folder, with the corpus of another folder."""
    build: Sequence[str]
    serve: Sequence[str]
    front: str | None = FRONT
    """The page that lists the newest posts, if there is one."""
    posts: str = "docs/blog/posts"
    convert: Callable[[str], str] = str
    """Makes a post of the corpus what the tool reads."""

    def installed(self) -> str | None:
        """Return the version, or nothing where the tool is not installed."""
        try:
            found = subprocess.run(self.version, capture_output=True, text=True, check=False)
        except OSError:
            return None
        number = re.search(r"\d+\.\d[\w.]*", found.stdout.rpartition("hugo v")[2])
        return number.group() if number and not found.returncode else None


def _mkdocs(
    name: str,
    title: str,
    package: str,
    plugins: Mapping[str, Any],
    *,
    python: str = sys.executable,
    theme: str = "material",
) -> Tool:
    def write(corpus: Path, site: Path, _: Extent) -> None:
        shutil.copytree(corpus, site / "docs")
        configure(site / "mkdocs.yml", plugins, theme)

    version = (python, "-c", f"from importlib.metadata import version; print(version({package!r}))")
    mkdocs = (python, "-m", "mkdocs")
    serve = (*mkdocs, "serve", "--livereload", "--dev-addr", ADDRESS)
    return Tool(name, title, version, write, (*mkdocs, "build", "--quiet"), serve)


def _pages() -> Tool:
    def write(corpus: Path, site: Path, extent: Extent) -> None:
        shutil.copytree(corpus, site / "docs")
        add_lists(site / "docs", extent.lists)
        configure(site / "mkdocs.yml", {}, **unlisted(extent))

    return replace(_mkdocs(PAGES, "MkDocs, no blog", "mkdocs", {}), write=write, front=None)


def _zensical() -> Tool:
    program = _find("zensical")

    def write(corpus: Path, site: Path, _: Extent) -> None:
        shutil.copytree(corpus, site / "docs")
        configure(site / "mkdocs.yml", {"blog": {}, "tags": {}})

    serve = (program, "serve", "--dev-addr", ADDRESS)
    return Tool("zensical", "Zensical's blog", (program, "--version"), write, (program, "build"), serve)


def _hugo(name: str, title: str, layouts: str) -> Tool:
    program = _find("hugo")

    def write(corpus: Path, site: Path, _: Extent) -> None:
        hugo.write(corpus, site, layouts)

    build = (program, "build", "--quiet")
    serve = (program, "server", "--bind", "127.0.0.1", "--port", PORT)
    version = (program, "version")
    return Tool(name, title, version, write, build, serve, posts="content/blog", convert=hugo.convert)


def _find(program: str) -> str:
    """Return where a program is, or its name alone where it is not installed."""
    return shutil.which(program, path=OTHERS) or shutil.which(program) or program


def _all() -> Sequence[Tool]:
    materialx = str(ROOT / ".venv-materialx" / "bin" / "python")
    material = partial(_mkdocs, plugins={"material/blog": {}, "material/tags": {}})
    return (
        _mkdocs(BLOG, "mkdocs-blogposts", "mkdocs-blogposts", {"blogposts": {}}),
        _pages(),
        material("material", "Material's blog", "mkdocs-material"),
        _mkdocs(
            "materialx",
            "MaterialX's blog",
            "mkdocs-materialx",
            {"materialx/blog": {}, "materialx/tags": {}},
            python=materialx,
            theme="materialx",
        ),
        _zensical(),
        _hugo("hugo", "Hugo, bare layouts", "minimal"),
        _hugo("hugo-full", "Hugo, full layouts", "full"),
    )


TOOLS: Mapping[str, Tool] = {tool.name: tool for tool in _all()}
