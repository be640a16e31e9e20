from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.dates import PostDate
from mkdocs_blogposts.blog.errors import Severity
from mkdocs_blogposts.blog.lifecycle import Visibility
from mkdocs_blogposts.blog.plan import Plan, Sources, find_neighbours, in_list_order, make_plan
from mkdocs_blogposts.blog.post import Post
from mkdocs_blogposts.blog.settings import Paging, Settings
from tests.blog.factories import NOW, archive, day, post, settings, taxonomy

EVERY_KIND = [
    post("2026-01-05", "Listed"),
    post("2026-01-04", "Unlisted", unlisted=True),
    post("2026-01-03", "Draft", draft=True, tags=("Secret",)),
    post("2026-01-02", "Expired", expires=day("2026-01-03")),
    post("2027-01-01", "Scheduled"),
    post("2026-01-01", "Old", pin=True),
]


def _plan(posts: list[Post], rules: Settings | None = None, sources: Sources | None = None) -> Plan:
    return make_plan(posts, rules or settings(), sources or Sources(), NOW)


def _sources(*names: str) -> list[str]:
    return [f"blog/posts/{name}.md" for name in names]


def test_lists_hold_what_is_published_and_unlisted_posts_have_a_page() -> None:
    plan = _plan(EVERY_KIND, settings(taxonomies=(taxonomy(),)))
    assert plan.listing("index").posts == tuple(_sources("old", "listed"))  # type: ignore[union-attr]
    assert list(plan.posts) == _sources("old", "listed", "unlisted")
    assert plan.held == tuple(_sources("expired", "draft", "scheduled"))
    assert sorted(plan.addresses) == sorted(plan.posts)
    assert plan.neighbours == {
        "blog/posts/listed.md": (None, "blog/posts/old.md"),
        "blog/posts/old.md": ("blog/posts/listed.md", None),
    }
    assert plan.terms == {"tags": {}}
    assert plan.pinned == {"blog/posts/old.md"}
    assert plan.next_change == day("2027-01-01").due(False)
    assert [plan.visibility[each.source] for each in EVERY_KIND] == [
        Visibility.PUBLISHED,
        Visibility.UNLISTED,
        Visibility.DRAFT,
        Visibility.EXPIRED,
        Visibility.SCHEDULED,
        Visibility.PUBLISHED,
    ]


def test_a_preview_shows_everything() -> None:
    plan = _plan(EVERY_KIND, settings(preview=True, taxonomies=(taxonomy(),)))
    everything = _sources("old", "scheduled", "listed", "unlisted", "draft", "expired")
    assert list(plan.posts) == everything
    assert plan.listing("index").posts == tuple(everything)  # type: ignore[union-attr]
    assert plan.held == ()
    assert list(plan.terms["tags"]) == ["Secret"]
    assert plan.visibility["blog/posts/draft.md"] is Visibility.DRAFT
    assert len(plan.neighbours) == 6


def test_a_pin_holds_until_its_moment() -> None:
    posts = [post(title="A", pin=day("2026-11-22 12:01")), post(title="B", pin=day("2026-11-22 12:00"))]
    assert _plan(posts).pinned == {"blog/posts/a.md"}


TONGUES = [
    post("2026-01-03", "Hello", key="hello", tags=("x",)),
    post("2026-01-03", "Hallo", key="hello", lang="de", tags=("x", "y"), series=("Long",)),
    post("2026-01-02", "Nur", key="nur", lang="de"),
    post("2026-01-01", "First", key="first", series=("Long",)),
]


def test_where_languages_are_apart_lists_name_each_post_once_and_each_other_language_has_its_own() -> None:
    series = taxonomy("series", singular="series", reading_order=True)
    plan = _plan(TONGUES, settings(languages_apart=True, archive=archive(), taxonomies=(taxonomy(), series)))
    found = {listing.key: [each.split("/")[-1] for each in listing.posts] for listing in plan.listings}
    assert found["index"] == found["archive/archive/2026"] == ["hello.md", "nur.md", "first.md"]
    assert found["languages/de"] == ["hallo.md", "nur.md"]
    assert (found["tags/x"], found["tags/y"], found["series/Long"]) == (
        ["hello.md"],
        ["hallo.md"],
        ["first.md", "hallo.md"],
    )
    assert len(plan.terms["series"]["Long"].posts) == 2
    german = plan.listing("languages/de")
    assert german is not None
    assert (german.title, german.url, german.lang) == ("Deutsch", "blog/de/", "de")


