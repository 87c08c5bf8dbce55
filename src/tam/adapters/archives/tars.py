"""Members of a tar as one pass over its stream; links and devices are listed, never made."""

from collections.abc import Iterator
from dataclasses import dataclass

from tam.adapters.archives.limits import BLOCK, Limits
from tam.adapters.archives.names import decode
from tam.adapters.archives.reader import Reader
from tam.adapters.archives.sniff import TAR_BLOCK, is_tar

FILES = frozenset(b"0\x007")
LINKS = {
    ord("1"): "Hard link, not followed.",
    ord("2"): "Symbolic link, not followed.",
    ord("3"): "Character device, not opened.",
    ord("4"): "Block device, not opened.",
    ord("6"): "FIFO, not opened.",
}
FOLDER = ord("5")


@dataclass(slots=True)
class Item:
    """One member: its name, its content, or why it has none, and what was wrong."""

    name: str
    blocks: Iterator[bytes]
    refusal: str | None
    reasons: list[str]


@dataclass(slots=True)
class _Next:
    """What extended headers say about the member that follows."""

    name: str | None = None
    size: int | None = None
    sparse: bool = False


class Stop(Exception):
    """The tar ends here for a reason that people should read."""


def _number(field: bytes) -> int:
    if field[0] & 0x80:
        value = int.from_bytes(field, "big", signed=False) & ((1 << (8 * len(field) - 1)) - 1)
        if field[0] == 0xFF:
            value -= 1 << (8 * len(field) - 1)
        return value
    text = field.strip(b"\x00 ")
    return int(text, 8) if text else 0


def _content(source: Reader, size: int, reasons: list[str]) -> Iterator[bytes]:
    left = size
    while left > 0:
        block = source.read(min(BLOCK, left))
        if not block:
            reasons.append(
                f"The archive is incomplete: {left:,} of {size:,} bytes of this member are "
                "missing. Upload it again."
            )
            return
        left -= len(block)
        yield block


def _skip(source: Reader, size: int) -> None:
    for _ in _content(source, size, []):
        pass


def _padding(size: int) -> int:
    return -size % TAR_BLOCK


def _pax(source: Reader, size: int, limits: Limits, coming: _Next) -> None:
    """Read an extended header; one that is too large is skipped and said so."""
    if size > limits.header_bytes:
        _skip(source, size + _padding(size))
        raise Stop(
            f"An extended header is larger than {limits.header_bytes // 1024:,} KiB; it was "
            "not read."
        )
    data = source.exactly(size)
    source.exactly(_padding(size))
    while data:
        length = data.partition(b" ")[0]
        if not length.isdigit() or int(length) <= len(length) + 1 or int(length) > len(data):
            return
        key, _, value = data[len(length) + 1 : int(length) - 1].partition(b"=")
        if key == b"path":
            coming.name = decode(value)
        elif key == b"size" and value.isdigit():
            coming.size = int(value)
        elif key.startswith(b"GNU.sparse"):
            coming.sparse = True
        data = data[int(length) :]


def items(source: Reader, limits: Limits, reasons: list[str]) -> Iterator[Item]:
    """The members in order; `reasons` takes what is wrong with the tar as a whole."""
    coming = _Next()
    for header in _headers(source, reasons):
        item = None
        try:
            item, coming = _one(source, header, coming, limits)
        except Stop as problem:
            reasons.append(str(problem))
            coming = _Next()
        except ValueError:
            reasons.append("Invalid header: a size that is no size; the rest was not read.")
            return
        if item is not None:
            yield item
            for _ in item.blocks:  # whatever the reader left
                pass


def _headers(source: Reader, reasons: list[str]) -> Iterator[bytes]:
    """Header blocks up to the end of the archive, or of what can be read of it."""
    while len(header := source.exactly(TAR_BLOCK)) == TAR_BLOCK:
        if is_tar(header):
            yield header
        elif header.strip(b"\x00"):
            reasons.append("Invalid header: the archive is damaged here; the rest was not read.")
            return
        elif not _goes_on(source, reasons):
            return
    if header:
        reasons.append("The archive is incomplete: it ends inside a header. Upload it again.")


def _goes_on(source: Reader, reasons: list[str]) -> bool:
    """After a zero block: whether another tar follows; anything else than zeros is said."""
    while block := source.peek(TAR_BLOCK):
        if is_tar(block):
            return True
        if block.strip(b"\x00"):
            reasons.append("Data after the end of the archive was not read.")
            return False
        source.exactly(TAR_BLOCK)
    return False


def _one(source: Reader, header: bytes, coming: _Next, limits: Limits) -> tuple[Item | None, _Next]:
    kind, size = header[156], _number(header[124:136])
    if size < 0:
        raise ValueError
    if kind in b"xX":
        _pax(source, size, limits, coming)
        return None, coming
    if kind == ord("g") or kind in b"KVMNI":
        _skip(source, size + _padding(size))
        return None, coming
    if kind == ord("L"):
        coming.name = _long_name(source, size, limits)
        return None, coming
    name = coming.name if coming.name is not None else _name(header)
    size = coming.size if coming.size is not None else size
    sparse = coming.sparse or kind == ord("S")
    return _item(source, name, (kind, size), sparse=sparse), _Next()


def _long_name(source: Reader, size: int, limits: Limits) -> str:
    if size > limits.header_bytes:
        _skip(source, size + _padding(size))
        raise Stop("A name is longer than can be; its member was not read.")
    raw = source.exactly(size)
    source.exactly(_padding(size))
    return decode(raw.rstrip(b"\x00"))


def _name(header: bytes) -> str:
    name = header[:100].split(b"\x00", 1)[0]
    prefix = header[345:500].split(b"\x00", 1)[0] if header[257:262] == b"ustar" else b""
    return decode(prefix + b"/" + name if prefix and header[263:265] == b"00" else name)


def _item(source: Reader, name: str, what: tuple[int, int], *, sparse: bool) -> Item | None:
    kind, size = what
    if kind == FOLDER or (kind in FILES and name.endswith("/") and not size):
        _skip(source, size + _padding(size))
        return None
    if kind in LINKS:
        return Item(name, iter(()), LINKS[kind], [])
    if sparse:
        _skip(source, size + _padding(size))
        return Item(name, iter(()), "Sparse file, not read; pack it without holes.", [])
    reasons: list[str] = []
    return Item(name, _padded(source, size, reasons), None, reasons)


def _padded(source: Reader, size: int, reasons: list[str]) -> Iterator[bytes]:
    yield from _content(source, size, reasons)
    if not reasons:
        source.exactly(_padding(size))
