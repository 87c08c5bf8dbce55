"""Writing log reviews: receiving bundles, keeping what was read, signing (TAM-06, TAM-07)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from tam.adapters import blobs
from tam.adapters.archives.limits import Limits
from tam.adapters.archives.names import shown
from tam.apps.estate import selectors as estate
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.apps.logreview.facts import (
    Document,
    bundle_part,
    content_share,
    digest_of,
    finding_rows,
    finding_summary,
    findings_of,
    latest_evaluations,
    moment,
    period_of,
    window_of,
)
from tam.apps.logreview.models import Evaluation, Finding, LogBundle, LogReview
from tam.apps.obligations import selectors as ledger
from tam.apps.obligations import services as obligations
from tam.apps.obligations.selectors import LedgerLine
from tam.apps.obligations.services import Proof
from tam.domain.logreview.outcome import Outcome, check
from tam.domain.logreview.placing import Known, Place, place
from tam.domain.principals import Principal, Scope
from tam.domain.refusals import Refused
from tam.domain.words import plain

LEASE = timedelta(minutes=20)
TRIES = 3
EMPTY = "The file is empty: it has no bytes, so it counts for nothing. Export the logs again."
SET_ASIDE = "Reading it failed three times, so it was set aside; support looks at it. It is kept."


@dataclass(frozen=True)
class Upload:
    """A file handed over: its bytes, the name it came with, and the library it is said to be of."""

    chunks: Iterable[bytes]
    name: str
    account_id: int
    equipment_id: int | None = None


@dataclass(frozen=True)
class Received:
    """What became of an upload; `again` when the very bytes were there already."""

    bundle_id: int
    again: bool


def receive_bundle(*, upload: Upload, at: datetime, by: Principal) -> Received:
    """Keep a bundle unchanged under its hash, then enter it for evaluation (TAM-06).

    The bytes are durable before the row is written. Refused with a sentence when the file is empty,
    too large, or cannot be stored.
    """
    try:
        blob = blobs.store(Path(settings.TAM_BLOBS), upload.chunks, settings.TAM_UPLOAD_MAX_BYTES)
    except (blobs.TooLarge, blobs.NotStored) as problem:
        raise Refused("TAM-06", str(problem)) from problem
    if blob.size == 0:
        raise Refused("TAM-06", EMPTY)
    return _enter(upload, blob, at, by)


@transaction.atomic
def _enter(upload: Upload, blob: blobs.Blob, at: datetime, by: Principal) -> Received:
    known = LogBundle.unscoped.filter(account_id=upload.account_id, sha256=blob.sha256).first()
    if known is not None:
        return Received(known.pk, again=True)
    row = LogBundle.unscoped.create(
        account_id=upload.account_id,
        equipment_id=upload.equipment_id,
        name=shown(upload.name.replace("\\", "/").rsplit("/", 1)[-1], Limits()) or "bundle",
        size=blob.size,
        sha256=blob.sha256,
        uploaded_at=at,
        uploaded_by=by.name,
        progress_text="waiting for its turn",
    )
    what = Happening(
        action="bundle.received",
        subject=f"bundle:{row.pk}",
        summary=f"{row.name}, {row.size:,} bytes",
        account_id=row.account_id,
        clause="TAM-06",
        data={"sha256": row.sha256},
    )
    journal.enter(at=at, by=by, what=what)
    return Received(row.pk, again=False)


def claim_bundle(*, now: datetime) -> int | None:
    """Claim the oldest bundle that waits or whose reader died; one of two who try gets it."""
    free = Q(state=LogBundle.State.WAITING) | Q(state=LogBundle.State.READING, lease_until__lt=now)
    for pk in LogBundle.unscoped.filter(free).order_by("id").values_list("pk", flat=True)[:20]:
        mine = LogBundle.unscoped.filter(free, pk=pk, attempts__lt=TRIES)
        values = {"state": LogBundle.State.READING, "claimed_at": now, "lease_until": now + LEASE}
        if mine.update(**values, attempts=F("attempts") + 1, progress=0) == 1:
            return pk
        LogBundle.unscoped.filter(free, pk=pk, attempts__gte=TRIES).update(
            state=LogBundle.State.NOT_READABLE, sentence=SET_ASIDE, lease_until=None
        )
    return None


def note_progress(*, bundle_id: int, percent: int, words: str) -> None:
    """Keep how far the reading is, for the page that waits."""
    LogBundle.unscoped.filter(pk=bundle_id).update(progress=percent, progress_text=words[:200])


@transaction.atomic
def set_unreadable(*, bundle_id: int, sentence: str, at: datetime, by: Principal) -> None:
    """Record that a bundle could not be evaluated; its bytes stay."""
    row = LogBundle.unscoped.select_for_update().get(pk=bundle_id)
    LogBundle.unscoped.filter(pk=bundle_id).update(
        state=LogBundle.State.NOT_READABLE, sentence=sentence[:500], lease_until=None
    )
    what = Happening(
        "bundle.unreadable", f"bundle:{row.pk}", sentence[:300], row.account_id, "TAM-06"
    )
    journal.enter(at=at, by=by, what=what)


@dataclass(frozen=True)
class Read:
    """What the log review said: its document and the version of the engine that wrote it."""

    document: Document
    engine_version: str


@transaction.atomic
def keep_evaluation(*, bundle_id: int, read: Read, at: datetime, by: Principal) -> int:
    """Store what was read in a bundle: document, findings, the library it says it is of."""
    row = LogBundle.unscoped.select_for_update().get(pk=bundle_id)
    part = bundle_part(read.document, row.sha256) or {}
    serial = str(part.get("library_serial") or "")
    captured = moment(part.get("captured_at"))
    readable = content_share(part) > 0
    where = _library(row, serial)
    evaluation = Evaluation.unscoped.create(
        account_id=row.account_id,
        bundle=row,
        finished_at=at,
        engine_version=read.engine_version,
        document=read.document,
        digest=digest_of(read.document),
    )
    Finding.unscoped.bulk_create(finding_rows(read.document, evaluation, where.library))
    sentence = where.sentence or _age(row, where.library, captured)
    if not readable:
        sentence = "Nothing in it could be read as a log. Export the logs again and send that file."
    LogBundle.unscoped.filter(pk=row.pk).update(
        state=LogBundle.State.READ if readable else LogBundle.State.NOT_READABLE,
        sentence=sentence[:500],
        library_serial=serial[:60],
        captured_at=captured,
        equipment_id=where.library,
        lease_until=None,
        progress=100,
        progress_text="read",
    )
    what = Happening(
        action="bundle.read",
        subject=f"bundle:{row.pk}",
        summary=f"{row.name}: {evaluation.findings.count()} findings",
        account_id=row.account_id,
        clause="TAM-06",
        data={"evaluation": evaluation.digest, "sha256": row.sha256},
    )
    journal.enter(at=at, by=by, what=what)
    return evaluation.pk


def _library(row: LogBundle, serial: str) -> Place:
    """Which library of the account a bundle is of."""
    scope = Scope(frozenset({row.account_id}))
    found = estate.library_by_serial(scope=scope, serial=serial) if serial else None
    return place(row.equipment_id, serial, Known(found.id, found.name) if found else None)


def _age(row: LogBundle, equipment_id: int | None, captured: datetime | None) -> str:
    """What to say about a bundle's age: none, or older than the newest one."""
    if captured is None:
        return "It does not say when it was made, so it covers no day of any review."
    read = LogBundle.unscoped.filter(captured_at__gt=captured, state=LogBundle.State.READ)
    if equipment_id is not None and read.filter(equipment_id=equipment_id).exists():
        return (
            "It is older than the newest bundle of this library. It was read all the same; send "
            "the newest one for the review of this week."
        )
    return ""


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

    Returns the evidence's digest. Refused without a remark, and without a bundle unless the outcome
    says that there are no logs.
    """
    remark = plain(signature.remark, lines=True)
    if not remark:
        raise Refused("TAM-06", "A review needs a remark: what you looked at and what follows.")
    owed = _owed(obligation_id, signed_at)
    window = window_of(owed)
    bundles = list(
        LogBundle.unscoped.filter(
            pk__in=signature.bundle_ids,
            account_id=owed.account_id,
            equipment_id=window.equipment_id,
            state=LogBundle.State.READ,
        )
    )
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


def _owed(obligation_id: int, now: datetime) -> LedgerLine:
    account = obligations.account_of(obligation_id=obligation_id)
    owed = ledger.obligation(
        scope=Scope(frozenset({account})), obligation_id=obligation_id, now=now
    )
    if owed is None or owed.equipment_id is None:
        raise Refused("TAM-06", "This promise is not a log review.")
    return owed


def _review_proof(
    bundles: Iterable[LogBundle], signature: Signature, remark: str
) -> dict[str, object]:
    """What the evidence of a review holds: the bundles by hash, what was read, and the words."""
    known = list(bundles)
    latest = latest_evaluations(known)
    return {
        "outcome": signature.outcome.value,
        "remark": remark,
        "bundles": [{"name": row.name, "sha256": row.sha256} for row in known],
        "evaluations": [one.digest for one in latest],
        "findings": [finding_summary(one) for one in findings_of(latest)],
        "engine": sorted({one.engine_version for one in latest}),
    }
