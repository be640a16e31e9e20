"""What templates, hooks and other plugins read of Material's blog, they find with ours: both build the same site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from mkdocs_blogposts.config import BlogpostsConfig
from tests.material.both import Both, build_both, build_one, switched
from tests.sites import Site

HEAD = """
site_name: Notes
site_url: https://example.org/
theme:
  name: material
  custom_dir: overrides
"""

POSTS = """
=== docs/index.md
# Home
=== docs/guide.md
# Guide

## A part { #part }
=== docs/blog/index.md
# Our blog
=== docs/blog/.authors.yml
authors:
  ann:
    name: Ann Lee
    description: Writes
    avatar: https://example.org/ann.png
    email: ann@example.org
    mastodon: "@ann@example.org"
    type: human
  bo:
    name: Bo Ek
    description: Reads
    avatar: https://example.org/bo.png
=== docs/blog/posts/one.md
---
date:
  created: 2024-03-01 10:00:00
  updated: 2024-05-06
  reviewed: 2024-06-07
authors: [ann, bo]
categories: [News, Release & notes]
pin: true
links:
  - Guide: guide.md
  - Elsewhere: https://example.org/
readtime: 7
slug: first
subtitle: Of many
---
# One

The start of it.

<!-- more -->

The rest of it.
=== docs/blog/posts/two.md
---
date: 2024-03-02
authors: [bo]
---
# Two

All of it.
"""

OVERRIDES = """
=== overrides/blog.html
{% extends "main.html" %}
{% block container %}
<div class="md-content"><h1 class="over">{{ page.title }} has {{ page.posts | length }}</h1>
{% if page.views %}<p>{% for view in page.views %}{{ view.name }} ({{ view.posts | length }}) {{ view.url | url }} {% endfor %}</p>{% endif %}
{% for post in posts %}{% if loop.first %}<b>Latest:</b>{% endif %}{% include "partials/post.html" %}{% endfor %}
{% if pagination %}{% include "partials/pagination.html" %}{% endif %}</div>
{% endblock %}
=== overrides/blog-post.html
{% extends "main.html" %}
{% block container %}
<article class="md-content">
<p>{{ page.config.date.created | date }} {{ page.config.date.updated | date if page.config.date.updated }}
 {{ page.config.date.reviewed.isoformat() if page.config.date.reviewed }} {{ page.config.date.none }} {{ page.config.readtime }}
 {{ page.config.pin }} {{ page.config.draft }} {{ page.config.slug }} {{ page.config.authors }} {{ page.config.categories }} {{ page.meta.subtitle }}</p>
{% for author in page.authors %}<i>{{ author.name }} {{ author.description }} {{ author.mastodon }} {{ author.type }} {{ author["email"] }}</i>{% endfor %}
{% for category in page.categories %}<a href="{{ category.url | url }}">{{ category.title }} {{ category.name }} {{ category.posts | length }}</a>{% endfor %}
{% for link in page.config.links or [] %}<a href="{{ link.url | url }}">{{ link.title }}</a>{% endfor %}
<a href="{{ page.parent.url | url }}">{{ page.parent.title }}</a>
{% if page.previous_page %}<a href="{{ page.previous_page.url | url }}">{{ page.previous_page.title }}</a>{% endif %}
{% if page.next_page %}<a href="{{ page.next_page.url | url }}">{{ page.next_page.title }}</a>{% endif %}
{{ page.content }}
<footer>{% for post in page.parent.posts[:5] %}{{ post.title }} {{ post.url | url }} {{ post.config.date.created | date }} {% endfor %}</footer>
</article>
{% endblock %}
=== overrides/partials/post.html
<article class="card">{{ post.post.title }} {{ post.url | url }} {{ post.config.date.created.strftime("%d.%m.") }} {{ post.meta.subtitle }}
{{ post.authors | map(attribute="name") | join(", ") }} {{ post.categories | map(attribute="title") | join(", ") }}
<div class="content">{{ post.content }}</div>{% if post.more %}<a href="{{ post.url | url }}">more</a>{% endif %}
{% if post.post.content | length > 20 %}<small>{{ post.post.content | striptags | length > 10 }}</small>{% endif %}
{{ post.post.config.readtime }} {{ post.file.src_uri }}</article>
=== overrides/partials/pagination.html
<nav class="turn">{{ pagination({"link_attr": {"class": "turn__link"}, "curpage_attr": {"class": "here"}, "dotdot_attr": {"class": "dots"},
  "symbol_first": "<<", "symbol_previous": "<", "symbol_next": ">", "symbol_last": ">>"}) }}</nav>
