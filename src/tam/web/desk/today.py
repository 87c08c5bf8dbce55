"""Desk: Today, one ranked list of what the representative owes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tam.apps.cases import selectors as cases
from tam.apps.cases.selectors import CaseLine
from tam.apps.estate import selectors as estate
from tam.apps.obligations import selectors as obligations
from tam.apps.obligations.selectors import LedgerLine
from tam.domain.cases.lifecycle import Party
from tam.domain.obligations.duties import DutyKind
from tam.domain.obligations.standing import Standing
from tam.web.access import Asker, desk
from tam.web.context import moment

RANK = {Standing.OVERDUE: 0, Standing.DUE: 1}
SEVERITY = {"critical": 0, "major": 1, "minor": 2, "request": 3}


@dataclass(frozen=True)
class Act:
    """One row of Today: whose, what, why now, by when, and the act it asks for."""

    account: str
    what: str
    why: str
    standing: str
    url: str
    action: str
    by: date | None = None
    zone: str = ""
    since: datetime | None = None
    clause: str = ""
    readings: Sequence[str] = ()


def address(line: LedgerLine) -> tuple[str, str]:
    """Where an obligation is acted on, and the word on its button."""
    match DutyKind(line.duty):
        case DutyKind.WEEKLY_LOG_REVIEW | DutyKind.ASL_EVALUATION:
            return reverse("desk:review", args=[line.id]), "Review"
        case DutyKind.STATUS_REPORT:
            return reverse("desk:report-new", args=[line.account_id]), "Write report"
        case DutyKind.QUARTERLY_MEETING:
            return reverse("desk:obligation", args=[line.id]), "Look"


def _owed(line: LedgerLine) -> Act:
    url, action = address(line)
    return Act(
        account=line.account,
        what=line.title,
        why=line.because,
        standing=line.standing,
        url=url,
        action=action,
        by=line.by,
        zone=line.zone,
        clause=line.clause,
        readings=line.readings,
    )


def _moves(line: CaseLine) -> Act:
    return Act(
        account=line.account,
        what=f"{line.number} {line.title}",
        why=f"{line.severity} case, {line.words}; the next move is ours",
        standing="due",
        url=reverse("desk:case", args=[line.id]),
        action="Act",
        since=line.waiting_since,
        clause="TAM-12",
    )


def ranked(owed: list[LedgerLine], mine: list[CaseLine]) -> list[Act]:
    """Overdue first, then cases that wait for us by severity, then what falls due, by day."""
    promises = [line for line in owed if line.verdict.standing in RANK]
    overdue = [line for line in promises if line.verdict.standing is Standing.OVERDUE]
    due = [line for line in promises if line.verdict.standing is Standing.DUE]
    moves = sorted(mine, key=lambda one: (SEVERITY[one.severity], one.waiting_since))
    return [*map(_owed, overdue), *map(_moves, moves), *map(_owed, due)]


@dataclass(frozen=True)
class AccountStrip:
    """One account with how many of its promises stand where."""

    id: int
    name: str
    counts: dict[str, int]


def strips(asker: Asker, owed: list[LedgerLine]) -> list[AccountStrip]:
    """The five-state strip of each account in scope."""
    return [
        AccountStrip(
            account.id,
            account.name,
            {
                state.value: sum(
                    1
                    for line in owed
                    if line.account_id == account.id and line.verdict.standing is state
                )
                for state in Standing
            },
        )
        for account in estate.accounts(scope=asker.scope)
    ]


@require_safe
@desk
def today(request: HttpRequest, asker: Asker) -> HttpResponse:
    """What I owe today."""
    now = moment(request)
    owed = obligations.ledger(scope=asker.scope, now=now)
    known = cases.cases(scope=asker.scope, now=now)
    ours = [line for line in known if line.is_open and line.waiting_on is Party.VENDOR]
    theirs = [line for line in known if line.is_open and line.waiting_on is Party.CUSTOMER]
    acts = ranked(owed, ours)
    return render(
        request,
        "desk/today.html",
        {
            "acts": acts,
            "due": sum(1 for act in acts if act.standing == "due" and act.by),
            "overdue": sum(1 for act in acts if act.standing == "overdue"),
            "ours": len(ours),
            "theirs": theirs,
            "accounts": strips(asker, owed),
        },
    )
