import re
import time
from html import escape

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.columns import columns, shorten
from mkdocs_blogposts.blog.excerpt import (
    MARKERS,
    Excerpt,
    cut,
    heading_of,
    links,
    lower_headings,
    plain_text,
    rebase,
    whole,
)
from mkdocs_blogposts.blog.html import parse
from mkdocs_blogposts.blog.reading_time import reading_time

MORE = "<!-- more -->"
EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("arithmatex", "details", "emoji", "highlight", "inlinehilite", "keys", "mark", "superfences", "tabbed"),
    "tasklist",
]


def render(text: str) -> str:
    own = EXTENSIONS[8:]
    return markdown.markdown(
        text,
        extensions=EXTENSIONS[:8] + [f"pymdownx.{name}" for name in own],
        extension_configs={
            "toc": {"permalink": True},
            "pymdownx.arithmatex": {"generic": True},
            "pymdownx.tabbed": {"alternate_style": True},
            "pymdownx.tasklist": {"custom_checkbox": True},
        },
    )


def ids(html: str) -> list[str | None]:
    return [node.attributes["id"] for node in parse(html).css("[id]")]


def is_balanced(html: str) -> bool:
    return (parse(html).inner_html or "") == html


# What comes first: summary, marker, mode


@pytest.mark.parametrize("marker", [*MARKERS, "<!--MORE-->", "<!--  more\t-->", "<!-- teaser_end -->"])
def test_every_known_marker_ends_the_excerpt(marker: str) -> None:
    assert cut(f"<p>a</p>\n{marker}\n<p>b</p>") == Excerpt("<p>a</p>", "a", True)


@pytest.mark.parametrize(
    ("separator", "html"),
    [
        ("<!-- fold -->", "<p>a</p><!--fold--><p>b</p>"),
        ("<!-- read on -->", "<p>a</p><!-- Read  on --><p>b</p>"),
        ("<!-- fold -->", f"<p>a</p>{MORE}<p>b</p>"),
        ("[[more]]", "<p>a</p>[[more]]<p>b</p>"),
        ("<more>", "<p>a</p><more><p>b</p></more>"),
        ("", f"<p>a</p>{MORE}<p>b</p>"),
    ],
)
def test_the_writers_separator_counts_beside_the_known_ones(separator: str, html: str) -> None:
    assert cut(html, separator=separator) == Excerpt("<p>a</p>", "a", True)


@pytest.mark.parametrize("comment", ["<!-- more tests -->", "<!-- mor -->", "<!-- no more -->", "<!-- -->"])
def test_other_comments_are_no_markers(comment: str) -> None:
    assert cut(f"<p>a</p>{comment}<p>b</p>") == Excerpt("<p>a b</p>", "a b", False)


def test_of_two_markers_the_first_counts() -> None:
    html = "<p>a</p><!--truncate--><p>b</p><!-- more --><p>c</p>"
    assert cut(html) == Excerpt("<p>a</p>", "a", True)


@pytest.mark.parametrize("before", ["", "\n", '<h1 id="t">Title</h1>\n', "<p>", "<ul><li><p>", "<b><i>"])
def test_a_marker_at_the_start_gives_an_empty_excerpt(before: str) -> None:
    assert cut(f"{before}{MORE}\n<p>b</p>") == Excerpt("", "", True)


@pytest.mark.parametrize("after", ["", "\n", "</p></div>", "<!-- note -->", "<p>&nbsp;</p><hr>", "<script>a</script>"])
def test_nothing_is_truncated_when_nothing_follows_the_marker(after: str) -> None:
    assert cut(f"<p>a{MORE}{after}") == Excerpt("<p>a</p>", "a", False)


@pytest.mark.parametrize("after", ["b", '<img src="a.png">', "<p><svg></svg></p>", "<iframe></iframe>", "&amp;"])
def test_the_excerpt_is_truncated_when_something_follows_the_marker(after: str) -> None:
    assert cut(f"<p>a</p>{MORE}{after}") == Excerpt("<p>a</p>", "a", True)


@pytest.mark.parametrize("mode", ["optional", "required"])
def test_without_a_marker_the_other_modes_show_the_whole_post(mode: str) -> None:
    html = '<h1 id="t">T</h1>\n<p>a <a href="b.md">b</a></p>\n<h2 id="h">H</h2>\n<h1>Second</h1>'
    shown = '<p>a <a href="b.md">b</a></p>\n<h2>H</h2>\n<h1>Second</h1>'
    assert cut(html, mode=mode) == Excerpt(shown, "a b", False)  # type: ignore[arg-type]  # parametrized


@pytest.mark.parametrize(
    ("html", "truncated"),
    [("<h1>T</h1>", False), ("", False), ("<p>b</p>", True), (f"{MORE}<p>b</p>", True), ("<img>", True)],
)
def test_a_summary_comes_before_all_else(html: str, truncated: bool) -> None:
    expected = Excerpt("<p>Fish &amp; &lt;chips&gt; today</p>", "Fish & <chips> today", truncated)
    assert cut(html, summary=" Fish & <chips>\n today ") == expected


@pytest.mark.parametrize("summary", [None, "", " \n"])
def test_a_blank_summary_is_none(summary: str | None) -> None:
    assert cut("<p>a</p>", summary=summary) == Excerpt("<p>a</p>", "a", False)


def test_a_long_summary_is_shown_whole_and_cut_as_text() -> None:
    summary = "word " * 100
    excerpt = cut("", summary=summary)
    assert excerpt.html == f"<p>{summary.strip()}</p>"
    assert excerpt.text == ("word " * 37).strip() + " word…"


