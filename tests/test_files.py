"""Files, encodings and systems."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import mkdocs
import pytest

from tests.sites import Site, build_again, build_site, write_files

POST = "---\ntitle: {title}\ndate: 2026-01-0{day}\n---\n{text}\n"

ENCODED = {
    "docs/blog/posts/bom.md": b"\xef\xbb\xbf" + POST.format(title="With BOM", day=1, text="Größe").encode(),
    "docs/blog/posts/crlf.md": POST.format(title="CRLF", day=2, text="One.\n\nTwo.").replace("\n", "\r\n").encode(),
    "docs/blog/posts/plain.md": POST.format(title="慢路径", day=3, text="中文").encode(),
    "docs/blog/posts/latin.md": POST.format(title="Latin", day=4, text="Größe").encode("latin-1"),
    "docs/blog/posts/utf16.md": POST.format(title="Wide", day=5, text="Größe").encode("utf-16"),
    "docs/blog/posts/gbk.md": POST.format(title="国标", day=6, text="这是中文的文章").encode("gbk"),
    "docs/blog/posts/zeros.md": b"\0\0\0",
}


@pytest.fixture(scope="module")
def encoded(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(tmp_path_factory.mktemp("encoded"), "", files=ENCODED)


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(encoded: Site) -> None:
    assert encoded.cards() == ["慢路径", "CRLF", "With BOM"]
    assert "Größe" in encoded.text("blog/2026/01/01/with-bom/")
    assert encoded.texts("blog/2026/01/02/crlf/", "p")[:2] == ["One.", "Two."]


def test_a_post_that_is_not_utf8_is_left_out_and_named_with_its_likely_encoding(encoded: Site) -> None:
    assert encoded.said("blog/posts/latin.md:5", "probably in Windows-1252 (Latin-1)", "Save it as UTF-8")
    assert encoded.said("blog/posts/utf16.md", "probably in UTF-16", "Save it as UTF-8")
    assert encoded.said("blog/posts/gbk.md:2", "probably in GBK", "Save it as UTF-8")
    assert encoded.said("blog/posts/zeros.md", "Save it as UTF-8")
    assert len(encoded.warnings) == 4
    assert not encoded.passes_strict
    assert not any("posts/" in path for path in encoded.files)


def test_sources_are_read_as_utf8_whatever_the_machines_own_encoding_is(tmp_path: Path) -> None:
    text = """
    === docs/blog/.authors.yml
    shen: {name: 沈岩}
    === docs/blog/.taxonomies.yml
    tags: {大模型: {slug: models}}
    === docs/blog/posts/2026/01/deep.md
    ---
    title: 慢路径
    slug: slow
    date: 2026-01-03
    author: shen
    tags: [大模型]
    ---
    中文
    """
    build_site(tmp_path, text)
    environment = {**os.environ, "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = (
        sys.executable,
        "-m",
        mkdocs.__name__,
        "build",
        "--config-file",
        "mkdocs.yml",
        "--strict",
        "--site-dir",
        "other",
    )
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    for path in ("blog/index.html", "blog/2026/01/03/slow/index.html", "blog/tags/models/index.html"):
        assert "沈岩" in (tmp_path / "other" / path).read_text(encoding="utf-8")


LINKS = """
=== elsewhere/real.md
---
title: A linked post
date: 2026-01-01
---
Text.
=== elsewhere/folder/inner.md
---
title: In a linked folder
date: 2026-01-02
---
![Picture](pic.png)
=== elsewhere/folder/pic.png
png
=== docs/blog/posts/plain.md
---
title: Plain
date: 2026-01-03
---
Text.
"""


def _link(place: Path, target: str) -> None:
    try:
        place.symlink_to(target)
    except OSError:
        pytest.skip("no symbolic links here")


def test_posts_folders_and_files_may_be_links_out_of_the_docs_folder(tmp_path: Path) -> None:
    write_files(tmp_path, LINKS)
    place = tmp_path / "docs/blog/posts"
    _link(place / "linked.md", "../../../elsewhere/real.md")
    _link(place / "folder", "../../../elsewhere/folder")
    _link(place / "static.png", "../../../elsewhere/folder/pic.png")
    site = build_site(tmp_path, LINKS)
    assert site.warnings == []
    assert site.cards() == ["Plain", "In a linked folder", "A linked post"]
    assert site.exists("blog/folder/pic.png")
    assert site.html("blog/static.png") == "png\n"
    assert site.dead_links() == []


def test_a_link_to_nothing_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    write_files(tmp_path, LINKS)
    place = tmp_path / "docs/blog/posts"
    _link(place / "broken.md", "nowhere.md")
    _link(place / "itself.md", "itself.md")
    site = build_site(tmp_path, LINKS)
    assert site.said("blog/posts/broken.md", "the file cannot be read", "Mend the link, or delete it")
    assert site.said("blog/posts/itself.md", "the file cannot be read", "Mend the link, or delete it")
    assert len(site.warnings) == 2
    assert site.cards() == ["Plain"]


def test_a_folder_that_links_to_itself_shows_each_post_once(tmp_path: Path) -> None:
    write_files(tmp_path, LINKS)
    _link(tmp_path / "docs/blog/posts/round", ".")
    site = build_site(tmp_path, LINKS)
    assert site.cards() == ["Plain"]
    assert len(site.warnings) == 1
    assert site.said("blog/posts/round", "link")


def test_a_folder_may_be_called_like_a_page_and_a_file_anything(tmp_path: Path) -> None:
    names = ("x.md/inner.md", "b #1 ü.md", "100%25.md", "a&b 'c'.md")
    files: dict[str, str | bytes] = {
        f"docs/blog/posts/{name}": POST.format(
            title=f"No {day}", day=day, text="[first](b%20%231%20%C3%BC.md)" if day == 3 else "Text."
        )
        for day, name in enumerate(names, 1)
    }
    site = build_site(tmp_path, "", 'post_url_format: "{file}"', files=files)
    assert site.warnings == []
    assert site.cards() == ["No 4", "No 3", "No 2", "No 1"]
    assert site.dead_links() == []
    assert {"blog/b #1 ü/index.html", "blog/100%25/index.html", "blog/inner/index.html"} <= site.files


def test_a_post_of_megabytes_is_built_in_seconds(tmp_path: Path) -> None:
    text = "---\ndate: 2026-01-01\n---\n# Long\n\n" + ("A paragraph of words, again and again. " * 30 + "\n\n") * 4300
    assert len(text) > 5_000_000
    start = time.perf_counter()
    site = build_site(tmp_path, "", files={"docs/blog/posts/long.md": text})
    assert time.perf_counter() - start < 60
    assert site.cards() == ["Long"]
    assert len(site.html("blog/")) < 20_000


def _snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")
    }


@pytest.mark.parametrize("text", ["", LINKS], ids=["empty", "posts"])
@pytest.mark.parametrize("serve", [False, True], ids=["build", "serve"])
def test_a_build_writes_nothing_into_the_writers_folder(tmp_path: Path, text: str, serve: bool) -> None:
    build_site(tmp_path, text, "authors_profiles: true")
    before = _snapshot(tmp_path / "docs")
    build_again(tmp_path, serve=serve)
    assert _snapshot(tmp_path / "docs") == before
    assert {path.name for path in tmp_path.iterdir()} <= {"docs", "site", "mkdocs.yml", "elsewhere", ".cache"}
    assert not (tmp_path / "docs/blog").exists() or text


BUNDLE = """
=== docs/blog/posts/2026-01-02-walk/index.md
---
title: A walk
tags: [out]
cover: pic.png
---
![Here](pic.png) and ![there](deep/other.png), [data](data.csv), <img src="pic.png">

