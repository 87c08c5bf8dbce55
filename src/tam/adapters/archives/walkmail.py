"""Walking through a mail or a mailbox: attachments and texts as members."""

from collections.abc import Iterator
from itertools import chain

from tam.adapters.archives.mailparts import LINE, Body, Header, Mark, decoded, header
from tam.adapters.archives.node import Named, Node, Walker
from tam.adapters.archives.reader import Reader
from tam.domain.logreview.leaves import Leaf

ENDINGS = {"text/plain": "txt", "text/html": "html", "message/rfc822": "eml"}
PLAIN = Header("text/plain", None, "", None)
CUT = "The mail is incomplete: its last part has no end. Send it again."
OUTSIDE = "It stands outside the parts of the mail; it was read as it is."


def open_mail(walk: Walker, node: Node) -> Iterator[Leaf]:
    """The parts of a mail; one without parts is one member."""
    yield from Mail(walk, node).leaves()


class Mail:
    """One pass through a mail."""

    def __init__(self, walk: Walker, node: Node) -> None:
        """Read the mail in this node."""
        self._walk = walk
        self._node = node
        self._body = Body(node.source, node.budget.in_time)
        self._parts = 0

    def leaves(self) -> Iterator[Leaf]:
        """The parts in order, however deep; nothing but short words between them is left out."""
        body, limits = self._body, self._walk.limits
        while body.mark is not Mark.END:
            if body.mark is Mark.CLOSE:
                yield from self._outside(len(body.boundaries))
                continue
            if self._parts >= limits.mail_parts:
                self._node.notes.lose(
                    f"The mail has more than {limits.mail_parts} parts; the rest was not read. "
                    "Send the logs in several mails."
                )
                return
            part = header(body, limits)
            if part.boundary is not None and len(body.boundaries) < limits.mail_depth:
                body.boundaries.append(part.boundary)
                yield from self._outside(len(body.boundaries))
            else:
                yield from self._part(part, body.lines())
        if body.boundaries:
            self._node.notes.lose(CUT)

    def _outside(self, level: int) -> Iterator[Leaf]:
        """What stands before the first part or behind the last: dropped when it is a few words.

        Where the boundary that should follow never comes, it was no such thing, and is a part.
        """
        pieces, size, rest = [], 0, self._body.lines()
        for piece in rest:
            pieces.append(piece)
            size += len(piece)
            if size > LINE:
                break
        lost = len(self._body.boundaries) < level or self._body.mark is Mark.END
        if size > LINE or (lost and b"".join(pieces).strip()):
            yield from self._part(PLAIN, chain(pieces, rest), OUTSIDE)

    def _part(self, part: Header, lines: Iterator[bytes], said: str = "") -> Iterator[Leaf]:
        self._parts += 1
        name = part.name or f"part-{self._parts}.{ENDINGS.get(part.kind, 'bin')}"
        raw = name.encode("utf-8", "surrogatepass")
        path, notes = self._walk.member(self._node, Named(raw, name, len(raw)))
        if said:
            notes.say(said)
        blocks = decoded(part.encoding, lines, notes)
        yield from self._walk.into(self._node.within(path, Reader(blocks), notes))
        for _ in blocks:
            pass


def open_mailbox(walk: Walker, node: Node) -> Iterator[Leaf]:
    """The mails of a mailbox, each a member."""
    number = 0
    while node.source.peek(1):
        number += 1
        name = f"message-{number}.eml"
        path, notes = walk.member(node, Named(name.encode(), name, len(name)))
        lines = _message(node.source)
        yield from walk.into(node.within(path, Reader(lines), notes))
        for _ in lines:
            pass


def _message(source: Reader) -> Iterator[bytes]:
    """The lines of one mail of a mailbox, without the line that begins it."""
    blank = False
    source.line(LINE)
    while line := source.line(LINE):
        if blank and line.startswith(b"From "):
            source.unread(line)
            return
        yield line
        blank = not line.strip(b"\r\n")
