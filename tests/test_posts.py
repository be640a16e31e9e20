"""Posts: their front matter, dates, authors and the defaults of their folders."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites import Site, build_site

NO_DATE = (
    "a post without a date. Add `date: 2026-11-22` to its front matter, "
    "or put `2026-11-22-` at the head of its file name"
)

BAD_FRONT_MATTER = """
=== docs/blog/posts/good.md
---
date: 2026-01-02
title: Good
---
Good text.
=== docs/blog/posts/quote.md
---
date: 2026-01-02
title: "Unclosed
---
Text.
=== docs/blog/posts/tab.md
---
date: 2026-01-02
tags:
\t- a
---
Text.
=== docs/blog/posts/list.md
---
- date
- title
---
Text.
=== docs/blog/posts/plain.md
---
Just a sentence.
---
Text.
=== docs/blog/posts/unfinished.md
---
date: 2026-01-02

Text.
=== docs/blog/posts/late.md

---
date: 2026-01-02
---
Text.
=== docs/blog/posts/command.md
---
date: 2026-01-02
title: !!python/object/apply:os.mkdir [ran]
---
Text.
=== docs/blog/posts/empty.md
=== docs/blog/posts/bare.md
Only text.
"""


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(tmp_path_factory.mktemp("bad"), BAD_FRONT_MATTER)


@pytest.mark.parametrize(
    "message",
    [
        'quote.md:3: the quotation mark " is never closed. Add " at the value\'s end',
        "tab.md:4: a tab character in the indentation. Indent with spaces",
        "list.md:2: the front matter is a list, not keys with values. Write lines such as `title: My post`",
        "plain.md:2: the front matter is plain text, not keys with values. Write lines such as `title: My post`",
        "unfinished.md:1: the front matter is never closed. End it with a line `---`",
        "late.md:2: front matter must begin on the first line. Delete the empty space before `---`",
        "command.md:3: the tag `!!python/object/apply:os.mkdir` is not accepted. Delete it",
        f"empty.md:1: {NO_DATE}",
        f"bare.md:1: {NO_DATE}",
    ],
    ids=lambda message: message.split(".")[0],
)
def test_front_matter_that_cannot_be_read_is_named_with_file_line_and_remedy(bad: Site, message: str) -> None:
    source = message.split(":")[0]
    assert [each for each in bad.warnings if source in each] == [f"blog/posts/{message}"]


def test_all_bad_posts_are_left_out_and_the_rest_is_built(bad: Site) -> None:
    assert bad.cards() == ["Good"]
    assert not any("posts/" in path for path in bad.files)
    assert len(bad.warnings) == 9
    assert not bad.passes_strict
    assert "Traceback" not in bad.log


def test_no_tag_in_front_matter_runs_anything(bad: Site) -> None:
    assert not Path("ran").exists()
    assert not (bad.folder / "ran").exists()


def test_aliases_that_multiply_end_in_bounded_time(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 12)]
    bomb = "---\ndate: 2026-01-02\n" + "\n".join(lines) + "\n---\nText.\n"
    start = time.perf_counter()
    site = build_site(tmp_path, "", files={"docs/blog/posts/bomb.md": bomb})
    assert time.perf_counter() - start < 5
    assert site.warnings == ["blog/posts/bomb.md:2: the aliases repeat too much. Write the values out"]


TYPES = """
=== docs/blog/posts/int.md
---
date: 2026-01-01
title: 20240425
tags: [1234, zebra, 1.10, yes]
---
=== docs/blog/posts/float.md
---
date: 2026-01-02
title: 1.10
categories: [2024]
---
=== docs/blog/posts/bool.md
---
date: 2026-01-03
title: yes
tags: foo
---
=== docs/blog/posts/null.md
---
date: 2026-01-04
title: null
tags:
categories:
author: null
draft:
---
=== docs/blog/posts/date.md
---
date: 2026-01-05
title: 2026-11-22
tag: 007
---
=== docs/blog/posts/list.md
---
date: 2026-01-06
title: [One, Two]
---
=== docs/blog/posts/text.md
---
date: 2026-01-07
title: "On & <off>: *stars*"
---
"""


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(tmp_path_factory.mktemp("typed"), TYPES)


def test_titles_are_shown_as_typed(typed: Site) -> None:
    assert typed.cards() == ["On & <off>: *stars*", "List", "2026-11-22", "Null", "yes", "1.10", "20240425"]
    for path, title in [
        ("blog/2026/01/01/20240425/", "20240425"),
        ("blog/2026/01/02/110/", "1.10"),
        ("blog/2026/01/03/yes/", "yes"),
        ("blog/2026/01/05/2026-11-22/", "2026-11-22"),
        ("blog/2026/01/07/on---stars/", "On & <off>: *stars*"),
    ]:
        assert typed.texts(path, "h1") == [title]


def test_a_title_that_is_no_single_value_is_reported_and_the_file_name_stands_in(typed: Site) -> None:
    assert typed.warnings == ["blog/posts/list.md:3: `title` is not a single value. Write `title: one text`"]
    assert typed.texts("blog/2026/01/06/list/", "h1") == ["List"]


def test_numbers_and_words_are_tags_as_typed(typed: Site) -> None:
    assert typed.texts("blog/tags/", ".blogposts-chip") == [
        f"{name} 1" for name in ("007", "1.10", "1234", "foo", "yes", "zebra")
    ]
    assert typed.texts("blog/category/", ".blogposts-chip") == ["2024 1"]
    assert typed.cards("blog/tags/1234/") == ["20240425"]


def test_a_single_tag_needs_no_list(typed: Site) -> None:
    assert typed.cards("blog/tags/foo/") == ["yes"]
    assert typed.cards("blog/tags/007/") == ["2026-11-22"]


def test_a_key_without_a_value_counts_as_not_written(typed: Site) -> None:
    assert typed.texts("blog/2026/01/04/null/", ".blogposts-chip") == []
    assert not any("null.md" in each for each in typed.warnings + typed.hints)


DATES = """
=== docs/blog/posts/day.md
---
title: A day
date: 2026-03-01
---
=== docs/blog/posts/clock.md
---
title: A day with a time
date: 2026-03-01 08:30:00
---
=== docs/blog/posts/later.md
---
title: The same day, later
date: 2026-03-01 17:05:00
---
=== docs/blog/posts/india.md
---
title: India, before London
date: 2026-03-02T02:00:00+05:30
---
=== docs/blog/posts/london.md
---
title: London
date: 2026-03-01T21:00:00Z
---
=== docs/blog/posts/quoted.md
---
title: Quoted
date: "2026-02-27"
---
=== docs/blog/posts/mapping.md
---
title: Two dates
date:
  created: 2026-02-26
  updated: 2026-02-28
