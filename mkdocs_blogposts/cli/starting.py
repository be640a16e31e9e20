"""Begins a project where there is nothing yet, so that a first post needs no preparation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from ..blog.editing import as_yaml
from .writing import write_whole

_CONFIG = """\
site_name: {name}
# site_url: https://example.org/  # feeds need the address of the site
plugins:
  - search
  - blogposts
"""
_USUAL = frozenset({"readme", "license", "licence", "copying", "requirements"})
"""Files with which repositories begin, whatever their endings."""
_HOME = """\
# {name}

```blogposts
latest: 5
```
"""


@contextmanager
def started(folder: Path | None) -> Iterator[list[Path]]:
    """Begin a project in an empty folder; yield the files it took, none where there is something already.

    Where the work that follows fails, they are taken back.
    """
    written: list[Path] = []
    try:
        for path, text in _files(folder) if folder and _is_empty(folder) else ():
            write_whole(path, text)
            written.append(path)
        yield written
    except BaseException:
        for path in written:
            path.unlink()
        for path in written[:1]:
            path.parent.rmdir()
        raise


def _is_empty(folder: Path) -> bool:
    """Tell whether a folder has only hidden files in it, a virtual environment, and what repositories begin with."""
    seen = [path for path in folder.iterdir() if not path.name.startswith(".")]
    return all(path.stem.lower() in _USUAL or (path / "pyvenv.cfg").is_file() for path in seen)


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip() or "Notes"
    name = name[0].upper() + name[1:]
    yield folder / "docs/index.md", _HOME.format(name=name)
    config = "mkdocs.yml" if find_spec("mkdocs") else "properdocs.yml"
    yield folder / config, _CONFIG.format(name=as_yaml(name))
