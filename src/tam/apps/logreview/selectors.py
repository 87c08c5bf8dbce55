"""Reading log bundles: lists of them, what was read in one, what stands for a library."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db.models import F, OuterRef, Subquery

from tam.apps.logreview.facts import (
    Document,
    bundle_part,
    by_evaluation,
    findings_of,
    latest_evaluations,
    moment,
    placed,
    storable,
)
from tam.apps.logreview.facts_watching import acknowledged
from tam.apps.logreview.models import Acknowledgement, Finding, LogBundle
from tam.domain.principals import Scope

NEWEST_FIRST = (F("captured_at").desc(nulls_last=True), "-id")


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
    known: "Known | None" = None


@dataclass(frozen=True)
class Known:
    """Somebody knows of a finding: why it may stand, and until when."""

    reason: str
    until: date
    by: str
    at: datetime


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


def finding_line(
    *, row: Finding, is_new: bool = False, known: Acknowledgement | None = None
) -> FindingLine:
    """One finding as pages show it, with the acknowledgement that stands."""
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
        known=Known(known.reason, known.until, known.by, known.at) if known else None,
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


def pages_of(*, rows: Iterable[LogBundle]) -> list[BundlePage]:
    """Bundles already found, with all that was read in them; two queries whatever their number."""
    known = list(rows)
    latest = {one.bundle_id: one for one in latest_evaluations(known)}
    found = by_evaluation(latest.values())
    pages = []
    for row in known:
        judged = latest.get(row.pk)
        document = judged.document if judged else {}
        part = bundle_part(document, row.sha256) or {}
        page = BundlePage(
            line=_line(row),
            members=cast("list[Mapping[str, object]]", part.get("members", [])),
            coverage=cast("Mapping[str, float]", part.get("coverage", {})),
            findings=[finding_line(row=one) for one in found[judged.pk]] if judged else [],
            suppressed=cast("list[Mapping[str, object]]", document.get("suppressed", [])),
        )
        pages.append(page)
    return pages


def bundle_page(*, scope: Scope, bundle_id: int) -> BundlePage | None:
    """One bundle with all that was read in it; None where it is not in scope."""
    rows = LogBundle.objects.visible_to(scope).select_related("equipment")
    return next(iter(pages_of(rows=rows.filter(pk=bundle_id))), None)


def findings_by_library(*, scope: Scope) -> dict[int, list[FindingLine]]:
    """What the newest bundle of each library says, judged with those before; three queries."""
    read = LogBundle.objects.visible_to(scope).filter(state=LogBundle.State.READ)
    newest = read.filter(equipment_id=OuterRef("equipment_id")).order_by(*NEWEST_FIRST)
    rows = list(read.filter(pk=Subquery(newest.values("pk")[:1])))
    latest = latest_evaluations(rows, whole=False)
    found = by_evaluation(latest)
    library = {row.pk: row.equipment_id for row in rows}
    return {
        where: [finding_line(row=one) for one in found[judged.pk]]
        for judged in latest
        if (where := library[judged.bundle_id]) is not None
    }


def library_findings(
    *, scope: Scope, equipment_id: int, on: date | None = None
) -> list[FindingLine]:
    """What the newest bundle of a library says, judged with the ones before it.

    With a day, each finding carries the acknowledgement that stands on it.
    """
    rows = LogBundle.objects.visible_to(scope).filter(
        equipment_id=equipment_id, state=LogBundle.State.READ
    )
    newest = list(rows.order_by(*NEWEST_FIRST)[:1])
    let_be = acknowledged(scope=scope, equipment_id=equipment_id, on=on) if on else {}
    return [
        finding_line(row=one, known=let_be.get((one.kind, one.subject_type, one.subject_id)))
        for one in findings_of(latest_evaluations(newest, whole=False))
    ]


def guessed_library(*, line: BundleLine) -> int | None:
    """The library a bundle is probably of: the one its sender named, or its file name states."""
    if line.equipment_id is not None:
        return line.equipment_id
    first = line.name.split()[0] if line.name.split() else ""
    return placed(line.account_id, None, first).library


def stated(*, line: BundleLine, document: Document) -> tuple[int | None, datetime | None]:
    """The library that a bundle turned out to be of, and when it says it was made."""
    part = bundle_part(document, line.sha256) or {}
    serial = str(storable(part.get("library_serial") or ""))
    where = placed(line.account_id, line.equipment_id, serial)
    return where.library, moment(part.get("captured_at"))


def earlier_bundles(
    *,
    scope: Scope,
    bundle_id: int,
    equipment_id: int,
    before: datetime | None = None,
    limit: int = 8,
) -> list[BundleLine]:
    """The bundles of a library to be judged together with one, oldest first; for the engine."""
    rows = (
        LogBundle.objects.visible_to(scope)
        .filter(equipment_id=equipment_id, state=LogBundle.State.READ)
        .exclude(pk=bundle_id)
        .select_related("equipment")
        .order_by(*NEWEST_FIRST)
    )
    if before is not None:
        rows = rows.filter(captured_at__lt=before)
    return [_line(row) for row in reversed(rows[:limit])]
