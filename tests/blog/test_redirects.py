"""Old addresses of posts."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.blog.permalink import Address
from mkdocs_blogposts.blog.plan import Plan, Sources, make_plan
from mkdocs_blogposts.blog.post import Post
from mkdocs_blogposts.blog.redirects import alias_address, first_url
from mkdocs_blogposts.blog.settings import Redirects

from .factories import NOW, post, settings


def plan_of(*posts: Post, **values: Any) -> Plan:
    given: dict[str, Any] = {"redirects": Redirects(), "post_url_format": "{slug}", **values}
    return make_plan(posts, settings(**given), Sources(outputs={"about/index.html": "about.md"}), NOW)


def leads(plan: Plan) -> dict[str, str]:
    return {each.address.dest_uri: each.target for each in plan.redirects}


@pytest.mark.parametrize(
    ("alias", "dest", "url"),
    [
        ("/old/post/", "old/post/index.html", "old/post/"),
        ("old/post", "old/post/index.html", "old/post/"),
        ("/old.html", "old.html", "old.html"),
        ("/XML.htm/", "XML.htm/index.html", "XML.htm/"),
        ("/XML.htm", "XML.htm", "XML.htm"),
        ("/old/index.html", "old/index.html", "old/"),
        ("/2019/v1.2/", "2019/v1.2/index.html", "2019/v1.2/"),
        ("/old.php", "old.php/index.html", "old.php/"),
        ("https://e.org/docs/old/", "old/index.html", "old/"),
        ("/%E4%B8%AD/", "中/index.html", "%E4%B8%AD/"),
    ],
)
def test_an_alias_is_a_path_or_an_address_of_the_site(alias: str, dest: str, url: str) -> None:
    assert alias_address(alias, settings(site_url="https://e.org/docs/")) == Address(dest, url)


@pytest.mark.parametrize(
    "alias", ["https://other.org/x/", "//other.org/x", "/?p=1", "/a#b", "../x", "/a/../../x/", "a\\b"]
)
def test_what_is_no_address_of_the_site_is_named_with_its_line(alias: str) -> None:
    plan = plan_of(post(aliases=(alias,), lines={"aliases": 3}), site_url="https://e.org/")
    assert plan.redirects == ()
    fault, remedy = f"the alias `{alias}` is no address of this site", "Write a path from its root, like `/old/post/`"
    assert plan.problems == (Problem("blog/posts/hello.md", 3, fault, remedy, Severity.WARNING),)


def test_aliases_lead_to_posts() -> None:
    assert leads(plan_of(post(title="New", aliases=("/old/", "/older/")))) == {
        "old/index.html": "blog/new/",
        "older/index.html": "blog/new/",
    }
    assert plan_of(post(aliases=("/old/",)), redirects=None).redirects == ()
    assert plan_of(post(aliases=("/old/",), draft=True)).redirects == ()


def test_an_alias_said_twice_or_that_is_the_posts_own_url_is_no_matter() -> None:
    plan = plan_of(post(title="New", aliases=("/old/", "old", "/blog/new/")))
    assert [each.address.dest_uri for each in plan.redirects] == ["old/index.html"]
    assert plan.problems == ()


@pytest.mark.parametrize(
    ("alias", "owner"),
    [
        ("/about/", "about.md"),
        ("/blog/b/", "blog/posts/b.md"),
        ("/blog/", "the list"),
        ("/x/", "an alias of blog/posts/b.md"),
    ],
)
def test_an_alias_never_takes_the_place_of_anything(alias: str, owner: str) -> None:
    plan = plan_of(post("2026-01-01", "B", aliases=("/x/",)), post("2026-01-02", "A", aliases=(alias,)))
    assert leads(plan) == {"x/index.html": "blog/b/"}
    (problem,) = plan.problems
    assert problem.fault.startswith(f"the alias `{alias}` is already the URL of {owner}")
    assert (problem.source, problem.severity) == ("blog/posts/a.md", Severity.WARNING)
    assert problem.remedy == "Remove the alias, or give the other one another URL"


def test_the_first_url_is_the_oldest_alias() -> None:
    here = Address("blog/a/index.html", "blog/a/")
    assert first_url(post(aliases=("/first/", "/second/")), here, settings()) == "first/"
    assert first_url(post(aliases=("https://o.org/",)), here, settings()) == "blog/a/"
    assert first_url(post(), here, settings()) == "blog/a/"
