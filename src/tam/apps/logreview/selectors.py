"""Reading log reviews: bundles, what was found, and the material a review stands on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from tam.apps.logreview.facts import (
    Window,
    bundle_part,
    findings_of,
    latest_evaluations,
    period_of,
    seen,
    speaks_of,
)
from tam.apps.logreview.models import Finding, LogBundle, LogReview
from tam.domain.logreview.outcome import Period, Proposal, propose
from tam.domain.principals import Scope


@dataclass(frozen=True)
class BundleLine:
    """One bundle of a list."""

    id: int
    account_id: int
    equipment_id: int | None
    equipment: str
    name: str
    size: int
    sha256: str
    uploaded_at: datetime
    uploaded_by: str
    state: str
    sentence: str
    serial: str
    captured_at: datetime | None
    progress: int
    progress_text: str

    @property
    def is_done(self) -> bool:
        """Whether the reading has ended, well or not."""
        return self.state not in {LogBundle.State.WAITING, LogBundle.State.READING}


@dataclass(frozen=True)
class FindingLine:
    """One finding, ready to show."""

    id: int
    kind: str
    severity: str
    subject_type: str
    subject_id: str
    certain: bool
    count: int
    first_seen: datetime | None
    last_seen: datetime | None
    confidence: float
    title: str
    advice: str
    evidence: list[Mapping[str, object]]
    is_new: bool = False


@dataclass(frozen=True)
class BundlePage:
    """One bundle whole: its line, members, coverage, findings, and what was not reported."""

    line: BundleLine
    members: list[Mapping[str, object]]
    coverage: Mapping[str, float]
    findings: list[FindingLine]
    suppressed: list[Mapping[str, object]]

    @property
    def shares(self) -> dict[str, int]:
        """Bytes by what became of them, for the coverage bar."""
        counts = {"parsed": 0, "mined": 0, "opaque": 0, "rejected": 0}
        for member in self.members:
            counts[str(member["status"])] += cast("int", member["bytes"])
        return counts


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


def _line(row: LogBundle) -> BundleLine:
    return BundleLine(
        id=row.pk,
        account_id=row.account_id,
        equipment_id=row.equipment_id,
        equipment=row.equipment.name if row.equipment else "",
        name=row.name,
        size=row.size,
        sha256=row.sha256,
        uploaded_at=row.uploaded_at,
        uploaded_by=row.uploaded_by,
        state=row.state,
        sentence=row.sentence,
        serial=row.library_serial,
        captured_at=row.captured_at,
        progress=row.progress,
        progress_text=row.progress_text,
    )


def _finding_line(row: Finding, *, is_new: bool = False) -> FindingLine:
    """One finding as pages show it."""
    return FindingLine(
        id=row.pk,
        kind=row.kind,
        severity=row.severity,
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        certain=row.certain,
        count=row.count,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        confidence=row.confidence,
        title=row.title,
        advice=row.advice,
        evidence=row.evidence,
        is_new=is_new,
    )


def bundles(*, scope: Scope, equipment_id: int | None = None, limit: int = 50) -> list[BundleLine]:
    """Bundles in scope, newest first; one query."""
    rows = LogBundle.objects.visible_to(scope).select_related("equipment")
    if equipment_id is not None:
        rows = rows.filter(equipment_id=equipment_id)
    return [_line(row) for row in rows[:limit]]


def bundle(*, scope: Scope, bundle_id: int) -> BundleLine | None:
    """One bundle's line, or None where it is not in scope; one query, for the page that waits."""
    rows = LogBundle.objects.visible_to(scope).select_related("equipment")
    row = rows.filter(pk=bundle_id).first()
    return _line(row) if row else None


def _page(row: LogBundle) -> BundlePage:
    latest = latest_evaluations([row])
    document = latest[0].document if latest else {}
    part = bundle_part(document, row.sha256) or {}
    return BundlePage(
        line=_line(row),
        members=cast("list[Mapping[str, object]]", part.get("members", [])),
        coverage=cast("Mapping[str, float]", part.get("coverage", {})),
        findings=[_finding_line(one) for one in findings_of(latest)],
        suppressed=cast("list[Mapping[str, object]]", document.get("suppressed", [])),
    )


def bundle_page(*, scope: Scope, bundle_id: int) -> BundlePage | None:
    """One bundle with all that was read in it; None where it is not in scope."""
    rows = LogBundle.objects.visible_to(scope).select_related("equipment")
    row = rows.filter(pk=bundle_id).first()
    return _page(row) if row else None


def library_findings(*, scope: Scope, equipment_id: int) -> list[FindingLine]:
    """What the newest evaluated bundle of a library says, judged with the ones before it."""
    row = (
        LogBundle.objects.visible_to(scope)
        .filter(equipment_id=equipment_id, state=LogBundle.State.READ)
        .order_by("-captured_at", "-id")
        .first()
    )
    return [_finding_line(one) for one in findings_of(latest_evaluations([row]))] if row else []


def earlier_bundles(
    *, scope: Scope, bundle_id: int, equipment_id: int, limit: int = 8
) -> list[BundleLine]:
    """The bundles of a library to be judged together with one, oldest first; for the engine."""
    rows = (
        LogBundle.objects.visible_to(scope)
        .filter(equipment_id=equipment_id, state=LogBundle.State.READ)
        .exclude(pk=bundle_id)
        .select_related("equipment")
        .order_by("-captured_at", "-id")[:limit]
    )
    return [_line(row) for row in reversed(rows)]


def material(*, scope: Scope, window: Window) -> Material:
    """What a review of this period looks at (TAM-06, TAM-07)."""
    rows = list(
        LogBundle.objects.visible_to(scope)
        .filter(equipment_id=window.equipment_id, state=LogBundle.State.READ)
        .select_related("equipment")
        .order_by("captured_at", "id")
    )
    spans = [(row, span[1]) for row in rows if (span := speaks_of(row, window.zone))]
    speaking = {row.pk for row, last in spans if window.holds(last)}
    inside = [row for row in rows if row.pk in speaking or window.received(row.uploaded_at)]
    before = [row for row, last in spans if last < window.first and row not in inside]
    now = findings_of(latest_evaluations(inside[-1:]))
    then = findings_of(latest_evaluations(before[-1:]))
    keys = {(one.kind, one.subject_type, one.subject_id) for one in then}
    current = {(one.kind, one.subject_type, one.subject_id) for one in now}
    fresh = [one for one in now if _in(one, window)]
    period = period_of(window, inside)
    certain = [seen(one, keys) for one in (fresh or now) if one.certain]
    return Material(
        bundles=[_page(row) for row in inside],
        findings=[
            _finding_line(one, is_new=(one.kind, one.subject_type, one.subject_id) not in keys)
            for one in now
        ],
        gone=[
            _finding_line(one)
            for one in then
            if (one.kind, one.subject_type, one.subject_id) not in current
        ],
        period=period,
        proposal=propose([seen(one) for one in then if one.certain], certain, period),
    )


def _in(finding: Finding, window: Window) -> bool:
    """Whether a finding was last seen in the period; one without a time counts as seen."""
    return finding.last_seen is None or finding.last_seen.date() >= window.first


def signed(*, scope: Scope, obligation_id: int) -> SignedReview | None:
    """The signed review of an obligation, if there is one."""
    row = LogReview.objects.visible_to(scope).filter(obligation_id=obligation_id).first()
    return SignedReview(row.outcome, row.remark, row.signed_at, row.signed_by) if row else None
