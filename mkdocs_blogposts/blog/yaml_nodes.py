"""YAML text → nodes with marks, in bounded time and memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import cast

import yaml

from .yaml_faults import DEEPEST, YamlFault, too_deep

_MOST_REPEATED = 10_000
"""How many nodes aliases may add to those that are written."""
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Bounded:
    """Stops a YAML loader that descends too deep."""

    depth = 0

    def descend_resolver(self, parent: yaml.Node | None, index: object) -> None:
        self.depth += 1
        if parent and self.depth > DEEPEST:
            raise too_deep(index_of(parent))

    def ascend_resolver(self) -> None:
        self.depth -= 1


def _bounded(loader: type) -> type[yaml.SafeLoader]:
    return cast("type[yaml.SafeLoader]", type(loader.__name__, (_Bounded, loader), {}))


_LOADER = _bounded(getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def compose(text: str) -> tuple[yaml.SafeLoader, yaml.Node | None]:
    """Return the root of a document, None if it is empty, and the loader that can construct its scalars.

    Raises `yaml.MarkedYAMLError` where the text is no YAML, and `YamlFault` where following its aliases would
    take too long or never end.
    """
    if control := _CONTROL.search(text):
        fault = f"a control character (U+{ord(control[0]):04X})"
        raise YamlFault(fault, "Delete it, or type the line anew", control.start())
    loader = _LOADER(text)
    root = loader.get_single_node()
    if root and "*" in text:  # no aliases without
        _Survey().check(root)
    return loader, root


def index_of(node: yaml.Node) -> int:
    """Return where in the text a node begins."""
    return node.start_mark.index


class _Survey:
    """Measures what aliases repeat, before anything is built of the nodes."""

    def __init__(self) -> None:
        self.measured: dict[int, tuple[int, int] | None] = {}
        """Count and depth of the nodes in each node, aliases followed; None while it is being measured."""

    def check(self, root: yaml.Node) -> None:
        """Raise `YamlFault` when aliases contain themselves, or repeat or nest too much."""
        count, depth = self.measure(root)
        if count - len(self.measured) > _MOST_REPEATED:
            raise YamlFault("the aliases repeat too much", "Write the values out", index_of(root))
        if depth > DEEPEST:
            raise too_deep(index_of(root))

    def measure(self, node: yaml.Node) -> tuple[int, int]:
        if id(node) in self.measured:
            return self.measured[id(node)] or _raise_endless(node)
        self.measured[id(node)] = None
        parts = [self.measure(child) for child in _children(node)]
        size = 1 + sum(count for count, _ in parts), 1 + max((depth for _, depth in parts), default=0)
        self.measured[id(node)] = size
        return size


def _children(node: yaml.Node) -> Iterable[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return chain.from_iterable(node.value)
    return node.value if isinstance(node, yaml.SequenceNode) else ()


def _raise_endless(node: yaml.Node) -> tuple[int, int]:
    remedy = 'Put values that start with "*" in quotes'
    raise YamlFault("an anchor that contains itself", remedy, index_of(node))
