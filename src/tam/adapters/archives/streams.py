"""Compressed streams: gzip, bzip2, xz, zstd; every part of a concatenated one; bounded output."""

import bz2
import lzma
import struct
import zlib
from collections.abc import Iterator
from typing import IO, Protocol, cast

import zstandard
from isal import isal_zlib

from tam.adapters.archives.limits import BLOCK, Limits
from tam.adapters.archives.reader import Reader
from tam.adapters.archives.sniff import Kind

CHUNK = 128 * 1024
DAMAGE: tuple[type[Exception], ...] = (
    EOFError,
    OSError,
    ValueError,
    MemoryError,
    lzma.LZMAError,
    zlib.error,
    zstandard.ZstdError,
    cast("type[Exception]", isal_zlib.error),  # its stub calls the class an instance
)
NAMES = {
    Kind.GZIP: "gzip",
    Kind.BZIP2: "bzip2",
    Kind.XZ: "xz",
    Kind.LZMA: "lzma",
    Kind.ZSTD: "zstd",
}


class Inflater(Protocol):
    """What the three decompressors share: bounded output, the end, and what follows it."""

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""

    @property
    def unused_data(self) -> bytes:
        """Input behind the end."""

    def decompress(self, data: bytes, max_length: int = ...) -> bytes:
        """Take input, give at most `max_length` bytes."""


class _Deflate:
    """Raw deflate by isal with the interface of bz2's: input not needed yet is kept inside."""

    def __init__(self) -> None:
        self._inner = isal_zlib.decompressobj(wbits=-15)
        self.eof = False
        self.unused_data = b""

    def decompress(self, data: bytes, max_length: int = BLOCK) -> bytes:
        out = self._inner.decompress(self._inner.unconsumed_tail + data, max_length)
        self.eof, self.unused_data = self._inner.eof, self._inner.unused_data
        return out


def deflate() -> Inflater:
    """A decompressor for the raw deflate stream of a zip member."""
    return _Deflate()


def inflater(kind: Kind, limits: Limits) -> Inflater:
    """A fresh decompressor for one part of a stream of this kind."""
    if kind is Kind.BZIP2:
        return bz2.BZ2Decompressor()
    shape = lzma.FORMAT_XZ if kind is Kind.XZ else lzma.FORMAT_ALONE
    return lzma.LZMADecompressor(shape, memlimit=limits.window_bytes)


def pump(machine: Inflater, source: Reader) -> Iterator[bytes]:
    """Blocks out of one part; it ends at the part's end, or raises EOFError when input runs out."""
    data = b""
    while True:
        block = machine.decompress(data, BLOCK)
        if block:
            yield block
        if machine.eof:
            break
        data = b"" if len(block) >= BLOCK else source.read(CHUNK)
        if not data and len(block) < BLOCK:
            raise EOFError
    source.unread(machine.unused_data)


def _words(problem: Exception, kind: Kind) -> str:
    if isinstance(problem, EOFError):
        return (
            f"The {NAMES[kind]} stream is incomplete; what came before the cut was read. "
            "Upload it again if you have the whole file."
        )
    if (
        "crc" in str(problem).lower()
        or "checksum" in str(problem).lower()
        or "length" in str(problem).lower()
    ):
        return f"Checksum error: the {NAMES[kind]} stream does not match its own checksum."
    if isinstance(problem, MemoryError) or "memory" in str(problem).lower():
        return f"The {NAMES[kind]} stream asks for too much memory; it was not read further."
    return f"The {NAMES[kind]} stream is damaged; what came before the damage was read."


def inflate(kind: Kind, source: Reader, limits: Limits, reasons: list[str]) -> Iterator[bytes]:
    """The unpacked bytes of a stream, all its parts; what is wrong goes into `reasons`."""
    try:
        if kind is Kind.ZSTD:
            yield from _zstd(source, limits)
            return
        yield from _part(kind, source, limits, reasons)
        while head := source.peek(6):
            if not _begins(kind, head):
                if head.strip(b"\x00") or len(source.peek(65_536).strip(b"\x00")):
                    reasons.append(f"Data after the end of the {NAMES[kind]} stream was not read.")
                return
            yield from _part(kind, source, limits, reasons)
    except DAMAGE as problem:
        reasons.append(_words(problem, kind))


def _part(kind: Kind, source: Reader, limits: Limits, reasons: list[str]) -> Iterator[bytes]:
    """One part of a concatenated stream."""
    if kind is not Kind.GZIP:
        yield from pump(inflater(kind, limits), source)
        return
    _gzip_header(source, limits)
    crc, size = 0, 0
    for block in pump(deflate(), source):
        crc, size = isal_zlib.crc32(block, crc), size + len(block)
        yield block
    trailer = source.exactly(8)
    if len(trailer) < 8:
        raise EOFError
    if struct.unpack("<LL", trailer) != (crc, size & 0xFFFFFFFF):
        reasons.append(
            "Checksum error: the gzip stream does not match its own checksum; what it unpacked to "
            "was read all the same."
        )


def _gzip_header(source: Reader, limits: Limits) -> None:
    """Step over the header of a gzip part; a name in it is never used."""
    head = source.exactly(10)
    if len(head) < 10:
        raise EOFError
    flags = head[3]
    if flags & 4:
        source.exactly(int.from_bytes(source.exactly(2), "little"))
    for bit in (8, 16):
        if flags & bit:
            text, end, _ = source.peek(limits.header_bytes).partition(b"\x00")
            if not end:
                raise EOFError
            source.exactly(len(text) + 1)
    if flags & 2:
        source.exactly(2)


def _begins(kind: Kind, head: bytes) -> bool:
    magic = {Kind.GZIP: b"\x1f\x8b", Kind.BZIP2: b"BZh", Kind.XZ: b"\xfd7zXZ\x00"}.get(kind)
    return magic is not None and head.startswith(magic)


def _zstd(source: Reader, limits: Limits) -> Iterator[bytes]:
    machine = zstandard.ZstdDecompressor(max_window_size=limits.window_bytes)
    with machine.stream_reader(cast("IO[bytes]", source), read_across_frames=True) as stream:
        while block := stream.read(BLOCK):
            yield block
