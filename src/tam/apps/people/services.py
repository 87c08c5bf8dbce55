"""Writing people: users, roles, contacts, stakeholders, the representative, one-time links."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.apps.people.models import (
    AssignedRepresentative,
    Contact,
    LoginLink,
    Membership,
    Stakeholder,
    User,
)
from tam.domain.clock.zones import zone
from tam.domain.principals import Principal, Role
from tam.domain.refusals import Refused

LINK_LIVES = timedelta(minutes=15)


@dataclass(frozen=True)
class NewPerson:
    """A person who may log in; `zone` is the one times are written in for them."""

    name: str
    email: str
    zone: str


@dataclass(frozen=True)
class NewStakeholder:
    """A person who gets the formal status reports (TAM-08); `side` is customer or vendor."""

    name: str
    email: str
    role: str
    side: str
    zone: str


@dataclass(frozen=True)
class Assignment:
    """Who represents the vendor for an account from a day on, and who stands in (TAM-10)."""

    user_id: int
    deputy_id: int | None
    from_on: date
    hours: str


@transaction.atomic
def add_person(*, new: NewPerson, at: datetime, by: Principal) -> int:
    """Add somebody without a password: the first way in is a one-time link."""
    zone(new.zone)
    user = User(email=new.email.strip(), name=new.name, zone=new.zone, joined_at=at)
    user.set_unusable_password()
    user.save()
    journal.enter(at=at, by=by, what=Happening("person.added", f"user:{user.pk}", new.name))
    return user.pk


@transaction.atomic
def grant(*, user_id: int, account_id: int, role: Role, at: datetime, by: Principal) -> None:
    """Give a person one role for one account; giving it again changes nothing."""
    _, made = Membership.unscoped.get_or_create(
        user_id=user_id, account_id=account_id, role=role.value
    )
    if made:
        what = Happening("role.granted", f"user:{user_id}", role.value, account_id, "TAM-17")
        journal.enter(at=at, by=by, what=what)


@transaction.atomic
def add_contact(*, account_id: int, user_id: int, phone: str, at: datetime, by: Principal) -> int:
    """Make a person a contact of the account who may open cases."""
    user = User.objects.get(pk=user_id)
    row = Contact.unscoped.create(
        account_id=account_id, name=user.name, email=user.email, phone=phone, user=user
    )
    what = Happening("contact.added", f"contact:{row.pk}", user.name, account_id)
    journal.enter(at=at, by=by, what=what)
    return row.pk


@transaction.atomic
def add_stakeholder(*, account_id: int, new: NewStakeholder, at: datetime, by: Principal) -> int:
    """Add a person who must get the formal status reports (TAM-08)."""
    zone(new.zone)
    row = Stakeholder.unscoped.create(
        account_id=account_id,
        name=new.name,
        email=new.email,
        role=new.role,
        side=new.side,
        zone=new.zone,
    )
    what = Happening("stakeholder.added", f"stakeholder:{row.pk}", new.name, account_id, "TAM-08")
    journal.enter(at=at, by=by, what=what)
    return row.pk


@transaction.atomic
def assign(*, account_id: int, new: Assignment, at: datetime, by: Principal) -> None:
    """Name the representative of an account; the one before ends the day before (TAM-10)."""
    AssignedRepresentative.unscoped.filter(account_id=account_id, until_on=None).update(
        until_on=new.from_on - timedelta(days=1)
    )
    AssignedRepresentative.unscoped.create(
        account_id=account_id,
        user_id=new.user_id,
        deputy_id=new.deputy_id,
        from_on=new.from_on,
        hours=new.hours,
    )
    name = User.objects.get(pk=new.user_id).name
    summary = f"{name} represents from {new.from_on}"
    what = Happening(
        "representative.assigned", f"account:{account_id}", summary, account_id, "TAM-10"
    )
    journal.enter(at=at, by=by, what=what)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_login_link(
    *, user_id: int, made_at: datetime, by: Principal, lives: timedelta = LINK_LIVES
) -> str:
    """A one-time way in; returns the token, of which only the hash is kept (ASVS 6.5.2)."""
    token = secrets.token_urlsafe(32)
    LoginLink.objects.create(
        user_id=user_id, token_hash=_hash(token), made_at=made_at, expires_at=made_at + lives
    )
    journal.enter(at=made_at, by=by, what=Happening("link.made", f"user:{user_id}", "Log-in link"))
    return token


@transaction.atomic
def use_login_link(*, token: str, used_at: datetime, by: Principal) -> User:
    """The person of an unused link that has not run out; every other token gets the same answer."""
    link = LoginLink.objects.filter(token_hash=_hash(token)).select_related("user").first()
    used = LoginLink.objects.filter(
        token_hash=_hash(token), used_at=None, expires_at__gt=used_at, user__is_active=True
    ).update(used_at=used_at)
    if used != 1 or link is None:
        raise Refused(
            "TAM-17",
            "This link does not work: it was used, has run out, or was cut "
            "short. Ask for a new one.",
        )
    what = Happening("link.used", f"user:{link.user_id}", "Logged in by link")
    journal.enter(at=used_at, by=by, what=what)
    return link.user
