"""The `mkdocs.yml` of a new project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from .addresses import Scheme
from .old_site import OldSite
from .yaml_text import as_yaml

FIRST_LINE = "# Begun by `blogposts import`: as long as this line stands here, importing again keeps to these URLs.\n"

_LANGUAGES = frozenset(
    "ar bg ca cs da de el es et eu fa fi fr he hi hr hu id is it ja ko lt lv nb nl nn pl pt ro ru".split()
) | frozenset("sk sl sq sr sv th tr uk vi zh".split())
"""Which languages besides English the theme has."""
_EXTENSIONS = """\
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - sane_lists%s
  - tables
  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
  - pymdownx.betterem
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences%s
  - pymdownx.tasklist
  - pymdownx.tilde:
      subscript: false
"""
_SMART_DASHES = """
  - smarty:
      smart_quotes: false"""
"""Without quotes: those beside Chinese characters or code would all close."""
_MERMAID = """:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format"""
_FORMULAS = """\
  - pymdownx.arithmatex:
      generic: true

extra_javascript:
  - javascripts/formulas.js
  - https://unpkg.com/mathjax@3/es5/tex-mml-chtml.js
"""
FORMULAS_SCRIPT = """\
window.MathJax = {
  tex: {
    inlineMath: [["\\\\(", "\\\\)"]],
    displayMath: [["\\\\[", "\\\\]"]],
    processEscapes: true,
    processEnvironments: true
  },
  options: {
    ignoreHtmlClass: ".*|",
    processHtmlClass: "arithmatex"
  }
};
"""


def config_text(
    site: OldSite, scheme: Scheme, post_dir: str, nav: Sequence[tuple[str, str]], theme: str, mermaid: bool
) -> str:
    """Return the text of a new `mkdocs.yml`."""
    return "\n".join(
        [
            FIRST_LINE + as_yaml(_site(site, scheme)),
            as_yaml({"theme": _theme(site, theme)}),
            *([as_yaml({"nav": [{name: path} for name, path in nav]})] if nav else []),
            as_yaml({"plugins": ["search", {"blogposts": dict(_blog(site, scheme, post_dir))}]}),
            _EXTENSIONS % (_SMART_DASHES if site.has_smart_dashes else "", _MERMAID if mermaid else ""),
            *([_FORMULAS] if site.has_formulas else []),
        ]
    )


def _site(site: OldSite, scheme: Scheme) -> dict[str, Any]:
    values = {
        "site_name": site.title or "Blog",
        "site_url": f"{site.url.rstrip('/')}/" if site.url.startswith("http") else "",
        "site_description": site.description,
        "site_author": site.author,
    }
    found: dict[str, Any] = {key: value for key, value in values.items() if value}
    return found if scheme.directory_urls else {**found, "use_directory_urls": False}


def _language(site: OldSite) -> str:
    code = site.language.replace("_", "-").lower()
    first = code.partition("-")[0]
    chinese = "zh-TW" if code in ("zh-tw", "zh-hk", "zh-hant", "zh-hant-tw") else "zh"
    return "" if first not in _LANGUAGES else chinese if first == "zh" else first


def _theme(site: OldSite, theme: str) -> dict[str, str]:
    language = _language(site) if theme == "material" else ""
    return {"name": theme, **({"language": language} if language else {})}


def _blog(site: OldSite, scheme: Scheme, post_dir: str) -> Iterator[tuple[str, Any]]:
    yield "blog_dir", "."
    if post_dir != "posts":
        yield "post_dir", post_dir
    yield "post_url_format", scheme.url_format
    if scheme.date_format not in ("", "yyyy/MM/dd"):
        yield "post_url_date_format", scheme.date_format
    if site.timezone:
        yield "timezone", site.timezone
    if language := _language(site):
        yield "language", language
    if site.per_page and site.per_page != 10:
        yield "pagination_per_page", site.per_page
    if site.archive and site.archive != "archive":
        yield "archive_url_format", f"{site.archive}/{{date}}"
    yield from _terms(site)


def _terms(site: OldSite) -> Iterator[tuple[str, Any]]:
    others = {}
    for name, url_format in site.terms.items():
        if name == "categories":
            yield "categories_url_format", url_format
        elif name == "series":
            yield "series", {"url_format": url_format}
        elif name == "authors":
            yield "authors_profiles", True
            yield "authors_profiles_url_format", url_format
        elif name != "tags" or url_format != "tags/{slug}":
            others[name] = {"url_format": url_format}
    if others:
        yield "taxonomies", others
