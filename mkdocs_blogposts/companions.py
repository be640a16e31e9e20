"""The files beside a blog's pages: placed when they are planned, filled when the pages are finished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import is_markdown_file

from .blog.feed import Feed, Writer
from .blog.permalink import file_address, relative_url
from .blog.redirects import Redirect
from .language import language
from .output import Placed, move
from .rendering import Blog, Fragments
from .syndication import Syndication
from .twins import TwinWriter


class Companions:
    """Feeds, Markdown and redirects of one blog, as files of the site."""

    def __init__(self, blog: Blog, placed: Placed, site: MkDocsConfig, files: Files, syndication: Syndication) -> None:
        self.blog = blog
        self.site = site
        self.files = files
        self.syndication = syndication
        self.twins = TwinWriter(blog, placed, site, files)
        self.placed: dict[str, File] = {}
        """By output."""
        self._feeds: dict[str, Feed] = {}
        """What stands in each feed, as it was last written."""

    def place(self) -> None:
        """Put what is planned into the site's files, and take out what no longer is."""
        wanted = {*self._wanted()}
        for dest in self.placed.keys() - wanted:
            self.files.remove(self.placed.pop(dest))
            self._feeds.pop(dest, None)
        for dest in sorted(wanted - self.placed.keys()):
            self.placed[dest] = self._generate(dest)

    def _wanted(self) -> Iterator[str]:
        plan, redirects = self.blog.plan, self.blog.settings.redirects
        yield from (channel.address.dest_uri for channel in plan.channels)
        yield from (address.dest_uri for address in plan.twins.values())
        if plan.post_list:
            yield plan.post_list.address.dest_uri
        if redirects and redirects.pages:
            yield from (redirect.address.dest_uri for redirect in plan.redirects)

    def _generate(self, dest: str) -> File:
        # By its own name, Markdown would be a source.
        source = f"{dest}.copy" if is_markdown_file(dest) else dest
        file = File.generated(self.site, source, content="", inclusion=InclusionLevel.INCLUDED)
        move(file, file_address(dest, self.site.use_directory_urls), self.site)
        self.files.append(file)
        return file

    def fill(self, fragments: Fragments, now: datetime) -> list[File]:
        """Write into each file what belongs there, as of a moment; return the files that differ from before.

        One that is no longer among the site's files shall be nowhere.
        """
        texts = {**self._feed_texts(now), **self._redirect_texts(fragments), **self.twins.texts()}
        changed = []
        for dest, text in texts.items():
            if self.placed[dest].content_string != text:
                self.placed[dest].content_string = text
                changed.append(self.placed[dest])
        return changed + self._fill_rules()

    def _feed_texts(self, now: datetime) -> dict[str, str]:
        """Return the text of each feed in which something changed."""
        writers: dict[str, Writer] = {}
        texts = {}
        for channel, feed in self.syndication.feeds(now):
            dest = channel.address.dest_uri
            if self._feeds.get(dest) != feed:
                self._feeds[dest] = feed
                writer = writers.setdefault(channel.format, Writer(channel.format))
                texts[dest] = writer.write(feed)
        return texts

    def _redirect_texts(self, fragments: Fragments) -> dict[str, str]:
        redirects = [each for each in self.blog.plan.redirects if each.address.dest_uri in self.placed]
        return {each.address.dest_uri: self._redirect_page(each, fragments) for each in redirects}

    def _redirect_page(self, redirect: Redirect, fragments: Fragments) -> str:
        post, settings = self.blog.plan.posts[redirect.source], self.blog.settings
        values = {
            "title": post.title,
            "href": relative_url(redirect.target, redirect.address.url),
            "canonical": settings.site_url + redirect.target if settings.site_url else "",
            "words": language(post.lang) if post.lang else self.blog.words,
        }
        return fragments.render("redirect", values) + "\n"

    # The file of rules, which a site has once ------------------------------------

    def _fill_rules(self) -> list[File]:
        """Write a rule for each alias into the file that hosts read, below what others have there."""
        redirects = self.blog.settings.redirects
        if not redirects or not redirects.file:
            return []
        file = self.files.get_file_from_path(redirects.file)
        if file is None and not self.blog.plan.redirects:
            return []
        file = file or self._generate(redirects.file)
        before = file.content_string
        text = self._with_rules(before)
        if text == before:
            return []
        file.content_string = text
        if not text and file.generated_by:
            self.files.remove(file)
        return [file]

    def _with_rules(self, text: str) -> str:
        name = self.blog.settings.name
        start, end = f"# Aliases of {name}\n", f"# End of aliases of {name}\n"
        rest = re.sub(f"{re.escape(start)}.*?{re.escape(end)}", "", text, flags=re.DOTALL)
        if rest and not rest.endswith("\n"):
            rest += "\n"
        root = urlsplit(self.blog.settings.site_url).path or "/"
        rules = [f"{root}{each.address.url} {root}{each.target} 301\n" for each in self.blog.plan.redirects]
        return "".join([rest, start, *rules, end]) if rules else rest