---
=== docs/blog/posts/2026-02-25-named.md
# Named
=== docs/blog/posts/2026/02/24/folders.md
# Folders
=== docs/blog/posts/2025-12-29.md
---
title: Late December
---
=== docs/blog/posts/2027-01-03-early.md
---
title: Early January
draft: false
---
"""


@pytest.fixture(scope="module", params=["UTC", "Pacific/Auckland"])
def dated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site built on machines in two time zones."""
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone cannot be changed here")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield build_site(tmp_path_factory.mktemp("dated"), DATES)
    time.tzset()


def test_days_times_and_offsets_are_sorted_by_instant(dated: Site) -> None:
    assert dated.warnings == []
    assert dated.cards() == [
        "Early January",
        "London",
        "India, before London",
        "The same day, later",
        "A day with a time",
        "A day",
        "Quoted",
        "Two dates",
        "Named",
        "Folders",
    ]
    assert dated.cards("blog/page/2/") == ["Late December"]


def test_the_day_shown_is_the_day_the_author_wrote_wherever_it_is_built(dated: Site) -> None:
    assert "March 2, 2026" in dated.text("blog/2026/03/02/india-before-london/")
    assert "March 1, 2026" in dated.text("blog/2026/03/01/london/")
    assert "March 1, 2026" in dated.text("blog/2026/03/01/a-day/")


