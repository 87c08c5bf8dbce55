"""Amending a contract: checked like a new one, never for days that are past, kept with its why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction

from tam.apps.entitlement import services_decisions as decisions
from tam.apps.entitlement.facts import contract_facts
from tam.apps.entitlement.models import (
    Amendment,
    ContractLine,
    EntitlementDecision,
    ServiceContract,
    Suspension,
)
from tam.apps.entitlement.services.answers import id_of, line_answer, point_data, store_refused
from tam.apps.entitlement.services.book import Book, Shelf, held_lines
from tam.apps.entitlement.verdicts import Kind, Outcome, Point, Verdict, finding_points, refuses
from tam.apps.estate import selectors as estate
from tam.apps.estate import services as places
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.domain.catalogue.load import standard
from tam.domain.entitlement.beside import check_beside
from tam.domain.entitlement.changes import check_amendment
from tam.domain.entitlement.contracts import Finding, check_contract, running_lines
from tam.domain.entitlement.facts import BadFacts, ContractFacts, LineFacts
from tam.domain.entitlement.spans import overlap
from tam.domain.principals import Principal, Scope
from tam.domain.readings import DEFAULTS


@dataclass(frozen=True)
class Asked:
    """Which contract is to be changed, why, when it was asked, and whether only to say what if."""

    contract_id: int
    why: str
    at: datetime
    by: Principal
    dry_run: bool = False


@dataclass(frozen=True)
class Change:
    """What a contract becomes, in a word, from which day, in a sentence, with its own points."""

    kind: str
    on: date
    says: str
    after: ContractFacts
    points: tuple[Point, ...] = ()
    detail: Mapping[str, object] = field(default_factory=dict)
    resumes: int | None = None  # the suspension that ends with it
    moves: bool = False  # a library moves, whether or not a line goes along


class Unfit(Exception):
    """A change that cannot be made of this contract; the field, and what to do."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(words)
        self.field = name


Making = Callable[[ContractFacts, Book], Change]


@transaction.atomic
def amend(*, asked: Asked, make: Making) -> Verdict:
    """Make one change of a contract, or say why not."""
    row = ServiceContract.unscoped.select_for_update(of=("self",)).get(pk=asked.contract_id)
    places.hold_accounts(account_ids=[row.account_id])
    before = contract_facts(row, row.lines.all())
    own = Scope(frozenset({row.account_id}))
    book = Book(estate.accounts(scope=own)[0])
    try:
        change = make(before, book)
    except Unfit as wrong:
        return _wrong(row, wrong.field, str(wrong))
    except BadFacts as wrong:
        return _wrong(row, "", str(wrong))
    if change.after == before and not change.moves:
        return _wrong(row, "", "That changes nothing; the contract says so already.")
    points = (*change.points, *_judged(before, change, book, asked.at.date()))
    if asked.dry_run:
        return Verdict(Outcome.REFUSED if refuses(points) else Outcome.ALLOWED, row.number, points)
    if refuses(points):
        store_refused(change.after, row.account_id, points, asked.at, asked.by)
        return Verdict(Outcome.REFUSED, row.number, points, row.pk)
    if change.resumes is None:
        _write(row, before, change.after)
    else:
        Suspension.unscoped.filter(pk=change.resumes).update(resumed_on=change.on)
    _keep(row, change, points, asked)
    _answer_new_lines(row, before, change, book, asked.at)
    changed = [line.number for line in change.after.lines if line not in before.lines]
    decisions.store_lines(row=row, contract=change.after, numbers=changed, at=asked.at)
    return Verdict(Outcome.ENTERED, row.number, points, row.pk)


def _wrong(row: ServiceContract, name: str, words: str) -> Verdict:
    return Verdict(Outcome.WRONG, row.number, (Point(Kind.WRONG, name, words),), row.pk)


def _judged(before: ContractFacts, change: Change, book: Book, today: date) -> tuple[Point, ...]:
    """What the change brings; what was so before it is not held against it."""
    was = set(_findings(before, book))
    new = [one for one in _findings(change.after, book) if one not in was]
    history = check_amendment(_running(before), _running(change.after), today)
    return finding_points((*history, *new), book.names)