def test_where_languages_are_apart_newer_and_older_are_those_of_the_list() -> None:
    plan = _plan(TONGUES, settings(languages_apart=True))
    hello, hallo, nur, first = _sources("hello", "hallo", "nur", "first")
    assert plan.neighbours == {hello: (None, nur), nur: (hello, first), first: (nur, None), hallo: (None, nur)}


def test_languages_are_mixed_unless_told() -> None:
    plan = _plan(TONGUES)
    assert [listing.key for listing in plan.listings] == ["index"]
    assert len(plan.listings[0].posts) == 4


def test_a_page_leads_to_the_post_that_lives_there() -> None:
    assert _plan([post("2026-01-01", "A", slug="ä b")]).posts_at == {"blog/2026/01/01/ä b": "blog/posts/a.md"}


def test_an_empty_blog_has_its_front_page() -> None:
    plan = _plan([], settings(archive=archive(), taxonomies=(taxonomy(overview="tags"),)))
    assert [each.key for each in plan.listings] == ["index"]
    assert (plan.posts, plan.addresses, plan.problems, plan.next_change) == ({}, {}, (), None)


def test_lists_are_taxonomies_the_archive_and_the_front_page() -> None:
    rules = settings(archive=archive(), taxonomies=(taxonomy(), taxonomy("categories")))
    plan = _plan([post(tags=("A",), categories=("B",))], rules)
    assert [each.key for each in plan.listings] == [
        "tags/A",
        "categories/B",
        "archive",
        "archive/archive/2026",
        "index",
    ]
    assert plan.listing("tags/A") is plan.listings[0]
    assert plan.listing("tags/B") is None
    assert list(plan.terms) == ["tags", "categories"]


def test_posts_and_the_files_that_move_have_addresses() -> None:
    outputs = {"blog/posts/x.png": "blog/posts/x.png", "about/index.html": "about.md", "blog/y.png": "blog/y.png"}
    sources = Sources(outputs=outputs, media=frozenset(["blog/posts/x.png", "blog/y.png"]))
    plan = _plan([post()], sources=sources)
    assert {source: each.url for source, each in plan.addresses.items()} == {
        "blog/posts/x.png": "blog/x.png",
        "blog/posts/hello.md": "blog/2026/11/22/hello/",
    }


def test_categories_in_urls_have_the_slugs_of_their_lists() -> None:
    rules = settings(post_url_format="{categories}/{slug}", taxonomies=(taxonomy("categories"),))
    posts = [post(categories=("C",)), post(title="Other", categories=("c",))]
    plan = _plan(posts, rules)
    assert [plan.addresses[each.source].url for each in posts] == ["blog/c-2/hello/", "blog/c/other/"]


def test_the_writers_own_pages_are_adopted_where_they_have_moved_to() -> None:
    sources = Sources(
        frozenset(["blog/index.md"]), {"blog/index.html": "blog/index.md"}, titles={"blog/index.md": "News"}
    )
    plan = _plan([post()], settings(url_dir="news"), sources)
    (index,) = plan.listings
    assert (index.adopted, index.title, index.url) == ("blog/index.md", "News", "news/")
    assert plan.problems == ()


def test_problems_of_files_lists_and_posts_are_told_together() -> None:
    outputs = {"blog/x.png": "blog/x.png", "blog/posts/x.png": "blog/posts/x.png", "blog/index.html": "blog/index.html"}
    sources = Sources(outputs=outputs, media=frozenset(["blog/x.png", "blog/posts/x.png"]))
    plan = _plan([post(slug="..")], sources=sources)
    assert [(each.source, each.fault) for each in plan.problems] == [
        ("blog/posts/x.png", "its URL is already that of blog/x.png, so it lives at blog/x-2.png"),
        ("blog/index.html", 'the list "Blog" would have the URL of blog/index.html, so it lives at blog/index-2'),
        ("blog/posts/hello.md", "`slug: ..` cannot be a part of a URL"),
    ]


def test_lists_are_pinned_first_then_newest_first_then_in_the_order_of_files() -> None:
    posts = [
        post(source="b/a.md"),
        post(source="a.md"),
        post("2026-11-22 00:00", source="b.md"),
        post("2026-11-23", source="c.md"),
        post("2020-01-01", source="d.md"),
        post("2020-01-02", source="e.md"),
    ]
    ordered = in_list_order(posts, frozenset(["d.md", "e.md"]))
    assert [each.source for each in ordered] == ["e.md", "d.md", "c.md", "a.md", "b.md", "b/a.md"]


