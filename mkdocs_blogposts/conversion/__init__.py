"""Converts posts from Markdown, each only when no earlier build has done so with the same result."""

from .cache import Cache
from .converter import Converter

__all__ = ["Cache", "Converter"]
