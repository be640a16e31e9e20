"""`python -m mkdocs_blogposts`: the command line, with the working folder on Python's path."""

from .cli.main import main

main(prog_name="blogposts")
