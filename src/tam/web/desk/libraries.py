"""Desk: libraries with their findings, and bundles with every member accounted for."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tam.adapters import blobs
from tam.apps.cases import selectors as cases
from tam.apps.estate import selectors as estate
from tam.apps.logreview import selectors
from tam.apps.obligations import selectors as obligations
from tam.domain.clock.zones import zone
from tam.domain.refusals import Refused
from tam.web.access import Asker, desk
from tam.web.bundles import attachment, context_of, grouped, progress
from tam.web.context import moment
from tam.web.months import page_of

GONE = "The bytes of this bundle are not in the store. Tell the operator to restore them."


@require_safe
@desk
def libraries(request: HttpRequest, asker: Asker) -> HttpResponse:
    """All libraries in scope with how many findings stand."""
    known = estate.libraries(scope=asker.scope)
    found = selectors.findings_by_library(scope=asker.scope)
    rows = [(one, found.get(one.id, [])) for one in known]
    return render(request, "desk/libraries.html", {"rows": rows})


@require_safe
@desk
def library(request: HttpRequest, asker: Asker, equipment_id: int) -> HttpResponse:
    """One library: facts, findings, bundles, promises, cases."""
    found = estate.library(scope=asker.scope, equipment_id=equipment_id)
    if found is None:
        raise Http404
    now, scope = moment(request), asker.scope
    today = now.astimezone(zone(found.site.zone)).date()
    findings = selectors.library_findings(scope=scope, equipment_id=equipment_id, on=today)
    context = {
        "library": found,
        "groups": grouped(findings),
        "bundles": selectors.bundles(scope=scope, equipment_id=equipment_id),
        "owed": obligations.ledger(scope=scope, now=now, equipment_id=equipment_id),
        "cases": cases.cases(scope=scope, now=now, equipment_id=equipment_id),
    }
    return render(request, "desk/library.html", context)


@require_safe
@desk
def bundle(request: HttpRequest, asker: Asker, bundle_id: int) -> HttpResponse:
    """One bundle: coverage, findings, every member."""
    page = selectors.bundle_page(scope=asker.scope, bundle_id=bundle_id)
    if page is None:
        raise Http404
    return render(request, "desk/bundle.html", context_of(page, "desk", request.GET))


@require_safe
@desk
def bundle_progress(request: HttpRequest, asker: Asker, bundle_id: int) -> HttpResponse:
    """How far a bundle is read, for the page that waits."""
    line = selectors.bundle(scope=asker.scope, bundle_id=bundle_id)
    if line is None:
        raise Http404
    return progress(request, line, "desk")


@require_safe
@desk
def bundle_download(request: HttpRequest, asker: Asker, bundle_id: int) -> FileResponse:
    """The bytes of a bundle as they were sent."""
    line = selectors.bundle(scope=asker.scope, bundle_id=bundle_id)
    if line is None:
        raise Http404
    try:
        file = blobs.open_blob(Path(settings.TAM_BLOBS), line.sha256)
    except FileNotFoundError as gone:
        raise Refused("TAM-06", GONE) from gone
    return attachment(line, file)


@require_safe
@desk
def months(request: HttpRequest, asker: Asker, equipment_id: int) -> HttpResponse:
    """The monthly evaluations of one library (TAM-07)."""
    return page_of(request, asker, equipment_id, "desk")
