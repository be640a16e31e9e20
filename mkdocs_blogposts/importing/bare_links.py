"""Addresses that stand in the text as they are → links that end where the address ends, also before Chinese."""

from __future__ import annotations

import re

from .fences import outside_code

_ADDRESS = re.compile(
    r"""
      ^[ ]{0,3}\[[^\]\n]+\]:.*$
    | !?\[[^\]\n]{0,500}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,500}\])?
    | <(?:[a-zA-Z/!][^<>]*)>
    | (?<![\w/"'=@.:>])(?P<address>https?://[A-Za-z0-9][A-Za-z0-9\-._~:/?\#@!$&'()*+,;=%]*)
    """,
    re.MULTILINE | re.VERBOSE,
)
"""An address, or what it may be a part of."""
_ENDS = ".,;:!?'*_~"


def linked(text: str) -> str:
    """Return Markdown with angle brackets around each address that is no link yet."""
    return outside_code(text, lambda part: _ADDRESS.sub(_linked, part)) if "://" in text else text


def _linked(found: re.Match[str]) -> str:
    if not found["address"]:
        return found[0]
    address = found["address"].rstrip(_ENDS)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_ENDS)
    return f"<{address}>{found[0][len(address) :]}"
