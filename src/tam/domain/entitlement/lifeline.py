"""When a loaner ships after a disaster: the Storage Crisis Lifeline (TAM-15; A27)."""

from datetime import timedelta

from tam.domain.entitlement.calendars import all_hours_on, business_due, leans
from tam.domain.entitlement.decision import Promise
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.situation import Promised, Situation


def promise_loaner(situation: Situation) -> Promised:
    """What the level promises once a disaster is declared; always shown as not verified."""
    target, declared = situation.terms.target, situation.events.declared
    if target is None:
        return Promised(
            Promise(committed=False), caveats=(Said("lifeline.no_time", (situation.level.short,)),)
        )
    unverified = (Said("lifeline.unverified"),)
    if declared is None:
        return Promised(Promise(committed=False), ("A27",), caveats=unverified)
    local = declared.astimezone(situation.site.tz)
    days = situation.days(local.year)
    if situation.readings.holds("A27", "elapsed_on_business_days"):
        days = all_hours_on(days)
    ship_by = business_due(days, declared, timedelta(hours=target.amount))
    span = leans(days, local.date(), ship_by.date())
    return Promised(
        Promise(committed=False, ship_by=ship_by),
        readings=("A27", *span.readings),
        says=span.says,
        caveats=unverified,
    )
