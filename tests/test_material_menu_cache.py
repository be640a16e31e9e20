"""Material's menu is rendered once for all pages that see the same of it, and is on each what it would be without that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, TemplateSyntaxError
from jinja2.runtime import Context

from mkdocs_blogposts import building
from mkdocs_blogposts.themes.material_menu_cache import MenuCache

from .sites import Site, build_site, posts

MENU = """
nav:
  - index.md
  - Guide:
    - guide/index.md
    - Deep: [guide/deep.md, guide/deeper.md, "Elsewhere": "https://example.com/"]
  - Notes: [blog/index.md]
  - "Up": "../up/"
  - "Post": blog/posts/p3.md
"""
PAGES = """
=== docs/guide/index.md
---
icon: material/tag
status: new
subtitle: All of it
---
# Guide
=== docs/guide/deep.md
# Deep & <b>bold</b>
=== docs/guide/deeper.md
# Deeper
## A part
=== docs/blog/index.md
# Blog
=== docs/img/logo.svg
<svg/>
=== docs/blog/2026/logo.svg
<svg/>
=== docs/blog/posts/zh/far.md
---
title: Far
date: 2026-02-01
categories: [A, B/C]
slug: a/b/c
authors: [Ann]
---
Far.
"""
AT_ROOT = "blog_dir: .\npost_dir: blog/posts\npost_url_format: '{slug}'"
FRONT = "categories: [A]\ntags: [x, y.z]\n"
PLUGINS = "- search\n- tags"


def _build(folder: Path, blogposts: str, site: str, theme: str, more: str = "") -> Site:
    theme = f"{{name: material, font: false, {theme}}}"
    text = PAGES + posts(8, front=FRONT) + more
    return build_site(folder, text, blogposts, site=site, theme=theme, plugins=PLUGINS)


def _menu(site: Site, day: int) -> str:
    text = site.html(f"blog/2026/01/0{day}/post-{day}/")
    return text[text.index('data-md-type="navigation"') : text.index('data-md-type="toc"')]


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Has each menu rendered anew from now on."""
    return lambda: monkeypatch.setattr(building, "keep_menu", lambda *given: None)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The URLs of pages for which a menu was rendered."""
    urls: list[str] = []
    begin = MenuCache.__init__

    def noting(self: MenuCache, env: Environment, render: Callable[[Context], Iterator[str]]) -> None:
        def render_and_note(context: Context) -> Iterator[str]:
            if context["page"]:
                urls.append(context["page"].url)
            return render(context)

        begin(self, env, render_and_note)

    monkeypatch.setattr(MenuCache, "__init__", noting)
    return urls


@pytest.mark.parametrize(
    ("blogposts", "site", "theme"),
    [
        ("pagination_per_page: 3", "", ""),
        ("pagination_per_page: 3", MENU, "logo: img/logo.svg"),
        ("pagination_per_page: 3", MENU, "logo: blog/2026/logo.svg, features: [navigation.indexes, navigation.tabs]"),
        ("", MENU, "features: [navigation.prune, navigation.sections, navigation.expand, toc.integrate]"),
        ("post_url_format: '{slug}'\nauthors_profiles: true", MENU + "use_directory_urls: false\n", ""),
        ("post_url_format: '{slug}'", MENU + "extra: {homepage: blog/2026/}\nrepo_url: https://example.com/\n", ""),
        ("blog_dir: .\npost_dir: blog/posts\npagination_per_page: 2", "site_url: https://example.org/x/\n", ""),
        (AT_ROOT, "nav: [guide/deep.md, index.md]\nuse_directory_urls: false\n", ""),
        (AT_ROOT, "nav: [guide/deep.md]\nextra: {homepage: 'https://example.com/'}\n", ""),
    ],
)
def test_menus_are_what_they_are_without_a_cache(
    blogposts: str, site: str, theme: str, tmp_path: Path, without: Callable[[], None], rendered: list[str]
) -> None:
    kept = _build(tmp_path / "kept", blogposts, site, theme)
    assert 0 < len(rendered) < len([path for path in kept.files if path.endswith(".html")])
    without()
    plain = _build(tmp_path / "plain", blogposts, site, theme)
    assert kept.files == plain.files
    other = [path for path in sorted(kept.files) if path.endswith(".html") and kept.html(path) != plain.html(path)]
    assert other == []


def test_posts_of_one_depth_share_a_menu(tmp_path: Path, rendered: list[str]) -> None:
    _build(tmp_path, "", MENU, "")
    of_posts = [url for url in rendered if url.startswith("blog/2026/01/")]
    assert of_posts == ["blog/2026/01/01/post-1/", "blog/2026/01/03/post-3/"]  # the second is in the menu itself


HOOK_OF_DATE = """
=== hook.py
def on_page_context(context, page, **rest):
    context["when"] = page.meta.get("date")
