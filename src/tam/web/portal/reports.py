"""Portal: the status reports, as pages and files, and "I have read it" (TAM-08)."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tam.apps.reports import selectors
from tam.web.access import Asker, portal
from tam.web.context import moment
from tam.web.reports import acknowledge, context_of, download, page_of


@require_safe
@portal
def reports(request: HttpRequest, asker: Asker) -> HttpResponse:
    """The reports of the customer, newest first."""
    return render(request, "portal/reports.html", {"reports": selectors.reports(scope=asker.scope)})


@require_safe
@portal
def report(request: HttpRequest, asker: Asker, report_id: int) -> HttpResponse:
    """One report from its frozen content."""
    page = page_of(asker, report_id)
    return render(request, "portal/report.html", context_of(page, asker, "portal"))


@require_safe
@portal
def report_pdf(request: HttpRequest, asker: Asker, report_id: int) -> FileResponse:
    """The file of a report."""
    return download(page_of(asker, report_id))


@require_POST
@portal
def report_acknowledge(request: HttpRequest, asker: Asker, report_id: int) -> HttpResponse:
    """A stakeholder says that they read it."""
    acknowledge(asker, report_id, moment(request))
    messages.info(request, "Noted. Your representative sees that you read it.")
    return redirect("portal:report", report_id)
