from mkdocs_blogposts.blog.listing import Kind, Listing, ListPage
from mkdocs_blogposts.blog.permalink import Address


def test_the_url_of_a_list_is_that_of_its_first_page() -> None:
    addresses = [Address("blog/index.html", "blog/"), Address("blog/page/2/index.html", "blog/page/2/")]
    pages = tuple(ListPage(number, "", each, ()) for number, each in zip((0, 2), addresses, strict=True))
    assert Listing(Kind.INDEX, "index", "Blog", (), pages=pages).url == "blog/"


def test_a_list_is_of_one_kind() -> None:
    assert [str(each) for each in Kind] == ["index", "term", "period", "terms", "archive"]
