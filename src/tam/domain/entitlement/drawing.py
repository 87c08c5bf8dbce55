"""A promise as a strip to draw: when its clock runs, who holds it, what is due, where now is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum

from tam.domain.catalogue.load import Catalogue, standard
from tam.domain.catalogue.terms import ClauseStatus, Hours
from tam.domain.clock.cadence import days_after, wall
from tam.domain.clock.holds import Hold
from tam.domain.clock.moments import MICRO, micros, moment
from tam.domain.clock.spec import ALWAYS, CalendarSpec
from tam.domain.clock.strip import Part, strip
from tam.domain.clock.timer import elapsed
from tam.domain.clock.zones import zone
from tam.domain.entitlement.calendars import VENDOR_ZONE, days_of
from tam.domain.entitlement.decision import Decision, Promise
from tam.domain.entitlement.steps import HELD_CLAUSES
from tam.domain.entitlement.view import View, look
from tam.domain.entitlement.wording import LIFELINE, ON_SITE, PARTS, REMOTE, TELEPHONE

DRAWN = frozenset({TELEPHONE, REMOTE, PARTS, ON_SITE, LIFELINE})
MOST_DAYS = 32  # beyond them a day is too thin to be seen
LONGEST = MOST_DAYS * 86_400 * MICRO
HAPPENED = ("called", "diagnosed", "released", "shipped", "dispatched", "declared")


class Sign(Enum):
    """What a mark on the strip stands for."""

    NOW = "now"
    HAPPENED = "happened"
    KEPT = "kept"
    DUE = "due"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the strip; a day is marked where it ends, and `on` says which day it is."""

    sign: Sign
    at: datetime
    word: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A stretch of a promise's clock, its parts without gaps, and its marks in order.

    `due` is the next deadline, `left` the covered time up to it; None where none is ahead. A hold
    is drawn and takes nothing from `left`: where it stops the clock there is no deadline (A37).
    """

    zone: str
    since: datetime
    until: datetime
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]
    due: Mark | None = None
    left: timedelta | None = None


def draw(
    decision: Decision,
    now: datetime,
    holds: Iterable[Hold] = (),
    catalogue: Catalogue | None = None,
) -> Drawing | None:
    """The strip of a decision; None where no clock of the clause runs at all.

    Holds are drawn for the clauses that wait for steps; a staffed line is staffed meanwhile.
    """
    catalogue = catalogue or standard()
    asked = decision.asked
    if decision.status is not ClauseStatus.INCLUDED or not catalogue.carries(asked.clause):
        return None
    key = catalogue.key_of(asked.clause)
    if key not in DRAWN:
        return None
    view = look(asked, catalogue)
    spec = calendar(view)
    happened = tuple(_happened(decision)) or (Mark(Sign.HAPPENED, asked.at, "asked"),)
    marks = (*happened, *_promised(decision.promise, spec.zone))
    return drawing(spec, marks, now, holds if key in HELD_CLAUSES else ())


def calendar(view: View) -> CalendarSpec:
    """The calendar on which the clause of a view is counted."""
    terms = view.found.terms
    if terms is not None and terms.hours is Hours.ALWAYS:
        return CalendarSpec(view.site.zone, ALWAYS)
    site = view.site
    if view.key in {TELEPHONE, REMOTE} and view.readings.holds("A29", "vendor"):
        site = replace(site, zone=VENDOR_ZONE)
    return days_of(site, view.asked.at.astimezone(site.tz).year, view.readings).spec


def drawing(
    spec: CalendarSpec, marks: Iterable[Mark], now: datetime, holds: Iterable[Hold] = ()
) -> Drawing:
    """The strip around some marks in whole days of the calendar; now where it is near."""
    stops = tuple(holds)
    known = sorted(dict.fromkeys(marks), key=_when)
    first, last, here = _when(known[0]), _when(known[-1]), micros(now)
    if max(last, here) - min(first, here) <= LONGEST and here <= last + LONGEST // 4:
        known = sorted([*known, Mark(Sign.NOW, now, "now")], key=_when)
    since = _midnight(known[0].at, spec.zone, 0)
    until = _midnight(moment(_when(known[-1]) - 1, zone(spec.zone)), spec.zone, 1)
    until = max(until, _midnight(known[0].at, spec.zone, 1), key=micros)
    until = min(until, _midnight(since, spec.zone, MOST_DAYS), key=micros)
    due = next((one for one in known if one.sign is Sign.DUE and _when(one) > here), None)
    left = None if due is None else elapsed(spec, now, due.at)
    return Drawing(
        zone=spec.zone,
        since=since,
        until=until,
        parts=strip(spec, since, until, stops),
        marks=tuple(one for one in known if micros(since) <= _when(one) <= micros(until)),
        due=due,
        left=left,
    )


def _when(mark: Mark) -> int:
    """The instant of a mark; moments of one zone compare by their wall clock, instants do not."""
    return micros(mark.at)


def _midnight(at: datetime, zone_name: str, days: int) -> datetime:
    """The beginning of the day of a moment, or of a day after it, on the wall of a zone."""
    return wall(days_after(wall_day(at, zone_name), days), time(), zone_name)


def wall_day(at: datetime, zone_name: str) -> date:
    """The date that the wall clock of a zone shows at a moment."""
    return at.astimezone(zone(zone_name)).date()


def _happened(decision: Decision) -> Iterator[Mark]:
    """The events that are known."""
    for name in HAPPENED:
        at: datetime | None = getattr(decision.asked.events, name)
        if at is not None:
            yield Mark(Sign.HAPPENED, at, name)


MOMENTS = {
    "opens_at": "opens",
    "ship_by": "ships by",
    "arrive_from": "arrives from",
    "arrive_by": "arrives by",
}
DAYS = {
    "ship_on": "ships on",
    "could_ship_on": "could ship on",
    "deliver_on": "delivered on",
    "expected_on": "expected on",
}


def _promised(promise: Promise | None, zone_name: str) -> Iterator[Mark]:
    """The dates of a promise; what only begins it is no deadline."""
    if promise is None:
        return
    sign = Sign.DUE if promise.committed else Sign.EXPECTED
    for name, word in MOMENTS.items():
        at: datetime | None = getattr(promise, name)
        if at is not None:
            begins = name in {"opens_at", "arrive_from"}
            yield Mark(Sign.EXPECTED if begins else sign, at, word)
    for name, word in DAYS.items():
        on: date | None = getattr(promise, name)
        if on is not None and not (name == "ship_on" and promise.ship_by):
            yield Mark(sign, wall(days_after(on, 1), time(), zone_name), word, on)
