"""Writing the ledger: entering duties, keeping them by evidence, excusing them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db import transaction

from tam.apps.entitlement import selectors_decisions as decided
from tam.apps.entitlement import services_decisions as decisions
from tam.apps.entitlement.facts_asked import Question
from tam.apps.entitlement.services_decisions import Resting
from tam.apps.estate import selectors as estate
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.apps.obligations.facts import evidence_digest, subject_of
from tam.apps.obligations.models import Evidence, Obligation
from tam.domain.clock.cadence import wall
from tam.domain.obligations.duties import Duty
from tam.domain.obligations.lapse import Lapse
from tam.domain.principals import Principal, Scope
from tam.domain.refusals import Refused

NOON = time(12)


@dataclass(frozen=True)
class Owner:
    """Whose duty it is: the account, and the library where it is about one."""

    account_id: int
    equipment_id: int | None


@dataclass(frozen=True)
class Proof:
    """What the evidence says: a sentence, and the data it stands on (hashes, findings)."""

    summary: str
    data: dict[str, object]


@transaction.atomic
def enter(*, duties: Iterable[tuple[Duty, Owner]], at: datetime, by: Principal) -> int:
    """Enter duties that are not in the ledger yet; entering again changes nothing."""
    wanted = {duty.key: (duty, owner) for duty, owner in duties}
    known = set(
        Obligation.unscoped.filter(subject__in={subject for _, subject, _ in wanted}).values_list(
            "duty", "subject", "period"
        )
    )
    new = [pair for key, pair in wanted.items() if key not in known]
    Obligation.unscoped.bulk_create(
        [_row(duty, owner, at) for duty, owner in new], ignore_conflicts=True
    )
    for duty, owner in new:
        what = Happening(
            action="obligation.entered",
            subject=subject_of(key=duty.key),
            summary=f"{duty.title}, by {duty.by}",
            account_id=owner.account_id,
            clause=duty.clause,
            data={"because": duty.because, "readings": list(duty.readings)},
        )
        journal.enter(at=at, by=by, what=what)
    decisions.store_decisions(resting=_resting(new), at=at)
    return len(new)


def _resting(new: list[tuple[Duty, Owner]]) -> list[Resting]:
    """The question behind each duty: does the contract give its clause on the day it opens."""
    if not new:
        return []
    own = Scope(frozenset(owner.account_id for _, owner in new))
    libraries = estate.libraries(scope=own)
    return [
        Resting(
            subject_of(key=duty.key),
            tuple(
                decided.place_of(library=one)
                for one in libraries
                if one.account_id == owner.account_id and owner.equipment_id in {None, one.id}
            ),
            Question(duty.clause, wall(duty.opens_on, NOON, duty.zone)),
        )
        for duty, owner in new
    ]


def _row(duty: Duty, owner: Owner, at: datetime) -> Obligation:
    return Obligation(
        account_id=owner.account_id,
        equipment_id=owner.equipment_id,
        duty=duty.kind.value,
        clause=duty.clause,
        subject=duty.subject,
        period=duty.period,
        title=duty.title,
        opens_on=duty.opens_on,
        by=duty.by,
        zone=duty.zone,
        readings=list(duty.readings),
        because=duty.because,
        entered_at=at,
    )


@transaction.atomic
def keep(*, obligation_id: int, at: datetime, by: Principal, proof: Proof) -> str:
    """Fix the evidence that an obligation was kept; returns its digest. Once, for ever."""
    row = _open(obligation_id)
    return _prove(row, Evidence.Kind.KEPT, at, by, proof)


@transaction.atomic
def excuse(*, obligation_id: int, at: datetime, by: Principal, proof: Proof) -> str:
    """Record why an obligation is no longer owed, for instance after a reopening (A18)."""
    row = _open(obligation_id)
    return _prove(row, Evidence.Kind.EXCUSED, at, by, proof)


@transaction.atomic
def let_lapse(*, lapses: Iterable[Lapse], at: datetime, by: Principal) -> int:
    """Excuse what no fact asks for any more, with its clause; what was settled meanwhile stays."""
    reasons = {one.id: one for one in lapses}
    still = Obligation.unscoped.filter(pk__in=reasons, evidence=None).values_list("pk", flat=True)
    for pk in list(still):
        proof = Proof(reasons[pk].because, {"clause": reasons[pk].clause})
        excuse(obligation_id=pk, at=at, by=by, proof=proof)
    return len(still)


def _open(obligation_id: int) -> Obligation:
    row = Obligation.unscoped.select_for_update().get(pk=obligation_id)
    done = row.evidence.order_by("at").first()
    if done is not None:
        raise Refused(row.clause, f"This was already settled on {done.at:%d %B %Y} by {done.by}.")
    return row


def _prove(row: Obligation, kind: str, at: datetime, by: Principal, proof: Proof) -> str:
    said: dict[str, object] = {
        "obligation": [row.duty, row.subject, row.period],
        "kind": kind,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": by.name,
        "user_id": by.user_id,
        "summary": proof.summary,
        "data": proof.data,
    }
    digest = evidence_digest(said=said)
    Evidence.unscoped.create(
        account_id=row.account_id,
        obligation=row,
        kind=kind,
        at=at,
        by=by.name,
        user_id=by.user_id,
        summary=proof.summary,
        data=proof.data,
        digest=digest,
    )
    what = Happening(
        action=f"obligation.{kind}",
        subject=f"obligation:{row.pk}",
        summary=f"{row.title}: {proof.summary}",
        account_id=row.account_id,
        clause=row.clause,
        data={"evidence": digest},
    )
    journal.enter(at=at, by=by, what=what)
    return digest


def account_of(*, obligation_id: int) -> int:
    """The account an obligation is owed to."""
    return Obligation.unscoped.values_list("account_id", flat=True).get(pk=obligation_id)


def excuse_after(
    *, subject: str, duty: str, day: date, at: datetime, by: Principal, proof: Proof
) -> int:
    """Excuse what one subject still owes after a day: a stopped period, an ended contract."""
    rows = Obligation.unscoped.filter(
        subject=subject, duty=duty, by__gt=day, evidence=None
    ).values_list("pk", flat=True)
    for pk in list(rows):
        excuse(obligation_id=pk, at=at, by=by, proof=proof)
    return len(rows)