def test_posts_are_sorted_by_the_instant_even_when_the_clock_is_set_back() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    later = PostDate(datetime(2026, 10, 25, 2, 10, tzinfo=berlin, fold=1), True)
    posts = [post("2026-10-25 02:50", source="a.md", zone=berlin), replace(post(source="b.md"), date=later)]
    assert [each.source for each in in_list_order(posts, frozenset())] == ["b.md", "a.md"]


def test_now_is_a_moment_even_when_the_clock_is_set_back() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    waiting = post("2026-10-25 02:50", zone=berlin, draft=None)  # the first 02:50
    now = datetime(2026, 10, 25, 2, 10, tzinfo=berlin, fold=1)  # 20 minutes later
    plan = make_plan([waiting], settings(zone=berlin), Sources(), now)
    assert plan.visibility[waiting.source] is Visibility.PUBLISHED


def test_neighbours_are_found_by_date_alone() -> None:
    posts = [post("2026-01-02", "B", pin=True), post("2026-01-03", "C"), post("2026-01-01", "A")]
    a, b, c = _sources("a", "b", "c")
    assert find_neighbours(posts) == {c: (None, b), b: (c, a), a: (b, None)}
    assert find_neighbours([]) == {}


def test_neighbours_within_a_taxonomy_share_the_first_term() -> None:
    days = enumerate([("Code", "Life"), ("Life",), ("Code",), (), ("Life", "Code"), ()], 1)
    posts = [post(f"2026-01-0{day}", f"P{day}", categories=names) for day, names in days]
    one, two, three, four, five, six = (each.source for each in posts)
    assert find_neighbours(posts, "categories") == {
        one: (three, None),
        two: (five, None),
        three: (None, one),
        four: (six, None),
        five: (None, two),
        six: (None, four),
    }


def test_translations_share_a_key() -> None:
    posts = [post(title=name, key=key) for name, key in (("A", "a"), ("A zh", "a"), ("B", "b"), ("A de", "a"))]
    plan = _plan(posts)
    assert plan.translations(posts[0]) == _sources("a-de", "a-zh")
    assert plan.translations(posts[2]) == []


@pytest.mark.parametrize(
    ("posts", "hidden"),
    [
        ([("a/index.md", True)], ["a/x.png", "a/deep/x.png", "a/b/x.png"]),
        ([("a/index.md", False)], []),
        ([("a/post.md", True)], []),
        ([("a/index.md", True), ("a/index.zh.md", False)], ["a/x.png", "a/deep/x.png", "a/b/x.png"]),
        ([("a/index.md", True), ("a/README.md", False)], []),
        ([("a/index.md", True), ("a/b/index.md", False)], ["a/x.png", "a/deep/x.png"]),
        ([("a/index.md", False), ("a/b/index.md", True)], ["a/b/x.png"]),
        ([("index.md", True)], []),
    ],
)
def test_what_lies_in_a_bundle_is_held_back_with_it(posts: list[tuple[str, bool]], hidden: list[str]) -> None:
    names = ["x.png", "a/x.png", "a/deep/x.png", "a/b/x.png", "ab/x.png"]
    files = {f"{at}": f"blog/posts/{name}" for at, name in enumerate(names)}
    made = [post(title=f"{at}", source=f"blog/posts/{name}", draft=draft) for at, (name, draft) in enumerate(posts)]
    assert _plan(made, sources=Sources(outputs=files)).hidden == {f"blog/posts/{name}" for name in hidden}


def test_files_of_a_bundle_show_in_a_preview() -> None:
    sources = Sources(outputs={"x": "blog/posts/a/x.png"})
    held = [post(source="blog/posts/a/index.md", draft=True)]
    assert _plan(held, settings(preview=True), sources).hidden == set()


def test_in_a_blog_of_bundles_at_the_root_other_files_stay() -> None:
    rules = settings(blog_dir="", url_dir="", post_dir="")
    sources = Sources(outputs={"x.png": "x.png", "a/x.png": "a/x.png"})
    held = [post(source="a/index.md", draft=True)]
    assert _plan(held, rules, sources).hidden == {"a/x.png"}


