"""Spans of constant offset of a zone, exact to the second, from the pinned zone data."""

import struct
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise

from tam.domain.clock.zones import zone

Span = tuple[int, int, int]
STEP = 7 * 86_400
FIRST = int(datetime(1, 1, 3, tzinfo=UTC).timestamp())
LAST = int(datetime(9999, 12, 29, tzinfo=UTC).timestamp())
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def offset_at(name: str, moment: int) -> int:
    """Seconds east of UTC at a moment (seconds since 1970)."""
    there = (EPOCH + timedelta(seconds=moment)).astimezone(zone(name))
    length = there.utcoffset() or timedelta()
    return length.days * 86_400 + length.seconds


@cache
def _written(name: str) -> tuple[int, ...]:
    """The moments at which the zone's file itself says that something changes (RFC 9636)."""
    zone(name)
    data = files("tzdata.zoneinfo").joinpath(*name.split("/")).read_bytes()
    if data[4:5] < b"2":
        return ()
    *_, times, types, chars = struct.unpack(">6l", data[20:44])
    isut, isstd, leaps = struct.unpack(">3l", data[20:32])
    first = 44 + times * 5 + types * 6 + chars + leaps * 8 + isstd + isut
    (count,) = struct.unpack(">l", data[first + 32 : first + 36])
    return struct.unpack(f">{count}q", data[first + 44 : first + 44 + 8 * count])


def _between(name: str, low: int, high: int) -> int:
    """The first moment of the new offset, for two moments whose offsets differ."""
    before = offset_at(name, low)
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at(name, middle) == before:
            low = middle
        else:
            high = middle
    return high


def _ruled(name: str, since: int, until: int) -> list[int]:
    """Changes that follow from the rule at the end of the file; its seasons last for weeks."""
    found: list[int] = []
    low, now = since, offset_at(name, since)
    while low < until:
        high = min(low + STEP, until)
        if (then := offset_at(name, high)) != now:
            found.append(_between(name, low, high))
            now = then
        low = high
    return found


@cache
def spans(name: str, since: int, until: int) -> tuple[Span, ...]:
    """(start, end, offset) in order, covering [since, until) without gap."""
    since, until = max(since, FIRST), min(until, LAST)
    written = _written(name)
    known = [moment for moment in written if since < moment < until]
    tail = max(since, written[-1] if written else since)
    if tail < until:
        known += [moment for moment in _ruled(name, tail, until) if moment > tail]
    edges = [since, *known, until]
    joined: list[Span] = []
    for start, end in pairwise(edges):
        offset = offset_at(name, start)
        if joined and joined[-1][2] == offset:
            joined[-1] = (joined[-1][0], end, offset)
        else:
            joined.append((start, end, offset))
    return tuple(joined)
