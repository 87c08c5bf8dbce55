"""Reading people: who somebody is, what they may do, who must hear of it (TAM-08, TAM-10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from tam.apps.people.models import (
    AccessToken,
    AssignedRepresentative,
    Contact,
    Membership,
    Stakeholder,
    User,
)
from tam.domain.principals import Role, Scope


@dataclass(frozen=True)
class PersonLine:
    """Somebody who can log in."""

    id: int
    name: str
    email: str
    zone: str
    has_password: bool


@dataclass(frozen=True)
class ContactLine:
    """A contact of an account."""

    id: int
    account_id: int
    name: str
    email: str
    phone: str
    may_open_cases: bool


@dataclass(frozen=True)
class StakeholderLine:
    """Somebody who must get the status reports."""

    id: int
    account_id: int
    name: str
    email: str
    role: str
    side: str
    zone: str


@dataclass(frozen=True)
class RepresentativeLine:
    """Who represents the vendor for an account, and who stands in."""

    account_id: int
    name: str
    email: str
    zone: str
    hours: str
    deputy: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class TokenLine:
    """One access token of a person, without the secret."""

    id: int
    name: str
    made_at: datetime
    expires_at: datetime
    last_used_on: date | None
    revoked_at: datetime | None
    standing: str


def roles_of(*, user_id: int) -> frozenset[tuple[int, Role]]:
    """Every (account, role) pair of a person; a person who is switched off has none."""
    rows = Membership.unscoped.filter(user_id=user_id, user__is_active=True)
    return frozenset((account, Role(role)) for account, role in rows.values_list("account", "role"))


def account_names(*, user_id: int) -> list[str]:
    """The names of the accounts a person holds a role for."""
    rows = Membership.unscoped.filter(user_id=user_id).order_by("account__name")
    return list(rows.values_list("account__name", flat=True).distinct())


def person(*, user_id: int) -> PersonLine:
    """One person by id."""
    return _person(User.objects.get(pk=user_id))


def person_by_email(*, email: str) -> PersonLine | None:
    """The person with this address, without regard to case."""
    found = User.objects.filter(email__iexact=email).first()
    return _person(found) if found else None


def first_with(*, role: Role) -> PersonLine | None:
    """The first active person who holds a role for any account: for the command line."""
    row = (
        Membership.unscoped.filter(role=role.value, user__is_active=True)
        .select_related("user")
        .order_by("user_id")
        .first()
    )
    return _person(row.user) if row else None


def _person(row: User) -> PersonLine:
    return PersonLine(row.pk, row.name, row.email, row.zone, row.has_usable_password())


def tokens(*, user_id: int, now: datetime) -> list[TokenLine]:
    """The access tokens of a person, newest first, with where each stands at a moment."""
    rows = AccessToken.objects.filter(user_id=user_id)
    return [
        TokenLine(
            row.pk,
            row.name,
            row.made_at,
            row.expires_at,
            row.last_used_on,
            row.revoked_at,
            _standing(row, now),
        )
        for row in rows
    ]


def _standing(row: AccessToken, now: datetime) -> str:
    if row.revoked_at is not None:
        return "revoked"
    return "expired" if row.expires_at <= now else "good"


def contacts(*, scope: Scope, account_id: int) -> Sequence[ContactLine]:
    """The contacts of an account, by name."""
    return [
        ContactLine(row.pk, row.account_id, row.name, row.email, row.phone, row.may_open_cases)
        for row in Contact.objects.visible_to(scope).filter(account_id=account_id)
    ]


def stakeholders(*, scope: Scope, account_id: int) -> Sequence[StakeholderLine]:
    """Everybody on either side who must get the account's status reports, by name (TAM-08)."""
    return [
        StakeholderLine(row.pk, row.account_id, row.name, row.email, row.role, row.side, row.zone)
        for row in Stakeholder.objects.visible_to(scope).filter(account_id=account_id)
    ]


def representatives(*, scope: Scope, on: date) -> Sequence[RepresentativeLine]:
    """Who represents the vendor on a day, for every account in scope (TAM-10)."""
    return [
        RepresentativeLine(
            row.account_id,
            row.user.name,
            row.user.email,
            row.user.zone,
            row.hours,
            row.deputy.name if row.deputy else "",
            row.from_on,
            row.until_on,
        )
        for row in AssignedRepresentative.objects.visible_to(scope)
        .filter(Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on)
        .select_related("user", "deputy")
        .order_by("account_id", "-from_on")
    ]
