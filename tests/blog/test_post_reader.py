from dataclasses import fields, replace
from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.author import Author
from mkdocs_blogposts.blog.dates import PostDate
from mkdocs_blogposts.blog.errors import Problem, Severity, Slip
from mkdocs_blogposts.blog.frontmatter import read
from mkdocs_blogposts.blog.post import Cover, Post, UpdateNote
from mkdocs_blogposts.blog.post_reader import Conventions, first_heading, read_post, split_language
from tests.blog.factories import NOW, day

ZONE = timezone(timedelta(hours=8))
TAXONOMIES = {"categories": "category", "tags": "tag", "series": "series", "authors": "author", "topics": "topic"}
CONVENTIONS = Conventions(ZONE, NOW, TAXONOMIES)


def _try(
    text: str, place: str = "hello.md", conventions: Conventions = CONVENTIONS
) -> tuple[Post | None, list[Problem]]:
    front, problems = read(text if text.startswith("#") else f"---\n{text}\n---\nText\n", "a.md")
    assert problems == []
    return read_post(f"posts/{place}", place, front, conventions)


def _read(text: str, place: str = "hello.md", conventions: Conventions = CONVENTIONS) -> Post:
    post, problems = _try(text, place, conventions)
    assert problems == []
    assert post is not None
    return post


def _local(text: str) -> PostDate:
    return day(text, ZONE)


