"""Moving in: what stands in the sources of another blog → posts, pages and settings of a project of ours."""
