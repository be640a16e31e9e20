"""A blog for MkDocs: dated posts, lists, taxonomies, archives and feeds, on any theme."""
