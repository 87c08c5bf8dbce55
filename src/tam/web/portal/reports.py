"""Portal: the status reports, as pages and files, and "I have read it" (TAM-08)."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tam.apps.reports import selectors, services
from tam.apps.reports.selectors import ReportPage
from tam.web.access import Asker, portal
from tam.web.context import moment
from tam.web.reports import address_of, download, own_receipt, shown


@require_safe
@portal
def reports(request: HttpRequest, asker: Asker) -> HttpResponse:
    """The reports of the customer, newest first."""
    return render(request, "portal/reports.html", {"reports": selectors.reports(scope=asker.scope)})


def _page_of(asker: Asker, report_id: int) -> ReportPage:
    page = selectors.report(scope=asker.scope, report_id=report_id)
    if page is None:
        raise Http404
    return page


@require_safe
@portal
def report(request: HttpRequest, asker: Asker, report_id: int) -> HttpResponse:
    """One report from its frozen content."""
    page = _page_of(asker, report_id)
    context = {
        "page": page,
        "line": page.line,
        "receipt": own_receipt(page, asker),
        **shown(page.content, "portal"),
    }
    return render(request, "portal/report.html", context)


@require_safe
@portal
def report_pdf(request: HttpRequest, asker: Asker, report_id: int) -> FileResponse:
    """The file of a report."""
    return download(_page_of(asker, report_id))


@require_POST
@portal
def report_acknowledge(request: HttpRequest, asker: Asker, report_id: int) -> HttpResponse:
    """A stakeholder says that they read it."""
    _page_of(asker, report_id)
    services.acknowledge(
        report_id=report_id, email=address_of(asker), at=moment(request), by=asker.principal
    )
    messages.info(request, "Noted. Your representative sees that you read it.")
    return redirect("portal:report", report_id)
