"""The holidays of the United States by rule: the seven of NOTE-1, and the eleven federal ones.

A holiday on a Saturday also closes the Friday before, one on a Sunday the Monday after (A4). Such a
day may fall in the year before: 1 January 2028 is a Saturday, so 31 December 2027 is closed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6


def nth(number: int, weekday: int, month: int, year: int) -> date:
    """The nth such weekday of a month."""
    first = date(year, month, 1)
    return first + DAY * ((weekday - first.weekday()) % 7 + (number - 1) * 7)


def last(weekday: int, month: int, year: int) -> date:
    """The last such weekday of a month."""
    fifth = nth(5, weekday, month, year)
    return fifth if fifth.month == month else fifth - DAY * 7


def shared(year: int) -> Iterator[tuple[date, str]]:
    """The six days that NOTE-1 and the federal list have in common."""
    yield date(year, 1, 1), "New Year's Day"
    yield last(MONDAY, 5, year), "Memorial Day"
    yield date(year, 7, 4), "Independence Day"
    yield nth(1, MONDAY, 9, year), "Labor Day"
    yield nth(4, THURSDAY, 11, year), "Thanksgiving Day"
    yield date(year, 12, 25), "Christmas Day"


def seven(year: int) -> Iterator[tuple[date, str]]:
    """The seven days of NOTE-1."""
    yield from shared(year)
    yield nth(4, THURSDAY, 11, year) + DAY, "Friday following Thanksgiving"


MARTIN_LUTHER_KING_SINCE, JUNETEENTH_SINCE = 1986, 2021


def federal(year: int) -> Iterator[tuple[date, str]]:
    """The federal holidays of today's law, each from the year it began."""
    yield from shared(year)
    if year >= MARTIN_LUTHER_KING_SINCE:
        yield nth(3, MONDAY, 1, year), "Martin Luther King Day"
    yield nth(3, MONDAY, 2, year), "Washington's Birthday"
    if year >= JUNETEENTH_SINCE:
        yield date(year, 6, 19), "Juneteenth"
    yield nth(2, MONDAY, 10, year), "Columbus Day"
    yield date(year, 11, 11), "Veterans Day"


@dataclass(frozen=True, slots=True)
class AmericanList:
    """Which days count (A5) and whether they are observed on a weekday (A4)."""

    note_1: bool = True
    federal: bool = False
    in_lieu: bool = True

    def listed(self, year: int) -> Iterator[tuple[date, str]]:
        """The days of a year as the lists name them."""
        if self.note_1:
            yield from seven(year)
        if self.federal:
            yield from federal(year)


NOTE_1 = AmericanList()
FEDERAL = AmericanList(note_1=False, federal=True)


def in_lieu_of(day: date) -> date | None:
    """The weekday that is closed for a holiday on a weekend; None where it is no weekend."""
    if day.weekday() == SATURDAY:
        return None if day == date.min else day - DAY
    if day.weekday() == SUNDAY:
        return None if day == date.max else day + DAY
    return None


@cache
def closed_in(rules: AmericanList, year: int) -> dict[date, str]:
    """The closed dates of a calendar year with their names, those of its neighbours included."""
    made: dict[date, str] = {}
    for near in range(max(year - 1, date.min.year), min(year + 1, date.max.year) + 1):
        for day, name in rules.listed(near):
            made.setdefault(day, name)
            observed = in_lieu_of(day) if rules.in_lieu else None
            if observed is not None:
                made.setdefault(observed, f"{name} (in lieu)")
    return {day: made[day] for day in sorted(made) if day.year == year}
