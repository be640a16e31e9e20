from typing import Any

import pytest

from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.blog.listing import Kind, Listing
from mkdocs_blogposts.blog.lists import Lists, sources_of
from mkdocs_blogposts.blog.places import Places
from mkdocs_blogposts.blog.settings import Paging, TermNotes
from mkdocs_blogposts.blog.taxonomy import Term
from tests.blog.factories import archive, post, settings, taxonomy

A, B, C = (post(f"2026-01-0{3 - at}", name, tags=("Linux",)) for at, name in enumerate("ABC"))
SOURCES = ("blog/posts/a.md", "blog/posts/b.md", "blog/posts/c.md")
TWO = Paging(per_page=2)


def _lists(outputs: dict[str, str] | None = None, titles: dict[str, str] | None = None, **values: Any) -> Lists:
    rules = settings(**values)
    outputs = outputs or {}
    return Lists(rules, Places(outputs, rules.directory_urls), {*outputs.values()}, titles or {})


def _urls(listing: Listing) -> list[tuple[int, str]]:
    return [(page.number, page.address.url) for page in listing.pages]


def _collision(source: str, fault: str) -> Problem:
    return Problem(source, 0, fault, "Move or rename one of them", Severity.WARNING)


def test_sources_stand_in_the_order_of_their_posts() -> None:
    assert sources_of([B, A]) == ("blog/posts/b.md", "blog/posts/a.md")


@pytest.mark.parametrize(
    ("values", "urls"),
    [
        ({}, [(0, "blog/"), (2, "blog/page/2/")]),
        ({"url_dir": ""}, [(0, "./"), (2, "page/2/")]),
        ({"directory_urls": False}, [(0, "blog/index.html"), (2, "blog/page/2/index.html")]),
        ({"page_url_format": "p{page}"}, [(0, "blog/"), (2, "blog/p2/")]),
        ({"page_url_format": "../../{page}"}, [(0, "blog/"), (2, "blog/2/")]),
        ({"paging": Paging(per_page=2, from_oldest=True)}, [(0, "blog/")]),
        ({"paging": Paging(per_page=1, from_oldest=True)}, [(0, "blog/"), (2, "blog/page/2/"), (1, "blog/page/1/")]),
    ],
)
def test_the_front_page_lives_in_the_blogs_folder(values: dict[str, Any], urls: list[tuple[int, str]]) -> None:
    lists = _lists(**({"paging": TWO} | values))
    lists.add_index([A, B, C])
    assert [_urls(each) for each in lists.listings] == [urls]


def test_the_front_page_lists_all_posts() -> None:
    lists = _lists(paging=TWO, toc=True)
    lists.add_index([A, B, C])
    (index,) = lists.listings
    assert (index.kind, index.key, index.title, index.posts) == (Kind.INDEX, "index", "Blog", SOURCES)
    assert (index.toc, index.taxonomy, index.adopted, index.term) == (True, "", "", None)
    assert [(page.path, page.posts) for page in index.pages] == [
        ("blog/index", SOURCES[:2]),
        ("blog/page/2/index", SOURCES[2:]),
    ]


def test_each_term_has_a_list_and_the_taxonomy_an_overview() -> None:
    lists = _lists(url_dir="news", paging=Paging(per_page=1))
    posts = [post(title="X", tags=("Linux", "C/C++")), post("2026-01-01", "Y", tags=("Linux",))]
    notes = {"Linux": TermNotes(title="GNU/Linux")}
    tags = taxonomy(overview="tags", paging=Paging(per_page=1), toc=True, notes=notes)
    terms = lists.add_terms(tags, posts)
    overview, cpp, linux = lists.listings
    assert (overview.kind, overview.key, overview.title, overview.taxonomy) == (Kind.TERMS, "tags", "Tags", "tags")
    assert (overview.posts, overview.toc) == (sources_of(posts), False)
    assert _urls(overview) == [(0, "news/tags/")]
    assert (linux.kind, linux.key, linux.title, linux.taxonomy) == (Kind.TERM, "tags/Linux", "GNU/Linux", "tags")
    assert (linux.posts, linux.toc, linux.term) == (sources_of(posts), True, terms["Linux"])
    assert _urls(linux) == [(0, "news/tags/linux/"), (2, "news/tags/linux/page/2/")]
    assert (cpp.key, _urls(cpp)) == ("tags/C/C++", [(0, "news/tags/c-c/")])
    assert list(terms) == ["C/C++", "Linux"]
    assert terms["Linux"] == Term("tags", "Linux", "GNU/Linux", "linux", tuple(posts))
    assert lists.problems == []


