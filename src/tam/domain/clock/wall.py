"""A calendar on the line of wall-clock seconds: its windows by date, before any zone is applied.

Wall seconds count from 1970-01-01 00:00 as the clock on the wall reads, so a day always has 86,400.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date

import numpy as np
import numpy.typing as npt

from tam.domain.clock.offsets import DAY, EPOCH_ORDINAL
from tam.domain.clock.spec import CalendarSpec, Scope, Week, Windows

Seconds = npt.NDArray[np.int64]
MINUTE = 60


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - EPOCH_ORDINAL


def closed_days(spec: CalendarSpec, first: int, last: int) -> set[int]:
    """The closed dates between two day numbers, both ends included."""
    made = {day_number(day) for day in spec.closed}
    if spec.holidays is not None:
        known = spec.holidays.years
        for year in range(max(_year(first), known[0]), min(_year(last), known[1]) + 1):
            made.update(day_number(day) for day in spec.holidays.closed_in(year))
    return {day for day in made if first <= day <= last}


def _year(day: int) -> int:
    """The year of a day number."""
    return date.fromordinal(day + EPOCH_ORDINAL).year


def wall_windows(spec: CalendarSpec, first: int, last: int) -> tuple[list[int], list[int]]:
    """Starts and ends of the covered wall time that opens between two day numbers, disjoint."""
    closed = closed_days(spec, first, last)
    free = np.ones(last - first + 1, dtype=bool)
    anchored = closed if spec.scope is not Scope.DATE else set()
    special = {day_number(day): windows for day, windows in spec.special}
    for day in anchored.union(special):
        if first <= day <= last:
            free[day - first] = False
    starts, ends = [], []
    for week, since, until in _dated(spec, first, last):
        for opening, closing in _opened(week, since, until, free, first):
            starts.append(opening)
            ends.append(closing)
    for day, windows in special.items():
        if first <= day <= last and day not in anchored:
            opening, closing = _of_day(day, windows)
            starts.append(opening)
            ends.append(closing)
    return _minus(*_united(starts, ends), _cuts(spec, closed))


def _dated(spec: CalendarSpec, first: int, last: int) -> Iterator[tuple[Week, int, int]]:
    """Each week with the first and last day number it holds on, where it holds at all."""
    weeks = [(first if day is None else day_number(day), week) for day, week in spec.weeks()]
    ends = [since - 1 for since, _ in weeks[1:]] + [last]
    for (since, week), until in zip(weeks, ends, strict=True):
        if max(since, first) <= min(until, last):
            yield week, max(since, first), min(until, last)


def _opened(
    week: Week, since: int, until: int, free: npt.NDArray[np.bool_], first: int
) -> Iterator[tuple[Seconds, Seconds]]:
    """The windows that open on the days of a week that are free."""
    for weekday, windows in enumerate(week):
        if not windows:
            continue
        start = since + (weekday - (since + 3)) % 7  # day number 0 was a Thursday
        days = np.arange(start, until + 1, 7, dtype=np.int64)
        days = days[free[days - first]] * DAY
        for opens, closes in windows:
            yield days + opens * MINUTE, days + closes * MINUTE


def _of_day(day: int, windows: Windows) -> tuple[Seconds, Seconds]:
    """The windows of one special day."""
    opening = [day * DAY + opens * MINUTE for opens, _ in windows]
    closing = [day * DAY + closes * MINUTE for _, closes in windows]
    return np.array(opening, dtype=np.int64), np.array(closing, dtype=np.int64)


def _united(starts: list[Seconds], ends: list[Seconds]) -> tuple[list[int], list[int]]:
    """The union of intervals, disjoint and in order; those that touch become one.

    Starts and ends are sorted apart: a stretch begins where as many intervals have ended as begun.
    """
    if not starts:
        return [], []
    opening, closing = np.sort(np.concatenate(starts)), np.sort(np.concatenate(ends))
    apart = opening[1:] > closing[:-1]
    begins = np.concatenate(([True], apart))[: len(opening)]
    finishes = np.concatenate((apart, [True]))[: len(closing)]
    return opening[begins].tolist(), closing[finishes].tolist()


def _cuts(spec: CalendarSpec, closed: set[int]) -> list[tuple[int, int]]:
    """The stretches of wall time that closures, and closed dates by their minutes, take away."""
    cuts = []
    for day, (opens, closes) in spec.closures:
        midnight = day_number(day) * DAY
        cuts.append((midnight + opens * MINUTE, midnight + closes * MINUTE))
    if spec.scope is not Scope.ANCHOR:
        cuts += [(day * DAY, (day + 1) * DAY) for day in closed]
    return cuts


def _minus(
    starts: list[int], ends: list[int], cuts: list[tuple[int, int]]
) -> tuple[list[int], list[int]]:
    """Disjoint intervals without the cuts."""
    for cut, until in cuts:
        low, high = bisect_right(ends, cut), bisect_left(starts, until)
        if low >= high:
            continue
        kept = []
        if starts[low] < cut:
            kept.append((starts[low], cut))
        if ends[high - 1] > until:
            kept.append((until, ends[high - 1]))
        starts[low:high] = [start for start, _ in kept]
        ends[low:high] = [end for _, end in kept]
    return starts, ends
