"""The words of a text, counted; where a script has no spaces, pairs of characters stand for words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from operator import add
from sys import intern

from .html import BREAK
from .reading_time import HAN, KANA

_UNSPACED = f"{HAN}{KANA}"
_PARTICLES = "的了是在和不也就都而与與及或这這那有我你他她它们們个個着著被把从從到对對为為之其\u3041-\u309f"
"""What stands between words in most sentences; in Japanese, all that is written in hiragana."""
_OTHERS = re.compile(f"[^{_UNSPACED}]+|[{_PARTICLES}]+")
_WORD = re.compile(rf"[^\W\d_{_UNSPACED}]{{3,}}")
_LETTERS = {code: chr(code).lower() if chr(code).isalpha() else " " for code in range(128)}
"""ASCII as it is counted: letters in lower case, all else a gap."""


MOST = 100
"""As many words tell what a text is about."""


def frequent_words(text: str) -> Counter[str]:
    """Count the most frequent words of a text, and pairs of Chinese and Japanese characters.

    Of those that are equally frequent, the first ones. Numbers, and words of one or two letters, tell little of what
    a text is about.
    """
    counted = _count(text)
    by_count = sorted(counted, key=counted.__getitem__, reverse=True)
    return Counter(
        {intern(word): counted[word] for word in islice((each for each in by_count if " " not in each), MOST)}
    )


def _count(text: str) -> Counter[str]:
    text = text.replace(BREAK, " ")
    if text.isascii():
        counted = Counter(text.translate(_LETTERS).split())
        return Counter({word: count for word, count in counted.items() if len(word) > 2})
    counted = Counter(_WORD.findall(text.lower()))
    unspaced = _OTHERS.sub(" ", text)
    counted.update(map(add, unspaced, unspaced[1:]))
    return counted
