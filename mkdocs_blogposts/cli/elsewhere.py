"""Asks servers elsewhere whether pages are there: a few at a time, and not for ever."""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import OpenerDirector, Request, build_opener

AT_A_TIME = 8
"""Servers asked at once."""
TIMEOUT = 10.0
"""Seconds to wait for one answer."""
TIME = 120.0
"""Seconds after which no more are asked."""

_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; mkdocs-blogposts check)", "Accept": "*/*"}
_NO_HEAD = frozenset({400, 403, 404, 405, 406, 410, 501})
"""Answers that some servers give to a question for the head of a page alone."""


def ask_all(urls: Iterable[str], timeout: float = TIMEOUT, seconds: float = TIME) -> dict[str, int | str]:
    """Return for each URL the status that its server answers with, or why there was no answer.

    What could not be asked in time is left out.
    """
    end, opener = time.monotonic() + seconds, build_opener()

    def answer(url: str) -> int | str | None:
        return _ask(opener, url, timeout) if time.monotonic() < end else None

    urls = [*urls]
    with ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="blogposts") as pool:
        answers = zip(urls, pool.map(answer, urls), strict=True)
        return {url: found for url, found in answers if found is not None}


def _ask(opener: OpenerDirector, url: str, timeout: float) -> int | str:
    answer = _answer(opener, url, "HEAD", timeout)
    return _answer(opener, url, "GET", timeout) if answer in _NO_HEAD else answer


def _answer(opener: OpenerDirector, url: str, method: str, timeout: float) -> int | str:
    try:
        with opener.open(Request(url, method=method, headers=_HEADERS), timeout=timeout) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except URLError as error:
        return _why(error.reason)
    except (OSError, HTTPException, ValueError) as error:
        return _why(error)


def _why(reason: object) -> str:
    said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return "no answer" if isinstance(reason, TimeoutError) else f"no answer ({said})"
