"""Reading contracts: what runs where, what was refused and why, and what the planner needs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from tam.apps.entitlement.facts import contract_facts, readings_of
from tam.apps.entitlement.facts_asked import line_subject
from tam.apps.entitlement.models import ContractLine, EntitlementDecision, ServiceContract
from tam.apps.entitlement.selectors_decisions import LineDecision, line_decisions
from tam.apps.estate import selectors as estate
from tam.apps.estate.selectors import LibraryLine
from tam.domain.catalogue.load import standard
from tam.domain.entitlement.contracts import running_lines
from tam.domain.entitlement.facts import Period
from tam.domain.entitlement.pairing import pair_days
from tam.domain.obligations.terms import ActiveTerm, Rhythm
from tam.domain.principals import Scope

TAM = "tam"
MOST_REFUSALS = 20


@dataclass(frozen=True)
class LineLine:
    """One contract line, ready to show."""

    id: int
    number: int
    level: str
    level_name: str
    site: str
    equipment_id: int | None
    equipment: str
    starts_on: date
    ends_on: date
    decided: LineDecision | None = None


@dataclass(frozen=True)
class ContractCard:
    """One contract with its lines."""

    id: int
    account_id: int
    number: str
    starts_on: date
    ends_on: date
    master_agreement: str
    lines: list[LineLine]


@dataclass(frozen=True)
class DecisionLine:
    """A stored answer about a line that was asked for."""

    id: int
    account_id: int
    at: datetime
    asked: str
    verdict: str
    clause: str
    reason: str
    site: str
    level_name: str
    detail: dict[str, object]


def contract_count(*, scope: Scope, account_id: int | None = None) -> int:
    """How many contracts there are in scope."""
    rows = ServiceContract.objects.visible_to(scope)
    return (rows if account_id is None else rows.filter(account_id=account_id)).count()


def contracts(
    *, scope: Scope, account_id: int | None = None, limit: int | None = None
) -> list[ContractCard]:
    """The contracts in scope with their lines, each with its decision; five queries."""
    decided = line_decisions(scope=scope, account_id=account_id)
    rows = ServiceContract.objects.visible_to(scope).prefetch_related(
        "lines__site", "lines__equipment"
    )
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    return [
        ContractCard(
            id=row.pk,
            account_id=row.account_id,
            number=row.number,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            master_agreement=row.master_agreement,
            lines=[
                _line(line, decided.get(line_subject(contract_id=row.pk, number=line.number)))
                for line in row.lines.all()
            ],
        )
        for row in rows[:limit]
    ]


def _line(row: ContractLine, decided: LineDecision | None) -> LineLine:
    return LineLine(
        id=row.pk,
        number=row.number,
        level=row.level,
        level_name=standard().level(row.level).name,
        site=row.site.name,
        equipment_id=row.equipment_id,
        equipment=row.equipment.name if row.equipment else "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        decided=decided,
    )


def refusals(*, scope: Scope, account_id: int | None = None) -> list[DecisionLine]:
    """The lines that were refused and not given since, with the clause, newest first."""
    known = EntitlementDecision.objects.visible_to(scope)
    given = known.filter(
        verdict="yes", level=OuterRef("level"), site=OuterRef("site"), pk__gt=OuterRef("pk")
    )
    rows = known.filter(~Exists(given), verdict="no").exclude(level="").select_related("site")
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    return [
        DecisionLine(
            id=row.pk,
            account_id=row.account_id,
            at=row.at,
            asked=row.asked,
            verdict=row.verdict,
            clause=row.clause,
            reason=row.reason,
            site=row.site.name if row.site else "",
            level_name=standard().level(row.level).name if row.level else "",
            detail=row.detail,
        )
        for row in rows[:MOST_REFUSALS]
    ]


def active_terms(*, scope: Scope) -> list[ActiveTerm]:
    """Where TAM stands on an allowed base, and on which days: what the planner needs (TAM-01)."""
    return _terms(scope, estate.libraries(scope=scope), Q())


def _terms(scope: Scope, libraries: Iterable[LibraryLine], lines: Q) -> list[ActiveTerm]:
    """The terms of some libraries; `lines` narrows the TAM lines that are looked at."""
    by_site: dict[int, list[LibraryLine]] = defaultdict(list)
    by_id = {one.id: one for one in libraries}
    for one in by_id.values():
        by_site[one.site.id].append(one)
    tam = ContractLine.objects.visible_to(scope).filter(lines, contract=OuterRef("pk"), level=TAM)
    rows = ServiceContract.objects.visible_to(scope).filter(Exists(tam))
    terms: list[ActiveTerm] = []
    for row in rows.prefetch_related("lines", "suspensions"):
        for line, days in _tam_days(row):
            held = line.equipment_id
            found = (
                by_site[line.site_id] if held is None else [by_id[held]] if held in by_id else []
            )
            terms += [_term(row, library, period) for library in found for period in days]
    return terms


def _tam_days(row: ServiceContract) -> Iterator[tuple[ContractLine, tuple[Period, ...]]]:
    """The TAM lines of a contract, each with the days on which it stands."""
    lines = {line.number: line for line in row.lines.all()}
    running = running_lines(contract_facts(row, lines.values()))
    readings = readings_of(row)
    for line in running:
        if line.level == TAM:
            yield lines[line.number], pair_days(line, running, readings, standard()).stands


def _term(row: ServiceContract, library: LibraryLine, period: Period) -> ActiveTerm:
    return ActiveTerm(
        account=row.account_id,
        equipment=library.id,
        equipment_name=library.name,
        zone=library.site.zone,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        rhythm=Rhythm.of(readings_of(row)),
    )


def monitoring_days(*, scope: Scope, equipment_id: int, on: date) -> int | None:
    """The days of monitoring a resolution opens on a library (A18); None without active TAM."""
    library = estate.library(scope=scope, equipment_id=equipment_id)
    if library is None:
        return None
    here = Q(equipment_id=equipment_id) | Q(equipment=None, site_id=library.site.id)
    days = (term for term in _terms(scope, [library], here) if term.covers(on))
    return next((term.rhythm.monitoring_days for term in days), None)