def test_pages_of_a_term_end_in_html_without_directory_urls() -> None:
    lists = _lists(directory_urls=False)
    lists.add_terms(taxonomy(paging=TWO), [A, B, C])
    assert _urls(lists.listings[0]) == [(0, "blog/tags/linux.html"), (2, "blog/tags/linux/page/2.html")]


def test_a_url_may_have_the_title_of_its_term() -> None:
    lists = _lists()
    notes = {"Linux": TermNotes(title="GNU/Linux")}
    lists.add_terms(taxonomy(url_format="{name}", notes=notes), [A])
    assert _urls(lists.listings[0]) == [(0, "blog/GNU-Linux/")]


@pytest.mark.parametrize(
    ("values", "has_posts", "keys", "names"),
    [
        ({"overview": "tags"}, False, [], []),
        ({"overview": "tags", "pages": False}, True, [], ["Linux"]),
        ({"overview": ""}, True, ["tags/Linux"], ["Linux"]),
        ({"overview": "tags"}, True, ["tags", "tags/Linux"], ["Linux"]),
    ],
)
def test_terms_have_pages_where_they_are_wanted(
    values: dict[str, Any], has_posts: bool, keys: list[str], names: list[str]
) -> None:
    lists = _lists()
    assert list(lists.add_terms(taxonomy(**values), [A] if has_posts else [])) == names
    assert [each.key for each in lists.listings] == keys


@pytest.mark.parametrize(("reading_order", "order"), [(True, "BA"), (False, "AB")])
def test_a_series_stands_in_reading_order(reading_order: bool, order: str) -> None:
    posts = [
        post("2026-01-02", "A", series=("S",), part=1.0),
        post("2026-01-01", "B", series=("S",), part=1.0),
    ]
    lists = _lists()
    notes = {"S": TermNotes(title="Setup")}
    terms = lists.add_terms(taxonomy("series", reading_order=reading_order, notes=notes), posts)
    assert lists.listings[0].posts == tuple(f"blog/posts/{name.lower()}.md" for name in order)
    assert terms["S"].posts == tuple(posts)
    assert [each.fault for each in lists.problems] == ['part 1 of "Setup" is also blog/posts/a.md'] * reading_order


def test_problems_of_terms_are_told() -> None:
    lists = _lists()
    lists.add_terms(taxonomy(allowed=("Windows",)), [A])
    assert [each.fault for each in lists.problems] == ['"Linux" is not an allowed tag']


def test_problems_of_all_taxonomies_are_told() -> None:
    lists = _lists()
    posts = [post(title=name, tags=("Linux",), series=("S",), part=1.0) for name in "AB"]
    for each in (
        taxonomy(allowed=("Windows",)),
        taxonomy("series", allowed=("T",), reading_order=True),
        taxonomy(allowed=("BSD",), pages=False),
    ):
        lists.add_terms(each, posts)
    assert [each.fault for each in lists.problems] == [
        '"Linux" is not an allowed tag',
        '"S" is not an allowed serie',
        'part 1 of "S" is also blog/posts/a.md',
        '"Linux" is not an allowed tag',
    ]


def test_an_overview_has_one_page() -> None:
    posts = [post(title=str(at), tags=("Linux",)) for at in range(25)]
    lists = _lists(archive=archive())
    lists.add_terms(taxonomy(overview="tags"), posts)
    lists.add_periods(posts)
    assert [len(each.pages) for each in lists.listings] == [1, 3, 1, 3]


def test_the_archive_has_an_overview_and_its_periods_newest_first() -> None:
    posts = [post("2024-05-01", "Old", pin=True), post("2026-02-01", "B"), post("2026-01-01", "A")]
    lists = _lists(archive=archive(toc=True, paging=Paging(per_page=1), date_format="'Year' yyyy"), url_dir="news")
    lists.add_periods(posts)
    overview, newer, older = lists.listings
    assert (overview.kind, overview.key, overview.title) == (Kind.ARCHIVE, "archive", "Archive")
    assert (overview.posts, overview.taxonomy, overview.toc) == (sources_of(posts), "archive", False)
    assert _urls(overview) == [(0, "news/archive/")]
    assert (newer.kind, newer.key, newer.title) == (Kind.PERIOD, "archive/archive/2026", "Year 2026")
    assert (newer.posts, newer.taxonomy, newer.toc) == (sources_of(posts[1:]), "archive", True)
    assert _urls(newer) == [(0, "news/archive/2026/"), (2, "news/archive/2026/page/2/")]
    assert _urls(older) == [(0, "news/archive/2024/")]


