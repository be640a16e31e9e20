"""Notebooks as posts: their front matter stands in a first cell of type Raw, which mkdocs-jupyter shows as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

SUFFIX = ".ipynb"
_FRONT_MATTER = re.compile(r'(<div class="jp-Notebook"[^>]*>)\s*---\n.*?\n---\s*?\n(?=<)', re.DOTALL)


def notebook_text(text: str) -> str:
    """Return the Markdown of a notebook, whose front matter is in its first cell."""
    try:
        cells: Iterable[Mapping[str, object]] = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError):
        return ""
    texts = ["".join(source) for cell in cells if (source := cell.get("source")) and cell.get("cell_type") != "code"]  # type: ignore[arg-type]  # JSON
    return "\n\n".join(texts)


def remove_front_matter(page: Page, html: str) -> str:
    """Take the front matter out of a converted notebook, and out of its table of contents."""
    html = _FRONT_MATTER.sub(r"\1\n", html, count=1)
    page.toc = TableOfContents([each for each in page.toc if f'id="{each.id}"' in html])
    return html
