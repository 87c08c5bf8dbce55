"""Which promises belong to a report's period, and how they stand (TAM-08)."""

from collections.abc import Iterable
from datetime import date
from typing import assert_never

from tam.domain.clauses import clause_of
from tam.domain.clock.zones import zone
from tam.domain.obligations.standing import Standing
from tam.domain.reports.content import ClauseCount, PromiseEntry
from tam.domain.reports.facts import Period, PromiseFact, ReportFacts

KEPT, LATE, DUE, MISSED, EXCUSED = "kept", "kept late", "due", "missed", "excused"
STATES = (KEPT, LATE, DUE, MISSED, EXCUSED)


def settled_on(fact: PromiseFact) -> date | None:
    """The day on which a promise was kept or excused, where it is counted."""
    return fact.settled_at.astimezone(zone(fact.zone)).date() if fact.settled_at else None


def state(fact: PromiseFact) -> str:
    """The word for where a promise stands in a report."""
    if fact.by_this_report:
        done = settled_on(fact)
        return LATE if done and done > fact.by else KEPT
    match fact.standing:
        case Standing.KEPT:
            return LATE if fact.late else KEPT
        case Standing.EXCUSED:
            return EXCUSED
        case Standing.OVERDUE:
            return MISSED
        case Standing.AHEAD | Standing.DUE:
            return DUE
    assert_never(fact.standing)


def belongs(fact: PromiseFact, period: Period) -> bool:
    """Whether a promise is of this period: due or settled in it, or still missed from before."""
    settled = settled_on(fact)
    if settled is not None and period.holds(settled):
        return True
    still_missed = fact.standing is Standing.OVERDUE and fact.by < period.from_on
    return fact.by_this_report or still_missed or period.holds(fact.by)


def _entry(fact: PromiseFact) -> PromiseEntry:
    ours = fact.by_this_report
    return PromiseEntry(
        clause=fact.clause,
        title=fact.title,
        library=fact.library,
        by=fact.by,
        state=state(fact),
        settled_at=fact.settled_at,
        settled_by=fact.settled_by,
        proof="This report." if ours else fact.proof,
        digest="" if ours else fact.digest,
        because=fact.because,
        readings=fact.readings,
    )


def entries(facts: ReportFacts) -> tuple[PromiseEntry, ...]:
    """The promises of the period, by clause and day."""
    found = [_entry(fact) for fact in facts.promises if belongs(fact, facts.period)]
    return tuple(sorted(found, key=lambda one: (one.clause, one.by, one.title, one.library)))


def counts(found: Iterable[PromiseEntry]) -> tuple[ClauseCount, ...]:
    """How the promises of each clause stand; their numbers add up to what was owed."""
    by_clause: dict[str, list[str]] = {}
    for entry in found:
        by_clause.setdefault(entry.clause, []).append(entry.state)
    return tuple(
        ClauseCount(
            clause=clause,
            title=clause_of(clause).title,
            owed=len(states),
            kept=states.count(KEPT),
            late=states.count(LATE),
            due=states.count(DUE),
            missed=states.count(MISSED),
            excused=states.count(EXCUSED),
        )
        for clause, states in sorted(by_clause.items())
    )
