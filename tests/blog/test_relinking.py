import pytest

from mkdocs_blogposts.blog.relinking import change_links, is_path, new_place, relink, split_target

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


def test_a_name_in_front_matter_is_taken_as_it_is() -> None:
    assert relink("---\ncover: a.md\n---\n", "b.md", {"a.md": "x\\1.md"}) == "---\ncover: x\\1.md\n---\n"


def test_links_in_raw_html_are_told_from_those_of_markdown() -> None:
    text = "[a](1) ![b](2)\n\n[c]: 3\n\n<a href='4'><img src=\"5\">"
    changed = change_links(text, lambda written, is_raw: f"{written}{'!' if is_raw else '.'}")
    assert changed == "[a](1.) ![b](2.)\n\n[c]: 3.\n\n<a href='4!'><img src=\"5!\">"


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("a.md", ("a.md", "")),
        ("a.md?x#y", ("a.md", "?x#y")),
        ("a.md#y?x", ("a.md", "#y?x")),
        ("#y", ("", "#y")),
        ("<XML a.md#X>", ("XML a.md", "#X")),
    ],
)
def test_a_target_has_a_path_and_what_follows_it(written: str, parts: tuple[str, str]) -> None:
    assert split_target(written) == parts


@pytest.mark.parametrize(
    ("target", "is_one"),
    [
        ("a.md", True),
        ("/a.md", True),
        ("a/b:c.md", True),
        ("", False),
        ("//e.org/a.md", False),
        ("https://e.org/a.md", False),
        ("MAILTO:a@e.org", False),
    ],
)
def test_a_path_is_told_from_a_full_url(target: str, is_one: bool) -> None:
    assert is_path(target) is is_one
