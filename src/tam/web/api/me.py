"""Who a token belongs to, and what it may see."""

from django.http import HttpRequest
from ninja import Router, Schema

from tam.apps.estate import selectors as estate
from tam.web.api.auth import asking

router = Router(tags=["me"])


class AccountOut(Schema):
    """One account with the roles held for it."""

    id: int
    name: str
    roles: list[str]


class Me(Schema):
    """The person behind a token."""

    name: str
    zone: str
    accounts: list[AccountOut]


@router.get("/me", response=Me, url_name="me", operation_id="me")
def me(request: HttpRequest) -> Me:
    """The person whose token this is, with the accounts that it opens and the roles there."""
    asker = asking(request)
    accounts = [
        AccountOut(
            id=one.id,
            name=one.name,
            roles=sorted(role.value for held, role in asker.principal.roles if held == one.id),
        )
        for one in estate.accounts(scope=asker.scope)
    ]
    return Me(name=asker.principal.name, zone=asker.zone, accounts=accounts)
