"""Documents of the log review <-> rows, and the values that outcomes are judged on."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from django.db.models import F

from tam.apps.estate import selectors as estate
from tam.apps.logreview.models import Evaluation, Finding, LogBundle
from tam.apps.obligations.selectors import LedgerLine
from tam.domain.clock.zones import zone
from tam.domain.logreview.outcome import Period, Seen, covered
from tam.domain.logreview.placing import Known, Place, place
from tam.domain.obligations.duties import DutyKind
from tam.domain.principals import Scope

Document = Mapping[str, object]
SPEAKS_FOR = timedelta(days=7)
DAY = timedelta(days=1)
UNSAFE = "Unsafe path"  # the words of the reader of archives
SEVERITIES = {"critical": 0, "warning": 1, "notice": 2}


def storable(value: object) -> object:
    """A value with its texts as any database can hold them: no NUL, no half of a surrogate pair.

    What cannot be held is made visible, so that the line still reads as it was.
    """
    if isinstance(value, str):
        whole = value.encode("utf-8", "backslashreplace").decode("utf-8")
        return whole.replace("\0", "\\x00")
    if isinstance(value, Mapping):
        return {str(storable(key)): storable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [storable(one) for one in value]
    return value


def placed(account_id: int, chosen: int | None, serial: str) -> Place:
    """Which library of the account a bundle of this serial counts for."""
    scope = Scope(frozenset({account_id}))
    found = estate.library_by_serial(scope=scope, serial=serial) if serial else None
    return place(chosen, serial, Known(found.id, found.name) if found else None)


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


def seen(finding: Finding) -> Seen:
    """A finding for the outcome."""
    return Seen(finding.kind, finding.subject_type, finding.subject_id)


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
    case_id: int | None = None

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
        case_id=owed.case_id,
    )


def period_of(window: Window, bundles: Iterable[LogBundle]) -> Period:
    """How far these bundles cover the period."""
    rows = list(bundles)
    spans = [span for row in rows if (span := speaks_of(row, window.zone))]
    cover = covered(window.first, window.last, spans)
    return Period(cover, window.needs_every_day, received=bool(rows))


def inside(window: Window, *, scope: Scope) -> list[LogBundle]:
    """The bundles that a review of this period stands on, the newest last."""
    return counting(readable_bundles(scope=scope, equipment_id=window.equipment_id), window)


def counting(rows: Iterable[LogBundle], window: Window) -> list[LogBundle]:
    """Those of a library's bundles that count for a period."""
    return [row for row in rows if _counts(row, window)]


def readable_bundles(*, scope: Scope, equipment_id: int) -> list[LogBundle]:
    """The bundles of a library that could be read, by when they were made; undated ones first."""
    rows = LogBundle.objects.visible_to(scope).filter(
        equipment_id=equipment_id, state=LogBundle.State.READ
    )
    return list(
        rows.select_related("equipment").order_by(F("captured_at").asc(nulls_first=True), "id")
    )


def _counts(row: LogBundle, window: Window) -> bool:
    span = speaks_of(row, window.zone)
    return window.received(row.uploaded_at) or (span is not None and window.holds(span[1]))


def rejected_in(part: Mapping[str, object]) -> tuple[int, list[tuple[str, str]]]:
    """How many members a bundle has, and those that were not read with the reason."""
    members = _members(part)
    return len(members), [
        (str(one["path"]), str(one["reason"])) for one in members if one["status"] == "rejected"
    ]


def unsafe_in(part: Mapping[str, object]) -> int:
    """How many members were read although their names point outside the bundle."""
    said = [str(one["reason"]) for one in _members(part) if one["status"] != "rejected"]
    return len([reason for reason in said if UNSAFE in reason])


def _members(part: Mapping[str, object]) -> list[Mapping[str, object]]:
    return cast("list[Mapping[str, object]]", part.get("members", []))


def content_share(part: Mapping[str, object]) -> float:
    """How much of a bundle was understood or mined, 0 to 1."""
    cover = cast("Mapping[str, float]", part.get("coverage", {}))
    return float(cover.get("parsed", 0)) + float(cover.get("mined", 0))


def own_scope(rows: Iterable[LogBundle | Evaluation]) -> Scope:
    """The accounts of rows that were found through a scope already."""
    return Scope(frozenset(row.account_id for row in rows))


def latest_evaluations(bundles: Iterable[LogBundle], *, whole: bool = True) -> list[Evaluation]:
    """The latest evaluation of each bundle, in their order; without documents unless `whole`.

    Figures are never loaded here; `facts_watching.figures_of` is for those who need them.
    """
    known = list(bundles)
    rows = Evaluation.objects.visible_to(own_scope(known)).filter(bundle__in=known)
    rows = rows.defer("figures") if whole else rows.defer("figures", "document")
    found = {one.bundle_id: one for one in rows.order_by("finished_at", "id")}
    return [found[row.pk] for row in known if row.pk in found]


def telling(bundles: Iterable[LogBundle]) -> list[Evaluation]:
    """The evaluations that say what stands after these bundles, given in the order they were made.

    The one of the newest bundle was judged with those before it; a bundle that came late was
    evaluated after it, and speaks for itself.
    """
    latest = latest_evaluations(bundles, whole=False)
    return [one for one in latest if one.pk >= latest[-1].pk]


def by_evaluation(evaluations: Iterable[Evaluation]) -> dict[int, list[Finding]]:
    """The findings of each evaluation, the gravest first; one query."""
    judged = list(evaluations)
    found: dict[int, list[Finding]] = {one.pk: [] for one in judged}
    rows = Finding.objects.visible_to(own_scope(judged)).filter(evaluation__in=judged)
    for row in sorted(rows, key=_gravity):
        found[row.evaluation_id].append(row)
    return found


def findings_of(evaluations: Iterable[Evaluation]) -> list[Finding]:
    """The findings of evaluations, one per kind and subject: the latest that saw it counts."""
    found = by_evaluation(evaluations)
    known = {
        (row.kind, row.subject_type, row.subject_id): row
        for pk in sorted(found)
        for row in found[pk]
    }
    return sorted(known.values(), key=_gravity)


def _gravity(one: Finding) -> tuple[bool, int, float, int]:
    return (not one.certain, SEVERITIES.get(one.severity, 9), -one.confidence, one.pk)
