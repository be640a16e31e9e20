import pytest

from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.blog.settings import TermNotes
from mkdocs_blogposts.blog.terms_file import TermsNotes, read_terms

SOURCE = "blog/.taxonomies.yml"


def _read(text: str) -> tuple[TermsNotes, list[Problem]]:
    return read_terms(text, SOURCE, ["categories", "tags"])


def _warning(line: int, fault: str, remedy: str) -> Problem:
    return Problem(SOURCE, line, fault, remedy, Severity.WARNING)


def test_terms_are_read_with_everything_said() -> None:
    text = "\ufefftags:\r\n  Linux:\r\n    title: ' GNU/Linux '\r\n    slug: gnu\r\n    description: Free\r\n    image: l.png\r\n    order: 1.5\r\n  7: Seven\r\ncategories:\r\n  A: {title: a}\r\n"
    assert _read(text) == (
        {
            "tags": {
                "Linux": TermNotes("GNU/Linux", "gnu", "Free", "l.png", 1.5, 2),
                "7": TermNotes("Seven", line=8),
            },
            "categories": {"A": TermNotes("a", line=10)},
        },
        [],
    )


@pytest.mark.parametrize("entry", ["{}", "''", "{slug: }"])
def test_a_term_of_which_nothing_is_said_has_empty_notes(entry: str) -> None:
    assert _read(f"tags:\n  a: {entry}\n") == ({"tags": {"a": TermNotes(line=2)}}, [])


def test_a_text_that_is_a_list_counts_as_not_said() -> None:
    assert _read("tags: {a: {title: [x, y]}}") == ({"tags": {"a": TermNotes(line=1)}}, [])


@pytest.mark.parametrize("text", ["", "# none\n", "tags:\n", "{}"])
def test_a_file_without_terms_is_no_problem(text: str) -> None:
    assert _read(text) == ({}, [])


@pytest.mark.parametrize(
    ("name", "remedy"), [("tag", 'Did you mean "tags"?'), ("authors", "There are categories, tags")]
)
def test_a_taxonomy_that_does_not_exist_is_named(name: str, remedy: str) -> None:
    notes, problems = _read(f"tags: {{a: A}}\n{name}: {{b: B}}\ncategories: {{c: C}}\n")
    assert problems == [_warning(2, f'no taxonomy "{name}"', remedy)]
    assert notes == {"tags": {"a": TermNotes("A", line=1)}, "categories": {"c": TermNotes("C", line=3)}}


@pytest.mark.parametrize("value", ["[a, b]", "a", "{}"])
def test_a_taxonomy_without_terms_is_named(value: str) -> None:
    remedy = "Write `tags: {term: {title: …, slug: …, description: …}}`"
    assert _read(f"\ntags: {value}\n") == ({"tags": {}}, [_warning(2, "`tags` describes no terms", remedy)])


@pytest.mark.parametrize("text", ["\n- tags\n", "\ntags\n"])
def test_a_file_that_is_no_mapping_is_named(text: str) -> None:
    fault, remedy = "the terms file holds no taxonomies", "Write `categories:` with its terms below"
    assert _read(text) == ({}, [_warning(2, fault, remedy)])


def test_broken_yaml_is_one_error() -> None:
    notes, problems = _read("tags: [\n")
    assert notes == {}
    assert [(each.source, each.severity) for each in problems] == [(SOURCE, Severity.ERROR)]


@pytest.mark.parametrize(
    ("key", "remedy"),
    [("tilte", 'Did you mean "title"?'), ("zzz", "Known are title, slug, description, image, order")],
)
def test_an_unknown_key_is_hinted_at(key: str, remedy: str) -> None:
    notes, problems = _read(f"tags:\n  a:\n    slug: x\n    {key}: y\n")
    assert problems == [Problem(SOURCE, 4, f"unknown key `{key}`", remedy, Severity.HINT)]
    assert notes == {"tags": {"a": TermNotes(slug="x", line=2)}}


@pytest.mark.parametrize(("order", "shown"), [("first", "first"), ("nan", "nan"), ("[1, 2]", None)])
def test_an_order_that_is_no_number_is_named(order: str, shown: str | None) -> None:
    notes, problems = _read(f"tags:\n  a: {{slug: x,\n      order: {order}}}\n  b: {{order: 2}}\n")
    assert problems == [_warning(3, f"`order: {shown}` is not a number", "Write `order: 1`")]
    assert notes == {"tags": {"a": TermNotes(slug="x", line=2), "b": TermNotes(order=2.0, line=4)}}
