"""What a second pair of eyes would say of finished posts: one module for each question, all of them hints."""

from __future__ import annotations

from .anchors import dead_anchors
from .descriptions import missing_descriptions
from .finished import Finished
from .links import dead_links_elsewhere, links_elsewhere
from .pictures import huge_pictures, missing_alternatives
from .reach import hard_to_find
from .sequence import out_of_order

__all__ = [
    "Finished",
    "dead_anchors",
    "dead_links_elsewhere",
    "hard_to_find",
    "huge_pictures",
    "links_elsewhere",
    "missing_alternatives",
    "missing_descriptions",
    "out_of_order",
]
