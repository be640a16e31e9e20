from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.author import Author
from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.blog.post import Post
from mkdocs_blogposts.blog.settings import TermNotes
from mkdocs_blogposts.blog.taxonomy import Term, assign_slugs, check_terms, collect_terms, slug_of
from tests.blog.factories import post, taxonomy


def _groups(*names: str) -> dict[str, list[Post]]:
    return {name: [post(title=name or "x", source=f"{name}.md", tags=(name,), lines={"tags": 7})] for name in names}


def _warning(source: str, fault: str, remedy: str) -> Problem:
    return Problem(source, 7, fault, remedy, Severity.WARNING)


def test_posts_are_grouped_by_term_in_the_order_of_titles() -> None:
    posts = [post(title="A", tags=("zebra", "Linux")), post(title="B", tags=("Linux", "apple")), post(title="C")]
    terms, problems = collect_terms(posts, taxonomy())
    assert terms == [
        Term("tags", "apple", "apple", "apple", (posts[1],)),
        Term("tags", "Linux", "Linux", "linux", (posts[0], posts[1])),
        Term("tags", "zebra", "zebra", "zebra", (posts[0],)),
    ]
    assert problems == []


def test_the_terms_file_describes_terms_and_puts_them_in_order() -> None:
    notes = {
        "c": TermNotes("The C", "see", "About C", "c.png", 2.0, 5),
        "b": TermNotes(order=-1.0),
        "z": TermNotes(order=0.0),
    }
    terms, problems = collect_terms([post(tags=("a", "b", "c", "z"))], taxonomy(notes=notes))
    assert [term.name for term in terms] == ["b", "z", "c", "a"]
    c = terms[2]
    assert (c.title, c.slug, c.description, c.image, c.order) == ("The C", "see", "About C", "c.png", 2.0)
    assert problems == []


def test_terms_are_in_order_of_number_then_without() -> None:
    notes = {"b": TermNotes(order=0.0), "a": TermNotes(order=0.5)}
    terms, _ = collect_terms([post(tags=("a", "b", "0"))], taxonomy(notes=notes))
    assert [term.name for term in terms] == ["b", "a", "0"]


def test_a_tag_that_is_the_id_of_an_author_is_a_tag() -> None:
    terms, _ = collect_terms([post(tags=("ada",), authors=(Author("ada", "Ada L."),))], taxonomy())
    assert terms[0].title == "ada"


def test_terms_of_one_title_are_in_the_order_of_their_names() -> None:
    notes = {name: TermNotes(title="Same") for name in ("b", "a")}
    terms, _ = collect_terms([post(tags=("b", "a", "C"))], taxonomy(notes=notes))
    assert [term.name for term in terms] == ["C", "a", "b"]


def test_authors_have_their_names_and_slugs() -> None:
    ada, bob = Author("ada", "Ada L.", slug="ada-l"), Author("Bob!", "bob")
    terms, _ = collect_terms([post(authors=(bob, ada)), post(title="B", authors=(ada,))], taxonomy("authors"))
    assert [(term.name, term.title, term.slug, len(term.posts)) for term in terms] == [
        ("ada", "Ada L.", "ada-l", 2),
        ("Bob!", "bob", "bob", 1),
    ]


@pytest.mark.parametrize(("author_id", "slug"), [("Ada_L.x-1", "Ada_L.x-1"), ("Ada L.", "ada-l"), ("X", "X")])
def test_an_id_is_a_slug_unless_it_is_a_name(author_id: str, slug: str) -> None:
    assert slug_of(author_id, taxonomy("authors"), [post(authors=(author_id,))]) == slug


def test_the_terms_file_has_the_last_word_on_authors() -> None:
    notes = {"ada": TermNotes("Countess", "countess")}
    terms, _ = collect_terms([post(authors=(Author("ada", "Ada", slug="x"),))], taxonomy("authors", notes=notes))
    assert (terms[0].title, terms[0].slug) == ("Countess", "countess")


@pytest.mark.parametrize(
    ("name", "values", "slug"),
    [
        ("Linux Kernel", {}, "linux-kernel"),
        ("Linux Kernel", {"separator": "_"}, "linux_kernel"),
        ("C/C++", {"slugify": lambda text, _: text}, "C-C++"),
        ("../up", {"slugify": lambda text, _: text}, "-up"),
        ("!?", {}, "!"),
        ("X", {"slugify": lambda text, _: text}, "X"),
        ("?", {}, "tag"),
        ("/", {}, "tag"),
        ("---", {}, "tag"),
        ("a", {"slugify": lambda text, _: "--"}, "a"),
        ("你好", {"notes": {"你好": TermNotes(slug="ni hao/x")}}, "ni hao-x"),
        ("a", {"notes": {"a": TermNotes(slug="..")}}, "a"),
    ],
)
def test_a_slug_is_one_segment_that_is_never_empty(name: str, values: dict[str, Any], slug: str) -> None:
    assert slug_of(name, taxonomy(**values)) == slug


