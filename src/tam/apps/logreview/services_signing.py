"""Signing log reviews: the promise is kept because this evidence exists (TAM-06, TAM-07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tam.apps.cases import selectors as watched
from tam.apps.cases import services as cases
from tam.apps.cases.services import Step
from tam.apps.estate import selectors as estate
from tam.apps.logreview.facts import Window, inside, period_of, window_of
from tam.apps.logreview.models import LogReview
from tam.apps.logreview.selectors_reviews import review_data
from tam.apps.logreview.services_asking import ask_for_logs
from tam.apps.obligations import selectors as ledger
from tam.apps.obligations import services as obligations
from tam.apps.obligations.selectors import LedgerLine
from tam.apps.obligations.services import Proof
from tam.domain.cases.lifecycle import State
from tam.domain.clock.zones import zone
from tam.domain.logreview.outcome import Outcome, check, check_day, told
from tam.domain.obligations.duties import DutyKind
from tam.domain.principals import Principal, Scope
from tam.domain.refusals import Refused
from tam.domain.words import plain

MOST_NAMES = 3
NOT_A_REVIEW = "This promise is not a log review."
NOBODY = "The account has no contact who could be asked for logs."
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

    Where no log of the period could be looked at, it is excused instead, and the customer is asked
    for logs (A19). A recurrence reopens the case. Returns the evidence's digest. Refused without a
    remark, with an outcome that the logs do not carry, and when other bundles count for the period
    than those the reviewer looked at.
    """
    remark = plain(signature.remark, lines=True)
    if not remark:
        raise Refused("TAM-06", "A review needs a remark: what you looked at and what follows.")
    owed, window = _owed(obligation_id, signed_at)
    bundles = inside(window, scope=_own(owed))
    if {row.pk for row in bundles} != set(signature.bundle_ids):
        raise Refused(owed.clause, MEANWHILE)
    period = period_of(window, bundles)
    check(signature.outcome, period, owed.clause)
    today = signed_at.astimezone(zone(window.zone)).date()
    check_day(signature.outcome, window.last, today, owed.clause)
    data = review_data(bundles, window, period, scope=_own(owed)) | {
        "outcome": signature.outcome.value,
        "remark": remark,
    }
    said = told(signature.outcome, period, window.first, window.last)
    if period.has_logs:
        digest = obligations.keep(
            obligation_id=obligation_id, at=signed_at, by=by, proof=Proof(said, data)
        )
    else:
        digest = _excuse(owed, window, Proof(said, data), signed_at, by)
    LogReview.unscoped.create(
        account_id=owed.account_id,
        obligation_id=obligation_id,
        outcome=signature.outcome.value,
        remark=remark,
        signed_at=signed_at,
        signed_by=by.name,
        user_id=by.user_id or 0,
    )
    if signature.outcome is Outcome.RECURRED and owed.case_id is not None:
        _reopen(owed.case_id, owed, f"{said} {remark}\nEvidence {digest}", signed_at, by)
    return digest


def _own(owed: LedgerLine) -> Scope:
    return Scope(frozenset({owed.account_id}))


def _owed(obligation_id: int, now: datetime) -> tuple[LedgerLine, Window]:
    account = obligations.account_of(obligation_id=obligation_id)
    owed = ledger.obligation(
        scope=Scope(frozenset({account})), obligation_id=obligation_id, now=now
    )
    if owed is None or owed.equipment_id is None:
        raise Refused("TAM-06", NOT_A_REVIEW)
    return owed, window_of(owed)


def _excuse(owed: LedgerLine, window: Window, proof: Proof, at: datetime, by: Principal) -> str:
    """Report the gap as a finding and ask for logs: a period without a log is no pass (A19)."""
    library = estate.library(scope=_own(owed), equipment_id=window.equipment_id)
    if library is None:
        raise Refused(owed.clause, NOT_A_REVIEW)
    asked = ask_for_logs(owed=owed, window=window, library=library, at=at, by=by)
    found = [*_listed(proof.data["findings"]), _no_logs(owed, library.serial)]
    who = f"Asked for logs: {_names(asked)}." if asked else NOBODY
    whole = Proof(f"{proof.summary} {who}", proof.data | {"findings": found, "asked": list(asked)})
    return obligations.excuse(obligation_id=owed.id, at=at, by=by, proof=whole)


def _names(asked: Sequence[str]) -> str:
    more = len(asked) - MOST_NAMES
    return ", ".join(asked[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _no_logs(owed: LedgerLine, serial: str) -> dict[str, object]:
    monthly = owed.duty == DutyKind.ASL_EVALUATION.value
    return {
        "kind": "no-asl-received" if monthly else "no-logs-received",
        "severity": "warning",
        "subject": ["library", serial],
        "certain": True,
        "count": 1,
        "evidence": [],
    }


def _reopen(case_id: int, owed: LedgerLine, note: str, at: datetime, by: Principal) -> None:
    """The fault is back: the case is reopened with the evidence, unless it is open already."""
    case = watched.story(scope=_own(owed), case_id=case_id, now=at, vendor=True)
    if case is not None and State.REOPENED in case.possible:
        cases.move_case(case_id=case_id, step=Step(State.REOPENED, note), at=at, by=by)
