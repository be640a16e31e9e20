"""Blogs made for Hugo."""
