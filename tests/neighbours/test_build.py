"""What a user of both expects: the other plugin's work is in the posts, and the blog is whole."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config

from ..sites import Site, build_again
from .cases import ALPHA, BETA, CASES, GAMMA, SEEN, commit

Built = Callable[[str], Site]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site beside a neighbour, once."""
    sites: dict[str, Site] = {}

    def build(name: str) -> Site:
        if name not in sites:
            CASES[name].require()
            folder = CASES[name].write(tmp_path_factory.mktemp("site"))
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(folder)  # some plugins look for their files where the command is given
                sites[name] = build_again(folder)
        return sites[name]

    return build


@pytest.mark.parametrize("name", CASES)
def test_the_blog_is_whole_beside(name: str, built: Built) -> None:
    site, case = built(name), CASES[name]
    assert [each for each in site.warnings if not re.search(case.warns or "$^", each)] == []
    assert site.passes_strict or case.warns
    dead = [each for each in site.dead_links() if "mkdocs-encrypted-content" not in site.html(each.split(" → ")[0])]
    assert dead == []
    titles = site.texts(case.front, ".blogposts-card__title, article h2 .toclink")
    assert [each for each in titles if each in ("Alpha", "Beta", "Gamma")] == ["Alpha", "Beta", "Gamma"]
    for title, url in zip(("Alpha", "Beta", "Gamma"), case.urls, strict=True):
        assert pages_saying(site, SEEN.format(title)) == {site_path(url)} - {*map(site_path, case.locked)}


def site_path(url: str) -> str:
    return f"{url}index.html" if url.endswith("/") else url


def pages_saying(site: Site, words: str) -> set[str]:
    """Return the pages that show these words."""
    return {path for path in site.files if path.endswith(".html") and words in site.html(path)}


def found_by_search(site: Site, words: str) -> list[str]:
    """Return where the search index has these words."""
    docs = json.loads(site.html("search/search_index.json"))["docs"]
    return [each["location"] for each in docs if words in each["text"] + each["title"]]


# Material's own ------------------------------------------------------------------------


def test_search_finds_each_post_once_and_no_list(built: Built) -> None:
    site = built("material search")
    assert found_by_search(site, SEEN.format("Alpha")) == [f"{ALPHA}#more-of-alpha"]
    assert found_by_search(site, "The start of Alpha") == [ALPHA]


def test_tags_are_listed_and_lead_from_posts_to_their_listing(built: Built) -> None:
    site = built("tags")
    listed = [site.leads_to("tags/", href) for href in site.values("tags/", "article li a", "href")]
    assert sorted(listed) == sorted(map(site_path, [ALPHA, "other/", ALPHA, GAMMA]))
    assert site.values(ALPHA, ".md-tags a", "href") == ["../../../../../tags/#tag:x", "../../../../../tags/#tag:y"]
    assert not site.exists("blog/tags/x/")


def test_defaults_of_a_folder_reach_posts_once(built: Built) -> None:
    site = built("meta")
    assert "Beta" in site.text("blog/tags/by-folder/")
    assert "Alpha" in site.text("blog/tags/by-folder/")
    assert site.text(BETA).count("by-folder") == 1


def test_each_post_has_a_picture_for_social_media(built: Built) -> None:
    site = built("social")
    (picture,) = site.values(ALPHA, "meta[property='og:image']", "content")
    assert picture == "https://example.org/assets/images/social/blog/2026/01/03/alpha.png"
    assert site.exists(picture.removeprefix("https://example.org/"))
    assert site.values(ALPHA, "meta[property='og:title']", "content") == ["Alpha - Notes"]
    assert site.values(ALPHA, "meta[property='og:type']", "content") == ["article"]
    assert site.values("blog/", "meta[property='og:type']", "content") == ["website"]
    assert site.values(ALPHA, "meta[property='og:image:alt']", "content") == ["Alpha"]
    for path in (ALPHA, "blog/", "blog/category/", "blog/archive/"):
        said = [node.attributes.get("property") or node.attributes.get("name") for node in site.page(path).css("meta")]
        cards = [each for each in said if str(each).startswith(("og:", "twitter:", "description"))]
        assert len(cards) == len(set(cards)) > 8, path


