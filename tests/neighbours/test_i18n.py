"""A blog in two languages, with mkdocs-static-i18n, in both its layouts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ..serving import Served
from ..sites import Site, build_again, write_files
from .cases import PIXEL

CONFIG = """\
site_name: Notes
site_url: https://example.org/
theme: {theme}
plugins:
  - search
  - blogposts: {{now: 2026-11-22 12:00}}
  - i18n:
      docs_structure: {layout}
      fallback_to_default: {fallback}
      languages:
        - {{locale: en, default: true, name: English}}
        - {{locale: de, name: Deutsch}}
"""
LAYOUTS = ("suffix", "folder")


def post(title: str, day: int, body: str) -> str:
    return f"---\ntitle: {title}\ndate: 2026-01-{day:02}\ntags: [t]\n---\n\n{body}\n\n<!-- more -->\n\nMore: {body}\n"


def source(layout: str, lang: str, path: str) -> str:
    """Return where a source of a language lies."""
    if layout == "folder":
        return f"docs/{lang}/{path}"
    stem, suffix = path.rsplit(".", 1)
    return f"docs/{stem}.{suffix}" if lang == "en" else f"docs/{stem}.{lang}.{suffix}"


def make_site(folder: Path, layout: str, theme: str = "mkdocs", fallback: bool = False) -> Path:
    pages = {
        ("en", "index.md"): "# Home\n\n[A](blog/posts/alpha.md)\n",
        ("de", "index.md"): "# Heim\n\n[A](blog/posts/alpha.md)\n",
        ("en", "blog/posts/alpha.md"): post("Alpha", 3, "English alpha. ![p](pixel.png) [h](../../index.md)"),
        ("de", "blog/posts/alpha.md"): post("Alfa", 3, "Deutsches Alpha. ![p](pixel.png) [h](../../index.md)"),
        ("en", "blog/posts/only.md"): post("Only", 2, "Only English."),
        ("de", "blog/posts/nur.md"): post("Nur", 1, "Nur Deutsch."),
    }
    files: dict[str, str | bytes] = {source(layout, lang, path): text for (lang, path), text in pages.items()}
    files |= {source(layout, lang, "blog/posts/pixel.png"): PIXEL for lang in ("en", "de")}
    files["mkdocs.yml"] = CONFIG.format(theme=theme, layout=layout, fallback="true" if fallback else "false")
    write_files(folder, "", files)
    if layout == "folder":
        (folder / "docs/index.md").unlink()
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    """Build a site once for each layout and theme."""
    sites: dict[tuple[str, str, bool], Site] = {}

    def build(layout: str, theme: str = "mkdocs", fallback: bool = False) -> Site:
        key = (layout, theme, fallback)
        if key not in sites:
            sites[key] = build_again(make_site(tmp_path_factory.mktemp("i18n"), *key))
        return sites[key]

    return build


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_language_has_a_blog_of_its_own_posts(layout: str, built: Callable[..., Site]) -> None:
    site = built(layout)
    assert site.warnings == []
    assert site.passes_strict
    assert site.dead_links() == []
    assert site.cards("blog/") == ["Alpha", "Only"]
    assert site.cards("de/blog/") == ["Alfa", "Nur"]
    assert site.cards("blog/tags/t/") == ["Alpha", "Only"]
    assert site.cards("de/blog/tags/t/") == ["Alfa", "Nur"]
    assert site.texts("de/blog/tags/", "h1") == ["Schlagwörter"]
    posts = {path for path in site.files if re.search(r"blog/\d{4}/", path)}
    assert posts == {
        "blog/2026/01/03/alpha/index.html",
        "blog/2026/01/02/only/index.html",
        "de/blog/2026/01/03/alfa/index.html",
        "de/blog/2026/01/01/nur/index.html",
    }
    assert "3. Januar 2026" in site.text("de/blog/2026/01/03/alfa/")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_links_lead_to_the_same_language(layout: str, built: Callable[..., Site]) -> None:
    site = built(layout)
    (link,) = site.values("de/", "[role=main] a", "href")
    assert site.leads_to("de/", link) == "de/blog/2026/01/03/alfa/index.html"
    links = [
        site.leads_to("de/blog/2026/01/03/alfa/", each)
        for each in site.values("de/blog/2026/01/03/alfa/", "p a", "href")
    ]
    assert "de/index.html" in links
    assert "blog/" in site.values("", ".navbar a", "href")
    assert [site.leads_to("de/", each) for each in site.values("de/", ".navbar a", "href")].count(
        "de/blog/index.html"
    ) >= 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_missing_translation_falls_back_where_that_is_wanted(layout: str, built: Callable[..., Site]) -> None:
    site = built(layout, fallback=True)
    assert site.passes_strict
    assert site.dead_links() == []
    assert site.cards("blog/") == ["Alpha", "Only"]
    assert site.cards("de/blog/") == ["Alfa", "Only", "Nur"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_translations_of_posts_and_lists_are_named(layout: str, built: Callable[..., Site]) -> None:
    site = built(layout, "material")
    assert site.passes_strict
    alternates = {path: site.values(path, ".md-header a[hreflang]", "href") for path in ALTERNATES}
    assert {path: [site.leads_to(path, each) for each in links] for path, links in alternates.items()} == ALTERNATES
    entries = re.findall(r"<loc>(.*?)</loc>(.*?)</url>", site.html("sitemap.xml"), re.DOTALL)
    named = {place: re.findall(r'href="(.*?)"', rest) for place, rest in entries}
    base = "https://example.org/"
    assert set(named[f"{base}blog/2026/01/03/alpha/"]) == {
        f"{base}blog/2026/01/03/alpha/",
        f"{base}de/blog/2026/01/03/alfa/",
    }
    assert f"{base}de/blog/tags/t/" in named


ALTERNATES = {
    "blog/2026/01/03/alpha/": ["blog/2026/01/03/alpha/index.html", "de/blog/2026/01/03/alfa/index.html"],
    "de/blog/2026/01/03/alfa/": ["blog/2026/01/03/alpha/index.html", "de/blog/2026/01/03/alfa/index.html"],
    "blog/": ["blog/index.html", "de/blog/index.html"],
    "de/blog/tags/t/": ["blog/tags/t/index.html", "de/blog/tags/t/index.html"],
}


def test_a_fault_is_named_with_the_real_source(tmp_path: Path) -> None:
    site = make_site(tmp_path, "folder")
    (site / "docs/de/blog/posts/bad.md").write_text("---\ntitle: A\ndate: never\n---\nx\n", encoding="utf-8")
    assert build_again(site).said("de/blog/posts/bad.md:3", "never")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_edits_in_any_language_end_in_what_a_fresh_build_writes(layout: str, tmp_path: Path) -> None:
    with Served(make_site(tmp_path / "site", layout)) as served:
        for lang, path, text in (
            ("en", "blog/posts/alpha.md", post("Alpha", 3, "Edited alpha.")),
            ("de", "blog/posts/nur.md", post("Noch", 1, "Anderes.")),
        ):
            served.settle(served.write(source(layout, lang, path).removeprefix("docs/"), text))
            assert served.differences() == []
        assert "Edited alpha." in served.get("blog/2026/01/03/alpha/")
        assert "Anderes." in served.get("de/blog/2026/01/01/noch/")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_heads_lead_to_each_language_in_which_a_page_was_written(layout: str, tmp_path: Path) -> None:
    site = build_again(make_site(tmp_path, layout, fallback=True))
    root = "https://example.org/"
    english, german = f"{root}blog/2026/01/03/alpha/", f"{root}de/blog/2026/01/03/alfa/"
    for path in ("blog/2026/01/03/alpha/", "de/blog/2026/01/03/alfa/"):
        found = zip(*(site.values(path, "head link[hreflang]", name) for name in ("hreflang", "href")), strict=True)
        assert dict(found) == {"en": english, "de": german, "x-default": english}
        (link,) = site.values(path, ".blogposts-translations a", "href")
        assert site.leads_to(path, link) in {f"{url.removeprefix(root)}index.html" for url in (english, german)}
    assert site.texts("blog/2026/01/03/alpha/", ".blogposts-translations a") == ["Deutsch"]
    assert site.texts("blog/2026/01/02/only/", ".blogposts-translations a") == []
    assert site.values("de/blog/", "head link[hreflang]", "href") == [f"{root}blog/", f"{root}de/blog/", f"{root}blog/"]
    assert site.values("blog/2026/01/02/only/", "head link[hreflang]", "href") == []
