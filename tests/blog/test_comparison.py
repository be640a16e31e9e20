"""What changes for a site that comes from Material's blog."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mkdocs_blogposts.blog.comparison import Addition, Comparison, Kept, Thing, _walk_order, compare
from mkdocs_blogposts.blog.material import Given
from mkdocs_blogposts.blog.moving import Sources
from mkdocs_blogposts.blog.plan import make_plan
from mkdocs_blogposts.blog.post import Post
from mkdocs_blogposts.blog.settings import Feeds, Paging, Redirects, Taxonomy
from tests.blog.factories import NOW, archive, settings, taxonomy
from tests.blog.test_material import entry


def compared(
    *posts: Post,
    titles: dict[str, str] | None = None,
    pages: tuple[str, ...] = (),
    files: tuple[str, ...] = (),
    **values: Any,
) -> Comparison:
    """Compare what both plugins make of posts, pages of the writer's, and files."""
    own = settings(**values)
    outputs = {name: name for name in files} | {f"{name[:-3]}/index.html": name for name in pages}
    sources = Sources(pages=frozenset(pages), outputs=outputs, media=frozenset(files))
    taken = [each for each in posts if each.source.startswith("blog/posts/")]
    plan = make_plan(taken, own, sources, NOW)
    return compare(Given(posts, titles or {}, own, sources, NOW), plan)


def changed(found: Comparison) -> dict[str, tuple[str, str, str]]:
    return {each.name: (each.old, each.new, each.reason) for each in found.changes}


def things(found: Comparison) -> dict[str, Thing]:
    return {each.name: each.thing for each in found.changes}


def test_what_is_the_same_stays_and_nothing_is_new() -> None:
    one = entry(categories=("Notes",))
    found = compared(
        one, files=("blog/posts/a.png",), archive=archive(overview=""), taxonomies=(taxonomy("categories"),)
    )
    assert (found.changes, found.additions) == ((), ())
    assert {each.thing: each.url for each in found.stays if each.thing is not Thing.LIST} == {
        Thing.POST: "blog/2026/01/02/hello/",
        Thing.FILE: "blog/a.png",
    }
    assert [each.url for each in found.stays if each.thing is Thing.LIST] == [
        "blog/",
        "blog/archive/2026/",
        "blog/categories/notes/",
    ]


def test_lists_and_posts_that_only_ours_writes_are_new() -> None:
    one = entry(tags=("a",), meta={"date": "2026-01-02"})
    found = compared(one, archive=archive(), taxonomies=(taxonomy(),))
    assert found.additions == (
        Addition(Thing.LIST, "tags/a", "blog/tags/a/"),
        Addition(Thing.LIST, "archive", "blog/archive/"),
        Addition(Thing.LIST, "archive/2026", "blog/archive/2026/"),
        Addition(Thing.POST, "blog/posts/hello.md", "blog/2026/01/02/hello/"),
    )


def test_feeds_and_aliases_are_new() -> None:
    one = entry(aliases=("/old/",))
    feeds = Feeds(files={"atom": "feed.xml"})
    found = compared(one, site_url="https://e.org/", feeds=feeds, redirects=Redirects())
    assert [each for each in found.additions if each.thing in (Thing.FEED, Thing.ALIAS)] == [
        Addition(Thing.FEED, "index", "blog/feed.xml"),
        Addition(Thing.ALIAS, "blog/posts/hello.md", "old/"),
    ]


def test_a_post_that_was_overwritten_has_a_url_again_and_the_other_moves() -> None:
    posts = [entry(source="blog/posts/a.md"), entry(source="blog/posts/b.md")]
    assert changed(compared(*posts)) == {
        "blog/posts/a.md": ("", "blog/2026/01/02/hello/", "Material wrote blog/posts/b.md over it"),
        "blog/posts/b.md": (
            "blog/2026/01/02/hello/",
            "blog/2026/01/02/hello-2/",
            "blog/posts/a.md has that URL, which Material wrote this one over",
        ),
    }


def test_what_material_overwrote_needs_no_remedy() -> None:
    found = compared(entry(source="blog/posts/a.md"), entry(source="blog/posts/b.md"))
    assert [each.remedy for each in found.changes] == ["", ""]
    assert things(found) == {"blog/posts/a.md": Thing.POST, "blog/posts/b.md": Thing.POST}


