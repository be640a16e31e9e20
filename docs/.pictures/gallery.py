"""Builds the example site on several themes, and takes pictures of it: docs/assets/gallery/."""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from mkdocs.commands.build import build  # noqa: E402  # the plugin is found once the path is set
from mkdocs.config import load_config  # noqa: E402  # likewise

from tasks import find_browser  # noqa: E402  # likewise
from tests.browsing import serving  # noqa: E402  # likewise

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = ROOT / "docs" / "assets" / "gallery"
DESKTOP, TABLET, PHONE = (1280, 900), (820, 1100), (390, 844)
QUALITY = 60
PATHS = {
    "front": "blog/",
    "post": "blog/moving-the-machine-room/",
    "end": "blog/a-small-inference-server-2-memory-in-blocks/",
    "archive": "blog/archive/",
    "tags": "blog/tags/",
    "author": "blog/author/mira/",
    "series": "blog/series/small-inference-server/",
}


@dataclass(frozen=True)
class Picture:
    """What is to be seen on a picture."""

    theme: str
    page: str
    size: tuple[int, int] = DESKTOP
    is_dark: bool = False
    settings: tuple[tuple[str, str], ...] = ()
    """Texts of the example's settings, and what stands there instead."""
    name: str = ""

    @property
    def file(self) -> str:
        """The picture's name."""
        parts = [self.theme, self.page, self.name, {TABLET: "tablet", PHONE: "phone"}.get(self.size, "")]
        return "-".join([*filter(None, parts), *["dark"] * self.is_dark]) + ".webp"


CARDS = (("list_style: list", "list_style: {style: cards, lead: true}"),)
ARABIC = (("language: en", "language: ar"),)
GALLERY = (
    Picture("material", "front"),
    Picture("material", "front", is_dark=True, settings=CARDS, name="cards"),
    Picture("material", "post", size=TABLET),
    Picture("material", "archive", is_dark=True),
    Picture("material", "end"),
    Picture("material", "archive", settings=ARABIC, name="arabic"),
    Picture("mkdocs", "front", settings=CARDS, name="cards"),
    Picture("mkdocs", "author", is_dark=True),
    Picture("mkdocs", "post", is_dark=True),
    Picture("readthedocs", "front"),
    Picture("readthedocs", "tags"),
    Picture("terminal", "front"),
    Picture("terminal", "series"),
    Picture("material", "front", size=PHONE),
    Picture("material", "post", size=PHONE, is_dark=True),
    Picture("material", "archive", size=PHONE),
    Picture("readthedocs", "end", size=PHONE),
)


def main() -> int:
    """Take all pictures."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
        for picture in GALLERY:
            with built(picture) as url:
                (PICTURES / picture.file).write_bytes(take(browser, url, picture))
        browser.close()
    return 0


@contextmanager
def built(picture: Picture) -> Iterator[str]:
    """Build the example site as a picture wants it, and serve it."""
    with tempfile.TemporaryDirectory(prefix="gallery-") as folder:
        site = Path(folder, "example")
        shutil.copytree(ROOT / "example_site", site, ignore=shutil.ignore_patterns("site", ".cache"))
        name = "mkdocs.yml" if picture.theme == "material" else f"mkdocs-{picture.theme}.yml"
        for path in (site / "base.yml", site / name):
            text = path.read_text(encoding="utf-8")
            for written, wanted in picture.settings:
                text = text.replace(written, wanted)
            path.write_text(text, encoding="utf-8")
        config = load_config(str(site / name), site_dir=str(Path(folder, "site")))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        with serving(Path(folder, "site")) as url:
            yield url


def take(browser: Browser, url: str, picture: Picture) -> bytes:
    """Return a picture of a page; of `end`, the end of the page."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.is_dark else "light",
        reduced_motion="reduce",
    )
    context.route(lambda address: not address.startswith(url), lambda route: route.abort())
    page = context.new_page()
    page.goto(url + PATHS[picture.page])
    if picture.page == "end":
        page.locator(".blogposts-post-footer").evaluate("each => each.scrollIntoView({block: 'center'})")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    clip = {
        "x": 0,
        "y": page.evaluate("scrollY"),
        "width": width,
        "height": height,
        "scale": 1 if width < 500 else 0.75,
    }
    options = {"format": "webp", "quality": QUALITY, "clip": clip, "captureBeyondViewport": True}
    taken = context.new_cdp_session(page).send("Page.captureScreenshot", options)
    context.close()
    return base64.b64decode(taken["data"])


if __name__ == "__main__":
    sys.exit(main())
