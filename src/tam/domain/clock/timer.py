"""The clock as people ask it: aware moments in and out, holds, thresholds, state (A33 to A39).

No answer is rounded: a moment between two seconds keeps its fraction. Answers are on the wall clock
of the calendar's zone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from tam.domain.clock.covered_time import CoveredTime
from tam.domain.clock.errors import BadAmount
from tam.domain.clock.holds import Hold, Stretch, held_at, stretched, stretched_back, unheld
from tam.domain.clock.moments import MICRO, length, micros, moment
from tam.domain.clock.spec import CalendarSpec
from tam.domain.clock.zones import zone


class State(Enum):
    """Where a clock stands: it runs, a hold stops it, or its deadline has passed."""

    RUNNING = "RUNNING"
    PAUSED = "PAUSED"
    BREACHED = "BREACHED"


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock at a moment: its state, the covered time used and left, its deadline.

    `due_at` is None while an open hold stops the clock. `remaining` is negative after a breach.
    """

    state: State
    elapsed: timedelta
    remaining: timedelta
    due_at: datetime | None


class _Exact:
    """The covered time of a calendar in microseconds, from its whole seconds."""

    __slots__ = ("seconds",)

    def __init__(self, spec: CalendarSpec) -> None:
        self.seconds = CoveredTime(spec)

    def part(self, micro: int) -> tuple[int, int]:
        """The whole second of an instant, and how much of that second the clock has counted."""
        second, rest = divmod(micro, MICRO)
        return second, rest if rest and self.seconds.is_open(second) else 0

    def covered(self, start: int, end: int) -> int:
        """The covered microseconds from start to end."""
        (since, before), (until, after) = self.part(start), self.part(end)
        return self.seconds.covered(since, until) * MICRO + after - before

    def due(self, start: int, amount: int) -> int:
        """The first instant at which so much covered time has passed."""
        if amount == 0:
            return start
        second, counted = self.part(start)
        whole, rest = divmod(amount + counted, MICRO)
        if rest == 0:
            return self.seconds.due(second, whole) * MICRO
        return (self.seconds.due(second, whole + 1) - 1) * MICRO + rest

    def begun(self, end: int, amount: int) -> int:
        """The latest instant from which so much covered time passes until the end."""
        second, counted = self.part(end)
        left = amount - counted
        if amount == 0 or left <= 0:
            return end - amount
        whole, rest = divmod(left, MICRO)
        if rest == 0:
            return self.seconds.begun(second, whole) * MICRO
        return (self.seconds.begun(second, whole + 1) + 1) * MICRO - rest


@lru_cache(maxsize=256)
def _exact(spec: CalendarSpec) -> _Exact:
    """The covered time of a calendar, kept for the next question."""
    return _Exact(spec)


def covered_time(spec: CalendarSpec) -> CoveredTime:
    """The covered time of a calendar in whole seconds, for many questions on one calendar."""
    return _exact(spec).seconds


def _stretches(holds: Iterable[Hold]) -> list[Stretch]:
    """The holds as stretches of microseconds."""
    return [hold.stretch for hold in holds]


def due(
    spec: CalendarSpec, start: datetime, target: timedelta, holds: Iterable[Hold] = ()
) -> datetime | None:
    """The deadline of a target in covered time: the first moment at which it is used up.

    None while an open hold stops the clock before that: there is no deadline then (A37).
    """
    found = _due(_exact(spec), micros(start), length(target), _stretches(holds))
    return None if found is None else moment(found, zone(spec.zone))


def _due(exact: _Exact, start: int, amount: int, stretches: list[Stretch]) -> int | None:
    """The deadline in microseconds."""
    total = stretched(exact.covered, start, amount, stretches) if stretches else amount
    return None if total is None else exact.due(start, total)


def elapsed(
    spec: CalendarSpec, start: datetime, end: datetime, holds: Iterable[Hold] = ()
) -> timedelta:
    """Covered time from start to end without the holds; negative when the end comes first."""
    begins, ends = micros(start), micros(end)
    used = unheld(_exact(spec).covered, min(begins, ends), max(begins, ends), _stretches(holds))
    return timedelta(microseconds=used if begins <= ends else -used)


def begun(
    spec: CalendarSpec, end: datetime, amount: timedelta, holds: Iterable[Hold] = ()
) -> datetime:
    """The latest moment by which a clock running backwards has used so much covered time."""
    exact, ends = _exact(spec), micros(end)
    total = stretched_back(exact.covered, ends, length(amount), _stretches(holds))
    return moment(exact.begun(ends, total), zone(spec.zone))


def next_open(spec: CalendarSpec, at: datetime) -> datetime:
    """The moment itself if covered, else the next that is."""
    micro = micros(at)
    second = micro // MICRO
    found = covered_time(spec).next_open(second)
    return moment(micro if found == second else found * MICRO, zone(spec.zone))


def is_open(spec: CalendarSpec, at: datetime) -> bool:
    """Whether a moment is covered."""
    return covered_time(spec).is_open(micros(at) // MICRO)


def threshold(
    spec: CalendarSpec,
    start: datetime,
    share: tuple[timedelta, Fraction],
    holds: Iterable[Hold] = (),
) -> datetime | None:
    """When a share of a target is used, `(target, share)`; in covered time, never wall time.

    A share that ends between two microseconds is used at the later one. None: an open hold stops
    the clock before that.
    """
    target, part = share
    if part < 0:
        raise BadAmount("A share of a target is not negative.")
    whole = length(target) * part
    used_up = -(-whole.numerator // whole.denominator)
    return due(spec, start, timedelta(microseconds=used_up), holds)


def read(
    spec: CalendarSpec,
    start: datetime,
    target: timedelta,
    at: datetime,
    holds: Iterable[Hold] = (),
) -> Reading:
    """Where the clock stands at a moment; a paused clock cannot breach (A37).

    It is breached once its deadline has passed; at the very deadline it is still in time. Before
    its start it runs with nothing used.
    """
    exact, begins, budget = _exact(spec), micros(start), length(target)
    now, stretches = max(micros(at), begins), _stretches(holds)
    used = unheld(exact.covered, begins, now, stretches)
    limit = _due(exact, begins, budget, stretches)
    if limit is not None and now > limit:
        state = State.BREACHED
    else:
        state = State.PAUSED if held_at(stretches, now) else State.RUNNING
    return Reading(
        state,
        timedelta(microseconds=used),
        timedelta(microseconds=budget - used),
        None if limit is None else moment(limit, zone(spec.zone)),
    )
