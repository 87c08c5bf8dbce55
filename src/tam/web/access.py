"""The only gate to other people's rows: who is asking, and which accounts they may see."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from tam.apps.people import selectors as people
from tam.domain.principals import CUSTOMER_ROLES, VENDOR_ROLES, Principal, Role, Scope

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Inner = Callable[Concatenate[HttpRequest, "Asker", P], HttpResponseBase]


class Asker:
    """The principal of one request and the scope its door opens."""

    def __init__(self, principal: Principal, scope: Scope, zone: str) -> None:
        self.principal = principal
        self.scope = scope
        self.zone = zone


def principal_of(request: HttpRequest) -> Principal:
    """The person behind a request with their roles, read anew each time."""
    user = request.user
    if not user.is_authenticated:
        return Principal("nobody", None, frozenset())
    return Principal(user.name, user.pk, people.roles_of(user_id=user.pk))


def asker_for(user_id: int) -> Asker:
    """The person behind an access token, seen through every role they hold."""
    person = people.person(user_id=user_id)
    principal = Principal(person.name, user_id, people.roles_of(user_id=user_id))
    return Asker(principal, principal.scope(), person.zone)


def only(asker: Asker, *allowed: Role) -> Asker:
    """The same person seen through these roles alone; without any of them nothing is there."""
    scope = asker.principal.scope(*allowed)
    if not scope.accounts:
        raise Http404
    return Asker(asker.principal, scope, asker.zone)


def _door(roles: frozenset[Role]) -> Callable[[Inner[P]], View[P]]:
    """A view for people who hold one of these roles for some account; others see 404."""

    def wrap(view: Inner[P]) -> View[P]:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            principal = principal_of(request)
            scope = principal.scope(*roles)
            if not scope.accounts:
                raise Http404
            zone = getattr(request.user, "zone", "UTC")
            return view(request, Asker(principal, scope, zone), *args, **kwargs)

        return cast("View[P]", guarded)

    return wrap


desk = _door(VENDOR_ROLES)
"""A page of the desk: for the vendor's people, scoped to the accounts they hold a role for."""

portal = _door(CUSTOMER_ROLES)
"""A page of the portal: for the customer's people, scoped to their own account."""


def require(asker: Asker, account_id: int, *allowed: Role) -> None:
    """Go on only with one of these roles for the account; else the page does not exist."""
    if not asker.principal.may(account_id, *allowed):
        raise Http404
