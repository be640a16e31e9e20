"""In a real browser: old addresses lead on, texts stay texts, feeds can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import pytest

from tests.sites import Site, build_again, build_site, posts
from tests.test_cli import blogposts

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TITLE = "</script><script>alert(1)</script>"
AUTHOR = "Bob & Sons <b>"
DESCRIPTION = '" onload="x'
HOSTILE = f"""
=== docs/blog/posts/a.md
---
title: '{TITLE}'
date: 2026-01-02
description: '{DESCRIPTION}'
authors: [bob]
categories: ['{TITLE}']
tags: ['{DESCRIPTION}']
series: '{TITLE}'
aliases: /old/
slug: a
---
Text of a.

<!-- more -->

More of a.
=== docs/blog/posts/b.md
---
title: '<img src=x onerror=alert(2)>'
date: 2026-01-03
description: '{DESCRIPTION}'
authors: [bob]
series: '{TITLE}'
slug: b
---
Text of b.
=== docs/blog/.authors.yml
authors:
  bob: {{name: '{AUTHOR}', description: '{DESCRIPTION}'}}
=== docs/index.md
# Home

```blogposts
latest: 2
```
"""
NAV = "nav: [index.md, {Blog: blog/index.md}, blog/posts/a.md, blog/posts/b.md]\n"
POST, OTHER = "blog/2026/01/02/a/", "blog/2026/01/03/b/"
LISTS = ["", "blog/", "blog/category/", "blog/category/alert1/", "blog/series/alert1/", "blog/archive/"]
SHOWN = {
    TITLE: [POST, OTHER, *LISTS, "blog/archive/2026/", "blog/author/bob/"],
    AUTHOR: [POST, "blog/author/", "blog/author/bob/"],
    DESCRIPTION: ["blog/author/bob/", "blog/tags/", "blog/tags/-onloadx/"],
}
"""Which texts are seen on which pages."""
TEXT = "main, [role=main]"
MENU = "nav a, .navbar a, .wy-menu a"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """Serve a built site; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site.site_dir)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_an_alias_leads_to_the_post(tmp_path: Path, browser: Browser, with_scripts: bool) -> None:
    text = posts(1, front="aliases: [/old/, /older.html]\n") + "\n## Part\n\nThe part.\n"
    site = build_site(tmp_path, text, site="site_url: https://e.org/\n")
    with serving(site) as url, browser.new_context(java_script_enabled=with_scripts) as context:
        page = context.new_page()
        for alias in ("old/", "older.html"):
            page.goto(f"{url}{alias}?x=1#part")
            page.wait_for_url(f"{url}blog/2026/01/01/post-1/**")
            if with_scripts:
                assert page.url == f"{url}blog/2026/01/01/post-1/?x=1#part"
                assert page.locator(":target").inner_text().startswith("Part")


def ids(site: Site) -> dict[str, list[str | None]]:
    """Return by what feed readers know the posts, in each format."""
    atom, rss = (fromstring(site.html(f"blog/{name}.xml")) for name in ("feed", "rss"))
    entries = atom.findall("{http://www.w3.org/2005/Atom}entry")
    return {
        "atom": [each.findtext("{http://www.w3.org/2005/Atom}id") for each in entries],
        "rss": [each.text for each in rss.iter("guid")],
        "json": [each["id"] for each in json.loads(site.html("blog/feed.json"))["items"]],
    }


def test_a_renamed_post_is_found_at_its_old_address_and_known_to_feed_readers(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = posts(2) + "\n## Part\n\nThe part.\n"
    before = ids(build_site(tmp_path, text, site="site_url: https://e.org/\n"))
    monkeypatch.chdir(tmp_path)
    assert blogposts("rename", "docs/blog/posts/p2.md", "Another name", "--yes").exit_code == 0
    site = build_again(tmp_path)
    assert ids(site) == before
    with serving(site) as url, browser.new_page() as page:
        page.goto(f"{url}blog/2026/01/02/post-2/#part")
        page.wait_for_url(f"{url}blog/2026/01/02/another-name/#part")
        assert page.locator(":target").inner_text().startswith("Part")


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_nothing_runs_and_all_is_shown_as_typed(tmp_path: Path, browser: Browser, theme: str) -> None:
    settings = "authors_profiles: true\nfeeds: {lists: true, markdown: true, llms: true}"
    site = build_site(
        tmp_path, HOSTILE, settings, site=f"site_url: https://e.org/\n{NAV}", theme=theme, plugins="- search"
    )
    assert all(site.exists(path) for paths in SHOWN.values() for path in paths)
    pages = sorted(path for path in site.files if path.endswith((".html", ".xml", ".json", ".md", ".txt")))
    ran: list[str] = []
    with serving(site) as url, browser.new_page() as page:
        page.route(lambda address: not address.startswith(url), lambda route: route.abort())
        page.on("dialog", lambda dialog: (ran.append(f"{page.url} {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: ran.append(request.url) if request.url.endswith("/x") else None)
        for path in pages:
            page.goto(f"{url}{path}", wait_until="load")
            assert not page.locator("[onload], [onerror]").count(), path
        assert not ran
        for text, paths in SHOWN.items():
            for path in paths:
                page.goto(url + path)
                assert text in page.locator(TEXT).first.inner_text(), path
        page.goto(url)
        assert TITLE in [(each or "").strip() for each in page.locator(MENU).all_text_contents()]


def test_a_feed_can_be_read_in_a_browser(tmp_path: Path, browser: Browser) -> None:
    site = build_site(tmp_path, HOSTILE, site="site_url: https://e.org/\n")
    with serving(site) as url, browser.new_page() as page:
        for path in ("blog/feed.xml", "blog/rss.xml"):
            page.goto(url + path)
            title = page.locator("entry > title, item > title").last
            assert title.text_content() == TITLE
            assert title.evaluate("each => getComputedStyle(each).display") == "block"
