"""Which feeds a blog has, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mkdocs_blogposts.blog.channels import Channel, entry_id, last_change
from mkdocs_blogposts.blog.dates import PostDate
from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.blog.plan import Plan, Sources, make_plan
from mkdocs_blogposts.blog.post import Post
from mkdocs_blogposts.blog.settings import Feeds, Settings

from .factories import NOW, day, post, settings, taxonomy

ATOM_ONLY = {"atom": "feed.xml"}


def plan_of(posts: Sequence[Post], feeds: Feeds | None = None, sources: Sources | None = None, **values: Any) -> Plan:
    given: dict[str, Any] = {"site_url": "https://e.org/", "feeds": feeds or Feeds(files=ATOM_ONLY), **values}
    return make_plan(posts, settings(**given), sources or Sources(), NOW)


def urls(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {each.address.url: tuple(source.split("/")[-1][:-3] for source in each.posts) for each in plan.channels}


def test_a_blog_has_a_feed_in_each_format() -> None:
    plan = plan_of([post(title="One")], Feeds())
    assert [(each.format, each.address.url) for each in plan.channels] == [
        ("atom", "blog/feed.xml"),
        ("rss", "blog/rss.xml"),
        ("json", "blog/feed.json"),
    ]
    assert {each.home for each in plan.channels} == {"blog/"}


@pytest.mark.parametrize("values", [{"site_url": ""}, {"feeds": None}])
def test_without_address_or_wish_there_is_none(values: dict[str, Any]) -> None:
    assert (
        make_plan(
            [post()], settings(**{"site_url": "https://e.org/", "feeds": Feeds(), **values}), Sources(), NOW
        ).channels
        == ()
    )


def test_no_file_no_feed() -> None:
    assert plan_of([post()], Feeds(files={})).channels == ()


def test_posts_stand_newest_first_pinned_or_not_and_no_more_than_wanted() -> None:
    posts = [post("2026-01-01", "Old", pin=True), post("2026-03-01", "New"), post("2026-02-01", "Middle")]
    assert urls(plan_of(posts)) == {"blog/feed.xml": ("new", "middle", "old")}
    assert urls(plan_of(posts, Feeds(files=ATOM_ONLY, length=2))) == {"blog/feed.xml": ("new", "middle")}


@pytest.mark.parametrize(
    "hidden", [{"draft": True}, {"unlisted": True}, {"expires": day("2026-01-02")}, {"date": "2027-01-01"}]
)
def test_no_feed_shows_what_is_not_published_even_in_a_preview(hidden: dict[str, Any]) -> None:
    posts = [post("2026-01-01", "Seen"), post(**{"date": "2026-01-01", "title": "Hidden", **hidden})]
    assert urls(plan_of(posts, preview=True)) == {"blog/feed.xml": ("seen",)}


def test_an_updated_feed_is_in_the_order_of_changes() -> None:
    posts = [post("2026-01-01", "Old", updated=day("2026-05-01")), post("2026-03-01", "New")]
    found = urls(plan_of(posts, Feeds(files={"rss": "/created.xml", "rss_updated": "/updated.xml"})))
    assert found == {"created.xml": ("new", "old"), "updated.xml": ("old", "new")}


def test_a_change_is_never_before_the_post() -> None:
    assert last_change(post("2026-02-01", updated=day("2026-01-01"))) == day("2026-02-01").at
    assert last_change(post("2026-02-01", updated=day("2026-03-01"))) == day("2026-03-01").at
    # In the same zone, moments are compared by the clock, which is set back an hour in autumn.
    berlin = ZoneInfo("Europe/Berlin")
    first, second = (datetime(2026, 10, 25, 2, minute, tzinfo=berlin, fold=fold) for minute, fold in ((40, 0), (20, 1)))
    turned = replace(post(), date=PostDate(first, timed=True), updated=PostDate(second, timed=True))
    assert last_change(turned) is second


def test_terms_have_feeds_below_their_pages() -> None:
    posts = [post("2026-01-01", "One", tags=("a", "b")), post("2026-01-02", "Two", tags=("a",))]
    posts.append(post("2026-01-03", "Three", tags=("c",), draft=True))
    feeds = Feeds(files={"atom": "news/all.xml", "rss": "rss.xml"}, lists=frozenset({"tags"}))
    plan = plan_of(posts, feeds, taxonomies=(taxonomy("tags"), taxonomy("categories")), preview=True)
    assert urls(plan) == {
        "blog/news/all.xml": ("two", "one"),
        "blog/rss.xml": ("two", "one"),
        "blog/tags/a/all.xml": ("two", "one"),
        "blog/tags/b/all.xml": ("one",),
    }
    assert {each.title: each.home for each in plan.channels} == {"": "blog/", "a": "blog/tags/a/", "b": "blog/tags/b/"}
    assert {(each.key, each.lang) for each in plan.channels} == {("index", "en"), ("tags/a", "en"), ("tags/b", "en")}
    assert [each.title for each in plan.feeds("tags/b")] == ["b"]


def test_feeds_of_terms_stand_where_their_pages_do() -> None:
    feeds = Feeds(files=ATOM_ONLY, lists=frozenset({"tags"}))
    plan = plan_of([post(tags=("A/B",))], feeds, taxonomies=(taxonomy("tags", url_format="tags/{name}"),))
    assert [each.address.url for each in plan.channels] == ["blog/feed.xml", "blog/tags/A-B/feed.xml"]


def test_feeds_of_terms_are_in_the_language_of_the_blog() -> None:
    feeds = Feeds(files=ATOM_ONLY, lists=frozenset({"tags"}))
    plan = plan_of([post(tags=("a",))], feeds, taxonomies=(taxonomy("tags"),), locale="zh_TW")
    assert [each.lang for each in plan.channels] == ["zh-TW", "zh-TW"]


def test_terms_without_pages_may_have_feeds() -> None:
    feeds = Feeds(files=ATOM_ONLY, lists=frozenset({"tags"}))
    plan = plan_of([post(tags=("a",))], feeds, taxonomies=(taxonomy("tags", pages=False),))
    assert [(each.address.url, each.home) for each in plan.channels] == [
        ("blog/feed.xml", "blog/"),
        ("blog/tags/a/feed.xml", "blog/"),
    ]


def test_languages_have_feeds_where_there_are_several() -> None:
    feeds = Feeds(files=ATOM_ONLY, lists=frozenset({"languages"}))
    posts = [post("2026-01-01", "One"), post("2026-01-02", "Two", lang="zh_TW")]
    plan = plan_of(posts, feeds)
    assert urls(plan) == {
        "blog/feed.xml": ("two", "one"),
        "blog/feed.en.xml": ("one",),
        "blog/feed.zh-tw.xml": ("two",),
    }
    assert [each.lang for each in plan.channels] == ["en", "en", "zh-TW"]
    assert [each.key for each in plan.channels] == ["index", "languages/en", "languages/zh-TW"]
    assert [each.title for each in plan.channels] == ["", "en", "zh-TW"]
    assert {each.home for each in plan.channels} == {"blog/"}
    assert len(plan_of(posts[:1], feeds).channels) == 1


def test_the_feed_of_a_language_leads_to_its_list_where_there_is_one() -> None:
    feeds = Feeds(files=ATOM_ONLY, lists=frozenset({"languages"}))
    posts = [post("2026-01-01", "One"), post("2026-01-02", "Two", lang="zh_TW")]
    plan = plan_of(posts, feeds, languages_apart=True)
    assert {each.key: each.home for each in plan.channels} == {
        "index": "blog/",
        "languages/en": "blog/",
        "languages/zh-TW": "blog/zh-tw/",
    }


def test_older_posts_stand_in_parts_that_never_change() -> None:
    posts = [post(f"2026-01-{at:02}", f"P{at}") for at in range(1, 11)]
    feeds = Feeds(files={"atom": "feed.xml", "atom_updated": "changes.xml"}, length=3, archive=True)
    plan = plan_of(posts, feeds)
    assert urls(plan) == {
        "blog/feed.xml": ("p10", "p9", "p8"),
        "blog/feed-1.xml": ("p3", "p2", "p1"),
        "blog/feed-2.xml": ("p6", "p5", "p4"),
        "blog/feed-3.xml": ("p9", "p8", "p7"),
        "blog/changes.xml": ("p10", "p9", "p8"),
    }
    assert [each.part for each in plan.channels] == [0, 1, 2, 3, 0]
    current, first, second, third, _ = (each.around for each in plan.channels)
    here = {"current": "blog/feed.xml"}
    assert current == {"prev-archive": "blog/feed-3.xml"}
    assert first == {**here, "next-archive": "blog/feed-2.xml"}
    assert second == {**here, "prev-archive": "blog/feed-1.xml", "next-archive": "blog/feed-3.xml"}
    assert third == {**here, "prev-archive": "blog/feed-2.xml"}
    later = plan_of([*posts, post("2026-01-11", "P11")], feeds)
    assert urls(later)["blog/feed-1.xml"] == urls(plan)["blog/feed-1.xml"]
    assert plan_of(posts[:3], feeds).channels[0].around is None


@pytest.mark.parametrize(("named", "severity"), [(True, Severity.WARNING), (False, Severity.HINT)])
def test_a_feed_never_takes_the_place_of_a_file(named: bool, severity: Severity) -> None:
    plan = plan_of([post()], Feeds(named=named), Sources(outputs={"blog/Feed.xml": "blog/Feed.xml"}))
    assert [each.format for each in plan.channels] == ["rss", "json"]
    fault = "the feed would have the URL of blog/Feed.xml, so there is none"
    remedy = "Name another file in `feeds: files:`"
    assert plan.problems == (Problem("blog/Feed.xml", 0, fault, remedy, severity),)


def test_of_two_feeds_at_one_place_the_first_stays() -> None:
    plan = plan_of([post()], Feeds(files={"atom": "feed.xml", "rss": "feed.xml"}))
    assert [each.format for each in plan.channels] == ["atom"]
    assert [each.source for each in plan.problems] == ["the feed blog/feed.xml"]


@pytest.mark.parametrize(
    ("directory_urls", "urls"),
    [(True, ("feed/", "feed/index-1.html")), (False, ("feed/index.html", "feed/index-1.html"))],
)
def test_a_feed_that_is_the_index_of_a_folder_has_its_url(directory_urls: bool, urls: tuple[str, ...]) -> None:
    feeds = Feeds(files={"atom": "/feed/index.html"}, length=1, archive=True)
    plan = plan_of([post("2026-01-01"), post("2026-01-02", "B")], feeds, directory_urls=directory_urls)
    assert tuple(each.address.url for each in plan.channels) == urls


def known(**values: Any) -> Settings:
    return settings(**{"site_url": "https://e.org/docs/", "feeds": Feeds(), **values})


def test_a_post_is_known_by_its_first_url_for_ever() -> None:
    assert entry_id(post("2026-01-02"), "blog/a/", known()) == "tag:e.org,2026-01-02:/docs/blog/a/"
    assert (
        entry_id(post("2026-01-02"), "blog/a/", known(feeds=Feeds(ids_are_urls=True))) == "https://e.org/docs/blog/a/"
    )
    assert entry_id(post("2026-01-02"), "blog/a/", known(feeds=None)) == "tag:e.org,2026-01-02:/docs/blog/a/"
    assert entry_id(replace(post(), guid="mine"), "blog/a/", known()) == "mine"


def test_the_main_feeds_are_those_to_subscribe_to() -> None:
    feeds = Feeds(files={"rss": "a.xml", "rss_updated": "b.xml"}, length=1, archive=True)
    plan = plan_of([post("2026-01-01", "One"), post("2026-01-02", "Two")], feeds)
    found: dict[str, Channel] = {each.address.dest_uri: each for each in plan.channels}
    assert {dest: each.is_main for dest, each in found.items()} == {
        "blog/a.xml": True,
        "blog/a-1.xml": False,
        "blog/b.xml": False,
    }
    assert [each.address.dest_uri for each in plan.feeds("index")] == ["blog/a.xml"]
    assert plan.feeds("tags/x") == []
