"""Questions beyond a compiled table, answered table by table through the years.

There is no horizon: a walk ends at the answer, or at the last year the calendar is known for, with
an error that says so.
"""

from collections.abc import Iterator
from functools import lru_cache

from tam.domain.clock.coverage import Coverage, compiled, known_years
from tam.domain.clock.errors import OutOfRange
from tam.domain.clock.offsets import year_of
from tam.domain.clock.spec import CalendarSpec

YEARS = 16  # of one table on the way
LONGEST = 9_999 * 366 * 86_400  # more than all seconds of all years


@lru_cache(maxsize=8)
def _table(spec: CalendarSpec, first: int, last: int) -> Coverage:
    """A table on the way, kept for the next question."""
    return compiled(spec, first, last)


def _beyond(spec: CalendarSpec, what: str) -> OutOfRange:
    """The error for an answer outside the years that can be computed."""
    first, last = known_years(spec)
    return OutOfRange(f"{what} outside the years {first} to {last} this calendar is known for.")


def _first_table(spec: CalendarSpec, instant: int, *, onward: bool) -> Coverage:
    """The table that holds the instant and reaches into the years after or before it."""
    first, last = known_years(spec)
    year = min(max(year_of(instant), first), last)
    years = (year, min(year + YEARS - 1, last)) if onward else (max(year - YEARS + 1, first), year)
    table = _table(spec, *years)
    if not table.low <= instant < table.high:
        raise _beyond(spec, "The moment lies")
    return table


def onward(spec: CalendarSpec, instant: int) -> Iterator[Coverage]:
    """Coverages one after another, from the one that holds the instant to the last year known."""
    table = _first_table(spec, instant, onward=True)
    yield table
    _, last = known_years(spec)
    for year in range(year_of(table.high), last + 1, YEARS):
        yield _table(spec, year, min(year + YEARS - 1, last))


def backward(spec: CalendarSpec, instant: int) -> Iterator[Coverage]:
    """Coverages one before another, from the one that holds the instant to the first year known."""
    table = _first_table(spec, instant, onward=False)
    yield table
    first, _ = known_years(spec)
    for year in range(year_of(table.low) - 1, first - 1, -YEARS):
        yield _table(spec, max(year - YEARS + 1, first), year)


def due(spec: CalendarSpec, start: int, amount: int) -> int:
    """The first instant at which so many covered seconds have passed since the start."""
    left = amount
    if amount > LONGEST:
        raise _beyond(spec, "The allowance ends")
    for table in onward(spec, start):
        before = table.before(max(start, table.low))
        if table.total - before >= left:
            at = int(table.sums.searchsorted(before + left, "left")) - 1
            return before + left + int(table.base[at])
        left -= table.total - before
    raise _beyond(spec, "The allowance ends")


def begun(spec: CalendarSpec, end: int, amount: int) -> int:
    """The latest instant from which so many covered seconds pass until the end."""
    left = amount
    if amount > LONGEST:
        raise _beyond(spec, "The allowance begins")
    for table in backward(spec, end):
        before = table.before(end) if end < table.high else table.total
        if before >= left:
            at = int(table.sums.searchsorted(before - left, "right")) - 1
            return before - left + int(table.base[at])
        left -= before
    raise _beyond(spec, "The allowance begins")


def covered(spec: CalendarSpec, start: int, end: int) -> int:
    """The covered seconds from a start to a later end."""
    seconds = 0
    for table in onward(spec, start):
        before = table.before(max(start, table.low))
        if end < table.high:
            return seconds + table.before(end) - before
        seconds += table.total - before
    raise _beyond(spec, "The end lies")


def next_open(spec: CalendarSpec, at: int) -> int:
    """The instant itself where covered, else the next covered one."""
    for table in onward(spec, at):
        since = max(at, table.low)
        found = int(table.starts.searchsorted(since, "right")) - 1
        if since - int(table.base[found]) < int(table.sums[found + 1]):
            return since
        if found + 1 < len(table.starts):
            return int(table.starts[found + 1])
    raise _beyond(spec, "The next opening lies")
