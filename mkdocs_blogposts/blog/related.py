"""Which posts are related: by the words and terms they share, by links between them, and a little by their dates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isqrt
from typing import NamedTuple

from .post import Post
from .words import frequent_words

_TITLE, _TERM = 8, 32
"""A word of the title, and a term, count as if they stood so often in the text."""
_WEIGHTY = 32
"""As many of its words stand for a post: those that say most about it."""
_COMMON = 128
"""A word that stands in more posts than this finds none."""
_SHORT = 50
"""Posts of which there is less to say are compared as if there were so much: one broad term makes nothing alike."""
_ONE = 1000
"""Weights and scores are whole numbers: their sums are the same in any order, and on any machine."""
_LEAST = _ONE * _ONE // 16
"""Two posts less alike than this are so by chance."""
_LINK = _ONE * _ONE // 5
"""What a link between two posts adds."""
_NEARNESS, _YEAR = 8, 365 * 24 * 60 * 60
"""Posts of one moment are taken for more alike by one part in eight; posts a year apart, by half of that."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is compared of a post."""

    words: tuple[str, ...]
    levels: bytes
    """How much each word counts: one more where it stands twice as often."""
    instant: int = 0
    """The moment of its date, in seconds."""
    links: tuple[str, ...] = ()
    """Sources of the posts it links to, in their own order."""
    group: str = ""
    """What it shares with its translations, which are not related but the same."""
    series: str = ""
    """Parts of one series are not named again: each leads to all of them already."""
    lang: str = ""
    is_public: bool = True
    """Whether other posts may name it."""


def document_of(post: Post, words: Mapping[str, int], links: Iterable[str], is_public: bool) -> Document:
    """Return what is compared of a post with these words in its text; of a protected one, only its title and terms."""
    counted = Counter({} if post.protected else words)
    counted.update(dict.fromkeys(frequent_words(post.title), _TITLE))
    for taxonomy, names in post.terms.items():
        # The slash tells a term from a word.
        counted.update({f"{taxonomy}/{name}": _TERM for name in names if taxonomy not in ("authors", "series")})
    levels = bytes(count.bit_length() for count in counted.values())
    linked = () if post.protected else (*sorted(set(links)),)
    return Document(
        (*counted,), levels, int(post.instant), linked, post.key or post.source, post.series, post.lang, is_public
    )


class Ranked(NamedTuple):
    """The posts that are most like one."""

    sources: tuple[str, ...] = ()
    """The most alike first."""
    groups: frozenset[str] = frozenset()
    """Their groups."""
    least: int = _LEAST
    """The score with which another post would be one of them."""


