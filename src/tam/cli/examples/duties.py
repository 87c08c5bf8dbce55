"""Questions about the duties of Technical Account Management over time (TAM-06 to TAM-09)."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from tam.cli.examples.answer import Answer
from tam.cli.examples.levels import LAST, lines_of
from tam.cli.examples.question import Question, Unanswerable
from tam.domain.catalogue.entries import Entry
from tam.domain.catalogue.terms import ClauseStatus
from tam.domain.entitlement.resolve import Resolution, resolve
from tam.domain.entitlement.sentences import Said
from tam.domain.obligations import terms
from tam.domain.obligations.planner import evaluations, meetings, monthly_reports, reviews
from tam.domain.obligations.terms import ActiveTerm, Rhythm

PLAN_READINGS = ("A18", "A19", "A20", "A31")  # what the dates of the plan as a whole lean on
DAY = timedelta(days=1)
Values = dict[str, object]


def term_of(question: Question) -> ActiveTerm:
    """The days on which the duties run."""
    starts_on = question.day("tam_active_from") or question.day("starts_on")
    if starts_on is None:
        raise Unanswerable("The fact 'tam_active_from' is missing.")
    ends = (question.day(name) for name in ("tam_active_until", "ends_on", "base_ends_on"))
    return ActiveTerm(
        account=0,
        equipment=0,
        equipment_name="the library",
        zone=question.site().zone,
        starts_on=starts_on,
        ends_on=min((day for day in ends if day is not None), default=LAST),
        rhythm=Rhythm.of(question.readings),
    )


def until_of(question: Question, term: ActiveTerm) -> date:
    """The day up to which the plan is asked for."""
    until = question.day("as_of")
    if until is None and term.ends_on == LAST:
        raise Unanswerable("The fact 'as_of' is missing.")
    return min(until or term.ends_on, term.ends_on)


def weekly(question: Question, term: ActiveTerm) -> Values:
    """The days of the weekly log reviews of one case."""
    case = question.need("case").mapping()
    resolved_on = optional_day(case, "resolved_on")
    if resolved_on is None:
        raise Unanswerable("The fact 'case.resolved_on' is missing.")
    facts = terms.Resolution(
        case=0,
        number="",
        equipment=0,
        resolved_on=resolved_on,
        days=term.rhythm.monitoring_days,
        stopped_on=optional_day(case, "reopened_on"),
        opened_on=optional_day(case, "opened_on"),
    )
    due = [duty.by.isoformat() for duty in reviews(term, facts)]
    return {"due_on": due, "owed_after_last": False}


def optional_day(case: Mapping[str, Entry], name: str) -> date | None:
    """A day of the case, where it is given."""
    return case[name].day() if name in case and not case[name].is_null else None


def monthly(question: Question, term: ActiveTerm) -> Values:
    """The months that owe an ASL evaluation."""
    duties = evaluations(term, until_of(question, term))
    return {"months": [duty.period for duty in duties], "each": 1}


def reports(question: Question, term: ActiveTerm) -> Values:
    """The months that owe a status report, and the days between two while a case is open."""
    duties = monthly_reports(term, until_of(question, term))
    return {
        "months": [duty.period for duty in duties],
        "each": 1,
        "days_while_open": term.rhythm.report_days_while_open,
    }


def quarterly(question: Question, term: ActiveTerm) -> Values:
    """The first quarterly meeting with its tolerance, and the four of the first year."""
    year = term.starts_on + timedelta(days=366)
    due = list(meetings(term, year))
    if not due:
        return {"first_due_on": None, "in_time_from": None, "in_time_until": None}
    tolerance = timedelta(days=question.readings.number("quarterly_meeting_tolerance_days"))
    return {
        "first_due_on": (due[0].by - tolerance).isoformat(),
        "in_time_from": due[0].opens_on.isoformat(),
        "in_time_until": due[0].by.isoformat(),
        "due_on": [(duty.by - tolerance).isoformat() for duty in due],
    }


Plan = Callable[[Question, ActiveTerm], Values]
PLANS: Mapping[str, tuple[str, Plan]] = {
    "weekly_library_log_review": ("TAM-06", weekly),
    "monthly_asl_evaluation": ("TAM-07", monthly),
    "formal_status_report": ("TAM-08", reports),
    "quarterly_meeting": ("TAM-09", quarterly),
}


def duty_of(question: Question) -> tuple[str, Plan]:
    """The clause and the plan of the duty asked about."""
    entry = question.need("duty")
    if entry.text() not in PLANS:
        raise entry.wrong(f"{entry.text()!r} is no dated duty; ask one of {', '.join(PLANS)}")
    return PLANS[entry.text()]


def owed(question: Question, clause: str, on: date) -> Resolution:
    """Whether some level of the contract brings the duty."""
    catalogue = question.catalogue
    return resolve(catalogue.key_of(clause), lines_of(question), on, question.readings, catalogue)


def answer_duties(question: Question) -> Answer:
    """The dates of one duty; a duty that nothing brings is not owed."""
    clause, plan = duty_of(question)
    term = term_of(question)
    found = owed(question, clause, term.starts_on)
    if found.status is not ClauseStatus.INCLUDED:
        void = ActiveTerm(0, 0, "", term.zone, term.starts_on, term.starts_on - DAY, term.rhythm)
        values = plan(question, void) | {"owed": False}
    else:
        values = plan(question, term)
    leaned = (*PLAN_READINGS, "A16") if clause == "TAM-08" else PLAN_READINGS
    return Answer(
        values,
        clauses=(clause, "TAM-01"),
        readings=(*leaned, *found.readings),
        caveats=(Said("duty.no_asl_file"),) if clause == "TAM-07" else (),
        says=tuple(tried.found for tried in found.tried),
    )
