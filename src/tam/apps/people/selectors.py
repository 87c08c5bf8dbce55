"""Reading people: roles, stakeholders, the representative."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tam.apps.people.models import AssignedRepresentative, Contact, Membership, Stakeholder
from tam.domain.principals import Role, Scope


@dataclass(frozen=True)
class StakeholderLine:
    """A person who gets the formal status reports."""

    id: int
    name: str
    email: str
    role: str
    side: str
    zone: str


@dataclass(frozen=True)
class ContactLine:
    """A person at the customer."""

    id: int
    name: str
    email: str
    phone: str
    may_open_cases: bool


@dataclass(frozen=True)
class Representation:
    """Who represents the vendor for an account on a day, who stands in, and when they work."""

    account_id: int
    user_id: int
    name: str
    email: str
    deputy: str
    hours: str
    from_on: date


def roles_of(*, user_id: int) -> frozenset[tuple[int, Role]]:
    """The roles of a person, as (account id, role); nothing for somebody who was disabled."""
    rows = Membership.unscoped.filter(user_id=user_id, user__is_active=True)
    return frozenset((account, Role(role)) for account, role in rows.values_list("account", "role"))


@dataclass(frozen=True)
class Person:
    """Somebody who can log in."""

    id: int
    name: str
    email: str


def first_with(*, role: Role) -> Person | None:
    """The first active person who holds a role for any account: for the command line."""
    row = (
        Membership.unscoped.filter(role=role.value, user__is_active=True)
        .select_related("user")
        .order_by("user_id")
        .first()
    )
    return Person(row.user_id, row.user.name, row.user.email) if row else None


def stakeholders(*, scope: Scope, account_id: int) -> list[StakeholderLine]:
    """Everybody who must get the account's status reports (TAM-08)."""
    return [
        StakeholderLine(row.pk, row.name, row.email, row.role, row.side, row.zone)
        for row in Stakeholder.objects.visible_to(scope).filter(account_id=account_id)
    ]


def contacts(*, scope: Scope, account_id: int) -> list[ContactLine]:
    """The account's people."""
    return [
        ContactLine(row.pk, row.name, row.email, row.phone, row.may_open_cases)
        for row in Contact.objects.visible_to(scope).filter(account_id=account_id)
    ]


def representative(*, scope: Scope, account_id: int, on: date) -> Representation | None:
    """The assigned representative on a day (TAM-10)."""
    row = (
        AssignedRepresentative.objects.visible_to(scope)
        .filter(account_id=account_id, from_on__lte=on)
        .filter(Q(until_on=None) | Q(until_on__gte=on))
        .select_related("user", "deputy")
        .last()
    )
    if row is None:
        return None
    return Representation(
        account_id=account_id,
        user_id=row.user_id,
        name=row.user.name,
        email=row.user.email,
        deputy=row.deputy.name if row.deputy else "",
        hours=row.hours,
        from_on=row.from_on,
    )
