"""Recurrence in local civil time from the anchor, never from the last run (A38)."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from itertools import pairwise

from tam.domain.clock.errors import BadAmount, OutOfRange
from tam.domain.clock.moments import MICRO, micros
from tam.domain.clock.offsets import DAY, EPOCH_ORDINAL, spans
from tam.domain.clock.zones import zone

MONTHS = 12
FARTHEST = 2 * DAY  # no zone was ever farther from UTC, nor changed by more


class Unit(Enum):
    """What a rhythm counts in."""

    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many days or months."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 1:
            raise BadAmount("A rhythm takes at least one day or month.")


def months_after(anchor: date, months: int) -> date:
    """The same day so many months later, clamped to the end of a short month."""
    years, month = divmod(anchor.month - 1 + months, MONTHS)
    year = anchor.year + years
    if not date.min.year <= year <= date.max.year:
        raise OutOfRange(f"{months} months from {anchor} lie outside the years 1 to 9999.")
    return date(year, month + 1, min(anchor.day, calendar.monthrange(year, month + 1)[1]))


def days_after(anchor: date, days: int) -> date:
    """The date so many days later."""
    try:
        return anchor + timedelta(days=days)
    except OverflowError:
        raise OutOfRange(f"{days} days from {anchor} lie outside the years 1 to 9999.") from None


def wall(day: date, at: time, name: str) -> datetime:
    """A wall-clock time of a date as a moment: in a gap the change, in a fold the first.

    A time that the clocks skip falls on the instant they skip it, be it an hour or a whole day.
    """
    there = zone(name)
    naive = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    moment = naive.replace(tzinfo=there)
    try:
        back = moment.astimezone(UTC).astimezone(there)
    except OverflowError:
        raise OutOfRange(f"{naive} in {name} lies outside the years 1 to 9999.") from None
    return back if back.replace(tzinfo=None) == naive else _after_gap(naive, name)


def _after_gap(naive: datetime, name: str) -> datetime:
    """The instant at which a zone's clocks jump over a wall-clock time."""
    clock = naive.hour * 3600 + naive.minute * 60 + naive.second
    reading = (naive.toordinal() - EPOCH_ORDINAL) * DAY + clock
    near = pairwise(spans(name, reading - FARTHEST, reading + FARTHEST))
    jump = next(
        after.start
        for before, after in near
        if before.end + before.offset <= reading < after.start + after.offset
    )
    return datetime.fromtimestamp(jump, UTC).astimezone(zone(name))


def run(anchor: datetime, rhythm: Rhythm, number: int, name: str) -> datetime:
    """The n-th run after the anchor; run 0 is the anchor itself."""
    micros(anchor)
    local = anchor.astimezone(zone(name))
    if number == 0:
        return local
    if rhythm.unit is Unit.DAYS:
        day = days_after(local.date(), rhythm.count * number)
    else:
        day = months_after(local.date(), rhythm.count * number)
    return wall(day, local.time(), name)


def occurrences(
    anchor: datetime, rhythm: Rhythm, name: str, since: datetime, until: datetime
) -> Iterator[datetime]:
    """The runs in [since, until), the anchor itself included when it lies there."""
    first, last = micros(since), micros(until)
    longest = DAY * MICRO * rhythm.count * (1 if rhythm.unit is Unit.DAYS else 31)
    number = max(0, (first - micros(anchor)) // longest - 1)
    while micros(at := run(anchor, rhythm, number, name)) < last:
        if micros(at) >= first:
            yield at
        number += 1
