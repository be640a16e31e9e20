"""`blogposts import hugo`: a small site, made for these tests, imported and built."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import Result

from tests.sites import Site, build_again, write_files
from tests.test_cli import blogposts

HUGO = """
=== old/hugo.yaml
baseURL: https://example.org/
title: Notes of Mira
languageCode: en-us
timeZone: Europe/Berlin
params:
  author: Mira
  email: mira@example.org
  homeInfoParams: {Title: Welcome, Content: I write about *nodes*.}
menus:
  main:
    - {name: Writing, pageRef: /posts, weight: 1}
    - {name: Labels, url: /tags/, weight: 2}
    - {name: Me, url: about/, weight: 3}
    - {name: Code, url: "https://codeberg.org/mira", weight: 4}
=== old/content/about.md
+++
title = "About"
aliases = ["/me/"]
+++
See [the first](posts/first.md) and [this list](/tags/).
=== old/content/posts/_index.md
---
title: All posts
---
Everything, newest first.
=== old/content/posts/first.md
---
Title: "A first: look"
Date: 2025-03-01T09:00:00+01:00
lastmod: 2025-04-01
Tags: [linux, "C++"]
categories: Notes
series: [Nodes]
author: Mira
summary: In short.
aliases: [/2019/first.html, older]
weight: 1
---
Start {{< relref "bundle/index.md#end" >}}[x]({{< ref "bundle" >}}).

<!--more-->

- one
  - two

    deep
1. uno
   ```go {linenos=true,hl_lines=[2]}
   a := 1
   ```
=== old/content/posts/bundle/index.md
+++
title = "A bundle"
date = 2025-05-01
slug = "other-name"
draft = false
[cover]
image = "desk.png"
alt = "A desk"
+++
![A desk](desk.png) and <img src="/img/logo.png">, ![logo](/img/logo.png)

{{< figure src="desk.png" alt="Desk" caption="Where it *began*" >}}

{{< youtube abc123 >}} {{< param email >}}

{{% details summary="More" %}}
Inside **bold**.
{{% /details %}}

{{< notice warning "Careful" >}}
- a
  - b
{{< /notice >}}

{{< badge text="own" >}}

{{< code "/code/a.rb" >}} {{< code "../../../outside.rb" >}}

{{< strange one="two" >}}
{{</* kept */>}}

{{< highlight python "linenos=table" >}}
print("{{ x }}")
{{< /highlight >}}
=== old/content/posts/draft.md
---
title: Not yet
date: 2025-06-01
draft: true
---
Soon.
=== old/content/posts/json.md
{
  "title": "公式",
  "date": "2025-07-01",
  "math": true
}
质能方程：\\\\(E=mc^2\\\\)

$$
a
- b
$$

<div>
$$
c_{1}
d_{2}
$$
</div>
=== old/code/a.rb
puts 1
=== outside.rb
puts "secret"
=== old/layouts/shortcodes/badge.html
{{- $text := .Get "text" | default "none" -}}
<span class="badge">{{ with .Get "kind" }}{{ . }}{{ else }}{{ $text }}{{ end }}</span>
=== old/static/CNAME
example.org
"""


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sources, in a folder to work in."""
    write_files(tmp_path, HUGO)
    (tmp_path / "docs").rename(tmp_path / "unused")
    for name in ("static/img/logo.png", "content/posts/bundle/desk.png"):
        (tmp_path / "old" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "old" / name).write_bytes(b"\x89PNG")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(*arguments: object, code: int = 0) -> str:
    """Import the site, and return what was said, on one line."""
    done: Result = blogposts("import", "hugo", "old", "--into", "new", *arguments)
    assert done.exit_code == code, done.output
    return " ".join(done.output.split())


def built(folder: Path) -> Site:
    site = build_again(folder / "new")
    assert site.warnings == []
    return site


def test_the_imported_site_passes_a_strict_build_and_posts_are_where_they_were(old: Path) -> None:
    imported()
    site = built(old)
    for url in ("posts/first/", "posts/other-name/", "posts/json/", "about/", "posts/", "", "tags/linux/", "tags/c++/"):
        assert site.exists(url), url
    assert site.exists("categories/notes/")
    assert "CNAME" in site.files
    assert [link for link in site.dead_links() if "→ /" not in link] == []


