"""The manager that sends, to a mail server that takes, defers, refuses, drops, hangs (T20-T25)."""

from datetime import timedelta

import pytest
from outbox import ENGINE, new_notice, plan_all, stakeholders
from postbox import QUICK, open_postbox

from tam.adapters import mail_out
from tam.apps.journal.models import Entry
from tam.apps.notices import services
from tam.apps.notices.facts import File
from tam.apps.notices.models import Notice
from tam.engine.managers import notices

pytestmark = pytest.mark.clause("TAM-08")


class Killed(BaseException):
    """The process dies at this very point."""


def kill(*_args, **_kwargs):
    raise Killed


@pytest.fixture
def mail(settings):
    """Settings that point at a postbox."""

    def point(box):
        settings.TAM_EMAIL_CONFIGURED = True
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.EMAIL_TIMEOUT = QUICK if box.hang else 10
        return box

    return point


def states():
    return list(Notice.unscoped.order_by("id").values_list("state", flat=True))


def test_without_a_mail_server_messages_wait(house, settings):
    settings.TAM_EMAIL_CONFIGURED = False
    plan_all(house)
    assert notices.run(house.now) == 0
    assert states() == ["planned"] * 3


def test_each_stakeholder_gets_one_message(house, mail):
    with open_postbox() as box:
        mail(box)
        plan_all(house)
        assert notices.run(house.now) == 3
        assert notices.run(house.now) == 0
    assert sorted(to for to, _ in box.mails) == sorted(one.email for one in stakeholders(house))
    assert states() == ["sent"] * 3


def test_a_server_that_is_away_is_asked_once_a_round(house, settings):
    settings.TAM_EMAIL_CONFIGURED = True
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, QUICK
    plan_all(house)
    assert notices.run(house.now) == 1
    assert states() == ["planned"] * 3
    assert sorted(Notice.unscoped.values_list("attempts", flat=True)) == [0, 0, 1]


def test_4xx_is_tried_later_and_then_taken(house, mail):
    who = stakeholders(house)[0]
    with open_postbox(at_rcpt={who.email: "450 greylisted"}) as box:
        mail(box)
        services.plan_notice(new=new_notice(house, who), at=house.now, by=ENGINE)
        notices.run(house.now)
        assert states() == ["planned"]
        box.at_rcpt.clear()
        assert notices.run(house.now + timedelta(seconds=1)) == 0
        assert notices.run(house.now + timedelta(hours=1)) == 1
    assert states() == ["sent"]
    assert len(box.mails) == 1


def test_5xx_for_one_of_three_lets_the_others_through(house, mail):
    refused = stakeholders(house)[1].email
    with open_postbox(at_rcpt={refused: "550 no such mailbox"}) as box:
        mail(box)
        plan_all(house)
        notices.run(house.now)
    assert states() == ["sent", "failed", "sent"]
    assert refused not in [to for to, _ in box.mails]


@pytest.mark.parametrize("how", [{"drop": True}, {"hang": True}])
def test_taken_without_an_answer_is_unknown_and_never_repeated_by_itself(house, mail, how):
    with open_postbox(**how) as box:
        mail(box)
        services.plan_notice(new=new_notice(house), at=house.now, by=ENGINE)
        notices.run(house.now)
        box.drop = box.hang = False
        assert notices.run(house.now + timedelta(days=3)) == 0
    assert states() == ["unknown"]
    assert len(box.mails) == 1


@pytest.mark.parametrize(
    ("point", "arrived", "state"),
    [
        ("after claim", 0, "unknown"),
        ("before DATA", 0, "unknown"),
        ("after accept", 1, "unknown"),
        ("before mark", 1, "unknown"),
        ("after mark", 1, "sent"),
    ],
)
def test_killed_at_any_point_nothing_is_lost_or_repeated(
    house, mail, monkeypatch, point, arrived, state
):
    with open_postbox() as box:
        mail(box)
        services.plan_notice(new=new_notice(house), at=house.now, by=ENGINE)
        with monkeypatch.context() as patch:
            POINTS[point](patch)
            with pytest.raises(Killed):
                notices.run(house.now)
        notices.run(house.now + timedelta(minutes=6))
        notices.run(house.now + timedelta(days=3))
    assert (len(box.mails), states()) == (arrived, [state])


def _die_after_accept(patch):
    """The message is on its way and taken; the 250 is read and the process is gone."""
    said = mail_out.smtplib.SMTP.getreply

    def sending(smtp, data):
        smtp.body_sent = len(data) > 300  # the message; no command is that long
        smtp.sock.sendall(data if isinstance(data, bytes) else data.encode())

    def taken(smtp):
        reply = said(smtp)
        if smtp.__dict__.get("body_sent"):
            raise Killed
        return reply

    patch.setattr(mail_out.smtplib.SMTP, "send", sending)
    patch.setattr(mail_out.smtplib.SMTP, "getreply", taken)


def _die_after_mark(patch):
    recorded = services.record_delivery

    def marked(**kwargs):
        recorded(**kwargs)
        raise Killed

    patch.setattr(services, "record_delivery", marked)


POINTS = {
    "after claim": lambda patch: patch.setattr(notices, "compose", kill),
    "before DATA": lambda patch: patch.setattr(services, "still_mine", kill),
    "after accept": _die_after_accept,
    "before mark": lambda patch: patch.setattr(services, "record_delivery", kill),
    "after mark": _die_after_mark,
}


def test_a_worker_that_slept_past_its_lease_sends_nothing(house, mail, monkeypatch):
    with open_postbox() as box:
        mail(box)
        services.plan_notice(new=new_notice(house), at=house.now, by=ENGINE)
        monkeypatch.setattr(notices, "LEASE", timedelta(0))  # it is over when it comes to sending
        notices.run(house.now)
    assert box.mails == []
    assert states() == ["planned"]


def test_a_message_that_cannot_be_written_fails_and_the_others_go_on(house, mail):
    dana, henrik, _ = stakeholders(house)
    lost = new_notice(house, dana, file=File("report.pdf", "a" * 64, 7))
    with open_postbox() as box:
        mail(box)
        services.plan_notice(new=lost, at=house.now, by=ENGINE)
        services.plan_notice(new=new_notice(house, henrik), at=house.now, by=ENGINE)
        notices.run(house.now)
    assert states() == ["failed", "sent"]
    assert "cannot be written" in Notice.unscoped.order_by("id").first().reason


def test_a_stakeholder_of_one_customer_is_in_no_mail_of_another(house, mail):
    with open_postbox() as box:
        mail(box)
        plan_all(house)
        foreign = new_notice(house, account_id=house.strangers_account, cause="report:7")
        services.plan_notice(new=foreign, at=house.now, by=ENGINE)
        notices.run(house.now)
    assert len(box.mails) == 3
    assert b"harbour" not in b"".join(wire for _, wire in box.mails)


def test_what_waits_for_more_than_an_hour_is_alerted(house, settings):
    settings.TAM_EMAIL_CONFIGURED = True
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, QUICK
    plan_all(house)
    notices.run(house.now + timedelta(hours=2))
    assert Entry.objects.filter(action="notice.waits").count() == 3


@pytest.mark.parametrize(
    ("tls", "ssl", "security"),
    [(False, False, "plain"), (True, False, "starttls"), (False, True, "tls")],
)
def test_the_settings_say_how_the_connection_is_protected(settings, tls, ssl, security):
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = tls, ssl
    assert notices.server().security.value == security
