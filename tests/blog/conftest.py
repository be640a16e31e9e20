import pytest
import yaml

from mkdocs_blogposts.blog import yaml_nodes


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of PyYAML's parsers in turn: libyaml's and the one in Python, which stands in where it is missing."""
    monkeypatch.setattr(yaml_nodes, "_LOADER", yaml_nodes._bounded(getattr(yaml, request.param)))
    return str(request.param)
