"""Desk: the ledger, every promise of every customer, and one promise with its proof."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tam.apps.estate import selectors as estate
from tam.apps.obligations import selectors as obligations
from tam.domain.obligations.standing import Standing
from tam.web.access import Asker, desk
from tam.web.context import moment
from tam.web.desk.today import address
from tam.web.promises import chosen, explained


@require_safe
@desk
def ledger(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Every promise in scope, filtered by the address."""
    lines = obligations.ledger(scope=asker.scope, now=moment(request))
    return render(
        request,
        "desk/ledger.html",
        {
            "lines": chosen(request.GET, lines),
            "total": len(lines),
            "accounts": estate.accounts(scope=asker.scope),
            "states": [state.value for state in Standing],
            "clauses": sorted({line.clause for line in lines}),
            "picked": {key: request.GET.get(key, "") for key in ("account", "state", "clause")},
        },
    )


@require_safe
@desk
def obligation(request: HttpRequest, asker: Asker, obligation_id: int) -> HttpResponse:
    """One promise: what is owed, why, and the proof."""
    line = obligations.obligation(
        scope=asker.scope, obligation_id=obligation_id, now=moment(request)
    )
    if line is None:
        raise Http404
    url, action = address(line)
    context = {
        "line": line,
        "act_url": url,
        "act_word": action,
        **explained(line, asker.scope, moment(request)),
    }
    return render(request, "desk/obligation.html", context)
