"""What importing makes of texts: lists, fences, formulas, shortcodes, URLs; without files."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mkdocs_blogposts.importing.addresses import OldUrl, Scheme, choose_scheme
from mkdocs_blogposts.importing.bare_links import linked
from mkdocs_blogposts.importing.dialect import as_ours
from mkdocs_blogposts.importing.fences import highlighted, opening
from mkdocs_blogposts.importing.formulas import has_formulas, single_backslashes
from mkdocs_blogposts.importing.front import read_front
from mkdocs_blogposts.importing.hugo.calls import Call, read_arguments, replace_calls
from mkdocs_blogposts.importing.hugo.templates import NotUnderstood, expand
from mkdocs_blogposts.importing.hugo.urls import Place, UrlRules, urlized


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("text\n- a\n- b", "text\n\n- a\n- b"),
        ("- a\n  - b\n    - c", "- a\n    - b\n        - c"),
        ("1. a\n\n   more", "1. a\n\n    more"),
        ("- a\nlazy", "- a\n    lazy"),
        ("1) a\n2) b", "1. a\n2. b"),
        ("text\n2. no item", "text\n2. no item"),
        ("- a\n\n      code", "- a\n\n        code"),
        ("> - a\n>   - b", "> - a\n>     - b"),
        ("> a  \n> b\n>\n> c", "> a  \n> b\n>\n> c"),
        ("- a\n  ```go\n  x\n  ```", "- a\n    ```go\n    x\n    ```"),
        ("#tag in front", "\\#tag in front"),
        ("# Heading\ntext", "# Heading\ntext"),
        ("text\na | b\n--|--\n1 | 2", "text\n\na | b\n--|--\n1 | 2"),
        ("one\\\ntwo", "one  \ntwo"),
        ("* * *", "* * *"),
        ("<pre>\n- a\n  - b\n</pre>", "<pre>\n- a\n  - b\n</pre>"),
        ("$$\na\n- b\n$$", "$$\na\n- b\n$$"),
        ("<div>\n\n**a**\n\n</div>", '<div markdown="1">\n\n**a**\n\n</div>'),
        ("<div>\n**a**\n</div>", "<div>\n**a**\n</div>"),
        ("- <div>\n\n  **a**\n\n  </div>", "- <div>\n\n    **a**\n\n    </div>"),
        ("```\nx\n ```\n- a\n  - b", "```\nx\n```\n- a\n    - b"),
        ("    code\n    - a", "    code\n    - a"),
    ],
)
def test_markdown_is_written_as_mkdocs_reads_it(written: str, ours: str) -> None:
    assert as_ours(written) == ours
    assert "code" in written or as_ours(ours) == ours


@pytest.mark.parametrize("sign", ["> ", ">", "1. ", "- "])
def test_what_is_nested_endlessly_is_given_up(sign: str) -> None:
    assert as_ours(sign * 5000).replace(" ", "").count(sign.strip()) == 5000


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("见https://a.org/x：好", "见https://a.org/x：好"),
        ("见 https://a.org/x：好", "见 <https://a.org/x>：好"),
        ("**https://a.org/x**社区", "**<https://a.org/x>**社区"),
        ("(https://a.org/b_(c)).", "(<https://a.org/b_(c)>)."),
        ("[https://a.org](https://a.org) <https://a.org>", "[https://a.org](https://a.org) <https://a.org>"),
        ('<a href="https://a.org">https://a.org</a>', '<a href="https://a.org">https://a.org</a>'),
        ("[x]: https://a.org", "[x]: https://a.org"),
        ("`https://a.org`", "`https://a.org`"),
    ],
)
def test_bare_addresses_become_links_that_end_before_chinese(text: str, made: str) -> None:
    assert linked(text) == made


@pytest.mark.parametrize(
    ("info", "line"),
    [
        ("go", "```go"),
        ('C++ {linenos=true,hl_lines=[1,"3-4"],linenostart=5}', '```c++ linenums="5" hl_lines="1 3-4"'),
        ("{.python .numbered}", "```python"),
        ('js title="a.js"', '```js title="a.js"'),
        ("代码", "```"),
        ("{linenos=false}", "```"),
    ],
)
def test_fences_say_only_what_the_extension_knows(info: str, line: str) -> None:
    assert opening("```", info) == line


def test_code_with_fences_in_it_is_fenced_by_longer_ones() -> None:
    assert highlighted("```\nx\n```", "md") == "````md\n```\nx\n```\n````"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("$$x$$", True),
        ("a \\(x\\) b", True),
        ("$x_1$", True),
        ("from $5 to $10", False),
        ("`$$x$$`", False),
        ("```\n$$x$$\n```", False),
    ],
)
def test_formulas_are_found_outside_code(text: str, is_one: bool) -> None:
    assert has_formulas(text) is is_one


def test_doubled_backslashes_of_formulas_become_single_outside_code() -> None:
    assert single_backslashes("\\\\(a\\\\) `\\\\(`") == "\\(a\\) `\\\\(`"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{< a >}}x{{< /a >}}", "a[x]"),
        ("{{% a %}}{{< b />}}{{% /a %}}", "a[b]"),
        ("{{< a >}}{{< a >}}x{{< /a >}}{{< /a >}}", "a[a[x]]"),
        ("{{< a >}} and {{< b >}}", "a and b"),
        ("{{</* a */>}}", "{{< a >}}"),
        ("{{< /a >}}", ""),
        ('{{< a "%}} >}}" >}}', "a"),
    ],
)
def test_shortcodes_are_found_with_what_is_inside_them(text: str, made: str) -> None:
    assert replace_calls(text, lambda call: call.name + (f"[{call.inner}]" if call.inner is not None else "")) == made


def test_arguments_are_named_or_stand_in_order() -> None:
    assert read_arguments(' one "two \\"2\\"" key=three Other="4 4" `raw`') == (
        ("one", 'two "2"', "raw"),
        {"key": "three", "other": "4 4"},
    )


@pytest.mark.parametrize(
    ("template", "made"),
    [
        ('<b>{{ .Get "x" }}</b>', "<b>1</b>"),
        ('{{- /* note */ -}} <i>{{ .Get "y" | default "none" }}</i>', "<i>none</i>"),
        ('{{ with .Get "x" }}<i>{{ . }}</i>{{ else }}no{{ end }}', "<i>1</i>"),
        ('{{ if eq (.Get "x") "2" }}two{{ else if .Get "y" }}y{{ else }}other{{ end }}', "other"),
        ('{{ $a := .Get "x" }}<p>{{ $a }}</p>', "<p>1</p>"),
        ("<p>{{ .Inner | markdownify }}</p>", '<p markdown="span">*in*</p>'),
        ("<p>{{ .Inner }}</p>", "<p>*in*</p>"),
        ('{{ if isset .Params "x" }}<a title={{ .Params.x }}>a</a>{{ end }}', '<a title="1">a</a>'),
    ],
)
def test_templates_that_put_values_in_their_places_are_followed(template: str, made: str) -> None:
    assert expand(template, Call("own", 0, (), {"x": "1"}, "*in*")).strip() == made


@pytest.mark.parametrize("template", ["{{ range .Params }}x{{ end }}", "{{ .Site.Title }}", "{{ partial `x` . }}"])
def test_templates_that_need_hugo_are_left_to_it(template: str) -> None:
    with pytest.raises(NotUnderstood):
        expand(template, Call("own", 0))


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("/:year/:month/:day/:slug/", "2025/03/09/a-title/"),
        ("/:sections[1:]/:filename", "deep/a-file/"),
        ("/:section/:title.html", "posts/a-title.html"),
        ("/:sections[last]/:slugorcontentbasename/", "deep/a-file/"),
    ],
)
def test_hugo_s_patterns_of_urls(pattern: str, url: str) -> None:
    place = Place(("posts", "deep"), "A file", "A – title!", "", datetime(2025, 3, 9, tzinfo=UTC))
    assert UrlRules({"posts": pattern}).url(place) == url
    assert UrlRules({}).url(place) == "posts/deep/a-file/"


def test_words_in_hugo_s_urls() -> None:
    assert urlized("C# & 中文: a - b") == "c#-中文-a-b"
    assert UrlRules({"posts": "/:slug/"}).url(Place(("posts",), "x", slug="a+b c%3f")) == "a-b-c/"
    assert UrlRules({}).url(Place(("posts",), "x", slug="a+b")) == "posts/a+b/"


def old_url(url: str, day: int = 1, slug: str = "x") -> OldUrl:
    return OldUrl(url, datetime(2025, 3, day, tzinfo=UTC), slug)


@pytest.mark.parametrize(
    ("urls", "scheme", "slugs"),
    [
        (["/posts/a/", "/posts/b/"], Scheme("posts"), ["a", "b"]),
        (["/2025/03/01/a/"], Scheme("", "yyyy/MM/dd"), ["a"]),
        (["/blog/2025/03/a.html"], Scheme("blog", "yyyy/MM", directory_urls=False), ["a"]),
        (["/zh/a/", "/en/b/"], Scheme(""), ["zh/a", "en/b"]),
        (["/a/", "/b/", "/c.html"], Scheme(""), ["a", "b", None]),
        (["/x/y/a/", "/x/z/b/"], Scheme("x"), ["y/a", "z/b"]),
    ],
)
def test_the_format_that_keeps_most_urls(urls: list[str], scheme: Scheme, slugs: list[str | None]) -> None:
    given = [old_url(url) for url in urls]
    assert choose_scheme(given) == scheme
    assert [scheme.slug(each) for each in given] == slugs


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("---\nTitle: 1.10\nTags: [yes, 1]\n---\nBody", {"title": ("1.10",), "tags": ("yes", "1")}),
        ("+++\nTitle = 'a'\nTags = [1]\n+++\nBody", {"title": ("a",), "tags": ("1",)}),
        ('{"Title": "a", "draft": true}\nBody', {"title": ("a",), "draft": ("true",)}),
    ],
)
def test_front_matter_in_each_format(text: str, values: dict[str, tuple[str, ...]]) -> None:
    front, problems = read_front(text, "a.md")
    assert (dict(front.typed), front.body, problems) == (values, "Body", [])
