"""Stands before MkDocs' server: tells browsers which pages changed, and lays problems over pages."""

from __future__ import annotations

import json
import posixpath
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from markupsafe import escape
from mkdocs.livereload import LiveReloadServer

from ..blog.errors import Problem
from .desk import Desks

_POLL = re.compile(r"/livereload/([0-9]+)/[0-9]+")
_OVERLAY = """
<div id="blogposts-problems" role="alert" lang="en" dir="ltr"><style>
#blogposts-problems{{all:initial;position:fixed;inset:auto 0 0 0;box-sizing:border-box;max-height:60vh;overflow:auto;
z-index:2147483647;padding:14px 24px 18px;background:#2b1010;color:#fbeaea;font:15px/1.5 system-ui,sans-serif;
border-top:4px solid #ff6b6b;box-shadow:0 -4px 24px #0008}}
#blogposts-problems b{{display:block;font-size:17px;color:#fff}}
#blogposts-problems ol{{margin:0;padding:0;list-style:none}}
#blogposts-problems li{{margin:10px 0 0}}
#blogposts-problems code,#blogposts-problems pre{{all:unset;font:13px/1.5 ui-monospace,monospace;color:#ffb3b3}}
#blogposts-problems pre{{display:block;white-space:pre-wrap;margin:3px 0;padding:3px 10px;background:#0006;color:#fff;
border-left:3px solid #ff6b6b}}
#blogposts-problems i{{color:#d9b9b9;font-style:normal}}
</style><b>{title}</b><ol>{items}</ol></div>
"""
_FOLLOW = re.compile(r"/livereload/follow/([0-9]+)")
_FOLLOWER = """
<script>
(async now => {
  const kept = "blogposts-followed";
  const isReloaded = performance.getEntriesByType("navigation")[0]?.type === "reload";
  let seen = isReloaded ? Math.min(sessionStorage.getItem(kept) ?? now, now) : now;
  sessionStorage.setItem(kept, seen);
  while (true) {
    try {
      const edited = await (await fetch(`/livereload/follow/${seen}`)).json();
      seen = edited.number;
      if (edited.url && edited.url !== location.pathname && document.visibilityState === "visible")
        location.assign(edited.url);
      else
        sessionStorage.setItem(kept, seen);
    } catch {
      await new Promise(done => setTimeout(done, 3000));
    }
  }
})(NUMBER);
</script>
"""
"""Waits until another page is edited, and goes there; a page that is loaded again on the way there sets out anew."""
_ITEM = "<li><code>{place}</code>{text}<div>{fault}</div>{remedy}</li>"


