"""What Material's search finds on a page of which it is given less to read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material.plugins.search.plugin import SearchIndex

from mkdocs_blogposts.searching import without_colours

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
def test_the_same_is_found_without_the_colours_of_code(html: str) -> None:
    assert found(without_colours(html)) == found(html)


@given(
    st.lists(st.sampled_from(PIECES[2:]), max_size=12).map(lambda each: f"<pre>{''.join(each)}</pre>").filter(is_read)
)
def test_the_same_is_found_in_code_without_its_colours(html: str) -> None:
    assert found(without_colours(html)) == found(html)


@pytest.mark.parametrize(
    ("html", "lean"),
    [
        ('<pre><span></span><span class="k">if</span> <span class="n">x</span></pre>', "<pre>if x</pre>"),
        ('<pre><span class="hll"><span class="k">a</span> &lt;\n</span>b</pre>', "<pre>a &lt;\nb</pre>"),
        (
            '<pre><span class="hll"><a id="l-1"></a>x</span></pre>',
            '<pre><span class="hll"><a id="l-1"></a>x</span></pre>',
        ),
        ('<p><span class="k">text</span></p>', '<p><span class="k">text</span></p>'),
        ("<pre>&<span>lt;</span></pre>", "<pre>&<span>lt;</span></pre>"),
        ("<pre data-search-exclude><span>x</span></pre>", "<pre data-search-exclude><span>x</span></pre>"),
    ],
)
def test_only_elements_that_colour_code_are_taken_out(html: str, lean: str) -> None:
    assert without_colours(html) == lean
