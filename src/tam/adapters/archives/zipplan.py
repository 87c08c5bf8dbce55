"""What may be read of a zip: members that share bytes are refused, bytes nobody lists are found."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from tam.adapters.archives.zipdir import Directory
from tam.adapters.archives.ziplocal import STREAMED, Entry, descriptor

BIGGEST = 1 << 62
OVERLAP = (
    "Overlapping entries: it shares its bytes with other members, as archive bombs do. None of "
    "them was unpacked; pack the logs again."
)


def overlapping(entries: list[Entry]) -> set[int]:
    """The members, by number, whose bytes are also another's."""
    spans = sorted(
        (entry.offset, entry.start + entry.packed, index)
        for index, entry in enumerate(entries)
        if entry.start is not None
    )
    bad: set[int] = set()
    reach, owner = -1, -1
    for begin, end, index in spans:
        if begin < reach:
            bad |= {index, owner}
        if end > reach:
            reach, owner = end, index
    return bad


def settled(found: Directory) -> tuple[list[Entry], set[int]]:
    """The members and which of them are refused for overlapping.

    Where the directory's length of a member makes it overlap and its own header's does not, its
    own header is believed: one false length does not cost the others.
    """
    entries = list(found.entries)
    bad = overlapping(entries)
    doubtful = [index for index in bad if (entries[index].local_packed or BIGGEST) < BIGGEST]
    if not doubtful:
        return entries, bad
    for index in doubtful:
        packed = min(entries[index].packed, entries[index].local_packed or 0)
        entries[index] = replace(entries[index], packed=packed)
    return entries, overlapping(entries)


def gaps(file: BinaryIO, entries: list[Entry], found: Directory, size: int) -> Iterator[range]:
    """Ranges of the file that belong to no listed member and not to the directory."""
    spans = [(found.begin, found.stop)]
    for entry in entries:
        if entry.start is None:
            continue
        end = entry.start + entry.packed
        after = descriptor(file, end) if entry.flags & STREAMED else None
        spans.append((entry.offset, end + (after[3] if after else 0)))
    reach = 0
    for begin, end in sorted(spans):
        if begin > reach:
            yield range(reach, begin)
        reach = max(reach, end)
    if reach < size:
        yield range(reach, size)
