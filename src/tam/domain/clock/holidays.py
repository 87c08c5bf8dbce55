"""The days on which a clock stands still: the seven of NOTE-1, other countries' own (A4, A5)."""

from datetime import date, timedelta
from functools import cache
from importlib.metadata import version

import holidays

from tam.domain.readings import Readings

DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
HOLIDAYS_VERSION = version("holidays")


class UnknownCountry(ValueError):
    """A country without a calendar."""


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    """The n-th weekday of a month; -1 is the last."""
    if number > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - DAY
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def note_1(year: int) -> dict[date, str]:
    """The seven days of NOTE-1 on their own dates."""
    thanksgiving = _nth(year, 11, 3, 4)
    return {
        date(year, 1, 1): "New Year's Day",
        _nth(year, 5, 0, -1): "Memorial Day",
        date(year, 7, 4): "Independence Day",
        _nth(year, 9, 0, 1): "Labor Day",
        thanksgiving: "Thanksgiving Day",
        thanksgiving + DAY: "Friday following Thanksgiving",
        date(year, 12, 25): "Christmas Day",
    }


def spectra_us(first: int, last: int, *, in_lieu: bool = True) -> dict[date, str]:
    """The closed days of NOTE-1 in these years; in-lieu days cross the turn of a year (A4)."""
    days: dict[date, str] = {}
    for year in range(first - 1, last + 2):
        for day, name in note_1(year).items():
            days[day] = name
            if in_lieu and day.weekday() == SATURDAY:
                days.setdefault(day - DAY, f"{name} (in lieu)")
            if in_lieu and day.weekday() == SUNDAY:
                days.setdefault(day + DAY, f"{name} (in lieu)")
    return {day: name for day, name in sorted(days.items()) if first <= day.year <= last}


@cache
def national(country: str, first: int, last: int) -> dict[date, str]:
    """The nationally recognised public holidays of a country in these years."""
    if country not in holidays.list_supported_countries():
        raise UnknownCountry(f"There is no calendar for the country {country!r}.")
    found = holidays.country_holidays(country, years=range(first - 1, last + 2))
    return {day: name for day, name in sorted(found.items()) if first <= day.year <= last}


def closed_days(country: str, first: int, last: int, readings: Readings) -> dict[date, str]:
    """The closed days for equipment registered in a country, as the readings A4 and A5 have it."""
    if country != "US":
        return national(country, first, last)
    choice = readings.value("us_holiday_list")
    if choice == "national_only":
        return national("US", first, last)
    in_lieu = readings.holds("us_in_lieu_days", "true")
    own = spectra_us(first, last, in_lieu=in_lieu)
    if choice == "note_1_and_national":
        return national("US", first, last) | own
    return own


FRIDAY_SATURDAY = frozenset(
    {"BD", "BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "MV", "OM", "PS", "QA", "SA", "SD", "SY",
     "YE"}
)  # fmt: skip
EMIRATES_CHANGE = date(2022, 1, 1)


def business_weekdays(country: str, on: date) -> tuple[int, ...]:
    """The usual business week of a country, Monday is 0; the local provider may differ."""
    if country in FRIDAY_SATURDAY or (country == "AE" and on < EMIRATES_CHANGE):
        return (6, 0, 1, 2, 3)
    return (0, 1, 2, 3, 4)
