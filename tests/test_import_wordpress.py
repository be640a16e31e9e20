"""`blogposts import wordpress`: an export, made for these tests, imported and built."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mkdocs_blogposts.importing.wordpress.content import as_html
from mkdocs_blogposts.importing.wordpress.markdown import as_markdown
from tests.sites import Site, build_again
from tests.test_cli import blogposts

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>旅行笔记 &amp; more</title>
<link>https://example.org/blog</link>
<language>zh-CN</language>
<wp:base_site_url>https://example.org</wp:base_site_url>
<wp:base_blog_url>https://example.org/blog</wp:base_blog_url>
<wp:author><wp:author_login>mira</wp:author_login><wp:author_display_name><![CDATA[Mira H.]]></wp:author_display_name></wp:author>
"""

BLOCKS = """<!-- wp:paragraph -->
<p>A <strong>bold</strong> word, 5 * 3 and <a href="https://example.org/blog/2024/05/07/classic/">the classic</a>.</p>
<!-- /wp:paragraph -->

<!-- wp:more -->
<!--more-->
<!-- /wp:more -->

<!-- wp:list -->
<ul class="wp-block-list"><!-- wp:list-item -->
<li>one<!-- wp:list --><ul><li>two</li></ul><!-- /wp:list --></li>
<!-- /wp:list-item --></ul>
<!-- /wp:list -->

<!-- wp:image {"id":12} -->
<figure class="wp-block-image"><img src="https://example.org/blog/wp-content/uploads/2024/05/desk.jpg" alt="A desk" class="wp-image-12"/><figcaption class="wp-element-caption">Where it began</figcaption></figure>
<!-- /wp:image -->

<!-- wp:code -->
<pre class="wp-block-code"><code>if a &lt; b:
    print("x")</code></pre>
<!-- /wp:code -->

<!-- wp:embed {"url":"https://youtu.be/abc"} -->
<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">
https://youtu.be/abc
</div></figure>
<!-- /wp:embed -->

<!-- wp:table -->
<figure class="wp-block-table"><table><tbody><tr><td>cell</td></tr></tbody></table></figure>
<!-- /wp:table -->

<!-- wp:block {"ref":77} /-->
<!-- wp:latest-posts /-->
<!-- wp:acme/box --><p>boxed</p><!-- /wp:acme/box -->"""

CLASSIC = """First line
second line.

[caption id="x" align="left"]<img src="/blog/wp-content/uploads/a.png" alt="a" /> 说明文字[/caption]

[sourcecode language="php"]echo 1 < 2;[/sourcecode]

[contact-form-7 id="3"] and [this] stays. [[gallery]]

https://www.youtube.com/watch?v=xyz

$$E=mc^2$$"""


def item(kind: str, status: str, title: str, link: str, content: str = "", more: str = "", number: int = 1) -> str:
    return f"""<item><title><![CDATA[{title}]]></title><link>https://example.org/blog/{link}</link>
<dc:creator><![CDATA[mira]]></dc:creator>
<content:encoded><![CDATA[{content}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id>
<wp:post_date>2024-05-0{number % 9 + 1} 20:00:00</wp:post_date>
<wp:post_date_gmt>2024-05-0{number % 9 + 1} 12:00:00</wp:post_date_gmt>
<wp:post_name>{link.strip("/").rpartition("/")[2].partition("?")[0]}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>
"""


