"""Signing log reviews: the promise is kept because this evidence exists (TAM-06, TAM-07)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tam.apps.logreview.facts import (
    Window,
    finding_summary,
    findings_of,
    inside,
    latest_evaluations,
    period_of,
    telling,
    window_of,
)
from tam.apps.logreview.models import LogBundle, LogReview
from tam.apps.obligations import selectors as ledger
from tam.apps.obligations import services as obligations
from tam.apps.obligations.selectors import LedgerLine
from tam.apps.obligations.services import Proof
from tam.domain.logreview.outcome import Outcome, check
from tam.domain.principals import Principal, Scope
from tam.domain.refusals import Refused
from tam.domain.words import plain

MEANWHILE = (
    "The logs of this period have changed since you looked: another bundle was read. Look at the "
    "findings again, then sign."
)


@dataclass(frozen=True)
class Signature:
    """What the reviewer signs: the outcome, a remark in words, and the bundles it stands on."""

    outcome: Outcome
    remark: str
    bundle_ids: tuple[int, ...]


@transaction.atomic
def sign_review(
    *, obligation_id: int, signature: Signature, signed_at: datetime, by: Principal
) -> str:
    """Sign a review off: the obligation is kept because this evidence exists (TAM-06, TAM-07).

    Returns the evidence's digest. Refused without a remark, with an outcome that the logs do not
    carry, and when other bundles count for the period than those the reviewer looked at.
    """
    remark = plain(signature.remark, lines=True)
    if not remark:
        raise Refused("TAM-06", "A review needs a remark: what you looked at and what follows.")
    owed, window = _owed(obligation_id, signed_at)
    bundles = inside(window, scope=Scope(frozenset({owed.account_id})))
    if {row.pk for row in bundles} != set(signature.bundle_ids):
        raise Refused(owed.clause, MEANWHILE)
    check(signature.outcome, period_of(window, bundles), owed.clause)
    digest = obligations.keep(
        obligation_id=obligation_id,
        at=signed_at,
        by=by,
        proof=Proof(
            f"Reviewed: {signature.outcome.value}.", _review_proof(bundles, signature, remark)
        ),
    )
    LogReview.unscoped.create(
        account_id=owed.account_id,
        obligation_id=obligation_id,
        outcome=signature.outcome.value,
        remark=remark,
        signed_at=signed_at,
        signed_by=by.name,
        user_id=by.user_id or 0,
    )
    return digest


def _owed(obligation_id: int, now: datetime) -> tuple[LedgerLine, Window]:
    account = obligations.account_of(obligation_id=obligation_id)
    owed = ledger.obligation(
        scope=Scope(frozenset({account})), obligation_id=obligation_id, now=now
    )
    if owed is None or owed.equipment_id is None:
        raise Refused("TAM-06", "This promise is not a log review.")
    return owed, window_of(owed)


def _review_proof(
    bundles: Iterable[LogBundle], signature: Signature, remark: str
) -> dict[str, object]:
    """What the evidence of a review holds: the bundles by hash, what was read, and the words."""
    known = list(bundles)
    latest = latest_evaluations(known, whole=False)
    return {
        "outcome": signature.outcome.value,
        "remark": remark,
        "bundles": [{"name": row.name, "sha256": row.sha256} for row in known],
        "evaluations": [one.digest for one in latest],
        "findings": [finding_summary(one) for one in findings_of(telling(known))],
        "engine": sorted({one.engine_version for one in latest}),
    }
