"""The outbox at the desk: each message as it goes out, why it waits, what can be done (TAM-08)."""

import pytest
import time_machine
from outbox import new_notice, plan_all
from readers import words
from world import NOW

from tam.apps.notices import services
from tam.apps.notices.models import Notice
from tam.domain.principals import system

pytestmark = pytest.mark.clause("TAM-08")


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(house, browser_of):
    return browser_of(house.representative)


def moved(pk, **values):
    Notice.unscoped.filter(pk=pk).update(**values)


def test_without_a_mail_server_the_outbox_says_why_messages_wait(house, desk, settings):
    settings.TAM_EMAIL_CONFIGURED = False
    plan_all(house)
    said = words(desk.get("/desk/outbox/"))
    assert "No mail server is set" in said
    assert "3 messages wait" in said
    assert "Henrik Aas" in said


def test_the_message_is_shown_as_it_would_go_out(house, desk):
    pk = services.plan_notice(new=new_notice(house), at=NOW, by=system("test"))
    said = words(desk.get(f"/desk/outbox/{pk}/"))
    assert "As it would go out" in said
    assert "Auto-Submitted auto-generated" in said
    assert "Dana Whitfield &lt;dana.whitfield@customer.example&gt;" in said
    assert "Hello Dana Whitfield" in said


def test_what_asks_stands_first_and_is_counted(house, desk, settings):
    settings.TAM_EMAIL_CONFIGURED = True
    first, second, third = plan_all(house)
    moved(first, state="unknown", reason="The answer never came.")
    moved(second, state="failed", reason="550 no such mailbox")
    said = words(desk.get("/desk/outbox/"))
    assert "1 message asks for your decision" in said
    assert said.index("asks you") < said.index("Morgan Reyes")
    assert "1 failed" in said
    only = words(desk.get("/desk/outbox/?state=failed"))
    assert "Henrik Aas" in only
    assert "Morgan Reyes" not in only
    assert third


def test_what_waits_for_more_than_an_hour_is_said(house, desk, settings):
    settings.TAM_EMAIL_CONFIGURED = True
    plan_all(house)
    with time_machine.travel(NOW.replace(hour=12), tick=False):
        said = words(desk.get("/desk/outbox/"))
    assert "3 messages have waited for more than an hour" in said


@pytest.mark.parametrize(
    ("state", "act", "becomes"),
    [
        ("planned", "cancel", "cancelled"),
        ("unknown", "again", "planned"),
        ("failed", "again", "planned"),
        ("unknown", "leave", "unknown"),
    ],
)
def test_a_person_decides(house, desk, state, act, becomes):
    pk = services.plan_notice(new=new_notice(house), at=NOW, by=system("test"))
    moved(pk, state=state)
    page = desk.get(f"/desk/outbox/{pk}/").content.decode()
    assert f"/desk/outbox/{pk}/{act}/" in page
    done = desk.post(f"/desk/outbox/{pk}/{act}/", follow=True)
    assert done.status_code == 200
    assert Notice.unscoped.get(pk=pk).state == becomes
    assert "Ingrid Solberg" in words(done)


def test_an_act_that_does_not_fit_is_refused_with_its_clause(house, desk):
    pk = services.plan_notice(new=new_notice(house), at=NOW, by=system("test"))
    moved(pk, state="sent")
    answer = desk.post(f"/desk/outbox/{pk}/cancel/")
    assert answer.status_code == 409
    assert "Only a message that waits can be cancelled" in words(answer)


def test_a_message_that_cannot_be_written_says_so(house, desk):
    pk = services.plan_notice(new=new_notice(house), at=NOW, by=system("test"))
    moved(pk, recipient_email="no address")
    assert "cannot be written" in words(desk.get(f"/desk/outbox/{pk}/"))


def test_a_customer_and_another_customers_representative_see_none(house, browser_of):
    pk = services.plan_notice(new=new_notice(house), at=NOW, by=system("test"))
    for who in (house.customer, house.stranger):
        client = browser_of(who)
        assert client.get("/desk/outbox/").status_code == 404
        assert client.get(f"/desk/outbox/{pk}/").status_code == 404
        assert client.post(f"/desk/outbox/{pk}/cancel/").status_code == 404


def test_an_empty_outbox_says_what_will_come(house, desk):
    assert "Messages appear when a report is issued" in words(desk.get("/desk/outbox/"))
