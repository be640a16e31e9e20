"""Which list an old URL showed."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_blogposts.blog.old_lists import OldLists, Successor
from mkdocs_blogposts.blog.plan import Sources, make_plan
from mkdocs_blogposts.blog.settings import Paging, TermNotes

from .factories import NOW, archive, post, settings, taxonomy

POSTS = [
    post("2024-03-05", "One", categories=("Tips & Tricks",), tags=("C++",), authors=("ann",)),
    post("2026-03-05", "Two"),
    post("2026-04-05", "Three", tags=("OS X",)),
]
TAXONOMIES = (
    taxonomy("categories", overview="category", url_format="category/{slug}"),
    taxonomy("tags", overview="tags", notes={"C++": TermNotes(slug="cpp")}, notes_source="blog/.taxonomies.yml"),
    taxonomy("authors", overview="author", url_format="author/{slug}"),
    taxonomy("topics", overview="", url_format="{slug}"),
)


def find(path: str, **values: Any) -> Successor | None:
    given = {"taxonomies": TAXONOMIES, "archive": archive(), "paging": Paging(per_page=2), **values}
    rules = settings(**given)
    return OldLists(make_plan(POSTS, rules, Sources(), NOW).listings, rules).find(path)


@pytest.mark.parametrize(
    ("path", "url", "setting"),
    [
        ("blog/categories/tips-tricks/", "blog/category/tips-tricks/", 'categories_url_format: "categories/{slug}"'),
        ("categories/Tips-Tricks/", "blog/category/tips-tricks/", ""),
        ("blog/tag/cpp", "blog/tags/cpp/", 'taxonomies: {tags: {url_format: "tag/{slug}"}}'),
        ("blog/tag/c++", "blog/tags/cpp/", ""),
        ("/blog/tag/OS-X/", "blog/tags/os-x/", ""),
        ("blog/authors/ann", "blog/author/ann/", 'authors_profiles_url_format: "authors/{slug}"'),
        ("blog/2024", "blog/archive/2024/", 'archive_url_format: "{date}"'),
        ("blog/old/archives/2024", "blog/archive/2024/", 'archive_url_format: "old/archives/{date}"'),
        ("2024", "blog/archive/2024/", ""),
        ("blog/archives", "blog/archive/", 'archive_url_format: "archives/{date}"'),
        ("blog/tag", "blog/tags/", 'taxonomies: {tags: {url_format: "tag/{slug}"}}'),
        ("category/tips-tricks/page/2", "blog/category/tips-tricks/", ""),
    ],
)
def test_a_list_that_moved_is_found_with_the_setting_that_moves_it(path: str, url: str, setting: str) -> None:
    assert find(path) == Successor(url, setting)


def test_numbers_in_the_name_of_the_blog_are_no_date() -> None:
    assert find("2024", url_dir="web2") == Successor("web2/archive/2024/")


def test_a_blog_that_is_the_whole_site_has_lists_anywhere() -> None:
    found = find("label/categories/tips-tricks", blog_dir="", url_dir="")
    assert found == Successor("category/tips-tricks/", 'categories_url_format: "label/categories/{slug}"')


def test_a_term_of_another_slug_is_found_with_the_slug_it_had() -> None:
    found = find("blog/tags/c++")
    assert found == Successor("blog/tags/cpp/", slug="c++", term="`C++` under `tags`", notes="blog/.taxonomies.yml")


@pytest.mark.parametrize("path", ["blog/page/7", "blog/p7", "blog/page-7"])
def test_a_page_that_is_no_more_leads_to_its_list(path: str) -> None:
    assert find(path) == Successor("blog/", is_shorter=True)


def test_pages_are_known_by_the_format_they_have_here() -> None:
    assert find("blog/seite/7", page_url_format="seite/{page}") == Successor("blog/", is_shorter=True)


def test_lists_without_folders_are_found() -> None:
    assert find("blog/page/7", directory_urls=False) == Successor("blog/index.html", is_shorter=True)
    tips = "blog/category/tips-tricks.html"
    assert find("category/tips-tricks", directory_urls=False) == Successor(tips)
    assert find("blog/category/tips-tricks/page/2", directory_urls=False) == Successor(tips, is_shorter=True)


def test_the_folder_of_a_list_is_known_in_other_places_too() -> None:
    labels = taxonomy("tags", overview="", url_format="/labels/{slug}")
    assert find("old/labels/os-x", taxonomies=(labels,)) == Successor("blog/labels/os-x/")


def test_a_term_that_is_no_more_leads_to_all_terms() -> None:
    assert find("tag/python") == Successor("blog/tags/", is_gone=True)
    assert find("web/old/tag/python") == Successor("blog/tags/", is_gone=True)
    assert find("tag/python/web") is None


def test_the_archive_is_known_by_its_usual_names() -> None:
    for name in ("archive", "archives"):
        moved = Successor("blog/all/", f'archive_url_format: "{name}/{{date}}"')
        assert find(f"blog/{name}", archive=archive(overview="all")) == moved


@pytest.mark.parametrize(
    ("path", "url", "setting"),
    [
        ("blog/old/2024/03/05", "blog/archive/2024/03/05/", 'archive_url_format: "old/{date}"'),
        ("2026/03/05", "blog/archive/2026/03/05/", ""),
        ("blog/archives/2026/4/5", None, ""),
    ],
)
def test_archives_by_day_are_found(path: str, url: str | None, setting: str) -> None:
    by_day = archive(date_format="yyyy MM dd", url_date_format="yyyy/MM/dd")
    assert find(path, archive=by_day) == (Successor(url, setting) if url else None)


@pytest.mark.parametrize("path", ["", "one", "blog/2025/one", "2023", "python", "page/2"])
def test_what_was_no_list_is_none(path: str) -> None:
    assert find(path) is None
