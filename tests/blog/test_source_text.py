import pytest

from mkdocs_blogposts.blog.reading_time import count_words
from mkdocs_blogposts.blog.source_text import rough_html

COUNTED = [
    ("Two words", 2),
    ("# A heading\n\nand *some* **more** words.", 6),
    ("- one\n- two\n\n1. three", 4),
    ("你好，世界。", 4),
    ("A 集群 of nodes", 5),
    ('See [the post](other.md "a title") or [this one][ref].\n\n[ref]: https://example.org/a/b', 6),
    ("![not counted](a.png) counted", 1),
    ("[![not](a.png)](b.md) counted", 1),
    ("Read <https://example.org/long/path> now", 2),
    ("# Title { #id .class }", 1),
    ("<!-- nothing\n\nhere --> words", 1),
    ("<!-- never closed", 0),
    ("```python\nimport nothing\n```\nafter", 1),
    ("~~~~\n```\nno\n~~~~\nafter", 1),
    ("  ```\n  no\n  ```\nafter", 1),
    ("```\nnever closed", 0),
    ("A link [to](a_(b).md) there", 4),
    ("<pre>not code</pre> text", 1),
]


@pytest.mark.parametrize(("markdown", "words"), COUNTED)
def test_words_are_counted_without_code_and_addresses(markdown: str, words: int) -> None:
    assert count_words(rough_html(markdown)) == words


def test_pictures_stay_pictures_since_looking_at_them_takes_time() -> None:
    assert rough_html("![a](a.png) and ![b][ref]") == "<p><img> and <img></p>"


def test_paragraphs_stay_apart() -> None:
    assert rough_html("one\n \ntwo") == "<p>one</p><p>two</p>"
