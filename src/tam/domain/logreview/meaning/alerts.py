"""TapeAlert flags: by number, by standard name, by the names that tools print."""

import re
from functools import cache

from tam.domain.logreview.tables import rows
from tam.domain.logreview.thresholds import LIMITS

_NUMBER = re.compile(
    r"\btape["
    r" _-]?alerts?\b[\s:=\[(#-]*(?:flags?|no\.?|numbers?|codes?|id|bit|param(?:eter)?)?[\s:=\[(#]*"
    r"((?:(?:0x[0-9a-fA-F]{1,2}|\d{1,2})h?\b[\s,;/&+]*(?:and )?)+)",
    re.IGNORECASE,
)
_FLAG = re.compile(
    r"\b(?:TA|alert"
    r" flag|tape_?alert_?flag|ta_flag|flag)\b[\s:=\[(#-]*(\d{1,2}|0x[0-9a-fA-F]{1,2})\b"
)
_WORDS = re.compile(r"\bTAPE_ALERT\b.{0,200}?\b0x([0-9a-fA-F]{8})\s+0x([0-9a-fA-F]{8})\b")
_BARE = re.compile(
    r"\balerts?\b[\s:=\[(#]*(?:flag|no\.?|number)?[\s:=\[(#]*(\d{1,2})\b", re.IGNORECASE
)
_ANCHOR = re.compile(r"alert|\bTA\b|\bflag\b|ta_flag", re.IGNORECASE)
CLEARED = re.compile(
    r"\b(?:cleared|clear|reset|deactivated|inactive|not set|off|removed|ended)\b", re.IGNORECASE
)
CLEANING_FLAGS = frozenset({20, 21})
HARD_FLAGS = frozenset({3, 4, 5, 6, 8, 13, 14, 15, 30, 31, 33, 38, 39, 51, 52, 53, 54, 55, 56})
DRIVE_ONLY_FLAGS = frozenset({30, 31, 38})
MEDIA_FLAGS = frozenset({4, 13, 14, 15, 54})
LINK_FLAGS = frozenset({25, 32, 57})
LIFE_FLAGS = frozenset({7, 19})
HOST_FLAGS = frozenset({9, 10, 12, 16, 17, 60})
FIRMWARE_FLAGS = frozenset({34, 58})


@cache
def _names() -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows("tapealert-drive"):
        for column in ("name", "sg_logs_1_46_name"):
            name = _reduced(row[column])
            if name and not name.startswith("reserved"):
                found.setdefault(name, int(row["no"]))
    return found


def _reduced(name: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", name.lower()).split())


def flag_named(name: str) -> int | None:
    """The flag that goes by this name, whole and in any spelling."""
    return _names().get(_reduced(name))


def flag_title(number: int) -> str:
    """The standard name of a drive flag."""
    return rows("tapealert-drive")[number - 1]["name"] if 1 <= number <= 64 else f"flag {number}"


def flags(text: str) -> tuple[int, ...]:
    """The flags that a text reports as set, each once, in order of appearance."""
    text = text[: LIMITS.read_chars]
    if _ANCHOR.search(text) is None or CLEARED.search(text) is not None:
        return ()
    bits = _bitmap(text)
    if bits:
        return bits
    found: dict[int, None] = {}
    for match in _NUMBER.finditer(text):
        for number in re.findall(r"0x[0-9a-fA-F]{1,2}|\d{1,2}", match[1]):
            _keep(found, number)
    for match in _FLAG.finditer(text) if not found else ():
        _keep(found, match[1])
    if not found:
        found = _confirmed(text)
    if not found:
        named = _named_in(text)
        return (named,) if named is not None else ()
    return tuple(found)


def _confirmed(text: str) -> dict[int, None]:
    """`alert 55: Loading failure`: a bare number counts beside the flag's own name."""
    low = f" {_reduced(text)} "
    found: dict[int, None] = {}
    for match in _BARE.finditer(text):
        number = int(match[1])
        names = [name for name, flag in _names().items() if flag == number]
        if any(f" {name} " in low for name in names):
            found[number] = None
    return found


def _bitmap(text: str) -> tuple[int, ...]:
    """NetBackup's two words: flag 1 is the top bit of the first."""
    words = _WORDS.search(text)
    if words is None:
        return ()
    bits = f"{int(words[1] + words[2], 16):064b}"
    return tuple(place for place, bit in enumerate(bits, start=1) if bit == "1")


def _named_in(text: str) -> int | None:
    """The flag whose name a text spells, the longest name first."""
    if re.search(r"tape[ _-]?alert", text, re.IGNORECASE) is None:
        return None
    low = f" {_reduced(text)} "
    hits = [name for name in _names() if len(name) > 5 and f" {name} " in low]
    return _names()[max(hits, key=len)] if hits else None


def _keep(found: dict[int, None], text: str) -> None:
    number = int(text, 16) if text.lower().startswith("0x") else int(text)
    if 1 <= number <= 64:
        found[number] = None
