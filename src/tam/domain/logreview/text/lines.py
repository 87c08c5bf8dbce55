"""Blocks of bytes become numbered lines.

A line feed ends a line, a carriage return before it is dropped.
"""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from tam.domain.logreview.thresholds import LIMITS

_CONTROLS = bytes(set(range(1, 32)) - {7, 8, 9, 10, 11, 12, 13, 27}) + b"\x7f"
_MAGIC = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF-",
    b"\x7fELF",
    b"MZ\x90",
    b"\xca\xfe\xba\xbe",
    b"SQLite format 3",
)
_SMALL = 512
_ODD_SHARE = 0.03
_HIGH_SHARE = 0.30


class Encoding(Enum):
    """What the first bytes of a member say about the rest."""

    TEXT = "utf-8"
    UTF16_LE = "utf-16-le"
    UTF16_BE = "utf-16-be"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """Encoding of a member, whether carriage returns alone end lines, what to tell people."""

    encoding: Encoding
    returns_only: bool = False
    reasons: tuple[str, ...] = ()


def sniff(head: bytes) -> Sniffed:
    """Judge a member's encoding by a mark, by zero bytes, and by how much of it can be no text."""
    if head.startswith(codecs.BOM_UTF16_LE):
        return Sniffed(Encoding.UTF16_LE)
    if head.startswith(codecs.BOM_UTF16_BE):
        return Sniffed(Encoding.UTF16_BE)
    wide = _wide(head[:4096])
    if wide is not None:
        return Sniffed(wide, reasons=("UTF-16 without a byte order mark",))
    if head.startswith(_MAGIC) or _is_binary(head):
        return Sniffed(Encoding.BINARY)
    returns_only = b"\n" not in head and b"\r" in head.rstrip(b"\r")
    reasons: tuple[str, ...] = ("carriage returns alone end the lines",) if returns_only else ()
    if b"\0" in head:
        reasons += ("contains NUL bytes",)
    return Sniffed(Encoding.TEXT, returns_only, reasons)


def _wide(head: bytes) -> Encoding | None:
    """UTF-16 betrays itself: every second byte of Western text is zero."""
    pairs = len(head) // 2
    if pairs < 8:
        return None
    even, odd = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if odd > 0.6 * pairs and even < 0.1 * pairs:
        return Encoding.UTF16_LE
    if even > 0.6 * pairs and odd < 0.1 * pairs:
        return Encoding.UTF16_BE
    return None


def _is_binary(head: bytes) -> bool:
    kept = head.replace(b"\0", b"")
    if not kept:
        return bool(head)
    odd = len(kept) - len(kept.translate(None, _CONTROLS))
    if odd > _ODD_SHARE * len(kept):
        return True
    try:
        kept[: len(kept) - 3].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(kept) - 8:
            return False
        high = sum(1 for byte in kept if byte >= 0x80)
        return len(kept) > _SMALL and high > _HIGH_SHARE * len(kept)
    return False


class Text:
    """A member's text, read once.

    As batches of lines, or as pieces of lines for formats without lines.
    """

    def __init__(self, blocks: Iterator[bytes], sniffed: Sniffed) -> None:
        self.blocks = blocks
        self.sniffed = sniffed
        self.lines = 0
        self.odd_lines = 0

    def batches(self) -> Iterator[list[bytes]]:
        """Lines without their ends, cut at the limit."""
        for chunk in self.chunks():
            lines = chunk.split(b"\n")
            self.lines += len(lines)
            yield lines

    def chunks(self) -> Iterator[bytes]:
        """The same lines as they stand, a line feed between each two, none behind the last.

        Whoever takes them apart counts them.
        """
        for chunk in whole(self.blocks, self.sniffed):
            self._check(chunk)
            yield chunk

    def pieces(self) -> Iterator[tuple[bytes, bool]]:
        """Parts of lines no longer than the limit, each with whether its line ends there."""
        rest, begun = b"", False
        for block in _utf8(self.blocks, self.sniffed):
            *full, rest = (rest + block).split(b"\n")
            for line in full:
                self.lines += 0 if begun else 1
                begun = False
                yield from _parts(line.removesuffix(b"\r"), ends=True)
            if len(rest) > LIMITS.line_bytes:
                self.lines += 0 if begun else 1
                yield from _parts(rest, ends=False)
                rest, begun = b"", True
        if rest or begun:
            self.lines += 0 if begun else 1
            yield from _parts(rest, ends=True)

    def _check(self, chunk: bytes) -> None:
        if chunk.isascii():
            return
        try:
            chunk.decode("utf-8")
        except UnicodeDecodeError:
            self.odd_lines += sum(1 for line in chunk.split(b"\n") if not _is_utf8(line))


def _parts(line: bytes, *, ends: bool) -> Iterator[tuple[bytes, bool]]:
    size = LIMITS.line_bytes
    for at in range(0, max(len(line), 1), size):
        part = line[at : at + size]
        yield part, ends and at + size >= len(line)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def cut(blocks: Iterable[bytes], sniffed: Sniffed) -> Iterator[list[bytes]]:
    """Batches of lines without their ends; a line beyond the limit is cut, never held."""
    for chunk in whole(blocks, sniffed):
        yield chunk.split(b"\n")


def whole(blocks: Iterable[bytes], sniffed: Sniffed) -> Iterator[bytes]:
    """The blocks cut where lines end; a line beyond the limit is cut, never held."""
    rest, dropping = b"", False
    for block in _utf8(blocks, sniffed):
        lines, rest = _joined(rest, block)
        if dropping and lines is not None:
            _, ended, after = lines.partition(b"\n")
            lines, dropping = (after if ended else None), False
        if lines is not None:
            yield _short(lines)
        if dropping:
            rest = b""
        elif len(rest) > LIMITS.line_bytes:
            yield rest[: LIMITS.line_bytes]
            rest, dropping = b"", True
    if rest:
        yield _short(rest.removesuffix(b"\r"))


def _joined(rest: bytes, block: bytes) -> tuple[bytes | None, bytes]:
    """The open line and the next block as whole lines, if any, and the line that is open now.

    Carriage returns before line feeds are dropped.
    """
    if b"\r" in block or rest.endswith(b"\r"):
        block, rest = (rest + block).replace(b"\r\n", b"\n"), b""
    end = block.rfind(b"\n")
    if end < 0:
        return None, rest + block
    return b"".join((rest, memoryview(block)[:end])), block[end + 1 :]


def _short(lines: bytes) -> bytes:
    """The lines, each no longer than the limit: none is where every half of it has a line's end."""
    half = (most := LIMITS.line_bytes) // 2
    if all(lines.find(b"\n", at, at + half) >= 0 for at in range(0, len(lines) - half, half)):
        return lines
    return b"\n".join([line[:most] for line in lines.split(b"\n")])


def _utf8(blocks: Iterable[bytes], sniffed: Sniffed) -> Iterator[bytes]:
    if sniffed.encoding is Encoding.TEXT:
        first = True
        for block in blocks:
            if first:
                block, first = block.removeprefix(codecs.BOM_UTF8), False
            yield block.replace(b"\r", b"\n") if sniffed.returns_only else block
        return
    decoder = codecs.getincrementaldecoder(sniffed.encoding.value)(errors="replace")
    first = True
    for block in blocks:
        text = decoder.decode(block)
        if first and text:
            text, first = text.removeprefix("\ufeff"), False
        yield text.encode("utf-8", errors="replace")
    yield decoder.decode(b"", final=True).encode("utf-8", errors="replace")


def decode(line: bytes) -> str:
    """One line as text: UTF-8, else Latin-1, so that no byte is lost and none raises."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")
