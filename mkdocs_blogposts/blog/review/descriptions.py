"""Posts that say nothing of themselves to search engines and to those who share them."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import Problem
from .finished import Finished

_REMEDY = "Write `description: …` in its front matter: search results and previews show it"


def missing_descriptions(posts: Sequence[Finished]) -> list[Problem]:
    """Return a hint for each post without a description; one for all, where that is how most are written."""
    missing = [each for each in posts if not (each.post.description or each.post.summary)]
    if not missing or 2 * len(missing) < len(posts) or len(missing) == 1:
        return [each.hint(1, "no `description`: one is made of how the text begins", _REMEDY) for each in missing]
    fault = f"no `description`, as in {len(missing):,} of {len(posts):,} posts: one is made of how the text begins"
    return [missing[0].hint(1, fault, _REMEDY)]
