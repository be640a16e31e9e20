"""The corpus generator and the measurements README quotes."""
