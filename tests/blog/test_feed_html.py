"""Posts as feed readers want them."""

from __future__ import annotations

import pytest

from mkdocs_blogposts.blog.feed_html import for_feed

URL = "https://e.org/blog/a/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="../b/#x">b</a>', '<a href="https://e.org/blog/b/#x">b</a>'),
        ('<a href="#fn:1">1</a>', '<a href="https://e.org/blog/a/#fn:1">1</a>'),
        ('<a href="/c">c</a>', '<a href="https://e.org/c">c</a>'),
        ('<a href="mailto:a@e.org">m</a>', '<a href="mailto:a@e.org">m</a>'),
        ('<img src="p.png">', '<img src="https://e.org/blog/a/p.png">'),
        (
            '<img srcset="p.png 1x, q.png 2x">',
            '<img srcset="https://e.org/blog/a/p.png 1x, https://e.org/blog/a/q.png 2x">',
        ),
        ('<video poster="p.png" src=""></video>', '<video poster="https://e.org/blog/a/p.png" src=""></video>'),
        ('<a href="javascript:alert(1)">x</a>', '<a href="https://e.org/blog/a/">x</a>'),
        ('<a href=" JavaScript:alert(1)">x</a>', '<a href="https://e.org/blog/a/">x</a>'),
        ('<a href="java\n\tscript:alert(1)">x</a>', '<a href="https://e.org/blog/a/">x</a>'),
        ('<a href="vbscript:x">x</a>', '<a href="https://e.org/blog/a/">x</a>'),
        ('<a href="script:x">x</a>', '<a href="script:x">x</a>'),
        ('<map><area href="#x"></map>', '<map><area href="https://e.org/blog/a/#x"></map>'),
        ('<img src="data:image/png;base64,AA==">', '<img src="data:image/png;base64,AA==">'),
        ('<a href="http://[x">y</a>', '<a href="http://[x">y</a>'),
        ('<svg><use href="#s"></use></svg>', '<svg><use href="#s"></use></svg>'),
        ('<code>href="x"</code>', '<code>href="x"</code>'),
    ],
)
def test_addresses_are_full(html: str, expected: str) -> None:
    assert for_feed(f"<p>{html}</p>", URL) == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    "unwanted",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        '<div class="toc"><ul></ul></div>',
        "<h1>Title</h1>",
        '<span class="twemoji"></span>',
        "<iframe></iframe>",
    ],
)
def test_what_needs_the_site_is_left_out(unwanted: str) -> None:
    unwanted = unwanted.replace("</span>", "<svg><path/></svg></span>")
    assert for_feed(f"{unwanted}<p>Text</p>", URL).replace('<span class="twemoji"></span>', "") == "<p>Text</p>"


def test_links_to_headings_go_and_headings_stay() -> None:
    html = '<h1>T</h1><h2 id="a">A<a class="headerlink" href="#a">¶</a></h2>'
    assert for_feed(html, URL) == '<h2 id="a">A</h2>'


def test_frames_become_links() -> None:
    html = '<iframe src="https://v.org/?a=1&amp;b=2" title="A &amp; B"></iframe><object data="x.pdf"></object>'
    link, other = '<a href="https://v.org/?a=1&amp;b=2">A &amp; B</a>', "https://e.org/blog/a/x.pdf"
    assert for_feed(html, URL) == f'<p>{link}</p><p><a href="{other}">{other}</a></p>'


def test_nothing_runs_and_only_alignment_is_styled() -> None:
    html = '<p onclick="x()" style="position:fixed">a</p><table><tbody><tr><td style="text-align: right;">1</td></tr></tbody></table>'
    assert for_feed(html, URL) == '<p>a</p><table><tbody><tr><td style="text-align: right;">1</td></tr></tbody></table>'


def test_boxes_of_tasks_are_signs_and_other_parts_of_forms_go() -> None:
    boxes = '<label><input type="checkbox" disabled checked> a</label><input type="checkbox"> b<input type="radio">'
    html = f"<p>{boxes}<select><option>c</option></select><textarea>d</textarea></p>"
    assert for_feed(html, URL) == "<p><label>\u2611 a</label>\u2610 b</p>"
