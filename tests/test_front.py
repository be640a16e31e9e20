"""What stands before MkDocs' server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer

from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.live.desk import Desks
from mkdocs_blogposts.live.front import Front


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """A server of one page, before a build into another folder is served."""
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(f"<body>{name}</body>", encoding="utf-8")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path / "before"))
    server.watch(str(tmp_path))  # one that watches nothing leaves pages as they are
    yield Front(server)
    server.server_close()


def ask(front: Front) -> tuple[list[Any], bytes]:
    """Return the status with the headers, and the page."""
    said: list[Any] = []
    body = b"".join(front({"PATH_INFO": "/"}, lambda *given: said.extend(given)))
    return said, body


def test_a_page_that_is_asked_for_while_the_site_is_exchanged_is_the_new_one(
    front: Front, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exchange(*_: object, **__: object) -> bool:
        front.server.root = str(tmp_path / "after")
        front.reload_all()
        return True

    # The server has decided on a file by the time it waits; what it answers says as of when it is only after that.
    monkeypatch.setattr(front.server._epoch_cond, "wait_for", exchange)
    said, body = ask(front)
    assert body.startswith(b"<body>after")
    assert said[0] == "200 OK"
    assert len(said) == 2


def test_a_problem_that_comes_up_while_a_page_is_asked_for_is_laid_over_it(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bool:
        front.show([Problem("blog/posts/a.md", 0, "no date", "Add one", Severity.ERROR)])
        return True

    monkeypatch.setattr(front.server._epoch_cond, "wait_for", fail)
    assert b"no date" in ask(front)[1]


def test_pages_are_loaded_again_when_the_line_with_a_problem_is_another(front: Front, tmp_path: Path) -> None:
    front.docs = str(tmp_path)
    for line in ("tags: python", "tags: web"):
        (tmp_path / "a.md").write_text(line, encoding="utf-8")
        for is_new in (True, False):
            front.show([Problem("a.md", 1, "`tags` cannot be asked for", "", Severity.ERROR)])
            assert front.is_all_new is is_new
            front.tell()
        assert f"<pre>{line}</pre>" in ask(front)[1].decode()


def test_a_desk_is_as_of_the_moment_at_which_it_was_begun(front: Front) -> None:
    class Slow(Desks):
        def page(self, dest_uri: str) -> str:
            front.reload_all()
            front.tell()
            return "<body>Desk</body>"

    front.desks = Slow(*3 * [lambda: None])  # type: ignore[arg-type]  # it asks for nothing
    before = front.server._visible_epoch
    assert f"livereload({before}," in ask(front)[1].decode()


def test_a_page_is_answered_as_the_server_does(front: Front) -> None:
    assert ask(front)[1].startswith(b"<body>before")