def test_sources_are_walked_folder_by_folder_an_index_first() -> None:
    found = "b/a.md a/z/c.md a/index.md a/b.md b.md a/index.de.md B.md a/README.md index.md a.md".split()
    walked = "index.md B.md a.md b.md a/README.md a/index.md a/b.md a/index.de.md a/z/c.md b/a.md".split()
    assert sorted(found, key=_walk_order) == walked


def test_a_post_that_a_list_overwrote_has_a_url_again() -> None:
    found = compared(entry(slug="2026"), post_url_format="archive/{slug}", archive=archive())
    assert changed(found) == {
        "blog/posts/hello.md": ("", "blog/archive/2026-2/", "Material wrote archive/2026 over it"),
    }


def test_a_post_that_a_page_overwrote_has_a_url_again() -> None:
    found = compared(entry(), post_url_format="a/{slug}", pages=("blog/a/hello.md",))
    assert changed(found) == {
        "blog/posts/hello.md": (
            "blog/a/hello/",
            "blog/a/hello-2/",
            "blog/a/hello.md has that URL, which Material wrote this one over",
        ),
    }
    found = compared(
        entry(source="blog/posts/a.md"), post_url_format="posts/x/{slug}", pages=("blog/posts/x/hello.md",)
    )
    assert changed(found) == {
        "blog/posts/a.md": ("", "blog/posts/x/hello-2/", "Material wrote blog/posts/x/hello.md over it"),
    }


def test_a_title_without_letters_gave_no_name() -> None:
    found = compared(entry(title="!!!", source="blog/posts/wow.md"))
    assert [each.remedy for each in found.changes] == [""]
    assert changed(found)["blog/posts/wow.md"] == (
        "blog/2026/01/02/",
        "blog/2026/01/02/wow/",
        'Material made no name of its title, "!!!"',
    )


def test_a_title_that_material_did_not_find_can_be_kept_by_a_slug() -> None:
    (change,) = compared(entry(source="blog/posts/a.md"), titles={"blog/posts/a.md": "2026 a"}).changes
    assert (change.old, change.new) == ("blog/2026/01/02/2026-a/", "blog/2026/01/02/hello/")
    assert (change.reason, change.remedy) == ('Material made it of "2026 a"', "`slug: 2026-a` keeps it")


@pytest.mark.parametrize("taxonomies", [(), (taxonomy("categories", pages=False),)])
def test_characters_that_files_cannot_have_go(taxonomies: tuple[Taxonomy, ...]) -> None:
    (change,) = compared(entry(slug="a:b", categories=("A",)), taxonomies=taxonomies).changes
    assert (change.reason, change.remedy) == ("its URL has characters that not every file system takes", "")


def test_a_post_moves_with_its_category() -> None:
    posts = [entry("2026-01-01", "One", categories=("C",)), entry("2026-01-02", "Two", categories=("C++",))]
    found = compared(*posts, post_url_format="{categories}/{slug}", taxonomies=(taxonomy("categories"),))
    assert changed(found) == {
        "blog/posts/two.md": ("blog/c/two/", "blog/c-2/two/", "its category has a URL of its own now"),
        "categories/C++": (
            "blog/categories/c/",
            "blog/categories/c-2/",
            "Material put these on one page: C, C++",
        ),
    }


def test_a_future_post_waits_with_what_lies_in_its_folder() -> None:
    future = entry("2199-01-02", source="blog/posts/later/index.md", categories=("Later",))
    found = compared(future, files=("blog/posts/later/a.png",), taxonomies=(taxonomy("categories"),))
    assert changed(found) == {
        "blog/posts/later/index.md": ("blog/2199/01/02/hello/", "", "it is held back (scheduled)"),
        "categories/Later": ("blog/categories/later/", "", "no published post is in it"),
        "blog/posts/later/a.png": ("blog/later/a.png", "", "it belongs to a post that is held back"),
    }
    assert things(found) == {
        "blog/posts/later/index.md": Thing.POST,
        "categories/Later": Thing.LIST,
        "blog/posts/later/a.png": Thing.FILE,
    }
    assert [each.remedy for each in found.changes if each.thing is Thing.POST] == [
        "`draft_if_future_date: false` publishes it at once"
    ]


