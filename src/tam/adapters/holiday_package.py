"""The package `holidays` as it is installed, against the snapshot that answers stand on.

Holiday data change every two weeks and regress now and then, so the clock reads a pinned snapshot
only; this module writes it and shows what an update would change.
"""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

import holidays

from tam.domain.clock import national

FIRST, LAST = 2000, 2060
TWO_LETTERS = 2
OWN_RULES = frozenset({"US"})


def countries() -> list[str]:
    """The codes of the countries the package knows and we take from it."""
    known = holidays.list_supported_countries()
    return sorted(c for c in known if len(c) == TWO_LETTERS and c not in OWN_RULES)


def _made(country: str, years: range) -> holidays.HolidayBase:
    """The package's holidays of a country, in English where it has English names."""
    plain = holidays.country_holidays(country, years=years)
    if "en_US" not in plain.supported_languages:
        return plain
    return holidays.country_holidays(country, years=years, language="en_US")


def current(country: str) -> tuple[int, int, dict[date, str]]:
    """The first and last year of the snapshot's range that the package knows, and the holidays.

    One year more is built on both sides: a day observed for 1 January may fall in the year before.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # years out of the package's range are cut off below
        found = _made(country, range(FIRST - 1, LAST + 2))
    first, last = max(FIRST, found.start_year), min(LAST, found.end_year)
    return first, last, {day: name for day, name in found.items() if first <= day.year <= last}


@dataclass(frozen=True)
class Difference:
    """One date on which the package and the snapshot disagree; an empty name is no holiday."""

    country: str
    day: date
    pinned: str
    installed: str

    def __str__(self) -> str:
        return (
            f"{self.country} {self.day}: {self.pinned or 'no holiday'} -> "
            f"{self.installed or 'no holiday'}"
        )


def _names(days: Mapping[date, str], day: date) -> str:
    """The names of a day in one order, whatever order they were added in."""
    return "; ".join(sorted(set(days.get(day, "").split("; "))))


def differences(country: str) -> Iterator[Difference]:
    """Where the installed package and the snapshot of a country disagree, by date."""
    _, _, installed = current(country)
    pinned: dict[date, str] = {}
    if country in national.countries():
        known = national.snapshot(country)
        for days in known.years.values():
            pinned |= days
    for day in sorted(pinned.keys() | installed.keys()):
        old, new = _names(pinned, day), _names(installed, day)
        if old != new:
            yield Difference(country, day, old, new)


def write(folder: Path) -> int:
    """Write the snapshot from the installed package; how many countries it holds."""
    for country in countries():
        first, last, days = current(country)
        text = national.written(first, last, days)
        folder.joinpath(f"{country}.txt").write_text(text, encoding="utf-8")
    folder.joinpath("VERSION").write_text(f"{installed()}\n", encoding="utf-8")
    return len(countries())


def installed() -> str:
    """The name and version of the package."""
    return f"holidays {version('holidays')}"