# The marker: where it may stand, and what the cut leaves


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (f"<div><p>a</p>{MORE}<p>b</p></div>", "<div><p>a</p></div>"),
        (f"<div>\n<p>a</p>\n{MORE}", "<div>\n<p>a</p></div>"),
        (f"<ul><li>a</li><li>b{MORE}c</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        (f"<ul><li>a</li><li>{MORE}c</li></ul>", "<ul><li>a</li></ul>"),
        (f"<ul>\n<li>a</li>\n<li>\n<p>{MORE}c</p></li></ul>", "<ul>\n<li>a</li></ul>"),
        (f"<blockquote><p>a</p>{MORE}</blockquote>b", "<blockquote><p>a</p></blockquote>"),
        (f"<p>a {MORE} b</p>", "<p>a </p>"),
        (f"<p>a <b>c{MORE}d</b></p>", "<p>a <b>c</b></p>"),
        (f"<table><tr><td>a{MORE}</td>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
        (f'<svg viewBox="0 0 1 1"><path d="M0"/></svg>{MORE}b', '<svg viewBox="0 0 1 1"><path d="M0"></path></svg>'),
    ],
)
def test_excerpt_closes_what_the_cut_leaves_open(html: str, shown: str) -> None:
    excerpt = cut(f"{html}<p>rest</p>")
    assert (excerpt.html, excerpt.truncated) == (shown, True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n\n<div markdown>\n\nb\n\n<!-- more -->\n\nc\n\n</div>", "<p>a</p>\n<div>\n<p>b</p></div>"),
        ("- a\n\n- b\n\n    <!-- more -->\n\n- c", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p></li></ul>"),
        ("> a\n>\n> <!-- more -->\n>\n> b", "<blockquote>\n<p>a</p></blockquote>"),
        (
            "!!! note\n    a\n\n    <!-- more -->\n\n    b",
            '<div class="admonition note">\n<p class="admonition-title">Note</p>\n<p>a</p></div>',
        ),
        (
            "??? note\n    a\n\n    <!-- more -->\n\n    b",
            '<details class="note">\n<summary>Note</summary>\n<p>a</p></details>',
        ),
        ("a <!-- more --> b", "<p>a </p>"),
    ],
)
def test_excerpt_of_rendered_markdown_is_balanced(text: str, shown: str) -> None:
    excerpt = cut(render(text))
    assert (excerpt.html, excerpt.truncated) == (shown, True)


@pytest.mark.parametrize(
    "sample",
    [
        f"<pre>{MORE}</pre>",
        f"<pre><code>{MORE}</code></pre>",
        f"<p><code>{MORE}</code></p>",
        f"<PRE><b>x</b>{MORE}</PRE>",
        f"<script>'{MORE}'</script>",
        f"<textarea>{MORE}</textarea>",
        f'<p title="{MORE}">x</p>',
        f"<p title='{MORE}'>x</p>",
        f"<!-- old: {MORE}",
        "<pre>&lt;!-- more --&gt;</pre>",
        render("```html\n<!-- more -->\n```"),
        render("    <!-- more -->"),
        render("`<!-- more -->`"),
    ],
)
def test_a_marker_in_a_sample_is_no_separator(sample: str) -> None:
    assert cut(f"<p>a</p>{sample}<p>c</p>{MORE}<p>d</p>").html.endswith("<p>c</p>")


def test_a_marker_after_a_sample_is_a_separator() -> None:
    html = f"</code></pre><p><code>x</code>{MORE}<p>rest</p>"
    assert cut(html).html == "<p><code>x</code></p>"


@pytest.mark.parametrize("mode", ["optional", "required"])
def test_an_unclosed_comment_swallows_nothing_of_the_list(mode: str) -> None:
    excerpt = cut("<p>a</p><!-- oops <p>b</p>", mode=mode)  # type: ignore[arg-type]  # parametrized
    assert excerpt.html == "<p>a</p><!-- oops <p>b</p>-->"
    assert cut("<p>a</p><!-- oops <p>b</p>") == Excerpt("<p>a</p>", "a", False)
    assert cut(render("a <!-- oops\n\nb <!-- more --> c")).html.count("<!--") == 0


def test_a_cut_inside_a_template_keeps_what_was_read() -> None:
    assert cut(f"<p>a</p><template><b>{MORE}").html == "<p>a</p>"


# What stands on the post's own page only


def test_the_title_is_never_part_of_the_excerpt() -> None:
    title = '<p><img src="a.png"></p><h1 id="x">T<a class="headerlink" href="#x">¶</a></h1>'
    assert cut(f"{title}<p>a</p>{MORE}b").html == '<p><img src="a.png"></p><p>a</p>'
    assert cut(f"{title}<p>a</p>") == Excerpt("<p>a</p>", "a", True)


def test_an_h1_after_text_is_a_part_of_the_excerpt() -> None:
    assert cut(f"<p>a</p><h1>Part</h1>{MORE}b").html == "<p>a</p><h1>Part</h1>"


def test_excerpts_hold_no_ids_headerlinks_and_contents() -> None:
    text = "[TOC]\n\n## Same\n\na\n\n<a name='n'>b</a>\n\n<a name='e'></a>\n\n<!-- more -->\n\nc"
    excerpt = cut(render(text))
    assert excerpt.html == "<h2>Same</h2>\n<p>a</p>\n<p><a>b</a></p>\n<p></p>"
    assert ids(cut(render(text.replace(MORE, "")), mode="optional").html) == []


def test_a_footnote_used_before_and_defined_after_the_cut_leaves_nothing() -> None:
    excerpt = cut(render("a[^1] b\n\n<!-- more -->\n\nc\n\n[^1]: note"))
    assert excerpt == Excerpt("<p>a b</p>", "a b", True)


@pytest.mark.parametrize("mode", ["auto", "optional"])
def test_footnotes_of_two_posts_share_no_id(mode: str) -> None:
    excerpt = cut(render("a[^1]\n\n[^1]: note"), mode=mode)  # type: ignore[arg-type]  # parametrized
    assert excerpt == Excerpt("<p>a</p>", "a", mode == "auto")


