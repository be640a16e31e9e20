#!/usr/bin/env python3
"""The project's commands; each does all its own set-up: virtual environments, packages, browser."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
BIN = "Scripts" if os.name == "nt" else "bin"
DEV = ".venv"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def requirements(name: str) -> list[list[str]]:
    """Return what stands in an environment: one list of pip arguments for each installation."""
    if name == DEV:
        return [["--editable", ".[dev]"]]
    if name == ".venv-materialx":  # its package is called `material` too, and overwrites Material's
        return [["--editable", ".", "mkdocs-materialx"]]
    if name == ".venv-properdocs":  # without MkDocs, although the plugin asks for it
        import tomllib  # an older Python shall get as far as our message

        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        others = [each for each in project["dependencies"] if not each.startswith("mkdocs")]
        themes = ["properdocs-theme-mkdocs", "properdocs-theme-readthedocs"]
        return [["properdocs", *themes, *others], ["--no-deps", "--editable", "."]]
    raise ValueError(name)


ENVIRONMENTS = (DEV, ".venv-materialx", ".venv-properdocs")


def program(name: str, environment: str = DEV) -> str:
    return str(ROOT / environment / BIN / name)


def prepare(name: str) -> None:
    """Make an environment, or bring it up to date when `pyproject.toml` or the Python version has changed."""
    wanted = requirements(name)
    content = (ROOT / "pyproject.toml").read_bytes() + repr(wanted).encode()
    stamp, stamped = ROOT / name / "installed", f"{sys.version}\n{hashlib.sha256(content).hexdigest()}"
    found = stamp.read_text(encoding="utf-8") if stamp.exists() else ""
    if found == stamped:
        return
    print(f"Preparing {name} …", flush=True)
    if not found.startswith(sys.version):
        create(name)
    for arguments in wanted:
        install(name, arguments)
    stamp.write_text(stamped, encoding="utf-8")


def create(name: str) -> None:
    try:
        import ensurepip  # noqa: F401  Debian packs it apart from Python
    except ImportError:
        if not apt_install("python3-venv"):
            sys.exit("This Python has no `venv`: install it (Debian, Ubuntu: apt install python3-venv).")
    venv.create(ROOT / name, clear=True, symlinks=os.name != "nt", with_pip=True)


def install(name: str, arguments: Sequence[str]) -> None:
    """Install with uv, which is quick, or with pip where uv is not to be had or does not know the way."""
    if not Path(program("uv")).exists():
        call(program("python"), "-m", "pip", "install", "--quiet", "uv")
    uv = (program("uv"), "pip", "install", "--quiet", "--python", program("python", name), *arguments)
    pip = (program("python", name), "-m", "pip", "install", "--quiet", *arguments)
    if not (call(*uv) or call(*pip)):
        sys.exit(f"Could not install into {name}: see above.")


def call(*command: str) -> bool:
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    except FileNotFoundError:
        return False


def apt_install(*packages: str) -> bool:
    """Install Debian packages, where there is apt-get and a right to use it."""
    if not shutil.which("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]
    call(*apt, "update")
    return call(*apt, "install", "--no-install-recommends", *packages)


def is_debian() -> bool:
    """Tell Debian from Ubuntu, whose package `chromium` only fetches a snap."""
    try:
        return platform.freedesktop_os_release()["ID"] == "debian"
    except OSError:
        return False


def find_browser() -> str | None:
    """Return the path of an installed Chromium or Chrome."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def prepare_browser() -> None:
    """Install Chromium once; where that cannot be done, the browser tests are skipped and say so."""
    tried = ROOT / DEV / "browser-tried"
    if find_browser() or tried.exists():
        return
    print("Preparing a browser for the tests …", flush=True)
    if not (is_debian() and apt_install("chromium", "fonts-noto-cjk")):
        call(program("python"), "-m", "playwright", "install", "chromium")
    tried.touch()


def setup(*_: str) -> int:
    """Make everything ready for the tests: environments and browser."""
    for name in ENVIRONMENTS:
        prepare(name)
    prepare_browser()
    return 0


def serve(*arguments: str) -> int:
    """Serve the example site; arguments go to `mkdocs serve`."""
    prepare(DEV)
    config = str(ROOT / "example_site" / "mkdocs.yml")
    command = (program("mkdocs"), "serve", "--config-file", config, *arguments)
    if os.name != "nt":
        os.execv(command[0], command)  # what stops this process stops the server
    return subprocess.run(command, check=False).returncode


def test(*arguments: str) -> int:
    """Run the tests; arguments go to pytest."""
    setup()
    return run("pytest", "--numprocesses", "auto", *arguments)


def coverage(*_: str) -> int:
    """Demand that the model's own tests take every branch of it."""
    prepare(DEV)
    tested = run("pytest", "--numprocesses", "auto", "--quiet", "--cov", "--cov-report=", "tests/blog")
    return max(tested, run("coverage", "report", "--include=mkdocs_blogposts/blog/*", "--fail-under=100"))


def lint(*_: str) -> int:
    """Check style, format and types."""
    prepare(DEV)
    return max(run("ruff", "check"), run("ruff", "format", "--check"), run("mypy"))


def fmt(*_: str) -> int:
    """Format the code and mend what can be mended by itself."""
    prepare(DEV)
    return max(run("ruff", "check", "--fix"), run("ruff", "format"))


def mutate(*arguments: str) -> int:
    """Break the model in many small ways, and see that a test fails each time; arguments go to mutmut."""
    prepare(DEV)
    return run("mutmut", "run", *arguments)


def picture(*_: str) -> int:
    """Go from an empty folder to a first post, and draw the terminal that README shows."""
    prepare(DEV)
    return run("python", "docs/.pictures/first_post.py")


def gallery(*_: str) -> int:
    """Take the pictures of the documentation's gallery."""
    setup()
    return run("python", "docs/.pictures/gallery.py")


def run(name: str, *arguments: str) -> int:
    """Run a program of the development environment in the project's folder, and return its exit code."""
    try:
        return subprocess.run((program(name), *arguments), cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130


COMMANDS: dict[str, Callable[..., int]] = {
    "serve": serve,
    "test": test,
    "lint": lint,
    "format": fmt,
    "coverage": coverage,
    "mutate": mutate,
    "picture": picture,
    "gallery": gallery,
    "setup": setup,
}


def main(arguments: Sequence[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  may well be run with an older one
        sys.exit("Python 3.11 or newer is needed, this is " + platform.python_version() + ".")
    if not arguments or arguments[0] not in COMMANDS:
        lines = [f"  {name:<10}{command.__doc__}" for name, command in COMMANDS.items()]
        print("Usage: python3 tasks.py COMMAND [ARGUMENTS]\n", *lines, sep="\n")
        return 2
    return COMMANDS[arguments[0]](*arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
