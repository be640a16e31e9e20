"""What stands on the blog's pages besides texts and titles, for those who read them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from mkdocs.exceptions import Abort

import mkdocs_blogposts
from mkdocs_blogposts.config import BlogpostsConfig
from tests.sites import Site, build_site, posts

DAYS = ["2024-11-20", "2025-01-05", "2025-02-01", "2025-02-28", "2025-06-30", "2026-01-01", "2026-03-03"]


def dated(days: list[str]) -> str:
    return "".join(f"=== docs/blog/posts/{at}.md\n---\ndate: {day}\n---\n# Post {at}\n" for at, day in enumerate(days))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_archive_has_a_picture_whose_bars_lead_to_the_months(tmp_path: Path, language: str) -> None:
    site = build_site(tmp_path, dated(DAYS), f"language: {language}")
    page = "blog/archive/"
    bars = [float(x.rstrip("%")) for x in site.values(page, ".blogposts-chart__bar", "x")]
    assert bars == sorted(bars, reverse=language == "ar")
    assert all(0 < x < 100 for x in bars)
    anchors = site.values(page, ".blogposts-chart__month", "href")
    assert anchors == ["#y2024-11", "#y2025-01", "#y2025-02", "#y2025-06", "#y2026-01", "#y2026-03"]
    assert site.dead_links() == []
    if language == "en":
        titles = site.values(page, ".blogposts-chart__month", "aria-label")
        assert titles[1:3] == ["January 2025 · 1 post", "February 2025 · 2 posts"]
        assert site.texts(page, ".blogposts-chart__year") == ["2024", "2025", "2026"]


def test_bars_are_as_high_as_a_month_has_posts(tmp_path: Path) -> None:
    days = [f"2025-0{month}-01" for month in range(1, 7)] + [f"2025-06-{day:02}" for day in range(2, 9)]
    site = build_site(tmp_path, dated(days))
    heights = site.values("blog/archive/", ".blogposts-chart__bar", "height")
    assert heights == ["10.0%"] * 5 + ["80.0%"]


def test_an_archive_of_few_months_has_no_picture(tmp_path: Path) -> None:
    site = build_site(tmp_path, dated(DAYS[:-1]))
    assert site.texts("blog/archive/", ".blogposts-chart") == []


def test_described_terms_are_cards_and_the_others_chips(tmp_path: Path) -> None:
    source = """
        === docs/blog/.taxonomies.yml
        tags:
          go: {description: A language.}
          pictured: {image: p.png}
        === docs/blog/p.png
        === docs/blog/posts/a.md
        ---
        date: 2026-01-01
        tags: [go, plain, pictured]
        ---
        # A
    """
    site = build_site(tmp_path, source)
    assert site.texts("blog/tags/", ".blogposts-card--term h2") == ["go", "pictured"]
    assert site.texts("blog/tags/", ".blogposts-chip") == ["plain 1"]
    assert site.values("blog/tags/", ".blogposts-card__image", "src") == ["../p.png"]


OWNED = """
    === docs/blog/.authors.yml
    authors:
      anna:
        name: Ann
        avatar: ann.png
        links: {Mail: "mailto:ann@example.org"}
      bob: {name: Bob}
    === docs/blog/ann.png
    === docs/blog/index.md
    ---
    author: anna
    ---
    # Welcome

    Words.
    === docs/blog/posts/a.md
    ---
    date: 2026-01-01
    authors: [bob]
    ---
    # A
"""


ICONS = """
=== docs/blog/index.md
---
author: ann
---
# Blog
=== docs/blog/.authors.yml
authors:
  ann:
    name: Ann
    links:
      - {name: Mail, url: "mailto:ann@example.org", icon: material/email}
      - {name: Elsewhere, url: "https://e.example/", icon: no/such}
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize(
    ("theme", "files", "icons"),
    [
        ("material", {}, ["Mail"]),
        ("mkdocs", {}, []),
        ("{name: mkdocs, custom_dir: own}", {"own/.icons/material/email.svg": DRAWING}, ["Mail"]),
    ],
)
def test_a_link_of_an_author_is_an_icon_with_a_name_where_there_is_a_drawing(
    tmp_path: Path, theme: str, files: dict[str, str], icons: list[str]
) -> None:
    site = build_site(tmp_path, POST + ICONS, theme=theme, files=files)
    assert site.texts("blog/", ".blogposts-front li") == ["Mail", "Elsewhere"]
    assert site.values("blog/", ".blogposts-front a:has(svg)", "title") == icons
    assert site.warnings == []


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_front_page_that_names_its_author_shows_picture_text_and_links(tmp_path: Path, theme: str) -> None:
    site = build_site(tmp_path, OWNED, "pagination_per_page: 1", theme=theme, site="site_url: https://example.org/")
    assert site.values("blog/", ".blogposts-front__image", "src") == ["ann.png"]
    assert site.text("blog/", ".blogposts-front__text").startswith("Welcome")
    assert site.texts("blog/", ".blogposts-front li") == ["Mail", "Subscribe"]
    assert site.texts("blog/", ".blogposts-list-header") == []
    assert site.warnings == site.dead_links() == []