def _problem(line: int, fault: str, remedy: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem("posts/hello.md", line, fault, remedy, severity)


def test_a_post_is_read_with_everything_said() -> None:
    ada = Author("ada", "Ada")
    post = _read(
        """\
title: " My post "
date: {created: 2026-11-22, updated: 2026-11-23, checked: 2026-11-24 08:00}
authors: [ada]
categories: [Linux, 7]
tag: small
topics: one
series: Setup
part: 1.5
slug: my-slug
excerpt: In short
description: About it
cover: {image: a.png, alt: A, caption: An A}
draft: no
expires: 2027-01-01
unlisted: yes
comments: no
pin: 2026-12-01
readtime: 4
aliases: [old, older]
lang: en
guid: "urn:1"
link: https://e.org/a
canonical: https://e.org/b
links: [{Home: index.md}]
related: [b.md, c.md]
updates: [{date: 2026-11-25, note: Mended}]
password: secret
own: key""",
        "x/2026-01-01-my-file.zh.md",
        Conventions(ZONE, NOW, TAXONOMIES, {"ada": ada}, "authors.yml"),
    )
    expected: dict[str, Any] = {
        "source": "posts/x/2026-01-01-my-file.zh.md",
        "title": "My post",
        "date": _local("2026-11-22"),
        "name": "my-file",
        "updated": _local("2026-11-23"),
        "dates": {
            "created": _local("2026-11-22"),
            "updated": _local("2026-11-23"),
            "checked": _local("2026-11-24 08:00"),
        },
        "authors": (ada,),
        "terms": {
            "categories": ("Linux", "7"),
            "tags": ("small",),
            "topics": ("one",),
            "series": ("Setup",),
            "authors": ("ada",),
        },
        "part": 1.5,
        "slug": "my-slug",
        "summary": "In short",
        "description": "About it",
        "cover": Cover("a.png", "A", "An A", 13),
        "draft": False,
        "expires": _local("2027-01-01"),
        "unlisted": True,
        "comments": False,
        "pin": _local("2026-12-01"),
        "readtime": 4,
        "aliases": ("old", "older"),
        "lang": "en",
        "key": "posts/x/2026-01-01-my-file",
        "guid": "urn:1",
        "link": "https://e.org/a",
        "canonical": "https://e.org/b",
        "links": [{"Home": "index.md"}],
        "related": ("b.md", "c.md"),
        "updates": (UpdateNote(_local("2026-11-25"), "Mended"),),
        "protected": True,
    }
    for name, value in expected.items():
        assert getattr(post, name) == value, name
    assert {each.name for each in fields(Post) if each.init} - {*expected} == {"meta", "lines"}
    assert (post.meta["own"], post.lines["own"], post.lines["title"]) == ("key", 29, 2)


@pytest.mark.parametrize(
    ("picture", "has_cover"), [("cards/a.png", False), ("/cards/2026/a.png", False), ("cards.png", True)]
)
def test_a_card_that_another_plugin_draws_is_no_cover(picture: str, has_cover: bool) -> None:
    post = _read(f"date: 2026-01-01\nimage: {picture}", conventions=replace(CONVENTIONS, cards="cards"))
    assert bool(post.cover) is has_cover


@pytest.mark.parametrize(
    ("text", "related"),
    [("", None), ("related:", None), ("related: b.md", ("b.md",)), ("related: false", ()), ("related: []", ())],
)
def test_related_posts_are_chosen_or_none_or_left_to_the_blog(text: str, related: tuple[str, ...] | None) -> None:
    assert _read(f"date: 2026-01-01\n{text}").related == related


@pytest.mark.parametrize(
    ("text", "updated"),
    [
        ("updates: [{date: 2026-03-01, note: B}, {date: 2026-02-01, note: A}]", "2026-03-01"),
        ("updates: [{date: 2026-02-01, note: A}]\nupdated: 2026-04-01", "2026-04-01"),
        ("updates: [{date: 2026-02-01}]", None),
    ],
)
def test_the_last_note_is_the_last_change_unless_the_writer_says_otherwise(text: str, updated: str | None) -> None:
    post, _ = _try(f"date: 2026-01-01\n{text}", "hello.md", CONVENTIONS)
    assert post is not None
    assert post.updated == (_local(updated) if updated else None)


def test_a_post_of_which_nothing_but_the_date_is_said() -> None:
    date = _local("2026-11-22")
    assert _read("date: 2026-11-22") == Post(
        "posts/hello.md",
        "Hello",
        date,
        "hello",
        dates={"created": date},
        key="posts/hello",
        meta={"date": date.day},
        lines={"date": 2},
    )


@pytest.mark.parametrize(
    ("text", "place", "title"),
    [
        ("title: A\ndate: 2026-01-01\n---\n# B\n", "c.md", "A"),
        ("date: 2026-01-01\n---\n# B\n", "c.md", "B"),
        ("date: 2026-01-01", "my_long-name.md", "My long name"),
        ("date: 2026-01-01", "My-iPhone.md", "My iPhone"),
        ("date: 2026-01-01", "2026-01-01.md", "2026 01 01"),
        ("title: yes\ndate: 2026-01-01", "c.md", "yes"),
        ("title: ''\ndate: 2026-01-01", "a/2026-01-01-c-d/index.md", "C d"),
    ],
)
def test_the_title_is_given_or_the_heading_or_the_name(text: str, place: str, title: str) -> None:
    front, _ = read(f"---\n{text}\n---\n", "a.md")
    post, _ = read_post(f"posts/{place}", place, front, CONVENTIONS)
    assert post is not None
    assert post.title == title


@pytest.mark.parametrize(
    ("markdown", "heading"),
    [
        ("# Hello\n", "Hello"),
        ("\n\n  # Hello", "Hello"),
        ("Hello\n=====\n", "Hello"),
        ("\nHello you \n=\t", "Hello you"),
        ("# Hello #", "Hello"),
        ("# C#", "C#"),
        ("# Hello {#id .x}", "Hello"),
        ("# Hello {: #id }", "Hello"),
        ("# Hello { .x }", "Hello"),
        ("# Set {a, b}", "Set {a, b}"),
        ("# A *very* **big** `snake_case` __thing__", "A very big snake_case thing"),
        ("# [Link](x.md) and ![icon](i.png)", "Link and icon"),
        ("# _Emphasis_ at both *ends*", "Emphasis at both ends"),
        ("# Without `__init__`, ``a`b`` and ` *c* `", "Without __init__, a`b and *c*"),
        (r"# \_\_all\_\_ \*and\* my_own_name", "__all__ *and* my_own_name"),
        ("# A ` alone", "A  alone"),
        ("# News [![feed](a.png){ width=16 }](b.xml){: .feed } of [us](c)", "News feed of us"),
        (
            '# Cray<sub class="x">2<SUP>(bis)</SUP></sub><br/> `<b>` \\<i> <https://example.org/>',
            "Cray2(bis) <b> <i> <https://example.org/>",
        ),
        ("# Tom &amp; J&#233;r&ocirc;me, AT&T; `&lt;`", "Tom & Jérôme, AT&T; &lt;"),
        ("## Hello", ""),
        ("#Hello", ""),
        ("Text\n\n# Hello", ""),
        ("Text\nmore\n====", ""),
        ("Text\n== x", ""),
        ("", ""),
    ],
)
def test_the_first_heading_is_plain_text(markdown: str, heading: str) -> None:
    assert first_heading(markdown) == heading


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("hello.zh", ("hello", "zh")),
        ("hello.zh-CN", ("hello", "zh-CN")),
        ("hello.pt_BR", ("hello", "pt_BR")),
        ("hello.haw", ("hello", "haw")),
        ("hello.zh-Hant", ("hello", "zh-Hant")),
        ("v1.0", ("v1.0", "")),
        ("hello.js", ("hello.js", "")),
        ("hello.xyz", ("hello.xyz", "")),
        ("hello.ZH", ("hello.ZH", "")),
        ("hello", ("hello", "")),
        ("zh", ("zh", "")),
        (".zh", (".zh", "")),
        ("a.b.de", ("a.b", "de")),
    ],
)
def test_only_a_language_is_split_off_a_name(name: str, split: tuple[str, str]) -> None:
    assert split_language(name) == split


