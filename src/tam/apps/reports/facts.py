"""What other apps' selectors say -> the facts that a report is made from (TAM-08)."""

from collections.abc import Iterable

from tam.apps.cases.selectors import CaseLine
from tam.apps.logreview.selectors import BundleLine, FindingLine
from tam.apps.obligations.selectors import LedgerLine
from tam.apps.people.selectors import StakeholderLine
from tam.domain.cases.lifecycle import Severity, State
from tam.domain.clock.zones import zone
from tam.domain.obligations.duties import DutyKind
from tam.domain.reports.content import Report
from tam.domain.reports.facts import (
    CaseFact,
    FindingFact,
    PromiseFact,
    Recipient,
    ReviewFact,
)
from tam.domain.reports.phrases import day

REVIEWS = frozenset({DutyKind.WEEKLY_LOG_REVIEW.value, DutyKind.ASL_EVALUATION.value})
ENDED = frozenset({State.RESOLVED, State.MONITORING, State.CLOSED})


def case_fact(line: CaseLine) -> CaseFact:
    """One case; without a monitoring period its last move dates the resolution."""
    ended, until = None, None
    if line.state in ENDED:
        ended = line.period.resolved_at if line.period else line.waiting_since
    if line.state is State.MONITORING and line.period:
        until = line.period.ends_at.astimezone(zone(line.site_zone)).date()
    return CaseFact(
        number=line.number,
        title=line.title,
        severity=Severity(line.severity),
        library=line.equipment,
        site=line.site,
        state=line.state,
        opened_at=line.opened_at,
        waiting_on=line.waiting_on,
        waiting_since=line.waiting_since,
        said_last=line.said_last,
        resolved_at=ended,
        monitored_until=until,
    )


def promise_fact(line: LedgerLine) -> PromiseFact:
    """One line of the ledger with its proof."""
    proof = line.proof
    return PromiseFact(
        kind=DutyKind(line.duty),
        clause=line.clause,
        title=line.title,
        library=line.equipment,
        opens_on=line.opens_on,
        by=line.by,
        zone=line.zone,
        standing=line.verdict.standing,
        late=line.verdict.late,
        because=line.because,
        readings=tuple(line.readings),
        settled_at=proof.at if proof else None,
        settled_by=proof.by if proof else "",
        proof=proof.summary if proof else "",
        digest=proof.digest if proof else "",
    )


def review_facts(lines: Iterable[LedgerLine]) -> tuple[ReviewFact, ...]:
    """The reviews that were signed, as their evidence says."""
    return tuple(
        ReviewFact(
            title=line.title,
            clause=line.clause,
            library=line.equipment,
            outcome=str(line.proof.data.get("outcome", "")).replace("_", " "),
            remark=str(line.proof.data.get("remark", "")),
            signed_at=line.proof.at,
            signed_by=line.proof.by,
            bundles=_count(line.proof.data.get("bundles")),
        )
        for line in lines
        if line.duty in REVIEWS and line.proof and line.proof.kind == "kept"
    )


def _count(found: object) -> int:
    return len(found) if isinstance(found, list) else 0


def finding_fact(line: FindingLine, library: str) -> FindingFact:
    """One finding of a library's newest logs."""
    return FindingFact(
        library=library,
        severity=line.severity,
        subject=f"{line.subject_type} {line.subject_id}",
        title=line.title,
        advice=line.advice,
        count=line.count,
        certain=line.certain,
        last_seen=line.last_seen,
    )


def newest_logs(bundles: Iterable[BundleLine]) -> dict[int, BundleLine]:
    """The newest readable bundle of each library."""
    found: dict[int, BundleLine] = {}
    for line in bundles:
        if line.equipment_id is not None and line.state == "read":
            known = found.get(line.equipment_id)
            if known is None or line.uploaded_at > known.uploaded_at:
                found[line.equipment_id] = line
    return found


def recipient(line: StakeholderLine) -> Recipient:
    """A stakeholder as the report names them."""
    return Recipient(line.name, line.email, line.role, line.side)


def letter_text(report: Report, name: str, link: str, author: str) -> str:
    """The words of the message that carries a report to one stakeholder."""
    changed = ""
    if report.revision > 1:
        changed = (
            f"It corrects revision {report.revision - 1}; what changed stands on its first page.\n"
        )
    return (
        f"Hello {name},\n\n"
        f"status report {report.name} for {report.account} covers {day(report.from_on)} to "
        f"{day(report.until_on)}.\n{changed}\n"
        f"Is anything wrong? {report.answer}\n\n"
        f"{report.issued_by} writes:\n\n{report.summary}\n\n"
        f"The report is attached as a PDF. The same is here, where you can also say that you read "
        f"it:\n{link}\n\n"
        f"Answer this message to reach {author}.\n\nSpectraGuard TAM\n"
    )
