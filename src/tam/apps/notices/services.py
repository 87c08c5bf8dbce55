"""Writing the outbox: planning, claiming, recording, and what a person decides (reliability 5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from django.db import transaction
from django.db.models import F, Q

from tam.adapters.mail_out import Delivery, Outcome
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.apps.notices.facts import (
    ALERT_AFTER,
    GIVE_UP_AFTER,
    LEASE,
    Kind,
    NewNotice,
    message_id,
    wait,
)
from tam.apps.notices.models import Notice
from tam.apps.people import selectors as people
from tam.domain.principals import Principal, Scope
from tam.domain.refusals import Refused
from tam.domain.words import plain

State = Notice.State
NEVER_CAME = "Sending began and its end was never recorded; the message may have gone out."


@dataclass(frozen=True)
class Claim:
    """One turn at sending a notice; `turn` fences off every earlier one."""

    notice_id: int
    turn: int


@transaction.atomic
def plan_notice(*, new: NewNotice, at: datetime, by: Principal) -> int:
    """Put a message into the outbox in the caller's transaction; again changes nothing."""
    row, made = Notice.unscoped.get_or_create(
        key=new.key,
        defaults={
            "account_id": new.account_id,
            "kind": new.kind.value,
            "clause": new.clause,
            "cause": new.cause,
            "recipient_id": new.to.id,
            "recipient_name": plain(new.to.name)[:200],
            "recipient_email": new.to.email,
            "reply_name": plain(new.reply_to.name)[:200],
            "reply_email": new.reply_to.email,
            "subject": plain(new.subject)[:200],
            "body": plain(new.body, lines=True),
            "attachment_name": plain(new.file.name)[:120] if new.file else "",
            "attachment_sha256": new.file.sha256 if new.file else "",
            "attachment_size": new.file.size if new.file else 0,
            "message_id": message_id(new.key),
            "planned_at": at,
            "queued_at": at,
        },
    )
    if made:
        _enter(row, "planned", f"{row.subject}, to {row.recipient_name}", at, by)
    return row.pk


def _enter(row: Notice, act: str, summary: str, at: datetime, by: Principal) -> None:
    what = Happening(
        action=f"notice.{act}",
        subject=f"notice:{row.pk}",
        summary=summary[:500],
        account_id=row.account_id,
        clause=row.clause,
        data={"cause": row.cause, "message_id": row.message_id, "attempts": row.attempts},
    )
    journal.enter(at=at, by=by, what=what)


def _why_not(row: Notice, now: datetime) -> str:
    """Why the recipient should no longer get it; nothing while the cause stands (T28)."""
    own = Scope(frozenset({row.account_id}))
    kind = Kind(row.kind)
    match kind:
        case Kind.STATUS_REPORT:
            stakeholders = people.stakeholders(scope=own, account_id=row.account_id)
            known, who = {one.email for one in stakeholders}, "stakeholder"
        case Kind.LOGS_ASKED:
            contacts = people.contacts(scope=own, account_id=row.account_id)
            known, who = {one.email for one in contacts}, "contact"
        case Kind.CONTRACT_ENDS:
            contacts = people.contacts(scope=own, account_id=row.account_id)
            ours = people.representatives(scope=own, on=now.date())
            known = {one.email for one in contacts} | {one.email for one in ours}
            who = "contact or representative"
        case _:
            assert_never(kind)
    if row.recipient_email in known:
        return ""
    return f"{row.recipient_name} is no longer a {who} with this address."


def claim_notice(*, now: datetime, by: Principal) -> Claim | None:
    """Take the next message to send; one whose cause is gone is cancelled instead."""
    due = Notice.unscoped.filter(Q(next_try_at=None) | Q(next_try_at__lte=now), state=State.PLANNED)
    for row in due.order_by("queued_at", "id")[:50]:
        values = {"state": State.SENDING, "claimed_at": now, "lease_until": now + LEASE}
        mine = Notice.unscoped.filter(pk=row.pk, state=State.PLANNED, attempts=row.attempts)
        if mine.update(**values, attempts=F("attempts") + 1) != 1:
            continue
        claim = Claim(row.pk, row.attempts + 1)
        gone = _why_not(row, now)
        if not gone:
            return claim
        _close(claim, State.CANCELLED, gone, now, by)
    return None


def still_mine(*, claim: Claim) -> bool:
    """Whether a turn still holds: nobody took the message over, settled or cancelled it."""
    return Notice.unscoped.filter(
        pk=claim.notice_id, state=State.SENDING, attempts=claim.turn
    ).exists()


def record_delivery(*, claim: Claim, made: Delivery, at: datetime, by: Principal) -> None:
    """Keep what became of a turn; a turn that is over changes nothing any more."""
    match made.outcome:
        case Outcome.SENT:
            _close(claim, State.SENT, made.reason, at, by)
        case Outcome.REFUSED:
            _close(claim, State.FAILED, made.reason, at, by)
        case Outcome.UNKNOWN:
            _close(claim, State.UNKNOWN, made.reason, at, by)
        case Outcome.LATER:
            _later(claim, made.reason, at, by)
        case _:
            assert_never(made.outcome)