=== overrides/partials/toc.html
<div class="facts">{% if page.config and page.config.date %}{{ page.config.date.created | date }} {{ page.config.readtime }}
{% for author in page.authors %}{{ author.name }} {% endfor %}{% endif %}</div>
=== overrides/partials/header.html
<header>{{ page.config.date.created.year if page.config and page.config.date else "no post" }}
{{ config.plugins["material/blog"].config.post_excerpt_separator }} {{ config.plugins["material/blog"].config.blog_dir }}
{{ config.plugins["material/blog"].blog.posts | length }} {{ config.plugins["material/blog"].authors.ann.name }}</header>
"""

HOOK = """
=== hook.py
from material.plugins.blog.structure import Archive, Category, Post, Profile, View

seen = {}

def on_page_markdown(markdown, *, page, **rest):
    kinds = [each.__name__ for each in (Archive, Category, Post, Profile, View) if isinstance(page, each)]
    seen[page.url] = kinds
    if isinstance(page, Post):
        page.config.total_views = len(page.file.src_uri)
        page.config.readtime = page.config.readtime or 42
        page.meta["kinds"] = [page.config.date.updated is None, "total_views" in dir(page.config) or True]
    return markdown

def on_post_build(*, config):
    import json, pathlib
    pathlib.Path(config.site_dir, "kinds.json").write_text(json.dumps(seen, sort_keys=True, indent=1))
"""

BLOG = "  - blog:\n      authors_profiles: true\n      pagination_per_page: 1\n      pagination_if_single_page: true\n"
SHOWS_HOOK = """
=== overrides/main.html
{% extends "base.html" %}
{% block extrahead %}{% if page.config and page.config.date %}<meta name="views" content="{{ page.config.total_views }}">
<meta name="minutes" content="{{ page.config.readtime }}">{% endif %}{% endblock %}
"""


def _texts(site: Site) -> dict[str, tuple[str, list[str]]]:
    pages = sorted(path for path in site.files if path.endswith(".html") and path != "404.html")
    return {
        path: (site.text(path, "body"), [site.leads_to(path, href) for href in _links(site, path)]) for path in pages
    }


def _links(site: Site, path: str) -> list[str]:
    hrefs = site.values(path, ".md-content a, .md-content img", "href")
    return [href for href in hrefs if not href.startswith(("#", "http"))]


@pytest.fixture(scope="module")
def overridden(tmp_path_factory: pytest.TempPathFactory) -> Both:
    settings = f"{HEAD}plugins:\n{BLOG}hooks: [hook.py]\nmarkdown_extensions: [attr_list]\n"
    return build_both(tmp_path_factory.mktemp("overridden"), POSTS + OVERRIDES + HOOK + SHOWS_HOOK, settings)


def test_overridden_templates_show_the_same(overridden: Both) -> None:
    theirs, ours = _texts(overridden.theirs), _texts(overridden.ours)
    assert ours == theirs
    assert "2024-06-07" in ours["blog/2024/03/01/first/index.html"][0]
    assert "@ann@example.org human" in ours["blog/2024/03/01/first/index.html"][0]


@pytest.mark.parametrize(
    ("path", "selector", "count"),
    [
        ("blog/", "h1.over", 1),
        ("blog/", "article.card", 1),
        ("blog/", "nav.turn .turn__link", 1),
        ("blog/2024/03/01/first/", "article footer", 1),
        ("blog/2024/03/01/first/", ".facts", 1),
        ("blog/author/ann/", "article.card", 1),
    ],
)
def test_each_override_is_used(overridden: Both, path: str, selector: str, count: int) -> None:
    assert len(overridden.theirs.page(path).css(selector)) == count
    assert len(overridden.ours.page(path).css(selector)) == count


def test_hooks_find_material_classes_and_keep_what_they_set(overridden: Both) -> None:
    assert overridden.ours.html("kinds.json") == overridden.theirs.html("kinds.json")
    assert '"Archive"' in overridden.ours.html("kinds.json")
    for name in ("views", "minutes"):
        path, selector = "blog/2024/03/02/two/", f"meta[name={name}]"
        found = overridden.ours.values(path, selector, "content")
        assert found == overridden.theirs.values(path, selector, "content") != []


EXCERPTS = """
=== overrides/home.html
{% extends "main.html" %}
{% block content %}
{% for post in config.plugins["material/blog"].blog.posts %}{% set shown = post.excerpt %}
<section><header>{{ shown.url | url }} {{ shown.authors | map(attribute="name") | join(", ") }}
{{ shown.categories | map(attribute="title") | join(", ") }} {{ shown.config.readtime }} {{ shown.meta.subtitle }}
{{ shown.post.file.src_uri }}</header>{{ shown.content }}<i>{{ shown.title }} {{ shown.toc.items[0].title if shown.toc }} {{ "and more" if shown.more }}</i></section>
{% endfor %}
{% endblock %}
=== overrides/blog-post.html
{% extends "main.html" %}
{% block content %}<aside>{{ page.excerpt.content }}</aside>{% for post in page.parent.posts %}<nav>{{ post.excerpt.content }}</nav>{% endfor %}{% endblock %}
=== docs/zoo.md
---
template: home.html
---
# All
=== docs/blog/posts/three.md
---
date: 2024-03-03
---
# Three

