"""An end in sight is told once a threshold to those whom it concerns."""

from datetime import UTC, datetime, timedelta

import pytest
from entering import line, written

from tam.apps.entitlement.models import ServiceContract
from tam.apps.entitlement.services import entering
from tam.apps.notices import services as outbox
from tam.apps.notices.models import Notice
from tam.domain.principals import system
from tam.engine.managers import expiry

DANA = "dana.whitfield@customer.example"
OCTOBER = datetime(2028, 10, 15, 6, 0, tzinfo=UTC)  # 77 days before the end
DAY = timedelta(days=1)


@pytest.fixture
def contract(house):
    by = system("test", frozenset({house.account}))
    made = written("SG-9300", line(), line("tam", ends_on="2028-11-30"), contact=DANA)
    return entering.enter_contract(written=made, at=house.now, by=by).contract_id


def told():
    rows = Notice.unscoped.filter(kind="contract-ends").order_by("id")
    return [(row.recipient_email.partition("@")[0], row.subject) for row in rows]


@pytest.mark.clause("TAM-01")
def test_each_end_is_told_once_a_threshold(contract):
    assert expiry.run(OCTOBER) == 4
    assert told() == [
        ("ingrid.solberg", "Contract SG-9300: lines end in 77 days"),
        ("dana.whitfield", "Contract SG-9300: lines end in 77 days"),
        ("ingrid.solberg", "Contract SG-9300: lines end in 46 days"),
        ("dana.whitfield", "Contract SG-9300: lines end in 46 days"),
    ]
    assert expiry.run(OCTOBER) == expiry.run(OCTOBER + DAY) == 0
    assert expiry.run(OCTOBER + 40 * DAY) == 4
    assert len(told()) == 8


@pytest.mark.clause("TAM-01")
def test_the_letter_names_line_day_and_what_to_do(contract):
    expiry.run(OCTOBER)
    ours, theirs = Notice.unscoped.filter(kind="contract-ends").order_by("id")[:2]
    assert (
        "- The line Four Hour On Site ends on 2028-12-31, in 77 days. (Oslo Archive)" in ours.body
    )
    assert f"/desk/contracts/{contract}/" in ours.body
    assert "/portal/owed/" in theirs.body
    assert (ours.clause, theirs.reply_email) == ("TAM-01", "ingrid.solberg@vendor.example")


@pytest.mark.clause("TAM-01")
def test_a_contract_that_is_followed_is_left_alone(house, contract):
    follows = written("SG-9301", follows="SG-9300", starts_on="2029-01-01", ends_on="2029-12-31")
    by = system("test", frozenset({house.account}))
    assert entering.enter_contract(written=follows, at=house.now, by=by).stands
    assert expiry.run(OCTOBER) == 0


@pytest.mark.clause("TAM-01")
def test_without_a_named_contact_every_contact_hears_of_it(contract):
    ServiceContract.unscoped.filter(pk=contract).update(contact=None)
    assert expiry.run(OCTOBER) == 4
    assert ("dana.whitfield", "Contract SG-9300: lines end in 77 days") in told()


def test_somebody_who_is_no_contact_any_more_gets_nothing(contract):
    expiry.run(OCTOBER)
    Notice.unscoped.filter(recipient_email=DANA).update(recipient_email="gone@customer.example")
    by = system("engine")
    while outbox.claim_notice(now=OCTOBER, by=by):
        pass
    gone = Notice.unscoped.filter(recipient_email="gone@customer.example").first()
    assert (gone.state, gone.reason) == (
        "cancelled",
        "Dana Whitfield is no longer a contact or representative with this address.",
    )
