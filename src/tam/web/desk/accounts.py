"""Desk: accounts, and one account with its promises, contracts, people and refusals."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tam.apps.cases import selectors as cases
from tam.apps.entitlement import selectors as entitlement
from tam.apps.estate import selectors as estate
from tam.apps.obligations import selectors as obligations
from tam.apps.people import selectors as people
from tam.web.access import Asker, desk
from tam.web.context import moment
from tam.web.desk.today import strips

MOST_CONTRACTS = 20


@require_safe
@desk
def accounts(request: HttpRequest, asker: Asker) -> HttpResponse:
    """The accounts this person works for."""
    owed = obligations.ledger(scope=asker.scope, now=moment(request))
    representatives = {
        one.account_id: one
        for one in people.representatives(scope=asker.scope, on=moment(request).date())
    }
    rows = [(strip, representatives.get(strip.id)) for strip in strips(asker, owed)]
    return render(request, "desk/accounts.html", {"rows": rows})


@require_safe
@desk
def account(request: HttpRequest, asker: Asker, account_id: int) -> HttpResponse:
    """One account."""
    now = moment(request)
    found = [one for one in estate.accounts(scope=asker.scope) if one.id == account_id]
    if not found:
        raise Http404
    scope = asker.scope
    representatives = people.representatives(scope=scope, on=now.date())
    owed = obligations.ledger(scope=scope, now=now, account_id=account_id)
    return render(
        request,
        "desk/account.html",
        {
            "account": found[0],
            "owed": owed,
            "cases": cases.cases(scope=scope, now=now, account_id=account_id),
            "libraries": estate.libraries(scope=scope, account_id=account_id),
            "sites": estate.sites(scope=scope, account_id=account_id),
            "contracts": entitlement.contracts(
                scope=scope, account_id=account_id, limit=MOST_CONTRACTS
            ),
            "contract_count": entitlement.contract_count(scope=scope, account_id=account_id),
            "refusals": entitlement.refusals(scope=scope, account_id=account_id),
            "contacts": people.contacts(scope=scope, account_id=account_id),
            "stakeholders": people.stakeholders(scope=scope, account_id=account_id),
            "representative": next(
                (one for one in representatives if one.account_id == account_id), None
            ),
        },
    )
