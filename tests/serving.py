"""A real `mkdocs serve` in a process of its own, and the build it must come to equal."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from urllib.error import HTTPError

SETTLED = "Settled:"
EPOCH = "1795305600"  # 2026-11-22, so that build dates agree

FRESH = """
import sys
if "GENERATOR" == "properdocs":
    import properdocs.replacement
from mkdocs.commands.build import build
from mkdocs.config import load_config
config_file, site_dir, url = sys.argv[1:]
config = load_config(config_file=config_file, site_dir=site_dir)
config.plugins.on_startup(command="serve", dirty=False)
config.site_url = url
for plugin in config.plugins.values():
    if hasattr(getattr(plugin, "config", None), "post_dir"):  # a hook has none
        plugin.config.cache_dir = False
build(config, serve_url=url)
"""


class Served:
    """A site while it is served and edited."""

    def __init__(self, site: Path, *options: str, generator: str = "mkdocs", python: str = sys.executable) -> None:
        self.site = site
        self.generator = generator
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.temp = site.parent / f"temp-{self.port}"
        self.temp.mkdir()
        self.python = python
        self.options = options
        self.lines: list[str] = []
        self.environment = {
            **os.environ,
            "TMPDIR": str(self.temp),
            "SOURCE_DATE_EPOCH": EPOCH,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": str(Path(__file__).parents[1]),
        }

    def __enter__(self) -> Served:
        address = ["--config-file", "mkdocs.yml", "--dev-addr", f"127.0.0.1:{self.port}"]
        command = [self.python, "-m", self.generator, "serve", *address, *self.options]
        self.process = subprocess.Popen(
            command, cwd=self.site, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        threading.Thread(target=self._read, daemon=True).start()
        self.wait_for("Serving on", 0, 180)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        self.process.wait(10)

    def _read(self) -> None:
        assert self.process.stdout
        # What was asked for, which is said with `--verbose`, is not of its own.
        self.lines.extend(line for line in self.process.stdout if '"GET /' not in line)

    @property
    def log(self) -> str:
        """All that the server has said."""
        return "".join(self.lines)

    def wait_for(self, words: str, since: int, seconds: float = 30) -> None:
        """Wait until the server says these words in a line after the first `since` ones."""
        end = time.monotonic() + seconds
        while not any(words in line for line in self.lines[since:]):
            assert time.monotonic() < end, f"never said {words!r}:\n{self.log[-4000:]}"
            assert self.process.poll() is None, f"the server has died:\n{self.log[-4000:]}"
            time.sleep(0.01)

    def settle(self, since: int) -> None:
        """Wait until the server has settled after line `since`, and says nothing for a while."""
        self.wait_for(SETTLED, since)
        time.sleep(0.1)

    def write(self, source: str, text: str) -> int:
        """Write a file in the docs folder; return how many lines the server had said before."""
        path = self.site / "docs" / source
        path.parent.mkdir(parents=True, exist_ok=True)
        since = len(self.lines)
        path.write_text(text, encoding="utf-8")
        return since

    def remove(self, source: str) -> int:
        """Delete a file of the docs folder; return how many lines the server had said before."""
        since = len(self.lines)
        (self.site / "docs" / source).unlink()
        return since

    def get(self, path: str = "") -> str:
        """Return what the server answers; for an error, its number first."""
        return self.follow(path)[1]

    def follow(self, path: str) -> tuple[str, str]:
        """Return to which path the server leads, and what it answers there; for an error, its number first."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=20) as answer:
                return answer.geturl().removeprefix(self.url), str(answer.read().decode())
        except HTTPError as error:
            return path, f"{error.code} {error.read().decode()}"

    def wait_until(self, path: str, words: str, seconds: float = 20) -> str:
        """Ask until a page shows these words; return the page."""
        end = time.monotonic() + seconds
        while words not in (page := self.get(path)):
            assert time.monotonic() < end, f"{path} never showed {words!r}:\n{self.log[-3000:]}"
            time.sleep(0.01)
        return page

    @property
    def root(self) -> Path:
        """The folder that is served."""
        rebuilt = sorted(self.temp.glob("mkdocs_blogposts_*"), key=lambda path: path.stat().st_mtime)
        return rebuilt[-1] if rebuilt else next(self.temp.glob(f"{self.generator}_*"))

    def differences(self) -> list[str]:
        """Return which outputs differ from those of a fresh build of the same sources."""
        fresh = self.temp / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        config = str(self.site / "mkdocs.yml")
        subprocess.run(
            [self.python, "-c", FRESH.replace("GENERATOR", self.generator), config, str(fresh), self.url],
            cwd=self.site,
            env=self.environment,
            check=True,
            capture_output=True,
        )
        served, built = outputs(self.root), outputs(fresh)
        missing = [f"{path}: not served" for path in built.keys() - served.keys()]
        extra = [f"{path}: only served" for path in served.keys() - built.keys()]
        other = [path for path in built.keys() & served.keys() if built[path] != served[path]]
        return sorted([*missing, *extra, *other])


def outputs(root: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
