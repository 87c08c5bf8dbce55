"""Rows of the outbox -> the letters that go out, and the rules of waiting and trying again."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from django.conf import settings

from tam.adapters import blobs
from tam.adapters.mail_out import Attachment, Letter
from tam.apps.notices.models import Notice

LEASE = timedelta(minutes=5)
GIVE_UP_AFTER = timedelta(days=2)
LONGEST_WAIT = timedelta(hours=1)
ALERT_AFTER = timedelta(hours=1)
ATTACHED_AT_MOST = 8 * 1024**2
REPEAT = (
    "This may be a repeat: we do not know whether an earlier copy of this message reached you.\n\n"
)


class Kind(Enum):
    """What a message is about; each kind names who may still get it at the moment of sending."""

    STATUS_REPORT = "status-report"
    LOGS_ASKED = "logs-asked"
    CONTRACT_ENDS = "contract-ends"


@dataclass(frozen=True)
class Person:
    """Somebody a message goes to or whom an answer reaches; `id` is theirs in the account."""

    name: str
    email: str
    id: int | None = None


@dataclass(frozen=True)
class File:
    """A stored file that goes with a message; a large one becomes the link in the text alone."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class NewNotice:
    """A message to be sent: why (`cause` as `report:12`), to whom, and its words."""

    account_id: int
    kind: Kind
    clause: str
    cause: str
    to: Person
    reply_to: Person
    subject: str
    body: str
    file: File | None = None

    @property
    def key(self) -> str:
        """The same for the same cause, recipient and kind, for ever."""
        return f"{self.kind.value}/{self.cause}/{self.to.id or self.to.email}"


def message_id(key: str) -> str:
    """The Message-ID of a key: the same on every try (T26)."""
    domain = str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].strip("> ") or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def wait(attempts: int) -> timedelta:
    """How long to wait after so many tries: 1, 2, 4 ... minutes, an hour at most."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 10)), LONGEST_WAIT)


def goes_along(row: Notice) -> bool:
    """Whether the file itself goes with the message."""
    return bool(row.attachment_sha256) and row.attachment_size <= ATTACHED_AT_MOST


def letter(row: Notice) -> Letter:
    """The message as it goes out; its date is that of the plan, so every try is the same."""
    attachment = None
    if goes_along(row):
        with blobs.open_blob(Path(settings.TAM_BLOBS), row.attachment_sha256) as file:
            attachment = Attachment(row.attachment_name, file.read())
    return Letter(
        message_id=row.message_id,
        sender=settings.DEFAULT_FROM_EMAIL,
        name=row.recipient_name,
        email=row.recipient_email,
        subject=row.subject,
        text=f"{REPEAT if row.may_repeat else ''}{row.body}",
        at=row.planned_at,
        reply_name=row.reply_name,
        reply_email=row.reply_email,
        attachment=attachment,
    )


def waits_long(row: Notice, now: datetime) -> bool:
    """Whether a message has been unfinished for more than an hour (reliability: sweeper)."""
    unfinished = row.state in {Notice.State.PLANNED, Notice.State.SENDING}
    return unfinished and now - row.queued_at > ALERT_AFTER
