import pytest

from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.blog.post import Post
from mkdocs_blogposts.blog.series import check_parts, in_reading_order
from tests.blog.factories import post


def test_parts_come_first_then_dates_then_files() -> None:
    posts = [
        post("2026-01-05", "Undated end"),
        post("2026-01-04", "B"),
        post("2026-01-04", "A"),
        post("2026-01-03", "Two", part=2.0),
        post("2026-01-09", "Half", part=0.5),
        post("2026-01-08", "Zero", part=0.0),
        post("2026-01-02", "Also two", part=2.0),
        post("2026-01-07", "Before", part=-1.0),
    ]
    titles = [each.title for each in in_reading_order(posts)]
    assert titles == ["Before", "Zero", "Half", "Also two", "Two", "A", "B", "Undated end"]


def _same(source: str, line: int, part: str, first: str) -> Problem:
    fault = f'part {part} of "Setup" is also {first}'
    return Problem(source, line, fault, "Give each post of a series its own `part`", Severity.WARNING)


@pytest.mark.parametrize(
    ("posts", "problems"),
    [
        ([], []),
        ([post(title="A"), post(title="B")], []),
        ([post(title="A", part=1.0), post(title="B", part=2.0)], []),
        ([post(title="A", part=1.0), post(title="B", part=1.0, lang="zh")], []),
        (
            [post(title="X"), post(title="A", part=1.5), post(title="B", part=1.5, lines={"part": 4})],
            [_same("blog/posts/b.md", 4, "1.5", "blog/posts/a.md")],
        ),
        (
            [post(title="A", part=2.0), post(title="B", part=2.0), post(title="C", part=2.0)],
            [
                _same("blog/posts/b.md", 0, "2", "blog/posts/a.md"),
                _same("blog/posts/c.md", 0, "2", "blog/posts/a.md"),
            ],
        ),
    ],
)
def test_a_part_belongs_to_one_post_of_each_language(posts: list[Post], problems: list[Problem]) -> None:
    assert check_parts("Setup", posts) == problems
