from datetime import UTC, datetime

import pytest

from tests.blog.factories import day, post


def test_a_post_knows_the_lines_of_its_keys() -> None:
    assert [post(lines={"title": 2}).line(key) for key in ("title", "slug")] == [2, 0]


def test_a_posts_series_is_the_first_it_names() -> None:
    assert [post(series=names).series for names in ((), ("A",), ("B", "A"))] == ["", "A", "B"]


@pytest.mark.parametrize(
    ("source", "bundle"),
    [
        ("blog/posts/a.md", False),
        ("blog/posts/a/index.md", True),
        ("blog/posts/a/README.md", True),
        ("blog/posts/a/readme.md", False),
        ("index.md", True),
        ("blog/posts/index/a.md", False),
        ("blog/posts/a/my.index.md", False),
    ],
)
def test_the_folder_of_an_index_is_a_bundle(source: str, bundle: bool) -> None:
    assert post(source=source).is_bundle is bundle


def test_posts_are_walked_index_first_and_folders_last() -> None:
    walked = ["b/index.md", "b/README.md", "b/a.md", "b/c.md", "b/a/index.md", "b/a/x.md", "b/z/a.md"]
    posts = [post(source=source) for source in sorted(walked)]
    ordered = [each.source for each in sorted(posts, key=lambda each: each.order)]
    assert ordered == ["b/README.md", "b/index.md", *walked[2:]]


def test_the_instant_of_a_post_is_the_moment_of_its_date() -> None:
    assert post("2026-11-22 08:30").instant == datetime(2026, 11, 22, 8, 30, tzinfo=UTC).timestamp()
    assert post("2026-11-22").instant == day("2026-11-22").at.timestamp()
