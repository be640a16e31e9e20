"""What becomes of the benchmarks' figures: tables and plot, made of given ones."""

from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
import yaml

from benchmarks.__main__ import main
from benchmarks.capabilities import table as shares
from benchmarks.corpus import Entry, Writer, day_of
from benchmarks.figures import BODY, COLD_BUILD, TITLE, Figures, load, save
from benchmarks.hugo import convert
from benchmarks.measuring import post_urls
from benchmarks.plot import Axis, plot
from benchmarks.processes import Cost
from benchmarks.sites import UNLISTED, Extent, unlisted
from benchmarks.table import BEGIN, END, digits, insert, picture, seconds, table, tables
from benchmarks.tools import TOOLS

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def figures() -> Figures:
    """Two sizes; our blog beside the same pages, which have no front page to show a title."""
    figures = Figures({"day": "on 2026-01-15"}, {"blogposts": "mkdocs-blogposts (1.0)", "pages": "MkDocs (1.6)"})
    for posts in (1000, 100):
        for cpu in (1.0, 3.0, 1.5):
            figures.add(posts, "blogposts", COLD_BUILD, Cost(cpu * posts / 100, 4.0 * posts / 100, 120))
            figures.add(posts, "pages", COLD_BUILD, Cost(1.0 * posts / 100, 2.0 * posts / 100, 80))
        for tool, wall in (("blogposts", 0.02), ("pages", 2.0)):
            figures.add(posts, tool, BODY, Cost(0.1, wall, 90))
    figures.add(100, "blogposts", TITLE, Cost(0.1, 0.04, 95))
    return figures


def cells(markdown: str) -> list[dict[str, str]]:
    """Return the lines of a table, by the heads of its columns."""
    head, _, *rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in markdown.splitlines()]
    return [dict(zip(head, row, strict=True)) for row in rows]


def shown(svg: Element, name: str) -> list[str]:
    return [each.text or "" for each in svg.iter(f"{SVG}text") if each.get("class") == name]


def test_a_table_has_the_median_of_each_figure(figures: Figures) -> None:
    blog, _ = cells(table(figures, 100))
    assert blog["first build, CPU s (wall s)"] == "1.5 (4.0)"
    assert blog["body saved → served (CPU s)"] == "20 ms (0.10)"


def test_a_ratio_is_that_of_builds_that_stood_side_by_side(figures: Figures) -> None:
    figures.costs[100]["pages"][COLD_BUILD] = [Cost(cpu, 1, 1) for cpu in (0.5, 1.5, 2.0)]
    assert figures.ratio(100, "blogposts", "pages", COLD_BUILD) == 2  # of 2, 2 and 0.75; the medians' is 1


def test_a_column_without_figures_is_left_out_and_a_missing_figure_is_empty(figures: Figures) -> None:
    blog, pages = cells(table(figures, 100))
    assert (blog["title saved → on the front page"], pages["title saved → on the front page"]) == ("40 ms (0.10)", "")
    assert "title saved → on the front page" not in cells(table(figures, 1000))[0]
    assert "second build" not in blog


def test_tables_stand_in_the_order_of_sizes_and_tell_where_and_what_failed(figures: Figures) -> None:
    figures.failures["Other, 100 posts"] = "has failed."
    text = tables(figures)
    marks = ["**100 posts**", "**1,000 posts**", "- Other, 100 posts: has failed.", "measured on 2026-01-15."]
    assert sorted(marks, key=text.index) == marks


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0004, "0 ms"),
        (0.0342, "34 ms"),
        (0.9996, "1.0 s"),
        (9.96, "10 s"),
        (46.3, "46 s"),
        (1234.5, "1,234 s"),
    ],
)
def test_times_are_written_with_the_unit_they_are_read_best_in(value: float, text: str) -> None:
    assert seconds(value) == text


@pytest.mark.parametrize(("value", "text"), [(0.996, "1.0"), (0.123, "0.12"), (9.94, "9.9"), (9.95, "10")])
def test_numbers_have_two_digits_that_count(value: float, text: str) -> None:
    assert digits(value) == text


