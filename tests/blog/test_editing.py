import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.editing import CannotEdit, add_item, as_yaml, remove, retitle, set_text, set_value
from mkdocs_blogposts.blog.frontmatter import read

WRITTEN = """---
# About this post
title:   "Plain words"   # a comment
tags: [one,  'two', ]

categories:
- Notes   # with a comment
  # and another
date:
    created: 2026-01-01 08:00
    updated: '2026-02-01'
summary: >
  Long words
  on two lines.

slug:
---

# Plain words

---

The end.
"""


def front(text: str) -> dict[str, object]:
    return dict(read(text, "a.md")[0].meta)


# What is set


def test_a_new_key_comes_last_and_nothing_else_changes() -> None:
    assert set_value(WRITTEN, "draft", "true") == WRITTEN.replace("slug:\n", "slug:\ndraft: true\n")


@pytest.mark.parametrize(
    ("key", "value", "before", "after"),
    [
        ("title", "Other", '"Plain words"', "Other"),
        ("slug", "new", "slug:", "slug: new"),
        ("date.created", "2026-03-01", "2026-01-01 08:00", "2026-03-01"),
        ("date.updated", "2026-03-01", "'2026-02-01'", "2026-03-01"),
        ("summary", "Short", ">\n  Long words\n  on two lines.", "Short"),
        ("categories", "[A]", "\n- Notes   #", "\n[A]   #"),
    ],
)
def test_only_the_value_is_replaced(key: str, value: str, before: str, after: str) -> None:
    if key == "categories":  # an indicator at the start of a line ends the key's value
        with pytest.raises(CannotEdit):
            set_value(WRITTEN, key, value)
    else:
        assert set_value(WRITTEN, key, value) == WRITTEN.replace(before, after)


def test_of_a_key_written_twice_the_one_that_counts_is_set() -> None:
    assert set_value("---\na: 1\na: 2\n---\n", "a", "3") == "---\na: 1\na: 3\n---\n"


@pytest.mark.parametrize("text", ["", "# Hello\n", "\n\nText\n---\n", "---\nA rule, no front matter\n"])
def test_a_text_without_front_matter_gets_some_and_loses_it_again(text: str) -> None:
    changed = set_value(text, "draft", "true")
    assert changed == f"---\ndraft: true\n---\n{text}"
    assert remove(changed, "draft") == text


def test_keys_that_are_indented_stay_in_line() -> None:
    assert set_value("---\n  a: 1\n---\n", "b", "2") == "---\n  a: 1\n  b: 2\n---\n"


def test_front_matter_of_comments_alone_keeps_them() -> None:
    text = "---\n# nothing yet\n---\nText"
    changed = set_value(text, "draft", "true")
    assert changed == "---\n# nothing yet\ndraft: true\n---\nText"
    assert remove(changed, "draft") == text


@pytest.mark.parametrize(
    ("text", "key", "fault"),
    [
        ("---\na: [1\n---\n", "draft", ""),
        ("---\n{a: 1}\n---\n", "draft", "braces"),
        ("---\na: &x 1\nb: *x\n---\n", "a", "plain way"),
        ("---\na: &x 1\nb: *x\n---\n", "b", "plain way"),
        ("---\ndate: {updated: 2026-01-01}\n---\n", "date.created", "no `created` under `date`"),
        ("---\ndate: 2026-01-01\n---\n", "date.created", "no `created` under `date`"),
    ],
)
def test_what_would_change_more_is_refused_with_a_remedy(text: str, key: str, fault: str) -> None:
    with pytest.raises(CannotEdit) as refused:
        set_value(text, key, "2")
    assert fault in refused.value.fault
    assert refused.value.remedy


# What is removed


def test_a_key_goes_with_its_line_and_the_comment_there() -> None:
    text = "---\na: 1\n# of b\ndraft: true  # not yet\n\nb: 2\n---\nText"
    assert remove(text, "draft") == "---\na: 1\n# of b\n\nb: 2\n---\nText"
    assert remove(text, "nothing") == text


def test_a_key_goes_each_time_it_is_written() -> None:
    assert remove("---\ndraft: true\na: 1\ndraft: no\n---\n", "draft") == "---\na: 1\n---\n"


def test_a_value_of_several_lines_goes_whole() -> None:
    assert front(remove(WRITTEN, "summary")) == {
        key: value for key, value in front(WRITTEN).items() if key != "summary"
    }
    assert "Long" not in remove(WRITTEN, "summary")


@pytest.mark.parametrize(
    "text", ["---\n{a: 1, draft: true}\n---\n", "---\n{\ndraft: true\n}\n---\n", "---\n? draft\n: true\n---\n"]
)
def test_a_key_that_is_not_alone_on_its_line_stays(text: str) -> None:
    with pytest.raises(CannotEdit) as refused:
        remove(text, "draft")
    assert refused.value == CannotEdit(
        0, "`draft` shares its line with other keys", "Write each key on a line of its own"
    )


