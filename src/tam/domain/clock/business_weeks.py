"""The business week a country usually keeps, at most five days.

A contract or the local provider overrides it. Monday to Friday, and Sunday to Thursday where the
weekend is Friday and Saturday, with the dates it changed on, from public accounts of each country's
weekend (https://en.wikipedia.org/wiki/Workweek_and_weekend and what the package `holidays` cites).
"""

from datetime import date

from tam.domain.clock.countries import checked_country

Weekdays = tuple[int, ...]
Dated = tuple[tuple[date | None, Weekdays], ...]

MON_FRI = (0, 1, 2, 3, 4)
SUN_THU = (6, 0, 1, 2, 3)
SAT_WED = (5, 6, 0, 1, 2)

FRIDAY_SATURDAY = "AF BD BH DJ EG IL IQ JO LY MV PS QA SD SO SY"
CHANGED: dict[str, tuple[Weekdays, date, Weekdays]] = {
    "AE": (SUN_THU, date(2022, 1, 1), MON_FRI),
    "DZ": (SAT_WED, date(2009, 8, 14), SUN_THU),
    "KW": (SAT_WED, date(2007, 9, 1), SUN_THU),
    "MR": (SUN_THU, date(2014, 10, 1), MON_FRI),
    "OM": (SAT_WED, date(2013, 5, 1), SUN_THU),
    "SA": (SAT_WED, date(2013, 6, 28), SUN_THU),
    "YE": (SAT_WED, date(2013, 8, 15), SUN_THU),
}
WEEKS: dict[str, Dated] = {
    **dict.fromkeys(FRIDAY_SATURDAY.split(), ((None, SUN_THU),)),
    **{code: ((None, old), (on, new)) for code, (old, on, new) in CHANGED.items()},
    "IR": ((None, SAT_WED),),
}
USUAL: Dated = ((None, MON_FRI),)


def dated_weeks(country: str) -> Dated:
    """The business weeks of a country, each with the date it holds from."""
    return WEEKS.get(checked_country(country), USUAL)


def business_weekdays(country: str, on: date) -> Weekdays:
    """The usual business week of a country on a date, Monday is 0; the provider may differ."""
    found = USUAL[0][1]
    for since, days in dated_weeks(country):
        if since is None or on >= since:
            found = days
    return found
