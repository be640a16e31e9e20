"""Finds names that probably mean one thing, as `infra as code` and `infrastructure-as-code` do."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+[+#]*")
"""Signs that tell `C`, `C++` and `C#` apart belong to a word."""


def near_duplicates(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of names that differ in case, signs, a plural or a shortened word.

    Only names that share a key are compared with each other, so that thousands of names take no time.
    """
    words = {name: found for name in sorted(names) if (found := _words(name))}
    phrases = {name: found for name, found in words.items() if len(found) > 1}
    roots = _roots({word for found in phrases.values() for word in found})
    spelt = _pairs({name: _spelling(found) for name, found in words.items()})
    shortened = _pairs({name: tuple(roots[word] for word in found) for name, found in phrases.items()})
    return sorted({*spelt, *(pair for pair in shortened if _alike(*(words[name] for name in pair)))})


def _words(name: str) -> Words:
    return tuple(_WORD.findall(name.casefold()))


def _spelling(words: Words) -> str:
    joined = "".join(words)
    return joined.removesuffix("s") if len(joined) > 3 else joined  # DNS is no plural


def _pairs(keys: Mapping[str, Hashable]) -> Iterator[tuple[str, str]]:
    by_key: dict[Hashable, list[str]] = {}
    for name, key in keys.items():
        by_key.setdefault(key, []).append(name)
    return (pair for names in by_key.values() for pair in combinations(names, 2))


def _roots(words: Iterable[str]) -> dict[str, str]:
    """Return for each word the shortest one it may be the long form of; the same for any two of `_same_word`."""
    roots, root = {}, ""
    for word in sorted(words):  # a short form comes just before its long ones
        if not (root and word.startswith(root)):
            root = word if _may_be_short(word) else ""
        roots[word] = root or word
    return roots


def _alike(left: Words, right: Words) -> bool:
    return all(_same_word(*sorted(pair)) for pair in zip(left, right, strict=True))


def _same_word(short: str, long: str) -> bool:
    return short == long or (_may_be_short(short) and long.startswith(short))


def _may_be_short(word: str) -> bool:
    return len(word) > 3 and word.isalpha()
