"""The explained decision: what was asked, the answer, and everything the answer stands on."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from tam.domain.catalogue.terms import ClauseStatus, Evidence, Hours, Target
from tam.domain.entitlement.facts import (
    NOTHING_YET,
    ContractFacts,
    Events,
    SiteFacts,
    UnitFacts,
)
from tam.domain.entitlement.gates import Gate
from tam.domain.entitlement.resolve import Tried
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.steps import ChargeDue, Held
from tam.domain.readings import DEFAULTS, Readings


class Verdict(Enum):
    """The answer in a word; unknown is never a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: may this machine at this site have this clause at this moment."""

    contract: ContractFacts
    site: SiteFacts
    unit: UnitFacts | None
    clause: str
    at: datetime
    events: Events = NOTHING_YET
    readings: Readings = DEFAULTS


@dataclass(frozen=True, slots=True)
class Governing:
    """The level whose text decided, in its version, and the contract line that holds it."""

    level: str
    version: int
    name: str
    evidence: Evidence
    source: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Window:
    """When the clause is served, and where its wall clock hangs."""

    hours: Hours
    zone: str
    calendar: str | None


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised in this situation; only the fields that apply are set.

    `committed` is False for a "may", an estimate, or a best effort. Days are days of the site.
    """

    committed: bool
    covered: bool | None = None
    opens_at: datetime | None = None
    ship_on: date | None = None
    could_ship_on: date | None = None
    deliver_on: date | None = None
    nominal_at: datetime | None = None
    ship_by: datetime | None = None
    expected_on: date | None = None
    arrive_from: datetime | None = None
    arrive_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """The data an answer was computed with, so that it can be explained and replayed later."""

    catalogue: str
    holidays: str
    tzdata: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer with its reasons; the same question gives the same bytes.

    `says` names what moved a date: the cut-off, each closed day.
    `readings` are the ids of the switches it leans on, `tried` the rules in order with their
    outcome, `remedies` what would have to change for another answer.
    """

    asked: Asked
    verdict: Verdict
    status: ClauseStatus
    reason: Said
    governing: Governing | None
    window: Window | None
    target: Target | None
    promise: Promise | None
    held: tuple[Held, ...]
    gates: tuple[Gate, ...]
    charges: tuple[ChargeDue, ...]
    caveats: tuple[Said, ...]
    says: tuple[Said, ...]
    readings: tuple[str, ...]
    tried: tuple[Tried, ...]
    remedies: tuple[Said, ...]
    versions: Versions

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clause asked about and the notes that had a say."""
        said = (*self.says, *self.caveats)
        return tuple(
            dict.fromkeys(
                (
                    self.asked.clause,
                    *(NOTES[one.code] for one in said if one.code in NOTES),
                    *(gate.clause for gate in self.gates),
                )
            )
        )


NOTES = {
    "day.closed": "NOTE-1",
    "day.note_1": "NOTE-1",
    "parts.transit": "NOTE-2",
    "parts.local_sourcing": "NOTE-3",
    "parts.not_mountain": "NOTE-3",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What another value of a reading would change: the verdict, the status, or the promise."""

    reading: str
    value: str
    means: str
    verdict: Verdict
    status: ClauseStatus
    promise: Promise | None
