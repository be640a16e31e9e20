"""Blogs made for Jekyll."""