TERMS = """<category domain="category" nicename="notes"><![CDATA[Notes]]></category>
<category domain="post_tag" nicename="bei-jing"><![CDATA[北京]]></category>
<wp:is_sticky>1</wp:is_sticky>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>12</wp:meta_value></wp:postmeta>
<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>older</wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>Nice & short</wp:comment_content></wp:comment>
""".replace(" & ", " &amp; ")
UPLOAD = "<wp:attachment_url>https://example.org/blog/wp-content/uploads/2024/05/desk.jpg</wp:attachment_url>"
MENU = (
    '<category domain="nav_menu" nicename="main">Main</category>'
    "<wp:postmeta><wp:meta_key>_menu_item_object_id</wp:meta_key><wp:meta_value>4</wp:meta_value></wp:postmeta>"
)
EXPORT = (
    HEAD
    + item("post", "publish", "Blocks & all", "2024/05/06/%e5%8c%97%e4%ba%ac/", BLOCKS, TERMS, 5)
    + item("post", "publish", "Classic", "2024/05/07/classic/", CLASSIC, number=6)
    + item("post", "draft", "Not yet", "?p=7", "Soon.", number=7)
    + item("post", "private", "Mine", "2024/05/09/mine/", "Only for me.", number=8)
    + item("post", "publish", "Locked", "2024/05/01/locked/", "x", "<wp:post_password>pw</wp:post_password>", 9)
    + item("post", "trash", "Gone", "2024/05/02/gone/", "Gone.", number=10)
    + item("page", "publish", "About", "about/", "<p>Me.</p>", number=4)
    + item("attachment", "inherit", "desk", "desk/", "", UPLOAD, 12)
    + item(
        "wp_block",
        "publish",
        "Shared",
        "shared/",
        "<!-- wp:paragraph --><p>Shared words</p><!-- /wp:paragraph -->",
        number=77,
    )
    + item("nav_menu_item", "publish", "Me", "me/", "", MENU, 40)
    + "</channel></rss>"
)


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The export, in a folder to work in."""
    (tmp_path / "export.xml").write_text(EXPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(*arguments: object, code: int = 0) -> str:
    done = blogposts("import", "wordpress", "export.xml", "--into", "new", *arguments)
    assert done.exit_code == code, done.output
    return " ".join(done.output.split())


def built(folder: Path) -> Site:
    site = build_again(folder / "new")
    assert site.warnings == []
    return site


def test_posts_and_pages_are_where_they_were_and_terms_keep_their_addresses(old: Path) -> None:
    imported()
    site = built(old)
    for url in (
        "2024/05/06/北京/",
        "2024/05/07/classic/",
        "about/",
        "category/notes/",
        "tag/bei-jing/",
        "author/mira/",
    ):
        assert site.exists(url), url
    assert site.values("2024/05/06/older/", "a", "href") == ["../%E5%8C%97%E4%BA%AC/"]
    assert "Mira H." in site.text("2024/05/06/北京/")


def test_front_matter_says_the_same_with_our_keys(old: Path) -> None:
    imported()
    assert (old / "new/docs/posts/2024-05-06-北京.md").read_text().split("---\n")[1].splitlines() == [
        "title: Blocks & all",
        "date: 2024-05-06 20:00:00+08:00",
        "categories: [Notes]",
        "tags: [北京]",
        "authors: [mira]",
        "pin: true",
        "cover: https://example.org/blog/wp-content/uploads/2024/05/desk.jpg",
        "slug: 北京",
        "aliases: [/2024/05/06/older/]",
    ]


def test_what_was_not_for_everybody_is_a_draft(old: Path) -> None:
    said = imported()
    site = built(old)
    for name in ("2024-05-08-post-7", "2024-05-09-mine", "2024-05-01-locked"):
        found = [path for path in (old / "new/docs/posts").glob("*.md") if path.stem.endswith(name[11:])]
        assert "draft: true" in found[0].read_text()
    assert not [path for path in site.files if "mine" in path or "locked" in path or "gone" in path]
    assert '"Mine" is private, and a draft now' in said
    assert '"Locked" is protected by a password, and a draft now' in said
    assert "1 comments are left out" in said
    assert "1 posts and pages from the bin" in said


def test_blocks_become_markdown(old: Path) -> None:
    said = imported()
    site = built(old)
    url = "2024/05/06/北京/"
    text = (old / "new/docs/posts/2024-05-06-北京.md").read_text()
    assert "A **bold** word, 5 \\* 3 and [the classic](2024-05-07-classic.md)." in text
    assert "<!-- more -->" in text
    assert "two" in site.texts(url, "li > ul > li")
    assert site.texts(url, "figcaption") == ["Where it began"]
    assert 'if a < b:\n    print("x")' in site.page(url).text()
    assert site.values(url, "iframe", "src") == ["https://www.youtube-nocookie.com/embed/abc"]
    assert site.texts(url, "td") == ["cell"]
    assert "Shared words" in site.text(url)
    assert "boxed" in site.text(url)
    assert "the block `latest-posts` is left out" in said
    assert "the block `acme/box` is not known" in said
    assert "wp:" not in text


def test_texts_of_the_classic_editor_keep_paragraphs_and_lines(old: Path) -> None:
    said = imported()
    site = built(old)
    url = "2024/05/07/classic/"
    assert "<p>First line<br />\nsecond line.</p>" in site.html(url)
    assert site.texts(url, "figcaption") == ["说明文字"]
    assert "echo 1 < 2;" in site.page(url).text()
    assert "[this] stays. [gallery]" in site.text(url)
    assert site.values(url, "iframe", "src") == ["https://www.youtube-nocookie.com/embed/xyz"]
    assert len(site.texts(url, ".arithmatex")) == 1
    line = 1 + EXPORT.count("\n", 0, EXPORT.index("[contact-form-7"))
    assert f"export.xml:{line} warning the shortcode `contact-form-7` is not known" in said


def test_the_menu_and_the_language_are_taken_over(old: Path) -> None:
    imported()
    config = (old / "new/mkdocs.yml").read_text()
    assert "- Me: about.md" in config
    assert "language: zh" in config
    assert "post_url_format: '{date}/{slug}'" in config


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The old server, with one of the pictures."""
    folder = tmp_path / "server/blog/wp-content/uploads/2024/05"
    folder.mkdir(parents=True)
    (folder / "desk.jpg").write_bytes(b"JPEG")
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path / "server")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_media_is_copied_only_when_asked_and_only_from_the_old_server(old: Path, server: str) -> None:
    other = '<p><img src="https://elsewhere.example/wp-content/uploads/b.png"/></p>'
    text = EXPORT.replace("<p>Me.</p>", other).replace("https://example.org", server)
    (old / "export.xml").write_text(text, encoding="utf-8")
    assert "2 files on the old server; `--media` copies them" in imported()
    assert not list((old / "new").rglob("desk.jpg"))
    post = next((old / "new/docs/posts").glob("2024-05-06-*.md"))
    assert f"]({server}/blog/wp-content/uploads/2024/05/desk.jpg)" in post.read_text()
    post.unlink()
    assert "wp-content/uploads/a.png cannot be had: File not found" in imported("--media")
    assert (old / "new/docs/wp-content/uploads/2024/05/desk.jpg").read_bytes() == b"JPEG"
    assert "](../wp-content/uploads/2024/05/desk.jpg)" in post.read_text()
    assert "cover: /wp-content/uploads/2024/05/desk.jpg" in post.read_text()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda text: text[: text.index("<title><![CDATA[Not yet")],
            "error the export is damaged here: no element found",
        ),
        (lambda text: text.replace("<title><![CDATA[Not yet]]>", "<titel>x"), "damaged here: mismatched tag"),
        (lambda text: text.replace("Only for me.", "\x0b\x08 "), "1 hint"),
        (lambda text: text, "hint"),
    ],
)
def test_a_damaged_export_is_read_as_far_as_it_goes(old: Path, change: object, message: str) -> None:
    assert callable(change)
    text = change(EXPORT)
    (old / "export.xml").write_text(text, encoding="utf-8")
    done = blogposts("import", "wordpress", "export.xml", "--into", "new")
    assert message in " ".join(done.output.split())
    assert (old / "new/docs/posts/2024-05-07-classic.md").exists()


