"""When an engineer arrives: next day, same day, or in four hours (TAM-04; A3, A13, A22 to A24)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tam.domain.catalogue.terms import CutOff, Hours, Target
from tam.domain.clock.cadence import wall
from tam.domain.clock.workdays import after, counted_day, on_or_after
from tam.domain.entitlement.calendars import OPENS, Days, business_due, leans
from tam.domain.entitlement.decision import Promise
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.situation import NO_DATES, Promised, Situation


def promise_arrival(situation: Situation) -> Promised:
    """What the level promises for an engineer who was dispatched."""
    target, dispatched = situation.terms.target, situation.events.dispatched
    if target is None or dispatched is None:
        return NO_DATES
    local = dispatched.astimezone(situation.site.tz)
    hours = timedelta(hours=target.amount)
    if situation.terms.hours is Hours.ALWAYS:
        by = (dispatched.astimezone(UTC) + hours).astimezone(situation.site.tz)
        return Promised(Promise(committed=True, arrive_by=by), situation.terms.readings)
    days = situation.days(local.year)
    cut_off = situation.terms.cut_off
    if cut_off is None or cut_off.at is None:
        by = business_due(days, dispatched, hours)
        span = leans(days, local.date(), by.date())
        promise = Promise(committed=True, arrive_by=by)
        return Promised(promise, (*situation.terms.readings, *span.readings), span.says)
    counted = _count(situation, days, local, cut_off.at)
    if target.between is not None:
        return _next_day(days, local, counted, target)
    if counted.late:
        return _possible(situation, days, local, counted, cut_off)
    return _same_day(days, local, counted, hours)


@dataclass(frozen=True, slots=True)
class Counted:
    """The business day a dispatch counts as, and whether it is too late for its own day."""

    day: date
    late: bool
    readings: tuple[str, ...]
    said: Said | None = None


def _count(situation: Situation, days: Days, local: datetime, limit: time) -> Counted:
    """The business day a dispatch counts as (A3, A22, A23)."""
    day = local.date()
    if not days.open_on(day):
        if situation.readings.holds("A22", "previous_business_day"):
            return _the_day_before(days, day, "A22")
        counted = on_or_after(days.spec, day)
        said = Said("on_site.closed_day", (day.isoformat(), counted.isoformat()))
        return Counted(counted, late=False, readings=("A22",), said=said)
    if local.time() < OPENS:
        if situation.readings.holds("A23", "previous_business_day"):
            return _the_day_before(days, day, "A23")
        return Counted(day, late=False, readings=("A23",))
    inclusive = situation.readings.holds("A3", "inclusive")
    counted = counted_day(days.spec, local, limit, inclusive=inclusive)
    exact = ("A3",) if local.time() == limit else ()
    late = counted != day
    args = (local.strftime("%H:%M"), limit.strftime("%H:%M"), counted.isoformat())
    said = Said("on_site.late" if late else "on_site.in_time", args)
    return Counted(counted, late, exact, said)


def _the_day_before(days: Days, day: date, reading: str) -> Counted:
    """A dispatch counted as made on the business day before, after its same-day cut-off."""
    before = days.before(day)
    said = Said("on_site.day_before", (day.isoformat(), before.isoformat()))
    return Counted(before, late=True, readings=(reading,), said=said)


def _next_day(days: Days, local: datetime, counted: Counted, target: Target) -> Promised:
    """The hours of the business day after the one the dispatch counts as."""
    assert target.between is not None  # noqa: S101  what makes it a next-day target
    opens, closes = target.between
    day = after(days.spec, counted.day, target.amount)
    span = leans(days, min(local.date(), counted.day), day)
    return Promised(
        Promise(
            committed=True,
            arrive_from=wall(day, opens, days.zone),
            arrive_by=wall(day, closes, days.zone),
        ),
        readings=("A21", *counted.readings, *span.readings),
        says=(*_said(counted), *span.says),
    )


def _same_day(days: Days, local: datetime, counted: Counted, hours: timedelta) -> Promised:
    """So many hours from the dispatch, or from the opening of the day it counts as."""
    start = max(local, wall(counted.day, OPENS, days.zone))
    by = (start.astimezone(UTC) + hours).astimezone(local.tzinfo)
    span = leans(days, local.date(), by.date())
    return Promised(
        Promise(committed=True, arrive_by=by),
        readings=(*counted.readings, *span.readings),
        says=(*_said(counted), *span.says),
    )


def _possible(
    situation: Situation, days: Days, local: datetime, counted: Counted, cut_off: CutOff
) -> Promised:
    """After the cut-off: possible within business hours, not promised (A24)."""
    late = cut_off.late
    if late is None:
        return NO_DATES
    hours = timedelta(hours=late.amount)
    if situation.readings.holds("A24", "rest_of_today_first"):
        by = business_due(days, local, hours)
    else:
        day = on_or_after(days.spec, max(counted.day, local.date()))
        by = business_due(days, wall(day, OPENS, days.zone), hours)
    span = leans(days, local.date(), by.date())
    return Promised(
        Promise(committed=False, arrive_by=by),
        readings=("A24", *counted.readings, *span.readings),
        says=(*_said(counted), *span.says),
        caveats=(Said("on_site.possible"),),
    )


def _said(counted: Counted) -> tuple[Said, ...]:
    return () if counted.said is None else (counted.said,)
