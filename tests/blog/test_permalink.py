import unicodedata
from datetime import datetime, timedelta, timezone
from urllib.parse import urljoin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.permalink import (
    Address,
    file_address,
    format_when,
    is_safe,
    join,
    next_free,
    page_address,
    relative_url,
    safe_segment,
    safe_segments,
)


@pytest.mark.parametrize(
    ("path", "directory_urls", "dest_uri", "url"),
    [
        ("blog/hello", True, "blog/hello/index.html", "blog/hello/"),
        ("blog/hello", False, "blog/hello.html", "blog/hello.html"),
        ("blog/index", True, "blog/index.html", "blog/"),
        ("blog/index", False, "blog/index.html", "blog/index.html"),
        ("blog/README", True, "blog/index.html", "blog/"),
        ("index", True, "index.html", "./"),
        ("index", False, "index.html", "index.html"),
        ("a b/你好?", True, "a b/你好?/index.html", "a%20b/%E4%BD%A0%E5%A5%BD%3F/"),
    ],
)
def test_a_page_lives_where_mkdocs_would_put_it(path: str, directory_urls: bool, dest_uri: str, url: str) -> None:
    assert page_address(path, directory_urls) == Address(dest_uri, url)


@pytest.mark.parametrize(
    ("dest_uri", "directory_urls", "url"),
    [
        ("a/b.png", True, "a/b.png"),
        ("a/index.html", True, "a/"),
        ("a/index.html", False, "a/index.html"),
        ("index.html", True, "./"),
        ("a/x y.html", True, "a/x%20y.html"),
    ],
)
def test_only_an_index_is_a_directory(dest_uri: str, directory_urls: bool, url: str) -> None:
    assert file_address(dest_uri, directory_urls) == Address(dest_uri, url)


@pytest.mark.parametrize(
    ("url", "base", "relative"),
    [
        ("a/b/", "a/", "b/"),
        ("a/", "a/b/", "../"),
        ("a/b/", "a/c/", "../b/"),
        ("a/b/", "a/b/", "./"),
        ("./", "a/b/", "../../"),
        ("./", "./", "./"),
        (".", "a/", "../"),
        ("a/", "./", "a/"),
        ("a/", "", "a/"),
        ("a/b.html", "a/c.html", "b.html"),
        ("a/b.html", "a/b.html", "b.html"),
        ("x/b/c/", "y/b/c/", "../../../x/b/c/"),
        ("a.png", "a/b.html", "../a.png"),
    ],
)
def test_a_url_is_seen_from_a_page(url: str, base: str, relative: str) -> None:
    assert relative_url(url, base) == relative


_URLS = st.lists(st.sampled_from("abc"), max_size=3).map(lambda names: "".join(f"{each}/" for each in names) or "./")


@given(_URLS, _URLS, st.sampled_from(["", "x.html"]))
def test_a_relative_url_leads_back(url: str, base: str, name: str) -> None:
    site = "https://x.example/"
    url = (url + name).removeprefix("./") or "./"
    assert urljoin(urljoin(site, base), relative_url(url, base)) == urljoin(site, url)


@pytest.mark.parametrize(
    ("pattern", "locale", "text"),
    [
        ("yyyy/MM/dd", "en", "2026/01/02"),
        ("long", "en", "January 2, 2026"),
        ("short", "de", "02.01.26"),
        ("full", "zh", "2026年1月2日星期五"),
        ("medium", "en", "Jan 2, 2026"),
        ("HH:mm xxx", "en", "23:30 +08:00"),
        ("", "en", ""),
    ],
)
def test_a_moment_is_shown_in_its_own_offset(pattern: str, locale: str, text: str) -> None:
    when = datetime(2026, 1, 2, 23, 30, tzinfo=timezone(timedelta(hours=8)))
    assert format_when(when, pattern, locale) == text


@pytest.mark.parametrize(
    ("path", "safe"),
    [
        ("hello", "hello"),
        ("a/b", "a/b"),
        ("/a//b/", "a/b"),
        ("../../x", "x"),
        ("a/../b/./c", "a/b/c"),
        (".hidden/..name", "hidden/name"),
        (". ../ .. /x", "x"),
        ("..\\..\\x", "x"),
        ('a<b>c:d"e|f?g*h', "abcdefgh"),
        ("a\x00b\x1f\x7fc", "abc"),
        (" a / b ", "a/b"),
        ("\u3000.\u3000a", "a"),
        ("a.b.", "a.b."),
        ("你好", "你好"),
        ("cafe\u0301", "café"),
        ("e\x00\u0301", "é"),
        ("a" * 300, "a" * 200),
        ("é" * 150, "é" * 100),
        ("a" + "é" * 150, "a" + "é" * 99),
        ("a" * 199 + " b", "a" * 199),
        ("", ""),
        ("..", ""),
    ],
)
def test_segments_are_what_every_file_system_takes(path: str, safe: str) -> None:
    assert safe_segments(path) == safe


@given(st.text(alphabet=st.sampled_from("./\\ \u3000ab\x00\u0301:é中"), max_size=300) | st.text())
def test_safe_segments_stay_below_where_they_start(path: str) -> None:
    safe = safe_segments(path)
    assert safe_segments(safe) == safe
    assert is_safe(safe)
    assert unicodedata.is_normalized("NFC", safe)
    if safe:
        assert all(each and each[0] != "." and len(each.encode()) <= 200 for each in safe.split("/"))


@pytest.mark.parametrize(
    ("path", "safe"),
    [
        ("a/b", True),
        ("/a/", True),
        ("cafe\u0301", True),
        ("a//b", False),
        ("../a", False),
        ("a?", False),
        ("", True),
        ("XaX", True),
    ],
)
def test_a_path_is_safe_when_nothing_but_slashes_at_its_ends_had_to_go(path: str, safe: bool) -> None:
    assert is_safe(path) is safe


@pytest.mark.parametrize(("text", "segment"), [("C/C++", "C-C++"), ("../up", "-up"), ("/", "-"), ("a", "a")])
def test_one_segment_has_no_slash(text: str, segment: str) -> None:
    assert safe_segment(text) == segment


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        (("a", "b"), "a/b"),
        (("", "b"), "b"),
        (("XaX", "X"), "XaX/X"),
        (("/a/", "/b/"), "a/b"),
        (("a", "/", "c/d"), "a/c/d"),
        ((), ""),
    ],
)
def test_paths_are_joined_without_empty_parts(parts: tuple[str, ...], path: str) -> None:
    assert join(*parts) == path


@given(st.sets(st.integers(2, 8)))
def test_the_next_free_path_has_the_first_free_number(taken: set[int]) -> None:
    number = min(set(range(2, 10)) - taken)
    assert next_free("hello", {f"hello-{each}" for each in taken}.__contains__) == f"hello-{number}"


@given(st.text(), st.text())
def test_no_relative_url_names_a_scheme(url: str, base: str) -> None:
    assume("/" not in url)
    assert ":" not in relative_url(page_address(url, True).url, page_address(base, True).url)
