"""One question looked at: readings in force, place, day, and the level that answers."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tam.domain.catalogue.load import Catalogue
from tam.domain.catalogue.terms import PartKind
from tam.domain.entitlement.decision import Asked
from tam.domain.entitlement.distance import metres_between
from tam.domain.entitlement.facts import ContractFacts, SiteFacts, check_aware
from tam.domain.entitlement.resolve import Resolution, resolve
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.wording import PARTS
from tam.domain.readings import Readings


class Same:
    """A contract as a key by identity: one is asked often, and hashing it whole is slow."""

    __slots__ = ("it",)

    def __init__(self, it: ContractFacts) -> None:
        """Hold the value, so that its identity stays its own."""
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.it is self.it


@dataclass(frozen=True, slots=True)
class View:
    """What every part of a decision looks at."""

    asked: Asked
    readings: Readings
    key: str
    site: SiteFacts
    on: date
    found: Resolution
    caveats: tuple[Said, ...]
    leaned: tuple[str, ...]


def look(asked: Asked, catalogue: Catalogue, key: str | None = None) -> View:
    """The readings, the place, the day at the place, and the level that answers.

    `key` is the clause key to look at where the clause asked about is a rule of its own.
    """
    check_aware("at", asked.at)
    contract = Same(asked.contract)
    readings = _readings(contract, asked.readings)
    key = key or catalogue.key_of(asked.clause)
    site, leaned, caveats = _place(asked, readings)
    on = asked.at.astimezone(site.tz).date()
    unit = None if asked.unit is None else asked.unit.serial
    lines = asked.contract.lines_on(on, unit, asked.site.id)
    part = asked.events.part
    if key == PARTS and part is None:
        part = PartKind.NOT_IN_KIT
        if resolve(key, lines, on, readings, catalogue).splits:
            caveats = (*caveats, Said("parts.kit_not_stated"))
    found = resolve(key, lines, on, readings, catalogue, part)
    return View(asked, readings, key, site, on, found, caveats, leaned)


FAR_METRES = 25 * 1_609.344


@lru_cache(maxsize=1024)
def _readings(contract: Same, house: Readings) -> Readings:
    """The house's readings with the contract's own on top."""
    return contract.it.read_by(house)


def _place(asked: Asked, readings: Readings) -> tuple[SiteFacts, tuple[str, ...], tuple[Said, ...]]:
    """The place that rules, the reading that says so, a warning where the machine is not (A30)."""
    there = None if asked.unit is None else asked.unit.stands_at
    if there is None or not moved_away(asked.site, there):
        return asked.site, (), ()
    if readings.holds("A30", "actual_place"):
        return there, ("A30",), (Said("place.actual", (there.name,)),)
    return asked.site, ("A30",), (Said("place.elsewhere", (there.name, asked.site.name)),)


def moved_away(registered: SiteFacts, there: SiteFacts) -> bool:
    """Whether a machine stands across a border, or more than 25 miles off (A30)."""
    if registered.country != there.country:
        return True
    home, now = registered.position, there.position
    return home is not None and now is not None and metres_between(home, now) > FAR_METRES