def test_plugins_of_a_group_work(built: Built) -> None:
    site = built("group")
    assert found_by_search(site, "The start of Alpha") == [ALPHA]
    assert site.texts(ALPHA, ".md-tags .md-tag") == ["x", "y"]


def test_external_pictures_in_posts_are_fetched_by_privacy_or_left(built: Built) -> None:
    site = built("privacy")
    assert site.values(ALPHA, "article img", "src") == ["https://unpkg.com/none.png"]


def test_an_offline_site_has_posts_as_files_and_its_search(built: Built) -> None:
    site = built("offline")
    assert "The start of Alpha" in site.html("search/search_index.js")
    assert site.exists(f"{ALPHA[:-1]}.html")


def test_pictures_of_posts_stay_where_posts_show_them_when_optimized(built: Built) -> None:
    site = built("optimize")
    (src,) = site.values(BETA, "article img", "src")
    assert site.exists(site.leads_to(BETA, src))


# Feeds, dates, macros ------------------------------------------------------------------


def test_the_rss_plugin_names_posts_and_no_lists(built: Built) -> None:
    site = built("rss")
    items = json.loads(site.html("feed_json_created.json"))["items"]
    assert [each["url"] for each in items] == [f"https://example.org/{url}" for url in (ALPHA, BETA, GAMMA)]
    assert items[0]["title"] == "Alpha"


def test_macros_run_in_posts_and_excerpts(built: Built) -> None:
    site = built("macros")
    assert "Seven is 7; Hello, you." in site.text(ALPHA)
    assert "Seven is 7; Hello, you." in site.text("blog/")


def test_posts_show_when_git_saw_them_last(built: Built) -> None:
    site = built("git-revision-date-localized")
    assert "Revised 2020-05-04" in site.text(ALPHA)
    assert "Revised 2020-05-04" in site.text("blog/")
    assert "January 3, 2026" in site.text(ALPHA)


# Menus ---------------------------------------------------------------------------------


def menu(site: Site) -> list[str]:
    return [each for each in site.texts("", ".navbar-nav a, .md-nav--primary .md-ellipsis") if each]


def test_awesome_nav_shows_the_blog_once_and_no_posts(built: Built) -> None:
    site = built("awesome-nav")
    links = site.values("", ".navbar-nav a:not([rel])", "href")
    assert links.count("blog/") == 1
    assert [each for each in links if each in ("about/", "blog/")] == ["blog/", "about/"]
    assert "Alpha" not in menu(site)


def test_literate_nav_shows_the_blog_once_and_no_posts(built: Built) -> None:
    shown = menu(built("literate-nav"))
    assert [each for each in shown if each in ("Start", "Blog", "Us")] == ["Start", "Blog", "Us"]
    assert "Alpha" not in shown
    assert not built("literate-nav").said("mkdocs.yml", "does not contain the blog")


def test_a_blog_may_be_the_index_of_a_section(built: Built) -> None:
    site = built("section-index")
    assert "blog/" in site.values("", ".md-nav--primary a", "href")
    assert "Alpha" in site.text("blog/")
    assert menu(site).count("Writing") >= 1


def test_redirects_lead_to_where_posts_are(built: Built) -> None:
    site = built("redirects")
    (target,) = re.findall(r'<link rel="canonical" href="([^"]+)"', site.html("old/"))
    assert site.leads_to("old/", target) == site_path(ALPHA)
    (target,) = re.findall(r'<link rel="canonical" href="([^"]+)"', site.html("blog/old/"))
    assert site.leads_to("blog/old/", target) == site_path(GAMMA)


# Pages -----------------------------------------------------------------------------------


def test_minified_pages_keep_their_posts(built: Built) -> None:
    site = built("minify")
    assert "\n\n" not in site.html(ALPHA)
    assert site.cards() == ["Alpha", "Beta", "Gamma"]


def test_pictures_open_in_posts_and_not_in_excerpts(built: Built) -> None:
    site = built("glightbox")
    (href,) = site.values(BETA, "a.glightbox", "href")
    assert site.exists(site.leads_to(BETA, href))
    assert site.values(BETA, "a.glightbox img", "src") == [href]
    for href in site.values("blog/", "a.glightbox", "href"):
        assert site.exists(site.leads_to("blog/", href))


def test_tables_are_read_into_posts(built: Built) -> None:
    assert built("table-reader").texts(ALPHA, "[role=main] td") == ["red", "41", "blue", "43"]


