"""Writing the journal: one entry, chained to the one before (security: audit chain)."""

from datetime import datetime

from django.db import connection, transaction

from tam.apps.journal.facts import FIRST, Happening, body_of, digest_of
from tam.apps.journal.models import EngineRun, Entry
from tam.domain.principals import Principal


@transaction.atomic
def enter(*, at: datetime, by: Principal, what: Happening) -> None:
    """Append one entry in the caller's transaction; writers queue up, so the chain has no gap."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('tam.journal'))")
    last = Entry.objects.order_by("-seq").first()
    entry = Entry(
        seq=last.seq + 1 if last else 1,
        at=at,
        actor=by.name[:200],
        user_id=by.user_id,
        account_id=what.account_id,
        action=what.action,
        subject=what.subject,
        clause=what.clause,
        summary=what.summary[:500],
        data=dict(what.data),
        previous=last.digest if last else FIRST,
    )
    entry.digest = digest_of(previous=entry.previous, body=body_of(entry=entry))
    entry.save(force_insert=True)


def record_run(
    *, manager: str, started_at: datetime, ended_at: datetime, handled: int, error: str
) -> None:
    """Keep that a manager ran; idle runs of one manager are folded into the latest idle row."""
    if handled == 0 and not error:
        latest = EngineRun.objects.filter(manager=manager).order_by("-id").first()
        if latest and latest.handled == 0 and not latest.error:
            EngineRun.objects.filter(pk=latest.pk).update(ended_at=ended_at)
            return
    EngineRun.objects.create(
        manager=manager,
        started_at=started_at,
        ended_at=ended_at,
        handled=handled,
        error=error[:2000],
    )
