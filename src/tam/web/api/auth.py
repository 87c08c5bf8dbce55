"""Who asks through the API: a bearer of an access token, never a session (ASVS 4.1.2, 6.1.3)."""

import ipaddress
from datetime import timedelta
from http import HTTPStatus
from typing import cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.errors import HttpError, Throttled
from ninja.security import HttpBearer

from tam.apps.people import services_tokens as tokens
from tam.web.access import Asker, asker_for
from tam.web.context import moment
from tam.web.requests import address_of

MOST_FAILURES = 30
SPAN = timedelta(minutes=15)


class Bearer(HttpBearer):
    """`Authorization: Bearer TOKEN`; a place with many failures waits."""

    def __call__(self, request: HttpRequest) -> Asker | None:
        if settings.HTTPS and not request.is_secure():
            raise HttpError(HTTPStatus.FORBIDDEN, "The API is served over https alone.")
        if failures(request) >= MOST_FAILURES:
            raise Throttled(_wait(request))
        asker = cast("Asker | None", super().__call__(request))
        if asker is None:
            cache.set(_place(request), failures(request) + 1, SPAN.total_seconds())
        return asker

    def authenticate(self, request: HttpRequest, token: str) -> Asker | None:
        user_id = tokens.use_token(token=token, used_at=moment(request))
        return None if user_id is None else asker_for(user_id)


def asking(request: HttpRequest) -> Asker:
    """The principal and scope behind a request of the API."""
    return cast("Asker", request.auth)  # type: ignore[attr-defined]  # ninja sets it


def failures(request: HttpRequest) -> int:
    """How often the place of a request showed no valid token within this quarter of an hour."""
    return int(cache.get(_place(request), 0))


def _place(request: HttpRequest) -> str:
    """The key of a place in this span; of an IPv6 address its network of 64 bits."""
    address = address_of(request)
    try:
        known = ipaddress.ip_address(address)
        if known.version == 6:
            address = str(ipaddress.ip_network((known, 64), strict=False).network_address)
    except ValueError:
        pass
    return f"api-failed:{address}:{int(moment(request).timestamp() // SPAN.total_seconds())}"


def _wait(request: HttpRequest) -> int:
    """Seconds until the next span begins."""
    span = SPAN.total_seconds()
    return int(span - moment(request).timestamp() % span) + 1
