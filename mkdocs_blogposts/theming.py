"""What the plugin adds to a theme, and what it cannot stand beside."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from .config import BlogpostsConfig
from .settings import normalize

PACKAGE = Path(__file__).parent
STYLESHEET = "assets/blogposts.css"
_AVATAR = "assets/blogposts-avatar.svg"
_BLOGS = {
    "blog": "Remove `{name}` from `plugins:` in mkdocs.yml; blogposts understands its settings",
    "blogposts": "Give one of them another `blog_dir:` in mkdocs.yml",
}
"""What to do about a plugin that has our directory, by its name."""


def add_to_theme(config: MkDocsConfig) -> None:
    """Add our templates behind the theme's, and our stylesheet before the site's own."""
    templates = str(PACKAGE / "templates")
    if templates not in config.theme.dirs:
        config.theme.dirs.append(templates)
    if STYLESHEET not in config.extra_css:
        config.extra_css.insert(0, STYLESHEET)


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Add our assets to the site; a file of the writer's own at the same place wins."""
    for name in (STYLESHEET, _AVATAR):
        if not files.get_file_from_path(name):
            files.append(File(name, str(PACKAGE), config.site_dir, config.use_directory_urls))


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
