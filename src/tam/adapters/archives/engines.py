"""Decompressors with one face: bounded output, the end, and what follows it."""

import bz2
import importlib
import lzma
import zlib
from types import ModuleType
from typing import Protocol, cast

import zstandard

from tam.adapters.archives.limits import BLOCK, Limits

ZSTD_STEP = 512  # unpacks to 16 MiB at the very most
LZMA_PROPERTIES = 5


def _fastest() -> ModuleType:
    """The vectorised inflate where its wheel is installed, else the standard one."""
    try:
        return importlib.import_module("isal.isal_zlib")
    except ImportError:
        return zlib


INFLATE = _fastest()
DAMAGE: tuple[type[Exception], ...] = (
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    MemoryError,
    lzma.LZMAError,
    zlib.error,
    zstandard.ZstdError,
    cast("type[Exception]", INFLATE.error),
)


class Engine(Protocol):
    """What bz2's and lzma's decompressors share, and the two below."""

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""

    @property
    def needs_input(self) -> bool:
        """Whether more output takes more input."""

    @property
    def unused_data(self) -> bytes:
        """Input behind the end."""

    def decompress(self, data: bytes, max_length: int = ...) -> bytes:
        """Take input, give at most `max_length` bytes."""


class Deflate:
    """Raw deflate; input that is not needed yet is kept inside."""

    def __init__(self) -> None:
        self._inner = INFLATE.decompressobj(wbits=-15)
        self.eof = False
        self.needs_input = True
        self.unused_data = b""

    def decompress(self, data: bytes, max_length: int = BLOCK) -> bytes:
        inner = self._inner
        out = cast("bytes", inner.decompress(inner.unconsumed_tail + data, max_length))
        self.eof, self.unused_data = inner.eof, inner.unused_data
        self.needs_input = len(out) < max_length and not inner.unconsumed_tail
        return out


class Zstd:
    """One zstd frame, fed in small steps because its library does not bound its output."""

    def __init__(self, limits: Limits) -> None:
        machine = zstandard.ZstdDecompressor(max_window_size=limits.window_bytes)
        self._inner = machine.decompressobj()
        self._held = b""
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return bool(self._inner.eof)

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data + self._held

    def decompress(self, data: bytes, max_length: int = BLOCK) -> bytes:
        self._held += data
        out, have, at = [], 0, 0
        while at < len(self._held) and have < max_length and not self._inner.eof:
            out.append(self._inner.decompress(self._held[at : at + ZSTD_STEP]))
            have += len(out[-1])
            at += ZSTD_STEP
        self._held = self._held[at:]
        self.needs_input = not self._held
        return b"".join(out)


def raw_lzma(properties: bytes, limits: Limits) -> Engine:
    """LZMA as a zip holds it, by its properties; MemoryError when its window is too large."""
    if len(properties) < LZMA_PROPERTIES:
        raise EOFError
    window = int.from_bytes(properties[1:LZMA_PROPERTIES], "little")
    if window > limits.window_bytes:
        raise MemoryError
    rest, lc = divmod(properties[0], 9)
    pb, lp = divmod(rest, 5)
    settings = {"id": lzma.FILTER_LZMA1, "dict_size": window, "lc": lc, "lp": lp, "pb": pb}
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[settings])


def xz(limits: Limits, shape: int = lzma.FORMAT_XZ) -> Engine:
    """An xz or an old lzma stream, within the memory that is allowed for its window."""
    return lzma.LZMADecompressor(shape, memlimit=limits.window_bytes)


def bzip2() -> Engine:
    """A bzip2 stream."""
    return bz2.BZ2Decompressor()


def checksum(data: bytes, before: int) -> int:
    """The CRC-32 that gzip and zip keep."""
    return cast("int", INFLATE.crc32(data, before))
