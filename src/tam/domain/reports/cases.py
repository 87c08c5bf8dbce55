"""Which cases a report shows, and in which group (TAM-08, TAM-12)."""

from tam.domain.cases.lifecycle import OPEN, WORDS, Severity, State
from tam.domain.clock.zones import zone
from tam.domain.reports.content import CaseEntry
from tam.domain.reports.facts import CaseFact, ReportFacts

GROUPS = ("open", "monitoring", "resolved")
HEADINGS = {"open": "Open", "monitoring": "Being monitored", "resolved": "Resolved"}
_SEVERITIES = list(Severity)


def _group(fact: CaseFact, facts: ReportFacts) -> str | None:
    """Open and monitored cases always; a resolved one in the period of its resolution alone."""
    if fact.state in OPEN:
        return "open"
    if fact.state is State.MONITORING:
        return "monitoring"
    place = zone(facts.period.zone)
    ended = fact.resolved_at.astimezone(place).date() if fact.resolved_at else None
    return "resolved" if ended and facts.period.holds(ended) else None


def _entry(fact: CaseFact, group: str, facts: ReportFacts) -> CaseEntry:
    place = zone(facts.period.zone)
    opened = fact.opened_at.astimezone(place).date()
    return CaseEntry(
        group=group,
        number=fact.number,
        title=fact.title,
        severity=fact.severity.value,
        where=f"{fact.library}, {fact.site}",
        state=WORDS[fact.state],
        opened_on=opened,
        opened_here=facts.period.holds(opened),
        age_days=(facts.as_of.astimezone(place).date() - opened).days,
        waiting_on=fact.waiting_on.value,
        waiting_since=fact.waiting_since.astimezone(place).date(),
        said_last=fact.said_last,
        resolved_on=fact.resolved_at.astimezone(place).date() if fact.resolved_at else None,
        monitored_until=fact.monitored_until,
    )


def entries(facts: ReportFacts) -> tuple[CaseEntry, ...]:
    """The cases of a report: open ones first, the gravest and oldest on top."""
    found = [
        _entry(fact, group, facts)
        for fact in facts.cases
        if (group := _group(fact, facts)) is not None
    ]

    def rank(entry: CaseEntry) -> tuple[int, int, str]:
        grave = _SEVERITIES.index(Severity(entry.severity))
        return (GROUPS.index(entry.group), grave, entry.number)

    return tuple(sorted(found, key=rank))
