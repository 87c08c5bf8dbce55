"""Names of members: decoded, shown, judged; never used as a path."""

import re
import unicodedata

from tam.adapters.archives.limits import Limits
from tam.adapters.archives.notes import Notes

_DRIVE = re.compile(r"[A-Za-z]:")
_SEPARATORS = re.compile(r"([/\\])")
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}
# Drawn as nothing although their category says letter or mark: fillers and variation selectors.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]")
_SELECTORS = range(0xE0100, 0xE01F0)
UNSAFE = (
    "Unsafe path: the name points outside the bundle. It is shown disarmed and was never used as a "
    "path; the content was read."
)


def decode(raw: bytes, *, utf8: bool = False) -> str:
    """A raw name as text: UTF-8 where it is that, else the code page of old archivers."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "backslashreplace") if utf8 else raw.decode("cp437")


def _is_hidden(one: str) -> bool:
    if one.isascii() and one.isprintable():
        return False
    return unicodedata.category(one) in _HIDDEN or bool(_BLANK.match(one)) or ord(one) in _SELECTORS


def escaped(one: str) -> str:
    """One character by its number, in letters that everybody can read."""
    code = ord(one)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _units(name: str) -> list[str]:
    """The name character by character; control, bidirectional, invisible ones made visible."""
    units = [escaped(one) if _is_hidden(one) else one for one in name]
    if units and units[-1] == " ":
        units[-1] = escaped(" ")
    return units


def _cut(units: list[str], most: int) -> str:
    if sum(map(len, units)) <= most:
        return "".join(units)
    kept, room = [], most - 1
    for unit in units:
        room -= len(unit)
        if room < 0:
            break
        kept.append(unit)
    return "".join(kept) + "\u2026"


def shown(name: str, limits: Limits) -> str:
    """The name as people see it, with everything hidden made visible, cut to what a page holds."""
    return _cut(_units(name[: limits.shown_name + 1]), limits.shown_name)


def member(name: str, length: int, limits: Limits, notes: Notes) -> str:
    """The name of a member as it is shown; what is wrong with it goes into `notes`.

    `length` is the number of bytes of the raw name, of which `name` may be only the beginning.
    """
    pieces = _SEPARATORS.split(name)
    if length > limits.path_bytes:
        notes.say(
            f"Its name is longer than {limits.path_bytes:,} bytes; it is shown cut, its content "
            "was read."
        )
    if name.count("/") + name.count("\\") >= limits.path_parts:
        notes.say(
            f"Path too deep: more than {limits.path_parts} folders. The content was read all the "
            "same."
        )
    if name and (".." in pieces or not pieces[0] or _DRIVE.match(name)):
        notes.say(UNSAFE)
    return _cut(_disarmed(pieces), limits.shown_name) or "(no name)"


def _disarmed(pieces: list[str]) -> list[str]:
    """Units of a name that climbs nowhere, begins nowhere else, and names no member of a member."""
    units: list[str] = []
    for place, piece in enumerate(pieces):
        if piece == "..":
            units += [escaped("."), escaped(".")]
        elif place == 1 and not pieces[0]:
            units.append(escaped(piece))
        elif place == 0 and _DRIVE.match(piece):
            units += [piece[0], escaped(":"), *_units(piece[2:])]
        else:
            units += _units(piece)
    return [
        escaped(unit) if unit == "!" and units[place + 1 : place + 2] == ["/"] else unit
        for place, unit in enumerate(units)
    ]
