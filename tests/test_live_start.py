"""`mkdocs serve` answers before it has written all pages; whoever asks for one of them gets it, and in the end all are there."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from mkdocs_blogposts.live.later import MANY
from tests.serving import Served, outputs
from tests.sites import write_files
from tests.test_live import Poll

CONFIG = "site_name: Notes\ntheme: {theme}\nplugins: [search, {{blogposts: {{pagination_per_page: 50}}}}{more}]\n"
POST = """---
title: Post {number}
date: 2025-03-{day:02}
categories: [C{number}]
---
Text {number}.
"""


def write_site(folder: Path, theme: str = "mkdocs", more: str = "") -> Path:
    posts = {f"docs/blog/posts/p{number}.md": POST.format(number=number, day=number % 28 + 1) for number in range(MANY)}
    write_files(folder, "", {"mkdocs.yml": CONFIG.format(theme=theme, more=more), **posts})
    return folder


def pages(server: Served) -> int:
    return sum(path.endswith("index.html") for path in outputs(server.root))


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_pages_are_there_when_asked_for_and_all_of_them_in_the_end(tmp_path: Path, theme: str) -> None:
    with Served(write_site(tmp_path / "site", theme)) as server:
        # The one that would be written last.
        assert "Text 7." in server.get("blog/2025/03/08/post-7/")
        assert "Post 7" in server.get("blog/category/c7/")
        server.settle(0)
        assert "Page skipped" not in server.log
        assert pages(server) > 2 * MANY
        assert server.differences() == []
        assert "404" in server.get("blog/2025/03/08/post-777/")


def test_what_is_edited_before_all_is_written_is_there_at_once(tmp_path: Path) -> None:
    with Served(write_site(tmp_path / "site")) as server:
        server.write("blog/posts/p9.md", POST.format(number=9, day=10) + "\nAn edit.\n")
        server.wait_until("blog/2025/03/10/post-9/", "An edit.")
        server.settle(0)
        assert server.differences() == []


@pytest.mark.parametrize("option", ["--no-livereload", "--dirty"])
def test_nothing_is_put_off_where_nobody_would_write_it(tmp_path: Path, option: str) -> None:
    with Served(write_site(tmp_path / "site"), option) as server:
        assert pages(server) > 2 * MANY


def test_nothing_is_put_off_beside_a_plugin_that_nobody_knows(tmp_path: Path) -> None:
    hook = "def on_post_build(config, **kwargs):\n    print('a hook')\n"
    site = write_site(tmp_path / "site")
    write_files(site, "", {"hook.py": hook})
    with (site / "mkdocs.yml").open("a") as config:
        config.write("hooks: [hook.py]\n")
    with Served(site) as server:
        assert pages(server) > 2 * MANY


FULL = """
from watchdog.observers.inotify import InotifyEmitter

def refuse(emitter):
    raise OSError(28, "inotify watch limit reached")

def on_startup(command, dirty):
    InotifyEmitter.on_thread_start = refuse
"""
SHARED = """
from pathlib import Path
from mkdocs_blogposts.live import watching
from watchdog.observers.inotify import InotifyEmitter

def on_startup(command, dirty):
    InotifyEmitter.queue_events = lambda emitter, timeout: None  # as of what Windows changes below WSL
    watching.MOUNTS = Path(__file__).parent / "mounts"
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system tells of changes in another way")
@pytest.mark.parametrize(
    ("hook", "reason"), [(FULL, "inotify watch limit reached"), (SHARED, "9p")], ids=["full", "9p"]
)
def test_edits_are_followed_where_the_system_does_not_tell_of_them(tmp_path: Path, hook: str, reason: str) -> None:
    site = tmp_path / "a site"
    place = str(site).replace(" ", "\\040")
    mounts = f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n99 22 0:44 / {place} rw,noatime shared:7 - 9p C: rw\n"
    config, post = CONFIG.format(theme="mkdocs", more="") + "hooks: [hook.py]\n", POST.format(number=9, day=10)
    write_files(site, "", {"hook.py": hook, "mounts": mounts, "mkdocs.yml": config, "docs/blog/posts/p9.md": post})
    with Served(site) as server:
        since = server.write("blog/posts/p9.md", f"{post}\nAn edit.\n")
        server.wait_until("blog/2025/03/10/post-9/", "An edit.")
        server.settle(since)
        assert server.differences() == []
        said = f"does not tell of all in {site / 'docs'} ({reason})"
        assert (server.log.count("Looking for changes"), said in server.log) == (1, True)


