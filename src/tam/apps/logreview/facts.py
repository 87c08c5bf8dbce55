"""Documents of the log review <-> rows, and the values that outcomes are judged on."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from tam.apps.logreview.models import Evaluation, Finding, LogBundle
from tam.apps.obligations.selectors import LedgerLine
from tam.domain.clock.zones import zone
from tam.domain.logreview.outcome import Period, Seen, covered
from tam.domain.obligations.duties import DutyKind
from tam.domain.principals import Scope

Document = Mapping[str, object]
SPEAKS_FOR = timedelta(days=7)
DAY = timedelta(days=1)
SEVERITIES = {"critical": 0, "warning": 1, "notice": 2}


def digest_of(document: Document) -> str:
    """sha256 of the document's canonical JSON."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def bundles_of(document: Document) -> list[Mapping[str, object]]:
    """The bundles of a document."""
    return cast("list[Mapping[str, object]]", document.get("bundles", []))


def bundle_part(document: Document, sha256: str) -> Mapping[str, object] | None:
    """What a document says of one bundle."""
    return next((one for one in bundles_of(document) if one.get("sha256") == sha256), None)


def moment(text: object) -> datetime | None:
    """A moment of a document; None where it states none."""
    return datetime.fromisoformat(text) if isinstance(text, str) else None


def finding_rows(
    document: Document, evaluation: Evaluation, equipment_id: int | None
) -> list[Finding]:
    """The findings of a document as rows; undecided ones are marked as not certain."""
    return [
        _finding(found, evaluation, equipment_id, certain=certain)
        for key, certain in (("findings", True), ("undecided", False))
        for found in cast("list[Mapping[str, object]]", document.get(key, []))
    ]


def _finding(
    found: Mapping[str, object], evaluation: Evaluation, equipment_id: int | None, *, certain: bool
) -> Finding:
    subject = cast("Mapping[str, str]", found["subject"])
    return Finding(
        account_id=evaluation.account_id,
        evaluation=evaluation,
        equipment_id=equipment_id,
        kind=str(found["kind"])[:60],
        severity=str(found["severity"])[:10],
        subject_type=subject["type"][:20],
        subject_id=subject["id"][:200],
        certain=certain,
        count=cast("int", found["count"]),
        first_seen=moment(found.get("first_seen")),
        last_seen=moment(found.get("last_seen")),
        confidence=cast("float", found["confidence"]),
        title=str(found["title"])[:500],
        advice=str(found["advice"])[:1000],
        evidence=found["evidence"],
    )


def seen(finding: Finding, known: Iterable[tuple[str, str, str]] = ()) -> Seen:
    """A finding for the outcome; `known` holds (kind, subject type, subject id) of earlier ones."""
    key = (finding.kind, finding.subject_type, finding.subject_id)
    return Seen(*key, known=key in set(known))


def speaks_of(bundle: LogBundle, site_zone: str) -> tuple[date, date] | None:
    """The first and last day a bundle speaks of: the week up to its capture, in the site's zone."""
    if bundle.captured_at is None or bundle.state != LogBundle.State.READ:
        return None
    last = bundle.captured_at.astimezone(zone(site_zone)).date()
    return last - SPEAKS_FOR, last


@dataclass(frozen=True)
class Window:
    """The period of a review: library, first and last day, the site's zone, and how much it needs.

    A bundle is looked at when captured or handed over from `first` to `until`: the day it is due is
    one more. What it covers is another matter (`period_of`).
    """

    equipment_id: int
    first: date
    last: date
    until: date
    zone: str
    needs_every_day: bool

    def received(self, uploaded_at: datetime) -> bool:
        """Whether a bundle was handed over in the period, whatever days it speaks of."""
        return self.first <= uploaded_at.astimezone(zone(self.zone)).date() <= self.until

    def holds(self, captured_on: date) -> bool:
        """Whether a bundle captured on this day counts for the period."""
        return self.first <= captured_on <= self.until


def window_of(owed: LedgerLine) -> Window:
    """The period of a review in the ledger: the seven days before its day, or its month."""
    weekly = owed.duty == DutyKind.WEEKLY_LOG_REVIEW.value
    return Window(
        equipment_id=owed.equipment_id or 0,
        first=owed.opens_on - DAY if weekly else owed.opens_on,
        last=owed.by - DAY if weekly else owed.by,
        until=owed.by,
        zone=owed.zone,
        needs_every_day=weekly,
    )


def period_of(window: Window, bundles: Iterable[LogBundle]) -> Period:
    """How far these bundles cover the period."""
    spans = [span for row in bundles if (span := speaks_of(row, window.zone))]
    return Period(covered(window.first, window.last, spans), window.needs_every_day)


def content_share(part: Mapping[str, object]) -> float:
    """How much of a bundle was understood or mined, 0 to 1."""
    cover = cast("Mapping[str, float]", part.get("coverage", {}))
    return float(cover.get("parsed", 0)) + float(cover.get("mined", 0))


def own_scope(rows: Iterable[LogBundle | Evaluation]) -> Scope:
    """The accounts of rows that were found through a scope already."""
    return Scope(frozenset(row.account_id for row in rows))


def latest_evaluations(bundles: Iterable[LogBundle]) -> list[Evaluation]:
    """The latest evaluation of each bundle, oldest bundle first."""
    known = list(bundles)
    rows = Evaluation.objects.visible_to(own_scope(known)).filter(bundle__in=known)
    found: dict[int, Evaluation] = {}
    for one in rows.order_by("finished_at", "id"):
        found[one.bundle_id] = one
    return sorted(found.values(), key=lambda one: one.bundle_id)


def findings_of(evaluations: Iterable[Evaluation]) -> list[Finding]:
    """The findings of evaluations, one per kind and subject: the latest that saw it counts."""
    known: dict[tuple[str, str, str], Finding] = {}
    judged = list(evaluations)
    rows = Finding.objects.visible_to(own_scope(judged)).filter(evaluation__in=judged)
    for row in rows.order_by("evaluation", "id"):
        known[row.kind, row.subject_type, row.subject_id] = row
    return sorted(
        known.values(),
        key=lambda one: (not one.certain, SEVERITIES.get(one.severity, 9), -one.confidence, one.pk),
    )


def finding_summary(finding: Finding) -> dict[str, object]:
    """A finding as the evidence of a review keeps it."""
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "subject": [finding.subject_type, finding.subject_id],
        "certain": finding.certain,
        "count": finding.count,
        "evidence": finding.evidence,
    }
