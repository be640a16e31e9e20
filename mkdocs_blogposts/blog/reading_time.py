"""How long a post takes to read, each script counted at its own rate, and how long it is."""

from __future__ import annotations

import re
from math import ceil

from .html import BREAK, parse, remove
from .running_text import RunningText, running_text

SPACED = 238
"""Words a minute, in silent reading; the rates are collected with their sources in getzola/zola#3145."""
KOREAN = 202
"""Words a minute."""
CHINESE = 439
"""Characters a minute."""
JAPANESE = 653
"""Characters a minute, in text that has kana."""

_FIRST_IMAGE, _LAST_IMAGE = 12, 3
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"
_HAN_OR_KANA = re.compile(f"[{HAN}{KANA}]+")
_HAS_KANA = re.compile(f"[{KANA}]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_APART = rf"\s\u2014\u2026\u3000-\u303f\uff00-\uff65{HAN}{KANA}"
_ASCII_SIGNS = {code: None for code in range(128) if not (chr(code).isalnum() or chr(code).isspace())}
_WORD = re.compile(rf"(?![0-9]\ufe0f?\u20e3)(?![_{_APART}])\w[^{_APART}]*")
_SIGNS = re.compile(r"\W+")


def reading_time(html: str, words_per_minute: int | None = None, cjk_per_minute: int | None = None) -> int:
    """Return the minutes it takes to read a post's HTML; see `minutes_to_read`."""
    return minutes_to_read(running_text(html), words_per_minute, cjk_per_minute)


def minutes_to_read(read: RunningText, words_per_minute: int | None = None, cjk_per_minute: int | None = None) -> int:
    """Return the minutes it takes to read a text, to the nearest and at least 1.

    Code, drawings and formulas are left out. `words_per_minute` replaces the rate of spaced scripts, and the
    others change in proportion, unless `cjk_per_minute` replaces the rate of Chinese, and Japanese and Korean change
    in proportion to that; the time for images stays.
    """
    text = read.text
    pace = (words_per_minute or SPACED) / SPACED
    cjk_pace = cjk_per_minute / CHINESE if cjk_per_minute else pace
    # Only in text with kana does it matter where a block ends.
    blocks = text.split(BREAK) if _HAS_KANA.search(text) else [text.replace(BREAK, "\n")]
    spaced, cjk = map(sum, zip(*map(_minutes, blocks), strict=True))
    minutes = spaced / pace + cjk / cjk_pace + _seconds(read.images) / 60
    return max(1, int(minutes + 0.5))


def reading_time_there(html: str, words_per_minute: int) -> int | None:
    """Return the minutes that Material's blog gives for a post; None for Chinese and Japanese, which it cannot count.

    There, code and formulas are read like any text, every sign parts words, and minutes are rounded up.
    """
    body = parse(html)
    images = len(body.css("img"))
    remove(body.css("object, script, style, svg"))
    text = body.text()
    words = len(_SIGNS.split(text))
    if sum(map(len, _HAN_OR_KANA.findall(text))) * 10 > words:
        return None
    return ceil((ceil(words / words_per_minute * 60) + _seconds(images)) / 60)


def count_words(html: str) -> int:
    """Return the number of words in a post; in Chinese and Japanese, of characters. Code is left out as above."""
    text = running_text(html).text.replace(BREAK, "\n")
    characters = sum(map(len, _HAN_OR_KANA.findall(text)))
    return len(_WORD.findall(text)) + characters


def _minutes(block: str) -> tuple[float, float]:
    """Return the minutes that a block of text takes: its spaced scripts, and its Chinese, Japanese and Korean."""
    if block.isascii():
        return len(block.translate(_ASCII_SIGNS).split()) / SPACED, 0
    words = _WORD.findall(block)
    korean = sum(1 for word in words if _HANGUL.search(word)) if _HANGUL.search(block) else 0
    characters = sum(map(len, _HAN_OR_KANA.findall(block)))
    rate = JAPANESE if _HAS_KANA.search(block) else CHINESE
    return (len(words) - korean) / SPACED, korean / KOREAN + characters / rate


def _seconds(images: int) -> int:
    """Return the seconds that images take: 12 the first, 11 the second, from the tenth on 3 each."""
    return sum(max(_FIRST_IMAGE - number, _LAST_IMAGE) for number in range(images))
