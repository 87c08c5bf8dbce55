"""Reading log reviews: the material one stands on, and how it was signed (TAM-06, TAM-07)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from tam.apps.logreview.facts import (
    Document,
    Window,
    bundle_part,
    findings_of,
    inside,
    latest_evaluations,
    period_of,
    readable_bundles,
    rejected_in,
    seen,
    speaks_of,
    telling,
)
from tam.apps.logreview.facts_watching import (
    acknowledged,
    figures_of,
    lines_of,
    observed,
    signature_of,
    signature_rows,
    state,
)
from tam.apps.logreview.models import FaultSignature as SignatureRow
from tam.apps.logreview.models import Finding, LogBundle, LogReview
from tam.apps.logreview.selectors import BundlePage, FindingLine, finding_line, pages_of
from tam.domain.clock.zones import zone
from tam.domain.logreview.compare import Step, compared
from tam.domain.logreview.outcome import Outcome, Period
from tam.domain.logreview.proposal import Grounds, Proposal, propose
from tam.domain.logreview.signature import FaultSignature, LineKind, Match, matches
from tam.domain.principals import Scope


@dataclass(frozen=True)
class Watch:
    """What is watched after one case, and what of it was seen again in the period."""

    case_id: int
    signature: FaultSignature
    built_at: datetime
    sources: int
    digest: str
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class Material:
    """What a review looks at: bundles, findings, what is gone, days covered, what is watched."""

    bundles: list[BundlePage]
    findings: list[FindingLine]
    gone: list[FindingLine]
    steps: list[Step]
    period: Period
    watches: list[Watch]
    proposal: Proposal


@dataclass(frozen=True)
class SignedReview:
    """A review that was signed."""

    outcome: str
    remark: str
    signed_at: datetime
    signed_by: str


def material(*, scope: Scope, window: Window) -> Material:
    """What a review of this period looks at; a fixed number of queries."""
    rows = inside(window, scope=scope)
    now = findings_of(telling(rows))
    then = _before(window, scope, {row.pk for row in rows})
    known, current = {_key(one) for one in then}, {_key(one) for one in now}
    period = period_of(window, rows)
    let_be = acknowledged(scope=scope, equipment_id=window.equipment_id, on=window.last)
    lately = [one for one in now if one.certain and _lately(one, window)]
    judged = [one for one in lately if _key(one) not in let_be]
    lines = lines_of(figures_of(rows).values())
    watches = [_watch(row, judged, lines) for row in signature_rows(window, scope=scope)]
    covered = then if period.cover.days else []  # without logs nothing is known gone
    return Material(
        bundles=pages_of(rows=rows),
        findings=[
            finding_line(row=one, is_new=_key(one) not in known, known=let_be.get(_key(one)))
            for one in now
        ],
        gone=[finding_line(row=one) for one in covered if _key(one) not in current],
        steps=compared(map(state, covered), map(state, now)) if period.cover.days else [],
        period=period,
        watches=watches,
        proposal=propose(
            _grounds(window, watches, judged, then, len(lately) - len(judged)), period
        ),
    )


def watched(*, scope: Scope, case_id: int) -> Watch | None:
    """What is watched after a case, as its newest signature says; None before there is one."""
    rows = SignatureRow.objects.visible_to(scope).filter(case_id=case_id)
    row = rows.order_by("resolved_at", "id").last()
    return _watch(row, (), ()) if row else None


def _watch(row: SignatureRow, judged: Iterable[Finding], lines: Iterable[LineKind]) -> Watch:
    signature = signature_of(row.document)
    again = matches(signature, map(observed, judged), lines)
    return Watch(row.case_id, signature, row.built_at, len(row.sources), row.digest, again)


def _grounds(
    window: Window, watches: list[Watch], judged: list[Finding], then: list[Finding], let_be: int
) -> Grounds:
    """Matches with what is watched; what else is new, and what went on from before.

    A week is held against the time before the fix: whatever appeared since is new until somebody
    acknowledges it. A month is held against the month before; what stands there again is said.
    """
    again = [match for watch in watches for match in watch.matches]
    matched = {match.seen for match in again}
    rest = [one for one in judged if seen(one) not in matched]
    before = {seen(one): one.severity for one in then if one.certain}
    if window.case_id is None:
        stands = [one for one in rest if one.severity != "notice" and seen(one) in before]
        again += [_stands(one) for one in stands]
        rest = [one for one in rest if one not in stands]
        old = set(before)
    else:
        old = {reason.seen for watch in watches for reason in watch.signature.left_out}
        old |= {one for one, severity in before.items() if severity == "notice"}
    return Grounds(
        tuple(sorted(again, key=lambda one: one.outcome is not Outcome.RECURRED)),
        fresh=tuple(seen(one) for one in rest if seen(one) not in old),
        lasting=tuple(seen(one) for one in rest if seen(one) in old),
        acknowledged=let_be,
    )


def _stands(one: Finding) -> Match:
    about = f"{one.kind} about {one.subject_id}"
    return Match(Outcome.RECURRED, seen(one), f"{about} was there before this period.")


def _before(window: Window, scope: Scope, counted: set[int]) -> list[Finding]:
    """What the newest bundle made before the period said."""
    rows = [
        row
        for row in readable_bundles(scope=scope, equipment_id=window.equipment_id)
        if row.pk not in counted
        and (span := speaks_of(row, window.zone)) is not None
        and span[1] < window.first
    ]
    return findings_of(telling(rows[-1:]))


def _key(finding: Finding) -> tuple[str, str, str]:
    return (finding.kind, finding.subject_type, finding.subject_id)


def _lately(finding: Finding, window: Window) -> bool:
    """Whether a finding was last seen in the period; one without a time counts as seen."""
    if finding.last_seen is None:
        return True
    return finding.last_seen.astimezone(zone(window.zone)).date() >= window.first


def signed(*, scope: Scope, obligation_id: int) -> SignedReview | None:
    """The signed review of an obligation, if there is one."""
    row = LogReview.objects.visible_to(scope).filter(obligation_id=obligation_id).first()
    return SignedReview(row.outcome, row.remark, row.signed_at, row.signed_by) if row else None


def review_data(
    rows: Iterable[LogBundle], window: Window, period: Period, *, scope: Scope
) -> dict[str, object]:
    """The bundles by hash with what was read of each, the days they cover, and the findings."""
    known = list(rows)
    latest = latest_evaluations(known)
    documents = {one.bundle_id: one.document for one in latest}
    return {
        "period": {
            "first": window.first.isoformat(),
            "last": window.last.isoformat(),
            "days_covered": period.cover.days,
            "gaps": [[first.isoformat(), last.isoformat()] for first, last in period.cover.gaps],
        },
        "bundles": [_bundle(row, documents.get(row.pk, {})) for row in known],
        "evaluations": [one.digest for one in latest],
        "findings": [_finding(one) for one in findings_of(telling(known))],
        "signatures": [row.digest for row in signature_rows(window, scope=scope)],
        "engine": sorted({one.engine_version for one in latest}),
    }


def _bundle(row: LogBundle, document: Document) -> dict[str, object]:
    part = bundle_part(document, row.sha256) or {}
    members, unread = rejected_in(part)
    return {
        "name": row.name,
        "sha256": row.sha256,
        "captured_at": row.captured_at.isoformat() if row.captured_at else None,
        "coverage": dict(cast("Mapping[str, float]", part.get("coverage", {}))),
        "members": members,
        "not_read": len(unread),
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "subject": [finding.subject_type, finding.subject_id],
        "certain": finding.certain,
        "count": finding.count,
        "evidence": finding.evidence,
    }
