"""Asking the customer for the logs that a review lacks (TAM-06, TAM-07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from tam.apps.estate import selectors as estate
from tam.apps.estate.selectors import LibraryLine
from tam.apps.logreview.facts import Window, inside, period_of, window_of
from tam.apps.notices import services as notices
from tam.apps.notices.facts import Kind, NewNotice, Person
from tam.apps.notices.selectors import notices_of
from tam.apps.obligations import selectors as ledger
from tam.apps.obligations.selectors import LedgerLine
from tam.apps.people import selectors as people
from tam.domain.clock.zones import zone
from tam.domain.logreview.chasing import Ask, Awaited, cause_of, due
from tam.domain.obligations.duties import DutyKind
from tam.domain.principals import Principal, Scope

MONTHLY = DutyKind.ASL_EVALUATION.value

LETTER = """{name},

no log of your library {library} ({serial}) for {days} could be looked at, so this could not be
done: {title} ({clause}).

Please export the logs of the library and send them here:
{link}

Logs that come later are looked at in the review of the week, or of the month, in which they come.

{sender}
"""


CHASE = """{name},

{again}no log of your library {library} ({serial}) for {days} has reached us yet. Without one this
cannot be done and is shown as not evaluated: {title} ({clause}).

Please export the logs of the library and send them here until {last}:
{link}

{sender}
"""


def ask_for_logs(
    *, owed: LedgerLine, window: Window, library: LibraryLine, at: datetime, by: Principal
) -> Sequence[str]:
    """Write to every contact of the account, in the caller's transaction; the names of whom."""
    letter = _Letter(LETTER, f"obligation:{owed.id}", "Logs of {library} are missing for {days}")
    return _write(letter, owed, window, library, at, by)


@dataclass(frozen=True)
class _Letter:
    """The words of a message about missing logs; its cause makes it go out once."""

    body: str
    cause: str
    subject: str
    again: str = ""


def _write(
    letter: _Letter,
    owed: LedgerLine,
    window: Window,
    library: LibraryLine,
    at: datetime,
    by: Principal,
) -> Sequence[str]:
    """The message to every contact of the account; the names of whom."""
    scope = Scope(frozenset({owed.account_id}))
    known = people.representatives(scope=scope, on=at.date())
    sender = Person(known[0].name, known[0].email) if known else Person(by.name, "")
    words = {
        "library": library.name,
        "serial": library.serial,
        "days": f"{window.first:%d %B %Y} to {window.last:%d %B %Y}",
        "last": f"{window.last:%d %B %Y}",
        "title": owed.title,
        "clause": owed.clause,
        "again": letter.again,
        "link": f"{settings.TAM_SITE_URL}{reverse('portal:upload')}?library={library.id}",
        "sender": sender.name,
    }
    asked = []
    for contact in people.contacts(scope=scope, account_id=owed.account_id):
        new = NewNotice(
            account_id=owed.account_id,
            kind=Kind.LOGS_ASKED,
            clause=owed.clause,
            cause=letter.cause,
            to=Person(contact.name, contact.email, contact.id),
            reply_to=sender,
            subject=letter.subject.format(**words),
            body=letter.body.format(name=contact.name, **words),
        )
        notices.plan_notice(new=new, at=at, by=by)
        asked.append(contact.name)
    return asked


def chase_missing(*, now: datetime, scope: Scope, by: Principal) -> int:
    """Ask for the logs of each month that has none so far, and remind once; how many periods.

    Safe to call again: each period is asked once and reminded once, whoever calls.
    """
    lines = ledger.ledger(scope=scope, now=now)
    open_ones = [line for line in lines if line.duty == MONTHLY and line.proof is None]
    return sum(_chase(line, now, by) for line in open_ones)


@transaction.atomic
def _chase(owed: LedgerLine, now: datetime, by: Principal) -> int:
    window, own = window_of(owed), Scope(frozenset({owed.account_id}))
    today = now.astimezone(zone(window.zone)).date()
    ask = due(Awaited(window.first, window.last), today)
    if ask is None or period_of(window, inside(window, scope=own)).has_logs:
        return 0
    library = estate.library(scope=own, equipment_id=window.equipment_id)
    cause = cause_of(owed.id, ask)
    if library is None or notices_of(scope=own, causes=[cause]):
        return 0
    again = "this is a reminder: " if ask is Ask.REMINDER else ""
    letter = _Letter(CHASE, cause, "Logs of {library} are awaited for {days}", again)
    return 1 if _write(letter, owed, window, library, now, by) else 0
