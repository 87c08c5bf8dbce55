"""Reading the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tam.apps.journal.facts import FIRST, body_of, digest_of
from tam.apps.journal.models import EngineRun, Entry
from tam.domain.principals import Scope


@dataclass(frozen=True)
class EntryLine:
    """One thing that happened, ready to show."""

    seq: int
    at: datetime
    actor: str
    action: str
    clause: str
    summary: str


@dataclass(frozen=True)
class RunLine:
    """The latest run of a manager."""

    manager: str
    started_at: datetime
    ended_at: datetime
    handled: int
    error: str


def history(*, scope: Scope, subject: str, limit: int = 100) -> list[EntryLine]:
    """What happened to one thing, newest first."""
    rows = Entry.objects.filter(account_id__in=scope.accounts, subject=subject)
    return [
        EntryLine(row.seq, row.at, row.actor, row.action, row.clause, row.summary)
        for row in rows.order_by("-seq")[:limit]
    ]


def newest() -> int:
    """The number of the newest entry, 0 in an empty journal: it grows with every write."""
    return Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def runs(*, limit: int = 200) -> list[RunLine]:
    """The latest runs of all managers, newest first."""
    return [
        RunLine(row.manager, row.started_at, row.ended_at, row.handled, row.error)
        for row in EngineRun.objects.order_by("-ended_at")[:limit]
    ]


def broken_at(*, entries: Sequence[Entry] | None = None) -> int | None:
    """The first sequence number at which the chain does not hold; None if it is whole."""
    previous, expected = FIRST, 1
    rows = entries if entries is not None else Entry.objects.order_by("seq").iterator()
    for row in rows:
        right = digest_of(previous=previous, body=body_of(entry=row))
        if row.seq != expected or row.previous != previous or row.digest != right:
            return expected
        previous, expected = row.digest, expected + 1
    return None