@pytest.mark.parametrize(
    ("place", "name", "lang", "key"),
    [
        ("hello.md", "hello", "", "posts/hello"),
        ("hello.zh.md", "hello", "zh", "posts/hello"),
        ("2026-01-02-weekly.md", "weekly", "", "posts/2026-01-02-weekly"),
        ("2026-01-09-weekly.zh.md", "weekly", "zh", "posts/2026-01-09-weekly"),
        ("hello/index.md", "hello", "", "posts/hello/index"),
        ("hello/index.zh.md", "hello", "zh", "posts/hello/index"),
        ("a/hello.md", "hello", "", "posts/a/hello"),
    ],
)
def test_translations_have_one_key_and_other_posts_have_others(place: str, name: str, lang: str, key: str) -> None:
    post = _read("date: 2026-01-01", place)
    assert (post.name, post.lang, post.key) == (name, lang, key)


@pytest.mark.parametrize(
    ("text", "place", "date", "others"),
    [
        ("date: 2026-01-02", "a.md", "2026-01-02", []),
        ("date: '2026-01-02 08:30'", "a.md", "2026-01-02 08:30", []),
        ("date: {created: 2026-01-02}", "a.md", "2026-01-02", []),
        ("title: A", "2026-01-02-a.md", "2026-01-02", []),
        ("date:", "2026/01/02/a.md", "2026-01-02", []),
        ("date: {updated: 2026-01-03}", "2026-01-02-a.md", "2026-01-02", ["updated"]),
        ("date: 2026-01-03", "2026-01-02-a.md", "2026-01-03", []),
        ("draft: true", "a.md", "2026-11-22", []),
    ],
)
def test_the_date_is_given_or_in_the_path_or_a_draft_is_of_today(
    text: str, place: str, date: str, others: list[str]
) -> None:
    post = _read(text, place)
    assert post.date == _local(date)
    assert sorted(post.dates) == ["created", *others]


def test_a_draft_is_of_today_in_the_blogs_zone() -> None:
    late = NOW.replace(hour=20)
    post = _read("draft: true", conventions=Conventions(ZONE, late))
    assert post.date == _local("2026-11-23")


NOT_A_DATE = "Write a date like 2026-11-22, 2026-11-22 08:30 or 2026-11-22T08:30:00+08:00"


@pytest.mark.parametrize(
    ("text", "line", "fault", "remedy"),
    [
        (
            "title: A",
            1,
            "a post without a date",
            "Add `date: 2026-11-22` to its front matter, or put `2026-11-22-` at the head of its file name",
        ),
        ("x: y\ndate: {updated: 2026-01-01}", 3, "`date` has no `created`", "Add `created:` under `date:`"),
        ("date: soon", 2, '`date`: "soon" is not a date', NOT_A_DATE),
        ("date: [2026-01-01, 2026-01-02]", 2, "`date`: a list is not a date", NOT_A_DATE),
        ("date:\n  created: soon", 3, '`date.created`: "soon" is not a date', NOT_A_DATE),
    ],
)
def test_a_post_without_a_date_is_left_out(text: str, line: int, fault: str, remedy: str) -> None:
    assert _try(text) == (None, [_problem(line, fault, remedy, Severity.ERROR)])