def test_a_bomb_of_entities_is_refused(old: Path) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    outside = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "file://{old}/secret">]>'
    for declared in (bomb, outside):
        text = EXPORT.replace("<rss", f"{declared}<rss", 1).replace("Only for me.", "]]>&a;<![CDATA[")
        (old / "export.xml").write_text(text, encoding="utf-8")
        done = blogposts("import", "wordpress", "export.xml", "--into", "new")
        assert done.exit_code == 2
        assert 'declares an entity ("a")' in " ".join(done.output.split())
        assert not (old / "new").exists()


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <em>b </em>c</p>", "a *b* c"),
        ("<h2>Head</h2><p>x<br>y</p>", "## Head\n\nx  \ny"),
        ("<ol start='3'><li>a</li><li><p>b</p><p>c</p></li></ol>", "3.  a\n4.  b\n\n    c"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<p># no heading</p><p>1. no list</p><p>- no item</p>", "\\# no heading\n\n1\\. no list\n\n\\- no item"),
        ("<p>snake_case *x* `y` &lt;b&gt; [z]</p>", "snake_case \\*x\\* \\`y\\` \\<b> \\[z\\]"),
        ("<p><code>a `b`</code></p>", "`` a `b` ``"),
        ("<p><a href='/x (1)'>l</a> <img src='a.png' alt='i'></p>", "[l](/x%20%281%29) ![i](a.png)"),
        ("<p style='color: red'>kept</p>", '<p style="color: red">kept</p>'),
        ("<p><span style='x'>kept</span> <span>bare</span></p>", '<span style="x">kept</span> bare'),
    ],
)
def test_html_as_markdown(html: str, markdown: str) -> None:
    assert as_markdown(html) == markdown


def test_html_that_is_nested_endlessly_stays_html() -> None:
    assert "words" in as_markdown("<div>" * 5000 + "words")


def test_shortcodes_that_are_not_known_stay_in_the_text_and_are_told() -> None:
    said: list[str] = []
    html = as_html("a\n\n[acme x=1] [b] [[c]]", str, str, lambda place, fault, remedy: said.append(f"{place} {fault}"))
    assert html == "<p>a</p>\n\n<p>[acme x=1] [b] [c]</p>"
    assert said == ["3 the shortcode `acme` is not known"]
