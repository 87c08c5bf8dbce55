"""Signatures, acknowledgements and figures: rows <-> the values that a review compares (TAM-06)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import cast

from tam.apps.logreview.facts import (
    Document,
    Window,
    digest_of,
    latest_evaluations,
    moment,
    own_scope,
    readable_bundles,
    seen,
)
from tam.apps.logreview.models import (
    Acknowledgement,
    Evaluation,
    FaultSignature,
    Finding,
    LogBundle,
)
from tam.domain.clock.zones import zone
from tam.domain.logreview import signature as watching
from tam.domain.logreview.compare import State
from tam.domain.logreview.outcome import Seen
from tam.domain.logreview.signature import AFTER, AROUND, CaseWords, LineKind, Observed, Reason
from tam.domain.principals import Scope

Part = Mapping[str, object]


def observed(row: Finding) -> Observed:
    """A finding as far as a signature needs it."""
    return Observed(
        seen=seen(row),
        severity=row.severity,
        certain=row.certain,
        first_at=row.first_seen,
        last_at=row.last_seen,
        lines=tuple(str(one.get("text", "")) for one in row.evidence),
    )


def state(row: Finding) -> State:
    """A finding as far as a comparison needs it."""
    return State(seen(row), row.severity, row.count, row.certain)


def parts(holder: Mapping[str, object], key: str) -> list[Part]:
    """The list of a document under a name; empty where it has none."""
    return cast("list[Part]", holder.get(key, []))


def figures_of(bundles: Iterable[LogBundle]) -> dict[int, Part]:
    """What each bundle says in numbers, by its latest evaluation; one query."""
    known = list(bundles)
    rows = Evaluation.objects.visible_to(own_scope(known)).filter(bundle__in=known)
    said = rows.order_by("finished_at", "id").values_list("bundle_id", "figures")
    return dict(said)


def lines_of(figures: Iterable[Part]) -> list[LineKind]:
    """The kinds of serious lines of some bundles, each with the last time it was seen."""
    found: dict[str, LineKind] = {}
    for one in figures:
        for line in parts(one, "lines"):
            kind = LineKind(str(line["id"]), str(line["text"]), moment(line.get("last")))
            known = found.get(kind.id)
            if known is None or _later(kind.last_at, known.last_at):
                found[kind.id] = kind
    return [found[key] for key in sorted(found)]


def _later(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and (other is None or one > other)


def around(case: CaseWords, *, scope: Scope, equipment_id: int) -> list[LogBundle]:
    """The bundles of a library that tell of the time around a case."""
    first, last = case.opened_at - AROUND, case.resolved_at + AFTER
    rows = readable_bundles(scope=scope, equipment_id=equipment_id)
    return [row for row in rows if row.captured_at and first <= row.captured_at <= last]


def sources_of(rows: Sequence[LogBundle]) -> list[dict[str, object]]:
    """The bundles that a signature was built from, each with the evaluation that counted."""
    judged = {one.bundle_id: one.digest for one in latest_evaluations(rows, whole=False)}
    return [
        {"bundle": row.name, "sha256": row.sha256, "evaluation": judged.get(row.pk, "")}
        for row in rows
    ]


def signature_document(one: watching.FaultSignature) -> dict[str, object]:
    """A signature as its row keeps it."""
    return {
        "case": one.number,
        "resolved_at": one.resolved_at.isoformat(),
        "watched": [_reason(reason) for reason in one.watched],
        "left_out": [_reason(reason) for reason in one.left_out],
        "names": list(one.names),
        "lines": [
            {"id": kind.id, "text": kind.text, "last": _text(kind.last_at)}
            for kind in one.kinds_of_lines
        ],
    }


def _reason(one: Reason) -> dict[str, object]:
    return {
        "kind": one.seen.kind,
        "subject": {"type": one.seen.subject_type, "id": one.seen.subject_id},
        "because": one.because,
    }


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None


def signature_of(document: Document) -> watching.FaultSignature:
    """A signature as it was kept."""
    return watching.FaultSignature(
        number=str(document["case"]),
        resolved_at=datetime.fromisoformat(str(document["resolved_at"])),
        watched=tuple(_said(one) for one in parts(document, "watched")),
        left_out=tuple(_said(one) for one in parts(document, "left_out")),
        names=tuple(cast("list[str]", document["names"])),
        kinds_of_lines=tuple(lines_of([document])),
    )


def _said(one: Part) -> Reason:
    subject = cast("Mapping[str, str]", one["subject"])
    return Reason(Seen(str(one["kind"]), subject["type"], subject["id"]), str(one["because"]))


def signature_rows(window: Window, *, scope: Scope) -> list[FaultSignature]:
    """The signatures that a review looks at, one per case: its own case's, or the month's.

    A month is compared with every case of the library whose monitoring period reaches into it.
    """
    rows = FaultSignature.objects.visible_to(scope).filter(equipment_id=window.equipment_id)
    if window.case_id is not None:
        rows = rows.filter(case_id=window.case_id)
    ordered = rows.order_by("resolved_at", "id")
    newest = {row.case_id: row for row in ordered if _watches(row, window)}
    return [newest[key] for key in sorted(newest)]


def _watches(row: FaultSignature, window: Window) -> bool:
    place = zone(window.zone)
    begins = row.resolved_at.astimezone(place).date()
    ends = (row.resolved_at + timedelta(days=row.days)).astimezone(place).date()
    return window.case_id is not None or (begins <= window.last and ends >= window.first)


def acknowledged(
    *, scope: Scope, equipment_id: int, on: date
) -> dict[tuple[str, str, str], Acknowledgement]:
    """What is acknowledged at a library on a day, the latest word on each; one query."""
    rows = Acknowledgement.objects.visible_to(scope).filter(equipment_id=equipment_id)
    latest = {
        (row.kind, row.subject_type, row.subject_id): row for row in rows.order_by("at", "id")
    }
    return {key: row for key, row in latest.items() if row.until >= on}


def signature_digest(document: Document, sources: Sequence[Document]) -> str:
    """sha256 of a signature with what it was built from."""
    return digest_of({"signature": document, "sources": list(sources)})