def test_a_post_without_a_date_is_told_of_a_key_that_may_have_been_meant() -> None:
    post, problems = _try("dates: 2026-01-01")
    assert post is None
    assert [each.fault for each in problems] == ["a post without a date", "unknown key `dates`"]


def test_the_same_fault_twice_in_a_line_is_one_problem() -> None:
    assert len(_try("date: 2026-01-01\nupdates: [a, b]")[1]) == 1


def test_no_date_in_the_path_stands_in_for_one_that_cannot_be_read() -> None:
    assert _try("date: soon", "2026-01-01-a.md")[0] is None


@pytest.mark.parametrize(
    ("text", "line", "fault", "remedy"),
    [
        ("draft: maybe", 3, "`draft: maybe` is neither true nor false", "Held back as a draft for now"),
        ("unlisted: maybe", 3, "`unlisted: maybe` is neither true nor false", "Write `unlisted: true`"),
        ("comments: maybe", 3, "`comments: maybe` is neither true nor false", "Write `comments: false`"),
        ("part: two", 3, "`part: two` is not a number", "Write `part: 2`"),
        ("readtime: inf", 3, "`readtime: inf` is not a number", "Write `readtime: 2`"),
        ("pin: maybe", 3, '`pin`: "maybe" is not a date', NOT_A_DATE),
        ("expires: never", 3, '`expires`: "never" is not a date', NOT_A_DATE),
        ("updated: x", 3, '`updated`: "x" is not a date', NOT_A_DATE),
        ("slug: [a, b]", 3, "`slug` is not a single value", "Write `slug: one text`"),
        (
            "tags: {a: b}",
            3,
            "`tags` is neither one value nor a list of them",
            "Write one value or a list: `tags: [one, two]`",
        ),
        ("cover: [a, b]", 3, "`cover` is not a single value", "Write `cover: one text`"),
        ("image: [a, b]", 3, "`image` is not a single value", "Write `image: one text`"),
        ("image: {alt: A}", 3, "`image` names no picture", "Add `image:` under `image:`"),
        ("updates: [{date: soon, note: x}]", 3, '`updates`: "soon" is not a date', NOT_A_DATE),
        *(
            (text, line, "an update without date or note", "Write `- {date: 2026-11-22, note: What changed}`")
            for text, line in (
                ("updates: fixed", 3),
                ("updates: {note: fixed}", 3),
                ("updates:\n  - {date: 2026-01-01}", 4),
                ("updates:\n  - {date: 2026-01-01, note: x}\n  - {date: 2026-01-01, note: ''}", 5),
            )
        ),
    ],
)
def test_a_value_that_cannot_be_read_is_named_once_and_the_post_goes_on(
    text: str, line: int, fault: str, remedy: str
) -> None:
    post, problems = _try(f"date: 2026-01-01\n{text}")
    assert problems == [_problem(line, fault, remedy)]
    assert post is not None
    assert (post.unlisted, post.part, post.pin, post.expires, post.slug, post.cover) == (
        False,
        None,
        False,
        None,
        "",
        None,
    )
    assert post.draft is (True if text.startswith("draft") else None)


def test_an_unclear_draft_without_date_is_held_back_as_of_today() -> None:
    post, problems = _try("draft: maybe")
    assert post is not None
    assert (post.draft, post.date) == (True, _local("2026-11-22"))
    assert len(problems) == 1


def test_an_updated_date_that_cannot_be_read_leaves_the_post() -> None:
    post, problems = _try("date: {created: 2026-01-01, updated: x}")
    assert post is not None
    assert (post.updated, post.dates) == (None, {"created": _local("2026-01-01")})
    assert problems == [_problem(2, '`date.updated`: "x" is not a date', NOT_A_DATE)]


