"""What we need from the customer, what comes next, and what was not done (TAM-08)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tam.domain.cases.lifecycle import OPEN, Party
from tam.domain.clock.zones import zone
from tam.domain.obligations.duties import DutyKind
from tam.domain.obligations.standing import Standing
from tam.domain.reports.content import Coming, Need, PromiseEntry
from tam.domain.reports.facts import LibraryFact, PromiseFact, ReportFacts
from tam.domain.reports.phrases import counted, day, listed
from tam.domain.reports.promises import MISSED, belongs

LOOKS_AHEAD = timedelta(days=31)
LOG_DUTIES = frozenset({DutyKind.WEEKLY_LOG_REVIEW, DutyKind.ASL_EVALUATION})


def _open(fact: PromiseFact) -> bool:
    """Whether a promise still waits to be kept."""
    return not fact.by_this_report and fact.standing not in {Standing.KEPT, Standing.EXCUSED}


def _day(at: datetime, zone_name: str) -> date:
    return at.astimezone(zone(zone_name)).date()


def _lacks_log(fact: PromiseFact, known: dict[str, LibraryFact]) -> bool:
    """Whether the log that a review needs has not come."""
    library = known.get(fact.library)
    if fact.kind not in LOG_DUTIES or library is None:
        return False
    received = library.log_received_at
    return received is None or _day(received, fact.zone) < fact.opens_on


def _logs_needed(facts: ReportFacts) -> Iterator[Need]:
    """One request for each library whose log is missing, for the review that waits longest."""
    known, asked = {one.name: one for one in facts.libraries}, set[str]()
    for fact in sorted(facts.promises, key=lambda one: one.by):
        began = fact.opens_on <= facts.period.until_on
        if fact.library in asked or not began or not _open(fact) or not _lacks_log(fact, known):
            continue
        asked.add(fact.library)
        yield Need(
            what=f"Send a library log of {fact.library}.",
            by=None if fact.standing is Standing.OVERDUE else fact.by,
            why=f"{fact.title} cannot be done without it.",
        )


def needs(facts: ReportFacts) -> tuple[Need, ...]:
    """What the customer has to do: cases that wait for them, then logs that have not come."""
    waiting = [
        Need(
            what=fact.said_last or f"Answer on case {fact.number}.",
            by=None,
            why=(
                f"Case {fact.number}, {fact.title}, has waited for you since "
                f"{day(_day(fact.waiting_since, facts.period.zone))}."
            ),
        )
        for fact in facts.cases
        if fact.state in OPEN and fact.waiting_on is Party.CUSTOMER
    ]
    return (*waiting, *_logs_needed(facts))


def coming(facts: ReportFacts) -> tuple[Coming, ...]:
    """What falls due in the 31 days after the period, and the next meeting whenever it is."""
    last = facts.period.until_on + LOOKS_AHEAD
    ahead = [
        fact
        for fact in sorted(facts.promises, key=lambda one: (one.by, one.title, one.library))
        if _open(fact) and fact.by > facts.period.until_on
    ]
    meeting = next((fact for fact in ahead if fact.kind is DutyKind.QUARTERLY_MEETING), None)
    return tuple(
        Coming(fact.by, fact.title, fact.clause)
        for fact in ahead
        if fact.by <= last or fact is meeting
    )


def _silent(facts: ReportFacts) -> list[str]:
    """Libraries whose logs are owed a look and of which none came in the period."""
    watched = {fact.library for fact in facts.promises if fact.kind in LOG_DUTIES}
    return [
        one.name
        for one in facts.libraries
        if one.name in watched
        and (
            one.log_received_at is None
            or _day(one.log_received_at, facts.period.zone) < facts.period.from_on
        )
    ]


def undone(facts: ReportFacts, promises: tuple[PromiseEntry, ...]) -> tuple[str, ...]:
    """The honest list: what was missed, what was late, what nobody could see."""
    said = [
        f"{entry.title} was due on {day(entry.by)} and is not done."
        for entry in promises
        if entry.state == MISSED
    ]
    for fact in facts.promises:
        done = fact.settled_at
        if done is None or not belongs(fact, facts.period):
            continue
        days = (_day(done, fact.zone) - fact.by).days
        if days > 0 and (fact.by_this_report or fact.standing is Standing.KEPT):
            said.append(
                f"{fact.title} was due on {day(fact.by)} and was done {counted(days, 'day')} late."
            )
    if silent := _silent(facts):
        them = "it" if len(silent) == 1 else "them"
        said.append(
            f"No library log of {listed(silent)} came in this period, so the logs say nothing "
            f"about {them}."
        )
    said += [f"The last report did not reach {one}." for one in facts.unreached]
    return tuple(said)
