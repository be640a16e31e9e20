"""The finished HTML of pages, by source; packed while a site is served, as all of it is kept then."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, MutableMapping


class Packed:
    """A text that takes less room while nobody reads it."""

    def __init__(self, text: str) -> None:
        # The quickest level: a higher one saves next to nothing.
        self.data = zlib.compress(text.encode(errors="surrogatepass"), 1)

    def __str__(self) -> str:
        return zlib.decompress(self.data).decode(errors="surrogatepass")


class Texts(MutableMapping[str, str]):
    """Texts by source."""

    def __init__(self, *, packs: bool) -> None:
        self.packs = packs
        self._kept: dict[str, str | Packed] = {}

    def __getitem__(self, source: str) -> str:
        return str(self._kept[source])

    def __setitem__(self, source: str, text: str) -> None:
        self._kept[source] = Packed(text) if self.packs else text

    def __delitem__(self, source: str) -> None:
        del self._kept[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def kept(self, source: str) -> str | Packed:
        """Return a text as it is kept."""
        return self._kept[source]
