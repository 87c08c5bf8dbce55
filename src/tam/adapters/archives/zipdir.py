"""The directory of a zip: every field a claim, compared with the local headers first."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import BinaryIO

from tam.adapters.archives.limits import Limits

END = struct.Struct("<4s4H2LH")
END64_PLACE = struct.Struct("<4sLQL")
END64 = struct.Struct("<4sQ2H2L4Q")
CENTRAL = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
UTF8, ENCRYPTED, STREAMED = 0x800, 0x1, 0x8
LINK = 0xA000
BIG = 0xFFFFFFFF
NAME_LIMIT = 65_535
DIRECTORY_LIMIT = 64 * 1024**2
DIFFERS = "Its two headers differ in name or method; the directory's were believed."


class Broken(Exception):
    """A zip that cannot be listed; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One member as the directory claims it to be."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    attributes: int = 0
    claims: tuple[str, ...] = ()

    @property
    def is_folder(self) -> bool:
        """Whether it stands for a folder."""
        return self.name.endswith((b"/", b"\\")) and self.size == 0

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link by its mode."""
        return (self.attributes >> 16) & 0xF000 == LINK


@dataclass(slots=True)
class Directory:
    """The members of a zip in order, where their data begin, and what is wrong with the whole."""

    entries: list[Entry]
    starts: dict[int, int] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


def _wide(extra: bytes, values: list[int]) -> list[int]:
    """Sizes and offset with those of the zip64 field where the short ones are full."""
    at = 0
    while at + 4 <= len(extra):
        tag, length = struct.unpack_from("<HH", extra, at)
        if tag == 1:
            body = extra[at + 4 : at + 4 + length]
            for index, value in enumerate(values):
                if value == BIG and len(body) >= 8:
                    values[index] = int.from_bytes(body[:8], "little")
                    body = body[8:]
            break
        at += 4 + length
    return values


def _end(file: BinaryIO, size: int) -> tuple[int, int, int, int]:
    """Offset of the end record, and the directory's claimed count, size and offset."""
    reach = min(size, END.size + NAME_LIMIT)
    file.seek(size - reach)
    tail = file.read(reach)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + END.size > len(tail):
        raise Broken("The archive is incomplete: its directory is missing. Upload it again.")
    record = END.unpack_from(tail, at)
    count, length, offset = record[4], record[5], record[6]
    place = size - reach + at
    if BIG in (length, offset) or count == 0xFFFF:
        file.seek(max(0, place - END64_PLACE.size))
        locator = file.read(END64_PLACE.size)
        if locator[:4] == b"PK\x06\x07":
            file.seek(min(END64_PLACE.unpack(locator)[2], size))
            wide = file.read(END64.size)
            if wide[:4] == b"PK\x06\x06" and len(wide) == END64.size:
                fields = END64.unpack(wide)
                return END64_PLACE.unpack(locator)[2], fields[7], fields[8], fields[9]
    return place, count, length, offset


def ends_as_zip(file: BinaryIO, size: int) -> bool:
    """Whether a file that does not begin like a zip ends like one: a script in front of it, say."""
    try:
        end, count, length, _ = _end(file, size)
    except Broken:
        return False
    file.seek(max(0, end - length))
    return count > 0 and file.read(4) == b"PK\x01\x02"


def read_directory(file: BinaryIO, size: int, limits: Limits) -> Directory:
    """The directory of a zip in a seekable file; Broken when there is none to read."""
    end, count, length, offset = _end(file, size)
    shift = end - length - offset
    if shift < 0 or length > size:
        raise Broken("The archive is damaged: its directory points outside the file.")
    found = Directory([])
    if shift > 0:
        found.reasons.append(
            f"Data before the archive: {shift:,} bytes in front of it were not read as members."
        )
    file.seek(end - length)
    found.entries = list(_central(file.read(min(length, DIRECTORY_LIMIT)), shift, limits))
    if len(found.entries) not in {count, limits.members + 1}:
        found.reasons.append(
            f"The archive says it has {count:,} members, its directory holds "
            f"{len(found.entries):,}."
        )
    _locate(file, found, end - length)
    return found


def _central(data: bytes, shift: int, limits: Limits) -> Iterator[Entry]:
    at, seen = 0, 0
    while at + CENTRAL.size <= len(data) and data[at : at + 4] == b"PK\x01\x02":
        values = CENTRAL.unpack_from(data, at)
        name_at = at + CENTRAL.size
        name = data[name_at : name_at + values[10]]
        extra = data[name_at + values[10] : name_at + values[10] + values[11]]
        size, packed, offset = _wide(extra, [values[9], values[8], values[16]])
        yield Entry(
            name=name,
            flags=values[3],
            method=values[4],
            crc=values[7],
            packed=packed,
            size=size,
            offset=offset + shift,
            attributes=values[15],
        )
        seen += 1
        if seen > limits.members:
            return
        at = name_at + values[10] + values[11] + values[12]


def _locate(file: BinaryIO, found: Directory, end: int) -> None:
    """Where the data of each member begin; overlapping members refuse the whole (bombs)."""
    spans: list[tuple[int, int]] = []
    for index, entry in enumerate(found.entries):
        file.seek(min(entry.offset, end))
        header = file.read(LOCAL.size)
        if len(header) < LOCAL.size or header[:4] != b"PK\x03\x04":
            continue
        local = LOCAL.unpack(header)
        name = file.read(local[9])
        start = entry.offset + LOCAL.size + local[9] + local[10]
        found.starts[index] = start
        spans.append((entry.offset, start + entry.packed))
        if name != entry.name or local[3] != entry.method:
            found.entries[index] = replace(entry, claims=(DIFFERS,))
    spans.sort()
    for (_, before), (after, _) in pairwise(spans):
        if after < before:
            raise Broken(
                "Overlapping entries: members of the archive share the same bytes, as archive "
                "bombs do. Nothing was unpacked; pack the logs again."
            )


def salvage(file: BinaryIO, size: int, limits: Limits) -> Iterator[tuple[Entry, int]]:
    """Members of a zip without a directory, each with its data's start, from local headers."""
    at, seen = 0, 0
    while at + LOCAL.size <= size and seen <= limits.members:
        file.seek(at)
        header = file.read(LOCAL.size)
        if header[:4] != b"PK\x03\x04":
            return
        local = LOCAL.unpack(header)
        name = file.read(local[9])
        extra = file.read(local[10])
        wide, packed = _wide(extra, [local[8], local[7]])
        start = at + LOCAL.size + local[9] + local[10]
        streamed = bool(local[2] & STREAMED) and packed == 0
        yield (
            Entry(
                name, local[2], local[3], local[6], size - start if streamed else packed, wide, at
            ),
            start,
        )
        seen += 1
        if streamed:
            return
        at = start + packed
