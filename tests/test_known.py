"""What the writing loop knows of sources tells edits from files that are only written again."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.structure.files import File, Files

from mkdocs_blogposts.live.changes import Known


@pytest.fixture
def site(tmp_path: Path) -> Any:
    (tmp_path / "page.md").write_text("As it is served.")
    docs = str(tmp_path)
    files = Files([File("page.md", docs, str(tmp_path / "site"), use_directory_urls=True)])
    return SimpleNamespace(files=files, config=SimpleNamespace(docs_dir=docs))


def test_a_page_that_was_looked_at_differs_once_it_is_edited(site: Any, tmp_path: Path) -> None:
    known, page = Known(), tmp_path / "page.md"
    known.look_at(site.files, site.config.docs_dir)
    assert not known.differs(page)
    page.write_text("Edited.")
    assert known.differs(page)


def test_an_edit_of_the_moment_before_a_build_differs_from_what_is_served(site: Any, tmp_path: Path) -> None:
    known, page = Known(), tmp_path / "page.md"
    known.look_at(site.files, site.config.docs_dir)
    page.write_text("Edited, and the server has not heard of it yet.")
    known.look_at(site.files, site.config.docs_dir)
    assert known.differs(page)
    known.look_at(site.files, site.config.docs_dir)
    assert not known.differs(page)
