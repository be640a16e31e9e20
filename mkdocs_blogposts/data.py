"""The data object `blogposts` that every template has."""

from __future__ import annotations

from jinja2 import pass_context
from jinja2.runtime import Context

from .blog.query import Query, ask, select
from .post_view import PostView, view_post, view_posts
from .rendering import Blog
from .viewer import Viewer
from .views import AuthorView, TermView


class Data:
    """Answers what templates ask of a site's blogs, as seen from the page at hand."""

    def __init__(self) -> None:
        self._blogs: dict[str, Blog] = {}
        self._first = ""

    def add(self, blog: Blog, is_first: bool) -> None:
        """Add a blog; the first one answers where none is named."""
        self._blogs[blog.settings.name] = blog
        self._first = blog.settings.name if is_first or not self._first else self._first

    @pass_context
    def latest(self, context: Context, count: int = 5, **conditions: object) -> tuple[PostView, ...]:
        """Return the newest posts; takes the conditions of `posts`."""
        return self._select(context, {**conditions, "latest": count})

    @pass_context
    def posts(self, context: Context, **conditions: object) -> tuple[PostView, ...]:
        """Return posts, newest first, that meet all conditions.

        Conditions are `tag=`, `category=`, `author=`, any taxonomy by its singular or its name (one value or
        several), `year=`, `month=`, `lang=`, `limit=` and `blog=`.
        """
        return self._select(context, conditions)

    @pass_context
    def terms(self, context: Context, taxonomy: str, blog: str = "") -> tuple[TermView, ...]:
        """Return the terms of a taxonomy, with counts."""
        return self._viewer(context, blog).terms(taxonomy)

    @pass_context
    def authors(self, context: Context, blog: str = "") -> tuple[AuthorView, ...]:
        """Return the authors of listed posts."""
        return self._viewer(context, blog).authors()

    @pass_context
    def is_post(self, context: Context) -> bool:
        """Tell whether the page at hand is a post."""
        return any(self._source(context) in blog.plan.posts for blog in self._blogs.values())

    @pass_context
    def post(self, context: Context) -> PostView | None:
        """Return the post that the page at hand is, if it is one."""
        for name, blog in self._blogs.items():
            if self._source(context) in blog.plan.posts:
                return view_post(self._viewer(context, name), self._source(context))
        return None

    def owns(self, source: str) -> bool:
        """Tell whether a page lies in the folder of one of the blogs."""
        return any(owns(blog, source) for blog in self._blogs.values())

    def date_style(self, source: str) -> tuple[str, str]:
        """Return the format and locale of dates in the blog that a page belongs to."""
        owners = (blog for blog in self._blogs.values() if owns(blog, source))
        blog = next(owners, self._blogs[self._first])
        return blog.date_format, str(blog.words.locale)

    def _select(self, context: Context, conditions: dict[str, object]) -> tuple[PostView, ...]:
        viewer = self._viewer(context, str(conditions.get("blog", "")))
        settings = viewer.blog.settings
        keys = {each.name: each.singular for each in settings.taxonomies}
        query = Query()
        for key, value in conditions.items():
            query = ask(query, key, _texts(value), keys)
        return view_posts(viewer, (post.source for post in select(viewer.blog.plan, settings, query)))

    def _viewer(self, context: Context, name: str) -> Viewer:
        if name and name not in self._blogs:
            raise ValueError(f'blogposts: no blog "{name}"; there are {", ".join(self._blogs)}')
        blog = self._blogs[name or self._first]
        page = context.get("page")
        return Viewer(blog, page.url if page else "", blog.words)

    def _source(self, context: Context) -> str:
        page = context.get("page")
        return page.file.src_uri if page else ""


def owns(blog: Blog, source: str) -> bool:
    """Tell whether a page lies in a blog's folder."""
    folder = blog.settings.blog_dir
    return not folder or source.startswith(f"{folder}/")


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, (list, tuple)):
        return tuple(str(each) for each in value)
    return (str(value),)
