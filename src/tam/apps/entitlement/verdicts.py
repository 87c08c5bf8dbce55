"""What every door answers about a contract: the outcome, and each point with field and reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from tam.domain.entitlement.contracts import Finding, Weight
from tam.domain.entitlement.entry import Complaint
from tam.domain.entitlement.sentences import Said


class Kind(Enum):
    """What a point does: the field cannot be read, a clause refuses, or it is to be known."""

    WRONG = "wrong"
    REFUSES = "refuses"
    WARNS = "warns"


class Outcome(Enum):
    """What became of a contract that was asked for."""

    ENTERED = "entered"
    ALLOWED = "allowed"  # by a dry run
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    WRONG = "wrong"


@dataclass(frozen=True)
class Point:
    """One thing about one field: its clause where one decides, the reason, what would change it."""

    kind: Kind
    field: str
    reason: str
    clause: str = ""
    remedies: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The reason and what would change it, in one line."""
        return " ".join((self.reason, *self.remedies))


@dataclass(frozen=True)
class Verdict:
    """The answer to a contract or to a change of one; `contract_id` where there is one."""

    outcome: Outcome
    number: str
    points: tuple[Point, ...] = ()
    contract_id: int | None = None

    @property
    def stands(self) -> bool:
        """Whether what was asked for is, or would be, so."""
        return self.outcome in {Outcome.ENTERED, Outcome.ALLOWED, Outcome.UNCHANGED}


def complaint_points(complaints: Iterable[Complaint]) -> tuple[Point, ...]:
    """Complaints about fields."""
    return tuple(Point(Kind.WRONG, one.field, one.reason) for one in complaints)


def finding_points(findings: Iterable[Finding], names: Mapping[str, str]) -> tuple[Point, ...]:
    """Findings in the words of people: machines, sites and levels by their names."""
    return tuple(
        Point(
            kind=_kind(one.weight),
            field=one.field,
            reason=said(one.reason, names),
            clause=one.clause,
            remedies=tuple(said(remedy, names) for remedy in one.remedies),
            readings=one.readings,
        )
        for one in findings
    )


def _kind(weight: Weight) -> Kind:
    match weight:
        case Weight.REFUSES:
            return Kind.REFUSES
        case Weight.WARNS:
            return Kind.WARNS
        case _:
            assert_never(weight)


def said(sentence: Said, names: Mapping[str, str]) -> str:
    """A sentence with names in place of ids."""
    return Said(sentence.code, tuple(names.get(arg, arg) for arg in sentence.args)).text


def refuses(points: Iterable[Point]) -> bool:
    """Whether any point stops what was asked for."""
    return any(point.kind is not Kind.WARNS for point in points)


def number_of(field: str) -> int | None:
    """The number of the line that a field belongs to: 3 of `lines[3].level`."""
    head, _, rest = field.partition("[")
    digits = rest.partition("]")[0]
    return int(digits) if head == "lines" and digits.isdecimal() else None
