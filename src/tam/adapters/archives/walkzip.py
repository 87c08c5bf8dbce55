"""Walking through a zip: its listed members, then whatever no directory lists."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, cast

from tam.adapters.archives import zipdir, zipplan, zips
from tam.adapters.archives.limits import Budget
from tam.adapters.archives.names import decode
from tam.adapters.archives.node import Named, Node, Walker
from tam.adapters.archives.notes import Notes
from tam.adapters.archives.reader import Reader
from tam.adapters.archives.ziplocal import Entry, chunks, find, next_local, read_at
from tam.domain.logreview.leaves import Leaf

FAIR_BASE = 4_096
SPLIT_MARKS = {b"PK\x07\x08", b"PK00"}  # of an archive that was made to be split
UNLISTED = "It is not in the archive's directory; it was read by its own header."
NO_HEADER = "The archive is damaged: this member's own header is missing. Upload it again."
NO_ROOM = (
    "There is no room to unpack this archive for reading; nothing of it was read. Tell the "
    "operator, and upload the bundle again later."
)
MARKS = {b"PK\x07\x08", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"}


def open_zip(walk: Walker, node: Node) -> Iterator[Leaf]:
    """The members of a zip in a seekable file; a nested one is unpacked to a nameless file."""
    with _seekable(node) as file:
        if file is None:
            node.notes.lose(NO_ROOM)
            return
        size = file.seek(0, 2)
        try:
            found = zipdir.read_directory(file, size, walk.limits)
        except zipdir.Broken as problem:
            node.notes.lose(str(problem))
            yield from _salvaged(walk, node, file, range(size))
            return
        for reason in found.reasons:
            node.notes.lose(reason)
        yield from _listed(walk, node, file, found)
        if found.whole:
            yield from _unlisted(walk, node, file, found, size)


@contextmanager
def _seekable(node: Node) -> Iterator[BinaryIO | None]:
    """The node's bytes where they can be searched; None when there is no room for them."""
    if node.file is not None:
        yield node.file
        return
    spool = tempfile.SpooledTemporaryFile(node.budget.limits.memory_bytes)  # noqa: SIM115 - below
    try:
        try:
            spool.writelines(node.source.blocks())
            spool.seek(0)
        except OSError:  # the disk is full, or the process may not write so much
            yield None
            return
        yield cast("BinaryIO", spool)
    finally:
        with suppress(OSError):
            spool.close()


def _listed(walk: Walker, node: Node, file: BinaryIO, found: zipdir.Directory) -> Iterator[Leaf]:
    entries, shared = zipplan.settled(found)
    factor = node.budget.limits.unpacked_factor
    later = sum(_fair(entry, factor) for entry in entries)
    for index, entry in enumerate(entries):
        later -= _fair(entry, factor)
        if entry.is_folder:
            continue
        if index in shared:
            path, notes = walk.member(node, _named(entry))
            yield walk.refuse(path, notes, zipplan.OVERLAP)
            continue
        # Each later member keeps the share that its packed size gives it; the rest may be taken.
        most = max(_fair(entry, factor), node.budget.bytes_left - later)
        yield from _entry(walk, node, file, entry, node.budget.part(most))


def _fair(entry: Entry, factor: int) -> int:
    return factor * entry.packed + FAIR_BASE


def _named(entry: Entry) -> Named:
    text = decode(entry.name, utf8=zips.is_utf8(entry))
    return Named(entry.name, text, entry.name_length)


def _entry(
    walk: Walker, node: Node, file: BinaryIO, entry: Entry, budget: Budget
) -> Iterator[Leaf]:
    path, notes = walk.member(node, _named(entry))
    for claim in entry.claims:
        notes.say(claim)
    no = zips.refusal(entry)
    if no or entry.start is None:
        yield walk.refuse(path, notes, no or NO_HEADER)
        return
    place = zips.Place(file, entry.start, entry.start + entry.packed)
    source = Reader(zips.content(entry, place, budget, notes))
    yield from walk.into(node.within(path, source, notes, budget))


def _unlisted(
    walk: Walker, node: Node, file: BinaryIO, found: zipdir.Directory, size: int
) -> Iterator[Leaf]:
    """Bytes in front of, between and behind the members: read as members, or as they are."""
    for gap in zipplan.gaps(file, found.entries, found, size):
        if gap.start == 0 and read_at(file, 0, len(gap)) in SPLIT_MARKS:
            continue
        where = _where(gap, found, size)
        if next_local(file, gap.start, gap.stop, node.budget.in_time):
            node.notes.lose(f"{where}: {len(gap):,} bytes that its directory does not list.")
            yield from _salvaged(walk, node, file, gap)
        else:
            said = Notes(f"{where}: {len(gap):,} bytes, read as they are.")
            raw = Reader(chunks(file, gap.start, gap.stop))
            path = node.path or walk.name
            yield from walk.leaf(Node(path, raw, node.depth, node.budget, said))


def _where(gap: range, found: zipdir.Directory, size: int) -> str:
    if gap.stop == size and gap.start >= found.stop:
        return "Data after the archive"
    first = min((entry.offset for entry in found.entries if entry.start), default=found.begin)
    return "Data before the archive" if gap.start < first else "Data between the members"


def _salvaged(walk: Walker, node: Node, file: BinaryIO, where: range) -> Iterator[Leaf]:
    """Members by their own headers, one after another, over damage too."""
    at = where.start
    while entry := next_local(file, at, where.stop, node.budget.in_time):
        start = entry.start or at
        end = start + entry.packed if not entry.is_open else _open_end(file, entry, where.stop)
        end = min(end, where.stop)
        if entry.is_folder:
            at = end
            continue
        path, notes = walk.member(node, _named(entry))
        notes.say(UNLISTED)
        no = zips.refusal(entry)
        if no:
            yield walk.refuse(path, notes, no)
            at = start if entry.is_open else end
            continue
        place = zips.Place(file, start, end)
        source = Reader(zips.content(entry, place, node.budget, notes))
        yield from walk.into(node.within(path, source, notes))
        at = start + place.used if entry.is_open else end


def _open_end(file: BinaryIO, entry: Entry, stop: int) -> int:
    """Where data of unknown length end at the latest: stored ones at the next mark of a zip."""
    start = entry.start or 0
    if entry.method != 0:
        return stop
    found = find(file, MARKS, start, stop)
    return found if found >= 0 else stop
