"""Posts as Markdown: where they stand, and what they say."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from mkdocs_blogposts.blog.author import Author
from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.blog.plan import Plan, Sources, make_plan
from mkdocs_blogposts.blog.post import Post
from mkdocs_blogposts.blog.settings import Redirects
from mkdocs_blogposts.blog.twins import Item, as_markdown, front_matter, write_llms, write_twin

from .factories import NOW, day, post, settings, taxonomy

HIDDEN = [
    post("2026-01-01", "Draft", draft=True),
    post("2027-01-01", "Scheduled"),
    post("2026-01-01", "Unlisted", unlisted=True),
    post("2026-01-01", "Expired", expires=day("2026-01-02")),
    post("2026-01-01", "Protected", protected=True),
]


def plan_of(*posts: Post, outputs: dict[str, str] | None = None, **values: Any) -> Plan:
    given = {"markdown": True, "llms": "llms.txt", "post_url_format": "{slug}", **values}
    return make_plan(posts, settings(**given), Sources(outputs=outputs or {}), NOW)


@pytest.mark.parametrize(("directory_urls", "dest"), [(True, "blog/hello/index.md"), (False, "blog/hello.md")])
def test_markdown_stands_beside_the_page(directory_urls: bool, dest: str) -> None:
    (address,) = plan_of(post(), directory_urls=directory_urls).twins.values()
    assert (address.dest_uri, address.url) == (dest, dest)


@pytest.mark.parametrize("preview", [True, False])
def test_nothing_but_what_everybody_may_read_is_there(preview: bool) -> None:
    plan = plan_of(post(title="Seen"), *HIDDEN, preview=preview)
    assert plan.post_list is not None
    assert [*plan.twins] == [*plan.post_list.posts] == ["blog/posts/seen.md"]


def test_a_notebook_is_listed_and_has_no_markdown() -> None:
    plan = plan_of(post(source="blog/posts/a.ipynb"))
    assert plan.post_list is not None
    assert (plan.twins, plan.post_list.posts) == ({}, ("blog/posts/a.ipynb",))


def test_without_a_wish_there_is_neither() -> None:
    plan = plan_of(post(), markdown=False, llms="")
    assert (plan.twins, plan.post_list) == ({}, None)


def test_the_list_is_newest_first_pinned_or_not() -> None:
    plan = plan_of(post("2026-01-01", "Old", pin=True), post("2026-03-01", "New"))
    assert plan.post_list is not None
    assert plan.post_list.posts == ("blog/posts/new.md", "blog/posts/old.md")


def test_what_is_there_already_is_named_and_stays() -> None:
    plan = plan_of(post(), outputs={"llms.txt": "llms.txt", "blog/hello/index.md": "blog/hello/index.md"})
    assert (plan.twins, plan.post_list) == ({}, None)
    assert plan.problems == (
        Problem(
            "blog/posts/hello.md",
            0,
            "its Markdown would have the URL of blog/hello/index.md, so there is none",
            "Rename one of them",
            Severity.WARNING,
        ),
        Problem(
            "llms.txt",
            0,
            "the list of posts for language models would have its URL, so there is none",
            "Give the list another name in `feeds: llms:`",
            Severity.WARNING,
        ),
    )


def test_of_two_new_files_at_one_place_the_list_yields() -> None:
    plan = plan_of(post(), llms="blog/hello/index.md")
    assert plan.post_list is None
    assert [each.source for each in plan.problems] == ["the Markdown of blog/posts/hello.md"]


def test_an_alias_does_not_take_the_place_of_the_list() -> None:
    plan = plan_of(post(aliases=("/llms.html",)), llms="llms.html", redirects=Redirects())
    assert plan.post_list is not None
    assert [each.source for each in plan.problems] == ["blog/posts/hello.md"]


def twin(entry: Post, text: str = "Text.", url: str = "") -> str:
    plan = make_plan([entry], settings(taxonomies=(taxonomy(),)), Sources(), NOW)
    return write_twin(entry, front_matter(entry, url, plan.terms), text, lambda written: f"<{written}>")


def test_a_twin_says_what_its_page_says() -> None:
    entry = post(
        "2026-01-02 08:30",
        "Tom: a *story*",
        description='With "quotes"',
        updated=day("2026-02-03"),
        authors=(Author("ann", "Ann & Co"),),
        tags=("x", "y"),
        lang="de",
        meta={"secret": "not shown"},
    )
    front, text = twin(entry, url="https://e.org/").split("---\n")[1:]
    assert yaml.safe_load(front) == {
        "title": "Tom: a *story*",
        "description": 'With "quotes"',
        "url": "https://e.org/",
        "date": "2026-01-02T08:30:00+00:00",
        "updated": "2026-02-03",
        "authors": ["Ann & Co"],
        "language": "de",
        "tags": ["x", "y"],
    }
    assert text == "\n# Tom: a \\*story\\*\n\nText.\n"


def test_what_nobody_said_is_left_out() -> None:
    assert twin(post("2026-01-02")).startswith('---\ntitle: "Hello"\ndate: "2026-01-02"\n---\n')


def test_texts_in_front_matter_are_read_by_people_too() -> None:
    assert twin(post("2026-01-02", "中文")).startswith('---\ntitle: "中文"\n')


def test_terms_that_have_no_pages_are_left_out() -> None:
    front, _ = twin(post(tags=("x",), categories=("C",))).split("---\n")[1:]
    assert yaml.safe_load(front).get("categories") is None
    assert yaml.safe_load(front)["tags"] == ["x"]


def test_a_heading_of_the_writers_stays_alone() -> None:
    assert twin(post(), "\n# My *own*\n\nText.\n\n").endswith("---\n\n# My *own*\n\nText.\n")


def test_links_lead_on_and_code_stays() -> None:
    text = '[a](b.md "T") ![p](p.png)\n\n[r]: c.md\n\n<img src="d.png"> `[a](b.md)`'
    led = '[a](<b.md> "T") ![p](<p.png>)\n\n[r]: <c.md>\n\n<img src="<d.png>"> `[a](b.md)`\n'
    assert twin(post(), text).endswith(led)


def test_the_list_has_a_title_what_the_site_is_and_a_line_for_each_post() -> None:
    items = [Item("One [1]", "a/index.md", "First\nlines"), Item("Two", "b/index.md", "")]
    assert write_llms("Notes", "Of *things*", "Blog", items) == (
        "# Notes\n\n> Of \\*things\\*\n\n## Blog\n\n- [One \\[1\\]](a/index.md): First lines\n- [Two](b/index.md)\n"
    )
    assert write_llms("Notes", "", "Blog", []) == "# Notes\n\n## Blog\n"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("</script><b>", "\\</script>\\<b>"),
        ("R & D &amp; &#60;", "R & D \\&amp; \\&#60;"),
        ("a_b `c` \\ [d]", "a\\_b \\`c\\` \\\\ \\[d\\]"),
        ("C# 中文, 1 + 1", "C# 中文, 1 + 1"),
    ],
)
def test_a_text_is_shown_as_typed(text: str, markdown: str) -> None:
    assert as_markdown(text) == markdown
