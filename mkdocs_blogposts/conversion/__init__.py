"""Converts posts from Markdown, each only when no earlier build has done so with the same result."""

from .cache import Cache, make_key
from .converter import Converter
from .extensions import versions

__all__ = ["Cache", "Converter", "make_key", "versions"]