def test_a_date_without_a_time_shows_none(dated: Site) -> None:
    assert dated.values("blog/2026/03/01/a-day/", ".blogposts-byline time", "datetime") == ["2026-03-01"]
    assert not any(sign in dated.text("blog/2026/03/01/a-day/") for sign in ("00:00", "12:00", "AM"))


def test_the_last_change_is_shown_on_the_post(dated: Site) -> None:
    assert "Updated February 28, 2026" in dated.text("blog/2026/02/26/two-dates/")


def test_days_around_new_year_are_filed_under_their_own_year(dated: Site) -> None:
    assert dated.cards("blog/archive/2025/") == ["Late December"]
    assert dated.cards("blog/archive/2027/") == ["Early January"]
    assert dated.exists("blog/2025/12/29/late-december/")


def test_what_is_no_date_is_named_with_file_line_and_value(tmp_path: Path) -> None:
    written = {
        "month": "2026-13-45",
        "hour": "2026-11-22 25:00:00",
        "clock": "25:00:00",
        "word": "yesterday",
        "digits": "20260102",
        "items": "[2026, 1, 2]",
        "keys": "{updated: 2026-01-02}",
        "null": "",
    }
    files = {f"docs/blog/posts/{name}.md": f"---\ntitle: {name}\ndate: {date}\n---\n" for name, date in written.items()}
    site = build_site(tmp_path, "", files=files)
    found = {each.split(".md")[0].rpartition("/")[2]: each.split(": ", 1) for each in site.warnings}
    assert {name: place.split(":")[-1] for name, (place, _) in found.items()} == {
        **dict.fromkeys(written, "3"),
        "null": "1",
    }
    told = {name: fault for name, (_, fault) in found.items()}
    remedy = ". Write a date like 2026-11-22, 2026-11-22 08:30 or 2026-11-22T08:30:00+08:00"
    assert told == {
        "month": f'`date`: "2026-13-45" is not a date: there is no such day or time{remedy}',
        "hour": f'`date`: "2026-11-22 25:00:00" is not a date: there is no such day or time{remedy}',
        "clock": f'`date`: "25:00:00" is not a date{remedy}',
        "word": f'`date`: "yesterday" is not a date{remedy}',
        "digits": f'`date`: "20260102" is not a date{remedy}',
        "items": f"`date`: a list is not a date{remedy}",
        "keys": "`date` has no `created`. Add `created:` under `date:`",
        "null": NO_DATE,
    }
    assert not site.passes_strict
    assert site.cards() == []


@pytest.mark.parametrize(
    ("language", "shown"),
    [("pt-BR", "1 de março de 2026"), ("zh-CN", "2026年3月1日"), ("de", "1. März 2026"), ("", "March 1, 2026")],
)
def test_dates_are_written_in_the_language_of_the_blog_whatever_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, shown: str
) -> None:
    for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_TIME"):
        monkeypatch.delenv(name, raising=False)
    setting = f"language: {language}" if language else ""
    site = build_site(tmp_path, "=== docs/blog/posts/a.md\n---\ndate: 2026-03-01\n---\n# A\n", setting)
    assert shown in site.text("blog/2026/03/01/a/")


AUTHORS = """
=== docs/blog/.authors.yml
authors:
  mira:
    name: Mira Halvorsen & Sons
    avatar: assets/mira.png
    description: Writes.
    url: https://example.org/mira
  shen:
    name: Shen Yan
    avatar: https://www.gravatar.com/avatar/0123
  bare:
    description: Nobody gave a name.
  stray: [a, b]
=== docs/assets/mira.png
png
=== docs/blog/posts/a.md
---
date: 2026-01-01
authors: [mira, shen]
---
# A
=== docs/blog/posts/b.md
---
date: 2026-01-02
title: B
authors:
  - shne
---
=== docs/blog/posts/c.md
---
date: 2026-01-03
author: bare
---
# C
"""


