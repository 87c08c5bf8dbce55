"""Log pages printed as hexadecimal bytes, decoded by their SCSI layout.

00     2e 00 01 40 00 01 03 01  00 00 02 03 01 00 00 03    ...@............
"""

import re

from tam.domain.logreview.text.spots import Spot

_HEX = re.compile(
    r"^\s*(?:(?:0x)?([0-9a-fA-F]{2}(?=[:h]|\s{2})|[0-9a-fA-F]{3,8})[:h]?\s{1,8})?"
    r"((?:[0-9a-fA-F]{2}(?:[ ]{1,3}|$)){4,32}(?:[0-9a-fA-F]{2})?)(?:\s.*)?$"
)
_REST = re.compile(
    r"^\s*(?:(?:0x)?([0-9a-fA-F]{2,8})(?:[:h]\s{1,8}|\s{2,8}))?"
    r"([0-9a-fA-F]{2}(?: [0-9a-fA-F]{2}){0,2})(?:\s.*)?$"
)
_HEAD = 4
_PAGES = frozenset({0x02, 0x03, 0x0D, 0x2E, 0x14, 0x12})


def is_hex_line(text: str) -> bool:
    """Whether a line is a row of bytes."""
    return _HEX.match(text) is not None


class HexPages:
    """Rows of bytes joined to pages."""

    def __init__(self) -> None:
        self.pages: list[tuple[bytearray, Spot]] = []

    def takes(self, text: str) -> bool:
        """Whether a line is a row of bytes, or the few that the page begun last still lacks."""
        return is_hex_line(text) or self._rest(text) is not None

    def _rest(self, text: str) -> re.Match[str] | None:
        match = _REST.match(text)
        if match is None or not self.pages or len(self.pages[-1][0]) < _HEAD:
            return None
        data = self.pages[-1][0]
        fits = match[1] is None or int(match[1], 16) == len(data)
        lacks = _HEAD + int.from_bytes(data[2:4], "big") - len(data)
        return match if fits and lacks == len(bytes.fromhex(match[2])) else None

    def add(self, text: str, spot: Spot) -> None:
        """One more row; offset zero begins a page."""
        match = _HEX.match(text) or self._rest(text)
        if match is None:
            return
        row = bytes.fromhex(match[2].replace(" ", ""))
        starts = match[1] is not None and int(match[1], 16) == 0
        if starts or not self.pages or self._full():
            self.pages.append((bytearray(), spot))
        self.pages[-1][0].extend(row)

    def _full(self) -> bool:
        data = self.pages[-1][0]
        return len(data) >= 4 and len(data) >= 4 + int.from_bytes(data[2:4], "big")

    def _parameters(self, page: int) -> list[tuple[int, bytes, Spot]]:
        found = []
        for data, spot in self.pages:
            if len(data) < 4 or data[0] & 0x3F != page or page not in _PAGES:
                continue
            end, place = min(len(data), 4 + int.from_bytes(data[2:4], "big")), 4
            while place + 4 <= end:
                code, length = int.from_bytes(data[place : place + 2], "big"), data[place + 3]
                found.append((code, bytes(data[place + 4 : place + 4 + length]), spot))
                place += 4 + length
        return found

    def flags(self) -> list[tuple[int, Spot]]:
        """TapeAlert flags that a page 2Eh shows as set."""
        return [
            (code, spot)
            for code, value, spot in self._parameters(0x2E)
            if 1 <= code <= 64 and value and value[0] & 1
        ]

    def values(self) -> list[tuple[str, int, Spot]]:
        """Temperatures and uncorrected errors."""
        names = {
            (0x0D, 0): "celsius",
            (0x0D, 1): "reference celsius",
            (0x02, 6): "write uncorrected",
            (0x03, 6): "read uncorrected",
            (0x14, 0x0E): "hard write errors",
            (0x14, 0x0F): "hard read errors",
        }
        found = []
        for (page, code), name in names.items():
            for got, value, spot in self._parameters(page):
                if got == code and value and set(value) != {0xFF}:
                    found.append((name, int.from_bytes(value, "big"), spot))
        return found
