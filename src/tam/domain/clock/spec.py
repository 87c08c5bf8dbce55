"""What a calendar is: zone, weekly windows, closed dates, special days, as plain values (A35)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from tam.domain.clock.zones import zone

Window = tuple[int, int]
DAY = 1_440
LATEST = 2 * DAY


class BadCalendar(ValueError):
    """A calendar that cannot be; the message names what is wrong."""


class Scope(Enum):
    """What a closed date removes: windows that open on it, minutes that show it, or both."""

    ANCHOR = "anchor"
    DATE = "date"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class CalendarSpec:
    """When a clock runs.

    Windows are minutes after local midnight, [open, close); a close beyond 1,440 runs past midnight
    and belongs to the day it opens on. `weekly` has seven days from Monday.
    `closed` dates lose their windows as `scope` says; `closures` close a part of a date; `special`
    days replace that date's weekly windows.
    """

    zone: str
    weekly: tuple[tuple[Window, ...], ...]
    closed: frozenset[date] = frozenset()
    closures: tuple[tuple[date, Window], ...] = ()
    special: tuple[tuple[date, tuple[Window, ...]], ...] = ()
    scope: Scope = Scope.ANCHOR

    def __post_init__(self) -> None:
        zone(self.zone)
        if len(self.weekly) != 7:
            raise BadCalendar("weekly: a week has seven days, from Monday.")
        for windows in (*self.weekly, *(windows for _, windows in self.special)):
            _check(windows)
        for _, window in self.closures:
            _check((window,))
        if not any(self.weekly) and not any(windows for _, windows in self.special):
            raise BadCalendar("The calendar has no covered time at all; give it a window.")

    def windows_of(self, day: date) -> tuple[Window, ...]:
        """The windows that open on a date, before closed dates are taken away."""
        for special, windows in self.special:
            if special == day:
                return windows
        return self.weekly[day.weekday()]

    def is_business_day(self, day: date) -> bool:
        """Whether the date has windows and is not closed."""
        return day not in self.closed and bool(self.windows_of(day))


def _check(windows: Iterable[Window]) -> None:
    last = 0
    for opens, closes in windows:
        if not 0 <= opens < closes <= LATEST or opens >= DAY:
            raise BadCalendar(f"window: {opens}-{closes} is no span of minutes of a day.")
        if opens < last:
            raise BadCalendar("windows: they overlap or are out of order.")
        last = closes


ALWAYS: tuple[tuple[Window, ...], ...] = (((0, DAY),),) * 7
"""A week that is covered at all hours."""


def business_week(
    days: Iterable[int], opens: int = 480, closes: int = 1_020
) -> tuple[tuple[Window, ...], ...]:
    """A week with one window on each of these weekdays (Monday is 0); 08:00 to 17:00 by default."""
    wanted = set(days)
    return tuple(((opens, closes),) if day in wanted else () for day in range(7))
