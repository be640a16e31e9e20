from mkdocs_blogposts.blog.settings import Archive, Paging, Settings, TermNotes
from tests.blog.factories import archive, settings, taxonomy


def test_a_taxonomy_is_found_by_its_name() -> None:
    tags, categories = taxonomy("tags"), taxonomy("categories")
    rules = settings(taxonomies=(tags, categories))
    assert [rules.taxonomy(name) for name in ("tags", "categories", "series")] == [tags, categories, None]


def test_what_the_writer_did_not_decide_is_as_in_materials_blog() -> None:
    rules: Settings = settings()
    assert (rules.post_url_format, rules.post_url_date_format) == ("{date}/{slug}", "yyyy/MM/dd")
    assert (rules.post_url_max_categories, rules.page_url_format, rules.separator) == (1, "page/{page}", "-")
    assert rules.paging == Paging(enabled=True, per_page=10, orphans=0, from_oldest=False)
    assert (rules.archive, rules.taxonomies, rules.zone, rules.preview, rules.toc) == (None, (), None, False, False)


def test_future_posts_wait_unless_the_writer_says_otherwise() -> None:
    assert settings().hold_future is True


def test_an_archive_is_by_year() -> None:
    years: Archive = archive()
    assert (years.date_format, years.url_date_format, years.url_format) == ("yyyy", "yyyy", "archive/{date}")
    assert (years.overview, years.toc) == ("archive", False)


def test_notes_say_nothing_of_a_term_by_default() -> None:
    assert TermNotes() == TermNotes(title="", slug="", description="", image="", order=None, line=0)