def test_a_footnote_reference_without_sup_goes_too() -> None:
    html = f'<p>a<a class="footnote-ref" href="#fn:1">1</a></p>{MORE}'
    assert cut(html) == Excerpt("<p>a</p>", "a", True)


def test_a_reference_link_defined_after_the_cut_resolves() -> None:
    excerpt = cut(render("a [b][c]\n\n<!-- more -->\n\nd\n\n[c]: e.html"))
    assert excerpt.html == '<p>a <a href="e.html">b</a></p>'


def test_tabs_of_two_posts_work_side_by_side() -> None:
    text = '=== "A"\n\n    one\n\n=== "B"\n\n    two\n\n<!-- more -->\n\n'
    one, two = (cut(render(text + rest)).html for rest in ("c", "d"))
    assert len({*ids(one), *ids(two)}) == 4
    for html in (one, two):
        body = parse(html)
        assert [label.attributes["for"] for label in body.css("label")] == ids(html)
        assert len({radio.attributes["name"] for radio in body.css("input")}) == 1
    assert parse(one).css_first("input").attributes["name"] != parse(two).css_first("input").attributes["name"]


def test_drawings_find_their_parts_under_new_names() -> None:
    svg = (
        '<svg viewBox="0 0 9 9" aria-labelledby="t no g"><title id="t">x</title><linearGradient id="g" href="#no"/>'
        '<rect fill="url(#g)" rx/><use xlink:href="#t" href="#g"/><use xlink:href="#t"/></svg><p id="p">a</p><label for="p">b</label>'
    )
    html = cut(f"{svg}{MORE}").html
    ending = html.partition('<title id="t')[2].partition('"')[0]
    assert re.fullmatch("-[0-9a-f]{8}", ending)
    assert html == (
        f'<svg viewBox="0 0 9 9" aria-labelledby="t{ending} no g{ending}"><title id="t{ending}">x</title>'
        f'<linearGradient id="g{ending}" href="#no"></linearGradient><rect fill="url(#g{ending})" rx=""></rect>'
        f'<use href="#g{ending}"></use><use xlink:href="#t{ending}"></use></svg><p>a</p><label for="p">b</label>'
    )


# The automatic excerpt: what it is made of


@pytest.mark.parametrize(
    ("text", "shown", "truncated"),
    [
        ("# T\n\na", "<p>a</p>", False),
        ("```jsx\nx\n```\n\na", "<p>a</p>", True),
        ("[TOC]\n\na", "<p>a</p>", False),
        ("[TOC]\n\n## H\n\na", "<p>a</p>", True),
        ("| a | b |\n|--|--|\n| c | d |\n\ne", "<p>e</p>", True),
        ("![x](y.png)\n\na", "<p>a</p>", True),
        ("!!! note\n    b\n\na", "<p>a</p>", True),
        ("??? note\n    b\n\na", "<p>a</p>", True),
        ('=== "A"\n\n    b\n\na', "<p>a</p>", True),
        ("$$\nx^2\n$$\n\na", "<p>a</p>", True),
        ("> quote\n\na", "<p>a</p>", True),
        ("- b\n\na", "<p>a</p>", True),
        ("a\n\n---\n\nb", "<p>a b</p>", False),
        ("<div markdown>\n\na\n\n</div>\n\nb", "<p>a b</p>", False),
        ("- one\n- two\n\n    - deep\n- three.\n- four", "<p>one · two · deep · three. four</p>", False),
        ("1. 一。\n2. 二", "<p>一。二</p>", False),
        ("- [ ] do\n- [x] done", "<p>do · done</p>", False),
        ("- a\n\n    ```\n    x\n    ```\n", "<p>a</p>", True),
        ("- ![x](y.png)\n\n1. a", "<p>a</p>", True),
        ("- a\n\n    !!! note\n        b", "<p>a</p>", True),
        ("- <div>a</div><div>b</div>", "<p>a b</p>", False),
        ("> one\n> two\n>\n> three", "<p>one two three</p>", False),
        ("<blockquote>raw <b>x</b></blockquote>", "<p>raw <b>x</b></p>", False),
        ("<blockquote><ul><li>x</li></ul></blockquote>\n\n<dl><dt>a</dt><dd>b</dd></dl>", "<p>a – b</p>", True),
        ("term\n:   what\n:   why.\n\nother\n:   how", "<p>term – what – why. other – how</p>", False),
        ("line one  \nline two", "<p>line one line two</p>", False),
        ("```\nx\n```", "", True),
        ("", "", False),
        ("<div>raw</div>", "", True),
    ],
)
def test_an_automatic_excerpt_is_prose(text: str, shown: str, truncated: bool) -> None:
    excerpt = cut(render(text))
    plain = re.sub("<[^>]+>", "", shown)
    assert excerpt == Excerpt(shown, plain, truncated)


def test_a_link_alone_is_nothing_more_to_read() -> None:
    assert not cut(render("Slides of [the talk](talk.pdf), and [a post](other.md).")).truncated
    assert cut(render("Slides of [the talk](talk.pdf).\n\n![The hall](hall.png)")).truncated


