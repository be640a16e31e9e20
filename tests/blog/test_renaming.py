import pytest

from mkdocs_blogposts.blog.post import Post
from mkdocs_blogposts.blog.renaming import moved, moves_for
from tests.blog.factories import post, settings


def at(place: str, name: str, **values: str) -> Post:
    return post(source=f"blog/posts/{place}", name=name, **values)


@pytest.mark.parametrize(
    ("place", "name", "old", "new"),
    [
        ("old.md", "old", "old.md", "fresh.md"),
        ("2026-01-15-old.md", "old", "2026-01-15-old.md", "2026-01-15-fresh.md"),
        ("2026/01/15/old.md", "old", "2026/01/15/old.md", "2026/01/15/fresh.md"),
        ("2026-01-15.md", "2026-01-15", "2026-01-15.md", "2026-01-15-fresh.md"),
        ("2026-01-15-old/index.md", "old", "2026-01-15-old", "2026-01-15-fresh"),
        ("2026-01-15-old/README.md", "old", "2026-01-15-old", "2026-01-15-fresh"),
    ],
)
def test_a_file_or_bundle_gets_the_new_slug_and_keeps_its_date(place: str, name: str, old: str, new: str) -> None:
    one = at(place, name)
    moves = moves_for(one, [one], "fresh", settings())
    assert moves == {f"blog/posts/{old}": f"blog/posts/{new}"}
    after = moved(one, moves, "Fresh")
    assert (after.title, after.name) == ("Fresh", "fresh")
    assert after.source == f"blog/posts/{place}".replace(old, new)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("fresh.md", "fresh"),
        ("fresh/index.md", "fresh"),
        ("2026/01/15/index.md", "2026-01-15"),
        ("index.md", "posts"),
        ("a-fresh/index.md", "a-fresh2"),
    ],
)
def test_some_names_stay(place: str, name: str) -> None:
    one = at(place, name)
    assert moves_for(one, [one], "fresh", settings()) == {}
    assert moved(one, {}) == one


def test_translations_move_together_and_keep_their_languages_and_titles() -> None:
    one, other = at("old.md", "old", key="k"), at("old.zh.md", "old", key="k", lang="zh", title="旧")
    stranger = at("old-other.md", "old-other", key="x")
    moves = moves_for(one, [one, other, stranger], "fresh", settings())
    assert moves == {"blog/posts/old.md": "blog/posts/fresh.md", "blog/posts/old.zh.md": "blog/posts/fresh.zh.md"}
    assert (moved(other, moves).title, moved(other, moves).name) == ("旧", "fresh")
