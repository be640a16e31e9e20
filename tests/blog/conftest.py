import pytest
import yaml

from mkdocs_blogposts.blog import columns, excerpt, yaml_nodes


@pytest.fixture(scope="session", autouse=True)
def nothing_remembered() -> None:
    """Let no answer stand that was given before: mutmut runs the tests in the process that ran them unchanged."""
    for function in (columns.is_unspaced, columns._columns, excerpt._patterns):
        function.cache_clear()


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of PyYAML's parsers in turn: libyaml's and the one in Python, which stands in where it is missing."""
    monkeypatch.setattr(yaml_nodes, "_LOADER", yaml_nodes._bounded(getattr(yaml, request.param)))
    return str(request.param)
