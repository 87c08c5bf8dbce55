"""Telling in time that a contract ends: one message a threshold, person and end (TAM-01)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from tam.apps.entitlement.facts import contract_facts
from tam.apps.entitlement.models import ServiceContract
from tam.apps.entitlement.services.book import Book
from tam.apps.entitlement.verdicts import said
from tam.apps.estate import selectors as estate
from tam.apps.notices import selectors as outbox
from tam.apps.notices import services as notices
from tam.apps.notices.facts import Kind, NewNotice, Person
from tam.apps.people import selectors as people
from tam.domain.entitlement.changes import ALERT_DAYS, ExpiryAlert, expiry_alerts
from tam.domain.principals import Principal, Scope

LETTER = """{name},

contract {number} of {account} comes to its end:

{lines}

After that day these lines give no cover, and an add-on has no base left to stand on. No contract
that follows it is entered. {act}
{link}

{sender}
"""
OURS = "Agree on a renewal with the customer and enter it:"
THEIRS = "Write to your representative, who prepares the renewal; your contracts are here:"


def alert_endings(*, now: datetime, by: Principal) -> int:
    """Write to the representative and the customer; how many messages were new."""
    today = now.date()
    told = outbox.causes(scope=by.scope(), kind=Kind.CONTRACT_ENDS)
    made = 0
    for row in _ending(by.scope(), today):
        found: dict[tuple[int, date], list[ExpiryAlert]] = defaultdict(list)
        for alert in expiry_alerts(contract_facts(row, row.lines.all()), today):
            found[alert.threshold, min(alert.line.ends_on, row.ends_on)].append(alert)
        for (threshold, ends_on), alerts in found.items():
            cause = f"contract:{row.pk}:{ends_on}:{threshold}"
            if cause not in told:
                made += _tell(row, cause, alerts, now, by)
    return made


def _ending(scope: Scope, today: date) -> Iterable[ServiceContract]:
    """The contracts with a line that ends soon, and nothing that follows them."""
    soon = (today, today + timedelta(days=max(ALERT_DAYS)))
    rows = ServiceContract.objects.visible_to(scope).filter(
        lines__ends_on__range=soon, followed_by=None
    )
    return rows.distinct().select_related("contact").prefetch_related("lines", "suspensions")


def _readers(row: ServiceContract, on: date) -> Iterator[tuple[Person, bool]]:
    """Who is to hear of it, and whether they are on our side."""
    own = Scope(frozenset({row.account_id}))
    for one in people.representatives(scope=own, on=on)[:1]:
        yield Person(one.name, one.email), True
    if row.contact is not None:
        yield Person(row.contact.name, row.contact.email, row.contact.pk), False
        return
    for contact in people.contacts(scope=own, account_id=row.account_id):
        yield Person(contact.name, contact.email, contact.id), False


@transaction.atomic
def _tell(
    row: ServiceContract, cause: str, alerts: list[ExpiryAlert], now: datetime, by: Principal
) -> int:
    """Write to everybody who is to hear of one end; how many."""
    book = Book(estate.accounts(scope=Scope(frozenset({row.account_id})))[0])
    readers = list(_readers(row, now.date()))
    sender = next((person for person, ours in readers if ours), Person(by.name, ""))
    lines = [
        f"- {said(alert.reason, book.names)} ({book.names.get(alert.line.site or '', '')})"
        for alert in alerts
    ]
    for person, ours in readers:
        path = reverse("desk:contract", args=[row.pk]) if ours else reverse("portal:ledger")
        body = LETTER.format(
            name=person.name,
            number=row.number,
            account=book.account.name,
            lines="\n".join(lines),
            act=OURS if ours else THEIRS,
            link=f"{settings.TAM_SITE_URL}{path}",
            sender=sender.name,
        )
        new = NewNotice(
            account_id=row.account_id,
            kind=Kind.CONTRACT_ENDS,
            clause="TAM-01",
            cause=cause,
            to=person,
            reply_to=sender,
            subject=f"Contract {row.number}: lines end in {alerts[0].days_left} days",
            body=body,
        )
        notices.plan_notice(new=new, at=now, by=by)
    return len(readers)
