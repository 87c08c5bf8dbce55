"""Error pages in plain words: what happened, what is safe, what to do."""

import re
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from tam.domain.refusals import Refused
from tam.web import requests
from tam.web.context import theme_of
from tam.web.problems import is_api, problem
from tam.web.uploads import StorageFull

RIGHTS = "RIGHTS"
_WORTH_KEEPING = 20
_SECRET = re.compile("token|password|next", re.IGNORECASE)


def way_back(request: HttpRequest) -> str:
    """The page the reader came from if it is ours, else the start."""
    said = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        said, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return said if ours else "/"


def typed(request: HttpRequest) -> list[str]:
    """The longer texts of a form, so that a refusal loses nobody's words; no secrets."""
    values = {name: str(request.POST[name]) for name in request.POST}
    return [
        value
        for name, value in values.items()
        if len(value) > _WORTH_KEEPING and not _SECRET.search(name)
    ]


def show(request: HttpRequest, status: int, **more: object) -> HttpResponse:
    """The page of one kind of error; a program gets the same as JSON."""
    if is_api(request):
        return problem(status, str(more.get("reason", "")), str(more.get("clause", "")))
    context = {"request_id": requests.request_id(), **more}
    return render(request, f"errors/{status}.html", context, status=status)


def refused(request: HttpRequest, no: Refused) -> HttpResponse:
    """A broken clause: 403 for a right that is lacking, 409 for everything else."""
    status = HTTPStatus.FORBIDDEN if no.clause == RIGHTS else HTTPStatus.CONFLICT
    return show(
        request,
        status,
        clause=no.clause,
        reason=no.reason,
        back=way_back(request),
        typed=typed(request),
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; 413 where the request was too big, 507 where there is no room for it."""
    if isinstance(exception, StorageFull):
        return _closing(show(request, HTTPStatus.INSUFFICIENT_STORAGE))
    if isinstance(exception, RequestDataTooBig):
        most = settings.TAM_UPLOAD_MAX_BYTES
        return _closing(show(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, most=most))
    return show(request, HTTPStatus.BAD_REQUEST)


def _closing(response: HttpResponse) -> HttpResponse:
    """An answer given before all was read: the rest of the request is not waited for."""
    response["Connection"] = "close"
    return response


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: no details, for they would tell."""
    return show(request, HTTPStatus.FORBIDDEN, back=way_back(request))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form did not come from a page of ours, or the page is old."""
    return show(request, HTTPStatus.FORBIDDEN, stale=True, back=way_back(request))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same page for what does not exist and for what belongs to somebody else."""
    return show(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: written without the database, which may be the cause."""
    if is_api(request):
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR)
    context = {"request_id": requests.request_id(), "theme": theme_of(request), "keys": True}
    page = render_to_string("errors/500.html", context)
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)
