import pytest
import yaml

from mkdocs_blogposts.blog.errors import Problem
from mkdocs_blogposts.blog.fields import read_fields
from mkdocs_blogposts.blog.yaml_faults import explain

pytestmark = pytest.mark.usefixtures("parser")

_QUOTE = "Put the value in quotes"
_QUOTE_ALL = "Put the whole value in single quotes, and double those inside it"
_COLUMN = "Begin it in the same column as the other keys, and look for an unclosed quotation mark above"
_CHECK = "Check indentation, quotation marks and brackets here"


def _start(sign: str) -> str:
    return f'a value cannot start with "{sign}"'


@pytest.mark.parametrize(
    ("text", "line", "fault", "remedy"),
    [
        ("a: b\nc: 'd\ne: f\n", 2, "the quotation mark ' is never closed", "Add ' at the value's end"),
        ('a: "b\nc: d\n', 1, 'the quotation mark " is never closed', "Add \" at the value's end"),
        ("a: b\n\tc: d\n", 2, "a tab character in the indentation", "Indent with spaces"),
        ("\ta: b\n", 1, "a tab character in the indentation", "Indent with spaces"),
        ("a: |\n\t\tb\n", 2, "a tab character in the indentation", "Indent with spaces"),
        ('a: "\\q"\n', 1, 'a "\\" that YAML does not know', 'Write "\\\\", or use single quotes'),
        ('a: b\nc: "\\xzz"\n', 2, 'a "\\" that YAML does not know', 'Write "\\\\", or use single quotes'),
        (
            "a: b\nc: [d,\n  e\nf: g\n",
            2,
            '"[" is not closed, or a comma is missing',
            'Add "]", or put the value in quotes if it is plain text',
        ),
        (
            "a: {b: c\nd: e\n",
            1,
            '"{" is not closed, or a comma is missing',
            'Add "}", or put the value in quotes if it is plain text',
        ),
        ("a: b\nc\n", 2, 'a line without ": "', "Write it as `key: value`, with a space"),
        ("a: b\nc:d\ne: f\n", 2, 'a line without ": "', "Write it as `key: value`, with a space"),
        ("a: b\nc:d\n\ne: f\n", 2, 'a line without ": "', "Write it as `key: value`, with a space"),
        ("a\nb: c\n", 1, 'a line without ": "', "Write it as `key: value`, with a space"),
        ("z: y\na: b: c\n", 2, 'a value with ":" in it', _QUOTE),
        ("a: b\n c: d\n", 2, "this line is indented as if it belonged to the one above", _COLUMN),
        ("a: @b\n", 1, _start("@"), _QUOTE),
        ("a: `b`\n", 1, _start("`"), _QUOTE),
        ("a: %b\n", 1, _start("%"), _QUOTE),
        ("a: b\nc: *d\n", 2, _start("*"), _QUOTE),
        ("a: **d** e\n", 1, _start("*"), _QUOTE),
        ("a: & b\n", 1, _start("&"), _QUOTE),
        ("a: !<!b c\n", 1, _start("!"), _QUOTE),
        ("a: |b\n", 1, _start("|"), _QUOTE),
        ("a: > b\n", 1, _start(">"), _QUOTE),
        ("a: - b\n", 1, _start("-"), _QUOTE),
        ("x: y\na: 'b'c\n", 2, "something follows a value that is already complete", _QUOTE_ALL),
        ("a: [b] c\n", 1, "something follows a value that is already complete", _QUOTE_ALL),
        ("a: b]\nc: ]d\n", 2, 'an unexpected "]"', _QUOTE),
        ("a:\n  - b\n - c\n", 3, "this line does not stand in the column of the lines before it", _COLUMN),
        ("- a\nb: c\n", 2, "this line does not stand in the column of the lines before it", _COLUMN),
        (
            "a: b\n<<: c\n",
            2,
            "YAML: expected a mapping or list of mappings for merging, but found scalar",
            _CHECK,
        ),
        ("a: b\n--- \nc: d\n", 2, "YAML: but found another document", _CHECK),
    ],
)
def test_broken_yaml_is_one_fault_with_line_and_remedy(text: str, line: int, fault: str, remedy: str) -> None:
    assert read_fields(text, "a.yml") == (None, [Problem("a.yml", line, fault, remedy)])


def test_an_error_without_a_place_is_told_of_the_first_line() -> None:
    fault = explain(yaml.MarkedYAMLError(problem="odd"), "a: b")
    assert (fault.fault, fault.index, str(fault)) == ("YAML: odd", 0, "YAML: odd")


def test_a_parser_that_bounds_nesting_itself_is_understood() -> None:
    fault = explain(yaml.MarkedYAMLError("while increasing flow level", problem="exceeded maximum nesting depth"), "a")
    remedy = "Close brackets, or indent less"
    assert (fault.fault, fault.remedy, fault.index) == ("values are nested more than 50 deep", remedy, 0)
