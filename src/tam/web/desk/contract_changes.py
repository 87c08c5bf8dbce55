"""Desk: the changes of a contract, checked before they are written."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tam.apps.entitlement.selectors.pages import ContractPage
from tam.apps.entitlement.services.amending import Asked
from tam.apps.entitlement.services.entering import ENTERERS
from tam.apps.entitlement.verdicts import Outcome, Verdict
from tam.apps.estate import selectors as estate
from tam.web.access import Asker, desk, require
from tam.web.context import moment
from tam.web.desk.change_forms import CHANGES, Change, ChangeForm, Ground
from tam.web.desk.contract_forms import places_of, spread
from tam.web.desk.contracts import page_of


def _change(name: str) -> Change:
    found = next((one for one in CHANGES if one.name == name), None)
    if found is None:
        raise Http404
    return found


def _ground(asker: Asker, page: ContractPage) -> Ground:
    account = page.row.account_id
    sites = estate.sites(scope=asker.scope, account_id=account)
    return Ground(
        page=page,
        places=places_of(asker.scope, account),
        sites=[(str(one.id), one.name) for one in sites],
        libraries=estate.libraries(scope=asker.scope, account_id=account),
    )


@require_http_methods(["GET", "POST"])
@desk
def contract_amend(request: HttpRequest, asker: Asker, contract_id: int) -> HttpResponse:
    """One change of a contract: said, checked, entered with its why."""
    page = page_of(request, asker, contract_id)
    require(asker, page.row.account_id, *ENTERERS)
    change = _change(request.GET.get("change", CHANGES[0].name))
    ground = _ground(asker, page)
    if request.method != "POST":
        return _show(request, page, change, change.form(ground=ground))
    form = change.form(request.POST, ground=ground)
    if not form.is_valid():
        return _show(request, page, change, form, status=400)
    verdict = form.ask(
        Asked(
            contract_id=contract_id,
            why=form.cleaned_data["why"],
            at=moment(request),
            by=asker.principal,
            dry_run="enter" not in request.POST,
        )
    )
    if verdict.outcome is Outcome.ENTERED:
        messages.info(request, f"Contract {page.row.number} is changed.")
        return redirect("desk:contract", contract_id)
    return _show(request, page, change, form, verdict, 200 if verdict.stands else 400)


def _show(
    request: HttpRequest,
    page: ContractPage,
    change: Change,
    form: ChangeForm,
    verdict: Verdict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": page,
        "row": page.row,
        "change": change,
        "changes": CHANGES,
        "form": form,
        "verdict": verdict,
        "told": spread(verdict, form, []) if verdict else [],
    }
    return render(request, "desk/contract-amend.html", context, status=status)
