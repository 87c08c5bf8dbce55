"""Contract terms and cases -> dated duties, as a pure function (TAM-06, TAM-07, TAM-08, TAM-09)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tam.domain.obligations.duties import Duty, DutyKind
from tam.domain.obligations.terms import ActiveTerm, OpenSpan, Resolution

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

    A review whose last day lies after the term, after the stop of the period, or in a period that
    began before TAM was active (A31) is not owed.
    """
    if not term.covers(resolution.resolved_on):
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


def _account_span(terms: Iterable[ActiveTerm]) -> dict[int, ActiveTerm]:
    """For each account the widest term: first start and last end decide what it is owed."""
    spans: dict[int, ActiveTerm] = {}
    for term in terms:
        known = spans.get(term.account)
        spans[term.account] = (
            term
            if known is None
            else ActiveTerm(
                account=term.account,
                equipment=known.equipment,
                equipment_name=known.equipment_name,
                zone=known.zone,
                starts_on=min(known.starts_on, term.starts_on),
                ends_on=max(known.ends_on, term.ends_on),
                rhythm=known.rhythm,
            )
        )
    return spans


def monthly_reports(term: ActiveTerm, until: date) -> Iterator[Duty]:
    """One status report in every calendar month with an active day (TAM-08, A16)."""
    month = term.starts_on.replace(day=1)
    while month <= min(term.ends_on, until):
        yield Duty(
            kind=DutyKind.STATUS_REPORT,
            by=min(month_end(month), term.ends_on),
            opens_on=max(month, term.starts_on),
            subject=f"account:{term.account}",
            period=f"{month:%Y-%m}",
            zone=term.zone,
            title=f"Status report, {month:%B %Y}",
            readings=("A16=1 month otherwise",),
            because="A formal status report is owed to all stakeholders in every calendar month.",
        )
        month = month_end(month) + DAY


def joined(spans: Iterable[OpenSpan]) -> list[OpenSpan]:
    """Spans of one account joined where they touch, so that one rhythm runs through them (A16)."""
    done: list[OpenSpan] = []
    for span in sorted(spans, key=lambda one: one.since):
        last = done[-1] if done else None
        if last is None or (last.until is not None and span.since > last.until + DAY):
            done.append(span)
            continue
        ends = None if last.until is None or span.until is None else max(last.until, span.until)
        done[-1] = OpenSpan(last.account, last.zone, last.since, ends)
    return done


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


def _all(
    terms: tuple[ActiveTerm, ...],
    resolutions: Iterable[Resolution],
    spans: Iterable[OpenSpan],
    horizon: Horizon,
) -> Iterator[Duty]:
    """Every duty, some perhaps twice where terms overlap."""
    by_equipment: dict[int, list[ActiveTerm]] = {}
    for term in terms:
        by_equipment.setdefault(term.equipment, []).append(term)
        yield from evaluations(term, horizon.until)
    for resolution in resolutions:
        for term in by_equipment.get(resolution.equipment, []):
            yield from reviews(term, resolution)
    accounts = _account_span(terms)
    known = tuple(spans)
    for account, term in accounts.items():
        yield from monthly_reports(term, horizon.until)
        yield from meetings(term, horizon.until)
        for span in joined(one for one in known if one.account == account):
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
