"""Posts that readers hardly find."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from urllib.parse import unquote

from ..errors import Problem
from .finished import Finished


def hard_to_find(posts: Sequence[Finished], listed: Collection[str]) -> Iterator[Problem]:
    """Return a hint for each post that nothing leads to; and without any term, where most posts have some.

    `listed` has the sources of posts that some list shows.
    """
    linked = {each.path(href) for each in posts for href in each.links}
    has_terms = [bool(each.post.terms) for each in posts if each.post.source in listed]
    for each in posts:
        if each.post.source not in listed and unquote(each.url) not in linked:
            fault = "no list shows this post, and no other post has a link to it"
            remedy = "Link to it, or give its address to those it is for"
            yield each.hint(each.post.line("unlisted") or 1, fault, remedy)
        elif each.post.source in listed and not each.post.terms and 2 * sum(has_terms) > len(has_terms):
            fault = "only the front page and the archive lead to this post: it has no category, tag or series"
            yield each.hint(1, fault, "Give it `categories` or `tags`, as most posts have")
