"""What a calendar is: zone, weekly windows, closed dates, special days, as plain values (A35)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import pairwise

from tam.domain.clock import zones
from tam.domain.clock.errors import BadCalendar
from tam.domain.clock.holidays import HolidayList

Window = tuple[int, int]
Windows = tuple[Window, ...]
Week = tuple[Windows, ...]
DAY = 1_440
LATEST = 2 * DAY
DAYS_OF_A_WEEK = 7


class Scope(Enum):
    """What a closed date removes: windows that open on it, minutes that show it, or both."""

    ANCHOR = "anchor"
    DATE = "date"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class CalendarSpec:
    """When a clock runs.

    Windows are minutes after local midnight, [open, close); a close beyond 1,440 runs past midnight
    and belongs to the day it opens on. `weekly` has seven days from Monday; `later` holds the weeks
    that follow it, each from a date on. `closed` dates lose their windows as `scope` says, and so
    do the dates of `holidays`, a list that knows any year it covers; `closures` close a part of a
    date; `special` days replace that date's weekly windows.
    """

    zone: str
    weekly: Week
    closed: frozenset[date] = frozenset()
    closures: tuple[tuple[date, Window], ...] = ()
    special: tuple[tuple[date, Windows], ...] = ()
    scope: Scope = Scope.ANCHOR
    later: tuple[tuple[date, Week], ...] = ()
    holidays: HolidayList | None = None
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        zones.zone(self.zone)
        for _, week in self.weeks():
            _check_week(week)
        for day, windows in self.special:
            _check(windows, day.isoformat())
        for day, window in self.closures:
            _check((window,), day.isoformat())
        _check_dates(self)
        if not any(any(week) for _, week in self.weeks()) and not any(w for _, w in self.special):
            raise BadCalendar("The calendar has no covered time at all; give it a window.")
        facts = (self.zone, self.weekly, self.closed, self.closures, self.special, self.later)
        object.__setattr__(self, "_hash", hash((facts, self.scope.value, self.holidays)))

    def __hash__(self) -> int:
        return self._hash

    def weeks(self) -> Iterator[tuple[date | None, Week]]:
        """Its weeks in order, each with the date it holds from; the first holds from the start."""
        yield None, self.weekly
        yield from self.later

    def windows_of(self, day: date) -> Windows:
        """The windows that open on a date, before closed dates are taken away."""
        for special, windows in self.special:
            if special == day:
                return windows
        week = self.weekly
        for since, following in self.later:
            if day >= since:
                week = following
        return week[day.weekday()]

    def closed_name(self, day: date) -> str | None:
        """What a closed date is called, empty where it has no name; None where it is not closed."""
        if self.holidays is not None:
            name = self.holidays.closed_in(day.year).get(day)
            if name is not None:
                return name
        return "" if day in self.closed else None

    def is_business_day(self, day: date) -> bool:
        """Whether the date has windows and is not closed."""
        windows = self.windows_of(day)
        if not windows or self.closed_name(day) is not None:
            return False
        parts = [window for on, window in self.closures if on == day]
        return not parts or any(_left_open(window, parts) for window in windows)


def _left_open(window: Window, parts: list[Window]) -> bool:
    """Whether closed parts of the day leave anything of a window."""
    opens, closes = window
    for since, until in sorted(parts):
        if since > opens:
            break
        opens = max(opens, until)
    return opens < closes


def _check_week(week: Week) -> None:
    """Refuse a week that has not seven sound days."""
    if len(week) != DAYS_OF_A_WEEK:
        raise BadCalendar("weekly: a week has seven days, from Monday.")
    for name, windows in zip(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), week, strict=True):
        _check(windows, name)


def _check(windows: Iterable[Window], where: str) -> None:
    """Refuse a window that is no span of a day, and windows of one day that overlap."""
    last = 0
    for opens, closes in windows:
        if not 0 <= opens < closes <= LATEST or opens >= DAY:
            raise BadCalendar(f"{where}, window: {opens}-{closes} is no span of minutes of a day.")
        if opens < last:
            raise BadCalendar(f"{where}, windows: they overlap or are out of order.")
        last = closes


def _check_dates(spec: CalendarSpec) -> None:
    """Refuse a special day given twice, and later weeks whose dates do not rise."""
    special = [day for day, _ in spec.special]
    if len(set(special)) != len(special):
        raise BadCalendar("special: a day is given twice.")
    if any(one >= other for (one, _), (other, _) in pairwise(spec.later)):
        raise BadCalendar("later: the dates of the weeks do not rise.")


ALWAYS: Week = (((0, DAY),),) * 7
"""A week that is covered at all hours."""


def business_week(days: Iterable[int], opens: int = 480, closes: int = 1_020) -> Week:
    """A week with one window on each of these weekdays (Monday is 0); 08:00 to 17:00 by default."""
    wanted = set(days)
    return tuple(((opens, closes),) if day in wanted else () for day in range(DAYS_OF_A_WEEK))
