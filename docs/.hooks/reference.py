"""Writes tables and the help of commands from the code, each where a marker such as `<!-- settings -->` stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
import yaml
from mkdocs.plugins import get_plugin_logger

from mkdocs_blogposts.cli.main import main

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

PACKAGE = Path(__file__).resolve().parents[2] / "mkdocs_blogposts"
EXAMPLES = Path(__file__).with_name("examples.yml")

log = get_plugin_logger("reference")

_MARKER = re.compile(
    r"^<!-- (?P<name>settings|views|methods|fragments|preset|help)(?:: (?P<which>\w+))? -->$", re.MULTILINE
)
_HEAD = re.compile(r"\{#-?(?P<text>.*?)-?#\}", re.DOTALL)
_TYPES = {
    "bool": "`true` or `false`",
    "int": "number",
    "float": "number",
    "str": "text",
    "Markup": "HTML",
    "list": "list",
    "dict": "mapping",
    "datetime": "`datetime`",
    "datetime.date": "date",
    "object": "anything",
}


@dataclass(frozen=True)
class Member:
    """An attribute of a class, with the text below it in the code."""

    name: str
    type: ast.expr | None
    value: ast.expr | None
    text: str


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the tables where the markers are."""
    named = {found["which"] for found in _MARKER.finditer(markdown) if found["which"]}
    return _MARKER.sub(lambda found: _write(found["name"], found["which"] or "", named), markdown)


def _write(name: str, which: str, named: Iterable[str]) -> str:
    tables: dict[str, Callable[[], str]] = {
        "settings": partial(settings_table, which, named),
        "views": views_section,
        "methods": methods_section,
        "fragments": fragments_table,
        "preset": preset_table,
        "help": partial(help_text, which),
    }
    table = tables[name]()
    if not table:
        log.warning("there is nothing to write for `%s: %s`", name, which)
    return table


# Settings ---------------------------------------------------------------------------------------------------------


def settings_table(which: str = "", others: Iterable[str] = ()) -> str:
    """Return the settings that begin with `which`, those of a class of that name, or those that no other table has."""
    module, owner = _module("config"), which if which.endswith("Config") else "BlogpostsConfig"
    found, examples = _members(module, owner), _examples()[owner]
    if not which.endswith("Config"):
        found = [each for each in found if _is_in(each.name, which, others)]
    prefix = f"{which.removesuffix('Config').lower()}-" if which.endswith("Config") else ""
    rows = ((f"`{each.name}`{{ #{prefix}{each.name} }}", *_setting(each, module, examples)) for each in found)
    return _table(("setting", "default", "value", "what it does, and an example"), rows)


def _examples() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    return found


def _example(name: str, examples: Mapping[str, str]) -> str:
    if name not in examples:
        log.warning("`%s` has no example in %s", name, EXAMPLES.name)
    return f"`{name}: {examples.get(name, '')}`"


def _is_in(name: str, which: str, others: Iterable[str]) -> bool:
    owner = next((each for each in others if name == each or name.startswith(f"{each}_")), "")
    return owner == which


def _setting(member: Member, module: ast.Module, examples: Mapping[str, str]) -> tuple[str, str, str]:
    assert isinstance(member.value, ast.Call), member.name
    text = f"{member.text}<br>{_example(member.name, examples)}"
    return _default(member.value), _kind(member.value, module), text


