"""What templates see of a post; each value is made when a template asks for it, as lists are long and show little."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from .blog.lifecycle import Visibility
from .blog.links import Parts, join_moved, rebase
from .blog.post import Post
from .language import Language, language
from .viewer import Viewer
from .views import AuthorView, BadgeView, CoverView, DateView, LinkView, SeriesView, TermView, UpdateView


class PostView:
    """A post, as seen from the page that shows it."""

    def __init__(self, viewer: Viewer, post: Post) -> None:
        self._viewer = viewer
        self._post = post
        self._rendered = viewer.blog.rendered_of(post.source)

    @property
    def source(self) -> str:
        """The path of its source in the docs folder."""
        return self._post.source

    @property
    def title(self) -> str:
        """Its title, as text."""
        return self._post.title

    @cached_property
    def url(self) -> str:
        """Relative to the site's root, as `page.url`."""
        return self._viewer.blog.plan.addresses[self.source].url

    @property
    def link(self) -> str:
        """Where its title leads in lists, if not to its own page; a full address."""
        return self._post.link

    @property
    def host(self) -> str:
        """The name of the site that `link` leads to."""
        return (urlsplit(self.link).hostname or "").removeprefix("www.")

    @property
    def minutes(self) -> int:
        """How long reading it takes; 0 when switched off."""
        return self._rendered.minutes if self._viewer.blog.readtime else 0

    @property
    def summary(self) -> str:
        """The excerpt as one line of text."""
        return self._rendered.excerpt.text

    @property
    def truncated(self) -> bool:
        """Whether the post holds more than its excerpt."""
        return self._rendered.excerpt.truncated

    @property
    def pinned(self) -> bool:
        """Whether it stands first in lists."""
        return self.source in self._viewer.blog.plan.pinned

    @property
    def protected(self) -> bool:
        """Whether the text is hidden behind a password."""
        return self._post.protected

    @property
    def meta(self) -> Mapping[str, object]:
        """The post's whole front matter."""
        return self._post.meta

    @cached_property
    def href(self) -> str:
        """Relative to the page at hand."""
        return self._viewer.href(self.url)

    @cached_property
    def date(self) -> DateView:
        """The day it was published."""
        return self._viewer.date(self._post.date)

    @cached_property
    def updated(self) -> DateView | None:
        """The day of the last change, where that is another."""
        updated = self._post.updated
        return self._viewer.date(updated) if updated and updated.day != self._post.date.day else None

    @cached_property
    def updates(self) -> tuple[UpdateView, ...]:
        """Notes on what was changed, the newest first."""
        notes = sorted(self._post.updates, key=lambda each: each.date.at.timestamp(), reverse=True)
        return tuple(UpdateView(self._viewer.date(each.date), each.note) for each in notes if not self.protected)

    @cached_property
    def authors(self) -> tuple[AuthorView, ...]:
        """Who wrote it, in the order written."""
        return tuple(self._viewer.author(author) for author in self._post.authors)

    @cached_property
    def reading_time(self) -> str:
        """`4 min`; empty when switched off."""
        return self._viewer.words("reading_time", n=self.minutes) if self.minutes else ""

    @cached_property
    def heading(self) -> Markup:
        """Its title as HTML: on Material what the post's own h1 says, where it has one."""
        own = self._rendered.heading
        return Markup(rebase(own, self.url, self._viewer.url)) if own else escape(self.title)

    @cached_property
    def excerpt(self) -> Markup:
        """The start of the post, as HTML; empty when there is nothing to show."""
        return self._seen_from_here(self._rendered.excerpt_parts)

    @cached_property
    def content(self) -> Markup:
        """The whole post, as HTML, fit to stand beside others; only with `list_style: full`."""
        return self._seen_from_here(self._rendered.parts) if self._viewer.full else Markup()

    def _seen_from_here(self, parts: Parts) -> Markup:
        return Markup(join_moved(parts, self.url, self._viewer.url))

    @cached_property
    def cover(self) -> CoverView | None:
        """Its picture."""
        return self._viewer.cover(self.source, self._post.cover) if self._post.cover else None

    @cached_property
    def terms(self) -> Mapping[str, tuple[TermView, ...]]:
        """By taxonomy, without authors and series."""
        plan, term = self._viewer.blog.plan, self._viewer.term
        shown = {each: terms for each, terms in plan.terms.items() if each not in ("authors", "series")}
        views = {
            each: tuple(term(terms[name]) for name in self._post.terms.get(each, ()) if name in terms)
            for each, terms in shown.items()
        }
        return {each: found for each, found in views.items() if found}

    @cached_property
    def badges(self) -> tuple[BadgeView, ...]:
        """Its marks: draft, scheduled, pinned and the like, and the language of one that is not in the page's."""
        return tuple(self._badges())

    def _badges(self) -> Iterable[BadgeView]:
        words, visibility = self._viewer.words, self._viewer.blog.plan.visibility[self.source]
        if visibility is Visibility.SCHEDULED:
            day = words.date(self._post.date.at, "medium")
            yield BadgeView(visibility, words("scheduled_for", date=day))
        elif visibility is not Visibility.PUBLISHED:
            yield BadgeView(visibility, words(visibility))
        if self.pinned:
            yield BadgeView("pinned", words("pinned"))
        if self._foreign and not any(link.lang == words.tag for link in self.translations):
            yield BadgeView("language", words("written_in", language=words.name_of(self._foreign)))

    @cached_property
    def series(self) -> SeriesView | None:
        """The series it is a part of."""
        return self._viewer.series(self._post)

    @cached_property
    def newer(self) -> LinkView | None:
        """The post after it."""
        return self._link_to(self._neighbours[0])

    @cached_property
    def older(self) -> LinkView | None:
        """The post before it."""
        return self._link_to(self._neighbours[1])

    @property
    def _neighbours(self) -> tuple[str | None, str | None]:
        return self._viewer.blog.plan.neighbours.get(self.source, (None, None))

    def _link_to(self, source: str | None) -> LinkView | None:
        plan = self._viewer.blog.plan
        return LinkView(plan.posts[source].title, self._viewer.href(plan.addresses[source].url)) if source else None

    @cached_property
    def related(self) -> tuple[PostView, ...]:
        """The posts that are related to it, the most alike first, or those its writer chose."""
        return self._others(self._viewer.blog.related)

    @cached_property
    def backlinks(self) -> tuple[PostView, ...]:
        """The posts that link to it, the newest first; none unless `backlinks` is set."""
        return self._others(self._viewer.blog.backlinks)

    def _others(self, found: Mapping[str, tuple[str, ...]]) -> tuple[PostView, ...]:
        """Return those posts that everybody may see."""
        visibility = self._viewer.blog.plan.visibility
        shown = (each for each in found.get(self.source, ()) if visibility.get(each) is Visibility.PUBLISHED)
        return view_posts(self._viewer, shown)

    @cached_property
    def translations(self) -> tuple[LinkView, ...]:
        """The same post in other languages, titled with the language's own name."""
        return tuple(self._translations())

    def _translations(self) -> Iterable[LinkView]:
        blog = self._viewer.blog
        for post in blog.translations(self._post):
            tongue = blog.tongue_of(post)
            href = self._viewer.href(blog.plan.addresses[post.source].url)
            yield LinkView(tongue.name, href, tongue.tag)
        for tag, url in blog.alternates.get(self.source, {}).items():
            if url != self.url:
                yield LinkView(language(tag).name, self._viewer.href(url), language(tag).tag)

    @property
    def lang(self) -> str:
        """The post's language where it is not the page's; else empty."""
        return self._foreign.tag if self._foreign else ""

    @property
    def direction(self) -> str:
        """`ltr` or `rtl` with `lang`; else empty."""
        return self._foreign.direction if self._foreign else ""

    @cached_property
    def _foreign(self) -> Language | None:
        own = self._viewer.blog.tongue_of(self._post)
        return own if own.tag != self._viewer.words.tag else None


def view_post(viewer: Viewer, source: str) -> PostView:
    """Return a post as seen from a page."""
    return PostView(viewer, viewer.blog.plan.posts[source])


def view_posts(viewer: Viewer, sources: Iterable[str]) -> tuple[PostView, ...]:
    """Return posts as seen from a page."""
    return tuple(view_post(viewer, source) for source in sources)