@pytest.mark.parametrize(
    ("inside", "shown", "text", "truncated"),
    [
        ("<em>a</em> <strong>b</strong>", "<em>a</em> <strong>b</strong>", "a b", False),
        ("a <em> b</em>", "a <em>b</em>", "a b", False),
        ("<em>a </em> b", "<em>a </em>b", "a b", False),
        (" <b> a </b> ", "<b>a</b>", "a", False),
        ('<a href="x">a</a>', "a", "a", False),
        ('a <img src="x.png"> b', "a b", "a b", True),
        ("<b><img></b>a", "a", "a", True),
        ('<img class="twemoji" alt="😄">!', "😄!", "😄!", False),
        ('<img class="twemoji">!', "!", "!", True),
        ("a<br>b", "a b", "a b", False),
        ("a<!-- note -->b", "ab", "ab", False),
        ('<code class="x"><span>a &lt;</span> b</code>', "<code>a &lt; b</code>", "a < b", False),
        ('<abbr title="x &quot;y&quot;" id="i">a</abbr>', '<abbr title="x &quot;y&quot;">a</abbr>', "a", False),
        ('<span lang="ja" class="x">字</span>', '<span lang="ja">字</span>', "字", False),
        ('<span class="x">a</span>', "a", "a", False),
        (
            '<span class="keys"><kbd class="key-a">A</kbd><span>+</span><kbd>B</kbd></span>',
            '<span class="keys"><kbd class="key-a">A</kbd>+<kbd>B</kbd></span>',
            "A+B",
            False,
        ),
        (
            "<ruby>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>",
            "<ruby>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>",
            "字",
            False,
        ),
        ("H<sub>2</sub>O, x<sup>2</sup>", "H<sub>2</sub>O, x<sup>2</sup>", "H2O, x2", False),
        ("a &amp; b &lt;c&gt;", "a &amp; b &lt;c&gt;", "a & b <c>", False),
        ("中文\n中文", "中文中文", "中文中文", False),
        ("中文\n<em>中文</em>\nabc\n한국\n한국", "中文<em>中文</em> abc 한국 한국", "中文中文 abc 한국 한국", False),
        ("床前明月光，<br>\n疑是地上霜<br>举头", "床前明月光，疑是地上霜 举头", "床前明月光，疑是地上霜 举头", False),
        ("　　开头", "开头", "开头", False),
        ("«\xa0a\xa0»", "«\xa0a\xa0»", "«\xa0a\xa0»", False),
        ("a\tb", "a b", "a b", False),
        ("ㄱ\nㄱ", "ㄱ ㄱ", "ㄱ ㄱ", False),
        ('<code class="highlight">a</code>', "<code>a</code>", "a", False),
    ],
)
def test_light_markup_is_kept(inside: str, shown: str, text: str, truncated: bool) -> None:
    assert cut(f"<p>{inside}</p>") == Excerpt(f"<p>{shown}</p>", text, truncated)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ('<span class="arithmatex">\\(n = 3\\)</span>', "let n = 3, so"),
        ('<span class="arithmatex">\\(\\alpha\\)</span>', "let, so"),
        ('<span class="arithmatex"><span>y</span><script type="math/tex">x</script></span>', "let x, so"),
        ('<script type="math/tex">x^2</script>', "let, so"),
        ("<math><mi>x</mi></math>", "let, so"),
        ('<span class="katex"><math><annotation>x</annotation></math><span>x</span></span>', "let x, so"),
        ("<mjx-container><svg></svg>x</mjx-container>", "let, so"),
    ],
)
def test_a_formula_is_kept_whole_and_read_only_if_readable(formula: str, text: str) -> None:
    html = f"<p>let {formula}, so</p>"
    excerpt = cut(html)
    assert (excerpt.html, excerpt.text) == (parse(html).inner_html, text)
    assert plain_text(html) == text


@pytest.mark.parametrize("tex", ["\\(a^2\\)", "\\[a^2\\]", "$$a^2$$"])
def test_tex_between_delimiters_is_a_formula(tex: str) -> None:
    assert cut(f"<p>let <b>{tex}</b>. So</p>") == Excerpt(f"<p>let <b>{tex}</b>. So</p>", "let. So", False)
    assert cut(f"<p>a <code>{tex}</code></p>").text == f"a {tex}"


def test_a_formula_wider_than_an_excerpt_is_left_out() -> None:
    formula = f'<span class="arithmatex">\\({"x + " * 40}\\)</span>'
    assert cut(f"<p>a {formula} b</p>").html == "<p>a b</p>"
    assert cut('<p>a <span class="arithmatex"></span> b</p>').html == "<p>a b</p>"


@pytest.mark.parametrize(("width", "is_shown"), [(80, True), (81, False)])
def test_a_formula_may_fill_eighty_columns(width: int, is_shown: bool) -> None:
    formula = f'<span class="arithmatex">\\({"x" * width}\\)</span>'
    assert (formula in cut(f"<p>a {formula} b</p>").html) is is_shown


def test_a_formula_of_no_width_is_left_out() -> None:
    assert cut('<p>a <span class="arithmatex">\\(\\)</span> b</p>').html == "<p>a b</p>"


def test_a_formula_that_the_cut_would_part_is_left_out() -> None:
    html = cut(f'<p>{"a" * 185}<span class="arithmatex">\\({"x" * 10}\\)</span> b</p>').html
    assert html == f"<p>{'a' * 185}…</p>"


def test_a_summary_keeps_its_quotation_marks() -> None:
    assert cut("<p>x</p>", summary="say \"hi\" & 'go'").html == "<p>say \"hi\" &amp; 'go'</p>"


def test_definitions_are_told_from_the_next_term() -> None:
    definitions = "<dl><dt>A</dt><dd>one</dd><dt>B</dt><dd>two</dd></dl>"
    assert cut(definitions).text == "A – one · B – two"


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
@pytest.mark.parametrize("limit", range(9, 14))
def test_no_flag_is_cut_in_half_wherever_flags_begin(before: str, limit: int) -> None:
    end, _ = shorten(before + "🇩🇪" * 9, limit)
    assert (end - len(before)) % 2 == 0


