"""What the logs say, grouped by what to do about it (TAM-06, TAM-07)."""

from tam.domain.reports.content import FindingEntry
from tam.domain.reports.facts import FindingFact, ReportFacts

ACT, WATCH, KNOW = "act", "watch", "know"
GROUPS = (ACT, WATCH, KNOW)
WORDS = {ACT: "Act now", WATCH: "Watch", KNOW: "For information"}
_BY_SEVERITY = {"critical": ACT, "warning": WATCH, "notice": KNOW}


def group(fact: FindingFact) -> str:
    """Act now, watch, or know: what is not certain is watched until a cross test decides."""
    found = _BY_SEVERITY.get(fact.severity, KNOW)
    return WATCH if found == ACT and not fact.certain else found


def entries(facts: ReportFacts) -> tuple[FindingEntry, ...]:
    """The findings of a report, what asks for action on top."""
    found = [
        FindingEntry(
            group=group(fact),
            severity=fact.severity,
            library=fact.library,
            subject=fact.subject,
            title=fact.title,
            advice=fact.advice,
            count=fact.count,
            certain=fact.certain,
            last_seen=fact.last_seen,
        )
        for fact in facts.findings
    ]
    return tuple(
        sorted(
            found, key=lambda one: (GROUPS.index(one.group), one.library, one.subject, one.title)
        )
    )
