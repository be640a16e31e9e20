import pytest

from mkdocs_blogposts.blog.listing import Kind, Listing, ListPage, label_of
from mkdocs_blogposts.blog.permalink import Address


def _listing(*numbers: int) -> Listing:
    pages = (ListPage(number, f"blog/{number}", Address(f"{number}.html", f"blog/{number}/"), ()) for number in numbers)
    return Listing(Kind.INDEX, "index", "Blog", (), pages=tuple(pages))


def test_the_url_of_a_list_is_that_of_its_first_page() -> None:
    assert _listing(0, 2, 3).url == "blog/0/"


def test_a_list_is_of_one_kind() -> None:
    assert [str(each) for each in Kind] == ["index", "language", "term", "period", "terms", "archive"]


@pytest.mark.parametrize(
    ("numbers", "labels"), [((0,), [1]), ((0, 2, 3), [1, 2, 3]), ((0, 2, 1), [3, 2, 1]), ((0, 1), [2, 1])]
)
def test_pages_are_called_as_they_are_counted(numbers: tuple[int, ...], labels: list[int]) -> None:
    listing = _listing(*numbers)
    assert [label_of(page, listing) for page in listing.pages] == labels