def _kind(option: ast.Call, module: ast.Module) -> str:
    match ast.unparse(option.func).removeprefix("c."):
        case "Optional":
            assert isinstance(option.args[0], ast.Call)
            return _kind(option.args[0], module)
        case "Type":
            types = option.args[0].elts if isinstance(option.args[0], ast.Tuple) else [option.args[0]]
            return " or ".join(_TYPES[ast.unparse(each)] for each in types).replace("` or `false` or", "`, `false` or")
        case "Choice":
            return ", ".join(f"`{each}`" for each in _values(option.args[0], module))
        case "Format":
            return "text with " + ", ".join(f"`{{{ast.literal_eval(each)}}}`" for each in option.args)
        case "Deprecated":
            return next(f"as `{ast.literal_eval(each.value)}`" for each in option.keywords if each.arg == "moved_to")
        case "Switch":
            assert isinstance(option.args[1], ast.Dict)
            keys = [f"`{ast.literal_eval(key)}`" for key in option.args[1].keys if key]
            return f"`true`, `false` or a mapping with {' and '.join(keys)}"
        case other:  # an option of the plugin's own: its class says what it takes
            text = _docstring(next(each for each in _classes(_module("options")) if each.name == other))
            return (text[:1].lower() + text[1:]).removeprefix("a ").removesuffix(".")


def _values(node: ast.expr, module: ast.Module) -> Iterable[str]:
    """Return the texts in a list, also where it is a constant of the module."""
    if not isinstance(node, ast.Name):
        return [str(each) for each in ast.literal_eval(node)]
    for each in module.body:
        if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == node.id:
            return [str(value) for value in ast.literal_eval(each.value)]
    return []


def _default(option: ast.Call) -> str:
    given = [each.value for each in option.keywords if each.arg == "default"]
    if ast.unparse(option.func) == "Switch":
        given.append(option.args[0])
    return _value(given[0]) if given else "–"


def _value(node: ast.expr) -> str:
    """Write a value as it stands in YAML."""
    text = ast.unparse(node)
    if isinstance(node, ast.Constant):
        text = str(node.value).lower() if isinstance(node.value, bool) else str(node.value)
    return "none" if text in ("", "[]", "{}") else f"`{text}`"


def preset_table() -> str:
    """Return what `preset: material` sets."""
    module = _module("config")
    function = next(each for each in module.body if getattr(each, "name", "") == "apply_preset")
    preset = next(each for each in ast.walk(function) if isinstance(each, ast.Dict))
    defaults = {
        each.name: _default(each.value)
        for each in _members(module, "BlogpostsConfig")
        if isinstance(each.value, ast.Call)
    }
    names = [ast.literal_eval(key) for key in preset.keys if key]
    values = map(_value, preset.values)
    rows = ((f"[`{name}`](#{name})", defaults[name], value) for name, value in zip(names, values, strict=True))
    return _table(("setting", "default", "with `preset: material`"), rows)


# Templates --------------------------------------------------------------------------------------------------------


def views_section() -> str:
    """Return a heading and a table for each view, those first that others are made of."""
    posts, names = _classes(_module("post_view")), _view_names()
    sections = [_view(each, _properties(each), names) for each in posts]
    for module in map(_module, ("views", "archive_view")):
        sections += [_view(each, _members(module, each.name), names) for each in _classes(module)]
    return "\n\n".join(sections)


def _view_names() -> list[str]:
    return [each.name for name in ("post_view", "views", "archive_view") for each in _classes(_module(name))]


def _view(view: ast.ClassDef, members: Iterable[Member], names: list[str]) -> str:
    rows = ((f"`{each.name}`", _type(each.type, names), each.text) for each in members)
    table = _table(("attribute", "holds", "meaning"), rows)
    return f"### {view.name} {{ #{view.name} }}\n\n{_docstring(view)}\n\n{table}"


def _type(node: ast.expr | None, names: list[str]) -> str:
    """Write a type in words, with links to the views it names."""
    if isinstance(node, ast.BinOp):
        return f"{_type(node.left, names)}, or `None`"
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
        first, second = node.slice.elts
        if ast.unparse(node.value) == "tuple":
            return f"list of {_type(first, names)}"
        return f"mapping of {_type(first, names)} to {_type(second, names)}"
    name = ast.unparse(node) if node else ""
    return f"[`{name}`](#{name})" if name in names else _TYPES[name]


