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
    """Look after the blog of a MkDocs or ProperDocs project.

    Works in the project's folder, or where --project says. Each command tells more with --help.

    \b
    A post's life:
      blogposts new "A first look" --draft --edit    begin it
      blogposts list --drafts --scheduled            see what waits
      blogposts check                                find what is wrong
      blogposts publish docs/blog/posts/FILE         let readers see it
      blogposts rename FILE "A second look"          change its title, and keep its old address

    \b
    Exit codes:
      0  done
      1  `check` has found something, or you answered no
      2  not done, and nothing was changed; the message says why
    """  # noqa: D301  `\b` keeps the lines below it


for command in (new, list_posts, check, publish, unpublish, rename, import_blog):
    main.add_command(command)
