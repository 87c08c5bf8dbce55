"""Reading the ledger: what is owed, where it stands, and the proof."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import QuerySet

from tam.apps.obligations.facts import evidence_digest, obligation_facts, subject_of
from tam.apps.obligations.models import Evidence, Obligation
from tam.domain.obligations.duties import DutyKind
from tam.domain.obligations.lapse import OpenDuty
from tam.domain.obligations.standing import ObligationFacts, Verdict, stand
from tam.domain.principals import Scope


@dataclass(frozen=True)
class ProofLine:
    """One piece of evidence, ready to show."""

    kind: str
    at: datetime
    by: str
    summary: str
    digest: str
    data: dict[str, object]


@dataclass(frozen=True)
class LedgerLine:
    """One obligation with its standing at a moment."""

    id: int
    account_id: int
    account: str
    duty: str
    clause: str
    subject: str
    period: str
    title: str
    opens_on: date
    by: date
    zone: str
    readings: list[str]
    because: str
    equipment_id: int | None
    equipment: str
    verdict: Verdict
    proof: ProofLine | None

    @property
    def standing(self) -> str:
        """The word for the page."""
        return self.verdict.standing.value

    @property
    def facts(self) -> ObligationFacts:
        """What decides its standing, to be drawn."""
        proof = self.proof
        kept = proof.at if proof is not None and proof.kind == "kept" else None
        excused = proof.at if proof is not None and proof.kind == "excused" else None
        return ObligationFacts(self.opens_on, self.by, self.zone, kept, excused)

    @property
    def decided_as(self) -> str:
        """The subject under which the decision it rests on is stored."""
        return subject_of(key=(self.duty, self.subject, self.period))

    @property
    def case_id(self) -> int | None:
        """The case it follows from, if its subject is one."""
        kind, _, number = self.subject.partition(":")
        return int(number) if kind == "case" else None


def ledger(
    *,
    scope: Scope,
    now: datetime,
    account_id: int | None = None,
    equipment_id: int | None = None,
    case_id: int | None = None,
    until: date | None = None,
) -> list[LedgerLine]:
    """The obligations in scope, by due day; two queries whatever their number."""
    rows = Obligation.objects.visible_to(scope).select_related("account", "equipment")
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    if equipment_id is not None:
        rows = rows.filter(equipment_id=equipment_id)
    if case_id is not None:
        rows = rows.filter(subject=f"case:{case_id}")
    if until is not None:
        rows = rows.filter(by__lte=until)
    return _lines(rows, now)


def open_duties(*, scope: Scope) -> list[OpenDuty]:
    """Every duty without evidence, for the planner to look at again; one query."""
    rows = Obligation.objects.visible_to(scope).filter(evidence=None)
    return [OpenDuty(row.pk, DutyKind(row.duty), row.subject, row.period, row.by) for row in rows]


def obligation(*, scope: Scope, obligation_id: int, now: datetime) -> LedgerLine | None:
    """One obligation, or None where it is not in scope."""
    lines = _lines(
        Obligation.objects.visible_to(scope)
        .select_related("account", "equipment")
        .filter(pk=obligation_id),
        now,
    )
    return lines[0] if lines else None


def _lines(rows: QuerySet[Obligation], now: datetime) -> list[LedgerLine]:
    found = list(rows)
    proofs: dict[int, list[Evidence]] = defaultdict(list)
    own = Scope(frozenset(row.account_id for row in found))
    kept = Evidence.objects.visible_to(own).filter(obligation__in=found)
    for proof in kept.order_by("at", "id"):
        proofs[proof.obligation_id].append(proof)
    return [_line(row, proofs[row.pk], now) for row in found]


def _line(row: Obligation, proofs: list[Evidence], now: datetime) -> LedgerLine:
    return LedgerLine(
        id=row.pk,
        account_id=row.account_id,
        account=row.account.name,
        duty=row.duty,
        clause=row.clause,
        subject=row.subject,
        period=row.period,
        title=row.title,
        opens_on=row.opens_on,
        by=row.by,
        zone=row.zone,
        readings=list(row.readings),
        because=row.because,
        equipment_id=row.equipment_id,
        equipment=row.equipment.name if row.equipment else "",
        verdict=stand(obligation_facts(row, proofs), now),
        proof=_proof(proofs[0]) if proofs else None,
    )


def _proof(row: Evidence) -> ProofLine:
    return ProofLine(row.kind, row.at, row.by, row.summary, row.digest, row.data)


def broken_evidence(*, scope: Scope) -> list[str]:
    """Digests of evidence whose words no longer fit them; empty when all is whole."""
    rows = Evidence.objects.visible_to(scope).select_related("obligation")
    return [row.digest for row in rows if row.digest != evidence_digest(said=_said(row))]


def _said(row: Evidence) -> dict[str, object]:
    owed = row.obligation
    return {
        "obligation": [owed.duty, owed.subject, owed.period],
        "kind": row.kind,
        "at": row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": row.by,
        "user_id": row.user_id,
        "summary": row.summary,
        "data": row.data,
    }
