"""Knows which posts of a blog are related, and which link to which, as the finished posts tell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from .blog.lifecycle import Visibility
from .blog.links import pages_at
from .blog.plan import Plan
from .blog.post import Post
from .blog.related import Document, Index, document_of
from .conversion import Cache, make_key
from .digest import identity
from .rendering import Blog


class Relations:
    """Keeps what posts show of each other; what the blog says of it is brought up to date when asked for."""

    def __init__(self, blog: Blog, cache: Cache | None) -> None:
        self.blog = blog
        self.cache = cache
        self.index = Index(blog.settings.related.count if blog.settings.related else 0)
        self._read: dict[str, tuple[tuple[str, ...], tuple[int, ...], tuple[str, ...]]] = {}
        """Of each finished post, its words, how often they stand there, and the pages that it links to."""
        self._made: dict[str, tuple[object, Document]] = {}
        """What is compared of each post, and what that was made of."""
        self._shown: dict[str, list[object]] = {}
        """All that each post may show of others."""
        self._plan: Plan | None = None
        """As of which all of this is; None when a post was read since."""

    def read(self, source: str, words: Mapping[str, int], links: Iterable[str]) -> None:
        """Take from a finished post what makes it related to others, and guess to which it is now."""
        if not self.blog.settings.related:
            return
        pages = pages_at(links, self.blog.plan.addresses[source].url)
        self._read[source] = (*words,), (*words.values(),), (*pages,)  # a tenth of what mappings and sets take
        if self._shown:
            document = self._document(self.blog.plan.posts[source])
            self.blog.related[source] = self._choose(source, self.index.preview(source, document))
            self._shown[source] = [*self._show(source)]
        self._plan = None

    def update(self) -> set[str]:
        """Bring everything up to date; return the posts that show something else of others than before."""
        plan, settings = self.blog.plan, self.blog.settings.related
        if not settings or self._plan is plan:
            return set()
        self._plan = plan
        documents = {source: self._document(post) for source, post in plan.posts.items()}
        known = self.index.documents
        changed = {source: made for source, made in documents.items() if known.get(source) != made}
        removed = known.keys() - documents.keys()
        if self.cache and not known:
            self._begin(documents, self.cache)
        else:
            self.index.update(changed, removed)
        for source in removed:
            del self._read[source], self._made[source], self.blog.related[source], self.blog.backlinks[source]
        for source in plan.posts:
            self.blog.related[source] = self._choose(source, self.index.related(source))
            self.blog.backlinks[source] = self.index.linking(source) if settings.backlinks else ()
        before, self._shown = self._shown, {source: [*self._show(source)] for source in plan.posts}
        return {source for source, shown in self._shown.items() if before.get(source) != shown}

    def _begin(self, documents: Mapping[str, Document], cache: Cache) -> None:
        """Rank all posts, or take the ranks that an earlier run has given to the same ones."""
        key = make_key(identity(), repr((self.index.count, documents)))
        if kept := cache.get(key):
            self.index.restore(documents, json.loads(kept))
        else:
            self.index.update(documents)
            cache.put(key, json.dumps(self.index.ranks(), ensure_ascii=False))

    def _document(self, post: Post) -> Document:
        words, counts, pages = self._read[post.source]
        posts_at = self.blog.plan.posts_at
        links = (*sorted(posts_at[page] for page in pages if page in posts_at),)
        is_public = self.blog.plan.visibility[post.source] is Visibility.PUBLISHED
        parts = (post, words, counts, links, is_public)
        known = self._made.get(post.source)
        if known is None or known[0] != parts:
            counted = dict(zip(words, counts, strict=True))
            known = self._made[post.source] = (parts, document_of(post, counted, links, is_public))
        return known[1]

    def _choose(self, source: str, found: tuple[str, ...]) -> tuple[str, ...]:
        return self.blog.plan.chosen.get(source, found)

    def _show(self, source: str) -> Iterator[object]:
        plan = self.blog.plan
        for each in (*self.blog.related[source], *self.blog.backlinks.get(source, ())):
            yield plan.posts.get(each), plan.addresses.get(each), plan.visibility.get(each), self.blog.rendered_of(each)
