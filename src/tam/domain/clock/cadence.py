"""Recurrence in local civil time from the anchor, never from the last run (A38)."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from tam.domain.clock.timer import NaiveMoment
from tam.domain.clock.zones import zone


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
            raise ValueError("A rhythm takes at least one day or month.")


def months_after(anchor: date, months: int) -> date:
    """The same day so many months later, clamped to the end of a short month."""
    years, month = divmod(anchor.month - 1 + months, 12)
    year = anchor.year + years
    return date(year, month + 1, min(anchor.day, calendar.monthrange(year, month + 1)[1]))


def wall(day: date, at: time, name: str) -> datetime:
    """A wall-clock time of a date as a moment: in a gap the change, in a fold the first.

    The first instant at or after the change that the wall could show stands in for a time that the
    clocks skip.
    """
    there = zone(name)
    naive = datetime.combine(day, at)
    first = naive.replace(tzinfo=there, fold=0)
    back = first.astimezone(UTC).astimezone(there)
    if back.replace(tzinfo=None) == naive:
        return back
    before = naive.replace(tzinfo=there, fold=1).utcoffset() or timedelta()
    after = first.utcoffset() or timedelta()
    skipped = abs(after - before)
    low = (naive - skipped).replace(tzinfo=there).astimezone(UTC)
    high = (naive + skipped).replace(tzinfo=there).astimezone(UTC)
    start = low.astimezone(there).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
        if middle.astimezone(there).utcoffset() == start:
            low = middle
        else:
            high = middle
    return high.astimezone(there)


def run(anchor: datetime, rhythm: Rhythm, number: int, name: str) -> datetime:
    """The n-th run after the anchor; run 0 is the anchor itself."""
    if anchor.tzinfo is None:
        raise NaiveMoment(f"{anchor.isoformat()} has no offset; a moment needs its zone.")
    local = anchor.astimezone(zone(name))
    if rhythm.unit is Unit.DAYS:
        day = local.date() + timedelta(days=rhythm.count * number)
    else:
        day = months_after(local.date(), rhythm.count * number)
    return wall(day, local.time(), name)


def occurrences(
    anchor: datetime, rhythm: Rhythm, name: str, since: datetime, until: datetime
) -> Iterator[datetime]:
    """The runs in [since, until), the anchor's own day included when it lies there."""
    longest = timedelta(days=rhythm.count * (1 if rhythm.unit is Unit.DAYS else 31))
    number = max(0, (since - anchor) // longest - 1) if since > anchor else 0
    while (at := run(anchor, rhythm, number, name)) < until:
        if at >= since:
            yield at
        number += 1
