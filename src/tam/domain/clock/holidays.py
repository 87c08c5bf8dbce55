"""The days on which a clock stands still: the seven of NOTE-1, other countries' own (A4, A5).

Own rules in the United States, a pinned list of every other country; dates that somebody gives for
a year override either. Each closed date has a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tam.domain.clock import american
from tam.domain.clock import national as snapshots
from tam.domain.clock.american import FEDERAL, NOTE_1, AmericanList
from tam.domain.clock.countries import UNITED_STATES, checked_country
from tam.domain.clock.national import VERSION
from tam.domain.readings import DEFAULTS, Readings

HOLIDAYS_VERSION = VERSION
SATURDAY = american.SATURDAY


@dataclass(frozen=True, slots=True)
class ExplicitYear:
    """The closed dates of one year as somebody listed them, in place of the rule."""

    year: int
    days: tuple[tuple[date, str], ...]

    def __post_init__(self) -> None:
        for day, name in self.days:
            if day.year != self.year:
                raise ValueError(f"{day} {name!r} is not in {self.year}, the year it is given for.")


@dataclass(frozen=True, slots=True)
class HolidayList:
    """The closed dates of a country for any year it knows; `rules` is set for the US alone."""

    country: str
    rules: AmericanList | None = None
    explicit: tuple[ExplicitYear, ...] = ()
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.country, self.rules, self.explicit)))

    def __hash__(self) -> int:
        return self._hash

    def closed_in(self, year: int) -> Mapping[date, str]:
        """The closed dates of a year with their names, in order; an unknown year is an error."""
        for given in self.explicit:
            if given.year == year:
                return dict(sorted(given.days))
        if self.rules is not None:
            return american.closed_in(self.rules, year)
        return snapshots.snapshot(self.country).closed_in(year)

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year it knows."""
        if self.rules is not None:
            return date.min.year, date.max.year
        known = snapshots.snapshot(self.country)
        return known.first, known.last


def american_list(readings: Readings) -> AmericanList:
    """The list that the readings A4 and A5 choose."""
    chosen = readings.value("A5")
    return AmericanList(
        note_1=chosen != "national_only",
        federal=chosen != "note_1_closed",
        in_lieu=readings.holds("A4", "true"),
    )


def holiday_list(
    country: str, readings: Readings = DEFAULTS, explicit: tuple[ExplicitYear, ...] = ()
) -> HolidayList:
    """The closed dates of a country by its two-letter code, as the readings A4 and A5 have it."""
    code = checked_country(country)
    if code == UNITED_STATES:
        return HolidayList(code, american_list(readings), explicit)
    snapshots.snapshot(code)
    return HolidayList(code, None, explicit)


def closed_days(country: str, first: int, last: int, readings: Readings) -> dict[date, str]:
    """The closed days for equipment registered in a country, as the readings A4 and A5 have it."""
    return _between(holiday_list(country, readings), first, last)


def spectra_us(first: int, last: int, *, in_lieu: bool = True) -> dict[date, str]:
    """The closed days of NOTE-1 in these years; in-lieu days cross the turn of a year (A4)."""
    return _between(HolidayList(UNITED_STATES, NOTE_1 if in_lieu else AmericanList(in_lieu=False)),
                    first, last)  # fmt: skip


def national(country: str, first: int, last: int) -> dict[date, str]:
    """The nationally recognised public holidays of a country in these years."""
    code = checked_country(country)
    rules = FEDERAL if code == UNITED_STATES else None
    return _between(HolidayList(code, rules), first, last)


def _between(known: HolidayList, first: int, last: int) -> dict[date, str]:
    """The closed days of a list from the first to the last year."""
    made: dict[date, str] = {}
    for year in range(first, last + 1):
        made.update(known.closed_in(year))
    return made
