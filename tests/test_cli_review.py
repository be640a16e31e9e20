"""What `blogposts check` says of finished posts besides what a build says, what it mends, and whom it asks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_blogposts.cli.elsewhere import ask_all
from mkdocs_blogposts.cli.main import main
from tests.sites import build_again, write_files
from tests.test_cli import CONFIG, blogposts, project, report
from tests.test_cli_rename import contents

POSTS = """
=== docs/index.md
# Home

## Set-up
=== docs/blog/posts/one.md
---
date: 2026-01-02
tags: [linux]
series: Learning
part: 2
description: The first
---
# One

![](small.png) ![A ship](large.png)

[Home](../../index.md#Set-Up), [nowhere](two.md#nowhere), [years](/blog/archive/), [three](three.md)
=== docs/blog/posts/two.md
---
date: 2026-01-03
tags: [linux]
description: The second
series: Learning
part: 1
---
# Two
=== docs/blog/posts/three.md
---
date: 2026-01-03
unlisted: true
description: Hidden, but one leads here
---
# Three
=== docs/blog/posts/four.md
---
date: 2026-01-03
unlisted: true
description: Hidden
---
# Four
=== docs/blog/posts/five.md
---
date: 2026-01-05
---
# Five

[years](../index.md)
=== docs/blog/posts/six.md
---
date: 2026-01-06
tags: [linux]
description: With a picture of its own
cover: large.png
---
# Six
"""

SLIPS = """
=== docs/index.md
# Home

## Set-up
=== docs/blog/.authors.yml
mira: {name: Mira}
=== docs/blog/posts/one.md
---
# what it is about
catgories:  ["Guids"]   # one
date: 2026-01-02
author: mirra
description: 'One'
---
# One

[Home](../../index.md#SetUp)
=== docs/blog/posts/two.md
---
categories:
  - 'Guids'
date: 2026-01-02
description: Two
---
# Two
"""
ALLOWED = CONFIG + "      categories_allowed: [Guides]\n"


def said(folder: Path, *options: str) -> list[tuple[str, int | None, str]]:
    found = report("check", "--project", folder, *options)["problems"]
    return [(each["file"].rpartition("/")[2], each["line"], each["fault"]) for each in found]


def test_check_names_what_no_build_tells_each_with_file_line_and_remedy(tmp_path: Path) -> None:
    write_files(tmp_path, "", {"docs/blog/posts/small.png": "", "docs/blog/posts/large.png": "x" * 1_200_000})
    project(tmp_path, POSTS)
    assert said(tmp_path) == [
        ("five.md", 1, "no `description`: one is made of how the text begins"),
        ("five.md", 1, "only the front page and the archive lead to this post: it has no category, tag or series"),
        ("four.md", 3, "no list shows this post, and no other post has a link to it"),
        ("one.md", 5, 'part 2 of "Learning" is older than part 1'),
        ("one.md", 10, 'the picture "large.png" has 1.2 MB'),
        ("one.md", 10, 'the picture "small.png" has no text in its place'),
        ("one.md", 12, 'a link to "#Set-Up", which is not on its page'),
        ("one.md", 12, 'a link to "#nowhere", which is not on its page'),
        ("six.md", 5, 'the picture "large.png" has 1.2 MB'),
    ]
    assert all(each["remedy"] for each in report("check", "--project", tmp_path)["problems"])
    assert blogposts("check", "--project", tmp_path).exit_code == 0
    assert build_again(tmp_path).passes_strict


def test_anchors_of_lists_and_of_the_theme_are_known(tmp_path: Path) -> None:
    text = "=== docs/blog/posts/2026-01-01-a.md\n---\ndescription: A\n---\n# A\n\n<a href='../../../../archive/#y2026'>2026</a>\n"
    assert said(project(tmp_path, text)) == []


def test_where_mkdocs_tells_of_anchors_we_do_not(tmp_path: Path) -> None:
    config = CONFIG + "validation: {links: {anchors: warn}}\n"
    found = said(project(tmp_path, POSTS, config))
    assert [fault for _, _, fault in found if "nowhere" in fault] == [
        "a link 'two.md#nowhere', but the doc 'blog/posts/two.md' does not contain an anchor '#nowhere'."
    ]


# Mending


def test_what_is_beyond_doubt_is_shown_and_mended_and_every_other_byte_stays(tmp_path: Path) -> None:
    site = project(tmp_path, SLIPS, ALLOWED)
    one = site / "docs/blog/posts/one.md"
    one.write_bytes(one.read_bytes().replace(b"\n", b"\r\n"))
    before, two = one.read_bytes(), (site / "docs/blog/posts/two.md").read_bytes()
    done = blogposts("check", "--project", site, "--fix", "--yes")
    assert "-  - 'Guids'\n+  - 'Guides'\n" in done.stderr
    mended = before.replace(b"catgories", b"categories").replace(b"author: mirra", b"author: mira")
    assert one.read_bytes() == mended.replace(b"#SetUp", b"#set-up")
    assert (site / "docs/blog/posts/two.md").read_bytes() == two.replace(b"Guids", b"Guides")
    assert [fault for *_, fault in said(site)] == ['"Guids" is not an allowed category']
    blogposts("check", "--project", site, "--fix", "--yes")
    assert said(site) == []
    assert "Nothing can be mended without you." in blogposts("check", "--project", site, "--fix").stderr


def test_nothing_is_mended_without_a_yes(tmp_path: Path) -> None:
    site = project(tmp_path, SLIPS, ALLOWED)
    before = contents(site / "docs")
    done = CliRunner().invoke(main, ["check", "--project", str(site), "--fix"], input="n\n")
    assert done.exit_code == 1
    assert "Make these changes? [y/N]" in done.stderr
    assert contents(site / "docs") == before


def test_what_cannot_be_mended_safely_is_left_and_told(tmp_path: Path) -> None:
    text = "=== docs/blog/posts/a.md\n---\n{date: 2026-01-01, description: A, tgas: [a], tags: [b]}\n---\n# A\n"
    site = project(tmp_path, text)
    before = contents(site / "docs")
    assert "Nothing can be mended" in blogposts("check", "--project", site, "--fix", "--yes").stderr
    assert contents(site / "docs") == before
    assert said(site) == [("a.md", 2, "unknown key `tgas`")]


@pytest.mark.parametrize("other", [["--from-material"], ["--urls", "mkdocs.yml"]])
def test_questions_of_another_kind_are_asked_alone(tmp_path: Path, other: list[str]) -> None:
    site = project(tmp_path, SLIPS)
    done = blogposts("check", "--fix", other[0], *[site / each for each in other[1:]])
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"--external or --fix cannot be used with {other[0]}." in done.stderr


# Other servers


class _Web(BaseHTTPRequestHandler):
    """Stands between us and the web as a proxy, and has every page but some."""

    asked: list[tuple[str, str]]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer by what the path says."""
        self.asked.append((self.command, self.path))
        if "hang" in self.path:
            self.server.hung.wait(20)  # type: ignore[attr-defined]  # ours, set below
        status = 404 if "gone" in self.path else 405 if "get-only" in self.path and self.command == "HEAD" else 200
        self.send_response(403 if "forbidden" in self.path else status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815  the server's own name

    def log_message(self, *said: object) -> None:
        """Say nothing."""


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """What a web of our own is asked for."""
    _Web.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Web)
    server.hung = threading.Event()  # type: ignore[attr-defined]  # as above
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.server_address[1]}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    yield _Web.asked
    server.hung.set()  # type: ignore[attr-defined]  # as above
    server.shutdown()
    server.server_close()


LINKED = """
=== docs/blog/posts/2026-01-01-a.md
---
description: A
---
# A

[here](http://a.net/there#part) and [there](http://a.net/there), [gone](http://a.net/gone)
[only](http://a.net/get-only), [no](http://a.net/forbidden), [example](http://example.org/gone)
"""


def test_servers_elsewhere_are_asked_only_when_wanted_and_each_address_once(
    tmp_path: Path, web: list[tuple[str, str]]
) -> None:
    site = project(tmp_path, LINKED)
    assert said(site) == []
    assert web == []
    assert said(site, "--external") == [("2026-01-01-a.md", 6, "http://a.net/gone is not there: 404")]
    heads = sorted(path for method, path in web if method == "HEAD")
    assert heads == [f"http://a.net/{name}" for name in ("forbidden", "get-only", "gone", "there")]
    assert ("GET", "http://a.net/get-only") in web
    assert ("GET", "http://a.net/there") not in web


def test_a_server_that_does_not_answer_is_given_up_and_the_rest_is_left_when_time_is_over(
    web: list[tuple[str, str]],
) -> None:
    hung = [f"http://a.net/hang{number}" for number in range(9)]
    answers = ask_all(["http://a.net/there", *hung], timeout=0.5, seconds=0.3)
    assert answers["http://a.net/there"] == 200
    assert {answers[url] for url in hung if url in answers} == {"no answer"}
    assert hung[-1] not in answers


def test_an_address_that_is_none_is_told_as_such() -> None:
    (answer,) = ask_all(["http://a.invalid:99999/"], timeout=1).values()
    assert isinstance(answer, str)
    assert answer.startswith("no answer")