def test_aliases_of_posts_and_pages_lead_to_them(old: Path) -> None:
    imported()
    site = built(old)
    for alias, target in {
        "2019/first.html": "posts/first/",
        "posts/first/older/": "posts/first/",
        "me/": "about/",
    }.items():
        (href,) = site.values(alias, "a", "href")
        assert site.leads_to(alias, href) == f"{target}index.html"


def test_front_matter_says_the_same_with_our_keys(old: Path) -> None:
    imported()
    text = (old / "new/docs/posts/first.md").read_text()
    front = text.split("---\n")[1].splitlines()
    assert front == [
        "title: 'A first: look'",
        "date: 2025-03-01 09:00:00+01:00",
        "updated: 2025-04-01",
        "tags: [linux, C++]",
        "categories: [Notes]",
        "authors: [Mira]",
        "series: [Nodes]",
        "excerpt: In short.",
        "pin: true",
        "slug: first",
        "aliases: [/2019/first.html, /posts/first/older]",
    ]


def test_terms_that_differ_only_in_case_get_one_spelling(old: Path) -> None:
    write_files(old, "=== old/content/posts/t.md\n---\ntitle: T\ndate: 2025-01-01\ntags: [Linux, LINUX]\n---\nT\n")
    said = imported()
    assert '"LINUX" in tags is written "linux" now' in said
    assert "tags: [linux]" in (old / "new/docs/posts/t.md").read_text()


def test_drafts_stay_drafts(old: Path) -> None:
    imported()
    assert "draft: true" in (old / "new/docs/posts/draft.md").read_text()
    assert not built(old).exists("posts/draft/")


def test_shortcodes_become_markdown_and_html(old: Path) -> None:
    said = imported()
    site = built(old)
    page = site.page("posts/other-name/")
    assert site.texts("posts/other-name/", "figcaption") == ["Where it began"]
    assert "youtube-nocookie.com/embed/abc123" in site.values("posts/other-name/", "iframe", "src")[0]
    assert site.texts("posts/other-name/", "details strong") == ["bold"]
    assert site.texts("posts/other-name/", ".admonition.warning li li") == ["b"]
    assert site.texts("posts/other-name/", ".badge") == ["own"]
    assert "puts 1" in page.text()
    assert "secret" not in page.text()
    assert 'print("{{ x }}")' in page.text()
    assert "mira@example.org" in page.text()
    assert "{{< kept >}}" in page.text()
    assert "old/content/posts/bundle/index.md:29 warning the shortcode `strange` is not known" in said


def test_links_and_pictures_lead_to_the_files(old: Path) -> None:
    imported()
    text = (old / "new/docs/posts/bundle/index.md").read_text()
    assert '![A desk](desk.png) and <img src="/img/logo.png">, ![logo](../../img/logo.png)' in text
    assert "[the first](posts/first.md) and [this list](/tags/)" in (old / "new/docs/about.md").read_text()
    assert "[x](bundle/index.md)" in (old / "new/docs/posts/first.md").read_text()


def test_lists_and_code_in_them_are_read_as_hugo_reads_them(old: Path) -> None:
    imported()
    site = built(old)
    assert site.texts("posts/first/", "ul ul > li p") == ["two", "deep"]
    assert len(site.page("posts/first/").css("ol > li .linenos")) == 1


def test_formulas_are_left_alone_and_shown(old: Path) -> None:
    imported()
    site = built(old)
    found = site.texts("posts/json/", ".arithmatex")
    assert found == ["\\(E=mc^2\\)", "\\[ a - b \\]", "\\[ c_{1} d_{2} \\]"]
    assert "javascripts/formulas.js" in site.files


