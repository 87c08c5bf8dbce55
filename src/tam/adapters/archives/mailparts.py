"""Parts of a mail as one pass over its lines: found by their boundaries, decoded as they come."""

import binascii
import email
import email.header
import email.policy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from enum import Enum

from tam.adapters.archives.limits import BLOCK, Limits
from tam.adapters.archives.notes import Notes
from tam.adapters.archives.reader import Reader

LINE = 64 * 1024
TICK = 4_096
HEADERS_PARSED = 64 * 1024
ENDINGS = {"text/plain": "txt", "text/html": "html", "message/rfc822": "eml"}
NAMELESS = (LookupError, ValueError, RecursionError, TypeError, email.errors.MessageError)
PARTLY_DECODED = (
    "Its transfer encoding is damaged: what could not be decoded was left out. Send it again."
)
NOT_DECODED = (
    "Its transfer encoding is not the one it claims; it was read as it stands. Send it again."
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a part says: type, boundary of its own parts, encoding, file name."""

    kind: str
    boundary: bytes | None
    encoding: str
    name: str | None


def header(body: "Body", limits: Limits) -> Header:
    """Read a header up to its empty line; one that makes no sense is that of a plain text."""
    taken, seen = bytearray(), 0
    for line in body.header_lines():
        seen += len(line)
        if len(taken) + len(line) <= HEADERS_PARSED:
            taken += line
        if seen > limits.header_bytes:
            break
    try:
        parsed = email.message_from_string(_text(taken), policy=email.policy.compat32)
    except NAMELESS:
        parsed = Message()
    return Header(_kind(parsed), _boundary(parsed), _encoding(parsed), _name(parsed))


def _text(taken: bytearray) -> str:
    try:
        return taken.decode("utf-8")
    except UnicodeDecodeError:
        return taken.decode("latin-1")


def _kind(parsed: "Message[str, str]") -> str:
    try:
        return parsed.get_content_type()
    except NAMELESS:
        return "text/plain"


def _boundary(parsed: "Message[str, str]") -> bytes | None:
    try:
        found = parsed.get_boundary()
    except NAMELESS:
        return None
    is_parts = _kind(parsed).startswith("multipart/")
    return b"--" + str(found).encode("utf-8", "replace") if found and is_parts else None


def _encoding(parsed: "Message[str, str]") -> str:
    return str(parsed.get("Content-Transfer-Encoding", "")).strip().lower()


def _name(parsed: "Message[str, str]") -> str | None:
    try:
        name = parsed.get_filename()
        if not name:
            return None
        words = email.header.decode_header(str(name)[:4096])
        return "".join(
            text.decode(charset or "utf-8", "replace") if isinstance(text, bytes) else text
            for text, charset in words
        )
    except NAMELESS:
        return None


class Mark(Enum):
    """What ended a part: the next one, the end of its multipart, or the end of the mail."""

    NEXT = "next"
    CLOSE = "close"
    END = "end"


class Body:
    """The lines of a mail, part by part; `mark` says what ended the last one."""

    def __init__(self, source: Reader, tick: Callable[[], None]) -> None:
        """Read lines from here; `tick` is called now and then and may stop it all."""
        self._source = source
        self._tick = tick
        self._count = 0
        self.boundaries: list[bytes] = []  # of the open multiparts, the innermost last
        self.mark = Mark.NEXT

    def header_lines(self) -> Iterator[bytes]:
        """Lines up to an empty one, or to a boundary where the empty one is missing."""
        while (line := self._source.line(LINE)).strip(b"\r\n"):
            if self._bounds(line, take=False):
                self._source.unread(line)
                return
            yield line

    def lines(self) -> Iterator[bytes]:
        """Pieces of a part up to the boundary that ends it, which is taken."""
        kept = b""  # the line end before a boundary belongs to the boundary
        beginning = True
        while line := self._source.line(LINE):
            self._count += 1
            if self._count % TICK == 0:
                self._tick()
            if beginning and self._bounds(line, take=True):
                return
            beginning = line.endswith(b"\n")
            text = line.rstrip(b"\r\n") if beginning else line
            if kept or text:
                yield kept + text
            kept = line[len(text) :]
        if kept:
            yield kept
        self.mark = Mark.END

    def _bounds(self, line: bytes, *, take: bool) -> bool:
        """Whether a line is an open boundary; multiparts inside that one end with it."""
        if not line.startswith(b"--"):
            return False
        line = line.rstrip()
        for depth, boundary in enumerate(self.boundaries):
            if line in {boundary, boundary + b"--"}:
                if take:
                    self.mark = Mark.NEXT if line == boundary else Mark.CLOSE
                    del self.boundaries[depth + (self.mark is Mark.NEXT) :]
                return True
        return False


def decoded(encoding: str, lines: Iterator[bytes], notes: Notes) -> Iterator[bytes]:
    """Blocks of a part in its own bytes."""
    match encoding:
        case "base64":
            pieces = _base64(lines, notes)
        case "quoted-printable":
            pieces = _quoted(lines)
        case _:
            pieces = lines
    held, size = [], 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= BLOCK // 4:
            yield b"".join(held)
            held, size = [], 0
    if size:
        yield b"".join(held)


def _base64(lines: Iterator[bytes], notes: Notes) -> Iterator[bytes]:
    """Decoded pieces; what is no base64 from the start is handed on as it stands."""
    rest, begun = b"", False
    for line in lines:
        rest += line.strip()
        whole = len(rest) - len(rest) % 4
        try:
            piece = binascii.a2b_base64(rest[:whole], strict_mode=True)
        except binascii.Error:
            if not begun:
                notes.say(NOT_DECODED)
                yield line
                yield from lines
                return
            piece = _lenient(rest[:whole])
            notes.lose(PARTLY_DECODED)
        if piece:
            begun = True
            yield piece
        rest = rest[whole:]
    if rest and begun:
        notes.lose(PARTLY_DECODED)
        rest = _lenient(rest + b"=" * (-len(rest) % 4))
    elif rest:
        notes.say(NOT_DECODED)
    if rest:
        yield rest


def _lenient(text: bytes) -> bytes:
    try:
        return binascii.a2b_base64(text)
    except binascii.Error:
        return b""


def _quoted(lines: Iterator[bytes]) -> Iterator[bytes]:
    held = b""
    for line in lines:
        held += line
        place = held.rfind(b"\n")
        if place >= 0 or len(held) > LINE:
            cut = place + 1 if place >= 0 else len(held)
            if piece := binascii.a2b_qp(held[:cut]):
                yield piece
            held = held[cut:]
    if piece := binascii.a2b_qp(held):
        yield piece
