"""Writing contracts: terms, lines, and the stored answer to each line asked for (TAM-01)."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction

from tam.apps.entitlement import services_decisions as decisions
from tam.apps.entitlement.facts import clause_id, contract_facts, line_facts, readings_of
from tam.apps.entitlement.models import ContractLine, EntitlementDecision, ServiceContract
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.domain.catalogue.load import standard
from tam.domain.catalogue.terms import Kind
from tam.domain.entitlement.contracts import running_lines
from tam.domain.entitlement.pairing import PairedDays, pair_days
from tam.domain.entitlement.wording import kind_of
from tam.domain.principals import Principal
from tam.domain.refusals import Refused


@dataclass(frozen=True)
class NewContract:
    """An agreement over a period; both days are covered (NOTE-7)."""

    account_id: int
    number: str
    starts_on: date
    ends_on: date
    master_agreement: str
    readings: dict[str, str] = field(default_factory=dict)
    contact_id: int | None = None


@dataclass(frozen=True)
class NewLine:
    """One level on one library, or on the whole site where no library is named."""

    contract_id: int
    level: str
    site_id: int
    starts_on: date
    ends_on: date
    equipment_id: int | None = None


@dataclass(frozen=True)
class Answer:
    """What became of a line that was asked for; `line_id` is None where it was refused."""

    allowed: bool
    clause: str
    reason: str
    line_id: int | None = None


@transaction.atomic
def add_contract(*, new: NewContract, at: datetime, by: Principal) -> int:
    """Enter a contract without lines."""
    if new.ends_on < new.starts_on:
        raise Refused("TAM-01", "A contract cannot end before it starts; check the two dates.")
    row = ServiceContract.unscoped.create(
        account_id=new.account_id,
        number=new.number,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        master_agreement=new.master_agreement,
        readings=new.readings,
        contact_id=new.contact_id,
    )
    summary = f"Contract {new.number}, {new.starts_on} to {new.ends_on}"
    what = Happening("contract.added", f"contract:{row.pk}", summary, new.account_id, "NOTE-7")
    journal.enter(at=at, by=by, what=what)
    return row.pk


@transaction.atomic
def ask_line(*, new: NewLine, at: datetime, by: Principal) -> Answer:
    """Ask for a line: an add-on only beside an allowed base; either answer is stored (TAM-01)."""
    contract = ServiceContract.unscoped.select_for_update().get(pk=new.contract_id)
    if new.starts_on < contract.starts_on or new.ends_on > contract.ends_on:
        raise Refused(
            "TAM-01",
            f"The line leaves the contract's dates, {contract.starts_on} to "
            f"{contract.ends_on}; give dates inside them.",
        )
    row = ContractLine(
        account_id=contract.account_id,
        contract=contract,
        number=contract.lines.count() + 1,
        level=new.level,
        level_version=standard().level_on(new.level, new.starts_on).version,
        site_id=new.site_id,
        equipment_id=new.equipment_id,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
    )
    answer = _answer(row, contract)
    if answer.allowed:
        row.save()
    _store(row, answer, at, by)
    others = contract.lines.exclude(number=row.number)
    decisions.store_lines(
        row=contract, contract=contract_facts(contract, [*others, row]), numbers=[row.number], at=at
    )
    return replace(answer, line_id=row.pk)


def _answer(row: ContractLine, contract: ServiceContract) -> Answer:
    catalogue, readings = standard(), readings_of(contract)
    level = catalogue.level_on(row.level, row.starts_on)
    if kind_of(level, readings) is Kind.BASE:
        return Answer(
            allowed=True, clause="TAM-01", reason=f"{level.name} is a base level and stands alone."
        )
    lines = running_lines(contract_facts(contract, contract.lines.all()))
    days = pair_days(line_facts(row), lines, readings, catalogue)
    return _verdict(days, level.name)


def _verdict(days: PairedDays, name: str) -> Answer:
    if days.whole:
        return Answer(
            allowed=True,
            clause="TAM-01",
            reason=f"{name} stands on an allowed base on every day of the line.",
        )
    if days.refusal is not None:
        remedies = " ".join(one.text for one in days.refusal.remedies)
        return Answer(
            allowed=False,
            clause=days.refusal.because,
            reason=f"{days.refusal.reason.text} {remedies}".strip(),
        )
    first = days.void[0].starts_on
    return Answer(
        allowed=False,
        clause="TAM-01",
        reason=f"{name} has no base on the same equipment from {first}; add a base line.",
    )


def _store(row: ContractLine, answer: Answer, at: datetime, by: Principal) -> None:
    asked = f"{standard().level(row.level).name} on {row.contract.number}"
    EntitlementDecision.unscoped.create(
        account_id=row.account_id,
        at=at,
        asked=asked[:200],
        verdict=EntitlementDecision.Verdict.YES
        if answer.allowed
        else EntitlementDecision.Verdict.NO,
        clause=answer.clause,
        reason=answer.reason[:500],
        site_id=row.site_id,
        level=row.level,
        contract=row.contract,
        detail={
            "contract": row.contract.number,
            "starts_on": row.starts_on.isoformat(),
            "ends_on": row.ends_on.isoformat(),
            "lines": [f"{line.number} {line.level}" for line in row.contract.lines.all()],
            "catalogue": standard().version,
        },
    )
    what = Happening(
        action="line.allowed" if answer.allowed else "line.refused",
        subject=f"contract:{row.contract_id}",
        summary=f"{asked}: {answer.reason}",
        account_id=row.account_id,
        clause=clause_id(answer.clause),
    )
    journal.enter(at=at, by=by, what=what)
