"""The gates of a contract: secure sites, regions, fifty miles (NOTE-4, NOTE-5, NOTE-6)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from tam.domain.catalogue.regions import REGION_WORDS
from tam.domain.catalogue.terms import ClauseStatus, ClauseTerms
from tam.domain.entitlement.distance import Position, nearest, within
from tam.domain.entitlement.facts import Availability, CenterFacts, SiteFacts
from tam.domain.entitlement.sentences import Said
from tam.domain.readings import Readings

METRES_PER_MILE = 1_609.344


class Passage(Enum):
    """How a gate answers; unchecked means that the fact it needs is not recorded."""

    OPEN = "open"
    WARNS = "warns"
    SHUT = "shut"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: its clause, its answer and reason, the reading it leans on, what would open it."""

    clause: str
    passage: Passage
    reason: Said
    readings: tuple[str, ...] = ()
    remedies: tuple[Said, ...] = ()


def secure_site(site: SiteFacts, on_site: ClauseTerms | None, readings: Readings) -> Gate:
    """Whether a site's secure flag allows this on-site clause; None where no level is active."""
    if not site.secure:
        return Gate("NOTE-4", Passage.OPEN, Said("gate.not_secure"))
    if on_site is not None and on_site.status is ClauseStatus.INCLUDED:
        return Gate("NOTE-4", Passage.OPEN, Said("gate.secure_on_site"), ("A10",))
    unknown = on_site is not None and on_site.status is ClauseStatus.UNKNOWN
    leaned = ("A10", "A11") if unknown else ("A10",)
    said = Said("gate.secure_unknown" if unknown else "gate.secure_without")
    passage = Passage.SHUT if readings.holds("A10", "refuse") else Passage.WARNS
    return Gate("NOTE-4", passage, said, leaned, (Said("remedy.on_site_level"),))


def region(level: str, name: str, table: Availability | None, called: str = "") -> Gate:
    """Whether a level is offered in a region, by the dated table (NOTE-5).

    `called` is the level's name for a sentence, its id where it is left out.
    """
    regions = None if table is None else table.regions(level)
    args = called or level, REGION_WORDS.get(name, name)
    if table is None or regions is None:
        return Gate("NOTE-5", Passage.UNCHECKED, Said("gate.region_unknown", args))
    dated = (*args, table.dated.isoformat())
    if name in regions:
        return Gate("NOTE-5", Passage.OPEN, Said("gate.region_offered", dated))
    offered = ", ".join(REGION_WORDS.get(one, one) for one in sorted(regions)) or "no region"
    return Gate(
        "NOTE-5",
        Passage.SHUT,
        Said("gate.region_not_offered", dated),
        remedies=(Said("remedy.region", (called or level, offered)),),
    )


def measured(
    site: SiteFacts, centers: tuple[tuple[str, Position], ...], on: date
) -> CenterFacts | None:
    """The nearest partner service center with its distance and the day; kept with a contract."""
    place = site.position
    found = None if place is None else nearest(place, [position for _, position in centers])
    if found is None:
        return None
    return CenterFacts(centers[found.center][0], found.metres, on)


def within_radius(center: CenterFacts, readings: Readings) -> bool:
    """Whether the distance is inside the fifty miles; the edge itself by A9."""
    return within(center.metres, inclusive=not readings.holds("A9", "exclusive"))


def radius(center: CenterFacts | None, on_site: ClauseTerms | None, readings: Readings) -> Gate:
    """Whether the on-site response time is promised at this distance (NOTE-6)."""
    if on_site is None or not on_site.radius_rule:
        return Gate("NOTE-6", Passage.OPEN, Said("gate.no_radius_rule"))
    return distance(center, readings)


def distance(center: CenterFacts | None, readings: Readings) -> Gate:
    """The fifty miles by themselves, for a level whose on-site times hang on them (NOTE-6)."""
    if center is None:
        return Gate("NOTE-6", Passage.UNCHECKED, Said("gate.radius_unknown"))
    miles = f"{center.metres / METRES_PER_MILE:.3f}".rstrip("0").rstrip(".")
    if within_radius(center, readings):
        return Gate("NOTE-6", Passage.OPEN, Said("gate.radius_inside", (miles,)), ("A9",))
    void = readings.holds("A9", "void_beyond")
    return Gate(
        "NOTE-6",
        Passage.SHUT if void else Passage.WARNS,
        Said("gate.radius_void" if void else "gate.radius_outside", (miles,)),
        ("A9",),
        (Said("remedy.center"),),
    )