See [the guide](../../guide.md).

<!-- more -->

More.
"""


def test_excerpts_of_posts_are_shown_outside_lists(tmp_path: Path) -> None:
    both = build_both(tmp_path, POSTS + EXCERPTS, f"{HEAD}plugins:\n{BLOG}")
    assert both.ours.texts("zoo/", "section header") == both.theirs.texts("zoo/", "section header") != []
    assert both.ours.texts("zoo/", "section i") == ["One One and more", "Three Three and more", "Two Two"]
    assert [both.ours.leads_to("zoo/", href) for href in both.ours.values("zoo/", "section a", "href")] == [
        "blog/2024/03/01/first/index.html",
        "blog/2024/03/03/three/index.html",
        "guide/index.html",
        "blog/2024/03/02/two/index.html",
    ]
    path = "blog/2024/03/03/three/"
    assert both.ours.texts(path, "aside") == ["ThreeSee the guide."]
    assert len(both.ours.texts(path, "nav h2 .toclink")) == 3
    assert [
        each for each in both.ours.dead_links() if "→ #" not in each
    ] == []  # the headings of the pages are not shown


SHARED = """
site_name: Notes
site_url: https://example.org/
theme: {name: material, custom_dir: overrides}
plugins:
  - blogposts:
      share_links:
        X & Co: {link: "https://x.com/post?text={post_title}&url={post_url}", icon: material/send, title: Pass on}
        plain: {link: "mailto:?body={post_url}"}
