"""Kinds of lines: a line without its values, and the stable id that two bundles share for it."""

import re
from hashlib import blake2b

MASKS = "m1"
_VALUES = re.compile(
    r"=\s*(?:\"[^\"]*\"|'[^']*'|[^\s,;|]+)|\"[^\"]*\"|'[^']*'"
    r"|\b(?:[0-9a-fA-F]{2}:){5,7}[0-9a-fA-F]{2}\b"
    r"|[^\s=:,;|()\[\]]*\d[^\s=,;|()\[\]]*"
)
_BLANKS = re.compile(r"\s+")


def mask(body: str) -> str:
    """The line's own words.

    Quoted text, values after `=` and every word with a digit become `*`.
    """
    return _BLANKS.sub(" ", _VALUES.sub(_masked, body)).strip()


def _masked(value: re.Match[str]) -> str:
    return "=*" if value[0].startswith("=") else "*"


def template_id(masked: str, source: str) -> str:
    """A 64-bit name of a masked line; the version of the masks stands inside it."""
    digest = blake2b(f"{source.lower()}\0{masked}".encode("utf-8", "replace"), digest_size=8)
    return f"{MASKS}-{digest.hexdigest()}"
