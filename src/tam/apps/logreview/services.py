"""Writing log bundles: receiving them, giving them out to be read, keeping what was read."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q

from tam.adapters import blobs
from tam.adapters.archives.limits import Limits
from tam.adapters.archives.names import shown
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.apps.logreview.facts import (
    Document,
    bundle_part,
    content_share,
    digest_of,
    finding_rows,
    moment,
    placed,
    rejected_in,
    storable,
    unsafe_in,
)
from tam.apps.logreview.models import Evaluation, Finding, LogBundle
from tam.domain.logreview.placing import age, disarmed, lost
from tam.domain.principals import Principal
from tam.domain.refusals import Refused

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # renewed with every word of progress
TRIES = 3
EMPTY = "The file is empty: it has no bytes, so it counts for nothing. Export the logs again."
NOTHING_READ = "Nothing in it could be read as a log. Export the logs again and send that file."
WAITS = "waiting for its turn"
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
    """What became of an upload; `again` when the very bytes were there already.

    Bytes that counted for nothing the first time are read again, `reread`.
    """

    bundle_id: int
    again: bool
    reread: bool = False


def receive_bundle(*, upload: Upload, at: datetime, by: Principal) -> Received:
    """Keep a bundle unchanged under its hash, then enter it for evaluation (TAM-06).

    The bytes are durable before the row is written. Refused with a sentence when the file is empty,
    too large, or cannot be stored; the journal keeps who was turned away, the log of the process
    that the store failed.
    """
    try:
        blob = blobs.store(Path(settings.TAM_BLOBS), upload.chunks, settings.TAM_UPLOAD_MAX_BYTES)
    except blobs.TooLarge as problem:
        _turn_away(upload, str(problem), at, by)
        raise Refused("TAM-06", str(problem)) from problem
    except blobs.NotStored as problem:  # the disk may be full: the database is left alone
        log.exception("the store of files took no upload of account %s", upload.account_id)
        raise Refused("TAM-06", str(problem)) from problem
    if blob.size == 0:
        _turn_away(upload, EMPTY, at, by)
        raise Refused("TAM-06", EMPTY)
    return _enter(upload, blob, at, by)


def _shown(name: str) -> str:
    """The name as it may be shown: without folders, its invisible characters made visible."""
    return shown(name.replace("\\", "/").rsplit("/", 1)[-1], Limits()) or "bundle"


def _turn_away(upload: Upload, reason: str, at: datetime, by: Principal) -> None:
    what = Happening(
        action="bundle.refused",
        subject=f"account:{upload.account_id}",
        summary=f"{_shown(upload.name)}: {reason}",
        account_id=upload.account_id,
        clause="TAM-06",
    )
    journal.enter(at=at, by=by, what=what)


@transaction.atomic
def _enter(upload: Upload, blob: blobs.Blob, at: datetime, by: Principal) -> Received:
    same = LogBundle.unscoped.filter(account_id=upload.account_id, sha256=blob.sha256)
    known = same.first()
    if known is not None:
        return _again(known, upload, at, by)
    row = LogBundle(
        account_id=upload.account_id,
        equipment_id=upload.equipment_id,
        name=_shown(upload.name),
        size=blob.size,
        sha256=blob.sha256,
        uploaded_at=at,
        uploaded_by=by.name,
        progress_text=WAITS,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # the same bytes arrived twice at once
        return _again(same.get(), upload, at, by)
    said = f"{row.name}, {row.size:,} bytes"
    _record("bundle.received", row, said, at, by)
    return Received(row.pk, again=False)


def _again(row: LogBundle, upload: Upload, at: datetime, by: Principal) -> Received:
    """Bytes that are here already; what counted for nothing is read again, as the sender asks."""
    counts = row.state == LogBundle.State.READ and row.equipment_id is not None
    if counts or row.state in {LogBundle.State.WAITING, LogBundle.State.READING}:
        return Received(row.pk, again=True)
    LogBundle.unscoped.filter(pk=row.pk).update(
        state=LogBundle.State.WAITING,
        equipment_id=upload.equipment_id,
        sentence="",
        attempts=0,
        progress=0,
        progress_text=WAITS,
    )
    _record("bundle.again", row, f"{row.name} was sent again, to be read again", at, by)
    return Received(row.pk, again=True, reread=True)


def _record(action: str, row: LogBundle, summary: str, at: datetime, by: Principal) -> None:
    what = Happening(
        action=action,
        subject=f"bundle:{row.pk}",
        summary=summary[:300],
        account_id=row.account_id,
        clause="TAM-06",
        data={"sha256": row.sha256},
    )
    journal.enter(at=at, by=by, what=what)


def claim_bundle(*, now: datetime, by: Principal) -> int | None:
    """Claim the oldest bundle that waits or whose reader died; one of two who try gets it."""
    free = Q(state=LogBundle.State.WAITING) | Q(state=LogBundle.State.READING, lease_until__lt=now)
    for row in LogBundle.unscoped.filter(free).order_by("id")[:20]:
        mine = LogBundle.unscoped.filter(free, pk=row.pk, attempts__lt=TRIES)
        values = {"state": LogBundle.State.READING, "claimed_at": now, "lease_until": now + LEASE}
        if mine.update(**values, attempts=F("attempts") + 1, progress=0) == 1:
            return row.pk
        if row.attempts >= TRIES:
            set_unreadable(bundle_id=row.pk, sentence=SET_ASIDE, at=now, by=by)
    return None


def note_progress(*, bundle_id: int, percent: int, words: str, now: datetime) -> None:
    """Keep how far the reading is, for the page that waits; who reads keeps the claim."""
    LogBundle.unscoped.filter(pk=bundle_id, state=LogBundle.State.READING).update(
        progress=percent, progress_text=str(storable(words))[:200], lease_until=now + LEASE
    )


@transaction.atomic
def set_unreadable(*, bundle_id: int, sentence: str, at: datetime, by: Principal) -> None:
    """Record that a bundle could not be evaluated; its bytes stay."""
    row = LogBundle.unscoped.select_for_update().get(pk=bundle_id)
    LogBundle.unscoped.filter(pk=bundle_id).update(
        state=LogBundle.State.NOT_READABLE, sentence=sentence[:500], lease_until=None
    )
    _record("bundle.unreadable", row, sentence, at, by)


@dataclass(frozen=True)
class Read:
    """What the log review said: its document and the version of the engine that wrote it.

    `figures` are the numbers of each bundle beside it, by SHA-256.
    """

    document: Document
    engine_version: str
    figures: Mapping[str, object] = field(default_factory=dict)


@transaction.atomic
def keep_evaluation(*, bundle_id: int, read: Read, at: datetime, by: Principal) -> int:
    """Store what was read in a bundle: document, findings, the library it says it is of."""
    row = LogBundle.unscoped.select_for_update().get(pk=bundle_id)
    document = cast("Document", storable(read.document))
    part = bundle_part(document, row.sha256) or {}
    serial = str(part.get("library_serial") or "")
    where = placed(row.account_id, row.equipment_id, serial)
    made = age(moment(part.get("captured_at")), row.uploaded_at, _newest(row, where.library))
    evaluation = Evaluation.unscoped.create(
        account_id=row.account_id,
        bundle=row,
        finished_at=at,
        engine_version=read.engine_version,
        document=document,
        digest=digest_of(document),
        figures=storable(read.figures.get(row.sha256, {})),
    )
    found = finding_rows(document, evaluation, where.library)
    Finding.unscoped.bulk_create(found)
    readable = content_share(part) > 0
    about = (where.sentence, made.sentence) if readable else (NOTHING_READ,)
    members, rejected = rejected_in(part)
    odd = (disarmed(members, unsafe_in(part)), lost(members, rejected))
    said = " ".join(filter(None, (*about, *odd)))
    LogBundle.unscoped.filter(pk=row.pk).update(
        state=LogBundle.State.READ if readable else LogBundle.State.NOT_READABLE,
        sentence=said[:500],
        library_serial=serial[:60],
        captured_at=made.captured_at,
        equipment_id=where.library,
        lease_until=None,
        progress=100,
        progress_text="read",
    )
    what = Happening(
        action="bundle.read",
        subject=f"bundle:{row.pk}",
        summary=f"{row.name}: {len(found)} findings",
        account_id=row.account_id,
        clause="TAM-06",
        data={"evaluation": evaluation.digest, "sha256": row.sha256},
    )
    journal.enter(at=at, by=by, what=what)
    return evaluation.pk


def _newest(row: LogBundle, library: int | None) -> datetime | None:
    """When the newest other bundle of the library was made."""
    if library is None:
        return None
    others = LogBundle.unscoped.filter(equipment_id=library, state=LogBundle.State.READ)
    found = others.exclude(pk=row.pk).aggregate(newest=Max("captured_at"))
    return cast("datetime | None", found["newest"])
