import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.author import Author, AuthorLink, read_authors
from mkdocs_blogposts.blog.errors import Problem, Severity

FORM = "Write `authors:`, and indented under it `id: {name: …}` for each author"


def _read(text: str) -> dict[str, Author]:
    authors, problems = read_authors(text, "authors.yml")
    assert problems == []
    return authors


def _warning(line: int, fault: str, remedy: str) -> Problem:
    return Problem("authors.yml", line, fault, remedy, Severity.WARNING)


def _hint(line: int, fault: str, remedy: str) -> Problem:
    return Problem("authors.yml", line, fault, remedy, Severity.HINT)


def test_an_author_is_read_with_everything_said() -> None:
    authors = _read(
        """\
authors:
  ada:
    name: Ada Lovelace
    description: " Writes programs "
    avatar: assets/ada.png
    url: https://ada.example
    slug: ada-l
    email: ada@ada.example
    links: {GitHub: https://github.com/ada}
    type: Person
    fediverse: {server: x.example, posts: 12}
"""
    )
    assert authors == {
        "ada": Author(
            id="ada",
            name="Ada Lovelace",
            description="Writes programs",
            avatar="assets/ada.png",
            url="https://ada.example",
            slug="ada-l",
            email="ada@ada.example",
            links=(AuthorLink("GitHub", "https://github.com/ada"),),
            extra={"type": "Person", "fediverse": {"server": "x.example", "posts": 12}},
        )
    }


@pytest.mark.parametrize(
    "text",
    [
        "authors:\n  bob: {name: Bob}\n  ada: {name: Ada}\n",
        "bob: {name: Bob}\nada: {name: Ada}\n",
        "authors:\n  bob: Bob\n  ada: Ada\n",
        "bob: Bob\nada: Ada\n",
        "\ufeffauthors:\r\n  bob:\r\n    name: Bob\r\n  ada: Ada\r\n",
        "authors: {bob: {name: ' Bob '}, ada: {name: Ada, slug: }}\nother: x\n",
    ],
)
def test_authors_stand_under_authors_or_alone_as_mapping_or_name(text: str) -> None:
    authors = _read(text)
    assert list(authors.items()) == [("bob", Author("bob", "Bob")), ("ada", Author("ada", "Ada"))]


@pytest.mark.parametrize("text", ["", "# none yet\n", "authors:\n", "authors: {}\n", "{}\n"])
def test_a_file_without_authors_is_no_problem(text: str) -> None:
    assert _read(text) == {}


def test_numbers_and_booleans_are_texts_as_typed() -> None:
    authors = _read("authors:\n  007: {name: 1.10, description: yes, slug: 2026-01-02, age: 42}\n  8: 9\n")
    assert authors == {
        "007": Author("007", "1.10", description="yes", slug="2026-01-02", extra={"age": 42}),
        "8": Author("8", "9"),
    }


@pytest.mark.parametrize(
    "links",
    [
        "{GitHub: https://g.example, Mail: 'mailto:a@b'}",
        "[{name: GitHub, url: https://g.example}, {name: Mail, url: 'mailto:a@b'}]",
        "[{title: GitHub, link: https://g.example}, {icon: Mail, url: 'mailto:a@b'}]",
        "{GitHub: {url: https://g.example}, x: {name: Mail, link: 'mailto:a@b'}}",
    ],
)
def test_links_are_a_mapping_or_a_list(links: str) -> None:
    authors = _read(f"ada: {{name: Ada, links: {links}}}\n")
    assert [(link.name, link.url) for link in authors["ada"].links] == [
        ("GitHub", "https://g.example"),
        ("Mail", "mailto:a@b"),
    ]


def test_a_link_may_have_an_icon() -> None:
    authors = _read("ada: {name: Ada, links: [{name: Mail, url: 'mailto:a@b', icon: material/email}]}\n")
    assert authors["ada"].links == (AuthorLink("Mail", "mailto:a@b", "material/email"),)


@pytest.mark.parametrize("links", ["[/about/]", "/about/", "[{url: /about/}]"])
def test_a_bare_link_is_its_own_name(links: str) -> None:
    assert _read(f"ada: {{name: Ada, links: {links}}}\n")["ada"].links == (AuthorLink("/about/", "/about/"),)


@pytest.mark.parametrize("links", ["", "[]", "{}"])
def test_no_links_are_no_problem(links: str) -> None:
    assert _read(f"ada: {{name: Ada, links: {links}}}\n")["ada"].links == ()


@pytest.mark.parametrize("broken", ["GitHub: ada", "GitHub: {name: x}", "GitHub: [x.example, y.example]"])
def test_a_link_without_url_is_named_and_the_others_stay(broken: str) -> None:
    text = f"ada:\n  name: Ada\n  links:\n    {broken}\n    b: b.example\n"
    authors, problems = read_authors(text, "authors.yml")
    remedy = "Write `links: {GitHub: https://github.com/…}`"
    assert problems == [_warning(4, 'a link of author "ada" has no URL', remedy)]
    assert authors["ada"].links == (AuthorLink("b", "b.example"),)


