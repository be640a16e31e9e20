"""Built sites for a browser to open."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, expect

expect.set_options(timeout=20_000)  # ms; a machine may have much to do besides


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing about it."""

    def log_message(self, *_: object) -> None: ...


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve a folder on a port, a free one unless told; yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def arrive(page: Page, ending: str, text: str | None = None) -> None:
    """Wait until a page has an address with that end, and shows a text.

    By what can be seen, not by the event of loading: a script puts the address first and the page later, and a page
    that is loaded again at once never sees the end of its first loading.
    """
    expect(page).to_have_url(re.compile(re.escape(ending) + "$"))
    if text is not None:
        expect(page.locator("body")).to_contain_text(text)
