"""One-time links: a page with one button, for mail scanners open links too (ASVS 7.6.2)."""

import time
from http import HTTPStatus

from allauth.core import ratelimit
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tam.apps.people import services
from tam.apps.people.services import StaleLink
from tam.web.context import moment

ENTERED = "entered_at"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_FRESH_SECONDS = 30 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the button, whatever the token; POST consumes the link and logs its person in."""
    if request.method == "POST":
        limited = ratelimit.consume_or_429(request, action="enter")
        return limited or _sealed(_consume(request, token))
    return _sealed(render(request, "account/enter.html"))


def _consume(request: HttpRequest, token: str) -> HttpResponse:
    try:
        user = services.use_login_link(token=token, used_at=moment(request))
    except StaleLink:
        return render(request, "account/enter_stale.html", status=HTTPStatus.NOT_FOUND)
    login(request, user, backend=BACKEND)
    request.session[ENTERED] = int(time.time())
    return redirect("home")


def _sealed(response: HttpResponse) -> HttpResponse:
    """The address holds the secret: it goes into no cache and no Referer."""
    response["Cache-Control"] = "no-store"
    # Not no-referrer: with it browsers send "Origin: null", and the form would be refused.
    response["Referrer-Policy"] = "strict-origin"
    return response


def entered_lately(request: HttpRequest) -> bool:
    """Whether this session began by a one-time link a short while ago."""
    return time.time() - float(request.session.get(ENTERED, 0)) < _FRESH_SECONDS