def test_a_notebook_is_a_post(built: Built) -> None:
    site = built("jupyter")
    assert site.cards()[0] == "Notebook"
    assert "Begun in a notebook." in site.card("blog/", "Notebook")
    text = site.text("blog/2026/01/04/notebook/")
    assert "42" in text
    assert "January 4, 2026" in text
    assert "date: 2026" not in text
    assert site.texts("blog/2026/01/04/notebook/", "h1") == ["Notebook"]


def test_included_text_is_in_posts_and_excerpts(built: Built) -> None:
    for name in ("include-markdown", "snippets"):
        assert "Shared words." in built(name).text(ALPHA)
        assert "Shared words." in built(name).card("blog/", "Alpha")


def test_an_encrypted_post_shows_title_and_description_only(built: Built) -> None:
    site = built("encryptcontent")
    assert "All may read this." in site.card("blog/", "Alpha")
    for words in ("The secret start", SEEN.format("Alpha")):
        assert pages_saying(site, words) == set()
        assert found_by_search(site, words) == []
    assert site.page(ALPHA).css_first("#mkdocs-encrypted-content") is not None
    assert "January 3, 2026" in site.text(ALPHA)
    assert "Alpha" in site.text(ALPHA, "h1")


def test_where_every_page_is_encrypted_no_list_and_no_feed_tells_more_than_titles(built: Built) -> None:
    site = built("encryptcontent everywhere")
    for words in ("The start of Alpha", SEEN.format("Alpha"), "The start of Beta"):
        assert [
            path for path in site.files if path.endswith((".html", ".xml", ".json")) and words in site.html(path)
        ] == []
    assert "The start of Gamma" in site.card("blog/", "Gamma")
    assert "The start of Gamma" in site.html("blog/feed.xml")


def test_references_lead_into_posts_and_out_of_them(built: Built) -> None:
    site = built("autorefs")
    assert site.values("about/", "a.autorefs", "href") == [f"../{ALPHA}#more-of-alpha"]
    assert [site.leads_to(ALPHA, each) for each in site.values(ALPHA, "a.autorefs", "href")] == [
        site_path(BETA),
        "about/index.html",
    ]
    assert "See the other and ours ." in site.text("blog/")


def test_documented_code_can_be_named_in_posts(built: Built) -> None:
    site = built("mkdocstrings")
    assert "Turns round." in site.text(ALPHA)
    assert "<autoref" not in site.html("blog/") + site.html(ALPHA)
    assert site.values(ALPHA, "a.autorefs", "href")[0] == "#tool.turn"


def test_code_runs_in_posts_and_excerpts(built: Built) -> None:
    site = built("markdown-exec")
    assert "Made by running: 42" in site.text(ALPHA)
    assert "Made by running: 42" in site.card("blog/", "Alpha")


def test_each_version_that_mike_keeps_has_a_whole_blog(tmp_path: Path) -> None:
    folder = CASES["mike"].write(tmp_path)
    commit(folder)
    tools = Path(sys.executable).parent
    author = {"GIT_COMMITTER_NAME": "Ann", "GIT_COMMITTER_EMAIL": "ann@example.org"}
    environment = {**os.environ, **author, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    for version in ("1.0", "2.0"):
        command = (tools / "mike", "deploy", version, "latest", "--update-aliases")
        subprocess.run(command, cwd=folder, check=True, env=environment, capture_output=True)
    subprocess.run(("git", "worktree", "add", "pages", "gh-pages"), cwd=folder, check=True, capture_output=True)
    site = Site(folder, load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "pages")))
    for place, version in (("1.0", "1.0"), ("2.0", "2.0"), ("latest", "2.0")):
        assert site.texts(f"{place}/blog/", "article h2 .toclink") == ["Alpha", "Beta", "Gamma"]
        canonical = site.values(f"{place}/{ALPHA}", "link[rel=canonical]", "href")
        assert canonical == [f"https://example.org/{version}/{ALPHA}"]
    assert [each for each in site.dead_links() if "404.html" not in each] == []


def test_a_generated_post_is_a_post(built: Built) -> None:
    site = built("gen-files")
    assert site.cards()[0] == "Made"
    assert "Made by a program." in site.text("blog/2026/01/05/made/")