@pytest.mark.parametrize(
    ("typographer", "shown"),
    [
        ("", 'One \u2013 two\u2014three\u2026 "four"'),
        ("false", 'One -- two---three... "four"'),
        ("{disable: true}", 'One -- two---three... "four"'),
        ("{disable: false}", 'One \u2013 two\u2014three\u2026 "four"'),
    ],
)
def test_hyphens_become_dashes_where_hugo_made_them(old: Path, typographer: str, shown: str) -> None:
    (old / "old/content/about.md").write_text('One -- two---three... "four"\n\n`a -- b`\n')
    if typographer:
        with (old / "old/hugo.yaml").open("a") as config:
            config.write(f"markup: {{goldmark: {{extensions: {{typographer: {typographer}}}}}}}\n")
    imported()
    site = built(old)
    assert shown in site.texts("about/", "p")
    assert site.texts("about/", "p code") == ["a -- b"]


def test_the_menu_becomes_the_navigation_and_home_keeps_its_words(old: Path) -> None:
    imported()
    config = (old / "new/mkdocs.yml").read_text()
    nav = config.partition("nav:\n")[2].partition("\n\n")[0].splitlines()
    assert nav == [
        "- Notes of Mira: index.md",
        "- Writing: posts.md",
        "- Labels: tags/index.md",
        "- Me: about.md",
        "- Code: https://codeberg.org/mira",
    ]
    assert "timezone: Europe/Berlin" in config
    assert built(old).texts("", "h1, em")[:2] == ["Welcome", "nodes"]


def test_what_is_damaged_is_told_and_the_rest_is_imported(old: Path) -> None:
    write_files(
        old,
        """
        === old/content/posts/bad-toml.md
        +++
        title = "x
        +++
        === old/content/posts/bad-yaml.md
        ---
        title: "x
        ---
        === old/content/posts/bomb.md
        ---
        a: &a [x, x, x, x, x, x, x, x, x, x]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
        d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
        e: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
        ---
        === old/content/posts/org.org
        #+TITLE: x
        === old/content/posts/same.md
        ---
        title: Same
        date: 2025-09-01
        url: /posts/first/
        ---
        ![lost](lost.png)
        === old/content/posts/undated.md
        No front matter.
        """,
        {"old/content/posts/gbk.md": "---\ntitle: 中文内容测试文章\n---\n".encode("gbk")},
    )
    said = imported(code=1)
    for part in (
        "bad-toml.md:2 error TOML: ",
        "bad-yaml.md:2 error the quotation mark",
        "bomb.md:2 error the aliases repeat too much",
        "gbk.md:2 error the file is not in UTF-8, but probably in GBK",
        "org.org error a page in a format that is not read (.org)",
        "same.md:1 warning its URL /posts/first/ is that of content/posts/first.md, too",
        'same.md:6 warning a link to "lost.png", a file that is not there',
        "undated.md:1 warning a post without a date",
    ):
        assert part in said
    assert build_again(old / "new").exists("posts/other-name/")


def test_importing_again_changes_nothing_and_keeps_what_was_edited(old: Path) -> None:
    imported()
    new = old / "new"
    before = {path: path.read_bytes() for path in new.rglob("*") if path.is_file()}
    assert "0 files written" in imported()
    (new / "docs/posts/first.md").write_text("mine")
    (new / "docs/about.md").unlink()
    said = imported()
    assert "1 file written" in said
    assert "another text, which stays: docs/posts/first.md" in said
    (new / "docs/posts/first.md").write_bytes(before[new / "docs/posts/first.md"])
    assert {path: path.read_bytes() for path in new.rglob("*") if path.is_file()} == before


def test_a_report_names_the_first_of_many_faults_and_counts_the_rest(old: Path) -> None:
    pictures = "".join(f"![]({number}.png)\n" for number in range(60))
    front = "---\ntitle: Many\ndate: 2025-01-01\nweight: 3\n---\n"
    posts = "".join(f"=== old/content/posts/m{number}.md\n{front}x\n" for number in range(6))
    write_files(old, f"{posts}=== old/content/posts/many.md\n{front}{pictures}")
    said = imported()
    assert 'a link to "9.png"' in said
    assert "10 more problems of the kinds above." in said
    assert "8 posts have a `weight`" in said


