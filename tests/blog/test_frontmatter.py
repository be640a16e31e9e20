import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from mkdocs_blogposts.blog.errors import Problem, Severity
from mkdocs_blogposts.blog.frontmatter import FrontMatter, decode, read


def _read(text: str) -> FrontMatter:
    front, problems = read(text, "a.md")
    assert problems == []
    return front


def _fields(front: FrontMatter) -> dict[str, tuple[int, tuple[str, ...]]]:
    return {key: (each.line, each.texts) for key, each in front.fields.items()}


def test_front_matter_gives_fields_with_lines_values_and_the_body() -> None:
    front = _read("---\ntitle: 1.10\n\ntags: [a, 2]\n# a comment\ndraft: yes\n---\n\n# Hello\n\nWorld\n")
    assert _fields(front) == {"title": (2, ("1.10",)), "tags": (4, ("a", "2")), "draft": (6, ("yes",))}
    assert list(front.fields) == ["title", "tags", "draft"]
    assert front.meta == {"title": 1.1, "tags": ["a", 2], "draft": True}
    assert (front.body, front.body_line) == ("# Hello\n\nWorld\n", 9)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\n---\nbody",
        "---\ntitle: x\n...\nbody",
        "--- \t\ntitle: x\n---  \nbody",
        "\ufeff---\ntitle: x\n---\nbody",
        "---\r\ntitle: x\r\n---\r\nbody",
        "---\rtitle: x\r---\rbody",
    ],
)
def test_delimiters_line_ends_and_byte_order_marks_make_no_difference(text: str) -> None:
    front = _read(text)
    assert (_fields(front), front.meta) == ({"title": (2, ("x",))}, {"title": "x"})
    assert (front.body, front.body_line) == ("body", 4)


def test_block_scalars_of_a_windows_file_have_plain_line_ends() -> None:
    assert _read("---\r\na: |\r\n  b\r\n  c\r\n---\r\n").meta == {"a": "b\nc\n"}


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\na: b\n---", "", 3),
        ("---\na: b\n---\n", "", 4),
        ("---\na: b\n---\n\n\nx", "x", 6),
        ("---\na: b\n---\n \nx", " \nx", 4),
        ("---\na: b\n---\nX\n", "X\n", 4),
        ("---\na: b\n---\nx\n---\ny", "x\n---\ny", 4),
        ("---\na: |\n  --- \n---\nx", "x", 5),
        ("---\na: b\n----\nc: d\n---\nx", "x", 6),
    ],
)
def test_the_body_begins_after_the_closing_line_and_empty_lines(text: str, body: str, line: int) -> None:
    front, _ = read(text, "a.md")
    assert (front.body, front.body_line) == (body, line)


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("", "", 1),
        ("# Hello\n", "# Hello\n", 1),
        ("\n\r\n# Hello\n", "# Hello\n", 3),
        ("---\n\nA rule, then text: no front matter.\n", "---\n\nA rule, then text: no front matter.\n", 1),
        ("----\ntitle: x\n----\n", "----\ntitle: x\n----\n", 1),
        ("a ---\ntitle: x\n---\n", "a ---\ntitle: x\n---\n", 1),
        ("---", "---", 1),
    ],
)
def test_text_without_front_matter_is_all_body(text: str, body: str, line: int) -> None:
    assert read(text, "a.md") == (FrontMatter({}, {}, body, line), [])


@pytest.mark.parametrize("text", ["---\n---\nx", "---\n\n---\nx", "---\n# a comment\n---\nx", "---\n{}\n---\nx"])
def test_empty_front_matter_has_no_fields(text: str) -> None:
    front = _read(text)
    assert (front.fields, front.meta, front.body) == ({}, {}, "x")


def test_a_key_without_value_counts_as_not_written() -> None:
    front = _read("---\ntitle:\ndate: ~\ntags: [a, null]\ncover: {image: }\n---\n")
    assert _fields(front) == {"tags": (4, ("a",)), "cover": (5, ())}
    assert front.fields["cover"].fields == {}
    assert front.meta == {"title": None, "date": None, "tags": ["a", None], "cover": {"image": None}}


@pytest.mark.parametrize(
    "text",
    ["---\ntitle: x\n", "---\n\n# Comment\n  # more\ntitle: x\n# Hello\n", "---\ndate-of : x\n", "---\ntitle:\n"],
)
def test_front_matter_that_is_never_closed_is_named_and_all_is_body(text: str) -> None:
    problem = Problem("a.md", 1, "the front matter is never closed", "End it with a line `---`")
    assert read(text, "a.md") == (FrontMatter({}, {}, text, 1), [problem])


@pytest.mark.parametrize(("space", "line"), [("\n\n", 3), (" ", 1), ("\r\n", 2)])
def test_front_matter_below_the_first_line_is_named(space: str, line: int) -> None:
    front, problems = read(f"{space}---\ntitle: x\n---\nbody\n", "a.md")
    fault = "front matter must begin on the first line"
    assert problems == [Problem("a.md", line, fault, "Delete the empty space before `---`")]
    assert (front.fields, front.body.strip()) == ({}, "---\ntitle: x\n---\nbody")