def _findings(contract: ContractFacts, book: Book) -> tuple[Finding, ...]:
    catalogue = standard()
    sites = {id_of(line.site or "") for line in contract.lines}
    shelf = Shelf(held_lines(book.account.id, sites))
    return (
        *check_contract(contract, book.estate(contract.lines), DEFAULTS, catalogue),
        *check_beside(contract, shelf.near(contract), DEFAULTS, catalogue),
    )


def _running(contract: ContractFacts) -> ContractFacts:
    return replace(contract, lines=running_lines(contract))


def _write(row: ServiceContract, before: ContractFacts, after: ContractFacts) -> None:
    """Bring the rows to what the contract is now."""
    if after.ends_on != before.ends_on:
        ServiceContract.unscoped.filter(pk=row.pk).update(ends_on=after.ends_on)
    was = {line.number: line for line in before.lines}
    rows = {line.number: line for line in row.lines.all()}
    for line in after.lines:
        old = was.get(line.number)
        if old is None:
            rows[line.number] = _new_line(row, line)
        elif (old.ends_on, old.site) != (line.ends_on, line.site):
            changed = rows[line.number]
            changed.ends_on = line.ends_on
            changed.site_id = id_of(line.site or "")
            changed.save(update_fields=["ends_on", "site"])
        _new_pauses(row, rows[line.number], old, line)
    for days in after.suspended:
        if days not in before.suspended:
            Suspension.unscoped.create(
                account_id=row.account_id,
                contract=row,
                starts_on=days.starts_on,
                ends_on=days.ends_on,
            )


def _new_line(row: ServiceContract, line: LineFacts) -> ContractLine:
    version = line.level_version
    if version is None:
        version = standard().level_on(line.level, line.starts_on).version
    return ContractLine.unscoped.create(
        account_id=row.account_id,
        contract=row,
        number=line.number,
        level=line.level,
        level_version=version,
        options=list(line.options),
        site_id=id_of(line.site or ""),
        equipment_id=id_of(line.unit) if line.unit else None,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
    )


def _new_pauses(
    row: ServiceContract, at: ContractLine, old: LineFacts | None, line: LineFacts
) -> None:
    for days in line.suspended:
        shared = overlap(days, line.period)
        if shared is not None and (old is None or days not in old.suspended):
            Suspension.unscoped.create(
                account_id=row.account_id,
                contract=row,
                line=at,
                starts_on=shared.starts_on,
                ends_on=shared.ends_on,
            )


def _answer_new_lines(
    row: ServiceContract, before: ContractFacts, change: Change, book: Book, at: datetime
) -> None:
    """A line that is new has its own stored answer, with the service center of its site."""
    known = {line.number for line in before.lines}
    new = [line for line in change.after.lines if line.number not in known]
    centers = book.centers(new)
    EntitlementDecision.unscoped.bulk_create(
        line_answer(row, change.after, line, [], centers, at) for line in new
    )


def _keep(row: ServiceContract, change: Change, points: tuple[Point, ...], asked: Asked) -> None:
    """The amendment, the stored answer, and the journal entry."""
    number = Amendment.unscoped.filter(contract=row).count() + 1
    Amendment.unscoped.create(
        account_id=row.account_id,
        contract=row,
        number=number,
        kind=change.kind,
        at=asked.at,
        by=asked.by.name[:200],
        effective_on=change.on,
        why=asked.why[:500],
        says=change.says[:500],
        detail=dict(change.detail),
    )
    EntitlementDecision.unscoped.create(
        account_id=row.account_id,
        at=asked.at,
        asked=f"Amendment {number} of {row.number}"[:200],
        verdict=EntitlementDecision.Verdict.YES,
        clause=points[0].clause if points else "TAM-01",
        reason=change.says[:500],
        contract=row,
        detail={
            "contract": row.number,
            "catalogue": standard().version,
            "findings": [point_data(point) for point in points],
        },
    )
    what = Happening(
        action="contract.amended",
        subject=f"contract:{row.pk}",
        summary=f"{row.number}, amendment {number}: {change.says} {asked.why}",
        account_id=row.account_id,
        clause="NOTE-7",
        data={"findings": [point_data(point) for point in points]},
    )
    journal.enter(at=asked.at, by=asked.by, what=what)
