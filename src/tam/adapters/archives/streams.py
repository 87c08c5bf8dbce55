"""Compressed streams: gzip, bzip2, xz, lzma, zstd; every part of a concatenated one."""

import lzma
import struct
from collections.abc import Iterator

from tam.adapters.archives import engines
from tam.adapters.archives.engines import DAMAGE, Engine
from tam.adapters.archives.limits import BLOCK, MIB, Budget, Exhausted, Limits
from tam.adapters.archives.notes import Notes
from tam.adapters.archives.reader import Reader
from tam.adapters.archives.sniff import Kind

CHUNK = 128 * 1024
AGAIN = "Upload it again if you have the whole file."
_BEGINNINGS = {
    Kind.GZIP: (b"\x1f\x8b\x08",),
    Kind.BZIP2: (b"BZh",),
    Kind.XZ: (b"\xfd7zXZ\x00",),
    Kind.ZSTD: (b"\x28\xb5\x2f\xfd", *(bytes((low,)) + b"\x2a\x4d\x18" for low in range(80, 96))),
}


def pump(machine: Engine, source: Reader) -> Iterator[bytes]:
    """Blocks out of one part; it ends at the part's end, or raises EOFError when input runs out."""
    while True:
        data = source.read(CHUNK) if machine.needs_input else b""
        block = machine.decompress(data, BLOCK)
        for at in range(0, len(block), BLOCK):
            yield block[at : at + BLOCK]
        if machine.eof:
            break
        if not data and not block:
            raise EOFError
    source.unread(machine.unused_data)


def inflate(kind: Kind, source: Reader, budget: Budget, notes: Notes) -> Iterator[bytes]:
    """The unpacked bytes of a stream, all its parts; what is wrong goes into `notes`."""
    got = 0
    try:
        for block in _parts(kind, source, budget, notes):
            budget.spend(len(block))
            got += len(block)
            yield block
    except Exhausted as end:
        notes.lose(f"{end} Reading stopped after {got:,} bytes.")
    except DAMAGE as problem:
        notes.lose(_words(problem, kind, got))


def remark(got: int, packed: int, limits: Limits, notes: Notes) -> None:
    """Say it where something unpacks to very much more than it was."""
    if got >= MIB and packed and got // packed >= limits.remarkable_ratio:
        notes.say(
            f"Unusually well packed: {got:,} bytes out of {packed:,}; so even a log seldom is."
        )


def _parts(kind: Kind, source: Reader, budget: Budget, notes: Notes) -> Iterator[bytes]:
    yield from _part(kind, source, budget.limits, notes)
    while _goes_on(kind, source, notes):
        budget.in_time()  # parts may be empty, and there may be millions
        yield from _part(kind, source, budget.limits, notes)


def _goes_on(kind: Kind, source: Reader, notes: Notes) -> bool:
    """Whether another part follows, behind zeros perhaps; anything else is said."""
    while block := source.peek(CHUNK):
        source.exactly(len(block) - len(block.lstrip(b"\x00")))
        if block.strip(b"\x00"):
            break
    rest = source.peek(6)
    if rest and rest.startswith(_BEGINNINGS.get(kind, ())):
        return True
    if rest:
        notes.lose(
            f"Data after the end of the {kind.value} stream: {source.skip(1 << 62):,} bytes that "
            "belong to no part of it were not read."
        )
    return False


def _part(kind: Kind, source: Reader, limits: Limits, notes: Notes) -> Iterator[bytes]:
    """One part of a concatenated stream."""
    match kind:
        case Kind.GZIP:
            yield from _gzip(source, limits, notes)
        case Kind.BZIP2:
            yield from pump(engines.bzip2(), source)
        case Kind.XZ:
            yield from pump(engines.xz(limits), source)
        case Kind.LZMA:
            yield from pump(engines.xz(limits, lzma.FORMAT_ALONE), source)
        case _:
            yield from pump(engines.Zstd(limits), source)


def _gzip(source: Reader, limits: Limits, notes: Notes) -> Iterator[bytes]:
    _gzip_header(source, limits)
    crc, size = 0, 0
    for block in pump(engines.Deflate(), source):
        crc, size = engines.checksum(block, crc), size + len(block)
        yield block
    trailer = source.exactly(8)
    if len(trailer) < 8:
        raise EOFError
    if struct.unpack("<LL", trailer) != (crc, size & 0xFFFFFFFF):
        notes.say(
            "Checksum error: the gzip stream does not match its own checksum. What it unpacked to "
            "was read all the same and may be wrong; upload it again."
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


def _words(problem: Exception, kind: Kind, got: int) -> str:
    kept = f"the first {got:,} bytes were read" if got else "nothing of it could be read"
    said = str(problem).lower()
    if isinstance(problem, EOFError):
        return f"The {kind.value} stream is incomplete: it ends too early; {kept}. {AGAIN}"
    if isinstance(problem, MemoryError) or "memory" in said:
        return (
            f"The {kind.value} stream asks for too much memory; {kept}. Pack it with a smaller "
            "window and send it again."
        )
    if "crc" in said or "checksum" in said:
        return f"Checksum error: the {kind.value} stream is damaged; {kept}. {AGAIN}"
    return f"The {kind.value} stream is damaged or fails its checksum; {kept}. {AGAIN}"
