"""Informational lines with codes: which of their codes are worth a closer look, decided once each.

[I] ERROR: FR2/DBA2/LTO-DRV6 2/3A/00 no medium, drive empty
"""

import re

from tam.domain.logreview.meaning.alerts import CLEARED, flags
from tam.domain.logreview.meaning.senses import INFO_POINTS, points_to, senses
from tam.domain.logreview.text.lines import decode

_FLAGGED = re.compile(r"alert|\bta\b|flag", re.IGNORECASE)
_KEYED = re.compile(r"\basc\b|kcq|\bsk\b|\bkey\b", re.IGNORECASE)
_TRIPLES = re.compile(
    rb"[0-9a-f]h?\s?[/:,.-]\s?(?:0x)?[0-9a-f]{1,2}h?\s?[/:,.-]\s?(?:0x)?[0-9a-f]{1,2}"
    rb"|\b(?:0x)?(?:7[0-3]|f[01])(?:[ ,:]+(?:0x)?[0-9a-f]{2}){3,31}"
    rb"|sense\W{0,3}(?:0x)?[0-9a-f]{5,6}\b",
    re.IGNORECASE,
)
_KEPT = 1000


class Codes:
    """The codes of one kind of informational line."""

    __slots__ = ("known", "plain", "start")

    def __init__(self, body: str, start: int) -> None:
        self.known: dict[tuple[bytes, ...], bool] = {}
        self.start = start
        flagged = _FLAGGED.search(body) is not None and CLEARED.search(body) is None
        self.plain = not flagged and _KEYED.search(body) is None

    def wanted(self, line: bytes) -> bool:
        """Whether a line's codes tell something that is used though the line is informational."""
        if not self.plain:
            return _wanted(line)
        codes = tuple(_TRIPLES.findall(line, self.start))
        if not codes:
            return False
        known = self.known.get(codes)
        if known is None:
            known = _wanted(line)
            if len(self.known) < _KEPT:
                self.known[codes] = known
        return known


def _wanted(line: bytes) -> bool:
    text = decode(line)
    return bool(flags(text)) or any(points_to(sense) in INFO_POINTS for sense in senses(text))