def test_an_author_of_the_front_page_who_is_not_described_is_named(tmp_path: Path) -> None:
    site = build_site(tmp_path, OWNED.replace("author: anna", "author: ana"))
    assert site.said("blog/index.md:2", 'no author "ana" in blog/.authors.yml', '"anna"')
    assert site.texts("blog/", ".blogposts-front") == []
    assert site.passes_strict


def test_the_first_post_of_the_front_page_is_bigger_by_setting(tmp_path: Path) -> None:
    site = build_site(tmp_path, posts(3), "list_style: {style: cards, lead: true}\npagination_per_page: 2")
    assert site.texts("blog/", ".blogposts-card--lead .blogposts-card__title") == ["Post 3"]
    assert site.texts("blog/page/2/", ".blogposts-card--lead") == []
    assert site.texts("blog/page/2/", ".blogposts-card--cards .blogposts-card__title") == ["Post 1"]


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("rows", "no list style `rows`. There are auto, titles"),
        ("card", 'no list style `card`. Did you mean "cards"?'),
        ("{style: cards, led: true}", 'unknown key `led`. Did you mean "lead"?'),
        ("{lead: 3}", "`lead: 3` is neither true nor false"),
    ],
)
def test_a_list_style_that_cannot_be_is_named(style: str, fault: str) -> None:
    config = BlogpostsConfig()
    config.load_dict({"list_style": yaml.safe_load(style)})
    [(key, error)], _ = config.validate()
    assert (key, fault in str(error)) == ("list_style", True)


POST = "=== docs/blog/posts/a.md\n---\ndate: 2026-01-01\nslug: a\n---\n# Salt & pepper\n"
PAGE = "blog/2026/01/01/a/"
ADDRESS = "https%3A%2F%2Fexample.org%2Fblog%2F2026%2F01%2F01%2Fa%2F"
HERE = "site_url: https://example.org/"


def test_a_post_is_passed_on_by_buttons_and_links(tmp_path: Path) -> None:
    settings = 'share: {links: [Mastodon, {Own: "https://s.example/?u={post_url}&t={post_title}"}]}'
    site = build_site(tmp_path, POST, settings, site=HERE)
    assert site.texts(PAGE, ".blogposts-share button") == ["Share", "Copy link"]
    assert site.values(PAGE, ".blogposts-share li a", "href") == [
        f"https://mastodonshare.com/?url={ADDRESS}&text=Salt%20%26%20pepper",
        f"https://s.example/?u={ADDRESS}&t=Salt%20%26%20pepper",
    ]


def test_links_to_services_that_cannot_have_the_address_of_a_post_are_left_out_with_a_hint(tmp_path: Path) -> None:
    site = build_site(tmp_path, POST, "share: {buttons: false, links: [x]}")
    assert site.texts(PAGE, ".blogposts-share") == []
    assert site.said("mkdocs.yml", "no links to share, as `site_url` is not set")


def test_no_script_is_added_where_no_setting_needs_it(tmp_path: Path) -> None:
    site = build_site(tmp_path, POST)
    assert site.values(PAGE, "script[src*=blogposts]", "src") == []
    assert not [*site.site_dir.glob("assets/blogposts*.js")]


def waiting_scripts(site: Site) -> str:
    """Return what stands in the template for comments, and runs only when it is put in its place."""
    found = re.findall(r"<blogposts-comments><template>(.*?)</template>", site.html(PAGE), re.DOTALL)
    assert len(found) == 1
    return str(found[0])


GISCUS = "comments: {giscus: {repo: o/r, repo_id: R1, category: Talk, category_id: C1, mapping: title}}"


