"""Terms of the old site: one spelling for each, and the addresses that they had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pymdownx.slugs import slugify

from ..blog.errors import Severity
from ..blog.permalink import is_safe
from .old_site import OldSite

_slug_of = slugify(case="lower")


def unify(site: OldSite) -> None:
    """Give terms that differ only in case, and so had one page or overwrote each other's, their usual spelling."""
    for taxonomy in site.terms:
        counts = Counter(term for entry in site.entries for term in _terms(entry.meta, taxonomy))
        usual: dict[str, str] = {}
        for term, _ in counts.most_common():
            usual.setdefault(term.casefold(), term)
        for term in counts:
            if (other := usual[term.casefold()]) != term:
                site.report("", 0, f'"{term}" in {taxonomy} is written "{other}" now', "", Severity.HINT)
        for entry in site.entries:
            if terms := _terms(entry.meta, taxonomy):
                entry.meta[taxonomy] = list(dict.fromkeys(usual[term.casefold()] for term in terms))


def notes(site: OldSite) -> dict[str, dict[str, dict[str, str]]]:
    """Return what the terms file says: the slugs of terms that ours would name otherwise."""
    found = {taxonomy: _differing(site, taxonomy) for taxonomy in site.terms}
    return {taxonomy: slugs for taxonomy, slugs in found.items() if slugs}


def _differing(site: OldSite, taxonomy: str) -> dict[str, dict[str, str]]:
    used = dict.fromkeys(term for entry in site.entries for term in _terms(entry.meta, taxonomy))
    known = {term: site.term_slugs.get(taxonomy, {}).get(term, "") for term in used}
    ours = [_slug_of(term, "-") for term in used]
    others = {term: slug for term, slug in known.items() if slug and slug != _slug_of(term, "-")}
    return {
        term: {"slug": slug} for term, slug in others.items() if is_safe(slug) and slug not in ours and "/" not in slug
    }


def _terms(meta: Mapping[str, object], taxonomy: str) -> Iterable[str]:
    value = meta.get(taxonomy)
    return [str(each) for each in value] if isinstance(value, list) else ()
