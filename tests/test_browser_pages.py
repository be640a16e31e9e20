"""What readers do on the blog's pages in a browser: keys, clicks, the theme's switch, sharing, comments, printing."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from mkdocs_blogposts.live.desk import _BADGE
from tests.browsing import arrive, serving
from tests.serving import free_port
from tests.sites import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

THEMES = {
    "material": """
        name: material
        font: false
        features: [navigation.instant]
        palette:
          - scheme: default
            toggle: {icon: material/weather-night, name: Dark}
          - scheme: slate
            toggle: {icon: material/weather-sunny, name: Light}
    """,
    "mkdocs": """
        name: mkdocs
        highlightjs: false
        user_color_mode_toggle: true
    """,
}
SETTINGS = """
list_style: {style: cards, lead: true}
pagination_per_page: 4
share: {links: [mastodon]}
comments: {giscus: {repo: o/r, repo_id: R1, category: Talk, category_id: C1}}
"""
COVER = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300"/></svg>'
POSTS = "".join(
    f"=== docs/blog/posts/p{at}.md\n---\ntitle: Post {at}\ndate: 2026-{at:02}-01\nslug: p{at}\ncover: /cover.svg\n"
    f"authors: [Ann]\n---\nText {at}.\n\n<!-- more -->\n\nA paragraph with a note.[^1]\n\n[^1]: The note [leads](#) on.\n\n{'A paragraph. ' * 80}\n\n{'Another. ' * 400}\n"
    for at in range(1, 11)
)
POST = "blog/2026/10/01/p10/"
ANSWERS = {
    # It puts a frame behind itself, as giscus does, and keeps what the frame says it was told.
    "https://giscus.app/client.js": (
        "text/javascript",
        """{
          window.told = [];
          onmessage = event => told.push(event.data.giscus?.setConfig.theme);
          const frame = Object.assign(document.createElement("iframe"), {src: "https://giscus.app/widget"});
          frame.className = "giscus-frame";
          document.currentScript.after(frame);
        }""",
    ),
    "https://giscus.app/widget": (
        "text/html",
        "<script>onmessage = event => parent.postMessage(event.data, '*')</script>",
    ),
}


# The clipboard belongs to the machine, and to whoever else uses it at present.
CLIPBOARD = """
  Object.defineProperty(navigator, "clipboard", {value: {writeText: async text => { window.copied = text; }}});