# Lists


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1", 'a: 1\nkey: ["/x, y/"]'),
        ("key:", 'key: ["/x, y/"]'),
        ("key: []", 'key: ["/x, y/"]'),
        ("key: [ b ]  # c", 'key: [ b, "/x, y/" ]  # c'),
        ("key: [b, ]", 'key: [b, "/x, y/", ]'),
        ("key: b # c", 'key: [b, "/x, y/"] # c'),
        ("key: two words", 'key: [two words, "/x, y/"]'),
        ("key: 1", 'key: [1, "/x, y/"]'),
        ("key:\n- b # c\n# d\ne: 1", "key:\n- b # c\n- /x, y/\n# d\ne: 1"),
        ("key:\n  - b\n  - c: 1\n    d: 2\n", "key:\n  - b\n  - c: 1\n    d: 2\n  - /x, y/\n"),
    ],
)
def test_an_item_joins_a_list_in_its_own_form(before: str, after: str) -> None:
    assert add_item(f"---\n{before}\n---\nText", "key", "/x, y/") == f"---\n{after}\n---\nText"


# Titles


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Old\n\nText", "# New: one\n\nText"),
        ("\n# Old words { #id .c }\n", "\n# New: one { #id .c }\n"),
        ("# Old ##\n", "# New: one ##\n"),
        ("Old\n===\nText", "New: one\n===\nText"),
        ("---\ntitle: 'Old'\n---\n# Old\n", "---\ntitle: 'New: one'\n---\n# New: one\n"),
        ('---\ntitle: "Old"\n---\n# Another\n', '---\ntitle: "New: one"\n---\n# Another\n'),
        ("---\ntitle: Old\n---\nText\n", '---\ntitle: "New: one"\n---\nText\n'),
        ("Text\n", '---\ntitle: "New: one"\n---\nText\n'),
        ("# `Old`\n", "# New: one\n"),
    ],
)
def test_a_title_changes_where_it_stands(before: str, after: str) -> None:
    assert retitle(before, "New: one") == after


def test_a_title_that_markdown_would_change_stands_in_front_matter_too() -> None:
    assert retitle("# Old\n", "A *new* one") == "---\ntitle: A *new* one\n---\n# A *new* one\n"


WORDS = (
    st.text(
        st.sampled_from("ab 中\"'#:,[]{}-*&!|>%@`?~0123.ü")
        | st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")),
        min_size=1,
        max_size=12,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and "\ufeff" not in text and text.isprintable())
)


@given(WORDS, st.sampled_from([None, "'", '"', "|"]))
@example("yes", None)
@example("2026-01-01", None)
@example("1:30", None)
def test_any_words_can_be_a_value(words: str, style: str | None) -> None:
    assert front(f"---\nkey: {as_yaml(words, style)}\n---\n") == {"key": words}
    assert front(f"---\nkey: [{as_yaml(words, in_list=True)}]\n---\n") == {"key": [words]}


# Any front matter

LINES = st.sampled_from(
    [
        "# a comment",
        "",
        "a: 1   # one",
        "b: 'quoted'",
        'c: "中文"',
        "d: [x,  y ]",
        "e:\n- x\n- y # z",
        "f: >\n  folded\n  lines\n",
        "g: |+\n  kept\n",
        "h: words\n  on two lines",
        "i: {j: 1,  k: 2}",
        "l:",
        'm: "x\u2028y"',
        "n:\n  # inside\n  o: 1\n  # at the end",
    ]
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = draw(st.lists(LINES, unique=True, max_size=8))
    body = draw(st.sampled_from(["", "\n# Title\n", "Text\n---\nmore", "\n\n  indented"]))
    whole = "\n".join(["---", *lines, draw(st.sampled_from(["---", "..."])), body]) if lines else body
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return draw(st.sampled_from(["", "\ufeff"])) + whole.replace("\n", newline)


@given(texts())
def test_a_key_that_comes_and_goes_leaves_every_byte_as_it_was(text: str) -> None:
    changed = set_value(text, "draft", "true")
    assert front(changed) == {**front(text), "draft": True}
    assert remove(changed, "draft") == text


@given(texts(), st.sampled_from(["aliases", "d", "e"]))
def test_an_item_that_is_added_leaves_every_other_byte_as_it_was(text: str, key: str) -> None:
    changed = add_item(text, key, "/old/")
    assert front(changed) == {**front(text), key: [*front(text).get(key, []), "/old/"]}
    grown = len(changed) - len(text)
    assert any(changed[:at] + changed[at + grown :] == text for at in range(len(text) + 1))


VALUE = r"""1|'quoted'|"中文"|words\s+on two lines"""


@given(texts(), WORDS)
def test_setting_a_key_changes_its_value_alone(text: str, words: str) -> None:
    for key in ("a", "b", "c", "h"):
        if key in front(text):
            changed = set_text(text, key, words)
            assert front(changed) == {**front(text), key: words}
            before, after = (re.split(rf"(?<=[\r\n])({key}: )", each, maxsplit=1) for each in (text, changed))
            assert after[:2] == before[:2]
            assert after[2].endswith(before[2][len(re.match(VALUE, before[2])[0]) :])
