"""The writing loop: a real server, real edits, and what browsers get to see."""

from __future__ import annotations

import shutil
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from mkdocs_blogposts.config import BlogpostsConfig

from .browsing import arrive
from .serving import SETTLED, Served
from .sites import write_files

CONFIG = """\
site_name: Notes
site_url: https://example.org/
theme:
  name: {theme}
plugins:
  - search
  - blogposts:
      pagination_per_page: 3
      authors_profiles: true
      related: {{backlinks: true}}
      now: 2026-11-22 12:00
"""
if TYPE_CHECKING:
    from playwright.sync_api import Browser

BEN = "  ben: {name: Ben, description: Reads}\n"
FULL = "Building the whole site"


def post(number: int, body: str = "", date: str = "", **front: str) -> str:
    """Return the text of a post; the front matter that is given replaces the usual."""
    usual = {"title": f"Post {number}", "date": date or f"2026-{number % 11 + 1:02}-01", "authors": "[ann]"}
    usual |= {"categories": f"[c{number % 2}]", "tags": f"[t{number % 3}, u]"}
    lines = "\n".join(f"{key}: {value}" for key, value in (usual | front).items())
    return f"---\n{lines}\n---\n\n{body or f'Body {number}.'}\n"


def make_site(folder: Path, theme: str = "mkdocs", count: int = 14, config: str = "") -> Path:
    site = folder / "site"
    files: dict[str, str | bytes] = {f"docs/blog/posts/p{at}.md": post(at) for at in range(count)}
    files |= {
        "mkdocs.yml": CONFIG.format(theme=theme) + config,
        "docs/index.md": "# Home\n\n```blogposts\nlatest: 2\n```\n",
        "docs/about.md": "# About\n\nUs.\n",
        "docs/blog/.authors.yml": "authors:\n  ann: {name: Ann, description: Writes}\n" + BEN,
        "docs/blog/posts/trip/index.md": post(20, "![view](view.png)"),
        "docs/blog/posts/trip/view.png": b"\x89PNG one",
        "docs/blog/posts/old/a.md": post(21),
        "docs/blog/posts/old/b.md": post(22, series="[Road]"),
        "docs/blog/posts/old/c.md": post(23, series="[Road]"),
    }
    write_files(site, "", files)
    return site


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site with theme mkdocs; each test edits sources of its own."""
    with Served(make_site(tmp_path_factory.mktemp("live"))) as server:
        yield server


def said(server: Served, since: int) -> str:
    return "".join(server.lines[since:])


def check(server: Served, since: int) -> None:
    """Wait until an edit has settled; then what is served is what a fresh build writes."""
    server.settle(since)
    assert server.differences() == []
    assert "Traceback" not in server.log


# Edits ---------------------------------------------------------------------------

Edit = Callable[[Path], object]


def writing(source: str, text: str | bytes) -> Edit:
    def edit(docs: Path) -> None:
        path = docs / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    return edit


def swapping_a_folder(docs: Path) -> None:
    """Take a folder out, and put one with other files in its place."""
    beside = docs.parent / "new"
    write_files(beside, "", {"b.md": post(25, "Another."), "c.md": post(27), "docs/index.md": post(26)})
    (docs / P / "new").rename(docs.parent / "was new")
    beside.rename(docs / P / "new")


def adding_a_folder(docs: Path) -> None:
    beside = docs.parent / "new"
    write_files(beside, "", {"a.md": post(24), "b.md": post(25), "docs/index.md": post(26)})
    beside.rename(docs / "blog/posts/new")


P = "blog/posts/"
POST_EDITS: dict[str, Edit] = {
    "body": writing(f"{P}p1.md", post(1, "Other words.\n\n## A heading\n\n[link](p2.md)")),
    "title": writing(f"{P}p2.md", post(2, title="Another title")),
    "date": writing(f"{P}p3.md", post(3, date="2025-05-05")),
    "terms": writing(f"{P}p4.md", post(4, tags="[t0, brand new]", categories="[c0, c1]")),
    "slug": writing(f"{P}p5.md", post(5, slug="elsewhere")),
    "draft": writing(f"{P}p6.md", post(6, draft="true")),
    "unlisted": writing(f"{P}p7.md", post(7, unlisted="true")),
    "published": writing(f"{P}p6.md", post(6)),
    "listed": writing(f"{P}p7.md", post(7)),
    "pinned": writing(f"{P}p8.md", post(8, pin="true")),
    "author": writing(f"{P}p9.md", post(9, authors="[ann, ben]")),
    "series": writing(f"{P}p10.md", post(10, series="[Road]")),
    "links": writing(f"{P}p10.md", post(10, series="[Road]", links="[about.md, blog/posts/p2.md]")),
    "link between posts": writing(f"{P}p1.md", post(1, "[one](p9.md), [two](p3.md)")),
    "related words": writing(f"{P}p4.md", post(4, "Kernel scheduler latency throughput. " * 9)),
    "related words elsewhere": writing(f"{P}p5.md", post(5, "Kernel scheduler latency throughput. " * 9)),
    "related by hand": writing(f"{P}p10.md", post(10, series="[Road]", related="[p9.md, blog/posts/p2.md]")),
    "related to none": writing(f"{P}p10.md", post(10, series="[Road]", related="false")),
    "cover": writing(f"{P}p11.md", post(11, cover="trip/view.png")),
    "added": writing(f"{P}added.md", post(30)),
    "deleted": lambda docs: (docs / P / "p12.md").unlink(),
    "renamed": lambda docs: (docs / P / "p13.md").rename(docs / P / "renamed.md"),
    "authors file": writing("blog/.authors.yml", "authors:\n  ann: {name: Ann B., description: Writes on}\n" + BEN),
    "terms file": writing("blog/.taxonomies.yml", "tags:\n  u: {title: Uh, description: All}\n"),
    "terms file slug": writing("blog/.taxonomies.yml", "tags:\n  u: {title: Uh, slug: uuu}\n"),
    "folder's defaults": writing(f"{P}old/.meta.yml", "tags: [old]\n"),
    "no defaults": lambda docs: (docs / P / "old/.meta.yml").unlink(),
    "front page": writing("blog/index.md", "# Blog\n\nWords.\n"),
    "front page's text": writing("blog/index.md", "# Blog\n\nOther words.\n"),
    "picture": writing(f"{P}trip/view.png", b"\x89PNG two"),
    "new picture": writing(f"{P}trip/other.png", b"\x89PNG three"),
    "picture that was missing": writing(f"{P}pic.png", b"\x89PNG four"),
    "no picture": lambda docs: (docs / P / "trip/other.png").unlink(),
    "moved folder": lambda docs: (docs / P / "old").rename(docs / P / "older"),
    "folder out": lambda docs: (docs / P / "older").rename(docs.parent / "older"),
    "folder in": adding_a_folder,
    "another folder": swapping_a_folder,
    "deleted folder": lambda docs: shutil.rmtree(docs / P / "new"),
}
OTHER_EDITS: dict[str, Edit] = {
    "asking page": writing("index.md", "# Home\n\nMore.\n\n```blogposts\ntags: u\nlist_style: cards\n```\n"),
    "no longer asking page": writing("index.md", "# Home\n\nMore.\n"),
    "page's text": writing("about.md", "# About\n\nAll of us. ![p](blog/posts/pic.png)\n"),
    "page's title": writing("about.md", "# About us\n\nAll of us.\n"),
    "new page": writing("extra/page.md", "# Extra\n"),
    "deleted page": lambda docs: (docs / "extra/page.md").unlink(),
    "hidden file": writing(".hidden", "no page"),
}


@pytest.mark.timeout(400)
@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_after_each_edit_the_site_is_what_a_fresh_build_writes(theme: str, tmp_path: Path) -> None:
    with Served(make_site(tmp_path, theme)) as served:
        for name, edit in (POST_EDITS | OTHER_EDITS).items():
            since = len(served.lines)
            edit(served.site / "docs")
            if name == "hidden file":
                time.sleep(0.6)
            else:
                served.settle(since)
            assert served.differences() == [], name
            assert "Traceback" not in served.log, name
            if theme == "mkdocs" and name in POST_EDITS and name not in ("front page", "no picture"):
                assert FULL not in said(served, since), name


def test_a_post_that_no_list_shows_names_its_terms_as_they_are_called_now(tmp_path: Path) -> None:
    site = make_site(tmp_path, count=3, config="      draft_on_serve: false\n")
    write_files(site, "", {f"docs/{P}p1.md": post(1, unlisted="true")})
    with Served(site) as served:
        check(served, served.write("blog/.taxonomies.yml", "tags:\n  u: {title: Uh}\n"))
        assert ">Uh<" in served.get("blog/2026/02/01/post-1/")
        assert FULL not in served.log


def test_authors_change_places_in_the_menu(tmp_path: Path) -> None:
    with Served(make_site(tmp_path, "material", count=3, config="      authors_profiles: true\n")) as served:
        check(served, served.write(f"{P}p0.md", post(0, authors="[ben]")))
        assert said(served, 0).count(FULL) == 1  # Ben is new there
        check(served, served.write(f"{P}p0.md", post(0, date="2026-11-15", authors="[ben]")))
        menu = served.get("about/").partition("blog/author/")[2]
        assert menu.startswith("ben/")


# Ways of saving --------------------------------------------------------------------


def rename_over(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def save_like_vim(path: Path, text: str) -> None:
    """A swap file, a probe whether files can be made, a backup, a new file, and all of them away."""
    swap, probe, backup = path.with_name(f".{path.name}.swp"), path.with_name("4913"), path.with_name(f"{path.name}~")
    swap.write_bytes(b"b0VIM")
    probe.touch()
    probe.unlink()
    path.rename(backup)
    path.write_text(text, encoding="utf-8")
    backup.unlink()
    swap.unlink()


def save_like_emacs(path: Path, text: str) -> None:
    lock, auto = path.with_name(f".#{path.name}"), path.with_name(f"#{path.name}#")
    lock.symlink_to("writer@machine.1234:5678")
    auto.write_text(text, encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    auto.unlink()
    lock.unlink()


def save_in_halves(path: Path, text: str) -> None:
    path.write_text("", encoding="utf-8")
    time.sleep(0.3)
    path.write_text(text[:20], encoding="utf-8")
    time.sleep(0.1)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("save", [rename_over, save_like_vim, save_like_emacs, save_in_halves])
def test_every_editors_way_of_saving_is_seen(save: Callable[[Path, str], None], served: Served) -> None:
    since, words = len(served.lines), f"Saved by {save.__name__}."
    save(served.site / "docs" / P / "p1.md", post(1, words))
    served.wait_until("blog/2026/02/01/post-1/", words, 5)
    served.settle(since)
    assert FULL not in said(served, since)
    assert "blogposts-problems" not in served.get("")
    assert served.differences() == []


def test_what_editors_leave_beside_a_source_causes_nothing(served: Served) -> None:
    time.sleep(0.6)
    since, folder = len(served.lines), served.site / "docs" / P
    names = [".p1.md.swp", "4913", "p1.md~", "#p1.md#"]
    for name in names:
        (folder / name).write_text("x", encoding="utf-8")
    (folder / ".#p1.md").symlink_to("nowhere")
    time.sleep(0.8)
    assert served.differences() == []  # a build does not publish them either
    for name in [*names, ".#p1.md"]:
        (folder / name).unlink()
    time.sleep(0.8)
    assert said(served, since) == ""


def test_fifty_saves_in_two_seconds_end_with_the_last(served: Served) -> None:
    since = len(served.lines)
    for at in range(50):
        served.write(f"{P}p1.md", post(1, f"Save number {at}."))
        time.sleep(0.04)
    served.wait_until("blog/2026/02/01/post-1/", "Save number 49.", 5)
    check(served, since)
    assert said(served, since).count("Detected file changes") <= 51
    assert said(served, since).count(SETTLED) <= 6


def test_writers_at_once_are_all_seen(served: Served) -> None:
    def write(number: int) -> None:
        for at in range(8):
            served.write(f"{P}p{number}.md", post(number, f"Writer {number} wrote {at}."))
            time.sleep(0.02)

    since = len(served.lines)
    writers = [threading.Thread(target=write, args=(number,)) for number in (1, 2, 3, 4, 9, 11)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    served.wait_until("blog/2026/02/01/post-1/", "Writer 1 wrote 7.", 5)
    check(served, since)


def test_a_source_that_is_saved_as_it_was_changes_nothing(served: Served) -> None:
    served.settle(served.write(f"{P}p1.md", post(1, "The same.")))
    since = served.write(f"{P}p1.md", post(1, "The same."))
    time.sleep(0.8)
    assert SETTLED not in said(served, since)


@pytest.mark.parametrize("save", [rename_over, save_in_halves])
def test_what_is_linked_into_the_docs_folder_is_followed(save: Callable[[Path, str], None], tmp_path: Path) -> None:
    site = make_site(tmp_path, count=3)
    write_files(tmp_path, "", {"vault/deep/a.md": post(8), "vault/b.md": post(24), "alone/c.md": post(9)})
    (site / "docs" / P / "vault").symlink_to(tmp_path / "vault")
    (site / "docs" / P / "c.md").symlink_to(tmp_path / "alone/c.md")
    with Served(site) as served:
        for name, number in {"vault/deep/a.md": 8, "alone/c.md": 9}.items():
            since = len(served.lines)
            save(tmp_path / name, post(number, f"Edited {number}."))
            served.wait_until(f"blog/2026/{number % 11 + 1:02}/01/post-{number}/", f"Edited {number}.", 5)
            served.settle(since)
        since = len(served.lines)
        (tmp_path / "vault/new.md").write_text(post(25), encoding="utf-8")
        (tmp_path / "vault/b.md").unlink()
        check(served, since)
        assert FULL not in served.log


# Faults ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "fault"),
    [
        (b"---\ntitle: [a\ndate: 2026-01-01\n---\n\nx\n", "p1.md:", "comma is missing"),
        (b"---\ntitle: A\ndate: 2026-13-45\n---\n\nx\n", "p1.md:3", "2026-13-45"),
        ("---\ntitle: Café\ndate: 2026-01-01\n---\n\nx\n".encode("latin-1"), "p1.md", "UTF-8"),
        (b"---\n- a\n---\n\nx\n", "p1.md", ""),
    ],
    ids=["yaml", "date", "encoding", "list"],
)
def test_a_bad_post_is_named_in_the_browser_until_it_is_mended(
    text: bytes, place: str, fault: str, served: Served
) -> None:
    path, url = served.site / "docs" / P / "p1.md", "blog/2026/02/01/post-1/"
    before = path.read_bytes()
    path.write_bytes(text)
    page = served.wait_until(url, "blogposts-problems", 5)
    assert place in page
    assert fault in page
    assert "Post 1" in page  # the last good version
    assert "blogposts-problems" in served.get("about/")
    since = len(served.lines)
    path.write_bytes(before)
    served.settle(since)
    assert "blogposts-problems" not in served.get(url)
    assert served.differences() == []


def test_a_link_to_a_post_held_back_is_named_until_one_of_them_is_mended(tmp_path: Path) -> None:
    site = make_site(tmp_path, count=3, config="      draft_on_serve: false\n")
    url, fault = "blog/2026/02/01/post-1/", "a link to blog/posts/p2.md, which is held back"
    with Served(site) as served:
        served.settle(served.write(f"{P}p1.md", post(1, "See [this](p2.md).")))
        assert "blogposts-problems" not in served.get(url)
        check(served, served.write(f"{P}p2.md", post(2, draft="true")))
        assert fault in served.get(url)
        check(served, served.write(f"{P}p1.md", post(1, "See [that](p2.md).")))
        assert fault in served.get(url)
        check(served, served.write("about.md", "# About\n\n[A post](blog/posts/p2.md)\n"))
        assert "2 problems" in served.get(url)
        check(served, served.write(f"{P}p1.md", post(1, "See nothing.")))
        assert "1 problem<" in served.get(url)
        check(served, served.write(f"{P}p2.md", post(2)))
        assert "blogposts-problems" not in served.get(url)
        assert FULL not in served.log


def test_a_bad_authors_file_is_named_until_it_is_mended(served: Served) -> None:
    served.write("blog/.authors.yml", "authors:\n  ann: [\n")
    assert ".authors.yml" in served.wait_until("", "blogposts-problems", 5)
    check(served, served.write("blog/.authors.yml", "authors:\n  ann: {name: Ann C., description: Writes}\n" + BEN))
    assert "blogposts-problems" not in served.get("")


def test_a_server_starts_with_bad_posts_and_shows_them(tmp_path: Path) -> None:
    site = make_site(tmp_path, count=3)
    (site / "docs" / P / "p1.md").write_bytes(b"---\ntitle: A\ndate: never\n---\n\nx\n")
    (site / "docs" / P / "p2.md").write_bytes(b"---\ntitle: [\n---\n\nx\n")
    with Served(site) as served:
        page = served.get("")
        assert "p1.md:3" in page
        assert "never" in page
        assert "2 problems" in page
        check(served, served.write(f"{P}p1.md", post(1)))
        assert "1 problem<" in served.get("")
        check(served, served.write(f"{P}p2.md", post(2)))
        assert "blogposts-problems" not in served.get("")
        assert "Body 1" in served.get("blog/2026/02/01/post-1/")


def test_a_bad_configuration_is_named_until_it_is_mended(tmp_path: Path) -> None:
    site = make_site(tmp_path, count=3)
    config = site / "mkdocs.yml"
    good = config.read_text(encoding="utf-8")
    with Served(site) as served:
        for bad in [
            "site_name: [\n",
            good + "no_such: thing\ntheme: nowhere\n",
            good.replace("per_page: 3", "per_page: x"),
        ]:
            config.write_text(bad, encoding="utf-8")
            assert "mkdocs.yml" in served.wait_until("", "blogposts-problems", 5)
            served.write(f"{P}p1.md", post(1, f"While it was bad {len(bad)}."))
            served.wait_until("blog/2026/02/01/post-1/", f"While it was bad {len(bad)}.", 5)
            since = len(served.lines)
            rename_over(config, good)
            served.wait_for(FULL, since)
            check(served, since)
            assert "blogposts-problems" not in served.get("")
        since = len(served.lines)
        save_like_vim(config, good.replace("Notes", "Renamed"))
        served.wait_until("", "Renamed", 10)
        check(served, since)


def test_a_bad_template_is_named_until_it_is_mended(tmp_path: Path) -> None:
    site = make_site(tmp_path, count=3)
    config = site / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("  name: mkdocs", "  name: mkdocs\n  custom_dir: own"))
    write_files(site, "", {"own/main.html": '{% extends "base.html" %}\n'})
    with Served(site) as served:
        template = site / "own/main.html"
        template.write_text('{% extends "base.html" %}\n{% if %}\n', encoding="utf-8")
        served.wait_until("", "<code>own/main.html:2</code>", 10)
        template.write_text("\n\n{{ page.titel.x }}\n", encoding="utf-8")
        served.wait_until("", "<code>own/main.html:3</code>", 10)
        since = len(served.lines)
        template.write_text('{% extends "base.html" %}{% block footer %}My footer{% endblock %}\n', encoding="utf-8")
        served.wait_until("", "My footer", 10)
        check(served, since)
        assert "blogposts-problems" not in served.get("")


def test_a_fault_while_the_rest_is_written_stops_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path, count=3)
    config = site / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("  name: mkdocs", "  name: mkdocs\n  custom_dir: own"))
    write_files(site, "", {"own/404.html": "{% for file in pages if '/bad/' in file.url %}{{ 1 / 0 }}{% endfor %}None"})
    with Served(site) as served:
        served.settle(served.write(f"{P}p1.md", post(1, slug="bad")))
        assert "<code>own/404.html:1</code>" in served.get("")
        served.settle(served.write(f"{P}p1.md", post(1, slug="good")))
        assert "blogposts-problems" not in served.get("")
        assert served.differences() == []


# Browsers ---------------------------------------------------------------------------


class Poll(threading.Thread):
    """A page open in a browser, which waits for its next version."""

    def __init__(self, served: Served, path: str, epoch: str = "") -> None:
        super().__init__(daemon=True)
        self.epoch = epoch or _epoch(served.get(path))
        self.request = urllib.request.Request(f"{served.url}livereload/{self.epoch}/1")
        self.request.add_header("Referer", served.url + path)
        self.start()

    def run(self) -> None:
        with suppress(OSError), urllib.request.urlopen(self.request, timeout=70) as answer:  # the server may end first
            answer.read()


def _epoch(page: str) -> str:
    return page.rsplit("livereload(", 1)[1].split(",")[0]


def test_only_pages_that_changed_are_loaded_again(served: Served) -> None:
    served.settle(served.write(f"{P}p1.md", post(1, "Before.")))
    edited, unchanged = Poll(served, "blog/2026/02/01/post-1/"), Poll(served, "about/")
    time.sleep(0.2)
    served.settle(served.write(f"{P}p1.md", post(1, "After.")))
    edited.join(5)
    assert not edited.is_alive()
    assert unchanged.is_alive()
    served.settle(served.write("about.md", "# About\n\nAfter.\n"))
    unchanged.join(5)
    assert not unchanged.is_alive()


def test_a_page_is_put_in_the_place_of_the_one_before_when_it_is_whole(served: Served) -> None:
    served.settle(served.write(f"{P}p1.md", post(1, "As it was.")))
    with (served.root / "blog/2026/02/01/post-1/index.html").open(encoding="utf-8") as begun:
        served.settle(served.write(f"{P}p1.md", post(1, "As it is.")))
        assert "As it was." in begun.read()
    assert "As it is." in served.get("blog/2026/02/01/post-1/")


def test_a_page_that_has_gone_is_loaded_again(served: Served) -> None:
    served.settle(served.write(f"{P}leaving.md", post(1, "Still here.", date="2026-01-16", title="Leaving")))
    left = Poll(served, "blog/2026/01/16/leaving/")
    served.settle(served.write(f"{P}leaving.md", post(1, "Still here.", date="2026-01-16", title="Has left")))
    left.join(5)
    assert not left.is_alive()
    check(served, served.remove(f"{P}leaving.md"))


@pytest.mark.browser
def test_browsers_go_to_the_page_that_is_edited_where_that_is_wanted(tmp_path: Path, browser: Browser) -> None:
    site = make_site(tmp_path, count=4, config="      live: {follow: true}\n")
    with Served(site) as served:
        page = browser.new_page()
        page.goto(served.url + "about/")
        page.wait_for_load_state("load")
        served.write(f"{P}p1.md", post(1, "Edited here."))
        arrive(page, "/blog/2026/02/01/post-1/", "Edited here.")
        served.write(f"{P}p1.md", post(1, "Where it has gone.", slug="elsewhere"))
        arrive(page, "/blog/2026/02/01/elsewhere/", "Where it has gone.")
        since = served.write("new.md", "# A new page\n\nWith a build of the whole site.\n")
        arrive(page, "/new/", "With a build of the whole site.")
        served.settle(since)
        served.write(f"{P}p2.md", post(2, "Then another."))
        arrive(page, "/post-2/", "Then another.")
        page.close()


@pytest.mark.browser
def test_a_page_that_is_loaded_again_on_the_way_to_another_goes_there_all_the_same(
    tmp_path: Path, browser: Browser
) -> None:
    site = make_site(tmp_path, count=4, config="      live: {follow: true}\n")
    with Served(site) as served:
        page = browser.new_page()
        page.route("**/post-1/", lambda route: route.fulfill(status=204), times=1)  # with which the browser stays
        page.goto(served.url + "about/")
        with page.expect_request("**/post-1/"):
            served.write(f"{P}p1.md", post(1, "Edited here."))
        page.evaluate("location.reload()")
        arrive(page, "/post-1/", "Edited here.")
        page.goto(served.url + "about/")
        page.reload()
        served.settle(served.write(f"{P}p2.md", post(2, "The next one.")))
        arrive(page, "/post-2/", "The next one.")
        page.close()


def test_who_looks_at_a_page_is_led_to_where_it_has_moved(tmp_path: Path) -> None:
    with Served(make_site(tmp_path, count=3)) as served:
        assert "Post 1" in served.get("blog/2026/02/01/post-1/")
        for slug, text in (("there", "Moved once."), ("elsewhere", "Moved again."), ("post-1", "And back.")):
            served.settle(served.write(f"{P}p1.md", post(1, text, slug=slug)))
            assert text in served.get("blog/2026/02/01/post-1/")
            assert text in served.get("blog/2026/02/01/there/")
        served.settle(served.remove(f"{P}p1.md"))
        assert served.get("blog/2026/02/01/there/").startswith("404")
        assert served.get("blog/2026/02/02/post-7/").startswith("404")


def test_browsers_stay_where_they_are_by_default(served: Served) -> None:
    assert "/livereload/follow/" not in served.get("about/")


def test_a_page_that_is_new_is_loaded_by_who_waits_for_it(served: Served) -> None:
    assert served.get("blog/2026/01/15/awaited/").startswith("404")
    since = served.write(f"{P}awaited.md", post(1, "It has come.", date="2026-01-15", title="Awaited"))
    served.wait_until("blog/2026/01/15/awaited/", "It has come.", 5)
    served.settle(since)


def test_many_tabs_do_not_lock_the_server(served: Served) -> None:
    polls = [Poll(served, path) for path in ["", "about/", "blog/"] * 8]
    began = time.monotonic()
    served.write(f"{P}p1.md", post(1, "With many tabs."))
    served.wait_until("blog/2026/02/01/post-1/", "With many tabs.", 3)
    assert time.monotonic() - began < 3
    assert sum(each.is_alive() for each in polls) >= 8  # those of /about/


@pytest.mark.parametrize(
    "path",
    [
        "/../../mkdocs.yml",
        "/%2e%2e/%2e%2e/mkdocs.yml",
        "/..%2f..%2fmkdocs.yml",
        "//etc/passwd",
        "/blog/..%2f..%2f..%2fetc/passwd",
    ],
)
def test_no_request_leaves_the_site(path: str, served: Served) -> None:
    connection = HTTPConnection("127.0.0.1", served.port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status == 404
    assert "site_name" not in (text := answer.read().decode())
    assert "root:" not in text


def test_a_server_survives_requests_that_are_none(served: Served) -> None:
    for data in [b"\r\n\r\n", b"GET\r\n\r\n", b"GET /livereload/x/y HTTP/1.0\r\n\r\n", b"GET /\xff HTTP/1.0\r\n\r\n"]:
        with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
            connection.sendall(data)
            connection.recv(100)
    assert "Home" in served.get("")


def test_pages_in_any_script_are_served_and_loaded_again(served: Served) -> None:
    path = "blog/2026/01/20/中文-überschrift/"
    served.settle(served.write(f"{P}中文.md", post(1, "Eins.", date="2026-01-20", title="中文 Überschrift")))
    assert "Eins." in served.get(quote(path))
    poll = Poll(served, quote(path))
    served.settle(served.write(f"{P}中文.md", post(1, "Zwei.", date="2026-01-20", title="中文 Überschrift")))
    poll.join(5)
    assert not poll.is_alive()
    check(served, served.remove(f"{P}中文.md"))
    assert served.get(quote(path)).startswith("404")


# Other plugins -------------------------------------------------------------------------


def with_hook(folder: Path, code: str) -> Path:
    site = make_site(folder, count=3, config="hooks: [hook.py]\n")
    write_files(site, "", {"hook.py": code})
    return site


def test_requests_never_wait_for_a_full_build(tmp_path: Path) -> None:
    hook = "import time\ndef on_post_build(config):\n    time.sleep(3 if config.extra.get('slow') else 0)\n"
    site = with_hook(tmp_path, hook)
    with Served(site) as served:
        config = site / "mkdocs.yml"
        since = len(served.lines)
        config.write_text(config.read_text(encoding="utf-8") + "extra: {slow: true}\n", encoding="utf-8")
        served.wait_for(FULL, since)
        longest = 0.0
        while SETTLED not in said(served, since):
            began = time.monotonic()
            assert "Home" in served.get("")
            longest = max(longest, time.monotonic() - began)
            time.sleep(0.05)
        assert longest < 1.5
        assert served.differences() == []


def test_what_was_served_before_a_build_stays_until_the_next_for_requests_that_have_begun(tmp_path: Path) -> None:
    site = make_site(tmp_path, count=3)
    with Served(site) as served:
        roots = []
        for number in range(3):
            served.settle(served.write(f"page{number}.md", "# New\n"))
            roots.append(served.root)
        assert [root.exists() for root in roots] == [False, True, True]


def test_an_edit_while_the_site_is_built_is_not_lost(tmp_path: Path) -> None:
    site = with_hook(tmp_path, "import time\ndef on_post_build(config):\n    time.sleep(1)\n")
    with Served(site) as served:
        since = served.write("new.md", "# New\n")
        served.wait_for(FULL, since)
        time.sleep(0.6)
        served.write(f"{P}p1.md", post(1, "In the meantime."))
        served.wait_until("blog/2026/02/01/post-1/", "In the meantime.", 10)
        served.wait_until("new/", "New", 10)
        _wait_for_silence(served)
        assert served.differences() == []


def test_what_an_edit_makes_wrong_is_said_in_the_terminal_once(served: Served) -> None:
    since = served.write(f"{P}p6.md", post(6, catagory="x"))
    served.settle(since)
    assert said(served, since).count("`catagory`") == 1
    since = served.write(f"{P}p6.md", post(6, "More.", catagory="x"))
    served.settle(since)
    assert "catagory" not in said(served, since)
    served.settle(served.write(f"{P}p6.md", post(6)))


def test_a_wrong_guess_of_related_posts_is_put_right(tmp_path: Path) -> None:
    kernel, bread = "Kernel scheduler latency throughput. " * 9, "Bread flour oven starter crust. " * 9
    site = make_site(tmp_path, count=4)
    write_files(site, "", {f"docs/{P}p1.md": post(1, kernel + bread), f"docs/{P}p2.md": post(2, kernel)})
    with Served(site) as served:
        # Before the pause, the words of bread stand in one post only, and say nothing of another.
        since = served.write(f"{P}p2.md", post(2, bread))
        served.wait_for(SETTLED, since)
        assert "Post 1" in served.get("blog/2026/03/01/post-2/").partition("blogposts-related")[2]
        assert served.differences() == []


HELD = """
import pathlib, time
here = pathlib.Path(__file__).parent

