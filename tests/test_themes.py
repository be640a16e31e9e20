"""The example site on every theme we name, read as a reader does: what can be seen in Chromium."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tasks import BIN, ROOT
from tests.browsing import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

pytestmark = pytest.mark.browser

CONFIGS = {
    "material": "mkdocs.yml",
    "materialx": "mkdocs-materialx.yml",
    "mkdocs": "mkdocs-mkdocs.yml",
    "readthedocs": "mkdocs-readthedocs.yml",
    "terminal": "mkdocs-terminal.yml",
    "cinder": "mkdocs-cinder.yml",
    "shadcn": "mkdocs-shadcn.yml",
    "no theme": "mkdocs-bare.yml",
}
WITH_BLOG_TEMPLATES = ("material", "materialx")
VARIANTS = [*CONFIGS, *(f"{name}, its own templates" for name in WITH_BLOG_TEMPLATES)]

FRONT = [
    "Start here · 从这里读起",
    "How a prefix cache's hit rate lies",
    "前缀缓存：命中率是怎样骗人的",
    "A month without dashboards",
    "写给新同学的几句话",
    "量化笔记：4 比特到底省了什么",
]
SECOND = [
    "和女儿认字的一个下午",
    "Tail latency is a budget",
    "一次 NCCL 超时，三天",
    "骑车上班的一年",
    "The node that was slow on Tuesdays",
    "搬家记：把机房搬到河对岸",
]
SERIES = [
    "A small inference server, 1: the loop",
    "A small inference server, 2: memory in blocks",
    "A small inference server, 3: fairness",
]
PAGES = {
    "front page": "blog/",
    "second page": "blog/page/2/",
    "post": "blog/moving-the-machine-room/",
    "part of a series": "blog/a-small-inference-server-2-memory-in-blocks/",
    "tag": "blog/tags/llm-serving/",
    "author": "blog/author/shen/",
    "series": "blog/series/small-inference-server/",
    "archive": "blog/archive/",
    "tags": "blog/tags/",
}
BYLINE = re.compile(
    r"\d{4}-\d\d-\d\d( · Updated \d{4}-\d\d-\d\d)? · \d+ min · (Shen Yan|Mira Halvorsen)(, (Shen Yan|Mira Halvorsen))?"
)
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}

# What a reader cannot see has no box, or stands outside the page, or is transparent.
SCRIPT = r"""
window.isSeen = element => {
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const options = {opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true};
  return box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth && box.bottom + scrollY > 0
    && element.checkVisibility(options) && !/^rgba\(.*, 0\)$|\/ 0\)$/.test(style.color);
};
window.textOf = element => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("script, style, .headerlink").forEach(each => each.remove());
  return copy.textContent.trim().replace(/\s+/g, " ");
};
window.seen = (selector, root = document) => [...root.querySelectorAll(selector)].filter(isSeen);
window.texts = selector => seen(selector).map(textOf);
window.lineOf = element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect().top + scrollY;
};
"""
OWN_CARDS = """seen(".blogposts-card").map(card => ({
  title: seen(".blogposts-card__title a", card).map(textOf).join(),
  excerpt: seen(".blogposts-card__excerpt", card).map(textOf).join(),
  byline: seen(".blogposts-byline", card).map(textOf).join(),
  faces: seen(".blogposts-byline a", card).length,
  top: lineOf(card),
}))"""
THEME_CARDS = """seen(".md-post--excerpt").map(card => ({
  title: seen("h2", card).map(textOf).join(),
  excerpt: seen(".md-post__content p", card).map(textOf).join(),
  byline: seen(".md-post__meta", card).map(textOf).join(),
  faces: seen(".md-post__authors img", card).length,
  top: lineOf(card),
}))"""
SOUND = """() => {
  const ids = [...document.querySelectorAll("[id]")].map(each => each.id);
  const wide = element => !element.closest("pre, table, .highlight, .md-typeset__scrollwrap, .arithmatex, math")
    && element.getBoundingClientRect().right > innerWidth + 1 && isSeen(element);
  return {
    twice: [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))],
    rules: [...document.styleSheets].filter(each => (each.href || "").includes("/assets/blogposts.css"))
      .map(each => each.cssRules.length),
    width: document.scrollingElement.scrollWidth,
    wide: [...document.querySelectorAll(".blogposts, .blogposts *")].filter(wide).map(each => each.className),
  };
}"""


@dataclass
class Sight:
    """A page, opened in a browser."""

    page: Page
    faults: list[str]
    """Errors of scripts, and what could not be fetched from the site itself."""

    def ask(self, expression: str) -> Any:
        return self.page.evaluate(expression)

    def texts(self, selector: str) -> list[str]:
        """Return the text of each visible element, without its permalink."""
        found: list[str] = self.page.evaluate("selector => texts(selector)", selector)
        return found

    def headings(self, title: str) -> int:
        """Return how many visible h1 say a title."""
        return self.texts("h1").count(title)


@dataclass
class Reader:
    """Reads one built site; a page that has been opened stays open."""

    name: str
    url: str
    context: BrowserContext
    sights: dict[str, Sight] = field(default_factory=dict)

    @property
    def own_templates(self) -> bool:
        """Whether the theme's own templates show posts and lists."""
        return self.name.endswith("its own templates")

    def open(self, path: str) -> Sight:
        """Open a page and return what is seen of it."""
        if path not in self.sights:
            page, faults = self.context.new_page(), []
            page.on("pageerror", lambda error: faults.append(error.message))
            page.on("response", lambda response: faults.extend([response.url] * (response.status >= 400)))
            page.goto(self.url + path)
            page.evaluate("document.fonts.ready.then(() => true)")
            self.sights[path] = Sight(page, faults)
        return self.sights[path]

    def cards(self, path: str) -> list[dict[str, Any]]:
        """Return what is seen of each post in a list, from top to bottom."""
        found: list[dict[str, Any]] = self.open(path).ask(THEME_CARDS if self.own_templates else OWN_CARDS)
        return found


