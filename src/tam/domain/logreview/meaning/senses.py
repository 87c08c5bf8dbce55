"""Sense data in text.

Key, additional code and qualifier, in the spellings that logs and tools use.
"""

import re
from dataclasses import dataclass
from enum import Enum

from tam.domain.logreview.tables import rows
from tam.domain.logreview.thresholds import LIMITS

_HEX = r"(?:0x)?([0-9a-fA-F]{1,2})h?"
_KEYED = re.compile(
    r"\b(?:sense[ _]?key|key|sk)\b\W{0,3}"
    + _HEX
    + r"\b[^0-9]{0,40}?\basc\b(?:\s*/\s*ascq)?\W{0,3}"
    + _HEX
    + r"\W{1,3}(?:(?:and )?ascq?\W{0,3})?"
    + _HEX
    + r"\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:sense(?:[ _](?:data|code|info|bytes|is|was))?|kcq|skascq|sk/asc/ascq|key/asc/ascq|"
    r"result|status|code|check condition|error)\b\W{0,3}"
    + _HEX
    + r"\s?[/:,.-]\s?"
    + _HEX
    + r"\s?[/:,.-]\s?"
    + _HEX
    + r"(?![\w/:.-])",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![\w/.:-])(?:0x)?0?([0-9a-fA-F])/(?:0x)?([0-9a-fA-F]{2})/(?:0x)?([0-9a-fA-F]{2})(?![\w/.:])"
)
_NAMED_KEY = {
    "no sense": 0,
    "recovered error": 1,
    "not ready": 2,
    "medium error": 3,
    "hardware error": 4,
    "illegal request": 5,
    "unit attention": 6,
    "data protect": 7,
    "blank check": 8,
    "aborted command": 11,
}
_CODES = re.compile(
    r"\basc\b\W{0,3}(?:0x)?([0-9a-fA-F]{2})h?\b\W{1,3}(?:(?:and"
    r" )?ascq\W{0,3})?(?:0x)?([0-9a-fA-F]{1,2})h?\b",
    re.IGNORECASE,
)
_RAW = re.compile(
    r"(?<![0-9a-f])(?:0x)?(7[0-3]|f[01])((?:[ ,:]+(?:0x)?[0-9a-f]{2}){3,31})(?![0-9a-f])",
    re.IGNORECASE,
)
_TIGHT = re.compile(
    r"\b(?:sense|kcq|skascq)\b\W{0,3}(?:0x)?0?([0-9a-f])([0-9a-f]{2})([0-9a-f]{2})\b", re.IGNORECASE
)
_ANCHOR = re.compile(r"/|\basc\b|sense|kcq", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Sense:
    """Sense key, additional sense code, qualifier."""

    key: int
    asc: int
    ascq: int

    def __str__(self) -> str:
        return f"{self.key:x}/{self.asc:02x}/{self.ascq:02x}"


class Points(Enum):
    """The side a sense code speaks for."""

    DRIVE = "drive"
    MEDIA = "media"
    EITHER = "either"
    ROBOT = "robot"
    LINK = "link"
    CLEANING = "cleaning"
    CLEANED = "cleaned"
    LABEL = "label"
    HOST = "host"
    RESET = "reset"
    SPENT = "spent"
    NOTHING = "nothing"


INFO_POINTS = frozenset({Points.RESET, Points.CLEANED, Points.HOST})


def _known() -> dict[tuple[str, int, int], str]:
    return {
        (row["sense_key"].lower(), int(row["asc"], 16), int(row["ascq"], 16)): row["points_to"]
        for row in rows("sense-codes")
    }


_TABLE = _known()
_KNOWN_CODES = {(asc, ascq) for _, asc, ascq in _TABLE} | {(asc, 0) for _, asc, _ in _TABLE}
_SPECIAL = {
    (0x30, 0x0B): Points.SPENT,
    (0x30, 0x13): Points.SPENT,
    (0x83, 0x83): Points.CLEANED,
    (0x82, 0x83): Points.CLEANED,
    (0x00, 0x17): Points.CLEANING,
    (0x82, 0x82): Points.CLEANING,
    (0x5D, 0xFF): Points.NOTHING,
}
_BY_TABLE = {
    "drive": Points.DRIVE,
    "media": Points.MEDIA,
    "either": Points.EITHER,
    "robot": Points.ROBOT,
    "robot-or-drive": Points.ROBOT,
    "drive-link": Points.LINK,
    "interface": Points.LINK,
    "barcode": Points.LABEL,
    "reset": Points.RESET,
    "predictive": Points.DRIVE,
    "config": Points.HOST,
    "keymgmt": Points.HOST,
}


def points_to(sense: Sense) -> Points:
    """Whom a sense code speaks for.

    NOTHING for what is normal, recovered, informative or a test.
    """
    special = _SPECIAL.get((sense.asc, sense.ascq))
    if special is not None:
        return special
    if sense.key in {5, 7}:
        return Points.HOST
    if (sense.key, sense.asc) == (6, 0x29):
        return Points.RESET
    named = _TABLE.get((f"{sense.key:x}", sense.asc, sense.ascq)) or _TABLE.get(
        ("*", sense.asc, sense.ascq)
    )
    if named is not None:
        return _BY_TABLE.get(named, Points.NOTHING)
    return _by_key(sense)


def _by_key(sense: Sense) -> Points:
    match sense.key:
        case 3:
            return Points.EITHER
        case 4:
            return Points.LINK if sense.asc == 0x08 else Points.DRIVE
        case 11 if sense.asc == 0x47:
            return Points.LINK
        case _:
            return Points.NOTHING


def senses(text: str) -> tuple[Sense, ...]:
    """Every sense triple in the beginning of a text, each once."""
    text = text[: LIMITS.read_chars]
    if _ANCHOR.search(text) is None:
        return ()
    found: dict[Sense, None] = {}
    for pattern in (_KEYED, _CALLED):
        for match in pattern.finditer(text):
            _add(found, match[1], match[2], match[3])
    if "sense" in text.lower() or not found:
        _raw(found, text)
    for match in (*_TIGHT.finditer(text), *_BARE.finditer(text)):
        if (int(match[2], 16), int(match[3], 16)) in _KNOWN_CODES:
            _add(found, match[1], match[2], match[3])
    if not found:
        _worded(found, text)
    return tuple(found)


def _worded(found: dict[Sense, None], text: str) -> None:
    """`Medium Error, ASC: 0x11, ASCQ: 0x00`: the key by its name."""
    low = text.lower()
    key = next((number for name, number in _NAMED_KEY.items() if name in low), None)
    codes = _CODES.search(text)
    if key is not None and codes is not None:
        found[Sense(key, int(codes[1], 16), int(codes[2], 16))] = None


def _raw(found: dict[Sense, None], text: str) -> None:
    """Sense data as bytes: fixed format begins with 70 or 71, descriptor format with 72 or 73."""
    for match in _RAW.finditer(text):
        data = [
            int(byte, 16) for byte in re.findall(r"[0-9a-f]{2}", match[2].lower().replace("0x", ""))
        ]
        fixed = match[1].lower() not in {"72", "73"}
        if fixed and len(data) >= 13:
            found[Sense(data[1] & 15, data[11], data[12])] = None
        elif not fixed and len(data) >= 3:
            found[Sense(data[0] & 15, data[1], data[2])] = None


def _add(found: dict[Sense, None], key: str, asc: str, ascq: str) -> None:
    if int(key, 16) < 16:
        found[Sense(int(key, 16), int(asc, 16), int(ascq, 16))] = None
