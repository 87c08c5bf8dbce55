"""The walk through a bundle: containers opened level by level, leaves handed out one at a time."""

from collections.abc import Iterator
from typing import BinaryIO

from tam.adapters.archives import names, walkmail, walktar, zipdir
from tam.adapters.archives.limits import BLOCK, Budget, Exhausted, Limits
from tam.adapters.archives.node import Named, Node, Opener
from tam.adapters.archives.notes import Notes
from tam.adapters.archives.part import TRIPPED, Part, rejected
from tam.adapters.archives.reader import Reader
from tam.adapters.archives.sniff import (
    ARCHIVES,
    HEAD,
    LONG_HEAD,
    Kind,
    kind_of,
    may_be_mail,
    mismatch,
    unopened,
)
from tam.adapters.archives.streams import inflate, remark
from tam.adapters.archives.walkzip import open_zip
from tam.domain.logreview.leaves import Leaf

OPENERS: dict[Kind, Opener] = {
    Kind.ZIP: open_zip,
    Kind.TAR: walktar.open_tar,
    Kind.MAIL: walkmail.open_mail,
    Kind.MAILBOX: walkmail.open_mailbox,
}
EMPTY = "The archive has no members; it counts for nothing. Export the logs again."
NO_DISK = "The file could not be read from the disk. It is kept; tell the operator."


class Walk:
    """One bundle's walk; the ordinal counts leaves over all levels."""

    def __init__(self, name: str, limits: Limits) -> None:
        """Walk through the bundle of this name within these limits."""
        self.name = name
        self.limits = limits
        self.ordinal = 0
        self._said: list[str] = []  # of a container just opened: its first leaf tells

    def leaf(self, node: Node) -> Iterator[Leaf]:
        """The node itself is the leaf; what its reader leaves is read to the end here."""
        for sentence in self._taken():
            node.notes.say(sentence)
        part = Part(node.source.blocks(), node.budget, node.notes)
        blocks = part.blocks()
        yield Leaf(node.path, self._next(), blocks, part.end)
        for _ in blocks:
            pass

    def refuse(self, path: str, notes: Notes, sentence: str) -> Leaf:
        """A leaf that says why it was not read."""
        return rejected(path, self._next(), *self._taken(), *notes.sentences, sentence)

    def _taken(self) -> list[str]:
        said, self._said = self._said, []
        return said

    def _next(self) -> int:
        self.ordinal += 1
        return self.ordinal - 1

    def member(self, node: Node, name: Named) -> tuple[str, Notes]:
        """The path of a member and what is wrong with its name; takes it from the budget."""
        node.budget.member()
        notes = Notes()
        shown = names.member(name.text, name.length, self.limits, notes)
        key = hash((name.raw, name.length))
        if key in node.names:
            notes.say("Duplicate member name: there is another member of this name; both are kept.")
        node.names.add(key)
        return (f"{node.path}!/{shown}" if node.path else shown), notes

    def into(self, node: Node) -> Iterator[Leaf]:
        """Open the node if it is a container, else hand it out."""
        head = node.source.peek(HEAD)
        kind = kind_of(node.source.peek(LONG_HEAD) if may_be_mail(head) else head)
        if head and (odd := mismatch(node.path or self.name, kind)):
            node.notes.say(odd)
        yield from self._as(node, kind)

    def _as(self, node: Node, kind: Kind) -> Iterator[Leaf]:
        if kind is Kind.LEAF:
            if other := unopened(node.source.peek(HEAD)):
                node.notes.say(
                    f"This is an archive of the kind {other}, which is not opened here; pack it as "
                    "a zip and send it again."
                )
            yield from self.leaf(node)
        elif node.depth >= self.limits.nesting:
            node.notes.say(
                f"Nesting limit: it lies more than {self.limits.nesting} containers deep and was "
                "kept unopened. Send it by itself if it matters."
            )
            yield from self.leaf(node)
        elif opener := OPENERS.get(kind):
            yield from self.opened(node, opener)
        else:
            yield from self._unpacked(node, kind)

    def _unpacked(self, node: Node, kind: Kind) -> Iterator[Leaf]:
        """What a compressed stream holds: a leaf of the same path, or a container once more."""
        inner = Reader(inflate(kind, node.source, node.budget, node.notes))
        below = kind_of(inner.peek(LONG_HEAD))
        if below is Kind.LEAF:
            inner = Reader(self._remarked(node, inner))
        # A packed tar is one container, not two; a packed stream in a packed stream is nesting.
        depth = node.depth + (0 if below is Kind.TAR else 1)
        path = "" if node.top and below in ARCHIVES else node.path
        within = Node(path, inner, depth, node.budget, node.notes, top=node.top)
        yield from self._as(within, below)

    def _remarked(self, node: Node, inner: Reader) -> Iterator[bytes]:
        yield from inner.blocks()
        remark(inner.position, node.source.position, self.limits, node.notes)

    def opened(self, node: Node, opener: Opener) -> Iterator[Leaf]:
        """The leaves of a container, and at the end what is wrong with it as a whole."""
        own, before, said = node.path or self.name, self.ordinal, len(node.notes.sentences)
        self._said += [f"{own}: {sentence}" for sentence in node.notes.sentences]
        ended: Exhausted | None = None
        try:
            yield from opener(self, node)
            if node.file is None:
                node.source.skip(1 << 62)  # what wraps it still checks its own end
        except Exhausted as end:
            ended = end
        except TRIPPED:
            node.notes.lose("It is damaged; what lies behind the damage was not read.")
        if self.ordinal == before and not node.notes.lost and ended is None:
            node.notes.lose(EMPTY)
        if after := node.notes.sentences[said:]:
            yield rejected(own, self._next(), *self._taken(), *after)
        if ended is not None:
            raise ended


def leaves(
    source: BinaryIO, name: str, limits: Limits | None = None, budget: Budget | None = None
) -> Iterator[Leaf]:
    """The innermost members of a bundle in order; bad content never raises.

    `source` is a seekable binary file, `name` its file name. A bundle that is no archive is one
    leaf of that name. Each leaf's blocks are exhausted before the next is asked for. The budget
    that all levels share is made for the size of the source where none is given.
    """
    bounds = limits or (budget.limits if budget else Limits())
    size = source.seek(0, 2)
    source.seek(0)
    walk = Walk(names.shown(name, bounds) or "bundle", bounds)
    try:
        yield from _walked(walk, source, budget or Budget(bounds, size), size)
    except Exhausted as end:
        yield walk.refuse(walk.name, Notes(), str(end))
    except OSError:
        yield walk.refuse(walk.name, Notes(), NO_DISK)


def _walked(walk: Walk, source: BinaryIO, budget: Budget, size: int) -> Iterator[Leaf]:
    reader = Reader(iter(lambda: source.read(BLOCK), b""))
    kind = kind_of(reader.peek(LONG_HEAD))
    place = source.tell()
    hidden = kind is Kind.LEAF and zipdir.ends_as_zip(source, size)
    source.seek(place)
    path = "" if hidden or kind in ARCHIVES else walk.name
    node = Node(path, reader, 0, budget, Notes(), source, top=True)
    yield from walk.opened(node, open_zip) if hidden else walk.into(node)
