"""Converted posts are kept between builds and made by several processes, and nobody can tell from the site."""

from __future__ import annotations

import multiprocessing
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
import mkdocs
import pytest
from mkdocs.structure.files import File, Files

from mkdocs_blogposts.conversion import ahead
from mkdocs_blogposts.conversion.cache import DAYS_KEPT, NAME, Cache
from mkdocs_blogposts.conversion.converted import Converted, Target
from mkdocs_blogposts.conversion.extensions import NotPureError, describe
from tests.sites import Site, build_again, build_site, write_files

TEXT = """
=== docs/blog/posts/a.md
---
date: 2026-01-01
slug: a
---
# Slow *paths* & fast ones

See [the other](b.md#part), [nothing](gone.md), ![a picture](pic.png) and [home](../../index.md).[^1]

[^1]: A note.

## Ways

```python
print("slow")
```
=== docs/blog/posts/b.md
---
date: 2026-01-02
slug: b
---
# Other

## Part

Text with [a wrong anchor](a.md#wring).
=== docs/blog/posts/pic.png
PNG
"""
MARKDOWN = """
markdown_extensions: [footnotes, attr_list, pymdownx.superfences, {toc: {permalink: true}}]
validation: {anchors: warn}
"""

SEARCH = {"mkdocs": "search", "material": "material/search"}


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that this process has converted."""
    found: list[str] = []
    convert = markdown.Markdown.convert

    def noting(self: markdown.Markdown, source: str) -> str:
        found.append(source)
        return convert(self, source)

    monkeypatch.setattr(markdown.Markdown, "convert", noting)
    return found


def contents(site: Site) -> dict[str, bytes]:
    return {path: (site.site_dir / path).read_bytes() for path in site.files}


def first_and_second(folder: Path, site: str = MARKDOWN, blogposts: str = "", text: str = TEXT) -> tuple[Site, Site]:
    first = build_site(folder, text, blogposts, site=site)
    before = contents(first)
    second = build_again(folder)
    assert contents(second) == before
    assert second.log == first.log
    assert second.passes_strict == first.passes_strict
    return first, second


def posts_among(converted: list[str]) -> list[str]:
    return [text for text in converted if text.strip() and "# Home" not in text]


# What is kept -----------------------------------------------------------------------


def test_a_second_build_converts_no_post_and_writes_and_says_the_same(tmp_path: Path, converted: list[str]) -> None:
    first, second = first_and_second(tmp_path)
    assert len(posts_among(converted)) == 2  # both by the first build
    assert sum("target 'blog/posts/gone.md' is not found" in each for each in second.warnings) == 1
    assert sum("does not contain an anchor '#wring'" in each for each in second.warnings) == 1
    assert "Slow paths" in second.text("blog/2026/01/01/a/", "title")
    assert first.passes_strict is False


def test_only_a_post_whose_text_has_changed_is_converted_again(tmp_path: Path, converted: list[str]) -> None:
    build_site(tmp_path, TEXT, site=MARKDOWN)
    path = tmp_path / "docs/blog/posts/b.md"
    path.write_text(path.read_text() + "\nA new end.\n")
    converted.clear()
    site = build_again(tmp_path)
    assert [text.strip().splitlines()[-1] for text in posts_among(converted)] == ["A new end."]
    assert "A new end." in site.text("blog/2026/01/02/b/")


def test_a_link_follows_a_post_that_has_moved(tmp_path: Path) -> None:
    build_site(tmp_path, TEXT, site=MARKDOWN)
    path = tmp_path / "docs/blog/posts/b.md"
    path.write_text(path.read_text().replace("slug: b", "slug: elsewhere"))
    site = build_again(tmp_path)
    assert not [each for each in site.dead_links() if "gone.md" not in each]
    assert "../../02/elsewhere/#part" in site.values("blog/2026/01/01/a/", "a", "href")


def test_a_link_is_warned_of_as_soon_as_its_target_is_gone_and_no_longer_when_it_is_there(tmp_path: Path) -> None:
    build_site(tmp_path, TEXT, site=MARKDOWN)
    (tmp_path / "docs/blog/posts/gone.md").write_text("---\ndate: 2026-01-03\n---\n# Here\n")
    assert "gone.md" not in build_again(tmp_path).log
    (tmp_path / "docs/blog/posts/gone.md").unlink()
    assert "gone.md" in build_again(tmp_path).log


def test_other_options_of_an_extension_make_other_html(tmp_path: Path) -> None:
    build_site(tmp_path, TEXT, site=MARKDOWN)
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text().replace("permalink: true", "permalink: §"))
    assert "Ways §" in build_again(tmp_path).text("blog/2026/01/01/a/")


def test_what_a_hook_makes_of_a_text_is_what_counts(tmp_path: Path) -> None:
    hook = "def on_page_markdown(markdown, config, **kwargs):\n    return markdown.replace('Part', config.site_name)\n"
    build_site(tmp_path, TEXT, site="hooks: [hook.py]\nsite_name: One", files={"hook.py": hook})
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text().replace("site_name: One", "site_name: Two"))
    assert build_again(tmp_path).texts("blog/2026/01/02/b/", "h2") == ["Two"]


def test_the_page_of_a_kept_post_has_its_table_of_contents(tmp_path: Path) -> None:
    _, second = first_and_second(tmp_path)
    assert {"#ways", "#slow-paths-fast-ones"} <= set(second.values("blog/2026/01/01/a/", "a", "href"))


# What is not kept -------------------------------------------------------------------


def test_a_post_that_includes_a_file_follows_it(tmp_path: Path, converted: list[str]) -> None:
    text = TEXT + '=== docs/blog/posts/c.md\n---\ndate: 2026-01-03\n---\n# C\n\n--8<-- "part.txt"\n'
    site = f"markdown_extensions:\n  - pymdownx.snippets: {{base_path: ['{tmp_path.as_posix()}']}}"
    write_files(tmp_path, "", {"part.txt": "one"})
    build_site(tmp_path, text, site=site)
    (tmp_path / "part.txt").write_text("two")
    converted.clear()
    assert "two" in build_again(tmp_path).text("blog/2026/01/03/c/")
    assert len(posts_among(converted)) == 1


def test_with_an_extension_that_nobody_knows_everything_is_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, converted: list[str]
) -> None:
    module = "from markdown.extensions.tables import TableExtension as makeExtension\n"
    write_files(tmp_path, "", {"strange_extension.py": module})
    monkeypatch.syspath_prepend(tmp_path)
    first_and_second(tmp_path, site="markdown_extensions: [strange_extension]")
    assert len(posts_among(converted)) == 4


@pytest.mark.parametrize(
    ("extensions", "options"),
    [
        (["strange"], {}),
        ([object()], {}),
        (["pymdownx.snippets"], {"pymdownx.snippets": {"auto_append": ["abbreviations.md"]}}),
        (["pymdownx.emoji"], {"pymdownx.emoji": {"options": {"custom_icons": ["icons"]}}}),
        (["toc"], {"toc": {"slugify": lambda text, separator: text}}),
        (["toc"], {"toc": {"slugify": first_and_second}}),
    ],
)
def test_extensions_that_may_read_other_things_are_not_pure(
    extensions: list[object], options: dict[str, dict[str, object]]
) -> None:
    with pytest.raises(NotPureError):
        describe(extensions, options)


def test_functions_of_known_packages_are_told_apart_by_name_and_arguments() -> None:
    from pymdownx.slugs import slugify

    described = {describe(["toc"], {"toc": {"slugify": slugify(case=case)}}) for case in ("lower", "lower", "fold")}
    assert len(described) == 2


def test_nothing_is_kept_for_who_does_not_want_it(tmp_path: Path, converted: list[str]) -> None:
    first_and_second(tmp_path, blogposts="cache_dir: false")
    assert len(posts_among(converted)) == 4


def test_kept_posts_are_no_files_of_the_writer_and_none_for_version_control(tmp_path: Path) -> None:
    build_site(tmp_path, TEXT, "cache_dir: build/kept", site=MARKDOWN)
    assert (tmp_path / "build/kept/.gitignore").read_text() == "*\n"
    assert sorted(path.name for path in (tmp_path / "docs").iterdir()) == ["blog", "index.md"]


# What happens to files ----------------------------------------------------------------


def _overwrite(path: Path) -> None:
    path.write_bytes(b"not a database, whatever its name says" * 100)


def _cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _garble_texts(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE kept SET text = replace(CAST(text AS TEXT), 'Other', 'Wrong')")
    connection.close()


def _change_types(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE kept SET text = 1, day = 'x', digest = NULL")
    connection.close()


def _put_another_table(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE kept")
        connection.execute("CREATE TABLE kept (name TEXT)")
    connection.close()


@pytest.mark.parametrize(
    "damage", [_overwrite, _cut_off, _empty, _garble_texts, _change_types, _put_another_table], ids=lambda f: f.__name__
)
def test_a_damaged_file_is_as_good_as_none_and_is_made_anew(
    tmp_path: Path, converted: list[str], damage: Callable[[Path], None]
) -> None:
    before = contents(build_site(tmp_path, TEXT, site=MARKDOWN))
    damage(tmp_path / ".cache/blogposts" / NAME)
    for _ in range(2):  # the one that meets the damage may only clear it away
        assert contents(build_again(tmp_path)) == before
    converted.clear()
    assert contents(build_again(tmp_path)) == before
    assert posts_among(converted) == []


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    write_files(tmp_path, "", {".cache": "a file where a folder should be"})
    first_and_second(tmp_path)


def test_what_was_of_no_use_for_long_is_removed(tmp_path: Path) -> None:
    day = 24 * 60 * 60.0
    for key in (b"used", b"unused"):
        cache = Cache(tmp_path, lambda: 0.0)
        cache.put(key, f"a text that is {key.decode()}")
        cache.save()
    for days in (DAYS_KEPT - 1, DAYS_KEPT + 1):
        cache = Cache(tmp_path, lambda: days * day)  # noqa: B023  called at once
        assert cache.get(b"used") == "a text that is used"
        cache.put(b"new", "a text that makes it write")
        cache.save()
        cache.close()
    assert b"unused" not in Cache(tmp_path)
    assert b"used" in Cache(tmp_path)


# Several processes -----------------------------------------------------------------------


@pytest.fixture
def many(tmp_path: Path) -> str:
    """A site with so many posts that converting them in several processes pays."""
    return TEXT + "".join(
        f"=== docs/blog/posts/p{number:03}.md\n---\ntitle: Post {number}\ndate: 2025-01-01\n---\n"
        f"Text {number} with [a link](a.md), [a dead one](gone{number}.md) and `code`.\n\n## Part {number}\n"
        for number in range(120)
    )


def build_in_a_process(folder: Path, *flags: str, processors: int = 0) -> list[str]:
    command = ["taskset", "--cpu-list", "0"] if processors == 1 else []
    command += [sys.executable, "-m", mkdocs.__name__, "build", "--config-file", str(folder / "mkdocs.yml"), *flags]
    run = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    return [line for line in run.stderr.splitlines() if " built in " not in line and "directory" not in line]


def outputs(folder: Path) -> dict[str, bytes]:
    site = folder / "site"
    gzipped = {"sitemap.xml.gz"}  # has the time in it
    found = [path for path in site.rglob("*") if path.is_file() and path.name not in gzipped]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


is_copied = pytest.mark.skipif(
    sys.platform != "linux" or ahead.processors() < 2,
    reason="needs Linux and two processors: elsewhere one process does it",
)


@is_copied
def test_several_processes_write_and_say_what_one_does(tmp_path: Path, many: str) -> None:
    for name in ("alone", "together"):
        build_site(tmp_path / name, many, "cache_dir: false", site=MARKDOWN)
    alone = build_in_a_process(tmp_path / "alone", processors=1)
    together = build_in_a_process(tmp_path / "together")
    assert outputs(tmp_path / "together") == outputs(tmp_path / "alone")
    assert together == alone
    assert sum("is not found among documentation files" in line for line in alone) == 121
    said = "\n".join(build_in_a_process(tmp_path / "together", "--verbose"))
    assert int(re.search(r"(\d+) posts converted by other processes", said)[1]) > 0  # type: ignore[index]  # it is there


@is_copied
def test_what_other_processes_have_made_is_kept_too(tmp_path: Path, many: str, converted: list[str]) -> None:
    build_site(tmp_path, many, site=MARKDOWN)
    (tmp_path / ".cache/blogposts" / NAME).unlink()
    build_in_a_process(tmp_path)
    converted.clear()
    before = outputs(tmp_path)
    build_again(tmp_path)
    assert posts_among(converted) == []
    assert outputs(tmp_path) == before


@is_copied
def test_texts_that_a_hook_changes_are_not_taken_from_other_processes(tmp_path: Path, many: str) -> None:
    hook = "def on_page_markdown(markdown, **kwargs):\n    return markdown.replace('Text', 'Words')\n"
    write_files(tmp_path, "", {"hook.py": hook})
    build_site(tmp_path, many, "cache_dir: false", site=f"{MARKDOWN}\nhooks: [hook.py]")
    build_in_a_process(tmp_path)
    found = [path for path, content in outputs(tmp_path).items() if b"Text 7" in content or b"Text 119" in content]
    assert found == []


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_a_process_gives_back_what_converting_here_would_give(tmp_path: Path, start: ahead.Start) -> None:
    if start not in multiprocessing.get_all_start_methods() or (start == "fork" and threading.active_count() > 1):
        pytest.skip("no process can be started like that here")
    site = build_site(tmp_path, TEXT, "cache_dir: false", site=MARKDOWN)
    files = Files([File("index.md", "docs", "site", True), File("blog/posts/b.md", "docs", "site", True)])
    target = Target.of(File("blog/posts/a.md", "docs", "site", True))
    texts = [ahead.Text(b"%d" % number, target, f"# {number}\n\n[b](b.md) [c](c.md)") for number in range(20)]
    texts.append(ahead.Text(b"wrong", target, None))  # type: ignore[arg-type]  # what makes converting fail
    setup = ahead.Setup.of(site.config, files)
    threads = threading.active_count()
    others = ahead.Ahead(setup, texts, start, 1)
    try:
        got = {text.key: others.take(text.key) for text in texts[::-1]}
    finally:
        others.stop()
    assert threading.active_count() == threads
    assert got.pop(b"wrong") is None
    made = {key: Converted.from_json(text) for key, text in got.items() if text}
    assert made
    for key, each in made.items():
        page: Any = SimpleNamespace(markdown=texts[int(key)].markdown, file=target)
        assert each == Converted.of(page, site.config, files)
        assert each.is_valid(files)
        assert "'c.md', but the target 'blog/posts/c.md' is not found" in str(each.said)


# Search ------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_page_that_stays_the_same_is_not_read_through_for_search_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    text = TEXT + "=== docs/blog/posts/c.md\n---\ndate: 2026-01-03\nunlisted: true\n---\n# Zebra\n"
    first = build_site(tmp_path, text, site=MARKDOWN, theme=theme, plugins="- search")
    read: list[str] = []
    module = sys.modules[type(first.config.plugins[SEARCH[theme]].search_index).__module__]
    parser = module.Parser if theme == "material" else module.ContentParser
    feed = parser.feed

    def noting(self: Any, html: str) -> None:
        read.append(html)
        feed(self, html)

    monkeypatch.setattr(parser, "feed", noting)
    second = build_again(tmp_path)
    assert contents(second) == contents(first)
    assert "slow" in second.html("search/search_index.json")
    assert "Zebra" not in second.html("search/search_index.json")
    assert read == []
    path = tmp_path / "docs/blog/posts/b.md"
    path.write_text(path.read_text() + "\nGiraffe.\n")
    assert "Giraffe" in build_again(tmp_path).html("search/search_index.json")
    assert len(read) == 1