@pytest.mark.parametrize(("mark", "shown"), [("!", "it says no!"), (".", "it says no. Then it…")])
def test_only_a_full_stop_can_stand_for_an_abbreviation(mark: str, shown: str) -> None:
    text = f"it says no{mark} Then it {'b' * 40}"
    end, ellipsis = shorten(text, 16 if mark == "!" else 20)
    assert text[:end] + ellipsis == shown


def test_the_language_of_the_text_goes_with_it() -> None:
    assert cut('<p dir="rtl" lang="ar">مرحبا <b>بك</b></p>').html == '<p lang="ar" dir="rtl">مرحبا <b>بك</b></p>'
    assert cut('<div dir="rtl"><p>שלום</p><p>עולם</p></div>').html == '<p dir="rtl">שלום עולם</p>'
    assert cut('<ul dir="rtl"><li>א</li></ul>').html == '<p dir="rtl">א</p>'
    assert cut('<p lang="de">Hallo</p><p>Hello</p>') == Excerpt('<p lang="de">Hallo</p>', "Hallo", True)


# Where the automatic excerpt ends


def sentence(width: int, end: str = ".") -> str:
    return ("Word " + "word " * 60)[: width - 1].rstrip().ljust(width - 1, "x") + end


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (sentence(190), sentence(190)),
        (sentence(190) + " Next", sentence(190)),
        (sentence(150) + " " + sentence(80), sentence(150)),
        (sentence(126) + " " + sentence(80), sentence(126)),
        (sentence(150, "!”") + " " + sentence(80), sentence(150, "!”")),
        (sentence(150, "?!") + " " + sentence(80), sentence(150, "?!")),
        (sentence(150, "…") + " X" + sentence(80), sentence(150, "…")),
        (sentence(150, "...") + " X" + sentence(80), sentence(150, "...")),
        (sentence(150, " 1999.") + " X" + sentence(80), sentence(150, " 1999.")),
        (sentence(150, " 3.5.") + " X" + sentence(80), sentence(150, " 3.5.")),
        (sentence(150, " x.com.") + " X" + sentence(80), sentence(150, " x.com.")),
        ("字" * 79 + "。" + "字" * 80, "字" * 79 + "。"),
        ("字" * 79 + "！？」" + "字" * 80, "字" * 79 + "！？」"),
        ("字" * 79 + "……" + "字" * 80, "字" * 79 + "……"),
        ("字" * 79 + "?" + "字" * 80, "字" * 79 + "?"),
        ("字" * 94 + "。" + "字" * 80, "字" * 94 + "。"),
    ],
)
def test_an_excerpt_ends_with_a_sentence_if_one_ends_in_the_last_third(text: str, shown: str) -> None:
    excerpt = cut(f"<p>{text}</p>")
    assert (excerpt.text, excerpt.html) == (shown, f"<p>{escape(shown, quote=False)}</p>")
    assert excerpt.truncated is (shown != text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("word " * 100, "word " * 37 + "word…"),
        (sentence(125) + " Word " + "word " * 50, sentence(125) + " Word " + "word " * 10 + "word…"),
        ("x" * 150 + " e.g. Bach " + "y" * 90, "x" * 150 + " e.g. Bach…"),
        ("x" * 150 + " z.B. " + "y" * 90, "x" * 150 + " z.B…"),
        ("x" * 150 + " J. " + "Y" * 90, "x" * 150 + " J…"),
        ("x" * 150 + " Dr. " + "Y" * 90, "x" * 150 + " Dr…"),
        ("x" * 150 + " 3. " + "Y" * 90, "x" * 150 + " 3…"),
        ("x" * 150 + " 3.5 " + "Y" * 90, "x" * 150 + " 3.5…"),
        ("x" * 150 + " Yahoo! " + "y" * 90, "x" * 150 + " Yahoo!…"),
        ("x" * 150 + " wait… " + "y" * 90, "x" * 150 + " wait…"),
        ("x" * 150 + " wait... " + "y" * 90, "x" * 150 + " wait…"),
        ("x" * 150 + " one, " + "y" * 90, "x" * 150 + " one…"),
        ("x" * 150 + " one – " + "y" * 90, "x" * 150 + " one…"),
        ("x" * 150 + " mot ; " + "y" * 90, "x" * 150 + " mot…"),
        ("x" * 150 + " (" + "y" * 90, "x" * 150 + "…"),
        ("x" * 188 + " y", "x" * 188 + " y"),
        ("x" * 188 + " yy", "x" * 188 + "…"),
        ("x" * 189 + " y", "x" * 189 + "…"),
        ("x" * 190 + " y", "x" * 189 + "…"),
        ("字" * 100, "字" * 94 + "…"),
        ("字" * 93 + "，" + "字" * 10, "字" * 93 + "…"),
        ("字" * 94 + "，" + "字" * 10, "字" * 93 + "…"),
        ("字" * 93 + "（" + "字" * 10, "字" * 93 + "…"),
        ("字" * 94 + "“" + "字" * 10, "字" * 94 + "…"),
        ("字" * 93 + '"引" ' + "字" * 10, "字" * 92 + "…"),
        ("字" * 90 + "Python" + "字" * 10, "字" * 90 + "Python字…"),
        ("字" * 90 + "Pythonic" + "字" * 10, "字" * 90 + "Pythonic…"),
        ("字" * 90 + "Pythonistas" + "字" * 10, "字" * 90 + "…"),
        ("한국 " * 50, "한국 " * 37 + "한국…"),
        ("か" * 94 + "っ" + "か" * 9, "か" * 93 + "…"),
        ("カ" * 94 + "ー" + "カ" * 9, "カ" * 93 + "…"),
        ("字" * 50 + "……" + "，" + "字" * 60, "字" * 50 + "……，" + "字" * 42 + "…"),
        ("x" * 20 + "\u200b" + "y" * 200, "x" * 20 + "…"),
    ],
)
def test_else_an_excerpt_ends_with_a_word_and_one_ellipsis(text: str, shown: str) -> None:
    excerpt = cut(f"<p>{text}</p>")
    assert (excerpt.text, excerpt.html) == (shown, f"<p>{shown}</p>")
    assert excerpt.truncated is (shown != text)


