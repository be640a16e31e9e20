"""Renders Material's menu once for all pages on which it is the same: on most posts, only its links differ, by depth.

The menu is a fifth of the time of a build, as every page holds all of it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError, meta, nodes, pass_context
from jinja2.runtime import Context
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

from ..pages import ListingPage, PostPage

_MENU, _ITEM = "partials/nav.html", "partials/nav-item.html"
_OTHERS = ("partials/logo.html", "partials/source.html")
_WORDS = "partials/language.html"
_OF_PAGE = "partials/toc.html"
"""Only a page that is in the menu itself has it there."""
_NAMES = frozenset(
    "checked config features first icon index indeterminate is_pruned is_section lang nav page tabindex toc".split()
)
_OF_CONFIG = frozenset("extra homepage icon logo repo repo_name repo_url site_name theme".split())
_OF_ITEMS = frozenset("active children encrypted is_index meta pages status subtitle title toc typeset url".split())
_OF_OTHERS = frozenset("index items level render t".split())
_ATTRIBUTES = _OF_CONFIG | _OF_ITEMS | _OF_OTHERS
"""All that is compared, or is the same on every page: a menu that asks for more is rendered for each page."""
_FILTERS = frozenset("d default e first length tojson url".split())
_MOST = 32
"""Menus with other items that are kept; each edit of a title may make one more."""


def keep_menu(env: Environment, theme: Theme) -> None:
    """Let the templates of an environment have the menu rendered anew only where it is another.

    A site's own templates may ask for anything: there, each page has it rendered.
    """
    templates = (_MENU, _ITEM, *_OTHERS)
    try:
        is_known = all(_is_of_theme(env, name, theme) for name in (*templates, _WORDS))
        is_known = is_known and all(_reads_only_known(env, name) for name in templates)
    except TemplateError:
        return  # a fault is named when a page is rendered
    menu = env.get_template(_MENU)
    if is_known and not isinstance(menu.root_render_func, MenuCache):
        menu.root_render_func = MenuCache(env, menu.root_render_func)  # as Jinja documents it: a function of a context


def _is_of_theme(env: Environment, name: str, theme: Theme) -> bool:
    file = Path(str(env.get_template(name).filename))
    return bool(theme.name) and file.is_relative_to(get_theme_dir(str(theme.name)))


def _reads_only_known(env: Environment, name: str) -> bool:
    """Tell whether a template reads nothing but what is compared: those of another version, or changed by a plugin."""
    assert env.loader
    template = env.parse(env.loader.get_source(env, name)[0])
    included = {*meta.find_referenced_templates(template)} - {None}  # icons have names that are put together
    keys = {each.arg.value for each in template.find_all(nodes.Getitem) if isinstance(each.arg, nodes.Const)}
    return (
        included <= {_ITEM, _OF_PAGE, *_OTHERS}
        and meta.find_undeclared_variables(template) <= _NAMES
        and keys | {each.attr for each in template.find_all(nodes.Getattr)} <= _ATTRIBUTES
        and {each.name for each in template.find_all(nodes.Filter)} <= _FILTERS
    )


@dataclass
class _Rendered:
    """One menu, as pages at different places see it."""

    folders: frozenset[tuple[str, ...]]
    """All folders in which something is that it links to."""
    texts: dict[tuple[int, tuple[str, ...]], str] = field(default_factory=dict)

    def place_of(self, url: str) -> tuple[int, tuple[str, ...]]:
        """Return all that links from a page depend on: how deep it is, and the folder that it shares with targets."""
        parts = _parts(posixpath.dirname(url))
        shared = next((at for at in range(len(parts)) if parts[: at + 1] not in self.folders), len(parts))
        return len(parts), parts[:shared]


class MenuCache:
    """Stands for the function that renders the menu."""

    def __init__(self, env: Environment, render: Callable[[Context], Iterator[str]]) -> None:
        self.env = env
        self.render = render
        self.kept: dict[Any, _Rendered] = {}

    def __call__(self, context: Context) -> Iterator[str]:
        """Yield the menu for the page of a context."""
        page = context.get("page")
        key = _key(context, page) if isinstance(page, (PostPage, ListingPage)) else None
        if key is None:
            yield from self.render(context)
            return
        menu = self.kept.get(key)
        if menu is None:
            if len(self.kept) >= _MOST:
                self.kept.clear()
            text, targets = self._render(context)
            menu = self.kept[key] = _Rendered(_folders(targets))
            menu.texts[menu.place_of(page.url)] = text
        place = menu.place_of(page.url)
        if place not in menu.texts:
            menu.texts[place] = "".join(self.render(context))
        yield menu.texts[place]

    def _render(self, context: Context) -> tuple[str, list[str]]:
        """Render the menu; return it, and what it links to, as given to the filter `url`."""
        url = self.env.filters["url"]
        targets: list[str] = []

        @pass_context
        def noted(context: Context, value: object) -> str:
            targets.append(str(value))
            return str(url(context, value))

        self.env.filters["url"] = noted
        try:
            return "".join(self.render(context)), targets
        finally:
            self.env.filters["url"] = url


def _folders(targets: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Return all folders in which these are, each as the names that lead to it."""
    return frozenset(parts[:length] for parts in map(_parts, targets) for length in range(1, len(parts) + 1))


def _parts(path: str) -> tuple[str, ...]:
    path = posixpath.normpath(f"/{path}")[1:]
    return tuple(path.split("/")) if path else ()


def _key(context: Context, page: Page) -> Any:
    """Return all that the menu depends on but for its links; None if the page itself is in it."""
    config, nav = context["config"], context["nav"]
    items = tuple(_state(item, page) for item in nav.items)
    home = config.extra.get("homepage") or (nav.homepage.url if nav.homepage else "")
    of_theme = (str(config.theme.get(name)) for name in ("language", "logo", "icon", "features"))
    about = (config.site_name, config.repo_url, config.repo_name, home, *of_theme, str(context.get("features")))
    return None if None in items else (items, about)


def _state(item: Any, page: Page) -> Any:
    """Return all that the menu shows of an item; None if that is the page, or has it among its own."""
    url = getattr(item, "url", None)
    if url == page.url or page in (getattr(item, "pages", None) or ()):
        return None
    children = tuple(_state(child, page) for child in getattr(item, "children", None) or ())
    if None in children:
        return None
    about, typeset = getattr(item, "meta", None) or {}, getattr(item, "typeset", None)
    return (
        url,
        item.title,
        item.active,
        getattr(item, "is_index", False),
        typeset.title if typeset else None,
        bool(getattr(item, "encrypted", False)),
        *(str(about.get(name) or "") for name in ("icon", "subtitle", "status")),
        children,
    )
