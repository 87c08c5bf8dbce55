"""Rows of cases -> the values the domain judges."""

from collections.abc import Iterable
from datetime import datetime

from tam.apps.cases.models import Case, CaseEvent, CaseMove, MonitoringPeriod
from tam.domain.cases.lifecycle import OPEN, Party, Period, State, state_at
from tam.domain.clock.holds import Hold
from tam.domain.clock.zones import zone
from tam.domain.entitlement.facts import NOTHING_YET, Events
from tam.domain.obligations.terms import OpenSpan, Resolution

TROUBLESHOOTING = "troubleshooting_complete"
CLOCKS = ("TAM-02", "TAM-03", "TAM-04")  # telephone, parts, on site: what runs while a case is open

EVENT_WORDS = {
    CaseEvent.Kind.DIAGNOSED: "diagnosed",
    CaseEvent.Kind.RELEASED: "a part is released to ship",
    CaseEvent.Kind.SHIPPED: "a part is shipped",
    CaseEvent.Kind.DISPATCHED: "an engineer is dispatched",
}


def last_state(moves: Iterable[CaseMove]) -> State:
    """The state of the latest move; a case without one is new."""
    ordered = sorted(moves, key=lambda move: move.order)
    return State(ordered[-1].to) if ordered else State.NEW


def period_of(rows: Iterable[MonitoringPeriod]) -> Period | None:
    """The latest monitoring period of a case."""
    ordered = sorted(rows, key=lambda row: row.resolved_at)
    if not ordered:
        return None
    row = ordered[-1]
    return Period(row.resolved_at, row.days, row.stopped_at)


def state_of(
    moves: Iterable[CaseMove], periods: Iterable[MonitoringPeriod], now: datetime
) -> State:
    """Where a case stands at a moment."""
    return state_at(last_state(moves), period_of(periods), now)


def events_of(case: Case, now: datetime) -> Events:
    """What has happened in a case by a moment; of one kind the one entered last counts (A6, A28).

    A waiting case waits for the step it names. Else troubleshooting is not complete until a
    diagnosis, or anything that follows one, is entered.
    """
    if now < case.opened_at:
        return NOTHING_YET
    known = {
        row.kind: row.at for row in case.events.all() if row.at <= now and row.entered_at <= now
    }
    moves = [move for move in case.moves.all() if move.at <= now]
    held = _held(moves) or (() if known else (TROUBLESHOOTING,))
    return Events(
        called=case.opened_at,
        diagnosed=known.get(CaseEvent.Kind.DIAGNOSED),
        released=known.get(CaseEvent.Kind.RELEASED),
        shipped=known.get(CaseEvent.Kind.SHIPPED),
        dispatched=known.get(CaseEvent.Kind.DISPATCHED),
        open_steps=held if last_state(moves) in OPEN else (),
    )


def _held(moves: Iterable[CaseMove]) -> tuple[str, ...]:
    """The step that the last move waits for, if it waits for one."""
    last = max(moves, key=lambda move: move.order, default=None)
    return (last.step,) if last is not None and last.step else ()


def holds_of(moves: Iterable[CaseMove]) -> tuple[Hold, ...]:
    """The stretches in which a case waited for the customer, with the note of the move (A36).

    Partner and carrier work for us; waiting for them stops no clock.
    """
    ordered = sorted(moves, key=lambda move: move.order)
    ends: list[datetime | None] = [*(move.at for move in ordered[1:]), None]
    return tuple(
        Hold(move.at, end, move.note, move.waiting_on)
        for move, end in zip(ordered, ends, strict=True)
        if State(move.to) is State.WAITING and Party(move.waiting_on) is Party.CUSTOMER
    )


def resolution(row: MonitoringPeriod) -> Resolution:
    """A monitoring period in days of the site's zone, for the planner."""
    place = zone(row.case.equipment.site.zone)
    return Resolution(
        case=row.case_id,
        number=row.case.number,
        equipment=row.case.equipment_id,
        resolved_on=row.resolved_at.astimezone(place).date(),
        days=row.days,
        stopped_on=row.stopped_at.astimezone(place).date() if row.stopped_at else None,
        opened_on=row.case.opened_at.astimezone(place).date(),
    )


def span(case: Case, now: datetime) -> OpenSpan:
    """The days in which a case was open or monitored, for the rhythm of reports (A16)."""
    site_zone = case.equipment.site.zone
    place = zone(site_zone)
    last, period = last_state(case.moves.all()), period_of(case.periods.all())
    until = None
    if last not in OPEN and not (period and period.runs(now)):
        ended = [move.at for move in case.moves.all() if State(move.to) not in OPEN]
        moments = [*ended[:1], *([period.stopped_at or period.ends_at] if period else [])]
        until = max(moments).astimezone(place).date()
    return OpenSpan(case.account_id, site_zone, case.opened_at.astimezone(place).date(), until)
