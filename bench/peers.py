"""Other clocks on the same calendar: Monday to Friday 08:00-17:00 in Denver, the days of NOTE-1.

Each is a function (start, seconds) -> deadline; `exchange` runs on hours of its own, because it
knows exchanges only, and gets a calendar of ours with exactly those hours beside it.
"""

import datetime as dt
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import businesstimedelta
import exchange_calendars
import pandas as pd
import pytz
from django_bizcal import WorkingCalendar
from django_bizcal.providers import SetHolidayProvider
from django_bizcal.windows import TimeWindow

from tam.domain.clock.spec import CalendarSpec

ZONE = "America/Denver"
DENVER = ZoneInfo(ZONE)
OPENS, CLOSES = dt.time(8), dt.time(17)
Due = Callable[[datetime, int], datetime]


@dataclass(frozen=True)
class Peer:
    """A peer by name and version: its deadline of a covered amount, and how it converts a start."""

    name: str
    due: Callable
    convert: Callable


def bizcal(holidays: list[date]) -> Peer:
    week = {day: (TimeWindow(OPENS, CLOSES),) for day in range(5)}
    calendar = WorkingCalendar(
        tz=ZONE, weekly_schedule=week, holiday_provider=SetHolidayProvider(frozenset(holidays))
    )
    return Peer(
        "django-bizcal 0.13",
        lambda start, seconds: calendar.add_business_minutes(start, seconds // 60),
        lambda start: start.astimezone(DENVER),
    )


def btd(holidays: list[date]) -> Peer:
    zone = pytz.timezone(ZONE)
    work = businesstimedelta.WorkDayRule(OPENS, CLOSES, [0, 1, 2, 3, 4], tz=zone)
    rules = businesstimedelta.Rules([work, businesstimedelta.HolidayRule(holidays, tz=zone)])
    return Peer(
        "businesstimedelta 1.0.1",
        lambda start, seconds: start + businesstimedelta.BusinessTimeDelta(rules, seconds=seconds),
        lambda start: start.astimezone(zone),
    )


def pandas_hours(holidays: list[date]) -> Peer:
    def offset(hours: int) -> pd.offsets.CustomBusinessHour:
        return pd.offsets.CustomBusinessHour(hours, start="08:00", end="17:00", holidays=holidays)

    known = {4: offset(4), 720: offset(720)}
    return Peer(
        "pandas CustomBusinessHour",
        lambda start, seconds: start + known[seconds // 3600],
        lambda start: pd.Timestamp(start).tz_convert(ZONE),
    )


def exchange() -> tuple[Peer, CalendarSpec]:
    """The New York exchange, and our calendar of the same sessions."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        calendar = exchange_calendars.get_calendar("XNYS", start="2019-01-01", end="2029-12-31")
    zone = ZoneInfo("America/New_York")
    usual, sessions, early = ((570, 960),), set(), []
    for day, row in calendar.schedule.iterrows():
        opens, closes = (row[name].tz_convert(zone) for name in ("open", "close"))
        windows = ((opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute),)
        sessions.add(day.date())
        if windows != usual:
            early.append((day.date(), windows))
    first = date(2019, 1, 1)
    days = (first + dt.timedelta(days=number) for number in range(4_017))
    closed = frozenset(day for day in days if day.weekday() < 5 and day not in sessions)
    spec = CalendarSpec("America/New_York", (usual,) * 5 + ((), ()), closed, special=tuple(early))

    def due(start: pd.Timestamp, seconds: int) -> pd.Timestamp:
        opened = calendar.minute_to_trading_minute(start, "next", _parse=False)
        return calendar.minute_offset(opened, seconds // 60, _parse=False)

    return (
        Peer("exchange_calendars 4.13", due, lambda start: pd.Timestamp(start).tz_convert(UTC)),
        spec,
    )
