"""What Material's plugin writes of the same posts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from mkdocs_blogposts.blog.author import Author
from mkdocs_blogposts.blog.material import Given, MaterialSite, material_site
from mkdocs_blogposts.blog.moving import Sources
from mkdocs_blogposts.blog.post import Post
from mkdocs_blogposts.blog.settings import Paging
from tests.blog.factories import NOW, archive, post, settings, taxonomy


def entry(day: str = "2026-01-02", title: str = "Hello", **values: Any) -> Post:
    """Make a post whose front matter has the date, categories and authors that are named."""
    named = {key: list(values[key]) for key in ("categories",) if key in values}
    named |= {"authors": [each.id for each in values["authors"]]} if "authors" in values else {}
    meta = {"date": date.fromisoformat(day), **named, **values.pop("meta", {})}
    return post(day, title, meta=meta, **values)


def site(*posts: Post, titles: dict[str, str] | None = None, **values: Any) -> MaterialSite:
    """Return what Material makes of posts, with these settings."""
    own = {key: values.pop(key) for key in ("hold_future", "sources") if key in values}
    return material_site(
        Given(posts, titles or {}, settings(**values), own.pop("sources", Sources()), NOW, **own),
    )


def urls(made: MaterialSite) -> list[str]:
    return [address.url for address in made.posts.values()]


def views(made: MaterialSite) -> dict[str, list[str]]:
    """Return the URLs of the pages of each list but the front page, by its keys."""
    return {" ".join(view.keys): [each.url for each in view.addresses] for view in made.views[1:]}


FORMATS = {
    "{date}/{slug}": "blog/2026/01/02/hello/",
    "/{slug}/": "blog/hello/",
    "{categories}/{slug}": "blog/tips-and/hello/",
    "{file}": "blog/that-one/",
    "": "blog/..md/",
}


@pytest.mark.parametrize("url_format", FORMATS)
def test_posts_live_where_the_format_says(url_format: str) -> None:
    one = entry(source="blog/posts/that-one.md", categories=("Tips and", "More"))
    made = site(one, post_url_format=url_format, taxonomies=(taxonomy("categories", separator="-"),))
    assert urls(made) == [FORMATS[url_format]]


def test_a_format_may_name_several_categories_and_begin_with_a_slash() -> None:
    one = entry(slug="XX", categories=("Tips and", "More", "Rest"))
    rules = {"post_url_format": "/{slug}/{categories}/", "post_url_max_categories": 2}
    assert urls(site(one, taxonomies=(taxonomy("categories", separator="-"),), **rules)) == ["blog/XX/tips-and/more/"]


def test_a_bundle_is_called_index() -> None:
    assert urls(site(entry(source="blog/posts/a/README.md"), post_url_format="x/{file}")) == ["blog/x/"]


def test_categories_have_no_slug_where_there_is_no_such_taxonomy() -> None:
    assert urls(site(entry(categories=("A",)), post_url_format="{categories}/{slug}")) == ["blog/hello/"]


def test_slugs_are_made_of_the_title_that_material_knows_or_are_given() -> None:
    one, other = entry(source="blog/posts/a.md"), entry(source="blog/posts/b.md", slug="Said")
    assert urls(site(one, other, titles={"blog/posts/a.md": "A"})) == ["blog/2026/01/02/a/", "blog/2026/01/02/Said/"]


def test_urls_end_in_html_without_directories() -> None:
    assert urls(site(entry(), directory_urls=False)) == ["blog/2026/01/02/hello.html"]


def test_posts_stand_in_the_order_in_which_they_are_written() -> None:
    made = site(entry(source="blog/posts/b.md"), entry(source="blog/posts/a/z.md"), entry(source="blog/posts/a.md"))
    assert [*made.posts] == ["blog/posts/a.md", "blog/posts/b.md", "blog/posts/a/z.md"]


UNREAD: dict[str, dict[str, object]] = {
    "no date": {"date": None},
    "a text": {"date": "2026-01-02"},
    "no created": {"date": {"updated": date(2026, 1, 2)}},
}


@pytest.mark.parametrize("name", UNREAD)
def test_posts_without_a_date_of_yaml_s_are_not_read(name: str) -> None:
    assert urls(site(entry(meta=UNREAD[name]))) == []


def test_dates_may_be_times_or_a_mapping() -> None:
    timed = entry(meta={"date": datetime(2026, 1, 2, tzinfo=UTC)})
    assert len(urls(site(timed))) == 1
    assert len(urls(site(entry(meta={"date": {"created": date(2026, 1, 2)}})))) == 1


def test_drafts_are_written_only_in_a_preview() -> None:
    assert urls(site(entry(draft=True))) == []
    assert len(urls(site(entry(draft=True), preview=True))) == 1


@pytest.mark.parametrize(("draft", "hold", "is_there"), [(None, False, True), (None, True, False), (False, True, True)])
def test_future_posts_wait_only_where_asked_to(draft: bool | None, hold: bool, is_there: bool) -> None:
    assert bool(urls(site(entry("2199-01-02", draft=draft), hold_future=hold))) is is_there


def test_terms_with_one_slug_share_a_list_and_its_pages() -> None:
    posts = [entry(source=f"blog/posts/{at}.md", categories=names) for at, names in enumerate([("C", "C++"), ("C",)])]
    made = site(*posts, taxonomies=(taxonomy("categories", paging=Paging(per_page=2)),))
    assert views(made) == {"categories/C categories/C++": ["blog/categories/c/", "blog/categories/c/page/2/"]}


def test_a_category_without_a_slug_lives_at_the_folder_of_them_all() -> None:
    made = site(entry(categories=("?!",)), taxonomies=(taxonomy("categories"),))
    assert views(made) == {"categories/?!": ["blog/categories/"]}


def test_lists_exist_only_where_they_are_switched_on() -> None:
    mira = Author("mira", "Mira", slug="m")
    one = entry(categories=("A",), authors=(mira,))
    off = (taxonomy("categories", pages=False), taxonomy("authors", pages=False))
    assert views(site(one, taxonomies=off)) == {}
    on = (taxonomy("categories"), taxonomy("authors", url_format="by/{slug}-{name}"))
    assert views(site(one, taxonomies=on, archive=archive())) == {
        "archive/archive/2026": ["blog/archive/2026/"],
        "categories/A": ["blog/categories/a/"],
        "authors/mira": ["blog/by/m-Mira/"],
    }


def test_lists_live_where_their_formats_say() -> None:
    one = entry("2026-03-02", categories=("Tips, too",))
    by_name = taxonomy("categories", url_format="by/{slug}-{name}")
    by_month = archive(url_format="in/{date}", url_date_format="MMMM")
    assert views(site(one, taxonomies=(by_name,), archive=by_month, locale="de")) == {
        "archive/in/März": ["blog/in/M%C3%A4rz/"],
        "categories/Tips, too": ["blog/by/tips-too-Tips%2C%20too/"],
    }


def test_the_singular_keys_are_not_read() -> None:
    one = post(categories=("A",), authors=("mira",), meta={"date": date(2026, 1, 2), "category": "A", "author": "mira"})
    assert views(site(one, taxonomies=(taxonomy("categories"), taxonomy("authors")))) == {}


@pytest.mark.parametrize(
    ("blog_dir", "directory_urls", "wanted"),
    [("blog", True, "blog/page/2/"), ("", True, "page/2/"), ("blog", False, "blog/page/2/index.html")],
)
def test_the_front_page_has_pages(blog_dir: str, directory_urls: bool, wanted: str) -> None:
    posts = [entry(source=f"blog/posts/{at}.md") for at in range(3)]
    made = site(*posts, blog_dir=blog_dir, directory_urls=directory_urls, paging=Paging(per_page=2))
    assert [each.url for each in made.views[0].addresses][1:] == [wanted]
    assert len(site(*posts, paging=Paging(False, 2)).views[0].addresses) == 1


@pytest.mark.parametrize("name", ["index", "README"])
def test_further_pages_of_a_category_called_index_lie_beside_it(name: str) -> None:
    posts = [entry(source=f"blog/posts/{at}.md", categories=(name,)) for at in range(3)]
    as_written = taxonomy("categories", paging=Paging(per_page=2), slugify=lambda text, separator: text)
    made = site(*posts, taxonomies=(as_written,))
    assert views(made) == {f"categories/{name}": ["blog/categories/", "blog/categories/page/2/"]}


def test_files_move_to_the_blog_from_all_that_begins_like_the_posts_folder() -> None:
    names = ["blog/posts/a.png", "blog/posts-old/b.png", "blog/c.png", "d.png", "blog/posts/e.html"]
    sources = Sources(outputs={name: name for name in names}, media=frozenset(names[:4]))
    assert {name: address.url for name, address in site(sources=sources).files.items()} == {
        "blog/posts/a.png": "blog/a.png",
        "blog/posts-old/b.png": "blog-old/b.png",
        "blog/c.png": "blog/c.png",
    }


def test_files_of_a_blog_at_the_root_leave_their_folder() -> None:
    sources = Sources(outputs={"posts/a.png": "posts/a.png"}, media=frozenset({"posts/a.png"}))
    made = site(sources=sources, blog_dir="", post_dir="posts")
    assert made.files["posts/a.png"].url == "a.png"
