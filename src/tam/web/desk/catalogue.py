"""Desk: the catalogue of levels, clauses and readings."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tam.web import catalogue
from tam.web.access import Asker, desk


@require_safe
@desk
def matrix(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Every level by clause."""
    return catalogue.matrix(request, "desk")


@require_safe
@desk
def level(request: HttpRequest, asker: Asker, level_id: str) -> HttpResponse:
    """One level."""
    return catalogue.level(request, "desk", level_id)


@require_safe
@desk
def clause(request: HttpRequest, asker: Asker, clause_id: str) -> HttpResponse:
    """One clause."""
    return catalogue.clause(request, "desk", clause_id)


@require_safe
@desk
def readings(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Every reading."""
    return catalogue.readings(request, "desk")
