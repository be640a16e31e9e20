"""Puts into the heads of a blog's pages what the theme does not: description, cards, structured data, feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig

from .blog.columns import shorten
from .blog.feed import MEDIA_TYPES
from .blog.lifecycle import Visibility
from .blog.listing import Kind
from .blog.metadata import (
    Crumb,
    Facts,
    Node,
    blog_node,
    blog_posting,
    breadcrumbs,
    collection_page,
    profile_page,
    write_tags,
)
from .blog.permalink import relative_url
from .config import HeadConfig
from .i18n import alternates_of
from .language import language
from .pages import ListingPage, PostPage
from .rendering import Blog
from .syndication import Syndication
from .viewer import author_of

_COLUMNS = 160
"""As much of a description as search engines show."""
_TITLE = re.compile(r"<title>\s*")
_KIND = re.compile(r'(<meta\s+property="og:type"\s+content=")website(")')
"""What social says of every page."""
_DESCRIPTION = re.compile(r'(<meta\s+name="description"\s+content=")([^"]*)(")')


class Head:
    """Writes the heads of one blog's pages."""

    def __init__(
        self, blog: Blog, site: MkDocsConfig, config: HeadConfig | None, syndication: Syndication, is_material: bool
    ) -> None:
        self.blog = blog
        self.site = site
        self.config = config
        """None where only feeds are told of."""
        self.syndication = syndication
        # Material's script takes `rel=alternate` for a site in another language, and would look for its sitemap
        # beside the feed. With a space it is the same relation, but not for that script.
        self.alternate = "alternate " if is_material else "alternate"

    def insert(self, html: str, page: PostPage | ListingPage) -> str:
        """Put into the head of a page what it lacks."""
        end = html.find("</head>")
        if end < 0:
            return html
        description = self._description(page)
        head, rest = self._mend(html[:end], page, description), html[end:]
        facts = self._facts(page, description)
        has_open_graph = bool(self.config and self.config.open_graph)
        if has_open_graph:
            head = _KIND.sub(rf"\g<1>{facts.kind}\g<2>", head)
        tags = write_tags(facts, head, has_open_graph)
        return f"{head}{tags}\n{rest}" if tags else head + rest

    def _mend(self, head: str, page: PostPage | ListingPage, description: str) -> str:
        """Escape a title that the theme has made plain text of, and let no page have the site's own description."""
        title = str(page.title)
        plain = " ".join(Markup(title).unescape().split())
        found = _TITLE.search(head)
        if found and plain != title and head.startswith(plain, found.end()):
            head = head[: found.end()] + title + head[found.end() + len(plain) :]
        own = escape(description)
        sites = {self.site.site_description, str(escape(self.site.site_description or ""))}
        if own and self.site.site_description:
            head = _DESCRIPTION.sub(lambda each: each[1] + str(own) + each[3] if each[2] in sites else each[0], head)
        return head

    # What is known of a page ------------------------------------------------------

    def _description(self, page: PostPage | ListingPage) -> str:
        """Return the description of a page: its own, or what else says what it is."""
        # Never put into `meta`: social draws its cards of that at any time.
        own = Markup(page.meta.get("description") or "").unescape()
        return own or (self._made_description(page) if self.config and self.config.description else "")

    def _made_description(self, page: PostPage | ListingPage) -> str:
        if isinstance(page, PostPage):
            return _shortened(self.blog.rendered_of(page.post.source).excerpt.text)
        listing = page.listing
        if listing.term and listing.term.description:
            return _shortened(listing.term.description)
        if listing.kind is Kind.INDEX and page.is_first and self.site.site_description:
            return self.site.site_description
        return _shortened(f"{self.blog.words('posts_in', title=page.listing.title)}: {self._contents(page)}")

    def _contents(self, page: ListingPage) -> str:
        """Name what a list holds."""
        plan, listing = self.blog.plan, page.listing
        if listing.kind is Kind.TERMS:
            titles = [term.title for term in plan.terms.get(listing.taxonomy, {}).values()]
        else:
            titles = [plan.posts[source].title for source in page.list_page.posts]
        return self.blog.words("comma").join(titles[:12])

    def _facts(self, page: PostPage | ListingPage, description: str) -> Facts:
        links = tuple(self._links(page))
        if self.config is None:
            return Facts(links=links)
        facts = Facts(
            title=Markup(page.title).unescape(),
            url=page.canonical_url or "",
            description=description,
            lang=self.blog.words.tag,
            site_name=self.site.site_name,
            image=self._own_image(),
            handle=self.config.twitter or "",
            links=links,
        )
        facts = self._of_post(facts, page) if isinstance(page, PostPage) else self._of_list(facts, page)
        return facts if self.config.json_ld else replace(facts, nodes=())

    def _own_image(self) -> str:
        return self._full(self.config.image) if self.config and self.config.image else ""

    def _of_post(self, facts: Facts, page: PostPage) -> Facts:
        post, plan = page.post, self.blog.plan
        terms = {name: [plan.terms[name][each].title for each in names if each in plan.terms.get(name, {})]
                 for name, names in post.terms.items()}  # fmt: skip
        picture = self.syndication.picture_url(post)
        is_drawing = picture.endswith(".svg")  # which no network shows
        facts = replace(
            facts,
            kind="article",
            lang=language(post.lang).tag if post.lang else facts.lang,
            image=picture if picture and not is_drawing else facts.image,
            image_alt=post.cover.alt if post.cover and not is_drawing else "",
            published=post.date.at,
            modified=post.updated.at if post.updated else None,
            authors=tuple(map(self.syndication.person, post.authors)),
            section=next(iter(terms.pop("categories", ())), ""),
            tags=tuple(each for name in terms if name not in ("authors", "series") for each in terms[name]),
            is_hidden=plan.visibility[post.source] is not Visibility.PUBLISHED,
        )
        index = plan.listing("index")
        assert index is not None
        node = blog_posting(facts, self._full(index.url), index.title)
        return replace(facts, nodes=(node, *self._way([Crumb(facts.title, facts.url)])))

    def _of_list(self, facts: Facts, page: ListingPage) -> Facts:
        listing = page.listing
        facts = replace(facts, lang=language(listing.lang).tag if listing.lang else facts.lang)
        if listing.kind is Kind.INDEX:
            return replace(facts, nodes=(blog_node(facts),) if page.is_first else (collection_page(facts),))
        overview = self.blog.plan.listing(listing.taxonomy) if listing.kind in (Kind.TERM, Kind.PERIOD) else None
        crumbs = [Crumb(overview.title, self._full(overview.url))] if overview else []
        way = self._way([*crumbs, Crumb(facts.title, facts.url)])
        if listing.term and listing.taxonomy == "authors":
            author = author_of(listing.term)
            facts = replace(facts, kind="profile")
            person, elsewhere = self.syndication.person(author), [link.url for link in author.links]
            return replace(facts, nodes=(profile_page(facts, person, author.description, elsewhere), *way))
        return replace(facts, nodes=(collection_page(facts), *way))

    def _way(self, crumbs: list[Crumb]) -> list[Node]:
        """Return the way from the site's front page, over the blog's; nothing where addresses are not known."""
        index = self.blog.plan.listing("index")
        if not self.blog.settings.site_url or index is None:
            return []
        home, blog = Crumb(self.site.site_name, self._full("")), Crumb(index.title, self._full(index.url))
        return [breadcrumbs([home, *([blog] if blog.url != home.url else []), *crumbs])]

    # Links ------------------------------------------------------------------------

    def _links(self, page: PostPage | ListingPage) -> Iterator[dict[str, str]]:
        if self.config is not None:
            if page.canonical_url:
                yield {"rel": "canonical", "href": page.canonical_url}
            if isinstance(page, ListingPage):
                yield from self._turns(page)
            yield from self._languages(page)
        if isinstance(page, PostPage) and (twin := self.blog.plan.twins.get(page.post.source)):
            yield {"rel": self.alternate, "type": "text/markdown", "href": relative_url(twin.url, page.url)}
        for key in dict.fromkeys(("index", _key(page))):
            for channel in self.blog.plan.feeds(key):
                href = relative_url(channel.address.url, page.url)
                title = self.syndication.title(channel)
                yield {"rel": self.alternate, "type": MEDIA_TYPES[channel.format], "title": title, "href": href}

    def _languages(self, page: PostPage | ListingPage) -> Iterator[dict[str, str]]:
        """Lead to a page in each of its languages, itself among them, and to the one for readers of all others."""
        found = alternates_of(page, self.site) or self._translations(page)
        default = {"x-default": next(iter(found.values()))} if found else {}
        for tag, url in {**found, **default}.items():
            yield {"rel": self.alternate, "hreflang": tag, "href": self._full(url) or relative_url(url, page.url)}

    def _translations(self, page: PostPage | ListingPage) -> dict[str, str]:
        """Return the URLs of a page in all its languages, the blog's own first."""
        if isinstance(page, ListingPage):
            urls = self.blog.languages_of(page.listing) if page.is_first else {}
            return urls if len(urls) > 1 else {}
        post = page.post
        posts = [post, *self.blog.translations(post)]
        tags = {self.blog.tongue_of(each).tag: self.blog.plan.addresses[each.source].url for each in posts}
        own = self.blog.words.tag
        return dict(sorted(tags.items(), key=lambda each: (each[0] != own, each[0]))) if len(tags) > 1 else {}

    def _turns(self, page: ListingPage) -> Iterator[dict[str, str]]:
        """Lead to the pages before and after this one of a list."""
        pages = page.listing.pages
        at = pages.index(page.list_page)
        for relation, number in (("prev", at - 1), ("next", at + 1)):
            if 0 <= number < len(pages):
                yield {"rel": relation, "href": relative_url(pages[number].address.url, page.url)}

    def _full(self, url: str) -> str:
        return self.syndication.full(url) if self.blog.settings.site_url else ""


def _key(page: PostPage | ListingPage) -> str:
    return page.listing.key if isinstance(page, ListingPage) else ""


def _shortened(text: str) -> str:
    end, ellipsis = shorten(text, _COLUMNS)
    return text[:end] + ellipsis
