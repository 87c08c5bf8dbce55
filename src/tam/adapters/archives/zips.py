"""Members of a zip as streams, each checked against what its headers claim."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tam.adapters.archives import engines
from tam.adapters.archives.engines import DAMAGE
from tam.adapters.archives.limits import Budget, Exhausted, Limits
from tam.adapters.archives.notes import Notes
from tam.adapters.archives.reader import Reader
from tam.adapters.archives.streams import pump, remark
from tam.adapters.archives.ziplocal import STREAMED, UTF8, Entry, chunks, descriptor

METHODS = {0: "stored", 8: "deflate", 12: "bzip2", 14: "LZMA", 93: "zstd"}
OTHERS = {1: "shrink", 6: "implode", 9: "deflate64", 95: "xz", 97: "WavPack", 98: "PPMd"}
AGAIN = "Upload the bundle again."
ZIP_DAMAGE: tuple[type[Exception], ...] = (*DAMAGE, struct.error, IndexError)


@dataclass(slots=True)
class Place:
    """Where a member's packed bytes lie in the file, and how many of them were really used."""

    file: BinaryIO
    start: int
    end: int
    used: int = 0


def refusal(entry: Entry) -> str | None:
    """Why a member is not read at all."""
    if entry.is_link:
        return "Symbolic link, not followed."
    if entry.is_encrypted:
        return "Password-protected; send it without a password."
    if entry.method not in METHODS:
        name = OTHERS.get(entry.method, "unknown")
        return (
            f"Packed with method {entry.method} ({name}), which is not read here; pack it as a "
            "plain zip and send it again."
        )
    return None


def _unlzma(entry: Entry, source: Reader, limits: Limits) -> Iterator[bytes]:
    """LZMA behind zip's own header; without an end mark the declared size says where it stops."""
    head = source.exactly(4)
    if len(head) < 4:
        raise EOFError
    machine = engines.raw_lzma(source.exactly(struct.unpack("<H", head[2:])[0]), limits)
    left = entry.size
    try:
        for block in pump(machine, source):
            yield block
            left -= len(block)
    except EOFError:
        if left > 0:
            raise


def _open(entry: Entry, source: Reader, limits: Limits) -> Iterator[bytes]:
    match entry.method:
        case 0:
            return source.blocks()
        case 8:
            return pump(engines.Deflate(), source)
        case 12:
            return pump(engines.bzip2(), source)
        case 14:
            return _unlzma(entry, source, limits)
        case _:
            return pump(engines.Zstd(limits), source)


def content(entry: Entry, place: Place, budget: Budget, notes: Notes) -> Iterator[bytes]:
    """The unpacked bytes of a member; reading stops one byte beyond the declared size."""
    most = None if entry.is_open else entry.size
    source = Reader(chunks(place.file, place.start, place.end))
    got, crc = 0, 0
    try:
        budget.spend(0)
        for whole in _open(entry, source, budget.limits):
            block = whole if most is None else whole[: most - got]
            if block:
                budget.spend(len(block))
                got, crc = got + len(block), engines.checksum(block, crc)
                yield block
            if len(block) < len(whole):
                notes.lose(
                    f"Size mismatch: the header declares {most:,} bytes and the member goes on; it "
                    f"is incomplete. What lies beyond was not read. {AGAIN}"
                )
                return
    except Exhausted as end:
        notes.lose(f"{end} Reading stopped after {got:,} bytes.")
        return
    except ZIP_DAMAGE as problem:
        notes.lose(_words(problem, got))
        return
    finally:
        place.used = source.position
    remark(got, place.used, budget.limits, notes)
    _compare(entry, place, (crc, got), notes)


def _words(problem: Exception, got: int) -> str:
    kept = f"the first {got:,} bytes were read" if got else "nothing of it could be read"
    if isinstance(problem, EOFError):
        return f"The member is incomplete; {kept}. {AGAIN}"
    if isinstance(problem, MemoryError):
        return f"The member asks for too much memory; {kept}. Pack it with a smaller window."
    return f"The member is damaged; {kept}. {AGAIN}"


def _compare(entry: Entry, place: Place, read: tuple[int, int], notes: Notes) -> None:
    """Hold what was read against every claim about it."""
    crc, got = read
    after = place.start + place.used if entry.is_open else place.end
    follows = descriptor(place.file, after) if entry.flags & STREAMED else None
    if not entry.is_open and got != entry.size:
        notes.say(f"Size mismatch: declared {entry.size} bytes, got {got}.")
    if entry.is_open and follows and follows[2] != got:
        notes.say(f"Size mismatch: declared {follows[2]} bytes, got {got}.")
    claims = {follows[0]} if entry.is_open and follows else {entry.crc}
    if crc not in claims and not (entry.is_open and not follows):
        notes.say(
            "Checksum error: the bytes do not match the archive's own checksum and may be wrong. "
            f"{AGAIN}"
        )
    elif follows and follows[0] != crc:
        notes.say("The record behind the data gives another checksum than the directory.")
    slack = place.end - place.start - place.used
    if slack > 0 and not entry.is_open:
        notes.say(f"Data behind the member's own end: {slack:,} bytes were not read.")


def is_utf8(entry: Entry) -> bool:
    """Whether the header says that the name is UTF-8."""
    return bool(entry.flags & UTF8)
