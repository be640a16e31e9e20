import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.reading_time import reading_time, reading_time_there


def words(number: int) -> str:
    return f"<p>{'word ' * number}</p>"


@pytest.mark.parametrize(
    ("html", "minutes"),
    [
        ("", 1),
        ("<p>Hello</p>", 1),
        (words(356), 1),
        (words(357), 2),
        (words(238 * 10), 10),
        (f"<p>{'字' * 1840}</p>", 4),
        (f"<p>{'字，' * 658}</p>", 1),
        (f"<p>{'字，' * 659}</p>", 2),
        (f"<p>{'漢字かな' * 653}</p>", 4),
        (f"<p>{'단어 ' * 302}</p>", 1),
        (f"<p>{'단어 ' * 303}</p>", 2),
        (f"<p>{'단어 ' * 2020}</p>", 10),
        (f"<p>{'हिन्दी ' * 2380}</p>", 10),
        (f"<p>{'слово ' * 2380}</p>", 10),
        (f"<p>{'don’t ' * 1190}{'well-known ' * 1190}</p>", 10),
    ],
)
def test_each_script_is_counted_at_its_own_rate(html: str, minutes: int) -> None:
    assert reading_time(html) == minutes


@pytest.mark.parametrize(
    ("html", "minutes"),
    [
        (words(595) + "<h2>中文标题</h2>", 3),
        (words(238 * 3) + f"<p>{'字' * 439 * 2}</p>", 5),
        (f"<p>{'Python3入门' * 2380}</p>", 21),
        (f"<p>{'Python은 ' * 2020}</p>", 10),
        (f"<p>{'Python，' * 2380}</p>", 10),
        (f"<p>{'one—two ' * 1190}</p>", 10),
    ],
)
def test_scripts_that_stand_together_add_up(html: str, minutes: int) -> None:
    assert reading_time(html) == minutes


@pytest.mark.parametrize(
    ("html", "minutes"),
    [
        (f"<p>{'漢' * 6529}の</p>", 10),
        (f"<p>{'汉' * 4390}</p><p>かな</p>", 10),
        (f"<ul><li>{'汉' * 4390}</li><li>かな</li></ul>", 10),
        (f"<p>{'汉' * 4390}<em>かな</em></p>", 7),
        (f"<p>{'カタカナ' * 1633}</p>", 10),
    ],
)
def test_kana_makes_a_block_of_text_japanese(html: str, minutes: int) -> None:
    assert reading_time(html) == minutes


@pytest.mark.parametrize(
    "unread",
    [
        "<pre><code>{}</code></pre>",
        "<script>{}</script>",
        "<style>{}</style>",
        "<svg><style>a</style><text>{}</text></svg>",
        "<!-- {} -->",
        "<template>{}</template>",
        '<span class="arithmatex">\\({}\\)</span>',
        '<span class="katex"><math><mi>{}</mi></math></span>',
        "<mjx-container><math>{}</math></mjx-container>",
        '<script type="math/tex">{}</script>',
        '<div class="toc"><ul><li>{}</li></ul></div>',
    ],
)
def test_code_drawings_and_formulas_are_not_read(unread: str) -> None:
    assert reading_time(words(238) + unread.format("word " * 5000)) == 1


@pytest.mark.parametrize("noise", ["😀 ", "👨‍👩‍👧 ", "🇩🇪 ", "1️⃣ ", "— ", "… ", "。", "& ", "* ", "_ ", "“ ”", "- "])
def test_emoji_and_punctuation_are_no_words(noise: str) -> None:
    assert reading_time(words(238) + f"<p>{noise * 5000}</p>") == 1


def test_words_in_neighbouring_blocks_stay_apart() -> None:
    assert reading_time("<table><tr>" + "<td>word</td>" * 2380 + "</tr></table>") == 10
    assert reading_time("<p>" + "word<br>" * 2380 + "</p>") == 10


