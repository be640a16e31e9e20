"""Reads and plans the blogs of a project without building its site."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import Files, InclusionLevel, get_files, set_exclusions

from ..blog.errors import did_you_mean, nearest
from ..blog.frontmatter import FrontMatter
from ..blog.lifecycle import Visibility
from ..blog.plan import Plan, make_plan
from ..blog.post import Post
from ..config import apply_preset
from ..language import language
from ..plugin import BlogpostsPlugin, plugins_of
from ..source import Reader, Reading, is_post
from ..theming import theme_language
from .building import Outcome, listening, no_blog
from .project import seen
from .refusing import NotRun, Refused


@dataclass(frozen=True)
class Project:
    """A project as its files are now; what plugins would add to them is not there."""

    config: MkDocsConfig
    files: Files
    blogs: Sequence[Blog]
    start: Path
    """The folder that the writer works in."""

    @property
    def docs(self) -> Path:
        """The folder of all sources."""
        return Path(self.config.docs_dir)

    def blog(self, name: str | None) -> Blog:
        """Return the blog in a directory; the first, where none is named."""
        return self.named(name)[0]

    def named(self, name: str | None) -> Sequence[Blog]:
        """Return the blog in a directory; all, where none is named. Raises `Refused` where there is none."""
        names = [blog.name for blog in self.blogs]
        found = [blog for blog in self.blogs if name is None or blog.name.strip("/") == name.strip("/")]
        if not found:
            raise Refused(f'No blog "{name}"', did_you_mean(name or "", names) or f"There is {', '.join(names)}")
        return found

    def shown(self, post: Post) -> str:
        """Return the file of a post, as the writer sees it."""
        return seen(self.docs / post.source, self.start)

    def is_draft_by_pattern(self, post: Post) -> bool:
        """Tell whether MkDocs' own setting `draft_docs` makes a draft of a post."""
        file = self.files.get_file_from_path(post.source)
        return file is not None and file.inclusion is InclusionLevel.DRAFT

    def post(self, path: Path) -> tuple[Blog, Post]:
        """Return the post in a file or bundle, and its blog. Raises `Refused` where there is none."""
        source = self._source(path)
        for blog in self.blogs:
            posts = blog.reading.posts_by_source()
            for each in (source, f"{source}/index.md", f"{source}/README.md"):
                if each in posts:
                    return blog, posts[each]
            if source in blog.reading.left_out:
                problem = min(problem for problem in blog.reading.problems if problem.source == source)
                line = f":{problem.line}" if problem.line else ""
                raise Refused(f"{seen(path, self.start)}{line}: {problem.fault}", problem.remedy)
        raise self._no_post(path, source)

    def _source(self, path: Path) -> str:
        inside = path if path.is_relative_to(self.docs) else path.resolve()
        return inside.relative_to(self.docs).as_posix() if inside.is_relative_to(self.docs) else path.as_posix()

    def _no_post(self, path: Path, source: str) -> Refused:
        name = seen(path, self.start)
        if not path.exists():
            shown = [self.shown(post) for blog in self.blogs for post in blog.reading.posts]
            known = {Path(each).name: each for each in shown}
            found = nearest(path.name, known)
            guess = f'Did you mean "{known[found]}"?' if found else "`blogposts list` names all"
            return Refused(f"There is no file {name}", guess)
        if any(is_post(source, blog.reading.settings) for blog in self.blogs):
            return Refused(f"{name} is no page of this site", "Is it excluded by `exclude_docs` in mkdocs.yml?")
        folders = [self.docs / blog.reading.settings.post_dir for blog in self.blogs]
        remedy = f"Posts are Markdown files below {', '.join(seen(folder, self.start) for folder in folders)}"
        return Refused(f"{name} is no post", remedy)


@dataclass(frozen=True)
class Blog:
    """One blog, read and planned as a build would plan it."""

    plugin: BlogpostsPlugin
    reading: Reading
    plan: Plan

    @property
    def name(self) -> str:
        """The directory by which it is named among several."""
        return self.plugin.config.blog_dir

    @property
    def today(self) -> date:
        """The day it is for the writer: in the blog's time zone, or else that of this machine."""
        return self.reading.now.astimezone(self.reading.settings.zone).date()

    def state(self, post: Post) -> Visibility:
        """Return where a post stands in its life."""
        return self.plan.visibility[post.source]

    def front(self, post: Post) -> FrontMatter:
        """Return the front matter of a post, with the defaults of its folders."""
        return self.reading.fronts[post.source]

    def vocabulary(self, taxonomy: str) -> list[str]:
        """Return the terms there are, those first that most posts have."""
        settings = self.reading.settings.taxonomy(taxonomy)
        counts: dict[str, int] = dict.fromkeys((*settings.allowed, *settings.notes) if settings else (), 0)
        for post in self.reading.posts:
            for name in post.terms.get(taxonomy, ()):
                counts[name] = counts.get(name, 0) + 1
        if taxonomy == "authors":
            counts = {**dict.fromkeys(self.reading.authors, 0), **counts}
        return sorted(counts, key=lambda name: -counts[name])


def read_project(config_file: Path, start: Path) -> Project:
    """Read a project; raises `NotRun` where it cannot be read, or has no blog."""
    outcome = Outcome(config_file)
    with listening(outcome), redirect_stdout(sys.stderr):  # what plugins print is no answer of ours
        try:
            config = load_config(str(config_file), strict=False)
            files = get_files(config)
            set_exclusions(files, config)
            blogs = [_read(plugin, config, files) for plugin in plugins_of(config)]
        except (MkDocsException, ValidationError) as error:
            said = [record.getMessage() for record in outcome.remarks]
            raise NotRun("\n".join([*said, str(error) or type(error).__name__])) from None
    if not blogs:
        raise NotRun(f"{no_blog(config)}.")
    return Project(config, files, blogs, start)


def _read(plugin: BlogpostsPlugin, config: MkDocsConfig, files: Files) -> Blog:
    apply_preset(plugin.config)
    words = language(plugin.config.language or theme_language(config))
    reading = Reader(plugin.config, config, files, preview=False).read(words)
    return Blog(plugin, reading, make_plan(reading.posts, reading.settings, reading.sources, reading.now))
