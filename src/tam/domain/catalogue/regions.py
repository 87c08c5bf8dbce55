"""Regions: which cut-off rules a shipment, by destination and day (NOTE-2, NOTE-3; A7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from types import MappingProxyType

from tam.domain.catalogue.entries import Entry
from tam.domain.catalogue.parse import Fields, reading, words
from tam.domain.readings import Readings

ALASKA = "AK"


class Region(Enum):
    """The territory that decides cut-off and commitment of a shipment."""

    EU_NO_CH = "eu_no_ch"
    CONTINENTAL_US = "continental_us"
    REST_OF_WORLD = "rest_of_world"


REGION_WORDS: Mapping[str, str] = MappingProxyType(
    {
        Region.EU_NO_CH.value: "the EU, Norway and Switzerland",
        Region.CONTINENTAL_US.value: "the continental United States",
        Region.REST_OF_WORLD.value: "the rest of the world",
    }
)


class UnknownState(ValueError):
    """A state of the United States that is missing or does not exist."""


@dataclass(frozen=True, slots=True)
class CutOffRule:
    """The parts cut-off of a region: the time of day, and the reading that names its wall clock."""

    at: time
    zone_reading: str


@dataclass(frozen=True, slots=True)
class Membership:
    """The days on which a country counts in; `until` is None while it does."""

    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the country counts in on this day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Regions:
    """Who belongs where, with the cut-off of each region that has one."""

    cut_offs: Mapping[Region, CutOffRule]
    members: Mapping[str, Membership]
    states: Mapping[str, str]
    elsewhere: Mapping[str, str]

    def state(self, text: str) -> str:
        """The code of a US state or territory, from its code or its name."""
        if text in self.states:
            return text
        wanted = text.strip().casefold()
        for code, name in (*self.states.items(), *self.elsewhere.items()):
            if wanted in {code.casefold(), name.casefold()}:
                return code
        raise UnknownState(
            f"state: {text!r} is no state of the United States; its code decides the region (A7)."
        )

    def of(self, country: str, state: str, on: date, readings: Readings) -> Region:
        """The region of a destination on a day."""
        if country == "US":
            code = self.state(state)
            inside = code in self.states
            if code == ALASKA and readings.holds("A7", "with_alaska"):
                inside = True
            return Region.CONTINENTAL_US if inside else Region.REST_OF_WORLD
        member = self.members.get(country)
        if member is not None and member.holds(on):
            return Region.EU_NO_CH
        return Region.REST_OF_WORLD


def _membership(entry: Entry) -> Membership:
    """`1973-01-01`, or `1973-01-01 to 2020-01-31`."""
    first, _, last = entry.text().partition(" to ")
    try:
        return Membership(date.fromisoformat(first), date.fromisoformat(last) if last else None)
    except ValueError:
        raise entry.wrong("days as 1973-01-01 to 2020-01-31 are expected here") from None


def _cut_off(fields: Fields) -> CutOffRule:
    return CutOffRule(
        fields.need("cut_off", Entry.time_of_day), fields.need("zone_reading", reading)
    )


def parse_regions(entry: Entry) -> Regions:
    """The regions of the common file, checked."""
    fields = Fields(entry)
    europe = fields.need(Region.EU_NO_CH.value, Fields)
    america = fields.need(Region.CONTINENTAL_US.value, Fields)
    fields.done()
    made = Regions(
        cut_offs=MappingProxyType(
            {Region.EU_NO_CH: _cut_off(europe), Region.CONTINENTAL_US: _cut_off(america)}
        ),
        members=europe.need(
            "members",
            lambda members: MappingProxyType(
                {code: _membership(days) for code, days in members.mapping().items()}
            ),
        ),
        states=america.need("states", words),
        elsewhere=america.need("elsewhere", words),
    )
    europe.done()
    america.done()
    return made
