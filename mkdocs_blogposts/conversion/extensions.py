"""Which Markdown extensions make the same HTML of the same text, always, and what tells one set-up from another."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, entry_points, version

MARKDOWN = (
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes legacy_attrs legacy_em md_in_html "
    "meta nl2br sane_lists smarty tables toc wikilinks"
)
PYMDOWNX = (
    "arithmatex betterem blocks.admonition blocks.caption blocks.definition blocks.details blocks.html blocks.tab "
    "caret critic details emoji escapeall extra fancylists highlight inlinehilite keys magiclink mark pathconverter "
    "progressbar quotes saneheaders smartsymbols snippets striphtml superfences tabbed tasklist tilde"
)
PURE = frozenset(
    [name for each in MARKDOWN.split() for name in (each, f"markdown.extensions.{each}")]
    + [f"pymdownx.{each}" for each in PYMDOWNX.split()]
)
"""Extensions whose HTML depends on the text and their options alone, and that do nothing else besides."""
KNOWN_PACKAGES = ("markdown", "pymdownx", "material", "materialx")
"""Where functions in options may come from, by the first part of their module's name."""
DISTRIBUTIONS = (
    "Markdown pymdown-extensions Pygments mkdocs-material mkdocs-materialx mkdocs-blogposts selectolax".split()
)
"""Where extensions and those functions are installed from, and what reads the HTML."""
SNIPPETS = "pymdownx.snippets"
INCLUDES_FILES = "8<"
"""What every text has in it that includes another file with `SNIPPETS`."""


class NotPureError(ValueError):
    """Something may have effects or inputs besides the text."""


def describe(extensions: Iterable[object], options: Mapping[str, Mapping[str, object]]) -> str:
    """Return a text that is another one whenever the extensions might make other HTML of some text.

    Raises `NotPureError` for extensions and options of which that cannot be said.
    """
    names = list(extensions)
    for name in names:
        if name not in PURE:
            raise NotPureError(f"{name} is not known to depend on the text alone")
    used = {str(name): options.get(str(name), {}) for name in names}
    if used.get(SNIPPETS, {}).get("auto_append"):
        raise NotPureError(f"{SNIPPETS} appends files to every text")
    if used.get("pymdownx.emoji", {}).get("options"):
        raise NotPureError("pymdownx.emoji may read icons of the site's own")
    return repr((sorted(versions()), [(name, _plain(options)) for name, options in used.items()]))


@functools.cache
def versions() -> tuple[str, ...]:
    """Return the versions of all that may take part, and what else colours code."""
    return (*_versions(),)


def _versions() -> Iterator[str]:
    for name in DISTRIBUTIONS:
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"
    installed = entry_points()  # all of them are read, whatever is asked for
    for kind in ("lexers", "formatters", "filters", "styles"):
        yield from (f"{kind} {each.name} {each.value}" for each in installed.select(group=f"pygments.{kind}"))


def _plain(value: object) -> object:
    """Return a value that is written the same whenever it means the same."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, Mapping):
        return sorted((str(key), _plain(each)) for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, functools.partial):
        return ("partial", _plain(value.func), _plain(value.args), _plain(value.keywords))
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if callable(value) and module and name and "<" not in name and module.split(".")[0] in KNOWN_PACKAGES:
        return ("function", module, name)
    raise NotPureError(f"{value!r} is not known to depend on the text alone")