def test_giscus_is_told_what_the_settings_say_and_waits_in_a_template(tmp_path: Path) -> None:
    site = build_site(tmp_path, POST, GISCUS, theme="{name: mkdocs, locale: zh}")
    script = waiting_scripts(site)
    told = ("repo-id", "R1"), ("mapping", "title"), ("theme", "preferred_color_scheme"), ("lang", "zh-CN")
    assert 'src="https://giscus.app/client.js"' in script
    assert [f'data-{name}="{value}"' in script for name, value in told] == [True] * 4
    assert site.values(PAGE, ".blogposts-comments a", "href") == ["https://github.com/o/r/discussions"]


@pytest.mark.parametrize(
    ("settings", "source"),
    [
        ("comments: {utterances: {repo: o/r, label: blog}}", "https://utteranc.es/client.js"),
        ("comments: {disqus: notes}", "https://notes.disqus.com/embed.js"),
    ],
)
def test_other_services_are_named_by_a_setting(tmp_path: Path, settings: str, source: str) -> None:
    site = build_site(tmp_path, POST, settings)
    assert f'src="{source}"' in waiting_scripts(site)


def test_comments_are_switched_by_post_and_by_folder(tmp_path: Path) -> None:
    text = """
        === docs/blog/posts/a.md
        ---
        date: 2026-01-01
        ---
        === docs/blog/posts/quiet/.meta.yml
        comments: false
        === docs/blog/posts/quiet/b.md
        ---
        date: 2026-01-02
        ---
        === docs/blog/posts/quiet/c.md
        ---
        date: 2026-01-03
        comments: true
        ---
    """
    pages = [f"blog/2026/01/0{day}/{name}/" for day, name in enumerate("abc", 1)]
    site = build_site(tmp_path / "on", text, GISCUS)
    assert [len(site.texts(page, ".blogposts-comments")) for page in pages] == [1, 0, 1]
    asked = build_site(tmp_path / "asked", text, GISCUS.replace("{giscus", "{everywhere: false, giscus"))
    assert [len(asked.texts(page, ".blogposts-comments")) for page in pages] == [0, 0, 1]


def test_one_fragment_brings_any_other_service_and_empty_ones_take_a_form_and_a_count(tmp_path: Path) -> None:
    files = {
        "overrides/blogposts/comments.html": '<div class="talk">{{ post.url }}</div>',
        "overrides/blogposts/newsletter.html": '<form class="letters"></form>',
        "overrides/blogposts/view_count.html": '<span class="count">{{ post.title }}</span>',
    }
    theme = "{name: mkdocs, custom_dir: overrides}"
    site = build_site(tmp_path, POST, "comments: true", theme=theme, files=files)
    assert site.texts(PAGE, ".talk") == [PAGE]
    assert len(site.texts(PAGE, ".blogposts-post-footer .letters")) == 1
    assert site.texts(PAGE, ".blogposts-post-header .count") == ["Salt & pepper"]


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ("share: {links: [mastodn]}", 'share: links: no service `mastodn`. Did you mean "mastodon"?'),
        ("share: {buttns: true}", 'share: buttns: Unrecognised configuration name: buttns Did you mean "buttons"?'),
        ("comments: {giscus: {repo: o/r}}", "comments: giscus: no `repo_id`"),
        ("comments: {utterances: {}}", "comments: utterances: no `repo`"),
        ("comments: {utterances: {repo: o/r}, disqus: notes}", "both `utterances` and `disqus` are set"),
    ],
)
def test_ways_to_respond_that_cannot_be_are_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, settings: str, fault: str
) -> None:
    with pytest.raises(Abort):
        build_site(tmp_path, POST, settings)
    assert fault in caplog.text


def test_a_post_shows_who_wrote_it_and_where_to_suggest_changes(tmp_path: Path) -> None:
    text = OWNED.replace("{name: Bob}", "{name: Bob, description: Bakes.}")
    site = build_site(tmp_path, text, site="repo_url: https://github.com/o/r", theme="terminal")
    page = "blog/2026/01/01/a/"
    assert site.texts(page, ".blogposts-author") == ["Bob Bakes."]
    assert site.values(page, ".blogposts-suggest a", "href") == [
        "https://github.com/o/r/edit/master/docs/blog/posts/a.md"
    ]