@pytest.mark.parametrize(
    ("yaml", "line", "fault", "remedy"),
    [
        ("title: 'x\ndate: y", 2, "the quotation mark ' is never closed", "Add ' at the value's end"),
        ("title: x\n\tdate: y", 3, "a tab character in the indentation", "Indent with spaces"),
        (
            "title: x\ndate: \x01",
            3,
            "a control character (U+0001)",
            "Delete it, or type the line anew",
        ),
        (
            "- title\n- date",
            2,
            "the front matter is a list, not keys with values",
            "Write lines such as `title: My post`",
        ),
        (
            "\nJust a text",
            3,
            "the front matter is plain text, not keys with values",
            "Write lines such as `title: My post`",
        ),
    ],
)
def test_front_matter_that_cannot_be_read_is_named_and_keeps_its_body(
    yaml: str, line: int, fault: str, remedy: str
) -> None:
    front, problems = read(f"---\n{yaml}\n---\n\nbody\n", "posts/a.md")
    assert problems == [Problem("posts/a.md", line, fault, remedy)]
    assert (front.fields, front.meta, front.body) == ({}, {}, "body\n")
    assert front.body_line == 5 + yaml.count("\n")


def test_other_problems_leave_the_fields_that_can_be_read() -> None:
    front, problems = read("---\na: 1\na: 2\nb: !mine x\nc: 2026-13-45\n---\n", "a.md")
    assert front.meta == {"a": 2, "c": "2026-13-45"}
    assert _fields(front) == {"a": (3, ("2",)), "c": (5, ("2026-13-45",))}
    assert [(problem.line, problem.severity) for problem in problems] == [
        (3, Severity.WARNING),
        (4, Severity.ERROR),
    ]


def _is_text(key: str) -> bool:
    return key.lower() not in {"yes", "no", "on", "off", "true", "false", "null"}


@given(
    st.dictionaries(
        st.from_regex(r"[A-Za-z_]{1,8}", fullmatch=True).filter(_is_text),
        st.sampled_from(["x", "1.10", "yes", "[a, 2]", "'y: z'", "2026-11-22", "", "{a: b}", "|\n  t\n  u"]),
        min_size=1,
    ),
    st.sampled_from(["---\n", "...\n", "--- \n"]),
    st.text(),
)
def test_meta_and_body_are_those_of_mkdocs(values: dict[str, str], closing: str, rest: str) -> None:
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in values.items()) + closing + rest
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as MkDocs' own reading does
    front = _read(text)
    assert (front.body, front.meta) == get_data(text)
    assert "\n".join(text.split("\n")[front.body_line - 1 :]) == front.body


@given(st.text(alphabet=st.sampled_from("-.\n\r ab:'[")))
def test_no_text_raises_and_none_of_its_body_is_lost(text: str) -> None:
    front, problems = read(text, "a.md")
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert plain.endswith(front.body)
    assert front.body_line == 1 + plain[: len(plain) - len(front.body)].count("\n")
    assert all(1 <= problem.line <= plain.count("\n") + 1 for problem in problems)


TEXT = "---\ntitle: Grüße, café\n---\n"


@pytest.mark.parametrize("data", [b"", b"a", TEXT.encode(), codecs.BOM_UTF8 + TEXT.encode(), b"abc\0"])
def test_utf8_is_read_with_and_without_byte_order_mark(data: bytes) -> None:
    assert decode(data, "a.md") == (data.removeprefix(codecs.BOM_UTF8).decode(), None)


@pytest.mark.parametrize(
    ("data", "line", "encoding"),
    [
        (TEXT.encode("latin-1"), 2, "Windows-1252 (Latin-1)"),
        ("ÄÖ é".encode("cp1252"), 1, "Windows-1252 (Latin-1)"),
        ("Ärger".encode("cp1252"), 1, "Windows-1252 (Latin-1)"),
        ("---\n你好，世界。\n".encode("gbk"), 2, "GBK"),
        ("# 一篇 Markdown 文章：café\n".encode("gb18030"), 1, "GBK"),
        (TEXT.encode("utf-16"), 0, "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), 0, "UTF-16"),
        (TEXT.encode("utf-16-le"), 0, "UTF-16"),
        ("plain".encode("utf-16-be"), 0, "UTF-16"),
        (TEXT.encode("utf-32"), 0, "UTF-32"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), 0, "UTF-32"),
    ],
)
def test_another_encoding_is_named_with_its_remedy(data: bytes, line: int, encoding: str) -> None:
    fault = f"the file is not in UTF-8, but probably in {encoding}"
    assert decode(data, "a.md") == (None, Problem("a.md", line, fault, "Save it as UTF-8"))


def test_a_damaged_utf8_file_is_named_with_the_byte() -> None:
    data = "你好\n".encode() + b"caf\xe9\n"
    problem = Problem("a.md", 2, "a byte that is not UTF-8 (0xE9)", "Save it as UTF-8")
    assert decode(data, "a.md") == (None, problem)


@given(st.binary())
def test_any_bytes_give_a_text_or_a_problem(data: bytes) -> None:
    text, problem = decode(data, "a.md")
    assert (text is None) != (problem is None)


@given(st.text(min_size=1).filter(lambda text: "\0" not in text))
def test_every_text_in_utf8_is_read(text: str) -> None:
    assert decode(text.encode(), "a.md") == (text.removeprefix("\ufeff"), None)
