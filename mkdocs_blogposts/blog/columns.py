"""How wide a text is, and where it may be cut, in any script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import category, combining, east_asian_width

Span = tuple[int, int]

_SPACES = frozenset(" \t\n\u200b\u3000")
_CLOSING = frozenset(
    "」』）】》〉、。，；：！？.,;:!?)]}’”»›…‥〕〗〙〛｝］｣｡､ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ〜～・％%℃·"
)
_OPENING = frozenset("「『（【《〈([{‘“«‹〔〖〘〚｛［｢")
_EITHER_WAY = frozenset("\"'")
_DANGLING = "".join(_OPENING) + "\"' \t\n\u200b\u3000.,;:、。，；：…‥·-‐–—―⸺"

_CLOSERS = "[\"'”’»›」』）】》〉〕\\])}]*"
_CJK = "[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SENTENCE_END = re.compile(
    rf"""(?: (?P<spaced>[.!?…‽؟۔।॥։።]+{_CLOSERS})(?=\s)
    | [。！？｡][。！？｡…]*{_CLOSERS}
    | (?<={_CJK})[.!?]+{_CLOSERS}(?={_CJK})
    | …+{_CLOSERS}(?={_CJK}) )""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[^\s(\[{\"'“‘«„]*\Z")
_ABBREVIATION = re.compile(r"(?:[^\W\d]{1,2}\.)*[^\W\d]|(?:[^\W\d]{1,2}\.)+[^\W\d]{1,2}|\d{1,2}")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st vs no nr fig eq vol ed cf al approx ca bzw vgl bspw sog hr fr mme mlle см".split()
)


@lru_cache(maxsize=4096)
def _columns(char: str) -> int:
    if category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def columns(text: str) -> int:
    """Return the display columns a text fills: two for East Asian wide characters, none for marks."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def fit(text: str, limit: int) -> int:
    """Return how many characters of `text` fit into `limit` columns."""
    if text.isascii():
        return max(0, min(limit, len(text)))
    filled = 0
    for index, char in enumerate(text):
        filled += _columns(char)
        if filled > limit:
            return index
    return len(text)


@lru_cache(maxsize=4096)
def is_unspaced(char: str) -> bool:
    """Whether a character belongs to a script that puts no spaces between words (Hangul does)."""
    return char != "" and east_asian_width(char) in "WF" and not _is_hangul(char)


def _is_hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7ff" or "\u1100" <= char <= "\u11ff" or "\u3131" <= char <= "\u318f"


def shorten(text: str, limit: int, whole: Sequence[Span] = ()) -> tuple[int, str]:
    """Return where `text` must end to fill at most `limit` columns, and the "…" that then follows, if any.

    A sentence's end if one lies in the last third, else a word's; never inside a span in `whole`.
    """
    most = fit(text, limit)
    if most == len(text):
        return most, ""
    end = _sentence_end(text, fit(text, limit * 2 // 3), most, whole)
    if end:
        return end, ""
    end = _word_end(text, fit(text, limit - 1), whole)
    # What stands in a span stays as it is: the dot in `<code>a.</code>` is no full stop.
    kept = max((stop for _, stop in whole if stop <= end), default=0)
    return kept + len(text[kept:end].rstrip(_DANGLING)), "…"


def _sentence_end(text: str, least: int, most: int, whole: Sequence[Span]) -> int:
    """Return the end of the last sentence that ends between `least` and `most`, or 0."""
    found = 0
    for match in _SENTENCE_END.finditer(text[: most + 32]):
        end = match.end()
        if least <= end <= most and _may_end(text, end, whole) and not _goes_on(text, match):
            found = end
    return found


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence continues after what looks like its end: "e.g.", "J. Smith", "3. Oktober"."""
    if match["spaced"] is None:
        return False
    if text[match.end() : match.end() + 8].lstrip()[:1].islower():
        return True
    last_word = _LAST_WORD.search(text[max(0, match.start() - 32) : match.start()])
    assert last_word is not None
    word = last_word[0] if match[0] == "." else ""
    return bool(_ABBREVIATION.fullmatch(word)) or word.casefold() in _ABBREVIATIONS


def _word_end(text: str, most: int, whole: Sequence[Span]) -> int:
    """Return the last end of a word up to `most`; of anything that may be parted, if no word ends."""
    ends = range(most, 0, -1)
    for end in ends:
        if _is_word_end(text[end - 1], text[end]) and _may_end(text, end, whole):
            return end
    return next((end for end in ends if _may_end(text, end, whole)), 0) or next(
        (end for end in ends if not _is_joined(text, end)), most
    )


def _is_word_end(before: str, after: str) -> bool:
    if after in _SPACES or before in _SPACES:
        return after in _SPACES and before not in _SPACES
    if before in _OPENING or not _EITHER_WAY.isdisjoint((before, after)):
        return False
    return is_unspaced(before) or is_unspaced(after)


def _may_end(text: str, end: int, whole: Sequence[Span]) -> bool:
    """Whether a cut at `end` parts nothing that belongs together."""
    if any(start < end < stop for start, stop in whole) or _is_joined(text, end):
        return False
    return text[end : end + 2].lstrip()[:1] not in _CLOSING


def _is_joined(text: str, end: int) -> bool:
    """Whether the characters around `end` make one sign: a letter with its marks, a flag, a family."""
    before, after = text[end - 1], text[end]
    if before in "\u200c\u200d" or combining(before) == 9 or _extends(after):  # 9 is a virama
        return True
    return _is_flag_half(after) and _flag_halves_before(text, end) % 2 == 1


def _extends(char: str) -> bool:
    return (
        category(char).startswith("M")
        or char in "\u200c\u200d\uff9e\uff9f"
        or "\u1160" <= char <= "\u11ff"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flag_halves_before(text: str, end: int) -> int:
    start = end
    while start and _is_flag_half(text[start - 1]):
        start -= 1
    return end - start
