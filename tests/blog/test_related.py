"""Which posts are related."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_blogposts.blog.related import Document, Index, document_of
from mkdocs_blogposts.blog.words import frequent_words

from .factories import post

KERNELS = "kernel scheduler latency throughput register pipeline interrupt syscall " * 8
BREAD = "bread flour water oven crust sourdough starter " * 8
FILLING = "walrus xylophone quartz zeppelin mandolin juniper origami lantern pumice velvet".split()


def make(source: str, text: str = "", *, links: Iterable[str] = (), is_public: bool = True, **values: Any) -> Document:
    """Make what is compared of a post; its title is one that no other has."""
    values = {"title": source.translate(str.maketrans("0123456789", "abcdefghij")) * 3, **values}
    return document_of(post(source=source, **values), frequent_words(text), links, is_public)


def index(*documents: tuple[str, Document], count: int = 3) -> Index:
    """Make an index of posts about something else, and of these."""
    made = Index(count)
    others = {f"other{at}": make(f"other{at}") for at in range(40)}
    made.update({**others, **dict(documents)})
    return made


def test_posts_that_share_rare_words_are_related_the_most_alike_first() -> None:
    found = index(
        ("a", make("a", KERNELS)),
        ("b", make("b", KERNELS)),
        ("c", make("c", KERNELS + BREAD)),
        ("d", make("d", "gardening")),
    )
    assert found.related("a") == ("b", "c")
    assert found.related("d") == ()
    assert found.related("nowhere") == ()


def test_a_word_of_the_title_counts_more_than_one_of_the_text() -> None:
    found = index(
        ("a", make("a", BREAD, title="On kernels")),
        ("b", make("b", f"{BREAD} scheduler", title="On kernels")),
        ("c", make("c", f"{BREAD} kernels scheduler")),
    )
    assert found.related("a") == ("b", "c")


def test_a_term_counts_more_than_a_word_and_authors_do_not_count() -> None:
    found = index(
        ("a", make("a", "bread", tags=("linux",), authors=("ann",))),
        ("b", make("b", "bread")),
        ("c", make("c", tags=("linux",))),
        ("d", make("d", authors=("ann",))),
    )
    assert found.related("a") == ("c",)


def test_the_words_that_say_most_stand_for_a_post() -> None:
    asides = ["".join(letters) for letters in product("bcdfg", "aeiou", "klmn")]  # more than stand for a post
    found = index(
        ("a", make("a", f"{'walrus ' * 40} {' '.join(asides[:40])}")),
        ("b", make("b", f"{'walrus ' * 40} {' '.join(asides[40:80])}")),
        ("c", make("c", " ".join(asides))),
    )
    assert found.related("b") == ("a", "c")


def test_a_link_adds_to_what_posts_share() -> None:
    found = index(
        ("a", make("a", KERNELS, links=["c"])), ("b", make("b", KERNELS)), ("c", make("c", f"{KERNELS} bread"))
    )
    assert found.related("a") == ("c", "b")


def test_words_that_half_of_all_posts_have_relate_nothing() -> None:
    everywhere = {f"p{at}": make(f"p{at}", "common words here" if at % 2 else "other stuff there") for at in range(10)}
    made = Index(3)
    made.update(everywhere)
    assert {made.related(source) for source in everywhere} == {()}


def test_a_link_makes_posts_related_both_ways() -> None:
    found = index(("a", make("a", links=["b", "a", "gone"])), ("b", make("b")))
    assert (found.related("a"), found.related("b")) == (("b",), ("a",))


def test_posts_that_link_to_one_are_named_the_newest_first_and_never_itself() -> None:
    found = index(
        ("a", make("a", links=["a"])),
        ("b", make("b", links=["a"], date="2026-01-01")),
        ("c", make("c", links=["a"], date="2026-02-01")),
        ("d", make("d", links=["a"], date="2026-02-01")),
        ("e", make("e", links=["a"], is_public=False)),
    )
    assert found.linking("a") == ("c", "d", "b")
    assert found.linking("b") == ()


def test_of_posts_equally_alike_the_nearer_in_time_comes_first_then_the_one_whose_source_does() -> None:
    found = index(
        ("a", make("a", KERNELS, date="2026-01-01")),
        ("b", make("b", KERNELS, date="2020-01-01")),
        ("c", make("c", KERNELS, date="2026-03-01")),
        ("e", make("e", KERNELS, date="2024-01-01")),
        ("d", make("d", KERNELS, date="2024-01-01")),
        count=4,
    )
    assert found.related("a") == ("c", "d", "e", "b")


def test_no_more_posts_are_named_than_asked_for() -> None:
    alike = {source: make(source, KERNELS) for source in "abcd"}
    assert [len(index(*alike.items(), count=count).related("a")) for count in (0, 1, 2)] == [0, 1, 2]


def test_what_is_not_public_is_never_named_but_finds_others() -> None:
    found = index(
        ("a", make("a", KERNELS)), ("b", make("b", KERNELS, is_public=False)), ("c", make("c", KERNELS + BREAD))
    )
    assert found.related("a") == ("c",)
    assert found.related("b") == ("a", "c")


def test_of_a_protected_post_only_title_and_terms_are_compared() -> None:
    secret = make("a", KERNELS, links=["c"], protected=True, title="Bread", tags=("linux",))
    assert (secret.words, secret.links) == (("bread", "tags/linux"), ())


def test_translations_are_not_related_and_of_others_the_one_in_ones_own_language_is() -> None:
    found = index(
        ("a.md", make("a.md", KERNELS, key="a")),
        ("a.zh.md", make("a.zh.md", KERNELS, key="a", lang="zh")),
        ("b.md", make("b.md", KERNELS, key="b")),
        ("b.zh.md", make("b.zh.md", KERNELS + BREAD, key="b", lang="zh")),
        ("c.md", make("c.md", KERNELS, key="c")),
        ("d.md", make("d.md", BREAD)),
    )
    assert found.related("a.md") == ("b.md", "c.md")
    assert found.related("a.zh.md") == ("c.md", "b.zh.md")


def test_parts_of_a_series_are_not_named_again() -> None:
    found = index(
        ("a", make("a", KERNELS, series=("Long",))),
        ("b", make("b", KERNELS, series=("Long",))),
        ("c", make("c", KERNELS, series=("Short",))),
    )
    assert found.related("a") == ("c",)


def test_a_preview_says_what_an_update_will_find() -> None:
    alike = make("a", KERNELS)
    found = index(("a", make("a", "bread")), ("b", make("b", KERNELS)), ("c", make("c", KERNELS)))
    assert found.preview("a", alike) == ("b", "c")
    assert found.related("a") == ()
    found.update({"a": alike})
    assert found.related("a") == ("b", "c")


def test_a_preview_knows_which_posts_link_to_it() -> None:
    found = index(("a", make("a")), ("b", make("b", links=["a"])))
    assert found.preview("a", make("a", "bread")) == found.related("a") == ("b",)


WORDS = [*FILLING[:6], *(f"{first}{second}ord" for first in "klm" for second in "aeiou")]
SOURCES = [f"p{at}.{lang}" for at in range(6) for lang in ("en", "zh", "de")]


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[str, Document | None]]:
    """Draw posts that come, change and go."""
    found: list[tuple[str, Document | None]] = []
    for source in draw(st.lists(st.sampled_from(SOURCES), max_size=30)):
        document = make(
            source,
            " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=8)) * 16),
            links=draw(st.lists(st.sampled_from(SOURCES), max_size=2)),
            is_public=draw(st.integers(0, 4)) > 0,
            key=source.split(".")[0],
            lang=source.split(".")[1],
            series=draw(st.sampled_from([(), (), ("Long",)])),
            tags=tuple(draw(st.lists(st.sampled_from("xyz"), max_size=2, unique=True))),
            date=draw(st.sampled_from(["2024-01-01", "2026-01-01"])),
        )
        found.append((source, draw(st.sampled_from([document, document, document, None]))))
    return found


@settings(max_examples=150, deadline=None)
@given(changes(), st.integers(1, 4), st.integers(1, 5))
def test_after_any_changes_ranks_are_those_of_an_index_made_at_once(
    changed: list[tuple[str, Document | None]], count: int, at_once: int
) -> None:
    changing, present = Index(count), dict[str, Document]()
    for start in range(0, len(changed), at_once):
        batch = dict(changed[start : start + at_once])
        gone = [source for source, document in batch.items() if document is None and source in present]
        new = {source: document for source, document in batch.items() if document}
        changing.update(new, gone)
        present = {source: each for source, each in {**present, **batch}.items() if each}
        fresh = Index(count)
        fresh.update({source: present[source] for source in sorted(present)})
        assert {each: changing.related(each) for each in present} == {each: fresh.related(each) for each in present}
        assert {each: changing.linking(each) for each in SOURCES} == {each: fresh.linking(each) for each in SOURCES}


@settings(max_examples=100, deadline=None)
@given(changes(), changes(), st.integers(1, 4))
def test_an_index_goes_on_from_the_ranks_of_another_like_that_one(
    first: list[tuple[str, Document | None]], then: list[tuple[str, Document | None]], count: int
) -> None:
    documents = {source: document for source, document in first if document}
    one, other = Index(count), Index(count)
    one.update(documents)
    other.restore(documents, one.ranks())
    assert other.ranks() == one.ranks()
    changed = {source: document for source, document in then if document}
    removed = [source for source, document in dict(then).items() if document is None and source in documents]
    for each in (one, other):
        each.update({source: changed[source] for source in changed if source not in removed}, removed)
    assert other.ranks() == one.ranks()
    assert {each: other.linking(each) for each in SOURCES} == {each: one.linking(each) for each in SOURCES}
