"""The words of a service level: status, evidence, hours, targets, cut-offs, clauses and levels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from types import MappingProxyType


class ClauseStatus(Enum):
    """What a level says about a clause; unknown is never a no."""

    INCLUDED = "included"
    NOT_INCLUDED = "not_included"
    GOVERNED_BY_BASE = "governed_by_base"
    UNKNOWN = "unknown"


class Evidence(Enum):
    """How well a clause is known."""

    DESCRIBED = "described"
    PUBLISHED = "published"
    PARTIAL = "partial"
    DERIVED = "derived"
    UNKNOWN = "unknown"


class Kind(Enum):
    """How a level is sold: alone, beside a base, or as a change of one clause."""

    BASE = "base"
    ADD_ON = "add_on"
    OPTION = "option"


class Hours(Enum):
    """When a clause is served: the business window of the site, or at all hours."""

    BUSINESS = "business"
    ALWAYS = "always"


class TargetKind(Enum):
    """The event a target dates."""

    SHIPMENT = "shipment"
    DELIVERY = "delivery"
    EXPECTED_DELIVERY = "expected_delivery"
    ARRIVAL = "arrival"
    POSSIBLE_ARRIVAL = "possible_arrival"
    LOANER_SHIPS = "loaner_ships"


class Unit(Enum):
    """What the amount of a target counts."""

    HOURS = "hours"
    BUSINESS_HOURS = "business_hours"
    BUSINESS_DAYS = "business_days"


class PartKind(Enum):
    """Whether a part belongs to the kit stocked at the equipment."""

    IN_KIT = "in_kit"
    NOT_IN_KIT = "not_in_kit"


@dataclass(frozen=True, slots=True)
class Target:
    """The length or day rule of a promise.

    With `between` it is those hours of the day it leads to.
    """

    kind: TargetKind
    amount: int
    unit: Unit
    evidence: Evidence | None = None
    counted_from: str | None = None
    between: tuple[time, time] | None = None
    same_business_day: bool = False
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class CutOff:
    """The time of day after which an event counts as the next business day's.

    `at` is None where the region of the destination sets the time. `late` is what is then possible.
    """

    at: time | None
    event: str | None = None
    reading: str | None = None
    late: Target | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """Something the customer may pay for."""

    id: str
    price: str


@dataclass(frozen=True, slots=True)
class DutyTerms:
    """A duty a level brings; `every` is (amount, unit), None where no rhythm is stated."""

    id: str
    clause: str | None = None
    every: tuple[int, str] | None = None
    readings: tuple[str, ...] = ()
    says: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseTerms:
    """One line of a level: its status, how well it is known, and what it gives where included.

    `likely` is a guess for planning beside the status unknown. `says` holds further stated facts as
    (name, text) pairs. `by_part` splits the clause by kind of part.
    """

    status: ClauseStatus
    evidence: Evidence
    likely: str | None = None
    hours: Hours | None = None
    calendar: str | None = None
    target: Target | None = None
    cut_off: CutOff | None = None
    clock_starts: str | None = None
    steps_first: bool = False
    radius_rule: bool = False
    readings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    charges: tuple[Charge, ...] = ()
    duties: tuple[DutyTerms, ...] = ()
    says: tuple[tuple[str, str], ...] = ()
    by_part: Mapping[PartKind, "ClauseTerms"] = field(default_factory=lambda: MappingProxyType({}))

    def said(self, name: str) -> str | None:
        """A further stated fact, by name."""
        return dict(self.says).get(name)


@dataclass(frozen=True, slots=True)
class PairingRule:
    """Which bases an add-on names, and the readings that allow or refuse one of them."""

    requires_base: tuple[str, ...]
    allowed_with: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    refused_with: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class OptionRule:
    """What an option changes: the levels it fits, and the level it turns one into."""

    applies_to: tuple[str, ...]
    price: str
    turns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, eq=False)
class ServiceLevel:
    """One level in one version; `valid_from` is None for the first version known."""

    id: str
    version: int
    kind: Kind
    name: str
    evidence: Evidence
    source: str | None
    valid_from: date | None
    clauses: Mapping[str, ClauseTerms]
    kind_reading: str | None = None
    pairing: PairingRule | None = None
    option: OptionRule | None = None

    @property
    def short(self) -> str:
        """The name without the product's, for the middle of a sentence."""
        return self.name.removeprefix("SpectraGuard ")
