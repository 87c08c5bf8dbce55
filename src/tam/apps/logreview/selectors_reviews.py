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
from tam.apps.logreview.models import Finding, LogBundle, LogReview
from tam.apps.logreview.selectors import BundlePage, FindingLine, finding_line, pages_of
from tam.domain.clock.zones import zone
from tam.domain.logreview.outcome import Period, Proposal, propose
from tam.domain.principals import Scope


@dataclass(frozen=True)
class Material:
    """What a review looks at: bundles of its period, findings, what is gone, days covered."""

    bundles: list[BundlePage]
    findings: list[FindingLine]
    gone: list[FindingLine]
    period: Period
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
    return Material(
        bundles=pages_of(rows=rows),
        findings=[finding_line(row=one, is_new=_key(one) not in known) for one in now],
        gone=[
            finding_line(row=one)
            for one in then
            if period.cover.days and _key(one) not in current  # without logs nothing is known gone
        ],
        period=period,
        proposal=propose(
            [seen(one) for one in then if one.certain],
            [seen(one) for one in now if one.certain and _lately(one, window)],
            period,
        ),
    )


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


def review_data(rows: Iterable[LogBundle], window: Window, period: Period) -> dict[str, object]:
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
