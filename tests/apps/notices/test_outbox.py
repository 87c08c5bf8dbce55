"""The outbox: one row per cause and recipient, every state with its reason (reliability 5)."""

from datetime import timedelta
from email import message_from_string
from email.policy import default

import pytest
from outbox import ENGINE, new_notice, plan_all, stakeholders

from tam.adapters.mail_out import Delivery, Outcome, compose
from tam.apps.journal import selectors as journal
from tam.apps.notices import selectors, services
from tam.apps.notices.facts import ATTACHED_AT_MOST, File, Person, letter, wait
from tam.apps.notices.models import Notice
from tam.apps.notices.services import Claim
from tam.apps.people.models import Stakeholder
from tam.domain.principals import Principal, Role, Scope
from tam.domain.refusals import Refused

pytestmark = pytest.mark.clause("TAM-08")
INGRID = Principal("Ingrid Solberg", 1, frozenset())
LATER = Delivery(Outcome.LATER, "450 busy")
UNKNOWN = Delivery(Outcome.UNKNOWN, "The message was sent and the answer never came.")
REFUSED = Delivery(Outcome.REFUSED, "550 no such mailbox")
SENT = Delivery(Outcome.SENT, "OK")


def scope(house):
    return Scope(frozenset({house.account}))


def row(pk):
    return Notice.unscoped.get(pk=pk)


def attempt(house, made, now=None):
    claim = services.claim_notice(now=now or house.now, by=ENGINE)
    services.record_delivery(claim=claim, made=made, at=now or house.now, by=ENGINE)
    return claim.notice_id


def test_the_same_cause_and_recipient_make_one_notice(house):
    first = plan_all(house)
    assert plan_all(house, subject="Other words") == first
    assert Notice.unscoped.count() == 3
    assert len(set(first)) == 3


def test_the_message_id_follows_from_the_key_and_stays_over_all_tries(house):
    pk = services.plan_notice(new=new_notice(house), at=house.now, by=ENGINE)
    before = compose(letter(row(pk)))
    attempt(house, LATER)
    attempt(house, UNKNOWN, house.now + timedelta(hours=1))
    services.send_again(notice_id=pk, at=house.now + timedelta(hours=2), by=INGRID)
    after = compose(letter(row(pk)))
    assert before["Message-ID"] == after["Message-ID"] == row(pk).message_id
    assert before["Date"] == after["Date"]


def test_a_notice_is_claimed_once(house):
    plan_all(house)
    claims = [services.claim_notice(now=house.now, by=ENGINE) for _ in range(4)]
    assert [claim and claim.turn for claim in claims] == [1, 1, 1, None]
    assert len({claim.notice_id for claim in claims if claim}) == 3


def test_a_turn_that_is_over_records_nothing(house):
    pk = services.plan_notice(new=new_notice(house), at=house.now, by=ENGINE)
    old = services.claim_notice(now=house.now, by=ENGINE)
    late = house.now + timedelta(minutes=6)
    assert services.find_lost(now=late, by=ENGINE) == 1
    assert not services.still_mine(claim=old)
    services.record_delivery(claim=old, made=SENT, at=late, by=ENGINE)
    assert row(pk).state == "unknown"
    services.send_again(notice_id=pk, at=late, by=INGRID)
    new = services.claim_notice(now=late, by=ENGINE)
    assert (new, services.still_mine(claim=new)) == (Claim(pk, 2), True)
    services.record_delivery(claim=old, made=REFUSED, at=late, by=ENGINE)
    assert row(pk).state == "sending"


def test_what_is_found_in_sending_after_its_lease_is_unknown(house):
    pk = services.plan_notice(new=new_notice(house), at=house.now, by=ENGINE)
    services.claim_notice(now=house.now, by=ENGINE)
    assert services.find_lost(now=house.now + timedelta(minutes=5), by=ENGINE) == 0
    assert services.find_lost(now=house.now + timedelta(minutes=5, seconds=1), by=ENGINE) == 1
    assert row(pk).state == "unknown"
    assert "may have gone out" in row(pk).reason


def test_later_is_tried_again_after_a_growing_wait(house):
    pk = services.plan_notice(new=new_notice(house), at=house.now, by=ENGINE)
    attempt(house, LATER)
    assert (row(pk).state, row(pk).reason) == ("planned", "450 busy")
    soon = house.now + timedelta(seconds=59)
    assert services.claim_notice(now=soon, by=ENGINE) is None
    attempt(house, LATER, house.now + timedelta(minutes=1))
    assert row(pk).next_try_at == house.now + timedelta(minutes=3)
    assert [wait(tries) for tries in (1, 2, 7, 50)] == [
        timedelta(minutes=1),
        timedelta(minutes=2),
        timedelta(hours=1),
        timedelta(hours=1),
    ]


