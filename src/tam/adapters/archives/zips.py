"""Members of a zip as streams, each checked against what the headers claim."""

import bz2
import lzma
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

import zstandard
from isal import isal_zlib

from tam.adapters.archives.limits import BLOCK, Limits
from tam.adapters.archives.reader import Reader
from tam.adapters.archives.streams import CHUNK, DAMAGE, Inflater, deflate, pump
from tam.adapters.archives.zipdir import ENCRYPTED, STREAMED, UTF8, Entry

ZIP_DAMAGE: tuple[type[Exception], ...] = (*DAMAGE, struct.error, IndexError)
STORED, DEFLATED, BZIP2, LZMA, ZSTD = 0, 8, 12, 14, 93


@dataclass(frozen=True, slots=True)
class Place:
    """Where a member's packed bytes lie in the file."""

    file: BinaryIO
    start: int
    size: int


def refusal(entry: Entry) -> str | None:
    """Why a member is not read at all."""
    if entry.is_link:
        return "Symbolic link, not followed."
    if entry.flags & ENCRYPTED:
        return "Password-protected; send it without a password."
    if entry.method not in {STORED, DEFLATED, BZIP2, LZMA, ZSTD}:
        return f"Packed with method {entry.method}, which is not read here; pack it as a plain zip."
    return None


def _packed(place: Place) -> Iterator[bytes]:
    left, at = place.size, place.start
    while left > 0:
        place.file.seek(at)
        block = place.file.read(min(CHUNK, left))
        if not block:
            return
        at, left = at + len(block), left - len(block)
        yield block


def _lzma(source: Reader, limits: Limits) -> Inflater:
    """Zip's own header in front of raw LZMA: version, length of properties, properties."""
    head = source.exactly(4)
    (length,) = struct.unpack("<H", head[2:4])
    properties = source.exactly(length)
    lc_lp_pb, window = properties[0], int.from_bytes(properties[1:5], "little")
    rest, lc = divmod(lc_lp_pb, 9)
    pb, lp = divmod(rest, 5)
    if window > limits.window_bytes:
        raise MemoryError
    settings = {"id": lzma.FILTER_LZMA1, "dict_size": window, "lc": lc, "lp": lp, "pb": pb}
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[settings])


def _open(entry: Entry, place: Place, limits: Limits) -> Iterator[bytes]:
    source = Reader(_packed(place))
    match entry.method:
        case 0:
            return source.blocks()
        case 8:
            return pump(deflate(), source)
        case 12:
            return pump(bz2.BZ2Decompressor(), source)
        case 14:
            return _unlzma(entry, source, limits)
        case _:
            machine = zstandard.ZstdDecompressor(max_window_size=limits.window_bytes)
            stream = machine.stream_reader(cast("IO[bytes]", source), read_across_frames=True)
            return iter(lambda: stream.read(BLOCK), b"")


def _unlzma(entry: Entry, source: Reader, limits: Limits) -> Iterator[bytes]:
    """Raw LZMA without an end mark: the declared size says where it stops."""
    machine, left = _lzma(source, limits), entry.size
    try:
        for block in pump(machine, source):
            yield block
            left -= len(block)
    except EOFError:
        if left > 0:
            raise


def content(entry: Entry, place: Place, limits: Limits, reasons: list[str]) -> Iterator[bytes]:
    """The unpacked bytes of a member; reading stops one byte beyond the declared size."""
    claimed = None if entry.flags & STREAMED and not entry.size else entry.size
    got, crc = 0, 0
    try:
        for whole in _open(entry, place, limits):
            block = whole if claimed is None else whole[: claimed - got]
            got += len(block)
            crc = isal_zlib.crc32(block, crc)
            if block:
                yield block
            if len(block) < len(whole):
                reasons.append(
                    f"Size mismatch: the header declares {claimed:,} bytes, the member goes on. "
                    "What lies beyond was not read."
                )
                return
    except ZIP_DAMAGE as problem:
        reasons.append(_words(problem, got))
        return
    _compare(entry, claimed, got, crc, reasons)


def _words(problem: Exception, got: int) -> str:
    kept = f"the first {got:,} bytes were read" if got else "nothing of it could be read"
    if isinstance(problem, EOFError):
        return f"The member is incomplete; {kept}. Upload the bundle again."
    if isinstance(problem, MemoryError):
        return f"The member asks for too much memory; {kept}."
    return f"The member is damaged; {kept}. Upload the bundle again."


def _compare(entry: Entry, claimed: int | None, got: int, crc: int, reasons: list[str]) -> None:
    if claimed is not None and got != claimed:
        reasons.append(f"Size mismatch: declared {claimed} bytes, got {got}.")
    if crc != entry.crc and not (entry.flags & STREAMED and entry.crc == 0):
        reasons.append("Checksum error: the bytes do not match the archive's own checksum.")


def is_utf8(entry: Entry) -> bool:
    """Whether the header says that the name is UTF-8."""
    return bool(entry.flags & UTF8)
