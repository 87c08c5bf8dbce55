"""Kinds of lines: a line without its values, and the stable id that two bundles share for it."""

import re
from hashlib import blake2b

from tam.domain.logreview.thresholds import LIMITS

MASKS = "m2"
_END = r"\s=:,;|()\[\]\"'"
_VALUES = re.compile(
    r"(?<==)(?:\"[^\"]*\"|'[^']*'|[^\s,;|()\[\]]*\d[^\s,;|()\[\]]*)"  # behind =
    r"|\b(?:[0-9a-fA-F]{2}:){5,7}[0-9a-fA-F]{2}\b"
    r"|(?<![\w/.])/[\w.+-]+(?:/[\w.+:@?&=%-]*)+"  # a path
    r"|(?<![\w.@-])[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.[a-z]{2,}:\d+\b"  # a host and its port
    r"|(?<![\w.@/-])[a-z0-9-]+(?:\.[a-z0-9-]+){2,}(?![\w(.])"  # a host
    rf"|(?<![^{_END}])[^{_END}]*\d[^\s=,;|()\[\]\"']*"  # a word with a digit
    r"|\b[0-9a-f]{8,}\b"
)
_BLANKS = re.compile(r"\s+")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATE = re.compile(
    rf"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b,? (?={_MONTH}\b|\*)|\b{_MONTH}[a-z]* (?=\*)"
)
_SIZE = re.compile(r" \(\* ?[KMGTP]i?B\)")
_UNIT = re.compile(r"(?<!\*)\* (?:sec|secs|seconds|msec|ms|us|min|KB|MB|GB|[KMG]iB)\b")
_RUN = re.compile(r"(?<!\*)\*(?:[ ,;:/|-]*(?<!\*)\*(?!\*))+")
_EMPTY = re.compile(r"\(\s*\)")
_NAMED = re.compile(r"=(?:\"[^\"]*\"|'[^']*'|[^\s,;|]+)|\"[^\"]*\"|'[^']*'")


def mask(body: str) -> str:
    """The line's own words.

    Numbers, hosts, paths, dates and quoted values after `=` become `*`, values side by side one;
    words stay, also behind `=`, as they may tell what happened. Of a very long line it is the
    beginning.
    """
    text = _BLANKS.sub(" ", _VALUES.sub("*", body[: LIMITS.read_chars]))
    for pattern, put in ((_DATE, ""), (_SIZE, ""), (_UNIT, "*"), (_RUN, "*"), (_EMPTY, "(*)")):
        text = pattern.sub(put, text)
    return text.strip()


def template_id(masked: str, source: str) -> str:
    """A 64-bit name of a masked line; the version of the masks stands inside it."""
    digest = blake2b(f"{source.lower()}\0{masked}".encode("utf-8", "replace"), digest_size=8)
    return f"{MASKS}-{digest.hexdigest()}"


def kin_id(masked: str, source: str) -> str:
    """The name of all kinds that differ only in quoted words and in words behind `=`."""
    return template_id(_RUN.sub("*", _NAMED.sub(_wider, masked)), source)


def _wider(value: re.Match[str]) -> str:
    return "=*" if value[0].startswith("=") else "*"