@pytest.mark.parametrize(
    ("sign", "number"),
    [
        ("e\u0301", 189),
        ("क्ष", 94),
        ("한", 94),
        ("\u1112\u1161\u11ab", 94),
        ("👍🏽", 47),
        ("👨\u200d👩\u200d👧", 31),
        ("🇩🇪", 94),
        ("ห้", 189),
    ],
)
def test_a_sign_of_several_characters_is_never_split(sign: str, number: int) -> None:
    assert cut(f"<p>{sign * 250}</p>").text == sign * number + "…"


@pytest.mark.parametrize(
    ("whole", "width"),
    [
        ("<code>one two three</code>", 13),
        ("<kbd>one two</kbd>", 7),
        ("<ruby>字<rt>じ</rt></ruby>", 4),
        ('<span class="arithmatex">\\(a + b + c + d\\)</span>', 13),
        ('<span class="keys"><kbd>Ctrl</kbd><span>+</span><kbd>C</kbd></span>', 6),
    ],
)
def test_what_is_whole_is_kept_or_left_out(whole: str, width: int) -> None:
    kept = re.sub("<span>(.)</span>", r"\1", whole)
    for room in range(1, width + 12):
        before = "x" * (189 - room)
        html = cut(f"<p>{before} {whole} {'y' * 99}</p>").html
        assert html == (f"<p>{before} {kept}…</p>" if room > width else f"<p>{before}…</p>")


def test_no_sentence_ends_inside_code() -> None:
    code = "<code>a. B</code>"
    html = f"<p>{'x' * 150} {code} {'y' * 90}</p>"
    assert cut(html).html == f"<p>{'x' * 150} {code}…</p>"


def test_punctuation_at_the_end_of_code_stays() -> None:
    html = f"<p>{'x' * 150} <code>a.</code>, {'y' * 90}</p>"
    assert cut(html).html == f"<p>{'x' * 150} <code>a.</code>…</p>"
    assert cut(html.replace(",", "")).html == f"<p>{'x' * 150} <code>a.</code>…</p>"


def test_code_that_fills_more_than_the_excerpt_is_cut_like_text() -> None:
    assert cut(f"<p><code>{'word ' * 99}</code></p>").html == f"<p><code>{'word ' * 37}…word</code></p>".replace(
        "…word", "word…"
    )


def test_code_longer_than_an_excerpt_is_left_out_after_text() -> None:
    assert cut(f"<p>one <code>{'word ' * 99}</code></p>").html == "<p>one…</p>"


def test_an_excerpt_sees_as_far_as_its_end_depends_on() -> None:
    html = f"<p>{'<b>xx</b> ' * 500}</p>"
    assert cut(html).text == "xx " * 62 + "xx…"
    assert cut(html).html == f"<p>{'<b>xx</b> ' * 62}<b>xx</b>…</p>"


def test_the_ellipsis_stands_in_what_is_cut_and_after_what_is_complete() -> None:
    assert cut(f"<p>{'x' * 150} <em>one</em> {'y' * 90}</p>").html == f"<p>{'x' * 150} <em>one</em>…</p>"
    assert cut(f"<p>{'x' * 150} <em>one {'y' * 90}</em></p>").html == f"<p>{'x' * 150} <em>one…</em></p>"
    assert cut(f"<p>{'x' * 150} <em>{'y' * 90}</em></p>").html == f"<p>{'x' * 150}…</p>"


def test_paragraphs_are_joined_until_the_excerpt_is_filled() -> None:
    one, two, three = sentence(60), sentence(80), sentence(60)
    html = f"<p>{one}</p><p>{two}</p>"
    assert cut(html) == Excerpt(f"<p>{one} {two}</p>", f"{one} {two}", False)
    assert cut(f"{html}<p>{three}</p>") == Excerpt(f"<p>{one} {two}</p>", f"{one} {two}", True)
    assert cut(f"<p>{'字' * 40}。</p><p>{'字' * 40}</p>").text == "字" * 40 + "。" + "字" * 40


def test_the_text_of_a_marked_excerpt_is_its_prose() -> None:
    assert cut(f"<pre>code</pre><p>a</p>{MORE}<p>b</p>").text == "a"
    assert cut(f"<pre>code</pre>{MORE}<p>b</p>").text == ""


# Plain text, links, and moving


@pytest.mark.parametrize(
    ("html", "columns", "text"),
    [
        ("", None, ""),
        ("<h1>T</h1><p>a<b>b</b>\n c</p>", None, "T ab c"),
        ("<p>a</p><p>b</p><ul><li>c</li></ul>d<br>e", None, "a b c d e"),
        ("a<script>x</script><style>y</style><svg><style>q</style></svg><template>z</template><!-- n -->b", None, "ab"),
        ('<h2>H<a class="headerlink" href="#h">¶</a></h2>a<sup><a class="footnote-ref">1</a></sup>', None, "H a"),
        ('<div class="toc">x</div><img alt="x">a<img class="emojione" alt="😄">', None, "a😄"),
        ("<p>中文。</p><p>中文\n中文</p>", None, "中文。中文中文"),
        ("<p>&lt;b&gt; &amp;amp;</p>", None, "<b> &amp;"),
        ("<p>one two three</p>", 9, "one two…"),
        ("<p>one two three</p>", 13, "one two three"),
        ("<p>字字</p>", 3, "字…"),
        ("<p>字字</p>", 1, "…"),
    ],
)
def test_plain_text_is_what_a_reader_sees(html: str, columns: int | None, text: str) -> None:
    assert plain_text(html, columns) == text


