"""The dated tables of levels offered per region (NOTE-5): package data, checked when it is read.

A level withdrawn by a newer table is refused to new lines; contracts that run keep theirs, for
the table asked is that of the day a line starts.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from tam.domain.catalogue.entries import BadEntry, Entry, read_entries
from tam.domain.catalogue.load import standard
from tam.domain.catalogue.parse import Fields
from tam.domain.catalogue.regions import REGION_WORDS, UnknownState
from tam.domain.entitlement.facts import Availability
from tam.domain.readings import Readings

SCHEMA = "spectraguard-availability/1"


@dataclass(frozen=True, slots=True)
class Table:
    """One dated table with its source."""

    source: str
    offered: Availability


def _offered(entry: Entry) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Level -> regions, each known."""
    found = []
    for level, regions in entry.mapping().items():
        if level not in standard().ids:
            raise regions.wrong(f"there is no level {level!r}")
        for item in regions.items():
            if item.text() not in REGION_WORDS:
                raise item.wrong(f"{item.text()!r} is not one of {', '.join(REGION_WORDS)}")
        found.append((level, regions.texts()))
    return tuple(found)


def _table(entry: Entry) -> Table:
    fields = Fields(entry)
    dated = fields.need("dated", Entry.day)
    made = Table(
        fields.need("source", Entry.text), Availability(dated, fields.need("offered", _offered))
    )
    fields.done()
    return made


def parse_tables(text: str, file: str) -> tuple[Table, ...]:
    """The tables of a file, oldest first; each complaint names its place."""
    whole = read_entries(text, file)
    fields = Fields(whole)
    schema = fields.need("schema", Entry.text)
    if schema != SCHEMA:
        raise whole.wrong(f"the schema is {schema!r}; this program reads {SCHEMA}")
    made = fields.need("tables", lambda entry: tuple(_table(one) for one in entry.items()))
    fields.done()
    days = [table.offered.dated for table in made]
    if sorted(set(days)) != days:
        raise BadEntry(f"{file}: the tables stand by their day, each day once")
    return made


@lru_cache(maxsize=1)
def tables() -> tuple[Table, ...]:
    """The tables that come with the product."""
    text = files("tam.domain.entitlement").joinpath("availability.yaml").read_text("utf-8")
    return parse_tables(text, "availability.yaml")


def table_on(day: date, known: tuple[Table, ...] | None = None) -> Availability | None:
    """The table in force on a day; None before the first."""
    found = [one.offered for one in known or tables() if one.offered.dated <= day]
    return found[-1] if found else None


def region_of(country: str, state: str, on: date, readings: Readings) -> str | None:
    """The region of a place on a day, by its id; None where the state is missing or not known."""
    try:
        return standard().common.regions.of(country, state, on, readings).value
    except UnknownState:
        return None
