"""Log pages of drives as `sg_logs` prints them, one drive or many in a member.

# FR1/DBA1/LTO-DRV1 serial YX10443587 at 2025-11-23 21:39:12 UTC
Temperature page  [0xd]
  Current temperature = 35 C
"""

import re
from collections.abc import Iterable
from datetime import datetime

from tam.domain.logreview.meaning.alerts import flag_named
from tam.domain.logreview.meaning.mentions import drives_in
from tam.domain.logreview.meaning.senses import Sense
from tam.domain.logreview.members.hexpages import HexPages, is_hex_line
from tam.domain.logreview.members.pagewords import (
    cleaning_wish,
    drive_named,
    hexed,
    page_of,
    serial_in,
)
from tam.domain.logreview.members.sample import Sample
from tam.domain.logreview.records.record import whole
from tam.domain.logreview.rows import DrivePages, PastError
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.text.spots import Spot, plain
from tam.domain.logreview.text.stamps import when

_RESPONSE = re.compile(r"(?:Flag)?([0-9a-fA-F]{2})h: ([01])\b")
_PAGE_BYTES = re.compile(
    rb"page\b.{0,200}?[\[(]\s*(?:0x)?[0-9a-fA-F]{1,2}h?\s*[\])]"
    rb"|for page = 0x[0-9a-f]{1,2}, here is hex",
    re.IGNORECASE,
)
_PAIR = re.compile(r"^\s*+(\S(?:[^:=]*[^:=\s])?)\s*+[:=]\s*+(\S(?:.*\S)?)?\s*$")
_INQUIRY = re.compile(r"^\s+([A-Z][A-Za-z]{1,7})\s+([A-Z0-9][\w .-]{3,15}?)\s{2,}(\w{4})\s*$")
_UNDECODED = 0xFF
_SET = frozenset({"1", "set", "yes", "on", "active"})
_ENTRY_FIELDS = {
    "sensekey": "key",
    "additionalsensecode": "asc",
    "additionalsensecodequalifier": "ascq",
    "operationcode": "opcode",
    "lifetimemediamotionhours": "hours",
}
_VALUES = {
    (0x02, "totaluncorrectederrors"): "write uncorrected",
    (0x03, "totaluncorrectederrors"): "read uncorrected",
    (0x0D, "currenttemperature"): "celsius",
    (0x0D, "temperature"): "celsius",
    (0x0D, "referencetemperature"): "reference celsius",
    (0x14, "lifetimepoweronhourswhenlasttemperatureconditionoccurred"): "heat hours",
    (0x14, "lifetimemediamotionheadhours"): "head hours",
    (0x14, "mediamotionheadhourssincelastsuccessfulcleaningoperation"): "hours since cleaning",
    (0x14, "lifetimecleaningoperations"): "cleanings",
    (0x14, "hardwriteerrors"): "hard write errors",
    (0x14, "hardreaderrors"): "hard read errors",
    (0x14, "lifetimemedialoads"): "loads",
    (0x17, "threadcount"): "tape threads",
    (0x17, "volumemounts"): "tape threads",
    (0x17, "beginningofmediumpasses"): "tape passes",
}


def score(sample: Sample) -> float:
    """How surely it is log pages: page headings with their code in brackets."""
    pages = sum(1 for line in sample.lines if b"page" in line.lower() and _PAGE_BYTES.search(line))
    if pages >= 2:
        return 0.95
    return 0.8 if pages == 1 and not any(b"<" in line[:2] for line in sample.lines[:3]) else 0.0


_ENTRY = {
    "additionalsensecode": "asc",
    "additionalsensecodequalifier": "ascq",
    "operationcode": "opcode",
}