def test_inline_markup_parts_no_word() -> None:
    assert reading_time("<p>" + "w<b>or</b>d " * 2380 + "</p>") == 10


@pytest.mark.parametrize(
    ("images", "minutes"),
    [(1, 1), (7, 1), (8, 1), (9, 1), (10, 1), (14, 1), (15, 2), (34, 2), (35, 3)],
)
def test_images_take_twelve_seconds_and_then_less(images: int, minutes: int) -> None:
    assert reading_time('<img src="a.png">' * images) == minutes


def test_images_add_to_the_text() -> None:
    assert reading_time(words(238) + '<p><img src="a.png"><img src="b.png"></p>') == 1
    assert reading_time(words(238) + '<p><img src="a.png"><img src="b.png"><img src="c.png"></p>') == 2


@pytest.mark.parametrize("name", ["emojione", "twemoji", "gemoji", "emoji"])
def test_images_of_emoji_take_no_time(name: str) -> None:
    assert reading_time(f"<p>{f'<img class={name} alt=😄 src=x.png>' * 100}</p>") == 1


@pytest.mark.parametrize(
    ("html", "rate", "minutes"),
    [
        (words(2000), 200, 10),
        (words(2000), 100, 20),
        (words(2380), None, 10),
        (words(2380), 238, 10),
        (f"<p>{'字' * 4390}</p>", 119, 20),
        (f"<p>{'かな' * 3265}</p>", 476, 5),
        (f"<p>{'단어 ' * 2020}</p>", 119, 20),
        ('<img src="a.png">' * 36, 24, 3),
    ],
)
def test_the_writers_rate_changes_all_in_proportion(html: str, rate: int | None, minutes: int) -> None:
    assert reading_time(html, rate) == minutes


@pytest.mark.parametrize(
    ("html", "cjk", "minutes"),
    [
        (f"<p>{'字' * 4390}</p>", 878, 5),
        (f"<p>{'かな' * 3265}</p>", 878, 5),
        (f"<p>{'단어 ' * 2020}</p>", 878, 5),
        (words(1000) + f"<p>{'字' * 4390}</p>", 439, 20),
        (words(1000) + f"<p>{'字' * 4390}</p>", None, 34),
    ],
)
def test_chinese_japanese_and_korean_may_have_a_rate_of_their_own(html: str, cjk: int | None, minutes: int) -> None:
    assert reading_time(html, 100, cjk) == minutes


def test_long_posts_take_no_undue_time() -> None:
    post = "".join(f"<h2 id='h'>Same</h2><p>{'word ' * 500}</p>" for _ in range(2000))
    assert reading_time(post) == 4210


@given(st.text())
def test_any_text_has_a_reading_time(text: str) -> None:
    assert reading_time(text) >= 1


@given(st.lists(st.sampled_from(["<svg>", "</svg>", "<style>", "</style>", "<pre>", "<p>", "a 字", "<math>"])))
def test_any_tags_have_a_reading_time(tags: list[str]) -> None:
    assert reading_time("".join(tags)) == 1


@pytest.mark.parametrize(
    ("html", "minutes"),
    [
        ("", 1),
        (words(264), 1),
        (words(265), 2),
        (f"<pre>{'a.b ' * 264}</pre>", 2),
        (f"<p>{'don’t ' * 264}</p>", 2),
        (f"<p>a</p><svg>{'word ' * 999}</svg><script>{'word ' * 999}</script>", 1),
        ("<img>" * 5, 1),
        ("<img>" * 7, 2),
        (words(200) + f"<p>{'字' * 20}</p>", 1),
        (words(200) + f"<p>{'字' * 21}</p>", None),
        (f"<p>{'字' * 1840}</p>", None),
    ],
)
def test_minutes_are_counted_as_materials_blog_counts_them_where_it_can(html: str, minutes: int | None) -> None:
    assert reading_time_there(html, 265) == minutes
