"""What the plugin adds to a theme, and what it cannot stand beside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from .config import BlogpostsConfig
from .language import language
from .settings import normalize
from .themes.material import has_blog_templates

PACKAGE = Path(__file__).parent
STYLESHEET = "assets/blogposts.css"
COMMENTS = "assets/blogposts-comments.js"
NOTES = "assets/blogposts-notes.js"
FEED_STYLESHEET = "assets/blogposts-feed.css"
AVATAR = "assets/blogposts-avatar.svg"
"""Stands in for the picture of an author who has none."""
_BLOGS = {
    "blog": "Remove `{name}` from `plugins:` in mkdocs.yml; blogposts understands its settings",
    "blogposts": "Give one of them another `blog_dir:` in mkdocs.yml",
}
"""What to do about a plugin that has our directory, by its name."""


def add_to_theme(own: BlogpostsConfig, config: MkDocsConfig) -> None:
    """Add our templates behind the theme's, and our stylesheet before the site's own, unless all is the theme's."""
    shows_ours = not shows_only_theme(own, config)  # before our templates are added
    templates = str(PACKAGE / "templates")
    if templates not in config.theme.dirs:
        config.theme.dirs.append(templates)
    if STYLESHEET not in config.extra_css and shows_ours:
        config.extra_css.insert(0, STYLESHEET)


def scripts(own: BlogpostsConfig, config: MkDocsConfig) -> Sequence[str]:
    """Return our scripts of which posts may have use."""
    if shows_only_theme(own, config):
        return ()
    wanted = {COMMENTS: own.comments, NOTES: _has_footnotes(config)}
    return [name for name, is_wanted in wanted.items() if is_wanted]


def _has_footnotes(config: MkDocsConfig) -> bool:
    """Tell whether posts may have footnotes that the theme does not show beside their marks."""
    is_themes = "content.footnote.tooltips" in (config.theme.get("features") or ())
    return "footnotes" in config.markdown_extensions and not is_themes


def add_assets(files: Files, config: MkDocsConfig, *names: str) -> None:
    """Add some of our assets to the site; a file of the writer's own at the same place wins."""
    for name in names:
        if not files.get_file_from_path(name):
            files.append(File(name, str(PACKAGE), config.site_dir, config.use_directory_urls))


def uses_theme(own: BlogpostsConfig, config: MkDocsConfig) -> bool:
    """Tell whether the theme's own blog templates show posts and lists."""
    return own.style in ("auto", "theme") and has_blog_templates(config.theme.dirs)


def shows_only_theme(own: BlogpostsConfig, config: MkDocsConfig) -> bool:
    """Tell whether no more is shown than the theme's own blog templates show."""
    return bool(own.preset) and uses_theme(own, config)


def check_neighbours(own: BlogpostsConfig, config: MkDocsConfig) -> None:
    """Refuse to share a directory with Material's own blog, or with a second blog of ours.

    Raises `PluginError`.
    """
    for name, plugin in config.plugins.items():
        kind = name.split(" ")[0].split("/")[-1]
        if kind not in _BLOGS or plugin.config is own or not hasattr(plugin.config, "blog_dir"):
            continue
        if plugin.config.get("enabled") and normalize(plugin.config.blog_dir) == normalize(own.blog_dir):
            raise PluginError(
                f'blogposts: both `{name}` and `blogposts` are enabled for the directory "{own.blog_dir}". '
                f"{_BLOGS[kind].format(name=name)}"
            )


def theme_language(site: MkDocsConfig) -> str:
    """Return the language of the theme, under any name themes have for it."""
    return str(site.theme.get("language") or site.theme.get("locale") or "en")


def theme_direction(site: MkDocsConfig) -> str:
    """Return in which direction the theme's pages run: only Material and its fork turn round with the language."""
    return language(theme_language(site)).direction if has_blog_templates(site.theme.dirs) else "ltr"


def has_own_search(config: MkDocsConfig) -> bool:
    """Tell whether the site has MkDocs' own search, which takes titles for text; others take them for HTML."""
    return any(hasattr(getattr(plugin, "search_index", None), "_entries") for plugin in config.plugins.values())
