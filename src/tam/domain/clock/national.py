"""The national holidays of other countries: a pinned snapshot of the package `holidays`.

The files beside this module were written from the version named in `VERSION`. An update of the
package changes no answer by itself: `tam clock holidays` shows the difference to a person first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from tam.domain.clock.countries import UnknownCountry
from tam.domain.clock.errors import OutOfRange

FOLDER = files("tam.domain.clock").joinpath("national")


def _read(name: str) -> str:
    """A file of the snapshot."""
    return FOLDER.joinpath(name).read_text(encoding="utf-8")


VERSION = _read("VERSION").strip()


@cache
def countries() -> frozenset[str]:
    """The codes of the countries with a list."""
    names = (entry.name for entry in FOLDER.iterdir())
    return frozenset(name.removesuffix(".txt") for name in names if name.endswith(".txt"))


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The holidays of one country by year; `first` and `last` are the years it knows."""

    country: str
    first: int
    last: int
    years: Mapping[int, Mapping[date, str]]

    def closed_in(self, year: int) -> Mapping[date, str]:
        """The holidays of a year with their names; a year it does not know is an error."""
        if not self.first <= year <= self.last:
            raise OutOfRange(
                f"The holidays of {self.country} are known from {self.first} to {self.last}, "
                f"not for {year}."
            )
        return self.years.get(year, {})


@cache
def snapshot(country: str) -> Snapshot:
    """The pinned list of a country; one without a list is an error that says what to do."""
    if country not in countries():
        raise UnknownCountry(
            f"There is no holiday list for {country!r}; give the calendar its closed dates."
        )
    return parse(country, _read(f"{country}.txt"))


def parse(country: str, text: str) -> Snapshot:
    """A snapshot from its file: the years it knows, then each name with its days and years."""
    head, *lines = text.splitlines()
    first, _, last = head.removeprefix("years ").partition("-")
    years: dict[int, dict[date, str]] = {}
    name = ""
    for line in lines:
        if not line.startswith("  "):
            name = line
            continue
        day, _, spans = line.strip().partition(" ")
        for year in _years(spans):
            found = years.setdefault(year, {})
            on = date(year, int(day[:2]), int(day[3:]))
            found[on] = f"{found[on]}; {name}" if on in found else name
    ordered = {year: dict(sorted(days.items())) for year, days in years.items()}
    return Snapshot(country, int(first), int(last), ordered)


def _years(text: str) -> Iterable[int]:
    """The years of `2005-2009,2012`."""
    for part in text.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def written(first: int, last: int, holidays: Mapping[date, str]) -> str:
    """The file of a country: the inverse of `parse`, in an order that keeps differences small."""
    named: dict[str, dict[str, list[int]]] = {}
    for day, names in sorted(holidays.items()):
        for name in dict.fromkeys(names.split("; ")):
            named.setdefault(name, {}).setdefault(f"{day:%m-%d}", []).append(day.year)
    lines = [f"years {first}-{last}"]
    for name, days in sorted(named.items()):
        lines.append(name)
        lines += [f"  {day} {_ranges(years)}" for day, years in sorted(days.items())]
    return "\n".join(lines) + "\n"


def _ranges(years: list[int]) -> str:
    """Years in order as `2005-2009,2012`."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
