"""The model: values and pure functions, without MkDocs, templates, files or a clock."""
