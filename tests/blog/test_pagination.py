import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.pagination import paginate
from mkdocs_blogposts.blog.settings import Paging


def _cut(total: int, paging: Paging) -> list[tuple[int, list[int]]]:
    return [(number, list(items)) for number, items in paginate(range(total), paging)]


@pytest.mark.parametrize(
    ("total", "pages"),
    [
        (0, [(0, [])]),
        (1, [(0, [0])]),
        (2, [(0, [0, 1])]),
        (3, [(0, [0, 1]), (2, [2])]),
        (4, [(0, [0, 1]), (2, [2, 3])]),
        (5, [(0, [0, 1]), (2, [2, 3]), (3, [4])]),
    ],
)
def test_pages_count_from_the_list_itself(total: int, pages: list[tuple[int, list[int]]]) -> None:
    assert _cut(total, Paging(per_page=2)) == pages


def test_without_paging_there_is_one_page() -> None:
    assert _cut(5, Paging(enabled=False, per_page=2)) == [(0, [0, 1, 2, 3, 4])]


@pytest.mark.parametrize(
    ("total", "orphans", "sizes"),
    [
        (7, 0, [3, 3, 1]),
        (7, 1, [3, 4]),
        (8, 1, [3, 3, 2]),
        (8, 2, [3, 5]),
        (4, 1, [4]),
        (3, 3, [3]),
        (6, 3, [6]),
        (9, 9, [3, 6]),
    ],
)
def test_a_nearly_empty_last_page_joins_the_one_before(total: int, orphans: int, sizes: list[int]) -> None:
    assert [len(items) for _, items in _cut(total, Paging(per_page=3, orphans=orphans))] == sizes


@pytest.mark.parametrize(
    ("total", "pages"),
    [
        (2, [(0, 2)]),
        (3, [(0, 3)]),
        (4, [(0, 2), (1, 2)]),
        (5, [(0, 3), (1, 2)]),
        (6, [(0, 2), (2, 2), (1, 2)]),
        (7, [(0, 3), (2, 2), (1, 2)]),
    ],
)
def test_from_the_oldest_on_old_pages_are_full_and_keep_their_numbers(total: int, pages: list[tuple[int, int]]) -> None:
    cut = _cut(total, Paging(per_page=2, from_oldest=True))
    assert [(number, len(items)) for number, items in cut] == pages


_PAGINGS = st.builds(Paging, st.booleans(), st.integers(1, 12), st.integers(0, 12), st.booleans())


@given(st.integers(0, 100), _PAGINGS)
def test_no_post_is_lost_and_the_order_stays(total: int, paging: Paging) -> None:
    pages = _cut(total, paging)
    assert [item for _, items in pages for item in items] == list(range(total))
    assert pages[0][0] == 0
    assert len({number for number, _ in pages}) == len(pages)
    assert all(items for _, items in pages[1:])


@given(st.integers(0, 100), st.integers(1, 12))
def test_a_new_post_never_changes_an_old_page_counted_from_the_oldest(total: int, per_page: int) -> None:
    paging = Paging(per_page=per_page, from_oldest=True)
    old = {number: items for number, items in paginate(list(range(total))[::-1], paging) if number}
    new = dict(paginate(list(range(total + 1))[::-1], paging))
    assert {number: new[number] for number in old} == old
