"""Reading the outbox: what waits and why, what was sent, and each message as it goes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from tam.adapters.mail_out import Letter, Unwritable, compose
from tam.apps.notices.facts import Kind, goes_along, letter, waits_long
from tam.apps.notices.models import Notice
from tam.domain.principals import Scope

State = Notice.State
UNCONFIGURED = "No mail server is set (TAM_EMAIL_URL), so nothing is sent."


@dataclass(frozen=True)
class NoticeLine:
    """One message of the outbox."""

    id: int
    account_id: int
    account: str
    kind: str
    clause: str
    cause: str
    to_name: str
    to_email: str
    subject: str
    state: str
    planned_at: datetime
    next_try_at: datetime | None
    sent_at: datetime | None
    attempts: int
    reason: str
    waits_long: bool
    asks: bool

    @property
    def report_id(self) -> int | None:
        """The report it carries, if its cause is one."""
        kind, _, number = self.cause.partition(":")
        return int(number) if kind == "report" and number.isdecimal() else None

    @property
    def why(self) -> str:
        """Why it stands where it stands, in a sentence."""
        if self.state == State.PLANNED and not self.reason and not settings.TAM_EMAIL_CONFIGURED:
            return UNCONFIGURED
        if self.state == State.PLANNED and not self.reason:
            return "It goes out with the engine's next round."
        return self.reason


@dataclass(frozen=True)
class NoticePage:
    """One message whole: its line, headers and text as they go out, and its file."""

    line: NoticeLine
    headers: list[tuple[str, str]]
    text: str
    file_name: str
    file_size: int
    file_goes_along: bool
    unwritable: str


def _line(row: Notice, now: datetime) -> NoticeLine:
    return NoticeLine(
        id=row.pk,
        account_id=row.account_id,
        account=row.account.name,
        kind=row.kind,
        clause=row.clause,
        cause=row.cause,
        to_name=row.recipient_name,
        to_email=row.recipient_email,
        subject=row.subject,
        state=row.state,
        planned_at=row.planned_at,
        next_try_at=row.next_try_at,
        sent_at=row.sent_at,
        attempts=row.attempts,
        reason=row.reason,
        waits_long=waits_long(row, now),
        asks=row.state == State.UNKNOWN and row.settled_at is None,
    )


def outbox(*, scope: Scope, now: datetime, limit: int = 200) -> list[NoticeLine]:
    """The messages in scope, newest first; one query."""
    rows = Notice.objects.visible_to(scope).select_related("account")[:limit]
    return [_line(row, now) for row in rows]


def notice(*, scope: Scope, notice_id: int, now: datetime) -> NoticePage | None:
    """One message as it goes out, or None where it is not in scope."""
    row = Notice.objects.visible_to(scope).select_related("account").filter(pk=notice_id).first()
    if row is None:
        return None
    headers, text, unwritable = [], row.body, ""
    try:
        message = compose(letter(row))
        headers = [(name, str(value)) for name, value in message.items()]
        part = message.get_body(("plain",))
        text = str(part.get_content()) if part is not None else row.body
    except (Unwritable, FileNotFoundError) as problem:
        unwritable = f"It cannot be written: {problem}"
    return NoticePage(
        line=_line(row, now),
        headers=headers,
        text=text,
        file_name=row.attachment_name,
        file_size=row.attachment_size,
        file_goes_along=goes_along(row),
        unwritable=unwritable,
    )


def causes(*, scope: Scope, kind: Kind) -> frozenset[str]:
    """What messages of a kind were written for already; one query."""
    rows = Notice.objects.visible_to(scope).filter(kind=kind.value)
    return frozenset(rows.values_list("cause", flat=True).distinct())


def notices_of(*, scope: Scope, causes: Iterable[str]) -> list[tuple[str, str, datetime, str]]:
    """What was written for some causes: cause, to whom, when, and its state; one query."""
    rows = Notice.objects.visible_to(scope).filter(cause__in=list(causes)).order_by("id")
    return [(row.cause, row.recipient_name, row.planned_at, row.state) for row in rows]


def letter_of(*, notice_id: int) -> Letter:
    """The message that the engine has claimed."""
    return letter(Notice.unscoped.get(pk=notice_id))
