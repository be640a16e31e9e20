import pytest

from mkdocs_blogposts.blog.relinking import new_place, relink

MOVES = {"blog/posts/old.md": "blog/posts/new.md", "blog/posts/旧": "blog/posts/2026 new"}

LINKS = [
    ("index.md", "[a](blog/posts/old.md)", "[a](blog/posts/new.md)"),
    ("blog/posts/a.md", "[a](old.md#part) and [b](./old.md?x)", "[a](new.md#part) and [b](new.md?x)"),
    ("news/a.md", '[a](../blog/posts/old.md "A title")', '[a](../blog/posts/new.md "A title")'),
    ("news/a.md", "[a](<../blog/posts/old.md>)", "[a](<../blog/posts/new.md>)"),
    ("news/a.md", "[a](/blog/posts/old.md)", "[a](/blog/posts/new.md)"),
    ("index.md", "[a]: blog/posts/old.md 'Title'\r\n", "[a]: blog/posts/new.md 'Title'\r\n"),
    ("index.md", '<a class="x" href="blog/posts/old.md">', '<a class="x" href="blog/posts/new.md">'),
    (
        "index.md",
        "[![p](blog/posts/旧/p.png)](blog/posts/old.md)",
        "[![p](blog/posts/2026%20new/p.png)](blog/posts/new.md)",
    ),
    ("index.md", "![p](<blog/posts/旧/a b.png>)", "![p](<blog/posts/2026 new/a b.png>)"),
    ("index.md", "![p](blog/posts/%E6%97%A7/p.png)", "![p](blog/posts/2026%20new/p.png)"),
    ("index.md", "[a](blog/posts/旧/)", "[a](blog/posts/2026%20new/)"),
    ("blog/posts/old.md", "[me](old.md) [it](旧/index.md)", "[me](new.md) [it](2026%20new/index.md)"),
    ("blog/posts/旧/index.md", "[a](../旧/p.png) ![p](./p.png)", "[a](p.png) ![p](./p.png)"),
    ("a.md", "---\nlinks: [blog/posts/old.md]\n---\n", "---\nlinks: [blog/posts/new.md]\n---\n"),
    (
        "a.md",
        "\ufeff---\r\ncover: /blog/posts/旧/p.png\r\n---\r\n",
        "\ufeff---\r\ncover: /blog/posts/2026 new/p.png\r\n---\r\n",
    ),
]


@pytest.mark.parametrize(("source", "before", "after"), LINKS)
def test_links_lead_where_they_led_in_the_form_they_have(source: str, before: str, after: str) -> None:
    assert relink(before, source, MOVES) == after


KEPT = [
    "[a](old.md) [b](blog/posts/older.md) [c](https://example.org/blog/posts/old.md) [d](mailto:a@b.c)",
    "`[a](blog/posts/old.md)` and ``[a](blog/posts/old.md)``",
    "```\n[a](blog/posts/old.md)\n```\n",
    "~~~~ md\n[a](blog/posts/old.md)\n```\n~~~~\n",
    "<!-- [a](blog/posts/old.md) -->",
    "[a](#old.md) [b]() [c](//blog/posts/old.md) [d](../../blog/posts/old.md)",
    "[a](/blog/./posts/other.md) [b](blog/../blog/posts/other.md)",
    "blog/posts/old.md is a path",
    "---\naliases: [/blog/posts/旧/, /x/blog/posts/old.md]\n---\n",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_link_to_what_moves_stays(text: str) -> None:
    assert relink(text, "index.md", MOVES) == text


def test_what_lies_in_a_folder_moves_with_it() -> None:
    assert new_place("blog/posts/旧/a/b.png", MOVES) == "blog/posts/2026 new/a/b.png"
    assert new_place("blog/posts/旧2/a.md", MOVES) == "blog/posts/旧2/a.md"
