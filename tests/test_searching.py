"""What Material's search finds on a page of which it is given less to read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from material.plugins.search.plugin import SearchIndex

from mkdocs_blogposts.thinning import thin

TEXTS = ["x", "y z", " ", "\n", "  ", "\t ", " a ", "b\n", "&nbsp;", "&amp; c", "&#32;", "\xa0", "中文。"]
READ = ["p", "li", "ul", "div", "code", "sup", "blockquote", "pre", 'h2 id="a"', 'h1 id="b"', "h3"]
PASSED_OVER = [
    "strong",
    "em",
    'a href="x"',
    'a class="headerlink" href="#a"',
    "table",
    "td",
    "tr",
    'td class="linenodiv"',
]
ALONE = ["<br>", "<br />", '<img alt="" src="x">', "<!-- more -->", "<hr>"]
PIECES = [
    *(
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        "<p>",
        "</p>",
        '<h2 id="a">',
        "</h2>",
        "\n",
        "  ",
        " x ",
        "y",
        "lt;",
        "#60;",
    ),
    *("&", "&amp;", "&lt;", "&#60;", "&;", '<a id="b"></a>', '<td class="linenos">', "</td>", "<b>", "</b>"),
    *(
        "<span></span>",
        "<span>",
        '<span class="k n">',
        '<span id="l-1" class="hll">',
        "</span>",
        '<span class="linenodiv">',
    ),
    *("<span data-search-exclude>", '<span class="k" data-search-exclude="">', "<!-- <span> -->", '<pre class="c">'),
]


def found(html: str) -> list[dict[str, Any]]:
    """Return what the search finds on a page."""
    index: Any = SearchIndex()
    index.add_entry_from_context(SimpleNamespace(content=html, title="Page", url="page/", meta={}, toc=[]))
    entries: list[dict[str, Any]] = index.entries
    return entries


def is_read(html: str) -> bool:
    """Tell whether the search can make sense of a page at all."""
    try:
        return found(html) is not None
    except (ValueError, AttributeError):
        return False


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join).filter(is_read))
def test_the_same_is_found_on_any_page(html: str) -> None:
    assert found(thin(html)) == found(html)


@given(
    st.lists(st.sampled_from(PIECES[2:]), max_size=12).map(lambda each: f"<pre>{''.join(each)}</pre>").filter(is_read)
)
def test_the_same_is_found_in_code_without_its_colours(html: str) -> None:
    assert found(thin(html)) == found(html)


def element(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag.split()[0]}>"


def elements(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(READ + 3 * PASSED_OVER)
    return st.lists(st.builds(element, tags, content) | content, max_size=6).map("".join)


ORDERLY = st.recursive(st.sampled_from(TEXTS + ALONE), elements, max_leaves=25)


@given(st.sampled_from(["<p></p>", '<h1 id="top">Page</h1>\n', "<p>x</p>\n", "<em>x</em>", ""]), ORDERLY)
def test_the_same_is_found_on_an_orderly_page(begin: str, html: str) -> None:
    assume(is_read(begin + html))
    assert found(thin(begin + html)) == found(begin + html)


@pytest.mark.parametrize(
    ("html", "lean"),
    [
        ('<pre><span></span><span class="k">if</span> <span class="n">x</span></pre>', "<pre>if x</pre>"),
        ('<pre><span class="hll"><span class="k">a</span> &lt;\n</span>b</pre>', "<pre>a &lt;\nb</pre>"),
        (
            '<pre><span class="hll"><a id="l-1"></a>x</span></pre>',
            '<pre><span class="hll"><a id="l-1"></a>x</span></pre>',
        ),
        ('<p><span class="k">text</span></p>', "<p>text</p>"),
        ("<p>a <em>b</em> <a href='x'>c</a></p>", "<p>a <em>b</em> <a href='x'>c</a></p>"),
        ('<p>a <em>b</em>\n<a href="x">c</a></p>', "<p>a b c</p>"),
        ("<p>a <em>b</em> <br>c</p>", "<p>a b<wbr> <br>c</p>"),
        ("<p>a</p>\n<table>\n<tr>\n<td>b</td>\n<td>c</td></tr></table>", "<p>a</p> <wbr>b c"),
        ("<h2>a <em>b</em></h2><p><em>c</em></p>", "<h2>a <em>b</em></h2><p>c</p>"),
        ("<div><h2>a</h2><em>c</em></div>", "<div><h2>a</h2><em>c</em></div>"),
        ("<p><em>c</p></em>", "<p><em>c</p></em>"),
        ("<p><em>c</em>", "<p><em>c</em>"),
        ("<pre><pre>a</pre><em>\n</em></pre>", "<pre><pre>a</pre><em>\n</em></pre>"),
        ("<em>c</em><p>d</p>", "<em>c</em><p>d</p>"),
        ("<hr><em><br></em>", "<hr><em><br></em>"),
        ("<p><em>a</em> &lt<em>;</em></p>", "<p><em>a</em> &lt<em>;</em></p>"),
        ("<pre>&<span>lt;</span></pre>", "<pre>&<span>lt;</span></pre>"),
        ("<pre data-search-exclude><span>x</span></pre>", "<pre data-search-exclude><span>x</span></pre>"),
    ],
)
def test_only_elements_without_effect_are_taken_out(html: str, lean: str) -> None:
    assert thin(html) == lean
