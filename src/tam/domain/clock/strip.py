"""A stretch of a clock as a reader sees it drawn: open, closed, holiday, held."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import Enum

from tam.domain.clock.cadence import days_after, wall
from tam.domain.clock.errors import BadAmount
from tam.domain.clock.holds import Hold
from tam.domain.clock.moments import MICRO, micros, moment
from tam.domain.clock.spec import CalendarSpec
from tam.domain.clock.timer import covered_time
from tam.domain.clock.zones import zone

MOST_DAYS = 400
HOUR = 3600 * MICRO


class Look(Enum):
    """What a part of the strip shows."""

    OPEN = "open"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the strip; `label` names the holiday, or why the clock is held."""

    look: Look
    since: datetime
    until: datetime
    label: str = ""
    waits_on: str = ""


def strip(
    spec: CalendarSpec, since: datetime, until: datetime, holds: Iterable[Hold] = ()
) -> tuple[Part, ...]:
    """The parts from since to until, in order and without gaps, on the calendar's wall clock.

    A hold shows only where the clock would run; of two at once, the one that began first shows.
    """
    first, last = micros(since), micros(until)
    if last < first or last - first > MOST_DAYS * 86_400 * MICRO:
        raise BadAmount(f"A strip runs forward, over {MOST_DAYS} days at most.")
    stops = sorted(holds, key=lambda hold: hold.stretch[0])
    parts = (part for day in _days(spec, first, last) for part in _held(spec, day, stops))
    return tuple(_joined(parts))


def _days(spec: CalendarSpec, first: int, last: int) -> Iterator[Part]:
    """Open and closed parts, cut at midnight so that each closed part belongs to one date."""
    there, at = zone(spec.zone), first
    while at < last:
        local = moment(at, there)
        midnight = micros(wall(days_after(local.date(), 1), time(), spec.zone))
        end = min(last, midnight if midnight > at else at + HOUR)  # midnight may come twice
        while at < end:
            opens, edge = _edge(spec, at)
            stop = min(edge, end)
            name = None if opens else spec.closed_name(local.date())
            look = Look.OPEN if opens else Look.CLOSED if name is None else Look.HOLIDAY
            yield Part(look, moment(at, there), moment(stop, there), name or "")
            at = stop


def _edge(spec: CalendarSpec, at: int) -> tuple[bool, int]:
    """Whether the clock runs at an instant, and when that changes."""
    seconds = covered_time(spec)
    second = at // MICRO
    if not seconds.is_open(second):
        return False, seconds.next_open(second) * MICRO
    return True, seconds.open_until(second) * MICRO


def _held(spec: CalendarSpec, part: Part, holds: list[Hold]) -> Iterator[Part]:
    """An open part cut where holds begin and end."""
    if part.look is not Look.OPEN:
        yield part
        return
    there, at, end = zone(spec.zone), micros(part.since), micros(part.until)
    for hold in holds:
        since, until = hold.stretch
        begins, ends = max(since, at), end if until is None else min(until, end)
        if begins >= ends:
            continue
        if begins > at:
            yield replace(part, since=moment(at, there), until=moment(begins, there))
        yield Part(
            Look.HELD, moment(begins, there), moment(ends, there), hold.reason, hold.waits_on
        )
        at = ends
    if at < end:
        yield replace(part, since=moment(at, there), until=part.until)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Parts that look the same and follow each other, made one."""
    last: Part | None = None
    for part in parts:
        if last is not None and replace(part, since=last.since, until=last.until) == last:
            last = replace(last, until=part.until)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last
