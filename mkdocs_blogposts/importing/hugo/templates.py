"""Shortcodes that a site defines itself, as far as their templates only put values in their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from ..elements import raw_html
from .calls import Call

_ACTION = re.compile(
    r"""
    (?P<before>\s*)\{\{(?P<trim>-?)
    (?P<code>\s*/\*.*?\*/\s*|(?:"(?:\\.|[^"])*"|`[^`]*`|[^"`])*?)
    (?P<after>-?)\}\}
    """,
    re.DOTALL | re.VERBOSE,
)
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|`[^`]*`|:=|[()|]|[^\s()|]+')
_MARKED = re.compile(r"\x02(.*?)\x03", re.DOTALL)
_TAG = re.compile(r"<(?P<name>[a-zA-Z][\w-]*)(?P<rest>[^<>]*)>\s*$")
_UNCHANGED = frozenset("safeHTML safeHTMLAttr safeURL safeCSS safeJS htmlUnescape printf print string".split())


class NotUnderstood(Exception):
    """A template does more than put values in their places."""


def expand(template: str, call: Call) -> str:
    """Return what a template makes of a shortcode; raises `NotUnderstood` where it would take Hugo to know."""
    nodes = iter([*_actions(template)])
    made = _Expansion(call, call.written.startswith("{{%")).run(nodes)
    return _with_markdown(made) if "\x02" in made else raw_html(made)


def _actions(template: str) -> Iterator[str | tuple[str, ...]]:
    """Yield texts, and between them the tokens of actions."""
    start, trims = 0, False
    for found in _ACTION.finditer(template):
        text = template[start : found.start()] + ("" if found["trim"] else found["before"])
        yield text.lstrip() if trims else text
        start, trims = found.end(), bool(found["after"])
        if not found["code"].lstrip().startswith("/*"):
            yield tuple(_TOKEN.findall(found["code"]))
    yield template[start:].lstrip() if trims else template[start:]


@dataclass
class _Expansion:
    call: Call
    is_markdown: bool
    names: dict[str, str] = field(default_factory=dict)
    dot: list[str] = field(default_factory=list)

    def run(self, nodes: Iterator[str | tuple[str, ...]], shown: bool = True) -> str:
        text, _ = self.block(nodes, shown)
        return text

    def block(self, nodes: Iterator[str | tuple[str, ...]], shown: bool) -> tuple[str, tuple[str, ...]]:
        """Return the text up to an `end` or `else`, and that."""
        parts = []
        for node in nodes:
            if isinstance(node, str):
                parts.append(node)
            elif node[:1] in (("end",), ("else",)):
                return "".join(parts) if shown else "", node
            elif node[:1] in (("if",), ("with",)):
                parts.append(self.condition(nodes, node, shown))
            elif node:
                parts.append(self.statement(node) if shown else "")
        return "".join(parts) if shown else "", ()

    def condition(self, nodes: Iterator[str | tuple[str, ...]], head: tuple[str, ...], shown: bool) -> str:
        value = self.value(self.assigned(head[1:])) if shown else ""
        if head[0] == "with":
            self.dot.append(value)
        made, end = self.block(nodes, shown and bool(value))
        if head[0] == "with":
            self.dot.pop()
        if end[:1] != ("else",):
            return made
        if len(end) > 1:
            return made + self.condition(nodes, end[1:], shown and not value)
        return made + self.block(nodes, shown and not value)[0]

    def assigned(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        if len(tokens) > 2 and tokens[1] == ":=":
            self.names[tokens[0]] = self.value(tokens[2:])
            return tokens[:1]
        return tokens

    def statement(self, tokens: tuple[str, ...]) -> str:
        if len(tokens) > 2 and tokens[1] in (":=", "="):
            self.names[tokens[0]] = self.value(tokens[2:])
            return ""
        return self.value(tokens)

    def value(self, tokens: Sequence[str]) -> str:
        """Return what an expression yields; each stage of a pipeline takes the value of the one before."""
        value: list[str] = []
        for stage in _split(tokens):
            value = [self.call_function(stage, value)]
        return value[0] if value else ""

    def call_function(self, tokens: Sequence[str], piped: list[str]) -> str:
        name = tokens[0] if tokens else ""
        if name in ("isset", "index") and tokens[1:2] in ([".Params"], ["$.Params"]):
            return self.get(self.arguments(tokens[2:])[0])
        arguments = [*self.arguments(tokens[1:]), *piped]
        if name == ".Get" or name.endswith("$.Get"):
            return self.get(arguments[0] if arguments else "")
        if function := _FUNCTIONS.get(name):
            return function(arguments)
        if name in _UNCHANGED and len(arguments) == 1:
            return arguments[0]
        if len(tokens) == 1 and not piped:
            return self.single(name)
        if name == "(":
            return self.arguments(tokens)[-1]
        raise NotUnderstood(name)

    def arguments(self, tokens: Sequence[str]) -> list[str]:
        found, rest = [], list(tokens)
        while rest:
            token = rest.pop(0)
            if token == "(":
                end = _closing(rest)
                found.append(self.value(rest[:end]))
                rest = rest[end + 1 :]
            else:
                found.append(self.single(token))
        return found

    def get(self, key: str) -> str:
        return self.call.get(int(key) if key.isdigit() else key.lower())

    def single(self, token: str) -> str:
        if token[:1] in ('"', "`"):
            return token[1:-1]
        if token in (".Inner", "$.Inner"):
            inner = self.call.inner or ""
            return f"\x02{inner}\x03" if self.is_markdown and inner else inner
        if token == "." and self.dot:
            return self.dot[-1]
        if token in self.names:
            return self.names[token]
        if found := re.fullmatch(r"\$?\.Params\.(\w+)", token):
            return self.get(found[1])
        if re.fullmatch(r"-?\d+", token):
            return token
        if token in (".IsNamedParams", "$.IsNamedParams"):
            return "true" if self.call.named else ""
        raise NotUnderstood(token)


def _split(tokens: Sequence[str]) -> Iterator[list[str]]:
    stage: list[str] = []
    depth = 0
    for token in tokens:
        depth += (token == "(") - (token == ")")
        if token == "|" and not depth:
            yield stage
            stage = []
        else:
            stage.append(token)
    yield stage


def _closing(tokens: Sequence[str]) -> int:
    depth = 1
    for at, token in enumerate(tokens):
        depth += (token == "(") - (token == ")")
        if not depth:
            return at
    raise NotUnderstood("(")


_FUNCTIONS: dict[str, Callable[[Sequence[str]], str]] = {
    "default": lambda given: given[1] if len(given) > 1 and given[1] else given[0],
    "markdownify": lambda given: f"\x02{given[0]}\x03",
    "$.Page.RenderString": lambda given: f"\x02{given[-1]}\x03",
    ".Page.RenderString": lambda given: f"\x02{given[-1]}\x03",
    "htmlEscape": lambda given: escape(given[0]),
    "lower": lambda given: given[0].lower(),
    "upper": lambda given: given[0].upper(),
    "eq": lambda given: "true" if given[0] in given[1:] else "",
    "ne": lambda given: "true" if given[0] not in given[1:] else "",
    "not": lambda given: "" if given[0] else "true",
    "and": lambda given: next((each for each in given if not each), given[-1]),
    "or": lambda given: next((each for each in given if each), given[-1]),
    "trim": lambda given: given[0].strip(given[1] if len(given) > 1 else None),
}


def _with_markdown(made: str) -> str:
    """Have Markdown read where a template had it read: directly inside the element that holds it."""
    while found := _MARKED.search(made):
        before, inner = made[: found.start()], found[1].replace("\x02", "")
        tag = _TAG.search(before)
        if tag and "markdown=" not in tag["rest"]:
            kind = "1" if "\n\n" in inner.strip() else "span"
            before = f'{before[: tag.start()]}<{tag["name"]}{tag["rest"]} markdown="{kind}">'
            inner = f"\n\n{inner.strip()}\n\n" if kind == "1" else inner.strip()
        made = before + inner + made[found.end() :]
    return made
