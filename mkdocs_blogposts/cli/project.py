"""Finds the project that a command is about, and the program that builds it: MkDocs, or ProperDocs in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import click

from .refusing import NotRun

F = TypeVar("F", bound=Callable[..., object])

_MKDOCS = ("mkdocs.yml", "mkdocs.yaml")
_PROPERDOCS = ("properdocs.yml", "properdocs.yaml")


def project_options(command: F) -> F:
    """Add the options that name a project."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    add_file = click.option("-f", "--config-file", type=file, metavar="FILE", help="The project's mkdocs.yml.")
    add_folder = click.option(
        "--project", type=folder, metavar="DIR", help="The project's folder; the command works there."
    )
    return add_folder(add_file(command))


@contextmanager
def opened(project: Path | None, config_file: Path | None) -> Iterator[Path]:
    """Work in a project; yield the path of its configuration.

    Raises `click.UsageError` where there is none.
    """
    file = config_file.absolute() if config_file else None
    with chdir(project or Path()):
        file = file or _find_config(Path.cwd())
        _bring_mkdocs(file)
        try:
            yield file
        except BrokenPipeError:  # `blogposts list | head`
            raise
        except OSError as error:  # no room, or no leave to write
            raise NotRun(f"{error.strerror or error}: {error.filename or file}") from None


def _find_config(folder: Path) -> Path:
    names = [*_PROPERDOCS, *_MKDOCS] if find_spec("properdocs") else [*_MKDOCS, *_PROPERDOCS]
    found = next((folder / name for name in names if (folder / name).is_file()), None)
    if not found:
        remedy = "Name it with --project or -f; in an empty folder, `blogposts new` begins one"
        raise click.UsageError(f"No mkdocs.yml or properdocs.yml in {folder}. {remedy}.")
    return found


def _bring_mkdocs(config_file: Path) -> None:
    """See that `import mkdocs` works, and gives ProperDocs where the project is made for it."""
    is_for_properdocs = config_file.name in _PROPERDOCS
    if find_spec("properdocs") and (is_for_properdocs or not find_spec("mkdocs")):
        import_module("properdocs.replacement")
    elif not find_spec("mkdocs"):
        raise click.UsageError("Neither MkDocs nor ProperDocs is installed beside blogposts.")


def plain(path: Path) -> Path:
    """Return the full path of a file as it is named here, without `..`."""
    return Path(os.path.abspath(path))  # noqa: PTH100  `resolve` would follow links out of the docs folder


def seen(path: Path, start: Path) -> str:
    """Return a path as seen from a folder."""
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:  # on another drive of Windows
        return path.as_posix()
