"""A site that changes `- blog` to `- blogposts` keeps every URL and page: both plugins build it, and are compared."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from material.plugins.blog.config import BlogConfig
from material.plugins.blog.structure.config import PostConfig

from tasks import BIN, ROOT
from tests.material.both import CARD_TITLES, Both, build_both, outputs, read_both
from tests.material.site import SITE, VARIANTS, write_slugify
from tests.sites import Site

ON_MATERIALX = ("defaults", "custom formats", "profiles on", "two instances", "blog at the root", "no directory URLs")
FUTURE = "draft_if_future_date: false"
"""By our own default, a post dated in the future waits for its date; what a variant says itself comes later, and wins."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("material")


@pytest.fixture(scope="module", params=[*VARIANTS, *(f"{name} on MaterialX" for name in ON_MATERIALX)])
def both(request: pytest.FixtureRequest, folder: Path) -> Both:
    """A variant of the site, built by both plugins, with the preset that adds nothing."""
    name = request.param.removesuffix(" on MaterialX")
    if name != request.param:
        return build_elsewhere(name, folder / "materialx")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(write_slugify(folder))
        return build_both(folder / name, VARIANTS[name].text, VARIANTS[name].settings)


def build_elsewhere(name: str, folder: Path) -> Both:
    """Build a variant on MaterialX, in its own environment."""
    python = ROOT / ".venv-materialx" / BIN / "python"
    if not python.exists():
        pytest.skip("no .venv-materialx: `python3 tasks.py setup` makes it")
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    command = (str(python), "-m", "tests.material.both", str(folder), name)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return read_both(folder / name)


@pytest.fixture(scope="module", params=VARIANTS)
def with_defaults(request: pytest.FixtureRequest, folder: Path) -> Both:
    """The same with our own defaults."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(write_slugify(folder))
        variant = VARIANTS[request.param]
        return build_both(folder / f"{request.param} with defaults", variant.text, variant.settings, FUTURE)


def test_the_site_uses_every_setting_and_every_key_of_front_matter() -> None:
    settings = "\n".join(variant.settings for variant in VARIANTS.values())
    unused = {"pagination_template"}  # the old name of `pagination_format`: has a test of its own
    assert {key for key in BlogConfig() if f" {key}: " not in settings} == unused
    others = "title description template hide icon status tags search comments".split()
    assert [key for key in [*PostConfig(), *others] if f"\n{key}:" not in SITE] == []


def test_every_file_is_there_and_no_other(both: Both) -> None:
    assert outputs(both.ours) == outputs(both.theirs)
    assert len(outputs(both.ours)) > 60


def test_every_page_reads_the_same(both: Both) -> None:
    different = {
        path: (theirs, ours)
        for path in both.pages()
        if (theirs := _words(both.theirs, path)) != (ours := _words(both.ours, path))
    }
    assert different == {}


def test_every_link_and_picture_leads_to_the_same_place(both: Both) -> None:
    different = {
        path: Counter(theirs) - Counter(ours)
        for path in both.pages()
        if (theirs := _targets(both.theirs, path)) != (ours := _targets(both.ours, path))
    }
    assert different == {}


def test_the_sitemap_names_the_same(both: Both) -> None:
    assert _addresses(both.ours) == _addresses(both.theirs)
    assert len(_addresses(both.ours)) > 40


def test_search_finds_the_same(both: Both) -> None:
    if both.theirs.exists("search/search_index.json"):  # MaterialX reads the pages, which are compared above
        assert _found(both.ours) == _found(both.theirs)


def test_with_our_defaults_no_url_is_lost(with_defaults: Both) -> None:
    assert outputs(with_defaults.theirs) - outputs(with_defaults.ours) == set()


def test_with_our_defaults_lists_show_the_same_posts_in_the_same_order(with_defaults: Both) -> None:
    shown = {path: with_defaults.theirs.texts(path, CARD_TITLES) for path in with_defaults.pages()}
    assert {path: with_defaults.ours.texts(path, CARD_TITLES) for path in shown} == shown
    assert sum(map(bool, shown.values())) > 10


def _words(site: Site, path: str) -> list[str]:
    """Return what is written on a page, and in the title of its window."""
    return [*site.texts(path, "title"), site.text(path, "body")]


def _targets(site: Site, path: str) -> list[str]:
    """Return where the links and pictures of a page lead; anchors inside the page are its own affair."""
    page = site.page(path)
    found = [(node, node.attributes.get("href") or "") for node in page.css("a, link[rel=canonical]")]
    found += [(node, node.attributes.get("src") or "") for node in page.css("img")]
    return [link if "://" in link else site.leads_to(path, link) for _, link in found if not link.startswith("#")]


def _addresses(site: Site) -> list[str]:
    return sorted(line.strip() for line in site.html("sitemap.xml").splitlines() if "<loc>" in line)


def _found(site: Site) -> dict[str, str]:
    return {each["location"]: each["title"] for each in json.loads(site.html("search/search_index.json"))["docs"]}
