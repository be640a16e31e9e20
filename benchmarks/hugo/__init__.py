"""Writes the corpus as a site for Hugo."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
_IMAGE = re.compile(r"\]\((?:\.\./)+images/")


def convert(text: str) -> str:
    """Return a post as Hugo reads it: the title in front matter, images from the site's root.

    Links between posts stay as they are: Hugo's own render hook follows them.
    """
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    title, _, body = body.lstrip().removeprefix("# ").partition("\n")
    lines = [line for line in front.splitlines() if not line.startswith("lang:")]
    front = "\n".join([yaml.safe_dump({"title": title}, allow_unicode=True).strip(), *lines])
    return f"---\n{front}\n---\n{_IMAGE.sub('](/images/', body)}"


def write(docs: Path, site: Path, layouts: str) -> None:
    """Write a site with the posts of a docs folder, and with one of the layouts that lie beside this module."""
    posts = docs / "blog" / "posts"
    for source in posts.rglob("*.md"):
        target = site / "content" / "blog" / source.relative_to(posts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(convert(source.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    (site / "content" / "_index.md").write_text("---\ntitle: Home\n---\nA site with a blog.\n", encoding="utf-8")
    (site / "content" / "blog" / "_index.md").write_text("---\ntitle: Blog\n---\n", encoding="utf-8")
    shutil.copytree(docs / "images", site / "static" / "images")
    shutil.copytree(HERE / layouts, site / "layouts")
    full = layouts == "full"
    config = {
        "title": "Benchmark",
        "baseURL": "https://example.org/",
        "taxonomies": {"category": "categories", "tag": "tags", "author": "authors"},
        "hasCJKLanguage": True,  # else an excerpt of Chinese text is the whole text
        "pagination": {"pagerSize": 10},
        "disableKinds": [] if full else ["rss"],
        "markup": {"goldmark": {"renderHooks": {"link": {"useEmbedded": "always"}}}},
        "outputs": {"home": ["html", "rss", "json"]} if full else {},
    }
    (site / "hugo.yaml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
