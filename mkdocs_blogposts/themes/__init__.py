"""How a theme's own blog pages are fed: one module for each family of themes."""
