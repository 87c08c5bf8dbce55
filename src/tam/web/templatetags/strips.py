"""The strip of a promise of the ledger, drawn where it is shown; built in, like `tam` beside it."""

from datetime import datetime

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from tam.apps.obligations.selectors import LedgerLine
from tam.domain.obligations.strip import draw_period
from tam.web import times
from tam.web.drawn import Picture, picture
from tam.web.strip_svg import svg

register = template.Library()


@register.simple_tag(takes_context=True)
def period_strip(context: Context, line: LedgerLine) -> Picture | None:
    """The days of an obligation as a picture, with the page's moment in it."""
    now = context["now"]
    assert isinstance(now, datetime)  # noqa: S101 - from `tam.web.context.page`
    return picture(draw_period(line.facts, now))


@register.simple_tag
def strip_svg(picture: Picture) -> SafeString:
    """The drawing itself."""
    return svg(picture)


@register.simple_tag
def stretch(since: datetime, until: datetime | None, zone: str) -> str:
    """A stretch on the wall of a zone: "Wed 25 Nov 08:00 to 17:00"; a moment without an end."""
    return times.stretch(since, until, times.known_zone(zone))
