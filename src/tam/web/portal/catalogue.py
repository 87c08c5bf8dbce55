"""Portal: the catalogue of levels, clauses and readings."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tam.web import catalogue
from tam.web.access import Asker, portal


@require_safe
@portal
def matrix(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Every level by clause."""
    return catalogue.matrix(request, "portal")


@require_safe
@portal
def level(request: HttpRequest, asker: Asker, level_id: str) -> HttpResponse:
    """One level."""
    return catalogue.level(request, "portal", level_id)


@require_safe
@portal
def clause(request: HttpRequest, asker: Asker, clause_id: str) -> HttpResponse:
    """One clause."""
    return catalogue.clause(request, "portal", clause_id)


@require_safe
@portal
def readings(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Every reading."""
    return catalogue.readings(request, "portal")
