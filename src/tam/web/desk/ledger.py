"""Desk: the ledger, every promise of every customer, and one promise with its proof."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tam.apps.estate import selectors as estate
from tam.apps.obligations import selectors as obligations
from tam.apps.obligations.selectors import LedgerLine
from tam.domain.clauses import clause_of
from tam.domain.obligations.standing import Standing
from tam.domain.readings import reading_of
from tam.web.access import Asker, desk
from tam.web.desk.today import address


def chosen(request: HttpRequest, lines: list[LedgerLine]) -> list[LedgerLine]:
    """The lines that the address asks for: by account, state and clause."""
    account, state, clause = (request.GET.get(key, "") for key in ("account", "state", "clause"))
    return [
        line
        for line in lines
        if (not account.isdecimal() or line.account_id == int(account))
        and (not state or line.standing == state)
        and (not clause or line.clause == clause)
    ]


@desk
def ledger(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Every promise in scope, filtered by the address."""
    lines = obligations.ledger(scope=asker.scope, now=timezone.now())
    return render(
        request,
        "desk/ledger.html",
        {
            "lines": chosen(request, lines),
            "total": len(lines),
            "accounts": estate.accounts(scope=asker.scope),
            "states": [state.value for state in Standing],
            "clauses": sorted({line.clause for line in lines}),
            "picked": {key: request.GET.get(key, "") for key in ("account", "state", "clause")},
        },
    )


def explained(line: LedgerLine) -> dict[str, object]:
    """The sentence, and the readings that set the day, for the "why?" of a promise."""
    ids = [text.partition("=")[0] for text in line.readings]
    return {
        "clause": clause_of(line.clause),
        "readings": [
            (text, reading_of(key).decision) for text, key in zip(line.readings, ids, strict=True)
        ],
    }


@desk
def obligation(request: HttpRequest, asker: Asker, obligation_id: int) -> HttpResponse:
    """One promise: what is owed, why, and the proof."""
    line = obligations.obligation(
        scope=asker.scope, obligation_id=obligation_id, now=timezone.now()
    )
    if line is None:
        raise Http404
    url, action = address(line)
    context = {"line": line, "act_url": url, "act_word": action, **explained(line)}
    return render(request, "desk/obligation.html", context)
