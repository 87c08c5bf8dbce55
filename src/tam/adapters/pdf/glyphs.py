"""Which characters the shipped fonts can show, and a visible spelling for all others.

A tagged PDF may not contain a character without a glyph: the typesetter refuses the whole document
then, and one customer's name must not stop everybody's report.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

REGULAR, SEMIBOLD = "Inter-Regular.ttf", "Inter-SemiBold.ttf"
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_UNICODE_FULL = 12  # the format of a cmap table with groups of 32-bit code points
_UNICODE_BASIC = 4  # the format with segments of 16-bit code points


def _tables(font: bytes) -> dict[bytes, int]:
    """Where each table of a font begins."""
    (number,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4s3L", font, 12 + 16 * one) for one in range(number))
    return {tag: offset for tag, _, offset, _ in entries}


def _groups(font: bytes, at: int) -> Iterator[range]:
    """The ranges of code points of one subtable of the cmap."""
    (kind,) = struct.unpack_from(">H", font, at)
    if kind == _UNICODE_FULL:
        (number,) = struct.unpack_from(">L", font, at + 12)
        for one in range(number):
            first, last, _ = struct.unpack_from(">3L", font, at + 16 + 12 * one)
            yield range(first, last + 1)
    elif kind == _UNICODE_BASIC:
        (doubled,) = struct.unpack_from(">H", font, at + 6)
        for one in range(doubled // 2):
            (last,) = struct.unpack_from(">H", font, at + 14 + 2 * one)
            (first,) = struct.unpack_from(">H", font, at + 16 + doubled + 2 * one)
            yield range(first, min(last, 0xFFFE) + 1)


def code_points(font: bytes) -> frozenset[int]:
    """Every code point that a TrueType font has a glyph for."""
    cmap = _tables(font)[b"cmap"]
    (number,) = struct.unpack_from(">H", font, cmap + 2)
    subtables = (struct.unpack_from(">2HL", font, cmap + 4 + 8 * one)[2] for one in range(number))
    return frozenset(
        point for at in subtables for group in _groups(font, cmap + at) for point in group
    )


@cache
def shown() -> frozenset[int]:
    """The code points that every shipped cut shows."""
    folder = files("tam.adapters.pdf").joinpath("fonts")
    cuts = [code_points(folder.joinpath(name).read_bytes()) for name in (REGULAR, SEMIBOLD)]
    return cuts[0] & cuts[1]


def visible(text: str) -> str:
    """The text with everything that has no glyph or would not be seen written as its number."""
    unified = unicodedata.normalize("NFC", text)
    return "".join(
        one
        if one == "\n" or (ord(one) in shown() and unicodedata.category(one) not in _HIDDEN)
        else f"[U+{ord(one):04X}]"
        for one in unified
    )
