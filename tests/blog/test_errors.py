import pytest

from mkdocs_blogposts.blog.errors import Problem, Severity, did_you_mean, nearest


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.md", 3, "no date", "Add one"), "a.md:3: no date. Add one"),
        (Problem("a.md", 3, "no date"), "a.md:3: no date"),
        (Problem("a.md", 0, "not UTF-8", "Save it"), "a.md: not UTF-8. Save it"),
    ],
)
def test_a_problem_reads_place_fault_remedy(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_a_problem_is_an_error_unless_said() -> None:
    assert Problem("a.md", 1, "x").severity is Severity.ERROR


def test_problems_sort_by_source_then_line() -> None:
    first, second, third = Problem("a.md", 2, "z"), Problem("a.md", 10, "y"), Problem("b.md", 1, "x")
    assert sorted([third, second, first]) == [first, second, third]


def test_severities_sort_the_worst_first() -> None:
    assert sorted([Severity.HINT, Severity.ERROR, Severity.WARNING]) == list(Severity)


@pytest.mark.parametrize(
    ("name", "valid", "found"),
    [
        ("desciption", ["description", "date"], "description"),
        ("Tags", ["tags"], "tags"),
        ("tags", ["Tags"], "Tags"),
        ("straße", ["STRASSE"], "STRASSE"),
        ("zebra", ["tags"], None),
        ("nickname", ["name"], None),
        ("tags", [], None),
    ],
)
def test_nearest_ignores_case_and_gives_the_valid_spelling(name: str, valid: list[str], found: str | None) -> None:
    assert nearest(name, valid) == found


def test_did_you_mean_is_silent_when_nothing_is_near() -> None:
    assert did_you_mean("titel", ["title"]) == 'Did you mean "title"?'
    assert did_you_mean("zebra", ["title"]) == ""
