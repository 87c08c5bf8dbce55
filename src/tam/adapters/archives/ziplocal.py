"""Local headers of a zip: what stands in front of each member, to be held against the directory."""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

LOCAL = struct.Struct("<4s5H3L2H")
DESCRIPTOR = b"PK\x07\x08"
SIGNATURE = b"PK\x03\x04"
FOLLOWERS = (SIGNATURE, b"PK\x01\x02", b"PK\x06\x06", b"PK\x05\x06", b"")
UTF8, ENCRYPTED, STREAMED, STRONG, MASKED = 0x800, 0x1, 0x8, 0x40, 0x2000
BIG, FULL = 0xFFFFFFFF, 0xFFFF
CHUNK = 128 * 1024
NAME_KEPT = 2_048
METHODS = frozenset({*range(20), *range(93, 100)})
NEWEST_VERSION = 63
Tick = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One member as a header claims it to be.

    `start` is where its data begin. `is_open` says that its header leaves the sizes to a record
    behind the data, and that no directory says them either.
    """

    name: bytes
    name_length: int
    flags: int
    method: int
    stamp: tuple[int, int]
    crc: int
    packed: int
    size: int
    offset: int
    attributes: int = 0
    start: int | None = None
    local_packed: int | None = None
    is_open: bool = False
    claims: tuple[str, ...] = ()

    @property
    def is_encrypted(self) -> bool:
        """Whether a password is needed, or the header itself is masked."""
        return bool(self.flags & (ENCRYPTED | STRONG | MASKED)) or self.method == 99

    @property
    def is_folder(self) -> bool:
        """Whether it stands for a folder and nothing more."""
        return self.name.endswith((b"/", b"\\")) and self.size == 0 and self.packed <= 2

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link by its mode."""
        return (self.attributes >> 16) & 0xF000 == 0xA000


def read_at(file: BinaryIO, offset: int, count: int) -> bytes:
    """Bytes from a place in the file; fewer at its end."""
    file.seek(offset)
    return file.read(count)


def chunks(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    """A range of the file; others may move in the file meanwhile."""
    while start < end and (block := read_at(file, start, min(CHUNK, end - start))):
        start += len(block)
        yield block


def fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """The extra fields of a header."""
    at = 0
    while at + 4 <= len(extra):
        tag, length = struct.unpack_from("<HH", extra, at)
        yield tag, extra[at + 4 : at + 4 + length]
        at += 4 + length


def wide(extra: bytes, values: list[int]) -> list[int]:
    """Sizes and offset, with those of the zip64 field where the short ones are full."""
    body = next((body for tag, body in fields(extra) if tag == 1), b"")
    for index, value in enumerate(values):
        if value == BIG and len(body) >= 8:
            values[index] = int.from_bytes(body[:8], "little")
            body = body[8:]
    return values


def better_name(name: bytes, extra: bytes) -> bytes:
    """The UTF-8 name that some archivers keep in an extra field, if it is of this very name."""
    body = next((body for tag, body in fields(extra) if tag == 0x7075), b"")
    if len(body) > 5 and int.from_bytes(body[1:5], "little") == zlib.crc32(name):
        return body[5:]
    return name


def local_at(file: BinaryIO, at: int, end: int) -> Entry | None:
    """The local header at this place, if one is there."""
    header = read_at(file, at, LOCAL.size) if at + LOCAL.size <= end else b""
    if len(header) < LOCAL.size or not header.startswith(SIGNATURE):
        return None
    _, _, flags, method, clock, day, crc, packed, size, named, more = LOCAL.unpack(header)
    start = at + LOCAL.size + named + more
    if start > end:
        return None
    name, extra = file.read(named), file.read(more)
    size, packed = wide(extra, [size, packed])
    better = better_name(name, extra)
    return Entry(
        name=better[:NAME_KEPT],
        name_length=len(better),
        flags=flags,
        method=method,
        stamp=(day, clock),
        crc=crc,
        packed=packed,
        size=size,
        offset=at,
        start=start,
        is_open=bool(flags & STREAMED) and packed == 0,
    )


def next_local(file: BinaryIO, at: int, end: int, tick: Tick) -> Entry | None:
    """The first local header from this place on that looks like a true one.

    `tick` is called for every place that only may be one, and may stop it all.
    """
    while (at := find(file, {SIGNATURE}, at, end)) >= 0:
        tick()
        version = int.from_bytes(read_at(file, at + 4, 1), "little")
        entry = local_at(file, at, end)
        if entry and version <= NEWEST_VERSION and entry.method in METHODS and entry.name_length:
            return entry
        at += 1
    return None


def find(file: BinaryIO, marks: set[bytes], at: int, end: int) -> int:
    """Where one of these marks, all of four bytes, stands next in a range of the file, or -1."""
    before = b""
    for block in chunks(file, at, end):
        held = before + block
        place = held.find(b"PK")
        while place >= 0:
            if held[place : place + 4] in marks:
                return at - len(before) + place
            place = held.find(b"PK", place + 1)
        at += len(block)
        before = held[-3:]
    return -1


def differences(entry: Entry, local: Entry, *, same_name: bool) -> Iterator[str]:
    """What the two headers of a member say differently; the directory is believed."""
    if not same_name:
        yield f"name ({local.name[:40].decode('utf-8', 'backslashreplace')!r})"
    if local.method != entry.method:
        yield "method"
    if local.is_encrypted != entry.is_encrypted:
        yield "password"
    if local.stamp != entry.stamp:
        yield "date"
    if local.flags & STREAMED and not (local.crc or local.packed or local.size):
        return
    if local.crc != entry.crc:
        yield "checksum"
    if local.size not in {entry.size, BIG} or local.packed not in {entry.packed, BIG}:
        yield "size"


def descriptor(file: BinaryIO, at: int) -> tuple[int, int, int, int] | None:
    """Checksum, packed and unpacked size behind streamed data, and the length of that record."""
    data = read_at(file, at, 28)
    skip = 4 if data.startswith(DESCRIPTOR) else 0
    for shape, length in (("<LLL", skip + 12), ("<LQQ", skip + 20)):
        if len(data) >= length and data[length : length + 4] in FOLLOWERS:
            crc, packed, size = struct.unpack_from(shape, data, skip)
            return crc, packed, size, length
    return None
