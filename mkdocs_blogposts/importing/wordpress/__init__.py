"""Blogs exported from WordPress."""