def test_without_material_the_theme_is_mkdocs_own(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_blogposts.cli.importing.find_spec", lambda name: None)
    imported()
    assert "theme:\n  name: mkdocs\n" in (old / "new/mkdocs.yml").read_text()
    assert built(old).exists("posts/first/")


def test_a_dry_run_writes_nothing(old: Path) -> None:
    assert "would be written" in imported("--dry-run")
    assert not (old / "new").exists()


def test_in_a_project_of_the_writer_s_posts_go_to_its_blog_and_old_urls_are_aliases(old: Path) -> None:
    write_files(
        old / "new",
        "=== docs/index.md\n# Mine\n",
        {"mkdocs.yml": "site_name: Mine\ntheme: mkdocs\nplugins:\n- blogposts:\n    blog_dir: news\n"},
    )
    said = imported()
    assert "docs/index.md" in said.partition("another text, which stays: ")[2]
    site = build_again(old / "new")
    assert site.exists("news/2025/03/01/a-first-look/")
    assert site.values("posts/other-name/", "a", "href") == ["../../news/2025/05/01/a-bundle/"]


def test_nothing_outside_the_target_is_written_or_read(old: Path) -> None:
    write_files(
        old,
        """
        === outside/secret.md
        # Secret
        === old/content/posts/up.md
        ---
        title: Up
        date: 2025-01-01
        url: /../../../outside/up/
        slug: ../../x
        aliases: ["/../../outside/alias/"]
        ---
        Text.
        === old/content/page.md
        ---
        title: Page
        url: /../../outside/page.html
        ---
        """,
    )
    (old / "old/content/link.md").symlink_to(old / "outside/secret.md")
    (old / "new/docs").mkdir(parents=True)
    (old / "new/docs/img").symlink_to(old / "outside", target_is_directory=True)
    (old / "new/docs/about.md").symlink_to(old / "outside/about.md")
    said = imported(code=1)
    assert sorted(path.name for path in (old / "outside").iterdir()) == ["secret.md"]
    assert "link.md warning a link that leads out of the folder" in said
    assert "docs/img/logo.png error not written: a link there leads out of the folder" in said
    assert "docs/about.md error not written" in said
    assert not any("Secret" in path.read_text() for path in (old / "new").rglob("*.md") if not path.is_symlink())


def test_an_interrupted_import_can_be_taken_up_again(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moves, replace = [], Path.replace

    def failing(path: Path, target: Path) -> Path:
        moves.append(path)
        if len(moves) > 3:
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    blogposts("import", "hugo", "old", "--into", "new")
    monkeypatch.undo()
    os.chdir(old)
    assert not (old / "new/mkdocs.yml").exists()
    imported()
    assert list((old / "new").rglob("*.tmp")) == []
    assert built(old).exists("posts/first/")


def test_translations_answer_at_their_old_urls_and_lead_to_each_other(tmp_path: Path) -> None:
    text = """
        === old/hugo.toml
        title = "Two"
        defaultContentLanguage = "en"
        uglyURLs = true
        [languages.en]
        weight = 1
        [languages.de]
        weight = 2
        [languages.zh]
        contentDir = "content-zh"
        === old/content/posts/one.md
        ---
        title: One
        date: 2025-01-01
        ---
        English.
        === old/content/posts/one.de.md
        ---
        title: Eins
        date: 2025-01-01
        ---
        Deutsch.
        === old/content-zh/posts/one.md
        ---
        title: 一
        date: 2025-01-01
        ---
        中文。
        """
    write_files(tmp_path, text)
    done = blogposts("import", "hugo", tmp_path / "old", "--into", tmp_path / "new")
    assert done.exit_code == 0, done.output
    site = built(tmp_path)
    for url, words in {
        "posts/one.html": "English",
        "de/posts/one.html": "Deutsch",
        "zh/posts/one.html": "中文",
    }.items():
        assert words in site.text(url)
    assert "de/posts/one.html" in [
        site.leads_to("posts/one.html", href) for href in site.values("posts/one.html", "a", "href")
    ]


def test_a_folder_without_a_blog_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = blogposts("import", "hugo", tmp_path / "empty", "--into", tmp_path / "new")
    assert (done.exit_code, "no blog for hugo" in done.output) == (2, True)
