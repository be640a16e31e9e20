"""What lists and other posts ask of a finished post is read once, and nobody can tell from the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts import digest
from mkdocs_blogposts.blog.excerpt import Excerpt
from mkdocs_blogposts.blog.running_text import RunningText, running_text
from mkdocs_blogposts.digest import Digest
from mkdocs_blogposts.rendering import Rendered
from tests.sites import Site, build_again, build_site

KERNELS = "A scheduler trades latency for throughput; a register, an interrupt, a syscall. " * 4
SITE = f"""
=== docs/blog/posts/a.md
---
date: 2026-01-01
---
# About *kernels*

{KERNELS} See [b](b.md).

## 内核

调度器在延迟与吞吐之间权衡。
=== docs/blog/posts/b.md
---
date: 2026-01-02
---
# Kernels, too

{KERNELS}
"""
ALL = "feeds: true\nrelated: {backlinks: true}"


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The posts that were read."""
    found: list[str] = []

    def noting(html: str) -> RunningText:
        found.append(html)
        return running_text(html)

    monkeypatch.setattr(digest, "running_text", noting)
    return found


def contents(site: Site) -> dict[str, bytes]:
    return {path: (site.site_dir / path).read_bytes() for path in site.files}


def test_a_second_build_reads_no_finished_post_and_writes_the_same(tmp_path: Path, read: list[str]) -> None:
    before = contents(build_site(tmp_path, SITE, ALL))
    assert len(read) == 2
    assert contents(build_again(tmp_path)) == before
    assert len(read) == 2


def test_only_a_post_that_says_something_else_is_read_again(tmp_path: Path, read: list[str]) -> None:
    build_site(tmp_path, SITE, ALL)
    path = tmp_path / "docs/blog/posts/b.md"
    path.write_text(path.read_text().replace("date: 2026-01-02", "date: 2026-01-02\nexcerpt: In short"))
    read.clear()
    site = build_again(tmp_path)
    assert ["Kernels, too" in html for html in read] == [True]
    assert "In short" in site.text("blog/", "body")


@pytest.mark.parametrize("setting", ["post_readtime_words_per_minute: 1", "list_style: full", "related: false"])
def test_posts_are_read_again_when_settings_ask_for_something_else(
    tmp_path: Path, read: list[str], setting: str
) -> None:
    build_site(tmp_path, SITE)
    kept, apart = tmp_path, tmp_path / "apart"
    read.clear()
    changed = build_site(kept, "", setting)
    assert len(read) == 2
    assert contents(changed) == contents(build_site(apart, SITE, setting))


def test_a_change_of_our_own_code_reads_all_again(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(tmp_path, SITE)
    monkeypatch.setattr(digest, "_last_change", lambda: 1)
    read.clear()
    build_again(tmp_path)
    assert len(read) == 2


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(
    st.builds(
        Digest,
        st.builds(Rendered, st.builds(Excerpt, TEXTS, TEXTS, st.booleans()), st.integers(0), TEXTS, TEXTS),
        st.dictionaries(TEXTS, st.integers(1)),
        st.lists(TEXTS).map(tuple),
    )
)
def test_what_is_written_down_is_what_is_read(said: Digest) -> None:
    assert Digest.from_json(said.to_json()) == said
