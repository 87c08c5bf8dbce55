"""Desk: what ran in the background, what waits, what failed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tam.apps.journal import selectors as journal
from tam.web.access import Asker, desk


@require_safe
@desk
def engine(request: HttpRequest, asker: Asker) -> HttpResponse:
    """The latest runs of the engine's managers."""
    return render(request, "desk/engine.html", {"runs": journal.runs()})
