"""What the sitemap says of a blog: which of its pages are further ones, and when each was last changed."""

from __future__ import annotations

from datetime import date, datetime

from mkdocs.utils import get_build_date

from .blog.channels import last_change
from .blog.lifecycle import Visibility
from .blog.plan import Plan
from .output import Placed


def further_pages(placed: Placed) -> set[str]:
    """Return the sources of the pages of lists from the second on."""
    return {page.file.src_uri for pages in placed.lists.values() for page in pages[1:]}


def date_pages(plan: Plan, placed: Placed, now: datetime) -> None:
    """Give each page the day of its last change, at most today: a list has that of the last change in its posts."""
    # MkDocs makes a time for gzip of the last of these days.
    earliest, today = date(1970, 1, 1), now.date()
    public = [post for post in plan.posts.values() if plan.visibility[post.source] is Visibility.PUBLISHED]
    days = {post.source: min(max(last_change(post).date(), earliest), today).isoformat() for post in public}
    for source, page in placed.posts.items():
        page.update_date = days.get(source, get_build_date())
    for each in (page for pages in placed.lists.values() for page in pages):
        shown = (days[source] for source in each.list_page.posts if source in days)
        each.update_date = max(shown, default=get_build_date())
