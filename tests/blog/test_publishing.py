from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from mkdocs_blogposts.blog.publishing import as_draft, as_published, dated
from tests.blog.factories import post

NOW = datetime(2026, 11, 22, 20, 30, 15, tzinfo=UTC)
ZONE = timezone(timedelta(hours=8))


def test_a_draft_is_marked_and_the_mark_goes_again() -> None:
    assert as_draft("# A\n") == "---\ndraft: true\n---\n# A\n"
    assert as_published("---\ndraft: true\n---\n# A\n", draft_by_default=False) == "# A\n"


@pytest.mark.parametrize(
    ("text", "by_default"), [("---\na: 1\n---\n", True), ("---\na: 1\nb: &x {draft: yes}\n<<: *x\n---\n", False)]
)
def test_a_mark_from_elsewhere_is_contradicted(text: str, by_default: bool) -> None:
    assert as_published(text, by_default) == text.replace("\n---\n", "\ndraft: false\n---\n")


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("2026-12-01", "2026-11-23"),
        ("2026-12-01 09:00", "2026-11-23 04:30"),
        ('"2026-12-01 09:00"', "2026-11-23 04:30"),
        ("2026-12-01T09:00:00-05:00", "2026-11-22T15:30:15-05:00"),
        ("2026-12-01T09:00:00Z", "2026-11-22T20:30:15+00:00"),
        ("{created: 2026-12-01}", "{created: 2026-11-23}"),
    ],
)
def test_a_date_keeps_its_form(written: str, after: str) -> None:
    plain = written.strip('"').removeprefix("{created: ").removesuffix("}")
    text = f"---\ndate: {written} # c\n---\n"
    assert dated(text, post(date=plain, zone=ZONE), NOW, ZONE, date(2026, 11, 23)) == text.replace(written, after)


def test_a_post_without_a_date_gets_the_day() -> None:
    undated = post(date="2026-11-22")
    assert dated("", undated, NOW, ZONE, date(2026, 11, 23)) == "---\ndate: 2026-11-23\n---\n"
