"""The directory of a zip: found, listed, and every field of it held against the local headers."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from tam.adapters.archives.limits import Limits
from tam.adapters.archives.reader import Reader
from tam.adapters.archives.ziplocal import (
    BIG,
    FULL,
    NAME_KEPT,
    Entry,
    better_name,
    chunks,
    differences,
    local_at,
    read_at,
    wide,
)

END = struct.Struct("<4s4H2LH")
END64_PLACE = struct.Struct("<4sLQL")
END64 = struct.Struct("<4sQ2H2L4Q")
CENTRAL = struct.Struct("<4s6H3L5H2L")
CENTRAL_MARK, END_MARK = b"PK\x01\x02", b"PK\x05\x06"
WINDOW = 1024 * 1024
CANDIDATES = 1_000
FOLDERS_TOO = 4
MISSING = "The archive is incomplete: its directory is missing. Upload it again. "
OUTSIDE = "The archive is damaged: its directory points outside the file. Upload it again. "
SALVAGED = "What its members still say of themselves was read."


class Broken(Exception):
    """A zip without a directory that can be read; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class End:
    """What the record at the end of a zip claims, where it stands and where it stops."""

    at: int
    stop: int
    count: int
    length: int
    offset: int
    disks: int

    def begins(self, file: BinaryIO) -> int | None:
        """Where the directory begins: in front of this record, or where it says."""
        for place in (self.at - self.length, self.offset):
            if 0 <= place <= self.at and (
                self.count == self.length == 0 or read_at(file, place, 4) == CENTRAL_MARK
            ):
                return place
        return None


@dataclass(slots=True)
class Directory:
    """The members of a zip in order, the range of its directory, what is wrong with the whole.

    `whole` is false when the listing was cut at the limit of members.
    """

    entries: list[Entry]
    begin: int
    stop: int
    reasons: list[str] = field(default_factory=list)
    whole: bool = True


def _records(file: BinaryIO, size: int) -> Iterator[int]:
    """Places that may hold the end record, the last one first."""
    high, seen = size, 0
    while high > 0:
        low = max(0, high - WINDOW)
        block = read_at(file, low, min(size, high + len(END_MARK) - 1) - low)
        at = block.rfind(END_MARK)
        while at >= 0 and seen < CANDIDATES:
            seen += 1
            yield low + at
            at = block.rfind(END_MARK, 0, at + len(END_MARK) - 1)
        high = low


def _record(file: BinaryIO, at: int, size: int) -> End | None:
    data = read_at(file, at, END.size)
    if len(data) < END.size:
        return None
    _, disk, first, _, count, length, offset, comment = END.unpack(data)
    stop, disks = at + END.size + comment, max(disk % FULL, first % FULL)
    if stop > size:
        return None
    if BIG in (length, offset) or count == FULL:
        locator = read_at(file, at - END64_PLACE.size, END64_PLACE.size) if at >= 20 else b""
        if locator.startswith(b"PK\x06\x07"):
            place = END64_PLACE.unpack(locator)[2]
            # Data in front of the archive move the record; it stands right before its locator.
            for where in (place, at - END64_PLACE.size - END64.size):
                data = read_at(file, where, END64.size) if 0 <= where < at else b""
                if data.startswith(b"PK\x06\x06") and len(data) == END64.size:
                    wider = END64.unpack(data)
                    return End(where, stop, wider[7], wider[8], wider[9], disks)
    return End(at, stop, count, length, offset, disks)


def find_end(file: BinaryIO, size: int) -> tuple[End, int]:
    """The end record of the last whole archive in the file, and where its directory begins."""
    seen = False
    for at in _records(file, size):
        record = _record(file, at, size)
        begin = record.begins(file) if record else None
        if record and begin is not None:
            return record, begin
        seen = True
    raise Broken((OUTSIDE if seen else MISSING) + SALVAGED)


def ends_as_zip(file: BinaryIO, size: int) -> bool:
    """Whether a file that does not begin like a zip ends like one: a script in front of it, say."""
    tail = max(0, size - END.size - FULL)
    if END_MARK not in read_at(file, tail, END.size + FULL):
        return False
    try:
        record, _ = find_end(file, size)
    except Broken:
        return False
    return record.count > 0


def read_directory(file: BinaryIO, size: int, limits: Limits) -> Directory:
    """The directory of a zip in a seekable file; Broken when there is none to read."""
    end, begin = find_end(file, size)
    found = Directory([], begin, end.stop)
    shift = begin - end.offset
    if shift < 0:
        found.reasons.append(f"The archive says its directory lies {-shift:,} bytes further on.")
    if end.disks:
        found.reasons.append(
            "The archive is one part of several; members in the other parts are missing. Send it "
            "in one piece."
        )
    listing = Reader(chunks(file, begin, end.at))
    files = 0
    for entry in _central(listing):
        located = _located(file, entry, shift, begin)
        found.entries.append(located)
        files += not located.is_folder
        if files > limits.members:
            found.whole = False
            return found
        if len(found.entries) > FOLDERS_TOO * limits.members:
            found.reasons.append(
                f"The archive lists more than {FOLDERS_TOO * limits.members:,} folders and "
                "members; the rest was not read."
            )
            found.whole = False
            return found
    if len(found.entries) != end.count:
        found.reasons.append(
            f"The archive says it has {end.count:,} members, its directory lists "
            f"{len(found.entries):,}."
        )
    return found


def _central(listing: Reader) -> Iterator[tuple[Entry, bytes]]:
    """Entries with their raw names as the directory has them, up to the first that is none."""
    while listing.peek(4) == CENTRAL_MARK:
        head = listing.exactly(CENTRAL.size)
        if len(head) < CENTRAL.size:
            return
        values = CENTRAL.unpack(head)
        name, extra = listing.exactly(values[10]), listing.exactly(values[11])
        listing.exactly(values[12])
        size, packed, offset = wide(extra, [values[9], values[8], values[16]])
        better = better_name(name, extra)
        entry = Entry(
            name=better[:NAME_KEPT],
            name_length=len(better),
            flags=values[3],
            method=values[4],
            stamp=(values[6], values[5]),
            crc=values[7],
            packed=packed,
            size=size,
            offset=offset,
            attributes=values[15],
        )
        yield entry, name


def _located(file: BinaryIO, found: tuple[Entry, bytes], shift: int, begin: int) -> Entry:
    """The entry with the place of its data, and what its own header says differently."""
    entry, raw = found
    for at in dict.fromkeys((entry.offset + shift, entry.offset)):
        local = local_at(file, at, begin) if at >= 0 else None
        if local is None or local.start is None:
            continue
        own = read_at(file, at + 30, len(raw) + 1) if local.name_length == len(raw) else b""
        same = own[: len(raw)] == raw or local.name == entry.name
        claims = list(differences(entry, local, same_name=same))
        packed = entry.packed
        if local.start + packed > begin:
            packed = max(0, begin - local.start)
            claims.append("length")
        known = None if local.is_open or "size" not in claims else local.packed
        return replace(
            entry,
            offset=at,
            start=local.start,
            packed=packed,
            local_packed=known,
            claims=(_claim(claims),) if claims else (),
        )
    return entry


def _claim(what: list[str]) -> str:
    return (
        f"The two headers of this member differ in: {', '.join(what)}. The archive's directory was "
        "believed."
    )
