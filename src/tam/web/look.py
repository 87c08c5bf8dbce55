"""How a reader wants pages to look: colours and keys, kept in cookies that no script reads."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tam.web.context import THEMES

A_YEAR = timedelta(days=365)


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to the page it was made on; nonsense is not kept."""
    after = request.POST.get("next", "")
    response = redirect(after if _is_ours(request, after) else "/")
    for name, values, cookie in (
        ("theme", THEMES, settings.LOOK_COOKIE_THEME),
        ("keys", ("on", "off"), settings.LOOK_COOKIE_KEYS),
    ):
        chosen = request.POST.get(name, "")
        if chosen in values:
            response.set_cookie(
                cookie,
                chosen,
                max_age=A_YEAR,
                secure=settings.HTTPS,
                httponly=True,
                samesite="Lax",
            )
    return response


def _is_ours(request: HttpRequest, address: str) -> bool:
    return address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