"""
DATE = "<u>{{ page.meta.date if page }}</u>"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nav", DATE),
        ("nav-item", f"{{% macro render(item, path, level) %}}{DATE}{{% endmacro %}}"),
        ("logo", DATE),
        ("logo", "{% include 'partials/date.html' %}"),
        ("logo", "<u>{{ when }}</u>"),
        ("language", "{% import 'partials/languages/en.html' as en %}{% macro t(key) %}" + DATE + "{% endmacro %}"),
    ],
)
def test_a_template_of_the_site_that_asks_for_more_is_rendered_for_each_page(
    name: str, text: str, tmp_path: Path
) -> None:
    more = f"=== overrides/partials/{name}.html\n{text}\n=== overrides/partials/date.html\n{DATE}\n"
    more += HOOK_OF_DATE
    site = _build(tmp_path, "", "hooks: [hook.py]", "custom_dir: overrides", more)
    assert [f"<u>2026-01-0{day}</u>" in _menu(site, day) for day in (1, 2)] == [True, True]


def test_a_template_of_the_theme_that_a_plugin_changes_is_rendered_for_each_page(tmp_path: Path) -> None:
    hook = f"""
=== hook.py
def on_env(env, **rest):
    get = env.loader.get_source

    def get_changed(environment, name):
        source, *others = get(environment, name)
        date = {DATE!r}
        return (source + date if name == "partials/logo.html" else source, *others)

    env.loader.get_source = get_changed
"""
    site = _build(tmp_path, "", "hooks: [hook.py]", "", hook)
    assert [f"<u>2026-01-0{day}</u>" in _menu(site, day) for day in (1, 2)] == [True, True]


HOOK = """
=== hook.py
def on_page_context(context, page, config, nav):
    if page.title == "Post 5":
        {change}
"""


@pytest.mark.parametrize(
    "change",
    [
        "nav.items[0].title = 'Another home'",
        "nav.items[0].meta['status'] = 'Another home'",
        "nav.items[1].children[0].encrypted = True",
        "config.site_name = 'Another home'",
        "nav.items[1].children[0].meta['subtitle'] = ['Another', 'home']",
        "nav.items[1].children[0].typeset = type('Typeset', (), {'title': 'Another home'})",
        "config.extra['homepage'] = '/another/home/'",
        "config.theme['language'] = 'de'",
        "config.theme['logo'] = 'img/logo.svg'",
        "nav.items.pop()",
    ],
)
def test_what_a_hook_changes_on_the_way_is_in_all_later_menus(
    change: str, tmp_path: Path, without: Callable[[], None]
) -> None:
    texts = []
    for folder in (tmp_path / "kept", tmp_path / "plain"):
        site = _build(
            folder, "", MENU + "hooks: [hook.py]\nrepo_url: https://example.com/", "", HOOK.format(change=change)
        )
        texts.append([site.html(f"blog/2026/01/0{day}/post-{day}/") for day in range(1, 9)])
        without()
    assert texts[0] == texts[1]
    menus = [_menu(site, day) for day in range(1, 9)]
    assert len({menus[0], menus[1], menus[6], menus[7]}) == 2  # before, and from then on


def test_a_fault_in_the_menu_is_a_fault_of_the_page(tmp_path: Path) -> None:
    with pytest.raises(TemplateSyntaxError, match="endif"):
        _build(tmp_path, "", "", "custom_dir: overrides", "=== overrides/partials/nav-item.html\n{% endif %}")