@pytest.mark.parametrize(
    "theme", ["mkdocs", "readthedocs", "{name: material, features: [content.action.edit]}"], ids=lambda theme: theme[:8]
)
def test_a_theme_that_leads_to_the_source_does_so_alone(tmp_path: Path, theme: str) -> None:
    settings = "list_style: list"
    site = build_site(tmp_path, POST, settings, site="repo_url: https://github.com/o/r", theme=theme)
    assert site.html(PAGE).count("https://github.com/o/r/edit/master/docs/blog/posts/a.md") == 1
    assert site.texts(PAGE, ".blogposts-suggest") == []


def test_newer_and_older_stay_within_the_category_by_setting(tmp_path: Path) -> None:
    text = "".join(
        f"=== docs/blog/posts/p{day}.md\n---\ndate: 2026-01-0{day}\nslug: p{day}\ncategories: [{name}]\n---\n# P{day}\n"
        for day, name in enumerate(["Code", "Life", "Code"], 1)
    )
    around = ".blogposts-around__title"
    everywhere = build_site(tmp_path / "all", text)
    assert everywhere.texts("blog/2026/01/03/p3/", around) == ["P2"]
    within = build_site(tmp_path / "within", text, "pagination: {within: categories}")
    assert within.texts("blog/2026/01/03/p3/", around) == ["P1"]
    assert within.texts("blog/2026/01/02/p2/", around) == []


def test_a_taxonomy_that_newer_and_older_cannot_stay_within_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        build_site(tmp_path, POST, "pagination: {within: category}")
    assert 'pagination: within: no taxonomy `category`. Did you mean "categories"?' in caplog.text


def test_cards_name_up_to_three_terms_of_a_kind(tmp_path: Path) -> None:
    text = POST.replace("slug: a", "slug: a\ncategories: [Code]\ntags: [one, two, three, four]")
    site = build_site(tmp_path, text, "list_style: cards")
    assert site.texts("blog/", ".blogposts-card__terms li") == ["Code", "one", "two", "three"]
    assert site.dead_links() == []


def test_the_preset_shows_no_more_than_material_whatever_else_is_set(tmp_path: Path) -> None:
    site = build_site(tmp_path, OWNED, f"preset: material\nshare: true\n{GISCUS}", theme="material")
    for path in ("blog/", PAGE):
        assert site.texts(path, "[class*=blogposts]") == []
        assert site.values(path, "script[src*=blogposts]", "src") == []
        assert "blogposts.css" not in site.html(path)


def test_the_stylesheet_and_the_scripts_stay_small() -> None:
    assets = Path(mkdocs_blogposts.__file__).parent / "assets"
    assert (assets / "blogposts.css").stat().st_size <= 20_000
    assert (assets / "blogposts-comments.js").stat().st_size <= 3_000
    assert (assets / "blogposts-notes.js").stat().st_size <= 2_500


@pytest.mark.parametrize("theme", ["mkdocs", "material", "terminal"])
def test_only_posts_that_have_use_for_a_script_load_it(tmp_path: Path, theme: str) -> None:
    noted = (
        POST.replace("posts/a", "posts/b").replace("slug: a", "slug: b\ncomments: false") + "Noted.[^1]\n\n[^1]: So.\n"
    )
    site = build_site(tmp_path, POST + noted, GISCUS, theme=theme, site="markdown_extensions: [footnotes]")
    loaded = "script[src*='assets/blogposts']"
    assert site.values("blog/", loaded, "src") == []
    assert site.values(PAGE, loaded, "src") == ["../../../../../assets/blogposts-comments.js"]
    assert site.values(PAGE.replace("/a/", "/b/"), loaded, "src") == ["../../../../../assets/blogposts-notes.js"]
    assert site.values(PAGE, f"head {loaded}", "src") == []
    assert [each for each in site.dead_links() if "assets/blogposts" in each] == []


@pytest.mark.parametrize(
    ("site", "theme", "is_there"),
    [
        ("markdown_extensions: [footnotes]", "mkdocs", True),
        ("markdown_extensions: [footnotes]", "material", True),
        ("markdown_extensions: [footnotes]", "{name: material, features: [content.footnote.tooltips]}", False),
        ("", "mkdocs", False),
    ],
)
def test_footnotes_are_shown_at_their_marks_unless_the_theme_does_so(
    tmp_path: Path, site: str, theme: str, is_there: bool
) -> None:
    built = build_site(tmp_path, f"{POST}\nNoted.[^1]\n\n[^1]: So.\n", site=site, theme=theme)
    assert ("assets/blogposts-notes.js" in built.html(PAGE)) is is_there
    assert built.exists("assets/blogposts-notes.js") is is_there