def test_a_second_start_takes_what_the_first_has_kept(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    for _ in range(2):
        with Served(site) as server:
            server.settle(0)
            assert server.differences() == []
    assert any((site / ".cache/blogposts").iterdir())


def test_pages_that_are_open_since_an_earlier_start_are_loaded_again_and_then_only_those_that_change(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    bad = "---\ndate: yesterday\n---\n# Bad\n"
    config, post = CONFIG.format(theme="mkdocs", more=""), POST.format(number=9, day=10)
    write_files(site, "", {"mkdocs.yml": config, "docs/blog/posts/p9.md": post, "docs/blog/posts/bad.md": bad})
    with Served(site) as server:
        before = Poll(server, "blog/2025/03/10/post-9/")
    with Served(site) as server:
        left = Poll(server, "blog/2025/03/10/post-9/", before.epoch)
        left.join(20)
        assert not left.is_alive()
        home, edited = Poll(server, ""), Poll(server, "blog/2025/03/10/post-9/")
        server.settle(server.write("blog/posts/p9.md", f"{post}\nAn edit.\n"))
        edited.join(20)
        assert (edited.is_alive(), home.is_alive()) == (False, True)


MEANWHILE = """
from pathlib import Path

def on_post_build(config):
    posts, is_done = Path(config.docs_dir, "blog/posts"), Path(__file__).with_name("done")
    if not is_done.exists():
        is_done.touch()
        posts.joinpath("p9.md").write_text({edited!r})
        posts.joinpath("new.md").write_text({new!r})
        posts.joinpath("p8.md").unlink()
        posts.joinpath("p7.md").replace(posts.joinpath("later.md"))
"""


def test_what_is_edited_while_the_server_starts_is_followed(tmp_path: Path) -> None:
    texts = [POST.format(number=number, day=number) for number in range(11)]
    hook = MEANWHILE.format(edited=texts[9] + "\nAn edit.\n", new=texts[10])
    config = CONFIG.format(theme="mkdocs", more="") + "hooks: [hook.py]\n"
    posts = {f"docs/blog/posts/p{number}.md": texts[number] for number in range(7, 10)}
    site = tmp_path / "site"
    write_files(site, "", {"hook.py": hook, "mkdocs.yml": config, **posts})
    with Served(site) as server:
        server.wait_until("blog/2025/03/09/post-9/", "An edit.")
        server.settle(0)
        assert "Post 10" in server.get("blog/2025/03/10/post-10/")
        assert "404" in server.get("blog/2025/03/08/post-8/")
        assert server.differences() == []


NOT_EDITED = """
from pathlib import Path
from mkdocs.structure.files import File

def write(config):
    Path(config.docs_dir, "generated.md").write_text("# Generated")
    Path(config.docs_dir, "generated.txt").write_text("Generated")

def on_pre_build(config):
    write(config)

def on_files(files, config):
    files.append(File("virtual.md", config.docs_dir, config.site_dir, config.use_directory_urls))

def on_page_read_source(page, config):
    return "# Virtual" if page.file.src_uri == "virtual.md" else None

def on_post_build(config):
    write(config)
"""


def test_what_plugins_write_and_name_while_the_server_starts_is_no_edit(tmp_path: Path) -> None:
    config = CONFIG.format(theme="mkdocs", more="") + "hooks: [hook.py]\nwatch: ['.']\n"
    post = POST.format(number=9, day=10)
    files = {"hook.py": NOT_EDITED, "mkdocs.yml": config, "docs/blog/posts/p9.md": post}
    write_files(site := tmp_path / "site", "", files)
    with Served(site) as server:
        home = Poll(server, "virtual/")
        time.sleep(1)
        assert home.is_alive()
        assert "Building the whole site" not in server.log


def test_what_is_kept_for_the_next_start_is_no_edit(tmp_path: Path) -> None:
    config, post = CONFIG.format(theme="mkdocs", more="") + "watch: ['.']\n", POST.format(number=9, day=10)
    write_files(site := tmp_path / "site", "", {"mkdocs.yml": config, "docs/blog/posts/p9.md": post})
    with Served(site) as server:
        for text in ("An edit.", "Another."):
            server.settle(server.write("blog/posts/p9.md", f"{post}\n{text}\n"))
            assert text in server.get("blog/2025/03/10/post-9/")
        assert "Building the whole site" not in server.log
        assert server.differences() == []
