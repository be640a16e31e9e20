from datetime import UTC, datetime

import pytest

from mkdocs_blogposts.blog.archive import Count
from mkdocs_blogposts.blog.desk import untidy, waiting, words_by_month
from mkdocs_blogposts.blog.lifecycle import judge
from mkdocs_blogposts.blog.taxonomy import Term
from tests.blog.factories import NOW, post, settings


def test_posts_that_wait_are_sorted_drafts_newest_first_and_the_next_to_come_first() -> None:
    posts = [
        post("2026-11-01", "Old draft", draft=True),
        post("2026-12-24", "New draft", draft=True),
        post("2026-12-24", "Later"),
        post("2026-12-01", "Soon"),
        post("2026-11-01", "There"),
    ]
    planned = {each.source: judge(each, NOW, settings()) for each in posts}
    found = waiting(posts, planned, NOW, settings())
    titles = [[each.title for each in part] for part in (found.due, found.drafts, found.scheduled)]
    assert titles == [[], ["New draft", "Old draft"], ["Soon", "Later"]]


def test_a_post_is_due_when_its_date_has_come_since_the_plan() -> None:
    posts = [post("2026-11-30", "Soon"), post("2026-12-24", "Later")]
    planned = {each.source: judge(each, NOW, settings()) for each in posts}
    found = waiting(posts, planned, datetime(2026, 12, 2, tzinfo=UTC), settings())
    assert [[each.title for each in part] for part in (found.due, found.scheduled)] == [["Soon"], ["Later"]]


@pytest.mark.parametrize(
    ("days", "counts"),
    [
        ([], []),
        (["2026-09-30", "2026-11-01", "2026-11-30"], [(2026, 9, 10), (2026, 10, 0), (2026, 11, 20)]),
        (["2024-11-30", "2024-12-01"], [(2024, 12, 10)]),
    ],
)
def test_words_are_counted_by_month_for_two_years(days: list[str], counts: list[tuple[int, int, int]]) -> None:
    posts = [post(day, day) for day in days]
    assert words_by_month(posts, {each.source: 10 for each in posts}, NOW) == [Count(*each) for each in counts]


def test_posts_whose_words_are_not_known_have_none() -> None:
    posts = [post("2026-11-01", "Known"), post("2026-11-02", "Unknown")]
    assert words_by_month(posts, {posts[0].source: 10}, NOW) == [Count(2026, 11, 10)]


def term(name: str, posts: int, taxonomy: str = "tags") -> Term:
    return Term(taxonomy, name, name, name, tuple(post(title=f"{name} {at}") for at in range(posts)))


def terms(*found: Term) -> dict[str, dict[str, Term]]:
    by_taxonomy: dict[str, dict[str, Term]] = {}
    for each in found:
        by_taxonomy.setdefault(each.taxonomy, {})[each.name] = each
    return by_taxonomy


def test_terms_that_are_alike_are_paired_the_common_one_last() -> None:
    one, two, three = term("post", 3), term("posts", 1), term("other", 2)
    (found,) = untidy(terms(one, two, three))
    assert (found.taxonomy, found.alike, found.single) == ("tags", ((two, one),), ())


def test_terms_of_one_post_are_named_where_they_are_few() -> None:
    once = term("alone", 1)
    (found,) = untidy(terms(once, term("many", 3), term("more", 4)))
    assert found.single == (once,)
    assert untidy(terms(once, term("many", 3))) == []


def test_authors_and_series_are_what_they_are() -> None:
    authors = [term("Ann", 1, "authors"), term("ann", 2, "authors")]
    series = [term("A", 1, "series"), term("B", 2, "series"), term("C", 2, "series")]
    assert untidy(terms(*authors, *series)) == []


def test_where_every_term_has_several_posts_nothing_is_to_tidy_up() -> None:
    assert untidy(terms(term("many", 3), term("more", 4))) == []
