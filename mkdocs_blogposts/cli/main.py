"""The command `blogposts`: gathers its subcommands."""

from __future__ import annotations

import click

from .check import check
from .importing import import_blog
from .list_posts import list_posts
from .new import new
from .publish import publish, unpublish
from .rename import rename


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-blogposts")
def main() -> None:
    """Look after the blog of a MkDocs or ProperDocs project."""


for command in (new, list_posts, check, publish, unpublish, rename, import_blog):
    main.add_command(command)
