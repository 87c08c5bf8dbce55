"""Asking the customer for the logs that a review lacks (TAM-06, TAM-07)."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from tam.apps.estate.selectors import LibraryLine
from tam.apps.logreview.facts import Window
from tam.apps.notices import services as notices
from tam.apps.notices.facts import Kind, NewNotice, Person
from tam.apps.obligations.selectors import LedgerLine
from tam.apps.people import selectors as people
from tam.domain.principals import Principal, Scope

LETTER = """{name},

no log of your library {library} ({serial}) for {days} could be looked at, so this could not be
done: {title} ({clause}).

Please export the logs of the library and send them here:
{link}

Logs that come later are looked at in the review of the week, or of the month, in which they come.

{sender}
"""


def ask_for_logs(
    *, owed: LedgerLine, window: Window, library: LibraryLine, at: datetime, by: Principal
) -> Sequence[str]:
    """Write to every contact of the account, in the caller's transaction; the names of whom."""
    scope = Scope(frozenset({owed.account_id}))
    known = people.representatives(scope=scope, on=at.date())
    sender = Person(known[0].name, known[0].email) if known else Person(by.name, "")
    days = f"{window.first:%d %B %Y} to {window.last:%d %B %Y}"
    asked = people.contacts(scope=scope, account_id=owed.account_id)
    for contact in asked:
        body = LETTER.format(
            name=contact.name,
            library=library.name,
            serial=library.serial,
            days=days,
            title=owed.title,
            clause=owed.clause,
            link=f"{settings.TAM_SITE_URL}{reverse('portal:upload')}?library={library.id}",
            sender=sender.name,
        )
        new = NewNotice(
            account_id=owed.account_id,
            kind=Kind.LOGS_ASKED,
            clause=owed.clause,
            cause=f"obligation:{owed.id}",
            to=Person(contact.name, contact.email, contact.id),
            reply_to=sender,
            subject=f"Logs of {library.name} are missing for {days}",
            body=body,
        )
        notices.plan_notice(new=new, at=at, by=by)
    return [contact.name for contact in asked]
