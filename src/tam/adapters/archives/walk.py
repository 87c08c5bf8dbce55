"""The walk through a bundle: containers opened level by level, leaves handed out one at a time."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tam.adapters.archives import mails, tars, zipdir, zips
from tam.adapters.archives.limits import BLOCK, Budget, Exhausted, Limits
from tam.adapters.archives.names import complaint, decode, shown
from tam.adapters.archives.part import Part, rejected
from tam.adapters.archives.reader import Reader
from tam.adapters.archives.sniff import ARCHIVES, HEAD, Kind, kind_of
from tam.adapters.archives.streams import inflate
from tam.domain.logreview.leaves import Leaf


@dataclass(slots=True)
class Node:
    """Something to walk into: its path, its bytes, how deep it lies, what is already wrong."""

    path: str
    source: Reader
    depth: int
    reasons: list[str]
    file: BinaryIO | None = None

    def inner(self, name: str) -> str:
        """The path of a member."""
        return f"{self.path}!/{name}" if self.path else name


class Walk:
    """One bundle's walk; the ordinal counts leaves over all levels."""

    def __init__(self, name: str, limits: Limits, budget: Budget) -> None:
        """Walk through the bundle of this name within these limits."""
        self.name = name
        self.limits = limits
        self.budget = budget
        self.ordinal = 0

    def leaf(self, node: Node) -> Iterator[Leaf]:
        """The node itself is the leaf; what its reader leaves is read to the end here."""
        part = Part(node.source.blocks(), self.budget, node.reasons)
        blocks = part.blocks()
        yield Leaf(node.path, self._next(), blocks, part.end)
        for _ in blocks:
            pass

    def refuse(self, path: str, reason: str) -> Leaf:
        """A leaf that says why it was not read."""
        return rejected(path, self._next(), reason)

    def _next(self) -> int:
        self.ordinal += 1
        return self.ordinal - 1

    def into(self, node: Node) -> Iterator[Leaf]:
        """Open the node if it is a container, else hand it out."""
        kind = kind_of(node.source.peek(HEAD))
        if kind is Kind.LEAF:
            yield from self.leaf(node)
        elif node.depth >= self.limits.nesting:
            node.reasons.append(
                f"Nesting limit: it lies more than {self.limits.nesting} containers deep and was "
                "kept unopened."
            )
            yield self.refuse(node.path, " ".join(node.reasons))
        else:
            yield from self._open(node, kind)

    def _open(self, node: Node, kind: Kind) -> Iterator[Leaf]:
        match kind:
            case Kind.ZIP:
                yield from self.open_zip(node)
            case Kind.TAR:
                yield from self._tar(node)
            case Kind.MAIL:
                yield from self._mail(node)
            case _:
                inner = Reader(inflate(kind, node.source, self.limits, node.reasons))
                below = kind_of(inner.peek(HEAD))
                depth = node.depth + (0 if below is Kind.TAR else 1)
                path = "" if node.file and below in ARCHIVES else node.path
                yield from self.into(Node(path, inner, depth, node.reasons))

    def member(self, node: Node, name: str, reasons: list[str]) -> tuple[str, str | None]:
        """Path of a member and why it is not read; takes one member from the budget."""
        self.budget.member()
        path = node.inner(shown(name, self.limits))
        return path, complaint(name, self.limits)

    def open_zip(self, node: Node) -> Iterator[Leaf]:
        """Walk a zip, or what its local headers still tell of it."""
        file = _seekable(node, self.budget)
        try:
            yield from self._members(node, file, file.seek(0, 2))
        finally:
            if file is not node.file:
                file.close()

    def _members(self, node: Node, file: BinaryIO, size: int) -> Iterator[Leaf]:
        try:
            found = zipdir.read_directory(file, size, self.limits)
        except zipdir.Broken as problem:
            yield from self._salvaged(node, file, size, str(problem))
            return
        seen: set[bytes] = set()
        for index, entry in enumerate(found.entries):
            reasons = list(entry.claims)
            if entry.name in seen:
                reasons.append("Duplicate member name; both are kept.")
            seen.add(entry.name)
            start = found.starts.get(index)
            yield from self._entry(node, (entry, start), file, reasons)
        for reason in [*node.reasons, *found.reasons]:
            yield self.refuse(node.path or self.name, reason)

    def _salvaged(self, node: Node, file: BinaryIO, size: int, problem: str) -> Iterator[Leaf]:
        if not problem.startswith("Overlapping"):
            for entry, start in zipdir.salvage(file, size, self.limits):
                yield from self._entry(node, (entry, start), file, ["The archive is incomplete."])
        yield self.refuse(node.path or self.name, " ".join([*node.reasons, problem]))

    def _entry(
        self,
        node: Node,
        found: tuple[zipdir.Entry, int | None],
        file: BinaryIO,
        reasons: list[str],
    ) -> Iterator[Leaf]:
        entry, start = found
        if entry.is_folder:
            return
        name = decode(entry.name, utf8=zips.is_utf8(entry))
        path, no = self.member(node, name, reasons)
        no = no or zips.refusal(entry)
        if start is None:
            no = no or "The archive is damaged: this member's own header is missing."
        if no or start is None:
            yield self.refuse(path, no or "")
            return
        place = zips.Place(file, start, entry.packed)
        source = Reader(zips.content(entry, place, self.limits, reasons))
        yield from self.into(Node(path, source, node.depth + 1, reasons))

    def _tar(self, node: Node) -> Iterator[Leaf]:
        problems: list[str] = []
        for item in tars.items(node.source, self.limits, problems):
            path, no = self.member(node, item.name, item.reasons)
            no = no or item.refusal
            if no:
                yield self.refuse(path, no)
                continue
            inner = Node(path, Reader(item.blocks), node.depth + 1, item.reasons)
            yield from self.into(inner)
        for reason in [*problems, *node.reasons]:
            yield self.refuse(node.path or self.name, reason)

    def _mail(self, node: Node) -> Iterator[Leaf]:
        data = node.source.peek(self.limits.mail_bytes + 1)
        try:
            if len(data) > self.limits.mail_bytes:
                raise mails.Unreadable("The mail is larger than 35 MB; it was read as text.")
            parts = list(mails.attachments(data, self.limits))
        except mails.Unreadable as problem:
            node.reasons.append(str(problem))
            yield from self.leaf(node)
            return
        for part in parts:
            path, no = self.member(node, part.name, [])
            if no:
                yield self.refuse(path, no)
                continue
            blocks = (part.data[at : at + BLOCK] for at in range(0, len(part.data), BLOCK))
            yield from self.into(Node(path, Reader(blocks), node.depth + 1, []))


