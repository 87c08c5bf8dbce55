"""What desk and portal show alike of the months of a library (TAM-07)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tam.apps.estate import selectors as estate
from tam.apps.logreview.selectors_figures import trends
from tam.apps.logreview.selectors_months import months
from tam.web.access import Asker
from tam.web.charts import courses
from tam.web.context import moment


def page_of(request: HttpRequest, asker: Asker, equipment_id: int, frame: str) -> HttpResponse:
    """The monthly evaluations of one library, and its counters."""
    library = estate.library(scope=asker.scope, equipment_id=equipment_id)
    if library is None:
        raise Http404
    known = months(scope=asker.scope, equipment_id=equipment_id, now=moment(request))
    drawn, others = courses(trends(scope=asker.scope, equipment_id=equipment_id))
    context = {"library": library, "months": known, "courses": drawn, "others": others}
    return render(request, f"{frame}/months.html", context)
