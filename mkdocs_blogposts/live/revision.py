"""Brings one blog from its last state to the present one: which pages to read, to write and to remove."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import quote

from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.pages import Page

from ..blog.errors import Problem
from ..blog.plan import Plan, make_plan
from ..building import Build
from ..checking import Pictures, find_pictures
from ..output import Placer, link_further_pages, link_pages, move_back
from ..pages import ListingPage
from ..references import References
from ..source import Reader, Reading, with_media
from .changes import NotUnderstood
from .difference import (
    Difference,
    compare,
    feeds_of,
    languages_of,
    lists_to_write,
    menu,
    posts_to_write,
    with_renamed_terms,
    with_translations,
)


@dataclass
class Work:
    """What one round of edits leaves to do; pages stand in the order in which a writer wants them."""

    read: list[Page] = field(default_factory=list)
    first: list[Page] = field(default_factory=list)
    """To be written at once: the edited posts, and the first page of the front page."""
    then: list[Page] = field(default_factory=list)
    """To be written when nobody waits."""
    later: list[Page] = field(default_factory=list)
    """To be read again, and then written, when nobody waits: pages whose links lead elsewhere now."""
    lost: set[str] = field(default_factory=set)
    """Outputs to remove."""
    is_planned: bool = False
    """Whether the blog has a new plan."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.read or self.first or self.then or self.later or self.lost)


