"""The moments of many lines at once: the digits of a clock at one place, the day looked up.

What stands nowhere near such a place is left to the member's clock, line by line, and so the
answers are the same.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tam.domain.logreview.members.clock import Clock

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NONE = int(np.iinfo(np.int64).min)
_PAD = bytes(256)
_TURNS = 12


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines as they lie in one chunk of bytes; `raw` goes on behind them with zeros."""

    chunk: bytes
    raw: npt.NDArray[np.uint8]
    starts: Numbers
    ends: Numbers

    @classmethod
    def of(cls, chunk: bytes) -> "Lines":
        """The lines of a chunk; a line feed stands between each two."""
        raw = np.frombuffer(chunk + _PAD, np.uint8)
        ends = np.append(np.flatnonzero(raw[: len(chunk)] == 10), len(chunk))
        starts = np.zeros_like(ends)
        starts[1:] = ends[:-1] + 1
        return cls(chunk, raw, starts, ends)

    def line(self, place: int) -> bytes:
        """One of them."""
        return self.chunk[self.starts[place] : self.ends[place]]

    def some(self, places: Numbers) -> list[bytes]:
        """The lines at these places."""
        chunk = self.chunk
        cuts = zip(self.starts[places].tolist(), self.ends[places].tolist(), strict=True)
        return [chunk[begin:end] for begin, end in cuts]

    def rows(self, first: int, offset: int, width: int) -> npt.NDArray[np.uint8]:
        """So many bytes of every line from the first one on, at an offset from its start."""
        size = len(self.raw) - offset - width + 1
        every = np.lib.stride_tricks.as_strided(
            self.raw[offset:], (size, width), (1, 1), writeable=False
        )
        found: npt.NDArray[np.uint8] = every[self.starts[first:]]
        return found


def moments(clock: Clock, lines: Lines) -> Numbers:
    """The moment of each line by this clock, NONE where it states none."""
    found = np.full(len(lines.starts), NONE, np.int64)
    first = 0
    for _ in range(_TURNS):
        if clock.span is not None:
            found[first:] = _at_span(clock, clock.span, lines, first)
        span, days = clock.span, len(clock.days)
        for place in (np.flatnonzero(found[first:] == NONE) + first).tolist():
            moment = clock(lines.line(place))
            if moment is not None:
                found[place] = moment
            if clock.span != span or len(clock.days) != days:
                first = place + 1
                break
        else:
            return found
    for place in range(first, len(found)):
        moment = clock(lines.line(place))
        found[place] = NONE if moment is None else moment
    return found


def _at_span(clock: Clock, span: tuple[int, int, int, int], lines: Lines, first: int) -> Numbers:
    start, hour, minute, second = span
    width = -(-(second + 2 - start) // 8) * 8
    rows = lines.rows(first, start, width)
    long = lines.ends[first:] - lines.starts[first:] >= second + 2
    days, known = _days(clock, rows, hour - start)
    hours, good_hours = _pair(rows, hour - start, 24)
    minutes, good_minutes = _pair(rows, minute - start, 60)
    seconds, good_seconds = _pair(rows, second - start, 60)
    good = long & known & good_hours & good_minutes & good_seconds
    found: Numbers = np.where(good, days + hours * 3600 + minutes * 60 + seconds, NONE)
    return found


def _pair(rows: npt.NDArray[np.uint8], at: int, most: int) -> tuple[Numbers, Flags]:
    """Two digits as a number, and whether they are digits of a number below this one."""
    tens, ones = rows[:, at] - np.uint8(48), rows[:, at + 1] - np.uint8(48)
    value = tens.astype(np.int64) * 10 + ones
    return value, (tens < 10) & (ones < 10) & (value < most)


def _days(clock: Clock, rows: npt.NDArray[np.uint8], width: int) -> tuple[Numbers, Flags]:
    """The days by the bytes in front of the clock; neighbours mostly share one."""
    words = rows.view(np.uint64)
    change = np.zeros(len(rows), np.bool_)
    change[:1] = True
    for number in range(-(-width // 8)):
        kept = min(8, width - 8 * number)
        word = words[:, number] & np.uint64((1 << 8 * kept) - 1)
        change[1:] |= word[1:] != word[:-1]
    begins = np.flatnonzero(change)
    keys = [bytes(row) for row in rows[begins, :width]]
    counts = np.diff(np.append(begins, len(rows)))
    days = np.array([clock.days.get(key, NONE) for key in keys], np.int64)
    every = np.repeat(days, counts)
    return every, every != NONE
