"""What would be issued at a moment: content, the promises it keeps, its readers (TAM-08)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tam.apps.cases import selectors as cases
from tam.apps.entitlement import selectors as entitlement
from tam.apps.estate import selectors as estate
from tam.apps.logreview import selectors as logreview
from tam.apps.obligations import selectors as obligations
from tam.apps.obligations.selectors import LedgerLine
from tam.apps.people import selectors as people
from tam.apps.people.selectors import StakeholderLine
from tam.apps.reports import selectors as issued
from tam.apps.reports.facts import (
    case_fact,
    finding_fact,
    newest_logs,
    promise_fact,
    recipient,
    review_facts,
)
from tam.domain.clock.zones import zone
from tam.domain.obligations.duties import DutyKind
from tam.domain.principals import Scope
from tam.domain.refusals import Refused
from tam.domain.reports.changes import revised
from tam.domain.reports.compose import compose
from tam.domain.reports.content import Report
from tam.domain.reports.facts import LibraryFact, Period, PromiseFact, ReportFacts
from tam.domain.words import plain

REPORT = DutyKind.STATUS_REPORT.value
FIRST_PERIOD = timedelta(days=30)
DAY = timedelta(days=1)
ALL_BUNDLES = 1000


@dataclass(frozen=True)
class Asked:
    """What a report is asked to be: whose, until which day, with which words, by whom, when."""

    account_id: int
    until_on: date | None
    summary: str
    at: datetime
    by: str
    obligation_id: int | None = None


@dataclass(frozen=True)
class Draft:
    """A report that is not issued yet, the ledger lines it would keep, and its readers."""

    report: Report
    keeps: list[LedgerLine]
    readers: list[StakeholderLine]


def _scope(asked: Asked) -> Scope:
    return Scope(frozenset({asked.account_id}))


def _ledger(asked: Asked) -> list[LedgerLine]:
    scope = _scope(asked)
    return obligations.ledger(scope=scope, now=asked.at, account_id=asked.account_id)


def _home(lines: list[LedgerLine]) -> str:
    """The zone of a report's days: that of the promise to report."""
    return next((line.zone for line in lines if line.duty == REPORT), "UTC")


def _day(at: datetime, zone_name: str) -> date:
    return at.astimezone(zone(zone_name)).date()


def kept_by(lines: list[LedgerLine], asked: Asked) -> list[LedgerLine]:
    """The promises to report that a report of this moment keeps.

    Those whose period has begun and that nobody kept yet: a report inside a week is also the one of
    its month (A16 owes a monthly one only "otherwise"), and a late one stands for the periods it
    covers, each marked late. With an obligation named, that one alone.
    """
    open_ones = [
        line
        for line in lines
        if line.duty == REPORT and line.proof is None and line.opens_on <= _day(asked.at, line.zone)
    ]
    if asked.obligation_id is None:
        return open_ones
    chosen = [line for line in open_ones if line.id == asked.obligation_id]
    if not chosen:
        raise Refused("TAM-08", "That promise is no status report that could be kept today.")
    return chosen


def _from_on(asked: Asked, lines: list[LedgerLine], until_on: date) -> date:
    """The day after the last report; for the first, the day on which the first one was owed."""
    last = issued.last_issued(scope=_scope(asked), account_id=asked.account_id)
    if last is not None:
        return last.until_on + DAY
    opened = [line.opens_on for line in lines if line.duty == REPORT and line.opens_on <= until_on]
    return min(opened, default=until_on - FIRST_PERIOD)


def _gather(
    asked: Asked, lines: list[LedgerLine], identity: tuple[int, int], period: Period
) -> ReportFacts:
    """Everything the report says, read at one moment; the promises are those of the ledger."""
    scope = _scope(asked)
    libraries = estate.libraries(scope=scope, account_id=asked.account_id)
    newest = newest_logs(logreview.bundles(scope=scope, limit=ALL_BUNDLES))
    number, revision = identity
    (account,) = estate.accounts(scope=scope)
    return ReportFacts(
        account=account.name,
        number=number,
        revision=revision,
        period=period,
        as_of=asked.at,
        issued_by=asked.by,
        summary=plain(asked.summary, lines=True),
        contracts=_contracts(scope, asked.account_id, period),
        cases=tuple(
            case_fact(line)
            for line in cases.cases(scope=scope, now=asked.at, account_id=asked.account_id)
        ),
        promises=tuple(promise_fact(line) for line in lines),
        reviews=review_facts(lines),
        findings=tuple(
            finding_fact(line, one.name)
            for one in libraries
            if one.id in newest
            for line in logreview.library_findings(scope=scope, equipment_id=one.id)
        ),
        libraries=tuple(
            LibraryFact(
                one.name,
                one.site.name,
                newest[one.id].uploaded_at if one.id in newest else None,
            )
            for one in libraries
        ),
        recipients=(),
        unreached=issued.unreached(scope=scope, account_id=asked.account_id, number=number),
    )


def _contracts(scope: Scope, account_id: int, period: Period) -> tuple[str, ...]:
    """The contracts with a TAM line that runs in the period."""
    return tuple(
        sorted(
            card.number
            for card in entitlement.contracts(scope=scope, account_id=account_id)
            if any(
                line.level == entitlement.TAM
                and line.starts_on <= period.until_on
                and line.ends_on >= period.from_on
                for line in card.lines
            )
        )
    )


def _marked(fact: PromiseFact, line: LedgerLine, asked: Asked, kept: set[int]) -> PromiseFact:
    """A promise that this report keeps, dated by its issue."""
    if line.id not in kept:
        return fact
    if line.proof is not None:  # a revision: the first issue kept it
        return replace(fact, by_this_report=True)
    return replace(fact, by_this_report=True, settled_at=asked.at, settled_by=asked.by)


def _compose(
    asked: Asked,
    lines: list[LedgerLine],
    identity: tuple[int, int],
    period: Period,
    kept: set[int],
) -> tuple[Report, list[StakeholderLine]]:
    facts = _gather(asked, lines, identity, period)
    scope = _scope(asked)
    readers = list(people.stakeholders(scope=scope, account_id=asked.account_id))
    promises = tuple(
        _marked(fact, line, asked, kept) for fact, line in zip(facts.promises, lines, strict=True)
    )
    facts = replace(facts, promises=promises, recipients=tuple(recipient(one) for one in readers))
    return compose(facts), readers


def draft(*, asked: Asked) -> Draft:
    """The next report of an account; refused with the reason where it cannot be issued."""
    lines = _ledger(asked)
    home = _home(lines)
    until_on = asked.until_on or _day(asked.at, home)
    last = issued.last_issued(scope=_scope(asked), account_id=asked.account_id)
    keeps = kept_by(lines, asked)
    report, readers = _compose(
        asked,
        lines,
        (last.number + 1 if last else 1, 1),
        Period(_from_on(asked, lines, until_on), until_on, home),
        {line.id for line in keeps},
    )
    return Draft(report, keeps, readers)


def revision_draft(*, before: issued.Issued, summary: str, at: datetime, by: str) -> Draft:
    """A corrected revision of a report: same number and period, what differs listed."""
    asked = Asked(before.account_id, before.until_on, summary, at, by)
    lines = _ledger(asked)
    kept = {
        line.id
        for line in lines
        if line.duty == REPORT and line.proof and line.proof.data.get("report") == before.number
    }
    new, readers = _compose(
        asked,
        lines,
        (before.number, before.revision + 1),
        Period(before.from_on, before.until_on, before.content.zone),
        kept,
    )
    return Draft(revised(before.content, new), [], readers)
