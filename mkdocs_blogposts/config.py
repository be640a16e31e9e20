"""The settings in mkdocs.yml, typed, and the plain values the model takes from them."""

from __future__ import annotations

import datetime
from typing import Any, TypeVar

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError
from pymdownx.slugs import slugify

from .blog.errors import did_you_mean
from .blog.reading_time import minutes_to_read, reading_time_there
from .blog.running_text import RunningText
from .options import FeedLists, Format, Function, ListStyle, ShareLinks, Switch, TimeZone

CACHE_DIR = ".cache/blogposts"


class BlogpostsConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own
    """All settings of one blog; the flat names are those of Material's blog, with its meanings."""

    enabled = c.Type(bool, default=True)
    """Switches the plugin on and off."""

    preset = c.Optional(c.Choice(["material"]))
    """`material`: write no page that Material's blog would not write."""
    timezone = c.Optional(TimeZone())
    """The IANA name of the zone in which dates without an offset are meant, and days begin."""
    now = c.Optional(c.Type((str, datetime.date)))
    """Build as of this moment, to preview another day."""
    language = c.Optional(c.Type(str))
    """Language of the interface's words and of dates; the theme's language by default."""
    url_dir = c.Optional(c.Type(str))
    """Where the blog lives in URLs, if not below the name of its directory."""
    list_style = ListStyle(default="auto")
    """How lists show posts: `theme` means the theme's own blog templates, `auto` means those where the theme has them,
    else `list`. With `lead: true`, the first post of the front page is bigger. With `languages: apart`, lists name each
    post once, and each language besides the blog's own has a list of its own posts."""
    taxonomies = c.Type(dict, default={})
    """Ways of grouping posts besides categories, tags and authors: a front matter key each, with `true`,
    `false` or a mapping of its own settings."""
    series = c.Type((bool, dict), default=True)
    """Posts that belong together and are read in order; `true`, `false` or a mapping as in `taxonomies`."""

    feeds = c.Optional(c.Type((bool, dict)))
    """Feeds in Atom, RSS and JSON; `true`, `false` or a mapping. On where `site_url` is set."""
    head = c.Type((bool, dict), default=True)
    """What search engines and social networks are told of each page, where the theme does not; `true`, `false` or a
    mapping."""
    redirects = c.Type((bool, dict), default=True)
    """Whether the `aliases` of posts lead to them; `true`, `false` or a mapping."""

    related = c.Type((bool, dict), default=True)
    """Whether posts lead to others that are related to them; `true`, `false` or a mapping."""
    share = c.Type((bool, dict), default=False)
    """Whether readers find ways to pass a post on below it; `true`, `false` or a mapping."""
    comments = c.Type((bool, dict), default=False)
    """Whether readers find comments below a post; `true`, `false` or a mapping that names a service."""

    live = Switch(True, {"follow": bool, "desk": bool})
    """Whether `mkdocs serve` renders only what an edit changes, and shows problems in the browser; with
    `follow: true` the browser goes to each page that is edited, and `desk: false` puts the writer's desk away."""

    cache_dir = c.Type((str, bool), default=CACHE_DIR)
    """Where converted posts are kept between builds, beside `mkdocs.yml`; `false` keeps none."""

    blog_dir = c.Type(str, default="blog")
    """The blog's directory in the docs folder; `.` makes the whole site the blog."""
    blog_toc = c.Type(bool, default=False)
    """Whether lists show the titles of their posts in the table of contents."""

    post_dir = Format("blog", default="{blog}/posts")
    """The directory of the posts, at any depth."""
    post_date_format = c.Type(str, default="long")
    """How dates are shown: `full`, `long`, `medium`, `short`, or a pattern of Babel's."""
    post_url_date_format = c.Type(str, default="yyyy/MM/dd")
    """What `{date}` is in URLs of posts."""
    post_url_format = Format("categories", "date", "file", "slug", default="{date}/{slug}")
    """Where posts live; knows `{categories}`, `{date}`, `{slug}` and `{file}`."""
    post_url_max_categories = c.Type(int, default=1)
    """How many categories stand for `{categories}`."""
    post_slugify = Function(default=slugify(case="lower"))
    """Makes a slug of a title."""
    post_slugify_separator = c.Type(str, default="-")
    """What stands between the words of a slug."""
    post_excerpt = c.Choice(["auto", "optional", "required"], default="auto")
    """Without a separator: cut an excerpt (`auto`), show the whole post (`optional`), or report it (`required`)."""
    post_excerpt_max_authors = c.Optional(c.Type(int))
    """How many authors the theme's own lists show on a post; all by default."""
    post_excerpt_max_categories = c.Optional(c.Type(int))
    """How many categories the theme's own lists show on a post; all by default."""
    post_excerpt_separator = c.Type(str, default="<!-- more -->")
    """Ends the excerpt, wherever it stands in a post."""
    post_readtime = c.Type(bool, default=True)
    """Whether posts show how long reading them takes."""
    post_readtime_words_per_minute = c.Optional(c.Type(int))
    """Reading speed for spaced scripts (238 by default); Chinese, Japanese and Korean scale with it."""
    post_readtime_words_per_minute_cjk = c.Optional(c.Type(int))
    """Reading speed for Chinese, in characters (439 by default); Japanese and Korean scale with it."""
    share_links = ShareLinks()
    """MaterialX's own setting for links with which readers pass a post on: by name, `link` with `{post_url}` and
    `{post_title}`, `title`, and `icon`, one of the theme's icons. Other themes show them with those of `share`."""

    archive = c.Type(bool, default=True)
    """Whether there are pages by date."""
    archive_name = c.Type(str, default="blog.archive")
    """Title of the archive."""
    archive_date_format = c.Type(str, default="yyyy")
    """What the archive's pages are called."""
    archive_url_date_format = c.Type(str, default="yyyy")
    """What `{date}` is in URLs of the archive; posts with one URL share a page."""
    archive_url_format = Format("date", default="archive/{date}")
    """Where the archive's pages live."""
    archive_pagination = c.Optional(c.Type(bool))
    """Overrides `pagination` for the archive."""
    archive_pagination_per_page = c.Optional(c.Type(int))
    """Overrides `pagination_per_page` for the archive."""
    archive_toc = c.Optional(c.Type(bool))
    """Overrides `blog_toc` for the archive."""

    categories = c.Type(bool, default=True)
    """Whether there are pages by category."""
    categories_name = c.Type(str, default="blog.categories")
    """Title of the categories."""
    categories_url_format = Format("slug", "name", default="category/{slug}")
    """Where the pages of categories live."""
    categories_slugify = Function(default=slugify(case="lower"))
    """Makes a slug of a category's name."""
    categories_slugify_separator = c.Type(str, default="-")
    """What stands between the words of a category's slug."""
    categories_sort_by = c.Optional(Function())
    """Sorts categories in the theme's menu; takes a list page."""
    categories_sort_reverse = c.Type(bool, default=False)
    """Turns that order round."""
    categories_allowed = c.Type(list, default=[])
    """The only categories there may be, if any are listed."""
    categories_pagination = c.Optional(c.Type(bool))
    """Overrides `pagination` for categories."""
    categories_pagination_per_page = c.Optional(c.Type(int))
    """Overrides `pagination_per_page` for categories."""
    categories_toc = c.Optional(c.Type(bool))
    """Overrides `blog_toc` for categories."""

    authors = c.Type(bool, default=True)
    """Whether posts show their authors."""
    authors_file = Format("blog", default="{blog}/.authors.yml")
    """The file that describes authors; posts may name authors without it."""
    authors_profiles = c.Type(bool, default=False)
    """Whether authors have a page each."""
    authors_profiles_name = c.Type(str, default="blog.authors")
    """Title of the authors."""
    authors_profiles_url_format = Format("slug", "name", default="author/{slug}")
    """Where the pages of authors live."""
    authors_profiles_pagination = c.Optional(c.Type(bool))
    """Overrides `pagination` for authors."""
    authors_profiles_pagination_per_page = c.Optional(c.Type(int))
    """Overrides `pagination_per_page` for authors."""
    authors_profiles_toc = c.Optional(c.Type(bool))
    """Overrides `blog_toc` for authors."""

    pagination = Switch(True, {"orphans": int, "from": ("newest", "oldest"), "within": str})
    """Whether long lists are cut into pages; a mapping can set `orphans` (a last page with no more posts than
    this joins the one before) and `from: oldest` (numbers that never change). With `within: categories`, or another
    taxonomy, the newer and the older post are those of the same category."""
    pagination_per_page = c.Type(int, default=10)
    """How many posts stand on a page."""
    pagination_url_format = Format("page", default="page/{page}")
    """Where the pages of a list live, below the list."""
    pagination_format = c.Type(str, default="~2~")
    """What the theme's own pager shows, in the notation of the `paginate` library."""
    pagination_if_single_page = c.Type(bool, default=False)
    """Whether the theme's own pager is shown when there is only one page."""
    pagination_keep_content = c.Type(bool, default=False)
    """Whether a list's own text stands on its further pages too."""

    draft = c.Type(bool, default=False)
    """Whether a build shows what is not published, too."""
    draft_on_serve = c.Type(bool, default=True)
    """Whether `mkdocs serve` shows what is not published."""
    draft_if_future_date = c.Type(bool, default=True)
    """Whether a post dated in the future waits for its date."""

    pagination_template = c.Deprecated(moved_to="pagination_format")
    """The old name of `pagination_format`."""

    def load_dict(self, patch: dict[str, Any]) -> None:
        """Take what the writer set, and remember which settings that were."""
        super().load_dict(patch)
        self.given: set[str] = {*getattr(self, "given", ()), *patch}

    @property
    def style(self) -> str:
        """How lists show posts."""
        return self.list_style if isinstance(self.list_style, str) else str(self.list_style.get("style", "auto"))

    @property
    def has_lead(self) -> bool:
        """Whether the first post of the front page is bigger."""
        return isinstance(self.list_style, dict) and bool(self.list_style.get("lead"))

    @property
    def languages_apart(self) -> bool:
        """Whether each language has lists of its own."""
        return isinstance(self.list_style, dict) and self.list_style.get("languages") == "apart"

    @property
    def has_desk(self) -> bool:
        """Whether the writer's desk is there while the site is served."""
        return self.live.get("desk", True) if isinstance(self.live, dict) else self.live

    def reading_time(self, html: str, text: RunningText) -> int:
        """Return how many minutes a post takes, counted as the writer wants it."""
        words, characters = self.post_readtime_words_per_minute, self.post_readtime_words_per_minute_cjk
        there = reading_time_there(html, words) if self.preset and words and not characters else None
        return there or minutes_to_read(text, words, characters)


class TaxonomyConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own
    """The settings of one taxonomy."""

    title = c.Optional(c.Type(str))
    """What the taxonomy is called."""
    singular = c.Optional(c.Type(str))
    """The other front matter key that is accepted, for a single value."""
    url_format = c.Optional(Format("slug", "name"))
    """Where its terms live, below the blog; `{taxonomy}/{slug}` by default."""
    overview = c.Optional(c.Type(str))
    """Where the page of all terms lives; what stands before `{slug}` by default, empty for none."""
    pages = c.Type(bool, default=True)
    """Whether its terms have pages."""
    allowed = c.Type(list, default=[])
    """The only terms there may be, if any are listed."""
    slugify = Function(default=slugify(case="lower"))
    """Makes a slug of a term's name."""
    slugify_separator = c.Type(str, default="-")
    """What stands between the words of a slug."""
    pagination = c.Optional(c.Type(bool))
    """Overrides `pagination`."""
    pagination_per_page = c.Optional(c.Type(int))
    """Overrides `pagination_per_page`."""
    toc = c.Optional(c.Type(bool))
    """Overrides `blog_toc`."""
    reading_order = c.Type(bool, default=False)
    """Whether posts stand oldest first, by their `part`, as in a series."""


class FeedsConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own
    """The settings of feeds."""

    preset = c.Optional(c.Choice(["rss-plugin"]))
    """`rss-plugin`: files and ids as of mkdocs-rss-plugin, so that subscribers keep their feeds, and see nothing
    twice."""
    files = c.Type(dict, default={})
    """The file of each kind of feed: `atom`, `rss`, `json`, and with `_updated` the same by last change. Below the
    blog, or below the site's root with a slash at its head. `feed.xml`, `rss.xml` and `feed.json` by default."""
    lists = FeedLists()
    """Which lists have feeds, too."""
    content = c.Choice(["full", "excerpt"], default="full")
    """Whether posts stand in feeds whole."""
    length = c.Type(int, default=20)
    """How many posts stand in a feed."""
    archive = c.Type(bool, default=False)
    """Whether older posts stand in further feeds, to which the first one leads (RFC 5005)."""
    title = c.Optional(c.Type(str))
    """What the blog's feed is called; made of the blog's title and the site's by default."""
    description = c.Optional(c.Type(str))
    """What the feed says of itself; the site's description by default."""
    markdown = c.Type(bool, default=False)
    """Whether each published post also stands as Markdown beside its page, at `index.md`."""
    llms = c.Optional(c.Type((bool, str)))
    """A list of all published posts for language models: `true` for `llms.txt` at the site's root, or its name."""


class HeadConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own
    """The settings of what stands in the heads of pages."""

    description = c.Type(bool, default=True)
    """Whether a page without a description is given one: of a post its excerpt, of a list what it holds."""
    open_graph = c.Type(bool, default=True)
    """Whether there are tags for social networks (Open Graph, Twitter cards)."""
    json_ld = c.Type(bool, default=True)
    """Whether there is structured data (JSON-LD)."""
    image = c.Optional(c.Type(str))
    """The picture of pages that have none: a path in the docs folder, or a full URL."""
    twitter = c.Optional(c.Type(str))
    """The site's name on X, with its `@`."""
    sitemap = c.Choice(["all", "first"], default="all")
    """Which pages of lists the sitemap names: `all`, or only the `first` of each."""


class RelatedConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own
    """The settings of related posts."""

    count = c.Type(int, default=3)
    """How many posts are named at most; `0` leaves only those that writers choose by hand."""
    backlinks = c.Type(bool, default=False)
    """Whether posts also name those that link to them, the newest first."""


class ShareConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own
    """The settings of passing posts on."""

    buttons = c.Type(bool, default=True)
    """Whether there are two buttons: one asks the device, where that can pass a page on; one copies the link."""
    links = c.Type(list, default=[])
    """Links to services: `bluesky`, `email`, `facebook`, `hackernews`, `linkedin`, `mastodon`, `reddit`, `telegram`,
    `weibo`, `whatsapp`, `x`, or a name with an address that has `{post_url}` and `{post_title}`."""


class CommentsConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own
    """The settings of comments."""

    everywhere = c.Type(bool, default=True)
    """Whether posts that do not say `comments: true` or `comments: false` have comments."""
    giscus = c.Optional(c.Type(dict))
    """`repo`, `repo_id`, `category` and `category_id`, as [giscus.app](https://giscus.app) gives them, and any other
    option there, such as `mapping` or `theme`."""
    utterances = c.Optional(c.Type(dict))
    """`repo`, and if you like `issue_term`, `label` and `theme`, as on [utteranc.es](https://utteranc.es)."""
    disqus = c.Optional(c.Type(str))
    """The short name of your site at Disqus."""


class RedirectsConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own
    """The settings of redirects."""

    pages = c.Type(bool, default=True)
    """Whether each alias is a page that leads on, which works on any host."""
    file = c.Optional(c.Type((bool, str)))
    """A file of rules for hosts that read one: `true` for `_redirects`, or its name."""


def apply_preset(config: BlogpostsConfig) -> None:
    """Change what `preset: material` changes, but for what the writer set."""
    preset = {
        "draft_if_future_date": False,
        "post_excerpt": "optional",
        "post_excerpt_max_authors": 1,
        "post_excerpt_max_categories": 5,
        "post_readtime_words_per_minute": 265,
        "series": False,
        "feeds": False,
        "head": False,
        "redirects": False,
        "related": False,
    }
    for key, value in preset.items() if config.preset else ():
        if key not in config.given:
            config[key] = value


def default_taxonomy() -> TaxonomyConfig:
    """Return the settings of a taxonomy of which the writer said nothing."""
    made = TaxonomyConfig()
    made.load_dict({})
    made.validate()
    return made


def read_taxonomies(config: BlogpostsConfig) -> dict[str, TaxonomyConfig | None]:
    """Return the taxonomies the writer declared; None for those switched off.

    Raises `ValidationError` for settings that do not exist, and for those said twice.
    """
    declared = {"series": config.series, **config.taxonomies}
    return {name: _read_taxonomy(name, value, config) for name, value in declared.items()}


def _read_taxonomy(name: str, value: object, config: BlogpostsConfig) -> TaxonomyConfig | None:
    given = sorted(key for key in config.given if key.startswith(f"{name}_"))
    if isinstance(value, dict) and given:
        raise ValidationError(f"taxonomies: `{name}` is set here and by `{given[0]}`. Keep one of them")
    return read_mapping(TaxonomyConfig(), f"taxonomies: {name}", value) if value is not False else None


AnyConfig = TypeVar("AnyConfig", bound=Config)


def read_mapping(read: AnyConfig, name: str, value: object) -> AnyConfig:
    """Fill the settings of one capability from what stands under its key: a mapping, or only that it is on.

    Raises `ValidationError` for settings that do not exist or have no valid value.
    """
    read.load_dict(value if isinstance(value, dict) else {})
    failed, warned = read.validate()
    for key, problem in [*failed, *warned]:
        guess = "" if hasattr(type(read), key) else did_you_mean(key, dict(read._schema))
        raise ValidationError(f"{name}: {key}: {problem} {guess}".rstrip())
    return read