@pytest.mark.parametrize("entry", ["bob:", "bob: {}", "bob: ''", "bob: {name: }", "bob: ~"])
def test_an_author_without_name_goes_by_the_id(entry: str) -> None:
    authors, problems = read_authors(f"authors:\n  ada: Ada\n  {entry}\n  eve: Eve\n", "authors.yml")
    assert problems == [_warning(3, 'author "bob" has no name', "Add `name:`; the id is shown instead")]
    assert [(each.id, each.name) for each in authors.values()] == [("ada", "Ada"), ("bob", "bob"), ("eve", "Eve")]


def test_an_empty_name_in_quotes_goes_by_the_id() -> None:
    assert _read("bob: {name: ''}\n") == {"bob": Author("bob", "bob")}


@pytest.mark.parametrize("key", ["name", "description", "avatar", "url", "slug", "email"])
@pytest.mark.parametrize("value", ["[a, b]", "{a: b}", "[]"])
def test_a_list_or_mapping_for_a_text_is_named_and_left_out(key: str, value: str) -> None:
    authors, problems = read_authors(
        f"bob:\n  {key}: {value}\n  {'slug' if key == 'name' else 'name'}: x\n", "authors.yml"
    )
    fault = f'`{key}` of author "bob" is not a single value'
    assert problems == [_warning(2, fault, f"Write `{key}: one text`")]
    assert authors["bob"] == (Author("bob", "bob", slug="x") if key == "name" else Author("bob", "x"))


def test_an_author_that_is_a_list_is_left_out_and_the_others_stay() -> None:
    authors, problems = read_authors("authors:\n  bob: [Bob]\n  ada: Ada\n", "authors.yml")
    assert problems == [_warning(2, 'author "bob" is a list', "Write `bob: {name: …}`")]
    assert list(authors) == ["ada"]


@pytest.mark.parametrize(
    ("text", "line"), [("\n- name: Bob\n", 2), ("Bob\n", 1), ("x: 1\nauthors: [bob]\n", 2), ("authors: bob\n", 1)]
)
def test_authors_that_are_no_mapping_are_an_error(text: str, line: int) -> None:
    problem = Problem("authors.yml", line, "the authors are not a mapping of ids", FORM)
    assert read_authors(text, "authors.yml") == ({}, [problem])


def test_broken_yaml_is_one_error_with_its_line() -> None:
    problem = Problem("authors.yml", 2, "a tab character in the indentation", "Indent with spaces")
    assert read_authors("authors:\n\tbob: Bob\n", "authors.yml") == ({}, [problem])


def test_a_repeated_author_is_named_and_the_last_counts() -> None:
    authors, problems = read_authors("authors:\n  bob: B\n  bob: Bob\n", "authors.yml")
    fault = "`bob` is written twice, on lines 2 and 3; the last one counts"
    assert (authors, problems) == ({"bob": Author("bob", "Bob")}, [_warning(3, fault, "Delete one")])


def test_a_key_near_one_of_ours_is_hinted_at_and_kept() -> None:
    authors, problems = read_authors("bob:\n  name: Bob\n  desciption: x\n  mastodon: y\n", "authors.yml")
    fault = 'unknown key `desciption` of author "bob"'
    assert problems == [_hint(3, fault, 'Did you mean "description"?')]
    assert authors["bob"].extra == {"desciption": "x", "mastodon": "y"}


def test_a_near_key_beside_the_right_one_is_meant() -> None:
    assert _read("bob: {name: Bob, surname: B}\n")["bob"].extra == {"surname": "B"}


def test_a_near_key_of_authors_is_read_with_a_hint() -> None:
    authors, problems = read_authors("x: 1\nautors:\n  bob: {name: Bob}\n", "authors.yml")
    assert problems == [_hint(2, "unknown key `autors`", 'Did you mean "authors"?')]
    assert authors == {"bob": Author("bob", "Bob")}


def test_an_author_with_an_id_near_authors_is_an_author() -> None:
    authors = _read("author: {name: An author, extra: {x: 1}}\nteam: {name: We, boss: {x: 1}}\n")
    assert [(each.id, each.name) for each in authors.values()] == [("author", "An author"), ("team", "We")]


def test_an_author_outside_the_authors_is_named() -> None:
    text = "shared: &s {url: /x/}\nauthors:\n  bob: {name: Bob, <<: *s}\nada:\n  name: Ada\n"
    authors, problems = read_authors(text, "authors.yml")
    assert problems == [_warning(4, 'author "ada" stands outside `authors`', "Indent it to stand under `authors`")]
    assert authors == {"bob": Author("bob", "Bob", url="/x/")}


@given(st.text(alphabet=st.sampled_from("authors:n me\n -{}[]x.,'")))
def test_no_file_raises_and_every_author_has_a_name(text: str) -> None:
    authors, _ = read_authors(text, "authors.yml")
    assert all(each.id == key and (each.name or not key) for key, each in authors.items())


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JavaScript:x", "java\tscript:x", "data:text/html,x", "vbscript:x"]
)
def test_an_address_that_would_run_a_script_is_named_and_left_out(url: str) -> None:
    written = json.dumps(url)
    text = f"bob:\n  name: Bob\n  url: {written}\n  links:\n    - {{name: Me, url: {written}}}\n"
    authors, problems = read_authors(text, "authors.yml")
    assert [problem.line for problem in problems] == [3, 5]
    assert authors["bob"] == Author("bob", "Bob")
