"""One site, built by Material's own blog and by ours: the same files, but for one line of mkdocs.yml."""

from __future__ import annotations

import struct
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace
from typing import Any

from tests.sites import Site, build_again, write_files

PRESET = "preset: material"
CARD_TITLES = ".md-post--excerpt h2"


@dataclass
class Both:
    """What both plugins made of one site."""

    theirs: Site
    ours: Site

    def pages(self) -> list[str]:
        """Return the pages that both have."""
        return sorted(path for path in outputs(self.theirs) & outputs(self.ours) if path.endswith(".html"))


def outputs(site: Site) -> set[str]:
    """Return every single file of a built site, but for MaterialX's search index: its files are named by what is in them."""
    found = {path.relative_to(site.site_dir).as_posix() for path in site.site_dir.rglob("*") if path.is_file()}
    return {path for path in found if not path.startswith("search/") or path == "search/search_index.json"}


def build_both(folder: Path, text: str, settings: str, own: str = PRESET) -> Both:
    """Build a site with either plugin; `settings` is its mkdocs.yml, with `- blog:` where the plugin stands."""
    return Both(build_one(folder / "theirs", text, settings), build_one(folder / "ours", text, switched(settings, own)))


def switched(settings: str, own: str = PRESET) -> str:
    """Change the line of mkdocs.yml that a site changes to switch; `own` is a further setting for each blog."""
    assert "- blog:" in settings
    return settings.replace("- blog:", f"- blogposts:\n      {own}" if own else "- blogposts:")


def build_one(folder: Path, text: str, settings: str) -> Site:
    """Write a site and build it; its empty pictures become real ones."""
    write_files(folder, text)
    for empty in folder.rglob("*.png"):
        empty.write_bytes(empty.read_bytes() or picture())
    (folder / "mkdocs.yml").write_text(dedent(settings), encoding="utf-8")
    return build_again(folder)


def read_both(folder: Path) -> Both:
    """Return what was built into a folder by another process."""
    return Both(*(_read(folder / name) for name in ("theirs", "ours")))


def _read(folder: Path) -> Site:
    config: Any = SimpleNamespace(site_dir=str(folder / "site"))
    return Site(folder, config)


def picture() -> bytes:
    """Return the smallest picture there is."""
    chunks = [(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    made = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def build_on_materialx(folder: Path, name: str) -> None:
    """Build a variant of the site: what the environment of MaterialX is asked for."""
    from tests.material.site import VARIANTS, write_slugify

    sys.path.insert(0, str(write_slugify(folder)))
    settings = VARIANTS[name].settings.replace("name: material\n", "name: materialx\n")
    build_both(folder / name, VARIANTS[name].text, settings)


if __name__ == "__main__":
    build_on_materialx(Path(sys.argv[1]), sys.argv[2])
