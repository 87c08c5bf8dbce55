"""What every page needs to know: one moment, the reader's zone, how they want it to look."""

from datetime import datetime
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from tam.web import times

_MOMENT = "tam.now"
THEMES = ("system", "light", "dark")


def moment(request: HttpRequest) -> datetime:
    """The moment of a request: the clock is read once, and view and page agree."""
    if _MOMENT not in request.META:
        request.META[_MOMENT] = timezone.now()
    return cast("datetime", request.META[_MOMENT])


def zone_of(request: HttpRequest) -> str:
    """The zone in which times are written for the person behind a request."""
    user = getattr(request, "user", None)
    return times.known_zone(getattr(user, "zone", "UTC"))


def theme_of(request: HttpRequest) -> str:
    """Light, dark, or as the reader's system has it."""
    chosen = request.COOKIES.get(settings.LOOK_COOKIE_THEME, "")
    return chosen if chosen in THEMES else THEMES[0]


def page(request: HttpRequest) -> dict[str, object]:
    """Values for the frame of a page."""
    return {
        "now": moment(request),
        "reader_zone": zone_of(request),
        "theme": theme_of(request),
        "keys": request.COOKIES.get(settings.LOOK_COOKIE_KEYS, "") != "off",
        "mail_is_sent": settings.TAM_EMAIL_CONFIGURED,
    }