@pytest.fixture(scope="module")
def authored(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("authors")
    return build_site(folder, AUTHORS, "authors_profiles: true", site="site_url: https://example.org/sub/path/")


def test_an_author_that_the_authors_file_lacks_is_named_with_post_file_and_the_nearest_id(authored: Site) -> None:
    assert 'blog/posts/b.md:4: no author "shne" in blog/.authors.yml. Did you mean "shen"?' in authored.warnings
    assert not authored.passes_strict
    assert "shne" in authored.text("blog/2026/01/02/b/")


def test_faults_in_the_authors_file_are_named_and_hide_no_other_author(authored: Site) -> None:
    assert [each for each in authored.warnings if each.startswith("blog/.authors.yml")] == [
        'blog/.authors.yml:10: author "bare" has no name. Add `name:`; the id is shown instead',
        'blog/.authors.yml:12: author "stray" is a list. Write `stray: {name: …}`',
    ]
    assert "Mira Halvorsen & Sons" in authored.text("blog/2026/01/01/a/")


def test_an_authors_file_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        """
        === docs/blog/.authors.yml
        authors:
          mira:
            name: "Mira
        === docs/blog/posts/a.md
        ---
        date: 2026-01-01
        author: mira
        ---
        # A
        """,
    )
    assert site.warnings[0] == 'blog/.authors.yml:3: the quotation mark " is never closed. Add " at the value\'s end'
    assert site.cards() == ["A"]


def test_pictures_of_authors_are_found_from_every_depth(authored: Site) -> None:
    for path, name in [("blog/author/", "png"), ("blog/author/mira/", "png"), ("blog/author/shen/", "0123")]:
        assert any(src.endswith(name) for src in authored.values(path, "img.blogposts-avatar", "src")), path
    local = authored.values("blog/author/mira/", "img.blogposts-avatar", "src")
    assert [authored.leads_to("blog/author/mira/", src) for src in local] == ["assets/mira.png"]
    assert authored.dead_links() == []


def test_names_are_authors_where_there_is_no_authors_file(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        "=== docs/blog/posts/a.md\n---\ndate: 2026-01-01\nauthor: Zhang San\n---\n# A\n",
        "authors_profiles: true",
    )
    assert site.warnings == []
    assert site.texts("blog/2026/01/01/a/", "bdi") == ["Zhang San"]
    assert site.cards("blog/author/zhang-san/") == ["A"]


def test_what_another_plugin_does_to_the_description_does_not_reach_date_and_title(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        """
        === hooks.py
        def on_page_read_source(page, config):
            if page.file.src_uri.endswith("a.md"):
                return "---\\nsummary: Rewritten\\n---\\nText of another plugin.\\n"
        === docs/blog/posts/a.md
        ---
        date: 2026-01-01
        title: A
        summary: As *said* in [@smith2020]
        ---
        Text.
        """,
        site="hooks: [hooks.py]",
    )
    assert site.warnings == []
    assert site.cards() == ["A"]
    assert "As *said* in [@smith2020]" in site.text("blog/")
    assert "Text of another plugin." in site.text("blog/2026/01/01/a/")


def test_a_key_that_is_nearly_one_of_ours_gets_a_hint(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        "=== docs/blog/posts/a.md\n---\ndate: 2026-01-01\ncatagories: [x]\nmy_own: 1\nstatus: new\n---\n# A\n",
    )
    assert site.warnings == []
    assert site.passes_strict
    assert site.hints == ['blog/posts/a.md:3: unknown key `catagories`. Did you mean "categories"?']


def test_folders_give_defaults_nearest_value_first_and_lists_add_up(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        """
        === docs/blog/posts/.meta.yml
        author: Outer
        tags: [outer]
        draft: false
        === docs/blog/posts/deep/.meta.yml
        author: Inner
        tags: [inner]
        === docs/blog/posts/a.md
        ---
        date: 2026-01-01
        ---
        # A
        === docs/blog/posts/deep/b.md
        ---
        date: 2026-01-02
        tags: [own]
        ---
        # B
        === docs/blog/posts/deep/c.md
        ---
        date: 2026-01-03
        author: Own
        ---
        # C
        """,
    )
    authors = {name: site.texts(f"blog/2026/01/0{day}/{name}/", "bdi") for day, name in enumerate("abc", 1)}
    assert authors == {"a": ["Outer"], "b": ["Inner"], "c": ["Own"]}
    chips = {name: site.texts(f"blog/2026/01/0{day}/{name}/", ".blogposts-chip") for day, name in enumerate("abc", 1)}
    assert chips == {"a": ["outer"], "b": ["outer", "inner", "own"], "c": ["outer", "inner"]}
    assert site.warnings == []


