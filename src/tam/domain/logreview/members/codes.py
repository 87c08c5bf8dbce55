"""Informational lines with codes: which of their codes are worth a closer look, decided once each.

[I] ERROR: FR2/DBA2/LTO-DRV6 2/3A/00 no medium, drive empty
"""

import re

from tam.domain.logreview.meaning.alerts import CLEARED, flags
from tam.domain.logreview.meaning.senses import INFO_POINTS, points_to, senses
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.thresholds import LIMITS

_FLAGGED = re.compile(r"alert|\bta\b|flag", re.IGNORECASE)
_KEYED = re.compile(r"\basc\b|kcq|\bsk\b|\bkey\b", re.IGNORECASE)
TRIPLES = re.compile(
    rb"[0-9a-f]h?\s?[/:,.-]\s?(?:0x)?[0-9a-f]{1,2}h?\s?[/:,.-]\s?(?:0x)?[0-9a-f]{1,2}"
    rb"|\b(?:0x)?(?:7[0-3]|f[01])(?:[ ,:]+(?:0x)?[0-9a-f]{2}){3,31}"
    rb"|sense\W{0,3}(?:0x)?[0-9a-f]{5,6}\b",
    re.IGNORECASE,
)
_KEPT = 1000
_HEX = b"0123456789abcdef"
_MARKS = (b"/", b":", b",", b".", b"-")
_LETTER = re.compile(rb"[Gg]|[I-Wi-w]|[YZyz]")
_LONE = re.compile(rb"#?|\w*")


class Codes:
    """The codes of one kind of informational line."""

    __slots__ = ("known", "plain", "start")

    def __init__(self, body: str, start: int) -> None:
        self.known: dict[tuple[bytes, ...], bool] = {}
        self.start = start
        flagged = _FLAGGED.search(body) is not None and CLEARED.search(body) is None
        self.plain = not flagged and _KEYED.search(body) is None

    def tell(self, line: bytes) -> tuple[tuple[int, int], ...]:
        """Which words of a line can be part of a code, by their places between blanks.

        A lone word or number among words, no mark in it or beside it, is part of none; all lines
        of a kind are alike in that.
        """
        words = line.translate(None, _HEX).split(b" ")
        first = line[: self.start].count(b" ") + (line[self.start : self.start + 1] == b" ")
        every = range(first, len(words))
        return tuple((place, 0) for place in every if not _is_lone(words[first:], place - first))

    def wanted(self, line: bytes) -> bool:
        """Whether a line's codes tell something that is used though the line is informational."""
        if not self.plain:
            return _wanted(line)
        codes = tuple(TRIPLES.findall(line, self.start, LIMITS.read_chars))
        if not codes:
            return False
        known = self.known.get(codes)
        if known is None:
            known = _wanted(line)
            if len(self.known) < _KEPT:
                self.known[codes] = known
        return known


def _is_lone(words: list[bytes], place: int) -> bool:
    """Whether a word can be no part of a code, in the letters that its kind keeps."""
    word = words[place]
    before, after = words[:place][-1:], words[place + 1 :][:1]
    if _LONE.fullmatch(word) is None or b"sns" in _low(word):
        return False
    for one in before:
        if _LETTER.search(one) is None or one.endswith(_MARKS) or b"sns" in _low(one):
            return False
    for one in after:
        bare = _LETTER.search(word) is None and _LETTER.search(one) is None
        if bare or one.startswith(_MARKS):
            return False
    return True


def _low(word: bytes) -> bytes:
    return word.lower().translate(None, _HEX)


def _wanted(line: bytes) -> bool:
    text = decode(line)
    return bool(flags(text)) or any(points_to(sense) in INFO_POINTS for sense in senses(text))
