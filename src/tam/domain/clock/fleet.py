"""Many deadlines at once: arrays of whole seconds over one calendar or many.

The same tables as for one question, walked block by block in NumPy. Nothing is guessed: a start, an
end or a deadline outside the built years is an error that names the first such case.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tam.domain.clock.coverage import Coverage, compiled
from tam.domain.clock.errors import BadAmount, OutOfRange
from tam.domain.clock.spec import CalendarSpec
from tam.domain.clock.wall import Seconds

BLOCK = 16_384  # cases whose arrays fit the processor's cache together
FINEST = 10  # bits of the smallest bucket: 17 minutes
Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


def _shift(lengths: Seconds) -> int:
    """The bits of a bucket that holds at most one edge, where the calendar allows it."""
    shortest = int(lengths.min()) if len(lengths) else 1 << 30
    return max(FINEST, min(30, shortest.bit_length() - 1))


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """A direct-address table over rising edges: the bucket of a value, then `steps` to walk."""

    edges: Seconds
    first: int
    shift: int
    places: Places
    steps: int

    def find(self, values: Seconds, scratch: "Scratch", *, closed: bool) -> Places:
        """How many edges lie at or before each value, or before it where `closed`."""
        size = len(values)
        places, other, offset = scratch.places[:size], scratch.other[:size], scratch.offset[:size]
        np.subtract(values, self.first, out=offset)
        np.right_shift(offset, self.shift, out=offset)
        np.take(self.places, offset, out=places, mode="clip")
        compare = np.less if closed else np.less_equal
        for _ in range(self.steps):
            np.take(self.edges, places, out=other, mode="clip")
            compare(other, values, out=scratch.flags[:size])
            np.add(places, scratch.flags[:size], out=places)
        return places


def _index(edges: Seconds, first: int, last: int, shift: int) -> Index:
    """The table over edges between the first and the last value that will be asked."""
    buckets = np.arange(first, last + 1, 1 << shift, dtype=np.int64)
    places = edges.searchsorted(buckets, "left")
    upto = edges.searchsorted(buckets + (1 << shift) - 1, "right")
    steps = int((upto - places).max()) if len(places) else 0
    return Index(np.append(edges, np.int64(1) << 62), first, shift, places.astype(np.intp), steps)


class Scratch:
    """Arrays used again for every block."""

    __slots__ = ("flags", "offset", "other", "places", "reach", "taken")

    def __init__(self) -> None:
        self.places = np.empty(BLOCK, dtype=np.intp)
        self.offset = np.empty(BLOCK, dtype=np.int64)
        self.other = np.empty(BLOCK, dtype=np.int64)
        self.reach = np.empty(BLOCK, dtype=np.int64)
        self.taken = np.empty(BLOCK, dtype=np.int64)
        self.flags = np.empty(BLOCK, dtype=np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class FleetCalendar:
    """One calendar of a fleet, with finer tables than a single question needs."""

    coverage: Coverage
    by_time: Index
    by_amount: Index

    def before(self, instants: Seconds, scratch: Scratch, out: Seconds) -> None:
        """The covered seconds before each instant of a block."""
        size = len(instants)
        places = self.by_time.find(instants, scratch, closed=False)
        taken = scratch.taken[:size]
        np.take(self.coverage.base, places, out=taken, mode="clip")
        np.subtract(instants, taken, out=out)
        np.take(self.coverage.sums[1:], places, out=taken, mode="clip")
        np.minimum(out, taken, out=out)

    def reached(self, amounts: Seconds, scratch: Scratch, out: Seconds) -> None:
        """The first instant by which each amount of covered seconds has passed."""
        places = self.by_amount.find(amounts, scratch, closed=True)
        taken = scratch.taken[: len(amounts)]
        np.take(self.coverage.base, places, out=taken, mode="clip")
        np.add(amounts, taken, out=out)


def _prepared(coverage: Coverage) -> FleetCalendar:
    """The finer tables of a calendar."""
    starts, tops = coverage.starts[1:], coverage.sums[1:]
    by_time = _index(starts, coverage.low, coverage.high, _shift(np.diff(starts)))
    by_amount = _index(tops, 0, coverage.total, _shift(np.diff(tops)))
    return FleetCalendar(coverage, by_time, by_amount)


@dataclass(frozen=True, slots=True, eq=False)
class FleetHolds:
    """Ended holds of many cases: the case each belongs to, its first and its last second.

    In order of their cases, and of one case in order and without overlaps (A36). A case whose hold
    is open has no deadline (A37) and is none of the fleet's questions.
    """

    case: Places
    since: Seconds
    until: Seconds

    def rounds(self) -> Iterator[Places]:
        """The first hold of every case, then every second one, and so on."""
        rank = np.arange(len(self.case)) - self.case.searchsorted(self.case, "left")
        for number in range(int(rank.max()) + 1 if len(rank) else 0):
            yield np.flatnonzero(rank == number)


class _Outside(Exception):
    """A case, by its place in the arrays asked about, that the built years do not hold."""

    def __init__(self, place: int, what: str) -> None:
        super().__init__(what)
        self.place = place


class Fleet:
    """The covered time of many calendars over the same years, for arrays of whole seconds.

    `which` says for every case the number of its calendar; leave it out where there is one. Cases
    in the order of their calendars are answered fastest.
    """

    __slots__ = ("calendars", "years")

    def __init__(self, calendars: Sequence[FleetCalendar], years: tuple[int, int]) -> None:
        self.calendars = tuple(calendars)
        self.years = years

    @classmethod
    def of(cls, specs: Iterable[CalendarSpec], first_year: int, last_year: int) -> "Fleet":
        """The fleet of these calendars for whole years in UTC."""
        made = [_prepared(compiled(spec, first_year, last_year)) for spec in specs]
        return cls(made, (first_year, last_year))

    def replaced(self, number: int, spec: CalendarSpec) -> "Fleet":
        """The fleet with one calendar changed; the others are taken over as they are."""
        made = list(self.calendars)
        made[number] = _prepared(compiled(spec, *self.years))
        return Fleet(made, self.years)

    def due(
        self,
        starts: Seconds,
        amounts: Seconds | int,
        which: Places | None = None,
        holds: FleetHolds | None = None,
    ) -> Seconds:
        """The deadline of every case: the first instant at which its allowance is used up."""
        whole = np.full(len(starts), amounts, dtype=np.int64)
        if len(starts) and int(whole.min()) < 0:
            raise BadAmount(f"case {int(whole.argmin())}: an allowance is not negative.")
        asked = whole if holds is None else whole + self._held(starts, whole, which, holds)
        made = self._answered(starts, asked, which)
        return made if whole.all() else np.where(whole == 0, starts, made)

    def elapsed(self, starts: Seconds, ends: Seconds, which: Places | None = None) -> Seconds:
        """The covered seconds from start to end of every case; negative for an earlier end."""
        used = self._answered(ends, None, which)
        used -= self._answered(starts, None, which)
        return used

    def _held(
        self, starts: Seconds, whole: Seconds, which: Places | None, holds: FleetHolds
    ) -> Seconds:
        """The covered part of every case's holds that begin before its allowance has run out."""
        own = None if which is None else which[holds.case]
        begun = starts[holds.case]
        since, until = np.maximum(holds.since, begun), np.maximum(holds.until, begun)
        used, length = self.elapsed(begun, since, own), self.elapsed(since, until, own)
        more = np.zeros(len(starts), dtype=np.int64)
        for chosen in holds.rounds():
            case = holds.case[chosen]
            counts = used[chosen] < whole[case] + more[case]
            more[case] += np.where(counts, length[chosen], 0)
        return more

    def _answered(self, values: Seconds, amounts: Seconds | None, which: Places | None) -> Seconds:
        """Each case's deadline, or without amounts the covered seconds before each instant."""
        order = None if which is None else self._order(values, which)
        try:
            if order is None or which is None:
                return self._in_order(values, amounts, which)
            sorted_amounts = None if amounts is None else amounts[order]
            made = np.empty(len(values), dtype=np.int64)
            made[order] = self._in_order(values[order], sorted_amounts, which[order])
            return made
        except _Outside as out:
            place = out.place if order is None else int(order[out.place])
            raise OutOfRange(f"case {place}: {out} outside the built years.") from None

    def _order(self, values: Seconds, which: Places) -> Places | None:
        """The order of the calendars; None where the cases stand in it already."""
        if len(which) != len(values):
            raise BadAmount(f"{len(which)} calendars for {len(values)} cases.")
        if len(which) and not 0 <= int(which.min()) <= int(which.max()) < len(self.calendars):
            raise BadAmount("which: there is no calendar of such a number.")
        if bool((which[1:] >= which[:-1]).all()):
            return None
        return np.argsort(which.astype(np.min_scalar_type(len(self.calendars))), kind="stable")

    def _in_order(self, values: Seconds, amounts: Seconds | None, which: Places | None) -> Seconds:
        """The answers to cases that stand in the order of their calendars."""
        numbers = range(len(self.calendars) + 1)
        edges = [0, len(values)] if which is None else which.searchsorted(numbers).tolist()
        made, scratch = np.empty(len(values), dtype=np.int64), Scratch()
        for calendar, first, last in zip(self.calendars, edges, edges[1:], strict=False):
            for start in range(first, last, BLOCK):
                block = slice(start, min(start + BLOCK, last))
                part = None if amounts is None else amounts[block]
                try:
                    _block(calendar, values[block], part, made[block], scratch)
                except _Outside as out:
                    raise _Outside(start + out.place, str(out)) from None
        return made


def _block(
    calendar: FleetCalendar,
    values: Seconds,
    amounts: Seconds | None,
    out: Seconds,
    scratch: Scratch,
) -> None:
    """The answers to one block of cases of one calendar."""
    known = calendar.coverage
    if int(values.min()) < known.low or int(values.max()) >= known.high:
        outside = (values < known.low) | (values >= known.high)
        raise _Outside(int(outside.argmax()), "its moment lies")
    if amounts is None:
        calendar.before(values, scratch, out)
        return
    reach = scratch.reach[: len(values)]
    calendar.before(values, scratch, reach)
    np.add(reach, amounts, out=reach)
    if int(reach.max()) > known.total:
        raise _Outside(int((reach > known.total).argmax()), "its deadline lies")
    calendar.reached(reach, scratch, out)
