"""A calendar compiled for a span of years: sorted UTC intervals, their sums, and bucket tables.

With `W(t)` for the covered seconds before `t`, an allowance `n` from `t` is due where `W` reaches
`W(t) + n`. Two direct-address tables find the interval of an instant, and of an amount, in one step
and a little walking. Windows become UTC without guessing: in each stretch of one offset `o` the
wall window from `a` to `b` covers `a - o` to `b - o`, cut to the stretch (A34).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from tam.domain.clock.errors import OutOfRange
from tam.domain.clock.offsets import DAY, EPOCH_ORDINAL, LAST_ORDINAL, spans
from tam.domain.clock.spec import CalendarSpec
from tam.domain.clock.wall import Seconds, day_number, wall_windows

TIME_BITS = 16  # a bucket of the time table: 18 hours and 12 minutes
AMOUNT_BITS = 15  # a bucket of covered seconds: a little over nine hours, one business day
FIRST_YEAR, LAST_YEAR = date.min.year, date.max.year
FIRST_DAY, LAST_DAY = 1 - EPOCH_ORDINAL, LAST_ORDINAL - EPOCH_ORDINAL

Lists = tuple[int, list[int], list[int], list[int], list[int], list[int]]


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """The covered time of a calendar between the instants `low` and `high`.

    Interval 0 is empty and begins at `low`, so that every instant has an interval that began before
    it. `base[i]` is `starts[i] - sums[i]`, where `sums[i]` is the covered time before interval `i`.
    `time_index` and `amount_index` say where to look first.
    """

    low: int
    high: int
    starts: Seconds
    sums: Seconds
    base: Seconds
    time_index: Seconds
    amount_index: Seconds

    @property
    def total(self) -> int:
        """All covered seconds of the table."""
        return int(self.sums[-1])

    def covers(self, instant: int) -> bool:
        """Whether an instant of these years lies in a window."""
        return bool(self.before(instant + 1) > self.before(instant))

    def before(self, instant: int) -> int:
        """The covered seconds of these years before an instant in them."""
        at = int(self.starts.searchsorted(instant, "right")) - 1
        return min(instant - int(self.base[at]), int(self.sums[at + 1]))

    @property
    def bytes(self) -> int:
        """The size of its arrays."""
        arrays = (self.starts, self.sums, self.base, self.time_index, self.amount_index)
        return sum(array.nbytes for array in arrays)

    def intervals(self) -> Iterator[tuple[int, int]]:
        """The covered intervals in order."""
        lengths = np.diff(self.sums)[1:]
        starts = self.starts[1:]
        return zip(starts.tolist(), (starts + lengths).tolist(), strict=True)

    def lists(self) -> Lists:
        """Its parts as plain lists, which single questions read faster than arrays.

        `low`, then by interval the start of the next one (`high` after the last), the sum at its
        end, its base; then the two tables.
        """
        return (
            self.low,
            [*self.starts[1:].tolist(), self.high],
            self.sums[1:].tolist(),
            self.base.tolist(),
            self.time_index.tolist(),
            self.amount_index.tolist(),
        )


def known_years(spec: CalendarSpec) -> tuple[int, int]:
    """The years a calendar can be computed for."""
    return (FIRST_YEAR, LAST_YEAR) if spec.holidays is None else spec.holidays.years


def _edges(spec: CalendarSpec, first_year: int, last_year: int) -> tuple[int, int]:
    """The first and last day number of the years; two days short where the list of holidays ends.

    On those days a window of a date outside the list might still be open.
    """
    low = day_number(date(first_year, 1, 1))
    high = day_number(date(last_year, 12, 31))
    known = known_years(spec)
    if first_year == known[0] != FIRST_YEAR:
        low += 2
    if last_year == known[1] != LAST_YEAR:
        high -= 2
    return low, high


def compiled(spec: CalendarSpec, first_year: int, last_year: int) -> Coverage:
    """The calendar for whole years in UTC; years it does not know are an error."""
    known = known_years(spec)
    if first_year < known[0] or last_year > known[1]:
        raise OutOfRange(
            f"The calendar is known from {known[0]} to {known[1]}, "
            f"not from {first_year} to {last_year}."
        )
    first, last = _edges(spec, first_year, last_year)
    low, high = first * DAY, (last + 1) * DAY
    walls = wall_windows(spec, max(first - 3, FIRST_DAY), min(last + 2, LAST_DAY))
    starts, ends = _in_utc(spec.zone, *walls, low, high)
    return _indexed(low, high, starts, ends)


def _in_utc(
    zone: str, starts: list[int], ends: list[int], low: int, high: int
) -> tuple[Seconds, Seconds]:
    """Wall intervals as UTC intervals between two instants, disjoint and in order."""
    opening, closing = np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)
    pieces_from, pieces_to = [], []
    for span in spans(zone, low, high):
        since, until = span.start + span.offset, span.end + span.offset
        one, other = closing.searchsorted(since, "right"), opening.searchsorted(until, "left")
        if one < other:
            pieces_from.append(np.maximum(opening[one:other], since) - span.offset)
            pieces_to.append(np.minimum(closing[one:other], until) - span.offset)
    if not pieces_from:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    begins, finishes = np.concatenate(pieces_from), np.concatenate(pieces_to)
    apart = begins[1:] > finishes[:-1]
    return begins[np.append(True, apart)], finishes[np.append(apart, True)]


def _indexed(low: int, high: int, starts: Seconds, ends: Seconds) -> Coverage:
    """The table over intervals: sums, bases, and the two direct-address indices."""
    starts = np.concatenate(([low], starts))
    sums = np.concatenate(([0, 0], np.cumsum(ends - starts[1:])))
    base = starts - sums[:-1]
    moments = np.arange(low, high + (1 << TIME_BITS), 1 << TIME_BITS, dtype=np.int64)
    time_index = starts.searchsorted(moments, "right") - 1
    amounts = np.arange(0, int(sums[-1]) + 1, 1 << AMOUNT_BITS, dtype=np.int64)
    amount_index = np.maximum(sums.searchsorted(amounts, "left") - 1, 0)
    width = np.int16 if len(starts) < np.iinfo(np.int16).max else np.int32
    return Coverage(
        low, high, starts, sums, base, time_index.astype(width), amount_index.astype(width)
    )
