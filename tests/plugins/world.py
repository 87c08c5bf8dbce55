"""The test cast: the sample account with its people, and a stranger from another customer."""

import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime

os.environ.setdefault("TAM_DATA", tempfile.mkdtemp(prefix="tam-tests-"))

import pytest

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)  # a Wednesday, noon in Oslo minus one hour


@dataclass(frozen=True)
class House:
    """The sample, and a stranger."""

    now: datetime
    account: int
    representative: int
    customer: int
    manager: int
    stranger: int
    strangers_account: int


def build() -> House:
    """Write the sample account and another customer's administrator through the services."""
    from tam.apps.estate import selectors, services  # noqa: PLC0415 - Django is ready only now
    from tam.apps.estate.services import NewLibrary, NewSite  # noqa: PLC0415
    from tam.apps.people import services as people  # noqa: PLC0415
    from tam.apps.people.services import NewPerson  # noqa: PLC0415
    from tam.domain.principals import Role, system  # noqa: PLC0415
    from tam.sample import day  # noqa: PLC0415

    sample = day.load(NOW)
    (account,) = selectors.account_ids()
    by = system("test")
    other = services.add_account(name="Quiet Harbour", slug="quiet-harbour", at=NOW, by=by)
    place = NewSite("Lyon", "1 rue Nord", "Lyon", "FR", "Europe/Paris")
    site = services.add_site(account_id=other, new=place, at=NOW, by=by)
    services.add_library(
        site_id=site, new=NewLibrary("8FB4572D", "TFinity", "orbit-8"), at=NOW, by=by
    )
    new = NewPerson("stranger@harbour.example", "Sam Stranger", "Europe/Paris")
    stranger = people.add_person(new=new, at=NOW, by=by)
    people.grant_role(user_id=stranger, account_id=other, role=Role.CUSTOMER_ADMIN, at=NOW, by=by)
    return House(
        now=NOW,
        account=account,
        representative=sample.representative,
        customer=sample.customer,
        manager=sample.manager,
        stranger=stranger,
        strangers_account=other,
    )


BUILT: list[tuple[House, list]] = []


@pytest.fixture
def house(db):
    """The sample and the stranger: built once a process, laid again for each test."""
    import snapshot  # noqa: PLC0415 - Django is ready only now

    if not BUILT:
        snapshot.restart()
        BUILT.append((build(), snapshot.take()))
    else:
        snapshot.lay(BUILT[0][1])
    return BUILT[0][0]


@pytest.fixture
def browser_of(client):
    """A client logged in as a person, for page tests without a browser."""
    from tam.apps.people.models import User  # noqa: PLC0415 - Django is ready only now

    def log_in(user_id: int):
        client.force_login(
            User.objects.get(pk=user_id),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        return client

    return log_in
