"""What readers can do about a post: pass it on, and comment on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig

from .blog.errors import did_you_mean
from .config import BlogpostsConfig, CommentsConfig, ShareConfig, read_mapping
from .language import Language
from .pages import PostPage
from .views import CommentsView, LinkView, ShareView

SERVICES = {
    "bluesky": ("Bluesky", "https://bsky.app/intent/compose?text={post_title}%20{post_url}"),
    "email": ("E-mail", "mailto:?subject={post_title}&body={post_url}"),
    "facebook": ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={post_url}"),
    "hackernews": ("Hacker News", "https://news.ycombinator.com/submitlink?u={post_url}&t={post_title}"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={post_url}"),
    "mastodon": ("Mastodon", "https://mastodonshare.com/?url={post_url}&text={post_title}"),
    "reddit": ("Reddit", "https://www.reddit.com/submit?url={post_url}&title={post_title}"),
    "telegram": ("Telegram", "https://t.me/share/url?url={post_url}&text={post_title}"),
    "weibo": ("微博", "https://service.weibo.com/share/share.php?url={post_url}&title={post_title}"),
    "whatsapp": ("WhatsApp", "https://wa.me/?text={post_title}%20{post_url}"),
    "x": ("X", "https://x.com/intent/post?url={post_url}&text={post_title}"),
}
"""What services are called, and where they take a post."""
_GISCUS = {"mapping": "pathname", "strict": "0", "reactions-enabled": "1", "theme": "preferred_color_scheme"}
_GISCUS_NEEDS = ("repo", "repo_id", "category", "category_id")
_GISCUS_SPEAKS = frozenset(
    "ar be bg ca cs da de en eo es eu fa fr he hu id it ja ko nl pl pt ro ru th tr uk uz vi zh-CN zh-TW".split()
)
_UTTERANCES = {"issue-term": "pathname", "theme": "preferred-color-scheme"}


_LEAD_TO_SOURCES = ("mkdocs", "readthedocs", "cinder")
"""Themes that lead to the source of each page themselves."""
_EDIT = "content.action.edit"
"""The feature with which Material does so."""


class Responses:
    """Makes what one blog's posts give their readers to do.

    Raises `ValidationError` for settings that cannot be.
    """

    def __init__(self, config: BlogpostsConfig, site: MkDocsConfig, uses_theme: bool) -> None:
        theme, features = site.theme.name, site.theme.get("features") or ()
        self.suggests = not (uses_theme or theme in _LEAD_TO_SOURCES or _EDIT in features)
        given = config.share
        self.sharing = read_mapping(ShareConfig(), "share", given) if given is not False else None
        self.links = [*self._links(), *_links_of_materialx(config, uses_theme and theme == "materialx")]
        self.commenting = read_mapping(CommentsConfig(), "comments", config.comments) if config.comments else None
        _check(self.commenting)

    def _links(self) -> Iterator[tuple[str, str]]:
        for entry in self.sharing.links if self.sharing else ():
            if isinstance(entry, dict):
                yield from ((str(name), str(address)) for name, address in entry.items())
            elif str(entry).lower() in SERVICES:
                yield SERVICES[str(entry).lower()]
            else:
                guess = did_you_mean(str(entry), SERVICES) or "Write a name with its address: `Name: https://…`"
                raise ValidationError(f"share: links: no service `{entry}`. {guess}")

    def suggest(self, page: PostPage) -> str:
        """Return where readers can suggest changes to a post; nothing where the theme leads there."""
        return (page.edit_url or "") if self.suggests else ""

    def share(self, page: PostPage) -> ShareView | None:
        """Return how readers pass a post on, if they find a way here; links need the site's address."""
        url, title = quote(page.canonical_url or "", safe=""), quote(page.post.title, safe="")
        links = (
            LinkView(name, address.replace("{post_url}", url).replace("{post_title}", title))
            for name, address in (self.links if url else ())
        )
        view = ShareView(bool(self.sharing and self.sharing.buttons), tuple(links))
        return view if view.buttons or view.links else None

    def comments(self, page: PostPage, words: Language) -> CommentsView | None:
        """Return where readers comment on a post, if they may."""
        given = self.commenting
        if given is None or not (given.everywhere if page.post.comments is None else page.post.comments):
            return None
        if given.giscus is not None:
            repo = str(given.giscus["repo"])
            options = {**_GISCUS, "lang": _giscus_language(words), **_options(given.giscus)}
            data = {f"data-{name}": value for name, value in options.items()}
            return CommentsView("giscus", "GitHub", f"https://github.com/{repo}/discussions", data)
        if given.utterances is not None:
            repo = str(given.utterances["repo"])
            options = {**_UTTERANCES, **_options(given.utterances)}
            return CommentsView("utterances", "GitHub", f"https://github.com/{repo}/issues", options)
        if given.disqus:
            forum, options = f"https://disqus.com/home/forum/{given.disqus}/", {"shortname": given.disqus}
            return CommentsView("disqus", "Disqus", forum, options, page.url)
        return CommentsView("", "", "", url=page.url)


def _check(given: CommentsConfig | None) -> None:
    services = [name for name in ("giscus", "utterances", "disqus") if given and given[name] is not None]
    if len(services) > 1:
        raise ValidationError(f"comments: both `{services[0]}` and `{services[1]}` are set. Keep one of them")
    if given and given.giscus is not None:
        _require("giscus", given.giscus, _GISCUS_NEEDS)
    if given and given.utterances is not None:
        _require("utterances", given.utterances, ("repo",))


def _require(service: str, given: Mapping[str, object], keys: tuple[str, ...]) -> None:
    missing = next((key for key in keys if key not in given), "")
    if missing:
        others = [key for key in given if key not in keys]
        guess = did_you_mean(missing, others).replace("Did you mean", "You wrote").replace("?", "")
        raise ValidationError(f"comments: {service}: no `{missing}`. {guess}".rstrip())


def _options(given: Mapping[str, object]) -> dict[str, str]:
    """Return options as attributes of HTML."""
    written = {str(name).removeprefix("data-").replace("_", "-"): value for name, value in given.items()}
    return {name: f"{value:d}" if isinstance(value, bool) else str(value) for name, value in written.items()}


def _giscus_language(words: Language) -> str:
    tag = {"zh": "zh-CN", "zh-Hant": "zh-TW", "zh-Hans": "zh-CN"}.get(words.tag, words.tag)
    return next((each for each in (tag, tag.split("-")[0]) if each in _GISCUS_SPEAKS), "en")


def _links_of_materialx(config: BlogpostsConfig, shows_them: bool) -> Iterator[tuple[str, str]]:
    """Return the links under `share_links`, unless the theme itself shows them."""
    for name, given in config.share_links.items() if not shows_them else ():
        yield given.get("title") or name, given["link"]