def test_links_are_those_of_real_tags_in_order() -> None:
    html = (
        '<A HREF="a?b=1&amp;c=2">x</A><pre>&lt;a href="no"&gt;</pre><!-- <a href="no"> --><a name="n">n</a>'
        "<script>'<a href=no>'</script><p title='<a href=no>'><a href=b><a href></p><link href='no'>"
    )
    assert list(links(html)) == ["a?b=1&c=2", "b", ""]


@pytest.mark.parametrize(
    ("source", "target", "url", "moved"),
    [
        ("blog/2026/11/22/hello/", "blog/", "pic.png", "2026/11/22/hello/pic.png"),
        ("blog/2026/11/22/hello/", "blog/", "../other/", "2026/11/22/other/"),
        ("blog/2026/11/22/hello/", "blog/page/2/", "../../../../../a.png", "../../../a.png"),
        ("blog/2026/11/22/hello/", "blog/category/x/", "pic.png", "../../2026/11/22/hello/pic.png"),
        ("blog/2026/11/22/hello/", "", "pic.png", "blog/2026/11/22/hello/pic.png"),
        ("blog/2026/11/22/hello/", "", "../../../../../out.png", "out.png"),
        ("blog/2026/11/22/hello/", "", "../../../../../../out.png", "../out.png"),
        ("blog/hello.html", "blog/index.html", "pic.png", "pic.png"),
        ("blog/hello.html", "index.html", "pic.png", "blog/pic.png"),
        ("blog/hello/", "blog/", "#below", "hello/#below"),
        ("blog/hello/", "blog/", "?q=1#below", "hello/?q=1#below"),
        ("blog/hello/", "blog/", "", "hello/"),
        ("blog/hello.html", "blog/index.html", "#below", "hello.html#below"),
        ("", "blog/", "#below", "../#below"),
        ("./", "blog/", "#below", "../#below"),
        ("blog/", "blog/index2.html", "#below", "./#below"),
        ("blog/hello/", "blog/", "..", "./"),
        ("blog/hello/", "blog/", ".", "hello/"),
        ("blog/hello/", "blog/", "a/..", "hello/"),
        ("blog/hello/", "blog/", "a/.", "hello/a/"),
        ("blog/hello/", "blog/", "a/b/?c=d/#e", "hello/a/b/?c=d/#e"),
        ("blog/hello/", "blog/", "  a.png ", "hello/a.png"),
        ("blog/hello/", "blog/", "%20ü.png?a=1&amp;b=2", "hello/%20ü.png?a=1&amp;b=2"),
    ],
)
def test_relative_urls_work_from_the_page_that_shows_them(source: str, target: str, url: str, moved: str) -> None:
    assert rebase(f'<p>x <a href="{url}">y</a>', source, target) == f'<p>x <a href="{moved}">y</a>'


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://example.com/a",
            "mailto:a@b.c",
            "data:image/png;base64,AA",
            "//host/a",
            "/root",
            "tel:1",
            "JAVASCRIPT:0",
        ),
        "&#109;&#97;&#105;&#108;&#116;&#111;&#58;a",
    ],
)
def test_absolute_urls_stay_as_they_are(url: str) -> None:
    html = f'<a href="{url}">x</a><img src="{url}"><a HREF = {url}>y</a>'
    assert rebase(html, "blog/hello/", "blog/") == html


@pytest.mark.parametrize(
    ("html", "moved"),
    [
        ('<img alt=a src=b.png class="c">', '<img alt=a src="p/b.png" class="c">'),
        ("<IMG SRC='b.png'/>", '<IMG SRC="p/b.png"/>'),
        ('<img src = "b&quot;.png" >', '<img src="p/b&quot;.png" >'),
        (
            '<img srcset="a.png 1x, b.png 2x,/c.png 3x, d.png">',
            '<img srcset="p/a.png 1x, p/b.png 2x,/c.png 3x, p/d.png">',
        ),
        ('<source srcset="data:image/png;base64,AA== 1x">', '<source srcset="data:image/png;base64,AA== 1x">'),
        ('<video poster="a.png" src="b.mp4" controls>', '<video poster="p/a.png" src="p/b.mp4" controls>'),
        ('<audio src="a.mp3"></audio>', '<audio src="p/a.mp3"></audio>'),
        ('<object data="a.svg"></object>', '<object data="p/a.svg"></object>'),
        ('<p data="a.svg" data-src="b">', '<p data="a.svg" data-src="b">'),
        ('<script src="a.js">"<img src=b>"</script>', '<script src="p/a.js">"<img src=b>"</script>'),
        ('<svg><image href="a.png"/><use href="#b"/></svg>', '<svg><image href="p/a.png"/><use href="#b"/></svg>'),
        ('<svg><use xlink:href="a.svg#b"/></svg>', '<svg><use xlink:href="p/a.svg#b"/></svg>'),
        ('<img src="">', '<img src="">'),
        ('<area href="#a">', '<area href="p/#a">'),
        ('<a title=\'<img src="b">\' href="a">', '<a title=\'<img src="b">\' href="p/a">'),
        ('<a title="src=b" href>', '<a title="src=b" href>'),
        ("<a title=it's href=a>it's</a>", "<a title=it's href=\"p/a\">it's</a>"),
        ('<a\nhref="a"\n>', '<a\nhref="p/a"\n>'),
    ],
)
def test_every_attribute_with_a_url_is_moved(html: str, moved: str) -> None:
    assert rebase(html, "p/", "") == moved


