"""Writing people: who they are, what they may do, and their one-time way in (TAM-08, TAM-10)."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.apps.people.facts import hash_of
from tam.apps.people.models import (
    AssignedRepresentative,
    Contact,
    LoginLink,
    Membership,
    Stakeholder,
    User,
)
from tam.domain.clock import zones
from tam.domain.principals import Principal, Role
from tam.domain.refusals import Refused
from tam.domain.words import plain

LINK_LIFE = timedelta(minutes=15)
TOKEN_BYTES = 32


class StaleLink(Exception):
    """A one-time link that lets nobody in: unknown, used, expired, or of somebody switched off."""


@dataclass(frozen=True)
class NewPerson:
    """Somebody who shall be able to log in."""

    email: str
    name: str
    zone: str


@dataclass(frozen=True)
class NewContact:
    """A person at the customer."""

    name: str
    email: str
    phone: str = ""
    user_id: int | None = None
    may_open_cases: bool = True


@dataclass(frozen=True)
class NewStakeholder:
    """A person who must get the status reports; `side` is "customer" or "vendor"."""

    name: str
    email: str
    role: str
    side: str
    zone: str = "UTC"


@dataclass(frozen=True)
class NewRepresentative:
    """Who represents the vendor from a day on, who stands in, and at which hours."""

    user_id: int
    from_on: date
    hours: str
    deputy_id: int | None = None


def _known_zone(name: str) -> str:
    try:
        zones.zone(name)
    except zones.UnknownZone as unknown:
        raise Refused("TAM-10", str(unknown)) from unknown
    return name


def _address(email: str) -> str:
    """A valid address in lower case, so that one person has one."""
    cleaned = plain(email).lower()
    try:
        validate_email(cleaned)
    except ValidationError as bad:
        raise Refused("TAM-10", f"{cleaned!r} is no mail address.") from bad
    return cleaned


def _name(text: str) -> str:
    cleaned = plain(text)
    if not cleaned or len(cleaned) > 200:
        raise Refused("TAM-10", "A name has between 1 and 200 characters.")
    return cleaned


@transaction.atomic
def add_person(*, new: NewPerson, at: datetime, by: Principal) -> int:
    """Add somebody who can log in; they have no password until they set one."""
    row = User(
        email=_address(new.email), name=_name(new.name), zone=_known_zone(new.zone), joined_at=at
    )
    row.set_unusable_password()
    row.save(force_insert=True)
    journal.enter(at=at, by=by, what=Happening("person.added", f"user:{row.pk}", "Person added"))
    return row.pk


@transaction.atomic
def grant_role(*, user_id: int, account_id: int, role: Role, at: datetime, by: Principal) -> None:
    """Give a person a role for an account; giving it twice changes nothing."""
    _, made = Membership.unscoped.get_or_create(
        user_id=user_id, account_id=account_id, role=role.value
    )
    if made:
        what = Happening(
            "role.granted", f"user:{user_id}", f"Role {role.value} granted", account_id
        )
        journal.enter(at=at, by=by, what=what)


@transaction.atomic
def add_contact(*, account_id: int, new: NewContact, at: datetime, by: Principal) -> int:
    """Add a contact to an account."""
    row = Contact.unscoped.create(
        account_id=account_id,
        name=_name(new.name),
        email=_address(new.email),
        phone=plain(new.phone)[:40],
        user_id=new.user_id,
        may_open_cases=new.may_open_cases,
    )
    what = Happening("contact.added", f"contact:{row.pk}", "Contact added", account_id)
    journal.enter(at=at, by=by, what=what)
    return row.pk


@transaction.atomic
def add_stakeholder(*, account_id: int, new: NewStakeholder, at: datetime, by: Principal) -> int:
    """Add somebody who gets every status report of the account (TAM-08)."""
    row = Stakeholder.unscoped.create(
        account_id=account_id,
        name=_name(new.name),
        email=_address(new.email),
        role=plain(new.role)[:100],
        side=Stakeholder.Side(new.side).value,
        zone=_known_zone(new.zone),
    )
    what = Happening(
        "stakeholder.added", f"stakeholder:{row.pk}", "Stakeholder added", account_id, "TAM-08"
    )
    journal.enter(at=at, by=by, what=what)
    return row.pk


@transaction.atomic
def assign_representative(
    *, account_id: int, new: NewRepresentative, at: datetime, by: Principal
) -> int:
    """Name the representative from a day on; the one before ends the day before (TAM-10)."""
    AssignedRepresentative.unscoped.filter(account_id=account_id, until_on=None).update(
        until_on=new.from_on - timedelta(days=1)
    )
    row = AssignedRepresentative.unscoped.create(
        account_id=account_id,
        user_id=new.user_id,
        deputy_id=new.deputy_id,
        from_on=new.from_on,
        hours=plain(new.hours)[:200],
    )
    what = Happening(
        "representative.assigned",
        f"user:{new.user_id}",
        "Representative assigned",
        account_id,
        "TAM-10",
    )
    journal.enter(at=at, by=by, what=what)
    return row.pk


@transaction.atomic
def change_profile(*, user_id: int, name: str, zone: str, at: datetime, by: Principal) -> None:
    """Change one's own name and the zone in which times are written."""
    User.objects.filter(pk=user_id).update(name=_name(name), zone=_known_zone(zone))
    journal.enter(
        at=at, by=by, what=Happening("person.changed", f"user:{user_id}", "Profile changed")
    )


@transaction.atomic
def make_login_link(
    *, user_id: int, made_at: datetime, by: Principal, life: timedelta = LINK_LIFE
) -> str:
    """Make a one-time way in and return its token; only the token's hash is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    LoginLink.objects.create(
        user_id=user_id, token_hash=hash_of(token), made_at=made_at, expires_at=made_at + life
    )
    what = Happening("link.made", f"user:{user_id}", "One-time link made")
    journal.enter(at=made_at, by=by, what=what)
    return token


@transaction.atomic
def use_login_link(*, token: str, used_at: datetime) -> User:
    """Consume a one-time link and return its person; of two who try at once, one gets in."""
    # Own columns only: a joined condition would not be read again by the second of two writers.
    unused = LoginLink.objects.filter(
        token_hash=hash_of(token), used_at=None, expires_at__gt=used_at
    )
    if unused.update(used_at=used_at) != 1:
        raise StaleLink
    user = LoginLink.objects.select_related("user").get(token_hash=hash_of(token)).user
    if not user.is_active:
        raise StaleLink
    by = Principal(user.name, user.pk, frozenset())
    what = Happening("link.used", f"user:{user.pk}", "Logged in by a one-time link")
    journal.enter(at=used_at, by=by, what=what)
    return user
