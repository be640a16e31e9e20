import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.duplicates import _alike, _spelling, _words, near_duplicates


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("infra as code", "infrastructure-as-code"),
        ("Infrastructure as codes", "infra as Code"),
        ("CI/CD", "cicd"),
        ("GitHub Actions", "github_actions"),
        ("Linux", "linux"),
        ("Tag", "tags"),
        ("open source", "Opensource"),
        ("APIs", "API"),
        ("C++", "c++"),
        ("data bases", "database"),
        ("家 电", "家电"),
    ],
)
def test_names_that_differ_in_case_signs_plural_or_a_shortened_word_are_near(one: str, other: str) -> None:
    assert near_duplicates([one, other]) == near_duplicates([other, one]) == [tuple(sorted((one, other)))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("C++", "C#"),
        ("DN", "DNS"),
        ("C", "CS"),
        ("Java", "JavaScript"),
        ("Python 3", "Python 31"),
        ("web app", "web application server"),
        ("app dev", "application dev"),
        ("release 2025", "release 2026"),
        ("release 2025", "release 20251"),
        ("team4 a", "team42 a"),
        ("infra as code", "infrastructure as data"),
        ("!", "?"),
        ("a", "b"),
    ],
)
def test_names_of_other_things_are_not_near(one: str, other: str) -> None:
    assert near_duplicates([one, other]) == []


def test_every_pair_is_named_once_in_order() -> None:
    names = ["infrastructure code", "Tags", "infra code", "tag", "infrastructure codes", "Infra Code"]
    assert near_duplicates(names) == [
        ("Infra Code", "infra code"),
        ("Infra Code", "infrastructure code"),
        ("Infra Code", "infrastructure codes"),
        ("Tags", "tag"),
        ("infra code", "infrastructure code"),
        ("infra code", "infrastructure codes"),
        ("infrastructure code", "infrastructure codes"),
    ]


_WORDS = st.sampled_from(
    ["infra", "infras", "infrared", "infrastructure", "code", "codes", "as", "c++", "c", "x1", "INFRA"]
)
_NAMES = st.lists(_WORDS, min_size=1, max_size=3).map(" ".join) | st.text(max_size=5)


@given(st.sets(_NAMES, max_size=12))
def test_no_pair_is_lost_by_comparing_few(names: set[str]) -> None:
    words = {name: _words(name) for name in names if _words(name)}

    def near(one: str, other: str) -> bool:
        left, right = words[one], words[other]
        if _spelling(left) == _spelling(right):
            return True
        return len(left) == len(right) > 1 and _alike(left, right)

    assert near_duplicates(names) == [pair for pair in combinations(sorted(words), 2) if near(*pair)]


@pytest.mark.parametrize("form", ["Topic number {}", "topic{}", "team{} news", "Infra{} as code"])
def test_thousands_of_names_take_no_time(form: str) -> None:
    names = [form.format(number) for number in range(5000)]
    start = time.process_time()
    assert near_duplicates(names) == []
    assert time.process_time() - start < 0.5  # a tenth of that where nothing else runs
