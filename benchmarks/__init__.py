"""The corpus generator and the measurements README quotes."""

import os

# On writers' machines Python keeps what it has compiled: no program that is measured compiles itself anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
