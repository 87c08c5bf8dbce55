"""Desk: why a promise holds or not, asked anew or as it was stored."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tam.web.access import Asker, desk
from tam.web.why import stored_page, why_page


@require_safe
@desk
def why(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Ask about a machine."""
    return why_page(request, asker, "desk")


@require_safe
@desk
def decision(request: HttpRequest, asker: Asker, decision_id: int) -> HttpResponse:
    """One stored decision."""
    return stored_page(request, asker, decision_id, "desk")