def test_a_post_that_only_defaults_of_its_folder_hold_back_has_a_reason_and_a_remedy() -> None:
    draft, later = entry(draft=True), entry("2199-01-02", source="blog/posts/later.md", draft=True)
    plan = make_plan([draft, replace(later, draft=None)], settings(), Sources(), NOW)
    there = [replace(draft, draft=None), replace(later, draft=None)]
    alone = frozenset({draft.source, later.source})
    found = compare(Given(there, {}, settings(), Sources(), NOW, alone=alone), plan)
    assert {each.name: (each.reason, each.remedy[:20]) for each in found.changes if each.thing is Thing.POST} == {
        draft.source: (
            "it is held back (draft) by a `.meta.yml`, which Material reads with its `meta` plugin only",
            "`preset: material` r",
        ),
        later.source: ("it is held back (scheduled)", "`draft_if_future_dat"),
    }


def test_an_expired_post_has_no_remedy() -> None:
    (change,) = compared(entry(expires=entry("2026-02-01").date)).changes
    assert (change.reason, change.remedy) == ("it is held back (expired)", "")


def test_a_category_without_a_name_gets_one() -> None:
    found = compared(entry(categories=("???",)), taxonomies=(taxonomy("categories"),))
    assert changed(found) == {
        "categories/???": ("blog/categories/", "blog/categories/category/", "its URL there was no name of its own")
    }


def test_further_pages_go_where_a_list_has_fewer_posts() -> None:
    posts = [entry(f"2026-01-0{at}", f"Post {at}", categories=("C" if at < 3 else "C++",)) for at in range(1, 5)]
    found = compared(*posts, taxonomies=(taxonomy("categories", paging=Paging(per_page=2)),))
    assert changed(found)["categories/C, page 2"] == (
        "blog/categories/c/page/2/",
        "",
        "the list has fewer posts, as its terms have lists of their own",
    )


def test_further_pages_stay_with_their_list() -> None:
    found = compared(entry(), entry("2026-01-01", "Earlier"), paging=Paging(per_page=1))
    assert Kept(Thing.LIST, "blog/page/2/") in found.stays
    assert found.changes == ()


def test_further_pages_go_with_posts_that_wait() -> None:
    found = compared(entry(), entry("2199-01-01", "Later"), paging=Paging(per_page=1))
    assert changed(found)["index, page 2"] == ("blog/page/2/", "", "fewer posts")
    assert things(found) == {"blog/posts/later.md": Thing.POST, "index, page 2": Thing.LIST}


def test_further_pages_move_with_their_list() -> None:
    posts = [entry(f"2026-01-0{at}", f"Post {at}", categories=("???",)) for at in (1, 2)]
    found = compared(*posts, taxonomies=(taxonomy("categories", paging=Paging(per_page=1)),))
    assert changed(found)["categories/???, page 2"] == (
        "blog/categories/page/2/",
        "blog/categories/category/page/2/",
        "the list has moved",
    )


def test_pages_and_files_whose_path_only_begins_like_that_of_posts_stay_where_they_are() -> None:
    old = entry("2024-01-02", source="blog/posts-old/old.md")
    found = compared(old, pages=("blog/posts-old/old.md",), files=("blog/posts-old/a.png",))
    assert changed(found) == {
        "blog/posts-old/old.md": (
            "blog/2024/01/02/hello/",
            "blog/posts-old/old/",
            "Material took it for a post, as its path begins with `blog/posts`",
        ),
        "blog/posts-old/a.png": (
            "blog-old/a.png",
            "blog/posts-old/a.png",
            "Material moved it, as its path begins with `blog/posts`",
        ),
    }


def test_two_files_with_one_url_are_named() -> None:
    found = compared(files=("blog/a.png", "blog/posts/a.png"))
    assert things(found) == {"blog/posts/a.png": Thing.FILE}
    assert changed(found) == {"blog/posts/a.png": ("blog/a.png", "blog/a-2.png", "another file has that URL")}


def test_a_file_that_has_the_posts_folder_in_its_name_keeps_its_name() -> None:
    found = compared(files=("posts/tabs-in-posts/a.png",), blog_dir="", url_dir="", post_dir="posts")
    assert changed(found) == {
        "posts/tabs-in-posts/a.png": (
            "tabs-in-./a.png",
            "tabs-in-posts/a.png",
            "Material replaced `posts` in its name, too",
        )
    }
