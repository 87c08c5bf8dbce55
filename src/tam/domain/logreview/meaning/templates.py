"""Kinds of lines: a line without its values, and the stable id that two bundles share for it."""

import re
from hashlib import blake2b

from tam.domain.logreview.thresholds import LIMITS

MASKS = "m1"
_VALUES = re.compile(
    r"=\s*(?:\"[^\"]*\"|'[^']*'|[^\s,;|]+)|\"[^\"]*\"|'[^']*'"
    r"|\b(?:[0-9a-fA-F]{2}:){5,7}[0-9a-fA-F]{2}\b"
    r"|[^\s=:,;|()\[\]]{0,256}\d[^\s=,;|()\[\]]*"
    r"|([^\W\d]++)"  # letters without a number stay; taken whole, they are looked at once
)
_BLANKS = re.compile(r"\s+")


def mask(body: str) -> str:
    """The line's own words.

    Quoted text, values after `=` and every word with a digit become `*`. Of a very long line it is
    the beginning.
    """
    short = body[: LIMITS.read_chars]
    return _BLANKS.sub(" ", _VALUES.sub(_masked, short)).strip()


def _masked(value: re.Match[str]) -> str:
    return value[1] or ("=*" if value[0].startswith("=") else "*")


def template_id(masked: str, source: str) -> str:
    """A 64-bit name of a masked line; the version of the masks stands inside it."""
    digest = blake2b(f"{source.lower()}\0{masked}".encode("utf-8", "replace"), digest_size=8)
    return f"{MASKS}-{digest.hexdigest()}"
