"""What real sites do that nobody would think of: both plugins make the same of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.material.both import CARD_TITLES, PRESET, Both, build_both, build_one, outputs, switched

HEAD = "site_name: Notes\nsite_url: https://example.org/\ntheme: {name: material}\n"
HEAD += "markdown_extensions:\n  - attr_list\n  - toc: {permalink: true}\nplugins:\n  - meta\n"


def _post(name: str, front: str = "date: 2024-03-01", title: str = "") -> str:
    return f"=== docs/blog/posts/{name}.md\n---\n{front}\n---\n# {title or name.split('/')[-1]}\n\nText.\n\n<!-- more -->\n\nMore.\n"


def _titled(name: str, title: str) -> str:
    return (
        f"=== docs/blog/posts/{name}.md\n---\ndate: 2024-03-01\ntitle: {title}\n---\nText.\n\n<!-- more -->\n\nMore.\n"
    )


MANY = "".join(_post(f"p{number:02}") for number in range(38))
TERMS = "".join(
    _post(
        f"p{at:02}", f"date: 2024-01-{1 + at % 28:02}\ncategories: [{', '.join(f'c{at}x{each}' for each in range(5))}]"
    )
    for at in range(34)
)
TIMES = "".join(
    _post(f"t{at}", f"date: 2024-03-{day} {hour}")
    for at, (day, hour) in enumerate(
        [("01", "23:59:59"), ("02", "00:00:00"), ("01", "08:15:00"), ("01", "08:15:00+02:00"), ("01", "")]
    )
).replace(" \n---", "\n---")

SITES = {
    "no date in URLs": (_post("a") + _post("b"), "post_url_date_format: ''"),
    "a slash after the format": (_post("a") + _post("b"), "post_url_format: '{slug}/'"),
    "a slug that ends in dots": (_post("a", "date: 2024-03-01\nslug: wait...") + _post("b", title="And so on..."), ""),
    "months by name": (
        _post("a"),
        "post_url_date_format: yyyy/MMM\n      archive_url_date_format: yyyy/MMM\n      archive_date_format: MMMM",
    ),
    "categories in URLs, a post with none": (
        _post("a") + _post("b", "date: 2024-03-01\ncategories: [One Two, Three]"),
        "post_url_format: '{categories}/{slug}'\n      post_url_max_categories: 2",
    ),
    "file names in URLs": (_post("sub/a") + _post("b-c_d"), "post_url_format: '{file}'"),
    "38 posts of one day": (MANY, ""),
    "times of day": (TIMES, ""),
    "folders": (_post("a") + _post("x/b") + _post("x/y/c") + _post("x/y/z/d") + _post("x/y/z/w/e"), ""),
    "bundles": (
        _post("one/index", title="One")
        + "=== docs/blog/posts/one/a.png\n=== docs/blog/posts/one/data.csv\n1\n"
        + _post("two/index", "date: 2024-03-02", "Two"),
        "",
    ),
    "spaces and umlauts": (
        _post("Mein Ordner/Über alles", title="Über alles") + "=== docs/blog/posts/Mein Ordner/Bild ä.png\n",
        "",
    ),
    "28 pins": (
        "".join(_post(f"p{at:02}", f"date: 2024-01-{1 + at:02}\npin: {'true' if at else 'false'}") for at in range(28)),
        "",
    ),
    "170 categories": (TERMS, ""),
    "drafts by folder": (_post("a") + _post("wip/b") + "=== docs/blog/posts/wip/.meta.yml\ndraft: true\n", ""),
    "a page of one's own at the place of an archive and an author": (
        _post("a", "date: 2024-03-01\nauthors: [ann]\ncategories: [One]")
        + "=== docs/blog/.authors.yml\nauthors: {ann: {name: Ann, description: Writes, avatar: 'https://example.org/a.png'}}\n"
        + "=== docs/blog/archive/2024.md\n# The year\n\nIt was long.\n=== docs/blog/author/ann.md\n---\ntitle: About Ann\n---\nShe writes.\n",
        "authors_profiles: true",
    ),
    "HTML and quotes in titles": (
        _titled("a", "One <br> <em>and</em> more")
        + _titled("b", "Salt & <b>Pepper</b>")
        + _titled("c", "'It''s \"quoted\" & so on'"),
        "",
    ),
    "HTML about authors": (
        _post("a", "date: 2024-03-01\nauthors: [ann]")
        + "=== docs/blog/.authors.yml\nauthors: {ann: {name: Ann <i>Lee</i>, "
        "description: 'Writes <a href=\"https://example.org/\">here</a>', avatar: 'https://example.org/a.png'}}\n",
        "",
    ),
    "keys that Material does not read": (
        _post(
            "a",
            "date: 2024-03-01\nupdated: 2024-04-01\nauthor: ann\ncategory: One\nsummary: Short.\nexcerpt: Shorter.\n"
            "canonical: https://example.org/elsewhere/\nimage: nowhere.png",
        )
        + "=== docs/blog/.authors.yml\nauthors: {ann: {name: Ann, description: Writes, avatar: 'https://example.org/a.png'}}\n",
        "",
    ),
    "a post that is mostly code": (
        "=== docs/blog/posts/a.md\n---\ndate: 2024-03-01\n---\n# Code\n\nText.\n\n<!-- more -->\n\n"
        + "    x = y.z(1, 2)\n" * 300,
        "",
    ),
    "a heading after the separator": (
        _titled("a", "Named").replace("Text.\n\n<!-- more -->", "<!-- more -->\n\n# Other") + _post("b"),
        "",
    ),
    "a heading after the text": (
        _titled("a", "Named") + "\n# A part\n\nText.\n",
        "",
    ),
    "headings in what lists show": (
        "=== docs/blog/posts/a.md\n---\ndate: 2024-03-01\n---\n# A\n\n## Part *one*\n\nText.\n\n### Part `two`\n\nText.\n"
        + _post("b").replace("Text.", "# Again\n\n## By hand\n\nText."),
        "",
    ),
    "code in headings": (
        _post("a", title="Without `__init__` or `*args`") + _post("b", title="With \\_\\_all\\_\\_ and my_own_name"),
        "",
    ),
    "signs in titles": (
        _post("a", title="C & C++") + _post("b", title="*Why* `x < y`") + _post("c", title="Über alles"),
        "blog_toc: true",
    ),
    "a heading that is not the title, above lists of two pages": (
        _post("a", "date: 2024-03-01\ncategories: [One]")
        + _post("b", "date: 2024-03-01\ncategories: [One]")
        + "=== docs/blog/index.md\n---\ntitle: Blog\n---\n# What *Ann* writes\n\nOften.\n"
        + "=== docs/blog/category/one.md\n---\ntitle: The one\n---\n# One & only\n",
        "pagination_per_page: 1",
    ),
    "a linked picture in the heading above lists of two pages": (
        _post("a")
        + _post("b")
        + "=== docs/blog/index.md\n# Blog [![feed](feed.png){ width=16 }](https://example.org/feed.xml){ .feed }\n"
        + "=== docs/blog/feed.png\n",
        "pagination_per_page: 1",
    ),
    "an id without a value": (_post("a").replace("Text.", "<a id></a> <video name id=b></video>"), ""),
    "a template of one's own for a list": (
        _post("a") + "=== docs/blog/index.md\n---\ntemplate: front.html\n---\n# Front\n=== overrides/front.html\n"
        "{% extends 'main.html' %}{% block content %}{{ page.content }}{% for post in posts %}<h2>{{ post.post.title }}</h2>{% endfor %}{% endblock %}\n",
        "",
    ),
}


def test_defaults_of_folders_that_no_plugin_reads_hold_for_no_post(tmp_path: Path) -> None:
    text = _post("a") + "=== docs/blog/index.md\n# Blog\n=== docs/.meta.yml\n---\ndraft: true\ncategories: [One]\n---\n"
    both = build_both(tmp_path, text, HEAD.replace("  - meta\n", "") + "  - blog:\n")
    assert "blog/2024/03/01/a/index.html" in outputs(both.theirs)
    assert outputs(both.ours) == outputs(both.theirs)
    assert both.ours.passes_strict


@pytest.fixture(scope="module", params=SITES)
def odd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    text, settings = SITES[request.param]
    head = HEAD.replace("{name: material}", "{name: material, custom_dir: overrides}") if "overrides/" in text else HEAD
    own = f"\n      {settings}" if settings else ""
    text = text if "docs/blog/index.md" in text else text + "=== docs/blog/index.md\n# Blog\n"
    return build_both(tmp_path_factory.mktemp("odd"), text, f"{head}  - blog:{own}\n")


def test_the_same_files_are_written(odd: Both) -> None:
    assert outputs(odd.ours) == outputs(odd.theirs)


def test_a_strict_build_passes_where_it_did(odd: Both) -> None:
    assert odd.ours.passes_strict or not odd.theirs.passes_strict


def test_the_same_is_read(odd: Both) -> None:
    pages = odd.pages()
    assert {path: odd.ours.text(path, "body") for path in pages} == {
        path: odd.theirs.text(path, "body") for path in pages
    }
    titles = {path: odd.theirs.texts(path, CARD_TITLES) for path in pages}
    assert {path: odd.ours.texts(path, CARD_TITLES) for path in pages} == titles


def test_headings_stand_on_the_same_level_and_lead_to_the_same_place(odd: Both) -> None:
    for path in odd.pages():
        for level in ("h1", "h2", "h3", "h4"):
            assert odd.ours.texts(path, level) == odd.theirs.texts(path, level), path
        links = [each.values(path, ".md-content :is(h2, h3, h4) a", "href") for each in (odd.ours, odd.theirs)]
        assert links[0] == links[1], path


def test_headings_have_the_same_ids_and_links_to_themselves(odd: Both) -> None:
    for path in odd.pages():
        for selector, name in (
            ("h1[id], .md-post__content > h2:first-child", "id"),
            (".headerlink, .md-nav a[href^='#']", "href"),
        ):
            assert odd.ours.values(path, selector, name) == odd.theirs.values(path, selector, name), path


def test_no_id_stands_twice_in_a_list(tmp_path: Path) -> None:
    text = _titled("a", "编程") + _titled("b", "旅游") + _titled("c", "Same") + _titled("d", "Same")
    site = build_one(tmp_path, text + "=== docs/blog/index.md\n# Blog\n\n## Same\n", f"{HEAD}  - blogposts\n")
    assert site.values("blog/", "h1, h2", "id") == ["blog", "same", "_1", "_2", "same_1", "same_2"]


def test_plugins_as_a_mapping_and_settings_from_another_file(tmp_path: Path) -> None:
    text = _post("a", "date: 2024-03-01\ncategories: [One]") + "=== docs/blog/index.md\n# Blog\n"
    base = "site_name: Notes\ntheme: {name: material}\nplugins:\n  blog:\n    post_url_format: '{slug}'\n"
    folders = []
    for name in ("theirs", "ours"):
        folders.append(tmp_path / name)
        own = base if name == "theirs" else base.replace("blog:", f"blogposts:\n    {PRESET}")
        inherited = "INHERIT: base.yml\nplugins:\n  %s:\n    categories_url_format: about/{slug}\n" % (
            "blog" if name == "theirs" else "blogposts"
        )
        folders[-1] = build_one(tmp_path / name, f"{text}=== base.yml\n{own}", inherited)
    theirs, ours = folders
    assert outputs(ours) == outputs(theirs)
    assert ours.exists("blog/about/one/")
    assert ours.exists("blog/a/")


def test_a_blog_at_the_root_of_a_docs_folder_called_blog(tmp_path: Path) -> None:
    text = (_post("a") + "=== docs/blog/index.md\n# Blog\n").replace("docs/blog/", "blog/")
    both = build_both(tmp_path, text, f"docs_dir: blog\n{HEAD}  - blog:\n      blog_dir: .\n")
    assert outputs(both.ours) == outputs(both.theirs)
    assert both.ours.exists("2024/03/01/a/")


def test_two_blogs_share_an_authors_file_in_one_language_each(tmp_path: Path) -> None:
    author = "authors: {ann: {name: Ann, description: Writes, avatar: 'https://example.org/a.png'}}\n"
    text = (
        _post("a", "date: 2024-03-01\nauthors: [ann]")
        + "=== docs/blog/index.md\n# Blog\n=== docs/authors.yml\n"
        + author
    )
    settings = f"{HEAD}  - blog:\n      authors_file: authors.yml\n".replace(
        "{name: material}", "{name: material, language: de}"
    )
    both = build_both(tmp_path, text, settings)
    assert both.ours.text("blog/", "body") == both.theirs.text("blog/", "body")
    assert "1. März 2024" in both.ours.text("blog/", "body")
    assert "Zur Übersicht" in both.ours.text("blog/2024/03/01/a/", "body")


def test_the_old_name_of_a_setting_is_understood(tmp_path: Path) -> None:
    settings = switched(
        f"{HEAD}  - blog:\n      pagination_format: '$page of $page_count'\n      pagination_if_single_page: true\n"
    )
    site = build_one(tmp_path, _post("a"), settings)
    assert "1 of 1" in site.text("blog/", ".md-pagination")


OWN_KEYS = """
=== own.py
def on_page_markdown(markdown, page, files, **rest):
    links = [file.url for file in files for each in page.meta.get("related", ()) if each.strip("/") in file.url]
    return markdown + "".join(f"\\n\\n[More](/{link})" for link in links)
"""


@pytest.mark.parametrize("own", [PRESET, ""], ids=["preset", "defaults"])
def test_keys_that_a_site_reads_its_own_way_do_not_fail_a_strict_build(tmp_path: Path, own: str) -> None:
    text = (
        _post("a", "date: 2024-03-01\nrelated: [/blog/b/, elsewhere/c]\nimage: assets/images/social/blog/a.png")
        + _post("b")
        + "=== docs/blog/index.md\n# Blog\n"
        + OWN_KEYS
    )
    head = f"hooks: [own.py]\n{HEAD}  - social:\n      cards: false\n"
    both = build_both(tmp_path, text, f"{head}  - blog:\n      post_url_format: '{{slug}}'\n", own)
    assert both.theirs.passes_strict
    assert both.ours.passes_strict
    assert both.theirs.texts("blog/a/", "article > p") == both.ours.texts("blog/a/", "article > p")
    assert both.ours.texts("blog/a/", ".blogposts-related__title") == ([] if own else ["b"])
    assert both.ours.page("blog/a/").css(".blogposts-cover") == []