@pytest.fixture(scope="session", params=VARIANTS)
def reader(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Reader]:
    """Read the example site, built strictly on each theme."""
    theme = request.param.split(",")[0]
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(ROOT / "example_site", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("site", ".cache"))
    if theme != request.param:
        settings = (folder / "base.yml").read_text(encoding="utf-8")
        assert settings.count("list_style: list\n") == 1
        (folder / "base.yml").write_text(settings.replace("list_style: list", "list_style: theme"), encoding="utf-8")
    if theme == "shadcn":  # it wants to know when a page was last changed
        make_repository(folder)
    if theme == "materialx":
        build_elsewhere(".venv-materialx", folder, CONFIGS[theme])
    else:
        build_here(folder, CONFIGS[theme])
    with serving(folder / "site") as url:
        context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
        context.add_init_script(SCRIPT)
        # Themes that fetch fonts and scripts from elsewhere must do without.
        context.route(lambda address: not address.startswith(url), lambda route: route.abort())
        reader = Reader(request.param, url, context)
        reader.open("about/")  # first: what a browser asks for only once is the theme's
        yield reader
        context.close()


def build_here(folder: Path, name: str) -> None:
    """Build with this very MkDocs; any warning ends the build."""
    config = load_config(str(folder / name), strict=True, site_dir=str(folder / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


def build_elsewhere(environment: str, folder: Path, name: str) -> None:
    """Build in another environment of the project."""
    python = ROOT / environment / BIN / "python"
    if not python.exists():
        pytest.skip(f"no {environment}: `python3 tasks.py setup` makes it")
    command = (str(python), "-m", "mkdocs", "build", "--strict", "--config-file", name, "--site-dir", "site")
    run(folder, *command)


def make_repository(folder: Path) -> None:
    run(folder, "git", "init", "--quiet")
    run(folder, "git", "add", ".")
    who = ("-c", "user.name=Shen", "-c", "user.email=shen@example.org", "-c", "commit.gpgsign=false")
    run(folder, "git", *who, "commit", "--quiet", "--message", "The site")


def run(folder: Path, *command: str) -> None:
    environment = {**os.environ, "PYTHONUTF8": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def test_front_page_shows_the_introduction_and_then_the_posts(reader: Reader) -> None:
    sight, cards = reader.open(PAGES["front page"]), reader.cards(PAGES["front page"])
    assert [card["title"] for card in cards] == FRONT
    introduction = sight.ask('seen("p").filter(each => textOf(each).startsWith("Reading notes, ")).map(lineOf)')
    assert len(introduction) == 1
    tops = [*introduction, *(card["top"] for card in cards)]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)


@pytest.mark.parametrize("path", [PAGES["front page"], PAGES["second page"]])
def test_posts_in_a_list_show_excerpt_and_byline(reader: Reader, path: str) -> None:
    for card in reader.cards(path):
        assert len(card["excerpt"]) > 30, card
        assert card["faces"] > 0, card
        if reader.own_templates:
            assert re.search(r"\d{4}-\d\d-\d\d.* \d+ min read", card["byline"]), card
        else:
            assert BYLINE.fullmatch(card["byline"]), card


def test_second_page_shows_the_posts_that_follow_without_the_introduction(reader: Reader) -> None:
    sight, cards = reader.open(PAGES["second page"]), reader.cards(PAGES["second page"])
    assert [card["title"] for card in cards] == SECOND
    assert not [text for text in sight.texts("p") if text.startswith("Reading notes, ")]
    # The shadcn theme shows the page's own title, in which the number is.
    assert sight.headings("Blog") + sight.headings("Blog – page 2") == 1


def test_pager_leads_from_page_to_page(reader: Reader) -> None:
    pager = ".md-pagination" if reader.own_templates else ".blogposts-pager"
    for path, here in ((PAGES["front page"], 1), (PAGES["second page"], 2)):
        sight = reader.open(path)
        links = dict(sight.ask(f'seen("{pager} a").map(each => [textOf(each), each.href])'))
        numbers = {str(number) for number in range(1, 5)} - {str(here)}
        assert numbers <= set(links)
        assert links["3"] == f"{reader.url}blog/page/3/"
        if not reader.own_templates:
            assert sight.texts(f"{pager} [aria-current=page]") == [str(here)]
            assert links["Older posts"] == f"{reader.url}blog/page/{here + 1}/"
            assert ("Newer posts" in links) is (here > 1)


def test_post_shows_its_title_once(reader: Reader) -> None:
    assert reader.open(PAGES["post"]).headings("搬家记：把机房搬到河对岸") == 1
    assert reader.open(PAGES["part of a series"]).headings("A small inference server, 2: memory in blocks") == 1


def test_post_shows_byline_cover_text_and_terms(reader: Reader) -> None:
    sight = reader.open(PAGES["post"])
    if reader.own_templates:
        meta = " ".join(sight.texts(".md-sidebar--post"))
        assert all(part in meta for part in ("2025-08-30", "4 min read", "Shen Yan", "Mira Halvorsen"))
        assert not sight.texts(".blogposts-byline")
    else:
        assert sight.texts(".blogposts-byline") == ["2025-08-30 · 4 分钟 · Shen Yan、Mira Halvorsen"]
    assert sight.ask('seen(".blogposts-cover__image").map(each => each.naturalWidth > 0)') == [True]
    assert sum(text.startswith("学校要把旧楼改成食堂") for text in sight.texts("p")) == 1
    categories = [] if reader.own_templates else ["Operations · 运维"]
    assert sight.texts(".blogposts-chip") == [*categories, "hardware", "checklist"]


def test_post_links_the_newer_and_the_older(reader: Reader) -> None:
    sight = reader.open(PAGES["post"])
    if reader.name == "shadcn":  # which links them itself, beside the title
        assert sight.texts(".blogposts-around__title") == []
        return
    assert sight.texts(".blogposts-around__title") == ["The node that was slow on Tuesdays", SERIES[2]]
    hrefs = sight.ask('seen(".blogposts-around a").map(each => each.href)')
    assert [href.rstrip("/").rsplit("/", 1)[-1] for href in hrefs] == [
        "the-node-that-was-slow-on-tuesdays",
        "a-small-inference-server-3-fairness",
    ]


def test_part_of_a_series_shows_all_parts(reader: Reader) -> None:
    sight = reader.open(PAGES["part of a series"])
    assert sight.texts(".blogposts-series__part") == ["Part 2 of 3"]
    assert sight.texts(".blogposts-series li") == [f"{part} {title}" for part, title in enumerate(SERIES, 1)]
    assert sight.texts(".blogposts-series [aria-current]") == [SERIES[1]]
    assert sight.ask('seen(".blogposts-series progress").map(each => each.value / each.max)') == [2 / 3]


def test_tag_shows_its_description_and_posts(reader: Reader) -> None:
    sight, cards = reader.open(PAGES["tag"]), reader.cards(PAGES["tag"])
    assert sight.headings("LLM serving") == 1
    assert sight.texts(".blogposts-list-header__description") == [
        "Getting tokens out of large models, many users at a time."
    ]
    assert sight.texts(".blogposts-list-header__meta") == ["10 posts · All Tags"]
    assert len(cards) == 6
    assert cards[0]["title"] == "How a prefix cache's hit rate lies"


def test_author_shows_picture_description_and_posts(reader: Reader) -> None:
    sight, cards = reader.open(PAGES["author"]), reader.cards(PAGES["author"])
    assert sight.headings("Shen Yan") == 1
    assert sight.texts(".blogposts-list-header__description") == [
        "Systems researcher. 研究大模型推理，养一盆不开花的茉莉。"
    ]
    assert sight.ask('seen("img.blogposts-list-header__image").map(each => each.naturalWidth > 0)') == [True]
    assert sight.texts(".blogposts-list-header .blogposts-links a") == ["Mail", "Codeberg"]
    assert len(cards) == 6


def test_series_shows_its_parts_in_reading_order(reader: Reader) -> None:
    sight, cards = reader.open(PAGES["series"]), reader.cards(PAGES["series"])
    assert sight.headings("A small inference server") == 1
    assert [card["title"] for card in cards] == SERIES


def test_archive_shows_every_post_by_year_and_month(reader: Reader) -> None:
    sight = reader.open(PAGES["archive"])
    assert sight.headings("Archive") == 1
    years = sight.texts(".blogposts-year__title")
    assert [year.split()[0] for year in years] == ["2026", "2025", "2024", "2023"]
    titles = sight.texts(".blogposts-month__post")
    assert len(titles) == sum(int(year.split()[1]) for year in years)
    assert {*FRONT, *SECOND, *SERIES} <= set(titles)
    assert sight.texts(".blogposts-month__title")[0].split()[0] == "November"
    bylines = sight.texts(".blogposts-archive .blogposts-byline")
    assert len(bylines) == len(titles)
    assert all(map(BYLINE.fullmatch, bylines))


def test_tags_overview_shows_every_tag_with_its_count(reader: Reader) -> None:
    sight = reader.open(PAGES["tags"])
    assert sight.headings("Tags") == 1
    tags = dict(zip(sight.texts(".blogposts-card__title"), sight.texts(".blogposts-count"), strict=True))
    assert len(tags) == 4
    assert tags["LLM serving"] == "10 posts"
    chips = sight.texts(".blogposts-chip")
    assert len(chips) == 9
    assert "诗 1" in chips


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page_is_as_sound_as_any_other_of_the_theme(reader: Reader, path: str) -> None:
    plain, sight = reader.open("about/"), reader.open(path)
    facts, plain_facts = measured(sight), measured(plain)
    assert set(sight.faults) <= set(plain.faults)
    assert facts["rules"] == [facts["rules"][0]]
    assert facts["rules"][0] > 50
    assert set(facts["twice"]) <= set(plain_facts["twice"])
    if "inference-server-2" not in path:  # long lines of code are between the writer and the theme
        assert not facts["wide"]
        assert facts["width"] <= max(NARROW["width"], plain_facts["width"])


def measured(sight: Sight) -> Mapping[str, Any]:
    """Measure a page on a narrow screen."""
    sight.page.set_viewport_size(NARROW)
    found: Mapping[str, Any] = sight.ask(SOUND)
    sight.page.set_viewport_size(WIDE)
    return found


SENTENCE_END = re.compile(r"[.!?。！？…][”’」』\"')）]*$")


def test_automatic_excerpts_end_where_a_sentence_ends_or_say_that_they_do_not(reader: Reader) -> None:
    cards = [card for page in ("", "page/2/", "page/3/", "page/4/") for card in reader.cards(f"blog/{page}")]
    posts = {card["title"]: card["excerpt"] for card in cards}
    assert len(posts) == 24
    assert not {title: text for title, text in posts.items() if not SENTENCE_END.search(text)}


def test_reading_time_counts_han_characters(reader: Reader) -> None:
    # 1,840 of them; the words around the post are in its language, the list's in the blog's.
    card = reader.cards(PAGES["second page"])[5]
    assert re.search(r"\b4 min\b", card["byline"])
    bylines = reader.open(PAGES["post"]).texts(".blogposts-byline")
    assert reader.own_templates or "4 分钟" in bylines[0]


# On what is behind it, with every half-transparent ground between; the contrast as WCAG 2 defines it.
CONTRASTS = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  const parts = colour => {
    probe.style.color = `color-mix(in srgb, ${colour}, ${colour})`;  // in whatever way the theme has written it
    const [red, green, blue, alpha = 1] = getComputedStyle(probe).color.match(/[\\d.e-]+/g).map(Number);
    return [[red, green, blue], alpha];
  };
  const shown = (...colours) => colours.map(parts)
    .reduce((below, [over, alpha]) => over.map((part, at) => part * alpha + below[at] * (1 - alpha)), [1, 1, 1]);
  const light = colour => colour
    .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [.2126, .7152, .0722][at], 0);
  return seen(".blogposts-count, .blogposts-chip, .blogposts-badge, .blogposts-pager__number").map(element => {
    const grounds = [];
    for (let each = element; each; each = each.parentElement) grounds.unshift(getComputedStyle(each).backgroundColor);
    const ground = light(shown(...grounds)), text = light(shown(...grounds, getComputedStyle(element).color));
    return [element.className, (Math.max(ground, text) + .05) / (Math.min(ground, text) + .05)];
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_small_text_of_ours_stands_out_from_its_ground(reader: Reader, scheme: Literal["light", "dark"]) -> None:
    for path in (PAGES["front page"], PAGES["post"], PAGES["archive"], PAGES["tags"]):
        page = reader.context.new_page()
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.goto(reader.url + path)
        contrasts: list[tuple[str, float]] = page.evaluate(CONTRASTS)
        assert contrasts or reader.own_templates
        assert [each for each in contrasts if each[1] < 4.55] == []  # 4.5, and what others round away
        page.close()


def test_links_of_the_archive_are_high_enough_for_a_finger(reader: Reader) -> None:
    heights = reader.open(PAGES["archive"]).ask(
        'seen(".blogposts-month__post").map(each => each.getBoundingClientRect().height)'
    )
    assert min(heights) >= 24


def test_headings_of_the_archive_are_no_smaller_than_what_stands_below_them(reader: Reader) -> None:
    sizes = reader.open(PAGES["archive"]).ask(
        """[".blogposts-year__title", ".blogposts-month__title", ".blogposts-month__post"]
          .map(each => parseFloat(getComputedStyle(document.querySelector(each)).fontSize))"""
    )
    assert sizes == sorted(sizes, reverse=True)


def test_on_paper_years_and_months_stay_with_their_posts(reader: Reader) -> None:
    page = reader.context.new_page()
    page.emulate_media(media="print")
    page.goto(reader.url + PAGES["archive"])
    breaks = page.evaluate(
        """Object.entries({year__title: "After", month: "Inside", month__title: "After"})
          .map(([name, edge]) => getComputedStyle(document.querySelector(".blogposts-" + name))["break" + edge])"""
    )
    # The last would hold each month to the next: in a grid it counts for the whole row.
    assert breaks == ["avoid", "avoid", "auto"]
    page.close()