class Front:
    """A WSGI application in front of the server's own."""

    def __init__(self, server: LiveReloadServer) -> None:
        self.server = server
        self.epochs: dict[str, int] = {}
        """When each output was last written anew, by path in the site."""
        self.epoch = 0
        """When all outputs were."""
        self.untold: set[str] = set()
        self.is_all_new = False
        self.overlay = ""
        """The problems that are laid over every page, as HTML."""
        self.open: Counter[str] = Counter()
        """Outputs that browsers show, by path in the site."""
        self.follows = False
        """Whether browsers go to the page that was edited."""
        self.edited = (0, "")
        """How many pages were edited, and the path in URLs of the last one."""
        self.write_now: Callable[[str], None] = lambda dest_uri: None
        """Writes an output that is asked for, should it not be up to date."""
        self.source_of: Callable[[str], str] = lambda dest_uri: ""
        """Returns the source of a page by its output."""
        self.moved_to: Callable[[str, str], str] = lambda source, dest_uri: ""
        """Returns the URL of a page that is no longer at an output; nothing where there is none."""
        self.seen: dict[str, str] = {}
        """Sources of the pages that browsers have shown, by output."""
        self.desks: Desks | None = None
        """The writer's pages; none where they are switched off."""
        self.docs = ""
        """The folder in which sources of problems are found."""

    def changed(self, dest_uri: str) -> None:
        """Remember that an output is another now; browsers hear of it with the next `tell`."""
        self.untold.add(dest_uri)

    def reload_all(self) -> None:
        """Let every open page be loaded again, with the next `tell`."""
        self.is_all_new = True

    def show(self, problems: list[Problem]) -> None:
        """Lay these problems over every page; pages are loaded again when these, or the lines they name, are others."""
        overlay = _overlay(problems, Path(self.docs)) if problems else ""
        if overlay != self.overlay:
            self.overlay = overlay
            self.reload_all()

    def lead_to(self, url: str) -> None:
        """Let browsers go to a page that was edited, with the next `tell`."""
        self.edited = (self.edited[0] + 1, self.server.mount_path + url.removeprefix("./"))

    def renew_desks(self) -> None:
        """Let open desks be loaded again, with the next `tell`: they show more of posts than any page of the site."""
        if self.desks:
            self.untold |= self.desks.outputs()

    def tell(self) -> None:
        """Let browsers whose page is another load it again."""
        with self.server._epoch_cond:
            # The server writes its epoch into each page: one that is served from now on has this one.
            now = max(_now(), self.server._visible_epoch + 1)
            self.server._wanted_epoch = self.server._visible_epoch = now
            if self.untold:
                self.renew_desks()
            self.epochs |= dict.fromkeys(self.untold, now)
            self.epoch = now if self.is_all_new else self.epoch
            self.untold, self.is_all_new = set(), False
            self.server._epoch_cond.notify_all()

    def is_open(self, dest_uri: str) -> bool:
        """Tell whether a browser shows an output, and waits for its next version."""
        return self.open[dest_uri] > 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        poll = _POLL.fullmatch(environ["PATH_INFO"])
        if poll and environ.get("HTTP_REFERER"):
            return self._poll(int(poll[1]), environ, start_response)
        follow = _FOLLOW.fullmatch(environ["PATH_INFO"])
        if follow:
            return self._lead(int(follow[1]), start_response)
        return self._serve(environ, start_response)

    def _lead(self, seen: int, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Wait until another page is edited, and name it."""
        with self.server._epoch_cond:
            self.server._epoch_cond.wait_for(lambda: self.edited[0] > seen, timeout=self.server.poll_response_timeout)
            number, url = self.edited
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps({"number": number, "url": url if number > seen else ""}).encode()]

    def _poll(self, epoch: int, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Wait until the page that asks is another than at `epoch`."""
        page = self._page_of(environ["HTTP_REFERER"])
        with self.server._epoch_cond:
            timeout = self.server.poll_response_timeout
            self.open[page] += 1
            self.server._epoch_cond.wait_for(lambda: self._epoch_of(page) > epoch, timeout=timeout)
            self.open[page] -= 1
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"%d" % self._epoch_of(page)]

    def _epoch_of(self, page: str) -> int:
        return max(self.epochs.get(page, 0), self.epoch)

    def _page_of(self, url: str) -> str:
        return self._output_at(unquote(urlsplit(url).path))

    def _output_at(self, path: str) -> str:
        path = path.removeprefix(self.server.mount_path)
        return posixpath.join(path, "index.html").lstrip("/") if path.endswith("/") or not path else path

    def _serve(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer with a page as of an epoch at which it was not yet older; a later one would let it stay."""
        output = self._output_at(_path(environ))
        with self.server._epoch_cond:
            epoch = self.server._visible_epoch
        if self.desks and (html := self.desks.page(output)) is not None:
            return self._send(html, epoch, start_response)
        if self.desks and f"{output}/index.html" in self.desks.outputs():
            start_response("302 Found", [("Location", f"{quote(_path(environ))}/")])
            return []
        self.write_now(output)
        (status, headers), body = self._answer(environ)
        if status.startswith("404") and (url := self.moved_to(self.seen.get(output, ""), output)):
            start_response("302 Found", [("Location", self.server.mount_path + url.removeprefix("./"))])
            return []
        if source := self.source_of(output):
            self.seen[output] = source
        is_page = any("text/html" in value for name, value in headers if name == "Content-Type")
        if is_page and (additions := self._additions(output)):
            body = [_before_end(b"".join(body), additions)]
            headers = [each for each in headers if each[0] != "Content-Length"]
            headers.append(("Content-Length", str(len(body[0]))))
        start_response(status, headers)
        return body

    def _send(self, html: str, epoch: int, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer with a page that is in no file, and is loaded again as others are."""
        content: bytes = self.server._inject_js_into_html(html.encode(), epoch)  # type: ignore[no-untyped-call]  # MkDocs' own
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(content)))])
        return [content]

    def _additions(self, output: str) -> str:
        """Return what a page holds besides its own text."""
        # A plain text: to `Markup`, what is joined to it would be escaped.
        badge = str(self.desks.badge(output, self.server.mount_path)) if self.desks else ""
        return badge + self.overlay + (_FOLLOWER.replace("NUMBER", str(self.edited[0])) if self.follows else "")

    def _answer(self, environ: dict[str, Any]) -> tuple[list[Any], Iterable[bytes]]:
        """Let the server answer, with status and headers, and a body; again, where the site was exchanged meanwhile.

        It decides on a file, and only then on the epoch.
        """
        said: list[Any] = []
        while True:
            root = self.server.root
            said.clear()
            body: Iterable[bytes] = self.server.serve_request(environ, lambda *given: said.extend(given))
            if self.server.root == root:
                return said, body
            getattr(body, "close", lambda: None)()


def _path(environ: dict[str, Any]) -> str:
    """Return the path that is asked for; WSGI has its bytes as if they were Latin-1."""
    return str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "ignore")


def _before_end(html: bytes, addition: str) -> bytes:
    at = html.rfind(b"</body>")
    return html[:at] + addition.encode() + html[at:] if at >= 0 else html + addition.encode()


def _overlay(problems: list[Problem], docs: Path) -> str:
    items = "".join(_item(problem, docs) for problem in problems)
    title = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return _OVERLAY.format(title=title, items=items)


def _item(problem: Problem, docs: Path) -> str:
    place = f"{problem.source}:{problem.line}" if problem.line else problem.source
    line = _line_of(problem, docs)
    text = f"<pre>{escape(line)}</pre>" if line else ""
    remedy = f"<i>{escape(problem.remedy)}</i>" if problem.remedy else ""
    return _ITEM.format(place=escape(place), text=text, fault=escape(problem.fault), remedy=remedy)


def _line_of(problem: Problem, docs: Path) -> str:
    """Return the line a problem is about, as it stands in its source now."""
    try:
        lines = (docs / problem.source).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return lines[problem.line - 1].strip()[:200] if 0 < problem.line <= len(lines) else ""


def _now() -> int:
    """Return the time as MkDocs' server counts it."""
    return round(time.monotonic() * 1000)