class Index:
    """Ranks posts by likeness.

    When some change, only what that can change is ranked anew: the ranks are always those of an index made at once.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        """How many posts are related to one at most."""
        self.documents: dict[str, Document] = {}
        self._spread: Counter[str] = Counter()
        """In how many posts each word stands."""
        self._vectors: dict[str, dict[str, int]] = {}
        """The words that stand for each post, with weights whose squares add up to that of `_ONE`, or a bit less."""
        self._postings: defaultdict[str, dict[str, int]] = defaultdict(dict)
        """The same by word."""
        self._linking: defaultdict[str, set[str]] = defaultdict(set)
        """By source, the posts that link there."""
        self._ranked: dict[str, Ranked] = {}

    def related(self, source: str) -> tuple[str, ...]:
        """Return the sources of the posts that are most like one."""
        return self._ranked[source].sources if source in self._ranked else ()

    def linking(self, source: str) -> tuple[str, ...]:
        """Return the sources of the posts that link to one, the newest first."""
        found = [each for each in self._linking.get(source, ()) if self.documents[each].is_public and each != source]
        return (*sorted(found, key=lambda each: (-self.documents[each].instant, each)),)

    def preview(self, source: str, document: Document) -> tuple[str, ...]:
        """Return the posts that would be most like one if it were this, and all others stayed as they are."""
        return self._rank(document, self._scores(source, document, self._weigh(document))).sources

    def ranks(self) -> dict[str, tuple[tuple[str, ...], int]]:
        """Return for `restore` the posts that are most like each, and how alike another must be to join them."""
        return {source: (ranked.sources, ranked.least) for source, ranked in self._ranked.items()}

    def restore(self, documents: Mapping[str, Document], ranks: Mapping[str, tuple[Sequence[str], int]]) -> None:
        """Take over the first posts with the ranks that another index has given to the same ones."""
        self._put_in(documents, ())
        for source, document in documents.items():
            self._enter(source, self._weigh(document))
            sources, least = ranks[source]
            self._ranked[source] = self._ranks_of(sources, least)

    def update(self, changed: Mapping[str, Document], removed: Collection[str] = ()) -> None:
        """Take over posts that are new or changed, and forget others."""
        gone = [*self._take_out({*changed, *removed} & self.documents.keys())]
        reweighed = self._put_in(changed, gone)
        others = (document for document in self.documents.values() if not reweighed.isdisjoint(document.words))
        groups = {document.group for document in (*gone, *changed.values(), *others)}
        # Translations take each other's place in ranks.
        stale = [source for source, document in self.documents.items() if document.group in groups]
        self._rank_again(self._place(stale), groups)

    def _take_out(self, sources: Iterable[str]) -> Iterator[Document]:
        for source in sources:
            document = self.documents.pop(source)
            self._displace(source)
            self._ranked.pop(source)
            for target in document.links:
                self._linking[target].discard(source)
            yield document

    def _put_in(self, changed: Mapping[str, Document], gone: Sequence[Document]) -> frozenset[str]:
        """Take over posts; return the words that are worth more, or less, than before."""
        size = len(self.documents) + len(gone)
        self.documents |= changed
        concerned = Counter(word for document in gone for word in document.words)
        concerned.subtract(Counter(word for document in changed.values() for word in document.words))
        self._spread.subtract(concerned)
        for source, document in changed.items():
            for target in document.links:
                self._linking[target].add(source)
        now = len(self.documents)
        return frozenset(
            word
            for word in (concerned if now == size else self._spread)
            if _worth(word, self._spread[word] + concerned[word], size) != _worth(word, self._spread[word], now)
        )

    def _displace(self, source: str) -> None:
        for word in self._vectors.pop(source, ()):
            del self._postings[word][source]

    def _place(self, stale: Sequence[str]) -> dict[str, dict[str, int]]:
        """Weigh posts anew; return how alike others are to each."""
        scores: dict[str, dict[str, int]] = {source: {} for source in stale}
        for source in stale:
            self._displace(source)
        for source in stale:
            document = self.documents[source]
            vector = self._weigh(document)
            # Of two posts, the later one finds the earlier: they are compared once.
            for other, score in self._scores(source, document, vector).items():
                scores[source][other] = score
                if other in scores:
                    scores[other][source] = score
            self._enter(source, vector)
        return scores

    def _enter(self, source: str, vector: dict[str, int]) -> None:
        self._vectors[source] = vector
        for word, weight in vector.items():
            self._postings[word][source] = weight

    def _rank_again(self, scores: dict[str, dict[str, int]], groups: Collection[str]) -> None:
        """Rank posts anew that were weighed anew, and those of which they are, were or become neighbours."""
        others = {source: ranked for source, ranked in self._ranked.items() if source not in scores}
        affected = {source for source, ranked in others.items() if not ranked.groups.isdisjoint(groups)}
        for found in scores.values() if others else ():
            affected |= {each for each, score in found.items() if each in others and score >= others[each].least}
        for source in affected:
            scores[source] = self._scores(source, self.documents[source], self._vectors[source])
        for source, found in scores.items():
            self._ranked[source] = self._rank(self.documents[source], found)

    def _weigh(self, document: Document) -> dict[str, int]:
        """Return the words that stand for a post, with their weights."""
        size, spread = len(self.documents), self._spread
        pairs = zip(document.words, document.levels, strict=True)
        worth = ((level * _worth(word, spread[word], size), word) for word, level in pairs)
        found = sorted((each for each in worth if each[0]), reverse=True)[:_WEIGHTY]
        length = max(isqrt(sum(weight * weight for weight, _ in found)), _SHORT)
        return {word: _ONE * weight // length for weight, word in found}

    def _scores(self, source: str, document: Document, vector: Mapping[str, int]) -> dict[str, int]:
        """Return how alike other posts are, of those that are so at all."""
        found: defaultdict[str, int] = defaultdict(int)
        for word, weight in vector.items():
            for other, others in self._postings[word].items():
                found[other] += weight * others
        for other in (*document.links, *self._linking.get(source, ())):
            if other in self._vectors:
                found[other] += _LINK
        alike = [each for each in found.items() if each[1] >= _LEAST]
        return dict(self._with_nearness(document, alike))

    def _with_nearness(self, document: Document, scores: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
        """Add the bonus of posts written about the same time; leave out what is no other post."""
        for source, score in scores:
            other = self.documents.get(source)
            if other and other.group != document.group and (not other.series or other.series != document.series):
                years = _YEAR + abs(document.instant - other.instant)
                yield source, score + score * _YEAR // (_NEARNESS * years)

    def _rank(self, document: Document, scores: Mapping[str, int]) -> Ranked:
        """Return the best: of translations one, in the post's own language where there is one."""
        best: dict[str, tuple[bool, int, str]] = {}
        for other, score in scores.items():
            found = self.documents[other]
            claim = (found.lang != document.lang, -score, other)
            if found.is_public and claim < best.get(found.group, (True, 0, "")):
                best[found.group] = claim
        ranked = sorted(best.values(), key=lambda each: each[1:])[: self.count]
        sources = tuple(source for _, _, source in ranked)
        least = -ranked[-1][1] if 0 < len(ranked) == self.count else _LEAST
        return self._ranks_of(sources, least)

    def _ranks_of(self, sources: Sequence[str], least: int) -> Ranked:
        return Ranked((*sources,), frozenset(self.documents[source].group for source in sources), least)


def _worth(word: str, count: int, size: int) -> int:
    """Return what it says of a post that it has a word which so many of all posts have: one more where half as many do.

    In whole steps, so that an edit seldom changes what a word says of other posts.
    """
    return (size // count).bit_length() - 1 + ("/" in word) if 2 <= count <= _COMMON else 0
