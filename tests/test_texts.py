"""Finished texts, as they are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import characters, text

from mkdocs_blogposts.texts import Texts

ANYTHING = text(characters(codec=None))


@pytest.mark.parametrize("packs", [False, True])
@given(html=ANYTHING)
def test_a_text_is_given_back_as_it_was(html: str, packs: bool) -> None:
    texts = Texts(packs=packs)
    texts["a.md"] = html
    assert texts["a.md"] == str(texts.kept("a.md")) == html


def test_texts_are_a_mapping() -> None:
    texts = Texts(packs=True)
    texts.update({"a.md": "A", "b.md": "B"})
    del texts["a.md"]
    assert (dict(texts), len(texts), texts.get("a.md", "none")) == ({"b.md": "B"}, 1, "none")


def test_a_packed_text_takes_less_room() -> None:
    texts, html = Texts(packs=True), "<p>" + 100 * "缓存 cache " + "</p>"
    texts["a.md"] = html
    kept = texts.kept("a.md")
    assert not isinstance(kept, str)
    assert len(kept.data) < len(html) / 10