def methods_section() -> str:
    """Return a table of what the data object answers in templates."""
    data = _classes(_module("data"))[0]
    methods = [each for each in data.body if isinstance(each, ast.FunctionDef) and _is_for_templates(each)]
    views = _view_names()
    rows = (
        (f"`blogposts.{each.name}({_arguments(each)})`", _docstring(each), _type(each.returns, views))
        for each in methods
    )
    return _table(("call", "what it does", "answer"), rows)


def _is_for_templates(method: ast.FunctionDef) -> bool:
    return any(ast.unparse(each) == "pass_context" for each in method.decorator_list)


def _arguments(method: ast.FunctionDef) -> str:
    given = method.args.args[2:]  # but for the object itself, and the context of the template
    defaults = [*[None] * (len(given) - len(method.args.defaults)), *method.args.defaults]
    written = [
        each.arg + (f"={ast.unparse(value)}" if value else "") for each, value in zip(given, defaults, strict=True)
    ]
    return ", ".join([*written, *(["…"] if method.args.kwarg else [])])


def fragments_table() -> str:
    """Return what the comment at the head of each fragment says."""
    return _table(("fragment", "what it shows", "values"), map(_fragment, sorted(fragments())))


def fragments() -> Iterator[Path]:
    """Return every fragment."""
    yield from (PACKAGE / "templates" / "blogposts").glob("*.html")


def _fragment(path: Path) -> tuple[str, str, str]:
    head = _HEAD.match(path.read_text(encoding="utf-8"))
    if not head:
        log.warning("%s has no comment at its head", path.name)
        return f"`{path.name}`", "", ""
    text, _, values = " ".join(head["text"].split()).partition(" Values: ")
    return f"`{path.name}`", text, values.removesuffix(".")


# The command line -------------------------------------------------------------------------------------------------


def help_text(command: str) -> str:
    """Return what a command says with `--help`."""
    group = click.Context(main, info_name="blogposts", terminal_width=80, **main.context_settings)
    context = click.Context(main.commands[command], group, info_name=command)
    return f"```text\n{context.get_help()}\n```"


# Reading code, writing tables -------------------------------------------------------------------------------------


def _module(name: str) -> ast.Module:
    return ast.parse((PACKAGE / f"{name}.py").read_text(encoding="utf-8"))


def _classes(module: ast.Module) -> list[ast.ClassDef]:
    return [each for each in module.body if isinstance(each, ast.ClassDef)]


def _members(module: ast.Module, name: str) -> list[Member]:
    """Return the attributes of a class, each with the string that stands below it."""
    body = next(each.body for each in _classes(module) if each.name == name)
    found = []
    for each, after in zip(body, [*body[1:], None], strict=True):
        target = (
            each.targets[0]
            if isinstance(each, ast.Assign)
            else each.target
            if isinstance(each, ast.AnnAssign)
            else None
        )
        if isinstance(target, ast.Name) and isinstance(each, ast.Assign | ast.AnnAssign):
            annotation = each.annotation if isinstance(each, ast.AnnAssign) else None
            found.append(Member(target.id, annotation, each.value, _string(after)))
    return found


def _properties(view: ast.ClassDef) -> list[Member]:
    """Return the public properties of a class, each with its docstring."""
    found = [each for each in view.body if isinstance(each, ast.FunctionDef) and each.decorator_list]
    return [Member(each.name, each.returns, None, _docstring(each)) for each in found if each.name[0] != "_"]


def _string(node: ast.stmt | None) -> str:
    is_string = (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    )
    return " ".join(node.value.value.split()) if is_string else ""  # type: ignore[union-attr]  # told by `is_string`


def _docstring(node: ast.ClassDef | ast.FunctionDef) -> str:
    return " ".join((ast.get_docstring(node) or "").split())


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [" | ".join(each.replace("|", "\\|") for each in row) for row in rows]
    if not lines:
        return ""
    return "\n".join(f"| {line} |" for line in (" | ".join(head), " | ".join("---" for _ in head), *lines))
