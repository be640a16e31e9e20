"""Related posts, and posts that link to one, on real sites."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mkdocs_blogposts.blog.related import Index
from tests.sites import Site, build_again, build_site

KERNELS = "The kernel's scheduler trades latency for throughput; a register, a pipeline, an interrupt, a syscall. " * 4
BREAD = "Bread wants flour, water, an oven and a crust; sourdough wants a starter and patience. " * 4


def post(name: str, body: str, front: str = "") -> str:
    """Return a section with a post; the days of posts are those of their names."""
    day = f"2026-03-{ord(name[0]) - ord('a') + 1:02}"
    return f"=== docs/blog/posts/{name}.md\n---\ntitle: On {name}\ndate: {day}\n{front}---\n{body}\n\n"


FILLING = "".join(post(f"m{at}", "About something else.") for at in range(40))
POSTS = (
    post("a", KERNELS)
    + post("b", f"{KERNELS} See [a](a.md).", "tags: [x]\n")
    + post("c", KERNELS, "tags: [x]\n")
    + post("d", BREAD)
    + post("e", BREAD)
    + post("f", KERNELS, "draft: true\n")
    + post("g", f"{KERNELS} See [a](a.md).", "unlisted: true\n")
    + post("h", KERNELS, "related: [d.md, blog/posts/c.md, f.md]\n")
    + post("i", KERNELS, "related: false\n")
    + FILLING
)
HEADINGS = ".blogposts-related__heading"
TITLES = ".blogposts-related--related .blogposts-related__title"


def page(name: str) -> str:
    return f"blog/2026/03/{ord(name[0]) - ord('a') + 1:02}/on-{name}/"


@pytest.fixture(scope="module", params=["mkdocs", "material"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("related")
    return build_site(folder, POSTS, "related: {count: 5, backlinks: true}", theme=request.param)


def test_posts_lead_to_related_ones_and_never_to_what_is_held_back_or_unlisted(site: Site) -> None:
    assert site.texts(page("d"), TITLES) == ["On e"]
    assert sorted(site.texts(page("a"), TITLES)) == ["On b", "On c", "On h", "On i"]
    assert site.texts(page("a"), TITLES)[0] == "On b"
    assert site.texts(page("m0"), HEADINGS) == []
    assert site.dead_links() == []


def test_an_unlisted_post_leads_to_others(site: Site) -> None:
    assert "On a" in site.texts(page("g"), TITLES)


def test_what_the_writer_chose_wins_but_for_what_is_held_back(site: Site) -> None:
    assert site.texts(page("h"), TITLES) == ["On d", "On c"]
    assert site.texts(page("i"), TITLES) == []
    assert site.warnings == []


def test_posts_name_those_that_link_to_them_where_that_is_set(site: Site) -> None:
    assert site.texts(page("a"), HEADINGS) == ["Related posts", "Posts that link here"]
    assert site.texts(page("a"), ".blogposts-related--backlinks .blogposts-related__title") == ["On b"]
    assert site.values(page("a"), ".blogposts-related--backlinks time", "datetime") == ["2026-03-02"]
    hrefs = site.values(page("a"), ".blogposts-related--backlinks a", "href")
    assert [site.leads_to(page("a"), href) for href in hrefs] == [f"{page('b')}index.html"]


def test_a_path_that_leads_to_no_post_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    site = build_site(tmp_path, post("a", "Text.", "related: [blog/posts/bb.md]\n") + post("b", "Text."))
    assert site.said("blog/posts/a.md:4", '"blog/posts/bb.md"', 'Did you mean "blog/posts/b.md"?')


@pytest.mark.parametrize(
    ("setting", "titles"),
    [("", ["On b", "On c", "On h"]), ("related: {count: 1}", ["On b"]), ("related: {count: 0}", [])]
    + [(setting, []) for setting in ("related: false", "preset: material")],
)
def test_the_setting_says_how_many(tmp_path: Path, setting: str, titles: list[str]) -> None:
    site = build_site(tmp_path, POSTS, setting)
    assert site.texts(page("a"), TITLES) == titles
    assert site.texts(page("h"), TITLES) == (
        ["On d", "On c"] if "false" not in setting and "preset" not in setting else []
    )
    assert "Posts that link here" not in site.text(page("a"))


def test_the_same_posts_are_related_with_each_build_and_in_a_preview_that_shows_drafts(tmp_path: Path) -> None:
    first, preview = build_site(tmp_path / "a", POSTS), build_site(tmp_path / "b", POSTS, serve=True)
    for name in "abcdegh":
        assert preview.texts(page(name), TITLES) == first.texts(page(name), TITLES), name


def test_a_protected_post_is_known_by_its_title_alone(tmp_path: Path) -> None:
    secret = post("u", KERNELS, "password: secret\n") + post("v", BREAD, "title: Kernel scheduler\npassword: secret\n")
    site = build_site(tmp_path, POSTS + secret, "related: {count: 9}")
    assert "On u" not in site.texts(page("a"), TITLES)
    assert "On v" not in site.texts(page("d"), TITLES)


def test_templates_find_related_posts_on_the_data_object(tmp_path: Path) -> None:
    titles = "{{ blogposts.post().related | map(attribute='title') | join }}"
    template = "{% extends 'base.html' %}{% block content %}<i class=found>" + titles + "</i>{% endblock %}"
    files = {"overrides/main.html": template}
    site = build_site(tmp_path, POSTS, theme="{name: mkdocs, custom_dir: overrides}", files=files)
    assert site.texts(page("d"), "i.found") == ["On e"]


def test_posts_that_stay_as_they_are_are_compared_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    scores = Index._scores

    def noting(index: Index, source: str, *others: Any) -> dict[str, int]:
        compared.append(source)
        return scores(index, source, *others)

    monkeypatch.setattr(Index, "_scores", noting)
    first = build_site(tmp_path, POSTS)
    assert "blog/posts/a.md" in compared
    compared.clear()
    assert build_again(tmp_path).texts(page("a"), TITLES) == first.texts(page("a"), TITLES) != []
    assert compared == []
    path = tmp_path / "docs/blog/posts/d.md"
    path.write_text(path.read_text().replace(BREAD, KERNELS))
    assert "On d" in build_again(tmp_path).texts(page("a"), TITLES)
    compared.clear()
    build_site(tmp_path, "", "related: {count: 1}")
    assert "blog/posts/a.md" in compared
