"""What the shadcn theme needs to stand beside pages that have moved, or were made."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

THEME = "shadcn"


def shows_title(config: MkDocsConfig) -> bool:
    """Tell whether the theme prints the title of every page above its text."""
    return config.theme.name == THEME


def prepare_copies(config: MkDocsConfig) -> None:
    """Make the folders into which the theme copies the sources of pages, and spare it those without a file.

    The theme takes for granted that a page's output lies where its source does.
    """
    for plugin in config.plugins.values() if config.theme.name == THEME else ():
        copies: dict[str | None, str] = getattr(plugin, "raw_markdown", {})
        copies.pop(None, None)
        for target in copies.values():
            Path(target).parent.mkdir(parents=True, exist_ok=True)