def test_tables_are_written_between_the_comments_of_a_file(tmp_path: Path) -> None:
    target = tmp_path / "README.md"
    target.write_text(f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n", encoding="utf-8")
    for text in ("new", "newer"):
        insert(text, target)
    assert target.read_text(encoding="utf-8") == f"before\n\n{BEGIN}\n\nnewer\n\n{END}\n\nafter\n"


def test_a_file_without_the_comments_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "table.md"
    target.write_text("old\n", encoding="utf-8")
    insert("new", target)
    assert target.read_text(encoding="utf-8") == "new\n"


def test_the_plot_is_linked_from_where_the_table_is() -> None:
    assert picture(Path("docs/assets/plot.svg"), Path("benchmarks/README.md")).endswith("(../docs/assets/plot.svg)")


def test_figures_are_read_as_they_were_written(figures: Figures, tmp_path: Path) -> None:
    save(figures, tmp_path / "figures.json")
    assert load(tmp_path / "figures.json") == figures
    assert [path.name for path in tmp_path.iterdir()] == ["figures.json"]


def test_table_and_plot_are_made_of_a_file_alone(figures: Figures, tmp_path: Path) -> None:
    source, target, drawn = tmp_path / "figures.json", tmp_path / "table.md", tmp_path / "plot.svg"
    save(figures, source)
    main(["--from", f"{source}", "--posts", "1000", "--table", f"{target}", "--plot", f"{drawn}"])
    text = target.read_text(encoding="utf-8")
    assert "(plot.svg)" in text
    assert "**1,000 posts**" in text
    assert "**100 posts**" not in text
    assert (
        len(list(fromstring(drawn.read_text(encoding="utf-8")).iter(f"{SVG}circle"))) == 11
    )  # both sizes; 2 in the key


def test_a_plot_says_in_words_what_it_shows(figures: Figures) -> None:
    svg = plot(figures)
    named = {each.get("id"): each.text for each in svg if each.get("id")}
    assert svg.get("aria-labelledby", "").split() == list(named)
    assert "Body saved → served: mkdocs-blogposts 20 ms at 100 posts, 20 ms at 1,000 posts" in (
        named["description"] or ""
    )


def test_a_plot_has_a_panel_for_each_thing_measured_and_a_line_for_each_tool_that_has_it(figures: Figures) -> None:
    svg = plot(figures)
    assert shown(svg, "panel") == ["Body saved → served", "First build", "Title saved → on the front page"]
    assert shown(svg, "tool") == ["mkdocs-blogposts", "MkDocs", "mkdocs-blogposts", "MkDocs", "mkdocs-blogposts"]
    assert shown(svg, "value")[-5:] == ["20 ms", "2.0 s", "40 s", "20 s", "40 ms at 100"]


def test_all_that_is_drawn_lies_within_the_plot(figures: Figures) -> None:
    svg = plot(figures)
    width, height = float(svg.get("width", 0)), float(svg.get("height", 0))
    for each in svg.iter():
        assert all(0 <= float(each.get(name, 0)) <= width for name in ("x", "x1", "x2", "cx"))
        assert all(0 <= float(each.get(name, 0)) <= height for name in ("y", "y1", "y2", "cy"))


def test_each_power_of_ten_is_as_wide_as_the_others() -> None:
    axis = Axis(-2, 1, 0, 300)
    assert [axis.at(tick) for tick in axis.ticks()] == pytest.approx([0, 100, 200, 300])


def test_plots_follow_the_reader_from_light_to_dark(figures: Figures) -> None:
    style = next(plot(figures).iter(f"{SVG}style")).text or ""
    assert "prefers-color-scheme: dark" in style
    assert "currentColor" in style


def test_a_site_without_a_blog_gets_a_menu_as_large_as_the_blogs() -> None:
    assert unlisted(Extent(lists=9, menu=0)) == UNLISTED
    assert unlisted(Extent(lists=9, menu=2))["nav"] == ["index.md", {"Lists": ["lists/00000.md", "lists/00001.md"]}]


def test_posts_are_found_by_the_number_their_urls_end_with() -> None:
    sitemap = "<loc>https://example.org/</loc><loc>http://localhost:1/blog/2015/01/05/%E5%AD%98-7/</loc><loc>/a/b-00012/</loc>"
    assert post_urls(sitemap) == {7: "/blog/2015/01/05/%E5%AD%98-7/", 12: "/a/b-00012/"}


def test_hugo_gets_the_title_in_front_matter_and_the_same_text() -> None:
    entries = [Entry(number, day_of(number, 4), number % 2 == 1) for number in range(4)]
    for entry in entries:
        text = Writer(entry, entries, 1).text()
        front, _, body = convert(text).removeprefix("---\n").partition("\n---\n")
        title = yaml.safe_load(front)["title"]
        assert f"# {title}\n" in text
        assert f"# {title}\n" not in body
        assert body.split()[:20] == text.partition(f"# {title}\n")[2].split()[:20]
        assert "](../../" not in body


def test_every_tool_has_a_name_of_its_own_and_an_address_to_serve_at() -> None:
    assert len({tool.title for tool in TOOLS.values()}) == len(TOOLS)
    for tool in TOOLS.values():
        assert "{" in "".join(tool.serve)


def test_the_share_of_a_capability_is_that_of_the_least_disturbed_builds() -> None:
    _, line = shares({"feeds": [(10.0, 9.5), (20.0, 9.0), (40.0, 10.0)]}).splitlines()
    assert line.split() == ["feeds", "10.00", "9.00", "10.0%"]