def test_after_two_days_it_is_given_up_and_visible(house):
    pk = services.plan_notice(new=new_notice(house), at=house.now, by=ENGINE)
    attempt(house, LATER)
    attempt(house, LATER, house.now + timedelta(days=2, seconds=1))
    assert (row(pk).state, row(pk).reason) == ("failed", "Given up after 2 tries. 450 busy")


def test_a_refused_recipient_leaves_the_others_alone(house):
    first, second, third = plan_all(house)
    for made in (SENT, REFUSED, SENT):
        attempt(house, made)
    assert [row(pk).state for pk in (first, second, third)] == ["sent", "failed", "sent"]
    assert row(first).sent_at == house.now
    assert row(second).reason == "550 no such mailbox"


def test_somebody_who_is_no_longer_a_stakeholder_gets_nothing(house):
    dana, henrik, morgan = plan_all(house)
    Stakeholder.unscoped.filter(name="Henrik Aas").update(email="henrik@elsewhere.example")
    Stakeholder.unscoped.filter(name="Dana Whitfield").delete()
    claim = services.claim_notice(now=house.now, by=ENGINE)
    assert claim.notice_id == morgan
    assert services.claim_notice(now=house.now, by=ENGINE) is None
    assert [row(pk).state for pk in (dana, henrik)] == ["cancelled", "cancelled"]
    assert row(dana).reason == "Dana Whitfield is no longer a stakeholder with this address."


def test_somebody_who_was_removed_and_named_again_gets_it(house):
    pk = services.plan_notice(new=new_notice(house), at=house.now, by=ENGINE)
    dana = Stakeholder.unscoped.get(name="Dana Whitfield")
    dana.delete()
    dana.pk = None
    dana.save(force_insert=True)
    assert services.claim_notice(now=house.now, by=ENGINE) == Claim(pk, 1)


def test_a_stakeholder_of_one_account_is_none_of_another(house):
    who = stakeholders(house)[0]
    foreign = new_notice(house, who, account_id=house.strangers_account, cause="report:9")
    pk = services.plan_notice(new=foreign, at=house.now, by=ENGINE)
    assert services.claim_notice(now=house.now, by=ENGINE) is None
    assert row(pk).state == "cancelled"


def test_unknown_asks_a_person_who_sends_again_or_leaves_it(house):
    one, two = plan_all(house)[:2]
    attempt(house, UNKNOWN)
    attempt(house, UNKNOWN)
    asked = [line.id for line in selectors.outbox(scope=scope(house), now=house.now) if line.asks]
    assert asked == [two, one]
    services.send_again(notice_id=one, at=house.now, by=INGRID)
    services.leave_notice(notice_id=two, at=house.now, by=INGRID)
    lines = {line.id: line for line in selectors.outbox(scope=scope(house), now=house.now)}
    assert (lines[one].state, lines[one].asks) == ("planned", False)
    assert (lines[two].state, lines[two].asks) == ("unknown", False)
    assert lines[two].reason == "Left as it is by Ingrid Solberg."
    page = selectors.notice(scope=scope(house), notice_id=one, now=house.now)
    assert page.text.startswith("This may be a repeat")


def test_a_failed_message_is_sent_again_without_the_word_repeat(house):
    pk = services.plan_notice(new=new_notice(house), at=house.now, by=ENGINE)
    attempt(house, REFUSED)
    services.send_again(notice_id=pk, at=house.now, by=INGRID)
    assert (row(pk).state, row(pk).may_repeat) == ("planned", False)
    assert services.claim_notice(now=house.now, by=ENGINE) == Claim(pk, 2)


@pytest.mark.parametrize("state", ["planned", "sending", "sent", "failed", "unknown", "cancelled"])
def test_a_person_may_act_from_the_fitting_states_alone(house, state):
    pk = services.plan_notice(new=new_notice(house), at=house.now, by=ENGINE)
    allowed = {
        services.cancel_notice: {"planned"},
        services.send_again: {"failed", "unknown"},
        services.leave_notice: {"unknown"},
    }
    for act, states in allowed.items():
        Notice.unscoped.filter(pk=pk).update(state=state)
        if state in states:
            act(notice_id=pk, at=house.now, by=INGRID)
        else:
            with pytest.raises(Refused, match="Only a message"):
                act(notice_id=pk, at=house.now, by=INGRID)
            assert row(pk).state == state