def fail_notice(*, claim: Claim, reason: str, at: datetime, by: Principal) -> None:
    """Give a message up that cannot be written; it is visible and the others go on (T34)."""
    _close(claim, State.FAILED, reason, at, by)


@transaction.atomic
def _close(claim: Claim, state: str, reason: str, at: datetime, by: Principal) -> None:
    mine = Notice.unscoped.filter(pk=claim.notice_id, state=State.SENDING, attempts=claim.turn)
    sent_at = at if state == State.SENT else None
    values = {"state": state, "lease_until": None, "reason": plain(reason)[:500]}
    if mine.update(**values, sent_at=sent_at) == 1:
        row = Notice.unscoped.get(pk=claim.notice_id)
        _enter(row, state, f"{row.subject}, to {row.recipient_name}: {reason}", at, by)


def _later(claim: Claim, reason: str, at: datetime, by: Principal) -> None:
    row = Notice.unscoped.get(pk=claim.notice_id)
    if at - row.queued_at > GIVE_UP_AFTER:
        _close(claim, State.FAILED, f"Given up after {row.attempts} tries. {reason}", at, by)
        return
    Notice.unscoped.filter(pk=row.pk, state=State.SENDING, attempts=claim.turn).update(
        state=State.PLANNED,
        lease_until=None,
        next_try_at=at + wait(claim.turn),
        reason=plain(reason)[:500],
    )


def find_lost(*, now: datetime, by: Principal) -> int:
    """Mark as unknown what was being sent when its turn ended without a record."""
    lost = Notice.unscoped.filter(state=State.SENDING, lease_until__lt=now)
    claims = [Claim(pk, turn) for pk, turn in lost.values_list("pk", "attempts")]
    for claim in claims:
        _close(claim, State.UNKNOWN, NEVER_CAME, now, by)
    return len(claims)


def alert_waiting(*, now: datetime, by: Principal) -> int:
    """Say once of each message that it has been unfinished for more than an hour."""
    waiting = Notice.unscoped.filter(
        state__in=[State.PLANNED, State.SENDING],
        queued_at__lt=now - ALERT_AFTER,
        alerted_at=None,
    )
    said = 0
    for row in waiting:
        with transaction.atomic():
            if Notice.unscoped.filter(pk=row.pk, alerted_at=None).update(alerted_at=now) == 1:
                _enter(row, "waits", f"{row.subject} has waited more than an hour", now, by)
                said += 1
    return said


@transaction.atomic
def _decide(
    notice_id: int, states: tuple[str, ...], values: dict[str, object], refusal: str
) -> Notice:
    """Change a message by a person's word, from these states alone."""
    rows = Notice.unscoped.filter(pk=notice_id, state__in=states)
    if rows.update(**values) != 1:
        raise Refused(Notice.unscoped.get(pk=notice_id).clause, refusal)
    return Notice.unscoped.get(pk=notice_id)


@transaction.atomic
def cancel_notice(*, notice_id: int, at: datetime, by: Principal) -> None:
    """Take a message out of the queue before it is sent."""
    values = {"state": State.CANCELLED, "settled_at": at, "reason": f"Cancelled by {by.name}."}
    row = _decide(
        notice_id, (State.PLANNED,), values, "Only a message that waits can be cancelled."
    )
    _enter(row, "cancelled", f"{row.subject}, to {row.recipient_name}: by {by.name}", at, by)


@transaction.atomic
def send_again(*, notice_id: int, at: datetime, by: Principal) -> None:
    """Put a failed or unknown message into the queue again, under the same Message-ID."""
    was = Notice.unscoped.get(pk=notice_id).state
    values: dict[str, object] = {
        "state": State.PLANNED,
        "queued_at": at,
        "next_try_at": None,
        "alerted_at": None,
        "settled_at": None,
        "reason": f"Sent again by {by.name}.",
    }
    if was == State.UNKNOWN:
        values["may_repeat"] = True
    row = _decide(
        notice_id, (was,) if was in {State.FAILED, State.UNKNOWN} else (), values,
        "Only a message that failed, or of which nobody knows, can be sent again.",
    )  # fmt: skip
    _enter(row, "again", f"{row.subject}, to {row.recipient_name}: by {by.name}", at, by)


@transaction.atomic
def leave_notice(*, notice_id: int, at: datetime, by: Principal) -> None:
    """Let a message rest of which nobody knows whether it arrived; it stays visible as unknown."""
    row = _decide(
        notice_id,
        (State.UNKNOWN,),
        {"settled_at": at, "reason": f"Left as it is by {by.name}."},
        "Only a message of which nobody knows can be left as it is.",
    )
    _enter(row, "left", f"{row.subject}, to {row.recipient_name}: by {by.name}", at, by)