@pytest.mark.parametrize(
    "html",
    [
        '<code>&lt;a href="a"&gt;</code> href="a"',
        '<pre>src="a" < b</pre>',
        '<!-- <a href="a"> -->',
        '<!-- <a href="a">',
        "<textarea><img src=a></textarea>",
        '<style>a{b:"<img src=a>"}</style>',
        "1 <2 href=a> 3",
        "<p title='href=a'><br/></p>",
        "<p><b id=1 >caf&eacute;</b>&nbsp;<BR></p>\r\n",
    ],
)
def test_only_real_tags_are_rewritten_and_the_rest_stays(html: str) -> None:
    assert rebase(html, "p/", "") == html
    assert rebase(f"{html.replace('<!-- <a href=', '<!---->')}", "p/", "p/") == html.replace("<!-- <a href=", "<!---->")


def test_moving_to_the_page_itself_changes_nothing() -> None:
    assert rebase('<a href="#a">x</a>', "p/", "p/") == '<a href="#a">x</a>'


# For any post

FRAGMENTS = [
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<ul>",
        "<li>",
        "</ul>",
        "<em>",
        "</em>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
    ),
    *("<table>", "<td>", "<svg>", "<style>", "</style>", "</svg>", "<math>", "<ruby>", "<rt>", "<blockquote>", "<h1>"),
    *(
        "word ",
        "字",
        "。",
        "…",
        ", ",
        "👨‍👩‍👧",
        "🇩🇪",
        "e\u0301",
        "\\(x^2\\)",
        "&amp;",
        "<br>",
        '<a id="x" href="y">',
        "</a>",
    ),
    *(
        MORE,
        "<!-- ",
        '<sup><a class="footnote-ref">',
        '<div class="footnote">',
        '<span class="arithmatex">',
        "<input id=x>",
    ),
    *("<template>", "<select>", "<body id=b>", "</body>", "</html>", "<a name=n>"),
]
posts = st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join)


@given(posts)
def test_any_excerpt_is_short_balanced_and_without_ids_of_its_post(html: str) -> None:
    for mode in ("auto", "optional"):
        excerpt = cut(html, mode=mode)  # type: ignore[arg-type]  # a literal in a loop
        assert columns(excerpt.text) <= 190
        assert "\n" not in excerpt.text
        assert excerpt.text == excerpt.text.strip()
        assert "x" not in ids(excerpt.html)
        assert not parse(excerpt.html).css("a.footnote-ref, div.footnote")


@given(posts)
def test_any_automatic_excerpt_is_one_balanced_paragraph(html: str) -> None:
    excerpt = cut(html.replace(MORE, ""))
    if excerpt.html:
        assert is_balanced(excerpt.html)
        assert excerpt.html.startswith("<p>")
        assert excerpt.html.endswith("</p>")
        assert len(list(parse(excerpt.html).iter())) == 1


@given(st.text(), st.integers(0, 40))
def test_any_text_is_cut_to_its_columns(text: str, limit: int) -> None:
    shown = plain_text(f"<p>{escape(text)}</p>", limit)
    assert columns(shown) <= max(limit, 1)


@given(posts)
def test_moving_there_and_back_again_keeps_every_link(html: str) -> None:
    there = rebase(html, "a/b/", "c/d/e/")
    assert list(links(there)) == ["../../../a/b/y"] * len(list(links(html)))


# Long posts


@pytest.mark.parametrize(
    "html",
    [
        "<h2 id='h'>Same</h2>" * 2000 + f"<p>{'word ' * 1_000_000}</p>",
        "<p><b>word</b> </p>" * 250_000,
        "<p>" + "<b>word</b> " * 400_000,
        "<p>" + "字" * 2_000_000,
        "<p>" + "<a <" * 1_000_000,
        "<p>" + "<!-- " * 1_000_000 + MORE,
        "<ul>" + "<li>a" * 200_000 + MORE,
        "<p>" + "a\u0301" + "\u0301" * 1_000_000,
    ],
)
def test_long_posts_take_no_undue_time(html: str) -> None:
    start = time.process_time()
    cut(html)
    rebase(cut(html, mode="optional").html, "a/", "b/")
    reading_time(html)
    assert time.process_time() - start < 20


def test_a_whole_post_has_no_title_and_no_ids() -> None:
    html = '<h1 id="t">Title</h1>\n<p id="a">One <!-- more --></p>\n<h2 id="two">Two</h2>'
    assert whole(html) == "<p>One <!-- more --></p>\n<h2>Two</h2>"


def test_heading_is_the_inside_of_the_h1_above_all_text_fit_for_a_link() -> None:
    html = '<p><img></p><style>A</style><h1 id="a">Why <a href="b/"><code id="c">x</code></a><a class="headerlink" href="#a">¶</a></h1><h1>B</h1>'
    assert heading_of(html) == "Why <code>x</code>"


def test_a_post_without_h1_above_its_text_has_no_heading() -> None:
    assert heading_of("<h2>A</h2>") == ""
    assert heading_of("<p>A</p><h1>B</h1>") == ""


@pytest.mark.parametrize(
    ("html", "lowered"),
    [
        ('<h2 id="a">A</h2>', '<h3 id="a"><a class="toclink" href="#a">A</a></h3>'),
        ("<h3>A</h3><h6 id='b'>B</h6>", "<h4>A</h4><h6 id='b'>B</h6>"),
        (
            '<h2 id="a">A<a class="headerlink" href="#a">¶</a></h2>',
            '<h3 id="a"><a class="toclink" href="#a">A</a></h3>',
        ),
        ('<h2 id="a">See <a href="b">B</a></h2>', '<h3 id="a">See <a href="b">B</a></h3>'),
        ("<p></p><h1>T</h1><h1>A</h1>", "<p></p><h1>T</h1><h2>A</h2>"),
        ("<p>a</p><h1>A</h1>", "<p>a</p><h2>A</h2>"),
    ],
)
def test_headings_below_the_title_can_stand_lower_and_lead_to_themselves(html: str, lowered: str) -> None:
    assert lower_headings(html) == lowered