"""


@dataclass
class Blog:
    """A built blog, served, and a browser to open it with."""

    theme: str
    url: str
    browser: Browser

    def open(self, path: str, **options: Any) -> Page:
        """Open a page in a fresh context."""
        context = self.browser.new_context(viewport={"width": 1000, "height": 700}, **options)
        context.route(lambda address: not address.startswith(self.url), answer_as_giscus)
        context.add_init_script(CLIPBOARD)
        page = context.new_page()
        page.goto(self.url + path)
        return page


def answer_as_giscus(route: Route) -> None:
    if route.request.url not in ANSWERS:
        return route.abort()
    kind, body = ANSWERS[route.request.url]
    return route.fulfill(content_type=kind, body=body, headers={"Access-Control-Allow-Origin": "*"})


def answer_late(route: Route) -> None:
    time.sleep(0.2)
    route.fallback()


@pytest.fixture(scope="module", params=THEMES)
def blog(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Blog]:
    folder, port = tmp_path_factory.mktemp("blog"), free_port()
    site = build_site(
        folder,
        POSTS,
        SETTINGS,
        theme=THEMES[request.param].replace("\n    ", "\n"),
        site=f"site_url: http://127.0.0.1:{port}/\nmarkdown_extensions: [footnotes]",
        files={"docs/cover.svg": COVER},
    )
    assert site.warnings == []
    with serving(site.site_dir, port) as url:
        yield Blog(request.param, url, browser)


def focused(page: Page) -> str:
    """Return what has the focus, as a reader hears it."""
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"))


def test_a_list_is_walked_with_the_keyboard_and_shows_where_one_is(blog: Blog) -> None:
    page = blog.open("blog/")
    page.evaluate("document.querySelector('.blogposts-card__link').focus({focusVisible: true})")
    heard = [focused(page)]
    for _ in range(3):
        page.keyboard.press("Tab")
        heard.append(focused(page))
    assert heard == ["Post 10", "Read more: Post 10", "Post 9", "Read more: Post 9"]
    page.keyboard.press("Shift+Tab")
    outline = "getComputedStyle(document.activeElement, '::after').outlineStyle"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("Enter")
    arrive(page, "/p9/")


def test_a_card_opens_its_post_wherever_it_is_touched(blog: Blog) -> None:
    page = blog.open("blog/")
    card = page.locator(".blogposts-card").nth(1)
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 5, box["y"] + box["height"] - 5)
    arrive(page, "/p9/")


def test_the_pager_leads_on_and_back(blog: Blog) -> None:
    page = blog.open("blog/")
    page.get_by_role("link", name="Older posts").click()
    arrive(page, "/blog/page/2/")
    page.get_by_role("link", name="Page 3", exact=True).click()
    arrive(page, "/blog/page/3/")
    expect(page.locator(".blogposts-card__title")).to_have_text(["Post 2", "Post 1"])
    page.get_by_role("link", name="Newer posts").click()
    arrive(page, "/blog/page/2/")


def switch_theme(blog: Blog, page: Page) -> None:
    if blog.theme == "material":
        page.locator("label[for=__palette_1]").click()
    else:
        page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")


def test_cards_and_chips_take_the_colours_of_the_theme_when_it_is_switched(blog: Blog) -> None:
    page = blog.open("blog/", reduced_motion="reduce")
    colours = """() => {
      const card = getComputedStyle(document.querySelector(".blogposts-card"));
      const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, each) => sum + +each, 0);
      return [light(card.backgroundColor), light(card.color)];
    }"""
    ground, text = page.evaluate(colours)
    assert ground > text
    switch_theme(blog, page)
    page.wait_for_function(f"(({colours})()).reduce((ground, text) => text - ground) > 200")


def test_the_link_of_a_post_is_copied_and_the_device_is_asked_to_share(blog: Blog) -> None:
    page = blog.open(POST)
    assert page.locator("[data-does=share]").is_hidden()  # this browser has no way of its own
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("status").get_by_text("Copied").wait_for()
    assert page.evaluate("copied") == blog.url + POST
    page.context.add_init_script("navigator.share = async data => { window.shared = data; };")
    page.reload()
    page.get_by_role("button", name="Share", exact=True).click()
    assert page.evaluate("window.shared") == {"title": "Post 10", "url": blog.url + POST}


def test_comments_are_fetched_when_they_are_near_and_follow_the_theme(blog: Blog) -> None:
    page = blog.open(POST)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(300)
    assert page.locator(".giscus-frame").count() == 0
    assert not any("giscus" in url for url in asked)
    page.locator(".blogposts-comments").scroll_into_view_if_needed()
    page.locator(".giscus-frame").wait_for()
    assert page.locator(".blogposts-comments script").get_attribute("data-theme") == "light"
    assert page.locator(".blogposts-comments a").count() == 0
    page.frame_locator(".giscus-frame").locator("html").wait_for(state="attached")
    switch_theme(blog, page)
    page.wait_for_function("told.at(-1) === 'dark'")


def test_without_a_script_posts_lead_on_and_to_the_comments(blog: Blog) -> None:
    page = blog.open(POST, java_script_enabled=False)
    assert page.locator(".blogposts-button").first.is_hidden()
    assert page.locator(".blogposts-share li a").all_inner_texts() == ["Mastodon"]
    assert page.locator(".blogposts-comments a").is_visible()
    page.get_by_role("link", name="Older").filter(has_text="Post 9").click()
    arrive(page, "/p9/")


def test_the_numbers_of_pages_stay_where_they_are_from_page_to_page(blog: Blog) -> None:
    places = set()
    for path in ("blog/", "blog/page/2/", "blog/page/3/"):
        page = blog.open(path)
        box = page.locator(".blogposts-pager__numbers").bounding_box()
        assert box
        places.add(round(box["x"] + box["width"] / 2))
    assert max(places) - min(places) <= 1


@pytest.mark.parametrize("path", ["blog/", POST])
def test_on_paper_stands_what_can_be_read(blog: Blog, path: str) -> None:
    page = blog.open(path)
    page.emulate_media(media="print")
    for name in ("pager", "share", "comments", "around", "card__more"):
        assert page.locator(f".blogposts-{name}").locator("visible=true").count() == 0, name
    assert page.locator(".blogposts-byline").first.is_visible()


@pytest.mark.parametrize("path", ["blog/", POST])
def test_nothing_of_ours_moves_while_pictures_are_loaded_and_a_page_is_read(blog: Blog, path: str) -> None:
    page = blog.open("blog/archive/")
    page.route("**/cover.svg", answer_late)
    page.goto(blog.url + path)
    page.mouse.wheel(0, 3000)
    page.wait_for_function("[...document.images].every(each => each.complete)")
    moved = page.evaluate("""() => new Promise(resolve => new PerformanceObserver(list => resolve(list.getEntries()
      .flatMap(entry => entry.sources).map(source => source.node).filter(node => node?.closest?.(".blogposts"))
      .map(node => node.className))).observe({type: "layout-shift", buffered: true}) || setTimeout(resolve, 300, []))""")
    assert moved == []


def test_only_the_first_cover_of_a_list_is_loaded_at_once(blog: Blog) -> None:
    page = blog.open("blog/")
    covers = page.locator(".blogposts-card__cover")
    assert [covers.nth(at).get_attribute("loading") for at in range(covers.count())] == [None, *["lazy"] * 3]


def test_a_footnote_is_read_where_its_mark_stands(blog: Blog) -> None:
    page = blog.open(POST)
    mark, note = page.locator("a.footnote-ref"), page.locator(".blogposts-note")
    mark.evaluate("each => each.scrollIntoView({block: 'center', behavior: 'instant'})")
    mark.focus()
    page.keyboard.press("Enter")
    assert note.inner_text().strip() == "The note leads on."
    assert page.url == blog.url + POST
    box, above = note.bounding_box(), mark.bounding_box()
    assert box
    assert above
    assert 0 <= box["y"] - (above["y"] + above["height"]) < 30
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.blogposts-note')).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    page.keyboard.press("Tab")
    assert focused(page) == "leads"
    page.keyboard.press("Escape")
    assert note.is_hidden()
    mark.click()
    assert note.is_visible()
    page.locator("h1").click()
    assert note.is_hidden()


def test_without_a_script_the_mark_leads_to_the_footnote(blog: Blog) -> None:
    page = blog.open(POST, java_script_enabled=False)
    page.locator("a.footnote-ref").click()
    arrive(page, "/#fn:1")


def test_the_badge_of_the_desk_covers_nothing_at_the_end_of_a_page(blog: Blog) -> None:
    page = blog.open("blog/")
    badge = _BADGE.format(href="#", lang="en", direction="ltr", text="Desk", count="")
    page.evaluate("badge => document.body.insertAdjacentHTML('beforeend', badge)", badge)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    ends = page.evaluate("[...document.querySelectorAll('footer')].at(-1).getBoundingClientRect().bottom")
    assert ends <= page.evaluate("document.querySelector('#blogposts-desk').getBoundingClientRect().top")


def test_a_bar_of_the_archive_leads_to_its_month(blog: Blog) -> None:
    page = blog.open("blog/archive/")
    page.get_by_role("link", name="March 2026 · 1 post").focus()
    page.keyboard.press("Enter")
    arrive(page, "/blog/archive/#y2026-03")


def test_instant_loading_keeps_sharing_and_comments(blog: Blog) -> None:
    if blog.theme != "material":
        pytest.skip("only Material loads pages by a script")
    page = blog.open("blog/")
    page.evaluate("window.stayed = true")
    for name in ("p9", "p8"):
        page.locator(f".blogposts-card__link[href*={name}], .blogposts-around a[href*={name}]").first.click()
        arrive(page, f"/{name}/")
        expect(page.locator("h1")).to_have_text(re.compile(f"Post {name[1:]}"))
        page.get_by_role("button", name="Copy link").click()
        page.get_by_role("status").get_by_text("Copied").wait_for()
        assert page.evaluate("copied").endswith(f"/{name}/")
        page.locator("a.footnote-ref").click()
        page.locator(".blogposts-note").wait_for()
        page.keyboard.press("Escape")
        page.locator(".blogposts-comments").scroll_into_view_if_needed()
        page.locator(".giscus-frame").wait_for()
    assert page.evaluate("window.stayed")


ARABIC = """
=== docs/blog/posts/a.md
---
title: مقال
date: 2026-03-16
updated: 2026-04-02
updates: [{date: 2026-04-02, note: صُحِّح}]
authors: [Mira Halvorsen, شين يان, Zoe Li]
---
نصّ.
"""
# The first and the last letter of each match: whether they stand on one line, and the first to the left.
PLACES = """([selector, pattern]) => {
  const found = [];
  for (const element of document.querySelectorAll(selector)) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), letters = [];
    for (let node; node = walker.nextNode();)
      for (let at = 0; at < node.length; at++) letters.push([node, at]);
    const box = index => {
      const [node, at] = letters[index], range = document.createRange();
      range.setStart(node, at), range.setEnd(node, at + 1);
      return range.getBoundingClientRect();
    };
    const text = letters.map(([node, at]) => node.data[at]).join("");
    for (const {index, 0: match} of text.matchAll(new RegExp(pattern, "g"))) {
      const first = box(index), last = box(index + match.length - 1);
      found.push([first.top < last.bottom && last.top < first.bottom, first.left < last.left]);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_in_arabic_dates_read_as_elsewhere_and_no_comma_begins_a_line(
    theme: str, tmp_path: Path, browser: Browser
) -> None:
    settings = "language: ar\npost_date_format: yyyy-MM-dd\nlist_style: list"
    site = build_site(tmp_path, ARABIC, settings, theme=theme)
    with serving(site.site_dir) as url:
        page = browser.new_page(viewport={"width": 600, "height": 700})
        page.goto(url + "blog/")
        dates = page.evaluate(PLACES, [".blogposts-byline", "2026-04-02"])
        assert dates == [[True, True]]
        for width in range(600, 240, -7):
            page.set_viewport_size({"width": width, "height": 700})
            assert [line for line, _ in page.evaluate(PLACES, [".blogposts-byline", "\\S،"])] == [True, True], width
        page.close()


@pytest.mark.parametrize(("language", "foreign"), [("ar", "zh"), ("en", "ar")])
def test_the_numbers_of_a_list_have_room_where_a_post_runs_the_other_way(
    language: str, foreign: str, tmp_path: Path, browser: Browser
) -> None:
    text = f"=== docs/blog/posts/a.md\n---\ndate: 2026-01-01\nlang: {foreign}\n---\n# A\n\nText.\n\n1. One.\n2. Two.\n"
    site = build_site(
        tmp_path, text, f"language: {language}", theme=f"{{name: material, font: false, language: {language}}}"
    )
    with serving(site.site_dir) as url:
        page = browser.new_page(viewport={"width": 390, "height": 700})
        page.goto(url + "blog/2026/01/01/a/")
        room = """items => items.map(item => {
          const block = item.closest("div[dir]"), [inner, outer] = [item, block].map(each => each.getBoundingClientRect());
          return block.dir === "ltr" ? inner.left - outer.left : outer.right - inner.right;
        })"""
        found = page.eval_on_selector_all("ol > li", room)
        assert len(found) == 2
        assert min(found) > 16  # px, for a number and its point
        page.close()


def test_a_description_in_another_script_ends_with_its_full_stop(tmp_path: Path, browser: Browser) -> None:
    described = "=== docs/blog/.taxonomies.yml\ntags: {web: {description: In English.}}\n"
    post = "=== docs/blog/posts/b.md\n---\ntitle: نصّ\ndate: 2026-04-03\ntags: [web]\n---\nنصّ.\n"
    site = build_site(tmp_path, described + post, "language: ar", theme="mkdocs")
    with serving(site.site_dir) as url:
        page = browser.new_page()
        for path, name in (("blog/tags/", "card__summary"), ("blog/tags/web/", "list-header__description")):
            page.goto(url + path)
            assert page.evaluate(PLACES, [f".blogposts-{name}", "English\\."]) == [[True, True]], path
        page.close()