def test_a_message_that_waits_for_an_hour_is_said_once(house):
    plan_all(house)
    late = house.now + timedelta(hours=1, seconds=1)
    assert services.alert_waiting(now=house.now + timedelta(hours=1), by=ENGINE) == 0
    assert services.alert_waiting(now=late, by=ENGINE) == 3
    assert services.alert_waiting(now=late, by=ENGINE) == 0
    assert all(line.waits_long for line in selectors.outbox(scope=scope(house), now=late))


def test_contractual_notices_have_no_way_to_unsubscribe(house):
    pk = services.plan_notice(new=new_notice(house), at=house.now, by=ENGINE)
    headers = dict(selectors.notice(scope=scope(house), notice_id=pk, now=house.now).headers)
    assert "List-Unsubscribe" not in headers
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Reply-To"] == "Ingrid Solberg <ingrid.solberg@vendor.example>"


@pytest.mark.parametrize("payload", ["a\r\nBcc: evil@x.example", "=?utf-8?q?a=0D=0ABcc:_e@x?="])
def test_what_people_typed_cannot_add_a_header(house, payload):
    who = stakeholders(house)[0]
    new = new_notice(
        house, to=Person(payload, who.email, who.id), reply_to=Person(payload, "i@v.example"),
        subject=payload, file=File(payload, "a" * 64, ATTACHED_AT_MOST + 1),
    )  # fmt: skip
    pk = services.plan_notice(new=new, at=house.now, by=ENGINE)
    again = message_from_string(compose(letter(row(pk))).as_string(), policy=default)
    assert "Bcc" not in again
    assert [one.addr_spec for one in again["To"].addresses] == [who.email]


def test_a_large_file_becomes_the_link_in_the_text(house):
    new = new_notice(house, file=File("report.pdf", "a" * 64, ATTACHED_AT_MOST + 1))
    pk = services.plan_notice(new=new, at=house.now, by=ENGINE)
    page = selectors.notice(scope=scope(house), notice_id=pk, now=house.now)
    assert (page.file_goes_along, page.file_size) == (False, ATTACHED_AT_MOST + 1)
    assert list(compose(letter(row(pk))).iter_attachments()) == []


def test_a_message_whose_file_is_gone_says_so_on_its_page(house):
    new = new_notice(house, file=File("report.pdf", "a" * 64, 7))
    pk = services.plan_notice(new=new, at=house.now, by=ENGINE)
    page = selectors.notice(scope=scope(house), notice_id=pk, now=house.now)
    assert page.unwritable.startswith("It cannot be written")
    assert page.text.startswith("Hello Dana Whitfield")


def test_every_act_stands_in_the_journal(house):
    pk = services.plan_notice(new=new_notice(house), at=house.now, by=ENGINE)
    attempt(house, UNKNOWN)
    services.leave_notice(notice_id=pk, at=house.now, by=INGRID)
    acts = [one.action for one in journal.history(scope=scope(house), subject=f"notice:{pk}")]
    assert acts == ["notice.left", "notice.unknown", "notice.planned"]


def test_the_outbox_takes_one_query_and_shows_one_accounts_messages(
    house, django_assert_num_queries
):
    plan_all(house)
    with django_assert_num_queries(1):
        assert len(selectors.outbox(scope=scope(house), now=house.now)) == 3
    stranger = Principal("Sam", 9, frozenset({(house.strangers_account, Role.TAM)})).scope()
    assert selectors.outbox(scope=stranger, now=house.now) == []
    some = Notice.unscoped.first()
    assert selectors.notice(scope=stranger, notice_id=some.pk, now=house.now) is None


def test_the_page_says_why_a_message_waits(house, settings):
    plan_all(house)
    settings.TAM_EMAIL_CONFIGURED = False
    line = selectors.outbox(scope=scope(house), now=house.now)[0]
    assert line.why == "No mail server is set (TAM_EMAIL_URL), so nothing is sent."
    settings.TAM_EMAIL_CONFIGURED = True
    assert line.why == "It goes out with the engine's next round."
    attempt(house, LATER)
    waiting = {one.why for one in selectors.outbox(scope=scope(house), now=house.now)}
    assert "450 busy" in waiting
