"""The running text of a post, its pictures and its links."""

from __future__ import annotations

from mkdocs_blogposts.blog.html import BREAK
from mkdocs_blogposts.blog.running_text import running_text

HTML = """<h1>Title<a class="headerlink" href="#title">¶</a></h1>
<p>See <a href="../b/">the other</a> <img src="a.png"> and <a>nothing</a>.</p>
<pre><a href="code/">code</a></pre><p class="arithmatex">x</p>"""


def test_text_pictures_and_links_are_read_but_no_code_and_no_formulas() -> None:
    read = running_text(HTML)
    assert [" ".join(each.split()) for each in read.text.split(BREAK) if each.strip()] == [
        "Title",
        "See the other and nothing.",
    ]
    assert (read.images, read.links) == (1, ("../b/",))