def test_an_author_without_post_has_the_slug_of_a_name() -> None:
    assert slug_of("Ada L.", taxonomy("authors")) == "ada-l"


def _shared(name: str, keeper: str, slug: str) -> Problem:
    fault = f'"{name}" and "{keeper}" in tags make the same slug, so "{name}" lives at "{slug}"'
    remedy = "Write one of them everywhere, or give each a `slug:` under `tags:` in the terms file"
    return _warning(f"{name}.md", fault, remedy)


@pytest.mark.parametrize(
    ("names", "slugs", "problems"),
    [
        (["b", "a"], {"a": "a", "b": "b"}, []),
        (
            ["C#", "C++", "C"],
            {"C": "c", "C#": "c-2", "C++": "c-3"},
            [_shared("C#", "C", "c-2"), _shared("C++", "C", "c-3")],
        ),
        (["Test", "test"], {"test": "test", "Test": "test-2"}, [_shared("Test", "test", "test-2")]),
        ([".NET", "NET"], {"NET": "net", ".NET": "net-2"}, [_shared(".NET", "NET", "net-2")]),
        (["a!", "a?"], {"a!": "a", "a?": "a-2"}, [_shared("a?", "a!", "a-2")]),
        (
            ["a", "A", "a 2", "a-2"],
            {"a": "a", "A": "a-3", "a-2": "a-2", "a 2": "a-2-2"},
            [_shared("A", "a", "a-3"), _shared("a 2", "a-2", "a-2-2")],
        ),
    ],
)
def test_the_nearest_name_keeps_a_slug_and_others_get_numbers(
    names: list[str], slugs: dict[str, str], problems: list[Problem]
) -> None:
    for given_names in (names, names[::-1]):
        assert assign_slugs(_groups(*given_names), taxonomy()) == (slugs, problems)


@given(st.sets(st.sampled_from("a A a! a-2 A-2 a-2-2 . / - 你 C C# tag tag-2".split()) | st.text(max_size=4)))
def test_no_two_terms_share_a_slug(names: set[str]) -> None:
    slugs, problems = assign_slugs(_groups(*names), taxonomy())
    assert {*slugs} == names
    assert len({*slugs.values()}) == len(names)
    assert all(slug and "/" not in slug and slug[0] != "." for slug in slugs.values())
    assert len(problems) == len(names) - len({slug_of(name, taxonomy()) for name in names})


@pytest.mark.parametrize(
    ("allowed", "remedy"), [(("Linux", "BSD"), 'Did you mean "Linux"?'), (("A", "B"), "Allowed are A, B")]
)
def test_terms_that_are_not_allowed_are_named(allowed: tuple[str, ...], remedy: str) -> None:
    groups = _groups("Linus", *allowed)
    problem = _warning("Linus.md", '"Linus" is not an allowed tag', remedy)
    assert check_terms(groups, taxonomy(allowed=allowed)) == [problem]


@pytest.mark.parametrize(("name", "remedy"), [("linus", 'Did you mean "Linux"?'), ("other", "")])
def test_notes_on_terms_nobody_uses_are_hinted_at(name: str, remedy: str) -> None:
    notes = {"Linux": TermNotes(line=2), name: TermNotes(line=3)}
    problems = check_terms(_groups("Linux"), taxonomy(notes=notes, notes_source="blog/.taxonomies.yml"))
    fault = f'no published post has the tag "{name}"'
    assert problems == [Problem("blog/.taxonomies.yml", 3, fault, remedy, Severity.HINT)]


@pytest.mark.parametrize(
    ("counts", "rare", "common"),
    [({"infra code": 2, "infrastructure code": 1}, 1, 0), ({"infra code": 1, "infrastructure code": 1}, 0, 1)],
)
def test_the_rarer_of_two_near_terms_is_hinted_at(counts: dict[str, int], rare: int, common: int) -> None:
    groups = {name: _groups(name)[name] * count for name, count in counts.items()}
    names = list(counts)
    fault = f'tags has both "{names[rare]}" and "{names[common]}"'
    remedy = f'Write "{names[common]}" if both mean the same'
    assert check_terms(groups, taxonomy()) == [Problem(f"{names[rare]}.md", 7, fault, remedy, Severity.HINT)]


def test_all_that_is_wrong_with_terms_is_told() -> None:
    posts = [post(tags=("Linux", "linux"), lines={"tags": 7})]
    _, problems = collect_terms(posts, taxonomy(allowed=("linux",)))
    assert [(each.line, each.fault) for each in problems] == [
        (7, '"Linux" and "linux" in tags make the same slug, so "Linux" lives at "linux-2"'),
        (7, '"Linux" is not an allowed tag'),
        (7, 'tags has both "Linux" and "linux"'),
    ]
