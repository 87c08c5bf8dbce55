"""Portal: the customer's libraries and what their logs say."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tam.apps.estate import selectors as estate
from tam.apps.logreview import selectors, selectors_findings
from tam.apps.obligations import selectors as obligations
from tam.domain.clock.zones import zone
from tam.web.access import Asker, portal
from tam.web.bundles import grouped
from tam.web.context import moment
from tam.web.fleets import fleet_of
from tam.web.months import page_of


@require_safe
@portal
def libraries(request: HttpRequest, asker: Asker) -> HttpResponse:
    """All libraries with how many findings stand."""
    known = estate.libraries(scope=asker.scope)
    found = selectors.findings_by_library(scope=asker.scope)
    rows = [(one, found.get(one.id, [])) for one in known]
    return render(request, "portal/libraries.html", {"rows": rows})


@require_safe
@portal
def library(request: HttpRequest, asker: Asker, equipment_id: int) -> HttpResponse:
    """One library."""
    found = estate.library(scope=asker.scope, equipment_id=equipment_id)
    if found is None:
        raise Http404
    today = moment(request).astimezone(zone(found.site.zone)).date()
    findings = selectors.library_findings(scope=asker.scope, equipment_id=equipment_id, on=today)
    context = {
        "library": found,
        "groups": grouped(findings),
        "bundles": selectors.bundles(scope=asker.scope, equipment_id=equipment_id),
        "owed": obligations.ledger(
            scope=asker.scope, now=moment(request), equipment_id=equipment_id
        ),
    }
    return render(request, "portal/library.html", context)


@require_safe
@portal
def finding(request: HttpRequest, asker: Asker, finding_id: int) -> HttpResponse:
    """One finding, and the same kind on the customer's other libraries."""
    page = selectors_findings.finding(scope=asker.scope, finding_id=finding_id, now=moment(request))
    if page is None:
        raise Http404
    context = {"page": page, "frame": "portal", "fleet": fleet_of(page, asker.scope)}
    return render(request, "portal/finding.html", context)


@require_safe
@portal
def months(request: HttpRequest, asker: Asker, equipment_id: int) -> HttpResponse:
    """The monthly evaluations of one library (TAM-07)."""
    return page_of(request, asker, equipment_id, "portal")
