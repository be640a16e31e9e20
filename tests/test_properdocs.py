"""The example site under ProperDocs, without MkDocs and beside it."""

from __future__ import annotations

import filecmp
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tasks import BIN, ROOT

ALONE = ".venv-properdocs"
HAS_MKDOCS = "import importlib.util as it; print(it.find_spec('mkdocs') is not None)"


def python_of(environment: str) -> Path:
    """Return the Python of an environment that has ProperDocs; the tests' own has MkDocs too."""
    if environment == ALONE:
        python = ROOT / ALONE / BIN / "python"
        if not python.exists():
            pytest.skip(f"no {ALONE}: `python3 tasks.py setup` makes it")
        return python
    if not importlib.util.find_spec("properdocs"):
        pytest.skip("no ProperDocs in this environment: `python3 tasks.py setup` makes one that has it")
    return Path(sys.executable)


def run(python: Path, folder: Path, *arguments: str) -> str:
    """Run a Python in a folder and return what it says."""
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONSAFEPATH": "1", "SOURCE_DATE_EPOCH": "1795000000"}
    environment.pop("PYTHONPATH", None)
    command = [str(python), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the example site."""
    left_out = shutil.ignore_patterns("site", ".cache")
    shutil.copytree(ROOT / "example_site", tmp_path, dirs_exist_ok=True, ignore=left_out)
    return tmp_path


def texts(path: Path, selector: str) -> list[str]:
    page = LexborHTMLParser(path.read_text(encoding="utf-8"))
    return [" ".join(node.text().split()) for node in page.css(selector)]


def test_environment_has_no_mkdocs(tmp_path: Path) -> None:
    assert run(python_of(ALONE), tmp_path, "-c", HAS_MKDOCS).strip() == "False"


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        (ALONE, "mkdocs-bare.yml"),
        (ALONE, "mkdocs-mkdocs.yml"),
        (ALONE, "mkdocs-readthedocs.yml"),
        ("beside MkDocs", "mkdocs-bare.yml"),
        ("beside MkDocs", "mkdocs.yml"),
    ],
)
def test_builds_strictly(folder: Path, environment: str, name: str) -> None:
    said = run(python_of(environment), folder, "-m", "properdocs", "build", "--strict", "--config-file", name)
    assert "WARNING" not in said
    blog = folder / "site" / "blog"
    assert texts(blog / "index.html", ".blogposts-card__title")[:2] == [
        "Start here · 从这里读起",
        "How a prefix cache's hit rate lies",
    ]
    assert texts(blog / "moving-the-machine-room" / "index.html", ".blogposts-byline") == [
        "2025-08-30 · 4 分钟 · Shen Yan、Mira Halvorsen"
    ]
    assert texts(blog / "tags" / "llm-serving" / "index.html", "h1") == ["LLM serving¶"]  # toc's permalink
    assert len(texts(blog / "archive" / "index.html", ".blogposts-month__post")) == 24
    assert len(texts(blog / "tags" / "index.html", ".blogposts-card__title, .blogposts-chip")) == 13
    assert (folder / "site" / "assets" / "blogposts.css").is_file()


def test_finds_the_blog_in_a_properdocs_yml(folder: Path) -> None:
    (folder / "mkdocs-bare.yml").rename(folder / "properdocs.yml")
    for path in folder.glob("mkdocs*.yml"):
        path.unlink()
    run(python_of(ALONE), folder, "-m", "properdocs", "build", "--strict")
    assert texts(folder / "site" / "blog" / "index.html", ".blogposts-card__title")


def test_writes_what_mkdocs_writes(folder: Path) -> None:
    python = python_of("beside MkDocs")
    for program in ("mkdocs", "properdocs"):
        options = ("--config-file", "mkdocs-bare.yml", "--site-dir", f"site-{program}")
        run(python, folder, "-m", program, "build", "--strict", *options)
    ours, theirs = ({*files_of(folder / f"site-{program}")} for program in ("mkdocs", "properdocs"))
    assert ours == theirs
    _, differing, failed = filecmp.cmpfiles(folder / "site-mkdocs", folder / "site-properdocs", ours, shallow=False)
    assert not differing + failed


def files_of(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [path for path in found if not path.endswith(".js")]  # each has a search of its own
