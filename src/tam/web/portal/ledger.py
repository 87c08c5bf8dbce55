"""Portal: what we owe, in plain words, with the proof; what was missed stands there too."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tam.apps.entitlement import selectors as entitlement
from tam.apps.obligations import selectors as obligations
from tam.domain.obligations.standing import Standing
from tam.web.access import Asker, portal
from tam.web.context import moment
from tam.web.promises import chosen, explained

MOST_CONTRACTS = 50


@require_safe
@portal
def ledger(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Every promise to this customer: owed, done, when, by whom, with proof."""
    lines = obligations.ledger(scope=asker.scope, now=moment(request))
    return render(
        request,
        "portal/ledger.html",
        {
            "lines": chosen(request.GET, lines),
            "total": len(lines),
            "states": [state.value for state in Standing],
            "clauses": sorted({line.clause for line in lines}),
            "picked": {key: request.GET.get(key, "") for key in ("state", "clause")},
            "contracts": entitlement.contracts(scope=asker.scope, limit=MOST_CONTRACTS),
            "contract_count": entitlement.contract_count(scope=asker.scope),
            "refusals": entitlement.refusals(scope=asker.scope),
        },
    )


@require_safe
@portal
def obligation(request: HttpRequest, asker: Asker, obligation_id: int) -> HttpResponse:
    """One promise: the sentence, the readings, the proof."""
    line = obligations.obligation(
        scope=asker.scope, obligation_id=obligation_id, now=moment(request)
    )
    if line is None:
        raise Http404
    return render(
        request,
        "portal/obligation.html",
        {"line": line, **explained(line, asker.scope, moment(request))},
    )
