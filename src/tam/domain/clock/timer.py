"""The clock as people ask it: aware moments in and out, holds, thresholds, state (A33 to A39)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum

from tam.domain.clock.coverage import Coverage, OutOfRange, compiled
from tam.domain.clock.spec import CalendarSpec
from tam.domain.clock.zones import zone

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICRO = 1_000_000
WIDEST = 6
FIRST_YEAR, LAST_YEAR = 1900, 2400  # beyond, zone data and holidays are guesses

Instant = tuple[int, int]


class NaiveMoment(ValueError):
    """A date-time without an offset; a moment needs its zone."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A stop of the clock; `until` None while it is open."""

    since: datetime
    until: datetime | None


class State(Enum):
    """Where a clock stands at a moment."""

    RUNNING = "RUNNING"
    PAUSED = "PAUSED"
    BREACHED = "BREACHED"


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock at a moment: its state, the covered time used, its deadline unless a hold is open."""

    state: State
    elapsed: timedelta
    due_at: datetime | None


def instant(at: datetime) -> Instant:
    """Whole seconds since 1970, and microseconds, of an aware moment."""
    if at.tzinfo is None:
        raise NaiveMoment(f"{at.isoformat()} has no offset; a moment needs its zone.")
    since = at - EPOCH
    return since.days * 86_400 + since.seconds, since.microseconds


def moment(at: Instant, name: str) -> datetime:
    """An aware moment on a zone's wall clock."""
    seconds, micros = at
    return (EPOCH + timedelta(seconds=seconds, microseconds=micros)).astimezone(zone(name))


def _used(cover: Coverage, at: Instant) -> int:
    """Covered microseconds from the beginning of the compiled years to an instant."""
    seconds, micros = at
    return cover.used(seconds) * MICRO + (micros if micros and cover.covers(seconds) else 0)


def _when(cover: Coverage, used: int) -> Instant:
    whole, rest = divmod(used, MICRO)
    if not rest:
        return cover.when(whole), 0
    return cover.when(whole + 1) - 1, rest


def _back(cover: Coverage, used: int) -> Instant:
    whole, rest = divmod(used, MICRO)
    return cover.back(whole), rest


def _wide(spec: CalendarSpec, near: list[datetime], ask: Callable[[Coverage], Instant]) -> Instant:
    """Ask the compiled years around some moments, and wider ones until the answer lies inside."""
    years = [at.astimezone(UTC).year for at in near]
    first, last = min(years) - 1, max(years) + 2
    for widening in range(WIDEST):
        low, high = max(FIRST_YEAR, first), min(LAST_YEAR, last)
        try:
            return ask(compiled(spec, low, high))
        except OutOfRange:
            if (low, high) == (FIRST_YEAR, LAST_YEAR):
                break
            reach = 8 * 8**widening
            first, last = first - reach, last + reach
    raise OutOfRange("The answer lies beyond the years that can be counted; the target is too far.")


def _inside(cover: Coverage, at: Instant) -> None:
    if not cover.since <= at[0] < cover.until:
        raise OutOfRange("outside the compiled years")


def _amount(length: timedelta) -> int:
    if length < timedelta():
        raise ValueError("A target is not negative.")
    return (length.days * 86_400 + length.seconds) * MICRO + length.microseconds


def united(holds: Iterable[Hold]) -> tuple[tuple[datetime, datetime | None], ...]:
    """Holds joined before they are counted (A36), in order; None ends an open one."""
    done: list[tuple[datetime, datetime | None]] = []
    for hold in sorted(holds, key=lambda one: instant(one.since)):
        if hold.until is not None and instant(hold.until) < instant(hold.since):
            raise ValueError("A hold cannot end before it begins.")
        if done and (done[-1][1] is None or hold.since <= done[-1][1]):
            before = done[-1][1]
            end = None if before is None or hold.until is None else max(before, hold.until)
            done[-1] = (done[-1][0], end)
        else:
            done.append((hold.since, hold.until))
    return tuple(done)


def due(
    spec: CalendarSpec, start: datetime, target: timedelta, holds: Iterable[Hold] = ()
) -> datetime | None:
    """The deadline of a target in covered time; None while a hold that matters is open (A37)."""
    amount, stops = _amount(target), united(holds)
    if any(end is None for _, end in stops):
        return None
    if not amount:
        return start.astimezone(zone(spec.zone))
    known = [(a, b) for a, b in stops if b is not None]

    def ask(cover: Coverage) -> Instant:
        at = instant(start)
        _inside(cover, at)
        begin = _used(cover, at)
        goal = begin + amount
        for since, until in known:
            _inside(cover, instant(until))
            low = max(begin, _used(cover, instant(max(since, start))))
            if low < goal:
                goal += max(0, _used(cover, instant(until)) - low)
        return _when(cover, goal)

    near = [start, *(until for _, until in known)]
    return moment(_wide(spec, near, ask), spec.zone)


def elapsed(
    spec: CalendarSpec, start: datetime, end: datetime, holds: Iterable[Hold] = ()
) -> timedelta:
    """Covered time from start to end without the holds; negative when the end comes first."""
    if end < start:
        return -elapsed(spec, end, start, holds)
    years = [start.astimezone(UTC).year - 1, end.astimezone(UTC).year + 1]
    cover = compiled(spec, max(FIRST_YEAR, years[0]), min(LAST_YEAR, years[1]))

    def used(at: datetime) -> int:
        return _used(cover, instant(min(max(at, start), end)))

    total = used(end) - used(start)
    for since, until in united(holds):
        total -= used(until or end) - used(since)
    return timedelta(microseconds=total)


def begun(spec: CalendarSpec, end: datetime, amount: timedelta) -> datetime:
    """The latest moment by which a clock running backwards has used so much covered time."""
    length = _amount(amount)
    if not length:
        return end.astimezone(zone(spec.zone))

    def ask(cover: Coverage) -> Instant:
        at = instant(end)
        _inside(cover, at)
        return _back(cover, _used(cover, at) - length)

    return moment(_wide(spec, [end], ask), spec.zone)


def next_open(spec: CalendarSpec, at: datetime) -> datetime:
    """The moment itself if covered, else the next that is."""
    seconds, micros = instant(at)

    def ask(cover: Coverage) -> Instant:
        _inside(cover, (seconds, micros))
        found = cover.next_open(seconds)
        return (found, micros if found == seconds else 0)

    return moment(_wide(spec, [at], ask), spec.zone)


def threshold(
    spec: CalendarSpec,
    start: datetime,
    share: tuple[timedelta, int],
    holds: Iterable[Hold] = (),
) -> datetime | None:
    """When a share of a target is used, `(target, percent)`; in covered time, never wall time."""
    target, percent = share
    return due(spec, start, target * percent / 100, holds)


def read(
    spec: CalendarSpec,
    start: datetime,
    target: timedelta,
    at: datetime,
    holds: Iterable[Hold] = (),
) -> Reading:
    """Where the clock stands at a moment; a paused clock cannot breach (A37)."""
    stops = united(holds)
    begun_by_now = [Hold(a, b) for a, b in stops if a <= at]
    used = elapsed(spec, start, max(at, start), begun_by_now)
    open_now = any(b is None or at < b for a, b in stops if a <= at)
    limit = due(spec, start, target, [Hold(a, b) for a, b in stops if b is not None])
    passed = limit is not None and at > limit and used >= target
    if open_now and not passed:
        return Reading(State.PAUSED, used, None)
    if any(b is None for _, b in stops):
        limit = limit if passed else None
    return Reading(State.BREACHED if passed else State.RUNNING, used, limit)
