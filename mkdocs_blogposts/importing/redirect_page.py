"""A page where another page lived before: it leads there."""

from __future__ import annotations

from html import escape


def redirect_page(href: str) -> str:
    """Return a page that leads to another, with a link for those whom it does not take there."""
    url = escape(href)
    return "\n".join(
        [
            "<!doctype html>",
            '<meta charset="utf-8">',
            "<title>Moved</title>",
            '<meta name="robots" content="noindex">',
            f'<meta http-equiv="refresh" content="0; url={url}">',
            f'<a href="{url}">Moved</a>',
            "",
        ]
    )
