"""Portal: is anything wrong, who is on it, what do I have to do; then what was done for me."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tam.apps.cases import selectors as cases
from tam.apps.entitlement import selectors as entitlement
from tam.apps.estate import selectors as estate
from tam.apps.obligations import selectors as obligations
from tam.apps.people import selectors as people
from tam.domain.cases.lifecycle import Party, State
from tam.domain.obligations.standing import Standing
from tam.web.access import Asker, portal
from tam.web.context import moment

RECENT = timedelta(days=31)


@require_safe
@portal
def home(request: HttpRequest, asker: Asker) -> HttpResponse:
    """The answer first: what is open, whose move it is, what was done lately."""
    now = moment(request)
    scope = asker.scope
    known = cases.cases(scope=scope, now=now)
    owed = obligations.ledger(scope=scope, now=now)
    open_cases = [line for line in known if line.is_open]
    return render(
        request,
        "portal/home.html",
        {
            "open_cases": open_cases,
            "monitored": [line for line in known if line.state is State.MONITORING],
            "yours": [line for line in open_cases if line.waiting_on is Party.CUSTOMER],
            "missed": [line for line in owed if line.verdict.standing is Standing.OVERDUE],
            "next": [
                line for line in owed if line.verdict.standing in {Standing.DUE, Standing.AHEAD}
            ][:5],
            "done": [
                line
                for line in owed
                if line.verdict.standing is Standing.KEPT
                and line.proof
                and line.proof.at > now - RECENT
            ],
            "libraries": estate.libraries(scope=scope),
            "accounts": estate.accounts(scope=scope),
            "representatives": people.representatives(scope=scope, on=now.date()),
            "refusals": entitlement.refusals(scope=scope),
        },
    )
