"""Reading one contract for its page, with all that became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tam.apps.entitlement.facts import contract_facts, pause_of
from tam.apps.entitlement.facts_asked import line_subject
from tam.apps.entitlement.models import (
    Amendment,
    ContractLine,
    EntitlementDecision,
    ServiceContract,
    Suspension,
)
from tam.apps.entitlement.selectors.listing import (
    ContractRow,
    contract_rows,
    row_of,
    state_of,
)
from tam.apps.entitlement.selectors_decisions import LineDecision, line_decisions
from tam.domain.catalogue.load import standard
from tam.domain.entitlement.changes import expiry_alerts, lapses
from tam.domain.entitlement.facts import ContractFacts
from tam.domain.entitlement.gates import METRES_PER_MILE
from tam.domain.entitlement.spans import in_words
from tam.domain.principals import Scope
from tam.domain.readings import DEFAULTS

MOST_DECISIONS = 100


@dataclass(frozen=True)
class LineRow:
    """One line, ready to show; `voids` are the days on which it has no base."""

    id: int
    number: int
    level: str
    level_name: str
    version: int | None
    option_ids: list[str]
    options: list[str]
    site: str
    equipment: str
    serial: str
    equipment_id: int | None
    starts_on: date
    ends_on: date
    state: str
    days_left: int | None
    voids: str
    decided: LineDecision | None = None


@dataclass(frozen=True)
class PauseRow:
    """One suspension: of the contract, or of a line; `last` is its last day as it stands."""

    id: int
    line: int | None
    starts_on: date
    last: date | None
    planned: date
    over: bool


@dataclass(frozen=True)
class AmendmentRow:
    """One change."""

    number: int
    kind: str
    at: datetime
    by: str
    effective_on: date
    why: str
    says: str


@dataclass(frozen=True)
class DecisionRow:
    """One stored answer with the findings that came with it."""

    at: datetime
    asked: str
    verdict: str
    clause: str
    reason: str
    findings: list[Mapping[str, object]]
    measured: str


@dataclass(frozen=True)
class ContractPage:
    """One contract with its lines and its history."""

    row: ContractRow
    master_agreement: str
    contact: str
    readings: list[str]
    follows: ContractRow | None
    successor: ContractRow | None
    lines: list[LineRow]
    pauses: list[PauseRow]
    amendments: list[AmendmentRow]
    decisions: list[DecisionRow]


def contract_by_number(*, scope: Scope, number: str, today: date) -> ContractPage | None:
    """One contract by its number, or None where it is not in scope."""
    row = ServiceContract.objects.visible_to(scope).filter(number=number).first()
    return None if row is None else contract(scope=scope, contract_id=row.pk, today=today)


def contract(*, scope: Scope, contract_id: int, today: date) -> ContractPage | None:
    """One contract with all that became of it, or None where it is not in scope."""
    row = (
        contract_rows(scope, today)
        .select_related("account", "contact", "follows__account")
        .prefetch_related("lines__site", "lines__equipment", "amendments", "suspensions__line")
        .filter(pk=contract_id)
        .first()
    )
    if row is None:
        return None
    lines = list(row.lines.all())
    facts = contract_facts(row, lines)
    successors = list(contract_rows(scope, today).filter(follows=row)[:1])
    return ContractPage(
        row=row_of(row, today),
        master_agreement=row.master_agreement,
        contact=f"{row.contact.name}, {row.contact.email}" if row.contact else "",
        readings=[f"{name}={value}" for name, value in sorted(row.readings.items())],
        follows=row_of(row.follows, today) if row.follows else None,
        successor=row_of(successors[0], today) if successors else None,
        lines=_lines(facts, lines, today, line_decisions(scope=scope, contract_id=row.pk)),
        pauses=[_pause(one, today) for one in row.suspensions.all()],
        amendments=[_amendment(one) for one in row.amendments.all()],
        decisions=_decisions(scope, contract_id),
    )


def _lines(
    facts: ContractFacts, rows: list[ContractLine], today: date, decided: dict[str, LineDecision]
) -> list[LineRow]:
    void = {one.line.number: one.days for one in lapses(facts, DEFAULTS, standard())}
    near = {one.line.number: one.days_left for one in expiry_alerts(facts, today)}
    held = {line.number: line for line in facts.lines}
    return [
        LineRow(
            id=row.pk,
            number=row.number,
            level=row.level,
            level_name=standard().level(row.level, row.level_version).name,
            version=row.level_version,
            option_ids=list(row.options),
            options=[standard().level(option).name for option in row.options],
            site=row.site.name,
            equipment=row.equipment.name if row.equipment else "",
            serial=row.equipment.serial if row.equipment else "",
            equipment_id=row.equipment_id,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            state=state_of(held[row.number], today),
            days_left=near.get(row.number),
            voids=in_words(void.get(row.number, ())),
            decided=decided.get(line_subject(contract_id=row.contract_id, number=row.number)),
        )
        for row in rows
    ]


def _pause(row: Suspension, today: date) -> PauseRow:
    days = pause_of(row)
    return PauseRow(
        id=row.pk,
        line=row.line.number if row.line else None,
        starts_on=row.starts_on,
        last=days.ends_on if days else None,
        planned=row.ends_on,
        over=row.resumed_on is not None or row.ends_on < today,
    )


def _amendment(row: Amendment) -> AmendmentRow:
    return AmendmentRow(row.number, row.kind, row.at, row.by, row.effective_on, row.why, row.says)


def _decisions(scope: Scope, contract_id: int) -> list[DecisionRow]:
    rows = EntitlementDecision.objects.visible_to(scope).filter(contract_id=contract_id)
    return [
        DecisionRow(
            at=row.at,
            asked=row.asked,
            verdict=row.verdict,
            clause=row.clause,
            reason=row.reason,
            findings=row.detail.get("findings", []),
            measured=_measured(row.detail.get("center")),
        )
        for row in rows[:MOST_DECISIONS]
    ]


def _measured(center: Mapping[str, object] | None) -> str:
    """The service center of an answer, with the distance to the metre and its day (NOTE-6)."""
    if center is None:
        return ""
    metres = float(str(center["metres"]))
    miles = metres / METRES_PER_MILE
    return (
        f"{center['name']}, {metres:,.0f} m ({miles:.3f} miles), measured {center['measured_on']}"
    )