_NAMES = st.sampled_from(["Linux", "linux", "C", "C++", "../up", "index", "你好", "?", "a/b", "page"])
_DATES = st.integers(-3, 3).map(lambda days: f"{NOW + timedelta(days=days):%Y-%m-%d}")
_VALUES = st.fixed_dictionaries(
    {
        "date": _DATES,
        "title": _NAMES,
        "slug": st.sampled_from(["", "hello", "Hello", "..", "index", "archive", "tags"]),
        "tags": st.lists(_NAMES, max_size=3, unique=True).map(tuple),
        "categories": st.lists(_NAMES, max_size=2, unique=True).map(tuple),
        "lang": st.sampled_from(["", "en", "../../x"]),
        "draft": st.sampled_from([None, True, False]),
        "unlisted": st.booleans(),
        "pin": st.booleans(),
    }
)
_FILES = (
    "blog/index",
    "blog/posts/x.png",
    "blog/x.png",
    "blog/tags/linux",
    "blog/hello",
    "blog/page/2",
    "hello",
    "index",
)
_RULES = st.fixed_dictionaries(
    {
        "url_dir": st.sampled_from(["", "blog", "news"]),
        "directory_urls": st.booleans(),
        "preview": st.booleans(),
        "post_url_format": st.sampled_from(
            ["{date}/{slug}", "{slug}", "{categories}/{slug}", "{categories}", "../{file}"]
        ),
        "page_url_format": st.sampled_from(["page/{page}", "../{page}"]),
        "paging": st.builds(Paging, per_page=st.integers(1, 3), from_oldest=st.booleans()),
        "archive": st.sampled_from([None, archive(), archive(url_format="{date}", url_date_format="", overview="")]),
    }
)


def _site(rules: dict[str, Any], files: frozenset[str]) -> tuple[Settings, Sources]:
    taxonomies = (taxonomy(overview="tags"), taxonomy("categories", url_format="{slug}"))
    pages = [name for name in files if not name.endswith(".png")]
    suffix = "/index.html" if rules["directory_urls"] else ".html"
    outputs = {name if name.endswith("index") else name + suffix: f"{name}.md" for name in pages}
    outputs = {dest + ".html" if dest.endswith("index") else dest: source for dest, source in outputs.items()}
    media = files - {*pages}
    sources = Sources(frozenset(f"{name}.md" for name in pages), outputs | {name: name for name in media}, media)
    return settings(taxonomies=taxonomies, **rules), sources


def _dests(plan: Plan, sources: Sources) -> list[str]:
    """Return where everything lives, once for each output."""
    stays = [dest for dest, source in sources.outputs.items() if source not in plan.addresses]
    moved = [address.dest_uri for address in plan.addresses.values()]
    lists = [page.address.dest_uri for each in plan.listings for page in each.pages[1 if each.adopted else 0 :]]
    return stays + moved + lists


@given(st.lists(_VALUES, max_size=6), _RULES, st.frozensets(st.sampled_from(_FILES)), st.randoms())
def test_a_plan_never_gives_one_place_to_two_and_never_depends_on_the_order(
    values: list[dict[str, Any]], rules: dict[str, Any], files: frozenset[str], random: Any
) -> None:
    posts = [post(source=f"blog/posts/{at}.md", **each) for at, each in enumerate(values)]
    site, sources = _site(rules, files)
    plan = _plan(posts, site, sources)
    dests = _dests(plan, sources)
    assert len(dests) == len({*dests})
    assert not any(each.startswith(".") for dest in dests for each in dest.split("/"))
    adopted = [each.adopted for each in plan.listings if each.adopted]
    assert len(adopted) == len({*adopted})
    hidden = {*plan.visibility} if not site.preview else set()
    published = {source for source in hidden if plan.visibility[source] is Visibility.PUBLISHED}
    assert all({*each.posts} <= (published or {*plan.posts}) for each in plan.listings)
    shuffled = random.sample(posts, len(posts))
    turned = replace(sources, outputs=dict(reversed(sources.outputs.items())))
    again = _plan(shuffled, site, turned)
    assert again == plan
    assert list(again.posts) == list(plan.posts)


def test_thousands_of_posts_are_planned_without_a_problem() -> None:
    posts = [
        post(f"{1990 + at % 30}-01-{at % 28 + 1:02}", f"Post {at}", tags=(f"Tag {at}",), categories=(f"Kind{at % 9}x",))
        for at in range(1000)
    ]
    rules = settings(archive=archive(), taxonomies=(taxonomy(overview="tags"), taxonomy("categories")))
    plan = _plan(posts, rules)
    assert len(plan.addresses) == 1000
    assert [each for each in plan.problems if each.severity is not Severity.HINT] == []
    assert plan.next_change is None
