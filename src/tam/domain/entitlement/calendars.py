"""The calendar of a place as the readings have it, and which reading a span of days leans on.

The arithmetic is the clock's; here a place becomes a calendar, and a skipped day gets its name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from tam.domain.clock.business_weeks import dated_weeks
from tam.domain.clock.holidays import SATURDAY, holiday_list, national, spectra_us
from tam.domain.clock.spec import ALWAYS, CalendarSpec, Week, business_week
from tam.domain.clock.timer import due, is_open
from tam.domain.clock.workdays import on_or_before
from tam.domain.entitlement.facts import EARLIEST, LATEST, BadFacts, SiteFacts
from tam.domain.entitlement.sentences import Said
from tam.domain.readings import DEFAULTS, Readings

DAY = timedelta(days=1)
OPENS, CLOSES = time(8, 0), time(17, 0)  # the business window of every level (A25, A29)
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
VENDOR_ZONE = "America/Denver"
IN_LIEU = "(in lieu)"


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """The business days of one place around a year: the clock's calendar names the closed ones.

    `touchy` holds the days about which the readings A4 and A5 decide, open or closed; `note_1`
    those of NOTE-1.
    """

    spec: CalendarSpec
    touchy: Mapping[date, tuple[str, ...]]
    note_1: frozenset[date]

    @property
    def zone(self) -> str:
        """The zone of its wall clock."""
        return self.spec.zone

    def open_on(self, day: date) -> bool:
        """Whether it is a business day."""
        return self.spec.is_business_day(day)

    def before(self, day: date) -> date:
        """The business day before a day; for the readings that count backwards."""
        return on_or_before(self.spec, day - DAY)

    def covers(self, at: datetime) -> bool:
        """Whether a moment lies inside the business window."""
        return is_open(self.spec, at)


def business_due(days: Days, start: datetime, hours: timedelta) -> datetime:
    """The moment by which so many business hours have passed."""
    found = due(days.spec, start, hours)
    assert found is not None  # noqa: S101  only an open hold leaves a clock without its end
    return found


@dataclass(frozen=True, slots=True)
class Leaned:
    """The readings a span of days leans on, and a sentence for each closed day in it."""

    readings: tuple[str, ...] = ()
    says: tuple[Said, ...] = ()


NOTHING = Leaned()


def leans(days: Days, first: date, last: date) -> Leaned:
    """What the days from first to last lean on, both included; closed days are named (NOTE-1)."""
    readings: tuple[str, ...] = ()
    says: tuple[Said, ...] = ()
    day = first
    while day <= last:
        name = days.spec.closed_name(day)
        if name is not None and days.spec.windows_of(day):
            code = "day.note_1" if day in days.note_1 else "day.closed"
            says += (Said(code, (day.isoformat(), name)),)
        if day in days.touchy:
            readings += days.touchy[day]
        day += DAY
    return Leaned(readings, says) if readings or says else NOTHING


def days_of(site: SiteFacts, year: int, readings: Readings) -> Days:
    """The business days at a site: the country's holidays, its week or the local provider's own."""
    return _days(site.zone, site.country, site.week, year, _holidays_by(site.country, readings))


def days_in(zone_name: str, country: str, year: int, readings: Readings) -> Days:
    """The business days of a country, read on another place's wall clock: a shipping side."""
    return _days(zone_name, country, (), year, _holidays_by(country, readings))


def _holidays_by(country: str, readings: Readings) -> Readings:
    """Only the readings that move a holiday, so that equal calendars are built once."""
    if country != "US":
        return DEFAULTS
    return _us_holidays_by(readings.value("us_in_lieu_days"), readings.value("us_holiday_list"))


@lru_cache(maxsize=8)
def _us_holidays_by(in_lieu: str, choice: str) -> Readings:
    return DEFAULTS.with_("us_in_lieu_days", in_lieu).with_("us_holiday_list", choice)


@lru_cache(maxsize=4096)
def _days(
    zone_name: str, country: str, week: tuple[str, ...], year: int, readings: Readings
) -> Days:
    """One calendar around one year."""
    if not EARLIEST <= year <= LATEST:
        raise BadFacts(f"at: the year {year} is outside {EARLIEST} to {LATEST}.")
    holidays = holiday_list(country, readings)
    (_, weekly), *later = _weeks(country, week)
    spec = CalendarSpec(
        zone=zone_name,
        weekly=weekly,
        later=tuple((since, days) for since, days in later if since is not None),
        holidays=holidays,
    )
    if holidays.rules is None:
        return Days(spec, {}, frozenset())
    years = year - 1, year + 2
    return Days(spec, _touchy(*years), frozenset(spectra_us(*years)))


def _weeks(country: str, week: tuple[str, ...]) -> list[tuple[date | None, Week]]:
    """The week of the local provider, else the country's with the dates it changed on."""
    for name in week:
        if name not in WEEK:
            raise BadFacts(f"week: {name!r} is no day; the days are {', '.join(WEEK)}.")
    if week:
        return [(None, business_week(WEEK.index(name) for name in week))]
    return [(since, business_week(days)) for since, days in dated_weeks(country)]


@lru_cache(maxsize=64)
def _touchy(first: int, last: int) -> dict[date, tuple[str, ...]]:
    """The days in the United States about which A4 or A5 decides."""
    own = spectra_us(first, last)
    found: dict[date, tuple[str, ...]] = {
        day: ("A5",) for day in (*own, *national("US", first, last)) if day.weekday() < SATURDAY
    }
    for day, name in own.items():
        if name.endswith(IN_LIEU):
            found[day] = ("A4", "A5")
    return found


@lru_cache(maxsize=1024)
def all_hours_on(days: Days) -> Days:
    """The same business days, open from midnight to midnight (A27)."""
    whole = tuple(ALWAYS[0] if windows else () for windows in days.spec.weekly)
    return replace(days, spec=replace(days.spec, weekly=whole))