class Revision:
    """One round of edits to one blog."""

    def __init__(self, build: Build, files: Files) -> None:
        self.build = build
        self.files = files
        self.old = build.plan
        self.media: set[str] = set()
        """Sources of other files that came or went."""
        self.unseen: set[str] = set()
        """Sources of posts that came or went, also of those without a page: links to them find a file, or none."""

    def revise(self, changed: Collection[str], everything: bool, came: Sequence[File], gone: Sequence[File]) -> Work:
        """Take over what was edited in these sources, or in the files that describe authors, terms and folders.

        Raises `NotUnderstood` when the menu changes, or other files move, before anything has been changed here.
        """
        build = self.build
        self.media = {file.src_uri for file in (*came, *gone)}
        reader = Reader(build.config, build.site, self.files, build.preview)
        everyone = {*changed, *build.reading.fronts, *build.reading.left_out} if everything else changed
        excluded = self._include_again(everyone)
        sources = with_media(build.reading.sources, came, gone)
        reading = reader.read_again(build.reading, build.blog.words, everyone, sources)
        self._keep_last_good(reading)
        if reading.says_the_same(build.reading):
            for file in excluded:
                file.inclusion = InclusionLevel.EXCLUDED
            return self._revise_text(changed, reading)
        plan = make_plan(reading.posts, reading.settings, reading.sources, reading.now)
        difference = compare(self.old, plan)
        self._check_reach(plan, difference)
        return self._revise_plan(changed, reading, plan, difference)

    def _include_again(self, sources: Iterable[str]) -> list[File]:
        """Take back that posts were held back or left out, so that they are read; return their files."""
        ours = {*self.old.held, *self.old.hidden, *self.build.reading.left_out}
        found = filter(None, map(self.files.get_file_from_path, ours.intersection(sources)))
        files = [file for file in found if file.inclusion is InclusionLevel.EXCLUDED]
        for file in files:
            file.inclusion = InclusionLevel.UNDEFINED
        set_exclusions(files, self.build.site)
        return files

    def _check_reach(self, plan: Plan, difference: Difference) -> None:
        how = self.build.uses_theme, self.build.config.categories_sort_by is not None
        if menu(plan, *how) != menu(self.old, *how):
            raise NotUnderstood("the menu changes")
        posts = {*plan.visibility, *self.old.visibility}
        if plan.hidden != self.old.hidden or any(source not in posts for source in difference.moved):
            raise NotUnderstood("files move")

    def _keep_last_good(self, reading: Reading) -> None:
        """A post that cannot be read now stays as it was; what is wrong with it is known."""
        for post in self.build.reading.posts if reading.left_out else ():
            if post.source in reading.left_out:
                reading.posts.append(post)
                reading.fronts[post.source] = self.build.reading.fronts[post.source]

    def _revise_text(self, changed: Collection[str], reading: Reading) -> Work:
        """Only text was edited, if anything: the plan stays."""
        before = self.build.reading
        self._adopt(reading, self.old, self.build.missing)
        edited = {source for source in changed if reading.fronts.get(source) != before.fronts.get(source)}
        posts = [self.build.placed.posts[source] for source in edited if source in self.build.placed.posts]
        for page in posts:
            page.front = reading.fronts[page.post.source]
            self.build.material.fill_post(page, page.post)
        lists = self._adopting(edited)
        for each in lists:
            each.own = reading.fronts[each.listing.adopted]
        return Work(read=[*posts, *lists], first=[*posts, *lists])

    def _adopting(self, changed: Collection[str]) -> list[ListingPage]:
        """Return the pages of lists that show a page of the writer's own."""
        keys = [listing.key for listing in self.build.plan.listings if listing.adopted in changed]
        return [page for key in keys for page in self.build.placed.lists[key]]

    def _revise_plan(self, changed: Collection[str], reading: Reading, plan: Plan, difference: Difference) -> Work:
        build = self.build
        before_and_now = ({*self.old.visibility, *build.reading.left_out}, {*plan.visibility, *reading.left_out})
        self.unseen = set.symmetric_difference(*before_and_now)
        for source in difference.removed:
            self._forget(source)
            if file := self.files.get_file_from_path(source):
                move_back(file)
        restated = {
            source for source in difference.changed.difference(changed) if self._is_same_text(source, reading, plan)
        }
        remade = (difference.added | difference.changed | {*changed}) - restated
        build.reading = reading
        placer = build.placer(build.blog.words, plan)
        placer.place_files({source: plan.addresses[source] for source in difference.placed})
        before = build.placed.posts
        build.placed.posts = {
            source: placer.post(source) if source in remade or source not in before else before[source]
            for source in plan.posts
        }
        for source in restated:
            build.placed.posts[source].post = plan.posts[source]
        fresh_lists = self._place_lists(plan, placer)
        for source in difference.moved & plan.posts.keys():
            page = build.placed.posts[source]
            page._set_canonical_url(build.site.site_url)
            page.name_canonical()
        link_pages(build.placed, plan)
        link_further_pages(build.placed)
        pictures, missing = find_pictures(plan, self.files, reading.settings.blog_dir)
        self._adopt(reading, plan, missing)
        build.companions.place()
        illustrated = self._other_pictures(pictures)
        build.blog.pictures = pictures
        build.material.fill(remade | restated)
        build.material.fill_late(References(self.files), [build.placed.posts[source] for source in restated])
        return self._work(remade, illustrated | restated, difference, plan, fresh_lists)

    def _is_same_text(self, source: str, reading: Reading, plan: Plan) -> bool:
        """Tell whether only what a post says of its authors is another: its page need not be read again."""
        return (
            reading.fronts[source] == self.build.reading.fronts[source]
            and plan.visibility[source] is self.old.visibility[source]
            and (source in plan.pinned) == (source in self.old.pinned)
        )

    def _other_pictures(self, pictures: Pictures) -> set[str]:
        """Return the posts whose picture came or went."""
        found = {key[0] for key, _ in {*pictures.items()} ^ {*self.build.blog.pictures.items()}}
        if "" in found and self.media:
            raise NotUnderstood("a picture of an author or a term changes")
        return found - {""}

    def _place_lists(self, plan: Plan, placer: Placer) -> list[ListingPage]:
        """Make and drop pages of lists; return those that were made."""
        build = self.build
        before = build.placed.lists
        known = {id(page) for pages in before.values() for page in pages}
        build.placed.lists = {
            listing.key: placer.list_pages(listing, before.get(listing.key, ())) for listing in plan.listings
        }
        kept = {id(page) for pages in build.placed.lists.values() for page in pages}
        for pages in before.values():
            for page in pages:
                if id(page) not in kept and self.files.get_file_from_path(page.file.src_uri) is page.file:
                    self.files.remove(page.file)
        return [page for pages in build.placed.lists.values() for page in pages if id(page) not in known]

    def _adopt(self, reading: Reading, plan: Plan, missing: list[Problem]) -> None:
        build = self.build
        build.reading = build.asking.reading = reading
        build.blog.plan, build.blog.settings = plan, reading.settings
        build.missing = missing
        build.problems = [*reading.problems, *plan.problems, *missing]

    def _work(
        self,
        remade: set[str],
        restated: set[str],
        difference: Difference,
        plan: Plan,
        fresh_lists: list[ListingPage],
    ) -> Work:
        """Say what to do when these posts were made anew, and others show something else."""
        build, posts = self.build, self.build.placed.posts
        touched = remade | difference.moved | restated
        shown = posts_to_write(touched, self.old, plan)
        listed = with_translations(touched | difference.removed, self.old, plan)
        renamed = with_renamed_terms(self.old, plan)
        lists = [build.placed.lists[key][at] for key, at in lists_to_write(listed | renamed, difference, plan.listings)]
        if feeds_of(self.old) != feeds_of(plan) or languages_of(self.old) != languages_of(plan):
            # The front page leads to feeds, and to its like in other languages.
            fronts = [page for key, _ in languages_of(plan) for page in build.placed.lists[key]]
            lists += [page for page in fronts if page not in lists]
        edited: list[Page] = [posts[source] for source in posts if source in remade]
        edited += self._adopting(remade)
        first: list[Page] = [*edited, build.placed.index] if build.placed.index in lists else [*edited]
        done = {page.file.src_uri for page in first}
        others = [posts[source] for source in posts if source in shown]
        asking = [file.page for file in map(self.files.get_file_from_path, build.asking.queries) if file and file.page]
        return Work(
            read=[*edited, *fresh_lists],
            first=first,
            then=[page for page in [*asking, *lists, *others] if page.file.src_uri not in done],
            later=[page for page in self._linking(difference) if page.file.src_uri not in remade],
            lost=difference.lost,
            is_planned=True,
        )

    def _linking(self, difference: Difference) -> list[Page]:
        """Return the pages whose text names a source that came, went or moved: their links lead elsewhere now."""
        sources = difference.added | difference.removed | difference.moved | self.media | self.unseen
        names = "|".join(re.escape(name) for source in sources for name in _names(source))
        pages = [file.page for file in self.files.documentation_pages() if file.page] if names else []
        is_named = re.compile(names).search
        return [page for page in pages if page.markdown and is_named(page.markdown)]

    def _forget(self, source: str) -> None:
        self.build.blog.rendered.pop(source, None)
        self.build.texts.pop(source, None)


def _names(source: str) -> set[str]:
    """Return what a link to a source contains in any case."""
    name = posixpath.basename(source)
    if PurePosixPath(name).stem in ("index", "README"):
        name = posixpath.join(posixpath.basename(posixpath.dirname(source)), name)
    return {name, quote(name)}