class SgLogs:
    """One member of log pages."""

    def __init__(self, sink: Sink, stem: str = "") -> None:
        self.sink = sink
        self.number = 0
        self.drives = 0
        self._begin(serial_in(stem), "", None, sink.spot(1, ""))

    def _begin(self, drive: str, path: str, at: datetime | None, spot: Spot) -> None:
        self.drive, self.path, self.at, self.spot = drive, path, at, spot
        self.kind, self.firmware, self.barcode = "", "", ""
        self.page = -1
        self.hexing = False
        self.values: list[tuple[str, int, Spot]] = []
        self.flags: list[tuple[int, Spot]] = []
        self.history: list[PastError] = []
        self.entry: dict[str, str] = {}
        self.entry_spot = spot
        self.hexed = HexPages()

    def feed(self, lines: Iterable[bytes]) -> None:
        """Take the next lines."""
        for line in lines:
            self.number += 1
            self._line(plain(decode(line)))

    def _line(self, text: str) -> None:
        if not text.strip():
            return
        page = page_of(text)
        if page is not None:
            self._close_entry()
            self.page, self.hexing = page, False
            return
        if text.rstrip().lower().endswith("hex:"):
            self.page, self.hexing = _UNDECODED, True
            return
        if self.page != 0x16 and self.hexed.takes(text):
            if self.hexing or self.page == -1:
                self.hexed.add(text, self.sink.spot(self.number, text))
            return
        named = drive_named(text, self.page)
        if named is not None:
            self._named(text, named)
            return
        inquiry = _INQUIRY.match(text)
        if inquiry is not None and self.page == -1:
            self.kind, self.firmware = f"{inquiry[1]} {inquiry[2].strip()}", inquiry[3]
            return
        self._pair(text)

    def _named(self, text: str, serial: str) -> None:
        """A line that names a drive begins that drive's pages."""
        path = next((name for name in drives_in(text) if "/" in name), "")
        if self.page != -1 or (self.drive and self.drive != serial):
            self._hand_over()
            self._begin(
                serial, path, when(text, self.sink.hints), self.sink.spot(self.number, text)
            )
        else:
            self.drive, self.path = serial, path or self.path
            self.at = when(text, self.sink.hints) or self.at
            self.spot = self.sink.spot(self.number, text)

    def _pair(self, text: str) -> None:
        pair = _PAIR.match(text)
        name = pair[1] if pair is not None else text.strip()
        value = (pair[2] or "") if pair is not None else ""
        key = re.sub(r"[^a-z0-9]", "", name.lower())
        spot = self.sink.spot(self.number, text)
        match self.page:
            case 0x2E:
                self._alert(name, value, spot)
            case 0x16:
                self._entry(key, value, text, spot)
            case 0x12:
                self._response(text, spot)
            case 0x0C | 0x11 if wish := cleaning_wish(text):
                self.values.append((wish, 1, spot))
            case 0x17 if "barcode" in key:
                self.barcode = value.split()[0] if value else ""
            case _:
                self._number(key, value, spot)

    def _number(self, key: str, value: str, spot: Spot) -> None:
        name = _VALUES.get((self.page, key))
        count = whole(value)
        if name is not None and count is not None:
            self.values.append((name, count, spot))

    def _response(self, text: str, spot: Spot) -> None:
        """Page 12h prints eight flags a line: `Flag11h: 0  12h: 1`."""
        for code, value in _RESPONSE.findall(text):
            if value == "1" and 1 <= int(code, 16) <= 64:
                self.flags.append((int(code, 16), spot))

    def _alert(self, name: str, value: str, spot: Spot) -> None:
        flag = flag_named(name)
        if flag is None:
            found = re.search(r"(?:0x([0-9a-fA-F]{1,2})|\((?:0x)?([0-9a-fA-F]{1,2})h?\))", name)
            flag = int(found[1] or found[2], 16) if found else None
        if flag is not None and value.split(",")[0].strip().lower() in _SET:
            self.flags.append((flag, spot))

    def _entry(self, key: str, value: str, text: str, spot: Spot) -> None:
        if key.startswith("parametercode"):
            self._close_entry()
        elif key in _ENTRY_FIELDS:
            self.entry[_ENTRY_FIELDS[key]] = value
            if key == "sensekey":
                self.entry_spot = spot
        elif "tape" not in self.entry and is_hex_line(text):
            shown = re.findall(r"[A-Z0-9]{5,10}", text[50:] or text)
            if shown:
                self.entry["tape"] = shown[0]

    def _close_entry(self) -> None:
        entry, self.entry = self.entry, {}
        key, asc, ascq = (
            hexed(entry.get("key")),
            hexed(entry.get("asc")),
            hexed(entry.get("ascq")),
        )
        if key is None or asc is None or ascq is None:
            return
        self.history.append(
            PastError(
                Sense(key & 15, asc, ascq),
                hexed(entry.get("opcode")) or 0,
                entry.get("tape", ""),
                whole(entry.get("hours", "")) or 0,
                self.entry_spot,
            )
        )

    def _hand_over(self) -> None:
        self._close_entry()
        self.values += self.hexed.values()
        self.flags += self.hexed.flags()
        if not (self.values or self.flags or self.history):
            return
        self.drives += 1
        self.sink.row(
            DrivePages(
                self.drive,
                self.path,
                self.kind,
                self.firmware,
                self.at,
                tuple(self.values),
                tuple(self.flags),
                tuple(self.history),
                self.barcode,
                self.spot,
            )
        )

    def finish(self) -> None:
        """The end of the member."""
        self._hand_over()