def test_periods_are_dated_by_their_newest_post() -> None:
    posts = [post("2026-01-01", "A"), post("2025-12-31", "B"), post("2026-03-01", "C")]
    lists = _lists(archive=archive(overview="", url_date_format="MM", url_format="{date}"))
    lists.add_periods(posts)
    assert [each.pages[0].path for each in lists.listings] == ["blog/03", "blog/01", "blog/12"]


def test_the_words_of_the_archive_are_in_the_blogs_language() -> None:
    lists = _lists(archive=archive(overview="", date_format="MMMM"), locale="de")
    lists.add_periods([post("2026-03-01")])
    assert lists.listings[0].title == "März"


def test_without_posts_or_archive_there_are_no_periods() -> None:
    for lists, posts in ((_lists(), [A]), (_lists(archive=archive()), [])):
        lists.add_periods(posts)
        assert lists.listings == []


def test_the_writers_own_page_is_adopted_with_its_title() -> None:
    outputs = {"blog/index.html": "blog/index.md", "blog/tags/linux/index.html": "blog/tags/linux.md"}
    lists = _lists(outputs, {"blog/tags/linux.md": "All about Linux"}, paging=TWO)
    terms = lists.add_terms(taxonomy(), [A])
    lists.add_index([A, B, C])
    linux, index = lists.listings
    assert (linux.adopted, linux.title, linux.pages[0].path) == (
        "blog/tags/linux.md",
        "All about Linux",
        "blog/tags/linux",
    )
    assert terms["Linux"].title == "All about Linux"
    assert (index.adopted, index.title) == ("blog/index.md", "Blog")
    assert _urls(index) == [(0, "blog/"), (2, "blog/page/2/")]
    assert lists.problems == []


def test_a_page_of_the_writers_is_adopted_by_one_list_only() -> None:
    lists = _lists({"blog/topic/linux/index.html": "blog/topic/linux.md"})
    posts = [post(tags=("Linux",), categories=("Linux",))]
    for name in ("tags", "categories"):
        lists.add_terms(taxonomy(name, url_format="topic/{slug}"), posts)
    assert [each.adopted for each in lists.listings] == ["blog/topic/linux.md", ""]
    assert [_urls(each) for each in lists.listings] == [[(0, "blog/topic/linux/")], [(0, "blog/topic/linux-2/")]]
    fault = 'the list "Linux" would have the URL of blog/topic/linux.md, so it lives at blog/topic/linux-2'
    assert lists.problems == [_collision("blog/topic/linux.md", fault)]


def test_pages_at_a_url_that_is_taken_get_a_number_and_are_named() -> None:
    outputs = {"blog/page/2/index.html": "blog/page/2.md"}
    lists = _lists(outputs, paging=TWO)
    lists.add_index([A, B, C])
    assert _urls(lists.listings[0]) == [(0, "blog/"), (2, "blog/page/2/index-2/")]
    fault = "page 2 of a list would have the URL of blog/page/2.md, so it lives at blog/page/2/index-2"
    assert lists.problems == [_collision("blog/page/2.md", fault)]


def test_two_lists_at_one_url_are_named_and_both_stay() -> None:
    lists = _lists()
    lists.add_terms(taxonomy(url_format="x", paging=TWO), [A, B, C])
    lists.add_terms(
        taxonomy("categories", url_format="x", paging=TWO), [post(title=name, categories=("Y",)) for name in "DEF"]
    )
    assert [_urls(each) for each in lists.listings] == [
        [(0, "blog/x/"), (2, "blog/x/page/2/")],
        [(0, "blog/x-2/"), (2, "blog/x-2/page/2/")],
    ]
    fault = 'the list "Y" would have the URL of the list "Linux", so it lives at blog/x-2'
    assert lists.problems == [_collision('the list "Linux"', fault)]


def test_lists_whose_urls_differ_in_case_only_are_named() -> None:
    lists = _lists()
    lists.add_terms(taxonomy(slugify=lambda text, _: text), [post(tags=("Test", "test", "Other"))])
    assert [_urls(each) for each in lists.listings] == [
        [(0, f"blog/tags/{name}/")] for name in ("Other", "Test", "test")
    ]
    fault = 'the list "test" has a URL that differs only in upper and lower case'
    remedy = "Rename one of them: on Windows and macOS both are one file"
    problem = Problem('the list "Test"', 0, fault, remedy, Severity.WARNING)
    assert [each for each in lists.problems if each.severity is Severity.WARNING] == [problem]


@pytest.mark.parametrize("url_format", ["{slug}", "../{slug}", "/{slug}/"])
def test_a_list_stays_in_the_blogs_folder(url_format: str) -> None:
    lists = _lists()
    lists.add_terms(taxonomy(url_format=url_format), [A])
    assert _urls(lists.listings[0]) == [(0, "blog/linux/")]
