"""Contract terms and cases -> dated duties, as a pure function (TAM-06, TAM-07, TAM-08, TAM-09)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from tam.domain.obligations.duties import Duty, DutyKind
from tam.domain.obligations.joining import joined_spans, joined_terms
from tam.domain.obligations.terms import ActiveTerm, OpenSpan, Resolution

T = TypeVar("T")
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far the plan looks: the day it is made, and the last day whose periods it enters."""

    today: date
    until: date


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY


def months_after(anchor: date, months: int) -> date:
    """The same day so many months later, clamped to the end of a short month (A38)."""
    first = date(
        anchor.year + (anchor.month - 1 + months) // 12, (anchor.month - 1 + months) % 12 + 1, 1
    )
    return first.replace(day=min(anchor.day, month_end(first).day))


def reviews(term: ActiveTerm, resolution: Resolution) -> Iterator[Duty]:
    """The weekly log reviews of one monitoring period: rolling weeks (TAM-06, A18, A19).

    A review whose last day lies after the term, after the stop of the period, in a period that
    began before TAM was active, or of a case opened before it (A31) is not owed.
    """
    if not term.covers(resolution.resolved_on) or not term.reaches(resolution.opened_on):
        return
    for week in range(1, resolution.days // 7 + 1):
        by = resolution.resolved_on + week * WEEK
        if not term.covers(by) or (resolution.stopped_on and by > resolution.stopped_on):
            return
        yield Duty(
            kind=DutyKind.WEEKLY_LOG_REVIEW,
            by=by,
            opens_on=by - WEEK + DAY,
            subject=f"case:{resolution.case}",
            period=f"{resolution.resolved_on}+{7 * week}d",
            zone=term.zone,
            title=f"Library log review, week {week} after case {resolution.number}",
            readings=(f"A18={resolution.days}", "A19=rolling_week_calendar_month"),
            because=(
                f"Case {resolution.number} was resolved on {resolution.resolved_on}; its "
                f"monitoring period of {resolution.days} days asks for a review every 7 days."
            ),
        )


def evaluations(term: ActiveTerm, until: date) -> Iterator[Duty]:
    """One ASL evaluation for each calendar month with an active day of TAM (TAM-07, A19)."""
    month = term.starts_on.replace(day=1)
    last = min(term.ends_on, until)
    while month <= last:
        opens_on, by = max(month, term.starts_on), min(month_end(month), term.ends_on)
        yield Duty(
            kind=DutyKind.ASL_EVALUATION,
            by=by,
            opens_on=opens_on,
            subject=f"equipment:{term.equipment}",
            period=f"{month:%Y-%m}",
            zone=term.zone,
            title=f"ASL evaluation of {term.equipment_name}, {month:%B %Y}",
            readings=("A19=rolling_week_calendar_month",),
            because=(
                f"TAM is active on {term.equipment_name} in {month:%B %Y}; "
                "each calendar month owes one."
            ),
        )
        month = month_end(month) + DAY


def monthly_reports(term: ActiveTerm, until: date) -> Iterator[Duty]:
    """One status report in every so many calendar months with an active day (TAM-08, A16)."""
    months = term.rhythm.report_months_otherwise
    every = "every calendar month" if months == 1 else f"every {months} calendar months"
    month = term.starts_on.replace(day=1)
    while month <= min(term.ends_on, until):
        last = month_end(months_after(month, months - 1))
        yield Duty(
            kind=DutyKind.STATUS_REPORT,
            by=min(last, term.ends_on),
            opens_on=max(month, term.starts_on),
            subject=f"account:{term.account}",
            period=f"{month:%Y-%m}",
            zone=term.zone,
            title=f"Status report, {last:%B %Y}",
            readings=(f"A16={months} {'month' if months == 1 else 'months'} otherwise",),
            because=f"A formal status report is owed to all stakeholders in {every}.",
        )
        month = months_after(month, months)


def weekly_reports(term: ActiveTerm, span: OpenSpan, today: date) -> Iterator[Duty]:
    """A status report at least every 7 days while a case is open or monitored (TAM-08, A16).

    While the span lasts only the next one is known: nobody can say how long the case stays open.
    """
    step = timedelta(days=term.rhythm.report_days_while_open)
    since = max(span.since, term.starts_on)
    by = since + step
    last = min(term.ends_on, span.until or today + step)
    while by <= last:
        yield Duty(
            kind=DutyKind.STATUS_REPORT,
            by=by,
            opens_on=by - step + DAY,
            subject=f"account:{term.account}",
            period=f"{since}+{(by - since).days}d",
            zone=span.zone,
            title=f"Status report by {by:%d %B %Y}",
            readings=(f"A16={term.rhythm.report_days_while_open} days while a case is open",),
            because=(
                f"A case has been open or monitored since {since}; a report is owed every "
                f"{term.rhythm.report_days_while_open} days meanwhile."
            ),
        )
        by += step


def meetings(term: ActiveTerm, until: date) -> Iterator[Duty]:
    """Four meetings a contract year, 3, 6, 9 and 12 months after the start (TAM-09, A20)."""
    tolerance = timedelta(days=term.rhythm.meeting_tolerance_days)
    quarter = 1
    while (due := months_after(term.starts_on, 3 * quarter)) <= term.ends_on + DAY and due <= until:
        yield Duty(
            kind=DutyKind.QUARTERLY_MEETING,
            by=due + tolerance,
            opens_on=due - tolerance,
            subject=f"account:{term.account}",
            period=f"{term.starts_on}+{3 * quarter}m",
            zone=term.zone,
            title=f"Quarterly meeting {quarter}, about {due:%d %B %Y}",
            readings=("A20=contract", f"A20={term.rhythm.meeting_tolerance_days} days"),
            because=(
                f"{3 * quarter} months after TAM began on {term.starts_on}; "
                f"{term.rhythm.meeting_tolerance_days} days early or late is in time."
            ),
        )
        quarter += 1


def _by(things: Iterable[T], owner: Callable[[T], int]) -> dict[int, list[T]]:
    """Things under their owner."""
    groups: dict[int, list[T]] = {}
    for thing in things:
        groups.setdefault(owner(thing), []).append(thing)
    return groups


def _all(
    terms: tuple[ActiveTerm, ...],
    resolutions: Iterable[Resolution],
    spans: Iterable[OpenSpan],
    horizon: Horizon,
) -> Iterator[Duty]:
    """Every duty, some perhaps twice where a month has days of two terms."""
    fixed = _by(resolutions, lambda one: one.equipment)
    for equipment, group in _by(terms, lambda one: one.equipment).items():
        for term in joined_terms(group):
            yield from evaluations(term, horizon.until)
            for resolution in fixed.get(equipment, ()):
                yield from reviews(term, resolution)
    known = _by(spans, lambda one: one.account)
    for account, group in _by(terms, lambda one: one.account).items():
        rhythms = joined_spans(known.get(account, ()))
        for term in joined_terms(group):
            yield from monthly_reports(term, horizon.until)
            yield from meetings(term, horizon.until)
            for span in rhythms:
                yield from weekly_reports(term, span, horizon.today)


def plan(
    terms: Iterable[ActiveTerm],
    resolutions: Iterable[Resolution],
    spans: Iterable[OpenSpan],
    horizon: Horizon,
) -> tuple[Duty, ...]:
    """Every duty whose period begins before the horizon, sorted by due day.

    The same facts give the same duties whatever the moment of the call: planning again adds none.
    """
    duties: dict[tuple[str, str, str], Duty] = {}
    for duty in _all(tuple(terms), resolutions, spans, horizon):
        duties.setdefault(duty.key, duty)
    return tuple(sorted(duties.values(), key=lambda duty: (duty.by, duty.key)))