@pytest.mark.parametrize(
    ("text", "updated"),
    [
        ("updated: 2026-01-03", "2026-01-03"),
        ("updated: 2026-01-03\ndate: {created: 2026-01-01, updated: 2026-01-02}", "2026-01-03"),
    ],
)
def test_the_date_of_an_update_stands_under_its_own_key_or_under_date(text: str, updated: str) -> None:
    assert _read(text if "created" in text else f"date: 2026-01-01\n{text}").updated == _local(updated)


@pytest.mark.parametrize(
    ("text", "cover"),
    [
        ("cover: a.png", Cover("a.png", line=3)),
        ("image: a.png", Cover("a.png", line=3)),
        ("image: b.png\ncover: a.png", Cover("a.png", line=4)),
        ("cover: {src: a.png}", Cover("a.png", line=3)),
        ("cover: {url: a.png, alt: A}", Cover("a.png", "A", line=3)),
        ("cover: {path: a.png, caption: A}", Cover("a.png", caption="A", line=3)),
        ("cover: {path: b.png, src: '', image: a.png, alt: [x, y]}", Cover("a.png", line=3)),
        ("cover: ''", None),
        ("cover:", None),
    ],
)
def test_a_cover_is_a_path_or_a_mapping(text: str, cover: Cover | None) -> None:
    assert _read(f"date: 2026-01-01\n{text}").cover == cover


@pytest.mark.parametrize(
    ("pin", "read"), [("true", True), ("YES", True), ("no", False), ("", False), ("2026-02-01", _local("2026-02-01"))]
)
def test_a_pin_is_yes_or_no_or_a_date(pin: str, read: bool | PostDate) -> None:
    assert _read(f"date: 2026-01-01\npin: {pin}").pin == read


@pytest.mark.parametrize(
    ("text", "summary"), [("excerpt: a\nsummary: b", "a"), ("summary: b", "b"), ("excerpt: ''", None)]
)
def test_a_summary_goes_by_two_names(text: str, summary: str | None) -> None:
    assert _read(f"date: 2026-01-01\n{text}").summary == summary


@pytest.mark.parametrize(
    ("text", "protected"),
    [("password: x", True), ("level: y", True), ("obfuscate: z", True), ("password: ''", False), ("pin: true", False)],
)
def test_a_post_with_a_password_is_protected(text: str, protected: bool) -> None:
    assert _read(f"date: 2026-01-01\n{text}").protected is protected


@pytest.mark.parametrize(("text", "protected"), [("pin: true", True), ("password: ''", False), ("level: y", True)])
def test_where_a_site_asks_for_a_password_posts_may_say_otherwise(text: str, protected: bool) -> None:
    asks = replace(CONVENTIONS, protected=True)
    assert _read(f"date: 2026-01-01\n{text}", conventions=asks).protected is protected


def test_one_update_needs_no_list() -> None:
    note = UpdateNote(_local("2026-01-02"), "Mended")
    assert _read("date: 2026-01-01\nupdates: {date: 2026-01-02, note: Mended}").updates == (note,)
    assert _read("date: 2026-01-01\nupdates: []").updates == ()


def test_an_update_without_a_date_that_can_be_read_is_left_out() -> None:
    post, problems = _try("date: 2026-01-01\nupdates: [{date: soon, note: a}, {date: 2026-01-02, note: b}]")
    assert post is not None
    assert [each.note for each in post.updates] == ["b"]
    assert len(problems) == 1


def test_terms_are_those_of_the_blogs_taxonomies() -> None:
    post = _read("date: 2026-01-01\ntags: [a]\ntag: b\ncategory: c\nmood: good\ntopics: []")
    assert post.terms == {"tags": ("a", "b"), "categories": ("c",)}


def test_without_an_authors_file_any_name_is_an_author() -> None:
    post = _read("date: 2026-01-01\nauthors: [Ada L., bob]\nauthor: bob")
    assert post.authors == (Author("Ada L.", "Ada L."), Author("bob", "bob"))
    assert post.terms == {"authors": ("Ada L.", "bob")}


