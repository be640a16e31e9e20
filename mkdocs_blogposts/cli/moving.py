"""`blogposts check --from-material`: what would change for a site that uses Material's blog plugin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

from mkdocs.exceptions import MkDocsException
from mkdocs.utils import get_markdown_title
from mkdocs.utils.yaml import yaml_load

from ..blog.comparison import compare
from ..blog.frontmatter import FrontMatter
from ..blog.material import Given
from ..blog.plan import is_below
from ..blog.post import Post
from ..blog.post_reader import Conventions, read_post
from ..building import Build
from ..source import Reading
from .building import Outcome, build_project
from .moving_report import MovingBlog

_MATERIAL = ("blog", "material/blog")


def build_moved(config_file: Path) -> Outcome:
    """Build a project with our plugin in the place of Material's blog; its files stay as they are."""
    try:
        with config_file.open("rb") as file:
            plugins = yaml_load(file).get("plugins")
    except MkDocsException as error:
        return Outcome(config_file, failure=str(error))
    switched = switched_plugins(plugins)
    if switched == plugins:
        return Outcome(config_file, failure=f"{config_file.name} has no `blog` under `plugins:`")
    return build_project(config_file, plugins=switched)


def switched_plugins(plugins: Any) -> Any:
    """Return the plugins of a project, as a list or a mapping, with ours in the place of Material's blog."""
    if isinstance(plugins, Mapping):
        return {_ours(name): options for name, options in plugins.items()}
    return [_switched(each) for each in plugins] if isinstance(plugins, list) else plugins


def _switched(entry: Any) -> Any:
    if isinstance(entry, Mapping):
        return {_ours(name): options for name, options in entry.items()}
    return _ours(entry)


def _ours(name: Any) -> Any:
    return "blogposts" if name in _MATERIAL else name


def moving_blog(build: Build) -> MovingBlog:
    """Compare what Material's plugin writes with what a build of ours wrote."""
    config = build.config
    return MovingBlog(config.blog_dir, compare(_given(build), build.plan), _differences(build), bool(config.preset))


def _given(build: Build) -> Given:
    config, reading = build.config, build.reading
    posts = [*reading.posts, *_taken_for_posts(reading)]
    return Given(
        posts=posts,
        titles={post.source: _title(post, reading.fronts[post.source]) for post in posts},
        settings=reading.settings,
        sources=reading.sources,
        now=reading.now,
        hold_future="draft_if_future_date" in config.given and config.draft_if_future_date,
    )


def _taken_for_posts(reading: Reading) -> Iterator[Post]:
    """Return the pages that Material takes for posts, as their path begins with that of the posts' folder."""
    settings = reading.settings
    conventions = Conventions(
        settings.zone or UTC, reading.now, {each.name: each.singular for each in settings.taxonomies}
    )
    for source in sorted(reading.sources.pages & reading.fronts.keys()):
        if source.startswith(settings.post_dir) and not is_below(source, settings.post_dir):
            post, _ = read_post(source, source, reading.fronts[source], conventions)
            yield from [post] if post else []


def _title(post: Post, front: FrontMatter) -> str:
    """Return the title of which Material makes a URL: it does not know that of a heading after other text."""
    name = post.source.rpartition("/")[2].rpartition(".")[0]
    plain = name.replace("-", " ").replace("_", " ")
    from_name = plain.capitalize() if plain.lower() == plain else plain
    return str(front.meta.get("title") or get_markdown_title(front.body) or from_name)


def _differences(build: Build) -> list[str]:
    """Say which defaults differ, as far as the site's posts show it."""
    config, posts = build.config, list(build.plan.posts.values())
    bodies = [build.reading.fronts[post.source].body for post in posts]
    unmarked = sum(config.post_excerpt_separator not in body for body in bodies)
    marker = f"without `{config.post_excerpt_separator}`"
    found = [
        (config.post_excerpt == "auto", unmarked, f"{marker} as excerpts, not whole", "post_excerpt: optional"),
        (
            config.post_excerpt_max_authors is None,
            _count_over(1, "authors", posts),
            "with all their authors",
            "post_excerpt_max_authors: 1",
        ),
        (
            config.post_excerpt_max_categories is None,
            _count_over(5, "categories", posts),
            "with all their categories",
            "post_excerpt_max_categories: 5",
        ),
    ]
    said = [
        f"Lists show {number} {'post' if number == 1 else 'posts'} {how}. `{setting}` keeps the old way"
        for differs, number, how, setting in found
        if differs and number
    ]
    if config.post_readtime and config.post_readtime_words_per_minute is None:
        said.append("Reading times are counted by script, for English at 238 words a minute instead of 265")
    return said


def _count_over(limit: int, key: str, posts: Iterable[Post]) -> int:
    return sum(len(post.terms.get(key, ())) > limit for post in posts)