"""
SHARING = """
=== overrides/blog-post.html
{% extends "main.html" %}
{% block content %}{% for share in share_links %}
<a class="share {{ share.name }}" href="{{ share.url | e }}" title="{{ share.title }}">{% include ".icons/" ~ share.icon ~ ".svg" %}</a>
{% endfor %}{% endblock %}
=== docs/index.md
# Home
=== docs/blog/posts/a.md
---
date: 2024-01-01
slug: salt
---
# Salt & pepper
"""


def test_templates_find_the_share_links_of_materialx(tmp_path: Path) -> None:
    site = build_one(tmp_path, SHARING, SHARED)
    path, address = "blog/2024/01/01/salt/", "https%3A%2F%2Fexample.org%2Fblog%2F2024%2F01%2F01%2Fsalt%2F"
    assert site.values(path, "a.share", "href") == [
        f"https://x.com/post?text=Salt%20%26%20pepper&url={address}",
        f"mailto:?body={address}",
    ]
    assert site.values(path, "a.share", "class") == ["share x-co", "share plain"]
    assert site.values(path, "a.share", "title") == ["Pass on", "Share Post!"]


@pytest.mark.parametrize(
    ("links", "fault"),
    [
        ("[x]", "not a mapping"),
        ("{x: {title: X}}", "`x` has no `link`"),
        ("{x: {link: y, titel: X}}", "unknown key `titel`. Did you mean"),
        ("{x: {link: y, icon: 3}}", "`x`: `icon: 3` is not text"),
    ],
)
def test_share_links_that_cannot_be_read_are_named(links: str, fault: str) -> None:
    config = BlogpostsConfig()
    config.load_dict({"share_links": yaml.safe_load(links)})
    ((_, error),) = config.validate()[0]
    assert fault in str(error)


def test_no_event_is_heard_twice(tmp_path: Path) -> None:
    blog = build_one(tmp_path, POSTS + "=== overrides/none.html\n", switched(f"{HEAD}plugins:\n{BLOG}"))
    heard = [getattr(method, "__self__", None) for methods in blog.config.plugins.events.values() for method in methods]
    stand_in = blog.config.plugins["material/blog"]
    assert stand_in not in heard
    for event, methods in blog.config.plugins.events.items():
        assert len({*methods}) == len(methods), event


def test_nothing_stands_in_for_a_blog_of_materials_own(tmp_path: Path) -> None:
    text = POSTS + "=== overrides/none.html\n=== docs/news/posts/a.md\n---\ndate: 2024-01-01\n---\n# A\n"
    settings = f"{HEAD}plugins:\n  - blogposts:\n      blog_dir: news\n      post_date_format: yyyy\n{BLOG}"
    site = build_one(tmp_path, text, settings)
    assert type(site.config.plugins["material/blog"]).__module__ == "material.plugins.blog.plugin"
    assert site.texts("blog/2024/03/02/two/", "time") == ["March 2, 2024"]
    assert site.texts("news/2024/01/01/a/", "time") == ["2024"]
    assert site.dead_links() == []


def test_the_rss_plugin_names_authors(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs_rss_plugin")
    settings = f"{HEAD}plugins:\n{BLOG}  - rss:\n      match_path: blog/posts/.*\n      use_git: false\n      date_from_meta: {{as_creation: date.created}}\n"
    both = build_both(tmp_path, POSTS + "=== overrides/none.html\n", settings)
    assert _feed_authors(both.theirs) == ["Bo Ek", "ann@example.org (Ann Lee)", "Bo Ek"]
    assert _feed_authors(both.ours) == _feed_authors(both.theirs)


def _feed_authors(site: Site) -> list[str]:
    feed = site.html("feed_rss_created.xml")
    return re.findall(r"<(?:author|dc:creator)>(.*?)</", feed)


def test_who_works_out_dates_by_the_settings_finds_the_default_of_material(tmp_path: Path) -> None:
    """Our own default is another; plugins that compare dates themselves stop at dates without a time."""
    settings = HEAD.replace("  custom_dir: overrides\n", "") + "plugins: [blogposts: {draft_if_future_date: true}]"
    blog = build_one(tmp_path, POSTS, settings).config
    assert blog.plugins["material/blog"].config.draft_if_future_date is False
    assert blog.plugins["blogposts"].config.draft_if_future_date is True


LISTING_HOOK = """
def on_page_markdown(markdown, page, files, **rest):
    if page.file.src_uri != "about.md":
        return markdown
    pages = [each.page for each in files if each.page and "News" in each.page.meta.get("categories", ())]
    return markdown + "".join(f"\\n- {each.title}" for each in pages)
"""


def test_hooks_find_front_matter_and_titles_of_posts_while_other_pages_are_read(tmp_path: Path) -> None:
    text = "=== docs/about.md\n# About\n\n=== docs/blog/index.md\n# Blog\n" + "".join(
        f"=== docs/blog/posts/{name}.md\n---\ndate: 2024-03-01\n{title}\ncategories: [News]\n---\n{heading}\nText.\n"
        for name, title, heading in (("a", "title: On a", ""), ("b", "", "# On b\n"))
    )
    settings = "site_name: Notes\ntheme: {name: material}\nhooks: [listing.py]\nplugins:\n  - blog:\n"
    both = build_both(tmp_path, f"{text}=== listing.py{LISTING_HOOK}", settings)
    found = both.ours.texts("about/", "article li")
    assert found == both.theirs.texts("about/", "article li") == ["On a", "On b"]