def _seekable(node: Node, budget: Budget) -> BinaryIO:
    """The node's bytes in a file that can be searched: its own, or a nameless temporary one."""
    if node.file is not None:
        return node.file
    spool = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the caller
    try:
        for block in node.source.blocks():
            budget.spend(len(block))
            spool.write(block)
    except Exhausted as end:
        node.reasons.append(str(end))
    return spool


def leaves(source: BinaryIO, name: str, limits: Limits | None = None) -> Iterator[Leaf]:
    """The innermost members of a bundle in order; bad content never raises.

    `source` is a seekable binary file, `name` its file name. A bundle that is no archive is one
    leaf of that name. Each leaf's blocks are exhausted before the next is asked for.
    """
    bounds = limits or Limits()
    size = source.seek(0, 2)
    source.seek(0)
    called = shown(name, bounds)
    walk = Walk(called, bounds, Budget(bounds, size))
    reader = Reader(iter(lambda: source.read(BLOCK), b""))
    kind = kind_of(reader.peek(HEAD))
    place = source.tell()
    hidden = kind is Kind.LEAF and zipdir.ends_as_zip(source, size)
    source.seek(place)
    node = Node("" if hidden or kind in ARCHIVES else called, reader, 0, [], source)
    try:
        yield from walk.open_zip(node) if hidden else walk.into(node)
    except Exhausted as end:
        yield walk.refuse(node.path or called, str(end))
