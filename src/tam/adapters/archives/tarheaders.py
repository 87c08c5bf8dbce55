"""Headers of a tar: numbers, names, and what extended headers say of the member that follows."""

from collections.abc import Iterator
from dataclasses import dataclass

from tam.adapters.archives.limits import Limits
from tam.adapters.archives.reader import Reader
from tam.adapters.archives.sniff import TAR_BLOCK

OLD_SPARSE = ord("S")
ENTRIES_IN_BLOCK, FLAG_IN_BLOCK, FLAG_IN_HEADER, SIZE_IN_HEADER = 21, 504, 482, 483


class Odd(Exception):
    """A header that cannot be believed; the message is a sentence for people."""


@dataclass(slots=True)
class Coming:
    """What extended headers say about the member that follows."""

    name: bytes | None = None
    size: int | None = None
    sparse: bool = False
    mapped: bool = False
    real_size: int | None = None


def number(field: bytes) -> int:
    """A number of a header, octal or binary; Odd when it is none or negative."""
    if field[0] & 0x80:
        value = int.from_bytes(field, "big") & ((1 << (8 * len(field) - 1)) - 1)
        if field[0] & 0x40:
            raise Odd("Invalid header: its size is negative.")
        return value
    text = field.strip(b"\x00 ")
    if not all(one in b"01234567" for one in text):
        raise Odd("Invalid header: its size is no number.")
    return int(text, 8) if text else 0


def plain_name(header: bytes) -> bytes:
    """The name in the header itself."""
    name = header[:100].split(b"\x00", 1)[0]
    prefix = header[345:500].split(b"\x00", 1)[0] if header[257:262] == b"ustar" else b""
    return prefix + b"/" + name if prefix and header[262:265] == b"\x0000" else name


def bounded(source: Reader, size: int, limits: Limits) -> bytes:
    """The content of an extended header; one beyond the limit is stepped over and said."""
    padding = -size % TAR_BLOCK
    if size > limits.header_bytes:
        source.skip(size + padding)
        raise Odd(
            f"An extended header is larger than {limits.header_bytes // 1024:,} KiB; it was "
            "stepped over."
        )
    data = source.exactly(size)
    source.skip(padding)
    return data


def records(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The records of a pax header, up to the first that is none."""
    at = 0
    while at < len(data):
        digits = data[at : at + 20].partition(b" ")[0]
        length = int(digits) if digits.isdigit() else 0
        if length <= len(digits) + 1 or at + length > len(data):
            raise Odd("Invalid header: a record of an extended header has a false length.")
        key, _, value = data[at + len(digits) + 1 : at + length - 1].partition(b"=")
        yield key, value
        at += length


def take_pax(data: bytes, coming: Coming) -> None:
    """Note what a pax header says."""
    for key, value in records(data):
        match key:
            case b"path" | b"GNU.sparse.name":
                coming.name = value
            case b"size" if value.isdigit():
                coming.size = int(value[:20])
            case b"GNU.sparse.realsize" | b"GNU.sparse.size" if value.isdigit():
                coming.sparse, coming.real_size = True, int(value[:20])
            case b"GNU.sparse.major":
                coming.sparse, coming.mapped = True, value == b"1"
            case b"size":
                raise Odd("Invalid header: its size is no number.")
            case _:
                coming.sparse = coming.sparse or key.startswith(b"GNU.sparse")


def past_map(source: Reader, size: int, limits: Limits) -> int:
    """Step over the list of pieces in front of a sparse member; how much follows it."""
    block = source.exactly(min(TAR_BLOCK, size))
    count = block.partition(b"\n")[0]
    if not count.isdigit():
        raise Odd("Invalid header: the list of pieces of a sparse file is damaged.")
    wanted, seen, taken = 2 * int(count[:20]) + 1, block.count(b"\n"), len(block)
    while seen < wanted:
        block = source.exactly(min(TAR_BLOCK, size - taken))
        if not block or taken > limits.header_bytes:
            raise Odd("Invalid header: the list of pieces of a sparse file is damaged.")
        seen, taken = seen + block.count(b"\n"), taken + len(block)
    return size - taken


def past_old_map(source: Reader, header: bytes, limits: Limits) -> int:
    """Step over the further blocks of an old sparse header; the real size it claims."""
    more, taken = header[FLAG_IN_HEADER], 0
    while more and taken <= limits.header_bytes:
        block = source.exactly(TAR_BLOCK)
        if len(block) < TAR_BLOCK:
            break
        more, taken = block[FLAG_IN_BLOCK], taken + TAR_BLOCK
    return number(header[SIZE_IN_HEADER : SIZE_IN_HEADER + 12])
