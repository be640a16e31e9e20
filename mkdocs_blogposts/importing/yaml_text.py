"""Values as the YAML that a person would write: every value where it stands, and short lists on one line."""

from __future__ import annotations

from collections.abc import Mapping

import yaml


class _Dumper(yaml.SafeDumper):
    """Writes values out wherever they stand."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _list(dumper: yaml.SafeDumper, values: list[object]) -> yaml.Node:
    is_flat = not any(isinstance(each, (list, dict)) for each in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=is_flat)


_Dumper.add_representer(list, _list)


def as_yaml(values: Mapping[str, object]) -> str:
    """Return a document."""
    return yaml.dump(dict(values), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6)


def front_matter(meta: Mapping[str, object]) -> str:
    """Return what stands at the head of a page; nothing where there is nothing to say."""
    return f"---\n{as_yaml(meta)}---\n" if meta else ""
