"""Facts of an account -> the content of its status report (TAM-08)."""

from tam.domain.clock.zones import zone
from tam.domain.refusals import Refused
from tam.domain.reports import asks, cases, findings, promises
from tam.domain.reports.answer import answer
from tam.domain.reports.content import SCHEMA, LogEntry, Reader, Report, ReviewEntry
from tam.domain.reports.facts import ReportFacts
from tam.domain.reports.freeze import freeze, thaw


def check(facts: ReportFacts) -> None:
    """Refuse a report that nobody would get, or whose days make no period (TAM-08)."""
    if not facts.recipients:
        raise Refused(
            "TAM-08",
            f"{facts.account} has no stakeholder, and a report goes to all of them. Name at least "
            "one first.",
        )
    period = facts.period
    today = facts.as_of.astimezone(zone(period.zone)).date()
    if period.until_on > today:
        raise Refused("TAM-08", f"The period ends on {period.until_on}, which is still to come.")
    if period.from_on > period.until_on:
        raise Refused(
            "TAM-08",
            f"The period would begin on {period.from_on} and end on {period.until_on}: those days "
            "are in an earlier report. Issue a revision of it instead.",
        )


def _logs_came(facts: ReportFacts) -> bool:
    place = zone(facts.period.zone)
    return any(
        one.log_received_at is not None
        and one.log_received_at.astimezone(place).date() >= facts.period.from_on
        for one in facts.libraries
    )


def _logs(facts: ReportFacts) -> tuple[LogEntry, ...]:
    place = zone(facts.period.zone)
    return tuple(
        LogEntry(
            one.name,
            one.site,
            one.log_received_at.astimezone(place).date() if one.log_received_at else None,
        )
        for one in sorted(facts.libraries, key=lambda one: one.name)
    )


def _reviews(facts: ReportFacts) -> tuple[ReviewEntry, ...]:
    place = zone(facts.period.zone)
    return tuple(
        ReviewEntry(
            clause=fact.clause,
            title=fact.title,
            library=fact.library,
            outcome=fact.outcome,
            remark=fact.remark,
            signed_at=fact.signed_at,
            signed_by=fact.signed_by,
            bundles=fact.bundles,
        )
        for fact in sorted(facts.reviews, key=lambda one: (one.signed_at, one.title))
        if facts.period.holds(fact.signed_at.astimezone(place).date())
    )


def compose(facts: ReportFacts) -> Report:
    """The report of these facts; the same facts make the same report, byte for byte.

    It is what reads back from its frozen form, so that nothing is shown that is not frozen.
    """
    check(facts)
    known_cases, known_findings = cases.entries(facts), findings.entries(facts)
    known_promises = promises.entries(facts)
    mood, sentence = answer(
        known_cases, known_promises, known_findings, logs_came=_logs_came(facts)
    )
    report = Report(
        schema=SCHEMA,
        account=facts.account,
        number=facts.number,
        revision=facts.revision,
        from_on=facts.period.from_on,
        until_on=facts.period.until_on,
        zone=facts.period.zone,
        issued_at=facts.as_of,
        issued_by=facts.issued_by,
        contracts=facts.contracts,
        mood=mood.value,
        answer=sentence,
        summary=facts.summary,
        cases=known_cases,
        promises=known_promises,
        clauses=promises.counts(known_promises),
        reviews=_reviews(facts),
        findings=known_findings,
        logs=_logs(facts),
        needs=asks.needs(facts),
        coming=asks.coming(facts),
        undone=asks.undone(facts, known_promises),
        readers=tuple(
            Reader(one.name, one.email, one.role, one.side)
            for one in sorted(facts.recipients, key=lambda one: (one.side, one.name, one.email))
        ),
    )
    return thaw(freeze(report))