<!-- more -->

[next](../plain.md) [notes](notes.md)
=== docs/blog/posts/2026-01-02-walk/pic.png
png
=== docs/blog/posts/2026-01-02-walk/deep/other.png
png
=== docs/blog/posts/2026-01-02-walk/data.csv
1,2
=== docs/blog/posts/2026-01-02-walk/notes.md
---
date: 2026-01-03
---
# Notes on the walk
=== docs/blog/posts/plain.md
---
title: Plain
date: 2026-01-01
cover: missing.png
---
[bundle](2026-01-02-walk/index.md) ![Missing](nowhere.png)
"""


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(tmp_path_factory.mktemp("bundle"), BUNDLE, "list_style: cards")


def test_a_bundle_is_a_post_whose_files_move_along(bundled: Site) -> None:
    assert bundled.cards() == ["Notes on the walk", "A walk", "Plain"]
    page = "blog/2026/01/02/a-walk/"
    assert bundled.exists(page)
    pictures = bundled.values(page, "p img", "src")
    markdown = [bundled.leads_to(page, picture) for picture in pictures[:2]]
    assert all(bundled.exists(picture) for picture in markdown)
    assert bundled.texts("blog/2026/01/02/a-walk/", "a[href$='.csv']") == ["data"]


def test_pictures_in_raw_html_are_found_or_named(bundled: Site) -> None:
    page = "blog/2026/01/02/a-walk/"
    raw = bundled.values(page, "p img", "src")[2]
    assert bundled.exists(bundled.leads_to(page, raw)) or bundled.said("blog/posts/2026-01-02-walk/index.md", "pic.png")


def test_a_cover_is_found_beside_its_post_from_every_list(bundled: Site) -> None:
    for path in ("blog/", "blog/tags/out/", "blog/archive/2026/", "blog/2026/01/02/a-walk/"):
        covers = bundled.values(path, ".blogposts-card__cover, .blogposts-cover__image", "src")
        assert any(bundled.exists(bundled.leads_to(path, cover)) for cover in covers), path


def test_a_missing_picture_is_named_with_its_line_and_where_to_put_it(bundled: Site) -> None:
    assert bundled.said(
        "blog/posts/plain.md:4",
        'no picture "missing.png"',
        "Put it at blog/posts/missing.png, or write its path from there",
    )
    assert any("nowhere.png" in each and "blog/posts/plain.md" in each for each in bundled.warnings)
    assert not bundled.passes_strict