def test_a_fault_in_a_folders_defaults_is_named(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        "=== docs/blog/posts/.meta.yml\ntags: [a\n=== docs/blog/posts/a.md\n---\ndate: 2026-01-01\n---\n# A\n",
    )
    remedy = 'Add "]", or put the value in quotes if it is plain text'
    assert site.warnings == [f'blog/posts/.meta.yml:1: "[" is not closed, or a comma is missing. {remedy}']
    assert site.cards() == ["A"]


@pytest.mark.parametrize("style", ["list", "cards", "full"])
def test_a_protected_post_shows_title_and_description_only(tmp_path: Path, style: str) -> None:
    site = build_site(
        tmp_path,
        """
        === docs/blog/posts/a.md
        ---
        date: 2026-01-01
        title: Behind a password
        description: What it is about.
        password: sesame
        ---
        First secret.

        <!-- more -->

        Second secret.
        === docs/blog/posts/b.md
        ---
        date: 2026-01-02
        title: Without a description
        password: sesame
        ---
        Third secret.
        """,
        f"list_style: {style}",
    )
    assert site.cards() == ["Without a description", "Behind a password"]
    lists = [path for path in site.files if path.endswith(".html") and not path.startswith("blog/2026/")]
    assert not any("secret" in site.html(path) for path in lists)
    assert "What it is about." in site.card("blog/", "Behind a password")
    if style != "cards":  # which show text only
        assert "protected by a password" in site.card("blog/", "Without a description")


def test_posts_that_another_plugin_generates_are_posts(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        """
        === hooks.py
        from mkdocs.structure.files import File

        def on_files(files, config):
            text = "---\\ndate: 2026-01-02\\ntags: [made]\\n---\\n# Generated\\n\\nBy a plugin.\\n"
            files.append(File.generated(config, "blog/posts/generated.md", content=text))
            path = config.config_file_path.replace("mkdocs.yml", "elsewhere.md")
            files.append(File.generated(config, "blog/posts/elsewhere.md", abs_src_path=path))
            return files
        === elsewhere.md
        ---
        date: 2026-01-03
        ---
        # From elsewhere
        === docs/blog/posts/a.md
        ---
        date: 2026-01-01
        ---
        # A
        """,
        site="hooks: [hooks.py]",
    )
    assert site.warnings == []
    assert site.cards() == ["From elsewhere", "Generated", "A"]
    assert "By a plugin." in site.text("blog/2026/01/02/generated/")
    assert site.cards("blog/tags/made/") == ["Generated"]


def test_the_posts_folder_may_lie_outside_the_blogs(tmp_path: Path) -> None:
    site = build_site(tmp_path, "=== docs/articles/a.md\n---\ndate: 2026-01-01\n---\n# A\n", "post_dir: articles")
    assert site.warnings == []
    assert site.cards() == ["A"]
    assert site.exists("blog/2026/01/01/a/")


def test_the_posts_folder_is_compared_by_whole_segments(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        """
        === docs/blog/posts/a.md
        ---
        date: 2026-01-01
        ---
        # A
        === docs/blog/posts-old/b.md
        # A page, not a post
        === docs/blog/notes/c.md
        # Another page
        === docs/blogs/posts/d.md
        # No blog
        """,
    )
    assert site.warnings == []
    assert site.cards() == ["A"]
    assert {"blog/posts-old/b/index.html", "blog/notes/c/index.html", "blogs/posts/d/index.html"} <= site.files


def test_a_link_of_a_post_that_would_run_a_script_leads_nowhere(tmp_path: Path) -> None:
    text = "=== docs/blog/posts/a.md\n---\ndate: 2026-01-01\nlinks:\n  - Me: javascript:alert(1)\n---\n# A\n"
    site = build_site(tmp_path, text, theme="material")
    assert site.said("blog/posts/a.md:3", "no address")
    assert "javascript:alert" not in site.html("blog/2026/01/01/a/")
