"""`blogposts check --from-material`: what would change for a site that uses Material's blog plugin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils import get_markdown_title

from ..blog.comparison import compare
from ..blog.frontmatter import FrontMatter, read
from ..blog.material import Given
from ..blog.plan import is_below
from ..blog.post import Post
from ..blog.post_reader import Conventions, read_post
from ..building import Build
from ..settings import has_plugin
from ..source import Reading
from .building import Outcome, build_project
from .moving_report import MovingBlog
from .report import numbered

_MATERIAL = ("blog", "material/blog", "materialx/blog")
_TAG = re.compile(r"</?[a-z]", re.IGNORECASE)


def build_moved(config_file: Path) -> Outcome:
    """Build a project with our plugin in the place of Material's blog; its files stay as they are."""
    config = MkDocsConfig(str(config_file))
    try:
        with config_file.open("rb") as file:
            config.load_file(file)
    except MkDocsException as error:
        return Outcome(config_file, failure=str(error))
    plugins: Any = config["plugins"]  # as it is written
    switched = switched_plugins(plugins)
    if switched == plugins:
        return Outcome(config_file, failure=f"{config_file.name} has no `blog` under `plugins:`")
    return build_project(config_file, plugins=switched)


def switched_plugins(plugins: Any) -> Any:
    """Return the plugins of a project, as a list or a mapping, with ours in the place of Material's blog."""
    if isinstance(plugins, Mapping):
        return dict(_switched(name, options) for name, options in plugins.items())
    return [_switched_entry(each) for each in plugins] if isinstance(plugins, list) else plugins


def _switched_entry(entry: Any) -> Any:
    if isinstance(entry, Mapping):
        return dict(_switched(name, options) for name, options in entry.items())
    return dict([_switched(entry, None)]) if entry in _MATERIAL else entry


def _switched(name: str, options: Any) -> tuple[str, Any]:
    """Return our name with the same options; nothing is kept, for the project is only looked at."""
    return ("blogposts", {**(options or {}), "cache_dir": False}) if name in _MATERIAL else (name, options)


def moving_blog(build: Build) -> MovingBlog:
    """Compare what Material's plugin writes with what a build of ours wrote."""
    config = build.config
    return MovingBlog(config.blog_dir, compare(_given(build), build.plan), _differences(build), bool(config.preset))


def _given(build: Build) -> Given:
    config, reading = build.config, build.reading
    alone = {} if has_plugin(build.site, "meta") else {post.source: post for post in _read_alone(build)}
    posts = [*(alone.get(post.source, post) for post in reading.posts), *_taken_for_posts(reading)]
    return Given(
        posts=posts,
        titles={post.source: _title(post, reading.fronts[post.source]) for post in posts},
        settings=reading.settings,
        sources=reading.sources,
        now=reading.now,
        hold_future="draft_if_future_date" in config.given and config.draft_if_future_date,
        alone=frozenset(alone),
    )


def _read_alone(build: Build) -> Iterator[Post]:
    """Read the posts for which `.meta.yml` files hold anew, without these."""
    reading = build.reading
    conventions = replace(_conventions(reading), authors=reading.authors or None)
    for source in reading.posts_by_source():
        file = build.files.get_file_from_path(source)
        if file and reading.defaults.get(source):
            front, _ = read(file.content_string, source)
            post, _ = read_post(source, source.removeprefix(f"{reading.settings.post_dir}/"), front, conventions)
            yield from [post] if post else []


def _taken_for_posts(reading: Reading) -> Iterator[Post]:
    """Return the pages that Material takes for posts, as their path begins with that of the posts' folder."""
    settings = reading.settings
    conventions = _conventions(reading)
    for source in sorted(reading.sources.pages & reading.fronts.keys()):
        if source.startswith(settings.post_dir) and not is_below(source, settings.post_dir):
            post, _ = read_post(source, source, reading.fronts[source], conventions)
            yield from [post] if post else []


def _conventions(reading: Reading) -> Conventions:
    settings = reading.settings
    return Conventions(settings.zone or UTC, reading.now, {each.name: each.singular for each in settings.taxonomies})


def _title(post: Post, front: FrontMatter) -> str:
    """Return the title of which Material makes a URL: it does not know that of a heading after other text."""
    name = post.source.rpartition("/")[2].rpartition(".")[0]
    plain = "index" if name == "README" else name.replace("-", " ").replace("_", " ")
    from_name = plain.capitalize() if plain.lower() == plain else plain
    return str(front.meta.get("title") or get_markdown_title(front.body) or from_name)


def _differences(build: Build) -> list[str]:
    """Say which defaults differ, as far as the site's posts show it."""
    return [each.text for each in _defaults(build) if each.posts]


@dataclass(frozen=True)
class _Default:
    """A default that differs."""

    posts: int
    """How many posts show it."""
    manner: str
    setting: str
    """Keeps the old way."""
    where: str = "Lists show"

    @property
    def text(self) -> str:
        return f"{self.where} {numbered(self.posts, 'post')} {self.manner}. `{self.setting}` keeps the old way"


def _defaults(build: Build) -> Iterator[_Default]:
    config, posts = build.config, list(build.plan.posts.values())
    if not config.preset and not has_plugin(build.site, "meta"):
        under = sum(bool(build.reading.defaults.get(post.source)) for post in build.reading.posts)
        manner = "without Material's `meta` plugin, too"
        yield _Default(under, manner, "preset: material", "`.meta.yml` files hold for")
    if config.post_excerpt == "auto":
        marker = config.post_excerpt_separator
        unmarked = sum(marker not in build.reading.fronts[post.source].body for post in posts)
        yield _Default(unmarked, f"without `{marker}` as excerpts, not whole", "post_excerpt: optional")
    if config.post_excerpt_max_authors is None:
        yield _Default(_count_over(1, "authors", posts), "with all their authors", "post_excerpt_max_authors: 1")
    if config.post_excerpt_max_categories is None:
        several = _count_over(5, "categories", posts)
        yield _Default(several, "with all their categories", "post_excerpt_max_categories: 5")
    if config.post_readtime and config.post_readtime_words_per_minute is None:
        manner = "with reading times by script and without code, for English at 238 words a minute"
        yield _Default(len(posts), manner, "preset: material")
    if not config.preset:
        tagged = sum(bool(_TAG.search(str(post.meta.get("title", "")))) for post in posts)
        yield _Default(tagged, "with the HTML in their titles as text", "preset: material")
        covers = sum(bool(post.cover) for post in posts)
        yield _Default(covers, "show the picture that `image` or `cover` names", "preset: material", "The pages of")
        related = sum(map(bool, build.blog.related.values()))
        yield _Default(related, "name related posts below the text", "related: false", "The pages of")


def _count_over(limit: int, key: str, posts: Iterable[Post]) -> int:
    return sum(len(post.terms.get(key, ())) > limit for post in posts)