def on_page_content(html, page, **others):
    if page.file.src_uri == "about.md" and (here / "held").exists():
        while not (here / "go").exists():
            time.sleep(0.01)
        (here / "go").unlink()
"""


def test_an_edit_is_shown_before_a_build_in_the_background_ends(tmp_path: Path) -> None:
    site = make_site(tmp_path, count=5, config="hooks: [hook.py]\n")
    write_files(site, "", {"hook.py": HELD})
    with Served(site) as served:
        (site / "held").touch()  # from now on each build waits to be let go on
        for number in (1, 2):
            since = served.write(f"{P}p1.md", post(1, f"Text {number}."))
            served.wait_until("blog/2026/02/01/post-1/", f"Text {number}.")
            served.wait_for(FULL, since)
            since = served.write(f"{P}p2.md", post(2, f"In the meantime {number}."))
            served.wait_for("Detected file changes", since)
            (site / "go").touch()
            served.wait_until("blog/2026/03/01/post-2/", f"In the meantime {number}.")
            assert "That waits: something was edited" in said(served, since)
            assert SETTLED not in said(served, since)
            (site / "go").touch()
            served.wait_for(SETTLED, since)
        (site / "held").unlink()
        assert served.differences() == []


@pytest.mark.parametrize("name", ["generated.md", f"{P}generated.md", "generated.png"])
def test_a_plugin_that_writes_sources_while_building_starts_no_endless_loop(name: str, tmp_path: Path) -> None:
    write = f"p = pathlib.Path(config.docs_dir, {name!r})\n    p.write_text({post(30)!r})"
    site = with_hook(tmp_path, f"import pathlib\ndef on_post_build(config):\n    {write}\n")
    with Served(site) as served:
        served.write(f"{P}p1.md", post(1, "Edited."))
        served.wait_until("blog/2026/02/01/post-1/", "Edited.", 5)
        _wait_for_silence(served)
        assert served.log.count(FULL) <= 4
        assert served.differences() == []


def test_a_plugin_that_writes_something_else_at_each_build_starts_no_endless_loop(tmp_path: Path) -> None:
    write = f"pathlib.Path(config.docs_dir, '{P}p0.md').write_text({post(0)!r} + str(time.time()))"
    site = with_hook(tmp_path, f"import pathlib, time\ndef on_post_build(config):\n    {write}\n")
    with Served(site) as served:
        served.write(f"{P}p1.md", post(1, "Edited."))
        served.wait_until("blog/2026/02/01/post-1/", "Edited.", 5)
        _wait_for_silence(served)
        assert served.log.count(FULL) <= 4
        since = served.write(f"{P}p1.md", post(1, "Edited again."))
        served.wait_for(FULL, since)
        _wait_for_silence(served)
        assert said(served, since).count(FULL) == 1
        assert served.log.count("p0.md is written anew by each build") == 1
        since = served.write(f"{P}p0.md", post(0, "By hand."))
        served.wait_until("blog/2026/01/01/post-0/", "By hand.", 5)


def _wait_for_silence(served: Served, seconds: float = 1.7) -> None:
    end = time.monotonic() + 20
    lines = -1
    while lines != len(served.lines):
        assert time.monotonic() < end, f"never silent:\n{served.log[-3000:]}"
        lines = len(served.lines)
        time.sleep(seconds)


# Ways of starting ------------------------------------------------------------------------


@pytest.mark.parametrize("options", [(), ("--no-livereload",), ("--clean",), ("--dirty",)], ids=str)
def test_every_way_of_serving_serves(options: tuple[str, ...], tmp_path: Path) -> None:
    site = make_site(tmp_path, count=3)
    with Served(site, *options) as served:
        assert "Body 1." in served.get("blog/2026/02/01/post-1/")
        assert "Post 20" in served.get("blog/")
        if "--no-livereload" not in options:
            served.write(f"{P}p1.md", post(1, "Edited."))
            served.wait_until("blog/2026/02/01/post-1/", "Edited.", 10)
        assert "Traceback" not in served.log


def test_the_writing_loop_can_be_switched_off(tmp_path: Path) -> None:
    site = make_site(tmp_path, count=3)
    config = site / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "      live: false\n", encoding="utf-8")
    with Served(site) as served:
        served.write(f"{P}p1.md", post(1, "Edited."))
        served.wait_until("blog/2026/02/01/post-1/", "Edited.", 10)
        assert SETTLED not in served.log


@pytest.mark.parametrize(
    ("live", "fault"),
    [
        ({"folow": True}, 'unknown key `folow`. Did you mean "follow"?'),
        ({"follow": "yes please"}, "`follow: yes please` is not true or false"),
        (3, "neither true nor false, nor a mapping with `follow` and `desk`"),
    ],
)
def test_what_the_loop_cannot_do_is_named(live: object, fault: str) -> None:
    config = BlogpostsConfig()
    config.load_dict({"live": live})
    failed, _ = config.validate()
    assert [(name, str(error)) for name, error in failed] == [("live", fault)]


def test_the_blog_may_be_switched_off_and_on_while_it_is_served(tmp_path: Path) -> None:
    site = make_site(tmp_path, count=3)
    config = site / "mkdocs.yml"
    good = config.read_text(encoding="utf-8")
    with Served(site) as served:
        for bad in [good + "      enabled: false\n", good.split("  - blogposts")[0]]:
            config.write_text(bad, encoding="utf-8")
            served.wait_until("blog/posts/p1/", "Body 1.", 10)
            since = len(served.lines)
            config.write_text(good, encoding="utf-8")
            served.wait_until("blog/2026/02/01/post-1/", "Body 1.", 10)
            check(served, since)


ALIASED = "---\ndate: 2026-01-01\naliases: [/old/]\n---\n# Post\n\nText.\n"


def test_aliases_follow_their_posts_as_pages_and_as_rules_below_the_writers_own(tmp_path: Path) -> None:
    config = CONFIG.format(theme="mkdocs").replace("now:", "redirects: {file: true}\n      now:")
    write_files(tmp_path, "=== docs/blog/posts/a.md\n" + ALIASED, {"mkdocs.yml": config})
    with Served(tmp_path) as served:
        rules = served.root / "_redirects"
        assert "/old/ /blog/2026/01/01/post/ 301" in rules.read_text()
        served.settle(served.write("blog/posts/a.md", ALIASED.replace("# Post", "# Moved")))
        assert "/old/ /blog/2026/01/01/moved/ 301" in rules.read_text()
        assert "blog/2026/01/01/moved/" in (served.root / "old/index.html").read_text()
        served.settle(served.write("blog/posts/a.md", ALIASED.replace("aliases: [/old/]\n", "")))
        assert not rules.exists()
        assert not (served.root / "old").exists()
        assert served.differences() == []
        served.settle(served.write("_redirects", "/a /b\n"))
        served.settle(served.write("blog/posts/a.md", ALIASED))
        served.settle(served.write("_redirects", "/a /c\n"))
        assert (served.root / "_redirects").read_text().splitlines()[0] == "/a /c"
        assert served.differences() == []