@pytest.mark.parametrize(
    ("text", "line", "author", "remedy"),
    [
        ("authors: [ada, adda]", 3, "adda", 'Did you mean "ada"?'),
        ("authors: [ada]\nauthor: ' bob '", 4, "bob", "Add `bob:` to it"),
    ],
)
def test_an_author_who_is_not_in_the_file_is_named_and_goes_by_the_id(
    text: str, line: int, author: str, remedy: str
) -> None:
    known = {"ada": Author("ada", "Ada")}
    post, problems = _try(
        f"date: 2026-01-01\n{text}", conventions=Conventions(ZONE, NOW, TAXONOMIES, known, "authors.yml")
    )
    assert post is not None
    assert post.authors == (known["ada"], Author(author, author))
    assert problems == [_problem(line, f'no author "{author}" in authors.yml', remedy)]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("titel", "title"),
        ("Date", "date"),
        ("catgories", "categories"),
        ("topcs", "topics"),
        ("topik", "topic"),
        ("summa", "summary"),
    ],
)
def test_a_key_near_one_of_ours_is_hinted_at(key: str, meant: str) -> None:
    post, problems = _try(f"date: 2026-01-01\n{key}: x")
    assert post is not None
    assert problems == [_problem(3, f"unknown key `{key}`", f'Did you mean "{meant}"?', Severity.HINT)]


@pytest.mark.parametrize(
    "key", ["status", "subtitle", "mood", "tgs", "pins", "topic", "tags", "page_title", "descript"]
)
def test_keys_of_others_and_keys_far_from_ours_are_left_alone(key: str) -> None:
    if key == "pins":
        assert [each.severity for each in _try(f"date: 2026-01-01\n{key}: x")[1]] == [Severity.HINT]
    else:
        _read(f"date: 2026-01-01\n{key}: x")


_KEYS = st.sampled_from("title date draft pin cover updates tags authors part readtime links expires slug lang".split())
_WRITTEN = st.sampled_from(
    [
        "a",
        "1",
        "true",
        "[]",
        "{}",
        "[a, b]",
        "{a: b}",
        "[[x]]",
        "2026-01-01",
        "nan",
        "'../x'",
        "~",
        "{created: 2026-01-01}",
    ]
)


@given(st.dictionaries(_KEYS, _WRITTEN), st.sampled_from(["a.md", "2026-01-01.zh.md", "a/index.md", "2026/01/02/b.md"]))
def test_no_front_matter_raises_and_a_missing_post_is_explained(values: dict[str, str], place: str) -> None:
    text = "\n".join(f"{key}: {value}" for key, value in values.items()) or "x: y"
    post, problems = _try(text, place)
    assert bool(post) is not any(each.severity is Severity.ERROR for each in problems)
    assert len({*problems}) == len(problems)
    assert post is None or (post.title and post.name)


@pytest.mark.parametrize(
    "text", ["/a/", "e.org/a", "javascript:alert(1)", "https://", "https://[x", "https://e.org/a b"]
)
@pytest.mark.parametrize("key", ["link", "canonical"])
def test_what_is_no_full_address_is_reported_and_leads_nowhere(key: str, text: str) -> None:
    post, problems = _try(f"date: 2026-01-01\n{key}: {text}")
    assert post is not None
    assert getattr(post, key) == ""
    assert [each.line for each in problems] == [3]
    assert f"`{key}: {text}` is no full address" in problems[0].fault


def test_keys_that_count_as_not_written_are_not_read_and_stay_in_the_front_matter() -> None:
    post = _read(
        "date: 2026-01-01\nauthor: ada\nupdated: 2026-02-02\nslug: s",
        conventions=Conventions(ZONE, NOW, TAXONOMIES, unread={"author", "updated"}),
    )
    assert (post.authors, post.updated, post.slug) == ((), None, "s")
    assert post.meta["author"] == "ada"


def test_a_slip_is_told_where_what_was_meant_is_near() -> None:
    known = Conventions(ZONE, NOW, TAXONOMIES, {"ada": Author("ada", "Ada")}, "authors.yml")
    _, problems = _try("date: 2026-01-01\nauthors: [adaa, zoe]\ntgas: [x]", conventions=known)
    assert {each.fault: each.slip for each in problems} == {
        'no author "adaa" in authors.yml': Slip("term", "adaa", "ada", "authors"),
        'no author "zoe" in authors.yml': None,
        "unknown key `tgas`": Slip("key", "tgas", "tags"),
    }
