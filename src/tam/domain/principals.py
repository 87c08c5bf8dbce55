"""Who asks: principals and scopes, made by the doors, passed down to every service and read."""

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What a person may do for one account."""

    CUSTOMER_VIEWER = "customer.viewer"
    CUSTOMER_EDITOR = "customer.editor"
    CUSTOMER_ADMIN = "customer.admin"
    TAM = "tam"
    ENGINEER = "engineer"
    MANAGER = "manager"
    AUDITOR = "auditor"


CUSTOMER_ROLES = frozenset({Role.CUSTOMER_VIEWER, Role.CUSTOMER_EDITOR, Role.CUSTOMER_ADMIN})
VENDOR_ROLES = frozenset(set(Role) - CUSTOMER_ROLES)


@dataclass(frozen=True, slots=True)
class Scope:
    """The accounts whose rows may be read; an empty scope sees nothing."""

    accounts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who acts: a person with a role per account, or a named part of the system.

    `user_id` is None for the system. `roles` holds (account id, role) pairs.
    """

    name: str
    user_id: int | None
    roles: frozenset[tuple[int, Role]]

    def may(self, account_id: int, *allowed: Role) -> bool:
        """Whether one of these roles is held for the account."""
        return any((account_id, role) in self.roles for role in allowed)

    def scope(self, *allowed: Role) -> Scope:
        """The accounts seen through these roles; through any role when none is named."""
        wanted = set(allowed) if allowed else set(Role)
        return Scope(frozenset(account for account, role in self.roles if role in wanted))


def system(name: str, accounts: frozenset[int] = frozenset()) -> Principal:
    """A part of the system acting by itself under a name, for the accounts it is given."""
    return Principal(name, None, frozenset((account, Role.MANAGER) for account in accounts))
